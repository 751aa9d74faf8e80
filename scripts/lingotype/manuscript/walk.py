"""A change of every run of text, or of every picture, in a manuscript, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from lingotype.manuscript.blocks import (
    Block,
    Bullets,
    Cell,
    Definitions,
    Figure,
    Heading,
    Inline,
    Lines,
    Link,
    Note,
    Numbered,
    Paragraph,
    Picture,
    Quotation,
    Span,
    Table,
)

Run = tuple[Inline, ...]
Change = Callable[[Run, int], Run]
"""Takes a run (a paragraph, a heading, a line, a term) and where it stands; gives the new one."""


def rewritten(blocks: Sequence[Block], change: Change, where: int = 0) -> tuple[Block, ...]:
    """The blocks, with each run changed, in the order in which they are read."""
    return tuple(_block(block, change, block.where or where) for block in blocks)


def runs(blocks: Sequence[Block]) -> list[Run]:
    """Each run of text, in the order in which `rewritten` comes to it."""
    found: list[Run] = []

    def look(run: Run, _where: int) -> Run:
        found.append(run)
        return run

    rewritten(blocks, look)
    return found


def _block(block: Block, change: Change, where: int) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, inside=_run(block.inside, change, where))
        case Bullets() | Numbered():
            items = tuple(rewritten(item, change, where) for item in block.items)
            return replace(block, items=items)
        case Quotation():
            return replace(block, inside=rewritten(block.inside, change, where))
        case Lines():
            lines = enumerate(block.lines)
            return replace(block, lines=tuple(_run(line, change, where + i) for i, line in lines))
        case _:
            return _plate(block, change, where)


def _plate(block: Block, change: Change, where: int) -> Block:
    match block:
        case Definitions():
            entries = tuple(
                (_run(term, change, where), tuple(rewritten(d, change, where) for d in defined))
                for term, defined in block.entries
            )
            return replace(block, entries=entries)
        case Table():
            caption = rewritten(block.caption, change, where)
            head = tuple(_row(row, change, where) for row in block.head)
            body = tuple(_row(row, change, where) for row in block.body)
            return replace(block, caption=caption, head=head, body=body)
        case Figure():
            return replace(block, caption=rewritten(block.caption, change, where))
        case _:
            return block


def _row(row: Sequence[Cell], change: Change, where: int) -> tuple[Cell, ...]:
    return tuple(replace(cell, inside=rewritten(cell.inside, change, where)) for cell in row)


def _run(run: Run, change: Change, where: int) -> Run:
    return tuple(_notes(piece, change, where) for piece in change(run, where))


def _notes(piece: Inline, change: Change, where: int) -> Inline:
    """The runs within the notes of a run."""
    match piece:
        case Note(inside):
            return Note(rewritten(inside, change, where))
        case Span() | Link():
            return replace(piece, inside=tuple(_notes(x, change, where) for x in piece.inside))
        case _:
            return piece


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Blocks, or anything that they are made of, with the pictures' files called otherwise."""
    if isinstance(value, Picture):
        return replace(value, name=names.get(value.name, value.name))
    if isinstance(value, tuple):
        return tuple(renamed(inner, names) for inner in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {part.name: getattr(value, part.name) for part in fields(value)}
    return replace(value, **{name: renamed(inner, names) for name, inner in parts.items()})
