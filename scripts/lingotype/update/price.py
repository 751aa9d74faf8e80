"""What an update costs: messages and words, by the way that each message takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lingotype.model import words
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, State
from lingotype.update.update import WAYS, Updated

WORK = ("stale", "suggested", "new")
"""The ways that end on a translator's desk."""


@dataclass(frozen=True)
class Amount:
    """messages; words: of their msgids, as a translator is paid for them."""

    messages: int = 0
    words: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.messages + other.messages, self.words + other.words)


@dataclass(frozen=True)
class Price:
    """The amount of each way (see `update.update`); the ways that nothing took are there too.

    spared: what waited for a translator, and need not be done any more.
    """

    ways: Mapping[str, Amount] = field(default_factory=lambda: dict.fromkeys(WAYS, Amount()))
    spared: Amount = field(default_factory=Amount)

    def __add__(self, other: Price) -> Price:
        ways = {way: self.ways[way] + other.ways[way] for way in WAYS}
        return Price(ways, self.spared + other.spared)

    @property
    def work(self) -> Amount:
        """What is left to do for a translator."""
        return sum((self.ways[way] for way in WORK), Amount())

    @property
    def changed(self) -> bool:
        """Whether any message takes another way than to stay as it is."""
        return any(self.ways[way].messages for way in WAYS if way != "kept")


def price(updated: Updated) -> Price:
    """The price of a document in a language."""
    taken: dict[str, list[Message]] = {way: [] for way in WAYS}
    for message, way in zip(updated.catalogue.live, updated.ways, strict=True):
        taken[way].append(message)
    taken["obsolete"] = list(updated.dropped)
    return Price({way: _amount(taken[way]) for way in WAYS}, _amount(updated.spared))


def price_of_leaving(catalogue: Catalogue) -> Price:
    """The price of a document that is deleted: its translations become obsolete."""
    kept = [message for message in catalogue.live if message.msgstr]
    spared = [m for m in catalogue.live if m.state is not State.TRANSLATED]
    ways = dict.fromkeys(WAYS, Amount())
    return Price({**ways, "obsolete": _amount(kept)}, _amount(spared))


def _amount(messages: Iterable[Message]) -> Amount:
    counted = [words.count(message.msgid) for message in messages]
    return Amount(len(counted), sum(counted))
