"""Where new texts stand among those that did not change."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from lingotype.update.places import Stand, gaps


def laid(new: str, old: str) -> list[tuple[int, int] | None]:
    return gaps(new, {letter: place for place, letter in enumerate(old)})


def test_a_new_text_stands_between_the_neighbours_that_stayed():
    """`x` took the place of `b`: between a (0) and c (2)."""
    assert laid("axc", "abc") == [(0, 0), (0, 2), (2, 2)]


def test_the_ends_are_neighbours_too():
    """Before the first text is -1, after the last one as many as there are."""
    assert laid("xay", "bac") == [(-1, 1), (1, 1), (1, 3)]


def test_where_nothing_stayed_there_are_no_places():
    """A document that was written anew has no gaps to speak of."""
    assert laid("xy", "ab") == [None, None]
    assert laid("", "ab") == []
    assert laid("x", "") == [None]


def test_texts_that_moved_are_no_neighbours():
    """The longest run that kept its order is what stayed."""
    assert laid("bcdxa", "abcd")[3] == (3, 4)
    assert laid("dxabc", "abcd")[1] == (-1, 0)


def test_a_stand_holds_what_is_between_its_neighbours_alone():
    """Of its own document."""
    stand = Stand("a", (0, 2))
    assert [stand.holds("a", place) for place in range(3)] == [False, True, False]
    assert not stand.holds("b", 1)


letters = st.text(alphabet="abcdefgh", max_size=8).map(lambda text: "".join(dict.fromkeys(text)))


@given(letters, letters)
def test_gaps_follow_each_other(new: str, old: str):
    """None goes back, and none ends before it begins."""
    found = [gap for gap in laid(new, old) if gap]
    assert len(found) in (0, len(new))
    assert all(low <= high for low, high in found)
    assert found == sorted(found)


def test_fifty_thousand_texts_in_another_order_are_no_trouble():
    """Finding the longest run takes little more than reading it."""
    old = {number: (number * 7919) % 50_000 for number in range(50_000)}
    began = time.process_time()
    gaps(range(50_000), old)
    assert time.process_time() - began < 2
