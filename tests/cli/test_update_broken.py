"""A broken catalogue stops its own language, names its line, and loses nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import revision
from tests.revision import BELL, FISH, ROPE, SALT, TEXTS, WIND, files, templates, translated

from lingotype.cli import update_command
from lingotype.model.message import State

FAILED = 2
BROKEN = "locale/de/LC_MESSAGES/quay.po"
CHANGED = WIND.replace("boats", "big boats")

DAMAGES: dict[str, tuple[int, Callable[[bytes], bytes]]] = {
    "conflict markers": (12, lambda data: data.replace(b"\n#: ", b"\n<<<<<<< HEAD\n#: ", 1)),
    "cut off": (17, lambda data: data[: data.index(b'"', data.index(b"msgid", 400)) + 9]),
    "a msgid twice": (25, lambda data: data + data[data.index(b"\n#: ") :]),
    "a bad charset": (14, lambda data: data.replace(b"(de)", b"\xff\xfe", 1)),
    "an unknown charset": (8, lambda data: data.replace(b"UTF-8", b"UTF-99")),
}
"""What is wrong with a file, and the line that an error shall name."""


@pytest.fixture(params=DAMAGES)
def damage(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three languages, and a text that was revised since."""
    book = revision.project(tmp_path / "book", "ar", "de", "fr")
    documents = {"quay": [WIND, FISH, ROPE], "house": [SALT]}
    templates(book, documents)
    for tag in ("ar", "de", "fr"):
        translated(book, tag, documents)
    templates(book, {"quay": [CHANGED, FISH, ROPE], "house": [SALT, BELL]})
    return book


def break_it(book: Path, damage: str) -> None:
    path = book / BROKEN
    path.write_bytes(DAMAGES[damage][1](path.read_bytes()))


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let several processes be used for however little."""
    monkeypatch.setattr(update_command.updating, "LARGE", 0)


def is_named(said: str, damage: str) -> bool:
    """Whether the file is named with its line."""
    return f"{BROKEN}:{DAMAGES[damage][0]}: " in said


@pytest.mark.parametrize("processes", ["one", "several"])
def test_the_other_languages_are_updated(
    book: Path, lingotype: Callable, damage: str, processes: str, request
):
    """Its own is not touched by a byte; exit code 2."""
    if processes == "several":
        request.getfixturevalue("several")
    break_it(book, damage)
    before = files(book)
    done = lingotype("update", cwd=book)
    assert done.code == FAILED
    assert is_named(done.err, damage), done.err
    assert "Nothing of de changed; update again once it is mended." in done.err
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == ["ar", "fr"]
    after = files(book)
    assert {x for x in after if after[x] != before.get(x)} == {
        f"locale/{tag}/LC_MESSAGES/{domain}.po"
        for tag in ("ar", "fr")
        for domain in ("quay", "house")
    }


def test_a_mended_language_follows(book: Path, lingotype: Callable, damage: str):
    """As if nothing had been."""
    sound = (book / BROKEN).read_bytes()
    other = shutil.copytree(book, book.with_name("other"))
    assert lingotype("update", cwd=other).code == 0
    break_it(book, damage)
    assert lingotype("update", cwd=book).code == FAILED
    (book / BROKEN).write_bytes(sound)
    assert lingotype("update", cwd=book).code == 0
    assert files(book) == files(other)


def test_what_it_would_cost_is_said_of_the_others(book: Path, lingotype: Callable, damage: str):
    """--dry-run as a table, as JSON and as a comment, each with exit code 2."""
    break_it(book, damage)
    before = revision.outside_build(book)
    done = lingotype("update", "--dry-run", cwd=book)
    assert done.code == FAILED
    assert is_named(done.err, damage)
    assert "2 languages, " in done.out
    done = lingotype("update", "--dry-run", "--json", cwd=book)
    assert done.code == FAILED
    found = {one["tag"]: one for one in json.loads(done.out)["languages"]}
    assert is_named(found["de"]["error"], damage)
    assert found["ar"]["work"] == found["fr"]["work"]
    done = lingotype("update", "--dry-run", "--markdown", cwd=book)
    assert done.code == FAILED
    assert "`de`: " in done.out
    assert revision.outside_build(book) == before


def test_impact_is_said_of_the_others(book: Path, lingotype: Callable, damage: str):
    break_it(book, damage)
    before = revision.outside_build(book)
    done = lingotype("impact", "-p", "locale/pot", cwd=book)
    assert done.code == FAILED
    assert is_named(done.err, damage)
    assert [line.split()[0] for line in done.out.splitlines()[1:3]] == ["ar", "fr"]
    assert revision.outside_build(book) == before


def test_impact_names_the_commit_that_has_the_broken_catalogue(
    book: Path, lingotype: Callable, damage: str
):
    """It was mended since; the error is about the file as it was."""
    sound = (book / BROKEN).read_bytes()
    break_it(book, damage)
    name = revision.commit(book)
    (book / BROKEN).write_bytes(sound)
    done = lingotype("impact", "HEAD", "-p", "locale/pot", cwd=book)
    assert done.code == FAILED
    assert is_named(done.err.replace(f"{name[:10]}:", ""), damage)
    assert "2 languages" in done.out


def test_what_is_of_wording_only_can_be_declared_nevertheless(
    book: Path, lingotype: Callable, damage: str
):
    """The others are current at once, and the broken language once it is mended."""
    sound = (book / BROKEN).read_bytes()
    break_it(book, damage)
    broken = (book / BROKEN).read_bytes()
    done = lingotype("update", "--wording-only", "--yes", cwd=book)
    assert done.code == FAILED
    assert is_named(done.err, damage)
    assert revision.states(book, "fr", "quay")[CHANGED] is State.TRANSLATED
    assert (book / BROKEN).read_bytes() == broken
    (book / BROKEN).write_bytes(sound)
    assert lingotype("update", cwd=book).code == 0
    assert revision.states(book, "de", "quay")[CHANGED] is State.TRANSLATED


def test_nothing_is_pruned_beside_a_broken_catalogue(book: Path, lingotype: Callable):
    """What is deleted for good is deleted with open eyes; -l leaves the language out."""
    templates(book, {"quay": [CHANGED, FISH], "house": [SALT, BELL]})
    assert lingotype("update", cwd=book).code == 0
    path = book / BROKEN
    sound = path.read_bytes()
    path.write_bytes(b"<<<<<<< HEAD\n" + sound)
    before = revision.outside_build(book)
    done = lingotype("update", "--prune", "--yes", cwd=book)
    assert done.code == FAILED
    assert f"{BROKEN}:1: " in done.err
    assert ["fr", "quay", "the", "only", "copy"] in [x.split()[:5] for x in done.out.splitlines()]
    assert revision.outside_build(book) == before
    assert lingotype("update", "--prune", "--yes", "-l", "fr", cwd=book).code == 0
    assert ROPE not in revision.states(book, "fr", "quay")


def test_nothing_is_revoked_beside_a_broken_catalogue(book: Path, lingotype: Callable):
    """A decision is taken back in all languages or in none."""
    assert lingotype("update", "--wording-only", "--yes", cwd=book).code == 0
    path = book / BROKEN
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    before = revision.outside_build(book)
    done = lingotype("wording", "--revoke", "1", cwd=book)
    assert done.code == FAILED
    assert f"{BROKEN}:1: " in done.err
    assert revision.outside_build(book) == before


def test_a_broken_catalogue_of_a_document_that_is_gone_stops_its_language_too(
    book: Path, lingotype: Callable
):
    """It is memory: without it translations might be asked for a second time."""
    templates(book, {"house": [SALT, WIND]})
    break_it(book, "cut off")
    before = files(book)
    done = lingotype("update", "-l", "de", cwd=book)
    assert done.code == FAILED
    assert is_named(done.err, "cut off")
    assert files(book) == before


# --- several processes ---------------------------------------------------------------------


def test_several_processes_write_what_one_writes(
    book: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch
):
    """Byte by byte, with the same words, also for a language that is begun and a broken one."""
    templates(book, {"quay": [CHANGED, ROPE], "attic": [SALT], "house": list(TEXTS)})
    break_it(book, "cut off")
    other = shutil.copytree(book, book.with_name("other"))
    arguments = ("update", "-l", "ar,de,fr,it")
    one = lingotype(*arguments, cwd=book)
    monkeypatch.setattr(update_command.updating, "LARGE", 0)
    many = lingotype(*arguments, cwd=other)
    assert many == one
    assert files(other) == files(book)
    assert one.code == FAILED
    again = lingotype(*arguments, cwd=other)
    assert files(other) == files(book)
    assert (again.code, again.err) == (FAILED, one.err)


def test_several_processes_say_what_one_says_of_the_price(
    book: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch
):
    """--dry-run --json hands everything over from worker to command."""
    one = lingotype("update", "--dry-run", "--json", cwd=book)
    monkeypatch.setattr(update_command.updating, "LARGE", 0)
    assert lingotype("update", "--dry-run", "--json", cwd=book) == one


def test_a_broken_template_is_named_by_workers_too(book: Path, lingotype: Callable, several):
    """The text is not known, so no language goes on."""
    path = book / "locale/pot/quay.pot"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    before = files(book)
    done = lingotype("update", cwd=book)
    assert done.code == FAILED
    assert "locale/pot/quay.pot:1: " in done.err
    assert files(book) == before
