"""A message: one translatable text with its translation, and the one state it is in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

SUGGESTION = "lingotype: suggestion"
"""Translator comment on a msgstr that no person wrote for this text; readers never see it."""


SIMILAR = 0.70
"""Least share of equal characters (indel ratio) at which an older text counts as this one's former
wording, so that readers may be shown its translation."""


class State(Enum):
    """Where a message stands. Each has exactly one, so that counts add up."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Previous:
    """The wording that a msgstr translates, where the text has changed since (``#| msgid``)."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a catalogue, its strings unescaped.

    msgstrs: one string for a singular message, one a plural form where `msgid_plural` is set.
    references, flags, comments: in the order and spelling of the file; a reference is
    ``path`` or ``path:line``, a comment one line without its marker.
    line: of the msgid keyword in the file it was read from, 1-based; 0 if it is new.
    written: the very text it was read from, with the blank lines before it. It is not
    carried over by `dataclasses.replace`, so a changed message is always written anew.
    """

    msgid: str
    msgstrs: tuple[str, ...] = ("",)
    msgctxt: str | None = None
    msgid_plural: str | None = None
    flags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    translator_comments: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    written: str = field(default="", init=False, compare=False, repr=False)

    @property
    def msgstr(self) -> str:
        """The translation; of a plural message its first form."""
        return self.msgstrs[0]

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes a message unique among the live ones of a catalogue."""
        return (self.msgctxt, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """Whether the flag is set, whatever the state."""
        return "fuzzy" in self.flags

    @property
    def suggested(self) -> bool:
        """Whether the msgstr was borrowed or patched by a program."""
        return SUGGESTION in (comment.strip() for comment in self.translator_comments)

    @property
    def state(self) -> State:
        """The one state, counted as ``msgfmt --statistics`` does.

        Fuzzy with an empty msgstr is untranslated; of a plural message the first form decides.
        """
        if self.obsolete:
            return State.OBSOLETE
        if not self.msgstrs[0]:
            return State.UNTRANSLATED
        return State.FUZZY if "fuzzy" in self.flags else State.TRANSLATED
