"""What all tests share: copies of the little books, and the command as a user types it."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lingotype.cli import main

ROOT = Path(__file__).parent.parent
BOOKS = Path(__file__).parent / "books"


@dataclass(frozen=True)
class Ran:
    """A finished command."""

    code: int
    out: str
    err: str


def in_process(*arguments: str, cwd: Path) -> Ran:
    """Run ``lingotype …`` in this process: its workers then come from one server for all tests."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(list(arguments))
    return Ran(code, out.getvalue(), err.getvalue())


def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> Ran:
    """Run ``lingotype …`` in a process of its own, as a shell would."""
    done = subprocess.run(
        [sys.executable, "-m", "lingotype", *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def lingotype() -> Callable[..., Ran]:
    """The command line: `lingotype("update", "-l", "de", cwd=book)`."""
    return in_process


@pytest.fixture
def shell() -> Callable[..., Ran]:
    """The same, started as a program of its own, with other variables in its environment."""
    return run


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one of tests/books, to do with as a test likes."""

    def copy(name: str) -> Path:
        return shutil.copytree(BOOKS / name, tmp_path / name)

    return copy


@pytest.fixture
def lighthouse(copied: Callable[[str], Path]) -> Path:
    """The little book with an Arabic edition."""
    return copied("lighthouse")


def pytest_report_header() -> list[str]:
    """Say once what the machine lacks, and what is skipped for it."""
    wanted = {"msgfmt": "gettext", "chromium": "chromium", "java": "default-jre-headless"}
    return [
        f"{program} is not found: tests that need it are skipped (sudo apt install {package})"
        for program, package in wanted.items()
        if shutil.which(program) is None
    ]
