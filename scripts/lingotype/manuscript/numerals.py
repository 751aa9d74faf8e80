"""Numbers as lists have them."""

from __future__ import annotations

from lingotype.manuscript.blocks import Numerals

_ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def numeral(number: int, kind: Numerals) -> str:
    """3 as a list has it: 3, c, C, iii or III."""
    match kind:
        case Numerals.LOWER_ALPHA | Numerals.UPPER_ALPHA:
            made = chr(ord("a") + (number - 1) % 26)
        case Numerals.LOWER_ROMAN | Numerals.UPPER_ROMAN:
            made = roman(number)
        case _:
            return str(number)
    return made.upper() if kind in (Numerals.UPPER_ALPHA, Numerals.UPPER_ROMAN) else made


def roman(number: int) -> str:
    """A number in small Roman numerals."""
    made = ""
    for worth, letters in _ROMAN:
        made += letters * (number // worth)
        number %= worth
    return made


def are_read(kind: Numerals, start: int, count: int) -> bool:
    """Whether docutils reads a list with these numbers as it is meant.

    It takes a first `i` for a Roman one and any other first letter for a letter, knows no letter
    after z, and only Roman numerals as they are usually written.
    """
    first, last = numeral(start, kind), start + count - 1
    if kind in (Numerals.LOWER_ALPHA, Numerals.UPPER_ALPHA):
        return start > 0 and last <= 26 and first.lower() != "i"
    if kind in (Numerals.LOWER_ROMAN, Numerals.UPPER_ROMAN):
        return start > 0 and last < 400 and (start == 1 or len(first) > 1)
    return start >= 0
