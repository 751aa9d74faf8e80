"""The tools that check catalogues: how each is started, and what it says of which message."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lingotype.errors import LingotypeError
from lingotype.formats import po
from measuring.tools import OURS, Command

Key = tuple[str, str | None, str]
"""A message: its file relative to locale/, its msgctxt, its msgid."""

Reports = dict[Key, Counter[str]]
"""How often each rule speaks of a message. Of ours a rule's name begins with its level."""

LOCALE = "locale"
LEVELS = ("refuse", "warn", "style")

_PLACE = re.compile(
    r"^(?:locale/)?(?P<file>[^:\n]+\.po):(?P<line>\d+): *(?P<said>.*)$", re.MULTILINE
)
_RULE = re.compile(r"\(([\w-]+)\)$")
_FILTER = re.compile(r"^\(pofilter\) (\w+):")


@dataclass(frozen=True)
class Checker:
    """A tool. commands: those that check all catalogues in the locale/ of a folder.

    reports: what they said, from that folder and their output.
    """

    name: str
    commands: Callable[[Path], list[Command]]
    reports: Callable[[Path, str], Reports]


@dataclass
class Said:
    """What a tool reports of the messages of a folder. late: whether it had to be stopped."""

    reports: Reports = field(default_factory=dict)
    late: bool = False


def ask(checker: Checker, folder: Path, patience: float) -> Said:
    """Let a tool check the catalogues of a folder, for so many seconds at most."""
    output: list[str] = []
    try:
        for command in checker.commands(folder):
            ran = subprocess.run(
                command, cwd=folder, capture_output=True, timeout=patience, check=False
            )
            output.append((ran.stdout + ran.stderr).decode("utf-8", "replace"))
    except subprocess.TimeoutExpired:
        said = checker.reports(folder, "\n".join(output)) if output else {}
        return Said(said, late=True)
    return Said(checker.reports(folder, "\n".join(output)))


# The tools


def all_checkers(program: str = "") -> dict[str, Checker | None]:
    """Every tool by name; None for one that is not installed. program: another Lingotype."""
    return {
        OURS: _lingotype(program),
        "msgfmt -c": _msgfmt(),
        "sphinx-lint": _sphinx_lint(),
        "pofilter": _pofilter(),
    }


def _lingotype(program: str) -> Checker:
    start = shlex.split(program) or [sys.executable, "-m", "lingotype"]
    return Checker(OURS, lambda _: [[*start, *("check", "--json", "--style")]], _of_json)


def _msgfmt() -> Checker | None:
    """A process a file, since it takes several for one catalogue."""
    if not shutil.which("msgfmt"):
        return None
    start = ["msgfmt", "-c", "-o", "/dev/null"]
    return Checker("msgfmt -c", lambda at: [[*start, str(f)] for f in catalogues(at)], _of_lines)


def _sphinx_lint() -> Checker | None:
    """All its checks, but for the one of long lines, which no catalogue passes."""
    found = shutil.which("sphinx-lint", path=str(Path(sys.executable).parent))
    if not found:
        return None
    options = ["-j", "1", "-e", "all", "-d", "line-too-long"]
    return Checker("sphinx-lint", lambda _: [[found, *options, LOCALE]], _of_lines)


def _pofilter() -> Checker | None:
    """All its checks, a process a language. Of the Translate Toolkit, which we do not need."""
    found = shutil.which("pofilter")
    return Checker("pofilter", lambda at: list(_filters(found, at)), _of_filter) if found else None


def _filters(program: str, folder: Path) -> Iterator[Command]:
    out = folder / "filtered"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for locale in sorted(path.name for path in (folder / LOCALE).iterdir()):
        to = ["-i", f"{LOCALE}/{locale}", "-o", f"filtered/{locale}"]
        yield [program, "--progress=none", f"--language={locale}", *to]


def catalogues(folder: Path) -> list[Path]:
    """The catalogues of a folder, as seen from it."""
    return sorted(path.relative_to(folder) for path in (folder / LOCALE).rglob("*.po"))


# What they said


def _of_lines(folder: Path, output: str) -> Reports:
    """Of lines such as ``FILE:LINE: text (rule)``."""
    found: Reports = {}
    lines = {match["file"] for match in _PLACE.finditer(output)}
    finders = {file: _finder(folder / LOCALE, file) for file in lines}
    for match in _PLACE.finditer(output):
        key = finders[match["file"]](int(match["line"]))
        rule = _RULE.search(match["said"])
        if key:
            found.setdefault(key, Counter())[rule[1] if rule else match["said"]] += 1
    return found


def _of_json(folder: Path, output: str) -> Reports:
    """Of the findings of Lingotype."""
    found: Reports = {}
    try:
        said: dict[str, Any] = json.JSONDecoder().raw_decode(output[max(0, output.find("{")) :])[0]
    except ValueError:
        last = output.strip().rpartition("\n")[2]
        raise LingotypeError(f"lingotype check gave no JSON: {last}", str(folder)) from None
    finders: dict[str, Callable[[int], Key | None]] = {}
    for finding in said.get("findings", ()):
        file = str(finding["path"]).removeprefix(f"{LOCALE}/")
        if file not in finders:
            finders[file] = _finder(folder / LOCALE, file)
        key = finders[file](finding["line"])
        if key:
            found.setdefault(key, Counter())[f"{finding['level']} {finding['rule']}"] += 1
    return found


def _of_filter(folder: Path, _output: str) -> Reports:
    """Of the catalogues that pofilter writes: what it objects to, with comments that say why."""
    found: Reports = {}
    out = folder / "filtered"
    for path in sorted(out.rglob("*.po")):
        file = path.relative_to(out).as_posix()
        try:
            messages = po.read(path.read_bytes(), str(path)).messages
        except LingotypeError:
            continue
        for message in messages:
            rules = (_FILTER.match(comment.strip()) for comment in message.translator_comments)
            said = Counter(rule[1] for rule in rules if rule)
            if said:
                found[file, message.msgctxt, message.msgid] = said
    return found


def _finder(locale: Path, file: str) -> Callable[[int], Key | None]:
    """Gives the message in which a line of a catalogue lies."""
    try:
        messages = po.read((locale / file).read_bytes(), file).messages
    except (LingotypeError, OSError):
        messages = ()
    starts = [message.line - _above(message.written) for message in messages]

    def message_at(line: int) -> Key | None:
        place = bisect_right(starts, line) - 1
        if place < 0:
            return None
        return (file, messages[place].msgctxt, messages[place].msgid)

    return message_at


def _above(written: str) -> int:
    """The lines of comments that stand above a msgid."""
    lines = written.lstrip("\n").split("\n")
    return next((n for n, line in enumerate(lines) if line.startswith("msg")), 0)


def merged(several: Iterable[Reports]) -> Reports:
    """All reports; each is of other messages."""
    return {key: rules for reports in several for key, rules in reports.items()}
