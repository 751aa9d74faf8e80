"""Messages and words by state, adding up to the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from lingotype.model import words
from lingotype.model.message import Message, State


@dataclass(frozen=True)
class Tally:
    """An amount of something (messages, words) in each state of a live message."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0

    @property
    def total(self) -> int:
        """All that is to be translated."""
        return self.translated + self.fuzzy + self.untranslated

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
        )


@dataclass(frozen=True)
class Completeness:
    """How far a catalogue, or the sum of several, is. words: of the source text.

    obsolete: messages kept as memory, which no sum counts.
    """

    messages: Tally = field(default_factory=Tally)
    words: Tally = field(default_factory=Tally)
    obsolete: int = 0

    @property
    def share(self) -> Fraction:
        """Translated messages among all, 0 to 1; an empty catalogue lacks nothing, so it is 1.

        Fuzzy does not count as translated, as in ``msgfmt --statistics``.
        """
        return (
            Fraction(self.messages.translated, self.messages.total)
            if self.messages.total
            else Fraction(1)
        )

    def __add__(self, other: Completeness) -> Completeness:
        return Completeness(
            self.messages + other.messages, self.words + other.words, self.obsolete + other.obsolete
        )


def completeness(messages: Iterable[Message]) -> Completeness:
    """Count the messages of a catalogue; those of a template count as untranslated."""
    counts = dict.fromkeys(State, 0)
    weights = dict.fromkeys(State, 0)
    for message in messages:
        state = message.state
        counts[state] += 1
        if state is not State.OBSOLETE:
            weights[state] += words.count(message.msgid)
    live = (State.TRANSLATED, State.FUZZY, State.UNTRANSLATED)
    return Completeness(
        Tally(*(counts[state] for state in live)),
        Tally(*(weights[state] for state in live)),
        counts[State.OBSOLETE],
    )
