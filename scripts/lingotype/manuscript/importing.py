"""Manuscripts in, a project's files and a report out; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from lingotype.errors import LingotypeError
from lingotype.manuscript import chapters, proof, typography, walk
from lingotype.manuscript.blocks import Manuscript, Remark, plain
from lingotype.manuscript.chapters import Wishes
from lingotype.manuscript.pages import INDEX, Pages, pages, path
from lingotype.manuscript.pandoc.reader import SUFFIXES
from lingotype.manuscript.pandoc.reader import read as read_with_pandoc
from lingotype.manuscript.plain import reader
from lingotype.manuscript.plain.reader import Advice
from lingotype.manuscript.rst.writer import Manner
from lingotype.manuscript.typography import Found
from lingotype.model.language import Language

PLAIN = (".txt", ".text", "")
"""Suffixes of plain text."""


@dataclass(frozen=True)
class Order:
    """What is to be imported, and how. translations: languages for conf.py; fix: mend what
    typography finds.
    """

    files: tuple[Path, ...]
    language: Language
    translations: tuple[Language, ...] = ()
    advice: Advice = field(default_factory=Advice)
    wishes: Wishes = field(default_factory=Wishes)
    manner: Manner = field(default_factory=Manner)
    fix: bool = False


@dataclass(frozen=True)
class Written:
    """A file of text and what it holds. where: the line or paragraph its text begins at."""

    path: str
    title: str
    source: str
    where: int
    words: int
    items: int


@dataclass(frozen=True)
class Imported:
    """The result. words: how many were read; all are in `chapters`, in `left_out` or, letters
    that were read as bullets, in `remarks`.
    """

    pages: Pages
    title: str
    words: int
    chapters: tuple[Written, ...]
    left_out: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    typography: tuple[Found, ...]


def imported(order: Order) -> Imported:
    """Read, review, arrange, write and prove.

    Raises LingotypeError where a file cannot be read, or would not come out whole.
    """
    try:
        return _imported(order)
    except RecursionError:
        fix = "Lists and quotations hundreds deep cannot be read; make them flatter."
        where = ", ".join(map(str, order.files))
        raise LingotypeError("it is nested too deeply", where, fix) from None


def _imported(order: Order) -> Imported:
    if order.language in order.translations:
        what = f"{order.language.tag} is the language of the manuscript"
        raise LingotypeError(what, fix="Name languages that it will be translated into.")
    _refuse_twice(order.files)
    _refuse_lines(order)
    slips: list[Found] = []
    manuscripts: list[Manuscript] = []
    for file in order.files:
        found, wrong = typography.review(_read(file, order), order.language, mend=order.fix)
        manuscripts.append(found)
        slips += wrong
    manuscripts, media = _with_media(manuscripts)
    book = chapters.book(manuscripts, order.wishes, order.language)
    authors = (plain(author) for manuscript in manuscripts for author in manuscript.authors)
    author = ", ".join(dict.fromkeys(" ".join(name.split()) for name in authors))
    languages = (order.language, *order.translations)
    made = pages(book, media, languages, order.manner, author)
    counts = proof.prove(manuscripts, book, made)
    return Imported(
        pages=made,
        title=plain(book.title),
        words=sum(len(manuscript.words) for manuscript in manuscripts),
        chapters=(
            Written(INDEX, " ".join(plain(book.title).split()), "", 0, counts[INDEX], 0),
            *(
                Written(
                    path(chapter),
                    " ".join(plain(chapter.title).split()),
                    manuscripts[chapter.source].path,
                    chapter.where,
                    counts[path(chapter)],
                    chapter.items,
                )
                for chapter in book.chapters
            ),
        ),
        left_out=tuple(remark for manuscript in manuscripts for remark in manuscript.left_out),
        remarks=(
            *(remark for manuscript in manuscripts for remark in manuscript.remarks),
            *_plainer(book, made, manuscripts),
        ),
        typography=tuple(slips),
    )


def _refuse_twice(files: Sequence[Path]) -> None:
    """The same chapters twice is a slip of the shell's `*` or of the hand."""
    for i, file in enumerate(files):
        if file.resolve() in {former.resolve() for former in files[:i]}:
            raise LingotypeError("it is named twice", str(file), "Name each document once.")


def _refuse_lines(order: Order) -> None:
    """Lines can be named of one plain text only: other documents have none."""
    if not order.advice.headings | order.advice.no_headings:
        return
    others = [file for file in order.files if file.suffix.lower() not in PLAIN]
    if others or len(order.files) > 1:
        fix = "Mark its headings in the document, or import the plain text by itself."
        where = str((others or order.files)[0])
        raise LingotypeError("lines can be named of a single plain text only", where, fix)


def _read(file: Path, order: Order) -> Manuscript:
    suffix = file.suffix.lower()
    if suffix in SUFFIXES:
        return read_with_pandoc(file, str(file), keep_all=order.advice.keep_all)
    if suffix not in PLAIN:
        known = ", ".join(sorted({*SUFFIXES, ".txt"}))
        fix = f"It can be {known}. Save it as one of these, for example DOCX or ODT."
        raise LingotypeError(f"Lingotype cannot read {suffix} documents", str(file), fix)
    try:
        data = file.read_bytes()
    except OSError as error:
        fix = "Name a document that exists and may be read."
        raise LingotypeError(f"cannot be read: {error.strerror}", str(file), fix) from error
    return reader.read(data, str(file), order.advice)


def _with_media(manuscripts: Sequence[Manuscript]) -> tuple[list[Manuscript], dict[str, bytes]]:
    """All pictures together; a name that two manuscripts give to different ones becomes two."""
    media: dict[str, bytes] = {}
    made: list[Manuscript] = []
    for manuscript in manuscripts:
        names = {}
        for name, data in manuscript.media.items():
            new, number = name, 1
            while media.get(new, data) != data:
                number += 1
                new = f"{PurePath(name).stem}-{number}{PurePath(name).suffix}"
            media[new] = data
            names[name] = new
        blocks = walk.renamed(manuscript.blocks, names)
        made.append(replace(manuscript, blocks=blocks))
    return made, media


def _plainer(book: chapters.Book, made: Pages, manuscripts: Sequence[Manuscript]) -> list[Remark]:
    """What reStructuredText cannot show, a remark a chapter and kind."""
    return [
        Remark(
            manuscripts[chapter.source].path,
            chapter.where,
            "plainer",
            plain(chapter.title),
            f"{what} ({times} times)" if times > 1 else what,
        )
        for chapter in book.chapters
        for what, times in sorted(made.plainer[chapter.name].items())
    ]
