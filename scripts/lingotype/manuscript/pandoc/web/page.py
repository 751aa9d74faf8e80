"""A web page made ready for pandoc: decoded, and its parts named.

Pandoc keeps only what stands in <main> and tells nobody; it unwraps <nav> and <aside>, so that
nothing says any more what was navigation; and of footnotes it knows its own only. So those
elements become <div> and <span> with an attribute that comes through to pandoc's document
(`pandoc.nodes.PART`), and nothing else of the page is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lingotype.manuscript.pandoc.nodes import FURNITURE, MAIN
from lingotype.manuscript.pandoc.web.changes import Change, div, written
from lingotype.manuscript.pandoc.web.notes import notes
from lingotype.manuscript.pandoc.web.tree import INLINE, TABLE_AND_LIST_PARTS, Element, Page, tree
from lingotype.manuscript.words import words

_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
_ROLES = frozenset({"banner", "contentinfo", "navigation", "search"})
_FOOTNOTE = re.compile(r"footnote|endnote|\bfn\b", re.IGNORECASE)


def marked(source: str, *, keep_all: bool = False) -> str:
    """The page with its text, furniture and footnotes named for us in pandoc's document."""
    root = tree(source, Page(""))
    main = None if keep_all else _main(root)
    changes = [*notes([root]), *_renamed_main(root, main)]
    if not keep_all:
        changes += [div(e, FURNITURE) for e in (main or root).below() if _furniture(e, main, root)]
    return written(source, [*changes, *_mended(root, source, changes)])


def marked_book(pages: dict[str, str], title: frozenset[str]) -> dict[str, str]:
    """The pages of an EPUB, in their order, so named; notes may stand on another page.

    title: the words of its title, authors and the like. A title page of nothing else is
    furniture, and so is a table of contents: a book gets new ones.
    """
    roots = [
        tree(source, Page(name, number)) for number, (name, source) in enumerate(pages.items())
    ]
    found = list(notes(roots))
    result = {}
    for root in roots:
        source = pages[root.page.name]
        changes = [c for c in found if c.element.page is root.page]
        changes += [*_renamed_main(root, None)]
        changes += [div(e, FURNITURE) for e in root.below() if _made_anew(e, title)]
        result[root.page.name] = written(source, [*changes, *_mended(root, source, changes)])
    return result


def _made_anew(element: Element, title: frozenset[str]) -> bool:
    """Whether an element is the table of contents, or a title page and nothing else."""
    kinds = element.attributes.get("epub:type", "").split()
    if element.tag == "nav" or "toc" in kinds:
        return _may_be_div(element) and element.tag != "body"
    said = " ".join(element.page.said[element.first : element.last])
    return "titlepage" in kinds and element.tag != "body" and title >= set(words(said))


def _main(root: Element) -> Element | None:
    """The element that says it is the text, if there is one and only one, and it says enough."""
    everything = list(root.below())
    for wanted in (
        [e for e in everything if e.tag == "main" or e.role == "main"],
        [
            e
            for e in everything
            if e.tag == "article" and "article" not in {a.tag for a in e.above()}
        ],
    ):
        if len(wanted) == 1:
            return wanted[0] if wanted[0].words and _may_be_div(wanted[0]) else None
        if wanted:
            return None
    return None


def _renamed_main(root: Element, main: Element | None) -> Iterator[Change]:
    """Whatever calls itself main, for pandoc would keep the first of them only."""
    for element in root.below():
        if element is main:
            yield div(element, MAIN)
        elif element.tag == "main" or element.role == "main":
            yield div(element, "")


def _may_be_div(element: Element) -> bool:
    return element.parent is None or element.parent.tag not in TABLE_AND_LIST_PARTS


def _furniture(element: Element, main: Element | None, root: Element) -> bool:
    """Whether an element is about the site, not of the text.

    Inside <main> that is navigation only. Half of a page is no furniture, whatever it says:
    there are pages that stand in one <form>.
    """
    if not _may_be_div(element) or element is main:
        return False
    says_so = element.tag == "nav" or element.role == "navigation"
    if main is None:
        says_so = says_so or _about_the_page(element)
    return says_so and 2 * element.words <= root.words and not _holds_title(element, root)


def _about_the_page(element: Element) -> bool:
    above = {e.tag for e in element.above()}
    if element.tag == "header" or element.role == "banner":
        return not above & _SECTIONS
    if element.tag == "footer" or element.role == "contentinfo":
        return not above & {"blockquote", "figure", "article", "section"}
    if element.tag == "aside":
        said = f"{element.role} {element.attributes.get('class', '')}"
        return not _FOOTNOTE.search(said)
    return element.tag == "form" or element.role in _ROLES


def _holds_title(element: Element, root: Element) -> bool:
    """Whether it has the page's first h1, and that is what the page's title begins with."""
    h1 = next((e for e in root.below() if e.tag == "h1"), None)
    if h1 is None or element not in h1.above():
        return False
    title = words(next((e.text for e in root.below() if e.tag == "title"), ""))
    heading = words(h1.text)
    return bool(heading) and title[: len(heading)] == heading


# --- for pandoc --------------------------------------------------------------------------------

_ROLE = re.compile(r"""\s(?:role|epub:type)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_BLOCKS = {"article", "aside", "blockquote", "caption", "center", "div", "figure", "section"}
_ITEMS = {"dd", "dt", "li", "td", "th"}
_WITH_AN_END = INLINE | TABLE_AND_LIST_PARTS | _BLOCKS | _ITEMS | {"footer", "header", "nav"}


def _mended(root: Element, source: str, changes: list[Change]) -> Iterator[Change]:
    """All other elements, as pandoc can read them.

    It takes a table for one only if its rows and cells have the end tags that HTML lets authors
    leave out, and lists without them take it for ever. It drops each cell for which there is no
    <col>, so there shall be none. It drops title pages, and a mark whose note it does not find,
    so it shall not know any.
    """
    done = {change.element for change in changes if not (change.around or change.within)}
    for element in root.below():
        if element is root or element in done:
            continue
        old = source[element.start : element.inside], source[element.before_end : element.end]
        new = _mended_tags(element, *old)
        if new != old:
            yield Change(element, *new)


def _mended_tags(element: Element, opening: str, closing: str) -> tuple[str, str]:
    if element.tag in ("col", "colgroup"):
        return "", ""
    if element.role.startswith("doc-") or "epub:type" in element.attributes:
        opening = _ROLE.sub("", opening)
    if not closing and element.tag in _WITH_AN_END and not opening.endswith("/>"):
        closing = f"</{element.tag}>"
    return opening, closing
