"""What readers see of a catalogue's messages, in words: counted without a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lingotype.model import words
from lingotype.model.edition import Shown
from lingotype.model.message import Message, State

_NO_TEXT = ".. image:: "
"""Begins a msgid that is the name of a file, which `gettext_additional_targets` may ask for."""


def shown(messages: Iterable[Message], is_stale: Callable[[Message], bool]) -> Shown:
    """Count the words that are current, stale and missing.

    is_stale: whether a fuzzy message is the translation of an earlier wording of its text.
    """
    return sum((_shown(message, is_stale) for message in messages), Shown())


def _shown(message: Message, is_stale: Callable[[Message], bool]) -> Shown:
    if message.obsolete or not message.msgid or message.msgid.startswith(_NO_TEXT):
        return Shown()
    amount = words.count(message.msgid)
    if message.state is State.TRANSLATED or not any(char.isalpha() for char in message.msgid):
        return Shown(current=amount)
    if message.state is State.FUZZY and is_stale(message):
        return Shown(stale=amount)
    return Shown(missing=amount)
