"""The only room that knows tables, widths, colours and exit codes.

Results go to standard output, talk to standard error. On a terminal there are colours and
progress bars, elsewhere plain lines.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from lingotype.errors import LingotypeError
from lingotype.model.difference import Change, difference
from lingotype.model.finding import Finding
from lingotype.sphinx_run import Listener

WELL = 0
FINDINGS = 1
FAILED = 2

ENDS = ("done", "failed")
_GAP = "  "
_PAGE = 130
_LEAST = 16
# A catalogue may hold escape sequences that move a terminal's cursor, or worse.
_CONTROLS = {n: f"\\x{n:02x}" for n in (*range(32), *range(127, 160)) if chr(n) not in "\n\t"}
# Those that turn the direction of what follows would let it show something else than it is.
_TURNING = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_JSON_CONTROLS = {n: f"\\u{n:04x}" for n in (*range(127, 160), *_TURNING)}


def speak_utf8() -> None:
    """Names of languages are beyond the code page that pipes have on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def say(text: str) -> None:
    """Talk: what a person wants to know and no program reads."""
    print(text.translate(_CONTROLS), file=sys.stderr, flush=True)


def result(text: str) -> None:
    """A line of the result."""
    print(text.translate(_CONTROLS))


def fail(error: LingotypeError | str) -> None:
    """An error in one block: what, where, how to mend it."""
    say(f"error: {error}")


def as_json(value: Any) -> None:
    """A result for machines: sorted keys, so that the same input gives the same bytes."""
    print(json_text(value))


def json_text(value: Any) -> str:
    """JSON in readable letters; the controls that json leaves are escaped as JSON has it."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return text.translate(_JSON_CONTROLS)


def lines(text: str) -> None:
    """Lines of the result that are safe for a terminal and end with a newline."""
    print(text, end="")


def coloured() -> bool:
    """Whether results go to a terminal that shows colours, and a person wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def findings(found: Sequence[Finding]) -> None:
    """A line a finding: file:line, text, rule."""
    for finding in found:
        result(str(finding))


def plain(finding: Finding) -> dict[str, Any]:
    """A finding for `as_json`."""
    return {
        "path": finding.path,
        "line": finding.line,
        "rule": finding.rule,
        "level": finding.level.value,
        "text": finding.text,
    }


def plain_error(error: LingotypeError) -> dict[str, str]:
    """An error for `as_json`."""
    return {"what": error.what, "where": str(error.where or ""), "fix": error.fix}


def number(value: int) -> str:
    """1234 -> 1,234."""
    return f"{value:,}"


def percent(share: Fraction) -> str:
    """Rounded down, so that 100 % says that nothing is missing."""
    return f"{share * 100 // 1} %"


_MARKS = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.NEW: "{{+{}+}}"}
_COLOURS = {Change.SAME: "{}", Change.GONE: "\x1b[31;9m{}\x1b[0m", Change.NEW: "\x1b[32m{}\x1b[0m"}


def say_difference(former: str, now: str) -> None:
    """Two wordings in one, what is gone and what is new marked as git marks words."""
    print(_marked(former, now, colours=sys.stderr.isatty()), file=sys.stderr, flush=True)


def result_difference(former: str, now: str) -> None:
    """The same as a result."""
    print(_marked(former, now, colours=sys.stdout.isatty()))


def _marked(former: str, now: str, *, colours: bool) -> str:
    forms = _COLOURS if colours else _MARKS
    made = ""
    for change, text in difference(former.translate(_CONTROLS), now.translate(_CONTROLS)):
        words = text.rstrip()
        made += (forms[change].format(words) if words else "") + text[len(words) :]
    return made


def columns() -> int:
    """Of the terminal; a fixed number where there is none, so that the bytes are the same."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PAGE


def shortened(text: str, room: int) -> str:
    """The beginning of a text, in so many columns."""
    return text if cell_len(text) <= room else set_cell_size(text, room - 1).rstrip() + "…"


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], align: str, elastic: Sequence[int] = ()
) -> None:
    """Columns as wide as their widest cell; a wide East Asian character counts as two.

    align: ``<`` (left) or ``>`` (right) for each column. elastic: the columns that are cut, in
    this order, where a row is wider than the terminal.
    """
    lines = [head, *_fitted(head, rows, elastic)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(head))]
    for line in lines:
        cells = (_padded(*cell) for cell in zip(line, widths, align, strict=True))
        result(_GAP.join(cells).rstrip())


def _fitted(
    head: Sequence[str], rows: Sequence[Sequence[str]], elastic: Sequence[int]
) -> list[list[str]]:
    made = [list(row) for row in rows]
    for i in elastic:
        widths = [max(map(cell_len, column)) for column in zip(head, *made, strict=True)]
        over = max(0, sum(widths) + len(_GAP) * (len(head) - 1) - columns())
        for row in made:
            row[i] = shortened(row[i], max(_LEAST, widths[i] - over))
    return made


def _padded(cell: str, width: int, to: str) -> str:
    space = " " * (width - cell_len(cell))
    return cell + space if to == "<" else space + cell


def plural(count: int, one: str, many: str = "") -> str:
    """1 -> "1 message", 2 -> "2 messages"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


@contextmanager
def bars(passes: int = 2) -> Iterator[Listener]:
    """A progress bar a job on a terminal; elsewhere a plain line for each that has ended.

    passes: how often a job goes through what it has to do; of two the first is reading.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda job, what, *_: say(f"{job}: {what}") if what in ENDS else None
        return
    columns = (TextColumn("{task.description:<12}"), BarColumn(), TextColumn("{task.fields[what]}"))
    with Progress(*columns, console=console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def listen(job: str, what: str, done: int, total: int) -> None:
            if job not in tasks:
                tasks[job] = progress.add_task(job, total=passes * total, what=what)
            # Reading is the first half of the work, writing the second.
            completed = done + (0 if what == "reading" else (passes - 1) * total)
            progress.update(tasks[job], completed=completed, total=passes * total, what=what)

        yield listen
