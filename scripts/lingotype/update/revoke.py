"""Taking back what editors declared to be a change of wording only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.model.wording import Decision
from lingotype.update.memory import Key, Memory
from lingotype.update.patch import patched
from lingotype.update.wording import Decisions


def taken_back(
    old: Mapping[str, Catalogue], made: Sequence[Decision], gone: Sequence[Decision]
) -> Mapping[str, Catalogue]:
    """Catalogues as `revoked` has them. made: all decisions that stand; gone: those to take back,
    with what follows from them by way of others.
    """
    for decisions in _said_no_more(made, gone):
        old = revoked(old, decisions)
    return old


def revoked(old: Mapping[str, Catalogue], gone: Sequence[Decision]) -> dict[str, Catalogue]:
    """Catalogues in which what was carried over by these decisions waits for a translator again.

    Only messages whose msgstr still is that of the former wording; what a translator has
    looked at since stays. The catalogues that do not change are the very objects they were.
    """
    memory = Memory.of(old)
    former = {(decision.msgctxt, decision.now): decision.former for decision in gone}
    return {
        domain: _with_messages(
            catalogue, tuple(_reopened(message, former, memory) for message in catalogue)
        )
        for domain, catalogue in old.items()
    }


def _with_messages(catalogue: Catalogue, messages: tuple[Message, ...]) -> Catalogue:
    same = all(a is b for a, b in zip(messages, catalogue.messages, strict=True))
    return catalogue if same else replace(catalogue, messages=messages)


def _reopened(message: Message, former: Mapping[Key, str], memory: Memory) -> Message:
    """A message as fuzzy, with the wording that its msgstr really translates."""
    before = former.get(message.key)
    if before is None or message.obsolete or message.fuzzy or not message.msgstr:
        return message
    known = memory.translation((message.msgctxt, before), "")
    if known is None:
        return message
    plain = message.msgstrs == known.message.msgstrs
    if not plain and message.msgstr != patched(before, message.msgid, known.message.msgstr):
        return message
    comments = message.translator_comments if plain else (*message.translator_comments, SUGGESTION)
    return replace(
        message,
        flags=("fuzzy", *message.flags),
        previous=Previous(before, message.msgctxt, known.message.msgid_plural),
        translator_comments=comments,
    )


def _said_no_more(made: Sequence[Decision], gone: Sequence[Decision]) -> list[list[Decision]]:
    """What the log says of two wordings, be it over a third one, and says no more without `gone`.

    In rounds in which no text comes twice, its latest wordings first.
    """
    before = Decisions(tuple(made))
    after = Decisions(tuple(x for x in made if x not in gone))
    lost = []
    for key in dict.fromkeys((x.msgctxt, x.now) for x in made):
        kept = set(after.former(key))
        formers = [former for former in before.former(key) if former not in kept]
        lost.append([Decision(former, key[1], key[0]) for _, former in formers])
    return [[x for x in decisions if x] for decisions in zip_longest(*lost)]
