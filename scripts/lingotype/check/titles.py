"""The words of a text without what often is not to be translated: titles of works, names."""

from __future__ import annotations

import re

from lingotype.check.markup import OBJECT, Kind, Shape
from lingotype.check.quoting import quoted

_BOOK = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")


def without_emphasised(shape: Shape) -> str:
    """The plain text with OBJECT for all that is emphasised; as long as before."""
    return _hidden(shape.plain, _emphasised(shape))


def without_titles(shape: Shape) -> str:
    """The same, and with OBJECT for what is quoted, for references and for roles that have no
    title beside their target: these have to be as they are in the text.
    """
    text = shape.plain
    fixed = [piece.span for piece in shape.pieces if piece.kind is Kind.REFERENCE]
    fixed += [p.span for p in shape.pieces if p.kind is Kind.ROLE and not p.titled]
    spans = [(one.opening, one.closing) for one in quoted(text).quotations]
    books = [found.span() for found in _BOOK.finditer(text)]
    return _hidden(text, [*_emphasised(shape), *fixed, *spans, *books])


def _emphasised(shape: Shape) -> list[tuple[int, int]]:
    return [piece.span for piece in shape.pieces if piece.kind is Kind.EMPHASIS]


def _hidden(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + OBJECT * (end - start) + text[end:]
    return text
