"""Which fuzzy translations readers may be shown as older ones."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from lingotype.model.message import SIMILAR, SUGGESTION, Message, State
from lingotype.update import notes
from lingotype.update.patch import patched

Older = Callable[[Message], Message | None]
"""Of a fuzzy message what readers are shown: a fuzzy one whose msgstr a person wrote, or None."""


def older_in(messages: Iterable[Message], live: Container[str]) -> Older:
    """What readers may see of the fuzzy messages of one catalogue.

    messages: all of it, with the obsolete ones. live: the msgids that the text has now, anywhere.
    """
    former = {(m.msgctxt, m.msgid): m for m in messages if m.obsolete and any(m.msgstrs)}

    def older(message: Message) -> Message | None:
        if is_stale(message, live):
            return message
        return _as_it_was(message, former, live)

    return older


def is_stale(message: Message, live: Container[str]) -> bool:
    """Whether a msgstr translates an earlier wording of this very text.

    A fuzzy translation is an older one only if its previous msgid is gone from the text, is similar
    to the present one (the share of equal characters is at least 0.70), and no program made it up
    of others. Every other fuzzy msgstr is a suggestion, and no reader ever sees it.
    """
    return not message.suggested and _is_of_a_former_wording(message, live)


def _as_it_was(
    message: Message, former: dict[tuple[str | None, str], Message], live: Container[str]
) -> Message | None:
    """The translation as a person wrote it, where a program brought its links and numbers up to
    date: it stands in the same catalogue as obsolete. What cannot be made again from that is a
    suggestion of another kind.
    """
    if not message.suggested or message.previous is None or notes.rivals(message):
        return None
    known = former.get((message.previous.msgctxt, message.previous.msgid))
    if known is None or not _is_of_a_former_wording(message, live):
        return None
    made = tuple(patched(known.msgid, message.msgid, msgstr) for msgstr in known.msgstrs)
    if made != message.msgstrs or known.msgstrs == message.msgstrs:
        return None
    comments = tuple(x for x in message.translator_comments if x.strip() != SUGGESTION)
    return replace(message, msgstrs=known.msgstrs, translator_comments=comments)


def _is_of_a_former_wording(message: Message, live: Container[str]) -> bool:
    was = message.previous
    if message.state is not State.FUZZY or was is None or was.msgid in live:
        return False
    return fuzz.ratio(was.msgid, message.msgid, score_cutoff=100 * SIMILAR) > 0
