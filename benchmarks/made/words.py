"""An invented vocabulary, as often used and as long as the words of documentation."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from functools import cache

VOCABULARY = 30_000
"""Different words; the documentation of Python has 31,000 in 1.2 million."""

COMMON = 400
"""The words up to this rank stand in every document; rarer ones keep to a few documents."""

_BEND = 3_000
_CONSONANTS = (*"bcdfghlmnprstv", "st", "tr", "pl")
_VOWELS = tuple("aeiou")
_ENDS = ("", "", "", *"nrstl")
_LONGEST = ((40, 1), (1_000, 2), (6_000, 3), (VOCABULARY, 4))


@cache
def vocabulary() -> tuple[str, ...]:
    """All words, the most used first; the more used are the shorter ones."""
    dice = random.Random("vocabulary")
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words[_word(dice, len(words))] = None
    return tuple(words)


def _word(dice: random.Random, rank: int) -> str:
    longest = next(syllables for limit, syllables in _LONGEST if rank < limit)
    return "".join(syllable(dice) for _ in range(dice.randint(max(1, longest - 1), longest)))


def syllable(dice: random.Random, vowels: Sequence[str] = _VOWELS) -> str:
    """Two to four letters that can be said."""
    return "".join(map(dice.choice, (_CONSONANTS, vowels, _ENDS)))


@cache
def shares() -> tuple[float, ...]:
    """How many words are of a rank or a lower one, not normed.

    Zipf's law with the steeper fall among rare words that long texts show: fitted to the
    documentation of Python, whose ranks 10, 100, 1,000 and 10,000 have .0099, .0014, .00012
    and .000003 of all words, and these .0133, .0015, .00012 and .000004.
    """
    weights = (1 / ((rank + 2) * (1 + rank / _BEND)) for rank in range(1, VOCABULARY + 1))
    return tuple(itertools.accumulate(weights))


@cache
def rare_shares() -> tuple[float, ...]:
    """The same of the words beyond the common ones."""
    below = shares()[COMMON - 1]
    return tuple(share - below for share in shares()[COMMON:])


def terms(dice: random.Random, count: int) -> list[str]:
    """What a document is about: rarer words, which stand in it again and again."""
    return dice.choices(vocabulary()[COMMON:], cum_weights=rare_shares(), k=count)
