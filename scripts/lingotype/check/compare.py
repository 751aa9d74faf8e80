"""The markup of a text beside that of its translation: what is gone, what is new, what became of
what. Order never counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lingotype.check.markup import SPEAKING, Kind, Piece

Sense = tuple[Kind, str, str]
"""What a translation has to keep of a piece: its kind, the role's name, where it leads."""

NOTES = frozenset({Kind.FOOTNOTE, Kind.CITATION})

_ALIAS = re.compile(r"(.*[^\\])_", re.DOTALL)
_SPACES = re.compile(r"\s+")
_WORDS_OF_MATH = re.compile(r"\\(?:text|textrm|mathrm|mbox)\{[^{}]*\}")
_FREE = SPEAKING - {"term", "index"}


@dataclass(frozen=True)
class Difference:
    """lost: pieces of the text that the translation has not; fewer: those that it has, but less
    often; added: pieces of the translation that the text has nowhere; more: what it has more
    often, of those that lead somewhere.
    """

    lost: tuple[Piece, ...] = ()
    fewer: tuple[Piece, ...] = ()
    added: tuple[Piece, ...] = ()
    more: tuple[Piece, ...] = ()

    def of(self, *kinds: Kind) -> tuple[list[Piece], list[Piece]]:
        """What was lost and what was added of some kinds of sense: a bare address is a link, and
        a link to a name a reference.
        """
        return (
            [piece for piece in self.lost if sense(piece)[0] in kinds],
            [piece for piece in self.added if sense(piece)[0] in kinds],
        )


SAME = Difference()


def difference(source: Sequence[Piece], target: Sequence[Piece]) -> Difference:
    """Compare the pieces of a text with those of its translation."""
    if not source and not target:
        return SAME
    before = [(sense(piece), piece) for piece in source]
    after = [(sense(piece), piece) for piece in target]
    had, has = (Counter(key for key, _ in side) for side in (before, after))
    if had == has:
        return SAME
    lost = tuple(_once(piece for key, piece in before if key not in has))
    fewer = tuple(_once(p for key, p in before if key[2] and 0 < has[key] < had[key]))
    added = tuple(piece for key, piece in after if key not in had)
    more = tuple(_once(p for key, p in after[::-1] if _leads(key) and 0 < had[key] < has[key]))
    return Difference(lost, fewer, added, more)


def _leads(key: Sense) -> bool:
    return key[0] not in (Kind.LITERAL, Kind.EMPHASIS, Kind.STRONG)


def _once(pieces: Iterable[Piece]) -> Iterable[Piece]:
    found: dict[Sense, Piece] = {}
    for piece in pieces:
        found.setdefault(sense(piece), piece)
    return found.values()


def role_name(piece: Piece) -> str:
    """The name of a role without its domain: ``func`` of ``:py:func:``."""
    return piece.name.rpartition(":")[2].lower()


def sense(piece: Piece) -> Sense:
    """What of a piece has to be the same in a translation."""
    return _SENSES[piece.kind](piece)


def _role(piece: Piece) -> Sense:
    name = role_name(piece)
    if name in _FREE and not piece.titled:
        return (Kind.ROLE, name, "")
    if name == "index":
        return (Kind.ROLE, name, "")
    target = _spaced(piece.target).lstrip("!~").removesuffix("()")
    if name == "math":  # words within a formula are translated
        target = _WORDS_OF_MATH.sub("", target)
    return (Kind.ROLE, name, target.lower() if name == "term" else target)


def _link(piece: Piece) -> Sense:
    alias = _ALIAS.fullmatch(piece.target)
    if alias and "://" not in piece.target:
        return (Kind.REFERENCE, "", _spaced(alias[1]).lower())
    return (Kind.LINK, "", address(piece))


def _reference(piece: Piece) -> Sense:
    return (Kind.REFERENCE, "", _spaced(piece.target).lower())


def _whole(piece: Piece) -> Sense:
    return (piece.kind, "", _spaced(piece.target))


def _kind(piece: Piece) -> Sense:
    return (piece.kind, "", "")


_SENSES: dict[Kind, Callable[[Piece], Sense]] = {
    Kind.LITERAL: _whole,
    Kind.ROLE: _role,
    Kind.LINK: _link,
    Kind.ADDRESS: _link,
    Kind.REFERENCE: _reference,
    Kind.FOOTNOTE: _whole,
    Kind.CITATION: _whole,
    Kind.SUBSTITUTION: _whole,
    Kind.EMPHASIS: _kind,
    Kind.STRONG: _kind,
    Kind.TARGET: _whole,
}


def address(piece: Piece) -> str:
    """Where a link leads, as docutils reads it: without white space and escapes."""
    written = re.sub(r"\\(.)|\s+", r"\1", piece.target, flags=re.DOTALL)
    if "@" in written and ":" not in written.partition("@")[0]:
        written = f"mailto:{written}"
    return written.removesuffix("/")


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
