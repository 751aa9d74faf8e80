"""A web page as a light tree of its elements and where they stand in the source.

Light, since pandoc reads the page; this only has to know what holds what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lingotype.manuscript.pandoc.nodes import BACK, MARK, PART
from lingotype.manuscript.words import words

_VOID = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "basefont", "frame",
    ]
)  # fmt: skip
TABLE_AND_LIST_PARTS = frozenset({"dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"})
_NO_TEXT = frozenset({"script", "style", "title"})
INLINE = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
        "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "tt", "u", "var",
    ]
)  # fmt: skip
_NONE: frozenset[str] = frozenset()
_TABLE_ROWS = frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"})
_LISTS = frozenset({"ol", "ul", "menu"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "caption", "colgroup"}), frozenset({"table"})),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_TABLE_ROWS, frozenset({"table"}))),
    **dict.fromkeys(
        [
            "address", "article", "aside", "blockquote", "center", "details", "div", "dl",
            "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
            "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
        ],
        (frozenset({"p"}), _NONE),
    ),
}  # fmt: skip
"""What a start tag ends, and what it does not look beyond."""


@dataclass(frozen=True)
class Page:
    """What the elements of a page share. said: all text; number: its place in the book."""

    name: str
    number: int = 0
    said: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Element:
    """An element and where it stands in the source; ends are offsets."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    inside: int
    before_end: int = -1
    end: int = -1
    words: int = 0
    page: Page = field(default_factory=lambda: Page(""))
    first: int = 0
    last: int = 0
    children: list[Element] = field(default_factory=list)

    def above(self) -> Iterator[Element]:
        """The elements around this one, innermost first."""
        element = self.parent
        while element:
            yield element
            element = element.parent

    def below(self) -> Iterator[Element]:
        """The element and all within it, in their order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    @property
    def text(self) -> str:
        """The characters within, in their order."""
        return "".join(self.page.said[self.first : self.last])

    @property
    def place(self) -> tuple[int, int]:
        """Where it begins in the book."""
        return self.page.number, self.start

    @property
    def role(self) -> str:
        """What the author says it is for."""
        return self.attributes.get("role", "").strip().lower()


class _Tree(HTMLParser):
    """A light tree: end tags close what they name, and whatever was left open within it."""

    def __init__(self, source: str, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("", {}, None, 0, 0, page=page)
        self._source = source
        self._tags: Counter[str] = Counter()
        self._lines = [0]
        for line in source.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(source)
        self.close()
        while self.open is not self.root:
            self._close(len(source), len(source))
        self.root.before_end = self.root.end = len(source)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _close(self, before_end: int, end: int) -> None:
        element = self.open
        element.before_end, element.end, element.last = before_end, end, len(element.page.said)
        assert element.parent
        self._tags[element.tag] -= 1
        self.open = element.parent
        self.open.words += element.words

    def _close_implied(self, tag: str, here: int) -> None:
        """End what a start tag ends without saying so: a <li> another <li>, a block a <p>."""
        ended, within = _ENDS.get(tag, (_NONE, _NONE))
        around = self.open
        while around.parent and around.tag not in within:
            if around.tag in ended:
                self._close_until(around, here)
                return
            if "p" in ended and around.tag not in INLINE:
                return
            around = around.parent

    def _close_until(self, element: Element, here: int) -> None:
        while self.open is not element:
            self._close(here, here)
        self._close(here, here)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        self._close_implied(tag, start)
        inside = start + len(self.get_starttag_text() or "")
        given = {name: value or "" for name, value in reversed(attrs)}
        page = self.root.page
        element = Element(
            tag,
            given,
            self.open,
            start,
            inside,
            before_end=inside,
            end=inside,
            page=page,
            first=len(page.said),
            last=len(page.said),
        )
        self.open.children.append(element)
        if tag not in _VOID:
            self.open = element
            self._tags[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # <a id="x"/> does not end itself in HTML, but pandoc has it so, and so do XHTML and SVG.
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._close(self.open.inside, self.open.inside)

    def handle_endtag(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        here = self._here()
        while self.open.tag != tag:
            self._close(here, here)
        closing = self._source.find(">", here)
        self._close(here, closing + 1 if closing >= 0 else len(self._source))

    def handle_data(self, data: str) -> None:
        if self.open.tag not in _NO_TEXT:
            self.open.words += len(words(data))
        self.root.page.said.append(data)


def tree(source: str, page: Page) -> Element:
    """The root of a page, which is no element itself."""
    return _Tree(source, page).root


_UNSEEN = frozenset({"head", "math", "script", "style", "svg", "title"})


class _Paragraphs(HTMLParser):
    """The text of a page, cut at each tag that is not within a line; no more is known of it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found = [""]
        self._unseen: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marks = given.get(f"data-{PART}") in (MARK, BACK)
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.append(tag)
        elif tag in _UNSEEN or marks:
            self._unseen = [tag]
        if tag == "br":
            self.found[-1] += " "
        elif tag not in INLINE:
            self.found.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[0]:
            self._unseen.pop()
        if tag not in INLINE:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found[-1] += data


def paragraphs(source: str) -> list[str]:
    """The text of a page, a paragraph each, without marks of footnotes that `marked` has found."""
    return [said for said in _Paragraphs(source).found if said.strip()]
