r"""Inline pieces of a manuscript as reStructuredText.

reStructuredText cannot nest inline markup, so of nested spans the first that can be shown is
kept; what cannot be shown at all stays as plain text and is remembered, for the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from lingotype.manuscript.blocks import (
    Break,
    Formula,
    Inline,
    Link,
    Note,
    Picture,
    Span,
    Style,
    Text,
    plain,
)
from lingotype.manuscript.rst import escape
from lingotype.manuscript.rst.fill import HARD
from lingotype.manuscript.words import collapsed

_MARKS = {Style.EMPHASIS: "*", Style.STRONG: "**"}
_ROLES = {Style.SUPERSCRIPT: "sup", Style.SUBSCRIPT: "sub"}
_SHOWN = {*_MARKS, *_ROLES, Style.CODE}

# What may stand beside markup without a backslash between, of what docutils allows.
_BEFORE = frozenset(" ([{“‘«—–-/")
_AFTER = frozenset(" .,;:!?)]}’”»—–-/")

_ADDRESS = re.compile(r"https?://[\w.-]+(?:/[\w./~%-]*)?(?<![._])$", re.ASCII)


@dataclass
class Apparatus:
    """What a chapter's text refers to and is written apart from it.

    labels: by the name of a heading, the label that :ref: takes. notes, pictures: in order;
    plainer: what could not be shown, and how often.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    plainer: Counter[str] = field(default_factory=Counter)


def render(inside: Sequence[Inline], apparatus: Apparatus) -> str:
    """One line of reStructuredText, its white space collapsed; no piece of it is a Break."""
    return _Line(apparatus).render(inside)


class _Line:
    """A line that grows: text, and pieces of markup kept apart from what stands beside them."""

    def __init__(self, apparatus: Apparatus) -> None:
        self.apparatus = apparatus
        self.done = ""
        self.after_markup = False

    def render(self, inside: Sequence[Inline]) -> str:
        for piece in _joined(inside):
            self._add(piece)
        return self.done.strip()

    def _add(self, piece: Inline) -> None:
        match piece:
            case Text(text):
                self._text(collapsed(text))
            case Break():
                self._text(" ")
            case Span():
                self._span(piece)
            case Link():
                self._link(piece)
            case Formula(tex):
                self._formula(collapsed(tex).strip())
            case Picture():
                self._picture(piece)
            case Note():
                self.apparatus.notes.append(piece)
                self._markup(f"[#f{len(self.apparatus.notes)}]_", "")

    def _text(self, text: str) -> None:
        if self.done.endswith(" ") or not self.done:
            text = text.lstrip(" ")
        if not text:
            return
        # `:x:` would be the role of interpreted text before it.
        if self.after_markup and (text[0] not in _AFTER or re.match(r":\S", text)):
            self.done += "\\ "
        self.done += escape.inline(text)
        self.after_markup = False

    def _markup(self, markup: str, content: str) -> None:
        """Add a piece of markup. content: what it shows, of which the first letter counts."""
        near = self.done[-1:]
        # `("*"` and the like: an opening mark must not be followed by its closing one.
        alone = not near or near == " " or (near in _BEFORE and content[:1].isalnum())
        if not alone or self.after_markup or self.done.endswith("\\ "):
            self.done += "" if self.done.endswith("\\ ") else "\\ "
        self.done += markup
        self.after_markup = True

    def _dressed(self, text: str, before: str, after: str, *, hard: bool = False) -> None:
        """Text between two marks; its outer spaces stand outside."""
        bare = text.strip()
        if not bare:
            self._text(" " if text else "")
            return
        if text[0].isspace():
            self._text(" ")
        escaped = escape.inline(bare, inside=True)
        shown = escaped.replace(" ", HARD) if hard else escaped
        self._markup(f"{before}{shown}{after}", bare)
        if text[-1].isspace():
            self._text(" ")

    def _span(self, span: Span) -> None:
        if span.style not in _SHOWN:
            self.apparatus.plainer[f"{span.style} is plain text"] += 1
            for piece in _joined(span.inside):
                self._add(piece)
            return
        for run, dressed in _runs(span.inside):
            if not dressed:
                self._add(run[0])
                continue
            if any(isinstance(piece, Span) for piece in run):
                self.apparatus.plainer[f"nested {span.style} is shown once"] += 1
            self._styled(span.style, collapsed(plain(run)))

    def _styled(self, style: Style, text: str) -> None:
        if style in _MARKS:
            self._dressed(text, _MARKS[style], _MARKS[style])
        elif style in _ROLES:
            self._dressed(text, f":{_ROLES[style]}:`", "`", hard=True)
        elif re.search(r"[`\\]", text):
            self._dressed(text, ":literal:`", "`", hard=True)
        elif bare := text.strip():
            self._markup(f"``{bare.replace(' ', HARD)}``", bare)

    def _link(self, link: Link) -> None:
        shown = collapsed(plain(link.inside))
        apart = [piece for piece in link.inside if isinstance(piece, Note | Picture)]
        label = self.apparatus.labels.get(link.target.removeprefix("#"), "")
        if link.target.startswith("#") and not label:
            self.apparatus.plainer["a link to no heading is plain text"] += 1
            for piece in _joined(link.inside):
                self._add(piece)
            return
        if label:
            self._dressed(shown, ":ref:`", f"{HARD}<{label}>`")
        elif shown.strip() == link.target and _ADDRESS.match(link.target):
            self._text(shown)
        else:
            self._dressed(shown, "`", f"{HARD}<{address(link.target)}>`__")
        for piece in apart:
            self._add(piece)

    def _formula(self, tex: str) -> None:
        if tex and "`" not in tex and not tex.endswith("\\"):
            self._markup(f":math:`{tex.replace(' ', HARD)}`", tex)
        elif tex:
            self._styled(Style.CODE, tex)

    def _picture(self, picture: Picture) -> None:
        if picture not in self.apparatus.pictures:
            self.apparatus.pictures.append(picture)
        self._markup(f"|picture{self.apparatus.pictures.index(picture) + 1}|", "p")


def address(target: str) -> str:
    """A link's target between angle brackets: no character of it is markup."""
    kept = quote(collapsed(target).strip(), safe="!#$%&'()*+,-./:;=?@[]_~", encoding="utf-8")
    return kept[:-1] + "\\_" if kept.endswith("_") else kept.replace("*", "%2A")


def _joined(inside: Sequence[Inline]) -> list[Inline]:
    """Neighbouring texts as one, so that what is escaped is judged with what follows it."""
    made: list[Inline] = []
    for piece in inside:
        if isinstance(piece, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text(made[-1].text + piece.text)
        else:
            made.append(piece)
    return made


def _runs(inside: Sequence[Inline]) -> list[tuple[list[Inline], bool]]:
    """The pieces of a span: runs that are dressed together, and what stands undressed between.

    Notes, pictures, links and formulas cannot stand within other markup.
    """
    made: list[tuple[list[Inline], bool]] = []
    for piece in _joined(inside):
        dressed = isinstance(piece, Text | Break) or (isinstance(piece, Span) and _only_text(piece))
        if dressed and made and made[-1][1]:
            made[-1][0].append(piece)
        else:
            made.append(([piece], dressed))
    return made


def _only_text(span: Span) -> bool:
    return all(
        isinstance(piece, Text | Break) or (isinstance(piece, Span) and _only_text(piece))
        for piece in span.inside
    )
