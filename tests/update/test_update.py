"""Updating a catalogue: nothing a person wrote is lost, nothing untouched is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SUGGESTION, Message, Previous, State
from lingotype.model.wording import Decision
from lingotype.update.notes import CONFLICT, SET_ASIDE
from lingotype.update.offers import CAREFUL, GENEROUS
from lingotype.update.revoke import revoked
from lingotype.update.update import Rules, Updated, update
from lingotype.update.wording import Decisions

LONG = "The lamp in the tower is lit every evening before the ships come home."
LONGER = "The lamp in the old tower is lit every evening before the ships come home."


OTHER = "Nobody in the town knows who built the harbour, or when it was first used."
WORDY = "Every ship that passes the harbour is written down in a book by the keeper."
FIRST = "The keeper climbs the stairs of the tower with a can of oil every evening. "
SECOND = "Then the ships out at sea see the light and know where the harbour lies."
BLANK = Catalogue(Message("", ("Language: de\n",)))


def catalogue(*messages: Message) -> Catalogue:
    return Catalogue(Message("", ("Language: de\n",)), messages)


def template(*msgids: str, path: str = "source/a.rst", domain: str = "a") -> Template:
    return Template(domain, tuple(Message(msgid, references=(path,)) for msgid in msgids))


def updated(
    old: Catalogue, new: Template, rules: Rules | None = None, **others: Catalogue
) -> Updated:
    """The update of one document, in a language that has others."""
    return update({"a": old, **others}, [new], BLANK, rules)["a"]


def brought(old: Catalogue, new: Template, **others: Catalogue) -> Catalogue:
    return updated(old, new, **others).catalogue


def said(msgid: str, msgstr: str, *flags: str) -> Message:
    return Message(msgid, (msgstr,), flags=flags)


def fuzzy(msgid: str, msgstr: str, before: str | None, *comments: str) -> Message:
    previous = Previous(before) if before is not None else None
    return Message(
        msgid, (msgstr,), flags=("fuzzy",), previous=previous, translator_comments=comments
    )


def test_a_kept_message_is_the_very_object_it_was():
    """So its lines are written again as they stood, whatever tool wrote them."""
    old = Message("A", ("ein A",), references=("../../source/a.rst:12",), flags=("no-wrap",))
    assert brought(catalogue(old), template("A")).messages[0] is old


def test_a_new_reference_changes_neither_msgstr_nor_state():
    """A document that was renamed keeps its translations."""
    old = Message("A", ("ein A",), references=("source/old.rst",))
    new = brought(catalogue(old), template("A", path="source/new.rst")).messages[0]
    assert (new.msgstr, new.state) == ("ein A", State.TRANSLATED)
    assert new.references == ("source/new.rst",)


def test_a_text_that_changed_keeps_its_translation_as_fuzzy():
    """The translator sees the former wording, and readers may be shown the translation."""
    new = brought(catalogue(Message(LONG, ("Die Lampe brennt.",))), template(LONGER)).messages[0]
    assert new.state is State.FUZZY
    assert new.msgstr == "Die Lampe brennt."
    assert new.previous == Previous(LONG)
    assert not new.suggested


def test_a_text_that_changes_twice_keeps_the_wording_that_was_translated():
    """The previous msgid is what the msgstr translates, not the last wording before this one."""
    once = brought(catalogue(Message(LONG, ("Die Lampe brennt.",))), template(LONGER))
    twice = brought(once, template(LONGER + " Always.")).messages[0]
    assert twice.previous == Previous(LONG)


def test_a_new_sibling_of_a_text_that_stands_gets_a_suggestion_at_most():
    """It is not the successor of the old paragraph: readers would see a wrong text."""
    new = updated(catalogue(Message(LONG, ("Die Lampe brennt.",))), template(LONG, LONGER))
    assert new.ways == ("kept", "suggested")
    assert new.lineal == (False, False)
    assert [message.state for message in new.catalogue] == [State.TRANSLATED, State.FUZZY]
    assert [message.suggested for message in new.catalogue] == [False, True]


def test_a_deleted_text_stays_as_obsolete_and_comes_back():
    """Deleted and restored, a text has its translation and its notes."""
    old = catalogue(Message("A", ("ein A",), translator_comments=("schwer",)), Message("B", ("b",)))
    gone = brought(old, template("B"))
    assert [(m.msgid, m.state) for m in gone] == [
        ("B", State.TRANSLATED),
        ("A", State.OBSOLETE),
    ]
    back = brought(gone, template("A", "B"))
    assert [(m.msgid, m.msgstr, m.state) for m in back] == [
        ("A", "ein A", State.TRANSLATED),
        ("B", "b", State.TRANSLATED),
    ]
    assert back.messages[0].translator_comments == ("schwer",)


def test_a_text_moved_to_another_document_takes_its_translation_along():
    """Stock tools leave it obsolete in one file and empty in the other."""
    elsewhere = catalogue(Message("A", ("ein A",), references=("source/b.rst",)))
    new = brought(catalogue(), template("A"), b=elsewhere).messages[0]
    assert (new.msgstr, new.state) == ("ein A", State.TRANSLATED)


def test_an_empty_message_is_dropped_and_a_translated_one_is_not():
    """An obsolete message is kept for its translation alone."""
    old = catalogue(Message("A"), Message("B", ("b",), flags=("fuzzy",)))
    assert [m.msgid for m in brought(old, template("C"))] == ["C", "B"]


def test_the_suggestion_comment_goes_with_the_fuzzy_flag():
    """What a person has confirmed is no suggestion any more, and has no former wording."""
    confirmed = Message(
        "A", ("ein A",), translator_comments=(SUGGESTION, "n"), previous=Previous("O")
    )
    new = brought(catalogue(confirmed), template("A")).messages[0]
    assert new.translator_comments == ("n",)
    assert new.previous is None


def test_a_new_plural_message_has_as_many_strings_as_the_language_asks_for():
    """Russian has three forms; msgfmt refuses fewer."""
    header = Message("", ("Plural-Forms: nplurals=3; plural=0;\n",))
    text = Template("a", (Message("one", msgid_plural="many"),))
    new = update({}, [text], Catalogue(header))["a"].catalogue.messages[0]
    assert new.msgstrs == ("", "", "")


def test_a_language_with_one_form_has_no_empty_string_beyond_it():
    """A template has two, and msgfmt refuses more than the header says."""
    header = Message("", ("Plural-Forms: nplurals=1; plural=0;\n",))
    text = Template("a", (Message("one", ("", ""), msgid_plural="many"),))
    new = update({}, [text], Catalogue(header))["a"].catalogue.messages[0]
    assert new.msgstrs == ("",)


def test_the_order_is_the_order_of_the_text():
    """A catalogue is read from top to bottom, as the document is."""
    old = catalogue(Message("A", ("a",)), Message("B", ("b",)))
    assert [m.msgid for m in brought(old, template("B", "X", "A"))] == ["B", "X", "A"]


# The whole text is the memory


def test_the_translation_of_the_same_file_comes_first_and_then_the_most_frequent():
    """Also where that file's own is of a text that was deleted."""
    b = catalogue(said("A", "selten"))
    c, d = catalogue(said("A", "oft")), catalogue(said("A", "oft"))
    assert brought(catalogue(), template("A"), b=b, c=c, d=d).messages[0].msgstr == "oft"
    own = catalogue(replace(said("A", "eigen"), obsolete=True))
    new = updated(own, template("A"), b=b, c=c, d=d)
    assert (new.catalogue.messages[0].msgstr, new.ways) == ("eigen", ("revived",))


def test_renamed_documents_keep_their_own_translations():
    """Where two documents translate one text in two ways, each goes on with its own."""
    texts = ["Introduction", "One", "Two"]
    old = {
        domain: catalogue(*(said(text, f"{domain} {text}") for text in texts), said(domain, domain))
        for domain in "ab"
    }
    new = [template(*texts, domain, domain=f"part/{domain}") for domain in "ba"]
    found = update(old, new, BLANK)
    assert [m.msgstr for m in found["part/a"].catalogue] == [
        "a Introduction",
        "a One",
        "a Two",
        "a",
    ]
    assert [m.msgstr for m in found["part/b"].catalogue] == [
        "b Introduction",
        "b One",
        "b Two",
        "b",
    ]


def test_a_renamed_document_keeps_its_header():
    """A team's plural forms and names are not begun anew."""
    old = Catalogue(Message("", ("Language: de\nLast-Translator: Ana\n",)), (said("A", "a"),))
    new = update({"old": old}, [template("A")], BLANK)["a"].catalogue
    assert new.headers["Last-Translator"] == "Ana"


def test_a_text_that_is_again_what_it_was_is_translated_again():
    """The msgstr of a fuzzy message translates the former wording, which is back."""
    once = brought(catalogue(said(LONG, "Die Lampe brennt.")), template(LONGER))
    back = updated(once, template(LONG))
    assert back.ways == ("moved",)
    assert [(m.msgid, m.msgstr, m.state) for m in back.catalogue] == [
        (LONG, "Die Lampe brennt.", State.TRANSLATED)
    ]


def test_a_translation_from_a_deleted_document_comes_back_after_years():
    """The catalogues of deleted documents are part of the memory, obsolete messages too."""
    gone = catalogue(replace(said("A", "ein A"), obsolete=True), said("B", "ein B"))
    new = updated(catalogue(), template("A", "B"), gone=gone)
    assert new.ways == ("moved", "moved")


def test_a_fuzzy_message_takes_its_doubts_along():
    """A text that moves is neither more nor less sure than it was."""
    waiting = fuzzy(LONGER, "Die Lampe brennt.", LONG, "frage Ben")
    new = brought(catalogue(), template(LONGER), b=catalogue(waiting)).messages[0]
    assert replace(new, references=()) == waiting


def test_a_msgstr_that_is_fuzzy_though_its_text_never_changed_stays_so():
    """Somebody had a reason; a new wording does not make it better."""
    doubted = catalogue(fuzzy(LONG, "Die Lampe brennt.", LONG))
    assert brought(doubted, template(LONG)).messages[0].fuzzy
    new = brought(doubted, template(LONG.replace("lamp", "*lamp*"))).messages[0]
    assert new.suggested


def test_a_fuzzy_msgstr_without_previous_is_only_ever_a_suggestion():
    """Nobody knows what it translates, so readers must not see it under another text."""
    new = updated(catalogue(fuzzy(LONG, "Die Lampe brennt.", None)), template(LONGER))
    assert new.ways == ("suggested",)
    assert new.catalogue.messages[0].suggested


def test_a_new_document_may_find_what_others_left_in_doubt():
    """A former wording that waits in another catalogue has room in none of the new one's."""
    waiting = fuzzy(LONGER, "Die Lampe brennt.", LONG)
    old = {"b": catalogue(waiting, said(OTHER, "Niemand"))}
    new = update(old, [template(LONGER, OTHER), template(LONGER, domain="b")], BLANK)
    assert [found.catalogue.messages[0].msgstr for found in new.values()] == [
        "Die Lampe brennt."
    ] * 2


def test_a_form_that_a_text_has_no_more_becomes_a_note():
    """A text without a plural has one msgstr; the others are a person's work all the same."""
    plural = Message("one", ("eins", "viele"), msgid_plural="many")
    new = brought(catalogue(plural), template("one")).messages[0]
    assert new.msgstrs == ("eins",)
    assert new.translator_comments[1:] == ("[0]> eins", "[1]> viele")


def test_a_plural_of_which_only_the_second_form_is_written_is_kept():
    """The message counts as untranslated, and yet holds somebody's work."""
    half = Message("one", ("", "viele"), msgid_plural="many")
    assert brought(catalogue(half), template("B")).messages[1].msgstrs == ("", "viele")


def test_a_suggestion_mark_does_not_stay_with_a_translation_that_arrives():
    """An empty message that was marked by another tool is a plain one once it is translated."""
    empty = Message("A", ("",), translator_comments=(SUGGESTION, "Notiz"))
    new = brought(catalogue(empty), template("A"), b=catalogue(said("A", "ein A"))).messages[0]
    assert (new.msgstr, new.translator_comments) == ("ein A", ("Notiz",))


def test_what_is_done_twice_in_one_update_is_done_the_same():
    """A copy of a waiting message whose text changed in its form only is translated too."""
    waiting = fuzzy(LONG.replace("The", "The "), "Die Lampe brennt.", LONG)
    old = {"a": catalogue(waiting)}
    new = update(old, [template(waiting.msgid), template(waiting.msgid, domain="b")], BLANK)
    assert [x.catalogue.messages[0].state for x in new.values()] == [State.TRANSLATED] * 2


def test_a_former_wording_that_comes_back_takes_its_msgstr_and_frees_the_new_one():
    """In one update, not in two: the new wording has a translation elsewhere."""
    old = catalogue(fuzzy(LONGER, "Die Lampe brennt.", LONG))
    new = updated(old, template(LONGER, LONG), b=catalogue(said(LONGER, "Die alte Lampe.")))
    assert new.ways == ("moved", "moved")
    assert [(m.msgstr, m.state) for m in new.catalogue] == [
        ("Die alte Lampe.", State.TRANSLATED),
        ("Die Lampe brennt.", State.TRANSLATED),
    ]


def test_two_waiting_wordings_of_one_text_are_both_kept():
    """One as the translation of that text, the other as a note: of one key there is one message."""
    doubts = (fuzzy("A", "eins", LONG), fuzzy("B", "zwei", LONG))
    known = catalogue(said("A", "das A"), said("B", "das B"))
    new = brought(catalogue(*doubts), template("A", "B"), b=known)
    stood = [x for m in new for x in (*m.msgstrs, *m.translator_comments)]
    assert all(any(one in x for x in stood) for one in ("eins", "zwei"))


# Suggestions


def test_what_was_patched_is_marked():
    """A machine changed it, so readers wait for the translator."""
    old = LONG + " See :ref:`lamp`."
    new = updated(
        catalogue(said(old, "Die Lampe. Siehe :ref:`lamp`.")),
        template(LONGER + " See :ref:`tower`."),
    )
    message = new.catalogue.messages[0]
    assert (new.ways, new.lineal) == (("suggested",), (True,))
    assert message.msgstr == "Die Lampe. Siehe :ref:`tower`."
    assert (message.suggested, message.previous) == (True, Previous(old))
    assert new.catalogue.messages[1].msgstr == "Die Lampe. Siehe :ref:`lamp`."


def test_markup_alone_is_changed_in_the_msgstr_too():
    """Then it is translated, and the former pair is kept beside it."""
    old = LONG + " See :ref:`lamp`."
    new = updated(
        catalogue(said(old, "Die Lampe. Siehe :ref:`lamp`.")),
        template(old.replace(":ref:`lamp`", ":ref:`tower`")),
    )
    assert new.ways == ("reworded",)
    assert [(m.msgstr, m.state) for m in new.catalogue] == [
        ("Die Lampe. Siehe :ref:`tower`.", State.TRANSLATED),
        ("Die Lampe. Siehe :ref:`lamp`.", State.OBSOLETE),
    ]


def test_quotation_marks_carry_the_translation_over():
    """As translated, with nothing left over: it is the same text."""
    old = catalogue(said(LONG.replace("lamp", '"lamp"'), "Die „Lampe“ brennt."))
    new = updated(old, template(LONG.replace("lamp", "“lamp”")))
    assert new.ways == ("reworded",)
    assert [(m.msgstr, m.state) for m in new.catalogue] == [
        ("Die „Lampe“ brennt.", State.TRANSLATED)
    ]


def test_a_short_text_is_never_translated_by_a_change_of_its_form():
    """“Open?” and “Open!” differ in a mark, and mean different things: the translator looks."""
    new = updated(catalogue(said("Open?", "Offen?")), template("Open!"))
    assert new.catalogue.messages[0].state is not State.TRANSLATED


def test_each_earlier_wording_goes_on_in_one_text_only():
    """Of two that are like it, the more alike; the other may get a suggestion."""
    new = updated(
        catalogue(said(LONG, "Die Lampe brennt.")), template(LONGER, LONG.replace("ships", "boats"))
    )
    assert sorted(new.ways) == ["stale", "suggested"]


@pytest.mark.parametrize("kind", ["split", "joined"])
def test_a_paragraph_that_was_split_or_joined_keeps_its_sentences(kind: str):
    """Each part gets its share, and the whole gets both; marked, since nobody wrote it so."""
    whole = said(FIRST + SECOND, "Der Wärter steigt hinauf. Dann sehen es die Schiffe.")
    parts = [
        said(FIRST.strip(), "Der Wärter steigt hinauf."),
        said(SECOND, "Dann sehen es die Schiffe."),
    ]
    ends = said("Before", "Vor"), said("After", "Nach")
    old, new = ([whole], parts) if kind == "split" else (parts, [whole])
    found = updated(
        catalogue(ends[0], *old, ends[1]),
        template("Before", *(m.msgid for m in new), "After"),
    )
    made = found.catalogue.live[1:-1]
    assert [m.msgstr for m in made] == [m.msgstr for m in new]
    assert all(m.fuzzy and m.suggested and m.previous for m in made)
    assert {m.msgstr for m in old} <= {m.msgstr for m in found.catalogue}


def test_places_decide_how_alike_a_text_must_be():
    """Between the same neighbours less is asked for than in another document."""
    assert CAREFUL.in_place <= CAREFUL.at_home < CAREFUL.elsewhere
    assert GENEROUS.in_place < CAREFUL.in_place
    assert GENEROUS.elsewhere < CAREFUL.elsewhere


def test_a_generous_update_offers_what_a_careful_one_does_not():
    """Both are told in advance how many of their offers are useless."""
    far = "A lamp of the old harbour is lit each night until all of its ships come in."
    texts = catalogue(said(LONG, "Die Lampe brennt."), said(OTHER, "Niemand"))
    ways = [
        updated(texts, template(LONG, OTHER, far), Rules(x)).ways[2] for x in (CAREFUL, GENEROUS)
    ]
    assert ways == ["new", "suggested"]


# Declared wording


def declared(former: str, now: str) -> Rules:
    return Rules(decisions=Decisions((Decision(former, now),)))


def test_what_an_editor_declares_stays_translated():
    """However much the wording changed; what changed in links is brought over."""
    old = catalogue(said(WORDY + " See :ref:`a`.", "Buch :ref:`a`."))
    rules = declared(WORDY + " See :ref:`a`.", OTHER + " Look at :ref:`b`.")
    new = updated(old, template(OTHER + " Look at :ref:`b`."), rules)
    assert new.ways == ("reworded",)
    assert new.catalogue.messages[0].msgstr == "Buch :ref:`b`."


def test_a_declaration_frees_what_waits_already():
    """It may come after the update that made the messages fuzzy."""
    once = brought(catalogue(said(LONG, "Die Lampe brennt.")), template(LONGER))
    new = updated(once, template(LONGER), declared(LONG, LONGER))
    assert new.ways == ("reworded",)
    assert (new.catalogue.messages[0].state, new.catalogue.messages[0].previous) == (
        State.TRANSLATED,
        None,
    )


def test_a_decision_that_is_revoked_makes_the_translation_fuzzy_again():
    """With the wording that it translates; what a translator has changed since stays."""
    old = catalogue(said(LONG, "Die Lampe brennt."))
    now = {"a": brought_by(old, declared(LONG, LONGER))}
    back = revoked(now, [Decision(LONG, LONGER)])["a"].messages[0]
    assert (back.state, back.previous, back.msgstr) == (
        State.FUZZY,
        Previous(LONG),
        "Die Lampe brennt.",
    )
    touched = {"a": replace(now["a"], messages=(said(LONGER, "Neu."), *now["a"].messages[1:]))}
    assert revoked(touched, [Decision(LONG, LONGER)])["a"] is touched["a"]


def brought_by(old: Catalogue, rules: Rules) -> Catalogue:
    return updated(old, template(LONGER), rules).catalogue


def test_a_mark_that_a_person_set_is_not_overruled_from_another_document():
    """Fuzzy without a previous msgid: a reviewer had a doubt, and the finished twin has none."""
    twin = catalogue(said(LONG, "Die Lampe."))
    doubted = fuzzy(LONG, "Die Leuchte.", None)
    now = brought(catalogue(doubted), template(LONG), b=twin).messages[0]
    assert (now.msgstr, now.state) == ("Die Leuchte.", State.FUZZY)


def test_a_fuzzy_translation_gives_way_to_a_finished_one_and_is_set_aside():
    """Its earlier wording stands in the text again, so the file has no other room for it."""
    waiting = fuzzy(LONGER, "Die alte\nLeuchte\nLeuchte", LONG)
    old = catalogue(said(LONG, "Die Lampe."), waiting)
    now = brought(old, template(LONG, LONGER), b=catalogue(said(LONGER, "Die alte Lampe.")))
    assert [(m.msgstr, m.state) for m in now.live] == [
        ("Die Lampe.", State.TRANSLATED),
        ("Die alte Lampe.", State.TRANSLATED),
    ]
    assert now.messages[1].translator_comments == (
        SET_ASIDE,
        "> Die alte",
        "> Leuchte",
        "> Leuchte",
    )


def test_a_conflict_keeps_both_translations_when_its_text_changes():
    """The second one stands in the comment, as before, with each of its lines."""
    marks = (SUGGESTION, CONFLICT, "> Das Licht", "> Das Licht")
    disputed = fuzzy(LONG, "Die Lampe.", None, *marks)
    now = brought(catalogue(disputed), template(LONGER)).messages[0]
    assert (now.msgstr, now.state) == ("Die Lampe.", State.FUZZY)
    assert now.translator_comments == marks


def test_a_message_that_was_emptied_keeps_what_was_set_aside():
    """Its text goes, and with it the only place where somebody's words still stood."""
    emptied = replace(said(LONG, ""), translator_comments=(SET_ASIDE, "> Die Leuchte"))
    now = brought(catalogue(emptied, said(OTHER, "Niemand.")), template(OTHER))
    assert [m.translator_comments for m in now.obsolete] == [(SET_ASIDE, "> Die Leuchte")]
    assert [m.msgid for m in brought(now, template(OTHER)).obsolete] == [LONG]
