"""The words that stand on pages without being of the text are in the language of the page."""

from __future__ import annotations

import html
import json
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.util.i18n import format_date
from tests.conftest import ROOT, Ran

from lingotype.formats import mo, po
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.message import Message, State
from lingotype.sphinx_ext import interface

LANGUAGES = sorted(path.parent.name for path in interface.LOCALE.glob("*/LC_MESSAGES"))
COMPLETE = (
    *("ar", "bn", "ca", "cs", "de", "el", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko"),
    *("nl", "pl", "pt", "pt_BR", "ru", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh_CN", "zh_TW"),
)
"""The languages that lack no word; another may come with a part of them."""

PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|\$\{\w+\}")


def script() -> dict[str, Any]:
    """What `scripts/interface_words.py` defines."""
    return runpy.run_path(str(ROOT / "scripts" / "interface_words.py"))


def catalogue(name: str, domain: str) -> list[Message]:
    path = interface.LOCALE / name / "LC_MESSAGES" / f"{domain}.po"
    return list(po.read(path.read_bytes(), str(path)))


def translated() -> Iterator[tuple[str, str, str]]:
    """Each of our translations: locale, the text, a form of its translation."""
    for name in LANGUAGES:
        for domain in (interface.OURS, interface.THEIRS):
            for message in catalogue(name, domain):
                for form in message.msgstrs if message.state is State.TRANSLATED else ():
                    yield name, message.msgid_plural or message.msgid, form


def test_every_word_is_translated_in_every_language_that_is_complete():
    """By Sphinx or by us. After `make interface` translate what it lists."""
    english_in = script()["english_in"]
    assert [line for name in COMPLETE for line in english_in(name)] == []


def test_the_template_has_every_word_of_the_package():
    """`make interface` was called after the last word was added."""
    pot = interface.LOCALE / "pot"
    ours, theirs = (
        {message.msgid for message in po.read((pot / f"{domain}.pot").read_bytes())}
        for domain in (interface.OURS, interface.THEIRS)
    )
    assert {message.msgid for message in script()["of_ours"]()} - theirs == ours


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_catalogues_are_good_ones(name: str, lingotype: Callable[..., Ran]):
    """Our own checks find nothing to refuse and nothing to warn of."""
    folder = interface.LOCALE / name / "LC_MESSAGES"
    done = lingotype("check", *map(str, folder.glob("*.po")), cwd=ROOT)
    assert (done.code, done.err) == (0, ""), done.out


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed")
def test_the_stock_compiler_takes_the_catalogues(tmp_path: Path):
    """msgfmt has nothing to say of formats and plurals."""
    for path in sorted(interface.LOCALE.glob("*/LC_MESSAGES/*.po")):
        command = ["msgfmt", "--check", "-o", str(tmp_path / "x.mo"), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), path


def test_a_word_brings_no_markup_but_that_of_its_text():
    """Templates put words where a quotation mark or an angle bracket would end an attribute."""
    for name, text, form in translated():
        for sign in '<>"&':
            assert form.count(sign) == text.count(sign), (name, form)


def test_what_is_put_into_a_word_is_what_is_put_into_its_text():
    """Else a page could not be written; the one page of a plural may go without its number."""
    for name, text, form in translated():
        wanted, found = sorted(PLACEHOLDER.findall(text)), sorted(PLACEHOLDER.findall(form))
        assert found in (wanted, []) if "${resultCount}" in text else found == wanted, (name, form)


def test_nothing_compiled_lies_beside_the_catalogues():
    """.mo files are ignored by git, so no build may need one."""
    assert not list(interface.LOCALE.rglob("*.mo"))


def test_a_word_that_sphinx_has_is_sphinxs():
    """Ours come after it: readers of German pages know "Abb." and "Stichwortverzeichnis"."""
    chain = chain_of("de")
    assert [chain.gettext(x) for x in ("Fig. %s", "Index")] == ["Abb. %s", "Stichwortverzeichnis"]
    assert chain.gettext("Link to this heading") == "Link zu dieser Überschrift"


def test_a_word_of_sphinx_that_is_wrong_gives_way_to_ours():
    """ "bord" is a table to sit at; above ours stands why."""
    assert chain_of("sv").gettext("Link to this table") == "Länk till denna tabell"
    (message,) = (m for m in catalogue("sv", "from-sphinx") if m.msgid == "Link to this table")
    assert message.translator_comments == ("Instead of Sphinx's: It says a table to sit at.",)


@pytest.mark.parametrize(
    ("tag", "ours", "theirs"),
    [
        ("es-MX", "es", ["es"]),
        ("pt-AO", "pt", ["pt"]),
        ("pt-BR", "pt_BR", ["pt_BR", "pt"]),
        ("uk", "uk", ["uk_UA"]),
        ("zh-HK", "zh_TW", ["zh_HK"]),
        ("zh-Hans", "zh_CN", []),
        ("sr-Latn", None, ["sr@latin"]),
        ("en-AU", None, []),
        ("sw", None, []),
    ],
)
def test_a_language_takes_the_nearest_words_in_its_own_script(
    tag: str, ours: str | None, theirs: list[str]
):
    """Those of its territory, of the language, or of another territory; never another script's."""
    edition = Language.parse(tag)
    assert next(iter(interface.near(edition, interface.LOCALE)), None) == ours
    assert interface.theirs(edition) == theirs
    assert {Language.parse(x).script for x in interface.others(edition)} <= {edition.script}


def test_a_territory_without_words_takes_all_of_the_nearest():
    """Sphinx's catalogue of Hong Kong is empty; Taiwan's has what ours leaves to it."""
    for tag in ("zh-HK", "zh-Hant-HK"):
        chain = chain_of(tag)
        assert [chain.gettext(x) for x in ("Search", "Languages")] == ["搜尋", "語言"]
        assert for_scripts(tag)["messages"]["Searching"] == "搜尋中"


def test_what_is_in_english_can_be_told():
    """So that an element can say lang="en"."""
    assert interface.untranslated(app_of("sw"), "Help translate")
    assert not interface.untranslated(app_of("en"), "Help translate")
    assert not interface.untranslated(app_of("ur"), "Help translate")
    assert not interface.untranslated(app_of("de"), "Text")  # which is German too


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_date_is_written_as_the_language_writes_it(name: str):
    """Not in the order of English, and with the month's name in the language."""
    pattern = chain_of(name).gettext("%b %d, %Y")
    date = format_date(pattern, date=datetime(2026, 11, 5, tzinfo=UTC), language=name)
    assert "2026" in date
    assert not re.match(r"\D+ \d", date), date
    if Language.parse(name).script != "Latn":
        assert not re.search("[A-Za-z]", date), date


# --- scripts in the browser --------------------------------------------------------------------


def for_scripts(tag: str) -> dict[str, Any]:
    edition = Language.parse(tag)
    text = interface.for_scripts(edition, interface.words_of(edition))
    found = re.fullmatch(r"Documentation\.addTranslations\((.*)\);\n", text, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("tag", [*LANGUAGES, "hu", "nb", "sr-Latn"])
def test_scripts_are_given_no_empty_words(tag: str):
    """Sphinx's own files have "" for what is not translated, and readers would see just that."""
    for text, said in for_scripts(tag)["messages"].items():
        assert all(said), text


@pytest.mark.parametrize("name", COMPLETE)
def test_the_end_of_a_search_is_told_in_every_language(name: str):
    """With a form for every number that the rule can give."""
    said = for_scripts(name)
    forms = said["messages"]["Search finished, found one page matching the search query."]
    assert len(forms) == Language.parse(name).nplurals


def test_the_rule_for_plurals_is_a_number_in_javascript():
    """A comparison would be true or false there, and a list has no place of that name."""
    assert for_scripts("de")["plural_expr"] == "((n != 1)) ? 1 : 0"
    assert for_scripts("zh_CN")["plural_expr"] == "(0) ? 1 : 0"
    assert for_scripts("ru")["plural_expr"].count("?") == 2


# --- whole pages -------------------------------------------------------------------------------

CONF = """\
project = "کتاب"
author = copyright = "2026"
extensions = ["lingotype.sphinx_ext"]
html_theme = "lingotype"
html_last_updated_fmt = ""
numfig = True
today = ""
"""

BOOK = """\
کتاب
====

.. contents::

.. toctree::

   genindex

:ref:`genindex` :ref:`search` :term:`روشنی` [1]_

سرخی
----

.. note:: متن

.. warning:: متن

.. seealso:: متن

.. versionadded:: 1

.. table:: جدول

   = =
   ۱ ۲
   = =

.. code-block:: text
   :caption: کوڈ

   ۱

.. glossary::

   روشنی
      متن

.. index::
   see: ا; ب

.. [1] متن
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book that is written in Urdu, so that every Latin letter on a page is the interface's."""
    (tmp_path / "source").mkdir()
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "source" / "index.rst").write_text(BOOK, "utf-8")
    return tmp_path


def built(book: Path, *arguments: str) -> Path:
    out = book / "out"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-E",
        "-c",
        ".",
        *arguments,
        "source",
        str(out),
    ]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def said(page: Path) -> str:
    """What readers see and hear of a page: its text, and the attributes that are read out."""
    text = re.sub(
        r"(?s)<(script|style|svg|code|pre)\b.*?</\1>|<!--.*?-->", " ", page.read_text("utf-8")
    )
    spoken = re.findall(r'\b(?:title|aria-label|value|placeholder|alt)="([^"]*)"', text)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", text), *spoken]))


def test_pages_in_a_language_that_sphinx_lacks_have_no_english_word(book: Path):
    """Labels, links, dates and numbered captions, also those that Sphinx asks for before it knows
    us; and what docutils says.
    """
    out = built(book, "-D", "language=ur", "-D", "html_show_sphinx=0")
    for page in ("index", "genindex", "search"):
        english = set(re.findall("[A-Za-z]{2,}", said(out / f"{page}.html")))
        assert not english - {"html", "xml", "system", "light", "dark"}, page
    index = said(out / "index.html")
    for word in ("مندرجات", "نوٹ", "انتباہ", "مزید دیکھیے", "جدول 1", "اشاریہ", "تلاش کا صفحہ"):
        assert word in index
    assert "دیکھیے" in said(out / "genindex.html")
    assert "تلاش کے نتائج" in (out / "_static" / "translations.js").read_text("utf-8")


def test_the_same_words_come_when_nothing_but_a_page_is_built_again(book: Path):
    """What Sphinx keeps of the documents between builds has them too."""
    out = built(book, "-D", "language=ur")
    before = (out / "index.html").read_text("utf-8")
    source = book / "source" / "index.rst"
    source.write_text(source.read_text("utf-8") + "\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-c",
        ".",
        "-D",
        "language=ur",
        "source",
        str(out),
    ]
    subprocess.run(command, cwd=book, check=True)
    assert (out / "index.html").read_text("utf-8") == before


def test_a_catalogue_of_the_project_changes_no_word_of_ours(book: Path):
    """Whoever sends a lingotype.po or a sphinx.po into the project's locale sends it in vain."""
    folder = book / "locale" / "ur" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain in ("lingotype", "sphinx", "from-sphinx"):
        text = 'msgid "Languages"\nmsgstr "EVIL"\n\nmsgid "Search"\nmsgstr "EVIL"\n'
        (folder / f"{domain}.po").write_text(text, "utf-8")
    with (book / "conf.py").open("a") as file:
        file.write('locale_dirs = ["../locale"]\nsuppress_warnings = ["lingotype"]\n')
    out = built(book, "-D", "language=ur")
    assert not [page for page in out.rglob("*.html") if "EVIL" in page.read_text("utf-8")]


SETUP = """
def setup(app):
    app.add_message_catalog("sphinx", "words")
    app.connect("html-page-context", show)

def show(app, pagename, template, context, doctree):
    context["metatags"] += app.translator.gettext("Back to top")
"""


def test_the_words_that_a_theme_brings_are_kept(book: Path):
    """pydata-sphinx-theme adds its own to Sphinx's when it is loaded."""
    folder = book / "words" / "ur" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    brought = Catalogue(messages=(Message("Back to top", ("اوپر",)),))
    (folder / "sphinx.mo").write_bytes(mo.compile(brought))
    with (book / "conf.py").open("a", encoding="utf-8") as file:
        file.write(SETUP)
    assert "اوپر" in (built(book, "-D", "language=ur") / "index.html").read_text("utf-8")


# --- doubles -----------------------------------------------------------------------------------


def chain_of(tag: str) -> Any:
    edition = Language.parse(tag)
    return interface._chain(edition, interface.words_of(edition))


def app_of(tag: str) -> Any:
    """What the functions ask of an application."""
    return SimpleNamespace(translator=chain_of(tag), config=SimpleNamespace(language=tag))
