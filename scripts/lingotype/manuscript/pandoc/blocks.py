"""Pandoc's document -> a manuscript: blocks, words, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

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
    Manuscript,
    Note,
    Numbered,
    Numerals,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Span,
    Style,
    Table,
    Text,
    plain,
)
from lingotype.manuscript.pandoc import nodes as ast
from lingotype.manuscript.pandoc.inlines import (
    Reading,
    inlines,
    is_own_address,
    leave_raw,
    trimmed,
)
from lingotype.manuscript.pandoc.nodes import CONTENTS, FURNITURE, Node, node, text
from lingotype.manuscript.pandoc.pictures import Pictures
from lingotype.manuscript.pandoc.prepare import Prepared
from lingotype.manuscript.words import words

_NUMERALS = {
    "LowerAlpha": Numerals.LOWER_ALPHA,
    "UpperAlpha": Numerals.UPPER_ALPHA,
    "LowerRoman": Numerals.LOWER_ROMAN,
    "UpperRoman": Numerals.UPPER_ROMAN,
}
_AROUND = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
_ORNAMENT = re.compile(r"(?:[*·•~⁂☙❧❦#—–_=+-]\s*){3,}|[⁂☙❧❦]")
_HEADING_LENGTH = 80
_LEFT_OUT = {
    FURNITURE: "about the site, not of the text; --keep-all keeps it",
    CONTENTS: "a table of contents, which the book gets anew; --keep-all keeps it",
}


def manuscript(document: Prepared, pictures: Pictures, path: str) -> Manuscript:
    """All of a document, read block by block."""
    reading = Reading(path, document.anchors, blocks_of=_nested)
    said = [text(part) for part in (document.title, document.subtitle, *document.authors)]
    said.append(text(document.date))
    blocks: list[Block] = []
    count = 0
    for block in document.blocks:
        reading.where = count + 1
        placed = block if ast.part(block) in _LEFT_OUT else pictures.placed(block, reading.where)
        left = len(reading.left_out)
        found = _top(reading, placed)
        blocks += found
        said.append(text(placed))
        if found or len(reading.left_out) > left:
            count += 1
    blocks = _levelled(_with_found_headings(reading, _without_last_rules(blocks)))
    return Manuscript(
        path=path,
        unit="paragraph",
        blocks=tuple(blocks),
        words=words(" ".join(said)),
        title=inlines(reading, document.title),
        subtitle=inlines(reading, document.subtitle),
        authors=tuple(inlines(reading, author) for author in document.authors),
        date=inlines(reading, document.date),
        media=dict(sorted(pictures.media.items())),
        dropped=tuple(words(remark.text) for remark in reading.left_out),
        left_out=tuple(reading.left_out),
        remarks=(*document.remarks, *pictures.remarks, *reading.remarks),
    )


def _top(reading: Reading, block: Node) -> list[Block]:
    if block["t"] == "Header":
        return _heading(reading, block)
    return list(_blocks(reading, [block]))


def _blocks(reading: Reading, nodes: Iterable[Node]) -> tuple[Block, ...]:
    return tuple(made for block in nodes for made in _block(reading, block))


def _nested(reading: Reading, nodes: list[Node]) -> tuple[Block, ...]:
    """What stands in a list, a quotation, a cell or a note; it has no place of its own."""
    return _blocks(reading, nodes)


def _block(reading: Reading, block: Node) -> list[Block]:
    if ast.part(block) in _LEFT_OUT:
        reading.leave_out(ast.part(block), text(block), _LEFT_OUT[ast.part(block)])
        return []
    reader = _READERS.get(block["t"])
    if reader is None:
        said = text(block).strip()
        note = f"pandoc calls it {block['t']}; its text is kept"
        reading.remark("unknown-markup", said, note)
        return [Paragraph((Text(said),), reading.where)] if said else []
    return reader(reading, block)


# --- paragraphs and headings -----------------------------------------------------------------


def _heading(reading: Reading, block: Node) -> list[Block]:
    level, (name, _, _), content = block["c"]
    kept = [piece for piece in content if not is_own_address(piece)]
    pieces = inlines(reading, kept)
    inside = trimmed(
        [Text(" ") if isinstance(p, Break) else p for p in pieces if not isinstance(p, Picture)]
    )
    figures: list[Block] = [Figure(p, (), reading.where) for p in pieces if isinstance(p, Picture)]
    if not plain(inside).strip():
        return [Paragraph(inside, reading.where), *figures] if inside else figures
    return [Heading(level, inside, name, reading.where), *figures]


def _inner_heading(reading: Reading, block: Node) -> list[Block]:
    """A heading within a list or a quotation: reStructuredText has sections nowhere but outside."""
    content = [piece for piece in block["c"][2] if not is_own_address(piece)]
    return _paragraph(reading, node("Para", [node("Strong", content)]))


def _paragraph(reading: Reading, block: Node) -> list[Block]:
    """A paragraph; formulas on lines of their own end it, and pictures alone are figures."""
    result: list[Block] = []
    run: list[Node] = []
    for piece in [*block["c"], None]:
        if piece is not None and not _displayed(piece):
            run.append(piece)
            continue
        result += _running(reading, run)
        run = []
        if piece is not None and piece["c"][1].strip():
            result.append(DisplayedFormula(piece["c"][1].strip(), reading.where))
    return result


def _displayed(piece: Node) -> bool:
    return piece["t"] == "Math" and ast.displayed(piece["c"][0])


def _running(reading: Reading, run: list[Node]) -> list[Block]:
    inside = inlines(reading, run)
    if not inside:
        return []
    if all(isinstance(p, (Picture, Break)) or p == Text(" ") for p in inside):
        return [Figure(p, (), reading.where) for p in inside if isinstance(p, Picture)]
    if _ORNAMENT.fullmatch(plain(inside)) and all(isinstance(p, (Text, Span)) for p in inside):
        return [Rule(reading.where)]
    return [Paragraph(inside, reading.where)]


def _lines(reading: Reading, block: Node) -> list[Block]:
    lines = tuple(_line(reading, line) for line in block["c"])
    return [Lines(lines, reading.where)] if any(lines) else []


def _line(reading: Reading, line: list[Node]) -> tuple[Inline, ...]:
    """A line; its indent, which pandoc makes of no-break spaces, is spaces."""
    inside = inlines(reading, line)
    if inside and isinstance(inside[0], Text):
        said = inside[0].text.lstrip("\xa0")
        indent = " " * (len(inside[0].text) - len(said))
        return (Text(indent + said), *inside[1:]) if indent + said else inside[1:]
    return inside


def _literal(reading: Reading, block: Node) -> list[Block]:
    (_, classes, _), said = block["c"]
    named = [c.lower() for c in classes if c not in ("sourceCode", "numberLines", "literal-block")]
    language = named[0] if named and re.fullmatch(r"[a-z0-9][a-z0-9+#.-]*", named[0]) else ""
    said = said.strip("\n").expandtabs(8)
    return [Literal(said, language, reading.where)] if said.strip() else []


def _raw(reading: Reading, block: Node) -> list[Block]:
    leave_raw(reading, block["c"])
    return []


def _rule(reading: Reading, _: Node) -> list[Block]:
    return [Rule(reading.where)]


# --- what holds blocks -----------------------------------------------------------------------


def _div(reading: Reading, block: Node) -> list[Block]:
    if "line-block" in block["c"][0][1]:
        lines = list(_split_lines(block["c"][1]))
        return _lines(reading, node("LineBlock", lines))
    return list(_blocks(reading, block["c"][1]))


def _split_lines(blocks: list[Node]) -> Iterator[list[Node]]:
    """The lines of a verse in an EPUB, which pandoc leaves as a paragraph with breaks."""
    for block in blocks:
        line: list[Node] = []
        for piece in block["c"] if block["t"] in ("Plain", "Para") else [node("Str", text(block))]:
            if piece["t"] == "LineBreak":
                yield line
                line = []
            else:
                line.append(piece)
        yield line


def _quotation(reading: Reading, block: Node) -> list[Block]:
    inside = _blocks(reading, block["c"])
    return [Quotation(inside, reading.where)] if inside else []


def _bullets(reading: Reading, block: Node) -> list[Block]:
    items = _items(reading, block["c"])
    return [Bullets(items, reading.where)] if items else []


def _items(reading: Reading, items: list[list[Node]]) -> tuple[tuple[Block, ...], ...]:
    return tuple(item for item in (_blocks(reading, nodes) for nodes in items) if item)


def _numbered(reading: Reading, block: Node) -> list[Block]:
    (start, style, delimiter), nodes = block["c"]
    items = _items(reading, nodes)
    if not items:
        return []
    before, after = _AROUND.get(delimiter["t"], ("", "."))
    numerals = _NUMERALS.get(style["t"], Numerals.ARABIC)
    return [Numbered(items, start, numerals, before, after, reading.where)]


def _definitions(reading: Reading, block: Node) -> list[Block]:
    entries = []
    for term, meanings in block["c"]:
        said = inlines(reading, term)
        inside = _items(reading, meanings)
        if said or inside:
            entries.append((said, inside))
    return [Definitions(tuple(entries), reading.where)] if entries else []


def _figure(reading: Reading, block: Node) -> list[Block]:
    """A figure: its caption stands under its last picture, or before what is no picture."""
    _, caption, content = block["c"]
    under = _blocks(reading, caption[1])
    inside = _blocks(reading, content)
    figures = [made for made in inside if isinstance(made, Figure)]
    if figures and len(figures) == len(inside):
        return [*figures[:-1], replace(figures[-1], caption=(*under, *figures[-1].caption))]
    match inside:
        case (Table(_, _, caption=()) as table,):
            return [replace(table, caption=under)]
        case _:
            return [*under, *inside]


def _table(reading: Reading, block: Node) -> list[Block]:
    _, caption, _, head, bodies, foot = block["c"]
    said = _blocks(reading, caption[1])
    first = _rows(reading, head[1])
    rest = tuple(
        row for body in bodies for rows in (body[2], body[3]) for row in _rows(reading, rows)
    )
    rest += _rows(reading, foot[1])
    if not any(cell.inside for row in first for cell in row):
        first = ()
    if not rest:  # a head over nothing is no head
        first, rest = (), first
    if not any(cell.inside for row in (*first, *rest) for cell in row):
        return list(said)
    return [Table(first, rest, said, reading.where)]


def _rows(reading: Reading, rows: list[Any]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(
            Cell(_blocks(reading, inside), rows, columns) for _, _, rows, columns, inside in cells
        )
        for _, cells in rows
    )


_READERS: dict[str, Callable[[Reading, Node], list[Block]]] = {
    "BlockQuote": _quotation,
    "BulletList": _bullets,
    "CodeBlock": _literal,
    "DefinitionList": _definitions,
    "Div": _div,
    "Figure": _figure,
    "Header": _inner_heading,
    "HorizontalRule": _rule,
    "LineBlock": _lines,
    "OrderedList": _numbered,
    "Para": _paragraph,
    "Plain": _paragraph,
    "RawBlock": _raw,
    "Table": _table,
}

# --- the whole -------------------------------------------------------------------------------


def _without_last_rules(blocks: list[Block]) -> list[Block]:
    """A line with nothing under it is left when footnotes went to their marks."""
    while blocks and isinstance(blocks[-1], Rule):
        blocks = blocks[:-1]
    return blocks


def _with_found_headings(reading: Reading, blocks: list[Block]) -> list[Block]:
    """Short paragraphs in bold are headings, if nothing else in the document is one."""
    found = [number for number, block in enumerate(blocks) if _looks_like_heading(block)]
    if any(isinstance(block, Heading) for block in blocks) or 2 * len(found) > len(blocks):
        return blocks
    result = list(blocks)
    for number in found:
        block = blocks[number]
        assert isinstance(block, Paragraph)
        reading.where = block.where
        inside = tuple(
            inner for p in block.inside for inner in (p.inside if isinstance(p, Span) else (p,))
        )
        result[number] = Heading(1, inside, "", block.where)
        reading.remark("heading-found", plain(inside), "a short paragraph in bold, made a heading")
    return result


def _looks_like_heading(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    said = plain(block.inside).strip()
    bold = all(_is_bold(p) or isinstance(p, (Break, Note)) for p in block.inside)
    return bold and bool(words(said)) and len(said) < _HEADING_LENGTH and said[-1] not in ".,;:"


def _is_bold(piece: Inline) -> bool:
    match piece:
        case Span(Style.STRONG, _):
            return True
        case Span(_, inside):
            return all(_is_bold(p) for p in inside)
        case Text(said):
            return not said.strip()
        case _:
            return False


def _levelled(blocks: list[Block]) -> list[Block]:
    """Headings with levels that go down one by one, the outermost being 1."""
    above: list[int] = []
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            result.append(replace(block, level=len(above)))
        else:
            result.append(block)
    return result
