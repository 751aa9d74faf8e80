"""The log of changes of wording: what is written is read again, and damage is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import revision

from lingotype.errors import LingotypeError, Place
from lingotype.model.project import Project
from lingotype.model.wording import Decision
from lingotype.workspace import settings, store, wording

ONE = Decision("a lamp", "a light")
TWO = Decision("the “old” lamp\n\\", "the old\u2028lamp", "menu")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return settings.load(revision.project(tmp_path / "book", "de"))


def log(project: Project) -> Path:
    return project.locale / "wording.jsonl"


def test_what_is_saved_is_read_again(project: Project):
    """In its order; with quotation marks, line ends of all kinds and a msgctxt."""
    assert wording.save(project, [TWO, ONE])
    assert wording.read(project) == [TWO, ONE]
    assert not wording.save(project, [TWO, ONE]), "nothing is written twice"


@given(st.lists(st.builds(
    Decision,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.none() | st.text(st.characters(exclude_categories=["Cs"])),
), unique=True))  # fmt: skip
def test_any_texts_are_read_again(tmp_path_factory: pytest.TempPathFactory, made: list[Decision]):
    """Whatever stands in a msgid, a decision is one line."""
    folder = tmp_path_factory.mktemp("log")
    (folder / "locale").mkdir()
    project = settings.without_source(folder / "locale", folder / "build")
    wording.save(project, made)
    assert wording.read(project) == made
    assert len(wording.read(project)) == (log(project).read_bytes().count(b"\n") if made else 0)


def test_a_line_reads_as_a_person_would_write_it(project: Project):
    """Letters of all scripts as they are; msgctxt only where there is one."""
    wording.save(project, [Decision("das Öl", "海", None)])
    assert log(project).read_text("utf-8") == '{"former": "das Öl", "now": "海"}\n'


def test_without_a_log_nothing_is_declared(project: Project):
    """And none is made for that."""
    assert wording.read(project) == []
    assert not wording.save(project, [])
    assert not log(project).exists()


def test_a_log_of_nothing_is_deleted(project: Project):
    wording.save(project, [ONE])
    assert wording.save(project, [])
    assert not log(project).exists()


def test_the_same_decision_counts_once(project: Project):
    """As it stands there after git put two logs together."""
    wording.save(project, [ONE, TWO])
    log(project).write_bytes(log(project).read_bytes() * 2 + b"\n")
    assert wording.read(project) == [ONE, TWO]


def test_a_log_with_windows_line_ends_is_read(project: Project):
    """As git may check it out."""
    wording.save(project, [ONE, TWO])
    log(project).write_bytes(log(project).read_bytes().replace(b"\n", b"\r\n"))
    assert wording.read(project) == [ONE, TWO]


def test_fields_that_a_later_version_adds_are_no_damage(project: Project):
    revision.write(log(project), '{"former": "a", "now": "b", "by": "Ada", "msgctxt": null}\n')
    assert wording.read(project) == [Decision("a", "b")]


@pytest.mark.parametrize(
    "line",
    [
        b"=======",
        b"{",
        b"null",
        b"[]",
        b'"former"',
        b"{}",
        b'{"former": "a"}',
        b'{"former": "", "now": "b"}',
        b'{"former": "a", "now": ["b"]}',
        b'{"former": "a", "now": "b", "msgctxt": 1}',
        b'{"former": "\xff", "now": "b"}',
        b"[" * 100_000,
    ],
)
def test_damage_is_named_with_its_line(project: Project, line: bytes):
    """And with what to do; nothing of the log is used."""
    wording.save(project, [ONE])
    log(project).write_bytes(log(project).read_bytes() + b"\n" + line)
    with pytest.raises(LingotypeError) as caught:
        wording.read(project)
    assert caught.value.where == Place("locale/wording.jsonl", 3)
    assert caught.value.fix


def test_a_list_is_read_from_anywhere(tmp_path: Path):
    """A file that an editor names; the error has the name that the editor wrote."""
    path = revision.write(tmp_path / "list", '{"former": "a", "now": "b"}\n')
    assert wording.read_file(path) == [Decision("a", "b")]
    with pytest.raises(LingotypeError, match="cannot be read"):
        wording.read_file(tmp_path / "nowhere")


def test_what_a_killed_run_left_is_swept(project: Project):
    """Half a log beside the log."""
    left = revision.write(project.locale / f".wording.jsonl.0123{store.LEFTOVER}", "half")
    wording.save(project, [ONE])
    assert not left.exists()
