"""The text of an ODT, read as simply as can be (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element  # only the type; archive.py reads

from lingotype.manuscript.pandoc.packed.archive import Archive
from lingotype.manuscript.pandoc.packed.elements import attribute, below, local, places
from lingotype.manuscript.pandoc.packed.said import Part, Said

_STYLES = {"Title": "title", "Subtitle": "subtitle", "Author": "author", "Date": "date"}
_SPACES = frozenset({"s", "tab", "line-break"})
_APART = frozenset({"annotation", "note", "tracked-changes", "text-box", "note-citation"})
_COUNTED = frozenset({"page-number", "page-count", "note-citation"})


def said(archive: Archive) -> Said:
    """What an ODT says. Pandoc makes paragraphs of its title page like any other."""
    root = archive.xml("content.xml")
    return Said(
        parts=tuple(_parts(archive)),
        lines=tuple(_title_page(root)),
        places=places(root, "bookmark-start", _text) | places(root, "bookmark", _text),
        tracked=sum(1 for _ in below(root, "changed-region")),
    )


def _title_page(root: Element | None) -> Iterator[tuple[str, str]]:
    parents = {
        attribute(e, "name"): attribute(e, "parent-style-name") for e in below(root, "style")
    }
    for paragraph in below(root, "p", "h"):
        text = "".join(paragraph.itertext())
        style = attribute(paragraph, "style-name")
        what = _STYLES.get(style) or _STYLES.get(parents.get(style, ""))
        if text.strip() and what is None:
            return
        if text.strip() and what:
            yield what, text


def _parts(archive: Archive) -> Iterator[Part]:
    content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
    for body in below(content, "body"):
        yield from _walk(body, "the text")
    for comment in below(content, "annotation"):
        author = next((e.text or "" for e in below(comment, "creator")), "")
        text = " ".join(_text(e) for e in below(comment, "p"))
        yield Part(f"a comment by {author}" if author else "a comment", text, read=False)
    for what in ("header", "footer"):
        for element in below(styles, what, f"{what}-left", f"{what}-first"):
            for paragraph in below(element, "p"):
                yield Part(f"the page {what}", _text(paragraph), read=False)


def _walk(element: Element, place: str) -> Iterator[Part]:
    name = local(element)
    if name in ("annotation", "tracked-changes"):
        return
    place = {"text-box": "a text box", "note": "a footnote"}.get(name, place)
    if name in ("p", "h"):
        yield Part(place, _text(element))
    for inner in element:
        yield from _walk(inner, place)


def _text(element: Element) -> str:
    """The characters of a paragraph, without those of notes and boxes, which are paragraphs too."""
    said = " " if local(element) in _SPACES else element.text or ""
    for inner in element:
        if local(inner) not in _APART | _COUNTED:
            said += _text(inner)
        said += inner.tail or ""
    return said
