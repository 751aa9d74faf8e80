"""Manuscripts in HTML, Markdown, DOCX, ODT and EPUB, read with pandoc.

A manuscript can be anybody's, so nothing of it is believed: not its suffix, not its zip, not its
XML, and no address in it is fetched. Pandoc reads it (`program`), and what pandoc has not read is
looked for (`unread`).
"""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.manuscript.blocks import Manuscript
from lingotype.manuscript.pandoc import program
from lingotype.manuscript.pandoc.blocks import manuscript
from lingotype.manuscript.pandoc.markdown import blank_lines_before_lists
from lingotype.manuscript.pandoc.packed import docx, epub, odt
from lingotype.manuscript.pandoc.packed.archive import Archive
from lingotype.manuscript.pandoc.packed.said import Said
from lingotype.manuscript.pandoc.pictures import Pictures
from lingotype.manuscript.pandoc.prepare import prepared
from lingotype.manuscript.pandoc.unread import unread, unread_page
from lingotype.manuscript.pandoc.web.charset import decoded
from lingotype.manuscript.pandoc.web.page import marked

_HTML, _MARKDOWN = "html", "markdown-smart-blank_before_header-blank_before_blockquote"
SUFFIXES = {
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
}
"""What can be read, and what pandoc calls it."""

_LARGEST = 300 * 2**20


def read(path: Path, shown: str, *, keep_all: bool = False) -> Manuscript:
    """The manuscript in a file. shown: the file as the user named it.

    keep_all: a web page with its navigation, header and footer.
    Raises LingotypeError if the file is not what its suffix says, or cannot be read.
    """
    data = _bytes(path, shown)
    try:
        return _read(path, data, shown, keep_all=keep_all)
    except RecursionError:
        fix = "Lists and quotations hundreds deep cannot be read; save the text in another format."
        raise LingotypeError("it is nested too deeply", where=shown, fix=fix) from None


def _read(path: Path, data: bytes, shown: str, *, keep_all: bool) -> Manuscript:
    reader = SUFFIXES.get(path.suffix.lower(), "")
    if reader in _PACKED:
        return _read_packed(data, reader, shown, keep_all=keep_all)
    if not reader:
        fix = f"Name a file that ends in {', '.join(SUFFIXES)}."
        raise LingotypeError("pandoc is not asked about files of this kind", where=shown, fix=fix)
    page = _text(data, shown)
    page = marked(page, keep_all=keep_all) if reader == _HTML else blank_lines_before_lists(page)
    output = program.run(page.encode(), reader, shown, media=False)
    document = prepared(output.document, shown, Said(), page=reader == _HTML, keep_all=keep_all)
    made = manuscript(document, Pictures(shown, folder=path.parent), shown)
    if made.left_out and not (made.blocks or made.title or keep_all):
        return _read(path, data, shown, keep_all=True)  # there is nothing that it stands around
    result = _whole(made)
    more = unread_page(page, result.words, shown) if reader == _HTML else ()
    return replace(result, remarks=(*result.remarks, *more))


def _read_packed(data: bytes, reader: str, shown: str, *, keep_all: bool) -> Manuscript:
    archive = Archive(data, shown, reader.upper())
    if reader == "epub":
        archive = epub.with_parts_named(archive)
    said = _PACKED[reader](archive)
    output = program.run(archive.data, reader, shown, media=True)
    document = prepared(output.document, shown, said, page=False, keep_all=keep_all)
    result = _whole(manuscript(document, Pictures(shown, extracted=output.media), shown))
    return replace(result, remarks=(*result.remarks, *unread(said, result.words, shown)))


_PACKED = {"docx": docx.said, "odt": odt.said, "epub": epub.said}
_OTHERS = (
    (b"PK\x03\x04", "a packed file, such as DOCX, ODT or EPUB"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a file of an old word processor"),
    (b"{\\rtf", "an RTF file"),
)


def _text(data: bytes, shown: str) -> str:
    """The characters of a file that is text. Raises LingotypeError if it is none."""
    for start, what in _OTHERS:
        if data.startswith(start):
            fix = "Give it the suffix of what it is, or save it as what its suffix says."
            raise LingotypeError(f"it is no text but {what}", where=shown, fix=fix)
    text = decoded(data)
    if text[:10_000].count("\ufffd") > 100:
        raise LingotypeError("it is no text", where=shown, fix="Name the manuscript's file.")
    return text


def _whole(result: Manuscript) -> Manuscript:
    """A manuscript that has some text, or pictures."""
    if not result.blocks and not result.title:
        fix = "If you see text in it, save it in another format, such as DOCX or HTML."
        raise LingotypeError("no text was found in it", where=result.path, fix=fix)
    return result


def _bytes(path: Path, shown: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no regular file"
            raise LingotypeError(what, where=shown, fix="Name the manuscript's file.")
        if status.st_size > _LARGEST:
            raise LingotypeError("it is larger than any book", where=shown)
        return path.read_bytes()
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        raise LingotypeError(what, where=shown) from None
