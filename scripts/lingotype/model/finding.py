"""A finding: something a person should look at, at a place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs: refused, to be looked at, or a matter of style."""

    REFUSE = "refuse"
    WARN = "warn"
    STYLE = "style"


_LEVELS = list(Level)

Span = tuple[int, int]
"""A place in a string: its first character and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that a finding is about. marks: the places in its msgstr to look at, in order;
    source_marks: those in its msgid.
    """

    msgid: str
    msgstr: str
    marks: tuple[Span, ...] = ()
    source_marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One observation. line: 1-based, 0 is the file as a whole; rule: as documentation names it;
    fix: what to do, a sentence.
    """

    path: str
    line: int
    rule: str
    text: str
    level: Level = Level.WARN
    fix: str = field(default="", compare=False)
    quote: Quote | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text} [{self.rule}]"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file and line, of one message what weighs most first."""
    return sorted(findings, key=lambda x: (x.path, x.line, _LEVELS.index(x.level), x.rule, x.text))
