"""Run commands one after the other; report what they took as one line of JSON.

    python -I -S child.py < job.json        {"commands": [[…], …], "folder": …, "log": …}

It is a small process of its own, because a child counts the memory of the process that starts
it as its own until it runs its program; so no figure is under the 12 MB of this one.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 10
"""Seconds that processes left behind get to end."""


def main() -> None:
    """Report cpu and wall in seconds, memory of the largest process in bytes, and failures."""
    job = json.load(sys.stdin)
    _adopt()
    started = time.perf_counter()
    with Path(job["log"]).open("wb") as log:
        codes = [
            subprocess.call(
                command, cwd=job["folder"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
            for command in job["commands"]
        ]
    wall = time.perf_counter() - started
    _wait()
    used = getrusage(RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    report = {
        "cpu": used.ru_utime + used.ru_stime,
        "wall": wall,
        "memory": used.ru_maxrss * unit,
        "failed": sum(code != 0 for code in codes),
    }
    print(json.dumps(report))


def _adopt() -> None:
    """Become the parent of processes that outlive theirs, such as servers of worker processes:
    what they took is counted only when a parent waits for them.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait() -> None:
    """Wait for the adopted ones."""
    until = time.perf_counter() + _PATIENCE
    while time.perf_counter() < until:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not ended:
            time.sleep(0.01)


if __name__ == "__main__":
    main()
