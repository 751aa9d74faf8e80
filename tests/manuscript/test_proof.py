"""Nothing is lost: every word of the input is in the output, in order, or in the report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from docutils.parsers.rst import directives, roles
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.manuscript.test_plain_text import FILES

from lingotype.errors import LingotypeError
from lingotype.manuscript import chapters, proof, typography
from lingotype.manuscript.blocks import Manuscript, Paragraph, Text
from lingotype.manuscript.chapters import Wishes
from lingotype.manuscript.pages import pages
from lingotype.manuscript.plain import reader
from lingotype.manuscript.plain.reader import Advice
from lingotype.manuscript.rst.writer import Manner
from lingotype.manuscript.words import words
from lingotype.model.language import Language

ENGLISH = Language.parse("en")


def proved(manuscript: Manuscript, manner: Manner = Manner()) -> int:  # noqa: B008
    """The number of words written. Raises LingotypeError if they are not those read."""
    book = chapters.book([manuscript], Wishes(), ENGLISH)
    return sum(proof.prove([manuscript], book, pages(book, {}, [ENGLISH], manner)).values())


LINES = [
    "", "", "", "A heading", "Call to all!", "* * *", "-----", "=====", "Title of it", "CHAPTER II",
    "l The stray one", "n Another", "• item one", "- item two", "  - deeper item", "   indented",
    "1. one", "2. two", "(a) first;", "(b) second;", "iii) third", "Print versionPDF version",
    "Menu of things:", ".. note:: x", ":field: value", "| verse", "a  b   c    d", "snake_ |bar|",
    "A sentence that is long enough to be text and nothing else, since it goes on, " * 2,
    "A line of a paragraph that is wrapped at some column, with a hy-",
    "phen and “quotes” and *stars* and `ticks` and a_ b__ c:: at its end::",
    "中文的一行字。", "سطر عربي", "\u00a0", "\x0c", "Ünï¢ödé ﬁne",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(LINES) | st.text(max_size=30), min_size=1, max_size=30),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_no_word_of_any_text_is_lost(lines, keep_all: bool, by_sentence: bool, mend: bool):
    """Every text is either refused or comes out whole; the words are counted apart."""
    data = "\n".join(lines).encode("utf-8", "ignore")
    try:
        manuscript = reader.read(data, "m.txt", Advice(keep_all=keep_all))
    except LingotypeError:
        return
    manuscript, _ = typography.review(manuscript, ENGLISH, mend=mend)
    written = proved(manuscript, Manner(by_sentence))
    dropped = sum(len(run) for run in manuscript.dropped)
    assert written + dropped == len(words(data.decode()))


@pytest.mark.soak
def test_no_word_of_thousands_of_texts_is_lost():
    settings(max_examples=5_000, deadline=None)(test_no_word_of_any_text_is_lost)()


def test_the_words_of_a_scraped_page():
    """Counted by a pattern of its own, the lines left out and the letters aside."""
    data = (FILES / "lamplighters.txt").read_bytes()
    written = proved(reader.read(data, "lamplighters.txt"))
    everything = re.findall(r"[A-Za-z’0-9]+", data.decode().replace("’", " "))
    left_out = words("Branches of the Guild: Printer-friendly versionPDF version l l l l l")
    assert written == len(everything) - len(left_out)


@pytest.mark.parametrize(
    "change",
    [
        lambda m: replace(m, blocks=m.blocks[1:]),
        lambda m: replace(m, blocks=m.blocks[::-1]),
        lambda m: replace(m, words=m.words[:-1]),
        lambda m: replace(m, blocks=(*m.blocks, Paragraph((Text("more"),)))),
        lambda m: replace(m, dropped=()),
    ],
)
def test_what_is_lost_is_noticed(change):
    """A fault in a reader stops the import, with the place."""
    data = (FILES / "lamplighters.txt").read_bytes()
    with pytest.raises(LingotypeError, match="would change its words near"):
        proved(change(reader.read(data, "m.txt")))


@given(
    st.lists(st.sampled_from("ab"), max_size=8),
    st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=3), max_size=3),
    st.data(),
)
def test_runs_may_stand_anywhere_in_their_order(out, dropped, data):
    """However often the same words stand in the text as well."""
    places = sorted(data.draw(st.integers(0, len(out))) for _ in dropped)
    all_words, at = [], 0
    for place, run in zip(places, dropped, strict=True):
        all_words += [*out[at:place], *run]
        at = place
    all_words += out[at:]
    assert proof.missing(all_words, out, dropped) == ""
    assert proof.missing([*all_words, "x"], out, dropped)
    assert proof.missing(["x", *all_words], out, dropped)


def test_a_word_that_docutils_would_not_read_is_refused():
    with pytest.raises(LingotypeError, match="20,000 characters without a space"):
        proved(reader.read(b"A text. " + b"x" * 20_000, "m.txt"))


@pytest.mark.parametrize("item", ["- x", "1. x", "> x"])
def test_hundreds_of_levels_are_read_in_no_time(item: str):
    """What is deeper than any book is read as if it were less deep; no word of it is lost."""
    deep = "\n".join((" " * 2 * n if item[0] != ">" else ">" * n) + item for n in range(400))
    assert proved(reader.read(deep.encode(), "m.txt")) == len(words(deep))


@pytest.mark.parametrize("numbers", ["v) vi)", "i) j)", "y) z) aa)", "(c) (d)", "398. 399. 400."])
def test_numbers_that_docutils_might_misread(numbers: str):
    """At the head of a list `v` is a letter to it and `i` a Roman number."""
    text = "\n\n".join(["Text."] + [f"{number} item" for number in numbers.split()] + ["End."])
    assert proved(reader.read(text.encode(), "m.txt")) == len(words(text))


def test_docutils_is_left_as_it_was():
    """Its tables of directives and roles are global."""
    before = dict(directives._directives), dict(roles._roles)
    proved(reader.read(b"A text with a word or two.", "m.txt"))
    assert (directives._directives, roles._roles) == before
