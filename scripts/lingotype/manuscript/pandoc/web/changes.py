"""New tags for elements of a web page; the rest of its source stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lingotype.manuscript.pandoc.nodes import PART
from lingotype.manuscript.pandoc.web.tree import Element


@dataclass(frozen=True)
class Change:
    """New tags for an element.

    The old ones go; or they stay within the new ones (`around`), or around them (`within`).
    """

    element: Element
    opening: str
    closing: str
    around: bool = False
    within: bool = False


def attribute(value: str) -> str:
    """A value as it stands behind the equals sign."""
    escaped = value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'"{escaped}"'


def div(element: Element, what: str) -> Change:
    """The element as a <div>, which pandoc keeps; what: the part that it is."""
    name = element.attributes.get("id")
    return Change(
        element,
        "<div"
        + (f" id={attribute(name)}" if name else "")
        + (f' data-{PART}="{what}"' if what else "")
        + ">",
        "</div>",
    )


def span(what: str, name: str) -> str:
    """The start tag of a <span> that is a part; name: of the note concerned."""
    return f'<span data-{PART}="{what}" data-note={attribute(name)}>'


@dataclass(frozen=True, order=True)
class _Cut:
    """Where two tags meet, ends come first: those of inner elements before those of outer."""

    start: int
    opens: bool
    nearness: int
    outermost: bool
    end: int
    instead: str


def written(source: str, changes: list[Change]) -> str:
    """The source with its elements changed."""
    result, done = [], 0
    for cut in sorted(cut for change in changes for cut in _cuts(change)):
        if cut.start >= done:
            result += [source[done : cut.start], cut.instead]
            done = cut.end
    return "".join(result) + source[done:]


def _cuts(change: Change) -> Iterator[_Cut]:
    element = change.element
    opening = (element.start, element.inside)
    closing = (element.before_end, element.end)
    if change.within:
        opening, closing = (element.inside,) * 2, (element.before_end,) * 2
    elif change.around:
        opening, closing = (element.start,) * 2, (element.end,) * 2
    outer = change.around
    start, until = opening
    yield _Cut(
        start,
        opens=True,
        nearness=-element.end,
        outermost=not outer,
        end=until,
        instead=change.opening,
    )
    start, until = closing
    yield _Cut(
        start,
        opens=False,
        nearness=-element.start,
        outermost=outer,
        end=until,
        instead=change.closing,
    )
