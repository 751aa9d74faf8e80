"""What changed between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

MOST = 1500
"""Words whose differences are looked for one by one; the time may grow with their cube."""

Step = tuple[str, int, int, int, int]
"""What happens, from and to which word of the one list, from and to which of the other."""


class Change(Enum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


_Run = tuple[bool, str, str]
"""Whether it is the same, what stood there before, what stands there now."""


class Stretch(NamedTuple):
    """Some words that went one way together, with the white space between them."""

    change: Change
    text: str


# A word, or the space between two; of scripts without spaces, each character by itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+|\s+")


def difference(former: str, now: str) -> list[Stretch]:
    """The stretches that make up `former` (same and gone) and `now` (same and new), in order."""
    before, after = _WORD.findall(former), _WORD.findall(now)
    steps = [
        (tag == "equal", "".join(before[a:b]), "".join(after[c:d]))
        for tag, a, b, c, d in _steps(before, after)
    ]
    return [x for run in _runs(steps) for x in _stretches(*run) if x.text]


def _runs(steps: Sequence[_Run]) -> Iterator[_Run]:
    """Changes with nothing but white space between them are one."""
    gone = new = ""
    for number, (same, was, now) in enumerate(steps):
        between = bool(gone or new) and number < len(steps) - 1
        if same and not (between and was.isspace()):
            yield False, gone, new
            yield True, was, now
            gone = new = ""
        else:
            gone, new = gone + was, new + now
    yield False, gone, new


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[Step]:
    """How one list of words becomes the other (see difflib).

    Of long ones only the middle is looked at, and if that is long too, it is one change.
    """
    if max(len(before), len(after)) <= MOST:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    a, b = len(before) - tail, len(after) - tail
    middle: Sequence[Step] = [("replace", head, a, head, b)]
    if max(a, b) - head <= MOST:
        middle = [
            (tag, i + head, j + head, k + head, m + head)
            for tag, i, j, k, m in _steps(before[head:a], after[head:b])
        ]
    return [
        ("equal", 0, head, 0, head),
        *middle,
        ("equal", a, len(before), b, len(after)),
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _stretches(same: bool, gone: str, new: str) -> Iterator[Stretch]:  # noqa: FBT001
    if same:
        yield Stretch(Change.SAME, new)
        return
    yield Stretch(Change.GONE, gone)
    yield Stretch(Change.NEW, new)
