"""Files are saved whole or not at all, and never outside the project."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from lingotype.errors import LingotypeError
from lingotype.workspace import store


def test_a_file_that_holds_the_bytes_already_is_not_touched(tmp_path: Path):
    """Its modification time stays, so that nothing downstream wakes up."""
    path = tmp_path / "a.po"
    path.write_bytes(b"x")
    os.utime(path, (1, 1))
    assert not store.save(path, b"x", tmp_path)
    assert path.stat().st_mtime == 1


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path):
    """The temporary file becomes the file."""
    assert store.save(tmp_path / "de" / "a.po", b"x", tmp_path)
    assert [p.name for p in (tmp_path / "de").iterdir()] == ["a.po"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_the_mode_of_the_file_is_kept(tmp_path: Path):
    """A file shared by a group stays so."""
    path = tmp_path / "a.po"
    path.write_bytes(b"x")
    path.chmod(0o664)
    store.save(path, b"y", tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch):
    """A full disk shows at the flush: the old bytes stand, the half-written file is gone."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LingotypeError, match=r"cannot be written: No space left"):
        store.save(path, b"new", tmp_path)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.po", b"old")]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
@pytest.mark.parametrize("verb", ["read", "save"])
def test_a_link_out_of_the_project_is_refused(tmp_path: Path, verb: str):
    """A contributed link must neither show nor overwrite another file of this machine."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"secret")
    root = tmp_path / "project"
    root.mkdir()
    (root / "a.po").symlink_to(outside)
    with pytest.raises(LingotypeError, match="leads out of the project") as caught:
        store.read(root / "a.po", root) if verb == "read" else store.save(root / "a.po", b"", root)
    assert str(caught.value.where) == "a.po"
    assert outside.read_bytes() == b"secret"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_a_link_inside_the_project_is_written_through(tmp_path: Path):
    """The link stays a link."""
    (tmp_path / "real.po").write_bytes(b"old")
    (tmp_path / "a.po").symlink_to(tmp_path / "real.po")
    store.save(tmp_path / "a.po", b"new", tmp_path)
    assert (tmp_path / "a.po").is_symlink()
    assert (tmp_path / "real.po").read_bytes() == b"new"


def test_leftovers_of_killed_runs_are_swept(tmp_path: Path):
    """And nothing but them."""
    leftover = tmp_path / "de" / f".a.po.12ab{store.LEFTOVER}"
    leftover.parent.mkdir()
    leftover.write_bytes(b"half")
    (tmp_path / "de" / "a.po").write_bytes(b"x")
    store.sweep(tmp_path)
    assert [p.name for p in (tmp_path / "de").iterdir()] == ["a.po"]


def test_an_error_names_the_file_and_what_to_do(tmp_path: Path):
    """A folder where a file should be, and a file where a folder should be."""
    (tmp_path / "locale").write_text("no folder")
    with pytest.raises(LingotypeError) as caught:
        store.save(tmp_path / "locale" / "de.po", b"x", tmp_path)
    assert str(caught.value.where) == "locale/de.po"
    assert caught.value.fix
