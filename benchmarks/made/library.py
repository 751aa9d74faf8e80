"""A library of documents, as it stood when its translators last brought it up to date."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from made import words
from made.texts import SHORT, Writer

FOLDERS = ("", "guide/", "howto/", "library/", "library/", "library/", "reference/parts/")

# Half of the files have fewer than 50 messages, a tenth more than 300 (at 108 on average).
SPREAD = 1.25
LARGEST = 12
"""Times the mean: the messages of the largest file."""

UNTOUCHED = 0.1
"""Share of the documents that nobody has translated anything of; others are done in part."""
TRANSLATED = 0.7
"""Share of the longer texts in the other documents that are translated, passage by passage;
titles and other short texts all are."""
REMEMBERED = 0.025
"""Obsolete messages in catalogues, as a share of the live ones."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document.

    worked: whether translators work on the passage that it stands in. lines: of the source
    between it and the text before (markup, examples), so that references have line numbers.
    """

    wording: str
    worked: bool = True
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one file in their order.

    name: of the file, with its folder and without a suffix. gone: texts of former years, whose
    translations stand in the catalogue as obsolete.
    """

    name: str
    texts: tuple[Text, ...]
    gone: tuple[Text, ...] = ()


def library(files: int, messages: int, dice: random.Random) -> list[Document]:
    """Documents with so many texts in all, give or take a few, sorted by name."""
    names, sizes = _names(files, dice), _sizes(files, messages, dice)
    return [document(name, size, dice) for name, size in zip(names, sizes, strict=True)]


def document(name: str, size: int, dice: random.Random) -> Document:
    """A document of so many texts on a subject of its own."""
    writer = Writer(dice, words.terms(dice, 10 + size))
    untouched = dice.random() < UNTOUCHED
    texts = (new_text(writer, worked=worked) for worked in _passages(size, dice))
    live = tuple(_left(text) if untouched else text for text in texts)
    gone = (new_text(writer) for _ in range(_about(size * REMEMBERED, dice)))
    return Document(name, live, () if untouched else tuple(gone))


def new_text(writer: Writer, *, worked: bool = True) -> Text:
    """A text that stood nowhere before (unless it is a short one that many documents have)."""
    wording = writer.text()
    return Text(wording, worked or len(wording) < SHORT, 1 + int(writer.dice.expovariate(0.4)))


def _left(text: Text) -> Text:
    return replace(text, worked=False)


def _passages(size: int, dice: random.Random) -> Iterator[bool]:
    """Whether each of so many texts is worked on: in runs, as people work."""
    worked = dice.random() < TRANSLATED
    for _ in range(size):
        yield worked
        if dice.random() < 0.05:
            worked = dice.random() < TRANSLATED


def _names(files: int, dice: random.Random) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < files:
        names[dice.choice(FOLDERS) + new_name(dice)] = None
    return sorted(names)


def new_name(dice: random.Random) -> str:
    """A file's name, one or two words."""
    return "-".join(words.terms(dice, dice.randint(1, 2)))


def _sizes(files: int, messages: int, dice: random.Random) -> list[int]:
    """Texts of each file: a few long documents, many short ones."""
    drawn = [min(LARGEST, dice.lognormvariate(0, SPREAD)) for _ in range(files)]
    return [max(1, round(messages * size / sum(drawn))) for size in drawn]


def _about(expected: float, dice: random.Random) -> int:
    """A whole number that is `expected` on average."""
    return int(expected + dice.random())
