"""A full disk, a folder without leave to write, a file in a folder's place: one error each."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.nursery import Nursery
from tests.faults.shared import (
    LINUX,
    Publication,
    edit,
    leftover,
    rewrite,
    tree,
    unreadable,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""Of Linux: <linux/prctl.h>, <linux/capability.h>."""


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
