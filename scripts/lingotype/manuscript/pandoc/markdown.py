"""A Markdown file made ready for pandoc."""

from __future__ import annotations

import re
from itertools import pairwise

_FENCE = re.compile(r" {0,3}(```|~~~)")
_ITEM = re.compile(r" {0,3}(?:[-+*]|1[.)])[ \t]+\S")
_ANY_ITEM = re.compile(r"\s*(?:[-+*]|\(?(?:\d{1,9}|[a-zA-Z]|#|@)[.)])[ \t]+")
_NO_PARAGRAPH = re.compile(r"\s*(?:[|>:<\[+]|={3,}|-{3,}|\$\$)| {4}|\t")


def blank_lines_before_lists(source: str) -> str:
    """The text with an empty line before each list that has none.

    Most programs begin a list after the line of a paragraph
    (https://spec.commonmark.org/0.31.2/#list-items), pandoc does not. As with them a number
    other than 1 begins none, for a line of prose can begin with a year.
    """
    lines = source.split("\n")
    result = lines[:1]
    fence, first = _fence_after("", lines[0]), lines[0]
    for before, line in pairwise(lines):
        if not before.strip():
            first = line
        if not fence and before.strip() and _ITEM.match(line) and _is_paragraph(first, before):
            result.append("")
            first = line
        fence = _fence_after(fence, line)
        result.append(line)
    return "\n".join(result)


def _fence_after(fence: str, line: str) -> str:
    """The sign of the code block that is open after a line, or nothing."""
    found = _FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found[1]
    return "" if found[1] == fence else fence


def _is_paragraph(first: str, before: str) -> bool:
    """Whether a run of lines is prose: by its first line and its last."""
    return not (_ANY_ITEM.match(first) or _NO_PARAGRAPH.match(first) or _NO_PARAGRAPH.match(before))
