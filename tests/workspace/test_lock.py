"""One command at a time; the second one learns who is at work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lingotype.errors import Busy, LingotypeError
from lingotype.workspace import layout, lock, settings


def test_a_second_command_is_told_who_is_at_work(lighthouse: Path):
    """With the command, its process and since when."""
    project = settings.load(lighthouse)
    with (
        lock.held(project, "lingotype publish"),
        pytest.raises(Busy) as caught,
        lock.held(project, "lingotype update"),
    ):
        pytest.fail("two commands met")
    assert f"`lingotype publish` (process {os.getpid()}, since " in caught.value.what


def test_the_lock_is_free_after_an_error(lighthouse: Path):
    """And the note of who held it is gone."""
    project = settings.load(lighthouse)
    with pytest.raises(ZeroDivisionError), lock.held(project, "one"):
        raise ZeroDivisionError
    with lock.held(project, "two"):
        pass
    assert not layout.scratch(project, "lock.json").exists()


def test_a_build_folder_that_cannot_be_written_is_named(lighthouse: Path):
    """Here a file stands where the folder should be."""
    (lighthouse / "build").write_text("no folder")
    project = settings.load(lighthouse)
    with pytest.raises(LingotypeError) as caught, lock.held(project, "one"):
        pytest.fail("there is no lock")
    assert caught.value.where == "build"
