"""Two wordings in one, word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.difference import MOST, Change, difference

MARKS = {Change.SAME: "{}", Change.GONE: "[{}]", Change.NEW: "<{}>"}


def marked(former: str, now: str) -> str:
    return "".join(MARKS[change].format(text) for change, text in difference(former, now))


@pytest.mark.parametrize(
    ("former", "now", "shown"),
    [
        ("an old lamp", "an old lamp", "an old lamp"),
        ("an old lamp", "an oil lamp", "an [old]<oil> lamp"),
        ("It is lit.", "It is lit. It glows.", "It is lit.< It glows.>"),
        ("a red hot sea", "a blue cold sea", "a [red hot]<blue cold> sea"),
        ("lamp", "an old lamp", "<an old >lamp"),
        ("", "a lamp", "<a lamp>"),
        ("a lamp", "", "[a lamp]"),
        ("", "", ""),
        ("海边的灯", "海边的旧灯", "海边的<旧>灯"),
    ],
)
def test_what_went_and_what_came_stand_where_they_were(former: str, now: str, shown: str):
    """Word by word; in scripts without spaces letter by letter."""
    assert marked(former, now) == shown


WORDS = st.lists(st.sampled_from(["the ", "sea", "  ", "fog\n", "lamp. ", "灯", ""])).map("".join)


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_from_it(former: str, now: str):
    """Every letter of both stands in it, in its order."""
    found = difference(former, now)
    assert "".join(text for change, text in found if change is not Change.GONE) == now
    assert "".join(text for change, text in found if change is not Change.NEW) == former


@given(WORDS, WORDS)
def test_of_long_texts_the_middle_is_compared(former: str, now: str):
    """What both begin and end with is left out of it."""
    frame = "frame " * MOST
    found = difference(f"{frame}{former} {frame}", f"{frame}{now} {frame}")
    assert "".join(x.text for x in found if x.change is not Change.GONE) == f"{frame}{now} {frame}"
    changed = sum(len(x.text) for x in found if x.change is not Change.SAME)
    assert changed <= 2 * (len(former + now) + 20)


@pytest.mark.parametrize("part", ["a ", "a b ", "灯", "e\u0301 "])
def test_no_text_takes_long(part: str):
    """100 KB of one word are no trouble, even if all changes."""
    text = part * (100_000 // len(part))
    began = time.process_time()
    difference(text, text[1:] + "x" + text)
    difference(text, text.replace(part, "x " + part))
    assert time.process_time() - began < 3
