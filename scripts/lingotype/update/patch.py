"""Making in a msgstr the changes that the pieces of its msgid went through.

A role, literal, link, address or number that was exchanged for another of its kind in the text
is exchanged in the translation too, where it is plain which one that is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from lingotype.update.markup import DRESS, Kind, Piece, pieces
from lingotype.update.wording import bare

MOST_PIECES = 60
"""A text with more of them is left to the translator."""

Change = tuple[Piece, Piece]
_DRESSED = {Kind.STRONG: "**{}**", Kind.EMPHASIS: "*{}*", Kind.LITERAL: "``{}``"}


def patched(old: str, new: str, msgstr: str) -> str:
    """`msgstr`, a translation of `old`, with the pieces that are others in `new`.

    Only pieces that stand once in `old` and once in `msgstr` are exchanged; all else stays.
    """
    before, after = pieces(old), pieces(new)
    changes = _exchanged(before, after)
    if not changes:
        return msgstr
    here = pieces(msgstr)
    counts = Counter(piece.written for piece in before)
    edits = [
        edit
        for was, now in changes
        if counts[was.written] == 1 and (edit := _edit(was, now, here)) is not None
    ]
    return _edited(msgstr, edits)


def redressed(old: str, new: str, msgstr: str) -> str | None:
    """`msgstr` with the markup of `new`, where that alone differs from `old`; else None.

    The words that readers see are the same in both wordings; each change of markup must have
    one place in the msgstr, and in the end the msgstr must have just the markup of `new`.
    """
    before, after = _dress(old), _dress(new)
    if [p.written for p in before] == [p.written for p in after]:
        return None
    here = _dress(msgstr)
    if _undressed(old, before) != _undressed(new, after):
        return None
    if _senses(before) != _senses(here):
        return None
    edits = list(_redressing(before, after, here, msgstr))
    if not edits or None in edits:
        return None
    made = _edited(msgstr, [edit for edit in edits if edit])
    return made if _senses(_dress(made)) == _senses(after) else None


def _dress(text: str) -> list[Piece]:
    return [piece for piece in pieces(text) if piece.kind in DRESS]


def _senses(found: Iterable[Piece]) -> Counter[tuple[Kind, str, str]]:
    return Counter(piece.sense for piece in found)


def _undressed(text: str, found: Iterable[Piece]) -> str:
    """What readers see of a text: markup taken off, its form made one."""
    edits = [(p.start, p.end, p.shown.removesuffix("()")) for p in found]
    return bare(_edited(text, edits))


def _exchanged(before: list[Piece], after: list[Piece]) -> list[Change]:
    """The pieces that stand in the place of others, of the same kind."""
    return [
        (was, now)
        for tag, a, b, c, d in _steps(before, after)
        if tag == "replace" and b - a == d - c
        for was, now in zip(before[a:b], after[c:d], strict=True)
        if was.kind is now.kind
    ]


def _steps(before: list[Piece], after: list[Piece]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list of pieces becomes the other (see difflib); nothing of very long ones.

    The time that it takes may grow with the cube of their number.
    """
    if max(len(before), len(after)) > MOST_PIECES:
        return []
    ours, theirs = [p.written for p in before], [p.written for p in after]
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


Edit = tuple[int, int, str]


def _edit(was: Piece, now: Piece, here: list[Piece]) -> Edit | None:
    """The place of `was` in a msgstr and what stands there now; None if it is not just one."""
    same = [p for p in here if p.kind is was.kind and p.written == was.written]
    if len(same) == 1:
        return (same[0].start, same[0].end, now.written)
    same = [p for p in here if p.sense == was.sense]
    if was.kind in (Kind.ROLE, Kind.LINK) and len(same) == 1 and same[0].titled:
        return _retargeted(same[0], was, now)
    return None


def _retargeted(piece: Piece, was: Piece, now: Piece) -> Edit | None:
    """A piece with a title in the translator's words keeps it and leads elsewhere."""
    if was.name == now.name and was.target == now.target:
        return None  # only the title changed, which is for the translator
    end = piece.written.rindex("<")
    written = f"{piece.written[:end]}<{now.target}>{piece.written[piece.written.rindex('>') + 1 :]}"
    if now.name != was.name:
        written = written.replace(f":{was.name}:", f":{now.name}:", 1)
    return (piece.start, piece.end, written)


def _redressing(
    before: list[Piece], after: list[Piece], here: list[Piece], msgstr: str
) -> Iterator[Edit | None]:
    """The edit for each change of markup; None for one that has no one place."""
    for tag, a, b, c, d in _steps(before, after):
        if tag == "replace" and b - a == d - c:
            for was, now in zip(before[a:b], after[c:d], strict=True):
                yield _replaced(was, now, before, here)
        elif tag in ("delete", "replace", "insert"):
            yield from (_undone(was, before, here) for was in before[a:b])
            yield from (_put_on(now, msgstr) for now in after[c:d])


def _counterpart(was: Piece, before: list[Piece], here: list[Piece]) -> Piece | None:
    """The one piece of a msgstr that stands for a piece of its msgid."""
    if sum(p.sense == was.sense for p in before) != 1:
        return None
    found = [p for p in here if p.sense == was.sense]
    return found[0] if len(found) == 1 else None


def _replaced(was: Piece, now: Piece, before: list[Piece], here: list[Piece]) -> Edit | None:
    piece = _counterpart(was, before, here)
    if piece is None:
        return None
    if now.kind in _DRESSED and (was.kind in _DRESSED or not piece.titled):
        return (piece.start, piece.end, _DRESSED[now.kind].format(piece.shown))
    if piece.titled and now.titled and was.kind is now.kind:
        return _retargeted(piece, was, now)
    if piece.titled or piece.shown != was.shown:
        return None
    return (piece.start, piece.end, now.written)


def _undone(was: Piece, before: list[Piece], here: list[Piece]) -> Edit | None:
    piece = _counterpart(was, before, here)
    return (piece.start, piece.end, piece.shown) if piece and piece.shown else None


def _put_on(now: Piece, msgstr: str) -> Edit | None:
    """Markup on a word that the msgstr holds as it stands in the text, once."""
    if not now.shown:
        return None
    found = list(re.finditer(rf"(?<![\w`*]){re.escape(now.shown)}(?![\w`*])", msgstr))
    return (found[0].start(), found[0].end(), now.written) if len(found) == 1 else None


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its places replaced; none may overlap another."""
    made, end = [], 0
    for start, stop, written in sorted(edits):
        if start < end:
            continue
        made += [text[end:start], written]
        end = stop
    return "".join([*made, text[end:]])
