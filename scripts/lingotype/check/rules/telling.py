"""What rules say of a piece of markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lingotype.check.markup import Kind, Piece
from lingotype.check.pair import Pair
from lingotype.check.registry import Problem


def written(pair: Pair, piece: Piece) -> str:
    """A piece of the msgid as it stands there."""
    return pair.msgid[slice(*piece.span)]


def lost(pair: Pair, kinds: Sequence[Kind], what: str) -> Iterator[Problem]:
    """A problem for each piece that is gone and that nothing of its kind replaces."""
    gone, added = pair.markup.of(*kinds)
    for piece in gone[len(added) :]:
        name = written(pair, piece)
        yield Problem(f"the {what} {name} is lost", f"Put {name} back.", source_marks=(piece.span,))
