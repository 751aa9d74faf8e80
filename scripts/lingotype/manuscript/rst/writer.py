"""Blocks as reStructuredText: what docutils reads back is what the manuscript says.

Blocks become lists of lines without indentation; whoever holds them indents them. Notes and
inline pictures are collected on the way and written at the end of the chapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from lingotype.manuscript.blocks import (
    Block,
    Break,
    Bullets,
    Cell,
    Definitions,
    DisplayedFormula,
    Figure,
    Heading,
    Inline,
    Lines,
    Literal,
    Note,
    Numbered,
    Numerals,
    Paragraph,
    Quotation,
    Rule,
    Span,
    Style,
    Table,
    plain,
)
from lingotype.manuscript.numerals import are_read, numeral
from lingotype.manuscript.rst import escape, fill, inline
from lingotype.manuscript.rst.inline import Apparatus
from lingotype.manuscript.words import collapsed

UNDERLINES = "=-~^\"'`:.#"
IMAGES = "images"


Written = tuple[Block, list[str]]
"""A block and its lines."""


@dataclass(frozen=True)
class Manner:
    """How text is laid out: a line a sentence, else wrapped."""

    by_sentence: bool = True


@dataclass
class Writer:
    """Writes one file. level: of its first heading that is still to come, 1 for its title."""

    manner: Manner = field(default_factory=Manner)
    labels: Mapping[str, str] = field(default_factory=dict)
    apparatus: Apparatus = field(init=False)
    _open: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.apparatus = Apparatus(self.labels)

    def document(self, title: Sequence[Inline], name: str, blocks: Sequence[Block]) -> str:
        """A whole file: title, blocks, notes. name: of the title, for links to it."""
        written = [(block, self._block(block, 0)) for block in blocks]
        apart = _apart(_tidy([pair for pair in written if pair[1]]))
        parts = [self._title(title, name, 0), *apart, *self._notes(), *self._pictures()]
        return "\n\n".join("\n".join(part) for part in parts) + "\n"

    def blocks(self, blocks: Sequence[Block], indent: int) -> list[list[str]]:
        """The lines of each block within another, where no section begins and no rule stands."""
        written = [(block, self._block(block, indent)) for block in _within(blocks)]
        made = _apart([pair for pair in written if pair[1]])
        # An indent at the very beginning would be taken for that of the text.
        return [[".."], *made] if made and made[0][0].startswith(" ") else made

    def running(self, inside: Sequence[Inline], indent: int = 0) -> list[str]:
        """The lines of a paragraph, safe wherever a paragraph may stand."""
        text = inline.render(inside, self.apparatus)
        room = max(fill.WIDTH - indent, 20)
        lines = fill.lines(text, by_sentence=self.manner.by_sentence, room=room)
        lines = [escape.rest(line) for line in lines]
        return [escape.start(lines[0]), *lines[1:]] if text else []

    def _block(self, block: Block, indent: int) -> list[str]:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(inside):
                return self._paragraph(inside, indent)
            case Bullets(items):
                return self._items([("- ", item) for item in items], indent)
            case Quotation(inside):
                return _indent(_spaced(self.blocks(inside, indent + 3)), 3)
            case _:
                return self._longer(block, indent)

    def _longer(self, block: Block, indent: int) -> list[str]:
        match block:
            case Numbered():
                return self._numbered(block, indent)
            case Definitions():
                return self._definitions(block, indent)
            case _:
                return self._plate(block, indent)

    def _plate(self, block: Block, indent: int) -> list[str]:
        """A block that is set apart from running text."""
        match block:
            case Lines(lines):
                return [self._verse(line) for line in lines]
            case Literal(text, language):
                return _literal(text, language)
            case DisplayedFormula(tex):
                formula = [line for line in tex.splitlines() if line.strip()]
                return [".. math::", "", *_indent(formula, 3)] if formula else []
            case Table():
                return self._table(block, indent)
            case Figure():
                return self._figure(block, indent)
            case _:
                return ["-" * 16]

    # --- text ------------------------------------------------------------------------------

    def _title(self, inside: Sequence[Inline], name: str, depth: int) -> list[str]:
        line = inline.render(inside, self.apparatus).replace(fill.HARD, " ")
        line = escape.rest(line if escape.is_enumerated(line) else escape.start(line))
        label = [f".. _{self.labels[name]}:", ""] if name in self.labels else []
        return [*label, line, UNDERLINES[depth] * max(escape.width(line), 3)]

    def _heading(self, heading: Heading) -> list[str]:
        """A section's title; a level that is skipped is not opened."""
        while self._open and self._open[-1] >= heading.level:
            self._open.pop()
        self._open.append(heading.level)
        depth = min(len(self._open), len(UNDERLINES) - 1)
        return self._title(heading.inside, heading.name, depth)

    def _paragraph(self, inside: Sequence[Inline], indent: int) -> list[str]:
        """A paragraph; one with line ends of its own is a line block."""
        pieces = list(inside)
        while pieces and isinstance(pieces[-1], Break):
            pieces.pop()
        if not any(isinstance(piece, Break) for piece in pieces):
            lines = self.running(pieces, indent)
            return [*lines[:-1], escape.end(lines[-1])] if lines else []
        return [self._verse(line) for line in _split(pieces)]

    def _verse(self, line: Sequence[Inline]) -> str:
        """A line of a line block; its leading spaces are its indent."""
        text = plain(line)
        margin = len(text) - len(text.lstrip(" "))
        shown = inline.render(line, self.apparatus).replace(fill.HARD, " ")
        return f"| {' ' * margin}{shown}".rstrip()

    # --- lists -----------------------------------------------------------------------------

    def _items(self, items: Iterable[tuple[str, Sequence[Block]]], indent: int) -> list[str]:
        made: list[list[str]] = []
        for mark, blocks in items:
            room = len(mark)
            lines = _spaced(self.blocks(blocks, indent + room))
            body = _indent(lines, room)
            made.append([mark + lines[0], *body[1:]] if lines else [mark.rstrip()])
        return _spaced(made) if any(len(item) > 1 for item in made) else [x[0] for x in made]

    def _numbered(self, block: Numbered, indent: int) -> list[str]:
        numbers = range(block.start, block.start + len(block.items))
        kind = block.numerals
        if not are_read(kind, block.start, len(block.items)):
            kind = Numerals.ARABIC
        marks = [f"{block.before}{numeral(n, kind)}{block.after} " for n in numbers]
        return self._items(zip(marks, block.items, strict=True), indent)

    def _definitions(self, block: Definitions, indent: int) -> list[str]:
        made: list[list[str]] = []
        for term, definitions in block.entries:
            inside = [piece for definition in definitions for piece in definition]
            body = _spaced(self.blocks(inside, indent + 3))
            head = inline.render(term, self.apparatus).replace(fill.HARD, " ")
            # docutils would take what follows " : " for a classifier, whatever is escaped.
            if not head or not body or " : " in f"{head} ":
                strong = self.running((Span(Style.STRONG, tuple(term)),), indent)
                made += [part for part in (strong, [".."] if not strong else [], body) if part]
                continue
            made.append([escape.end(escape.start(escape.rest(head))), *_indent(body, 3)])
        return _spaced(made)

    # --- plates ----------------------------------------------------------------------------

    def _table(self, table: Table, indent: int) -> list[str]:
        head, body = _grid(table.head), _grid(table.body)
        columns = max((len(row) for row in (*head, *body)), default=0)
        if not columns:
            return []
        rows = (*table.head, *table.body)
        if any(cell.rows > 1 or cell.columns > 1 for row in rows for cell in row):
            self.apparatus.plainer["merged cells of a table stand apart"] += 1
        caption = self._caption(table.caption)
        made = [f".. list-table::{' ' + caption if caption else ''}"]
        made += [f"   :header-rows: {len(head)}"] if head else []
        made.append("")
        for row in (*head, *body):
            cells = [*row, *(Cell(()) for _ in range(columns - len(row)))]
            for number, cell in enumerate(cells):
                mark = "   * - " if number == 0 else "     - "
                lines = _spaced(self.blocks(cell.inside, indent + 7))
                made += [(mark + lines[0]) if lines else mark.rstrip(), *_indent(lines[1:], 7)]
        return made

    def _caption(self, blocks: Sequence[Block]) -> str:
        """A caption as one line."""
        lines = [line for block in blocks for line in self._block(block, 0) if line]
        return " ".join(lines)

    def _figure(self, figure: Figure, indent: int) -> list[str]:
        alt = collapsed(figure.picture.alt).strip()
        option = [f"   :alt: {alt}"] if alt else []
        caption = _spaced(self.blocks(figure.caption, indent + 3))
        kind = "figure" if caption else "image"
        head = [f".. {kind}:: {IMAGES}/{figure.picture.name}", *option]
        return [*head, "", *_indent(caption, 3)] if caption else head

    # --- what stands at the end ------------------------------------------------------------

    def _notes(self) -> list[list[str]]:
        """The footnotes of the file; a note may hold notes."""
        made: list[list[str]] = []
        number = 0
        while number < len(self.apparatus.notes):
            number += 1
            note: Note = self.apparatus.notes[number - 1]
            lines = _spaced(self.blocks(note.inside, 3))
            first = lines[0] if lines else "\\"
            made.append([f".. [#f{number}] {first}", *_indent(lines[1:], 3)])
        return made

    def _pictures(self) -> list[list[str]]:
        made = []
        for number, picture in enumerate(self.apparatus.pictures, 1):
            alt = collapsed(picture.alt).strip()
            option = [f"   :alt: {alt}"] if alt else []
            made.append([f".. |picture{number}| image:: {IMAGES}/{picture.name}", *option])
        return made


def _literal(text: str, language: str) -> list[str]:
    lines = text.expandtabs().rstrip().splitlines()
    while lines and not lines[0].strip():
        lines.pop(0)
    if not lines:
        return []
    head = ["::", ""]
    if language and _is_lexer(language):
        head = [f".. code-block:: {language}", "   :force:", ""]
    return [*head, *_indent(lines, 3)]


def _is_lexer(language: str) -> bool:
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return False
    return True


def _split(inside: Sequence[Inline]) -> Iterator[list[Inline]]:
    """The pieces between Breaks."""
    line: list[Inline] = []
    for piece in inside:
        if isinstance(piece, Break):
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Each row with a cell for each column; what a merged cell covers is empty."""
    covered: dict[tuple[int, int], bool] = {}
    made: list[list[Cell]] = []
    for y, row in enumerate(rows):
        line: list[Cell] = []
        for cell in row:
            while (y, len(line)) in covered:
                line.append(Cell(()))
            x = len(line)
            for down in range(cell.rows):
                for right in range(cell.columns):
                    covered[y + down, x + right] = True
            line += [cell, *(Cell(()) for _ in range(cell.columns - 1))]
        while (y, len(line)) in covered:
            line.append(Cell(()))
        made.append(line)
    return made


def _within(blocks: Sequence[Block]) -> list[Block]:
    """Blocks as they may stand within another."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            made.append(Paragraph((Span(Style.STRONG, block.inside),), block.where))
        elif not isinstance(block, Rule):
            made.append(block)
    return made


def _tidy(written: Sequence[Written]) -> list[Written]:
    """Without rules where reStructuredText allows none: beside a heading, a rule or an end."""
    made: list[Written] = []
    for block, lines in written:
        if isinstance(block, Rule) and (not made or isinstance(made[-1][0], Heading | Rule)):
            continue
        if isinstance(block, Heading) and made and isinstance(made[-1][0], Rule):
            made.pop()
        made.append((block, lines))
    while made and isinstance(made[-1][0], Rule):
        made.pop()
    return made


def _apart(written: Sequence[Written]) -> list[list[str]]:
    """The lines of each block, with an empty comment between two that would grow together."""
    made: list[list[str]] = []
    before: Block | None = None
    for block, lines in written:
        made += [[".."], lines] if _grow_together(before, block) else [lines]
        before = block
    return made


def _grow_together(before: Block | None, block: Block) -> bool:
    """Whether docutils would read two neighbours as one, or one as part of the other."""
    held = Bullets | Numbered | Definitions | Quotation
    if isinstance(block, Quotation):
        return isinstance(before, held | Literal | DisplayedFormula | Table | Figure)
    alike = Bullets | Numbered | Definitions | Lines
    return isinstance(block, alike) and type(before) is type(block)


def _indent(lines: Iterable[str], by: int) -> list[str]:
    return [" " * by + line if line else "" for line in lines]


def _spaced(parts: Sequence[Sequence[str]]) -> list[str]:
    """The lines of several blocks, with an empty line between two."""
    made: list[str] = []
    for part in parts:
        made += ["", *part] if made else part
    return made
