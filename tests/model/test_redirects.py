"""Old addresses lead on to where they end at last, and nowhere in circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.redirects import BadRedirect, Place, redirects


def ends(value: dict[object, object]) -> dict[str, str]:
    return {redirect.key: str(redirect.new) for redirect in redirects(value)}


def test_a_chain_is_followed_to_its_end():
    """A document may be renamed twice, and its anchors with it."""
    value = {
        "a": "b",
        "b": "c",
        "a#x": "b#y",
        "b#y": "c#z",
        "d": "https://example.org/#top",
        "e": "d",
    }
    assert ends(value) == {
        "a": "c",
        "b": "c",
        "a#x": "c#z",
        "b#y": "c#z",
        "d": "https://example.org/#top",
        "e": "https://example.org/#top",
    }


def test_an_anchor_goes_with_its_document():
    """What led to a place in a document that was renamed leads there under the new name."""
    assert ends({"old#x": "cuba#y", "cuba": "america"})["old#x"] == "america#y"
    assert ends({"old#x": "cuba#y", "cuba": "america#cuba"})["old#x"] == "america#cuba"


NAMES = st.sampled_from(["a", "b", "c", "d", "a#x", "b#x", "c#y"])


@given(st.dictionaries(NAMES, NAMES, max_size=7))
def test_every_redirect_ends_or_is_refused(value: dict[str, str]):
    """Nothing is followed for ever; what comes out is no old place."""
    try:
        found = redirects(dict(value))
    except BadRedirect as error:
        refused = (error.key, str(error))
    else:
        refused = None
    if refused:
        assert refused[0] in value
        assert "circle" in refused[1]
        return
    assert [redirect.key for redirect in found] == list(value)
    for redirect in found:
        assert isinstance(redirect.new, Place)
        assert str(redirect.new) not in value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": "a"}, "in a circle: a → a"),
        ({"a": "b", "b": "a"}, "in a circle: a → b → a"),
        ({"a": 1}, "1 is no string"),
        ({1: "a"}, "1 is no string"),
        ({"/etc/passwd": "a"}, "is no name of a document"),
        ({"../up": "a"}, "is no name of a document"),
        ({"a//b": "a"}, "is no name of a document"),
        ({"a.html": "b"}, "without its suffix"),
        ({"a": "b.html"}, "without its suffix"),
        ({"a": "b.rst#c"}, "without its suffix"),
        ({"a#": "b"}, "has no id after the #"),
        ({"a": "b#c d"}, "has no id after the #"),
        ({"#a": "b"}, "is no name of a document"),
        ({"a": "javascript://x"}, "is no address of a page"),
        ({"a": 'https://x.org/">'}, "is no address of a page"),
        ({"https://x.org/": "a"}, "is no document of this text"),
    ],
)
def test_what_can_be_no_redirect_is_named(value: dict[object, object], said: str):
    """Nothing is written outside the site, and nothing that is no link."""
    with pytest.raises(BadRedirect) as error:
        redirects(value)
    assert said in str(error.value)
