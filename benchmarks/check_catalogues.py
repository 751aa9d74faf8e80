"""Checking catalogues: Lingotype beside msgfmt, sphinx-lint and pofilter, on planted mistakes.

    python benchmarks/check_catalogues.py [--kinds] [--per-kind N] [--public DIR …] [--json FILE]

plants mistakes of many kinds in copies of our own book's catalogues, one in a message, the same
ones each time; lets every tool at hand check the good catalogues and those with the mistakes; and
prints what share of each kind was found. A mistake counts as found if the tool says something of
its message that it does not say of the same message without it. Then: the share of good messages
that are reported, and how many messages a second each tool checks. With --public the last two for
catalogues of your own, each DIR a folder of .po files that is named after its language.

Of Lingotype's findings the columns say: refused; refused or warned of; of any level. A tool that
is not installed is left out: msgfmt is part of gettext, pofilter of the Translate Toolkit.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import checkers, pace, recall, tables
from measuring.checkers import LOCALE, Checker
from measuring.recall import Found
from planted import KINDS, planting
from planted.planting import Book, Planted

from lingotype.errors import LingotypeError
from lingotype.formats import po
from lingotype.model.language import Language

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = 2
"""Mistakes of a kind that --missed shows."""

_CONF = """
from pathlib import Path

language = "en"
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False
lingotype_languages = {languages!r}
"""


def main() -> int:
    """Plant, ask, print; 2 for a folder that cannot be measured."""
    options = _options().parse_args()
    if options.kinds:
        print(tables.table(list(_kind_rows())))
        return 0
    if warning := tables.busy():
        print(warning, file=sys.stderr)
    try:
        with tempfile.TemporaryDirectory() as folder:
            figures = _measured(options, Path(folder))
    except LingotypeError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        text = json.dumps({"machine": tables.machine(), **figures}, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--kinds", action="store_true", help="list the kinds of mistakes and end")
    add("--per-kind", type=int, default=12, metavar="N", help="mistakes of each kind (12; 0: none)")
    add("--seed", type=int, default=0, help="plant others (0)")
    add("--rounds", type=int, default=3, help="turns of each tool when it is timed (3)")
    add("--quick", action="store_true", help="three mistakes of each kind, and nothing is timed")
    add("--patience", type=float, default=60, metavar="S", help="seconds a command may take (60)")
    add("--public", type=Path, nargs="+", action="extend", default=[], metavar="DIR")
    add("--missed", type=Path, metavar="FILE", help="write what Lingotype misses, with examples")
    add("--lingotype", default="", metavar="COMMAND", help="the program to measure as ours")
    add("--json", type=Path, metavar="FILE", help="write all figures for machines")
    return parser


def _kind_rows() -> Iterator[tables.Row]:
    yield ("kind", "group", "what is wrong")
    for kind in KINDS.values():
        yield (kind.name, kind.group, kind.description)


def _measured(options: argparse.Namespace, work: Path) -> dict[str, object]:
    tools = _tools(options)
    figures: dict[str, object] = {}
    if options.per_kind:
        figures["book"] = _book(options, tools, work)
    for folder in options.public:
        figures[folder.name] = _public(options, tools, folder, work)
    return figures


def _tools(options: argparse.Namespace) -> list[Checker]:
    found = checkers.all_checkers(options.lingotype)
    for name, tool in found.items():
        if tool is None:
            print(f"{name} is not installed and left out", file=sys.stderr)
    return [tool for tool in found.values() if tool]


# Our own book


def _book(options: argparse.Namespace, tools: Sequence[Checker], work: Path) -> dict[str, object]:
    book = planting.read(ROOT / LOCALE)
    planted = planting.plant(book, KINDS.values(), _count(options), options.seed)
    found = _asked(book, planted, tools, work, options.patience)
    with_note = {recall.key_of(one) for one in planted}
    untouched = pace.translated(pace.read(_tree(book, (), work / "book"))) - with_note
    untouched |= {key for key in with_note if key[2] in _own_texts(book)}
    for rows in (recall.kind_rows, recall.group_rows):
        print(f"\n{tables.table(list(rows(found, KINDS)))}")
    print(f"\n{tables.table(list(recall.flagged_rows(found, untouched)))}")
    for tool, name in found.late:
        print(f"{tool} was stopped after {options.patience:.0f} s: {name}", file=sys.stderr)
    if options.missed:
        options.missed.write_text(_missed(found), encoding="utf-8")
    timed = {} if options.quick else _timed(options, tools, work / "book", "our book")
    return {"found": recall.as_json(found, KINDS, untouched), "seconds": timed}


def _count(options: argparse.Namespace) -> int:
    count: int = min(3, options.per_kind) if options.quick else options.per_kind
    return count


def _own_texts(book: Book) -> set[str]:
    """The msgids as they are, without notes."""
    return {message.msgid for catalogue in book.catalogues.values() for message in catalogue}


def _asked(
    book: Book, planted: Sequence[Planted], tools: Sequence[Checker], work: Path, patience: float
) -> Found:
    """Every tool sees the good catalogues once, and those with mistakes."""
    good = _tree(book, planted, work / "good")
    bad = dict(_bad_trees(book, planted, work))
    found = Found(planted)
    for tool in tools:
        print(f"{tool.name} checks {len(planted):,} mistakes", file=sys.stderr)
        said = checkers.ask(tool, good, patience)
        found.add(tool.name, said, {n: checkers.ask(tool, at, patience) for n, at in bad.items()})
    return found


def _tree(book: Book, planted: Sequence[Planted], folder: Path) -> Path:
    """A project with the good catalogues."""
    planting.write(planting.with_good(book, planted), folder / LOCALE)
    return _project(folder)


def _bad_trees(book: Book, planted: Sequence[Planted], work: Path) -> Iterator[tuple[str, Path]]:
    """A project for each sheet of mistakes, with the catalogues that have some."""
    for sheet in sorted({one.sheet for one in planted}):
        own = [one for one in planted if one.sheet == sheet]
        files = {one.spot[0] for one in own}
        made = planting.with_bad(book, own)
        folder = work / f"bad-{sheet}"
        planting.write({file: made[file] for file in files}, folder / LOCALE)
        yield sheet, _project(folder)


def _project(folder: Path) -> Path:
    """The folder, with the book's conf.py, text and termbases."""
    shutil.copyfile(ROOT / "conf.py", folder / "conf.py")
    shutil.copytree(ROOT / "source", folder / "source")
    for terms in (ROOT / LOCALE).glob("*/terms.csv"):
        home = folder / LOCALE / terms.parent.name
        (home / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(terms, home / terms.name)
    return folder


def _missed(found: Found) -> str:
    """What Lingotype says nothing of, as Markdown."""
    lines = ["| kind | group | missed | of | example |", "|---|---|---|---|---|"]
    for kind, silent in recall.missed(found, KINDS.values()):
        count = sum(one.kind == kind.name for one in found.planted)
        for place, one in enumerate(silent[:EXAMPLES]):
            shares = (str(len(silent)), str(count)) if not place else ("", "")
            cells = (kind.name, kind.group, *shares, f"{one.spot[0]}: {_change(one)}")
            lines.append(f"| {' | '.join(cell.replace('|', '¦') for cell in cells)} |")
    return "\n".join([*lines, ""])


def _change(one: Planted) -> str:
    """What was and what is, with a little around it."""
    was, now = one.good.msgstr, one.bad.msgstr
    start = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0)
    same = zip(was[start:][::-1], now[start:][::-1], strict=False)
    end = next((n for n, (a, b) in enumerate(same) if a != b), min(len(was), len(now)) - start)
    around = [text[max(0, start - 20) : len(text) - end + 20][:200] for text in (was, now)]
    return f"`` {around[0]!r} `` → `` {around[1]!r} ``"


# Catalogues of others


def _public(
    options: argparse.Namespace, tools: Sequence[Checker], folder: Path, work: Path
) -> dict[str, object]:
    """What is reported of catalogues that people have reviewed, and how fast."""
    place = _copied(folder, work / "public" / folder.name)
    read = pace.read(place)
    keys = pace.translated(read)
    reports = {tool.name: checkers.ask(tool, place, 20 * options.patience) for tool in tools}
    found = Found(())
    for name, said in reports.items():
        found.add(name, said, {})
    print(f"\n{folder.name}\n\n{tables.table(list(recall.flagged_rows(found, keys)))}")
    timed = {} if options.quick else _timed(options, tools, place, folder.name)
    flagged = recall.as_json(found, {}, keys)
    return {"files": len(read), "found": flagged, "seconds": timed}


def _copied(folder: Path, place: Path) -> Path:
    """A project with the catalogues of a folder; what cannot be read is left out."""
    locale = Language.parse(folder.name).locale_name
    target = place / LOCALE / locale / "LC_MESSAGES"
    for path in sorted(folder.rglob("*.po")):
        to = target / path.relative_to(folder)
        to.parent.mkdir(parents=True, exist_ok=True)
        if _readable(path):
            shutil.copyfile(path, to)
    if not target.exists():
        raise LingotypeError(
            "no .po file stands in it", str(folder), "Name a folder that has some."
        )
    (place / "conf.py").write_text(_CONF.format(languages=[locale]), encoding="utf-8")
    (place / "index.rst").touch()
    return place


def _readable(path: Path) -> bool:
    try:
        return bool(po.read(path.read_bytes(), str(path)).messages)
    except LingotypeError:
        return False


def _timed(
    options: argparse.Namespace, tools: Sequence[Checker], place: Path, name: str
) -> dict[str, list[float]]:
    """CPU seconds by tool; printed as messages a second."""
    messages = pace.looked_at(pace.read(place))
    taken = pace.seconds(tools, place, options.rounds)
    print(f"\n{name}: {messages:,} messages\n\n{tables.table(list(pace.rows(taken, messages)))}")
    return taken


if __name__ == "__main__":
    sys.exit(main())
