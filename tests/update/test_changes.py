"""Which texts became which, and what waits for somebody to look at it."""

from __future__ import annotations

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import Message
from lingotype.model.wording import Decision
from lingotype.update.changes import between, pending, united
from lingotype.update.update import update

LONG = "The lamp in the tower is lit every evening before the ships come home."
LONGER = "The lamp in the old tower is lit every evening before the ships come home."
OTHER = "Nobody in the town knows who built the harbour, or when it was first used."


def template(*msgids: str, domain: str = "a") -> Template:
    return Template(domain, tuple(map(Message, msgids)))


def test_a_reworded_text_is_found_with_its_former_wording():
    """What stayed, moved, came or went is none."""
    old = [template("A", LONG, "Gone"), template("M", domain="b")]
    new = [template("A", LONGER, OTHER, "M"), template("B", domain="b")]
    assert between(old, new) == [Decision(LONG, LONGER)]


def test_a_change_of_form_need_not_be_declared():
    """Its translations stay anyhow."""
    assert between([template(LONG)], [template(LONG.replace("lamp", "lamp "))]) == []


def test_a_new_sibling_is_no_new_wording():
    """The old text says still what it said."""
    assert between([template(LONG)], [template(LONG, LONGER)]) == []


def test_what_waits_is_found_again_after_the_update():
    """Also in the next one: until somebody looks, the two wordings are a question."""
    old = {"a": Catalogue(messages=(Message(LONG, ("Die Lampe.",)),))}
    once = update(old, [template(LONGER)], Catalogue())
    twice = update({"a": once["a"].catalogue}, [template(LONGER)], Catalogue())
    assert pending(once) == pending(twice) == [Decision(LONG, LONGER)]


def test_what_was_patched_waits_too():
    """A link that changed with the wording is brought over when that is declared."""
    former, now = LONG + " See :ref:`a`.", LONGER + " See :ref:`b`."
    old = {"a": Catalogue(messages=(Message(former, ("Lampe, :ref:`a`.",)),))}
    once = update(old, [template(now)], Catalogue())
    twice = update({"a": once["a"].catalogue}, [template(now)], Catalogue())
    assert pending(once) == pending(twice) == [Decision(former, now)]


def test_lists_are_united_in_their_order():
    """Each decision once."""
    a, b, c = Decision("a", "b"), Decision("b", "c"), Decision("c", "d")
    assert united([[a, b], [b, c, a]]) == [a, b, c]
