"""All catalogues of a language are one memory, whatever becomes of the documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests import revision
from tests.revision import (
    BELL,
    FISH,
    ROPE,
    SALT,
    WIND,
    catalogue,
    message,
    states,
    templates,
    translated,
    translation,
    write,
)

from lingotype.formats import po
from lingotype.model.message import State
from lingotype.workflow import updating

T = State.TRANSLATED
O = State.OBSOLETE  # noqa: E741 - as the table of states reads


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    """Two documents, translated into German."""
    book = revision.project(tmp_path / "book", "de")
    documents = {"quay": [WIND, FISH, ROPE], "house": [SALT, BELL]}
    templates(book, documents)
    translated(book, "de", documents)
    return book


@pytest.fixture
def revise(quay: Path, lingotype: Callable) -> Callable[..., str]:
    """Let the text be these documents, and update; no translation may ever be missing."""
    before = revision.msgstrs(quay, "de")

    def revised(**documents: list[str]) -> str:
        templates(quay, documents)
        done = lingotype("update", cwd=quay)
        assert done.code == 0, done.err
        assert before <= revision.msgstrs(quay, "de")
        return done.out

    return revised


def test_a_renamed_document_keeps_every_translation(quay: Path, revise: Callable):
    """The former catalogue stays as memory."""
    revise(harbour=[WIND, FISH, ROPE], house=[SALT, BELL])
    assert states(quay, "de", "harbour") == {WIND: T, FISH: T, ROPE: T}
    assert message(quay, "de", "harbour", WIND).msgstr == translation(WIND)
    assert catalogue(quay, "de", "quay").exists()


def test_the_header_of_a_renamed_document_goes_along(quay: Path, revise: Callable):
    """The names of the translators, and plural forms that somebody mended."""
    path = catalogue(quay, "de", "quay")
    path.write_text(path.read_text().replace("(n != 1)", "(n>1)"))
    header = path.read_text().split("\n\n")[0]
    revise(harbour=[WIND, FISH, ROPE], house=[SALT, BELL])
    assert catalogue(quay, "de", "harbour").read_text().split("\n\n")[0] == header
    assert "Ada Lamp, quay" in header
    assert "(n>1)" in header


def test_a_new_document_has_a_header_of_its_own(quay: Path, revise: Callable):
    """Nobody signed it yet."""
    revise(quay=[WIND, FISH, ROPE], house=[SALT, BELL], mole=["A mole of stone."])
    assert revision.read(quay, "de", "mole").headers["Last-Translator"] == ""
    assert "Ada" not in catalogue(quay, "de", "mole").read_text()


def test_a_document_that_is_split_keeps_every_translation(quay: Path, revise: Callable):
    revise(quay=[WIND], nets=[FISH, ROPE], house=[SALT, BELL])
    assert states(quay, "de", "quay")[WIND] is T
    assert states(quay, "de", "nets") == {FISH: T, ROPE: T}


def test_documents_that_are_merged_keep_every_translation(quay: Path, revise: Callable):
    said = revise(all=[SALT, WIND, BELL, FISH, ROPE])
    assert list(states(quay, "de", "all").items()) == [
        (SALT, T), (WIND, T), (BELL, T), (FISH, T), (ROPE, T),
    ]  # fmt: skip
    row = dict(zip(said.split("\n")[0].split(), said.split("\n")[1].split()[1:], strict=False))
    assert row["moved"] == "5"


def test_a_deleted_document_comes_back_as_it_was(quay: Path, revise: Callable):
    """With updates and other revisions in between; its catalogue has not changed by a byte."""
    before = catalogue(quay, "de", "quay").read_bytes()
    revise(house=[SALT, BELL])
    revise(house=[BELL])
    revise(house=[SALT, BELL], quay=[WIND, FISH, ROPE])
    assert catalogue(quay, "de", "quay").read_bytes() == before
    assert states(quay, "de", "house") == {SALT: T, BELL: T}


def test_a_deleted_document_comes_back_under_another_name(quay: Path, revise: Callable):
    """After an update in between, so that nothing but its catalogue remembers it."""
    revise(house=[SALT, BELL])
    revise(house=[SALT, BELL], mole=[ROPE, FISH])
    assert states(quay, "de", "mole") == {ROPE: T, FISH: T}
    assert "Ada Lamp, quay" in catalogue(quay, "de", "mole").read_text()


def test_a_deleted_paragraph_is_obsolete_and_comes_back(quay: Path, revise: Callable):
    revise(quay=[WIND, ROPE], house=[SALT, BELL])
    assert states(quay, "de", "quay") == {WIND: T, ROPE: T, FISH: O}
    said = revise(quay=[WIND, ROPE, FISH], house=[SALT, BELL])
    assert states(quay, "de", "quay") == {WIND: T, ROPE: T, FISH: T}
    assert said.split("\n")[1].split()[2] == "1", "revived"


def test_a_deleted_paragraph_comes_back_in_another_document(quay: Path, revise: Callable):
    revise(quay=[WIND, ROPE], house=[SALT, BELL])
    revise(quay=[WIND, ROPE], house=[SALT, FISH, BELL])
    assert message(quay, "de", "house", FISH).msgstr == translation(FISH)


@pytest.mark.parametrize("between", [True, False], ids=["updated in between", "at once"])
def test_text_that_moves_between_documents_takes_its_translation_along(
    quay: Path, revise: Callable, between: bool
):
    """At once, or deleted here and only later put there."""
    if between:
        revise(quay=[WIND], house=[SALT, BELL])
    revise(quay=[WIND, SALT], house=[BELL, FISH, ROPE])
    assert states(quay, "de", "quay")[SALT] is T
    assert [x.msgid for x in revision.read(quay, "de", "house").live] == [BELL, FISH, ROPE]
    assert {states(quay, "de", "house")[x] for x in (BELL, FISH, ROPE)} == {T}


def test_texts_that_change_places_are_both_translated(quay: Path, revise: Callable):
    """Each catalogue is the memory of the other."""
    revise(quay=[SALT, BELL], house=[WIND, FISH, ROPE])
    assert all(states(quay, "de", "quay")[x] is T for x in (SALT, BELL))
    assert all(states(quay, "de", "house")[x] is T for x in (WIND, FISH, ROPE))


def test_of_several_translations_that_of_the_same_file_is_taken_then_the_most_frequent(
    quay: Path, lingotype: Callable
):
    """Anybody who keeps two apart did so on purpose."""
    for domain, msgstr in {"a": "Glocke", "b": "Schelle", "c": "Schelle"}.items():
        header = revision.HEADER.format(name="de", credit="", translator="")
        entry = f"\nmsgid {revision.quoted(BELL)}\nmsgstr {revision.quoted(msgstr)}\n"
        write(catalogue(quay, "de", domain), header + entry)
    catalogue(quay, "de", "house").unlink()
    templates(quay, {"a": [BELL], "b": [BELL], "c": [BELL], "new": [BELL]})
    assert lingotype("update", cwd=quay).code == 0
    found = {x: message(quay, "de", x, BELL).msgstr for x in ("a", "b", "c", "new")}
    assert found == {"a": "Glocke", "b": "Schelle", "c": "Schelle", "new": "Schelle"}


def test_the_previous_msgid_is_the_wording_that_the_msgstr_translates(quay: Path, revise: Callable):
    """However often the text has changed since."""
    for words in ("big boats", "very big boats", "big old boats"):
        revise(quay=[WIND.replace("boats", words), FISH, ROPE], house=[SALT, BELL])
        found = message(quay, "de", "quay", WIND.replace("boats", words))
        assert found.state is State.FUZZY
        assert found.previous
        assert found.previous.msgid == WIND
        assert found.msgstr == translation(WIND)
    revise(quay=[WIND, FISH, ROPE], house=[SALT, BELL])
    assert states(quay, "de", "quay") == {WIND: T, FISH: T, ROPE: T}


def test_a_fuzzy_translation_keeps_its_previous_wording_when_its_text_is_deleted(
    quay: Path, revise: Callable
):
    """And wakes up fuzzy."""
    changed = WIND.replace("boats", "big boats")
    revise(quay=[changed, FISH, ROPE], house=[SALT, BELL])
    revise(quay=[FISH, ROPE], house=[SALT, BELL])
    text = catalogue(quay, "de", "quay").read_text()
    assert "#~| msgid" in text
    po.read(text.encode())
    revise(quay=[FISH, ROPE], house=[SALT, BELL, changed])
    found = message(quay, "de", "house", changed)
    assert found.state is State.FUZZY
    assert found.previous
    assert found.previous.msgid == WIND


def test_renaming_everything_keeps_everything(quay: Path, revise: Callable):
    """Again and again."""
    for turn in range(4):
        revise(**{f"quay{turn}": [WIND, FISH, ROPE], f"house{turn}": [SALT, BELL]})
        for domain, texts in {"quay": (WIND, FISH, ROPE), "house": (SALT, BELL)}.items():
            found = revision.read(quay, "de", f"{domain}{turn}")
            assert {x.msgid: x.msgstr for x in found} == {x: translation(x) for x in texts}
            assert found.headers["Last-Translator"] == f"Ada {domain}"


def test_languages_do_not_learn_from_each_other(quay: Path, lingotype: Callable):
    """A memory is of one language."""
    templates(quay, {"harbour": [WIND]})
    assert lingotype("update", "-l", "de,fr", cwd=quay).code == 0
    assert states(quay, "fr", "harbour") == {WIND: State.UNTRANSLATED}
    assert states(quay, "de", "harbour") == {WIND: T}


def test_what_a_translator_saves_meanwhile_is_not_overwritten(
    tmp_path: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch
):
    """The language stops, the file stays as the translator left it, and a second run follows."""
    book = revision.project(tmp_path / "book", "de")
    templates(book, {"quay": [WIND]})
    translated(book, "de", {"quay": [WIND]})
    templates(book, {"quay": [WIND, FISH]})
    path = book / "locale/de/LC_MESSAGES/quay.po"
    saved = path.read_bytes().replace(b'msgstr "(de)', b'msgstr "(neu)')
    assert saved != path.read_bytes()
    work = updating.update

    def slow(*given: object) -> object:
        done = work(*given)
        path.write_bytes(saved)
        return done

    monkeypatch.setattr(updating, "update", slow)
    done = lingotype("update", cwd=book)
    assert (done.code, path.read_bytes()) == (2, saved)
    assert "locale/de/LC_MESSAGES/quay.po: the file was changed while" in done.err
    monkeypatch.setattr(updating, "update", work)
    assert lingotype("update", cwd=book).code == 0
    assert b'msgstr "(neu)' in path.read_bytes()
    assert FISH.encode()[:20] in path.read_bytes()
