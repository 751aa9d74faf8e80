"""The bytes of a page as text, in the charset that it declares."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_AS_BROWSERS_READ_IT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # it could not be read in ASCII, were it true
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""https://encoding.spec.whatwg.org/#names-and-labels, by the names of Python's codecs."""


def decoded(data: bytes) -> str:
    """The characters of a page: by its byte order mark, its declaration, UTF-8 or Windows-1252.

    What cannot be read in any of them becomes U+FFFD, as in browsers.
    """
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return _clean(data[len(bom) :].decode(charset, "replace"))
    declared = _declared(data)
    for name in (declared or "utf-8", "utf-8", "cp1252"):
        try:
            return _clean(data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _clean(data.decode(declared or "cp1252", "replace"))


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return None
    return _AS_BROWSERS_READ_IT.get(name, name)


def _clean(text: str) -> str:
    return text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
