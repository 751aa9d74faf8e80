"""locale/<locale>/credits.toml: who translated, under the name by which they wish to be thanked.

It stands beside LC_MESSAGES, where stock tools do not look. A person may edit it: comments, other
fields and the order of what stands there are kept, and a new name is put in by the alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from lingotype.errors import LingotypeError, Place
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import layout, store

_TABLE = "translator"
_HEAD = """\
# Who translated, by name, and from which month to which. Written by `lingotype accept`; you may
# edit it, and delete whoever would rather not be named. It is no place for e-mail addresses.
"""
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_FIX = 'An entry is [[translator]] with name = "…", since = "2026-01" and until = "2026-01".'
_HEAD_OF_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*translator[ \t]*\]\]", re.MULTILINE)
_START = re.compile(r"(?:^[ \t]*#.*\n)*^[ \t]*\[\[[ \t]*translator[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True)
class Translator:
    """One who is thanked. name: as it was written, by whomever; since, until: months such as
    "2026-01", or "" where the file has none that can be read.
    """

    name: str
    since: str = ""
    until: str = ""


def path_of(project: Project, language: Language) -> Path:
    """Where the credits of a language stand."""
    return layout.catalogues(project, language).parent / layout.CREDITS


def read(project: Project, language: Language) -> str:
    """The text of a language's credits; "" where there are none.

    Raises LingotypeError, naming the line, where they cannot be read.
    """
    path = path_of(project, language)
    if not path.exists():
        return ""
    return _read(path, layout.shown(project, path), layout.home_of(project, project.locale))


def translators(path: Path, shown: str, home: Path) -> list[Translator]:
    """Those whom a file of credits names, in its order; none where there is no such file.

    shown: the file as messages name it. home: the folder that it may not lead out of.
    Raises LingotypeError, naming the line, where it cannot be read.
    """
    if not path.exists():
        return []
    return [_translator(entry) for entry in _entries(_read(path, shown, home), shown)]


def _translator(entry: Any) -> Translator:
    months = (entry.get(field) for field in ("since", "until"))
    known = [x if isinstance(x, str) and _MONTH.fullmatch(x) else "" for x in months]
    return Translator(str(entry["name"]), *map(str, known))


def _read(path: Path, place: str, home: Path) -> str:
    data = store.read(path, home)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = Place(place, data.count(b"\n", 0, error.start) + 1)
        raise LingotypeError("this is not UTF-8", where, "Save the file as UTF-8.") from error
    _entries(text, place)
    return text


def thanked(text: str, name: str, month: str) -> str:
    """The credits with a name in them. month: of the contribution, as 2026-11.

    A name that stands there already is only given the month. Raises LingotypeError.
    """
    document = tomlkit.parse(text)
    for entry in document.get(_TABLE, ()):
        if entry["name"] == name:
            _widen(entry, month)
            return tomlkit.dumps(document)
    block = tomlkit.document()
    block.add("name", tomlkit.string(name))
    block.add("since", tomlkit.string(month))
    block.add("until", tomlkit.string(month))
    return _with_block(text or _HEAD, name, f"[[{_TABLE}]]\n{tomlkit.dumps(block)}")


def save(project: Project, language: Language, text: str, old: str) -> str:
    """Write the credits in the place of `old`, as they were read; returns their name, "" if they
    hold this very text already. Raises LingotypeError where the file is another one by now.
    """
    path = path_of(project, language)
    if read(project, language) != old:
        what = "the file was changed while this command was at work; it was left as it is"
        raise LingotypeError(what, layout.shown(project, path), "Try again.")
    home = layout.home_of(project, project.locale)
    store.sweep_beside(path)
    return layout.shown(project, path) if store.save(path, text.encode(), home) else ""


def _entries(text: str, place: str) -> list[Any]:
    """The entries of a file. Raises LingotypeError for what is no list of translators."""
    try:
        entries = tomlkit.parse(text).get(_TABLE, [])
    except ParseError as error:
        raise LingotypeError("this is not TOML", Place(place, error.line), _FIX) from error
    except (TOMLKitError, RecursionError) as error:
        raise LingotypeError(f"this is not TOML: {error}", place, _FIX) from error
    bad = 0 if not isinstance(entries, list) else _first_bad(entries)
    if bad is not None:
        where = Place(place, _line_of(text, bad))
        raise LingotypeError("this is no list of translators", where, _FIX)
    return list(entries)


def _first_bad(entries: list[Any]) -> int | None:
    return next((n for n, entry in enumerate(entries) if not _is_entry(entry)), None)


def _line_of(text: str, number: int) -> int:
    """The line on which an entry begins, counted from 0; where that is not plain, the first that
    speaks of translators.
    """
    heads = list(_HEAD_OF_ENTRY.finditer(text))
    spoken = re.compile(rf"^.*\b{_TABLE}\b", re.MULTILINE)
    found = heads[number] if number < len(heads) else spoken.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("name"), str)


def _widen(entry: Any, month: str) -> None:
    """Let a month be one of those in which somebody translated; what is right stays as it is."""
    for field, least in (("since", True), ("until", False)):
        held = entry.get(field)
        known = isinstance(held, str) and _MONTH.fullmatch(held)
        chosen = (min if least else max)(held, month) if known else month
        if chosen != held:
            entry[field] = chosen


def _with_block(text: str, name: str, block: str) -> str:
    """Put an entry in by the alphabet, before the comments above the one that follows it."""
    starts = list(_starts(text))
    for start, other in starts:
        if other.casefold() > name.casefold():
            made = f"{text[:start]}{block}\n{text[start:]}"
            if _well_put(text, made):
                return made
    sign = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{sign}\n{block}"


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where each entry begins with its comments, and its name."""
    places = [match.start() for match in _START.finditer(text)]
    entries = tomlkit.parse(text).get(_TABLE, [])
    if len(places) == len(entries):  # or a name holds what looks like the beginning of an entry
        yield from (
            (place, str(entry["name"])) for place, entry in zip(places, entries, strict=True)
        )


def _well_put(text: str, made: str) -> bool:
    """Whether a text still says all that it said, and one entry more."""
    try:
        before, after = tomlkit.parse(text).unwrap(), tomlkit.parse(made).unwrap()
    except TOMLKitError:
        return False
    held, now = before.pop(_TABLE, []), after.pop(_TABLE, [])
    return before == after and len(now) == len(held) + 1 and all(one in now for one in held)
