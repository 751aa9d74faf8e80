"""The laws of accepting: what a contribution may do to a catalogue, and what never happens."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding, Level
from lingotype.model.message import SUGGESTION, Message, Previous, State
from lingotype.update import notes
from lingotype.update.accept import (
    Accepted,
    Conflicts,
    Kind,
    Rules,
    accept,
    accept_all,
)
from lingotype.update.accept_base import nearest
from lingotype.update.accept_clean import cleaned
from lingotype.update.accept_split import split

TEXTS = (
    "The lamp is lit before the ships come home in the evening.",
    "The lamp is lit before the ships come home in the morning.",
    "Oil is carried up the stairs by the younger of two keepers.",
    "Nobody may sleep while the fog lies on the water of the bay.",
)
WORDS = ("", "eins", "zwei", "drei", "schlecht")
BAD = "schlecht"


def found_bad(message: Message) -> list[Finding]:
    """A check that refuses one word."""
    return [Finding("x.po", message.line, "bad", "bad", Level.REFUSE)] * (BAD in message.msgstr)


@st.composite
def messages(draw: st.DrawFn, msgid: str) -> Message:
    msgstr = draw(st.sampled_from(WORDS))
    fuzzy = draw(st.booleans()) and bool(msgstr)
    previous = draw(st.sampled_from([None, *map(Previous, TEXTS)])) if fuzzy else None
    suggested = fuzzy and draw(st.booleans())
    comments = draw(st.lists(st.sampled_from(["a note", "> quoted", "me@x.org"]), max_size=2))
    return Message(
        msgid,
        (msgstr,),
        flags=("fuzzy",) if fuzzy else (),
        previous=previous,
        obsolete=bool(msgstr) and draw(st.integers(0, 4)) == 0,
        translator_comments=(*comments, SUGGESTION) if suggested else tuple(comments),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    msgids = draw(st.lists(st.sampled_from(TEXTS), unique=True))
    return Catalogue(Message("", ("Language: de\n",)), tuple(draw(messages(x)) for x in msgids))


THREE = st.tuples(catalogues(), catalogues(), catalogues())
MODES = st.sampled_from(Conflicts)


def taken_in(
    ours: Catalogue, base: Catalogue, theirs: Catalogue, mode: Conflicts
) -> tuple[Accepted, list[Message]]:
    held = {"a": ours}
    sent = split(held, tuple(map(cleaned, theirs)), "/mail/a.po", "a")
    done, gone = accept_all(held, sent, {"a": base}, lambda _: Rules(found_bad, "x.po", mode))
    return done.get("a", Accepted(ours)), gone


def said(catalogue: Catalogue) -> str:
    """All that stands in a catalogue, comments too."""
    return "\n".join(
        line for m in catalogue.messages for line in (*m.msgstrs, *m.translator_comments)
    )


@settings(deadline=None)
@given(THREE, MODES)
def test_no_words_of_ours_are_lost_without_being_shown(
    three: tuple[Catalogue, Catalogue, Catalogue], mode: Conflicts
):
    """They stand where they stood, or in a comment, or are shown as replaced."""
    base, ours, theirs = three
    done, _ = taken_in(ours, base, theirs, mode)
    shown = {(change.key, x) for change in done.changes if change.replaced for x in change.former}
    for before, after in zip(ours, done.catalogue, strict=True):
        assert before.key == after.key
        kept = before.msgstr == after.msgstr or f"> {before.msgstr}" in after.translator_comments
        assert not before.msgstr or kept or (before.key, before.msgstr) in shown


@settings(deadline=None)
@given(THREE, MODES)
def test_a_file_accepted_twice_is_accepted_once(
    three: tuple[Catalogue, Catalogue, Catalogue], mode: Conflicts
):
    base, ours, theirs = three
    once, _ = taken_in(ours, base, theirs, mode)
    twice, _ = taken_in(once.catalogue, base, theirs, mode)
    assert twice.catalogue == once.catalogue
    assert not twice.taken


@settings(deadline=None)
@given(THREE, MODES)
def test_every_message_that_was_sent_is_accounted_for(
    three: tuple[Catalogue, Catalogue, Catalogue], mode: Conflicts
):
    """Counted in the document, or listed as one of no document."""
    base, ours, theirs = three
    done, gone = taken_in(ours, base, theirs, mode)
    live = {message.key for message in ours.live}
    sent = [x for x in theirs if not x.obsolete and (any(x.msgstrs) or x.key in live)]
    filling = sum(x.obsolete for x in theirs if done.counts)
    assert len(sent) <= done.counts.total() + len(gone) <= len(sent) + filling


@settings(deadline=None)
@given(THREE, MODES)
def test_what_is_refused_or_forged_comes_in_nowhere(
    three: tuple[Catalogue, Catalogue, Catalogue], mode: Conflicts
):
    """Neither a refused msgstr, nor an address, nor a mark of ours that nobody here set."""
    base, ours, theirs = three
    done, _ = taken_in(ours, base, theirs, mode)
    assert BAD in said(ours) or BAD not in said(done.catalogue)
    assert "@" in said(ours) or "@" not in said(done.catalogue)
    for before, after in zip(ours, done.catalogue, strict=True):
        assert not after.suggested or after.fuzzy or before.suggested
        if before is after:
            continue
        assert after.references == before.references
        assert after.obsolete == before.obsolete


@settings(deadline=None)
@given(THREE)
def test_what_did_not_change_is_the_very_object(three: tuple[Catalogue, Catalogue, Catalogue]):
    """So that its lines are written as they stood."""
    base, ours, theirs = three
    done, _ = taken_in(ours, base, theirs, Conflicts.OURS)
    taken = {change.key for change in done.changes if change.taken}
    for before, after in zip(ours, done.catalogue, strict=True):
        assert (after is before) == (before.obsolete or before.key not in taken)


# --- one message ---------------------------------------------------------------------------

LAMP = TEXTS[0]


def one(
    ours: Message, theirs: Message, base: Message | None = None, rules: Rules | None = None
) -> tuple[Kind, Message]:
    known = Catalogue(messages=(base,) if base else ())
    done = accept(Catalogue(messages=(ours,)), known, [cleaned(theirs)], [], rules or Rules())
    (kind,) = done.counts
    return kind, done.catalogue.messages[0]


def lamp(msgstr: str, *flags: str, **more: object) -> Message:
    return Message(LAMP, (msgstr,), flags=flags, **more)  # type: ignore[arg-type]


def test_ours_stays_where_only_we_went_on():
    assert one(lamp("zwei"), lamp("eins"), lamp("eins")) == (Kind.OLDER, lamp("zwei"))


def test_a_mark_that_both_sides_know_does_not_go_with_a_change_of_words():
    """What the sender's program did not write back is no change of theirs."""
    ours = lamp("eins", "fuzzy", previous=Previous(TEXTS[1]), translator_comments=(SUGGESTION,))
    assert one(ours, lamp("eins", "fuzzy"))[0] is Kind.SAME


def test_words_of_ours_that_were_not_sure_are_set_aside():
    """If a person wrote them: nobody else has them."""
    kind, message = one(lamp("zwei", "fuzzy"), lamp("drei"))
    assert (kind, message.msgstr, message.state) == (Kind.CHANGED, "drei", State.TRANSLATED)
    assert message.translator_comments == (notes.SET_ASIDE, "> zwei")


def test_a_suggestion_gives_way_without_a_trace():
    kind, message = one(lamp("zwei", "fuzzy", translator_comments=(SUGGESTION,)), lamp("drei"))
    assert (kind, message) == (Kind.CHANGED, lamp("drei"))


def test_doubts_do_not_take_a_translation_from_the_page():
    """Whoever sends a fuzzy message may have it from a program."""
    assert one(lamp("eins"), lamp("eins", "fuzzy"), lamp("eins")) == (Kind.UNSURE, lamp("eins"))


def test_a_previous_wording_that_the_text_had_comes_with_the_fuzzy_flag():
    theirs = lamp("eins", "fuzzy", previous=Previous(TEXTS[1]))
    assert one(lamp(""), theirs, replace(lamp(""), msgid=TEXTS[1]))[1] == theirs
    assert one(lamp(""), theirs)[1] == lamp("eins", "fuzzy")


def plural(*msgstrs: str, **more: object) -> Message:
    return Message("a boat", msgstrs, msgid_plural="boats", **more)  # type: ignore[arg-type]


def test_a_form_that_is_left_empty_takes_none_of_ours_away():
    sent = plural("ein Kahn", "")
    kind, message = one(plural("ein Boot", "Boote"), sent, plural("ein Boot", "Boote"))
    assert (kind, message.msgstrs) == (Kind.CHANGED, ("ein Kahn", "Boote"))


def test_a_plural_with_another_number_of_forms_is_refused():
    """Nobody can say which is which."""
    assert one(plural("", ""), plural("a", "b", "c"))[0] is Kind.REFUSED
    assert one(plural("", "", ""), plural("a", "b"))[0] is Kind.REFUSED


def test_an_empty_plural_confirms_nothing():
    ours = plural("ein Boot", "Boote", flags=("fuzzy",))
    assert one(ours, plural("", "")) == (Kind.EMPTY, ours)


# --- earlier wordings ----------------------------------------------------------------------


def test_a_translation_of_a_deleted_text_goes_to_the_text_that_is_like_it():
    """Our catalogue remembers the text as obsolete."""
    old = replace(lamp("eins", obsolete=True), msgid=TEXTS[1])
    ours = Catalogue(messages=(lamp(""), old))
    stray = cleaned(replace(lamp("zwei"), msgid=TEXTS[1]))
    done = accept(ours, Catalogue(), [], [stray], Rules())
    assert done.settled == {stray.key}
    heir = done.catalogue.messages[0]
    assert (heir.msgstr, heir.state, heir.previous) == ("zwei", State.FUZZY, Previous(TEXTS[1]))


def test_what_we_remember_already_is_not_news():
    old = replace(lamp("eins", obsolete=True), msgid=TEXTS[1])
    stray = replace(old, obsolete=False)
    done = accept(Catalogue(messages=(lamp(""), old)), Catalogue(), [], [stray], Rules())
    assert (done.settled, done.counts) == ({stray.key}, {Kind.OLDER: 1})


def test_a_text_that_is_only_like_one_of_ours_is_not_its_earlier_wording():
    """Nothing says that it ever stood in this document."""
    stray = replace(lamp("zwei"), msgid=TEXTS[1])
    done = accept(Catalogue(messages=(lamp(""),)), Catalogue(), [], [stray], Rules())
    assert not done.settled


def test_words_that_stood_in_another_document_are_older_wherever_the_text_is_now():
    """The text has moved and was translated anew there; the sender has changed nothing of it."""
    held = {"a": Catalogue(messages=(lamp("zwei"),)), "b": Catalogue()}
    sent = split(held, [lamp("eins")], "/mail/b.po", "b")
    bases = {"a": Catalogue(messages=(lamp("zwei"),)), "b": Catalogue(messages=(lamp("eins"),))}
    done, _ = accept_all(held, sent, bases, lambda _: Rules())
    assert done["a"].counts == {Kind.OLDER: 1}
    assert sent.likely == ("b",)


# --- the version that the sender had -------------------------------------------------------


def version(*msgstrs: str) -> Catalogue:
    made = zip(TEXTS, msgstrs, strict=False)
    return Catalogue(messages=tuple(Message(msgid, (msgstr,)) for msgid, msgstr in made))


def started_from(sent: Catalogue, *versions: Catalogue) -> int | None:
    """Of several versions, the newest first, the one that is chosen."""
    return nearest(enumerate(versions), sent.messages)


def test_the_version_that_differs_least_is_what_the_sender_had():
    newest, older, oldest = version("eins", "zwei"), version("eins", ""), version("", "")
    assert started_from(version("eins", "", "drei"), newest, older, oldest) == 1


def test_a_revision_of_our_words_was_made_with_them_in_sight():
    newest, older = version("Die Lampe wird angezündet."), version("")
    assert started_from(version("Die Lampe wird jetzt angezündet."), newest, older) == 0


def test_of_versions_that_tell_nothing_the_oldest_is_taken():
    """So two translations of one text are a conflict, and none is overwritten."""
    newest, older = version("Die Lampe wird angezündet."), version("")
    assert started_from(version("Man macht Licht."), newest, older) == 1


def test_without_a_version_there_is_none():
    assert started_from(version("eins")) is None
