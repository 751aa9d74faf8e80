"""The header of two catalogues made into one, field by field.

A field that both sides changed is ours. Of two dates it is the later one, and the last
translator is the one who belongs to it. Only what decides how the file is understood, the
plural forms and the charset, can be in conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lingotype.model.message import Message
from lingotype.update.merge import weave
from lingotype.update.merge.weave import three_way

REVISED = "PO-Revision-Date"
TRANSLATOR = "Last-Translator"

_DATES = (REVISED, "POT-Creation-Date")
_NEVER = datetime.min.replace(tzinfo=UTC)

_Fields = Mapping[str, str]
"""The lines of a header by the names of their fields; a line that is no field by itself."""


@dataclass(frozen=True)
class MergedHeader:
    """header: None if there is none; conflicts: each as a sentence without its end."""

    header: Message | None
    conflicts: tuple[str, ...] = ()


def merged_header(
    base: Message | None, ours: Message | None, theirs: Message | None
) -> MergedHeader:
    """Merge headers; the result is the very object of a side where nothing differs from it."""
    if ours is None or theirs is None:
        return MergedHeader(_one_header(base, ours, theirs))
    before, we, they = (_fields(header) for header in (base, ours, theirs))
    result = replace(
        ours,
        msgstrs=(_text(base, ours, theirs),),
        flags=weave.items(base.flags if base else (), ours.flags, theirs.flags),
        references=three_way(base.references if base else None, ours.references, theirs.references),
        # Credits of translators: whoever is named on either side stays named.
        translator_comments=weave.items(
            base.translator_comments if base else (),
            ours.translator_comments,
            theirs.translator_comments,
        ),
        extracted_comments=three_way(
            base.extracted_comments if base else None,
            ours.extracted_comments,
            theirs.extracted_comments,
        ),
    )
    header = next((side for side in (ours, theirs) if side == result), result)
    return MergedHeader(header, tuple(_conflicts(before, we, they)))


def _one_header(
    base: Message | None, ours: Message | None, theirs: Message | None
) -> Message | None:
    """Where a side has no header: gone if the other left it as it was, else the other's."""
    there = ours or theirs
    return None if there == base else there


def _lines(header: Message) -> list[str]:
    return [line for line in header.msgstr.split("\n") if line]


def _name(line: str) -> str:
    name, colon, _ = line.partition(":")
    return name.strip() if colon else line


def _fields(header: Message | None) -> dict[str, str]:
    return {_name(line): line for line in _lines(header)} if header else {}


def _text(base: Message | None, ours: Message, theirs: Message) -> str:
    """The msgstr of the merged header; as a side has it, to the byte, if the fields are its."""
    before, we, they = (_fields(header) for header in (base, ours, theirs))
    if len(we) < len(_lines(ours)) or len(they) < len(_lines(theirs)):
        # A field that stands twice: which one holds is not for us to say.
        return three_way(base.msgstr if base else None, ours.msgstr, theirs.msgstr)
    merged = _merged(before, we, they)
    for side, fields in ((ours, we), (theirs, they)):
        if list(fields.items()) == list(merged.items()):
            return side.msgstr
    return "".join(f"{line}\n" for line in merged.values())


def _merged(base: _Fields, ours: _Fields, theirs: _Fields) -> dict[str, str]:
    values = {name: _field(name, base, ours, theirs) for name in (*ours, *theirs)}
    if ours.get(REVISED) != theirs.get(REVISED):
        reviser = ours if ours.get(REVISED) == values.get(REVISED) else theirs
        values[TRANSLATOR] = reviser.get(TRANSLATOR)
    merged = {name: line for name, line in values.items() if line is not None}
    first, second = (theirs, ours) if [*ours] == [*base] else (ours, theirs)
    return {name: merged[name] for name in weave.woven([*first], [*second], merged)}


def _field(name: str, base: _Fields, ours: _Fields, theirs: _Fields) -> str | None:
    """The line of one field; None if it is gone."""
    was, we, they = (fields.get(name) for fields in (base, ours, theirs))
    if they in (was, we):
        return we
    if we in (was, None):
        return they
    if they is not None and name in _DATES:
        return max(we, they, key=_moment)
    return we


def _moment(line: str | None) -> datetime:
    """When a date was; the placeholder of templates, and what is no date, was never."""
    _, _, value = (line or "").partition(":")
    try:
        return datetime.strptime(value.strip(), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return _NEVER


def _conflicts(base: _Fields, ours: _Fields, theirs: _Fields) -> Iterator[str]:
    for name, sense in (("Plural-Forms", _without_spaces), ("Content-Type", _charset)):
        was, we, they = (sense(fields.get(name, "")) for fields in (base, ours, theirs))
        if we and they and len({was, we, they}) == 3:
            other = theirs[name].partition(":")[2].strip()
            yield f"{name} was changed on both sides; the other side has {other!r}"


def _without_spaces(line: str) -> str:
    return "".join(line.split()).rstrip(";")


def _charset(line: str) -> str:
    found = re.search(r"charset=([^\s;]+)", line)
    return found[1].lower() if found else ""
