"""The most similar of many texts, by the share of equal characters.

Comparing each text with each other one would take hours for a large book. So only those are
compared that share the rarest words; that finds nearly always what the whole comparison finds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise

from rapidfuzz import fuzz

RAREST = 12
"""How many of a text's rarest words others are asked for."""

LONG = 5_000
"""Characters from which on texts are compared by the pairs of words that they share."""

COMPARED = 30
"""How many texts that share most of those are compared character by character."""

LOOKED_AT = 1000
"""How many texts are looked at; a word that is in more counts only if there is no rarer one."""

_WORD = re.compile(r"\w+")
_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = re.compile(f"[{_SCRIPTS}]")
_TOKEN = re.compile(f"[{_SCRIPTS}]|[^\\W{_SCRIPTS}]+|[^\\w\\s]")


def ratio(one: str, other: str, least: float = 0.0) -> float:
    """Share of equal characters, 0 to 1 (indel similarity: 1 - distance / both lengths).

    0 for what is below `least`, which is found out sooner. Of very long texts it is the share of
    equal pairs of words: the other would take seconds for two of a million characters.
    """
    if len(one) + len(other) > 2 * LONG:
        found = _shared(one, other)
        return found if found >= least else 0.0
    return fuzz.ratio(one, other, score_cutoff=100 * least) / 100


def _shared(one: str, other: str) -> float:
    """Of the pairs of words in two texts, the share that stands in both; 1 for equal texts."""
    if one == other:
        return 1.0
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


@lru_cache(COMPARED + 2)
def _pairs(text: str) -> Counter[tuple[str, str]]:
    """Each two words that follow each other; one text is compared with many."""
    return Counter(pairwise(_TOKEN.findall(text)))


class Index:
    """Texts, found by their words. Only words of the texts that will be asked for are kept."""

    def __init__(self, texts: Sequence[str], asked: Iterable[str]) -> None:
        self._texts = texts
        self._lengths = [len(text) for text in texts]
        wanted = set().union(*map(_words, asked))
        self._with: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for word in _words(text) & wanted:
                self._with.setdefault(word, []).append(number)

    def similar(self, text: str, least: float) -> Iterator[tuple[int, float]]:
        """Texts at least so similar: (number, ratio), in the order of their numbers."""
        for number in sorted(self._near(text)):
            found = ratio(text, self._texts[number], least)
            if found >= least:
                yield number, found

    def _near(self, text: str) -> list[int]:
        """The texts of a like length that share most of the rarest words."""
        shared: Counter[int] = Counter()
        seen = 0
        for found in sorted(self._found(text), key=len)[:RAREST]:
            if seen and seen + len(found) > LOOKED_AT:
                break
            shared.update(found)
            seen += len(found)
        low, high = len(text) * 0.4, len(text) * 2.5
        near = (
            (-count, number)
            for number, count in shared.items()
            if low <= self._lengths[number] <= high
        )
        return [number for _, number in nsmallest(COMPARED, near)]

    def _found(self, text: str) -> list[list[int]]:
        """For each word of a text that leads somewhere, the texts that have it."""
        return [self._with[word] for word in sorted(_words(text)) if word in self._with]


def _words(text: str) -> set[str]:
    """The words of a text; of scripts without spaces, each two characters."""
    words = set(_WORD.findall(text))
    if text.isascii() or not _UNSPACED.search(text):
        return words
    return words.union(*(map("".join, pairwise(word)) for word in words))
