"""The EPUB of each language: made with its site, of the same documents, offered on its pages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.sphinx_run import Job
from lingotype.workspace import layout, store

BUILDER = "epub"
_WITHOUT = "lingotype_epub = False in conf.py leaves it out."


def with_book(project: Project, job: Job) -> Job:
    """The job, which then makes the EPUB too; reading and translating is done once."""
    return replace(job, more=((BUILDER, _made(job.out)),)) if project.epub else job


def put_in_place(project: Project, language: Language, built: Path) -> None:
    """Put a new EPUB in the place of the former one. built: the new site; the book is beside it.

    Raises LingotypeError.
    """
    for made in sorted(_made(built).glob("*.epub")):
        store.save(layout.book(project, language), made.read_bytes(), layout.made(project))


def print_of(project: Project, language: Language) -> str:
    """Name and size of an EPUB that stands: notices what was deleted or cut short."""
    book = layout.book(project, language)
    return f"{book.name} {book.stat().st_size}" if book.is_file() else ""


def standing(project: Project) -> dict[Language, str]:
    """The EPUBs that stand, each by its path in the published folder."""
    books = {x: layout.book(project, x) for x in project.editions} if project.epub else {}
    top = layout.sites(project)
    return {x: book.relative_to(top).as_posix() for x, book in books.items() if book.is_file()}


def take_down_others(project: Project, languages: Iterable[Language]) -> None:
    """Remove the EPUBs of all but these languages, and under other names; the folder is ours."""
    kept = {layout.book(project, x) for x in languages} if project.epub else set()
    folder = layout.books(project)
    for path in sorted(folder.glob("*.epub")):
        if path not in kept:
            store.remove(path, layout.made(project))
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def links(book: str, page: str, language: Language) -> str:
    """What a page says of the EPUB, as HTML. book: its path in the published folder, or "";
    page: the path of its file in the site of its language.
    """
    if not book:
        return ""
    here = PurePosixPath(language.tag, page).parent
    href = quote(os.path.relpath(book, here).replace(os.sep, "/"))
    kind = 'type="application/epub+zip"'
    return f'<a class="lingotype-epub" href="{escape(href)}" {kind} download>EPUB</a>'


def explained(error: str) -> str:
    """Why a language failed; of an EPUB also how to do without it."""
    return f"{error}\n  {_WITHOUT}" if error.startswith(f"{BUILDER}: ") else error


def _made(site: Path) -> Path:
    """Where the book of a site that is being built is made."""
    return site.with_name(BUILDER)
