"""States of texts in places that Sphinx or docutils treats in ways of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
import pytest

CONF = """
extensions = ["lingotype.sphinx_ext"]
html_theme = "basic"
language = "{source}"
locale_dirs = ["locale"]
gettext_compact = False
gettext_additional_targets = ["image"]
{more}
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'


class Book:
    """A document, its translations by msgid, and how it is built."""

    def __init__(self, folder: Path, text: str, *, source: str = "en", more: str = "") -> None:
        self.folder = folder
        (folder / "conf.py").write_text(CONF.format(source=source, more=more), "utf-8")
        (folder / "index.rst").write_text(text, "utf-8")
        (folder / "p.svg").write_text(PICTURE)

    def translated(
        self, entries: dict[str, str | tuple[str, str]], language: str = "de", at: str = "locale"
    ) -> None:
        """Write a catalogue; a pair is a former msgid and its translation."""
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language}
        for msgid, said in entries.items():
            former, msgstr = said if isinstance(said, tuple) else ("", said)
            entry = polib.POEntry(msgid=msgid, msgstr=msgstr)
            if former:
                entry.previous_msgid, entry.flags = former, ["fuzzy"]
            catalogue.append(entry)
        path = self.folder / at / language / "LC_MESSAGES/index.po"
        path.parent.mkdir(parents=True)
        catalogue.save(str(path))

    def built(self, *options: str, language: str = "de", page: str = "index") -> str:
        """The page, built without a warning."""
        out = self.folder / "out"
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-E", "-D", f"language={language}"]
        command += [*options, str(self.folder), str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        return (out / f"{page}.html").read_text("utf-8")


def test_a_picture_within_a_text_may_have_no_translation(tmp_path: Path):
    """What stands beside the text is its name."""
    book = Book(tmp_path, "Title\n=====\n\nText |pic| here.\n\n.. |pic| image:: p.svg\n")
    book.translated({"Title": "Titel", "Text |pic| here.": "Text |pic| hier."})
    assert "Text <img" in book.built()
    both = (tmp_path / "out/index.en.html").read_text("utf-8")
    assert '<span class="lingotype-source" lang="en" dir="ltr">Text pic here.</span>' in both


@pytest.mark.parametrize(("source", "edition"), [("en", "de"), ("de", "en")])
def test_a_word_of_the_interface_is_no_missing_text(tmp_path: Path, source: str, edition: str):
    """Sphinx writes "Parameters" itself, in the language of the page."""
    text = "T\n=\n\n.. py:function:: f(a)\n\n   Says.\n\n   :param a: much\n   :returns: more\n"
    book = Book(tmp_path, text, source=source)
    book.translated({"T": "T", "Says.": "Says.", "much": "x", "more": "y"}, edition)
    page = book.built(language=edition)
    assert "lingotype-missing" not in page
    assert "lingotype-share" not in page


def test_the_body_of_a_version_note_is_marked_as_any_other_text(tmp_path: Path):
    """Sphinx takes away the node that it is translated in."""
    text = (
        "T\n=\n\n.. versionadded:: 2.0\n   It will go soon.\n\n"
        ".. deprecated:: 3.0\n   Use another one.\n"
    )
    book = Book(tmp_path, text)
    book.translated({"T": "T", "It will go soon.": ("It will go very soon.", "Es geht bald.")})
    page = book.built()
    assert '<span class="lingotype-stale"><span class="lingotype-translation"' in page
    assert '<span class="lingotype-missing" dir="ltr" lang="en">Use another one.</span>' in page


def test_a_caption_of_code_shows_one_text_at_a_time(tmp_path: Path):
    """The mark is where the two are."""
    book = Book(tmp_path, "T\n=\n\n.. code-block:: text\n   :caption: The code now\n\n   x = 1\n")
    book.translated({"T": "T", "The code now": ("The code then", "Der Code")})
    assert '<span class="lingotype-stale caption-text"' in book.built().replace(
        "caption-text lingotype-stale", "lingotype-stale caption-text"
    )


def test_what_stands_beside_a_missing_text_is_not_missing(tmp_path: Path):
    """The body of a field, and the legend of a figure."""
    text = "T\n=\n\nText.\n\n:Name: body\n\n.. figure:: p.svg\n\n   A caption\n\n   A legend\n"
    book = Book(tmp_path, text)
    book.translated({"T": "T", "Text.": "Text.", "body": "Leib", "A legend": "Eine Legende"})
    page = book.built()
    assert '<dd class="field-odd"' in page
    assert "<figcaption>" in page
    assert page.count("lingotype-missing") == 2


def test_the_first_folder_that_translates_a_text_decides(tmp_path: Path):
    """A stale translation in a later one is of no account."""
    book = Book(tmp_path, "T\n=\n\nShared text.\n", more="locale_dirs = ['locale', 'more']")
    book.translated({"T": "T", "Shared text.": "Gemeinsam."})
    book.translated({"Shared text.": ("Shared texts.", "Alt.")}, at="more")
    page = book.built()
    assert "Gemeinsam." in page
    assert "lingotype-stale" not in page


def test_what_no_reader_sees_does_not_count(tmp_path: Path):
    """What is said of a document, and what is for another builder."""
    text = ":Author: Somebody Here\n\nTitle\n=====\n\nText.\n\n.. only:: latex\n\n   For print.\n"
    book = Book(tmp_path, text)
    book.translated({"Title": "Titel", "Text.": "Text!"})
    page = book.built()
    assert "<!--lingotype:shown 2 0 0-->" in page


@pytest.mark.parametrize("title", ["The reader's own", "ask@home"])
def test_labels_of_contents_are_marked_whatever_stands_in_them(tmp_path: Path, title: str):
    """Also below numbers, and not where the same words stand in the text."""
    text = f"T\n=\n\n`Plain <https://x.test/>`_\n\n.. toctree::\n   :numbered:\n\n   {title} <a>\n"
    book = Book(tmp_path, text)
    (tmp_path / "a.rst").write_text("A\n=\n\nText.\n")
    book.translated({"T": "T", "`Plain <https://x.test/>`_": "`Plain <https://x.test/>`_"})
    page = book.built()
    assert page.count('<span class="lingotype-missing" lang="en" dir="ltr">') >= 1
    assert ">Plain</a>" in page


def test_a_translated_title_in_a_missing_text_says_its_language(tmp_path: Path):
    """As the reverse does."""
    book = Book(tmp_path, "Title\n=====\n\nSee :doc:`index`.\n")
    book.translated({"Title": "Titel"})
    assert '<span dir="ltr" lang="de"><a class="reference internal" href="#">' in book.built()


def test_the_description_of_a_page_has_no_attribute_that_html_lacks(tmp_path: Path):
    """Stock Sphinx writes ``translated``."""
    book = Book(tmp_path, "Title\n=====\n\n.. meta::\n   :description: In short.\n\nText.\n")
    book.translated({"Title": "Titel", "Text.": "Text!"})
    page = book.built()
    assert "translated=" not in page
    assert '<meta content="In short." lang="en" name="description"' in page


def test_an_original_that_leads_nowhere_is_warned_about_once(tmp_path: Path):
    """Its translation is; also with `nitpicky`."""
    book = Book(tmp_path, "Title\n=====\n\nSee :py:func:`gone`.\n", more="nitpicky = True")
    book.translated({"Title": "Titel", "See :py:func:`gone`.": "Siehe :py:func:`gone`."})
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-D", "language=de"]
    command += [str(tmp_path), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr.count("gone") == 1


def test_what_turns_directions_is_left_out_of_what_changed(tmp_path: Path):
    """It would turn all that follows."""
    book = Book(tmp_path, "Title\n=====\n\nIt stands here now.\n")
    book.translated({"Title": "T", "It stands here now.": ("It stands here \u202e then.", "Da.")})
    assert "\u202e" not in book.built()
