"""What a reviewer sees of a message: nothing hidden, and the place that matters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.excerpt import CUT, Bit, bracketed, excerpt, excerpts, visible
from lingotype.model.finding import Quote

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
TEXTS = st.text(alphabet=st.characters(exclude_characters="<>…"), max_size=400)
MARKS = st.lists(st.tuples(st.integers(-5, 450), st.integers(-5, 450)), max_size=6)


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\u202e", "<U+202E>"),
        ("\u2066", "<U+2066>"),
        ("\u200f", "<U+200F>"),
        ("\u200b", "<U+200B>"),
        ("\ufeff", "<U+FEFF>"),
        ("\u00ad", "<U+00AD>"),
        ("\x1b", "<U+001B>"),
        ("\U000e0041", "<U+E0041>"),
        ("\ufe0f", "<U+FE0F>"),
        ("\u3164", "<U+3164>"),
        ("\ue000", "<U+E000>"),
        ("\n", "\\n"),
        ("é", "é"),
        ("語", "語"),
        ("\u0301", "\u0301"),
    ],
)
def test_what_cannot_be_seen_is_written_out(char: str, shown: str):
    """Letters, digits and what stands on letters stay."""
    assert visible(char) == shown


def test_the_joiners_of_persian_are_shown_only_where_they_are_the_matter():
    """They stand in every other word of it."""
    assert visible("می\u200cروم") == "می\u200cروم"
    assert bracketed(excerpt("a\u200cb", [(1, 2)], 80)) == "a[[<U+200C>]]b"


def test_a_space_that_is_marked_shows_which_one_it_is():
    """A no-break space and a common one look alike."""
    text = "Qui\u00a0? Non !"
    assert bracketed(excerpt(text, [(3, 4)], 80)) == "Qui[[<U+00A0>]]? Non !"
    assert bracketed(excerpt(text, [(9, 10)], 80)) == "Qui\u00a0? Non[[ ]]!"


@given(TEXTS)
def test_nothing_shown_can_hide_or_turn_anything(text: str):
    """Whatever stands in a catalogue."""
    kinds = {unicodedata.category(char) for char in visible(text) if char not in "\u200c\u200d"}
    assert not kinds & HIDDEN


@given(TEXTS, MARKS)
def test_with_room_the_whole_text_is_shown(text: str, marks: list[tuple[int, int]]):
    """Marks may be anything: of no length, over each other, beyond the text."""
    bits = excerpt(text, marks, 400)
    assert CUT not in "".join(bit.text for bit in bits)
    unmarked = "".join(bit.text for bit in excerpt(text, [], 400))
    assert unmarked == visible(text)
    if not any(bit.marked for bit in bits):
        assert not marks


@given(TEXTS, MARKS, st.integers(20, 200))
def test_a_cut_text_stays_near_its_room_and_shows_its_first_mark(text, marks, room):
    """Each stretch that is left out is one sign."""
    bits = excerpt(text, marks, room)
    assert "".join(bit.text for bit in bits).count(CUT) <= 5
    assert len(text) > room or CUT not in "".join(bit.text for bit in bits)
    if marks:
        assert any(bit.marked for bit in bits)


def test_a_long_text_is_cut_around_its_mark_at_spaces():
    """With as much before it as behind."""
    text = f"{'before ' * 30}HERE{' behind' * 30}"
    at = text.index("HERE")
    bits = excerpt(text, [(at, at + 4)], 60)
    assert bits == [
        Bit(CUT),
        Bit("before before before "),
        Bit("HERE", marked=True),
        Bit(" behind behind behind"),
        Bit(CUT),
    ]


def test_the_beginning_of_a_text_without_marks_is_shown():
    """Where nothing else says where to look."""
    bits = excerpt("word " * 100, [], 40)
    assert [bit.text for bit in bits] == ["word word word word word word word word"[:39], CUT]


def test_a_place_between_two_characters_can_be_marked():
    """Where something is missing."""
    assert bracketed(excerpt("ab", [(1, 1)], 80)) == "a[[]]b"
    assert bracketed(excerpt("ab", [(2, 2)], 80)) == "ab[[]]"
    assert bracketed(excerpt("", [(0, 0)], 80)) == "[[]]"


def test_of_a_loss_the_other_text_is_shown_at_the_same_place():
    """The msgstr has no mark, but most languages keep the order of sentences."""
    msgid = f"{'one ' * 100}LOST{' two' * 100}"
    msgstr = f"{'eins ' * 100}{'zwei ' * 100}"
    mark = (msgid.index("LOST"), msgid.index("LOST") + 4)
    _, target = excerpts(Quote(msgid, msgstr, (), (mark,)), 60)
    shown = "".join(bit.text for bit in target)
    assert "eins" in shown
    assert "zwei" in shown
