"""Where a text stands: between which of the texts that did not change.

A new text that stands between the same two neighbours as one that is gone is most likely what
became of it. That is a sign of trust; which text is most alike is not a question of place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

_Text = TypeVar("_Text", bound=Hashable)

Gap = tuple[int, int]
"""Two places in an old order, of the anchors before and after; what is between them is in it."""


def gaps(new: Sequence[_Text], old: Mapping[_Text, int]) -> list[Gap | None]:
    """For each text of a new order its gap in an old one; None where no text stands in both.

    old: the place of each text. The anchors are the longest run of texts that kept their order.
    """
    anchors = _anchors(new, old)
    if not anchors:
        return [None] * len(new)
    found: list[Gap | None] = []
    ends = [*(place for _, place in anchors), len(old)]
    nexts = [*(index for index, _ in anchors), len(new)]
    before, at = -1, 0
    for index in range(len(new)):
        if nexts[at] == index:
            before = ends[at]
            at += 1
            found.append((before, before))
        else:
            found.append((before, ends[at]))
    return found


def _anchors(new: Sequence[_Text], old: Mapping[_Text, int]) -> list[tuple[int, int]]:
    """The longest increasing run of old places: (index in new, place in old)."""
    common = [(index, old[key]) for index, key in enumerate(new) if key in old]
    tails: list[int] = []  # the smallest last place of a run of each length
    holders: list[int] = []  # which of `common` that is
    before: list[int] = []
    for number, (_, place) in enumerate(common):
        length = bisect_left(tails, place)
        before.append(holders[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        holders[length : length + 1] = [number]
    run, number = [], holders[-1] if holders else -1
    while number >= 0:
        run.append(common[number])
        number = before[number]
    return run[::-1]


@dataclass(frozen=True)
class Stand:
    """Where a new text would have stood in an old document."""

    domain: str
    gap: Gap

    def holds(self, domain: str, place: int) -> bool:
        """Whether an old text stood between the same neighbours."""
        return domain == self.domain and self.gap[0] < place < self.gap[1]
