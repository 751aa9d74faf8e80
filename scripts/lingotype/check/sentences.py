"""The sentences of a text, and whether a translation has lost one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import erfc, inf, log, sqrt
from typing import NamedTuple

from lingotype.check.markup import NOTHING, OBJECT
from lingotype.check.wordlists import ABBREVIATIONS, DOTTED_ORDINALS
from lingotype.model.finding import Span

_CLOSING = rf"[\"'”’“»«›」』）)\]*_{NOTHING}]"

_STOPS = "。！？।۔؟።။"
"""Marks that always end a sentence, with or without a space behind them."""


def _ends_with(marks: str) -> re.Pattern[str]:
    """The ends of sentences, of which `marks` need a space behind them."""
    return re.compile(
        rf"(?<![{marks}])[{marks}]++{_CLOSING}*+(?=[\s{NOTHING}]++.)"
        rf"|(?<![{_STOPS}])[{_STOPS}]++{_CLOSING}*+(?=.)",
        re.DOTALL,
    )


_ENDS = _ends_with(".!?…")
_GREEK_ENDS = _ends_with(".!?;…\u037e")

_NEAR = 12
_OPENING = "([{\"'“„«‘‚"
_ORDINAL = re.compile(r"(?<![0-9])[0-9]{1,2}\Z")
_LOWER_NEXT = re.compile(rf"[\s{NOTHING}{OBJECT}\"'“„«»(]*+([^\W\d_])")


@lru_cache(maxsize=4096)
def sentences(plain: str, language: str) -> tuple[Span, ...]:
    """Where the sentences of a text stand. plain: as in `Shape.plain`; language: its subtag."""
    found: list[Span] = []
    start = 0
    for mark in (_GREEK_ENDS if language == "el" else _ENDS).finditer(plain):
        if _ends(plain, mark, language):
            found.append((start, mark.end()))
            start = mark.end()
    return (*found, (start, len(plain))) if plain[start:].strip() else tuple(found)


def _ends(plain: str, mark: re.Match[str], language: str) -> bool:
    """Whether a mark is the end of a sentence, and not of an abbreviation or an ordinal."""
    if mark[0][0] in _STOPS:
        return True
    behind = _LOWER_NEXT.match(plain, mark.end())
    if behind and behind[1].islower():
        return False
    if mark[0][0] != ".":
        return True
    before = plain[max(mark.start() - _NEAR, 0) : mark.start()]
    if language in DOTTED_ORDINALS and before[-1:].isdecimal() and _ORDINAL.search(before):
        return False
    return not _is_abbreviated(before)


def _is_abbreviated(before: str) -> bool:
    """Whether a full stop stands behind a letter alone, e.g, U.S or a known abbreviation."""
    word = (before.split() or [""])[-1].lstrip(_OPENING)
    if len(word) == 1:
        return word.isalpha()
    return word[-2:-1] == "." or word.lower() in ABBREVIATIONS


# --- alignment by length -------------------------------------------------------------------------

# W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): how
# likely it is that so many characters translate so many, and that sentences pair so.
_VARIANCE = 6.8
_MERGED = -log(0.045 / 0.89)
_LOST = 2.5  # measured: translators whose work is checked lose more than that corpus did
_STEPS = ((1, 1, 0.0), (2, 1, _MERGED), (1, 2, _MERGED), (2, 2, 2 * _MERGED), (3, 1, 2 * _MERGED))
_MOST = 40


class Lost(NamedTuple):
    """A sentence that may have no translation. doubt: how much less likely it would be that each
    had one, as a natural logarithm; negative where that is likelier.
    """

    place: int
    doubt: float


def lost(source: Sequence[float], target: Sequence[float], spread: float = 1.0) -> Lost | None:
    """The sentence that is likeliest to have no translation; None where nothing can be paired.

    source, target: lengths of the sentences; those of the source as long as translations are.
    spread: how much more than in European languages they vary.
    """
    if not source or not target or len(source) > _MOST or len(target) > _MOST:
        return None
    variance = _VARIANCE * spread**2
    whole = _table(source, target, variance)
    behind = _table(source[::-1], target[::-1], variance)
    n, m = len(source), len(target)
    if (n, m) not in whole:
        return None
    ways = [
        (whole[i, j] + _LOST + behind[n - i - 1, m - j], i)
        for i in range(n)
        for j in range(m + 1)
        if (i, j) in whole and (n - i - 1, m - j) in behind
    ]
    cost, place = min(ways, default=(inf, 0))
    return None if cost == inf else Lost(place, whole[n, m] - cost)


def _table(
    source: Sequence[float], target: Sequence[float], variance: float
) -> dict[tuple[int, int], float]:
    """What it costs to pair so many sentences with so many, each with one at least."""
    costs = {(0, 0): 0.0}
    for i in range(1, len(source) + 1):
        for j in range(1, len(target) + 1):
            ways = [
                costs[i - a, j - b]
                + extra
                + _stretch(sum(source[i - a : i]), sum(target[j - b : j]), variance)
                for a, b, extra in _STEPS
                if (i - a, j - b) in costs
            ]
            if ways:
                costs[i, j] = min(ways)
    return costs


def _stretch(source: float, target: float, variance: float) -> float:
    """What it costs to take the one length for a translation of the other."""
    deviation = abs(target - source) / sqrt(variance * max((source + target) / 2, 1))
    return -log(max(erfc(deviation / sqrt(2)), 1e-12))
