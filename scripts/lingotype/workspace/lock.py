"""One command at a time on a project's build folder."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import filelock

from lingotype.errors import Busy, LingotypeError
from lingotype.model.project import Project
from lingotype.workspace import layout


@contextlib.contextmanager
def held(project: Project, command: str) -> Iterator[None]:
    """Hold the project's lock. Raises Busy, naming who holds it, if another command does.

    The operating system releases it when the process ends, however it ends; who holds it
    stands in a file beside it, since a locked file cannot be read on Windows.
    """
    folder = layout.scratch(project)
    owner = folder / "lock.json"
    lock = filelock.FileLock(folder / "lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
        _sign(owner, command)
    except filelock.Timeout:
        raise _busy(owner.read_text("utf-8") if owner.is_file() else "{}") from None
    except OSError as error:
        lock.release()
        what = f"cannot be written: {error.strerror}"
        fix = "Make the folder writable, or name another one in conf.py: lingotype_build = '…'."
        raise LingotypeError(what, layout.shown(project, project.build), fix) from error
    try:
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


def _sign(owner: Path, command: str) -> None:
    who = {"command": command, "pid": os.getpid(), "since": time.strftime("%H:%M:%S")}
    owner.write_text(json.dumps(who), "utf-8")


def _busy(owner: str) -> Busy:
    try:
        who = json.loads(owner)
        holder = f"`{who['command']}` (process {who['pid']}, since {who['since']})"
    except (ValueError, KeyError, TypeError):
        holder = "another command"
    return Busy(f"{holder} is at work on this project", fix="Wait for it to end, and try again.")
