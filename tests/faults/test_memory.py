"""Killed while texts move between files: no translation is ever missing from all of them."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests import revision
from tests.faults.nursery import CRASHED, Nursery
from tests.faults.shared import Tree, leftover, put, torn, tree, unreadable
from tests.revision import BELL, FISH, ROPE, SALT, WIND, templates, translated

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")

TAGS = ("de",)
DOCUMENTS = {"a": [WIND, FISH], "m": [ROPE, SALT], "z": [BELL]}
WINDS = WIND.replace("boats", "big boats")
ROPES = ROPE.replace("winter", "the winter")

REVISIONS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "texts move forward and back": {"a": [BELL, WIND], "m": [FISH, SALT], "z": [ROPE]},
    "all documents are renamed": {"b": [WIND, FISH], "k": [ROPE, SALT], "y": [BELL]},
    "documents change their names among themselves": {
        "a": [ROPE, SALT],
        "m": [BELL],
        "z": [WIND, FISH],
    },
    "one document of all": {"all": [BELL, SALT, ROPE, FISH, WIND]},
    "a document of each text": {"a": [WIND], "b": [FISH], "m": [ROPE], "n": [SALT], "z": [BELL]},
    "texts are reworded as they move": {"a": [ROPES, FISH], "m": [SALT], "z": [WINDS, BELL]},
    "texts are deleted and reworded": {"a": [WINDS], "m": [ROPES, SALT]},
    "a paragraph is split and another joined": {
        "a": [f"{WIND} {FISH}"],
        "m": [ROPE, SALT],
        "z": ["The old bell rings twice when fog comes.", "It rings once when it is gone."],
    },
}


class Book:
    """A book before a command. old: its catalogues; done: what they are when it is done."""

    def __init__(self, folder: Path, nursery: Nursery, command: Sequence[str]) -> None:
        self.folder, self.nursery, self.command = folder, nursery, command
        self.before, self.old = tree(folder), tree(folder / "locale")
        assert nursery.run(*command, cwd=folder).code == 0
        self.done = tree(folder / "locale")
        assert self.done != self.old

    def reset(self) -> None:
        put(self.before, self.folder)

    def check(self) -> Tree:
        """After an end without cleanup each file is old or new. Returns them."""
        now = tree(self.folder / "locale")
        assert torn(now, self.old, self.done) == []
        assert unreadable(self.folder) == []
        return now

    def check_repaired(self) -> None:
        """A second run makes what one run makes that nobody killed."""
        assert self.nursery.run(*self.command, cwd=self.folder).code == 0
        assert tree(self.folder / "locale") == self.done
        assert not [name for name in tree(self.folder) if leftover(name)]


def project(folder: Path) -> Path:
    book = revision.project(folder, *TAGS)
    templates(book, DOCUMENTS)
    for tag in TAGS:
        translated(book, tag, DOCUMENTS)
    return book


@pytest.fixture(params=REVISIONS)
def revised(request: pytest.FixtureRequest, tmp_path: Path, nursery: Nursery) -> Book:
    """A book whose texts have moved; no catalogue has followed."""
    book = project(tmp_path / "book")
    templates(book, REVISIONS[request.param])
    return Book(book, nursery, ["update"])


def written(book: Book) -> dict[str, set[str]]:
    return {tag: revision.msgstrs(book.folder, tag) for tag in TAGS}


FEW = ["texts move forward and back", "texts are reworded as they move"]


@pytest.mark.parametrize("revised", FEW, indirect=True)
def test_at_no_step_of_an_update_a_translation_is_missing(revised: Book):
    """Wherever it ends, what people wrote stands in some file; the next run finishes the work."""
    end_at_every_step(revised, repair=3)


@pytest.mark.soak
def test_at_no_step_of_any_update_a_translation_is_missing(revised: Book):
    """The same for every kind of revision."""
    end_at_every_step(revised, repair=1)


def end_at_every_step(book: Book, repair: int) -> None:
    """repair: after which ends, every first or third, the command is repeated."""
    book.reset()
    people = written(book)
    for step in range(1, 1000):
        book.reset()
        ended = book.nursery.run(*book.command, cwd=book.folder, step=step)
        book.check()
        assert all(people[tag] <= written(book)[tag] for tag in TAGS)
        if ended.code != CRASHED:
            break
        if step % repair == 0:
            book.check_repaired()
    assert ended.code == 0, ended.out
    assert step > 10


def undisturbed(book: Book) -> float:
    """Seconds that a run takes; the least of several, so that most kills come in time."""
    book.reset()
    return book.nursery.run(*book.command, cwd=book.folder).seconds


def kill_often(book: Book, times: int, seed: int) -> int:
    """How many of so many kills at random moments came in time."""
    moments = random.Random(seed)
    book.reset()
    people = written(book)
    usual = min(undisturbed(book) for _ in range(5))
    hits = 0
    for _ in range(times):
        book.reset()
        moment = moments.uniform(0, usual)
        ended = book.nursery.run(*book.command, cwd=book.folder, kill_after=moment)
        hits += ended.code == -signal.SIGKILL
        book.check()
        assert all(people[tag] <= written(book)[tag] for tag in TAGS)
        book.check_repaired()
    return hits


@pytest.mark.parametrize("revised", ["texts move forward and back"], indirect=True)
def test_an_update_killed_while_texts_move_loses_none(revised: Book):
    """SIGKILL at random moments."""
    assert kill_often(revised, 10, seed=5) >= 3


@pytest.mark.soak
def test_an_update_killed_hundreds_of_times_while_texts_move_loses_none(revised: Book):
    """The same for every kind of revision."""
    assert kill_often(revised, 200, seed=6) >= 100


# --- commands that write more than catalogues ----------------------------------------------


def ended_at_every_step(book: Book) -> None:
    """What is repeated ends as if nobody had ended it, or finds that all is done."""
    for step in range(1, 1000):
        book.reset()
        ended = book.nursery.run(*book.command, cwd=book.folder, step=step)
        book.check()
        if ended.code != CRASHED:
            break
        again = book.nursery.run(*book.command, cwd=book.folder)
        assert again.code == 0 or "there is no decision" in again.out, again.out
        assert tree(book.folder / "locale") == book.done
    assert ended.code == 0, ended.out
    assert step > 5


@pytest.fixture
def reworded(tmp_path: Path) -> Path:
    """Two texts are reworded, one is gone, and so is a document."""
    book = project(tmp_path / "book")
    templates(book, {"a": [WINDS], "m": [ROPES, SALT]})
    return book


def test_a_declaration_ended_at_any_step_is_made_again(reworded: Path, nursery: Nursery):
    """The log is written first, and whole; the update that follows goes by it."""
    command = ["update", "--wording-only", "--yes"]
    ended_at_every_step(Book(reworded, nursery, command))


def test_a_decision_taken_back_is_taken_back_whole_when_repeated(reworded: Path, nursery: Nursery):
    """The log is written last, so that its numbers hold until all catalogues are done."""
    assert nursery.run("update", "--wording-only", "--yes", cwd=reworded).code == 0
    shutil.rmtree(reworded / "_build")
    ended_at_every_step(Book(reworded, nursery, ["wording", "--revoke", "2"]))


def test_pruning_ended_at_any_step_is_finished_by_pruning(reworded: Path, nursery: Nursery):
    """Each file as a whole; nothing live is touched."""
    assert nursery.run("update", cwd=reworded).code == 0
    shutil.rmtree(reworded / "_build")
    ended_at_every_step(Book(reworded, nursery, ["update", "--prune", "--yes"]))
