"""What a merge writes into the comments of a message, and how it is found there again.

A conflict looks like this, in a text editor as in a translation editor::

    # lingotype: suggestion
    # lingotype: conflict, the other translation is:
    # > Die Bewegung
    #, fuzzy
    msgid "The movement"
    msgstr "Der Aufbruch"

Each line of the other translation stands behind ``>``, as it reads and without escapes; that
of a plural form behind ``[0]>``, ``[1]>`` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from lingotype.model.message import SUGGESTION, Message

CONFLICT = "lingotype: conflict, the other translation is:"
"""Above a translation of the same text that another person wrote. It goes with the fuzzy flag."""

SET_ASIDE = "lingotype: a fuzzy translation that was set aside:"
"""Above words that somebody was not sure of, where the other side has a translation. Such a
message is not fuzzy; the comment stays until a person deletes it."""

Item = tuple[str, ...]
"""A comment with all its lines: one, or a heading of ours with what is quoted below it."""

_QUOTE = re.compile(r"(?:\[\d+\])?>(?: |$)")
_MARKS = (SUGGESTION, CONFLICT)


def items(comments: Iterable[str]) -> list[Item]:
    """The comments of a message, each quotation kept together with its heading."""
    found: list[Item] = []
    for comment in comments:
        if found and found[-1][0].strip() in (CONFLICT, SET_ASIDE) and _QUOTE.match(comment):
            found[-1] += (comment,)
        else:
            found.append((comment,))
    return found


def marks(message: Message) -> tuple[Item, ...]:
    """The comments that say something of the msgstr; they change with it, as flags do."""
    return tuple(item for item in items(message.translator_comments) if _is_mark(item))


def remarks(message: Message) -> tuple[Item, ...]:
    """All other comments: what translators tell each other."""
    return tuple(item for item in items(message.translator_comments) if not _is_mark(item))


def unmarked(comments: Collection[str]) -> tuple[str, ...]:
    """The comments of a message that is not fuzzy any more: without marks."""
    if not comments:
        return ()
    return flat(item for item in items(comments) if not _is_mark(item))


def rivals(message: Message) -> list[Item]:
    """The quotations of the other translations of a message in conflict; none if it is not.

    Where a person took the fuzzy flag away the conflict is settled, whatever comments are left.
    """
    found = marks(message) if message.fuzzy else ()
    return [item[1:] for item in found if item[0].strip() == CONFLICT]


def quoted(msgstrs: tuple[str, ...]) -> Item:
    """A translation as lines of a comment; no two that differ give the same lines."""
    if len(msgstrs) == 1:
        return _quoted(">", msgstrs[0])
    forms = (_quoted(f"[{number}]>", msgstr) for number, msgstr in enumerate(msgstrs))
    return tuple(line for form in forms for line in form)


def flat(found: Iterable[Item]) -> tuple[str, ...]:
    """Items as comments again."""
    return tuple(line for item in found for line in item)


def _quoted(sign: str, msgstr: str) -> Item:
    # A comment ends at a carriage return; no text has one but by mistake, so let it be seen.
    lines = msgstr.replace("\r", "\\r").split("\n")
    return tuple(f"{sign} {line}" if line else sign for line in lines)


def _is_mark(item: Item) -> bool:
    return item[0].strip() in _MARKS
