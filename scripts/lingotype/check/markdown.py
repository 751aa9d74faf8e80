"""Markdown, of which only the active parts are looked at: what leads, loads, defines or runs.

docutils reads none of it. So a translation may have of these parts what its text has, to the
letter, and nothing else; everything that is not one of them is words.
"""

from __future__ import annotations

import re
from collections import Counter

_ACTIVE = re.compile(
    r"""(?P<link>\]\((?:[^()\n]|\([^()\n]*\))*\)?)
      | (?P<image>!\[)
      | (?P<tag><[A-Za-z/!?][^<>\n]*+>?)
      | (?P<fence>(?m:^[ \t]*)(?:`{3,}|~{3,}|:{3,})[^\n]*)
      | (?P<role>\{[^{}\s]*+\}(?=`)|:[A-Za-z][\w+.:-]{0,60}:(?=`))
      | (?P<filled>\{\{[^{}\n]*+\}\})
      | (?P<definition>(?m:^[ \t]*)(?:\[[^\]\n]+\]:|\([^()\n]+\)=|%|\.\.(?=\s)|__(?=\s))[^\n]*)
      | (?P<note>\[\^[^\]\n]+\])
      | (?P<command>\\[A-Za-z@]+)
      | (?P<entity>&\#?[A-Za-z0-9]+;)
      | (?P<embedded>`[^`\n]*<[^<>\n]*>`_{1,2})
      | (?P<address>(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|(?:javascript|data|vbscript|file|mailto):)
         [^\s<>()\[\]`]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\s<>()\[\]`\"']+")

SUFFIXES = (".md", ".markdown", ".ipynb", ".myst")


def active(text: str) -> Counter[str]:
    """The active parts of a text, each as often as it stands there."""
    return Counter(found[0].strip() for found in _ACTIVE.finditer(text))


def places(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The active parts with their places."""
    return [(found[0].strip(), found.span()) for found in _ACTIVE.finditer(text)]


def address_of(part: str) -> str:
    """The address that a part leads to, if it names one outright."""
    found = _ADDRESS.search(part)
    return found[0] if found else ""


def is_markdown(references: tuple[str, ...]) -> bool:
    """Whether a message says that it comes from Markdown files alone."""
    paths = [reference.rpartition(":")[0] or reference for reference in references]
    return bool(paths) and all(path.endswith(SUFFIXES) for path in paths)
