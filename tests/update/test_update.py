"""Updating a catalogue: nothing a person wrote is lost, nothing untouched is changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SUGGESTION, Message, Previous, State
from lingotype.update.update import Memory, update

LONG = "The lamp in the tower is lit every evening before the ships come home."
LONGER = "The lamp in the old tower is lit every evening before the ships come home."


def catalogue(*messages: Message) -> Catalogue:
    return Catalogue(Message("", ("Language: de\n",)), messages)


def template(*msgids: str, path: str = "source/a.rst") -> Template:
    return Template("a", tuple(Message(msgid, references=(path,)) for msgid in msgids))


def brought(old: Catalogue, new: Template, *others: Catalogue) -> Catalogue:
    return update(old, new, Memory.of([old, *others])).catalogue


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


def test_a_similar_text_that_still_stands_gives_its_translation_to_nobody():
    """A new sibling is not the successor of an old paragraph: readers would see a wrong text."""
    new = brought(catalogue(Message(LONG, ("Die Lampe brennt.",))), template(LONG, LONGER))
    assert [message.state for message in new] == [State.TRANSLATED, State.UNTRANSLATED]


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
    new = brought(catalogue(), template("A"), elsewhere).messages[0]
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
    new = update(Catalogue(header), text, Memory()).catalogue.messages[0]
    assert new.msgstrs == ("", "", "")


def test_the_order_is_the_order_of_the_text():
    """A catalogue is read from top to bottom, as the document is."""
    old = catalogue(Message("A", ("a",)), Message("B", ("b",)))
    assert [m.msgid for m in brought(old, template("B", "X", "A"))] == ["B", "X", "A"]


words = st.text(alphabet="abc dé.", min_size=1, max_size=30).filter(str.strip)
msgstrs = st.one_of(st.just(""), st.text(alphabet="xyzß", min_size=1, max_size=8))


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Any mixture of live, fuzzy and obsolete messages."""
    texts = draw(st.lists(words, unique=True, max_size=8))
    messages = []
    for text in texts:
        message = Message(text, (draw(msgstrs),), obsolete=draw(st.booleans()))
        if message.msgstr and draw(st.booleans()):
            message = replace(message, flags=("fuzzy",), previous=Previous(draw(words)))
        messages.append(message)
    return catalogue(*messages)


templates = st.lists(words, unique=True, max_size=8).map(lambda texts: template(*texts))


@given(catalogues(), templates)
def test_no_msgstr_is_ever_lost(old: Catalogue, new: Template):
    """Every string that a person wrote stands somewhere in the new catalogue."""
    after = {message.msgstr for message in brought(old, new)}
    assert {message.msgstr for message in old if message.msgstr} <= after


@given(catalogues(), templates)
def test_updating_twice_is_updating_once(old: Catalogue, new: Template):
    """A second run changes nothing, and hands back the very objects."""
    once = brought(old, new)
    twice = brought(once, new)
    assert twice == once
    assert all(a is b for a, b in zip(once, twice, strict=True))


@given(catalogues(), templates)
def test_what_is_written_is_read_again(old: Catalogue, new: Template):
    """A catalogue that gettext would refuse is never made."""
    after = brought(old, new)
    assert po.read(po.write(after)).messages == after.messages


@given(catalogues(), templates)
def test_the_live_messages_are_the_template(old: Catalogue, new: Template):
    """No text is missing, none stands twice, all in the order of the text."""
    assert [m.msgid for m in brought(old, new).live] == [m.msgid for m in new.messages]
