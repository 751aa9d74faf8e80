"""Pandoc's inline nodes -> the pieces of `blocks`, joined as a person would have typed them.

Word cuts text into runs wherever its author once stopped, so that one bold word can be three
spans; a translator shall see one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import quote, unquote

from lingotype.manuscript.blocks import (
    Block,
    Break,
    Formula,
    Inline,
    Link,
    Note,
    Picture,
    Remark,
    Span,
    Style,
    Text,
    plain,
)
from lingotype.manuscript.pandoc.nodes import Node, attributes, raw_text, text
from lingotype.manuscript.words import words

_STYLES = {
    "Emph": Style.EMPHASIS,
    "Strong": Style.STRONG,
    "Superscript": Style.SUPERSCRIPT,
    "Subscript": Style.SUBSCRIPT,
    "Underline": Style.UNDERLINE,
    "Strikeout": Style.STRIKEOUT,
    "SmallCaps": Style.SMALL_CAPS,
}
_PLAIN = frozenset({"Str", "Space", "SoftBreak"})
_JOINED_OVER_A_SPACE = frozenset({Style.EMPHASIS, Style.STRONG, Style.SMALL_CAPS})
_ORDER = {style: number for number, style in enumerate(Style)}
_ORDER |= {Style.STRONG: -1, Style.CODE: len(Style)}
"""Bold is outermost, code is innermost."""
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_WHITE = " \t\n\r"
_RUN_OF_WHITE = re.compile(r"[ \t\n\r]+")
_ADDRESS = re.compile(
    r"(?:https?|ftps?|mailto|tel|news|nntp|urn|doi|geo|irc|xmpp|sip):", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OWN_ADDRESS = frozenset({"¶", "#", "§", "🔗", "\uf0c1", ""})
"""What pages put behind a heading to link to it."""


@dataclass
class Reading:
    """What is known while a document is read, and what is noticed.

    anchors: names within the document -> the name of the heading they belong to.
    """

    path: str
    anchors: dict[str, str] = field(default_factory=dict)
    where: int = 0
    left_out: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    blocks_of: Callable[[Reading, list[Node]], tuple[Block, ...]] = lambda *_: ()

    def remark(self, rule: str, said: str, note: str) -> None:
        """Tell the editor of a decision."""
        self.remarks.append(Remark(self.path, self.where, rule, said, note))

    def leave_out(self, rule: str, said: str, note: str) -> None:
        """Keep words out of the text, and say so; without a word there is nothing to say."""
        said = _RUN_OF_WHITE.sub(" ", said).strip()
        if words(said):
            self.left_out.append(Remark(self.path, self.where, rule, said, note))


def inlines(reading: Reading, nodes: Iterable[Node]) -> tuple[Inline, ...]:
    """The pieces of a paragraph: none empty, no white space at either end."""
    return trimmed(pieces(reading, nodes))


def pieces(reading: Reading, nodes: Iterable[Node]) -> list[Inline]:
    """The same with the white space at the ends, as it stands within other pieces."""
    result: list[Inline] = []
    for plain_text, run in groupby(nodes, lambda node: node["t"] in _PLAIN):
        if plain_text:  # at once, for a long paragraph has thousands of them
            result.append(Text("".join(node.get("c", " ") for node in run)))
            continue
        for node in run:
            result.extend(_piece(reading, node))
    return joined(result)


def _piece(reading: Reading, node: Node) -> list[Inline]:
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind in _STYLES:
        return dressed(_STYLES[kind], pieces(reading, content))
    reader = _READERS.get(kind)
    if reader is None:
        said = text(node)
        reading.remark("unknown-markup", said.strip(), f"pandoc calls it {kind}; its text is kept")
        return [Text(said)]
    return reader(reading, content)


def _break(_: Reading, __: None) -> list[Inline]:
    return [Break()]


def _quoted(reading: Reading, content: list[Any]) -> list[Inline]:
    opening, closing = _QUOTES[content[0]["t"]]
    return [Text(opening), *pieces(reading, content[1]), Text(closing)]


def _code(_: Reading, content: list[Any]) -> list[Inline]:
    return dressed(Style.CODE, [Text(content[1])])


def _math(_: Reading, content: list[Any]) -> list[Inline]:
    tex = content[1].strip()
    return [Formula(tex)] if tex else []


def _raw(reading: Reading, content: list[Any]) -> list[Inline]:
    leave_raw(reading, content)
    return []


def leave_raw(reading: Reading, content: list[Any]) -> None:
    """Report what stands in another markup; of HTML, what is no tag."""
    kind, source = content
    if kind.startswith("html") and source.lstrip().startswith("<!--"):
        said = source.strip().removeprefix("<!--").removesuffix("-->").strip()
        reading.remark("comment", said, "a comment in the manuscript, not part of the text")
        return
    note = f"it is {kind} in the manuscript, which has no place in reStructuredText"
    reading.leave_out("raw-markup", raw_text(kind, source), note)


def _cite(reading: Reading, content: list[Any]) -> list[Inline]:
    return pieces(reading, content[1])


def _span(reading: Reading, content: list[Any]) -> list[Inline]:
    inside = pieces(reading, content[1])
    return dressed(Style.SMALL_CAPS, inside) if "smallcaps" in content[0][1] else inside


def _note(reading: Reading, content: list[Node]) -> list[Inline]:
    inside = reading.blocks_of(reading, content)
    return [Note(inside)] if inside else []


def _image(_: Reading, content: list[Any]) -> list[Inline]:
    _attributes, alt, (name, title) = content
    said = _RUN_OF_WHITE.sub(" ", text(alt)).strip() or str(title).strip()
    return [Picture(name, said)]


def _link(reading: Reading, content: list[Any]) -> list[Inline]:
    inside = pieces(reading, content[1])
    target = _target(reading, str(content[2][0]), inside)
    if not target:
        return inside
    return wrapped(lambda within: Link(within, target), inside)


def _target(reading: Reading, address: str, inside: Sequence[Inline]) -> str:
    """Where a link leads, or nothing if it shall be none."""
    address = address.strip()
    said = plain(inside).strip()
    if address.startswith("#"):
        return _internal(reading, address, said)
    if not address or not said:
        if address and inside:
            reading.remark("link-dropped", address, "the link of a picture; the picture stays")
        return ""
    if _SCHEME.match(address) and not _ADDRESS.match(address):
        reading.remark(
            "link-dropped", f"{said}: {address[:200]}", "no address for a book; text kept"
        )
        return ""
    if address.startswith("//"):
        address = f"https:{address}"
    if not _ADDRESS.match(address):
        reading.remark(
            "link-relative", f"{said}: {address}", "leads to a file beside the manuscript"
        )
    return _safe(address)


def _internal(reading: Reading, address: str, said: str) -> str:
    wanted = unquote(address[1:])
    ways = (address[1:], wanted, slug(wanted))
    name = next((reading.anchors[way] for way in ways if way in reading.anchors), "")
    if name:
        return f"#{name}" if said else ""
    if address[1:] not in ("", "top") and said:
        reading.remark("link-broken", f"{said}: {address}", "leads to no heading; text kept")
    return ""


def slug(name: str) -> str:
    """A name with nothing but its letters and digits, for programs differ in all else."""
    return f"\0{''.join(words(name)).lower()}"


def _safe(address: str) -> str:
    """An address without what would end it where it is written."""
    return re.sub(r"[\s<>`\\\x00-\x1f\x7f]", lambda found: quote(found[0], safe=""), address)


_READERS: dict[str, Callable[[Reading, Any], list[Inline]]] = {
    "LineBreak": _break,
    "Quoted": _quoted,
    "Code": _code,
    "Math": _math,
    "RawInline": _raw,
    "Cite": _cite,
    "Span": _span,
    "Note": _note,
    "Image": _image,
    "Link": _link,
}


def is_own_address(node: Node) -> bool:
    """Whether a piece of a heading is but the sign by which pages link to the heading."""
    if node["t"] != "Link":
        return False
    said = text(node["c"][1]).strip()
    near = str(node["c"][2][0]).startswith("#")
    return near and (
        said in _OWN_ADDRESS or ("headerlink" in attributes(node)[1] and not words(said))
    )


# --- joining ---------------------------------------------------------------------------------


def dressed(style: Style, inside: Sequence[Inline]) -> list[Inline]:
    """A span, without the spaces at its ends, and what cannot be dressed standing outside."""
    return wrapped(lambda within: _span_of(style, joined(within)), _undressed(style, inside))


def _span_of(style: Style, within: Sequence[Inline]) -> Span:
    """A span; of two around the same text it is settled which is the outer.

    With bold in italics and italics in bold, neighbours that look the same could not be joined.
    """
    match within:
        case [Span(other, inner)] if _ORDER[other] < _ORDER[style]:
            return Span(other, (_span_of(style, inner),))
        case _:
            return Span(style, tuple(within))


def _undressed(style: Style, inside: Sequence[Inline]) -> list[Inline]:
    """Bold within bold is bold."""
    result: list[Inline] = []
    for piece in inside:
        match piece:
            case Span(same, within) if same == style:
                result.extend(_undressed(style, within))
            case Span(other, within):
                result.append(Span(other, tuple(_undressed(style, within))))
            case Link(within, target):
                result.append(Link(tuple(_undressed(style, within)), target))
            case _:
                result.append(piece)
    return result


def wrapped(make: Callable[[tuple[Inline, ...]], Inline], inside: Sequence[Inline]) -> list[Inline]:
    """Each run of text within something; pictures, notes and spaces at the ends stay outside."""
    result: list[Inline] = []
    run: list[Inline] = []
    for piece in [*inside, None]:
        if piece is not None and not isinstance(piece, (Picture, Note)):
            run.append(piece)
            continue
        before, within, after = _ends(run)
        result += [*before, *([make(tuple(within))] if within else []), *after]
        run = []
        if piece is not None:
            result.append(piece)
    return result


def _ends(run: list[Inline]) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """White space before, the rest, white space after; breaks are white space."""
    before, rest = _front(run)
    after, rest = _front(_reversed(rest))
    return before, _reversed(rest), _reversed(after)


def _reversed(run: Iterable[Inline]) -> list[Inline]:
    return [Text(p.text[::-1]) if isinstance(p, Text) else p for p in reversed(list(run))]


def _front(run: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    white: list[Inline] = []
    for number, piece in enumerate(run):
        if isinstance(piece, Break):
            white.append(piece)
            continue
        if not isinstance(piece, Text):
            return white, run[number:]
        rest = piece.text.lstrip(_WHITE)
        if rest != piece.text:
            white.append(Text(" "))
        if rest:
            return white, [Text(rest), *run[number + 1 :]]
    return white, []


def joined(run: Iterable[Inline]) -> list[Inline]:
    """The pieces with neighbours of one kind made one, and white space made one space."""
    result: list[Inline] = []
    for piece in run:
        if isinstance(piece, Text):
            piece = Text(_RUN_OF_WHITE.sub(" ", piece.text))  # noqa: PLW2901
            if not piece.text:
                continue
        result.append(piece)
        while (one := _as_one(result)) is not None:
            result = one
    return result


def _as_one(run: list[Inline]) -> list[Inline] | None:
    """The run with its last two or three pieces made one; None if they stay apart."""
    for last in (2, 3):
        one = _one(run[-last:]) if len(run) >= last else None
        if one is not None:
            return [*run[:-last], *one]
    return None


def _one(pieces: list[Inline]) -> list[Inline] | None:
    one: list[Inline] | None = None
    match pieces:
        case [Text(first), Text(second)]:
            one = [Text(_RUN_OF_WHITE.sub(" ", first + second))]
        case [Span(style, first), Span(other, second)] if style == other:
            one = [Span(style, tuple(joined([*first, *second])))]
        case [Span(style, first), Text(" "), Span(other, second)] if (
            style == other and style in _JOINED_OVER_A_SPACE
        ):
            one = [Span(style, tuple(joined([*first, Text(" "), *second])))]
        case [Link(first, target), Link(second, other)] if target == other:
            one = [Link(tuple(joined([*first, *second])), target)]
        case [Break(), Text(said)] if said[0] in _WHITE:
            one = [Break(), *_some_text(said.lstrip(_WHITE))]
        case [Text(said), Break()] if said[-1] in _WHITE:
            one = [*_some_text(said.rstrip(_WHITE)), Break()]
        case [Text(before), Note() as note, Text(after)] if before.endswith(
            "["
        ) and after.startswith("]"):  # the brackets of a mark that was a number
            one = [*_some_text(before[:-1]), note, *_some_text(after[1:])]
    return one


def _some_text(said: str) -> list[Inline]:
    return [Text(said)] if said else []


def trimmed(run: list[Inline]) -> tuple[Inline, ...]:
    """Without white space and breaks at the ends."""
    return tuple(_ends(run)[1])
