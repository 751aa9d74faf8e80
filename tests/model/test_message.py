"""A message has one state, and a changed one is never written as it stood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import SUGGESTION, Message, State


@pytest.mark.parametrize(
    ("message", "state"),
    [
        (Message("a", ("b",)), State.TRANSLATED),
        (Message("a", ("a",)), State.TRANSLATED),
        (Message("a", ("b",), flags=("c-format", "fuzzy")), State.FUZZY),
        (Message("a", ("",), flags=("fuzzy",)), State.UNTRANSLATED),
        (Message("a"), State.UNTRANSLATED),
        (Message("a", ("b",), flags=("fuzzy",), obsolete=True), State.OBSOLETE),
        (Message("a", ("", "b"), msgid_plural="as"), State.UNTRANSLATED),
        (Message("a", ("b", ""), msgid_plural="as"), State.TRANSLATED),
    ],
)
def test_each_message_has_one_state(message: Message, state: State):
    """As msgfmt --statistics counts: of a plural message the first form decides."""
    assert message.state is state


def test_a_changed_message_forgets_the_lines_it_was_read_from():
    """Otherwise a change could be lost when the catalogue is written."""
    catalogue = po.read(b'msgid "a"\nmsgstr "b"\n')
    message = catalogue.messages[0]
    assert message.written
    assert replace(message, msgstrs=("c",)).written == ""
    assert replace(message) == message


def test_where_it_was_read_makes_no_difference():
    """Two messages are equal by what they say."""
    assert Message("a", line=3) == Message("a", line=9)


def test_a_suggestion_is_known_by_its_comment():
    """With any space around it, as editors leave it."""
    assert Message("a", translator_comments=(f" {SUGGESTION} ",)).suggested
    assert not Message("a", translator_comments=("a suggestion",)).suggested


def test_live_and_obsolete_are_the_catalogue():
    """In the file's order."""
    messages = (Message("a"), Message("b", obsolete=True), Message("c"))
    catalogue = Catalogue(messages=messages)
    assert [m.msgid for m in catalogue.live] == ["a", "c"]
    assert [m.msgid for m in catalogue.obsolete] == ["b"]


def test_headers_keep_their_order_and_spelling():
    """A header is a list of fields; a line without a colon is none."""
    header = Message("", ("X-Generator: me\nlanguage:  de \nnonsense\nX-Empty:\n",))
    found = Catalogue(header).headers
    assert list(found.items()) == [("X-Generator", "me"), ("language", "de"), ("X-Empty", "")]
