"""What a language keeps only as memory, and could do without."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message


@dataclass(frozen=True)
class Memento:
    """A translation that no document needs now. copied: whether a live message has the same."""

    domain: str
    message: Message
    copied: bool


def mementos(old: Mapping[str, Catalogue], live: Collection[str]) -> list[Memento]:
    """All obsolete translations, and all in catalogues whose document is gone.

    live: the domains that have a template.
    """
    needed = {
        (message.key, message.msgstrs)
        for domain in old.keys() & set(live)
        for message in old[domain].live
        if not message.fuzzy
    }
    return [
        Memento(domain, message, (message.key, message.msgstrs) in needed)
        for domain in sorted(old)
        for message in old[domain]
        if any(message.msgstrs) and (message.obsolete or domain not in live)
    ]


def without(
    old: Mapping[str, Catalogue], dropped: Collection[Memento], live: Collection[str]
) -> dict[str, Catalogue | None]:
    """The catalogues that change when these are dropped; None for one that then holds nothing."""
    gone = {(memento.domain, memento.message.key) for memento in dropped}
    found: dict[str, Catalogue | None] = {}
    for domain in sorted({memento.domain for memento in dropped}):
        kept = tuple(m for m in old[domain] if (domain, m.key) not in gone)
        empty = domain not in live and not any(any(message.msgstrs) for message in kept)
        found[domain] = None if empty else replace(old[domain], messages=kept)
    return found
