"""A message as text, as msgcat would print it; what it has no word for is kept, not dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lingotype.formats.po_wrap import DEFAULT_WIDTH, string_lines, unsplittable
from lingotype.model.message import Message

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"[ \t\r\n]")


def render(message: Message, width: int) -> str:
    r"""The lines of a message, each ended by ``\n``, without a blank line before it.

    Comments come in msgcat's order. Flags keep their order and unknown ones stay, an obsolete
    message keeps its references, and ``fuzzy`` stays beside an empty msgstr: there msgcat
    would drop them.
    """
    lines = [*_comments(message), *_reference_lines(message.references, width), *_flags(message)]
    if "no-wrap" in message.flags:
        width = 0
    whole = unsplittable(message.flags)
    for prefix, keyword, value in _strings(message):
        lines += string_lines(keyword, value, width=width, prefix=prefix, whole=whole)
    lines.append("")
    return "\n".join(lines)


def _comments(message: Message) -> Iterator[str]:
    for marker, comments in (
        ("#", message.translator_comments),
        ("#.", message.extracted_comments),
    ):
        for comment in comments:
            for line in _LINE_END.split(comment) if comment else ("",):
                yield f"{marker} {line}" if line else marker


def _flags(message: Message) -> Iterator[str]:
    if message.flags:
        yield "#, " + ", ".join(message.flags)


def _reference_lines(references: tuple[str, ...], width: int) -> Iterator[str]:
    """Fill lines with references, also where strings are not wrapped; bytes are counted."""
    line, column = "#:", 2
    for reference in map(_in_one_word, references):
        size = len(reference.encode("utf-8", "surrogatepass")) + 1
        if column > 2 and column + size > (width or DEFAULT_WIDTH):
            yield line
            line, column = "#:", 2
        line += f" {reference}"
        column += size
    if references:
        yield line


def _in_one_word(reference: str) -> str:
    """Enclose a file name with spaces in U+2068 and U+2069, as gettext does from 0.22 on."""
    if not _BLANKS.search(reference) or reference.startswith("\u2068"):
        return reference
    name, colon, line = reference.rpartition(":")
    if not line.isdecimal():
        name, colon, line = reference, "", ""
    return f"\u2068{_BLANKS.sub(' ', name)}\u2069{colon}{line}"


def _strings(message: Message) -> Iterator[tuple[str, str, str]]:
    """Every string of a message in order: prefix of its lines, keyword, value."""
    previous = message.previous
    if previous:
        old = "#~| " if message.obsolete else "#| "
        if previous.msgctxt is not None:
            yield old, "msgctxt", previous.msgctxt
        yield old, "msgid", previous.msgid
        if previous.msgid_plural is not None:
            yield old, "msgid_plural", previous.msgid_plural
    now = "#~ " if message.obsolete else ""
    if message.msgctxt is not None:
        yield now, "msgctxt", message.msgctxt
    yield now, "msgid", message.msgid
    if message.msgid_plural is None:
        yield now, "msgstr", message.msgstrs[0] if message.msgstrs else ""
        return
    yield now, "msgid_plural", message.msgid_plural
    for number, msgstr in enumerate(message.msgstrs or ("",)):
        yield now, f"msgstr[{number}]", msgstr
