"""All that a language has ever translated, in all its documents, obsolete texts too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, Previous

Key = tuple[str | None, str]


class Known(NamedTuple):
    """A message with a msgstr, and the domain it stands in."""

    message: Message
    domain: str


def wording(message: Message) -> Previous:
    """The text that a message's msgstr translates, as far as anything says so."""
    if message.fuzzy and message.previous:
        return message.previous
    return Previous(message.msgid, message.msgctxt, message.msgid_plural)


@dataclass
class Memory:
    """translated: what is the translation of a text; earlier: what a fuzzy message says its
    msgstr is the translation of; doubtful: fuzzy messages, by their own text; finished: what
    stands as the translation of any text.
    """

    translated: dict[Key, list[Known]] = field(default_factory=dict)
    earlier: dict[Key, list[Known]] = field(default_factory=dict)
    doubtful: dict[Key, list[Known]] = field(default_factory=dict)
    finished: set[tuple[str, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, catalogues: Mapping[str, Catalogue]) -> Memory:
        """Of all the catalogues of a language, by domain."""
        memory = cls()
        for domain in sorted(catalogues):
            for message in catalogues[domain]:
                if message.msgstr:
                    memory.add(Known(message, domain))
        return memory

    def add(self, known: Known) -> None:
        """Learn a message with a msgstr."""
        message = known.message
        if not message.fuzzy:
            self.translated.setdefault(message.key, []).append(known)
            self.finished.add(message.msgstrs)
            return
        self.doubtful.setdefault(message.key, []).append(known)
        before = message.previous
        if before and not message.suggested and before.msgid != message.msgid:
            key = (before.msgctxt, before.msgid)
            self.earlier.setdefault(key, []).append(known)

    def translation(self, key: Key, domain: str, *, plural: bool = False) -> Known | None:
        """The translation of a text: of the same document first, then the most frequent one.

        A msgstr that a fuzzy message keeps of the text is one, unless another is known; and so
        is that of a text that had a plural and has none any more, or the other way about.
        """
        for shelf in (self.translated, self.earlier):
            found = _chosen(shelf.get(key, ()), domain, plural=plural)
            if found:
                return found
        return None

    def doubt(self, key: Key, domain: str, *, plural: bool = False) -> Known | None:
        """A fuzzy message of the text, which keeps its doubts wherever the text goes."""
        return _chosen(self.doubtful.get(key, ()), domain, plural=plural)

    def holds(self, msgstrs: tuple[str, ...], key: Key, besides: Message) -> bool:
        """Whether another message has these as the translation of a text."""
        found = (*self.translated.get(key, ()), *self.earlier.get(key, ()))
        return any(x.message.msgstrs == msgstrs and x.message is not besides for x in found)

    def __bool__(self) -> bool:
        return bool(self.translated or self.doubtful)


def _chosen(found: Iterable[Known], domain: str, *, plural: bool) -> Known | None:
    found = list(found)
    fitting = [x for x in found if plural == (x.message.msgid_plural is not None)] or found
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    live = Counter(x.message.msgstrs for x in fitting if not x.message.obsolete)
    total = Counter(x.message.msgstrs for x in fitting)

    def rank(known: Known) -> tuple[bool, bool, int, int]:
        message = known.message
        at_home = known.domain == domain
        return (
            not at_home,
            at_home and message.obsolete,
            -live[message.msgstrs],
            -total[message.msgstrs],
        )

    return min(fitting, key=rank)  # of equals the first, in the order of domains
