"""terms.csv: bytes -> terms.

UTF-8, with commas and a header row that names the columns `term` and `translation`; others, such
as `note`, are for people. Translations that are all right stand between bars: ``strike | walkout``.
A row without a translation is a note for people, and no term.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from lingotype.errors import LingotypeError, Place
from lingotype.model.term import Term

TERM, TRANSLATION = "term", "translation"
BAR = "|"

_HEADER = "Begin it with the line: term,translation,note"


def read(data: bytes, path: str) -> tuple[Term, ...]:
    """The terms of a file in its order. path: as messages name it.

    Raises LingotypeError, naming the line, for what is no such table.
    """
    rows = _rows(_text(data, path), path)
    try:
        _, header = next(rows)
    except StopIteration:
        raise LingotypeError("this list of terms is empty", path, _HEADER) from None
    term, translation = (_column(header, name, path) for name in (TERM, TRANSLATION))
    found: dict[str, Term] = {}
    for line, row in rows:
        where = Place(path, line)
        made = _term(_cell(row, term), _cell(row, translation), where)
        if made:
            _require_new(made, found, where)
            found[made.term] = made
    return tuple(found.values())


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Place(path, data.count(b"\n", 0, error.start) + 1)
        raise LingotypeError("this is not UTF-8", where, "Save the table as UTF-8.") from error


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty with the line on which it ends."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        where = Place(path, reader.line_num)
        fix = "A cell with a comma or a quotation mark stands in quotation marks, each doubled."
        raise LingotypeError(f"this is no row of a table: {error}", where, fix) from error


def _column(header: Iterable[str], name: str, path: str) -> int:
    names = [cell.strip().lower() for cell in header]
    if names.count(name) != 1:
        raise LingotypeError(f"there is no column “{name}”", Place(path, 1), _HEADER)
    return names.index(name)


def _cell(row: list[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _term(term: str, translations: str, where: Place) -> Term | None:
    """The term of a row; None for a note."""
    ways = tuple(way.strip() for way in translations.split(BAR) if way.strip())
    if not ways:
        return None
    if not term:
        raise LingotypeError("a translation has no term", where, "Write what it translates.")
    return Term(term, ways)


def _require_new(made: Term, found: dict[str, Term], where: Place) -> None:
    if made.term in found:
        fix = "Put both translations into one row, with a bar between them: one | other"
        raise LingotypeError(f"the term “{made.term}” stands here twice", where, fix)
