"""What readers are told of the completeness of a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.edition import Shown

WORDS = st.integers(0, 10_000)


@given(WORDS, WORDS, WORDS)
def test_a_share_is_never_more_than_the_truth(current: int, stale: int, missing: int):
    """All only where nothing is missing, none only where nothing is there; else rounded down."""
    shown = Shown(current, stale, missing)
    assert 0 <= shown.share <= 100
    assert (shown.share == 100) == (missing == 0)
    assert (shown.share == 0) == (missing > 0 and current + stale == 0)
    if shown.share > 1:
        assert shown.share * shown.total <= 100 * (current + stale)


@given(WORDS, WORDS, WORDS)
def test_steps_are_of_five_per_cent(current: int, stale: int, missing: int):
    """They are told on the pages of other languages, which a word more or less must not change."""
    shown = Shown(current, stale, missing)
    assert shown.step % 5 == 0
    assert shown.step <= shown.share < shown.step + 5


def test_an_edition_is_the_sum_of_its_pages():
    """Each word counts once."""
    assert Shown(1, 2, 3) + Shown(4, 5, 6) == Shown(5, 7, 9)
