"""The text of an EPUB, read as simply as can be (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lingotype.manuscript.pandoc.packed.archive import Archive
from lingotype.manuscript.pandoc.packed.elements import below
from lingotype.manuscript.pandoc.packed.said import Part, Said
from lingotype.manuscript.pandoc.web.charset import decoded
from lingotype.manuscript.pandoc.web.page import marked_book
from lingotype.manuscript.pandoc.web.tree import paragraphs
from lingotype.manuscript.words import words

_KINDS = ("application/xhtml+xml", "text/html")


def said(archive: Archive) -> Said:
    """What an EPUB says. Pandoc turns the order of its authors round."""
    authors = [e.text or "" for e in below(archive.xml(_package_name(archive)), "creator")]
    return Said(parts=tuple(_parts(archive)), authors=tuple(authors))


def with_parts_named(archive: Archive) -> Archive:
    """The same book with the parts of its pages named (`web.page`)."""
    pages = {name: decoded(archive.read(name)) for name, read in _pages(archive).items() if read}
    metadata = below(archive.xml(_package_name(archive)), "metadata")
    title = words(" ".join(" ".join(element.itertext()) for element in metadata))
    named = marked_book(pages, frozenset(title))
    if named == pages:
        return archive
    return archive.with_files({name: page.encode() for name, page in named.items()})


def _parts(archive: Archive) -> Iterator[Part]:
    for page, read in _pages(archive).items():
        place = page if read else f"{page}, which is not in the book's order"
        for said in paragraphs(decoded(archive.read(page))):
            yield Part(place, said, read=read)


def _pages(archive: Archive) -> dict[str, bool]:
    """The pages of an EPUB: those in the book's order first, which are True, then the others."""
    package = _package_name(archive)
    root = archive.xml(package)
    items = {e.get("id", ""): e for e in below(root, "item")}
    spine = [e.get("idref", "") for e in below(root, "itemref")]
    pages: dict[str, bool] = {}
    for name in [*spine, *(n for n in items if n not in spine)]:
        item = items.get(name)
        if item is None or item.get("media-type") not in _KINDS:
            continue
        if "nav" in item.get("properties", "").split():  # the contents, which a book gets anew
            continue
        href = unquote(item.get("href", ""))
        page = posixpath.normpath(posixpath.join(posixpath.dirname(package), href))
        if page in archive:
            pages.setdefault(page, name in spine)
    return pages


def _package_name(archive: Archive) -> str:
    """The name of the EPUB's package file, which says what is in the book and in which order."""
    found = below(archive.xml("META-INF/container.xml"), "rootfile")
    return next((unquote(e.get("full-path", "")) for e in found), "")
