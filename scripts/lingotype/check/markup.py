"""A text as docutils reads it: its blocks, and the pieces of markup in their places.

What Sphinx would parse is parsed here by the same parser, but nothing is run: a role is a name
with its content, a directive only a name. Plain text, which most messages are, takes a shorter way
to the same result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from docutils import nodes, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, languages, states
from docutils.utils import Reporter

from lingotype.check.markup_blocks import LONG, begins_block, outline, unreadable
from lingotype.model.finding import Span

OBJECT = "\ufffc"
"""Stands in `Shape.plain` for what is no word of the language: a literal, an address, a mark."""

NOTHING = "\ufdd0"
"""Stands in `Shape.plain` for what readers do not see: asterisks, names of roles, targets."""


class Kind(Enum):
    """What a piece of markup is."""

    LITERAL = "literal"
    ROLE = "role"
    LINK = "link"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    CITATION = "citation"
    SUBSTITUTION = "substitution"
    ADDRESS = "address"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of markup. span: where it stands; shown: what readers see of it, "" where that is
    made elsewhere; inner: where `shown` stands.

    name: of a role. target: of a role, link or reference what it leads to ("" of an anonymous
    reference, which takes the next address of the document), of a footnote or citation its label,
    else the whole content. titled: whether `shown` is written beside a target.
    """

    kind: Kind
    span: Span
    target: str
    shown: str = ""
    name: str = ""
    inner: Span = (0, 0)
    titled: bool = False


@dataclass(frozen=True)
class Shape:
    """A text as it is read.

    blocks: the kinds of its blocks, in docutils' names; an ordinary text is one paragraph.
    complaints: what docutils says against its markup. plain: as long as `text`, with the markup
    taken out of sight (OBJECT, NOTHING).
    """

    text: str
    blocks: tuple[str, ...] = ("paragraph",)
    pieces: tuple[Piece, ...] = ()
    complaints: tuple[str, ...] = ()
    plain: str = field(default="", repr=False)

    @property
    def ordinary(self) -> bool:
        """Whether it is one paragraph, which is all that Sphinx publishes of a msgstr."""
        return self.blocks == ("paragraph",)


# Without these characters there is no inline markup; a colon only between a scheme and an address.
_SIGN = re.compile(r"[`*_|\\@\[\x00]|:(?!\s|\Z)")


@lru_cache(maxsize=20_000)
def shape(text: str) -> Shape:
    """Read a text as Sphinx would read it as a msgid or msgstr.

    One of several lines is a literal block, as Sphinx extracts it: nothing in it is markup.
    """
    if unreadable(text):
        return Shape(text, LONG, plain=text)
    lines = text.splitlines()
    if len(lines) == 1 and not begins_block(text):
        return _inline(text, ("paragraph",)) if _SIGN.search(text) else _markless(text)
    return _inline(text, outline(text))


def _markless(text: str) -> Shape:
    return Shape(text, plain=text)


def _inline(text: str, blocks: tuple[str, ...]) -> Shape:
    found, complaints = _parse(text.rstrip())  # as docutils strips its lines
    pieces = tuple(_pieces(text, found))
    return Shape(text, blocks, pieces, complaints, _plain(text, pieces))


# --- docutils' inline parser -------------------------------------------------------------------


def _interpreted(_: states.Inliner, rawsource: str, text: str, role: str, _lineno: int) -> Any:
    """In place of running the role: its name and content."""
    return [nodes.inline(rawsource, text, role=role or "")], []


# All in the class itself, since docutils fills in its patterns from there and not from a parent.
_Inliner = type(
    "_Inliner", (states.Inliner,), {**vars(states.Inliner), "interpreted": _interpreted}
)


class _Document(nodes.document):
    """A document that remembers nothing, so that one serves all texts."""

    def set_id(self, *_: Any, **__: Any) -> str:
        return "id"

    def _note(self, *_: Any, **__: Any) -> None:
        pass

    note_refname = note_footnote_ref = note_autofootnote_ref = note_symbol_footnote_ref = _note
    note_citation_ref = note_substitution_ref = note_indirect_target = _note
    note_implicit_target = note_explicit_target = _note


@lru_cache(maxsize=1)
def _memo() -> SimpleNamespace:
    """What docutils' inline parser asks its caller for."""
    settings = get_default_settings(Parser)
    reporter = Reporter("", report_level=5, halt_level=6, stream="")
    inliner = _Inliner()
    inliner.init_customizations(settings)
    language = languages.get_language("en", reporter)
    document = _Document(settings, reporter)
    return SimpleNamespace(document=document, language=language, reporter=reporter, inliner=inliner)


def _parse(text: str) -> tuple[list[nodes.Node], tuple[str, ...]]:
    """The inline nodes of a text, which together are the whole of it, and the complaints."""
    memo = _memo()
    found, messages = memo.inliner.parse(text, 0, memo, memo.document)
    return found, tuple(utils.unescape(_complaint(message)) for message in messages)


def _complaint(message: nodes.system_message) -> str:
    return message[0].astext() if len(message) else message.astext()


# --- pieces ------------------------------------------------------------------------------------

_CONTENT: dict[type[nodes.Element], tuple[Kind, int, int]] = {
    nodes.literal: (Kind.LITERAL, 2, 2),
    nodes.strong: (Kind.STRONG, 2, 2),
    nodes.emphasis: (Kind.EMPHASIS, 1, 1),
    nodes.target: (Kind.TARGET, 2, 1),
    nodes.footnote_reference: (Kind.FOOTNOTE, 1, 2),
    nodes.citation_reference: (Kind.CITATION, 1, 2),
}
"""Kinds of which everything stands between two marks, of so many characters."""

_SHOWN = frozenset({Kind.STRONG, Kind.EMPHASIS, Kind.TARGET})

_WITH_ADDRESS = re.compile(r"(.+?)\s+<([^<>]*|[^<]*\\>)>\Z", re.DOTALL)
"""As docutils divides a link: not without the space."""

_TITLED = re.compile(r"(.+?)\s*(?<!\\)<([^<]*?)>\Z", re.DOTALL)
"""As Sphinx divides the content of a role, ``shown <target>``."""

SPEAKING = frozenset(
    {"", "term", "abbr", "dfn", "guilabel", "menuselection", "emphasis", "strong", "sub", "sup",
     "subscript", "superscript", "title-reference", "title", "t", "index"}
)  # fmt: skip
"""Roles whose content is words of the language, where no target stands beside it."""


def _pieces(text: str, found: Iterable[nodes.Node]) -> Iterator[Piece]:
    at = 0
    for node in found:
        if isinstance(node, nodes.Text):
            at += len(node)  # its escapes are still as long as they were written
        elif isinstance(node, nodes.Element) and not _beside_a_link(node):
            end = at + len(node.rawsource)
            if not isinstance(node, nodes.problematic):
                yield _piece(node, text[at:end], at)
            at = end


def _beside_a_link(node: nodes.Node) -> bool:
    """Whether it is the target that docutils makes of a link's address, besides the link."""
    return isinstance(node, nodes.target) and not node.rawsource.startswith("_`")


def _piece(node: nodes.Element, written: str, at: int) -> Piece:
    span = (at, at + len(written))
    if isinstance(node, nodes.inline):
        return _role(node["role"], written, span)
    if written.startswith("|"):  # it may be a reference too
        return Piece(Kind.SUBSTITUTION, span, written.rstrip("_")[1:-1])
    if isinstance(node, nodes.reference):
        return _reference(node, written, span)
    kind, opening, closing = _CONTENT[type(node)]
    inner = (at + opening, span[1] - closing)
    content = written[opening : len(written) - closing]
    return Piece(kind, span, content, content if kind in _SHOWN else "", inner=inner)


def _reference(node: nodes.reference, written: str, span: Span) -> Piece:
    start, anonymous = span[0], node.get("anonymous")
    if written.startswith("`"):
        inside = written[1:].rstrip("_")[:-1]
        titled = _WITH_ADDRESS.match(inside)
        if titled:
            inner = (start + 1, start + 1 + len(titled[1]))
            return Piece(Kind.LINK, span, titled[2], titled[1], inner=inner, titled=True)
        inner = (start + 1, start + 1 + len(inside))
        if inside.startswith("<") and inside.endswith(">"):
            return Piece(Kind.LINK, span, inside[1:-1])
        return Piece(Kind.REFERENCE, span, "" if anonymous else inside, inside, inner=inner)
    if "refuri" in node:
        return Piece(Kind.ADDRESS, span, node["refuri"])
    name = written.rstrip("_")
    inner = (start, start + len(name))
    return Piece(Kind.REFERENCE, span, "" if anonymous else name, name, inner=inner)


def _role(name: str, written: str, span: Span) -> Piece:
    opening = written.index("`") + 1
    inside = written[opening : written.rindex("`")]
    start = span[0] + opening
    titled = _TITLED.match(inside)
    if titled:
        inner = (start, start + len(titled[1]))
        return Piece(Kind.ROLE, span, titled[2], titled[1], name, inner, titled=True)
    if name.rpartition(":")[2] in SPEAKING:
        return Piece(Kind.ROLE, span, inside, inside, name, (start, start + len(inside)))
    return Piece(Kind.ROLE, span, inside, "", name)


_ESCAPE = re.compile(r"\\(?:\s|(?=.)|\Z)", re.DOTALL)


def _plain(text: str, pieces: Sequence[Piece]) -> str:
    """The text with its markup taken out of sight, character for character."""
    made: list[str] = []
    at = 0
    for piece in pieces:
        start, end = piece.span
        made.append(_unescaped(text[at:start]))
        made.append(_seen(text, piece))
        at = end
    made.append(_unescaped(text[at:]))
    return "".join(made)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: NOTHING * len(found[0]), text)


def _seen(text: str, piece: Piece) -> str:
    start, end = piece.span
    if not piece.shown:
        return OBJECT * (end - start)
    first, last = piece.inner
    return NOTHING * (first - start) + _unescaped(text[first:last]) + NOTHING * (end - last)
