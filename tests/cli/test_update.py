"""`lingotype update` on a whole project, beside the stock tools."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lingotype.formats import po
from lingotype.model.message import State


def catalogues(book: Path) -> dict[str, bytes]:
    return {str(p.relative_to(book)): p.read_bytes() for p in sorted(book.rglob("*.po"))}


def states(path: Path) -> dict[str, State]:
    return {message.msgid: message.state for message in po.read(path.read_bytes())}


def sphinx_intl(book: Path, *arguments: str) -> str:
    """What the stock tool says; it must not fail."""
    command = [sys.executable, "-m", "sphinx_intl", *arguments]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def extracted(lighthouse: Path, lingotype: Callable) -> Path:
    assert lingotype("extract", cwd=lighthouse).code == 0
    return lighthouse


def test_an_untouched_catalogue_keeps_its_bytes(extracted: Path, lingotype: Callable):
    """And a missing one is begun."""
    before = catalogues(extracted)
    assert lingotype("update", cwd=extracted).code == 0
    after = catalogues(extracted)
    begun = "locale/zh_CN/LC_MESSAGES/glossary.po"
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) == {begun}
    assert lingotype("update", cwd=extracted).code == 0
    assert catalogues(extracted) == after


def test_a_new_language_is_begun_and_the_line_to_add_is_printed(
    extracted: Path, lingotype: Callable
):
    """For a valid tag that conf.py does not list yet."""
    done = lingotype("update", "-l", "pt-BR", cwd=extracted)
    assert done.code == 0
    assert 'lingotype_languages = ["de", "ar", "zh-CN", "pt-BR"]' in done.out
    path = extracted / "locale/pt_BR/LC_MESSAGES/parts/harbour.po"
    assert set(states(path).values()) == {State.UNTRANSLATED}
    header = po.read(path.read_bytes()).headers
    assert header["Language"] == "pt_BR"
    assert header["Last-Translator"] == ""
    assert header["Plural-Forms"].startswith("nplurals=2;")


def test_several_new_languages_are_one_line_to_add(extracted: Path, lingotype: Callable):
    """Two lines would contradict each other."""
    done = lingotype("update", "-l", "it,de,fr", cwd=extracted)
    lines = [line for line in done.out.splitlines() if "lingotype_languages" in line]
    assert lines == ['lingotype_languages = ["de", "ar", "zh-CN", "it", "fr"]']
    assert "To publish Italiano, Français, write in conf.py:" in done.err


def test_in_a_project_that_lists_no_language_the_first_is_to_be_added(
    copied: Callable, lingotype: Callable
):
    """But one that only stands on the disk is updated without a word."""
    book = copied("quickstart")
    assert lingotype("extract", cwd=book).code == 0
    done = lingotype("update", "-l", "it", cwd=book)
    assert done.out.splitlines()[-1] == 'lingotype_languages = ["it"]'
    assert "lingotype_languages" not in lingotype("update", cwd=book).out


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt: sudo apt install gettext")
@pytest.mark.parametrize("tag", ["it", "ru", "ar", "ja", "sr@latin", "zh-Hant-HK", "cy"])
def test_msgfmt_finds_nothing_wrong_with_what_is_begun(
    tag: str, extracted: Path, lingotype: Callable
):
    """Header and plural forms are complete."""
    assert lingotype("update", "-l", tag, cwd=extracted).code == 0
    for path in (extracted / "locale").rglob("*.po"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), path


@pytest.mark.parametrize("tag", ["xx", "german", "../de", "pot/.."])
def test_a_tag_that_cldr_does_not_know_begins_nothing(
    tag: str, extracted: Path, lingotype: Callable
):
    """Exit code 2, and no folder is made."""
    before = sorted(p.name for p in (extracted / "locale").iterdir())
    done = lingotype("update", "-l", tag, cwd=extracted)
    assert done.code == 2
    assert sorted(p.name for p in (extracted / "locale").iterdir()) == before


def test_without_templates_it_says_what_to_do(lighthouse: Path, lingotype: Callable):
    """An update before the first extraction."""
    done = lingotype("update", cwd=lighthouse)
    assert done.code == 2
    assert "lingotype extract" in done.err


def test_a_revision_reaches_every_language(extracted: Path, lingotype: Callable):
    """Reworded, moved to another document, deleted: nothing is lost."""
    harbour, index = extracted / "source/parts/harbour.rst", extracted / "source/index.rst"
    text = harbour.read_text()
    text = text.replace("built the first tower.", "built the very first tower.")
    text = text.replace("* It burned down twice.\n", "")
    text = text.replace("* It was made of wood.\n", "")
    harbour.write_text(text)
    index.write_text(index.read_text() + "\nIt was made of wood.\n")
    lingotype("extract", cwd=extracted)
    done = lingotype("update", "-l", "de", cwd=extracted)
    assert done.code == 0
    german = extracted / "locale/de/LC_MESSAGES"
    assert states(german / "index.po")["It was made of wood."] is State.TRANSLATED
    chapter = states(german / "parts/harbour.po")
    assert chapter["Nobody knows who built the very first tower."] is State.FUZZY
    assert chapter["It burned down twice."] is State.OBSOLETE
    assert '#| msgid "Nobody knows who built the first tower."' in (
        german / "parts/harbour.po"
    ).read_text("utf-8")


def test_the_catalogue_of_a_deleted_document_is_reported_and_kept(
    extracted: Path, lingotype: Callable
):
    """As memory: its bytes stay."""
    old = extracted / "locale/de/LC_MESSAGES/old.po"
    shutil.copy(old.with_name("glossary.po"), old)
    before = old.read_bytes()
    done = lingotype("update", cwd=extracted)
    assert "locale/de/LC_MESSAGES/old.po: its document is gone" in done.err
    assert old.read_bytes() == before


def test_one_broken_catalogue_stops_its_own_language(extracted: Path, lingotype: Callable):
    """Nothing of it is touched; the others go on; exit code 2."""
    broken = extracted / "locale/de/LC_MESSAGES/index.po"
    broken.write_bytes(broken.read_bytes() + b"\n=======\n")
    harbour = extracted / "source/parts/harbour.rst"
    harbour.write_text(harbour.read_text() + "\nA new line at the end.\n")
    lingotype("extract", cwd=extracted)
    before = catalogues(extracted)
    done = lingotype("update", cwd=extracted)
    assert done.code == 2
    assert "locale/de/LC_MESSAGES/index.po:" in done.err
    changed = {path for path, data in catalogues(extracted).items() if before.get(path) != data}
    assert not any("/de/" in path for path in changed)
    assert "locale/ar/LC_MESSAGES/parts/harbour.po" in changed


def test_sphinx_intl_reads_what_we_write(extracted: Path, lingotype: Callable):
    """Its update adds nothing and its statistics are ours where nothing is fuzzy."""
    lingotype("update", cwd=extracted)
    before = catalogues(extracted)
    said = sphinx_intl(extracted, "update", "-p", "locale/pot", "-l", "de")
    assert "Update:" not in said
    assert "Create:" not in said
    assert catalogues(extracted) == before
    said = sphinx_intl(extracted, "stat", "-l", "de")
    assert "glossary.po: 4 translated, 0 fuzzy, 0 untranslated." in said
