"""`lingotype update --prune`: lists what is kept only as memory, asks, and deletes it for good."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import revision
from tests.revision import (
    BELL,
    FISH,
    ROPE,
    SALT,
    WIND,
    catalogue,
    outside_build,
    templates,
    translated,
    translation,
)
from tests.terminal import on_a_terminal

from lingotype.cli import asking
from lingotype.formats import po

FAILED = 2
HOUSE = "locale/de/LC_MESSAGES/house.po"
QUAY = "locale/de/LC_MESSAGES/quay.po"
MOVED = "The mole was built of the stones of an older mole, far out in the bay."


@pytest.fixture
def book(tmp_path: Path, lingotype: Callable) -> Path:
    """A paragraph was deleted, one moved to another document, and a document was deleted."""
    book = revision.project(tmp_path / "book", "de", "fr")
    documents = {"quay": [WIND, FISH, MOVED], "house": [SALT, ROPE], "mole": [BELL]}
    templates(book, documents)
    for tag in ("de", "fr"):
        translated(book, tag, documents)
    templates(book, {"quay": [WIND], "mole": [BELL, MOVED]})
    assert lingotype("update", cwd=book).code == 0
    return book


def live(book: Path) -> list[str]:
    """Every line of every message that is not memory, in the order of the files."""
    found = []
    for domain in ("quay", "mole"):
        for tag in ("de", "fr"):
            catalogue = revision.read(book, tag, domain)
            assert catalogue.header
            found += [catalogue.header.written, *(x.written.strip() for x in catalogue.live)]
    return found


# --- what is listed ------------------------------------------------------------------------


def test_all_that_is_kept_only_as_memory_is_listed(book: Path, lingotype: Callable):
    """Language, document, whether a live message has the same, and the text; then the sum."""
    done = lingotype("update", "--prune", "--yes", "-l", "de", cwd=book)
    head, *lines, total = done.out.splitlines()
    assert head.split() == ["document", "text"]
    rows = [re.split(" {2,}", line) for line in lines]
    assert [(tag, domain, note) for tag, domain, note, _ in rows] == [
        ("de", "house", "the only copy"),
        ("de", "house", "the only copy"),
        ("de", "quay", "the only copy"),
        ("de", "quay", "copied"),
    ]
    assert all(text[:12] in (SALT + ROPE + FISH + MOVED) for *_, text in rows)
    assert total == "4 translations, 3 the only copy"
    assert {line.index(text) for line, (*_, text) in zip(lines, rows, strict=True)} == {
        head.index("text")
    }
    assert done.err.splitlines() == [f"pruned  {HOUSE}", f"pruned  {QUAY}"]


def test_with_nothing_to_prune_nobody_is_asked(book: Path, lingotype: Callable):
    """Also where there is no terminal."""
    lingotype("update", "--prune", "--yes", cwd=book)
    before = outside_build(book)
    done = lingotype("update", "--prune", cwd=book)
    assert (done.code, done.err) == (0, "")
    assert done.out == "0 translations, 0 the only copy\n"
    assert outside_build(book) == before


# --- what is asked -------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["n", "", "no"])
def test_nothing_is_deleted_without_a_yes(book: Path, answer: str):
    """No is also what Enter says."""
    before = outside_build(book)
    done = on_a_terminal("update", "--prune", cwd=book, typed=[answer])
    assert done.code == 0
    assert "8 translations, 6 the only copy" in done.out
    assert "Delete them for good? [y/N]: " in done.out
    assert "Nothing was deleted." in done.out
    assert outside_build(book) == before


def test_a_yes_deletes(book: Path):
    done = on_a_terminal("update", "--prune", cwd=book, typed=["y"])
    assert done.code == 0
    assert f"pruned  {QUAY}" in done.out
    assert not revision.read(book, "de", "quay").obsolete


def test_without_a_terminal_nothing_is_deleted(book: Path):
    """Exit code 2, after the list."""
    before = outside_build(book)
    command = [sys.executable, "-m", "lingotype", "update", "--prune"]
    done = subprocess.run(
        command, cwd=book, input="y\n", capture_output=True, text=True, check=False
    )
    assert done.returncode == FAILED
    assert "--prune asks, and this is no terminal; add --yes" in done.stderr
    assert "8 translations" in done.stdout
    assert outside_build(book) == before


# --- what is deleted -----------------------------------------------------------------------


def test_afterwards_nothing_live_has_changed_by_a_byte(book: Path, lingotype: Callable):
    """Only memory is gone; an update has nothing to do."""
    before = live(book)
    assert lingotype("update", "--prune", "--yes", cwd=book).code == 0
    assert live(book) == before
    files = outside_build(book)
    assert lingotype("update", cwd=book).code == 0
    assert outside_build(book) == files
    for tag in ("de", "fr"):
        assert revision.msgstrs(book, tag) == {translation(x, tag) for x in (WIND, BELL, MOVED)}


def test_the_catalogue_of_a_gone_document_is_deleted(book: Path, lingotype: Callable):
    """It held nothing but memory."""
    assert (book / HOUSE).exists()
    lingotype("update", "--prune", "--yes", cwd=book)
    assert not (book / HOUSE).exists()
    assert "its document is gone" not in lingotype("update", cwd=book).err


def test_only_the_languages_named_are_pruned(book: Path, lingotype: Callable):
    before = {x: y for x, y in outside_build(book).items() if "/fr/" in x}
    lingotype("update", "--prune", "--yes", "-l", "de", cwd=book)
    assert {x: y for x, y in outside_build(book).items() if "/fr/" in x} == before


def test_copies_deletes_what_a_live_message_has_just_so(book: Path, lingotype: Callable):
    """And nothing that is the only copy of somebody's work."""
    before = revision.msgstrs(book, "de")
    done = lingotype("update", "--prune", "copies", "--yes", cwd=book)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "2 translations, 0 the only copy"
    assert revision.msgstrs(book, "de") == before
    assert [x.msgid for x in revision.read(book, "de", "quay").obsolete] == [FISH]
    assert (book / HOUSE).exists()


def test_the_catalogue_of_a_renamed_document_is_all_copies(tmp_path: Path, lingotype: Callable):
    """So `copies` tidies up after renaming; what was lost on the way keeps its file."""
    book = revision.project(tmp_path / "renamed", "de")
    templates(book, {"quay": [WIND, FISH], "house": [SALT, ROPE]})
    translated(book, "de", {"quay": [WIND, FISH], "house": [SALT, ROPE]})
    templates(book, {"kay": [WIND, FISH], "home": [SALT]})
    lingotype("update", cwd=book)
    assert lingotype("update", "--prune", "copies", "-y", cwd=book).code == 0
    assert not catalogue(book, "de", "quay").exists()
    assert set(revision.states(book, "de", "house")) == {ROPE}


def test_a_live_message_that_is_fuzzy_is_no_copy(tmp_path: Path, lingotype: Callable):
    """Nobody has said yet that it is right."""
    book = revision.project(tmp_path / "fuzzy", "de")
    templates(book, {"quay": [WIND]})
    translated(book, "de", {"quay": [WIND], "old": [WIND]})
    path = catalogue(book, "de", "quay")
    path.write_text(path.read_text().replace('msgid "The', '#, fuzzy\nmsgid "The'))
    lingotype("update", "--prune", "copies", "-y", cwd=book)
    assert catalogue(book, "de", "old").exists()
    assert revision.read(book, "de", "quay").live[0].fuzzy


def test_what_became_live_while_the_question_stood_there_is_not_deleted(
    book: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch
):
    """Somebody else works in the same folder: only what was listed, and still is memory, goes."""

    def answered(_question: str) -> bool:
        path = book / QUAY
        text = path.read_text()
        obsolete = text[text.index("#~ msgid") :]
        path.write_text(text.replace(obsolete, obsolete.replace("#~ ", "", 2)))
        return True

    monkeypatch.setattr(asking, "must_be_able_to", lambda _: None)
    monkeypatch.setattr(asking, "sure", answered)
    assert lingotype("update", "--prune", "-l", "de", cwd=book).code == 0
    found = po.read((book / QUAY).read_bytes())
    assert [x.msgid for x in found] == [WIND, FISH]
    assert not found.obsolete


def test_a_tree_without_source_is_pruned_too(book: Path, lingotype: Callable):
    """With -p and -d."""
    (book / "conf.py").unlink()
    (book / "index.rst").unlink()
    done = lingotype("update", "-p", "locale/pot", "-d", "locale", "--prune", "--yes", cwd=book)
    assert done.code == 0
    assert not (book / HOUSE).exists()


def test_without_templates_nothing_is_pruned(book: Path, lingotype: Callable):
    """Everything would count as memory."""
    templates(book, {})
    before = outside_build(book)
    assert lingotype("update", "--prune", "--yes", cwd=book).code == FAILED
    assert outside_build(book) == before
