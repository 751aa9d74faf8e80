"""Choosing good messages of a book, planting a mistake in each, and making the catalogues."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, State
from planted import notes
from planted.kinds import KINDS, SECURITY, Good, Kind

Spot = tuple[str, int]
"""A message of a book: its file (relative to the book's catalogues), its place in it."""

MOST = "most"
"""The catalogues with the mistakes of all kinds that do not stand apart."""

_SAMPLE = 240
"""Messages that tell how rare the chances for a kind are."""


@dataclass(frozen=True)
class Book:
    """The catalogues of a book by file (``de/LC_MESSAGES/index.po``), and what belongs to them.

    terms: the termbase of each locale, {locale: {term: translations}}.
    """

    catalogues: Mapping[str, Catalogue]
    terms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def spots(self) -> Iterator[Spot]:
        """The translated messages with one msgstr."""
        for file, catalogue in self.catalogues.items():
            for place, message in enumerate(catalogue.messages):
                if message.state is State.TRANSLATED and message.msgid_plural is None:
                    yield file, place

    def message(self, spot: Spot) -> Message:
        return self.catalogues[spot[0]].messages[spot[1]]


@dataclass(frozen=True)
class Planted:
    """A mistake in its place. good: the message as it should be, with its note if it has one."""

    kind: str
    spot: Spot
    good: Message
    bad: Message

    @property
    def locale(self) -> str:
        return locale_of(self.spot[0])

    @property
    def sheet(self) -> str:
        """Which catalogues it is planted in: those of its kind, or those of most kinds."""
        return KINDS[self.kind].apart or MOST


def locale_of(file: str) -> str:
    """The first folder of a catalogue's path."""
    return file.partition("/")[0]


def read(folder: Path) -> Book:
    """The book whose locale folder this is."""
    files = sorted(folder.glob("*/LC_MESSAGES/**/*.po"))
    names = {path: path.relative_to(folder).as_posix() for path in files}
    terms = {path.parent.name: _terms(path) for path in sorted(folder.glob("*/terms.csv"))}
    return Book({names[path]: po.read(path.read_bytes(), names[path]) for path in files}, terms)


def _terms(path: Path) -> dict[str, tuple[str, ...]]:
    """The columns `term` and `translation`; alternatives stand between bars."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["term"]: tuple(re.split(r"\s*\|\s*", row["translation"]))
            for row in csv.DictReader(lines)
        }


def plant(book: Book, kinds: Iterable[Kind], count: int, seed: int = 0) -> list[Planted]:
    """Up to so many mistakes of each kind, spread over the languages, one a message.

    The same seed plants the same. The kinds that have the fewest chances choose first.
    """
    every = list(book.spots())
    garden = _Garden(book, seed, _by_locale(book, every))
    done: list[Planted] = []
    taken: set[Spot] = set()
    for kind in _rarest_first(garden, list(kinds), every):
        found = list(garden.mistakes(kind, count, taken))
        taken.update(one.spot for one in found)
        done += found
    return done


def _by_locale(book: Book, spots: Iterable[Spot]) -> dict[str, tuple[str, ...]]:
    """All translations of each language."""
    found: dict[str, list[str]] = {}
    for spot in spots:
        found.setdefault(locale_of(spot[0]), []).append(book.message(spot).msgstr)
    return {locale: tuple(msgstrs) for locale, msgstrs in found.items()}


def _rarest_first(garden: _Garden, kinds: Sequence[Kind], spots: Sequence[Spot]) -> list[Kind]:
    dice = random.Random(garden.seed)
    some = dice.sample(spots, min(_SAMPLE, len(spots)))
    chances = {
        kind.name: sum(garden.mistake(kind, spot) is not None for spot in some) for kind in kinds
    }
    return sorted(kinds, key=lambda kind: chances[kind.name])


@dataclass(frozen=True)
class _Garden:
    book: Book
    seed: int
    others: Mapping[str, tuple[str, ...]]

    def mistakes(self, kind: Kind, count: int, taken: Collection[Spot]) -> Iterator[Planted]:
        """As many as are wanted; with a note only where messages as they are do not suffice."""
        dice = random.Random(f"{self.seed} {kind.name}")
        order = [spot for spot in _spread(self.book, dice) if spot not in taken]
        left, used = count, set[Spot]()
        for note in ("", kind.note) if kind.note else ("",):
            for spot in order:
                made = None if spot in used else self.mistake(kind, spot, note) if left else None
                if made:
                    left -= 1
                    used.add(spot)
                    yield made

    def mistake(self, kind: Kind, spot: Spot, note: str = "") -> Planted | None:
        message, locale = self.book.message(spot), locale_of(spot[0])
        if kind.group != SECURITY and "\n" in message.msgid:
            return None  # of several lines, so no paragraph: a picture's description, say
        both: tuple[str, str] | None = message.msgid, message.msgstr
        if note:
            both = notes.noted(note, message.msgid, message.msgstr, locale)
        if not both:
            return None
        msgid, msgstr = both
        dice = random.Random(f"{self.seed} {kind.name} {spot}")
        terms = self.book.terms.get(locale, {})
        made = kind.plant(Good(msgid, msgstr, locale, dice, self.others[locale], terms))
        if made is None:
            return None
        good = replace(message, msgid=msgid, msgstrs=(msgstr,))
        return Planted(kind.name, spot, good, replace(good, msgstrs=(made,)))


def _spread(book: Book, dice: random.Random) -> Iterator[Spot]:
    """All messages in a random order, the languages in turns."""
    rows: dict[str, list[Spot]] = {}
    for spot in book.spots():
        rows.setdefault(locale_of(spot[0]), []).append(spot)
    turns = dice.sample(sorted(rows), len(rows))
    shuffled = [dice.sample(rows[locale], len(rows[locale])) for locale in turns]
    for turn in zip_longest(*shuffled):
        yield from (spot for spot in turn if spot)


def with_good(book: Book, planted: Iterable[Planted]) -> dict[str, Catalogue]:
    """The catalogues as they are before the mistakes are planted, with the notes."""
    return _replaced(book, {one.spot: one.good for one in planted})


def with_bad(book: Book, planted: Iterable[Planted]) -> dict[str, Catalogue]:
    """The catalogues with the mistakes."""
    return _replaced(book, {one.spot: one.bad for one in planted})


def _replaced(book: Book, messages: Mapping[Spot, Message]) -> dict[str, Catalogue]:
    return {
        file: replace(
            catalogue,
            messages=tuple(
                messages.get((file, place), message)
                for place, message in enumerate(catalogue.messages)
            ),
        )
        for file, catalogue in book.catalogues.items()
    }


def write(catalogues: Mapping[str, Catalogue], folder: Path) -> None:
    """Save them below a folder."""
    for file, catalogue in catalogues.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po.write(catalogue))
