"""Which edits change the form of a text alone, and what editors declare."""

from __future__ import annotations

import pytest

from lingotype.model.wording import Decision
from lingotype.update.wording import Decisions, bare, same_but_for_form

FORM_ALONE = {
    "white space": (
        "The lamp in the tower is lit every evening.",
        "The lamp in the  tower\nis lit every evening.",
    ),
    "a space that does not break": (
        "The lamp in the tower is lit every evening.",
        "The lamp in the\u00a0tower is lit every evening.",
    ),
    "quotation marks": (
        'The "lamp" in the tower is lit every evening.',
        "The “lamp” in the tower is lit every evening.",
    ),
    "guillemets": (
        "The »lamp« in the tower is lit every evening.",
        "The «lamp» in the tower is lit every evening.",
    ),
    "apostrophes": (
        "The lamp's light in the tower is seen daily.",
        "The lamp’s light in the tower is seen daily.",
    ),
    "dashes": (
        "A lamp -- the tall one -- stands in the town.",
        "A lamp – the tall one – stands in the town.",
    ),
    "dashes without spaces": (
        "A lamp—the tall one—stands in the town now.",
        "A lamp – the tall one – stands in the town now.",
    ),
    "a dash between numbers": (
        "Pages 10-12 of the big book in the tower.",
        "Pages 10–12 of the big book in the tower.",
    ),
    "dots": (
        "Wait for the lamp in the high tower...",
        "Wait for the lamp in the high tower…",
    ),
    "corner brackets": (
        "「灯塔」里的灯每天晚上都会点亮船只回家之前一直亮着。",
        "“灯塔”里的灯每天晚上都会点亮船只回家之前一直亮着。",
    ),
    "quotation marks beside a literal": (
        'Type "``make -- all``" in the tower of the town.',
        "Type “``make -- all``” in the tower of the town.",
    ),
}

MORE_THAN_FORM = {
    "a hyphen is no dash": (
        "A well-known lamp in the tower of the town.",
        "A well – known lamp in the tower of the town.",
    ),
    "a dash in a literal": (
        "Type ``make -- all`` in the tower of the town.",
        "Type ``make – all`` in the tower of the town.",
    ),
    "quotation marks in a literal": (
        "Type ``print('a')`` in the tower of the town.",
        "Type ``print(’a’)`` in the tower of the town.",
    ),
    "a dash in an address": (
        "Read https://example.org/a--b in the tower of the town.",
        "Read https://example.org/a—b in the tower of the town.",
    ),
    "a question": (
        "The lamp is lit in the tower of the town.",
        "The lamp is lit in the tower of the town?",
    ),
    "a comma": (
        "The lamp in the tower is lit, every evening.",
        "The lamp in the tower is lit every evening.",
    ),
    "capitals": (
        "The lamp in the tower is lit every evening.",
        "The Lamp in the tower is lit every evening.",
    ),
    "a word that falls apart": (
        "The lamp in the tower is maybe lit every evening.",
        "The lamp in the tower is may be lit every evening.",
    ),
    "a sign before a number": (
        "The water in the old tower has -5 degrees.",
        "The water in the old tower has 5 degrees.",
    ),
    "too short": ('"Open"', "“Open”"),
    "too few words": ("Open the door -- now", "Open the door – now"),
    "too few letters": ("1 - 2 - 3 - 4 a b c d", "1 – 2 – 3 – 4 a b c d"),
}


@pytest.mark.parametrize("name", FORM_ALONE)
def test_a_change_of_form_alone_changes_no_meaning(name: str):
    """White space, quotation marks and dashes carry the translation over, either way."""
    one, other = FORM_ALONE[name]
    assert same_but_for_form(one, other)
    assert same_but_for_form(other, one)
    assert bare(bare(one)) == bare(one)


@pytest.mark.parametrize("name", MORE_THAN_FORM)
def test_what_may_change_the_meaning_is_for_the_translator(name: str):
    """In short strings a mark often is the meaning; in a literal it always is."""
    one, other = MORE_THAN_FORM[name]
    assert not same_but_for_form(one, other)
    assert not same_but_for_form(other, one)


def test_former_wordings_go_back_over_several_decisions():
    """A text that was declared the same twice has both earlier wordings, the latest first."""
    found = Decisions((Decision("a", "b"), Decision("b", "c"), Decision("x", "c", "menu")))
    assert list(found.former((None, "c"))) == [(None, "b"), (None, "a")]
    assert list(found.former(("menu", "c"))) == [("menu", "x")]
    assert list(found.former((None, "a"))) == []


def test_a_circle_of_decisions_ends():
    """There and back again is two decisions and no endless walk."""
    found = Decisions((Decision("a", "b"), Decision("b", "a")))
    assert list(found.former((None, "a"))) == [(None, "b")]
    assert list(found.former((None, "b"))) == [(None, "a")]


def test_the_latest_of_several_decisions_comes_first():
    """Of two wordings that became this one, the one declared last."""
    found = Decisions((Decision("a", "c"), Decision("b", "c")))
    assert list(found.former((None, "c"))) == [(None, "b"), (None, "a")]
