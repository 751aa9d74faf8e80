"""Tools in turns on the same inputs, so that a slow moment of the machine meets all of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from made import trees

from measuring import child, scores
from measuring.cases import Case
from measuring.scores import Scores
from measuring.tools import OURS, Command, Place, Tool

UPDATE, AGAIN, EMPTIED, DATED = "update", "again", "again, no cache", "new date only"
STEPS = (UPDATE, AGAIN, EMPTIED, DATED)
"""What each tool does in a round, one after the other on one copy: the update; once more with
nothing to do; that without our cache; and with templates whose creation date has moved."""


@dataclass(frozen=True)
class Run:
    """What one step of one tool took. cpu and wall: seconds; memory: bytes of the largest
    process; failed: commands that ended with an error; lines: changed by it in the catalogues,
    as a unified diff counts them (None without git).
    """

    tool: str
    step: str
    round: int
    cpu: float
    wall: float
    memory: int
    failed: int
    lines: int | None


@dataclass
class Measured:
    """All runs of a case, and how good each tool's catalogues are (where that can be known)."""

    case: Case
    runs: list[Run] = field(default_factory=list)
    scores: dict[str, Scores] = field(default_factory=dict)


def measured(
    case: Case, tools: Sequence[Tool], rounds: int, work: Path, steps: Iterable[str] = STEPS
) -> Measured:
    """Every tool takes every step in every round, each time on a fresh copy.

    Another tool begins each round. work: a folder for the copies, which are removed.
    """
    done = Measured(case)
    for number in range(rounds):
        turn = number % len(tools)
        for tool in (*tools[turn:], *tools[:turn]):
            if number == 0 or not tool.once:
                _take_turn(done, tool, number, work / "turn", tuple(steps))
    return done


def _take_turn(done: Measured, tool: Tool, number: int, folder: Path, steps: Sequence[str]) -> None:
    place = _fresh(done.case, folder)
    for step in steps:
        if step == EMPTIED and tool.name != OURS:
            continue
        _say(f"{done.case.name}, round {number + 1}: {tool.name}, {step}")
        done.runs.append(_step(tool, step, number, place))
        if step == UPDATE and number == 0 and len(done.case.locales) == 1:
            done.scores[tool.name] = scores.score(done.case, place.catalogues(place.locales[0]))
    shutil.rmtree(folder)


def _fresh(case: Case, folder: Path) -> Place:
    place = Place(folder, case.locales)
    shutil.copytree(case.old, place.locale)
    shutil.copytree(case.pot, place.pot)
    _make_folders(place)
    return place


def _make_folders(place: Place) -> None:
    """Folders for new files: not every tool makes them."""
    for template in place.pot.rglob("*.pot"):
        for locale in place.locales:
            below = template.parent.relative_to(place.pot)
            (place.catalogues(locale) / below).mkdir(parents=True, exist_ok=True)


def _step(tool: Tool, step: str, number: int, place: Place) -> Run:
    shutil.rmtree(place.before, ignore_errors=True)
    shutil.copytree(place.locale, place.before)
    if step == EMPTIED:
        _empty_caches(place)
    if step == DATED:
        trees.later(place.pot)
    taken = _run(tool.commands(place), place.folder)
    lines = _changed_lines(place.before, place.locale)
    return Run(tool.name, step, number, lines=lines, **taken)


def _empty_caches(place: Place) -> None:
    for folder in sorted(place.folder.rglob("cache")):
        shutil.rmtree(folder, ignore_errors=True)


def _run(commands: list[Command], folder: Path) -> dict[str, Any]:
    log = folder / "log"
    job = {"commands": commands, "folder": str(folder), "log": str(log)}
    ran = subprocess.run(
        [sys.executable, "-I", "-S", child.__file__],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    taken: dict[str, Any] = json.loads(ran.stdout)
    if taken["failed"]:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        _say(f"  {taken['failed']} failed: {said[-1] if said else 'without a word'}")
    return taken


def _changed_lines(before: Path, after: Path) -> int | None:
    """Lines gone and lines added, as git counts them."""
    git = shutil.which("git")
    if not git:
        return None
    options = ["-c", "core.quotePath=false", "diff", "--no-index", "--no-renames", "--numstat"]
    shown = subprocess.run(
        [git, *options, str(before), str(after)], capture_output=True, text=True, check=False
    )
    counts = (line.split("\t")[:2] for line in shown.stdout.splitlines())
    return sum(int(count) for both in counts for count in both if count.isdigit())


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
