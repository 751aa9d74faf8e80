"""A project's termbase: where its terms stand in a text, and whether a translation has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from lingotype.check.markup import NOTHING
from lingotype.check.stems import stem
from lingotype.model.finding import Span
from lingotype.model.term import Term

__all__ = ["Occurrence", "Term", "Termbase"]

UNSPACED = frozenset(("zh", "ja", "ko", "yue", "th", "lo", "km", "my", "bo"))
"""Languages of which words are no guide to what is a term; there the letters are compared."""

# Python's \w has letters without the marks on them: accents, vowel signs of Arabic and of India.
_MARKS = (
    "\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
    "\u0b82\u0bbe-\u0bcd"
)
_WORD = re.compile(rf"(?:[^\W\d_]|(?<=\w)[{_MARKS}])+")
_VOWEL_SIGNS = re.compile("[\u0640\u064b-\u0652\u0670]")
"""Of Arabic, written or left out at will."""

_LOOSE = frozenset(f" \t\n-‐‑\u00a0\u202f’'\u200c{NOTHING}")


class _Word(NamedTuple):
    """A word: in lower case, its place, and whether it begins with a capital."""

    text: str
    span: Span
    capital: bool


_FIRST = 3
"""Letters of a word that all its forms share."""


class _Entry(NamedTuple):
    """A term by its words."""

    words: tuple[_Word, ...]
    term: Term

    @property
    def is_name(self) -> bool:
        """Whether it is one word, known by its capital alone."""
        return len(self.words) == 1 and self.words[0].capital


class Occurrence(NamedTuple):
    """A term in a text. span: where it stands."""

    term: Term
    span: Span


@dataclass(frozen=True, eq=False)
class Termbase:
    """All terms of a language. source: the subtag of the language of the text."""

    terms: tuple[Term, ...] = ()
    source: str = "en"

    def occurrences(self, plain: str) -> list[Occurrence]:
        """The terms in a text, in order; of one within another only the longer."""
        entries = self._entries
        if not self.terms or not any(map(entries, _WORD.findall(plain.lower()))):
            return []
        words = _words(plain)
        found: list[Occurrence] = []
        at = 0
        while at < len(words):
            length, term = self._longest(plain, words, at)
            if term:
                found.append(Occurrence(term, (words[at].span[0], words[at + length - 1].span[1])))
            at += length
        return found

    def _longest(self, plain: str, words: Sequence[_Word], at: int) -> tuple[int, Term | None]:
        """How many words the longest term at a place has, and that term; one word for none.

        Of several of a length the one that stands there letter for letter.
        """
        found: list[tuple[int, bool, Term]] = []
        for entry in self._entries(words[at].text):
            here = words[at : at + len(entry.words)]
            if self._is_meant(plain, here, entry):
                exact = [word.text for word in here] == [word.text for word in entry.words]
                found.append((len(here), exact, entry.term))
        if not found:
            return 1, None
        length, _, term = max(found, key=lambda one: one[:2])
        return length, term

    def _is_meant(self, plain: str, here: Sequence[_Word], entry: _Entry) -> bool:
        """Whether words are forms of the term's, with capitals where it has them, and nothing
        stands between them.
        """
        if len(here) < len(entry.words):
            return False
        pairs = list(zip(here, entry.words, strict=True))
        if any(wanted.capital and not word.capital for word, wanted in pairs):
            return False
        if not all(_inflected(word.text, wanted.text, self.source) for word, wanted in pairs):
            return False
        gaps = (plain[a.span[1] : b.span[0]] for a, b in pairwise(here))
        if not all(_LOOSE.issuperset(gap) for gap in gaps):
            return False
        # The first word of a sentence has its capital from there.
        return not (entry.is_name and _begins_sentence(plain, here[0].span))

    @cached_property
    def _entries(self) -> Callable[[str], tuple[_Entry, ...]]:
        """The terms whose first word a word in lower case is a form of.

        Remembered by word, since texts have fewer different words than words.
        """
        return lru_cache(maxsize=50_000)(self._beginning_with)

    def _beginning_with(self, word: str) -> tuple[_Entry, ...]:
        return tuple(
            entry
            for entry in self._index.get(word[:_FIRST], ())
            if _inflected(word, entry.words[0].text, self.source)
        )

    @cached_property
    def _index(self) -> dict[str, list[_Entry]]:
        """The terms by the first letters of their first word.

        One that says in brackets what is meant, ``gain (of the revolution)``, is for people only.
        """
        index: dict[str, list[_Entry]] = {}
        for term in self.terms:
            words = _words(term.term)
            if words and "(" not in term.term:
                index.setdefault(words[0].text[:_FIRST], []).append(_Entry(words, term))
        return index


# What English nouns end with, in the singular and the plural.
_ENGLISH_ENDINGS = frozenset(("", "s", "es", "y", "ies", "f", "fe", "ves"))
_LONGEST_ENDING = 3


def _inflected(one: str, other: str, language: str) -> bool:
    """Whether two words are forms of one, and not only akin as restore and restoration are."""
    if one == other:
        return True
    rests = _rests(one, other)
    if language == "en":
        right = _ENGLISH_ENDINGS.issuperset(rests)
    else:
        right = max(map(len, rests)) <= _LONGEST_ENDING
    return right and stem(one, language) == stem(other, language)


def _rests(one: str, other: str) -> tuple[str, str]:
    """What two words have behind the letters that they share."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return one[same:], other[same:]


def _begins_sentence(plain: str, span: Span) -> bool:
    """Whether a word is the first of several."""
    before = plain[: span[0]].rstrip(f" {NOTHING}\"'“‘(\n")
    return (not before or before[-1] in ".!?:…") and bool(plain[span[1] :].strip(f" {NOTHING}"))


def translated(term: Term, plain: str, language: str) -> bool:
    """Whether a text has one of the translations of a term. language: the text's subtag."""
    if language in UNSPACED:
        text = _squeezed(plain)
        return any(_squeezed(way) in text for way in term.translations)
    return any(_stands(way, plain, language) for way in term.translations)


def _squeezed(plain: str) -> str:
    return _SPACES.sub("", plain).lower()


_SPACES = re.compile(rf"[\s{NOTHING}\u200b]+")

_ROOM = 4
"""Words that may stand between those of a term."""


def _stands(way: str, plain: str, language: str) -> bool:
    """Whether all words of a translation stand near each other, in any order and form."""
    wanted = _wanted(way, language)
    text = _words(plain)
    places = [[n for n, word in enumerate(text) if one.fits(word.text)] for one in wanted]
    if not places or not all(places):
        return False
    reach = len(wanted) + _ROOM
    return any(all(_is_near(first, others, reach) for others in places) for first in places[0])


def _is_near(place: int, others: Sequence[int], reach: int) -> bool:
    """Whether one of other places, which are sorted, is less far than `reach`."""
    at = bisect_left(others, place - reach + 1)
    return at < len(others) and others[at] < place + reach


class _Wanted(NamedTuple):
    """A word of a translation and its stem."""

    text: str
    stem: str
    language: str

    def fits(self, word: str) -> bool:
        """Whether a word is a form of this one, or has it in it: Staatsform, Staat."""
        if len(self.stem) < 3:
            return word == self.text
        if word.startswith(self.stem) or (len(self.stem) > 3 and self.stem in word):
            return True
        # To stem all words of all texts would take most of the time.
        return word[:2] == self.text[:2] and stem(word, self.language) == self.stem


@lru_cache(maxsize=4096)
def _wanted(way: str, language: str) -> tuple[_Wanted, ...]:
    """The words of a translation that matter; particles of a letter or two vary."""
    found = [word.text for word in _words(way)]
    found = [word for word in found if len(word) > 2] or found
    return tuple(_Wanted(word, stem(word, language), language) for word in found)


@lru_cache(maxsize=20_000)
def _words(plain: str) -> tuple[_Word, ...]:
    return tuple(_word(found) for found in _WORD.finditer(plain))


def _word(found: re.Match[str]) -> _Word:
    word = found[0].lower()
    if not word.isascii():
        word = _VOWEL_SIGNS.sub("", word)
    return _Word(word, found.span(), found[0][0].isupper())
