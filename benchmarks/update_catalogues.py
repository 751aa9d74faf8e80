"""Bringing catalogues up to date: Lingotype beside msgmerge, pot2po and sphinx-intl.

    python benchmarks/update_catalogues.py [--quick] [--public DIR …] [--json FILE]

makes catalogues of the size of Python's documentation (500 files, 54,000 messages, the same
ones each time) and the templates of a year later, has every tool at hand bring the ones up
to date with the others, in turns, and prints what that took and what it is worth. Then
Lingotype does 30 languages at once, of 60 files each.

Ratios are what counts: the tools meet the same files at nearly the same time. A tool that is
not installed is left out: msgmerge is part of gettext, pot2po of the Translate Toolkit.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from made import trees
from measuring import tables, tools
from measuring.cases import Case, opened
from measuring.rounds import AGAIN, EMPTIED, STEPS, UPDATE, Measured, measured
from measuring.tools import Tool

from lingotype.errors import LingotypeError

PER_FILE = 108
"""Messages of a document in Python's documentation, on average."""


def main() -> int:
    """Measure each case, print its tables; 2 for folders that are no case."""
    options = _options().parse_args()
    machine = tables.machine()
    if warning := tables.busy():
        print(warning, file=sys.stderr)
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = [_shown(one) for one in _measurements(options, Path(folder))]
    except LingotypeError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        figures = {"machine": machine, "cases": [tables.as_json(one) for one in done]}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--files", type=int, default=500, help="documents in the made catalogues (500; 0: none)")
    add("--messages", type=int, default=54_000, help="messages in them (54,000)")
    add("--rounds", type=int, default=3, help="turns of each tool (3; sphinx-intl has one)")
    add("--quick", action="store_true", help="leave out sphinx-intl, which takes minutes")
    add("--languages", type=int, default=30, help="languages at once (30; 0: leave this out)")
    add("--language-files", type=int, default=60, help="documents in each of them (60)")
    add("--public", type=Path, nargs="+", action="extend", default=[], metavar="DIR")
    add("--generous", action="store_true", help="ours with less sure suggestions too")
    add("--no-cache", action="store_true", help="only runs that our cache does not help")
    add("--keep", type=Path, metavar="DIR", help="make the catalogues here and leave them")
    add("--lingotype", default="", metavar="COMMAND", help="the program to measure as ours")
    add("--pot2po", default="", metavar="PATH", help="pot2po, where it is not on the path")
    add("--json", type=Path, metavar="FILE", help="write all figures for machines")
    return parser


def _measurements(options: argparse.Namespace, work: Path) -> Iterator[Measured]:
    steps = tuple(step for step in STEPS if not (options.no_cache and step == AGAIN))
    for case in _cases(options, work):
        yield measured(case, _tools(options), options.rounds, work, steps)
    if options.languages:
        case = _many_languages(options, work)
        ours = [tools.lingotype(options.lingotype)]
        steps = tuple(step for step in steps if step in {UPDATE, AGAIN, EMPTIED})
        yield measured(case, ours, options.rounds, work, steps)


def _cases(options: argparse.Namespace, work: Path) -> Iterator[Case]:
    if options.files:
        folder = options.keep or work / "made"
        yield _made("made catalogues", folder, options.files, options.messages, 1)
    for number, folder in enumerate(options.public):
        yield opened(folder, work / f"public{number}")


def _many_languages(options: argparse.Namespace, work: Path) -> Case:
    """A smaller library, with documents as long as the others."""
    files = options.language_files
    messages = files * options.messages // options.files if options.files else files * PER_FILE
    return _made(
        f"{options.languages} languages", work / "many", files, messages, options.languages
    )


def _made(name: str, folder: Path, files: int, messages: int, languages: int) -> Case:
    locales = trees.LOCALES[:languages]
    made = trees.make(folder, files, messages, locales)
    edits = ", ".join(f"{count:,} {what}" for what, count in sorted(made.counts.items()))
    print(f"{name}, edited: {edits}", file=sys.stderr)
    return Case(name, folder, tuple(sorted(locales)))


def _tools(options: argparse.Namespace) -> Sequence[Tool]:
    others = {"msgmerge": tools.msgmerge(), "pot2po": tools.pot2po(options.pot2po)}
    if not options.quick:
        others["sphinx-intl"] = tools.sphinx_intl()
    for name, tool in others.items():
        if tool is None:
            print(f"{name} is not installed and left out", file=sys.stderr)
    ours = [tools.lingotype(options.lingotype)]
    if options.generous:
        ours.append(tools.generous(options.lingotype))
    return [*ours, *(tool for tool in others.values() if tool)]


def _shown(done: Measured) -> Measured:
    case = done.case
    each = " in each language" if len(case.locales) > 1 else ""
    print(f"\n{case.name}: {case.files:,} files, {case.messages:,} messages{each}\n")
    print(tables.cpu_table(done))
    if done.scores:
        print(f"\n{tables.score_table(done)}")
    return done


if __name__ == "__main__":
    sys.exit(main())
