"""Manuscripts into a book: chapters with names for their files, parts, and what leads to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from lingotype.errors import LingotypeError
from lingotype.manuscript import walk
from lingotype.manuscript.blocks import (
    Block,
    Bullets,
    Heading,
    Inline,
    Link,
    Manuscript,
    Numbered,
    Paragraph,
    Span,
    Style,
    Text,
    plain,
)
from lingotype.model.language import Language

LONGEST_NAME = 50

_MOST_LINES, _LONGEST_LINE = 5, 90
"""Of what may stand on the first page below the title."""

# What Sphinx makes itself, and what Windows does not let a file be called.
_TAKEN = ("index", "genindex", "search", "modindex", "py-modindex", "con", "prn", "aux", "nul")

_INTRODUCTIONS = {
    "ar": "مقدمة",
    "cs": "Úvod",
    "de": "Einleitung",
    "es": "Introducción",
    "fa": "مقدمه",
    "hi": "प्रस्तावना",
    "it": "Introduzione",
    "ja": "序文",
    "nl": "Inleiding",
    "pl": "Wstęp",
    "pt": "Introdução",
    "ru": "Введение",
    "sv": "Inledning",
    "tr": "Giriş",
    "uk": "Вступ",
    "ur": "تعارف",
    "zh": "引言",
}
"""What the text before the first heading is called; in languages not listed, in English."""


@dataclass(frozen=True)
class Chapter:
    """A file to be.

    name: without suffix; where: the place in the manuscript at which it begins, 0 if unknown;
    source: which manuscript, from 0; anchor: what links of the manuscript call it; made: whether
    its title is ours and no text of the manuscript; part: the heading of the part it is in.
    """

    name: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    where: int
    source: int = 0
    anchor: str = ""
    made: bool = False
    part: tuple[Inline, ...] = ()

    @property
    def items(self) -> int:
        """Items of its lists, those of lists within lists too."""
        return sum(_items(block) for block in self.blocks)


@dataclass(frozen=True)
class Book:
    """front: what stands on the first page besides the title: subtitle, authors, date; made:
    whether the title is ours and no text of a manuscript; alone: whether there is one only;
    labels: for each manuscript those for :ref:, by the names that its links use.
    """

    title: tuple[Inline, ...]
    front: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    made: bool = False
    alone: bool = True
    labels: dict[int, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What an editor asks for. level: of headings that begin a chapter, 0 for the outermost;
    introduction: the title of what stands before the first heading, if not the language's word.
    """

    title: str = ""
    introduction: str = ""
    level: int = 0


def book(manuscripts: Sequence[Manuscript], wishes: Wishes, language: Language) -> Book:
    """One book of one manuscript, chapter by chapter, or of several, a chapter each.

    Raises LingotypeError if the headings have no such level.
    """
    title, introduction = wishes.title.strip(), wishes.introduction.strip()
    wishes = replace(wishes, title=title, introduction=introduction)
    if len(manuscripts) == 1:
        word = _INTRODUCTIONS.get(language.tag.partition("-")[0], "Introduction")
        made = _of_one(manuscripts[0], wishes, introduction or word)
    else:
        made = _of_several(manuscripts, wishes)
    return replace(made, chapters=_named(made.chapters), labels=_labels(made.chapters))


def _of_one(manuscript: Manuscript, wishes: Wishes, introduction: str) -> Book:
    title, blocks = _title(manuscript)
    level = _chapter_level(manuscript, blocks, wishes)
    chapters = list(_cut(blocks, level, introduction))
    front = _front(manuscript)
    if _is_opening(chapters) and not wishes.introduction:
        front += chapters.pop(0).blocks
    if not wishes.title and title:
        return Book(title, tuple(front), tuple(chapters))
    if title:  # it is text of the manuscript, and must not be lost
        front.insert(0, Paragraph(title))
    made = (Text(wishes.title or _of_file(manuscript.path)),)
    return Book(made, tuple(front), tuple(chapters), made=True)


def _of_several(manuscripts: Sequence[Manuscript], wishes: Wishes) -> Book:
    chapters = []
    for number, manuscript in enumerate(manuscripts):
        title, blocks = _title(manuscript)
        inside = (*_front(manuscript), *blocks)
        shown = title or (Text(_of_file(manuscript.path)),)
        chapters.append(Chapter("", shown, inside, 1, number, made=not title))
    return Book((Text(wishes.title or "Untitled"),), (), tuple(chapters), made=True, alone=False)


def _title(manuscript: Manuscript) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The title, and the rest: what the file names so, else a lone outermost first heading."""
    blocks = manuscript.blocks
    if manuscript.title:
        return manuscript.title, blocks
    heads = [block for block in blocks if isinstance(block, Heading)]
    outermost = min((head.level for head in heads), default=0)
    alone = [head for head in heads if head.level == outermost]
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or first is not alone[0] or len(alone) > 1:
        return (), blocks
    return first.inside, blocks[1:]


def _is_opening(chapters: Sequence[Chapter]) -> bool:
    """Whether what stands before the first heading is a subtitle, an author, a date: no chapter."""
    if len(chapters) < 2 or not chapters[0].made or chapters[0].part:
        return False
    blocks = chapters[0].blocks
    return len(blocks) <= _MOST_LINES and all(map(_is_line, blocks))


def _is_line(block: Block) -> bool:
    """Whether a block is a short line that ends like no sentence."""
    if not isinstance(block, Paragraph) or not all(isinstance(x, Text) for x in block.inside):
        return False
    line = plain(block.inside).strip()
    return len(line) <= _LONGEST_LINE and not line.endswith(tuple(".:;,!?…。：；！？؟۔।"))


def _front(manuscript: Manuscript) -> list[Block]:
    made: list[Block] = []
    if manuscript.subtitle:
        made.append(Paragraph((Span(Style.EMPHASIS, manuscript.subtitle),)))
    made += [Paragraph(author) for author in manuscript.authors]
    made += [Paragraph(manuscript.date)] if manuscript.date else []
    return made


def _chapter_level(manuscript: Manuscript, blocks: Sequence[Block], wishes: Wishes) -> int:
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    if wishes.level > max(len(levels), 1):
        fix = f"--chapter-level may be 1 to {max(len(levels), 1)} here."
        raise LingotypeError("its headings are not so deep", manuscript.path, fix)
    return levels[wishes.level - 1 if wishes.level else 0] if levels else 1


def _cut(blocks: Sequence[Block], level: int, introduction: str) -> Iterator[Chapter]:
    """The chapters; what stands before the first is one of its own, outer headings are parts.

    A part's own text before its first chapter becomes a chapter by the name of the part.
    """
    title: tuple[Inline, ...] = (Text(introduction),)
    part: tuple[Inline, ...] = ()
    anchor, where, made = "", 0, True
    inside: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading) or block.level > level:
            where = where or block.where
            inside.append(block)
            continue
        if inside or not made:
            yield Chapter("", title, tuple(inside), where, anchor=anchor, made=made, part=part)
        inside = []
        title, anchor, where, made = block.inside, block.name, block.where, False
        if block.level < level:
            part, made = block.inside, True
    if inside or not made:
        yield Chapter("", title, tuple(inside), where, anchor=anchor, made=made, part=part)


def _items(block: Block) -> int:
    if not isinstance(block, Bullets | Numbered):
        return 0
    return len(block.items) + sum(_items(inner) for item in block.items for inner in item)


# --- names ---------------------------------------------------------------------------------


def slug(text: str) -> str:
    """A readable name: small letters, digits and hyphens; letters without accents where they
    are Latin, else as they are. Empty if the text has no letter or digit.
    """
    letters = _hyphened(text.casefold().translate(_LETTERS))
    folded = unicodedata.normalize("NFKD", letters)
    if all(ord(char) < 0x370 for char in folded if char.isalpha()):
        folded = "".join(char for char in folded if not unicodedata.combining(char))
    whole = unicodedata.normalize("NFC", folded)
    name = re.sub("-+", "-", _hyphened(whole)).strip("-")
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[: LONGEST_NAME + 1]
    cut = cut.rpartition("-")[0] if "-" in cut else cut[:LONGEST_NAME]
    return re.sub(r"(?:-\w{1,3})+$", "", cut).strip("-") or cut  # no name ends with "and-the"


_LETTERS = str.maketrans(
    {
        "’": "",
        "'": "",
        "‘": "",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ß": "ss",
        "ı": "i",
        "þ": "th",
        "ð": "d",
    }
)


def _hyphened(text: str) -> str:
    """The text with a hyphen for what is no part of a word."""
    return "".join(char if _in_word(char) else "-" for char in text)


def _in_word(char: str) -> bool:
    """Letters and digits, and the marks that other scripts spell with."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _named(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    taken = {*_TAKEN, *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
    made = []
    for number, chapter in enumerate(chapters, 1):
        name = _free(slug(plain(chapter.title)) or f"chapter-{number}", taken)
        taken.add(name)
        made.append(replace(chapter, name=name))
    return tuple(made)


def _free(name: str, taken: Iterable[str]) -> str:
    """The name itself, or the first of name-2, name-3 … that is free."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _labels(chapters: Sequence[Chapter]) -> dict[int, dict[str, str]]:
    """Labels of the headings that are linked to; the names are of their own manuscript only."""
    wanted = {(chapter.source, target) for chapter in chapters for target in _targets(chapter)}
    made: dict[int, dict[str, str]] = {}
    taken = set(_TAKEN)
    for chapter in chapters:
        labels = made.setdefault(chapter.source, {})
        heads = [block for block in chapter.blocks if isinstance(block, Heading)]
        names = [(chapter.anchor, chapter.title), *((head.name, head.inside) for head in heads)]
        for anchor, inside in names:
            if (chapter.source, anchor) in wanted and anchor not in labels:
                label = _free(slug(plain(inside)) or slug(anchor) or "section", taken)
                labels[anchor] = label
                taken.add(label)
    return made


def _targets(chapter: Chapter) -> set[str]:
    """What the links of a chapter to places within the manuscript name."""
    return {target for run in walk.runs(chapter.blocks) for target in _linked(run)}


def _linked(run: Sequence[Inline]) -> Iterator[str]:
    for piece in run:
        if isinstance(piece, Link) and piece.target.startswith("#"):
            yield piece.target[1:]
        if isinstance(piece, Link | Span):
            yield from _linked(piece.inside)


def _of_file(path: str) -> str:
    """A title from the name of a file."""
    return PurePath(path).stem.replace("_", " ").replace("-", " ").strip() or "Untitled"
