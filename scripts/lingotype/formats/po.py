"""PO files: `read` and `write`, which lose nothing.

A message keeps the text it was read from; `write` gives that again, and renders anew only
the messages that were made or changed since, at the file's own width (see `po_render`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lingotype.errors import BrokenCatalogue, Place
from lingotype.formats import plural_forms
from lingotype.formats.po_charset import UTF8, codec, declared, decode, guessed
from lingotype.formats.po_parse import parse
from lingotype.formats.po_render import render
from lingotype.formats.po_wrap import measured_width
from lingotype.model.catalogue import Catalogue, Sheet
from lingotype.model.message import Message

_KEYWORD = re.compile(r"^[ \t]*(?:#~[ \t]*)?msgid\b", re.MULTILINE)
_UNWRITABLE = re.compile(r"[\0\x04]")
_SAMPLE = 1 << 14
_PLURAL_FIX = (
    "Take the line for the language from the gettext manual, such as"
    ' "Plural-Forms: nplurals=2; plural=(n != 1);\\n".'
)


def read(data: bytes, path: str = "") -> Catalogue:
    """Read a catalogue or template; `write` gives the same bytes again.

    path: the file as a user would name it.

    What msgfmt refuses is refused: BrokenCatalogue names line and remedy. Two messages of one
    context and msgid are an error even where one is obsolete. A wrong Plural-Forms is one
    only in a catalogue that has plural messages, where programs would lose the whole of it;
    it is never evaluated. Beyond msgfmt, a UTF-8 byte order mark and classic Mac line ends
    are accepted, and a second domain, a NUL, and a charset that could hide text are not.
    """
    _refuse_binary(data, path)
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    charset = guessed(body, path)
    for _ in range(2):
        text, newline = _lines(decode(body, charset, path))
        parsed = parse(text, path, codec(charset or UTF8), newline)
        header_at, header = _header(parsed.messages)
        actual = declared(header.msgstr, path) if header else None
        if actual == charset:
            break
        charset = actual  # the header has an odd layout, or what looked like it was none
    _refuse_bom(charset, path, bom=bom)
    _refuse_twins(parsed.messages, path)
    _refuse_plural_forms(header, parsed.messages, path)
    messages = parsed.messages
    if header:
        messages = messages[:header_at] + messages[header_at + 1 :]
    sheet = Sheet(
        charset=charset or UTF8,
        bom=bom,
        newline=newline,
        width=None,
        sample=text[:_SAMPLE],
        tail=parsed.tail,
        header_at=header_at,
        whole=text.replace("\n", newline) if parsed.glued else "",
    )
    return Catalogue(header, messages, path, sheet)


def write(catalogue: Catalogue) -> bytes:
    """The file of a catalogue; messages that were only read keep every byte.

    It is in the charset that the header declares, or else in the sheet's. Raises
    BrokenCatalogue, naming the message, for what that charset cannot write, for a NUL or EOT
    character, and for two messages of one context and msgid, because such a file could not
    be read again.
    """
    sheet = catalogue.sheet
    items = list(catalogue.messages)
    if catalogue.header:
        items.insert(sheet.header_at, catalogue.header)
    _refuse_twins(items, catalogue.path)
    if sheet.whole and "".join(item.written for item in items) + sheet.tail == sheet.whole:
        pieces = [sheet.whole]
    elif sheet.whole:
        pieces = [*_pieces([replace(item) for item in items], sheet), sheet.tail]
    else:
        pieces = [*_pieces(items, sheet), sheet.tail]
    return _encoded(pieces, items, catalogue)


# Reading


def _lines(text: str) -> tuple[str, str]:
    r"""The text with ``\n`` at the ends of its lines, and what was there instead.

    A file of mixed line ends stays as it is: there a CR is white space, as for gettext.
    """
    crs = text.count("\r")
    if not crs:
        return text, "\n"
    lfs = text.count("\n")
    if not lfs:
        return text.replace("\r", "\n"), "\r"
    if text.count("\r\n") == lfs == crs:
        return text.replace("\r\n", "\n"), "\r\n"
    return text, "\n"


def _header(messages: Sequence[Message]) -> tuple[int, Message | None]:
    """The live message of msgid "" without a context, and its place."""
    for place, message in enumerate(messages):
        if not message.msgid and message.msgctxt is None and not message.obsolete:
            return place, message
    return 0, None


def _refuse_binary(data: bytes, path: str) -> None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BrokenCatalogue("the file is in UTF-16", Place(path, 1), "Save it as UTF-8.")
    if data.startswith((b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")):
        fix = "Take its source, the .po file; msgunfmt makes one of it."
        raise BrokenCatalogue("this is a compiled catalogue", Place(path), fix)
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise BrokenCatalogue("a NUL byte", Place(path, line), "Save the file as UTF-8 text.")


def _refuse_bom(charset: str | None, path: str, *, bom: bool) -> None:
    if bom and codec(charset or UTF8) != UTF8:
        raise BrokenCatalogue(
            f"the file begins with the mark of UTF-8, but its header says {charset}",
            Place(path, 1),
            "Put charset=UTF-8 in the header.",
        )


def _refuse_twins(messages: Sequence[Message], path: str) -> None:
    if len({message.msgid for message in messages}) == len(messages):
        return  # a quick answer for nearly every file
    first: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        twin = first.setdefault(message.key, message)
        if twin is not message:
            raise BrokenCatalogue(
                f"a second message {_named(message)}; the first is in line {twin.line}",
                Place(path, message.line),
                "Keep one of the two (msguniq shows them together).",
            )


def _refuse_plural_forms(header: Message | None, messages: Iterable[Message], path: str) -> None:
    value = Catalogue(header).headers.get("Plural-Forms", "")
    if plural_forms.is_placeholder(value) or plural_forms.is_usable(value):
        return
    if header and any(message.msgid_plural is not None for message in messages):
        raise BrokenCatalogue(
            f"Plural-Forms {value[:60]!r} is not a number of forms and an expression",
            Place(path, header.line),
            _PLURAL_FIX,
        )


# Writing


def _pieces(items: Sequence[Message], sheet: Sheet) -> list[str]:
    """The text of each message with the blank line before it, as the one before it asks."""
    pieces: list[str] = []
    before: Message | None = None
    width = None
    for item in items:
        written = item.written
        if not written:
            width = width_of(sheet) if width is None else width
            written = ("\n" if before else "") + _rendered(item, width)
            if sheet.newline != "\n":
                written = written.replace("\n", sheet.newline)
        elif before is None:
            written = _at_the_top(item)
        elif before.line not in range(1, item.line) and written[0] not in "\r\n":
            written = sheet.newline + written  # it stood first, and so without a blank line
        if pieces and pieces[-1][-1] not in "\r\n":
            written = sheet.newline + written  # the one before it ended the file
        pieces.append(written)
        before = item
    return pieces


def width_of(sheet: Sheet) -> int:
    """The columns at which the messages of a file are wrapped when they are rendered."""
    return measured_width(sheet.sample) if sheet.width is None else sheet.width


def _rendered(message: Message, width: int) -> str:
    text = render(message, width)
    if _UNWRITABLE.search(text):
        raise BrokenCatalogue(
            f"the message {_named(message)} holds a NUL or EOT character",
            fix="Delete the character.",
        )
    return text


def _at_the_top(message: Message) -> str:
    """The text of a message that is now first: without blank lines, unless it always was."""
    written = message.written
    keyword = _KEYWORD.search(written.replace("\r\n", "\n").replace("\r", "\n"))
    if written[0] not in "\r\n" or not keyword:
        return written
    above = keyword.string.count("\n", 0, keyword.start())
    return written if message.line == above + 1 else written.lstrip("\r\n")


def _encoded(pieces: Sequence[str], items: Sequence[Message], catalogue: Catalogue) -> bytes:
    header = catalogue.header
    charset = (
        declared(header.msgstr, catalogue.path) if header else None
    ) or catalogue.sheet.charset
    try:
        name = codec(charset)
    except LookupError:
        fix = "Put charset=UTF-8 in the header."
        what = f"the charset {charset[:40]!r} of the header is not accepted"
        raise BrokenCatalogue(what, Place(catalogue.path), fix) from None
    try:
        data = "".join(pieces).encode(name)
    except UnicodeEncodeError as error:
        culprit = _first_beyond(name, items)
        raise BrokenCatalogue(
            f"{charset} cannot write {error.object[error.start]!r}{culprit}",
            Place(catalogue.path),
            "Write it otherwise, or put charset=UTF-8 in the header.",
        ) from None
    return codecs.BOM_UTF8 + data if catalogue.sheet.bom and name == UTF8 else data


def _first_beyond(charset: str, items: Sequence[Message]) -> str:
    """Name the message that the charset cannot write."""
    for item in items:
        try:
            (item.written or render(item, 0)).encode(charset)
        except UnicodeEncodeError:
            return f" of the message {_named(item)}"
    return ""


def _named(message: Message) -> str:
    """A message as an error names it: its msgid, cut short, with its context."""
    msgid = message.msgid if len(message.msgid) <= 50 else message.msgid[:50] + "…"
    return f"{msgid!r}" if message.msgctxt is None else f"{msgid!r} of {message.msgctxt[:50]!r}"
