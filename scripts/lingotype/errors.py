"""The errors that a user can mend: what happened, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A file, and a line of it (1-based; 0 is the file as a whole), as a user would name it."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class LingotypeError(Exception):
    """An expected failure. A bug is any other exception, and keeps its traceback."""

    def __init__(self, what: str, where: Place | str | None = None, fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def __reduce__(self) -> tuple[type[LingotypeError], tuple[str, Place | str | None, str]]:
        # A worker hands its errors over; by itself an exception would pass on `what` alone.
        return (type(self), (self.what, self.where, self.fix))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.fix}" if self.fix else head


class BrokenCatalogue(LingotypeError):
    """A catalogue or template that cannot be read; nothing of it is used."""


class BadConfiguration(LingotypeError):
    """conf.py cannot be run, or a value in it is of the wrong kind."""


class UnknownLanguage(LingotypeError):
    """A name that is no language Unicode CLDR knows, or none of the project's."""


class Busy(LingotypeError):
    """Another command holds the project's lock."""
