"""Commands killed at random moments, and publishing stopped by any signal."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.nursery import Nursery
from tests.faults.shared import (
    LINUX,
    Change,
    Publication,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


def kill_often(change: Change, nursery: Nursery, times: int, seed: int) -> list[int]:
    """How many files were new after each kill that came in time."""
    moments = random.Random(seed)
    usual = min(undisturbed(change, nursery) for _ in range(5))
    counts = []
    for _ in range(times):
        change.reset()
        moment = moments.uniform(0, usual)
        ended = nursery.run(change.command, cwd=change.book, kill_after=moment)
        found = change.check()
        if ended.code == -signal.SIGKILL:
            counts.append(found)
        change.check_repaired(nursery.run(change.command, cwd=change.book))
    return counts


def undisturbed(change: Change, nursery: Nursery) -> float:
    """Seconds that a run takes; the least of several, so that most kills come in time."""
    change.reset()
    return nursery.run(change.command, cwd=change.book).seconds


@pytest.mark.parametrize("change", ["update"], indirect=True)
def test_an_update_killed_at_a_random_moment_leaves_every_file_old_or_new(
    change: Change, nursery: Nursery
):
    """SIGKILL, the one that no program can catch; then the next update makes all new."""
    assert len(kill_often(change, nursery, 25, seed=1)) >= 5


@pytest.mark.soak
@pytest.mark.parametrize("change", ["update"], indirect=True)
def test_an_update_killed_more_than_a_thousand_times_leaves_every_file_old_or_new(
    change: Change, nursery: Nursery
):
    """Some of so many kills fall between two files."""
    counts = kill_often(change, nursery, 1500, seed=2)
    assert len(counts) >= 1000
    assert set(counts) & set(range(1, max(counts)))


# --- publishing ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Process:
    """A living process. group: of the command that began it."""

    pid: int
    parent: int
    group: int


def processes(group: int) -> list[Process]:
    """Those of a process group that live; a zombie does not."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit():
                state, parent, own = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(own) == group and state not in "ZX":
                    found.append(Process(int(entry.name), int(parent), int(own)))
    return found


def wait_for(what: Callable[[], Any], seconds: float) -> Any:
    """The first true answer; the last one if none comes in time."""
    end = time.monotonic() + seconds
    while not (answer := what()) and time.monotonic() < end:
        time.sleep(0.01)
    return answer


def sphinx_workers(command: int) -> list[int]:
    """The grandchildren: workers are children of the server that the command began."""
    alive = processes(command)
    children = {process.pid for process in alive if process.parent == command}
    return [process.pid for process in alive if process.parent in children]


def kill_a_worker(command: int, moments: random.Random) -> bool:
    """At once, when there is one."""
    found = wait_for(lambda: sphinx_workers(command), 20)
    if found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(moments.choice(found), signal.SIGKILL)
    return bool(found)


def signalled(number: int, *, group: bool = False) -> Callable[[int, random.Random], bool]:
    def send(command: int, _: random.Random) -> bool:
        (os.killpg if group else os.kill)(command, number)
        return True

    return send


ENDS: Mapping[str, Callable[[int, random.Random], bool]] = {
    "SIGKILL": signalled(signal.SIGKILL),
    "SIGTERM": signalled(signal.SIGTERM),
    "Ctrl-C": signalled(signal.SIGINT, group=True),
    "SIGKILL of a worker": kill_a_worker,
}


def published(book: Path, end: str, moments: random.Random, seconds: float) -> tuple[int, str]:
    """Publish in a process group of its own, and end it within `seconds` of work."""
    running = book / "build/cache/lock.json"
    running.unlink(missing_ok=True)
    with (book.parent / "err").open("w+") as err:
        with subprocess.Popen(
            [sys.executable, "-m", "lingotype", "publish"],
            cwd=book, stdout=subprocess.DEVNULL, stderr=err, start_new_session=True,
        ) as command:  # fmt: skip
            assert wait_for(running.exists, 30)
            time.sleep(moments.uniform(0, seconds))
            hit = command.poll() is None and ENDS[end](command.pid, moments)
            code = command.wait(60)
        assert wait_for(lambda: not processes(command.pid), 10), "a worker was left behind"
        err.seek(0)
        return code if hit else 0, err.read()


def end_often(publication: Publication, end: str, times: int, seed: int) -> list[int]:
    """The exit codes; what stands is whole after each, and the next run makes all new."""
    moments = random.Random(seed)
    book = publication.copy()
    codes = []
    for _ in range(times):
        publication.turn(book)
        # A worker lives for a part of the time only: it is waited for instead.
        seconds = publication.seconds * (0.3 if end == "SIGKILL of a worker" else 0.9)
        code, err = published(book, end, moments, seconds)
        codes.append(code)
        publication.check_whole(book)
        assert "Traceback" not in err, err
        if end == "Ctrl-C" and code:
            assert err.splitlines()[-1] == "Stopped."
        if end == "SIGKILL of a worker" and code:
            assert "was not published: the worker was ended by SIGKILL" in err
    subprocess.run([sys.executable, "-m", "lingotype", "publish"], cwd=book, check=True)
    publication.check_new(book)
    return codes


CODES = {"SIGKILL": -9, "SIGTERM": -15, "Ctrl-C": 2, "SIGKILL of a worker": 2}


@pytest.mark.skipif(not LINUX, reason="processes are looked up in /proc")
@pytest.mark.parametrize("end", ENDS)
def test_publishing_that_is_ended_leaves_whole_sites_and_no_worker(
    publication: Publication, end: str
):
    """What stands is the former site or the new one, and the next publish repairs all."""
    codes = end_often(publication, end, 2, seed=3)
    assert set(codes) <= {0, CODES[end]}
    assert CODES[end] in codes


@pytest.mark.soak
@pytest.mark.skipif(not LINUX, reason="processes are looked up in /proc")
@pytest.mark.parametrize("end", ENDS)
def test_publishing_that_is_ended_a_hundred_times_leaves_whole_sites(
    publication: Publication, end: str
):
    """The same, at many more moments."""
    codes = end_often(publication, end, 100, seed=4)
    assert set(codes) <= {0, CODES[end]}
    assert codes.count(CODES[end]) > 30


@pytest.mark.skipif(not LINUX, reason="processes are looked up in /proc")
def test_ctrl_c_while_the_server_of_workers_starts_is_silent(publication: Publication):
    """It imports Sphinx for half a second, and Ctrl-C reaches every process of a terminal."""
    book = publication.copy()
    publication.turn(book)
    with (book.parent / "err").open("w+") as err:
        with subprocess.Popen(
            [sys.executable, "-m", "lingotype", "publish"],
            cwd=book, stdout=subprocess.DEVNULL, stderr=err, start_new_session=True,
        ) as command:  # fmt: skip
            # The resource tracker is the first child, the server the second.
            assert wait_for(lambda: len(processes(command.pid)) > 2, 30)
            time.sleep(0.1)
            os.killpg(command.pid, signal.SIGINT)
            assert command.wait(30) == 2
        assert wait_for(lambda: not processes(command.pid), 10)
        err.seek(0)
        assert err.read().split() == ["Stopped."]
    publication.check_whole(book)
