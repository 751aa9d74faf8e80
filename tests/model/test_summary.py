"""A text in short: whole words, on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.summary import CUT, shortened


@given(st.text(max_size=400), st.integers(20, 200))
def test_it_is_never_longer_than_asked_and_says_nothing_else(text: str, most: int):
    """What stands before the "…" is how the text begins."""
    short, line = shortened(text, most), " ".join(text.split())
    assert len(short) <= most
    assert line.startswith(short.removesuffix(CUT)) or short == line
    assert short.endswith(CUT) or short == line


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=30, max_size=60))
def test_words_are_whole(words: list[str]):
    """In languages that part them by blanks."""
    short = shortened(" ".join(words), 80).removesuffix(CUT)
    assert short.split() == words[: len(short.split())]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("  one\n two ", "one two"),
        ("one two, three four five six", "one two, three four…"),
        ("one two three four, five six", "one two three four…"),
        ("他们说革命没有成功，但是人民还记得，所以书写", "他们说革命没有成功，但是人民还记得，…"),
        ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrs…"),
        ("abcdefghijklmnopqre\u0301xyz", "abcdefghijklmnopqr…"),
    ],
)
def test_it_ends_where_a_reader_would_stop(text: str, short: str):
    """After a word; where words are not parted, after a stop; never between a letter and its
    accent.
    """
    assert shortened(text, 20) == short
