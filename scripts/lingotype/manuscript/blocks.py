"""A manuscript as every reader leaves it: blocks of inline pieces, whatever file they came from.

The plain text reader and the pandoc reader make these values, the reStructuredText writer
reads them; neither knows the other. `where` is the place in the manuscript, as a person finds
it: the line of a plain text (1-based), the number of the paragraph in other files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

# --- inline --------------------------------------------------------------------------------


class Style(StrEnum):
    """What a span of text is dressed in. reStructuredText can show the first five."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    SMALL_CAPS = "small capitals"


@dataclass(frozen=True)
class Text:
    """Plain characters; a run of white space means one space."""

    text: str


@dataclass(frozen=True)
class Span:
    """Dressed text; spans may be nested."""

    style: Style
    inside: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """target: an address, or ``#name`` of a heading of the manuscript."""

    inside: tuple[Inline, ...]
    target: str


@dataclass(frozen=True)
class Picture:
    """name: of a file in the manuscript's media; alt: what it shows, in words."""

    name: str
    alt: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote, standing where its mark stands."""

    inside: tuple[Block, ...]


@dataclass(frozen=True)
class Formula:
    """TeX mathematics within a line."""

    tex: str


@dataclass(frozen=True)
class Break:
    """A line that ends on purpose."""


Inline = Text | Span | Link | Picture | Note | Formula | Break

# --- blocks --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """level: 1 is the outermost; name: what a Link within the manuscript calls it."""

    level: int
    inside: tuple[Inline, ...]
    name: str = ""
    where: int = 0


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    inside: tuple[Inline, ...]
    where: int = 0


@dataclass(frozen=True)
class Bullets:
    """A list without numbers: what each item holds."""

    items: tuple[tuple[Block, ...], ...]
    where: int = 0


class Numerals(StrEnum):
    """How a list is numbered, by docutils' names of `enumtype`."""

    ARABIC = "arabic"
    LOWER_ALPHA = "loweralpha"
    UPPER_ALPHA = "upperalpha"
    LOWER_ROMAN = "lowerroman"
    UPPER_ROMAN = "upperroman"


@dataclass(frozen=True)
class Numbered:
    """A numbered list. before, after: what stands around a number, ``(`` and ``)`` or ``.``."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    numerals: Numerals = Numerals.ARABIC
    before: str = ""
    after: str = "."
    where: int = 0


@dataclass(frozen=True)
class Definitions:
    """Terms, each with one definition or more."""

    entries: tuple[tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]], ...]
    where: int = 0


@dataclass(frozen=True)
class Quotation:
    """A passage set off from the text."""

    inside: tuple[Block, ...]
    where: int = 0


@dataclass(frozen=True)
class Lines:
    """Lines that stay lines: a poem, an address. Leading spaces of a line are its indent."""

    lines: tuple[tuple[Inline, ...], ...]
    where: int = 0


@dataclass(frozen=True)
class Literal:
    """Text that keeps each of its spaces. language: as Pygments names it, or nothing."""

    text: str
    language: str = ""
    where: int = 0


@dataclass(frozen=True)
class DisplayedFormula:
    """TeX mathematics on a line of its own."""

    tex: str
    where: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell of a table, and how many rows and columns it covers."""

    inside: tuple[Block, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """head: rows that repeat on each page; a cell stands in the first row and column it covers."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    caption: tuple[Block, ...] = ()
    where: int = 0


@dataclass(frozen=True)
class Figure:
    """A picture on its own, with its caption."""

    picture: Picture
    caption: tuple[Block, ...] = ()
    where: int = 0


@dataclass(frozen=True)
class Rule:
    """A line or ornament between two passages."""

    where: int = 0


Block = (
    Heading
    | Paragraph
    | Bullets
    | Numbered
    | Definitions
    | Quotation
    | Lines
    | Literal
    | DisplayedFormula
    | Table
    | Figure
    | Rule
)

# --- the whole -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Remark:
    """A decision about the manuscript that its editor should know of.

    path: the manuscript, as the user named it; where: as in blocks; rule: a short name;
    text: the words concerned; note: what was done with them, or is proposed.
    """

    path: str
    where: int
    rule: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A document read.

    path: as the user named it. unit: what `where` counts, "line" or "paragraph". title,
    subtitle, authors, date: what the file says of itself, empty where it says nothing.
    media: files that pictures name. left_out: what is not part of the text, word for word.
    remarks: other decisions of the reader.

    words: every word of the file in its order, those left out too; `proof` compares them with
    what is written. numbers: whether the numbers of lists are among them. dropped: runs of
    `words`, in their order, that are in no block: what is left out, letters read as bullets.
    """

    path: str
    unit: str
    blocks: tuple[Block, ...]
    words: tuple[str, ...]
    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    authors: tuple[tuple[Inline, ...], ...] = ()
    date: tuple[Inline, ...] = ()
    media: dict[str, bytes] = field(default_factory=dict)
    numbers: bool = False
    dropped: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


def plain(inside: Sequence[Inline]) -> str:
    """The characters of some pieces as a reader sees them; notes and pictures are nothing."""
    return "".join(_plain(piece) for piece in inside)


def _plain(piece: Inline) -> str:
    match piece:
        case Text(text):
            return text
        case Span(_, inside) | Link(inside, _):
            return plain(inside)
        case Formula(tex):
            return tex
        case Break():
            return " "
        case _:
            return ""
