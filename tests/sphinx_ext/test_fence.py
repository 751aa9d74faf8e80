"""Plain `sphinx-build` with the extension: what it publishes of a catalogue, and what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

CONF = """\
from pathlib import Path
project = "Lamp"
extensions = ["lingotype.sphinx_ext"]
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False
gettext_allow_fuzzy_translations = True
"""

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def po(*pairs: tuple[str, str]) -> str:
    """A catalogue of messages."""
    quoted = (f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in pairs)
    return HEADER + "".join(quoted)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "source").mkdir()
    (tmp_path / "locale/de/LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def text_of(book: Path, text: str, catalogue: str, *arguments: str) -> tuple[str, str]:
    """What readers see of the page of a text and its German catalogue, and what Sphinx says."""
    (book / "source/index.rst").write_text(text)
    (book / "locale/de/LC_MESSAGES/index.po").write_text(catalogue)
    return build(book, *arguments)


def build(book: Path, *arguments: str) -> tuple[str, str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", "language=de", *arguments]
    done = subprocess.run(
        [*command, "-c", ".", "source", "out"],
        cwd=book,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (book / "out/index.html").read_text("utf-8")
    body = page.partition('<div class="body"')[2].partition("<footer")[0] or page
    words = " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
    return words, re.sub(r"\x1b\[[0-9;]*m", "", done.stderr)


def test_footnotes_and_references_in_another_order_do_not_warn(book: Path):
    """And each leads where the text's does."""
    text = """\
Lamp
====

One [#a]_ and two [#b]_, see `Oil`_ and `Wick`_ and [C]_.

Oil
---

Wick
----

.. [#a] First.
.. [#b] Second.
.. [C] A book.
"""
    msgstr = "Zwei [#b]_ und eins [#a]_, siehe [C]_ und `Docht <Wick_>`_ und `Öl <Oil_>`_."
    catalogue = po(("One [#a]_ and two [#b]_, see `Oil`_ and `Wick`_ and [C]_.", msgstr))
    words, said = text_of(book, text, catalogue)
    assert said == ""
    assert "Zwei [ 2 ] und eins [ 1 ] , siehe [C] und Docht und Öl ." in words
    page = (book / "out/index.html").read_text("utf-8")
    assert '<a class="reference internal" href="#wick">Docht</a>' in page


def test_a_reference_that_is_lost_still_warns(book: Path):
    """The comparison is Sphinx's own but for order and titles."""
    text = "Lamp\n====\n\n.. _oil:\n\nOil\n---\n\nSee :ref:`oil` first.\n"
    _, said = text_of(book, text, po(("See :ref:`oil` first.", "Erst sehen.")))
    assert "inconsistent term references" in said


def test_a_message_that_fails_falls_back_to_the_source_text_alone(book: Path):
    """With a warning that names file and line of the catalogue."""
    catalogue = po(("One.", ".. include:: /etc/passwd"), ("Two.", "Zwei."))
    words, said = text_of(book, "Lamp\n====\n\nOne.\n\nTwo.\n", catalogue)
    assert "One. Zwei." in words
    assert "locale/de/LC_MESSAGES/index.po:4: WARNING: it holds a directive" in said
    assert "[lingotype.fence]" in said


def test_what_an_older_translation_refers_to_may_be_gone(book: Path):
    """It is shown as plain text, without a warning."""
    former = "The lamp [#gone]_ burns, see |it| and :ref:`gone` and `Gone`_ and [Book]_, all night."
    msgstr = (
        "Die Lampe [#gone]_ brennt, siehe |it| und :ref:`gone` und `Fort <Gone_>`_ und [Book]_."
    )
    catalogue = HEADER + (
        f'\n#, fuzzy\n#| msgid "{former}"\n'
        f'msgid "The lamp burns, see it and gone and Gone and Book, all the night."\n'
        f'msgstr "{msgstr}"\n'
    )
    text = "Lamp\n====\n\nThe lamp burns, see it and gone and Gone and Book, all the night.\n"
    words, said = text_of(book, text, catalogue)
    assert said == ""
    shown = "Die Lampe [gone] brennt, siehe it und gone und Fort und [Book]."
    assert shown in words


def test_a_broken_catalogue_leaves_its_document_in_the_source_language(book: Path):
    """It is named with its line; the other documents are translated."""
    (book / "source/other.rst").write_text("Other\n=====\n")
    (book / "locale/de/LC_MESSAGES/other.po").write_text(po(("Other", "Anderes")))
    text = "Lamp\n====\n\nOne.\n\n.. toctree::\n\n   other\n"
    words, said = text_of(book, text, HEADER + '\nmsgid "One."\nmsgstr "Eins\n')
    assert "locale/de/LC_MESSAGES/index.po:5: WARNING: " in said
    assert "One." in words
    assert "Anderes" in (book / "out/other.html").read_text("utf-8")


def test_only_regular_catalogues_of_documents_are_read(book: Path, tmp_path: Path):
    """No compiled file, no script, no link, and no catalogue of Sphinx's own words."""
    folder = book / "locale/de/LC_MESSAGES"
    outside = tmp_path / "outside.po"
    outside.write_text(po(("Other", "Fremdes")))
    (folder / "other.po").symlink_to(outside)
    (folder / "sphinx.po").write_text(po(("Search", "Gefunden")))
    (folder / "sphinx.js").write_text("alert(1)")
    forged = po(("One.", "Gefälscht."))
    (folder / "x.po").write_text(forged)
    subprocess.run(
        [sys.executable, "-c", "import polib; polib.pofile('x.po').save_as_mofile('index.mo')"],
        cwd=folder, check=True,
    )  # fmt: skip
    (book / "source/other.rst").write_text(":orphan:\n\nOther\n=====\n")
    words, said = text_of(book, "Lamp\n====\n\nOne.\n", po(("Lamp", "Lampe")))
    assert "Lampe" in words
    assert "One." in words
    assert "Gefälscht" not in words
    assert "other.po:1: WARNING: the catalogue is not read: it is a link" in said
    assert "sphinx.po:1: WARNING: the catalogue is not read" in said
    assert "Fremdes" not in (book / "out/other.html").read_text("utf-8")
    pages = "".join(x.read_text("utf-8") for x in (book / "out").rglob("*.html"))
    assert "Gefunden" not in pages
    assert not any("alert(1)" in x.read_text("utf-8") for x in (book / "out").rglob("*.js"))


def test_a_second_build_does_only_what_changed(book: Path):
    """The catalogues are compiled again only where they hold something else."""
    text_of(book, "Lamp\n====\n\nOne.\n", po(("One.", "Eins.")))
    made = book / "out/.doctrees/lingotype/de/0/de/LC_MESSAGES/index.mo"
    before = made.stat().st_mtime_ns
    build(book)
    assert made.stat().st_mtime_ns == before
    (book / "locale/de/LC_MESSAGES/index.po").write_text(po(("One.", "Einer.")))
    words, _ = build(book)
    assert "Einer." in words
    (book / "locale/de/LC_MESSAGES/index.po").unlink()
    words, _ = build(book)
    assert "One." in words


def test_the_tables_of_docutils_are_as_they_were(book: Path):
    """After the build, whatever stood in the way of a translation."""
    program = """
from docutils.parsers.rst import directives, roles
from sphinx.transforms import i18n
before = directives.directive, roles.role, i18n._publish_msgstr, i18n.extract_messages
from sphinx.application import Sphinx
Sphinx("source", ".", "out", "out/d", "html", {"language": "de"}, status=None).build()
assert before == (directives.directive, roles.role, i18n._publish_msgstr, i18n.extract_messages)
"""
    (book / "source/index.rst").write_text("Lamp\n====\n\nOne.\n")
    (book / "locale/de/LC_MESSAGES/index.po").write_text(po(("One.", "*Eins*.")))
    subprocess.run([sys.executable, "-c", program], cwd=book, check=True)


@pytest.mark.parametrize(
    ("target", "text", "msgstr"),
    [
        ("raw", ".. raw:: html\n\n   <b>Bold</b>\n", "<b onclick='x()'>Fett</b>"),
        ("literal-block", ".. math::\n\n   a + b\n", "\\\\input{/etc/passwd}"),
    ],
)
def test_raw_text_and_formulas_take_nothing_new(book: Path, target: str, text: str, msgstr: str):
    """Where conf.py gives them to translators, they may be translated, and no more."""
    msgid = text.partition("\n\n   ")[2].strip()
    page = f"Lamp\n====\n\n{text}"
    overrides = ("-D", f"gettext_additional_targets={target}")
    text_of(book, page, po((msgid, msgstr)), *overrides)
    page_text = (book / "out/index.html").read_text("utf-8")
    assert "onclick" not in page_text
    assert "passwd" not in page_text
