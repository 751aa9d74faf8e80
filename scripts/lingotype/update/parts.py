"""Paragraphs that were split or joined: each part gets its share of the translation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lingotype.update.sentences import beads, sentences
from lingotype.update.similar import ratio

ALIKE = 0.80
"""How alike the parts together must be to the whole."""

SHARE = 0.60
"""How alike each part must be to its share of the whole."""

MOST_SENTENCES = 100
"""A paragraph of more is none: each part is compared with every run of them."""


def is_whole(whole: str, parts: Sequence[str]) -> bool:
    """Whether the parts together say what the whole says, and none of them all of it."""
    together = " ".join(parts)
    found = ratio(whole, together, ALIKE)
    return found >= ALIKE and found > max(ratio(whole, part) for part in parts)


def shares(whole: str, msgstr: str, parts: Sequence[str]) -> list[tuple[str, str]] | None:
    """For each part (wording, msgstr): its sentences of the whole, and of the translation.

    None where the sentences of both cannot be told apart at the seams.
    """
    ours, theirs = sentences(whole), sentences(msgstr)
    if len(ours) > MOST_SENTENCES:
        return None
    cuts = _cuts(ours, parts)
    aligned = beads(ours, theirs)
    if cuts is None or aligned is None:
        return None
    ends = {0: 0} | {bead.ours[1]: bead.theirs[1] for bead in aligned}
    if any(cut not in ends for cut in cuts):
        return None
    found = [
        ("".join(ours[a:b]).strip(), "".join(theirs[ends[a] : ends[b]]).strip())
        for a, b in pairwise(cuts)
    ]
    return found if all(msgstr for _, msgstr in found) else None


def _cuts(ours: Sequence[str], parts: Sequence[str]) -> list[int] | None:
    """Before which sentence of the whole each part begins, and where the last one ends.

    A part takes the sentences that it is most like; None where it is like none.
    """
    cuts = [0]
    for number, part in enumerate(parts):
        left = len(parts) - number - 1
        last = len(ours) - left
        ends = range(cuts[-1] + 1, last + 1) if left else range(max(last, cuts[-1] + 1), last + 1)
        likely = {end: ratio("".join(ours[cuts[-1] : end]).strip(), part, SHARE) for end in ends}
        end = max(likely, key=lambda x: (likely[x], -x), default=0)
        if not likely or likely[end] < SHARE:
            return None
        cuts.append(end)
    return cuts


def joined(msgstrs: Sequence[str]) -> str:
    """Translations one after the other; scripts without spaces get none."""
    made = ""
    for msgstr in msgstrs:
        close = not made or made[-1].isspace() or _full_width(made[-1])
        made += msgstr if close else f" {msgstr}"
    return made


def _full_width(mark: str) -> bool:
    return "\u3000" <= mark <= "\u9fff" or "\uff00" <= mark <= "\uffef"
