"""A plain text as lines, and lines as the units they stand in: paragraphs, items, verses.

Plain text comes in three shapes, told apart by the lengths of its lines: a line a paragraph
(what word processors and browsers save), paragraphs wrapped at some width (what editors and
old archives hold), and short lines on purpose (verses, addresses).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lingotype.errors import LingotypeError
from lingotype.manuscript.plain import markers

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_UNDERLINE = re.compile(r"\s*(=|-|~|\^|\*|#|_)\1{2,}\s*$")

LONG = 120
"""Columns; a text with longer lines than this is not wrapped."""


@dataclass(frozen=True)
class Unit:
    """Lines that belong together.

    where: number of the first line, 1-based. alone: nothing but empty lines beside it, or each
    line of the text is a paragraph. indent: columns before its text. underline: the character
    that underlines it, or nothing. verse: its lines stay lines.
    """

    lines: tuple[str, ...]
    where: int
    alone: bool = True
    indent: int = 0
    underline: str = ""
    verse: bool = False

    @property
    def text(self) -> str:
        """Its lines as running text, a line end for each line end of the manuscript."""
        return _running([line.strip() for line in self.lines])


def decoded(data: bytes, shown: str, encoding: str = "") -> str:
    """The characters of a plain text. encoding: of a text that is not Unicode.

    Raises LingotypeError where they cannot be read, with the line.
    """
    name = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(name)
    except LookupError:
        fix = "Python knows names such as utf-8, cp1252, iso-8859-2, koi8-r, gb18030."
        raise LingotypeError(f"there is no encoding called {name}", shown, fix) from None
    except UnicodeError as error:
        begin = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data[:begin].count(b"\n") + 1
        fix = "Name the encoding it was saved in: --encoding cp1252 (Windows), or save it as UTF-8."
        raise LingotypeError(f"this is not {name}", f"{shown}:{line}", fix) from None
    if "\x00" in text:
        fix = "Name the kind of document by its suffix, or its encoding by --encoding."
        raise LingotypeError("this is no plain text", shown, fix)
    return text.removeprefix("\ufeff")


def units(text: str) -> list[Unit]:
    """The units of a text in their order."""
    chunks = list(_chunks([line.expandtabs().rstrip() for line in _ENDS.split(text)]))
    width = _wrap_width(chunks)
    made: list[Unit] = []
    for where, lines in chunks:
        made += _cut(lines, where, width)
    return made


def _chunks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, with the number of the first."""
    run: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            run.append(line)
        elif run:
            yield number - len(run), run
            run = []


def _wrap_width(chunks: Sequence[tuple[int, list[str]]]) -> int:
    """The width at which the text is wrapped, 0 if each line is a paragraph.

    Of lines that another one follows, nearly all of a wrapped text reach near its width.
    """
    inner = sorted(len(line) for _, lines in chunks for line in lines[:-1])
    if not inner:
        return LONG
    longest = inner[int(len(inner) * 0.95)]
    return 0 if longest > LONG else longest


def _cut(lines: list[str], where: int, width: int) -> Iterator[Unit]:
    """The units of a chunk."""
    if len(lines) > 1 and (found := _UNDERLINE.match(lines[1])) and _fits(lines[0], lines[1]):
        yield Unit((lines[0],), where, underline=found[1], indent=_indent(lines[0]))
        if lines[2:]:
            yield from _cut(lines[2:], where + 2, width)
        return
    if _is_verse(lines, width):
        yield Unit(tuple(lines), where, verse=True, indent=min(map(_indent, lines)))
        return
    run: list[str] = []
    for number, line in enumerate(lines):
        if run and _begins(lines, number, run, width):
            yield _unit(run, where + number - len(run), alone=not width)
            run = []
        run.append(line)
    alone = not width or len(run) == len(lines)
    yield _unit(run, where + len(lines) - len(run), alone=alone)


def _unit(run: list[str], where: int, *, alone: bool) -> Unit:
    return Unit(tuple(run), where, alone=alone, indent=_indent(run[0]))


def _fits(title: str, line: str) -> bool:
    """Whether a line of punctuation underlines a title and does not end a letterhead."""
    return 0 < len(title.strip()) <= LONG and abs(len(title.strip()) - len(line.strip())) <= 4


def _begins(lines: list[str], number: int, run: list[str], width: int) -> bool:
    """Whether a line within a chunk begins a paragraph or an item of its own."""
    line, before = lines[number], lines[number - 1]
    if not width or markers.is_bullet(line):
        return True
    if markers.numbered(line) and len(before) < 0.8 * width:
        return True
    if _indent(line) <= _indent(before) or len(run) < 1:
        return False
    # First-line indents: the next line goes back to where the paragraph's other lines stand.
    following = lines[number + 1] if number + 1 < len(lines) else ""
    back = not following or _indent(following) < _indent(line)
    return back and _indent(line) - _indent(run[-1]) <= 8 and not markers.is_bullet(run[0])


def _is_verse(lines: list[str], width: int) -> bool:
    """Several lines that all end long before the width of the text, and are no items."""
    if len(lines) < 2 or not width or width < 40:
        return False
    short = all(len(line) - _indent(line) < 0.7 * width for line in lines[:-1])
    listed = any(markers.is_bullet(line) or markers.numbered(line) for line in lines)
    return short and len(lines[-1]) - _indent(lines[-1]) < 0.7 * width and not listed


def _running(lines: Sequence[str]) -> str:
    """Lines joined; a word that is divided between two of them keeps its hyphen and no gap."""
    text = lines[0]
    for line in lines[1:]:
        if re.search(r"[^\W\d_]-$", text) and line[:1].islower():
            word, _, more = line.partition(" ")
            text += f"{word}\n{more}" if more else word
        else:
            text += f"\n{line}"
    return text


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
