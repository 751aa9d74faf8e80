"""Whom a contribution is credited to, and that no address is published."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.update.accept_credit import LONGEST, credit, visible, without_addresses

NAMES = {
    "Mia Moor <mia@example.org>": "Mia Moor",
    "Mia Moor <mia@example.org>, 2024": "Mia Moor",
    '"Moor, Mia" <mia@example.org>': "Moor, Mia",
    "Mia Moor": "Mia Moor",
    "Mia Moor mia@example.org": "Mia Moor",
    "Mia Moor mia @ example.org": "Mia Moor",
    "محمد <m@example.org>": "محمد",
    "نیلو\u200cفر": "نیلو\u200cفر",
    "莫 米娅": "莫 米娅",
    "Katya at the Sea": "Katya at the Sea",
    "FULL NAME <EMAIL@ADDRESS>": "",
    "Automatically generated": "",
    "Anonymous <noreply@weblate.org>": "",
    "Weblate <noreply@weblate.org>": "",
    "Mia's Bot <bot@example.org>": "",
    "mia@example.org": "",
    "<mia@example.org>": "",
    "mia(at)example.org": "",
    "mia ＠ example.org <>": "",
    "": "",
    " \t": "",
    "...": "",
    "\u202e": "",
}


@pytest.mark.parametrize("value", NAMES)
def test_the_last_translator_is_named_without_an_address(value: str):
    """A placeholder, a program and an address alone name nobody."""
    assert credit({"Last-Translator": value}).name == NAMES[value]


def test_what_the_translator_asks_for_comes_before_the_header_and_after_the_reviewer():
    headers = {"X-Credit": "Moorhuhn", "Last-Translator": "Mia Moor <mia@example.org>"}
    assert credit(headers).name == "Moorhuhn"
    assert credit(headers, "Mia").name == "Mia"
    assert credit(headers, "").name == ""
    assert credit({**headers, "X-Credit": "None"}).name == ""
    assert credit({**headers, "X-Credit": "mia@example.org"}).name == ""


ADDRESSES = {
    "see <mia@example.org> for it": "see for it",
    "see mia@example.org, please": "see , please",
    "mailto:mia@example.org": "",
    "mia (at) example.org": "",
    "mia(at)example(dot)org": "",
    "mia [at] example [dot] org": "",
    "mia <at> example.org": "",
    "Mia＠example.org": "",
    "(mia@example.org)": "",
    "a note at the end": "a note at the end",
    "two  spaces": "two  spaces",
    ":doc:`a` @ 3 km": ":doc:`a` @ 3 km",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses_are_taken_out_of_comments(text: str):
    assert without_addresses(text) == ADDRESSES[text]


@settings(deadline=None)
@given(st.text(st.sampled_from("a@. (at)<>[]＠﹫dot\u200b"), max_size=40))
def test_no_sign_of_an_address_is_left(text: str):
    """Nothing that a program would read as one: a word, the sign, a word."""
    bare = without_addresses(text)
    assert not any(f"a{sign}a" in bare for sign in ("@", "＠", "﹫", "(at)", "[at]"))
    assert without_addresses(bare) == bare


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_name_is_one_line_of_what_is_seen(text: str):
    """No control, no bidirectional mark, no line end; and no longer than a name."""
    name = credit({}, text).name
    assert len(name) <= LONGEST
    assert all(x in "\u200c\u200d" or unicodedata.category(x)[0] != "C" for x in name)
    assert not {"\n", "\r", "\u2028", "\u2029", "@"} & set(name)
    assert visible(name) == name


def test_a_name_that_is_changed_is_told():
    assert "cut" in credit({}, "M" * 81).notice
    assert "nobody sees" in credit({}, "M\u202eia").notice
    assert credit({}, "M" * 80).notice == ""


@pytest.mark.parametrize("text", ["a" * 10**6, "a@" * 10**5, "(at)" * 10**5, "a(at)" * 10**5])
def test_no_text_takes_long(text: str):
    started = time.process_time()
    without_addresses(text)
    assert time.process_time() - started < 2
