"""What of a translation is still in the language of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lingotype.check.wordlists import LITTLE
from lingotype.model.finding import Span

_NONE: frozenset[str] = frozenset()

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

RUN = 5
"""Words in a row that a translation and its text may have in common, as names do."""


@lru_cache(maxsize=256)
def little_words(source: str, target: str) -> frozenset[str]:
    """The little words of the one language that the other does not have; none if unknown."""
    return LITTLE.get(source, _NONE) - LITTLE.get(target, _NONE)


class Word(NamedTuple):
    """A word in lower case, where it stands, and whether it began with a capital."""

    text: str
    span: Span
    capital: bool


def words(plain: str) -> list[Word]:
    """The words of a text in their order."""
    return [
        Word(m[0].lower().replace("’", "'"), m.span(), m[0][0].isupper())
        for m in _WORD.finditer(plain)
    ]


@lru_cache(maxsize=4096)
def _sequences(plain: str) -> frozenset[tuple[str, ...]]:
    """All runs of so many words in a text as are compared."""
    found = _WORD.findall(plain.lower().replace("’", "'"))
    return frozenset(tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def has_little(plain: str, little: frozenset[str], count: int) -> bool:
    """Whether so many different little words stand in a text: a quick answer, mostly no."""
    return len(little.intersection(plain.lower().split())) >= count


def common_runs(source: str, target: str) -> Iterator[list[Word]]:
    """The runs of words of the target that stand in the source too, five words and longer."""
    known = _sequences(source)
    found = words(target)
    texts = [word.text for word in found]
    start = end = 0
    for at in range(len(found) - RUN + 1):
        if tuple(texts[at : at + RUN]) in known:
            if at > end - RUN + 1:
                yield from _run(found[start:end])
                start = at
            end = at + RUN
    yield from _run(found[start:end])


def _run(found: list[Word]) -> Iterator[list[Word]]:
    if found:
        yield found


def is_prose(run: Sequence[Word], little: frozenset[str]) -> bool:
    """Whether words are a sentence of the language rather than a title, a name or code."""
    small = len({word.text for word in run if word.text in little})
    plain = sum(not word.capital and word.text not in little for word in run)
    return (small >= 1 and plain >= 2) or (small >= 3 and plain >= 1)
