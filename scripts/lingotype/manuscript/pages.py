"""A book as the files of a Sphinx project: index.rst, a file a chapter, pictures, conf.py."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lingotype.manuscript.blocks import plain
from lingotype.manuscript.chapters import Book, Chapter
from lingotype.manuscript.rst.writer import IMAGES, Manner, Writer
from lingotype.manuscript.words import collapsed
from lingotype.model.language import Language

INDEX = "index.rst"


@dataclass(frozen=True)
class Pages:
    """texts: of each file, by its path from the folder of the text; media: bytes, likewise;
    plainer: for each chapter what reStructuredText could not show, and how often; conf: a
    conf.py for a project that has none.
    """

    texts: Mapping[str, str]
    media: Mapping[str, bytes] = field(default_factory=dict)
    plainer: Mapping[str, Counter[str]] = field(default_factory=dict)
    conf: str = ""


def pages(
    book: Book,
    media: Mapping[str, bytes],
    languages: Sequence[Language],
    manner: Manner,
    author: str = "",
) -> Pages:
    """The files of a book, each of them whole. languages: the text's own first."""
    texts = {INDEX: _index(book, manner)}
    plainer: dict[str, Counter[str]] = {}
    for chapter in book.chapters:
        writer = Writer(manner, book.labels.get(chapter.source, {}))
        texts[path(chapter)] = writer.document(chapter.title, chapter.anchor, chapter.blocks)
        plainer[chapter.name] = writer.apparatus.plainer
    pictures = {f"{IMAGES}/{name}": data for name, data in media.items()}
    return Pages(texts, pictures, plainer, _conf(book, languages, author))


def path(chapter: Chapter) -> str:
    """Where a chapter stands, from the folder of the text."""
    return f"{chapter.name}.rst"


def _index(book: Book, manner: Manner) -> str:
    """The first page: title, what the manuscript says of itself, and the chapters by part."""
    head = Writer(manner).document(book.title, "", book.front)
    trees = []
    for part, chapters in groupby(book.chapters, key=lambda chapter: chapter.part):
        caption = collapsed(plain(part)).strip()
        tree = [".. toctree::", *([f"   :caption: {caption}"] if caption else [])]
        tree += ["   :maxdepth: 1", "", *(f"   {chapter.name}" for chapter in chapters)]
        trees.append("\n".join(tree))
    return "\n\n".join([head.rstrip("\n"), *trees]) + "\n"


def _conf(book: Book, languages: Sequence[Language], author: str) -> str:
    """What Sphinx and Lingotype need to know; the text carries its own quotation marks."""
    tags = json.dumps([language.tag for language in languages[1:]])
    title = _literal(collapsed(plain(book.title)).strip())
    return f'''"""Sphinx's values, and the lingotype_* ones beside them."""

from importlib.util import find_spec
from pathlib import Path

project = {title}
author = {_literal(author)}
language = {_literal(languages[0].locale_name)}

# Where Lingotype is not installed the book is still a plain Sphinx project.
extensions = ["lingotype.sphinx_ext"] if find_spec("lingotype") else []
html_theme = "lingotype" if find_spec("lingotype") else "alabaster"

# The text carries its own quotation marks and dashes, in every language.
smartquotes = False

# Absolute, since Sphinx resolves it against source/ and sphinx-intl against this folder.
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False  # one catalogue a document

# The languages it is translated into, for example ["de", "pt-BR"].
lingotype_languages = {tags}
'''


def _literal(text: str) -> str:
    """A string as Python writes it, in double quotes and readable letters."""
    return json.dumps(text, ensure_ascii=False)
