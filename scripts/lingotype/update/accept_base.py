"""The version of a catalogue from which a translator most probably started."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import SIMILAR, Message
from lingotype.update.similar import ratio

T = TypeVar("T")
Cost = tuple[int, int]
"""In how many messages two versions differ, and in how many of them one is not plainly a revision
of the other."""


def nearest(versions: Iterable[tuple[T, Catalogue]], sent: Sequence[Message]) -> T | None:
    """Of several versions, each with its name, the one that differs least from what was sent.

    versions: the newest first. Of equals the oldest is taken: where nobody can tell whether the
    translator had seen what others wrote since, a person should.
    """
    found: T | None = None
    least: Cost | None = None
    for name, catalogue in versions:
        cost = _cost(catalogue, sent)
        if least is None or cost <= least:
            found, least = name, cost
        if cost == (0, 0):
            break
    return found


def _cost(version: Catalogue, sent: Sequence[Message]) -> Cost:
    held = {message.key: message for message in version}
    differing = unlike = 0
    for message in sent:
        was = held.get(message.key)
        if was is None or not alike(was, message):
            differing += 1
            unlike += was is None or not _revised(was.msgstr, message.msgstr)
    return differing, unlike


def alike(one: Message, other: Message) -> bool:
    """Whether two messages say the same and are equally sure of it."""
    return one.msgstrs == other.msgstrs and one.fuzzy == other.fuzzy


@lru_cache(4096)  # most versions of a file have the same of most messages
def _revised(former: str, now: str) -> bool:
    if not former or not now:
        return former == now
    return ratio(former, now, SIMILAR) > 0
