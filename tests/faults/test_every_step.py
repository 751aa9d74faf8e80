"""A command is ended at every step that touches the disk: what stands is the old or the new."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from lingotype.workspace import swap
from tests.faults.nursery import CRASHED, Nursery
from tests.faults.shared import (
    LINUX,
    TOP,
    Change,
    Publication,
    put,
    tree,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


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
    assert {name.split("/")[0] for name in new} == {"en", "epub", *TOP}
    assert not any("de" in name for name in new if name.startswith("epub/"))
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
