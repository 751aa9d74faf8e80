"""The header of a catalogue after a contribution: whose it was last, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from lingotype.model.message import Message

_DATE = "PO-Revision-Date"
_TRANSLATOR = "Last-Translator"


def signed(header: Message, sent: Mapping[str, str], name: str, now: datetime) -> Message:
    """Our header with the contribution's date, if it is the later one, and its translator's name.

    sent: the fields of their header; all the others are ours. name: "" for nobody. now: a date
    behind it is one of a clock that is wrong, and not taken. The very object where nothing
    differs.
    """
    lines = []
    for line in header.msgstr.split("\n"):
        field, colon, value = line.partition(":")
        if colon and field.strip() == _TRANSLATOR:
            value = f" {name}"
        elif colon and field.strip() == _DATE:
            value = f" {_later(value.strip(), sent.get(_DATE, ''), now)}"
        lines.append(f"{field}{colon}{value}")
    msgstr = "\n".join(lines)
    return header if msgstr == header.msgstr else replace(header, msgstrs=(msgstr,))


def _later(ours: str, theirs: str, now: datetime) -> str:
    """The later of two dates, as it is written there."""
    we, they = _moment(ours), _moment(theirs)
    if they is None or they > now or (we is not None and we >= they):
        return ours
    return theirs


def _moment(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M%z")
    except ValueError:
        return None
