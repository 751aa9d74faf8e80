"""How many messages a second tools check, on one core: CPU seconds of whole processes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from planted.planting import locale_of

from lingotype.check.check import check
from lingotype.check.pair import Setting
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.message import State
from measuring import child
from measuring.checkers import LOCALE, Checker, Key, catalogues
from measuring.tables import Row
from measuring.tools import OURS

IN_PROCESS = f"{OURS}, without start and reading"


def read(folder: Path) -> dict[str, Catalogue]:
    """The catalogues in a folder's locale/, by file."""
    files = {path.relative_to(LOCALE).as_posix(): folder / path for path in catalogues(folder)}
    return {file: po.read(path.read_bytes(), file) for file, path in files.items()}


def translated(read: dict[str, Catalogue]) -> set[Key]:
    """The messages that readers see as translated."""
    return {
        (file, message.msgctxt, message.msgid)
        for file, catalogue in read.items()
        for message in catalogue
        if message.state is State.TRANSLATED
    }


def looked_at(read: dict[str, Catalogue]) -> int:
    """The messages that have a translation, fuzzy ones among them."""
    states = (message.state for catalogue in read.values() for message in catalogue)
    return sum(state in {State.TRANSLATED, State.FUZZY} for state in states)


def seconds(checkers: Sequence[Checker], folder: Path, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each tool in each round, in turns; and of our checking by itself."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for checker in checkers:
            found.setdefault(checker.name, []).append(_cpu(checker, folder))
        found.setdefault(IN_PROCESS, []).append(_checking(read(folder)))
    return found


def _cpu(checker: Checker, folder: Path) -> float:
    job = {
        "commands": checker.commands(folder),
        "folder": str(folder),
        "log": str(folder / "log"),
    }
    ran = subprocess.run(
        [sys.executable, "-I", "-S", child.__file__],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(json.loads(ran.stdout)["cpu"])


def _checking(read: dict[str, Catalogue]) -> float:
    """In this process; what a first message makes the rules load is not counted."""
    source = Language.parse("en")
    jobs = [
        (catalogue, Setting(Language.parse(locale_of(file)), source))
        for file, catalogue in read.items()
    ]
    for catalogue, setting in jobs[:1]:
        check(Catalogue(messages=catalogue.messages[:1]), setting)
    started = time.process_time()
    for catalogue, setting in jobs:
        check(catalogue, setting)
    return time.process_time() - started


def rows(taken: dict[str, list[float]], messages: int) -> Iterator[Row]:
    """A row a tool, the fastest first: CPU seconds (the median), messages a second, times ours."""
    yield ("tool", "CPU s", "messages/s", "times ours")
    middle = {tool: median(several) for tool, several in taken.items()}
    for tool in sorted(middle, key=lambda name: middle[name]):
        took = max(middle[tool], 0.001)
        ratio = took / max(middle[OURS], 0.001)
        yield (tool, f"{took:.2f}", f"{messages / took:,.0f}", f"{ratio:.2f}")
