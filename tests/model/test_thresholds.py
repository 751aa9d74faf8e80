"""Below which share something is not listed, not indexed, not published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.edition import Shown
from lingotype.model.thresholds import Limits, Thresholds, thresholds

WORDS = st.integers(0, 10_000)
SHOWN = st.builds(Shown, WORDS, WORDS, WORDS)
LIMITS = st.builds(Limits, *[st.integers(0, 100)] * 3)


def test_what_is_not_said_has_its_default():
    """Everything is published and listed; search engines are offered what has anything at all."""
    assert thresholds({}) == Thresholds(Limits(0, 1, 0), Limits(0, 1, 0))
    assert thresholds({"page": {"published": 30}}).page == Limits(0, 1, 30)


@given(SHOWN, LIMITS)
def test_what_is_not_published_is_neither_listed_nor_indexed(shown: Shown, limits: Limits):
    """However the three are set to each other."""
    if not limits.publishes(shown):
        assert not limits.lists(shown)
        assert not limits.indexes(shown)


@given(SHOWN)
def test_search_engines_are_never_offered_what_has_no_translated_word(shown: Shown):
    """A fixed rule, whatever conf.py says; what has no text at all lacks nothing."""
    offered = Limits(indexed=0).indexes(shown)
    assert offered == (shown.current + shown.stale > 0 or not shown.missing)


@pytest.mark.parametrize("share", [0, 34, 99, 100])
def test_the_threshold_itself_is_enough(share: int):
    """50 asks for 50 %, not for more."""
    shown = Shown(share, 0, 100 - share)
    assert Limits(published=share).publishes(shown)
    assert share == 100 or not Limits(published=share + 1).publishes(shown)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"pages": {}}, "there is no 'pages'; write 'page'"),
        ({"book": {}}, "there is no 'book'; write 'page' or 'language'"),
        ({"page": 50}, "'page' has 50; write a dict"),
        ({"page": {"listd": 5}}, "there is no 'listd' in 'page'; write 'listed'"),
        ({"language": {"listed": 101}}, "'listed' of 'language' is 101; write a whole number"),
        ({"language": {"listed": -1}}, "is -1"),
        ({"language": {"listed": 0.5}}, "is 0.5"),
        ({"language": {"listed": True}}, "is True"),
        ({"language": {"listed": "50 %"}}, "is '50 %'"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(value: dict[object, object], said: str):
    """conf.py is written by hand."""
    with pytest.raises(ValueError, match=r".") as error:
        thresholds(value)
    assert said in str(error.value)
