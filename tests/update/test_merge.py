"""Merging catalogues: three-way, message by message; nothing that a person wrote is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import SUGGESTION, Message, Previous, State
from lingotype.update import notes
from lingotype.update.merge.merge import DISPUTED, Merged, merge

FIELDS = {
    "Project-Id-Version": "Book",
    "POT-Creation-Date": "2024-01-01 10:00+0000",
    "PO-Revision-Date": "2024-02-01 10:00+0000",
    "Last-Translator": "Ana",
    "Language-Team": "",
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
LONG = "The lamp in the tower is lit every evening before the ships come home."
LONGER = "The lamp in the old tower is lit every evening before the ships come home."
CONFLICT = notes.CONFLICT


def headed(**fields: str) -> Message:
    """The header with some fields changed; Plural_Forms stands for Plural-Forms."""
    lines = FIELDS | {name.replace("_", "-"): value for name, value in fields.items()}
    return Message("", ("".join(f"{name}: {value}\n" for name, value in lines.items()),))


HEADER = headed()
EMPTY = Catalogue()


def catalogue(*messages: Message, header: Message | None = HEADER) -> Catalogue:
    return Catalogue(header, messages)


def text(msgid: str, msgstr: str = "", **fields: object) -> Message:
    return Message(msgid, (msgstr,), **fields)  # type: ignore[arg-type]


def fuzzy(msgid: str, msgstr: str, **fields: object) -> Message:
    return text(msgid, msgstr, flags=("fuzzy",), **fields)


def one(base: Message | None, ours: Message | None, theirs: Message | None) -> Merged:
    """The merge of three catalogues of one message, or none."""
    return merge(*(catalogue(*([message] if message else [])) for message in (base, ours, theirs)))


def only(merged: Merged) -> Message:
    (message,) = merged.catalogue.messages
    return message


# --- one message -----------------------------------------------------------------------------


def test_a_translation_of_one_side_is_taken():
    """Whichever side it is; the other may have moved the message at the same time."""
    base = text("A", references=("a.rst:1",))
    moved = replace(base, references=("a.rst:9",))
    done = replace(base, msgstrs=("ein A",))
    for ours, theirs in ((moved, done), (done, moved)):
        merged = one(base, ours, theirs)
        assert only(merged) == text("A", "ein A", references=("a.rst:9",))
        assert merged.conflicts == ()


def test_two_translations_of_a_text_are_a_conflict_and_both_survive():
    """Ours is fuzzy, so that readers do not see it, and the other stands in a comment."""
    merged = one(text("A"), text("A", "ein A"), text("A", "das A\n"))
    assert only(merged) == fuzzy(
        "A", "ein A", translator_comments=(SUGGESTION, CONFLICT, "> das A", ">")
    )
    assert [(x.key, x.what) for x in merged.conflicts] == [((None, "A"), DISPUTED)]


def test_the_plural_forms_of_a_conflict_are_told_apart():
    """Every form, with its number."""
    base = Message("A", ("", ""), msgid_plural="As")
    merged = one(base, replace(base, msgstrs=("a", "b")), replace(base, msgstrs=("c", "d\ne")))
    assert only(merged).msgstrs == ("a", "b")
    assert only(merged).translator_comments[1:] == (CONFLICT, "[0]> c", "[1]> d", "[1]> e")


def test_a_conflict_that_comes_again_does_not_pile_up():
    """A branch that is merged twice, in either direction, or both of whose sides met before."""
    base, ours, theirs = text("A"), text("A", "x"), text("A", "y")
    met = only(one(base, ours, theirs))
    assert only(one(base, met, theirs)) is met
    assert only(one(base, met, met)) is met
    back = only(one(base, theirs, met))
    assert (back.msgstr, notes.rivals(back)) == ("y", [("> x",)])
    assert set(notes.rivals(only(one(base, met, back)))) == {("> y",)}


def test_a_third_translation_joins_a_conflict():
    """Each stands once."""
    met = only(one(text("A"), text("A", "x"), text("A", "y")))
    merged = one(text("A"), met, text("A", "z"))
    assert notes.rivals(only(merged)) == [("> y",), ("> z",)]
    assert len(merged.conflicts) == 1


def test_a_conflict_that_one_side_settled_is_settled():
    """Also where only the fuzzy flag went and the comments stayed, as some editors do it."""
    met = only(one(text("A"), text("A", "x"), text("A", "y")))
    for settled in (text("A", "y"), replace(met, flags=())):
        for merged in (one(met, met, settled), one(met, settled, met)):
            assert only(merged) is settled
            assert merged.conflicts == ()


def test_what_a_merge_wrote_into_the_comments_is_found_there_again():
    """So that an update can take it away with the fuzzy flag; what people wrote stays."""
    met = only(one(text("A"), text("A", "x", translator_comments=("note",)), text("A", "y\nz")))
    assert met.translator_comments == ("note", SUGGESTION, CONFLICT, "> y", "> z")
    assert notes.unmarked((*met.translator_comments, "another")) == ("note", "another")


def test_a_base_in_conflict_does_no_harm():
    """Git merges the ancestors first where there are several, conflicts included."""
    met = only(one(text("A"), text("A", "x"), text("A", "y")))
    same = one(met, text("A", "y"), text("A", "y"))
    assert (only(same), same.conflicts) == (text("A", "y"), ())
    other = one(met, text("A", "x"), text("A", "y"))
    assert only(other) == met
    assert len(other.conflicts) == 1


def test_a_confirmation_wins_over_what_did_not_change():
    """The same words without the fuzzy flag."""
    base = fuzzy("A", "x", previous=Previous("a"))
    confirmed = text("A", "x")
    assert only(one(base, base, confirmed)) is confirmed
    assert only(one(base, confirmed, base)) is confirmed
    noted = replace(base, previous=Previous("b"))
    assert only(one(base, noted, confirmed)) is confirmed


def test_new_words_win_over_a_confirmation_or_a_doubt_of_the_old_ones():
    """Whoever wrote them had the old ones before their eyes."""
    for base, marked in ((fuzzy("A", "x"), text("A", "x")), (text("A", "x"), fuzzy("A", "x"))):
        for sides in ((marked, text("A", "y")), (text("A", "y"), marked)):
            merged = one(base, *sides)
            assert only(merged) == text("A", "y")
            assert merged.conflicts == ()


def test_a_translation_wins_over_a_fuzzy_one_which_is_set_aside():
    """What a person wrote is kept in a comment; that comment stays where it is from then on."""
    done, unsure = text("A", "x"), fuzzy("A", "y")
    for sides in ((done, unsure), (unsure, done)):
        merged = one(text("A"), *sides)
        assert merged.conflicts == ()
        assert only(merged) == replace(done, translator_comments=(notes.SET_ASIDE, "> y"))
        assert only(one(text("A"), only(merged), unsure)) is only(merged)


def test_what_a_program_offered_is_not_set_aside():
    """Neither a suggestion nor words that the base has already."""
    offered = fuzzy("A", "y", translator_comments=(SUGGESTION,))
    assert only(one(text("A"), text("A", "x"), offered)) == text("A", "x")
    base = catalogue(text("A"), text("B", "y"))
    ours = catalogue(text("A", "x"), text("B", "y"))
    theirs = catalogue(fuzzy("A", "y", previous=Previous("B")), text("B", "y"))
    assert merge(base, ours, theirs).catalogue == ours


def test_the_words_of_a_person_win_over_what_a_program_offered():
    """Both fuzzy: no conflict."""
    offered = fuzzy("A", "x", translator_comments=(SUGGESTION,))
    assert only(one(text("A"), offered, fuzzy("A", "y"))) == fuzzy("A", "y")


def test_an_emptied_msgstr_displaces_no_new_one():
    """One side deleted the old translation, the other wrote a better one."""
    assert only(one(text("A", "x"), text("A"), text("A", "y"))) == text("A", "y")
    assert only(one(text("A", "x"), text("A"), text("A", "x"))) == text("A")


def test_notes_and_flags_are_merged_each_on_its_own():
    """Added on either side they stay, taken away on one they go."""
    base = text("A", translator_comments=("old", "kept"), flags=("no-wrap",))
    ours = replace(base, translator_comments=("kept", "ours"), flags=())
    theirs = replace(
        base, translator_comments=("old", "kept", "theirs"), flags=("no-wrap", "c-format")
    )
    merged = only(one(base, ours, theirs))
    assert merged.translator_comments == ("kept", "theirs", "ours")
    assert merged.flags == ("c-format",)


def test_a_text_that_becomes_plural_keeps_the_new_translation():
    """It gets the strings it lacks."""
    plural = Message("A", ("", ""), msgid_plural="As")
    merged = only(one(text("A"), plural, text("A", "x")))
    assert (merged.msgid_plural, merged.msgstrs) == ("As", ("x", ""))


def test_what_needs_no_change_is_the_very_object():
    """So its lines are written as they stood, whatever tool wrote them."""
    a, b, c = text("A", "a"), text("B"), text("C")
    ours, theirs = catalogue(a, b, text("C", "c")), catalogue(a, text("B", "b"), c)
    merged = merge(catalogue(a, b, c), ours, theirs).catalogue
    assert merged.messages[0] is ours.messages[0]
    assert merged.messages[1] is theirs.messages[1]
    assert merged.messages[2] is ours.messages[2]


# --- which messages --------------------------------------------------------------------------


def test_messages_of_both_sides_stand_where_they_belong():
    """What theirs added comes behind what it follows there."""
    a, b, c, x, y = (text(name) for name in "ABCXY")
    merged = merge(
        catalogue(a, b, c), catalogue(a, b, c, y), catalogue(x, a, b, x2 := text("X2"), c)
    )
    assert merged.catalogue.messages == (x, a, b, x2, c, y)


def test_the_order_is_that_of_the_side_that_changed_it():
    """A side that only translated has no opinion on it."""
    a, b, c = (text(name) for name in "ABC")
    ours = catalogue(text("A", "a"), b, c, text("O", "o", obsolete=True))
    merged = merge(catalogue(a, b, c), ours, catalogue(c, b, a)).catalogue
    assert [m.msgid for m in merged] == ["C", "B", "A", "O"]


def test_obsolete_messages_stay_at_the_end():
    """Those of theirs behind those of ours that they follow."""
    a, b = text("A"), text("B")
    o, p = text("O", "o", obsolete=True), text("P", "p", obsolete=True)
    merged = merge(catalogue(a, o), catalogue(a, b, o), catalogue(a, text("T"), o, p)).catalogue
    assert [m.msgid for m in merged] == ["A", "T", "B", "O", "P"]


def test_a_text_deleted_on_one_side_is_gone_if_nobody_translated_it():
    """Also where the other side moved it."""
    base = text("A", "x", references=("a:1",))
    assert one(base, None, replace(base, references=("a:2",))).catalogue.messages == ()
    assert only(one(base, replace(base, obsolete=True), base)).obsolete


def test_a_text_deleted_on_one_side_and_translated_on_the_other_stays_as_memory():
    """Obsolete, tied to no place; here nothing is like it."""
    for sides in ((None, text("A", "x", references=("a",))), (text("A", "x"), None)):
        assert only(one(text("A"), *sides)) == text("A", "x", obsolete=True)
    revised = one(text("A", "x"), text("A", "x", obsolete=True), text("A", "y"))
    assert only(revised) == text("A", "y", obsolete=True)


def test_the_new_wording_gets_the_translation_that_was_made_of_the_old_one():
    """python/python-docs-fr#1908: fuzzy, with the old wording, never as if it were done."""
    base = catalogue(text("A", "a"), text(LONG, references=("r:1",)), text("Z", "z"))
    done = catalogue(text("A", "a"), text(LONG, "Die Lampe"), text("Z", "z"))
    new = catalogue(text("A", "a"), text(LONGER, references=("r:9",)), text("Z", "z"))
    for sides in ((done, new), (new, done)):
        merged = merge(base, *sides)
        assert merged.catalogue.messages[1] == fuzzy(
            LONGER, "Die Lampe", references=("r:9",), previous=Previous(LONG)
        )
        assert len(merged.catalogue.messages) == 3
        assert merged.conflicts == ()


def test_a_new_text_that_is_not_alike_gets_nothing():
    """Though it stands in the very place: the translation is kept as memory."""
    base, done = catalogue(text(LONG)), catalogue(text(LONG, "Die Lampe"))
    new = catalogue(text("The lamp is now electric and burns day and night, ships or none."))
    live, kept = merge(base, done, new).catalogue.messages
    assert live == new.messages[0]
    assert kept == text(LONG, "Die Lampe", obsolete=True)


def test_the_new_wording_is_looked_for_in_its_place_first():
    """Of two texts that are alike the one between the same neighbours, not the most alike."""
    base = catalogue(text("A", "a"), text(LONG), text("Z", "z"))
    done = catalogue(text("A", "a"), text(LONG, "Die Lampe"), text("Z", "z"))
    new = catalogue(text("A", "a"), text("Today " + LONGER), text("Z", "z"), text(LONGER))
    states = {m.msgid: m.state for m in merge(base, done, new).catalogue}
    assert states["Today " + LONGER] is State.FUZZY
    assert states[LONGER] is State.UNTRANSLATED


def test_a_translation_revised_meanwhile_replaces_the_one_that_the_update_took_over():
    """The update made the old translation fuzzy under the new wording, which it named or not."""
    base, done = catalogue(text(LONG, "alt")), catalogue(text(LONG, "neu"))
    for previous in (Previous(LONG), None):
        new = catalogue(fuzzy(LONGER, "alt", previous=previous))
        for sides in ((done, new), (new, done)):
            merged = merge(base, *sides).catalogue.messages
            assert merged == (fuzzy(LONGER, "neu", previous=Previous(LONG)),)


def test_a_new_wording_that_is_translated_already_keeps_its_translation():
    """What was made of the old wording stays as memory."""
    base, done = catalogue(text(LONG)), catalogue(text(LONG, "alt"))
    new = catalogue(text(LONGER, "neu"))
    merged = merge(base, done, new).catalogue.messages
    assert merged == (text(LONGER, "neu"), text(LONG, "alt", obsolete=True))


def test_a_text_that_came_back_is_live():
    """With what the other side knows of it."""
    dead = text("A", "x", obsolete=True)
    assert only(one(dead, text("A", "x", references=("a",)), None)).state is State.TRANSLATED
    assert only(one(None, dead, text("A", references=("a",)))) == text("A", "x", references=("a",))


def test_without_a_common_ancestor_two_files_become_one():
    """Both sides added the file."""
    merged = merge(
        EMPTY, catalogue(text("A", "a"), text("B")), catalogue(text("B", "b"), text("C"))
    )
    assert merged.catalogue.messages == (text("A", "a"), text("B", "b"), text("C"))
    assert merged.catalogue.header == HEADER


# --- the header ------------------------------------------------------------------------------


def test_the_header_is_merged_field_by_field():
    """The later date and whoever revised then; other fields that both changed are ours."""
    ours = headed(
        PO_Revision_Date="2024-03-01 10:00+0100",
        POT_Creation_Date="2024-01-05 10:00+0000",
        Last_Translator="Bea",
        X_Generator="Poedit 3.4",
        Project_Id_Version="Book 2",
    )
    theirs = headed(
        PO_Revision_Date="2024-03-01 10:00+0000",
        POT_Creation_Date="2024-01-04 10:00+0000",
        Last_Translator="Cem",
        X_Generator="Weblate",
        Language_Team="German",
    )
    merged = merge(catalogue(), catalogue(header=ours), catalogue(header=theirs))
    fields = merged.catalogue.headers
    assert fields["PO-Revision-Date"] == "2024-03-01 10:00+0000"
    assert fields["Last-Translator"] == "Cem"
    assert fields["POT-Creation-Date"] == "2024-01-05 10:00+0000"
    assert fields["X-Generator"] == "Poedit 3.4"
    assert (fields["Project-Id-Version"], fields["Language-Team"]) == ("Book 2", "German")
    assert merged.conflicts == ()


def test_the_placeholder_of_a_date_is_earlier_than_any():
    """A side made from a template by hand has it."""
    ours = headed(PO_Revision_Date="YEAR-MO-DA HO:MI+ZONE")
    theirs = headed(PO_Revision_Date="2024-03-01 10:00+0000")
    merged = merge(EMPTY, catalogue(header=ours), catalogue(header=theirs)).catalogue
    assert merged.headers["PO-Revision-Date"] == "2024-03-01 10:00+0000"


def test_all_who_are_credited_in_the_header_stay():
    """Each in the order of their side."""
    base = replace(HEADER, translator_comments=("Ana, 2020.", ""))
    ours = replace(HEADER, translator_comments=("Ana, 2020.", "Bea, 2024.", ""))
    theirs = replace(HEADER, translator_comments=("Ana, 2020.", "Cem, 2024.", ""))
    merged = merge(catalogue(header=base), catalogue(header=ours), catalogue(header=theirs))
    assert merged.catalogue.header is not None
    assert merged.catalogue.header.translator_comments == (
        "Ana, 2020.", "Cem, 2024.", "Bea, 2024.", "",
    )  # fmt: skip


def test_two_changes_of_the_plural_forms_are_a_conflict():
    """Ours stays; the other is named."""
    ours = headed(Plural_Forms="nplurals=2; plural=(n > 1);")
    theirs = headed(Plural_Forms="nplurals=1; plural=0;")
    merged = merge(catalogue(), catalogue(header=ours), catalogue(header=theirs))
    assert merged.catalogue.header == ours
    assert [conflict.key for conflict in merged.conflicts] == [(None, "")]
    assert "nplurals=1; plural=0;" in merged.conflicts[0].what
    spaced = headed(Plural_Forms="nplurals=2;  plural=(n>1)")
    assert merge(catalogue(), catalogue(header=ours), catalogue(header=spaced)).conflicts == ()


def test_a_plural_message_is_complete_under_the_plural_forms_of_the_other_side():
    """msgfmt refuses fewer strings than the header asks for."""
    old = Message("A", ("a", "b"), msgid_plural="As")
    three = headed(Plural_Forms="nplurals=3; plural=0;")
    ours = catalogue(replace(old, msgstrs=("a", "b", "c")), header=three)
    theirs = catalogue(old, Message("B", ("x", "y"), msgid_plural="Bs"))
    merged = merge(catalogue(old), ours, theirs).catalogue
    assert [m.msgstrs for m in merged] == [("a", "b", "c"), ("x", "y", "")]


# --- the file --------------------------------------------------------------------------------


def test_a_merge_that_brings_nothing_keeps_every_byte_of_ours():
    """Wrapped otherwise, with other dates of the same day: the content is what counts."""
    data = b'msgid ""\nmsgstr "Language: de\\n"\n\n\nmsgid   "a"\nmsgstr ""\n"x"\n# end\n'
    ours = po.read(data)
    theirs = po.read(b'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "x"\n')
    base = po.read(b'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr ""\n')
    assert po.write(merge(base, ours, theirs).catalogue) == data


def test_the_line_ends_are_ours():
    """A file edited on Windows does not leave mixed ones."""
    base = po.read(b'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n')
    ours = po.read(b'msgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr ""\n')
    theirs = po.read(b'msgid "a"\r\nmsgstr ""\r\n\r\nmsgid "b"\r\nmsgstr "y"\r\n')
    assert po.write(merge(base, ours, theirs).catalogue) == (
        b'msgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr "y"\n'
    )


# --- laws ------------------------------------------------------------------------------------

KEYS = (LONG, LONGER, "Today " + LONGER, "a", "b", "c d", "e")
msgstrs = st.sampled_from(["", "x", "y", "z", "ß\n", "l1\nl2\n\n l4", "> q", 'a "b" \\ c\t'])
comments = st.lists(
    st.sampled_from(["note", "other", SUGGESTION, CONFLICT, notes.SET_ASIDE, "> x", "", ">"]),
    max_size=3,
)


@st.composite
def messages(draw: st.DrawFn, msgid: str) -> Message:
    """Any message of a text: plural or not, fuzzy or not, with or without comments."""
    plural = draw(st.sampled_from([None, None, None, "many", "more"]))
    found = Message(
        msgid,
        tuple(draw(msgstrs) for _ in range(1 if plural is None else 2)),
        msgid_plural=plural,
        flags=tuple(draw(st.lists(st.sampled_from(["fuzzy", "no-wrap"]), unique=True))),
        references=tuple(draw(st.lists(st.sampled_from(["r:1", "r:2"]), max_size=2))),
        translator_comments=tuple(draw(comments)),
        obsolete=draw(st.sampled_from([False, False, True])),
    )
    if found.fuzzy and draw(st.booleans()):
        found = replace(found, previous=Previous(draw(st.sampled_from(KEYS))))
    return found


@st.composite
def versions(draw: st.DrawFn) -> tuple[Catalogue, Catalogue, Catalogue]:
    """A base and two sides that share much of it."""
    base = {
        msgid: draw(messages(msgid)) for msgid in draw(st.permutations(KEYS)) if draw(st.booleans())
    }
    return catalogue(*base.values()), draw(sides(base)), draw(sides(base))


@st.composite
def sides(draw: st.DrawFn, base: dict[str, Message]) -> Catalogue:
    """The base with some messages changed, added, deleted and moved."""
    order = list(dict.fromkeys([*base, *KEYS]))
    if draw(st.booleans()):
        order = draw(st.permutations(order))
    found = []
    for msgid in order:
        way = draw(st.sampled_from(["keep", "keep", "new", "gone"]))
        if way == "keep" and msgid in base:
            found.append(base[msgid])
        elif way == "new":
            found.append(draw(messages(msgid)))
    return catalogue(*found)


def strings(messages: Iterable[Message]) -> set[str]:
    return {msgstr for message in messages for msgstr in message.msgstrs if msgstr}


def written_by_persons(side: Catalogue) -> set[str]:
    """The strings of a side but for what is marked as offered by a program."""
    return strings(m for m in side if not (m.fuzzy and m.suggested and not notes.rivals(m)))


def told(merged: Catalogue) -> set[str]:
    """Every string that a person finds in a catalogue, in a msgstr or behind ``>`` in comments."""
    quotations = {
        tuple(line.partition(">")[2].removeprefix(" ") for line in group)
        for message in merged
        for item in notes.items(message.translator_comments)
        for group in _forms(item[1:])
    }
    return strings(merged) | {"\n".join(lines) for lines in quotations}


def _forms(lines: tuple[str, ...]) -> list[list[str]]:
    """The lines of a quotation by plural form."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(line.partition(">")[0], []).append(line)
    return list(groups.values())


@given(versions())
def test_a_side_that_changed_nothing_has_no_say(three):
    """merge(b, a, b) is a, merge(b, b, t) is t, merge(b, a, a) is a."""
    base, ours, theirs = three
    for merged, wanted in (
        (merge(base, ours, base), ours),
        (merge(base, base, theirs), theirs),
        (merge(base, ours, ours), ours),
    ):
        assert merged.catalogue == wanted
        assert merged.conflicts == ()


@given(versions())
@settings(max_examples=300)
def test_nothing_that_a_person_wrote_is_lost(three):
    """What is new on a side stands in the result, as a msgstr or in a comment, from either side."""
    base, ours, theirs = three
    new = (written_by_persons(ours) | written_by_persons(theirs)) - strings(base)
    assert new <= told(merge(base, ours, theirs).catalogue)
    assert new <= told(merge(base, theirs, ours).catalogue)


@given(versions())
def test_what_neither_side_changed_stands_as_it_was(three):
    """The very object of ours."""
    base, ours, theirs = three
    known = {m.key: m for m in base}
    others = {m.key: m for m in theirs}
    merged = {id(m) for m in merge(base, ours, theirs).catalogue}
    for message in ours:
        if known.get(message.key) == message == others.get(message.key):
            assert id(message) in merged


@given(versions())
def test_what_is_merged_can_be_written_and_read(three):
    """No two messages of one key, whatever the conflicts."""
    merged = merge(*three).catalogue
    assert po.read(po.write(merged)).messages == merged.messages


@given(versions())
def test_merging_again_changes_nothing(three):
    """What was merged holds all of theirs, so that the same merge has nothing to add."""
    base, ours, theirs = three
    once = merge(base, ours, theirs).catalogue
    assert merge(theirs, once, theirs).catalogue == once
    assert merge(theirs, theirs, once).catalogue == once
    assert merge(ours, once, ours).catalogue == once


@given(versions())
def test_the_live_messages_do_not_depend_on_the_side(three):
    """Nor the obsolete ones."""
    base, ours, theirs = three
    one_way, other_way = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {m.key for m in one_way.catalogue.live} == {m.key for m in other_way.catalogue.live}
    assert {m.key for m in one_way.catalogue} == {m.key for m in other_way.catalogue}
    assert {c.key for c in one_way.conflicts} == {c.key for c in other_way.conflicts}


@given(versions())
def test_a_message_in_conflict_is_fuzzy_and_says_so(three):
    """Readers never see one of two translations that nobody has chosen."""
    merged = merge(*three)
    found = {m.key: m for m in merged.catalogue}
    for conflict in merged.conflicts:
        assert found[conflict.key].state is not State.TRANSLATED
        assert found[conflict.key].fuzzy
        assert found[conflict.key].suggested
        assert notes.rivals(found[conflict.key])


@given(st.lists(msgstrs, min_size=1, max_size=3), st.lists(msgstrs, min_size=1, max_size=3))
def test_different_translations_are_quoted_differently(one, other):
    """The comment tells every line and every form."""
    assert (notes.quoted(tuple(one)) == notes.quoted(tuple(other))) == (one == other)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt: sudo apt install gettext")
@given(versions())
@settings(max_examples=25, deadline=None)
def test_msgfmt_reads_what_is_merged(three):
    """With all its checks; that a msgstr ends as its msgid does is not the merge's to decide."""
    base, ours, theirs = (
        replace(side, messages=tuple(replace(m, msgstrs=without_end(m)) for m in side))
        for side in three
    )
    data = po.write(merge(base, ours, theirs).catalogue)
    command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def without_end(message: Message) -> tuple[str, ...]:
    return tuple(msgstr.rstrip("\n") for msgstr in message.msgstrs)
