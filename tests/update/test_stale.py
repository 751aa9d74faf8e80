"""An older translation is one of this very text, by a person; nothing else is shown to readers."""

from __future__ import annotations

from dataclasses import replace

from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.update.stale import is_stale, older_in

OLDER = Message(
    "The lamp burns all night long.", ("Die Lampe brennt die ganze Nacht.",),
    flags=("fuzzy",), previous=Previous("The lamp burns all the night."),
)  # fmt: skip


def test_the_translation_of_an_earlier_wording_is_stale():
    """A similar text that is gone from the book."""
    assert is_stale(OLDER, {"Another text."})


def test_what_still_translates_a_living_text_is_a_suggestion():
    """It was borrowed from there."""
    assert not is_stale(OLDER, {"The lamp burns all the night."})


def test_what_a_program_made_is_a_suggestion():
    """It says so in a comment."""
    assert not is_stale(replace(OLDER, translator_comments=(SUGGESTION,)), set())


def test_what_translates_another_text_is_a_suggestion():
    """Seven in ten characters have to be the same."""
    assert not is_stale(replace(OLDER, previous=Previous("Nothing of the kind.")), set())


def test_what_names_no_earlier_wording_is_no_older_translation():
    """Nobody can say what it translates."""
    assert not is_stale(replace(OLDER, previous=None), set())
    assert not is_stale(replace(OLDER, flags=()), set())
    assert not is_stale(replace(OLDER, msgstrs=("",)), set())


# --- where a program brought links and numbers up to date ------------------------------------

FORMER = Message("See :ref:`lamp` in 1990.", ("Siehe :ref:`lamp` in 1990.",), obsolete=True)
PATCHED = Message(
    "See :ref:`lamp` in 1991.", ("Siehe :ref:`lamp` in 1991.",),
    flags=("fuzzy",), previous=Previous(FORMER.msgid), translator_comments=(SUGGESTION,),
)  # fmt: skip


def test_a_patched_translation_is_shown_as_a_person_wrote_it():
    """It stands as obsolete in the same catalogue; no reader sees what no person wrote."""
    older = older_in([FORMER, PATCHED], {PATCHED.msgid})
    shown = older(PATCHED)
    assert shown is not None
    assert (shown.msgstrs, shown.previous) == (FORMER.msgstrs, PATCHED.previous)
    assert shown.fuzzy
    assert not shown.suggested


def test_without_what_the_person_wrote_a_patched_one_is_a_suggestion():
    """Nor where a translation of another text was borrowed as it was."""
    assert older_in([PATCHED], set())(PATCHED) is None
    assert older_in([FORMER, PATCHED], {FORMER.msgid})(PATCHED) is None
    borrowed = replace(PATCHED, msgstrs=FORMER.msgstrs)
    assert older_in([FORMER, borrowed], set())(borrowed) is None
    edited = replace(PATCHED, msgstrs=("Siehe anderswo.",))
    assert older_in([FORMER, edited], set())(edited) is None
