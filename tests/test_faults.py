"""What the disk holds is the old or the new, wherever a command is ended or whatever it lacks.

Most commands here run in children of one small process, the nursery (the end of this file),
which has imported Lingotype and started the server of Sphinx workers: a run takes a tenth of
a second, so that it can be ended at every step.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lingotype.formats import po
from lingotype.workspace import lock, settings, store, swap
from tests.conftest import BOOKS, ROOT

CRASHED = 99
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""Of Linux: <linux/prctl.h>, <linux/capability.h>."""

LINUX = sys.platform.startswith("linux")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")

Tree = dict[str, bytes]


# --- what is looked at ---------------------------------------------------------------------


def tree(folder: Path) -> Tree:
    """The files below a folder, by their path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(files: Tree, folder: Path) -> Path:
    """Let `folder` hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def leftover(name: str) -> bool:
    return name.endswith(store.LEFTOVER)


def torn(now: Tree, old: Tree, new: Tree) -> list[str]:
    """Files that are neither as they were nor as they shall be; there should be none."""
    names = sorted({name for name in (*now, *old, *new) if not leftover(name)})
    return [x for x in names if now.get(x) not in (old.get(x), new.get(x))]


def unreadable(book: Path) -> list[str]:
    """Catalogues and templates that our own reader refuses."""
    found = []
    for path in (book / "locale").rglob("*.po*"):
        try:
            if not leftover(path.name):
                po.read(path.read_bytes(), str(path))
        except Exception as error:  # noqa: BLE001 - whatever it is, the file cannot be read
            found.append(f"{path}: {error}")
    return found


def edit(book: Path, name: str, before: str, after: str) -> None:
    path = book / "source" / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def rewrite(book: Path) -> None:
    """Change the text so that every template and catalogue must be written again."""
    edit(book, "index.rst", "A small book", "A very small book")
    edit(book, "glossary.rst", "far out at sea", "from far out at sea")
    edit(book, "parts/harbour.rst", "burned down twice", "burned down three times")


# --- the nursery ---------------------------------------------------------------------------


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


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with subprocess.Popen(
        [sys.executable, "-B", "-c", "from tests import test_faults; test_faults.nurse()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)
        process.stdin.close()
        assert process.wait(20) == 0


@dataclass(frozen=True)
class Change:
    """A book before a command and after it. done: what belongs under locale/ at the end."""

    command: str
    book: Path
    before: Tree
    old: Tree
    done: Tree

    def reset(self) -> None:
        put(self.before, self.book)

    def check(self) -> int:
        """Nothing is torn after an end without cleanup. Returns how many files are new."""
        now = tree(self.book / "locale")
        assert torn(now, self.old, self.done) == []
        assert unreadable(self.book) == []
        return sum(now.get(x) == self.done.get(x) != self.old.get(x) for x in self.done)

    def check_repaired(self, again: Ended) -> None:
        """A normal run ends well, everything is new, nothing is left behind, nobody waits."""
        assert again.code == 0, again.out
        assert tree(self.book / "locale") == self.done
        assert not [name for name in tree(self.book) if leftover(name)]
        with lock.held(settings.load(self.book), "test"):
            pass


@pytest.fixture(scope="module", params=["update", "extract"])
def change(request, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Change:
    """Of `update`: new templates, catalogues due. Of `extract`: new text, templates due, one
    of them to be made and one to be removed.
    """
    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("change") / "book")
    for command in ("extract", "update"):
        assert nursery.run(command, cwd=book).code == 0
    shutil.rmtree(book / "build")
    rewrite(book)
    if request.param == "update":
        assert nursery.run("extract", cwd=book).code == 0
    else:
        (book / "source/glossary.rst").rename(book / "source/words.rst")
        edit(book, "index.rst", "glossary", "words")
    shutil.rmtree(book / "build", ignore_errors=True)
    before, old = tree(book), tree(book / "locale")
    assert nursery.run(request.param, cwd=book).code == 0
    done = tree(book / "locale")
    assert sum(done.get(name) != data for name, data in old.items()) >= 3
    return Change(request.param, book, before, old, done)


# --- ended at every step -------------------------------------------------------------------


def test_a_command_ended_at_any_step_leaves_every_file_old_or_new(change: Change, nursery: Nursery):
    """As a crash would end it, without any cleanup; what was not flushed is cut in half."""
    counts = []
    for step in range(1, 1000):
        change.reset()
        ended = nursery.run(change.command, cwd=change.book, step=step)
        if ended.code != CRASHED:
            break
        counts.append(change.check())
        change.check_repaired(nursery.run(change.command, cwd=change.book))
    assert ended.code == 0, ended.out
    assert change.check() == counts[-1]
    assert counts == sorted(counts)
    assert set(counts) == set(range(counts[-1] + 1)), "the files become new one by one"


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_an_exchange_ended_at_any_step_is_mended(tmp_path: Path, nursery: Nursery, way: str):
    """What stands is the old folder or the new one, whole, and nothing else is left."""
    old, new = {"index.html": b"old"}, {"index.html": b"new", "more/a.html": b"new"}
    for step in range(1, 100):
        shutil.rmtree(tmp_path)
        put(old, tmp_path / "site/de")
        put(new, tmp_path / "work/de")
        ended = nursery.run("(swap)", way, cwd=tmp_path, step=step)
        if way == "exchange" and LINUX:
            assert tree(tmp_path / "site/de") in (old, new)
        swap.repair(tmp_path / "site")
        assert tree(tmp_path / "site") in ({f"de/{x}": y for x, y in t.items()} for t in (old, new))
        if ended.code != CRASHED:
            break
    assert ended.code == 0, ended.out
    assert tree(tmp_path) == {f"site/de/{x}": y for x, y in new.items()}
    assert step > (1 if way == "exchange" else 4)


@pytest.fixture(scope="module")
def unlisted(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A published book whose German edition is no longer listed; and a copy to restore it.

    Its conf.py reads the languages from a file, so that no site is due for the change alone.
    """
    book = tmp_path_factory.mktemp("unlisted") / "book"
    (book / "source").mkdir(parents=True)
    (book / "source/index.rst").write_text("Lamp\n====\n")
    (book / "conf.py").write_text(
        "from pathlib import Path\n"
        "extensions = ['lingotype.sphinx_ext']\n"
        "html_theme = 'lingotype'\n"
        "lingotype_languages = Path(__file__).with_name('languages').read_text().split()\n"
    )
    (book / "languages").write_text("de")
    assert nursery.run("publish", cwd=book).code == 0
    (book / "languages").write_text("")
    return book, shutil.copytree(book, book.with_name("kept"))


def test_taking_a_site_down_ended_at_any_step_is_finished_by_the_next_run(
    unlisted: tuple[Path, Path], nursery: Nursery
):
    """The pages that stay are whole at every moment, and at last link to no missing site."""
    book, kept = unlisted
    old = tree(book / "build/site")
    assert nursery.run("publish", cwd=book).code == 0
    new = tree(book / "build/site")
    assert {name.split("/")[0] for name in new} == {"en", "index.html"}
    stayed = [name for name in old if name in new]
    for step in range(1, 1000):
        shutil.rmtree(book)
        shutil.copytree(kept, book)
        ended = nursery.run("publish", cwd=book, step=step)
        now = tree(book / "build/site")
        assert [x for x in stayed if now.get(x) not in (old[x], new[x])] == []
        if ended.code != CRASHED:
            break
        assert nursery.run("publish", cwd=book).code == 0
        assert tree(book / "build/site") == new, f"ended at step {step}"
    assert ended.code == 0
    assert now == new
    assert step > 10


@pytest.mark.soak
def test_publishing_ended_at_any_step_leaves_whole_sites(publication: Publication, nursery):
    """As above, for all that publishing does; each step costs a build or two."""
    book = publication.copy()
    for step in range(1, 5000):
        publication.turn(book)
        ended = nursery.run("publish", cwd=book, step=step)
        publication.check_whole(book)
        if ended.code != CRASHED:
            break
        if step % 5 == 0:
            assert nursery.run("publish", cwd=book).code == 0
            publication.check_new(book)
    assert ended.code == 0, ended.out
    publication.check_new(book)


# --- killed at a random moment -------------------------------------------------------------


def kill_often(change: Change, nursery: Nursery, times: int, seed: int) -> list[int]:
    """How many files were new after each kill that came in time."""
    moments = random.Random(seed)
    change.reset()
    usual = nursery.run(change.command, cwd=change.book).seconds
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


# --- publishing, killed --------------------------------------------------------------------


@dataclass
class Publication:
    """A book of two editions, published in two versions of its text."""

    book: Path
    texts: tuple[str, str]
    sites: tuple[Tree, Tree]
    seconds: float
    folder: Path
    copies: int = 0
    at: int = 0

    def copy(self) -> Path:
        """The book with the first version published."""
        self.copies += 1
        book = shutil.copytree(self.book, self.folder / str(self.copies))
        put(self.sites[0], book / "build/site")
        (book / "source/index.rst").write_text(self.texts[0])
        self.at = 0
        return book

    def turn(self, book: Path) -> None:
        """Let the text be the other version, and both sites be due even if they are of it."""
        self.at = 1 - self.at
        shutil.rmtree(book / "build/cache/fingerprints", ignore_errors=True)
        (book / "source/index.rst").write_text(self.texts[self.at])

    def check_whole(self, book: Path) -> None:
        """Each edition is one of the two, file by file, and so is the front page."""
        now = tree(book / "build/site")
        for part in ("en/", "de/", "index.html"):
            found, *versions = (
                {name: data for name, data in files.items() if name.startswith(part)}
                for files in (now, *self.sites)
            )
            assert found in versions, f"{part} is torn: {sorted(found)}"
        assert {name.split("/")[0] for name in now} == {"en", "de", "index.html"}

    def check_new(self, book: Path) -> None:
        """Everything is of the present text, and nothing half-made is left."""
        assert tree(book / "build/site") == self.sites[self.at]
        assert list((book / "build/cache/work").iterdir()) == []
        assert not [name for name in tree(book) if leftover(name)]


@pytest.fixture(scope="module")
def publication(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder = tmp_path_factory.mktemp("publication")
    book = shutil.copytree(BOOKS / "lighthouse", folder / "book")
    conf = (book / "conf.py").read_text("utf-8")
    (book / "conf.py").write_text(conf.replace('"de", "ar", "zh-CN"', '"de"'), "utf-8")
    first = (book / "source/index.rst").read_text()
    texts = (first, first.replace("lamp", "lantern"))
    sites = []
    for text in texts:
        (book / "source/index.rst").write_text(text)
        started = time.monotonic()
        assert nursery.run("publish", cwd=book).code == 0
        sites.append(tree(book / "build/site"))
        seconds = time.monotonic() - started
        shutil.rmtree(book / "build")
    assert sites[0].keys() == sites[1].keys()
    assert sites[0] != sites[1]
    for site in sites:
        assert {"en/index.html", "de/index.html", "index.html"} <= site.keys()
        pages = [data for name, data in site.items() if name.endswith(".html")]
        assert all(page.rstrip().endswith(b"</html>") for page in pages)
    return Publication(book, texts, (sites[0], sites[1]), seconds, folder)


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


# --- no room, no leave ---------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of 4 MB."""
    if not LINUX or os.geteuid() != 0:
        pytest.skip("to mount a small disk takes root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    mounted = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, pages: int) -> Path:
    """Leave so many pages of 4 KB free; returns the file that takes up the rest."""
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    os.truncate(filler, filler.stat().st_size // 4096 * 4096 - pages * 4096)
    return filler


@pytest.mark.parametrize(
    ("command", "pages"),
    [
        pytest.param("update", 0, id="update, not even the lock"),
        pytest.param("update", 1, id="update, no catalogue"),
        pytest.param("update", 2, id="update, the short catalogues"),
        pytest.param("publish", 0, id="publish, not even the lock"),
        pytest.param("publish", 2, id="publish, some compiled catalogues"),
        pytest.param("publish", 25, id="publish, a part of what Sphinx writes"),
        pytest.param("publish", 60, id="publish, more of it"),
    ],
)
def test_a_full_disk_is_one_error_and_what_stood_stands(
    small_disk: Path, publication: Publication, lingotype: Callable, nursery, command, pages
):
    """Exit code 2, and with room again the next run ends well."""
    book = publication.copy()
    edit(book, "parts/harbour.rst", "It was made of wood.", "It was made of wood. " * 600)
    rewrite(book)
    assert nursery.run("extract", cwd=book).code == 0
    shutil.rmtree(book / "build/cache")
    book = shutil.copytree(book, small_disk / "book")
    old = tree(book / "locale"), tree(book / "build/site")
    filler = fill(small_disk, pages)
    done = lingotype(command, "-l", "de", cwd=book)
    assert done.code == 2, done.err
    assert done.err.count("error:") == 1, done.err
    assert "No space left on device" in done.err
    new = tree(book / "locale"), tree(book / "build/site")
    assert new[1] == old[1]
    if command == "publish" or "Nothing of de" in done.err:
        assert new[0] == old[0]
    assert unreadable(book) == []
    filler.unlink()
    assert lingotype(command, "-l", "de", cwd=book).code == 0
    assert not [name for name in tree(book) if leftover(name)]


def as_somebody(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run as a user whom the modes of files bind; root is bound once it has dropped two powers."""
    libc = ctypes.CDLL(None)

    def drop() -> None:
        for power in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, power, 0, 0, 0)

    return subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=drop if LINUX and os.geteuid() == 0 else None,
    )


def take_leave(folder: Path) -> None:
    """Let a folder, and what is below it, be readable only."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


def give_leave(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture(scope="module")
def ready(publication: Publication, nursery: Nursery) -> Path:
    """The published book, its text and a translation changed since, its templates made anew."""
    book = publication.copy()
    for step in ("extract", "update", "publish"):
        assert nursery.run(step, cwd=book).code == 0
    rewrite(book)
    assert nursery.run("extract", cwd=book).code == 0
    catalogue = book / "locale/de/LC_MESSAGES/parts/harbour.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("Der Hafen", "Am Hafen"), "utf-8")
    return book


@pytest.mark.parametrize(
    ("command", "folder"),
    [
        ("update", "build"),
        ("update", "locale"),
        ("update", "locale/de/LC_MESSAGES"),
        ("extract", "build"),
        ("extract", "locale/pot"),
        ("publish", "build"),
        ("publish", "build/cache/catalogues"),
        ("publish", "build/cache/fingerprints"),
        ("publish", "build/site"),
        ("publish", "build/site/de"),
    ],
)
def test_a_folder_without_leave_to_write_is_one_error(
    ready: Path, tmp_path: Path, nursery: Nursery, command: str, folder: str
):
    """As after a `sudo make`: exit code 2, the folder is named, what stood stands."""
    book = shutil.copytree(ready, tmp_path / "book")
    if command == "extract":
        edit(book, "index.rst", "very small", "tiny")
    names = [] if command == "extract" else ["-l", "de"]
    take_leave(book / folder)
    if as_somebody("-c", f"open({folder + '/x'!r}, 'w')", cwd=book).returncode == 0:
        give_leave(book / folder)
        pytest.skip("this user may write wherever it likes")
    old = tree(book / "locale"), tree(book / "build/site")
    try:
        done = as_somebody("-m", "lingotype", command, *names, cwd=book)
        new = tree(book / "locale"), tree(book / "build/site")
    finally:
        give_leave(book / folder)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("error:") == 1, done.stderr
    assert folder in done.stderr
    assert "Permission denied" in done.stderr
    assert new == old
    assert nursery.run(command, *names, cwd=book).code == 0


@pytest.mark.parametrize(
    ("command", "folder"), [("update", "build"), ("publish", "build"), ("extract", "locale/pot")]
)
def test_a_file_in_the_place_of_a_folder_is_one_error(
    lighthouse: Path, lingotype: Callable, nursery: Nursery, command: str, folder: str
):
    """Exit code 2, and the file is not touched."""
    if command == "update":
        assert nursery.run("extract", cwd=lighthouse).code == 0
    shutil.rmtree(lighthouse / folder, ignore_errors=True)
    (lighthouse / folder).write_text("a file")
    done = lingotype(command, cwd=lighthouse)
    assert (done.code, done.err.count("error:")) == (2, 1), done.err
    assert folder in done.err
    assert (lighthouse / folder).read_text() == "a file"


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
