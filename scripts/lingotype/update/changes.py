"""Which texts became which between two states of the text, whatever the translations say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import Message
from lingotype.model.wording import Decision
from lingotype.update.update import Updated, update


def between(old: Sequence[Template], new: Sequence[Template]) -> list[Decision]:
    """The texts that are gone, each with what became of it, in the order of the new text.

    The text is treated as its own translation: so the same eyes look for its successor.
    """
    spoken = {
        template.domain: Catalogue(messages=tuple(map(_as_its_own, template.messages)))
        for template in old
    }
    return pending(update(spoken, new, Catalogue()))


def pending(updated: Mapping[str, Updated]) -> list[Decision]:
    """The earlier wordings whose msgstr waits for somebody to look at it, each pair once."""
    found = (
        Decision(message.previous.msgid, message.msgid, message.msgctxt)
        for domain in updated
        for message, lineal in zip(
            updated[domain].catalogue.live, updated[domain].lineal, strict=True
        )
        if lineal and message.previous
    )
    return list(dict.fromkeys(found))


def _as_its_own(text: Message) -> Message:
    return Message(
        text.msgid,
        (text.msgid,) if text.msgid_plural is None else (text.msgid, text.msgid_plural),
        msgctxt=text.msgctxt,
        msgid_plural=text.msgid_plural,
        references=text.references,
    )


def united(lists: Iterable[Iterable[Decision]]) -> list[Decision]:
    """The decisions of several lists, each once, in the order in which they come."""
    return list(dict.fromkeys(decision for found in lists for decision in found))
