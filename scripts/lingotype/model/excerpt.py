"""A text as a reviewer should see it: what is invisible made visible, cut around what matters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lingotype.model.finding import Quote, Span

_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_JOINERS = "\u200c\u200d"
"""Persian and Hindi need them in many words, so they are shown only where they are the matter."""

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""What draws nothing though Unicode calls it a letter, a mark or a symbol."""

_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_LEAST = 12
_MOST_PLACES = 4
_LONGEST_MARK = 100
_NEAR = 12
CUT = "…"


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a shown text. marked: whether it is what a finding is about; a marked one that
    is empty is a place between two characters.
    """

    text: str
    marked: bool = False


def visible(text: str) -> str:
    """A text with its control, direction and invisible characters written out, `<U+202E>`."""
    return "".join(_visible(char) for char in text)


def excerpt(text: str, marks: Sequence[Span], room: int, near: float = 0) -> list[Bit]:
    """A text cut to about so many characters around its marks.

    near: where to look in a text that has none, 0 its beginning to 1 its end.
    """
    places = sorted(_inside(mark, len(text)) for mark in marks)
    made: list[Bit] = []
    at = 0
    around = places or [(int(near * len(text)),) * 2]
    for start, end in _kept(text, around, room):
        if start > at:
            made.append(Bit(CUT))
        made += _bits(text, (start, end), places)
        at = end
    if at < len(text):
        made.append(Bit(CUT))
    return made


def excerpts(quote: Quote, room: int) -> tuple[list[Bit], list[Bit]]:
    """The msgid and the msgstr of a finding; what is marked in one alone shows where to look in the
    other.
    """
    source = excerpt(quote.msgid, quote.source_marks, room, _place(quote.marks, quote.msgstr))
    target = excerpt(quote.msgstr, quote.marks, room, _place(quote.source_marks, quote.msgid))
    return source, target


def _place(marks: Sequence[Span], text: str) -> float:
    return marks[0][0] / len(text) if marks and text else 0


def bracketed(bits: Sequence[Bit]) -> str:
    """In one line, with ``[[`` and ``]]`` around what is marked."""
    return "".join(f"[[{bit.text}]]" if bit.marked else bit.text for bit in bits)


def _inside(mark: Span, length: int) -> Span:
    start = min(max(mark[0], 0), length)
    return start, min(max(mark[1], start), length)


def _kept(text: str, places: Sequence[Span], room: int) -> list[Span]:
    """The stretches of a text that are shown, apart from each other, in order."""
    if len(text) <= room:
        return [(0, len(text))]
    shown = places[:_MOST_PLACES]
    marked = sum(min(end - start, _LONGEST_MARK) for start, end in shown)
    around = max(_LEAST, (room - marked) // (2 * len(shown)))
    kept: list[Span] = []
    for start, whole in shown:
        end = min(whole, start + _LONGEST_MARK)
        # What there is no room for on one side is given to the other.
        first = max(0, min(start - around, len(text) - around - around))
        last = min(len(text), max(end + around, 2 * around))
        first, last = min(_word_start(text, first), start), max(_word_end(text, last), end)
        if kept and first <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(last, kept[-1][1]))
        else:
            kept.append((first, last))
    return kept


def _word_start(text: str, at: int) -> int:
    """The beginning of a word near by, or the place itself where there are no spaces."""
    space = text.find(" ", at, at + _NEAR) if at else -1
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", at - _NEAR, at) if at < len(text) else -1
    return space if space >= 0 else at


def _bits(text: str, span: Span, places: Sequence[Span]) -> Iterator[Bit]:
    """A stretch in bits, unmarked and marked in turn."""
    at, last = span
    for start, end in places:
        if end < at or start > last or (start < at and start != end):
            continue
        if start > at:
            yield Bit(visible(text[at:start]))
        yield Bit("".join(_pointed(char) for char in text[start : min(end, last)]), marked=True)
        at = max(at, min(end, last))
    if at < last:
        yield Bit(visible(text[at:last]))


def _visible(char: str) -> str:
    if " " <= char <= "~" or char in _JOINERS:
        return char
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"<U+{ord(char):04X}>" if _is_hidden(char) else char


def _pointed(char: str) -> str:
    """A character that is the matter: there a space of another width is to be seen too."""
    odd = char in _JOINERS or (char != " " and unicodedata.category(char) == "Zs")
    return f"<U+{ord(char):04X}>" if odd else _visible(char)


def _is_hidden(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return True
    return char in _INVISIBLE or any(ord(char) in selectors for selectors in _SELECTORS)
