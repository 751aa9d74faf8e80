"""Three versions of a value or of a sequence made into one: base, ours and theirs."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def three_way(base: T | None, ours: T, theirs: T) -> T:
    """The value of the side that changed it; ours where both did."""
    return theirs if ours == base else ours


def items(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> tuple[K, ...]:
    """What one side added stays, what one side took away goes; the order as in `woven`."""
    if theirs in (base, ours):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    in_both = set(ours) & set(theirs)
    added = {*ours, *theirs} - set(base)
    return tuple(woven(ours, theirs, in_both | added))


def woven(ours: Sequence[K], theirs: Sequence[K], wanted: Collection[K]) -> list[K]:
    """The wanted items in our order; those that only they have stand behind what they follow there.

    What follows nothing in theirs comes first. Items of ours may stand in it several times.
    """
    own = set(ours)
    behind: dict[K | None, list[K]] = {}
    here: K | None = None
    for item in theirs:
        if item in own and item in wanted:
            here = item
        elif item in wanted:
            behind.setdefault(here, []).append(item)
    order = behind.pop(None, [])
    for item in ours:
        if item in wanted:
            order += [item, *behind.pop(item, ())]
    return order
