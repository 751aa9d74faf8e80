"""A plain text as lines, and lines as the units they stand in: paragraphs, items, verses.

Plain text comes in three shapes, told apart by the lengths of its lines: a line a paragraph
(what word processors and browsers save), paragraphs wrapped at some width (what editors and
old archives hold), and short lines on purpose (verses, addresses). A line that was wrapped ends
where the next word had no room; a line that ends much earlier ends on purpose.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

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
_QUOTED = re.compile(r" ?((?:> ?)+)(?![<^=|/\\])")  # as e-mail does it, and no arrow
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
    "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_UNSPACED = re.compile(
    "[\u3001-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]"
)
_STOPPED = re.compile(r"[.!?:;…。！？؟۔।—–-][”’»“\"')\]」』]*$")

LONG = 120
"""Columns; a text with longer lines than this is not wrapped."""

NARROW, USUAL = 40, 72
"""Nobody wraps at fewer columns than the first; what is not wrapped has the room of the second."""

EARLY = 0.85
"""A line that could have held the next word within this share of the width ends on purpose."""


@dataclass(frozen=True)
class Unit:
    """Lines that belong together.

    where: number of the first line, 1-based. alone: nothing but empty lines beside it, or each
    line of the text is a paragraph. indent: columns before its text. underline: the character
    that underlines it, twice if it stands above too, or nothing. verse: its lines stay lines.
    quoted: how many > stood before each line.
    """

    lines: tuple[str, ...]
    where: int
    alone: bool = True
    indent: int = 0
    underline: str = ""
    verse: bool = False
    quoted: int = 0

    @cached_property
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
    width = _wrap_width([lines for _, lines, _ in chunks])
    return [
        replace(unit, quoted=quoted)
        for where, lines, quoted in chunks
        for unit in _cut(lines, where, width)
    ]


def columns(text: str) -> int:
    """The room that a text takes; a wide East Asian character takes two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_drawing(lines: Sequence[str]) -> bool:
    """Whether lines are drawn with signs, as tables and pictures are, more than they are text."""
    signs = re.sub(r"\s", "", "".join(lines))
    return len(lines) > 1 and sum(map(str.isalnum, signs)) < len(signs) / 2 and signs.isascii()


def _chunks(lines: Sequence[str]) -> Iterator[tuple[int, list[str], int]]:
    """Runs of lines that are not empty, with the number of the first; a run is all quoted as
    deep, and one sign > in a whole text quotes nothing.
    """
    marks = [_QUOTED.match(line) for line in lines]
    several = sum(map(bool, marks)) > 1
    run: list[str] = []
    depth = 0
    for number, (line, mark) in enumerate(zip([*lines, ""], [*marks, None], strict=True), 1):
        quoted = mark[1].count(">") if mark and several else 0
        text = line[mark.end() :] if mark and several else line
        if run and (not text.strip() or quoted != depth):
            yield number - len(run), run, depth
            run = []
        if text.strip():
            run.append(text)
            depth = quoted


def _wrap_width(chunks: Sequence[Sequence[str]]) -> int:
    """The width at which the text is wrapped, 0 if each line is a paragraph.

    Of lines that another one follows, nearly all of a wrapped text reach near its width.
    """
    pairs = [pair for lines in chunks for pair in pairwise(lines)]
    longest = _long([columns(line) for line, _ in pairs])
    if not pairs or longest > LONG:
        return LONG if not pairs else 0
    wrapped = sum(not _has_room(*pair, EARLY * longest) for pair in pairs)
    # Lines on purpose: a poem, an address, an outline, in which nothing was wrapped.
    return longest if longest >= NARROW and wrapped * 2 > len(pairs) else max(longest, USUAL)


def _long(lengths: list[int]) -> int:
    """The length that nearly none exceeds."""
    return sorted(lengths)[int(len(lengths) * 0.95)] if lengths else 0


def _has_room(line: str, following: str, room: float) -> bool:
    """Whether the first word of the next line would fit into this one."""
    word = 2 if _WIDE.match(following.lstrip()) else columns(following.split(maxsplit=1)[0])
    return columns(line) + 1 + word <= room


def _cut(lines: list[str], where: int, width: int) -> Iterator[Unit]:
    """The units of a chunk."""
    while head := _underlined(lines, where):
        yield head
        below = 3 if len(head.underline) > 1 else 2
        lines, where = lines[below:], where + below
    if not lines:
        return
    if _is_verse(lines, width) or is_drawing(lines):
        yield Unit(tuple(lines), where, verse=True, indent=min(map(_indent, lines)))
        return
    if _stands_above(lines, width):
        yield _unit(lines[:1], where, alone=True)
        lines, where = lines[1:], where + 1
    firsts = _first_lines(lines)
    run: list[str] = []
    for number, line in enumerate(lines):
        if run and (number in firsts or _begins(line, lines[number - 1], run, width)):
            yield _unit(run, where + number - len(run), alone=not width)
            run = []
        run.append(line)
    alone = not width or len(run) == len(lines)
    yield _unit(run, where + len(lines) - len(run), alone=alone)


def _unit(run: list[str], where: int, *, alone: bool) -> Unit:
    return Unit(tuple(run), where, alone=alone, indent=_indent(run[0]))


def _underlined(lines: list[str], where: int) -> Unit | None:
    """The heading that a chunk begins with, if a line of punctuation stands under it."""
    signs = [found[1] if (found := _UNDERLINE.match(line)) else "" for line in lines[:3]]
    above = int(len(signs) > 2 and bool(signs[0]) and signs[0] == signs[2])
    if not any(signs[above + 1 : above + 2]) or not _fits(*lines[above : above + 2]):
        return None
    sign, indent = signs[above + 1] * (1 + above), _indent(lines[above])
    return Unit((lines[above],), where + above, underline=sign, indent=indent)


def _fits(title: str, line: str) -> bool:
    """Whether a line of punctuation underlines a title and does not end a letterhead."""
    near = abs(columns(title.strip()) - len(line.strip())) <= 4
    return near and len(title.strip()) <= LONG and bool(re.search(r"[^\W_]", title))


def _stands_above(lines: Sequence[str], width: int) -> bool:
    """Whether the first line ends early and all others do not: a heading, a name, a salutation."""
    if len(lines) < 3 or not width or _indent(lines[1]) > _indent(lines[0]):
        return False
    first, *others = (_has_room(*pair, EARLY * width) for pair in pairwise(lines))
    return first and not any(others) and not markers.begins_item(lines[0])


def _begins(line: str, before: str, run: list[str], width: int) -> bool:
    """Whether a line begins a paragraph or an item by what it begins with."""
    if not width or markers.is_bullet(line) or line.startswith("\u3000"):
        return True
    if not markers.numbered(line):
        return False
    # Within a sentence a number is one of the text: `in\n1984. A year`.
    stopped = columns(before) < 0.8 * width or _STOPPED.search(before)
    return bool(stopped or markers.begins_item(run[0]))


def _first_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of lines that begin a paragraph by being indented more than the others.

    Where the first line is not, one that goes back at once; but lines that hang below an item,
    or below the first line, all of them, belong to it.
    """
    indents = [_indent(line) for line in lines]
    margin = min(indents)
    if indents[0] > margin:
        return frozenset(i for i, indent in enumerate(indents) if 2 * indent > indents[0] + margin)
    if min(indents[1:], default=0) > margin or any(map(markers.begins_item, lines)):
        return frozenset()
    following = [*indents[1:], 0]
    return frozenset(
        i
        for i in range(1, len(lines))
        if following[i] < indents[i] and 0 < indents[i] - indents[i - 1] <= 8
    )


def _is_verse(lines: Sequence[str], width: int) -> bool:
    """Several lines that end long before the width of the text, and are no items."""
    items = sum(map(markers.begins_item, lines))  # one may be an initial: `A. Winter`
    if len(lines) < 2 or not width or items > 1 or markers.begins_item(lines[0]):
        return False
    if any(columns(line.strip()) >= EARLY * width for line in lines):
        return False
    early = sum(_has_room(*pair, EARLY * width) for pair in pairwise(lines))
    return early * 2 > len(lines) - 1 and not _is_wrapped_narrowly(lines)


def _is_wrapped_narrowly(lines: Sequence[str]) -> bool:
    """Whether a passage is wrapped at a width of its own; verses begin with capitals."""
    width = max(map(columns, lines))
    small = sum(line.lstrip()[:1].islower() for line in lines[1:])
    if len(lines) < 3 or width < NARROW or small * 2 < len(lines) - 1:
        return False
    return not any(_has_room(*pair, 0.95 * width) for pair in pairwise(lines))


def _running(lines: Sequence[str]) -> str:
    """Lines joined, without a gap in Chinese and Japanese; a word that is divided between two of
    them keeps its hyphen.
    """
    made = [lines[0]]
    for before, line in pairwise(lines):
        if before[-1:] == "-" and before[-2:-1].isalpha() and line[:1].islower():
            word, _, more = line.partition(" ")
            made += [word, "\n", more] if more else [word]
        elif _UNSPACED.match(before[-1:]) and _UNSPACED.match(line):
            made.append(line)
        else:
            made += ["\n", line]
    return "".join(made)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
