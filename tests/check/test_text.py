"""Rules about text: what each of them may not say, and that none can be made to hang."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.check import check as checking
from lingotype.check.markup import Shape
from lingotype.check.pair import Pair, Setting
from lingotype.check.registry import Group
from lingotype.check.rules import RULES
from lingotype.check.termbase import Term, Termbase
from lingotype.formats import csv_terms, po
from lingotype.model.finding import Level
from lingotype.model.language import Language
from lingotype.model.message import State

ROOT = Path(__file__).parent.parent.parent
ENGLISH = Language.parse("en")
OURS = [rule for rule in RULES.values() if rule.group in (Group.TEXT, Group.TERMS)]

PIECES = [
    *"aA1.,;:!?…([“”„«»\"'’「。۔、人のüÃ\ufffd\ufffc\ufdd0 \u00a0\u200b\n",
    "x1", "قا", "ab.Ab", "ab,ab", "a a ", "A. ", "e.g. ", "1,000", "1 000 ", "三万", "1.5 million ",
    "5 May ", "1914–18 ", "IX", "&a;", "the cat is on a mat ", "a-", "a’", "state ",
    "workers’ state ", "ſep ", "mıl 1 mıl", "İ", "a\u0301",
]  # fmt: skip
"""What rules look for, and what might trip them."""

TERMS = Termbase((Term("state", ("Staat",)), Term("workers’ state", ("Arbeiterstaat", "a b"))))


def pair(msgid: str, msgstr: str, language: str = "de", terms: Termbase = TERMS) -> Pair:
    return Pair(msgid, msgstr, Setting(Language.parse(language), ENGLISH, terms=terms))


def found(msgid: str, msgstr: str, language: str = "de") -> set[str]:
    """The rules about text that find something."""
    one = pair(msgid, msgstr, language, Termbase())
    return {rule.name for rule in OURS if any(rule.check(one))}


def marked(rule: str, msgid: str, msgstr: str, language: str = "de") -> list[str]:
    """The places in the msgstr that a rule marks."""
    problems = RULES[rule].check(pair(msgid, msgstr, language))
    return [msgstr[slice(*span)] for problem in problems for span in problem.marks]


# --- our own book --------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["de", "es", "fr", "ru", "ur", "zh_CN"])
def test_our_own_book_is_well(locale: str):
    """Nothing of it is refused or warned of, and little is a matter of style."""
    folder = ROOT / "locale" / locale
    terms = Termbase(csv_terms.read((folder / "terms.csv").read_bytes(), "terms.csv"))
    setting = Setting(Language.parse(locale), ENGLISH, terms=terms)
    messages = [
        message
        for path in sorted(folder.glob("LC_MESSAGES/**/*.po"))
        for message in po.read(path.read_bytes(), path.name).messages
        if message.state is State.TRANSLATED
    ]
    style = 0
    for message in messages:
        for one in checking.pairs(message, setting):
            hits = [rule for rule in OURS if any(rule.check(one))]
            assert [r.name for r in hits if r.level is not Level.STYLE] == [], message.msgstr
            style += bool(hits)
    assert style <= len(messages) * 0.02


# --- nothing hangs, nothing breaks ---------------------------------------------------------------


@given(
    st.lists(st.sampled_from(PIECES)),
    st.lists(st.sampled_from(PIECES)),
    st.sampled_from(["de", "fr", "es", "ja", "zh", "ur", "el", "th"]),
)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_a_rule(source: list[str], target: list[str], language: str):
    """And what it marks stands in the text."""
    msgid, msgstr = "".join(source) or "a", "".join(target) or "b"
    one = pair(msgid, msgstr, language)
    for rule in OURS:
        for problem in rule.check(one):
            assert all(0 <= start <= end <= len(msgstr) for start, end in problem.marks)
            assert all(0 <= start <= end <= len(msgid) for start, end in problem.source_marks)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str):
    """10,000 characters of anything, on either side, a rule, well below a second."""
    whole = (piece * 10_000)[:10_000]
    for msgid in (whole, "The workers’ state of 1917 (a “word”)."):
        one = pair(msgid, whole, "de")
        vars(one).update(source=Shape(msgid, plain=msgid), target=Shape(whole, plain=whole))
        for rule in OURS:
            before = time.process_time()
            list(rule.check(one))
            assert time.process_time() - before < 0.6, rule.name


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("fr", "You see yourselves.", "Vous vous voyez."),
        ("de", "Those that know it", "Die, die die Sache kennen"),
        ("de", "the parties it fights", "Parteien, gegen die die Bewegung kämpft"),
        ("de", "We win.", "Wir Wir-Sager gewinnen."),
        ("ja", "used by the user", "ユーザーのユーザー"),
        ("zh", "all that is needed", "没有所有所需权限"),
        ("en-GB", "that that", "that that"),
    ],
)
def test_some_words_may_stand_twice(language: str, msgid: str, msgstr: str):
    """Where the language's grammar has it, or the text."""
    assert not found(msgid, msgstr, language) & {"word-doubled", "word-repeated"}


@pytest.mark.parametrize(
    ("language", "msgstr", "twice"),
    [
        ("de", "Der Staat Staat war stark.", "Staat Staat"),
        ("fr", "Il n’y a que que cela.", "que que"),
        ("zh", "工人国家工人国家很强。", "工人国家工人国家"),
        ("ja", "位置をを示します。", "をを"),
        ("ur", "وہ دور ہے ہے۔", "ہے ہے"),
    ],
)
def test_a_doubled_word_is_marked(language: str, msgstr: str, twice: str):
    """In scripts without spaces too."""
    rule = "word-repeated" if language == "ur" else "word-doubled"
    assert marked(rule, "It is so.", msgstr, language) == [twice]


def test_what_one_cannot_see_is_no_translation():
    """Whatever kind of nothing it is."""
    for nothing in (" ", "\u3000", "\u200b\u200b", "\u2060", "\u00ad", "\u2800", "\\ "):
        assert "blank" in found("Read on.", nothing), repr(nothing)
    assert "blank" not in found("``make``", "``make``")


def test_a_sentence_may_be_repeated_where_the_text_does():
    """It is the same in the text."""
    assert "sentence-doubled" not in found("It is cold. It is cold.", "Es ist kalt. Es ist kalt.")


# --- spaces --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("de", "See Node.js.", "Siehe Node.js."),
        ("de", "See Ph.D work.", "Siehe Ph.D-Arbeit."),
        ("de", "See a.", "Siehe ASP.NET."),
        ("de", "a list of a,b and c", "eine Liste mit a,b und c"),
        ("de", "Version 1.5,2", "Version 1,5,2"),
        ("zh", "First, read.", "先读,再写.然后"),
        ("ja", "Read. Then write.", "読む。書く。"),
    ],
)
def test_not_every_mark_has_a_space_behind_it(language: str, msgid: str, msgstr: str):
    """Names of files and programs, numbers, and scripts without spaces have none."""
    assert "space-missing" not in found(msgid, msgstr, language)


@pytest.mark.parametrize(
    ("language", "msgstr", "well"),
    [
        ("fr", "Qui\u202f? Lui\u00a0: «\u00a0oui\u00a0»\u00a0!", True),
        ("fr", "Qui ?", False),
        ("fr", "Qui?", False),
        ("fr", "Le mot «oui».", False),
        ("fr-CA", "Qui?", True),
        ("fr", "À 12:30, https://example.org et ``a: b``", True),
        ("de", "Wer?", True),
    ],
)
def test_french_has_its_own_spaces(language: str, msgstr: str, well: bool):
    """Before high marks and inside guillemets, not in Canada, not in addresses and times."""
    assert ("space-french" not in found("Who?", msgstr, language)) is well


def test_a_space_behind_markup_is_no_space_at_the_end():
    """Only what readers see counts."""
    assert "space-doubled" not in found("Run ``a  b``.", "Starte ``a  b``.")


# --- what a text is in ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "msgid"),
    [
        ("de", "Rosa Luxemburg and Leon Trotsky"),
        ("de", "Python"),
        ("fr", "Introduction"),
        ("es", "``make html``"),
        ("ru", "*The Origins of Totalitarianism*, 1951"),
        ("de", "Journal of Democracy"),
        ("en-GB", "It is what they did to the state."),
    ],
)
def test_names_titles_and_words_that_are_alike_may_be_the_same(language: str, msgid: str):
    """A text is left in its language only if it is a sentence of it."""
    assert not found(msgid, msgid, language) & {"untranslated", "partly-untranslated"}


def test_a_title_in_the_language_of_its_author_is_no_text_left_over():
    """Quoted or emphasised."""
    msgid = "He wrote “The end of the war and what it did to us” in 1920."
    msgstr = "Er schrieb 1920 „The end of the war and what it did to us“."
    assert "partly-untranslated" not in found(msgid, msgstr)


def test_a_sentence_left_over_is_marked():
    """From its first word to its last."""
    msgid = "They left. It was the end of all that they had built."
    msgstr = "他们走了。It was the end of all that they had built."
    marks = marked("partly-untranslated", msgid, msgstr, "zh")
    assert marks == ["It was the end of all that they had built"]


# --- completeness --------------------------------------------------------------------------------


def test_two_sentences_may_become_one():
    """What counts is whether all is said."""
    msgid = "It rained all summer. The harvest was lost to the floods."
    msgstr = "Es regnete den ganzen Sommer, und die Ernte ging in den Fluten verloren."
    assert not found(msgid, msgstr) & {"sentence-lost", "sentence-count", "rather-short"}


@pytest.mark.parametrize(
    ("language", "msgstr"),
    [
        ("de", "Es regnete den ganzen Sommer. Die Menschen zogen fort in die Städte."),
        ("ru", "Все лето шел дождь. Люди ушли в города."),
        ("ja", "夏の間ずっと雨が降った。人々は町へ去っていった。"),
        ("zh", "整个夏天都在下雨。人们纷纷离开，前往城里。"),
        ("ur", "سارا موسمِ گرما بارش ہوتی رہی۔ لوگ شہروں کو چلے گئے۔"),
    ],
)
def test_a_sentence_that_is_missing_is_quoted(language: str, msgstr: str):
    """By the lengths of the others, in scripts of all kinds."""
    lost = "Nearly all of the harvest of that year was lost to the floods that came then."
    msgid = f"It rained all summer. {lost} People left for the towns."
    problems = list(RULES["sentence-lost"].check(pair(msgid, msgstr, language)))
    assert [msgid[slice(*p.source_marks[0])].strip() for p in problems] == [lost]


def test_an_abbreviation_or_a_german_ordinal_ends_no_sentence():
    """Neither side may count them."""
    msgid = "Prof. Dr. A. Smith came on 1 May, e.g. to speak. He spoke."
    msgstr = "Prof. Dr. A. Smith kam am 1. Mai, z. B. um zu sprechen. Er sprach."
    assert not found(msgid, msgstr) & {"sentence-lost", "sentence-count"}
