"""Which translation is offered for a new text, and from which similarity on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.update.candidates import FORMER_DOCUMENTS, candidates, former_documents, standing
from lingotype.update.offers import CAREFUL, GENEROUS, Limits, Offer, offers

LONG = "The lamp in the tower is lit every evening before the ships come home."
LONGER = "The lamp in the old tower is lit every evening before the ships come home."
HALF = "A lamp of the old harbour is lit each night until all of its ships come in."  # 0.59
NEARLY = "The lamp in the tower is lit every evening before all the boats are home."  # 0.88
OTHER = "Nobody in the town knows who built the harbour, or when it was first used."


def said(msgid: str) -> Message:
    return Message(msgid, (f"<{msgid}>",))


def offered(
    old: dict[str, list[Message]], new: dict[str, list[str]], limits: Limits = CAREFUL
) -> dict[str, Offer]:
    """The offers for all texts of the new documents that no document had, by msgid."""
    held = {domain: Catalogue(messages=tuple(found)) for domain, found in old.items()}
    templates = {x: Template(x, tuple(map(Message, texts))) for x, texts in new.items()}
    wanted = {m.key for template in templates.values() for m in template.messages}
    known = {m.msgid for found in old.values() for m in found}
    asked = {
        domain: [m for m in template.messages if m.msgid not in known]
        for domain, template in templates.items()
    }
    found = offers(standing(asked, templates, held), candidates(held, templates, wanted), limits)
    return {msgid: offer for (_, (_, msgid)), offer in found.items()}


def test_the_earlier_wording_of_a_text_is_stale():
    """It is gone, it stood in this document, and nearly all is the same."""
    found = offered({"a": [said("A"), said(LONG), said("B")]}, {"a": ["A", LONGER, "B"]})[LONGER]
    assert (found.way, found.previous, found.lineal) == ("stale", Previous(LONG), True)
    assert found.absorbed


def test_what_still_stands_is_nobody_s_earlier_wording():
    """A new sibling gets a suggestion, which readers never see."""
    found = offered({"a": [said(LONG)]}, {"a": [LONG, LONGER]})[LONGER]
    assert (found.way, found.lineal, found.absorbed) == ("suggested", False, False)


def test_what_moved_elsewhere_is_nobody_s_earlier_wording():
    """It goes on where it is."""
    found = offered({"a": [said(LONG)], "b": []}, {"a": [LONGER], "b": [LONG]})[LONGER]
    assert found.way == "suggested"


def test_what_stood_in_another_document_is_suggested():
    """Only of a renamed document it is known that its texts became these."""
    old = {"a": [said("A"), said("B"), said(LONG)]}
    elsewhere = offered(old, {"b": [LONGER]}, CAREFUL)[LONGER]
    renamed = offered(old, {"b": ["A", "B", LONGER]})[LONGER]
    assert (elsewhere.way, renamed.way) == ("suggested", "stale")


def test_what_was_deleted_before_is_suggested():
    """An obsolete message has no place that would tell."""
    found = offered({"a": [replace(said(LONG), obsolete=True)]}, {"a": [LONGER]})[LONGER]
    assert found.way == "suggested"


@pytest.mark.parametrize(
    ("place", "careful", "generous"),
    [("in_place", False, True), ("at_home", False, True), ("elsewhere", False, False)],
)
def test_the_place_decides_how_alike_a_text_must_be(place: str, careful: bool, generous: bool):
    """0.59 is enough for a generous update between the same neighbours or in the same document."""
    old = {"a": [said("A"), said("B"), said(LONG), said("C")], "b": [said("D")]}
    new = {
        "in_place": {"a": ["A", "B", HALF, "C"], "b": ["D"]},
        "at_home": {"a": [HALF, "A", "B", LONG, "C"], "b": ["D"]},
        "elsewhere": {"a": ["A", "B", LONG, "C"], "b": ["D", HALF]},
    }[place]
    assert (HALF in offered(old, new, CAREFUL)) == careful
    assert (HALF in offered(old, new, GENEROUS)) == generous


def test_of_short_texts_more_is_asked_for():
    """Half of the characters of a short text are equal by chance."""
    old = {"a": [said("A"), said("open a file"), said("C")]}
    assert not offered(old, {"a": ["A", "open a window", "C"]}, Limits(0.6, 0.6, 0.6, short=2.0))
    assert offered(old, {"a": ["A", "open a window", "C"]}, Limits(0.6, 0.6, 0.6, short=0.0))


def test_the_most_alike_is_offered_and_of_equals_the_one_that_stood_there():
    """Position is a sign of trust, not of likeness."""
    old = {"a": [said("A"), said(NEARLY), said("B")], "b": [said(LONG)]}
    assert offered(old, {"a": ["A", NEARLY, "B", LONGER], "b": [LONG]})[LONGER].source.domain == "b"
    twins = {"a": [said(LONG)], "b": [said("A"), said(LONG), said("B")]}
    new = {"a": [LONG], "b": ["A", LONGER, "B", LONG]}
    assert offered(twins, new)[LONGER].source.domain == "b"


def test_a_much_better_text_is_offered_in_place_of_the_earlier_wording():
    """The translator is better served, though readers see nothing then."""
    former = "The lamp in the tower stays lit on most evenings until the ships are home."
    old = {"a": [said("A"), said(former), said("B"), said(LONG)]}
    found = offered(old, {"a": ["A", LONGER, "B", LONG]})[LONGER]
    assert (found.way, found.previous) == ("suggested", Previous(LONG))


def test_a_suggestion_is_never_suggested_again_under_another_wording():
    """Who knows what it translates? As this text's own one it goes on, marked."""
    marked = replace(
        said(LONG),
        flags=("fuzzy",),
        previous=Previous(OTHER),
        translator_comments=(SUGGESTION,),
    )
    found = offered({"a": [marked]}, {"a": [LONGER]})[LONGER]
    assert (found.way, found.previous) == ("suggested", Previous(OTHER))
    assert not offered({"a": [marked]}, {"a": [LONG, LONGER]})


def test_contexts_and_plurals_are_not_mixed():
    """A text in a menu gets no translation of one at a door."""
    old = {"a": [replace(said(LONG), msgctxt="menu")]}
    assert not offered(old, {"a": [LONGER]})
    plural = Message(LONG, ("1", "2"), msgid_plural=LONG + "s")
    assert not offered({"a": [plural]}, {"a": [LONGER]})


def test_a_document_is_laid_beside_those_that_it_was():
    """The most of its texts first; one shared text is chance, unless it is all there is."""

    def catalogue(*msgids: str) -> Catalogue:
        return Catalogue(messages=tuple(map(said, msgids)))

    def template(domain: str, *msgids: str) -> Template:
        return Template(domain, tuple(map(Message, msgids)))

    old = {"x": catalogue("A", "B"), "y": catalogue("C", "D", "E"), "z": catalogue("F")}
    new = {"n": template("n", *"ABCDEF"), "m": template("m", "F")}
    assert former_documents(new, old) == {"n": ["y", "x"], "m": ["z"]}
    many = {str(n): catalogue(f"{n}a", f"{n}b") for n in range(9)}
    whole = {"n": template("n", *(m.msgid for c in many.values() for m in c))}
    assert len(former_documents(whole, many)["n"]) == FORMER_DOCUMENTS
