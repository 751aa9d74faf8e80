"""A finding: something a person should look at, at a place."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    REFUSE = "refuse"
    WARN = "warn"
    STYLE = "style"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One observation. line: 1-based, 0 is the file as a whole; rule: as documentation names it."""

    path: str
    line: int
    rule: str
    text: str
    level: Level = Level.WARN

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text} [{self.rule}]"
