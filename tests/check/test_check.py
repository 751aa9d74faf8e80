"""Every rule is asked about every translation, and a reviewer can see what was switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lingotype.check.check import allowed_by, check, check_message
from lingotype.check.pair import Policy, Setting
from lingotype.check.rules import RULES
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Level
from lingotype.model.language import Language
from lingotype.model.message import SUGGESTION, Message, Previous

GERMAN = Setting(Language.parse("de"), Language.parse("en"))


def rules_of(msgid: str, msgstr: str, setting: Setting = GERMAN, **fields: object) -> set[str]:
    found = check_message(Message(msgid, (msgstr,), **fields), setting)
    return {finding.rule for finding in found}


def test_a_finding_names_line_rule_level_and_place():
    """And quotes the message."""
    message = Message("Run ``make``.", ("Rufen Sie `make` auf.",), line=7)
    (found,) = check(Catalogue(None, (message,), "de.po"), GERMAN).findings
    assert (found.path, found.line, found.rule) == ("de.po", 7, "single-backquotes")
    assert found.level is Level.REFUSE
    assert found.quote is not None
    ((start, end),) = found.quote.marks
    assert found.quote.msgstr[start:end] == "`make`"


def test_what_is_right_is_not_found_fault_with():
    """Reordering, a translated title, an escaped space, more emphasis, joiners, direction."""
    assert rules_of("A ``x`` and ``y`` [1]_ so [2]_.", "So [2]_ ``y``, ``x`` [1]_.") == set()
    assert rules_of("See :ref:`setup` now.", "Siehe jetzt :ref:`Einrichtung <setup>`.") == set()
    assert rules_of("The ``make`` files.", "Die ``make``\\ -Dateien.") == set()
    assert rules_of("It is so today.", "So ist es *heute*.") == set()
    assert rules_of("Page 1 of the book.", "Seite\u200e 1 des Buches.") == set()
    persian = replace(GERMAN, language=Language.parse("fa"))
    assert rules_of("They read a book.", "کتاب می\u200cخوانند.", persian) == set()


def test_a_fuzzy_message_is_compared_with_the_text_it_translates():
    """Its previous msgid; and nothing it has wrong is more than a warning, since it is at work."""
    was = Previous("Run ``make`` now.")
    good = Message(
        "Run ``build`` now.", ("Rufen Sie jetzt ``make`` auf.",), flags=("fuzzy",), previous=was
    )
    assert check_message(good, GERMAN) == []
    bad = replace(good, msgstrs=("Rufen Sie jetzt `make` auf.",))
    assert [finding.level for finding in check_message(bad, GERMAN)] == [Level.WARN]


def test_a_firm_rule_refuses_a_fuzzy_message_too():
    """What would harm a build is not at work."""
    message = Message("Read on.", (".. include:: /etc/passwd",), flags=("fuzzy",))
    assert Level.REFUSE in {finding.level for finding in check_message(message, GERMAN)}


def test_untranslated_and_obsolete_messages_are_not_looked_at():
    """Nobody publishes them."""
    messages = (
        Message("Run ``make``."),
        Message("Run ``it``.", ("Rufen Sie `es` auf.",), obsolete=True),
    )
    done = check(Catalogue(None, messages), GERMAN)
    assert (done.messages, done.findings) == (0, [])


def test_a_translator_comment_switches_a_rule_off_for_its_message():
    """It is counted, so that a reviewer knows; other rules still hold."""
    comment = ("lingotype: allow single-backquotes",)
    message = Message("Run ``make``.", ("Rufen Sie `make` auf.",), translator_comments=comment)
    done = check(Catalogue(None, (message,)), GERMAN)
    assert (done.findings, done.allowed) == ([], 1)
    other = replace(message, translator_comments=("lingotype: allow role-lost",))
    assert len(check(Catalogue(None, (other,)), GERMAN).findings) == 1


def test_no_comment_switches_a_firm_rule_off():
    """Whoever sends a catalogue could bring the comment with it."""
    comment = (f"lingotype: allow {' '.join(RULES)}",)
    message = Message("Read on.", (".. include:: x",), translator_comments=comment)
    assert check(Catalogue(None, (message,)), GERMAN).findings


@pytest.mark.parametrize(
    ("comment", "names"),
    [
        ("lingotype: allow a b", {"a", "b"}),
        (" lingotype: allow a, b ", {"a", "b"}),
        ("allow a", set()),
        (SUGGESTION, set()),
    ],
)
def test_a_comment_names_rules(comment: str, names: set[str]):
    """Between spaces or commas."""
    assert allowed_by([comment]) == names


def test_conf_py_changes_levels_and_switches_rules_off():
    """Of any rule."""
    policy = Policy({"single-backquotes": Level.STYLE, "directive": None})
    setting = replace(GERMAN, policy=policy)
    (found,) = check_message(Message("Run ``make``.", ("Rufen Sie `make` auf.",)), setting)
    assert found.level is Level.STYLE
    assert "directive" not in rules_of("Read on.", ".. include:: x", setting)


def test_each_plural_form_is_compared_with_its_text():
    """The first with the singular, the others with the plural."""
    message = Message(
        "One ``file`` is left here.", ("Eine ``file`` bleibt hier.", "%d Dateien bleiben hier."),
        msgid_plural="%d ``files`` are left here.",
    )  # fmt: skip
    (found,) = check_message(message, GERMAN)
    assert found.rule == "literal-lost"
    assert found.quote is not None
    assert found.quote.msgid == "%d ``files`` are left here."


def test_links_are_welcome_to_hosts_that_conf_py_lists():
    """And to all below one that begins with a dot."""
    msgid, msgstr = "See https://example.org/a.", "Siehe https://%s/a."
    policy = Policy(hosts=frozenset({"other.example", ".example.net"}))
    setting = replace(GERMAN, policy=policy)
    assert "link-foreign" not in rules_of(msgid, msgstr % "other.example", setting)
    assert "link-foreign" not in rules_of(msgid, msgstr % "de.example.net", setting)
    assert "link-foreign" in rules_of(msgid, msgstr % "evil-example.net", setting)
    assert "link-foreign" in rules_of(msgid, msgstr % "other.example.evil", setting)


def test_a_text_of_several_lines_is_a_literal_block_and_has_no_markup():
    """As Sphinx extracts it; its translation may look like anything but what is hidden."""
    assert rules_of("a = `b`\n- c", "a = `x\n- c") == set()
    assert "bidi-control" in rules_of("a = 1\nb = 2", "a = 1\n\u202eb = 2")
