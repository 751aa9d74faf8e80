"""Footnotes of web pages and EPUBs: a mark and a note that link to each other.

So do pandoc, Word, docutils and MediaWiki, each with other elements and classes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lingotype.manuscript.pandoc.nodes import BACK, MARK, NOTE, PART
from lingotype.manuscript.pandoc.web.changes import Change, attribute, span
from lingotype.manuscript.pandoc.web.tree import INLINE, TABLE_AND_LIST_PARTS, Element

_MARK = re.compile(r"[\[(]?\s*(\d{1,4}|[ivxlc]{1,7}|[a-z]|[*†‡§¶#]{1,4})\s*[\])]?", re.IGNORECASE)
_BRACKETED = re.compile(rf"{_MARK.pattern}[.:]?|[↑↩^⏎←⇑▲⬆\ufe0e\ufe0f]+", re.IGNORECASE)
_SAID = frozenset(
    ["noteref", "footnote", "endnote", "rearnote", "doc-noteref", "doc-footnote", "doc-endnote"]
)
_WORDS_NOTE = re.compile(r"(ftn|edn|sdfootnote|sdendnote)\d+")
"""Word and LibreOffice put the paragraphs of a note into <div id="ftn1">."""


def notes(roots: list[Element]) -> Iterator[Change]:
    """New tags around each mark, its note, and the links that lead back."""
    names = _names(roots)
    found: dict[Element, str] = {}
    for link in (element for root in roots for element in root.below()):
        named = names.get(_target(link))
        if named is None or named.place <= link.place or not _is_mark(link):
            continue
        note, label = _labelled(_note_block(named, link))
        back = [e for e in (*label, *note.below()) if _target(e) in _names_of(link)]
        says_so = _says_it_is_a_note(link) or _says_it_is_a_note(named)
        if (back or says_so) and _may_be_note(note, link):
            if note not in found:
                found[note] = _target(link)
                yield _note(note, found[note])
            yield Change(_whole(link), span(MARK, found[note]), "</span>", around=True)
            for element in back:
                yield Change(_whole(element), span(BACK, found[note]), "</span>", around=True)


def _may_be_note(note: Element, link: Element) -> bool:
    return note.place > link.place and note.tag not in TABLE_AND_LIST_PARTS


def _says_it_is_a_note(element: Element) -> bool:
    kinds = f"{element.role} {element.attributes.get('epub:type', '')}".split()
    return not _SAID.isdisjoint(kinds)


def _labelled(block: Element) -> tuple[Element, list[Element]]:
    """A note, and what its label holds if that is a <dt> before it, as in docutils."""
    if block.tag != "dt" or block.parent is None:
        return block, []
    siblings = block.parent.children
    after = siblings[siblings.index(block) + 1 :]
    return (after[0], list(block.below())) if after and after[0].tag == "dd" else (block, [])


def _note(block: Element, name: str) -> Change:
    opening = f'<div data-{PART}="{NOTE}" data-note={attribute(name)}>'
    within = block.tag in ("li", "td", "th", "dd")
    return Change(block, opening, "</div>", around=not within, within=within)


def _whole(link: Element) -> Element:
    """The link with the brackets around it, if these have an element of their own."""
    element = link
    for around in link.above():
        if around.tag not in INLINE or not _BRACKETED.fullmatch(around.text.strip()):
            break
        element = around
    return element


def _names(roots: list[Element]) -> dict[str, Element]:
    names: dict[str, Element] = {}
    for root in roots:
        for element in root.below():
            for name in _own_names(element):
                names.setdefault(name, element)
    return names


def _own_names(element: Element) -> list[str]:
    given = [element.attributes.get("id", "")]
    if element.tag == "a":
        given.append(element.attributes.get("name", ""))
    return [f"{element.page.name}#{name}" for name in given if name]


def _names_of(link: Element) -> set[str]:
    """What a note can call its mark: the link's name, or that of the <sup> or <span> around it."""
    near = [link, *link.children]
    near += [e for e in list(link.above())[:2] if e.tag in ("sup", "span")]
    return {name for element in near for name in _own_names(element)}


def _target(link: Element) -> str:
    """What a link within the page or the book leads to, as `_own_names` has it, or nothing."""
    address = link.attributes.get("href", "") if link.tag == "a" else ""
    page, sign, name = address.partition("#")
    if not sign or not name or ":" in page:
        return ""
    here = link.page.name
    if page and here:
        page = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(page)))
    elif page:
        return ""
    return f"{page or here}#{name}"


def _is_mark(link: Element) -> bool:
    return bool(_MARK.fullmatch(link.text.strip()))


def _note_block(note: Element, link: Element) -> Element:
    """What holds all of a note, when its name stands at its first word only.

    A block, but none that holds the mark as well.
    """
    block, around = note, set(link.above())
    if note.tag in INLINE:
        for element in note.above():
            if element in around or element.tag in TABLE_AND_LIST_PARTS:
                break
            block = element
            if element.tag not in INLINE:
                break
    parent = block.parent
    if parent and parent not in around and _WORDS_NOTE.fullmatch(parent.attributes.get("id", "")):
        return parent
    return block
