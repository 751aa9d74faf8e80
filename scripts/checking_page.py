"""Writes the rules in CHECKING.md anew, from their own docstrings.

    python scripts/checking_page.py

What stands above the mark in that page is written by hand and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import fill

from lingotype.check import check
from lingotype.check.registry import RULES, Group, Rule
from lingotype.model.excerpt import visible
from lingotype.workflow.checking import FILE_RULES

PAGE = Path(__file__).parent.parent / "CHECKING.md"
MARK = "<!-- Made by scripts/checking_page.py from here on; change the docstrings of the rules. -->"

assert check  # it registers the rules


def page(text: str) -> str:
    """The page with its rules as they are now."""
    made = "\n".join(_lines())
    return f"{text.partition(MARK)[0]}{MARK}\n\n{made}"


def _lines() -> Iterator[str]:
    for group in Group:
        rules = [rule for rule in RULES.values() if rule.group is group]
        if rules:
            yield f"### {group.value}\n"
            yield from (line for rule in rules for line in _rule(rule))
    yield "### Whole files\n"
    for text in FILE_RULES:
        yield f"**`{text.name}`** · {text.level}, always\n\n{fill(text.help, 100)}\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"**`{rule.name}`** · {', '.join(_marks(rule))}\n"
    for is_example, lines in groupby(_tagged(rule.description), key=lambda pair: pair[0]):
        text = "\n".join(line for _, line in lines).strip()
        if text:
            yield f"~~~text\n{visible_lines(text)}\n~~~\n" if is_example else f"{_prose(text)}\n"


def _marks(rule: Rule) -> Iterator[str]:
    yield rule.level.value
    if rule.fenced:
        yield "not published"
    if rule.firm:
        yield "always"


def _tagged(description: str) -> Iterator[tuple[bool, str]]:
    """Each line with whether it belongs to an example, which ends with a blank line."""
    inside = False
    for line in description.splitlines():
        inside = bool(line) and (inside or bool(re.match(r"(Bad|Good)\b.*?:", line)))
        yield inside, line


def _prose(text: str) -> str:
    """Between backquotes all stands as it is; elsewhere < would begin a tag."""
    parts = re.split(r"(`+[^`]+`+)", text)
    return "".join(x if i % 2 else x.replace("<", "&lt;") for i, x in enumerate(parts))


def visible_lines(text: str) -> str:
    """Lines with what is invisible written out."""
    return "\n".join(visible(line) for line in text.split("\n"))


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
