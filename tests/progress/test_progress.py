"""The counts add up, and are msgfmt's."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from lingotype.model.message import Message, Previous
from lingotype.progress.count import Completeness, Tally, completeness

messages = st.builds(
    Message,
    msgid=st.text(min_size=1, max_size=20),
    msgstrs=st.sampled_from([("",), ("x",), ("", "y"), ("x", "")]),
    flags=st.sampled_from([(), ("fuzzy",), ("no-wrap", "fuzzy")]),
    previous=st.none() | st.builds(Previous, st.text(max_size=5)),
    obsolete=st.booleans(),
)


@given(st.lists(messages, max_size=20))
def test_each_message_is_counted_once(found: list[Message]):
    """Translated, fuzzy, untranslated and obsolete together are the catalogue."""
    counted = completeness(found)
    assert counted.messages.total + counted.obsolete == len(found)
    assert 0 <= counted.share <= 1


@given(st.lists(messages, max_size=20), st.lists(messages, max_size=20))
def test_the_whole_is_the_sum_of_its_parts(one: list[Message], other: list[Message]):
    """A language is its documents."""
    assert completeness(one) + completeness(other) == completeness(one + other)


def test_a_fuzzy_message_is_not_a_translated_one():
    """sphinx-intl stat counts it as both; and without a msgstr it is untranslated."""
    fuzzy = Message("two words", ("x",), flags=("fuzzy",))
    empty = Message("b", ("",), flags=("fuzzy",))
    counted = completeness([fuzzy, empty, Message("c", ("y",))])
    assert counted == Completeness(Tally(1, 1, 1), Tally(1, 2, 1), 0)
    assert counted.share == Fraction(1, 3)


def test_an_empty_catalogue_lacks_nothing():
    """A division by zero is nobody's progress."""
    assert completeness([]).share == 1


def statistics(path: Path) -> list[int]:
    """msgfmt's counts: translated, fuzzy, untranslated."""
    command = ["msgfmt", "--statistics", "-o", "/dev/null", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C"})
    words = ("translated", "fuzzy", "untranslated")
    found = (re.search(rf"(\d+) {word}", said.stderr) for word in words)
    return [int(match[1]) if match else 0 for match in found]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt: sudo apt install gettext")
@pytest.mark.parametrize("book", ["the guide", "lighthouse"])
def test_the_counts_are_those_of_msgfmt(book: str, lighthouse: Path, lingotype: Callable):
    """For every document of every language of the real book, and of a half-translated one."""
    folder = ROOT if book == "the guide" else lighthouse
    done = lingotype("progress", "--json", cwd=folder)
    languages = json.loads(done.out)["languages"]
    assert languages
    for language in languages:
        for document, counted in language["documents"].items():
            path = folder / "locale" / language["locale"] / "LC_MESSAGES" / f"{document}.po"
            ours = [counted["messages"][x] for x in ("translated", "fuzzy", "untranslated")]
            assert ours == statistics(path), path


def test_the_table_is_what_it_is(lighthouse: Path, lingotype: Callable):
    """In the order of conf.py, wide characters counted as two columns, percent rounded down."""
    out = lingotype("progress", cwd=lighthouse).out
    columns = "messages  translated  fuzzy  untranslated"
    assert out == (
        f"       language         {columns}  words  translated  fuzzy  untranslated\n"
        "de     Deutsch   100 %        19          19      0             0"
        "     81          81      0             0\n"
        "ar     العربية    94 %        19          18      1             0"
        "     81          74      7             0\n"
        "zh-CN  简体中文   20 %        15           3      0            12"
        "     64           5      0            59\n"
    )


def test_a_document_without_a_catalogue_is_untranslated(lighthouse: Path, lingotype: Callable):
    """Otherwise a language that never began a chapter would look complete."""
    lingotype("extract", cwd=lighthouse)
    done = lingotype("progress", "-l", "zh-CN", "--json", cwd=lighthouse)
    documents = json.loads(done.out)["languages"][0]["documents"]
    assert documents["glossary"]["messages"] == {
        "total": 4,
        "translated": 0,
        "fuzzy": 0,
        "untranslated": 4,
    }


def test_the_catalogue_of_a_deleted_document_is_not_counted(lighthouse: Path, lingotype: Callable):
    """It is memory: named, and in no sum."""
    lingotype("extract", cwd=lighthouse)
    before = json.loads(lingotype("progress", "-l", "de", "--json", cwd=lighthouse).out)
    old = lighthouse / "locale/de/LC_MESSAGES/glossary.po"
    shutil.copy(old, old.with_name("old.po"))
    done = lingotype("progress", "-l", "de", "--json", cwd=lighthouse)
    after = json.loads(done.out)
    assert after["languages"][0]["total"] == before["languages"][0]["total"]
    assert after["languages"][0]["gone"] == ["locale/de/LC_MESSAGES/old.po"]
    assert "old.po: its document is gone" in done.err


def test_fail_under_is_an_exit_code(lighthouse: Path, lingotype: Callable):
    """For a CI job that keeps a language above a share; the languages below are named."""
    assert lingotype("progress", "-l", "ar", "--fail-under", "90", cwd=lighthouse).code == 0
    done = lingotype("progress", "--fail-under", "90", cwd=lighthouse)
    assert done.code == 1
    assert "zh-CN is below 90 %" in done.err


def test_a_broken_catalogue_is_named_and_left_out(lighthouse: Path, lingotype: Callable):
    """Exit code 2, with file and line; the rest is counted."""
    path = lighthouse / "locale/de/LC_MESSAGES/index.po"
    path.write_text(path.read_text() + "garbage\n")
    done = lingotype("progress", "--json", cwd=lighthouse)
    assert done.code == 1
    assert "locale/de/LC_MESSAGES/index.po:" in done.err
    german = json.loads(done.out)["languages"][0]
    assert "index" not in german["documents"]
    assert "index.po" in german["errors"][0]
    table = lingotype("progress", cwd=lighthouse).out
    assert table.splitlines()[1].split()[:4] == ["de", "Deutsch", "?", "16"]
