"""Who is thanked for a contribution, and how addresses are kept out of what is published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 80
"""Characters of a name."""

NOBODY = "none"
"""What a translator who would rather not be named writes into the field X-Credit."""

FIELD = "X-Credit"
"""The field of a catalogue's header in which a translator says how to be named."""

_PLACEHOLDERS = (
    "anonymous",
    "author",
    "automatically generated",
    "first author",
    "full name",
    "last translator",
    "nobody",
    "none",
    "translator",
    "unknown",
    "your name",
)
"""Names, in lower case, that programs write where they know of none."""

_ROBOT = re.compile(
    r"(?:no-?reply\b|\bbot\b|\[bot\]|^weblate\b|machine translation)", re.IGNORECASE
)

_SIGN = r"(?:[@\uff20\ufe6b]|[ \t]{0,3}[(\[{<][ \t]?(?:at|@)[ \t]?[)\]}>][ \t]{0,3})"
_DOT = r"(?:\.|[ \t]?[(\[{][ \t]?(?:dot|\.)[ \t]?[)\]}][ \t]?)"
_WORD = r"[^\s<>()\[\]{}@\uff20\ufe6b,;:\"']"
# A word is looked at from its beginning only, and taken whole, so that no text takes long.
_ADDRESS = re.compile(
    rf"(?:\bmailto:)?(?<!{_WORD}){_WORD}++{_SIGN}{_WORD}++(?:{_DOT}{_WORD}++)*", re.IGNORECASE
)
_LONE_SIGN = re.compile(r"[(\[{<][ \t]?(?:at|@)[ \t]?[)\]}>]|[@\uff20\ufe6b](?=\S)", re.IGNORECASE)
_LOOSE = re.compile(r"[^\s@\uff20\ufe6b]*+\s*+[@\uff20\ufe6b].*")
_EMPTY = re.compile(r"[<(\[{][ \t]{0,3}[>)\]}]")
_JOINERS = "\u200c\u200d"
"""Persian and the languages of India need them in names."""


@dataclass(frozen=True)
class Credit:
    """How a contribution is credited. name: "" for nobody; notice: what was done to the name, a
    sentence without its end, or nothing.
    """

    name: str = ""
    notice: str = ""


def credit(headers: Mapping[str, str], wish: str | None = None) -> Credit:
    """Whom to name. wish: what the reviewer was told, "" for nobody; None to go by the file."""
    if wish is not None:
        return _named(wish)
    asked = headers.get(FIELD)
    if asked:
        return Credit() if asked.strip().casefold() == NOBODY else _named(asked)
    return _of_last_translator(headers.get("Last-Translator", ""))


def without_addresses(text: str) -> str:
    """A text with its e-mail addresses taken out, also those written as (at)."""
    if not any(sign in text.casefold() for sign in ("@", "\uff20", "\ufe6b", "at")):
        return text
    bare = _LONE_SIGN.sub("", _ADDRESS.sub("", text))
    if bare == text:
        return text
    return " ".join(_EMPTY.sub("", bare).split())


def visible(text: str) -> str:
    """A text on one line, without controls, bidirectional marks and invisible characters."""
    kept = (
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or char in _JOINERS or not unicodedata.category(char).startswith("C")
    )
    return " ".join("".join(kept).split())


def _of_last_translator(value: str) -> Credit:
    if _ROBOT.search(value):
        return Credit()
    return _named(value.partition("<")[0] if "<" in value else value)


def _named(given: str) -> Credit:
    given = given[: 10 * LONGEST]
    shown = visible(given)
    name = _LOOSE.sub("", without_addresses(shown)).strip(" \t,;:<>()\"'").strip(_JOINERS)
    if not name or name.casefold() in _PLACEHOLDERS or not any(map(str.isalnum, name)):
        return Credit()
    if len(name) > LONGEST:
        return Credit(name[:LONGEST].rstrip(), f"the name was cut to {LONGEST} characters")
    if shown != " ".join(given.split()) and unicodedata.normalize("NFC", given) != shown:
        return Credit(name, "characters that nobody sees were taken out of the name")
    return Credit(name)
