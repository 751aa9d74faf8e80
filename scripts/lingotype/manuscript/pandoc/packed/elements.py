"""Small questions to XML elements, whatever their namespaces: ODF and OOXML have two sets each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element  # only the type; archive.py reads


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def below(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements of some names within one, in their order; none within nothing."""
    return (e for e in element.iter() if local(e) in names) if element is not None else iter(())


def attribute(element: Element, name: str) -> str:
    """An attribute, or nothing."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def places(
    root: Element | None, bookmark: str, text_of: Callable[[Element], str]
) -> dict[str, str]:
    """The names of bookmarks, with the text of the paragraph that each is in or stands before."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    for element in below(root, bookmark, "p", "h"):
        if local(element) == bookmark:
            waiting += [name for name in [attribute(element, "name")] if name not in found]
        elif text_of(element).strip():
            names = [attribute(e, "name") for e in below(element, bookmark)]
            found |= dict.fromkeys([*waiting, *names], text_of(element))
            waiting = []
    return found
