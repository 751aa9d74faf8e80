"""Pandoc's JSON document as it is: walking it, reading its words, changing nodes.

The form is that of pandoc-types: a node is ``{"t": constructor, "c": content}``, and characters
stand in Str, Code, CodeBlock, Math and the two Raw constructors only
(https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

Node = dict[str, Any]

PART = "lingotype-part"
"""The attribute by which `web.page` tells us what a part of a page is: one of these."""
MAIN, FURNITURE, CONTENTS = "main", "furniture", "contents"
NOTE, MARK, BACK = "note", "mark", "back"

_TEXT_SECOND = frozenset({"Code", "CodeBlock", "Math"})
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_BLOCKS = frozenset(
    {
        "BlockQuote",
        "BulletList",
        "CodeBlock",
        "DefinitionList",
        "Div",
        "Figure",
        "Header",
        "HorizontalRule",
        "LineBlock",
        "Note",
        "OrderedList",
        "Para",
        "Plain",
        "RawBlock",
        "Table",
    }
)
_NOT_WORDS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.IGNORECASE | re.DOTALL
)


def is_node(value: object) -> bool:
    """Whether a value of the JSON is a node of the document."""
    return isinstance(value, dict) and isinstance(value.get("t"), str)


def node(kind: str, content: object = None) -> Node:
    """A node of our own making."""
    return {"t": kind} if content is None else {"t": kind, "c": content}


def attributes(value: Node) -> tuple[str, list[str], dict[str, str]]:
    """The identifier, classes and other attributes of a node that can have some."""
    content = value.get("c")
    where = content[1] if value["t"] == "Header" and content else content and content[0]
    match where:
        case [str(name), list(classes), list(pairs)]:
            return name, [str(c) for c in classes], {str(k): str(v) for k, v in pairs}
        case _:
            return "", [], {}


def part(value: Node) -> str:
    """What `web.page` says that a node is, or nothing."""
    if value["t"] not in ("Div", "Span"):
        return ""
    return attributes(value)[2].get(PART, "")


def raw_text(kind: str, source: str) -> str:
    """The words in a piece of another markup: of HTML what is no tag, comment or script."""
    if not kind.startswith("html"):
        return source
    return html.unescape(_NOT_WORDS.sub(" ", source))


def text(value: Any) -> str:
    """All characters of a part of the document, in its order; blocks and notes stand apart.

    Pictures have none. It knows as little as can be of what the parts mean, so that it can be
    held against the blocks.
    """
    if isinstance(value, list):
        return "".join(text(item) for item in value)
    if not isinstance(value, dict):
        return ""
    if not is_node(value):
        return " ".join(text(item) for item in value.values())
    inside = _inside(value["t"], value.get("c"))
    return f" {inside} " if value["t"] in _BLOCKS else inside


def _inside(kind: str, content: Any) -> str:
    if kind in _SPACES:
        return " "
    if kind in ("Str", "MetaString"):
        return str(content)
    if kind in ("RawInline", "RawBlock"):
        return f" {raw_text(*content)} " if raw_text(*content).strip() else ""
    if kind in _TEXT_SECOND:
        return f" {content[1]} " if displayed(content[0]) else str(content[1])
    return _nested_text(kind, content)


def _nested_text(kind: str, content: Any) -> str:
    if kind == "Image":
        return ""
    if kind == "Cite":  # its first content is the same once more, taken apart
        return text(content[1])
    if kind in ("LineBlock", "MetaList"):
        return " ".join(text(line) for line in content)
    if kind == "DefinitionList":
        return " ".join(f"{text(term)} {text(inside)}" for term, inside in content)
    return text(content) or (_strings(content) if kind not in _KNOWN else "")


def displayed(kind: object) -> bool:
    """Whether the first content of a Math node says that it stands on a line of its own."""
    return isinstance(kind, dict) and kind.get("t") == "DisplayMath"


def _strings(value: Any) -> str:
    """Whatever characters a constructor holds that this code does not know."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(_strings(item) for key, item in value.items() if key != "t")
    return " ".join(_strings(item) for item in value) if isinstance(value, list) else ""


_KNOWN = _BLOCKS | {
    "Cite",
    "Emph",
    "Image",
    "Link",
    "MetaBlocks",
    "MetaBool",
    "MetaInlines",
    "MetaList",
    "MetaMap",
    "Quoted",
    "SmallCaps",
    "Span",
    "Strikeout",
    "Strong",
    "Subscript",
    "Superscript",
    "Underline",
}


def changed(value: Any, change: Callable[[Node], list[Node] | None]) -> Any:
    """A copy in which `change` has replaced nodes, outermost first; None keeps a node.

    What stands inside a replaced node is not looked at any more.
    """
    if isinstance(value, list):
        return _changed_list(value, change)
    if isinstance(value, dict):
        return {key: changed(item, change) for key, item in value.items()}
    return value


def _changed_list(values: list[Any], change: Callable[[Node], list[Node] | None]) -> list[Any]:
    result: list[Any] = []
    for value in values:
        instead = change(value) if is_node(value) else None
        if instead is None:
            result.append(changed(value, change))
        else:
            result.extend(instead)
    return result


def nodes(value: Any) -> Iterator[Node]:
    """Every node inside, in the order of the document, a node before what it holds."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if is_node(value):
            yield value
        for item in value.values():
            yield from nodes(item)
