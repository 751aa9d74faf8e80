"""A plain text read: title, headings, lists, quotations and verses, though nothing marks them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lingotype.errors import LingotypeError
from lingotype.manuscript.blocks import (
    Block,
    Bullets,
    Heading,
    Inline,
    Lines,
    Literal,
    Manuscript,
    Numbered,
    Paragraph,
    Quotation,
    Remark,
    Rule,
    Text,
)
from lingotype.manuscript.plain import furniture, headings, lines, markers
from lingotype.manuscript.plain.lines import Unit
from lingotype.manuscript.words import words

_RULE = re.compile(r"\s*(?:[-*_=~#•·.–—+]\s*){3,}$")
_COLUMNS = re.compile(r"\S {3,}\S")

_DEEPEST = 36
"""Columns; what is indented more is read as if it were not."""
_MOST_QUOTED = 8


@dataclass(frozen=True)
class Advice:
    """What an editor knows better. keep_all: nothing is furniture; headings, no_headings: lines."""

    encoding: str = ""
    keep_all: bool = False
    headings: frozenset[int] = field(default_factory=frozenset)
    no_headings: frozenset[int] = field(default_factory=frozenset)


def read(data: bytes, shown: str, advice: Advice | None = None) -> Manuscript:
    """The manuscript in the bytes of a plain text. shown: its name for messages.

    Raises LingotypeError if its characters cannot be read, or there are none.
    """
    advice = advice or Advice()
    text = lines.decoded(data, shown, advice.encoding)
    units = lines.units(text)
    if not units:
        raise LingotypeError("there is no text in it", shown, "Look at it in an editor.")
    _refuse_missing(advice, units, shown)
    left = [] if advice.keep_all else furniture.find(units)
    if len(left) == len(units):
        left = []  # then there is nothing that it could stand around
    stray = _stray_letters(units)
    kept = [unit for i, unit in enumerate(units) if i not in left]
    reader = _Reader(kept, stray, advice)
    blocks = reader.blocks()
    left_out = tuple(
        _remark(shown, units[i], "furniture", "left out: of the website") for i in left
    )
    letters = [unit for unit in kept if unit.where in reader.strays]
    dropped = [(unit.where, words(unit.text)) for unit in (units[i] for i in left)]
    dropped += [(unit.where, words(markers.stray(unit.text))) for unit in letters]
    return Manuscript(
        path=shown,
        unit="line",
        blocks=tuple(blocks),
        words=words(text),
        numbers=True,
        dropped=tuple(found for _, found in sorted(dropped) if found),
        title=reader.title,
        left_out=left_out,
        remarks=tuple(
            _remark(shown, u, "stray-bullet", f"“{markers.stray(u.text)}” read as a bullet")
            for u in letters
        ),
    )


def _refuse_missing(advice: Advice, units: Sequence[Unit], shown: str) -> None:
    """A heading that is asked for must begin somewhere."""
    begins = {unit.where for unit in units}
    for line in sorted(advice.headings | advice.no_headings):
        if line not in begins:
            fix = "Name the line that it stands on, as the report gives it."
            raise LingotypeError("no paragraph begins here", f"{shown}:{line}", fix)


def _remark(shown: str, unit: Unit, rule: str, note: str) -> Remark:
    return Remark(shown, unit.where, rule, " ".join(unit.text.split()), note)


def _stray_letters(units: Sequence[Unit]) -> frozenset[str]:
    """The letters that are bullets here: beside real bullets, or more than once."""
    letters = Counter(letter for unit in units if (letter := markers.stray(unit.text)))
    bullets = any(markers.is_bullet(unit.text) for unit in units)
    return frozenset(letter for letter, times in letters.items() if bullets or times > 1)


class _Reader:
    """Units into blocks. strays: the lines on which a letter was read as a bullet."""

    def __init__(self, units: Sequence[Unit], stray: frozenset[str], advice: Advice) -> None:
        # docutils, like anyone, loses its way in lists and quotations of hundreds of levels.
        self.units = [
            replace(unit, indent=min(unit.indent, _DEEPEST), quoted=min(unit.quoted, _MOST_QUOTED))
            for unit in units
        ]
        units = self.units
        self.stray = stray
        self.strays: set[int] = set()
        found = headings.styles(units, advice.headings, advice.no_headings)
        first = headings.title(units, found)
        if first is not None and units[first].where in advice.no_headings:
            first = None
        self.title = _pieces(units[first].text) if first is not None else ()
        self.begin = 0 if first is None else first + 1
        self._outside_head(found)
        self.levels = [0] * self.begin + headings.levels(found[self.begin :])
        self.base = Counter(unit.indent for unit in units).most_common(1)[0][0]

    def _outside_head(self, found: list[str]) -> None:
        """Between a title and the text stand an author, a date, a motto: no headings."""
        body = next((i for i, u in enumerate(self.units) if furniture.is_body(u)), 0)
        for i in range(self.begin, body - 1 if self.title else 0):
            if found[i] == "bare":
                found[i] = ""

    def blocks(self) -> list[Block]:
        made: list[Block] = []
        i = self.begin
        while i < len(self.units):
            block, i = self._block_or_quotation(i, 0)
            if isinstance(block, Quotation) and made and isinstance(made[-1], Quotation):
                made[-1] = Quotation((*made[-1].inside, *block.inside), made[-1].where)
            else:
                made.append(block)
        return made

    def _block_or_quotation(self, i: int, depth: int) -> tuple[Block, int]:
        """What > quotes at this depth or deeper, else one block."""
        first = self.units[i]
        if first.quoted <= depth:
            return self._block(i)
        inside: list[Block] = []
        while i < len(self.units) and self.units[i].quoted > depth:
            block, i = self._block_or_quotation(i, depth + 1)
            inside.append(block)
        return Quotation(tuple(inside), first.where), i

    def _block(self, i: int) -> tuple[Block, int]:
        unit = self.units[i]
        if lines.is_drawing(unit.lines):
            return self._text(unit), i + 1
        if self.levels[i]:
            return Heading(self.levels[i], _pieces(unit.text), where=unit.where), i + 1
        if _RULE.match(unit.text):
            return Rule(unit.where), i + 1
        if self._is_bullet(unit):
            return self._bullets(i)
        if markers.numbered(unit.text) and (found := self._numbered(i)):
            return found
        return self._text(unit), i + 1

    def _text(self, unit: Unit) -> Block:
        if _is_columns(unit):
            margin = min(len(line) - len(line.lstrip()) for line in unit.lines)
            return Literal("\n".join(line[margin:] for line in unit.lines), where=unit.where)
        if unit.verse:
            margin = min(len(line) - len(line.lstrip()) for line in unit.lines)
            return Lines(tuple((Text(line[margin:]),) for line in unit.lines), unit.where)
        paragraph = Paragraph(_pieces(unit.text), unit.where)
        deep = len(unit.lines) > 1 and all(
            len(line) - len(line.lstrip()) >= self.base + 3 for line in unit.lines
        )
        return Quotation((paragraph,), unit.where) if deep else paragraph

    # --- lists -----------------------------------------------------------------------------

    def _is_bullet(self, unit: Unit) -> bool:
        return markers.is_bullet(unit.text) or markers.stray(unit.text) in self.stray

    def _bullets(self, i: int) -> tuple[Block, int]:
        base, where, quoted = self.units[i].indent, self.units[i].where, self.units[i].quoted
        items: list[list[Block]] = []
        while i < len(self.units) and self.units[i].quoted == quoted:
            unit = self.units[i]
            if self._is_bullet(unit) and abs(unit.indent - base) <= 1 and not self.levels[i]:
                items.append([self._item(unit)])
                i += 1
            elif self._hangs(i, base):
                block, i = self._block(i)
                items[-1].append(_flat(block))
            else:
                break
        return Bullets(tuple(tuple(item) for item in items), where), i

    def _item(self, unit: Unit) -> Block:
        if markers.is_bullet(unit.text):
            return Paragraph(_pieces(markers.after_bullet(unit.text)), unit.where)
        self.strays.add(unit.where)
        return Paragraph(_pieces(markers.after_stray(unit.text)), unit.where)

    def _numbered(self, i: int) -> tuple[Block, int] | None:
        """A list of two numbers or more that count up; else its numbers are text."""
        numbers = self._counted(i)
        read = markers.sequence(list(numbers.values()))
        if len(numbers) < 2 or read is None:
            return None
        first, base, where = numbers[i], self.units[i].indent, self.units[i].where
        items: list[list[Block]] = []
        last = max(numbers)
        quoted = self.units[i].quoted
        while i <= last or (self._hangs(i, base) and self.units[i].quoted == quoted):
            unit = self.units[i]
            if i in numbers:
                text = unit.text[numbers[i].length :]
                items.append([Paragraph(_pieces(text), unit.where)])
                i += 1
            else:
                block, i = self._block(i)
                items[-1].append(_flat(block))
        kind, start = read
        inside = tuple(tuple(item) for item in items)
        return Numbered(inside, start, kind, first.before, first.after, where), i

    def _counted(self, i: int) -> dict[int, markers.Number]:
        """The numbers that count up from a unit on, side by side; by the units they begin.

        Looked for before what hangs below them is read: reading it for each number that leads
        nowhere would take exponential time.
        """
        base = self.units[i].indent
        found: dict[int, markers.Number] = {}
        quoted = self.units[i].quoted
        while i < len(self.units) and self.units[i].quoted == quoted:
            number = markers.numbered(self.units[i].text)
            beside = abs(self.units[i].indent - base) <= 1 and not self.levels[i]
            last = next(reversed(found.values()), None)
            if beside and number and (last is None or number.follows(last)):
                found[i] = number
            elif not self._hangs(i, base):
                break
            i += 1
        return found

    def _hangs(self, i: int, base: int) -> bool:
        """Whether a unit belongs to an item that begins at a column."""
        return i < len(self.units) and self.units[i].indent > base + 1 and not self.levels[i]


def _flat(block: Block) -> Block:
    """A block within an item: what is deeper there is part of the item, no quotation."""
    if isinstance(block, Quotation) and len(block.inside) == 1:
        return block.inside[0]
    return block


def _is_columns(unit: Unit) -> bool:
    """A table or a drawing made of spaces or signs."""
    if lines.is_drawing(unit.lines):
        return True
    spaced = sum(bool(_COLUMNS.search(line.strip())) for line in unit.lines)
    return spaced >= 2 and spaced * 2 >= len(unit.lines)


def _pieces(text: str) -> tuple[Inline, ...]:
    return (Text(text),)
