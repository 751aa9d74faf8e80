"""HTML tags in a Markdown file, which pandoc leaves as they are, read as what they mean."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from lingotype.manuscript.pandoc.nodes import Node, is_node, node

_WRAPS = {
    "b": "Strong",
    "strong": "Strong",
    "i": "Emph",
    "em": "Emph",
    "cite": "Emph",
    "sup": "Superscript",
    "sub": "Subscript",
    "u": "Underline",
    "ins": "Underline",
    "s": "Strikeout",
    "del": "Strikeout",
    "strike": "Strikeout",
}
_TAG = re.compile(r"\s*<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>\s*", re.DOTALL)


def tags_read(value: Any) -> Any:
    """A copy in which raw tags of HTML are spans, links, pictures and breaks, or gone."""
    if isinstance(value, list):
        inner = [tags_read(item) for item in value]
        return _paired(inner) if any(_tag(item) for item in inner) else inner
    if isinstance(value, dict):
        return {key: tags_read(item) for key, item in value.items()}
    return value


def _tag(value: Any) -> re.Match[str] | None:
    """The one tag that a raw node is, if it is one."""
    if not is_node(value) or value["t"] not in ("RawInline", "RawBlock"):
        return None
    kind, source = value["c"]
    return _TAG.fullmatch(source) if kind.startswith("html") else None


def _paired(values: list[Any]) -> list[Any]:
    """Pairs of tags around what stands between them; a tag alone means nothing."""
    waiting: list[tuple[str, dict[str, str], list[Any]]] = [("", {}, [])]
    for value in values:
        tag = _tag(value)
        if tag is None:
            waiting[-1][2].append(value)
            continue
        name, given = tag[2].lower(), _attributes(tag[0])
        block = value["t"] == "RawBlock"
        if tag[1]:
            _end(waiting, name)
        elif name in ("br", "img") or block:
            waiting[-1][2].extend(_single(name, given, block=block))
        elif name in _WRAPS or name == "a":
            waiting.append((name, given, []))
    while len(waiting) > 1:
        _, _, inside = waiting.pop()
        waiting[-1][2].extend(inside)
    return waiting[0][2]


def _end(waiting: list[tuple[str, dict[str, str], list[Any]]], name: str) -> None:
    if len(waiting) == 1 or name not in {opened for opened, _, _ in waiting}:
        return
    while waiting[-1][0] != name:
        _, _, inside = waiting.pop()
        waiting[-1][2].extend(inside)
    _, given, inside = waiting.pop()
    waiting[-1][2].append(_wrapped(name, given, inside))


def _wrapped(name: str, given: dict[str, str], inside: list[Any]) -> Node:
    if name != "a":
        return node(_WRAPS[name], inside)
    attributes = [given.get("id") or given.get("name", ""), [], []]
    if "href" in given:
        return node("Link", [attributes, inside, [given["href"], ""]])
    return node("Span", [attributes, inside])


def _single(name: str, given: dict[str, str], *, block: bool) -> list[Node]:
    if name == "img":
        alt = [node("Str", given["alt"])] if given.get("alt") else []
        picture = node("Image", [["", [], []], alt, [given.get("src", ""), given.get("title", "")]])
        return [node("Para", [picture]) if block else picture]
    if name == "hr" and block:
        return [node("HorizontalRule")]
    return [node("LineBreak")] if name == "br" and not block else []


class _Attributes(HTMLParser):
    def __init__(self, tag: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(tag)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {name: value or "" for name, value in reversed(attrs)}


def _attributes(tag: str) -> dict[str, str]:
    return _Attributes(tag).found
