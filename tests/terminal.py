"""The command on a terminal of its own, where somebody types the answers."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Ran

CTRL_C = "\x03"

_QUESTION = re.compile(r"(?:from here on\)|\[y/N\]): ")
_PROGRAM = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C is one
from lingotype.cli import main
sys.exit(main(sys.argv[1:]))
"""


def on_a_terminal(*arguments: str, cwd: Path, typed: list[str]) -> Ran:
    """Run `lingotype …`; at each question the next line is typed. out: all that is to be seen."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    with subprocess.Popen(
        command, cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        said, sent, end = "", 0, time.monotonic() + 60
        while (data := _heard(ours)) is not None and time.monotonic() < end:
            said += data
            if sent < len(typed) and len(_QUESTION.findall(said)) > sent:
                _type(ours, typed[sent])
                sent += 1
            elif not data and sent and typed[sent - 1] == CTRL_C:
                # It may come just before the question is read, and would wait for a line.
                _type(ours, CTRL_C)
        os.close(ours)
    assert "Traceback" not in said, said
    assert sent == len(typed), said
    return Ran(process.returncode, said.replace("\r\n", "\n"), "")


def _type(ours: int, line: str) -> None:
    os.write(ours, line.encode() if line == CTRL_C else f"{line}\n".encode())


def _heard(ours: int) -> str | None:
    """What the command wrote within a second; None when it has closed the terminal."""
    if not select.select([ours], [], [], 1)[0]:
        return ""
    try:
        return os.read(ours, 65536).decode("utf-8", "replace") or None
    except OSError:  # so Linux says it
        return None
