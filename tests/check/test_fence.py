"""What would harm a build never reaches it, and everything else does."""

from __future__ import annotations

from dataclasses import replace

from lingotype.check.fence import fence
from lingotype.check.pair import Policy, Setting
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Level
from lingotype.model.language import Language
from lingotype.model.message import Message, Previous

GERMAN = Setting(Language.parse("de"), Language.parse("en"))


def never(_: Message) -> None:
    return None


def test_a_message_that_fails_is_left_out_alone_and_named():
    """With file and line; the good ones beside it stay."""
    good, bad = Message("Good.", ("Gut.",), line=3), Message("Bad.", (".. raw:: html",), line=6)
    passed = fence(Catalogue(None, (good, bad), "de.po"), GERMAN, never)
    assert passed.catalogue.messages == (good,)
    (finding,) = passed.findings
    assert (finding.path, finding.line, finding.rule) == ("de.po", 6, "directive")
    assert "the source text is published instead" in finding.text
    assert finding.level is Level.WARN


def test_a_mistake_that_harms_nothing_is_published():
    """A lost role is for the reviewer to see; readers are better off with the translation."""
    lost = Message("See :ref:`setup` first.", ("Siehe zuerst die Einrichtung.",))
    assert fence(Catalogue(None, (lost,)), GERMAN, never).catalogue.messages == (lost,)


def test_no_comment_of_a_translator_opens_the_fence():
    """It would come with the contribution."""
    message = Message(
        "See it.", ("- Siehe es.",), translator_comments=("lingotype: allow not-published",)
    )
    assert fence(Catalogue(None, (message,)), GERMAN, never).findings


def test_conf_py_may_open_it():
    """Whoever writes conf.py can run anything anyway."""
    setting = replace(GERMAN, policy=Policy({"html": None}))
    message = Message("Read on.", ("Lies <b>weiter</b>.",))
    assert not fence(Catalogue(None, (message,)), setting, never).findings
    assert fence(Catalogue(None, (message,)), GERMAN, never).findings


def test_fuzzy_untranslated_and_obsolete_messages_are_not_published():
    """As gettext has it."""
    messages = (
        Message("A.", ("A!",), flags=("fuzzy",)),
        Message("B."),
        Message("C.", ("C!",), obsolete=True),
    )
    assert fence(Catalogue(None, messages), GERMAN, never).catalogue.messages == ()


def test_an_older_translation_is_compared_with_the_wording_it_translates():
    """And is published as if it were current, its msgid named apart."""
    was = Previous("Old ``make`` wording.")
    older = Message("New wording.", ("Alter ``make``-Wortlaut.",), flags=("fuzzy",), previous=was)
    passed = fence(Catalogue(None, (older,)), GERMAN, lambda message: message)
    (message,) = passed.catalogue.messages
    assert not message.fuzzy
    assert passed.stale == {"New wording.": "Old ``make`` wording."}
