"""`lingotype init` shows, asks, applies, and says what is next."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from lingotype.cli import main


class Terminal(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def book(copied) -> Path:
    return copied("quickstart")


def conf(book: Path) -> bytes:
    return (book / "source" / "conf.py").read_bytes()


def test_it_applies_with_yes(book: Path, capsys):
    """The diff on stdout; the next steps, which are no result, on stderr."""
    before = conf(book)
    assert main(["-C", str(book), "init", "-l", "it,de", "--yes"]) == 0
    said = capsys.readouterr()
    assert '+lingotype_languages = ["it", "de"]' in said.out
    assert said.out.startswith("--- a/source/conf.py\n+++ b/source/conf.py\n@@")
    assert said.err.index("extract") < said.err.index("update") < said.err.index("publish")
    assert conf(book) != before


def test_without_a_language_the_next_step_is_to_begin_one(book: Path, capsys):
    """A project may be prepared before anybody translates it."""
    assert main(["-C", str(book), "init", "--yes"]) == 0
    assert "lingotype update -l TAG" in capsys.readouterr().err


@pytest.mark.parametrize("also", [[], ["--yes"]])
def test_a_dry_run_only_shows(book: Path, capsys, also: list[str]):
    """Showing was all that was asked, so all is well; --yes does not make it less dry."""
    before = conf(book)
    assert main(["-C", str(book), "init", "--dry-run", *also]) == 0
    assert "+lingotype_languages = []" in capsys.readouterr().out
    assert conf(book) == before


def test_where_nobody_can_be_asked_nothing_is_changed(book: Path, capsys, monkeypatch):
    """In a pipe or in CI the diff is shown, with the way to apply it, and the code is 1."""
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    before = conf(book)
    assert main(["-C", str(book), "init"]) == 1
    said = capsys.readouterr()
    assert "+lingotype_languages" in said.out
    assert "--yes" in said.err
    assert conf(book) == before


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_a_person_is_asked(book: Path, capsys, monkeypatch, answer: str, code: int):
    """No answer is a no."""
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    before = conf(book)
    assert main(["-C", str(book), "init"]) == code
    assert "Apply? [y/N]" in capsys.readouterr().err
    assert (conf(book) != before) == (code == 0)


def test_a_second_time_there_is_nothing_to_add(book: Path, capsys):
    """It says so, and how a language is added."""
    main(["-C", str(book), "init", "-l", "it", "--yes"])
    after = conf(book)
    capsys.readouterr()
    assert main(["-C", str(book), "init", "-l", "it,fr"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing to add" in said.err
    assert "lingotype update -l fr" in said.err
    assert "lingotype update -l it" not in said.err
    assert conf(book) == after


def broken_conf(book: Path) -> None:
    (book / "source" / "conf.py").write_text("import no_such_module\n")


def no_conf(book: Path) -> None:
    (book / "source" / "conf.py").unlink()


def protected_conf(book: Path) -> None:
    (book / "source" / "conf.py").chmod(0o444)


@pytest.mark.parametrize(
    ("spoil", "language", "said"),
    [
        (no_conf, "it", "no conf.py"),
        (broken_conf, "it", "conf.py:1: it raises ModuleNotFoundError"),
        (protected_conf, "it", "protected from writing"),
        (lambda book: None, "klingon", "klingon"),
        (lambda book: None, "en", "en is the language of the text"),
    ],
)
def test_a_failure_is_one_message(lingotype, book: Path, spoil, language: str, said: str):
    """What, where, how to mend it; exit code 2, no traceback, no file changed."""
    spoil(book)
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    ran = lingotype("init", "-l", language, "--yes", cwd=book)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert before == {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
