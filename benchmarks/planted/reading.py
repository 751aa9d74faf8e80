"""What planters look for in a translation: markup, sentences, words and numbers."""

from __future__ import annotations

import re

JOINED = frozenset({"zh", "ja"})
"""Languages that are written without spaces between words and sentences."""

STOPS = frozenset(".!?。！？۔؟")

ROLE = re.compile(
    r":(?P<name>[a-z:]+):`(?:(?P<title>[^`<>]+?) <(?P<target>[^`<>]+)>|(?P<only>[^`<>]+))`"
)
LITERAL = re.compile(r"``([^`]+)``")
LINK = re.compile(r"(?<![:`\w])`(?P<title>[^`<>]+?) <(?P<address>[^`<>]+)>`_")
ADDRESS = re.compile(r"(?<!<)\bhttps?://[^\s<>`]+(?<![.,;:])")
FOOTNOTE = re.compile(r"\[#([\w-]+)\]_")
NUMBERED = re.compile(r"\[(\d+)\]_")
CITATION = re.compile(r"\[([A-Za-z]\w*)\]_")
SUBSTITUTION = re.compile(r"\|(\w+)\|")
REFERENCE = re.compile(r"\b([a-z]+)_(?!\w)")
EMPHASIS = re.compile(r"(?<![*\w])\*([^*\s][^*]*)\*(?!\*)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
MARKED = re.compile(r"[`*|\[\]<>]|https?:")

NUMBER = re.compile(r"(?<![\w#.,:<-])\d+(?![\w\]>:-]|[.,]\d)")
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
WORD = re.compile(r"[^\W\d_]{4,}")

_SENTENCE = re.compile(r"(?<=[.!?۔؟])\s+(?=\S)|(?<=[。！？])(?=[^”’」）\s])")
_ABBREVIATED = re.compile(r"(?:\b\w|\bNr|\bSt|\bDr|\bcf|\bvgl|гг|\d)\.$", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences without the spaces between them; after an abbreviation none begins."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def joint(language: str) -> str:
    """What stands between two sentences."""
    return "" if language in JOINED else " "


def bare(text: str) -> bool:
    """Whether it has no markup, so that a mistake in it is one of its words alone."""
    return not MARKED.search(text)


def spots(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """All that a pattern finds outside markup."""
    hidden = [m.span() for p in (ROLE, LITERAL, LINK, ADDRESS, FOOTNOTE) for m in p.finditer(text)]
    return [
        match
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in hidden)
    ]


def put(text: str, match: re.Match[str], new: str, group: int | str = 0) -> str:
    """The text with something else in the place of what was found."""
    return text[: match.start(group)] + new + text[match.end(group) :]
