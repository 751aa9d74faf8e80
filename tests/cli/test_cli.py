"""The command as a user meets it: help, exit codes, errors in one block."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lingotype.cli import COMMANDS


def test_help_lists_every_command(shell: Callable, tmp_path: Path):
    """In the order of the work, without loading any of them."""
    done = shell("--help", cwd=tmp_path)
    assert done.code == 0
    listed = [line.split()[0] for line in done.out.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, lingotype: Callable, tmp_path: Path):
    """--help needs no project."""
    done = lingotype(name, "--help", cwd=tmp_path)
    assert done.code == 0
    assert "Usage: lingotype" in done.out


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["publish", "--nonsense"], ["publish", "x"], []]
)
def test_misuse_is_exit_code_2(arguments: list[str], shell: Callable, tmp_path: Path):
    """And the usage goes to standard error."""
    done = shell(*arguments, cwd=tmp_path)
    assert done.code == 2
    assert "Usage: lingotype" in done.err


@pytest.mark.parametrize("command", ["extract", "update", "check", "publish", "progress", "serve"])
def test_outside_a_project_each_command_says_so(command: str, lingotype: Callable, tmp_path: Path):
    """One error, nothing on standard output."""
    done = lingotype(command, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "no conf.py here or in any folder above" in done.err


@pytest.mark.parametrize("command", ["extract", "update", "check", "publish", "progress"])
def test_a_conf_that_raises_is_named_with_its_line(
    command: str, lighthouse: Path, lingotype: Callable
):
    """Not with a traceback of ours."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write("\nraise RuntimeError('oops')\n")
    line = len((lighthouse / "conf.py").read_text().splitlines())
    done = lingotype(command, cwd=lighthouse)
    assert (done.code, done.out) == (2, "")
    assert f"conf.py:{line}: it raises RuntimeError: oops" in done.err


@pytest.mark.parametrize(
    ("command", "code"), [("update", 2), ("check", 1), ("publish", 1), ("progress", 1)]
)
def test_a_broken_catalogue_is_named_with_its_line(
    command: str, code: int, lighthouse: Path, lingotype: Callable
):
    """An update refuses its whole language; what only reads goes on, and says so at the end."""
    lingotype("extract", cwd=lighthouse)
    path = lighthouse / "locale/ar/LC_MESSAGES/parts/harbour.po"
    before = path.read_text() + '\nmsgid "open\n'
    path.write_text(before)
    done = lingotype(command, cwd=lighthouse)
    assert done.code == code
    line = len(before.splitlines())
    assert f"locale/ar/LC_MESSAGES/parts/harbour.po:{line}: " in done.err + done.out
    assert path.read_text() == before


@pytest.mark.parametrize("command", ["check", "publish", "progress"])
@pytest.mark.parametrize(("tag", "words"), [("it", "not a language of this project"), ("qq", "qq")])
def test_a_language_that_is_not_there_is_an_error(
    command: str, tag: str, words: str, lighthouse: Path, lingotype: Callable
):
    """Listed or not, known or not: said before any work is done."""
    done = lingotype(command, "-l", tag, cwd=lighthouse)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


@pytest.mark.parametrize("command", ["extract", "publish"])
def test_a_missing_source_folder_is_an_error(command: str, lighthouse: Path, lingotype: Callable):
    """With the place where it was looked for."""
    (lighthouse / "source").rename(lighthouse / "elsewhere")
    done = lingotype(command, cwd=lighthouse)
    assert (done.code, done.out) == (2, "")
    assert "source folder is missing: no source/index.rst" in done.err


@pytest.mark.parametrize("command", ["extract", "publish", "update"])
def test_an_unwritable_build_folder_is_an_error(
    command: str, lighthouse: Path, lingotype: Callable
):
    """Here a file stands in its place."""
    lingotype("extract", cwd=lighthouse)
    subprocess.run(["rm", "-rf", str(lighthouse / "build")], check=True)
    (lighthouse / "build").write_text("")
    done = lingotype(command, cwd=lighthouse)
    assert done.code == 2
    assert "build: cannot be written" in done.err


def test_the_project_may_be_named(lighthouse: Path, lingotype: Callable, tmp_path: Path):
    """From any folder, with -C."""
    done = lingotype("-C", str(lighthouse), "progress", cwd=tmp_path)
    assert done.code == 0
    assert "Deutsch" in done.out


def test_results_are_utf_8_whatever_the_locale(lighthouse: Path):
    """A pipe on Windows, or an old locale: names of languages still come out whole."""
    command = [sys.executable, "-m", "lingotype", "progress"]
    environment = {"PYTHONIOENCODING": "latin-1", "PATH": ""}
    done = subprocess.run(command, cwd=lighthouse, capture_output=True, check=True, env=environment)
    assert "العربية" in done.stdout.decode("utf-8")


def test_a_catalogue_cannot_speak_to_the_terminal(lighthouse: Path, lingotype: Callable):
    """What stands in a msgstr is shown, not obeyed."""
    path = lighthouse / "locale/de/LC_MESSAGES/glossary.po"
    text = path.read_text("utf-8").replace(
        "steht in :ref:`harbour`", "steht in :ref:`\x1b]0;gotcha\x07\x9b2J`"
    )
    path.write_text(text, "utf-8")
    done = lingotype("check", "-l", "de", cwd=lighthouse)
    assert done.code != 0
    assert "gotcha" in done.out + done.err
    assert not {"\x1b", "\x07", "\x9b"} & set(done.out + done.err)


def test_what_conf_prints_does_not_mix_with_results(lighthouse: Path, shell: Callable):
    """A program reads --json from standard output."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write("\nprint('noise')\n")
    done = shell("progress", "--json", cwd=lighthouse)
    assert done.out.startswith("{")
    assert "noise" in done.err


def test_a_reader_that_goes_away_is_no_error(lighthouse: Path):
    """lingotype progress | head -1"""
    command = f"{shlex.quote(sys.executable)} -m lingotype progress --json | head -1"
    done = subprocess.run(
        ["sh", "-c", command], cwd=lighthouse, capture_output=True, text=True, check=True
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""
