"""Wrong typography: found, with a proposal; mended only on request.

A rule is a small function that takes a run of text and yields slips. What a slip proposes is
punctuation and spaces only, so mending loses no word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lingotype.manuscript import walk
from lingotype.manuscript.blocks import (
    Break,
    Formula,
    Inline,
    Link,
    Manuscript,
    Picture,
    Span,
    Style,
    Text,
)
from lingotype.manuscript.walk import Run
from lingotype.model.language import Language
from lingotype.model.quotation import Marks, marks

AROUND = 14
"""Characters of context that a report shows on either side."""

_OTHER = "\ufffc"
_OPENERS = frozenset("([{—–-/‘“„«¿¡")
_CLOSERS = frozenset(".,;:!?)]}—–-/…’”“»")
_SPACED = ("«", "»")
"""Marks that French has spaces within, and those spaces."""
_INNER_SPACE = re.compile(r"(?:(?<=\A«)|(?<=[\s([’'—–-]«))\s|\s(?=»(?:\W|\Z))")
_HUGGING = ("es", "ca", "gl", "eu")
"""Where a dash hugs what it sets apart: `—Pase —dijo—. Hay café.`"""


@dataclass(frozen=True)
class Edit:
    """Characters of a run, from start to end, and what should stand in their place."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Slip:
    """Something wrong in a run. at: its first character; edits: none if a person must decide."""

    rule: str
    at: int
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Found:
    """A slip as a report shows it. found, proposal: the place, before and after."""

    path: str
    where: int
    rule: str
    found: str
    proposal: str
    mended: bool = False


@dataclass(frozen=True)
class House:
    """How this manuscript is set: its marks, and whether its dashes stand between spaces."""

    language: Language
    marks: Marks
    spaced: bool

    @property
    def primary(self) -> str:
        """The language without its region."""
        return self.language.tag.partition("-")[0]


Rule = Callable[[str, House], Iterator[Slip]]


def review(
    manuscript: Manuscript, language: Language, *, mend: bool
) -> tuple[Manuscript, list[Found]]:
    """What is wrong, in the order of the text; and the manuscript, mended if asked for."""
    house = _house(manuscript, language)
    found: list[Found] = []
    following = iter([*_openings(manuscript), False])
    next(following, None)

    def change(run: Run, where: int) -> Run:
        flow = _flow(run)
        goes_on = next(following, False) and flow.lstrip().startswith(house.marks.opening)
        slips = [slip for rule in RULES for slip in rule(flow, house)]
        slips = [s for s in slips if not (goes_on and s.rule == "unpaired-quote" and not s.edits)]
        for slip in sorted(slips, key=lambda slip: slip.at):
            line = where + flow.count("\n", 0, slip.at) if manuscript.unit == "line" else where
            found.append(_found(manuscript.path, line, flow, slip, mended=mend))
        edits = [edit for slip in slips for edit in slip.edits]
        return _edited(run, edits) if mend and edits else run

    title = change(manuscript.title, 1) if manuscript.title else ()
    blocks = walk.rewritten(manuscript.blocks, change)
    return replace(manuscript, title=title, blocks=blocks), found


def _openings(manuscript: Manuscript) -> list[bool]:
    """For each run, in the order of `review`, whether it begins with a quotation mark.

    A quotation of several paragraphs opens at each of them and closes at the last.
    """
    runs = [*([manuscript.title] if manuscript.title else []), *walk.runs(manuscript.blocks)]
    return [_flow(run).lstrip()[:1] in '“„«”"' for run in runs]


def _house(manuscript: Manuscript, language: Language) -> House:
    text = "\n".join(map(_flow, walk.runs(manuscript.blocks)))
    closed, spaced = len(re.findall(r"\w—\w", text)), len(re.findall(r"\w — \w", text))
    return House(language, marks(language), spaced > closed)


# --- rules ---------------------------------------------------------------------------------


def quotes(flow: str, house: House) -> Iterator[Slip]:
    """A quotation mark that looks the wrong way, lacks its pair, or has its space inside.

    Bad:  free from the ”leading role” of  -> “leading role”
    Bad:  the “reform ”wing                -> “reform” wing
    Bad:  a “free market’ and              -> “free market” and
    """
    opening, closing = house.marks.opening, house.marks.closing
    if opening == closing:
        if flow.count(opening) % 2:
            yield Slip("unpaired-quote", flow.rindex(opening))
        return
    opened: list[int] = []
    if house.primary == "fr" and (opening, closing) == _SPACED:
        flow = _INNER_SPACE.sub(_OTHER, flow)
    for found in re.finditer(f"[{opening}{closing}]", flow):
        yield from _quote(flow, found.start(), house.marks, opened)
    for at in opened:
        yield _unclosed(flow, at, house.marks)


def _quote(flow: str, at: int, marks: Marks, opened: list[int]) -> Iterator[Slip]:
    """Judge one mark by what stands beside it and what is open; keep `opened`."""
    before, after = flow[at - 1 : at] or " ", flow[at + 1 : at + 2] or " "
    opens = (before.isspace() or before in _OPENERS) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _CLOSERS)
    is_opening = flow[at] == marks.opening
    if not is_opening and opens and not closes and not opened:
        yield Slip("quote-direction", at, (Edit(at, at + 1, marks.opening),))
        is_opening = True
    elif not is_opening and before.isspace() and opened:
        edits = (Edit(at - 1, at, ""), *((Edit(at + 1, at + 1, " "),) if after.isalnum() else ()))
        yield Slip("quote-space", at, edits)
    elif is_opening and closes and not opens and opened:
        yield Slip("quote-direction", at, (Edit(at, at + 1, marks.closing),))
        is_opening = False
    elif is_opening and after.isspace() and at + 1 < len(flow):
        gap = () if before.isspace() or before in _OPENERS else (Edit(at, at, " "),)
        yield Slip("quote-space", at, (*gap, Edit(at + 1, at + 2, "")))
    if is_opening:
        opened.append(at)
    elif opened:
        opened.pop()
    else:
        yield Slip("unpaired-quote", at)


def _unclosed(flow: str, at: int, marks: Marks) -> Slip:
    """An opening mark alone: perhaps an inner mark closes what it opened."""
    inner = re.compile(rf"(?<=[\w.,!?]){marks.inner_closing}(?=[\s.,;:!?)—–-]|$)")
    near = inner.search(flow, at)
    if (
        near
        and len(flow[at : near.start()].split()) <= 6
        and marks.inner_opening not in flow[at : near.start()]
    ):
        return Slip("unpaired-quote", at, (Edit(near.start(), near.end(), marks.closing),))
    return Slip("unpaired-quote", at)


def apostrophes(flow: str, house: House) -> Iterator[Slip]:
    """An opening single mark where an apostrophe belongs.

    Bad:  the workers‘s council  -> workers’s
    """
    if house.marks.inner_closing == "’":
        for found in re.finditer(r"(?<=[^\W\d_])‘(?=[^\W\d_])", flow):
            yield Slip("apostrophe", found.start(), (Edit(*found.span(), "’"),))


def dashes(flow: str, house: House) -> Iterator[Slip]:
    """A dash that is glued on one side only; which is right, the rest of the text tells.

    Bad:  as the stick —to prevent  -> stick—to (or stick — to)
    """
    for found in re.finditer(r"(?<=[^\s—–])(?:(\s)([—–])(?=\w)|(?<=\w)([—–])(\s)(?=\S))", flow):
        dash = found[2] or found[3]
        if dash == "—" and house.primary in _HUGGING:
            continue
        between = re.fullmatch(r"\d", flow[found.start() - 1]) and flow[found.end()].isdigit()
        spaced = house.spaced if dash == "—" else not between
        yield Slip("dash", found.start(), (Edit(*found.span(), f" {dash} " if spaced else dash),))


def spaces_before_marks(flow: str, house: House) -> Iterator[Slip]:
    """A space before a full stop or a comma; before ; : ! ? too, where that is not the custom.

    Bad:  to the masses .  -> masses.
    """
    which = ",." if house.primary == "fr" else ",.;:!?"
    for found in re.finditer(rf"(?<=[\w”’»)])[ \t\n]+(?=[{which}](?:\s|$))", flow):
        yield Slip("space-before-mark", found.start(), (Edit(*found.span(), ""),))


RULES: tuple[Rule, ...] = (quotes, apostrophes, dashes, spaces_before_marks)

# --- runs ----------------------------------------------------------------------------------


def _flow(run: Sequence[Inline]) -> str:
    """The characters of a run; what is not prose is as long, and no letter."""
    return "".join(_characters(piece) for piece in run)


def _characters(piece: Inline) -> str:
    match piece:
        case Text(text):
            return text
        case Span(style, inside):
            flow = _flow(inside)
            return _OTHER * len(flow) if style is Style.CODE else flow
        case Link(inside, _):
            return _flow(inside)
        case Break():
            return "\n"
        case Picture() | Formula():
            return _OTHER
        case _:
            return ""


def _edited(run: Run, edits: Sequence[Edit]) -> Run:
    """The run with its edits, each made in the text that its first character stands in."""
    pieces, _ = _pieces(run, sorted(edits, key=lambda edit: edit.start), 0)
    return pieces


def _pieces(run: Run, edits: Sequence[Edit], begin: int) -> tuple[Run, int]:
    made: list[Inline] = []
    for piece in run:
        end = begin + len(_characters(piece))
        if isinstance(piece, Text):
            made.append(Text(_cut(piece.text, edits, begin)))
        elif isinstance(piece, Link) or (isinstance(piece, Span) and piece.style is not Style.CODE):
            made.append(replace(piece, inside=_pieces(piece.inside, edits, begin)[0]))
        else:
            made.append(piece)
        begin = end
    return tuple(made), begin


def _cut(text: str, edits: Sequence[Edit], begin: int) -> str:
    """A text with those edits that lie within it."""
    for edit in reversed(edits):
        start, end = edit.start - begin, edit.end - begin
        if start >= 0 and end <= len(text) and (start < len(text) or start == end):
            text = text[:start] + edit.new + text[end:]
    return text


def _found(path: str, where: int, flow: str, slip: Slip, *, mended: bool) -> Found:
    """A slip with what stands around it."""
    begin, end = _around(flow, slip)
    part = flow[begin:end]
    inside = sorted(slip.edits, key=lambda edit: edit.start)
    after = _cut(part, inside, begin) if slip.edits else ""
    before, after = " ".join(part.split()), " ".join(after.split())
    return Found(path, where, slip.rule, before, after, mended and bool(slip.edits))


def _around(flow: str, slip: Slip) -> tuple[int, int]:
    """Where an excerpt begins and ends: some whole words, or what there is of a long one."""
    first = min([slip.at, *(edit.start for edit in slip.edits)])
    last = max([slip.at + 1, *(edit.end for edit in slip.edits)])
    begin, end = max(0, first - AROUND), min(len(flow), last + AROUND)
    if begin and (gap := re.search(r"\s", flow[begin - 1 : first - 1])):
        begin += gap.start()
    if end < len(flow) and (gaps := list(re.finditer(r"\s", flow[last + 1 : end + 1]))):
        end = last + 1 + gaps[-1].start()
    return begin, end
