"""Quotation marks: which belong together, and which a language uses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lingotype.model.finding import Span
from lingotype.model.language import Language
from lingotype.model.quotation import marks

STRAIGHT = '"'

MARKS = re.compile('["“”„‟«»「」『』〝〞〟＂]')
"""The double ones; single ones are apostrophes as well."""


def _pairs(pairs: str) -> frozenset[str]:
    return frozenset(pairs.split())


_PAIRS = _pairs('“” „“ „” «» »« »» ”” 「」 『』 〝〟 〝〞 ”“ ““ "" ＂＂')
"""What belongs together in some language."""

# What is right besides the marks that the language's books have first.
_BESIDES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("ar", "be", "eo", "tr", "vi", "id", "fa"), _pairs("“” «» „“")),
    **dict.fromkeys(("bg", "ca", "el", "es", "fr", "it"), _pairs("“” «»")),
    **dict.fromkeys(("ja", "ur"), _pairs("“” 〝〟")),
    **dict.fromkeys(("cs", "de", "hr", "hu", "sl"), _pairs("»« «»")),
    **dict.fromkeys(("da", "fi", "nb", "nl", "sv"), _pairs("«» „“ „” “” ”” »» »«")),
    **dict.fromkeys(("ko", "zh"), _pairs("“” 「」 『』")),
    **dict.fromkeys(("pl", "pt", "ro"), _pairs("“” «» »«")),
    "et": _pairs("«» „”"),
    "he": _pairs("“” „” ”“"),
    "ru": _pairs("„“"),
    "uk": _pairs("„“ “”"),
    "sr": _pairs("„“ „” »«"),
    "ta": _pairs(""),
}


class Quotation(NamedTuple):
    """Two marks that belong together, and where they stand."""

    marks: str
    opening: int
    closing: int

    @property
    def spans(self) -> tuple[Span, Span]:
        """The places of both marks."""
        return (self.opening, self.opening + 1), (self.closing, self.closing + 1)


class Quoted(NamedTuple):
    """The quotations of a text, by their ends, and the places of marks that belong to none."""

    quotations: tuple[Quotation, ...]
    alone: tuple[int, ...]


@lru_cache(maxsize=4096)
def quoted(plain: str) -> Quoted:
    """Find what belongs together; a mark that can close the one before it does."""
    found: list[Quotation] = []
    opened: list[int] = []
    for mark in MARKS.finditer(plain):
        at = mark.start()
        if opened and _closes(plain, opened[-1], at):
            start = opened.pop()
            found.append(Quotation(plain[start] + plain[at], start, at))
        elif not _is_inch(plain, at):
            opened.append(at)
    return Quoted(tuple(found), tuple(opened))


def _closes(plain: str, start: int, at: int) -> bool:
    """Whether a mark closes the one at `start`.

    Marks that some languages open and others close with look at the letters beside them.
    """
    pair = plain[start] + plain[at]
    if pair not in _PAIRS:
        return False
    if pair in _AMBIGUOUS:
        return not _opens(plain, at)
    return True


_AMBIGUOUS = _pairs("““ ”” »» »« ”“")


def _opens(plain: str, at: int) -> bool:
    """Whether a space is before it and a letter behind it."""
    before, behind = plain[at - 1 : at] or " ", plain[at + 1 : at + 2] or " "
    return (before.isspace() or before in "(（[—–") and not (behind.isspace() or behind in ".,;:")


def _is_inch(plain: str, at: int) -> bool:
    """Whether it stands for inches or seconds."""
    return plain[at] == STRAIGHT and at > 0 and plain[at - 1].isdecimal()


def foreign(plain: str, language: Language, *, straight: bool) -> list[Quotation]:
    """The quotations of a text in marks that are not the language's. straight: whether those of
    a typewriter are right.
    """
    right, inner = _allowed(language)
    found = quoted(plain).quotations
    if not right:
        return []
    if straight:
        right |= {STRAIGHT * 2}
    wrong = [one for one in found if one.marks not in right]
    return [one for one in wrong if one.marks != inner or not _nested(one, found)]


def _nested(one: Quotation, others: Sequence[Quotation]) -> bool:
    return any(other.opening < one.opening < other.closing for other in others)


@lru_cache(maxsize=64)
def _allowed(language: Language) -> tuple[frozenset[str], str]:
    """The pairs of marks that are right in a language, none where nobody has told us; and the pair
    that is right within a quotation.
    """
    primary = language.tag.partition("-")[0]
    besides = _BESIDES.get(primary)
    own = marks(language)
    inner = own.inner_opening + own.inner_closing
    if besides is None:
        return frozenset(), inner
    return besides | {own.opening + own.closing}, inner


def preferred(language: Language) -> str:
    """The language's marks as an example."""
    own = marks(language)
    space = "\u202f" if language.tag in ("fr", "fr-FR", "fr-BE", "fr-LU") else ""
    return f"{own.opening}{space}…{space}{own.closing}"
