"""A folder is exchanged whole, and a kill between two renames is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lingotype.workspace import swap


def folder(path: Path, word: str) -> Path:
    path.mkdir(parents=True)
    (path / "page.html").write_text(word)
    return path


@pytest.fixture(params=["exchange", "two renames"])
def way(request, monkeypatch) -> str:
    """Both ways: what Linux can do, and what must do elsewhere."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    return request.param


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path, way: str):
    """And the old one, the new one's former name and any journal are gone."""
    live, new = folder(tmp_path / "site" / "de", "old"), folder(tmp_path / "work", "new")
    swap.put_live(new, live)
    assert (live / "page.html").read_text() == "new"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["de", "page.html", "site"]


def test_the_first_time_there_is_nothing_to_exchange(tmp_path: Path):
    """The folders above are made."""
    swap.put_live(folder(tmp_path / "work", "new"), tmp_path / "site" / "de")
    assert (tmp_path / "site" / "de" / "page.html").read_text() == "new"


def test_a_kill_between_the_renames_brings_the_old_folder_back(tmp_path: Path, monkeypatch):
    """The next run finds the journal and undoes the first rename."""
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    live, new = folder(tmp_path / "site" / "de", "old"), folder(tmp_path / "work", "new")
    renames = iter([Path.rename])

    def rename_once(self: Path, target: Path) -> Path:
        step = next(renames, None)
        if step is None:
            raise KeyboardInterrupt
        return step(self, target)

    monkeypatch.setattr(Path, "rename", rename_once)
    with pytest.raises(KeyboardInterrupt):
        swap.put_live(new, live)
    monkeypatch.undo()
    assert not live.exists()
    swap.repair(live.parent)
    assert (live / "page.html").read_text() == "old"
    assert [p.name for p in live.parent.iterdir()] == ["de"]


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"live": "de"}), "{}"])
def test_a_damaged_journal_is_dropped(tmp_path: Path, text: str):
    """A half-written journal was followed by no rename."""
    folder(tmp_path / "de", "old")
    (tmp_path / swap.JOURNAL).write_text(text)
    swap.repair(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["de"]


def test_a_folder_is_taken_down_at_once(tmp_path: Path):
    """By way of a scratch name, so that nobody sees it half gone."""
    live = folder(tmp_path / "site" / "de", "old")
    swap.take_down(live, tmp_path / "cache" / "gone")
    assert not live.exists()
    assert list((tmp_path / "cache").iterdir()) == []
