"""What a language has translated, and which of several translations is chosen."""

from __future__ import annotations

from dataclasses import replace

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.update.memory import Memory, wording


def said(msgid: str, msgstr: str, *flags: str, before: str | None = None) -> Message:
    previous = Previous(before) if before else None
    return Message(msgid, (msgstr,), flags=flags, previous=previous)


def of(**catalogues: list[Message]) -> Memory:
    return Memory.of({name: Catalogue(messages=tuple(found)) for name, found in catalogues.items()})


def chosen(memory: Memory, msgid: str, domain: str = "here") -> str | None:
    known = memory.translation((None, msgid), domain)
    return known.message.msgstr if known else None


def test_the_same_document_comes_first_and_then_the_most_frequent():
    """Of equally frequent ones the first document's, so that two runs agree."""
    memory = of(a=[said("A", "1")], b=[said("A", "2")], c=[said("A", "2")])
    assert chosen(memory, "A", "a") == "1"
    assert chosen(memory, "A") == "2"
    assert chosen(of(b=[said("A", "2")], a=[said("A", "1")]), "A") == "1"


def test_live_translations_count_before_obsolete_ones():
    """What is published now is what the language says now."""
    gone = replace(said("A", "alt"), obsolete=True)
    memory = of(a=[gone], b=[gone], c=[said("A", "neu")])
    assert chosen(memory, "A") == "neu"
    assert chosen(memory, "A", "a") == "alt"


def test_a_fuzzy_msgstr_translates_its_former_wording():
    """Unless a translation of that is known."""
    waiting = said("B", "ein A", "fuzzy", before="A")
    assert chosen(of(a=[waiting]), "A") == "ein A"
    assert chosen(of(a=[waiting], b=[said("A", "das A")]), "A", "a") == "das A"
    assert chosen(of(a=[waiting]), "B") is None


def test_a_suggestion_translates_nothing():
    """A program made it, or nobody knows of what."""
    marked = replace(said("B", "x", "fuzzy", before="A"), translator_comments=(SUGGESTION,))
    memory = of(a=[marked, said("C", "y", "fuzzy"), said("D", "z", "fuzzy", before="D")])
    assert [chosen(memory, text) for text in "ABCD"] == [None] * 4
    assert memory.doubt((None, "B"), "b")


def test_a_translation_of_the_same_number_of_forms_is_preferred():
    """But one of another is better than none."""
    plural = Message("A", ("eins", "viele"), msgid_plural="As")
    both = of(a=[plural], b=[said("A", "eins")])
    for many, found in ((True, plural), (False, said("A", "eins"))):
        known = both.translation((None, "A"), "c", plural=many)
        assert known
        assert known.message == found
    alone = of(a=[plural]).translation((None, "A"), "c")
    assert alone
    assert alone.message is plural


def test_contexts_are_kept_apart():
    """`Open` in a menu is another text than `Open` at a door."""
    memory = of(a=[replace(said("A", "ein A"), msgctxt="menu")])
    assert chosen(memory, "A") is None
    assert memory.translation(("menu", "A"), "b")


def test_the_wording_of_a_message_is_what_its_msgstr_translates():
    """The previous one while it is fuzzy."""
    assert wording(said("B", "x", "fuzzy", before="A")) == Previous("A")
    assert wording(said("B", "x", before="A")) == Previous("B")
    assert wording(said("B", "x", "fuzzy")) == Previous("B")


def test_a_memory_without_a_msgstr_is_empty():
    """So a language that is begun asks for no suggestions."""
    assert not of(a=[said("A", "")])
    assert of(a=[said("A", "x", "fuzzy")])
