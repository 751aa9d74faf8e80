"""A link to a place in a page leads there in every language, whatever the translation says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

CONF = """
from pathlib import Path
extensions = ["lingotype.sphinx_ext", "sphinx.ext.autodoc"]
html_theme = "alabaster"
language = "{language}"
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False
gettext_additional_targets = ["index"]
suppress_warnings = ["i18n"]
"""

TEXT = """\
A lighthouse
============

.. contents::

.. toctree::

   words

.. _the-lamp:

The lamp
--------

.. index:: lamp, single: light; white

A lamp :index:`glows` and another :index:`burns <fire>` here [#first]_ and there [#]_.

.. index:: tower

The tower, :index:`one`, [1]_ and [CIT]_, and an _`inline target`; :pep:`8`; `inline target`_.

.. [#first] The first note, :index:`noted`.
.. [#] The second note.
.. [1] A note with a number.
.. [CIT] What is cited.

.. figure:: map.svg
   :name: map

   A map with a :index:`word`.

.. table:: A table

   ==== ====
   one  two
   ==== ====

.. code-block:: python
   :caption: A listing
   :name: listing

   print(1)

.. math:: e = mc^2
   :label: energy

The lamp
--------

.. contents:: On this part
   :local:

灯塔
----

.. contents::
   :local:

灯
~~

See :ref:`the-lamp`, :term:`buoy` and :numref:`map`.

.. topic:: A topic

   With :index:`something` in it.

.. index:: pair: coast; light

.. autofunction:: os.path.join

.. py:function:: shine(x)

   It :index:`shines`.

.. option:: --help

   More of it.
"""

WORDS = """\
Words
=====

.. glossary::
   :sorted:

   zebra
      A striped :index:`animal`.

   apple
   Ápfel
      A fruit.

   buoy : B
      It floats.
"""

LANGUAGES = ("de", "ar")


CONTENTS = ("Contents", "目录")
"""What Sphinx extracts of a contents directive without a title; Docutils has it in German."""


def kept(text: str) -> str:
    """Every word is another, and the markup is the text's."""
    return re.sub(r"(?<![\w:<`_\[#*-])([a-z]{3,})(?![\w`>_:\]])", "слово", text)


def turned(text: str) -> str:
    """The same, and what names a place says something else, in the opposite order."""
    pieces = re.split(r"(:index:`[^`]*`)", text)
    pieces[1::2] = [f":index:`другое {i}`" for i in reversed(range(len(pieces[1::2])))]
    return "".join(pieces).replace("_`inline target`", "_`этa цель`")


def poor(text: str) -> str:
    """Nothing of the markup is left."""
    return "" if text.startswith("..") else "Ничего."


def rich(text: str) -> str:
    """There is more of everything than the text has."""
    return f"{text} :index:`more` _`another` :index:`index-0` [#first]_"


TRANSLATED = {"kept": kept, "turned": turned, "poor": poor, "rich": rich}


@pytest.fixture(scope="module", params=[*(("en", way) for way in TRANSLATED), ("zh_CN", "kept")])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sites `text` and, translated in one of those ways, `de` and `ar`."""
    source, way = request.param
    book = tmp_path_factory.mktemp("anchors")
    (book / "index.rst").write_text(TEXT)
    (book / "words.rst").write_text(WORDS)
    (book / "map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (book / "conf.py").write_text(CONF.format(language=source))
    translate(book, source, way)
    build(book, source, "out/text")
    for language in LANGUAGES:
        build(book, language, f"out/{language}")
    return book / "out"


def translate(book: Path, source: str, way: str) -> None:
    build(book, source, "pot", "gettext")
    for language in LANGUAGES:
        for template in (book / "pot").glob("*.pot"):
            catalogue = polib.pofile(str(template))
            for entry in catalogue:
                if entry.msgid not in CONTENTS:
                    entry.msgstr = TRANSLATED[way](entry.msgid)
            folder = book / "locale" / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(folder / f"{template.stem}.po"))


def build(book: Path, language: str, out: str, builder: str = "html") -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder]
    language = f"language={language}"
    subprocess.run([*command, "-D", language, book, book / out], check=True, capture_output=True)


def ids(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    return re.findall(r'\bid="([^"]+)"', text)


@pytest.mark.parametrize("name", ["index.html", "words.html"])
def test_every_page_has_the_same_ids_in_every_language(sites: Path, name: str):
    """Sections, contents, index entries, targets, terms, notes, tables, figures, functions."""
    expected = sorted(ids(sites / "text" / name))
    assert len(expected) == len(set(expected))
    for language in LANGUAGES:
        assert sorted(ids(sites / language / name)) == expected, language


def test_every_link_to_a_place_leads_to_one(sites: Path):
    """On the page of the index too, and of the references within a page."""
    for language in ("text", *LANGUAGES):
        pages = {page.name: page for page in (sites / language).glob("*.html")}
        known = {name: set(ids(page)) for name, page in pages.items()}
        for name, page in pages.items():
            links = re.findall(r'href="([\w.-]*)#([^"]+)"', page.read_text("utf-8"))
            dead = {(to, place) for to, place in links if place not in known[to or name]}
            assert dead <= {("", "top")}, f"{language}/{name}"


def test_the_title_of_the_contents_is_said_in_the_readers_language(sites: Path):
    """Only its id is that of the text; and it does not count as untranslated."""
    for language, title in {"de": "Inhalt", "ar": "المحتوى"}.items():
        page = (sites / language / "index.html").read_text("utf-8")
        assert f'<p class="topic-title">{title}</p>' in page
