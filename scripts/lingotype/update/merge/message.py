"""One message that both sides have, merged field by field.

The msgstrs, the fuzzy flag, the previous wording and the marks among the comments (see
`notes`) are one thing, *the translation*: they are taken together, from one side.
All other fields are merged each on its own and never conflict.

Where both sides changed the translation, the surer one stands:

- a translation is surer than a fuzzy one, and words that a person wrote are surer than those a
  program offered or took over from another text;
- the same words, confirmed by one side, are confirmed;
- where one side confirmed or doubted the old words and the other wrote new ones, the new ones
  stand, since whoever wrote them had the old ones before their eyes. But fuzzy new words do not
  displace old words that were confirmed: they are set aside in a comment;
- an empty msgstr displaces nothing;
- two translations, or two fuzzy ones that persons wrote, are a conflict: ours stays, fuzzy, with
  the other in a comment.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import IntEnum

from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.update import notes
from lingotype.update.merge import weave
from lingotype.update.merge.weave import three_way
from lingotype.update.notes import Item


@dataclass(frozen=True)
class Met:
    """The message made of two, and whether a person has to choose between two translations."""

    message: Message
    conflict: bool = False


class _Sureness(IntEnum):
    """How much a msgstr is worth; see the module's rules."""

    OFFERED = 0
    TAKEN_OVER = 1
    FUZZY = 2
    TRANSLATED = 3


@dataclass(frozen=True)
class _Verdict:
    """Whose translation stands. rivals: quotations of the others, where it is a conflict; aside:
    the fuzzy one that lost, where it is worth keeping.
    """

    chosen: Message
    rivals: tuple[Item, ...] = ()
    aside: Message | None = None


def met(
    base: Message | None,
    ours: Message,
    theirs: Message,
    known: Collection[str],
    *,
    obsolete: bool = False,
) -> Met:
    """Merge two messages of one key; base: None where both sides added it.

    known: the strings that the base has anywhere, which nobody wrote since. obsolete: whether
    the message will be. The result is the very object of a side where nothing differs from it.
    """
    verdict = _verdict(base, ours, theirs, known)
    # The text's own fields come from the side that has the text where it will stand.
    lead, other = (ours, theirs) if ours.obsolete == obsolete else (theirs, ours)
    plural = three_way(base.msgid_plural if base else None, lead.msgid_plural, other.msgid_plural)
    plural, msgstrs = _fitted(plural, verdict.chosen, ours, theirs)
    result = replace(
        verdict.chosen,
        msgid_plural=plural,
        msgstrs=msgstrs,
        flags=_flags(base, ours, theirs, verdict),
        references=three_way(base.references if base else None, lead.references, other.references),
        extracted_comments=three_way(
            base.extracted_comments if base else None,
            lead.extracted_comments,
            other.extracted_comments,
        ),
        translator_comments=_comments(base, ours, theirs, verdict),
        obsolete=obsolete,
    )
    message = next((side for side in (ours, theirs) if side == result), result)
    return Met(message, bool(verdict.rivals))


def heir(text: Message, former: Message) -> Message:
    """An untranslated text with the translation of its former wording, fuzzy."""
    wording = Previous(former.msgid, former.msgctxt, former.msgid_plural)
    comments = (*notes.remarks(text), *notes.remarks(former), *notes.marks(former))
    return replace(
        text,
        msgstrs=former.msgstrs,
        flags=("fuzzy", *_other_flags(text)),
        previous=former.previous if former.fuzzy and former.previous else wording,
        translator_comments=notes.flat(dict.fromkeys(comments)),
    )


def rewritten(before: Message | None, after: Message) -> bool:
    """Whether somebody wrote or confirmed the translation of `after` since."""
    if before is None or not any(after.msgstrs):
        return any(after.msgstrs)
    return after.msgstrs != before.msgstrs or (before.fuzzy and not after.fuzzy)


# Which translation


def _verdict(
    base: Message | None, ours: Message, theirs: Message, known: Collection[str]
) -> _Verdict:
    if base and _translation(ours) == _translation(base):
        return _Verdict(theirs)
    if _translation(theirs) in (_translation(ours), base and _translation(base)):
        return _Verdict(ours)
    unsettled = notes.rivals(ours) or notes.rivals(theirs)
    if unsettled and not (base and notes.rivals(base)):
        verdict = _conflict(ours, theirs)  # the same one again, or one that grows
        if verdict.rivals:
            return verdict
    return _weighed(base, ours, theirs, known)


def _translation(message: Message) -> tuple[object, ...]:
    return message.msgstrs, message.fuzzy, message.previous, notes.marks(message)


def _weighed(
    base: Message | None, ours: Message, theirs: Message, known: Collection[str]
) -> _Verdict:
    """The surer translation, where both sides changed it."""
    if not any(ours.msgstrs) or not any(theirs.msgstrs):
        return _Verdict(ours if any(ours.msgstrs) else theirs)
    we, they = _sureness(ours, known), _sureness(theirs, known)
    winner, loser = (theirs, ours) if they > we else (ours, theirs)
    if ours.msgstrs == theirs.msgstrs:
        return _Verdict(winner)
    if we != they:
        return _Verdict(winner, aside=loser if min(we, they) is _Sureness.FUZZY else None)
    settled = base is not None and not notes.rivals(base)
    if base and settled and base.msgstrs in (ours.msgstrs, theirs.msgstrs):
        return _Verdict(theirs if ours.msgstrs == base.msgstrs else ours)
    return _conflict(ours, theirs) if we >= _Sureness.FUZZY else _Verdict(ours)


def _sureness(message: Message, known: Collection[str]) -> _Sureness:
    if not message.fuzzy:
        return _Sureness.TRANSLATED
    if message.suggested and not notes.rivals(message):
        return _Sureness.OFFERED
    written = any(msgstr and msgstr not in known for msgstr in message.msgstrs)
    return _Sureness.FUZZY if written else _Sureness.TAKEN_OVER


def _conflict(ours: Message, theirs: Message) -> _Verdict:
    """Ours, with every other translation that either side knows, each once."""
    written = [notes.quoted(theirs.msgstrs)] if any(theirs.msgstrs) else []
    others = dict.fromkeys((*notes.rivals(ours), *written, *notes.rivals(theirs)))
    others.pop(notes.quoted(ours.msgstrs), None)
    return _Verdict(ours, tuple(others))


# What stands around it


def _fitted(
    plural: str | None, chosen: Message, ours: Message, theirs: Message
) -> tuple[str | None, tuple[str, ...]]:
    """The msgid_plural and as many msgstrs as go with it, where one side has none or another."""
    msgstrs = chosen.msgstrs
    if plural is None and any(msgstrs[1:]):
        return chosen.msgid_plural, msgstrs
    if plural is None:
        return None, msgstrs[:1]
    forms = len(msgstrs)
    if chosen.msgid_plural is None:
        forms = max(len(ours.msgstrs), len(theirs.msgstrs))
    return plural, msgstrs + ("",) * (forms - len(msgstrs))


def _flags(
    base: Message | None, ours: Message, theirs: Message, verdict: _Verdict
) -> tuple[str, ...]:
    others = weave.items(_other_flags(base), _other_flags(ours), _other_flags(theirs))
    fuzzy = verdict.chosen.fuzzy or bool(verdict.rivals)
    if others == _other_flags(verdict.chosen) and fuzzy == verdict.chosen.fuzzy:
        return verdict.chosen.flags
    return ("fuzzy", *others) if fuzzy else others


def _other_flags(message: Message | None) -> tuple[str, ...]:
    return tuple(flag for flag in message.flags if flag != "fuzzy") if message else ()


def _comments(
    base: Message | None, ours: Message, theirs: Message, verdict: _Verdict
) -> tuple[str, ...]:
    """The remarks of both sides, then the marks of the translation that stands."""
    remarks = weave.items(
        notes.remarks(base) if base else (), notes.remarks(ours), notes.remarks(theirs)
    )
    marks = notes.marks(verdict.chosen)
    if verdict.rivals:
        marks = ((SUGGESTION,), *((notes.CONFLICT, *rival) for rival in verdict.rivals))
    if verdict.aside:
        aside = (notes.SET_ASIDE, *notes.quoted(verdict.aside.msgstrs))
        remarks += (aside,) if aside not in remarks else ()
    if remarks == notes.remarks(verdict.chosen) and marks == notes.marks(verdict.chosen):
        return verdict.chosen.translator_comments
    return notes.flat((*remarks, *marks))
