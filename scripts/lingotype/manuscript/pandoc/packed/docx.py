"""The text of a DOCX, read as simply as can be (ECMA-376, part 1, WordprocessingML)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # only the type; archive.py reads

from lingotype.manuscript.pandoc.packed.archive import Archive
from lingotype.manuscript.pandoc.packed.elements import attribute, below, local, places
from lingotype.manuscript.pandoc.packed.said import Part, Said
from lingotype.manuscript.pandoc.web.charset import decoded
from lingotype.manuscript.pandoc.web.tree import paragraphs

_WORD = "wordprocessingml"
_SPACES = frozenset({"tab", "br", "cr", "ptab"})
_SKIPPED = frozenset({"Fallback", "moveFrom", "del", "txbxContent"})


def said(archive: Archive) -> Said:
    """What a DOCX says. Pandoc forgets bookmarks that stand before a heading, not in it."""
    root = archive.xml(_document_name(archive))
    changes = [e for e in below(root, "ins", "del", "moveFrom", "moveTo") if _WORD in e.tag]
    return Said(
        parts=tuple(_parts(archive)),
        places=places(root, "bookmarkStart", _text),
        tracked=sum(len(change) > 0 for change in changes),
    )


def _document_name(archive: Archive) -> str:
    """The name of the text in a DOCX; most call it word/document.xml, but none must."""
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _parts(archive: Archive) -> Iterator[Part]:
    document = _document_name(archive)
    folder = posixpath.dirname(document)
    yield from _paragraphs(archive.xml(document), "the text")
    for name in ("footnotes", "endnotes"):
        yield from _paragraphs(archive.xml(f"{folder}/{name}.xml"), f"the {name}")
    for what in ("header", "footer"):
        for name in archive.names(f"{folder}/{what}", ".xml"):
            for part in _paragraphs(archive.xml(name), f"the page {what}"):
                yield Part(part.place, part.text, read=False)
    yield from _comments(archive.xml(f"{folder}/comments.xml"))
    for name in [
        *archive.names(f"{folder}/diagrams/data"),
        *archive.names(f"{folder}/charts/chart"),
    ]:
        root = archive.xml(name)
        said = " ".join(e.text or "" for e in below(root, "t"))
        yield Part("a diagram", said, read=False)
    yield from _chunks(archive, document)


def _paragraphs(root: Element | None, place: str) -> Iterator[Part]:
    if root is None:
        return
    for box, paragraph in _walk(root, boxed=False):
        yield Part("a text box" if box else place, _text(paragraph))


def _walk(element: Element, *, boxed: bool) -> Iterator[tuple[bool, Element]]:
    """Each paragraph, and whether it is in a text box; a box stands after what it is bound to.

    Of two forms of the same thing (mc:AlternateContent) the first, as Word has it.
    """
    name = local(element)
    if name in ("Fallback", "moveFrom"):
        return
    if name == "p" and _WORD in element.tag:
        yield boxed, element
    for inner in element:
        yield from _walk(inner, boxed=boxed or name == "txbxContent")


def _text(element: Element) -> str:
    """The characters of a paragraph, without those of boxes in it and of what was deleted."""
    name = local(element)
    if _WORD in element.tag:
        if name in ("t", "delText"):
            return (element.text or "") if name == "t" else ""
        if name in _SPACES:
            return " "
        if name == "noBreakHyphen":
            return "-"
    if name in _SKIPPED:
        return ""
    return "".join(_text(inner) for inner in element)


def _comments(root: Element | None) -> Iterator[Part]:
    for comment in below(root, "comment"):
        said = " ".join(_text(p) for _, p in _walk(comment, boxed=False))
        author = attribute(comment, "author")
        yield Part(f"a comment by {author}" if author else "a comment", said, read=False)


def _chunks(archive: Archive, document: str) -> Iterator[Part]:
    """Whole documents of other formats within, which Word takes in when it next opens the file."""
    folder, name = posixpath.split(document)
    relations = archive.xml(f"{folder}/_rels/{name}.rels")
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith("/aFChunk"):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            chunk = target.lstrip("/")
            said = paragraphs(decoded(archive.read(chunk))) if chunk in archive else []
            yield Part(f"a document within the document ({chunk})", " ".join(said), read=False)
