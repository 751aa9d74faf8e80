"""Wrapping strings as msgcat does, and finding out at which width a file was wrapped."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lingotype.formats.po_linebreak import FORCED, breaks, columns, is_plain, last_break

DEFAULT_WIDTH = 79
"""Of msgcat and all its kin."""

_USUAL_WIDTHS = (DEFAULT_WIDTH, 76, 77, 78, 80, 75, 72, 100, 120)
_UNLIMITED = 1 << 30
_ENOUGH = 200

_ESCAPES = str.maketrans(
    {
        "\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r",
        "\a": r"\a", "\b": r"\b", "\f": r"\f", "\v": r"\v",
    }
)  # fmt: skip
_TO_ESCAPE = re.compile(r'[\\"\n\t\r\a\b\f\v]')

_DIRECTIVES = {
    "python-format": r"%(?:\([^)]*\))?[-+ #0]*[\d*]*(?:\.[\d*]+)?[hlL]?[a-zA-Z%]",
    "c-format": r"%(?:\d+\$)?[-+ #0'I]*[\d*]*(?:\.[\d*]+)?[hlLqjzt]*[a-zA-Z%]",
    "python-brace-format": r"\{[^{}]*\}",
}
"""What msgcat never splits in a message of that flag."""

_STRING_LINE = re.compile(r'(?:#~ )?(msg[^\s"]+ )?"([^\n]*)"\Z')


def escaped(value: str) -> str:
    """The value as it stands between quotes."""
    return value.translate(_ESCAPES) if _TO_ESCAPE.search(value) else value


def unsplittable(flags: Iterable[str]) -> re.Pattern[str] | None:
    """The pattern of the directives that a message with these flags must not have split."""
    found = [_DIRECTIVES[flag] for flag in flags if flag in _DIRECTIVES]
    return re.compile("|".join(found)) if found else None


def string_lines(
    keyword: str, value: str, *, width: int, prefix: str = "", whole: re.Pattern[str] | None = None
) -> list[str]:
    r"""The lines of one string with its keyword, without newlines.

    width: the columns of a line, quotes and `prefix` included; 0 breaks only after ``\n``.
    whole: what must not be split.
    """
    room = (width or _UNLIMITED) - len(prefix) - 2
    portions = _portions(value)
    lines = [line for portion in portions for line in _wrapped(escaped(portion), room, whole)]
    if len(lines) == 1 and _beside(keyword, lines[0], room, whole):
        return [f'{prefix}{keyword} "{lines[0]}"']
    return [f'{prefix}{keyword} ""', *(f'{prefix}"{line}"' for line in lines)]


def _portions(value: str) -> list[str]:
    """Split after each newline, and nowhere else; an empty value is one empty portion."""
    *full, last = value.split("\n")
    return [line + "\n" for line in full] + ([last] if last or not full else [])


def _beside(keyword: str, text: str, room: int, whole: re.Pattern[str] | None) -> bool:
    """Whether a text of one line stands beside its keyword: it fits, or cannot be split."""
    room -= len(keyword) + 1
    return not text or columns(text) <= room or (room >= 0 and not _places(text, whole))


def _places(text: str, whole: re.Pattern[str] | None) -> list[int]:
    """Where a portion of escaped text may be split."""
    places = breaks(text)
    if places and places[-1] == len(text) - 2 and text.endswith("\\n"):
        places.pop()  # the newline stays with its line
    if whole:
        spans = [match.span() for match in whole.finditer(text)]
        places = [p for p in places if not any(start < p < end for start, end in spans)]
    return places


def _wrapped(text: str, room: int, whole: re.Pattern[str] | None) -> list[str]:
    """Split one portion of escaped text into lines of `room` columns.

    Lines are filled greedily, and spaces at their end count. A piece that cannot be split
    may stick out. After a character that forces a break, columns count anew.
    """
    if columns(text) <= room:
        return [text]
    quick = _wrapped_quickly(text, room) if not whole and is_plain(text) else None
    if quick:
        return quick
    lines = []
    start = column = piece = 0
    forced = {match.end() for match in FORCED.finditer(text)}
    for end in sorted({*_places(text, whole), *forced, len(text)}):
        size = columns(text[piece:end])
        if column + size > room and piece > start and piece not in forced:
            lines.append(text[start:piece])
            start, column = piece, 0
        column = 0 if end in forced else column + size
        piece = end
    lines.append(text[start:])
    return lines


def _wrapped_quickly(text: str, room: int) -> list[str] | None:
    """The same for a text of plain columns, None where it takes a closer look."""
    lines = []
    start, size = 0, len(text)
    while size - start > room:
        place = last_break(text, start, start + room)
        if place <= start or (place == size - 2 and text.endswith("\\n")):
            return None
        lines.append(text[start:place])
        start = place
    lines.append(text[start:])
    return lines


def measured_width(text: str) -> int:
    """The width at which the strings of a file were wrapped, 0 if they were not.

    Every line that could have been split is at most that wide, and would be wider with the
    first piece of the next line. The width that contradicts the fewest of the lines wins, a
    usual one before others; so a file that msgcat wrapped is wrapped the same again. A file
    that says nothing has the default.
    """
    fits: list[int] = []
    too_wide: list[int] = []
    before = ""
    for line in text.split("\n"):
        match = _STRING_LINE.match(line)
        keyword, string = match.groups() if match else ("", "")
        places = breaks(string)
        if places:
            fits.append(columns(line))
        if before and string and not keyword:
            too_wide.append(columns(before) + columns(string[: (places or [len(string)])[0]]))
            if len(too_wide) == _ENOUGH:
                break
        before = "" if string.endswith("\\n") else string and line
    return _best_width(sorted(fits), sorted(too_wide))


def _best_width(fits: Sequence[int], too_wide: Sequence[int]) -> int:
    def contradictions(width: int) -> int:
        return len(fits) - bisect_right(fits, width) + bisect_right(too_wide, width)

    candidates = (*_USUAL_WIDTHS, _UNLIMITED, *dict.fromkeys(reversed(fits)))
    best = min(candidates, key=contradictions)
    return 0 if best == _UNLIMITED else best
