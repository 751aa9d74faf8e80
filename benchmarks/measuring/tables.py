"""Figures as plain text for people, and as JSON for machines."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from statistics import median

from measuring.rounds import AGAIN, DATED, STEPS, UPDATE, Measured, Run
from measuring.tools import OURS

Row = tuple[str, ...]

_TAKEN = (
    *("step", "tool", "CPU s min", "median", "max", "wall s", "cores", "MB", "failed"),
    *("times ours min", "median", "max"),
)
_WORTH = (
    *("tool", "CPU s", "kept %", "found %", "saved %", "useless %", "filled", "differ"),
    *("broken", "lines changed", "again", "by a new date"),
)


def cpu_table(done: Measured) -> str:
    """CPU seconds over the rounds, and how many times ours they are in the same round.

    Sorted by step, then by median. cores: CPU by wall time, the median; MB: the largest
    process of any round; failed: commands that ended with an error, in the worst round.
    """
    rows: list[Row] = [_TAKEN]
    for step in STEPS:
        runs = [run for run in done.runs if run.step == step]
        mine = {run.round: run.cpu for run in runs if run.tool == OURS and not run.failed}
        rows += [(step, tool, *_figures(own, mine)) for tool, own in _by_median(runs)]
    return table(rows)


def _by_median(runs: list[Run]) -> Iterator[tuple[str, list[Run]]]:
    """The runs of each tool, the fastest first."""
    tools = {run.tool: [other for other in runs if other.tool == run.tool] for run in runs}
    for tool in sorted(tools, key=lambda tool: (median(_cpu(tools[tool])), tool)):
        yield tool, tools[tool]


def _figures(runs: list[Run], mine: dict[int, float]) -> Iterator[str]:
    """mine: our CPU seconds by round."""
    for seconds in _spread(_cpu(runs)):
        yield f"{seconds:.2f}"
    yield f"{median(run.wall for run in runs):.2f}"
    yield f"{median(run.cpu / run.wall for run in runs):.1f}"
    yield f"{max(run.memory for run in runs) / 1e6:.0f}"
    yield f"{max(run.failed for run in runs):,}"
    for ratio in _spread([run.cpu / mine[run.round] for run in runs if run.round in mine]):
        yield f"{ratio:.2f}"


def _cpu(runs: Iterable[Run]) -> list[float]:
    return [run.cpu for run in runs]


def _spread(values: list[float]) -> Iterator[float]:
    """Least, median, greatest; nothing of nothing."""
    if values:
        yield from (min(values), median(values), max(values))


def score_table(done: Measured) -> str:
    """What the catalogues are worth (words as in `scores`), beside the CPU seconds; then the
    lines that the update changed, that doing it again did, and a new date in the templates.
    """
    runs = [run for run in done.runs if run.step == UPDATE and run.tool in done.scores]
    return table([_WORTH, *(_marks(done, tool, own) for tool, own in _by_median(runs))])


def _marks(done: Measured, tool: str, runs: list[Run]) -> Row:
    marks = done.scores[tool]
    return (
        tool,
        f"{median(_cpu(runs)):.2f}",
        *map(_percent, (marks.kept, marks.found, marks.saved, marks.useless)),
        *(f"{count:,}" for count in (marks.filled, marks.differ, marks.broken)),
        *(_lines(done, tool, step) for step in (UPDATE, AGAIN, DATED)),
    )


def _lines(done: Measured, tool: str, step: str) -> str:
    counts = [run.lines for run in done.runs if (run.tool, run.step) == (tool, step)]
    return f"{counts[0]:,}" if counts and counts[0] is not None else "-"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def table(rows: Sequence[Row]) -> str:
    """Columns two spaces apart: words to the left, figures to the right.

    A row may be shorter than the first one.
    """
    full = [(*row, *("",) * (len(rows[0]) - len(row))) for row in rows]
    columns = [_aligned(column) for column in zip(*full, strict=True)]
    return "\n".join("  ".join(cells).rstrip() for cells in zip(*columns, strict=True))


def _aligned(column: Row) -> list[str]:
    width = max(map(len, column))
    figures = any(cell[:1].isdigit() for cell in column[1:])
    return [cell.rjust(width) if figures else cell.ljust(width) for cell in column]


def machine() -> dict[str, object]:
    """Where it was measured: ratios can be compared between machines, seconds cannot."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
    }


def busy() -> str:
    """A warning where other work takes more than a quarter of the machine; else nothing."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load <= cores / 4:
        return ""
    return f"Load {load:.1f} on {cores} cores: trust the ratios of CPU seconds, not wall and cores."


def as_json(done: Measured) -> dict[str, object]:
    """Every run and every score of a case."""
    return {
        "case": done.case.name,
        "locales": list(done.case.locales),
        "files": done.case.files,
        "messages": done.case.messages,
        "runs": [asdict(run) for run in done.runs],
        "scores": {tool: asdict(marks) for tool, marks in done.scores.items()},
    }
