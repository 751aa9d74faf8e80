"""How findings are printed. Beside output.py, and of findings alone, it knows widths and colours.

A finding is shown with its message: what is invisible in it written out, what matters in it marked,
in colour on a terminal, with carets below or else with brackets around it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from lingotype.cli import output
from lingotype.model.excerpt import Bit, bracketed, excerpts, visible
from lingotype.model.finding import Finding, Level, Quote
from lingotype.workflow.checking import Checked

VERSION = 1
"""Version of what --json prints; it rises when a field changes its meaning or goes."""

_COLOURS = {Level.REFUSE: "1;31", Level.WARN: "1;33", Level.STYLE: "1;36"}
_MARK = "1;7"
_BETWEEN = "‸"
_INDENT = "  "
_LEAST = 40


def findings(found: Sequence[Finding]) -> None:
    """A block a finding: where and what, its msgid and msgstr, what to do."""
    colours = output.coloured()
    for finding in found:
        for line in _block(finding, colours=colours):
            output.lines(f"{line}\n")


def summary(done: Checked, *, style: bool) -> str:
    """How many messages were looked at, and what was found in them."""
    refused, warned, styled = (done.count(level) for level in Level)
    hint = "" if style or not styled else " (show them with --style)"
    counts = {
        f"{output.number(refused)} refused": refused,
        output.plural(warned, "warning"): warned,
        f"{output.number(styled)} of style{hint}": styled,
        f"{output.number(done.allowed)} allowed by comments": done.allowed,
    }
    told = ", ".join(text for text, count in counts.items() if count) or "nothing found"
    return f"{output.plural(done.messages, 'message')} checked: {told}"


def plain(done: Checked, found: Sequence[Finding]) -> dict[str, Any]:
    """The result for `output.as_json`. found: the findings that are to be listed."""
    return {
        "version": VERSION,
        "messages": done.messages,
        "counts": {level.value: done.count(level) for level in Level},
        "allowed": done.allowed,
        "findings": [_plain(finding) for finding in found],
        "errors": [output.plain_error(error) for error in done.errors],
    }


def _plain(finding: Finding) -> dict[str, Any]:
    quote = finding.quote
    return {
        **output.plain(finding),
        "fix": finding.fix,
        "msgid": quote.msgid if quote else None,
        "msgstr": quote.msgstr if quote else None,
        "marks": [list(mark) for mark in quote.marks] if quote else [],
        "source_marks": [list(mark) for mark in quote.source_marks] if quote else [],
    }


def _block(finding: Finding, *, colours: bool) -> Iterator[str]:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    level = _painted(finding.level, _COLOURS[finding.level] if colours else "")
    yield f"{visible(place)}: {level}: {visible(finding.text)} [{finding.rule}]"
    if finding.quote:
        yield from _quoted(finding.quote, colours=colours)
    if finding.fix:
        yield f"{_INDENT}{visible(finding.fix)}"


def _quoted(quote: Quote, *, colours: bool) -> Iterator[str]:
    room = max(_LEAST, output.columns() - len(_opening("msgstr")) - 2)
    for keyword, bits in zip(("msgid ", "msgstr"), excerpts(quote, room), strict=True):
        yield from _message_lines(_opening(keyword), bits, colours=colours)


def _opening(keyword: str) -> str:
    return f'{_INDENT}{keyword} "'


def _message_lines(opening: str, bits: Sequence[Bit], *, colours: bool) -> Iterator[str]:
    if colours:
        yield f'{opening}{"".join(map(_coloured, bits))}"'
    elif _is_in_columns(bits):
        yield f'{opening}{"".join(bit.text for bit in bits)}"'
        yield from _carets(bits, len(opening))
    else:
        yield f'{opening}{bracketed(bits)}"'


def _coloured(bit: Bit) -> str:
    return _painted(bit.text or _BETWEEN, _MARK) if bit.marked else bit.text


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def _carets(bits: Sequence[Bit], indent: int) -> Iterator[str]:
    """A line of carets under what is marked, if anything is."""
    columns: set[int] = set()
    at = indent
    for bit in bits:
        if bit.marked:  # a place between two characters is shown under the one behind it
            columns.update(range(at, at + max(1, len(bit.text))))
        at += len(bit.text)
    if columns:
        yield "".join("^" if i in columns else " " for i in range(max(columns) + 1))


def _is_in_columns(bits: Sequence[Bit]) -> bool:
    """Whether each character stands in a column of its own, from left to right."""
    return all(_is_plain(char) for bit in bits for char in bit.text)


def _is_plain(char: str) -> bool:
    return (
        unicodedata.east_asian_width(char) not in {"W", "F"}
        and unicodedata.bidirectional(char) not in {"R", "AL", "AN"}
        and unicodedata.category(char) not in {"Mn", "Me", "Cf"}
    )
