"""The one merge of catalogues: three-way, message by message; values in, values out.

A message is the same on both sides if its context and msgid are. What only one side changed is
taken from that side; what both changed is merged as `message` says. Order, wrapping,
references and dates never conflict, and no msgstr is lost that a person wrote on either side:

- live on both sides, or added on one, a message is live;
- taken out of the text on one side, it is gone; but if the other side has translated it since,
  the new wording of the text gets that translation as fuzzy, or, where no text is plainly the
  new wording, the message stays as an obsolete one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from lingotype.model.catalogue import Catalogue, Sheet
from lingotype.model.message import Message
from lingotype.update.merge.former import Key, heirs
from lingotype.update.merge.header import merged_header
from lingotype.update.merge.message import Met, heir, met, rewritten
from lingotype.update.merge.weave import three_way, woven

DISPUTED = "translated differently on the two sides"

_SHOWN = 60
"""Characters of a msgid that are enough to know it by."""


@dataclass(frozen=True)
class Conflict:
    """What a person has to settle. key: of the message, (None, "") for the header; what: the
    conflict in words.
    """

    key: Key
    what: str

    @property
    def text(self) -> str:
        """The conflict in one line, with the beginning of the message."""
        msgid = " ".join(self.key[1].split())
        if len(msgid) > _SHOWN:
            msgid = msgid[: _SHOWN - 1] + "…"
        return f"{self.what}: {msgid}" if msgid else self.what


@dataclass(frozen=True)
class Merged:
    """A catalogue that gettext reads, whatever the conflicts; those in the file's order."""

    catalogue: Catalogue
    conflicts: tuple[Conflict, ...] = ()


class _Standing(IntEnum):
    GONE = 0
    OBSOLETE = 1
    LIVE = 2


_Messages = Mapping[Key, Message]
_Slot = tuple[Key, bool]
"""A message's key and whether it is obsolete: where it stands in the order of a file."""


@dataclass(frozen=True)
class _Sides:
    """The messages of the three catalogues by key, each in the order of its file."""

    base: _Messages
    ours: _Messages
    theirs: _Messages


def merge(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Merged:
    """Merge what `ours` and `theirs` each made of `base`; base: empty where both added the file.

    The result has the path and the layout of ours. Messages that need no change are the very
    objects of a side, so that their lines are written as they stood there.
    """
    if theirs in (base, ours):
        return Merged(ours)
    theirs = _on_sheet(ours.sheet, theirs)
    sides = _Sides(*({m.key: m for m in catalogue} for catalogue in (base, ours, theirs)))
    found = _all_met(sides)
    _hand_down(found, sides)
    header = merged_header(base.header, ours.header, theirs.header)
    order = [found[key] for key, _ in _order(sides, found)]
    merged = replace(
        ours,
        header=header.header,
        messages=tuple(one.message for one in order),
        sheet=replace(ours.sheet, tail=_tail(base, ours, theirs)),
    )
    disputes = [Conflict((None, ""), what) for what in header.conflicts]
    disputes += [
        Conflict(one.message.key, DISPUTED)
        for one in order
        if one.conflict and not one.message.obsolete
    ]
    return Merged(_with_forms(merged, ours, theirs), tuple(disputes))


# Messages


def _all_met(sides: _Sides) -> dict[Key, Met]:
    known = {msgstr for message in sides.base.values() for msgstr in message.msgstrs if msgstr}
    found: dict[Key, Met] = {}
    for key in (*sides.ours, *(key for key in sides.theirs if key not in sides.ours)):
        one = _met(sides.base.get(key), sides.ours.get(key), sides.theirs.get(key), known)
        if one:
            found[key] = one
    return found


def _met(
    base: Message | None, ours: Message | None, theirs: Message | None, known: set[str]
) -> Met | None:
    """The message that becomes of the three; None if it is gone for good."""
    standing = _three_standings(*(_standing(message) for message in (base, ours, theirs)))
    if ours and theirs:
        return met(base, ours, theirs, known, obsolete=standing is _Standing.OBSOLETE)
    only = ours or theirs
    if only and standing is not _Standing.GONE:
        return Met(only)
    return Met(_laid_down(only)) if only and rewritten(base, only) else None


def _standing(message: Message | None) -> _Standing:
    if message is None:
        return _Standing.GONE
    return _Standing.OBSOLETE if message.obsolete else _Standing.LIVE


def _three_standings(base: _Standing, ours: _Standing, theirs: _Standing) -> _Standing:
    """Where both sides changed it, the one that keeps more."""
    if theirs in (base, ours):
        return ours
    return theirs if ours is base else max(ours, theirs)


def _laid_down(message: Message) -> Message:
    """An obsolete message: kept for its translation, tied to no place in the text."""
    return replace(message, obsolete=True, references=(), extracted_comments=())


# New wordings


def _hand_down(found: dict[Key, Met], sides: _Sides) -> None:
    """Give the translations of texts that are gone to their new wordings, where there are any."""
    was = _live(sides.base)
    for gone_from, other in ((sides.ours, sides.theirs), (sides.theirs, sides.ours)):
        there, elsewhere = _live(gone_from), _live(other)
        formers = [
            found[key].message
            for key, before in was.items()
            if key not in there and key in elsewhere and rewritten(before, elsewhere[key])
        ]
        now = {
            key: text if key in was else found[key].message
            for key, text in there.items()
            if key in was or key not in elsewhere
        }
        for new, old in heirs(formers, was, now).items() if formers else ():
            former = found.pop(old)
            found[new] = Met(heir(found[new].message, former.message), former.conflict)


def _live(messages: _Messages) -> dict[Key, Message]:
    return {key: message for key, message in messages.items() if not message.obsolete}


# Order


def _order(sides: _Sides, found: Mapping[Key, Met]) -> list[_Slot]:
    """The order of the side that changed it, ours where both did.

    What only the other side has stands behind what it follows there, live messages behind live
    ones; obsolete ones come last.
    """
    wanted = {(key, one.message.obsolete) for key, one in found.items()}
    base, ours, theirs = (_slots(messages) for messages in (sides.base, sides.ours, sides.theirs))
    first, second = (theirs, ours) if _only_theirs_moved(base, ours, theirs) else (ours, theirs)
    order = woven(first, [slot for slot in second if not slot[1]], wanted)
    # Behind the last message, if they follow none that is obsolete too.
    order = woven(order, [*order[-1:], *(slot for slot in second if slot[1])], wanted)
    placed = set(order)
    return order + [slot for slot in map(_slot, found.values()) if slot not in placed]


def _only_theirs_moved(
    base: Sequence[_Slot], ours: Sequence[_Slot], theirs: Sequence[_Slot]
) -> bool:
    if ours == base:
        return True
    live, we, they = ([s for s in slots if not s[1]] for slots in (base, ours, theirs))
    return we == live != they


def _slots(messages: _Messages) -> list[_Slot]:
    return [(key, message.obsolete) for key, message in messages.items()]


def _slot(one: Met) -> _Slot:
    return one.message.key, one.message.obsolete


# The file


def _on_sheet(sheet: Sheet, theirs: Catalogue) -> Catalogue:
    """Their messages without the lines they were read from, where those do not fit our file."""
    if theirs.sheet.newline == sheet.newline and not theirs.sheet.whole:
        return theirs
    header = theirs.header and replace(theirs.header)
    return replace(theirs, header=header, messages=tuple(map(replace, theirs.messages)))


def _tail(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> str:
    if theirs.sheet.newline != ours.sheet.newline:
        return ours.sheet.tail
    return three_way(base.sheet.tail, ours.sheet.tail, theirs.sheet.tail)


def _with_forms(merged: Catalogue, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """Plural messages that were complete on their side, complete under the other's Plural-Forms."""
    asked, *others = (_forms(catalogue) for catalogue in (merged, ours, theirs))
    fewer = {forms for forms in others if forms < asked}
    if not fewer:
        return merged
    return replace(merged, messages=tuple(_padded(message, asked, fewer) for message in merged))


def _padded(message: Message, asked: int, fewer: set[int]) -> Message:
    if message.msgid_plural is None or len(message.msgstrs) not in fewer:
        return message
    return replace(message, msgstrs=message.msgstrs + ("",) * (asked - len(message.msgstrs)))


def _forms(catalogue: Catalogue) -> int:
    """The number of plural forms that the header asks for; 0 if it does not say."""
    found = re.match(r"\s*nplurals\s*=\s*(\d+)\s*;", catalogue.headers.get("Plural-Forms", ""))
    return int(found[1]) if found else 0
