"""The record of what an update left: a hash of all that it read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import revision
from tests.revision import FISH, WIND

from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import layout, settings, settled, store

GERMAN = Language.parse("de")
MESSAGES = {"quay": 2, "parts/house": 0}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    book = revision.project(tmp_path / "book", "de")
    documents = {"quay": [WIND, FISH], "parts/house": [FISH]}
    revision.templates(book, documents)
    revision.translated(book, "de", documents)
    return settings.load(book)


def key(project: Project) -> str:
    templates = settled.templates_hash(project, layout.templates(project))
    return settled.joined(templates, settled.catalogues_hash(project, GERMAN))


def test_what_is_remembered_is_recalled_as_long_as_nothing_changed(project: Project):
    """With the number of messages of each document."""
    assert settled.recall(project, GERMAN, key(project)) is None
    settled.remember(project, GERMAN, key(project), MESSAGES)
    assert settled.recall(project, GERMAN, key(project)) == MESSAGES
    assert settled.recall(project, Language.parse("fr"), key(project)) is None


def catalogue(project: Project) -> Path:
    return layout.catalogue(project, GERMAN, "quay")


CHANGES: dict[str, Callable[[Project], object]] = {
    "a byte of a catalogue": lambda p: catalogue(p).write_bytes(catalogue(p).read_bytes() + b" "),
    "a byte of a template": lambda p: revision.templates(p.root, {"quay": [WIND, FISH + "!"]}),
    "a catalogue that is gone": lambda p: catalogue(p).unlink(),
    "a catalogue that cannot be read": lambda p: unreadable(catalogue(p)),
    "a catalogue renamed": lambda p: catalogue(p).rename(catalogue(p).with_name("kay.po")),
    "a new catalogue": lambda p: shutil.copy(catalogue(p), catalogue(p).with_name("kay.po")),
    "a template that is gone": lambda p: (layout.templates(p) / "quay.pot").unlink(),
    "a new template": lambda p: revision.write(layout.templates(p) / "kay.pot", ""),
    "a decision": lambda p: revision.write(layout.wording(p), "{}\n"),
}


def unreadable(path: Path) -> None:
    """A link to itself."""
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_record_holds_no_more(project: Project, change: str):
    """Of all that an update reads."""
    settled.remember(project, GERMAN, key(project), MESSAGES)
    CHANGES[change](project)
    assert settled.recall(project, GERMAN, key(project)) is None


def test_bytes_that_move_from_one_file_to_the_next_are_seen(project: Project):
    """Files are hashed with their lengths, so that two cannot pass for two others."""
    folder = layout.catalogues(project, GERMAN)
    one, other = folder / "a.po", folder / "b.po"
    one.write_bytes(b"12")
    other.write_bytes(b"3")
    before = settled.catalogues_hash(project, GERMAN)
    one.write_bytes(b"1")
    other.write_bytes(b"23")
    assert settled.catalogues_hash(project, GERMAN) != before


def test_the_time_of_a_file_does_not_matter(project: Project, tmp_path: Path):
    """A fresh clone and a moved folder have nothing to do."""
    before = key(project)
    copy = settings.load(shutil.copytree(project.root, tmp_path / "copy"))
    catalogue(copy).touch()
    assert key(copy) == before


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff",
        b'{"format": 0, "key": "KEY", "messages": {}}',
        b'{"format": 1, "key": "KEY", "messages": []}',
        b'{"format": 1, "key": "KEY", "messages": {"quay": null}}',
        b'{"format": 1, "key": "KEY"}',
    ],
)
def test_a_record_that_is_damaged_is_none(project: Project, record: bytes):
    """It is no error either: all of it can be made again."""
    settled.remember(project, GERMAN, key(project), MESSAGES)
    (path,) = (project.build / "cache/update").iterdir()
    path.write_bytes(record.replace(b"KEY", key(project).encode()))
    assert settled.recall(project, GERMAN, key(project)) is None


def test_where_it_cannot_be_noted_nothing_is_lost(project: Project):
    """A file stands where the folder should be."""
    revision.write(project.build / "cache", "no folder")
    settled.remember(project, GERMAN, key(project), MESSAGES)
    assert settled.recall(project, GERMAN, key(project)) is None


def test_what_a_killed_run_left_of_a_record_is_swept(project: Project):
    left = revision.write(project.build / f"cache/update/.de.json.0123{store.LEFTOVER}", "half")
    settled.remember(project, GERMAN, key(project), MESSAGES)
    assert not left.exists()
