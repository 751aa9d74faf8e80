"""The record of what an update left: with nothing to do no file is parsed, and it never lies."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests import revision
from tests.revision import BELL, FISH, ROPE, SALT, WIND, files, message, templates, translated

from lingotype.formats import po
from lingotype.model.message import State

RECORD = "_build/cache/update/de.json"


@pytest.fixture
def book(tmp_path: Path, lingotype: Callable) -> Path:
    """Two languages, just updated."""
    book = revision.project(tmp_path / "book", "de", "fr")
    documents = {"quay": [WIND, FISH, ROPE], "house": [SALT]}
    templates(book, documents)
    for tag in ("de", "fr"):
        translated(book, tag, documents)
    assert lingotype("update", cwd=book).code == 0
    return book


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Callable:
    """The files that are parsed while a block runs."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        names: list[str] = []
        read = po.read

        def noted(data: bytes, path: str = "", *rest: object) -> object:
            names.append(path)
            return read(data, path, *rest)

        with monkeypatch.context() as patch:
            patch.setattr(po, "read", noted)
            yield names

    return watch


def test_with_nothing_to_do_no_file_is_parsed(book: Path, lingotype: Callable, parsed: Callable):
    """And what is said is what the first run said."""
    with parsed() as names:
        done = lingotype("update", cwd=book)
    assert names == []
    assert done.code == 0
    shutil.rmtree(book / "_build")
    with parsed() as names:
        assert lingotype("update", cwd=book) == done
    assert len(names) == 6


def damaged(data: bytes) -> bytes:
    return data[:10]


def of_another_format(data: bytes) -> bytes:
    return json.dumps({**json.loads(data), "format": 99}).encode()


def of_no_record(data: bytes) -> bytes:
    return b"[1, 2]"


def of_strange_counts(data: bytes) -> bytes:
    return json.dumps({**json.loads(data), "messages": {"quay": "many"}}).encode()


@pytest.mark.parametrize("change", [damaged, of_another_format, of_no_record, of_strange_counts])
def test_a_record_that_says_nothing_is_none(
    book: Path, lingotype: Callable, parsed: Callable, change: Callable
):
    """The language is read again, and the record made anew; the other language is not read."""
    path = book / RECORD
    sound = path.read_bytes()
    path.write_bytes(change(sound))
    before = files(book)
    with parsed() as names:
        done = lingotype("update", cwd=book)
    assert (done.code, done.err) == (0, "")
    assert any("/de/" in name for name in names)
    assert not any("/fr/" in name for name in names)
    assert files(book) == before
    assert path.read_bytes() == sound


def test_after_a_translator_has_edited_a_catalogue_only_that_language_is_read(
    book: Path, lingotype: Callable, parsed: Callable
):
    path = revision.catalogue(book, "de", "quay")
    path.write_bytes(path.read_bytes().replace(b"(de)", b"(de!)"))
    with parsed() as names:
        assert lingotype("update", cwd=book).code == 0
    assert not any("/fr/" in name for name in names)
    assert any("/de/" in name for name in names)
    with parsed() as names:
        assert lingotype("update", cwd=book).code == 0
    assert names == []


def test_a_catalogue_that_a_translator_broke_is_seen(book: Path, lingotype: Callable):
    path = revision.catalogue(book, "de", "quay")
    path.write_bytes(path.read_bytes() + b"<<<<<<< HEAD\n")
    assert lingotype("update", cwd=book).code == 2
    assert lingotype("update", cwd=book).code == 2


def test_a_catalogue_that_was_deleted_is_begun_again(book: Path, lingotype: Callable):
    """And another with the same bytes under another name is another."""
    revision.catalogue(book, "de", "quay").rename(revision.catalogue(book, "de", "kay"))
    assert lingotype("update", cwd=book).code == 0
    assert revision.states(book, "de", "quay")[WIND] is State.TRANSLATED


def test_a_new_template_is_seen(book: Path, lingotype: Callable):
    templates(book, {"quay": [WIND, FISH, ROPE, BELL], "house": [SALT]})
    assert lingotype("update", cwd=book).code == 0
    for tag in ("de", "fr"):
        assert revision.states(book, tag, "quay")[BELL] is State.UNTRANSLATED


def test_a_line_in_the_log_of_wordings_is_seen(book: Path, lingotype: Callable):
    """However it came there: git brings the decisions of others."""
    changed = WIND.replace("boats", "big boats")
    templates(book, {"quay": [changed, FISH, ROPE], "house": [SALT]})
    lingotype("update", cwd=book)
    assert message(book, "de", "quay", changed).fuzzy
    line = json.dumps({"former": WIND, "now": changed})
    (book / "locale/wording.jsonl").write_text(f"{line}\n")
    lingotype("update", cwd=book)
    assert not message(book, "de", "quay", changed).fuzzy


def test_a_setting_of_conf_py_is_seen(book: Path, lingotype: Callable, parsed: Callable):
    """lingotype_suggestions changes what is offered; --suggestions too."""
    with (book / "conf.py").open("a") as file:
        file.write("lingotype_suggestions = 'generous'\n")
    with parsed() as names:
        assert lingotype("update", cwd=book).code == 0
    assert names
    with parsed() as names:
        assert lingotype("update", "--suggestions", "generous", cwd=book).code == 0
    assert names == []
    with parsed() as names:
        assert lingotype("update", "--suggestions", "careful", cwd=book).code == 0
    assert names


def test_templates_of_another_folder_are_seen(book: Path, lingotype: Callable):
    """-p looks at those that it names, not at the record of others."""
    (book / "other").mkdir()
    (book / "other/quay.pot").write_text(revision.pot("quay", [WIND, FISH, ROPE, BELL]))
    (book / "other/house.pot").write_text(revision.pot("house", [SALT]))
    assert lingotype("update", "-p", "other", cwd=book).code == 0
    assert BELL in revision.states(book, "de", "quay")
    assert lingotype("update", cwd=book).code == 0
    assert BELL not in revision.states(book, "de", "quay")


@pytest.mark.parametrize("way", ["a file where its folder should be", "a folder in its place"])
def test_where_no_record_can_be_made_the_update_is_made_all_the_same(
    book: Path, lingotype: Callable, way: str
):
    """It only takes longer the next time."""
    shutil.rmtree(book / "_build")
    if way == "a folder in its place":
        (book / RECORD).mkdir(parents=True)
    else:
        revision.write(book / "_build/cache/update", "no folder")
    templates(book, {"quay": [WIND, FISH, ROPE, BELL], "house": [SALT]})
    for _ in range(2):
        done = lingotype("update", cwd=book)
        assert (done.code, done.err) == (0, "")
    assert BELL in revision.states(book, "de", "quay")


def test_the_catalogue_of_a_gone_document_is_named_each_time(book: Path, lingotype: Callable):
    """With the record as without it."""
    templates(book, {"house": [SALT]})
    first = lingotype("update", cwd=book)
    assert "locale/de/LC_MESSAGES/quay.po: its document is gone" in first.err
    second = lingotype("update", cwd=book)
    assert second.err == first.err


def test_a_dry_run_after_an_update_knows_its_words(book: Path, lingotype: Callable):
    """It reads the files, since the record has no words."""
    done = lingotype("update", "--dry-run", "--json", cwd=book)
    (german, french) = json.loads(done.out)["languages"]
    assert german["ways"]["kept"] == french["ways"]["kept"]
    assert german["ways"]["kept"]["messages"] == 4
    assert german["ways"]["kept"]["words"] > 40
