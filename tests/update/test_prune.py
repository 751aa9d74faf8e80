"""What a language keeps as memory alone, and what is left without it."""

from __future__ import annotations

from dataclasses import replace

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message
from lingotype.update.prune import mementos, without


def said(msgid: str, msgstr: str, *, obsolete: bool = False) -> Message:
    return Message(msgid, (msgstr,), obsolete=obsolete)


OLD = {
    "a": Catalogue(messages=(said("A", "a"), said("B", "b", obsolete=True), said("C", "c"))),
    "gone": Catalogue(messages=(said("A", "a"), said("D", "d"), said("E", ""))),
}


def test_obsolete_messages_and_deleted_documents_are_memory():
    """Copied is what a live message has just so."""
    assert [(x.domain, x.message.msgid, x.copied) for x in mementos(OLD, {"a"})] == [
        ("a", "B", False),
        ("gone", "A", True),
        ("gone", "D", False),
    ]


def test_a_fuzzy_message_is_nobody_s_copy():
    """Its msgstr may translate something else."""
    fuzzy = replace(said("B", "b"), flags=("fuzzy",))
    old = {"a": OLD["a"], "b": Catalogue(messages=(fuzzy,))}
    assert not any(x.copied for x in mementos(old, {"a", "b"}))


def test_half_a_plural_is_memory_too():
    """Its second form is somebody's work."""
    half = Message("A", ("", "viele"), msgid_plural="As", obsolete=True)
    assert [x.message for x in mementos({"a": Catalogue(messages=(half,))}, {"a"})] == [half]


def test_only_what_is_dropped_goes():
    """A catalogue that does not change is not among those to be written."""
    copied = [x for x in mementos(OLD, {"a"}) if x.copied]
    left = without(OLD, copied, {"a"})
    assert list(left) == ["gone"]
    assert left["gone"]
    assert [m.msgid for m in left["gone"]] == ["D", "E"]


def test_a_catalogue_that_then_holds_nothing_goes_altogether():
    """But that of a document that stands stays, however empty."""
    left = without(OLD, mementos(OLD, {"a"}), {"a"})
    assert left["gone"] is None
    assert left["a"]
    assert [m.msgid for m in left["a"]] == ["A", "C"]
