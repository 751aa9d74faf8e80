"""Which fuzzy translations readers may be shown as older ones."""

from __future__ import annotations

from collections.abc import Container

from rapidfuzz import fuzz

from lingotype.model.message import SIMILAR, Message, State


def is_stale(message: Message, live: Container[str]) -> bool:
    """Whether a msgstr translates an earlier wording of this very text.

    live: the msgids that the text has now, anywhere. A fuzzy translation is an older one only if
    its previous msgid is gone from the text, is similar to the present one (the share of equal
    characters is at least 0.70), and no program made it up of others. Every other fuzzy msgstr is
    a suggestion, and no reader ever sees it.
    """
    was = message.previous
    if message.state is not State.FUZZY or was is None or message.suggested:
        return False
    if was.msgid in live:
        return False
    return fuzz.ratio(was.msgid, message.msgid, score_cutoff=100 * SIMILAR) > 0
