"""The bytes of a PO file as text, in the charset that its header declares."""

from __future__ import annotations

import codecs
import re

from lingotype.errors import BrokenCatalogue, Place

UTF8 = "utf-8"

_ONE_BYTE = frozenset(
    ["ascii", "koi8-r", "koi8-u", "koi8-t", "cp850", "cp866", "cp874", "tis-620"]
    + [f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))]
    + [f"cp125{page}" for page in range(9)]
)
_MORE_BYTES = frozenset(
    [
        "big5",
        "big5hkscs",
        "cp932",
        "cp949",
        "cp950",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gb2312",
        "gbk",
        "johab",
        "shift_jis",
    ]
)
_TO_UTF8 = (
    "Convert the file with `msgconv --to-code=UTF-8 --output-file=FILE FILE`, or save it as UTF-8"
    " and put charset=UTF-8 in its header."
)
_ACCEPTED = (
    "Accepted are UTF-8, US-ASCII, ISO-8859-*, KOI8-R/-U/-T, CP850, CP866, CP874, CP932, CP949,"
    " CP950, CP1250 to CP1258, TIS-620, EUC-JP, EUC-KR, GB2312, GBK, GB18030, Big5(-HKSCS),"
    " Shift_JIS and Johab. " + _TO_UTF8
)

_HEADER = re.compile(
    rb'^[ \t]*msgid[ \t]+""\s*^[ \t]*msgstr[ \t]+((?:"[^\n]*\n\s*)+)', re.MULTILINE
)
_CHARSET = re.compile(r'charset=([^\s;"\\]*)')
_PLACEHOLDER = "CHARSET"
_CERTAIN = 3
"""So many characters that are right UTF-8 are no accident in another charset."""


def declared(header: str, path: str = "") -> str | None:
    """The charset named in a header's msgstr, or in its source lines; None if there is none.

    The placeholder CHARSET of templates counts as none. Raises BrokenCatalogue if there are
    two: programs would not agree on which holds.
    """
    names = {name for name in _CHARSET.findall(header) if name not in ("", _PLACEHOLDER)}
    if len({name.lower() for name in names}) > 1:
        raise BrokenCatalogue(
            "the header declares more than one charset: " + ", ".join(sorted(names))[:80],
            Place(path),
            "Keep one Content-Type line, with the charset that the file is in.",
        )
    return min(names, default=None)


def guessed(data: bytes, path: str) -> str | None:
    """What `declared` will say of the header, read off the bytes before they are text."""
    match = _HEADER.search(data)
    return declared(match[1].decode("latin-1"), path) if match else None


def codec(charset: str) -> str:
    """Python's name of an accepted charset.

    Accepted is what gettext names as portable, reads ASCII as ASCII and keeps no state; so
    UTF-7, UTF-16, EBCDIC and the ISO-2022 family, in which markup can hide, are not.
    Raises LookupError for others.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}", charset):
        raise LookupError(charset)
    name = codecs.lookup(charset).name
    if name != UTF8 and name not in _ONE_BYTE and name not in _MORE_BYTES:
        raise LookupError(charset)
    return name


def decode(data: bytes, charset: str | None, path: str) -> str:
    """The text of a file; encoding it again gives the same bytes.

    charset: as declared; None is UTF-8. Raises BrokenCatalogue if it is not accepted, or
    if the bytes are not of it.
    """
    try:
        name = codec(charset or UTF8)
    except LookupError:
        line = _line(data, data.find(b"charset="))
        raise BrokenCatalogue(
            f"the charset {str(charset)[:40]!r} of the header is not accepted",
            Place(path, line),
            _ACCEPTED,
        ) from None
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise BrokenCatalogue(
            f"the byte 0x{data[error.start]:02x} is not {charset or 'UTF-8'}",
            Place(path, _line(data, error.start)),
            "Save the file in the charset that its header declares, or declare the one it is in.",
        ) from None
    _certain(data, text, name, path)
    return text


def _certain(data: bytes, text: str, name: str, path: str) -> None:
    """Refuse a text that is UTF-8 under another name, or that would not be written back."""
    if name == UTF8 or data.isascii():
        return
    if _is_utf8(data):
        raise BrokenCatalogue(
            "the header declares another charset, but the file is UTF-8",
            Place(path, _line(data, data.find(b"charset="))),
            "Put charset=UTF-8 in the header.",
        )
    if name in _MORE_BYTES and text.encode(name) != data:
        raise BrokenCatalogue(
            "the file has bytes that cannot be written back in its charset", Place(path), _TO_UTF8
        )


def _is_utf8(data: bytes) -> bool:
    try:
        text = data.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return sum(map(_beyond_ascii, text)) >= _CERTAIN


def _beyond_ascii(char: str) -> bool:
    return char > "\x7f"


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, max(at, 0)) + 1
