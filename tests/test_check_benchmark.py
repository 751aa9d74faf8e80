"""Mistakes are planted as they are said to be, and tools are asked about them fairly."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from lingotype.formats import po

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", autouse=True)
def _benchmarks() -> Iterator[None]:
    """Let tests import what the scripts in benchmarks/ import."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield


@pytest.fixture(scope="module")
def planting(_benchmarks: None) -> ModuleType:
    """benchmarks/planted/planting.py."""
    from planted import planting

    return planting


@pytest.fixture(scope="module")
def book(planting):
    """Our own book."""
    return planting.read(ROOT / "locale")


@pytest.fixture(scope="module")
def planted(planting, book):
    """Two mistakes of every kind."""
    from planted import KINDS

    return planting.plant(book, KINDS.values(), 2)


def test_there_are_many_kinds_of_mistakes_in_three_groups():
    """At least 30, each with a line that says what is wrong."""
    from planted import KINDS
    from planted.kinds import GROUPS

    assert len(KINDS) >= 45
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)
    for kind in KINDS.values():
        assert re.fullmatch(r"[A-Z].*\.", kind.description), kind.name


def test_every_kind_is_planted_in_the_book(planted):
    """As often as it is wanted."""
    from planted import KINDS

    assert Counter(one.kind for one in planted) == dict.fromkeys(KINDS, 2)


def test_a_mistake_changes_the_msgstr_and_nothing_else(planted):
    """Message by message; what is wrong is not what was good."""
    for one in planted:
        good, bad = vars_of(one.good), vars_of(one.bad)
        assert good.pop("msgstrs") != bad.pop("msgstrs"), one.kind
        assert good == bad, one.kind


def vars_of(message) -> dict[str, object]:
    """The fields of a message, but for the text that it was read from."""
    return {name: getattr(message, name) for name in message.__slots__ if name != "written"}


def test_a_message_has_one_mistake_at_most(planted):
    """Else nobody could tell which one a tool has found."""
    assert len({one.spot for one in planted}) == len(planted)


def test_only_translations_that_are_good_get_a_mistake(book, planted):
    """What is fuzzy, untranslated or obsolete stays as it is; a note follows the whole text."""
    for one in planted:
        own = book.message(one.spot)
        assert own.state.value == "translated"
        assert one.good.msgid.startswith(own.msgid)
        assert one.good.msgstr.startswith(own.msgstr)


def test_the_same_seed_plants_the_same(planting, book, planted):
    """So that figures can be compared; another seed plants others."""
    from planted import KINDS

    assert planting.plant(book, KINDS.values(), 2) == planted
    assert planting.plant(book, KINDS.values(), 2, seed=1) != planted


def test_every_language_of_the_book_gets_mistakes(book, planted):
    """About as many as any other, as far as it has the messages."""
    count = Counter(one.locale for one in planted)
    assert set(count) == {planted.locale for planted in planted} == set(book.terms)
    assert max(count.values()) < 4 * min(count.values())


def test_the_catalogues_stay_catalogues(planting, book, planted, tmp_path):
    """They are read again as what was planted, and msgfmt refuses none for its syntax."""
    planting.write(planting.with_bad(book, planted), tmp_path)
    again = planting.read(tmp_path)
    for one in planted:
        assert again.message(one.spot) == one.bad, one.kind
    for file, catalogue in planting.with_good(book, planted).items():
        assert po.read(po.write(catalogue), file) == catalogue


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_gettext_reads_catalogues_with_mistakes(planting, book, planted, tmp_path):
    """What it refuses with -c is a mistake, not the file."""
    planting.write(planting.with_bad(book, planted), tmp_path)
    for path in sorted(tmp_path.rglob("*.po")):
        command = ["msgfmt", "-o", "/dev/null", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or "do not both" in done.stderr, done.stderr


def test_a_note_says_the_same_markup_in_every_language():
    """What is added to a text is added to its translation."""
    from planted.notes import NOTES
    from planted.reading import MARKED

    for name, languages in NOTES.items():
        marks = {tuple(sorted(MARKED.findall(note))) for lang, note in languages.items()}
        sizes = {sum(mark != "<" and mark != ">" for mark in found) for found in marks}
        assert set(languages) == {"en", "de", "es", "fr", "ru", "ur", "zh"}, name
        assert len(sizes) == 1, name


def test_a_tool_finds_a_mistake_only_by_what_it_says_of_it_alone(planted):
    """A tool that says the same of the message as it was has found nothing."""
    from measuring.checkers import Said
    from measuring.recall import Found, key_of

    one = planted[0]
    found = Found([one])
    report = {key_of(one): Counter({"noise": 1})}
    more = {key_of(one): Counter({"noise": 1, "rule": 1})}
    found.add("deaf", Said(report), {one.sheet: Said(report), "another": Said(more)})
    found.add("alert", Said(report), {one.sheet: Said(more), "another": Said(report)})
    assert not found.finds(("deaf", ()), one)
    assert found.finds(("alert", ()), one)
    assert found.flagged(("alert", ()), [key_of(one)]) == 1


def test_the_benchmark_of_checkers_runs(tmp_path):
    """It asks every tool that is there, and Lingotype finds more than half of all mistakes."""
    figures = tmp_path / "figures.json"
    command = [
        *(sys.executable, "benchmarks/check_catalogues.py", "--quick", "--per-kind", "1"),
        *("--json", str(figures)),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "sphinx-lint" in done.stdout
    kinds = json.loads(figures.read_text("utf-8"))["book"]["found"]["kinds"].values()
    assert sum(kind["found"]["Lingotype: or style"] for kind in kinds) > len(kinds) / 2


def test_the_kinds_are_listed():
    """One line a kind."""
    command = [sys.executable, "benchmarks/check_catalogues.py", "--kinds"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "role-lost" in done.stdout
