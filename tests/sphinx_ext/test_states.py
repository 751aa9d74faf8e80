"""Readers always know whether a text is current, an older translation, or not translated.

The little book `states` has a text in each state wherever a text can stand. What its pages hold is
kept in `expected/`; after a change that is meant, they are written anew by
``python -m tests.sphinx_ext.test_states`` and read through.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.conftest import BOOKS

BOOK = BOOKS / "states"
EXPECTED = BOOK / "expected"
PAGES = ("index", "wheel", "index.en", "wheel.en")


def built(folder: Path, *options: str, builder: str = "html") -> Path:
    """The German edition, by plain `sphinx-build`, in a theme of others."""
    book = folder / "book"
    if not book.exists():
        shutil.copytree(BOOK, book, ignore=shutil.ignore_patterns("expected"))
    out = folder / builder
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-D", "language=de"]
    command += ["-D", "html_theme=alabaster", "-c", str(book), "-d", str(folder / "doctrees")]
    command += [*options, str(book / "source"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return out


def body(site: Path, name: str) -> str:
    """The text of a page, with all that we put into it."""
    page = (site / f"{name}.html").read_text("utf-8")
    start = page.index('<div class="body"')
    return page[page.index(">", start) + 1 : page.index('<div class="clearer">', start)].strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once; nothing below changes it."""
    return built(tmp_path_factory.mktemp("states"))


# --- what stands on the pages ----------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_one_text_in_each_state_is_as_expected(site: Path, name: str):
    """Titles, captions, list items, cells, notes, terms, pictures and references among them."""
    assert body(site, name) == (EXPECTED / f"{name}.html").read_text("utf-8").strip()


def test_a_suggestion_is_never_shown(site: Path):
    """Nor found by the search: no person wrote it for this text."""
    files = [*site.rglob("*.html"), *site.rglob("*.js")]
    assert len(files) > 5
    assert [f.name for f in files if "Hühner" in f.read_text("utf-8")] == []


def test_what_is_not_translated_says_its_language_wherever_it_stands(site: Path):
    """In tables of contents, in references, beside the page, and in the alternative text."""
    page = (site / "index.html").read_text("utf-8")
    assert page.count('<span class="lingotype-missing" lang="en" dir="ltr">Later additions<') >= 2
    for title in ("How it was made", "The roof"):
        places = set(re.findall(rf"(<[^>]*>){title}<", page))
        assert places <= {'<span dir="ltr" lang="en">', '<span class="doc">'}
    wheel = (site / "wheel.html").read_text("utf-8")
    assert re.search(r'<img alt="The wheel in winter"[^>]* lang="en"', wheel)
    assert '<img alt="Das Rad von der Seite" src=' in wheel


def test_a_text_without_words_is_never_missing(site: Path):
    """A year is the same in all languages."""
    assert "<p>1850</p>" in body(site, "index")


def test_the_search_knows_only_what_the_page_says(site: Path):
    """Not the originals that readers may ask for."""
    index = (site / "searchindex.js").read_text("utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert "schaufeln" in terms or "schaufel" in terms
    assert "twelv" not in terms
    assert "bee" in str(sorted(terms))  # which is shown, since it is missing


def test_what_a_text_was_before_cannot_bring_markup(tmp_path: Path):
    """The previous msgid is of the contribution too."""
    book = shutil.copytree(BOOK, tmp_path / "book", ignore=shutil.ignore_patterns("expected"))
    catalogue = book / "locale/de/LC_MESSAGES/wheel.po"
    text = catalogue.read_text("utf-8")
    hostile = '#| msgid "It has <b onload=x> paddles."'
    catalogue.write_text(text.replace('#| msgid "It has eleven paddles."', hostile), "utf-8")
    page = body(built(tmp_path), "wheel")
    assert "elf Schaufeln" not in page or "<del>&lt;b onload=x&gt;</del>" in page
    assert "<b onload" not in page


# --- counting --------------------------------------------------------------------------------


def test_the_words_of_a_page_add_up(site: Path):
    """Told in its head, for those who link the languages."""
    told = re.compile(r"<!--lingotype:shown (\d+) (\d+) (\d+)-->")
    pages = {path.name: path.read_text("utf-8") for path in site.glob("*.html")}
    rows = {name: list(map(int, x.groups())) for name, p in pages.items() if (x := told.search(p))}
    assert set(rows) == {"index.html", "roof.html", "wheel.html"}
    assert rows["roof.html"] == [0, 0, 6]
    assert all(min(rows[page]) > 0 for page in ("index.html", "wheel.html"))


def test_a_page_without_any_translation_has_no_page_in_two_languages(site: Path):
    """There is nothing to be put beside the text."""
    assert not (site / "roof.en.html").exists()
    assert 'href="roof.html"' in body(site, "index.en")
    assert 'href="wheel.en.html"' in body(site, "index.en")


# --- policy ----------------------------------------------------------------------------------


def test_older_translations_can_be_left_out(tmp_path: Path):
    """Then the text stands in their place."""
    page = body(built(tmp_path, "-D", "lingotype_show_stale=0"), "wheel")
    assert "elf Schaufeln" not in page
    assert '<p class="lingotype-missing" dir="ltr" lang="en">It has twelve paddles.</p>' in page
    assert "lingotype-older" not in page


def test_pages_in_two_languages_can_be_left_out(tmp_path: Path):
    """And with them all that leads there."""
    site = built(tmp_path, "-D", "lingotype_side_by_side=0")
    assert not list(site.glob("*.en.html"))
    page = (site / "index.html").read_text("utf-8")
    assert ".en.html" not in page
    assert 'class="lingotype-source"' in page  # of the older translation


def test_an_address_of_help_that_cannot_be_made_is_told(tmp_path: Path):
    """With what may be written there."""
    book = shutil.copytree(BOOK, tmp_path / "book", ignore=shutil.ignore_patterns("expected"))
    command = [sys.executable, "-m", "sphinx", "-q", "-D", "language=de", "-c", str(book)]
    command += ["-D", "lingotype_help_url=https://x.test/{lang}"]
    command += [str(book / "source"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert "lingotype_help_url: 'lang'; write an address with {language}" in done.stderr


# --- other ways to build ---------------------------------------------------------------------


def test_pages_are_the_same_if_sphinx_reads_in_several_processes(site: Path, tmp_path: Path):
    """What one of them knows of its documents the others have to be told."""
    other = built(tmp_path, "-j", "2")
    for page in sorted(site.glob("*.html")):
        assert (other / page.name).read_bytes() == page.read_bytes(), page.name


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "xml", "singlehtml"])
def test_other_builders_show_the_older_translation_alone(tmp_path: Path, builder: str):
    """Without what a reader could ask for in a browser only."""
    out = built(tmp_path, builder=builder)
    suffixes = {".txt", ".tex", ".1", ".texi", ".xml", ".html"}
    pages = [p for p in out.rglob("*") if p.suffix in suffixes and p.name != "search.html"]
    text = "".join(page.read_text("utf-8") for page in pages)
    assert "elf Schaufeln" in text
    if builder not in ("singlehtml", "xml"):  # which keep what a browser shows, and attributes
        assert "twelve" not in text
        assert "lingotype" not in text


def test_pages_that_are_folders_link_each_other_too(tmp_path: Path):
    """`dirhtml`: the first page alone has none in two languages, since it is no folder."""
    site = built(tmp_path, builder="dirhtml")
    assert not (site / "index.en").exists()
    page = (site / "wheel.en/index.html").read_text("utf-8")
    assert 'class="lingotype-beside"' in page
    assert 'href="../wheel/"' in page


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = built(Path(folder))
        EXPECTED.mkdir(exist_ok=True)
        for page in PAGES:
            (EXPECTED / f"{page}.html").write_text(body(made, page) + "\n", "utf-8")
