"""The page "About this edition": thanks, completeness and which text, in every language."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import BOOKS, in_process

from lingotype.sphinx_ext.edition import name_shown

CREDITS = """\
[[translator]]
name = "Ann <ann@example.org>"
since = "2026-01"
until = "2026-03"

[[translator]]
name = "ثريا"
since = "2026-05"

[[translator]]
name = "<script>alert(1)</script>"
until = "0000-05"

[[translator]]
name = "nobody@example.org"
"""


def sphinx_build(book: Path, out: Path, *arguments: str) -> str:
    """Build; return the warnings."""
    options = ["-q", "-E", "-c", ".", "-d", f"{out}-doctrees"]
    command = [sys.executable, "-m", "sphinx", *options, *arguments, "source", str(out)]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def thank(book: Path, locale: str, text: str) -> Path:
    path = book / "locale" / locale / "credits.toml"
    path.write_text(text, "utf-8")
    return path


def page(out: Path) -> str:
    return (out / "edition.html").read_text("utf-8")


def words(text: str) -> str:
    """What a reader sees of the page's own part."""
    part = text[text.index('<section class="lingotype-edition"') :].partition("</section>\n\n")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", part)).split())


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The lighthouse in three languages; in German somebody is thanked."""
    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("edition") / "book")
    thank(book, "de", CREDITS)
    licence = 'lingotype_license = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")\n'
    conf = book / "conf.py"
    conf.write_text(conf.read_text("utf-8") + licence, "utf-8")
    for language in ("en", "de", "ar"):
        assert sphinx_build(book, book / "out" / language, "-D", f"language={language}") == ""
    return book / "out"


@pytest.fixture
def book(lighthouse: Path) -> Path:
    return lighthouse


def test_translators_are_named_with_their_months_in_words_of_the_language(built: Path):
    """Months that no calendar has are left out, and of one month it is one."""
    text = words(page(built / "de"))
    assert "Ann (Januar 2026 – März 2026)" in text
    assert "ثريا (Mai 2026)" in text
    assert "(0000" not in text


def test_names_are_text_and_no_markup(built: Path):
    """Contributors choose them."""
    assert "<script>alert" not in page(built / "de")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(built / "de")


def test_no_address_is_shown(built: Path):
    """Whoever wrote it into the file; and one who is nothing but an address is not named."""
    assert "example.org" not in words(page(built / "de"))
    assert page(built / "de").count("<bdi translate") == 3


@given(st.text(max_size=300))
def test_what_is_shown_of_a_name_is_short_and_visible(name: str):
    """And it is shown so once more if it is given as a name."""
    shown = name_shown(name)
    assert "@" not in shown
    assert len(shown) <= 81
    assert shown == "" or shown.isprintable() or any(x in shown for x in "\u200c\u200d")
    assert name_shown(shown) in (shown, shown.rstrip("…"))


def test_an_edition_that_lacks_something_says_that_it_is_a_draft(built: Path):
    """In Arabic a paragraph is an older translation, in German nothing is."""
    assert "lingotype-draft" in page(built / "ar")
    assert "lingotype-draft" not in page(built / "de")
    assert "lingotype-draft" not in page(built / "en")


def test_shares_and_words_are_written_as_the_language_writes_them(built: Path):
    """All three states, so that they add up."""
    cells = re.findall(r"<td>\D*(\d+)\D*</td><td>(\d+)</td>", page(built / "ar"))
    assert len(cells) == 3
    assert sum(int(share) for share, _ in cells) == 100
    assert int(cells[1][1]) > 0


def test_the_text_itself_has_the_page_without_translators(built: Path):
    """There is nothing to be complete, and nobody to thank for it."""
    text = page(built / "en")
    assert 'id="translators"' not in text
    assert 'id="completeness"' not in text
    assert "Version of the text" in text


def test_the_version_is_that_of_the_text_in_every_language(built: Path, book: Path):
    """It is neither that of the translation nor of the machine: line ends do not count."""
    version = re.compile(r"<code[^>]*>([0-9a-f]{12})</code>")
    (there,) = {version.search(page(built / x))[1] for x in ("en", "de", "ar")}
    index = book / "source/index.rst"
    index.write_bytes(index.read_bytes().replace(b"\n", b"\r\n"))
    sphinx_build(book, book / "same")
    assert version.search(page(book / "same"))[1] == there
    index.write_bytes(index.read_bytes() + b"\r\nMore.\r\n")
    sphinx_build(book, book / "other")
    assert version.search(page(book / "other"))[1] != there


def test_the_licence_is_linked(built: Path):
    """With `rel`, by which programs find it."""
    link = '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>'
    assert link in page(built / "ar")


@pytest.mark.parametrize("value", ['("CC", "javascript:x")', '("", "https://x.org")', "(1, 2, 3)"])
def test_a_licence_that_cannot_be_read_is_an_error_of_conf_py(book: Path, value: str):
    """It says what to write."""
    conf = book / "conf.py"
    conf.write_text(conf.read_text("utf-8") + f"lingotype_license = {value}\n", "utf-8")
    done = in_process("publish", "-l", "en", cwd=book)
    assert done.code == 2
    assert 'write a name, or ("CC BY 4.0", "https://' in done.err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[translator]\n", 1),
        ('[[translator]]\nname = "Ann"\n\n[[translator]]\nname = 5\n', 4),
        ('# Thanks\ntranslator = "Ann"\n', 2),
        ("[translator]\nname = 'Ann'\n", 1),
        ("\n\n[[translator]]\nsince = '2026-01'\n", 3),
    ],
)
def test_credits_that_cannot_be_read_are_a_warning_with_file_and_line(
    book: Path, text: str, line: int
):
    """The page stands all the same."""
    path = thank(book, "de", text)
    said = sphinx_build(book, book / "out", "-D", "language=de")
    assert f"{path}:{line}: WARNING: nobody is thanked: " in said
    assert "[lingotype.credits]" in said
    assert 'id="translators"' not in page(book / "out")


def test_a_link_out_of_the_project_is_not_read(book: Path, tmp_path: Path):
    """Whoever contributes a file could let it lead anywhere."""
    secret = tmp_path / "secret.toml"
    secret.write_text(CREDITS, "utf-8")
    (book / "locale/de/credits.toml").symlink_to(secret)
    said = sphinx_build(book, book / "out", "-D", "language=de")
    assert "this is a link that leads out of the project" in said
    assert "Ann" not in page(book / "out")


def test_the_folder_may_bear_another_name_of_the_language(book: Path):
    """As in `lingotype update`."""
    (book / "locale/zh-CN").mkdir()
    thank(book, "zh-CN", '[[translator]]\nname = "Li"\nuntil = "2026-02"\n')
    shutil.rmtree(book / "locale/zh_CN")
    sphinx_build(book, book / "out", "-D", "language=zh_CN")
    assert "Li (2026年2月)" in words(page(book / "out"))


def test_a_document_of_the_name_takes_its_place(book: Path):
    """Nothing of ours is written over it, and nothing leads to ours."""
    (book / "source/edition.rst").write_text(":orphan:\n\nSecond edition\n==============\n")
    assert sphinx_build(book, book / "out") == ""
    assert "Second edition" in page(book / "out")
    assert "lingotype-edition" not in page(book / "out")


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_another_theme_is_led_to_it_from_the_first_page(book: Path, theme: str):
    """Its own footer knows nothing of it."""
    if theme != "alabaster":
        pytest.importorskip(theme)
    sphinx_build(book, book / "out", "-D", "language=de", "-D", f"html_theme={theme}")
    first = (book / "out/index.html").read_text("utf-8")
    assert first.count('<p class="lingotype-edition-link"><a href="edition.html">') == 1
    assert page(book / "out").count('<section class="lingotype-edition"') == 1


def test_builders_of_one_page_do_not_lead_to_a_page_that_is_not_there(book: Path):
    sphinx_build(book, book / "out", "-b", "singlehtml")
    assert "edition.html" not in (book / "out/index.html").read_text("utf-8")


def test_who_is_thanked_is_seen_at_the_next_build(book: Path):
    """Though no document has changed; and with nothing new nothing is done."""
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-D", "language=de", "source", "out"]

    def again() -> str:
        return subprocess.run(command, cwd=book, capture_output=True, text=True, check=True).stdout

    again()
    thank(book, "de", '[[translator]]\nname = "Ann"\n')
    again()
    assert "Ann" in page(book / "out")
    assert "no targets are out of date" in again()


def test_whoever_is_thanked_changes_the_site_of_that_language_alone(book: Path):
    """With `lingotype publish`, by file and line of the project."""
    assert in_process("publish", "-l", "de,ar", cwd=book).code == 0
    before = {path: path.read_bytes() for path in (book / "build/site/ar").rglob("*.html")}
    thank(book, "de", '[[translator]]\nname = "Ann"\n')
    done = in_process("publish", "-l", "de,ar", "--json", cwd=book)
    assert re.findall(r'"state": "(\w+)"', done.out) == ["built", "current"]
    assert {path: path.read_bytes() for path in before} == before
    assert "Ann" in page(book / "build/site/de")
    thank(book, "de", "[[translator]]\n")
    done = in_process("publish", "-l", "de", cwd=book)
    assert done.code == 1
    assert "locale/de/credits.toml:1: nobody is thanked" in done.out
