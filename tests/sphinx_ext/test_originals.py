"""Beside a translation stands what the text itself says, just as the page of the text shows it.

The oracle is the edition in the language of the text, built by the same Sphinx: each original must
be the very HTML that stands there, with other ids and with links to pages of its own kind.
"""

from __future__ import annotations

import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.conftest import ROOT

TEXT = """\
Places and names
================

.. _named:

A second section
----------------

A reference to `A second section`_, to :ref:`named`, to :ref:`so <named>` and to `Outside`_.

Two that are anonymous: `first <https://first.test/>`__ and second__, third__.

__ https://second.test/
__ named_

Notes with a number [#]_, with a name [#one]_, of their own [7]_, a symbol [*]_ and a number [#]_.

The same one again [#one]_, and [CIT2002]_ and "quotation marks" -- or dashes.

With |this| and |release| in it, ``literal``, **strong**, *emphasis*, :sub:`sub` and :math:`a^2`.

An :index:`entry of the index`, a :term:`word`, :doc:`other`, :doc:`the other <other>`, :kbd:`Ctrl`.

An _`inline target` and inline_, and `the target <inline target_>`_.

.. _inline: https://inline.test/
.. _Outside: https://outside.test/
.. |this| replace:: *that* thing

:Field: with a body
:Other: https://address.test/

Term : classifier
   Of a definition.

| A line
| of *verse*

-- A rubric follows

.. rubric:: Notes

.. [#] Without a name.
.. [#one] With a name, see [#]_.
.. [7] Of its own.
.. [*] By a symbol.
.. [#] Without a name again.
.. [#] And the last.
.. [CIT2002] A citation with `Outside`_.

.. glossary::

   word
      What it means.
"""

OTHER = """\
The other page
==============

Back to :doc:`index`.
"""


class Blocks(HTMLParser):
    """The inner HTML of chosen elements, in their order."""

    VOID = frozenset({"br", "img", "hr", "input", "meta", "link"})

    def __init__(self, wanted: set[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.wanted = wanted
        self.found: list[str] = []
        self._open: list[tuple[bool, int]] = []
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        self._parts.append(self.get_starttag_text() or "")
        if tag not in self.VOID:
            self._open.append((bool(self.wanted & set(classes)), len(self._parts)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        chosen, start = self._open.pop()
        if chosen:
            self.found.append("".join(self._parts[start:]))
        self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self._parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._parts.append(f"&#{name};")


def originals(page: str) -> list[str]:
    """What stands on a page in two languages in that of the text."""
    blocks = Blocks({"lingotype-source"})
    blocks.feed(page)
    return [bare(text) for text in blocks.found]


def bare(html: str) -> str:
    """HTML without ids and without what makes a page one of two languages."""
    html = re.sub(r' id="[^"]*"', "", html)
    html = html.replace(".en.html", ".html").replace("\n", " ")
    html = re.sub(r'<a class="headerlink".*?</a>', "", html)
    html = re.sub(r'<span (?:class="target"|)\s*></span>', "", html)
    html = re.sub(r'<span class="target"\s*>(.*?)</span>', r"\1", html)
    return re.sub(r" +", " ", html).strip()


def translated(template: str) -> str:
    """A catalogue in which every msgstr is its msgid with a mark in front."""

    def fill(found: re.Match[str]) -> str:
        return f"{found[1]}msgstr {mark(found[1])}"

    pattern = r'((?:^"|^msgid ).*?)msgstr ""'
    return re.sub(pattern, fill, template, flags=re.DOTALL | re.MULTILINE)


def mark(msgid: str) -> str:
    lines = re.findall(r'"(.*)"$', msgid, re.MULTILINE)
    joined = "".join(lines)
    return f'"Ü {joined}"' if joined else '""'


def sphinx(*arguments: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The page of the text, and the one that shows it beside a translation."""
    folder = tmp_path_factory.mktemp("originals")
    source = folder / "source"
    source.mkdir()
    toctree = "\n.. toctree::\n\n   other\n"
    (source / "index.rst").write_text(TEXT + toctree, "utf-8")
    (source / "other.rst").write_text(OTHER, "utf-8")
    (source / "conf.py").write_text(
        "extensions = ['lingotype.sphinx_ext']\n"
        "html_theme = 'alabaster'\nlanguage = 'en'\nrelease = '1.5'\n"
        "locale_dirs = ['../locale']\ngettext_compact = False\n",
        "utf-8",
    )
    sphinx("-b", "gettext", str(source), str(folder / "pot"))
    messages = folder / "locale/de/LC_MESSAGES"
    messages.mkdir(parents=True)
    for name in ("index", "other"):
        template = (folder / f"pot/{name}.pot").read_text("utf-8")
        (messages / f"{name}.po").write_text(translated(template), "utf-8")
    sphinx("-D", "language=en", str(source), str(folder / "en"))
    sphinx("-D", "language=de", str(source), str(folder / "de"))
    return (
        (folder / "en/index.html").read_text("utf-8"),
        (folder / "de/index.en.html").read_text("utf-8"),
    )


def test_each_original_stands_on_the_page_of_the_text(pages: tuple[str, str]):
    """With every kind of reference leading where it leads there."""
    text, both = pages
    found = originals(both)
    assert len(found) > 20
    known = bare(text)
    assert [block for block in found if block not in known] == []


def test_no_id_stands_twice_on_a_page_in_two_languages(pages: tuple[str, str]):
    """The originals have none."""
    ids = re.findall(r' id="([^"]*)"', pages[1])
    assert sorted(set(ids)) == sorted(ids)


def test_backlinks_of_notes_lead_to_the_translation_alone(pages: tuple[str, str]):
    """As many as the text has references."""
    text, both = pages
    pattern = r'role="doc-backlink" href="(#[^"]*)"'
    assert re.findall(pattern, both) == re.findall(pattern, text)


@pytest.mark.parametrize("tag", ["de", "ur", "zh_CN"])
def test_the_real_book_says_beside_its_translations_what_it_says(tmp_path: Path, tag: str):
    """In every block of every page."""
    pages = 0
    for language in ("en", tag):
        sphinx(
            "-D", f"language={language}", "-c", str(ROOT), str(ROOT / "source"),
            str(tmp_path / language),
        )  # fmt: skip
    for both in sorted((tmp_path / tag).glob("*.en.html")):
        page = tmp_path / "en" / both.name.replace(".en.html", ".html")
        known = bare(page.read_text("utf-8"))
        found = originals(both.read_text("utf-8"))
        assert found
        assert [block for block in found if block not in known] == [], both.name
        pages += 1
    assert pages > 10


def test_a_mark_is_made_of_a_msgid():
    """The test's own translator."""
    template = '#: a.rst:1\nmsgid "One"\nmsgstr ""\n\nmsgid ""\n"Two "\n"lines"\nmsgstr ""\n'
    assert translated(template).count(escape("Ü")) == 2
