"""Sentences of a text and of its translation, side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lingotype.update.markup import pieces

_END = re.compile(
    "(?<![.!?…؟۔।॥])[.!?…؟۔।॥]++[\"'”’»›)\\]*]*+(?=\\s)"  # followed by a space
    "|[。！？｡]+[”’」』）]*"  # none needed
)
_SHORT = re.compile(
    r"(?:^|[\s(\[“\"'])"
    r"(?:\w|[A-Za-z](?:\.[A-Za-z])+|[A-Z][a-z]{0,2}|etc|vs|cf|bzw|vgl|usw|env|ex|pp?)\.$"
)
"""What ends in a full stop and is an abbreviation, an initial or a number in most languages."""

LONGEST_SHORT = 16
"""Characters of the longest of those, with what stands before it; "A.B.C.D.E.F." is longer."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the space after it, so that they join to the text."""
    covered = pieces(text)
    starts = [piece.start for piece in covered]
    found, begin = [], 0
    for match in _END.finditer(text):
        before = bisect_left(starts, match.start()) - 1
        if before >= 0 and match.end() <= covered[before].end:
            continue
        if match[0] == "." and _SHORT.search(text, _back(match.end(), begin), match.end()):
            continue
        end = match.end()
        while end < len(text) and text[end].isspace():
            end += 1
        found.append(text[begin:end])
        begin = end
    if text[begin:].strip():
        found.append(text[begin:])
    elif found:
        found[-1] += text[begin:]
    return found


def _back(end: int, begin: int) -> int:
    """From where on to look for an abbreviation: what stands before it is part of the sign."""
    return max(end - LONGEST_SHORT, begin - 1, 0)


@dataclass(frozen=True)
class Bead:
    """So many sentences of a text (from, to) that so many of its translation translate."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


_SHAPES = ((1, 1, 0.0), (1, 2, 2.3), (2, 1, 2.3), (2, 2, 4.4))
"""Beads and what each costs: one to one is the rule (W. A. Gale and K. W. Church, A Program for
Aligning Sentences in Bilingual Corpora, Computational Linguistics 19, 1993)."""


def beads(ours: Sequence[str], theirs: Sequence[str]) -> list[Bead] | None:
    """The likeliest pairing of sentences by their lengths, in order; None where there is none.

    The same number of sentences is paired one to one: translators seldom do otherwise.
    """
    if len(ours) == len(theirs):
        return [Bead((n, n + 1), (n, n + 1)) for n in range(len(ours))]
    if not ours or not theirs or len(ours) * len(theirs) > 4000:
        return None
    scale = sum(map(len, theirs)) / max(1, sum(map(len, ours)))
    best: dict[tuple[int, int], tuple[float, list[Bead]]] = {(0, 0): (0.0, [])}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            if (i, j) not in best:
                continue
            cost, path = best[i, j]
            for a, b, price in _SHAPES:
                if i + a > len(ours) or j + b > len(theirs):
                    continue
                paid = cost + price + _strangeness(ours[i : i + a], theirs[j : j + b], scale)
                if paid < best.get((i + a, j + b), (float("inf"), []))[0]:
                    best[i + a, j + b] = (paid, [*path, Bead((i, i + a), (j, j + b))])
    found = best.get((len(ours), len(theirs)))
    return found[1] if found else None


def _strangeness(ours: Sequence[str], theirs: Sequence[str], scale: float) -> float:
    """How unlikely the lengths are for a text and its translation (squared, in deviations)."""
    expected = sum(map(len, ours)) * scale
    return (sum(map(len, theirs)) - expected) ** 2 / (6.8 * max(expected, 1.0))
