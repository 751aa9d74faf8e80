"""What is taken of a message that somebody sent: its translation, and what they noted on it.

Its references, extracted comments and flags are the business of the text. Its comments come
without e-mail addresses and without anything that speaks to Lingotype: what a reviewer allows or
has set aside is not for the sender to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.update import notes
from lingotype.update.accept_credit import without_addresses
from lingotype.update.notes import Item

JOINED = "#-#-#-#-#"
"""What msgcat puts between the translations of one text, and into comments, when it joins files."""

Key = tuple[str | None, str]

_TO_US = re.compile(r"[\W_]*lingotype[\W_]*:", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:\s|>|\[\d+\]>)+")  # or it would seem to belong to a mark above it
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]")


def cleaned(message: Message) -> Message:
    """A message as it may come in; obsolete ones too."""
    return replace(
        message,
        flags=("fuzzy",) if message.fuzzy else (),
        references=(),
        extracted_comments=(),
        previous=message.previous if message.fuzzy else None,
        translator_comments=notes.flat((*_remarks(message), *_marks(message))),
    )


def new_remarks(theirs: Message, *known: Message | None) -> tuple[Item, ...]:
    """The remarks of a cleaned message that none of the others has."""
    seen: set[Item] = set()
    for message in known:
        if message:
            seen |= {*notes.remarks(message), *_remarks(message)}
    return tuple(item for item in dict.fromkeys(notes.remarks(theirs)) if item not in seen)


def onto(ours: Message, theirs: Message, remarks: Collection[Item]) -> Message:
    """Our message with the translation of theirs; what theirs leaves empty of a plural is ours."""
    others = tuple(flag for flag in ours.flags if flag != "fuzzy")
    marks = notes.marks(theirs) if theirs.fuzzy else ()
    return replace(
        ours,
        msgstrs=_forms(ours, theirs),
        flags=("fuzzy", *others) if theirs.fuzzy else others,
        previous=theirs.previous,
        translator_comments=notes.flat((*notes.remarks(ours), *remarks, *marks)),
    )


def with_known_wording(theirs: Message, known: Collection[Key]) -> Message:
    """Without a previous wording that our text never had.

    Readers are shown a fuzzy msgstr beside what is said to be its text, so that a wording made
    up by the sender would let through whatever markup it has.
    """
    before: Previous | None = theirs.previous
    if before is None or (before.msgctxt, before.msgid) in known:
        return theirs
    return replace(theirs, previous=None)


def _forms(ours: Message, theirs: Message) -> tuple[str, ...]:
    if ours.msgid_plural is None:
        return theirs.msgstrs[:1]
    if len(ours.msgstrs) != len(theirs.msgstrs):
        return theirs.msgstrs  # for which it is refused
    return tuple(they or we for they, we in zip(theirs.msgstrs, ours.msgstrs, strict=True))


def _remarks(message: Message) -> tuple[Item, ...]:
    """What people wrote, by lines: a comment of a damaged file may hold several."""
    lines = (
        _QUOTED.sub("", without_addresses(_INVISIBLE.sub("", line))).strip()
        for item in notes.remarks(message)
        if not _TO_US.match(_INVISIBLE.sub("", item[0]))
        for comment in item
        for line in comment.splitlines()
    )
    return tuple(
        (line,) for line in lines if line and JOINED not in line and not _TO_US.match(line)
    )


def _marks(message: Message) -> tuple[Item, ...]:
    """That a program made the msgstr, or that there are others, as merging writes it."""
    if not message.fuzzy:
        return ()
    found = []
    for item in notes.marks(message):
        quoted = (without_addresses(_INVISIBLE.sub("", " ".join(x.splitlines()))) for x in item[1:])
        heading = notes.CONFLICT if len(item) > 1 else SUGGESTION
        found.append((heading, *quoted))
    return tuple(found)
