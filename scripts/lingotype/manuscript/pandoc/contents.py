"""The table of contents that a word processor has written into a document.

Its page numbers are those of a paper book; the project gets a table of its own.
"""

from __future__ import annotations

import re

from lingotype.manuscript.pandoc.nodes import (
    CONTENTS,
    PART,
    Node,
    attributes,
    is_node,
    node,
    nodes,
    text,
)
from lingotype.manuscript.words import words

_NUMBER = re.compile(r"\d{1,5}|[ivxlc]{1,8}", re.IGNORECASE)


def without_contents(blocks: list[Node], anchors: dict[str, str]) -> list[Node]:
    """The blocks with the lines of a table of contents named so, two in a row at least."""
    headings = {attributes(b)[0]: words(text(b)) for b in blocks if b["t"] == "Header"}
    lines = [_is_line(block, anchors, headings) for block in blocks]
    result: list[Node] = []
    run: list[Node] = []
    for block, line in zip([*blocks, None], [*lines, False], strict=True):
        if line and block:
            run.append(block)
            continue
        result += [_contents(run)] if len(run) > 1 else run
        run = []
        if block:
            result.append(block)
    return result


def _contents(run: list[Node]) -> Node:
    return node("Div", [["", [], [[PART, CONTENTS]]], run])


def _is_line(block: Node, anchors: dict[str, str], headings: dict[str, tuple[str, ...]]) -> bool:
    """Whether a paragraph is a heading's words, perhaps a page number, and a link to it."""
    if block["t"] not in ("Para", "Plain") or not block["c"]:
        return False
    links = [n for n in nodes(block["c"]) if is_node(n) and n["t"] == "Link"]
    said = words(text(block))
    for link in links:
        address = str(link["c"][2][0])
        heading = headings.get(anchors.get(address[1:], ""), ()) if address[:1] == "#" else ()
        linked = words(text(link))
        if heading and linked and said[-len(linked) :] == linked:
            without = said[:-1] if _NUMBER.fullmatch(said[-1]) and said != heading else said
            if without[-len(heading) :] == heading and (without != said or linked == said):
                return True
    return False
