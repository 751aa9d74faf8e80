"""Reading and writing a catalogue: Lingotype beside polib, Babel and msgcat.

    python benchmarks/read_catalogues.py [messages] [rounds]

makes a catalogue as documentation has them (the same one each time), has every library read it
and write it, in turns, and prints the median CPU seconds and how many times ours they are.
"written anew" renders every message; ours usually gives back the lines that it read, which
is "written". msgcat reads and writes in one go, in a process of its own.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

import babel.messages
import polib
from babel.messages.pofile import read_po, write_po
from made import words
from made.texts import Writer
from made.translation import translated

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, Previous

_HEADER = (
    "Project-Id-Version: benchmark\nPO-Revision-Date: 2020-01-01 00:00+0000\n"
    "Last-Translator: Nobody <nobody@example.org>\nLanguage-Team: French\nLanguage: fr\n"
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n > 1);\n"
)


def catalogue(messages: int) -> Catalogue:
    """Messages as in the documentation of Python, by length, markup and fuzziness.

    A sixth is untranslated, a tenth of the rest fuzzy with the former msgid, 3 % are plural
    and 3 % obsolete.
    """
    dice = random.Random(2024)
    writer = Writer(dice, words.terms(dice, 200))
    return Catalogue(Message("", (_HEADER,)), tuple(_messages(messages, writer)))


def _messages(count: int, writer: Writer) -> Iterator[Message]:
    dice = writer.dice
    for number in range(count):
        msgid, former = f"{number} {writer.text()}", f"{number} {writer.text()}"
        obsolete = dice.random() < 0.03
        fuzzy, plural = not obsolete and dice.random() < 0.1, dice.random() < 0.03
        known = fuzzy or obsolete or dice.random() < 0.84
        msgstr = translated(former if fuzzy else msgid, "fr") if known else ""
        yield Message(
            msgid,
            (msgstr,) * (2 if plural else 1),
            msgid_plural=writer.text() if plural else None,
            flags=("fuzzy",) if fuzzy else (),
            references=(f"../../source/chapter{number // 100}.rst:{number % 100 * 7}",),
            previous=Previous(former) if fuzzy else None,
            obsolete=obsolete,
        )


def _seconds(job: Callable[[], object], who: int | None = None) -> float:
    """CPU seconds of a job in this process, or of the processes that it starts."""
    started = _cpu(who)
    job()
    return _cpu(who) - started


def _cpu(who: int | None) -> float:
    if who is None:
        return time.process_time()
    usage = getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _anew(read: Catalogue) -> Catalogue:
    header = replace(read.header) if read.header else None
    return replace(read, header=header, messages=tuple(replace(message) for message in read))


def main() -> None:
    """Measure in turns, so that a slow moment of the machine meets everyone."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    made = catalogue(messages)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "benchmark.po")
        file.write_bytes(po.write(made))
        _show(file.stat().st_size, messages, _measured(file, rounds))


def _measured(file: Path, rounds: int) -> dict[tuple[str, str], list[float]]:
    """The CPU seconds of each job in each round."""
    ours = po.read(file.read_bytes())
    anew = _anew(ours)
    polibs = polib.pofile(str(file))
    babels = _babel(file)
    jobs: dict[tuple[str, str], Callable[[], object]] = {
        ("read", "Lingotype"): lambda: po.read(file.read_bytes()),
        ("read", "polib"): lambda: polib.pofile(str(file)),
        ("read", "Babel"): lambda: _babel(file),
        ("written", "Lingotype"): lambda: po.write(ours),
        ("written anew", "Lingotype"): lambda: po.write(anew),
        ("written anew", "polib"): lambda: str(polibs),
        ("written anew", "Babel"): lambda: write_po(io.BytesIO(), babels),
    }
    taken: dict[tuple[str, str], list[float]] = {job: [] for job in jobs}
    command = ["msgcat", str(file), "-o", str(file.with_suffix(".out"))]
    for _ in range(rounds):
        for name, job in jobs.items():
            taken[name].append(_seconds(job))
        if shutil.which("msgcat"):
            seconds = _seconds(lambda: subprocess.run(command, check=True), RUSAGE_CHILDREN)
            taken.setdefault(("read + written anew", "msgcat"), []).append(seconds)
    return taken


def _babel(file: Path) -> babel.messages.Catalog:
    with file.open("rb") as lines:
        return read_po(lines)


def _show(size: int, messages: int, taken: dict[tuple[str, str], list[float]]) -> None:
    print(f"{messages:,} messages, {size / 1e6:.1f} MB; median CPU seconds, and times ours")
    medians = {name: median(seconds) for name, seconds in taken.items()}
    both = medians["read", "Lingotype"] + medians["written anew", "Lingotype"]
    for (what, who), seconds in medians.items():
        mine = medians.get((what, "Lingotype"), both)
        print(f"{what:20} {who:10} {seconds:8.3f} {seconds / mine:7.1f}")


if __name__ == "__main__":
    main()
