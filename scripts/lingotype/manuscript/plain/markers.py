"""What stands before an item of a list in a plain text: bullets, numbers, and stray letters.

Word processors draw bullets with fonts of symbols (Wingdings), where a letter is the code of a
bullet. Saved as plain text the letter remains: ``l The first item``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lingotype.manuscript.blocks import Numerals
from lingotype.manuscript.numerals import are_read, roman

_SIGNS = "•‣◦▪▫■□●○◆◇►▶▸➢➤❖✓✔∙⁃·\uf0b7\uf0a7\uf0d8"
# A hyphen, star or plus needs the space; a dash before a space may be speech, so it is no bullet.
_BULLET = re.compile(rf"\s*(?:[{_SIGNS}]\s*|[-*+]\s+)(?=\S)")

# Wingdings: l ●, n ■, q ❑, u ◆, v ❖, w ⬥, Ø ➢, § ▪, ü ✓; Courier New: o ○.
STRAY = "lnquvwoØ§ü"
_STRAY = re.compile(rf"\s*([{STRAY}])[ \t\u00a0]+(?=[“‘«„\"'(\[]*[^\W\d_])")

_NUMBER = re.compile(
    r"\s*(?P<before>\(?)(?P<value>[0-9]{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7}|[a-z]|[A-Z])"
    r"(?P<after>[.)])\s+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True)
class Number:
    """A number before an item. readings: what it may mean; `i` is one and the ninth letter."""

    before: str
    after: str
    readings: tuple[tuple[Numerals, int], ...]
    length: int

    def follows(self, other: Number) -> bool:
        """Whether it is the next number of the same kind."""
        return bool(self.common(other))

    def common(self, before: Number) -> tuple[tuple[Numerals, int], ...]:
        """The readings under which it is the next one after `before`."""
        if (self.before, self.after) != (before.before, before.after):
            return ()
        return tuple((kind, n) for kind, n in self.readings if (kind, n - 1) in before.readings)


def is_bullet(line: str) -> bool:
    """Whether a line begins with the sign of an item."""
    return bool(_BULLET.match(line))


def begins_item(line: str) -> bool:
    """Whether a line begins with a bullet or a number."""
    return is_bullet(line) or bool(numbered(line))


def after_bullet(text: str) -> str:
    """The text of an item without its sign."""
    return _BULLET.sub("", text, count=1)


def stray(line: str) -> str:
    """The letter that may be a bullet, with what follows beginning a sentence, or nothing.

    A capital must follow: `o` and `u` are words, and no sentence begins with a small one.
    """
    found = _STRAY.match(line)
    if not found:
        return ""
    first = re.search(r"[^\W\d_]", line[found.end() :])
    return found[1] if first and not first[0].islower() else ""


def after_stray(text: str) -> str:
    """The text of an item without its stray letter."""
    return _STRAY.sub("", text, count=1)


def numbered(line: str) -> Number | None:
    """The number that a line begins with, as a list has it."""
    found = _NUMBER.match(line)
    if not found or (found["before"] and found["after"] != ")"):
        return None
    readings = tuple(_readings(found["value"]))
    return Number(found["before"], found["after"], readings, found.end()) if readings else None


def sequence(numbers: Sequence[Number]) -> tuple[Numerals, int] | None:
    """How a run of numbers is to be read and where it starts; None if it does not count up, or
    docutils would read it otherwise.
    """
    for kind, start in numbers[0].readings:
        counts = all((kind, start + i) in number.readings for i, number in enumerate(numbers))
        if counts and are_read(kind, start, len(numbers)):
            return kind, start
    return None


def _readings(value: str) -> list[tuple[Numerals, int]]:
    if value.isdigit():
        return [(Numerals.ARABIC, int(value))]
    made: list[tuple[Numerals, int]] = []
    lower = value.islower()
    if roman := _from_roman(value.lower()):
        made.append((Numerals.LOWER_ROMAN if lower else Numerals.UPPER_ROMAN, roman))
    if len(value) == 1:
        letter = ord(value.lower()) - 96
        made.append((Numerals.LOWER_ALPHA if lower else Numerals.UPPER_ALPHA, letter))
    return made


def _from_roman(value: str) -> int:
    """The number a Roman numeral is, 0 if it is none that anyone writes."""
    if not set(value) <= set(_ROMAN):
        return 0
    total = 0
    for i, letter in enumerate(value):
        worth = _ROMAN[letter]
        smaller = i + 1 < len(value) and _ROMAN[value[i + 1]] > worth
        total += -worth if smaller else worth
    return total if 0 < total <= 199 and roman(total) == value else 0
