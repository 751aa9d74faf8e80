"""A small process that runs commands in forked children and ends them where it is told.

It has imported Lingotype and started the server of Sphinx workers, so that a run takes a tenth
of a second and can be ended at every step.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lingotype.workspace import swap

CRASHED = 99


@dataclass(frozen=True)
class Ended:
    """How a command ended. code: negative for a signal; out: all that it wrote."""

    code: int
    out: str
    seconds: float


class Nursery:
    """Runs commands in forked children, and ends them at a given step or moment."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self, *arguments: str, cwd: Path, step: int = 0, kill_after: float | None = None
    ) -> Ended:
        """step: end the command just before the step-th time that it touches the disk."""
        order = {"arguments": arguments, "cwd": str(cwd), "step": step, "kill_after": kill_after}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        ended = Ended(**json.loads(self._process.stdout.readline()))
        assert "Traceback" not in ended.out, ended.out
        return ended


# --- inside the nursery --------------------------------------------------------------------


def nurse() -> None:
    """Answer each order, a line of JSON on standard input, by a line on standard output."""
    from lingotype import sphinx_run
    from lingotype.cli import COMMANDS, program

    for command in COMMANDS:
        assert program.get_command(None, command)  # imports it
    sphinx_run.start_server()
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            answer = _rear(Path(folder, "out"), **json.loads(line))
            print(json.dumps(answer), flush=True)  # noqa: T201


def _rear(
    out: Path, arguments: list[str], cwd: str, step: int, kill_after: float | None
) -> dict[str, Any]:
    """Fork a child for one command, end it if it was so ordered, and tell how it ended."""
    out.write_bytes(b"")
    started = time.monotonic()
    child = os.fork()
    if not child:
        _live(out, arguments, cwd, step)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)  # it is not reaped yet, so that the number is its own
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"code": code, "out": out.read_text(), "seconds": time.monotonic() - started}


def _live(out: Path, arguments: list[str], cwd: str, step: int) -> None:
    """In the child: run a command and leave without any cleanup."""
    code = 70
    try:
        descriptor = os.open(out, os.O_WRONLY)
        for stream in (0, 1, 2):
            os.dup2(os.open(os.devnull, os.O_RDONLY) if stream == 0 else descriptor, stream)
        os.chdir(cwd)
        _share_server()
        if step:
            _end_at(step)
        code = _command(arguments)
    except BaseException:  # noqa: BLE001 - whatever it is must not reach the nursery's loop
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _command(arguments: list[str]) -> int:
    from lingotype.cli import main

    if arguments[0] != "(swap)":
        return main(arguments)
    if arguments[1] == "two renames":
        swap._exchanged = lambda *_: False
    swap.put_live(Path("work/de").absolute(), Path("site/de").absolute())
    return 0


def _share_server() -> None:
    """Use the nursery's server of workers, which multiprocessing would wait for as for a child."""
    from multiprocessing import forkserver

    forkserver.ensure_running = forkserver._forkserver.ensure_running = lambda: None


def _end_at(last: int) -> None:
    """Leave at the last-th step that changes the disk, before it is taken.

    Python's audit events name them all, whichever function is called; a flush has no event.
    """
    steps = 0
    flush = os.fsync

    def count() -> bool:
        nonlocal steps
        steps += 1
        return steps == last

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        path, flags = (*arguments, 0)[0], 0
        if event == "open" and not isinstance(path, int):
            flags = arguments[2]
            writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        else:
            writing = event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod"}
        if writing and count():
            os._exit(CRASHED)
        if flags & os.O_TRUNC and count():  # opened, and nothing is written yet
            with contextlib.suppress(FileNotFoundError):
                os.truncate(path, 0)
            os._exit(CRASHED)

    def counted(descriptor: int) -> None:
        if count():
            with contextlib.suppress(OSError):  # a folder has no length
                os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)
            os._exit(CRASHED)
        flush(descriptor)

    sys.addaudithook(hook)
    os.fsync = counted
