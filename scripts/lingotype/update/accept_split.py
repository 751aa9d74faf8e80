"""Which documents the messages of a contribution belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Split:
    """A contribution by documents. parts: the messages of each document, by domain; fillers:
    messages that only fill a gap of a document; strays: those of no document; likely: the
    documents that the file may be named after.
    """

    parts: dict[str, list[Message]] = field(default_factory=dict)
    fillers: dict[str, list[Message]] = field(default_factory=dict)
    strays: list[Message] = field(default_factory=list)
    likely: tuple[str, ...] = ()


def split(held: Mapping[str, Catalogue], sent: Sequence[Message], path: str, stem: str) -> Split:
    """Deal out the messages of a file.

    held: all catalogues of the language, by domain. path, stem: the file's path with slashes
    and its bare name; nothing is opened by them. If they name a document that the file has
    messages of, that document alone gets these. Of the others each goes to every document that
    has its text: "Introduction" may stand in all. But where a document has no text that it does
    not share, it was hardly meant, so that there only gaps are filled.
    """
    homes = _homes(held)
    live = [message for message in sent if not message.obsolete]
    named = _named(homes, [m for m in live if m.key in homes], path, stem)
    found = Split(
        strays=[m for m in live if m.key not in homes and any(m.msgstrs)],
        likely=tuple(_candidates(held.keys(), path, stem)),
    )
    rest = [m for m in live if m.key in homes and named not in homes[m.key]]
    if named:
        found.parts[named] = [m for m in live if named in homes.get(m.key, ())]
    meant = {homes[m.key][0] for m in rest if len(homes[m.key]) == 1}
    for message in rest:
        domains = homes[message.key]
        full = meant.intersection(domains) or domains
        for domain in domains:
            _put(found.parts if domain in full else found.fillers, domain, message)
    for message in sent:
        # What is out of use with the sender may be in use here.
        if message.obsolete and not message.fuzzy:
            for domain in homes.get(message.key, ()):
                _put(found.fillers, domain, message)
    return found


def _put(shelf: dict[str, list[Message]], domain: str, message: Message) -> None:
    shelf.setdefault(domain, []).append(message)


def _homes(held: Mapping[str, Catalogue]) -> dict[Key, list[str]]:
    """The documents that have a text, by its key."""
    found: dict[Key, list[str]] = {}
    for domain in sorted(held):
        for message in held[domain].live:
            found.setdefault(message.key, []).append(domain)
    return found


def _named(
    homes: Mapping[Key, Sequence[str]], sent: Sequence[Message], path: str, stem: str
) -> str:
    """The document that a file is named after and has messages of; "" if there is none.

    Of several, as every folder may have an `index`, the one with the most of its messages.
    """
    counts = Counter(domain for message in sent for domain in homes[message.key])
    fitting = _candidates(set(counts), path, stem)
    return max(fitting, key=lambda domain: (counts[domain], domain)) if fitting else ""


def _candidates(domains: AbstractSet[str], path: str, stem: str) -> list[str]:
    """The longest domain that a path ends in, else all those whose last part is its name."""
    whole = f"/{path.rpartition('/')[0]}/{stem}"
    ends = [x for x in domains if whole.endswith(f"/{x}")]
    if ends:
        return [max(ends, key=len)]
    return [x for x in domains if x.rpartition("/")[2] == stem]
