"""The text of a PO file as messages, each with the very lines it was read from.

A pattern reads messages in the shape that all tools write; what it does not match, and every
error, is left to the scanner of `po_scan`. Both give the same; the pattern is for speed.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from lingotype.formats.po_scan import (
    CONTEXT_SEPARATOR,
    ESCAPED,
    Remarks,
    Scanner,
    flags_of,
    remarks,
)
from lingotype.model.message import Message, Previous


def _strings(mark: str) -> str:
    """The lines of a string after its keyword: all that begin with a quote, as they are.

    Possessive, since a line is taken whole or not at all; `_value` looks at how they end.
    """
    return rf'("[^\n]*+\n(?:{mark}"[^\n]*+\n)*+)'


_USUAL_COMMENTS = r"(?:#: ([^ \t\r\n\u2068]+)\n)?(?:(#,[^\n]+)\n)?(?!#(?![~|]))"
"""One reference and one line of flags, or nothing."""


def _message(now: str, before: str) -> re.Pattern[str]:
    """A message as tools write it: keyword, space, string; a line a string; no blank line.

    now, before: the marks of its lines and of those of its previous wording.
    """
    text, old = _strings(now), _strings(before)
    free = text.replace("(", "(?:", 1)
    return re.compile(
        rf"\n*+(?:{_USUAL_COMMENTS}|((?:#(?![~|])[^\n]*+\n)*))"
        rf"(?:(?:{before}msgctxt {old})?{before}msgid {old}(?:{before}msgid_plural {old})?)?"
        rf"(?:{now}msgctxt {text})?"
        rf"{now}msgid {text}"
        rf"(?:{now}msgstr {text}"
        rf"|{now}msgid_plural {text}((?:{now}msgstr\[[0-9]\] {free})+))"
        r"(?=\n*+(?:msg[ci]|#(?![~|])|#(?:~\|?|\|) *msg|\Z))"  # and no string that goes on
    )


_LIVE = _message("", r"#\| ")
_OBSOLETE = _message("#~ ", r"#~\| ")
_MSGID = 8  # its group
_FORM = {mark: re.compile(rf"{mark}msgstr\[([0-9])\] {_strings(mark)}") for mark in ("", "#~ ")}
_PLAIN_ESCAPES = re.compile(r'[^"\\]*+(?:\\[nt"\\rabfv][^"\\]*+)*').fullmatch

# A frozen dataclass sets its fields through object.__setattr__; its slots take half the time.
(
    _set_msgid, _set_msgstrs, _set_msgctxt, _set_msgid_plural, _set_flags, _set_references,
    _set_extracted, _set_translator, _set_previous, _set_obsolete, _set_line, _set_written,
) = (getattr(Message, field.name).__set__ for field in fields(Message))  # fmt: skip


class _Unusual(Exception):
    """A string is not in the common shape after all."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The messages in their order, the text after the last, and whether two share a line."""

    messages: tuple[Message, ...]
    tail: str
    glued: bool


def parse(text: str, path: str, charset: str, newline: str = "\n", *, quick: bool = True) -> Parsed:
    r"""Read the messages of a text.

    newline: what the messages' own text has for each ``\n`` of `text`. charset: Python's
    name, for escapes that stand for bytes. quick: whether the pattern may be used; the
    result is the same. Raises BrokenCatalogue.
    """
    scanner = Scanner(text, path, charset)
    messages: list[Message] = []
    with no_collection():
        _take_all(scanner, messages, quick=quick and CONTEXT_SEPARATOR not in text)
    if newline != "\n":
        for message in messages:
            _set_written(message, message.written.replace("\n", newline))
    return Parsed(tuple(messages), text[scanner.at :].replace("\n", newline), scanner.glued)


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking all messages again and again: none is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _take_all(scanner: Scanner, messages: list[Message], *, quick: bool) -> None:
    """Read all messages, the common ones at once and the others one by one."""
    while True:
        if quick and not scanner.midline:
            _take_common(scanner, messages)
        start = scanner.at
        message = scanner.message()
        if message is None:
            return
        _set_written(message, scanner.text[start : scanner.at])
        messages.append(message)


def _take_common(scanner: Scanner, messages: list[Message]) -> None:
    """Read the messages that follow, as far as they have the common shape.

    It is one loop, with everything of the plainest messages in it, because calls would cost
    half as much again.
    """
    text, at, line, counted = scanner.text, scanner.at, scanner.line, scanner.at
    live, obsolete, count = _LIVE.match, _OBSOLETE.match, text.count
    new, add, nothing = object.__new__, messages.append, Remarks()
    try:
        while True:
            match, mark = live(text, at), ""
            if not match:
                match, mark = obsolete(text, at), "#~ "
                if not match:
                    break
            (reference, flags, comments, old_ctxt, old_id, old_plural,
             ctxt, msgid, msgstr, plural, forms) = match.groups()  # fmt: skip
            message = new(Message)
            _set_msgid(message, _value(msgid, mark))
            _set_msgstrs(message, _forms(forms, mark) if forms else (_value(msgstr, mark),))
            _set_msgctxt(message, None if ctxt is None else _value(ctxt, mark))
            _set_msgid_plural(message, None if plural is None else _value(plural, mark))
            said = remarks(comments[:-1].split("\n")) if comments else nothing
            _set_flags(message, flags_of(flags) if flags else said.flags)
            _set_references(message, (reference,) if reference else said.references)
            _set_extracted(message, said.extracted)
            _set_translator(message, said.translator)
            _set_previous(
                message,
                None if old_id is None else _previous(old_ctxt, old_id, old_plural, mark),
            )
            _set_obsolete(message, mark != "")
            start, end = match.start(_MSGID), match.end()
            line += count("\n", counted, start)
            counted = start
            _set_line(message, line)
            _set_written(message, text[at:end])
            add(message)
            at = end
    except _Unusual:
        pass
    scanner.at = at
    scanner.line = line + count("\n", counted, at)


def _forms(lines: str, mark: str) -> tuple[str, ...]:
    """The plural forms, which are numbered 0, 1, 2 …"""
    found = _FORM[mark].findall(lines)
    if any(int(number) != place for place, (number, _) in enumerate(found)):
        raise _Unusual
    return tuple(_value(text, mark) for _, text in found)


def _previous(msgctxt: str | None, msgid: str, msgid_plural: str | None, mark: str) -> Previous:
    mark = "#~| " if mark else "#| "
    return Previous(
        _value(msgid, mark),
        None if msgctxt is None else _value(msgctxt, mark),
        None if msgid_plural is None else _value(msgid_plural, mark),
    )


def _value(text: str, mark: str) -> str:
    """Join and unescape the lines of one string, of which all but the first have the mark."""
    if text[-2] != '"' or len(text) < 3:
        raise _Unusual
    value = text = text[1:-2]
    if "\n" in text:
        value = "".join(text.split(f'"\n{mark}"'))
        if "\n" in value:  # a line that does not end with its quote
            raise _Unusual
    if "\\" in text:
        # A line that ends in \" may lack its closing quote, and then joined what it must not.
        if '\\"\n' in text or text[-1:] == "\\":
            raise _Unusual
        return _unescaped(value)
    if '"' in value:
        raise _Unusual
    return value


def _unescaped(value: str) -> str:
    """Resolve the escapes of a text; the commonest are checked by counting."""
    quotes, newlines = value.count('\\"'), value.count("\\n")
    if (
        "\\\\" not in value
        and value.count("\\") == quotes + newlines
        and value.count('"') == quotes
    ):
        if newlines:
            value = value.replace("\\n", "\n")
        return value.replace('\\"', '"') if quotes else value
    if not _PLAIN_ESCAPES(value):
        raise _Unusual
    return "\\".join(map(_resolved, value.split("\\\\")))


def _resolved(value: str) -> str:
    """Resolve the escapes of a text that has no escaped backslash."""
    for letter in 'nt"rabfv':
        value = value.replace("\\" + letter, ESCAPED[letter])
    return value
