"""A text made short, for those who show a line or two of it."""

from __future__ import annotations

import unicodedata

CUT = "…"
_STOPS = frozenset("。、，；：！？．…।॥۔؟،؛")
"""Where a text that has no spaces between words may end."""


def shortened(text: str, most: int) -> str:
    """The text on one line, at most `most` characters of it, and whole words of those.

    A text without spaces ends at a stop, or if there is none where there is room no more. Blanks
    become single spaces; what was left out is told by a "…", for which there is room in `most`.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = _end(line, most - len(CUT))
    return line[:end].rstrip(" ,;:–—-") + CUT


def _end(line: str, most: int) -> int:
    """Where to cut: after at most that many characters."""
    if line[most] == " ":
        return most
    blank = line.rfind(" ", 0, most)
    if blank > most // 2:
        return blank
    stops = [place + 1 for place in range(most // 2, most) if line[place] in _STOPS]
    return stops[-1] if stops else _between_letters(line, most)


def _between_letters(line: str, place: int) -> int:
    """Not before a mark that belongs to the letter before it."""
    while place > 1 and (unicodedata.combining(line[place]) or line[place - 1] in "\u200c\u200d"):
        place -= 1
    return place
