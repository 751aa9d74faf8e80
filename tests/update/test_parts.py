"""Sentences side by side, and the shares of paragraphs that were split or joined."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.update.parts import is_whole, joined, shares
from lingotype.update.sentences import Bead, beads, sentences

SENTENCES = {
    "plain": ["It is lit. ", "Who lit it? ", "Nobody knows!"],
    "abbreviations": ["See e.g. the lamp, vs. the tower, etc. in it. ", "J. Smith came."],
    "an initial that begins": ["He came. ", "J. Smith came too."],
    "numbers": ["In 3.8 it is 1.5 or so. ", "It was 2."],
    "dots": ["Wait... ", "Then go."],
    "quotation marks": ["He said “Go.” ", "They went (all of them.) ", "Gone."],
    "markup": ["See :ref:`the end. <a>` of it. ", "Type ``a. b`` now."],
    "address": ["See https://a.org/x.y?z now. ", "Go."],
    "Chinese": ["灯亮了。", "谁点的？", "没有人知道！"],
    "Chinese, quoted": ["他说：“走。”", "他们走了。"],
    "Arabic": ["هل أُضيء المصباح؟ ", "نعم. ", "لا أحد يعرف."],
    "Urdu": ["چراغ جلتا ہے۔ ", "سب جانتے ہیں۔"],
    "Hindi": ["दीपक जलता है। ", "सब जानते हैं।"],
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_text_falls_into_its_sentences(name: str):
    """In any script, not at abbreviations, and never inside markup."""
    assert sentences("".join(SENTENCES[name])) == SENTENCES[name]


@given(st.text(alphabet="aB.?!。” \n`1(", max_size=40))
def test_sentences_join_to_the_text(text: str):
    """Nothing is lost between them; a text of white space has none."""
    assert "".join(sentences(text)) == (text if text.strip() else "")


def test_as_many_sentences_are_paired_one_to_one():
    """Whatever their lengths: translators seldom do otherwise."""
    assert beads(["a", "b" * 90], ["c" * 90, "d"]) == [
        Bead((0, 1), (0, 1)),
        Bead((1, 2), (1, 2)),
    ]


def test_a_sentence_that_became_two_is_paired_with_both():
    """By their lengths."""
    found = beads(["x" * 40, "y" * 90, "z" * 20], ["x" * 42, "y" * 40, "y" * 48, "z" * 21])
    assert found == [Bead((0, 1), (0, 1)), Bead((1, 2), (1, 3)), Bead((2, 3), (3, 4))]


def test_sentences_without_a_partner_are_paired_with_none():
    """Then a share cannot be told, and none is offered."""
    assert beads([], ["a"]) is None
    assert beads(["a"], ["b", "c", "d", "e"]) is None


WHOLE = (
    "The keeper climbs the stairs with a can of oil. He lights the lamp. "
    "Then the ships at sea know where the harbour lies."
)
PARTS = [WHOLE[:68].strip(), WHOLE[68:]]
SHARES = {
    "German": ["Der Wärter steigt hinauf. Er zündet an.", "Dann sehen es die Schiffe."],
    "Chinese": ["看守人爬上楼梯。他点亮灯。", "于是海上的船知道港口在哪里。"],
    "Arabic": ["يصعد الحارس السلم. يضيء المصباح.", "عندئذ تعرف السفن أين الميناء؟"],
}


@pytest.mark.parametrize("language", SHARES)
def test_each_part_gets_its_sentences_of_the_translation(language: str):
    """And with them its sentences of the former wording."""
    found = shares(WHOLE, joined(SHARES[language]), PARTS)
    assert found == list(zip(PARTS, SHARES[language], strict=True))


@pytest.mark.parametrize("language", SHARES)
def test_joined_translations_stand_as_their_script_has_it(language: str):
    """With a space, but for Chinese and Japanese."""
    made = joined(SHARES[language])
    assert made == (("" if language == "Chinese" else " ").join(SHARES[language]))


def test_where_sentences_were_counted_otherwise_their_lengths_tell():
    """The translator made one sentence of two; the seam is still plain."""
    msgstr = "Der Wärter steigt mit einer Kanne Öl hinauf und zündet die Lampe an. "
    msgstr += "Dann wissen die Schiffe auf See, wo der Hafen liegt."
    found = shares(WHOLE, msgstr, PARTS)
    assert found is not None
    assert [share for _, share in found] == [msgstr[:69].strip(), msgstr[69:]]


def test_a_seam_within_a_sentence_of_the_translation_gets_no_shares():
    """Half a sentence is no help to anybody."""
    assert shares(WHOLE, "Der Wärter steigt hinauf, und dann sehen es die Schiffe.", PARTS) is None


def test_parts_that_are_not_of_the_whole_get_no_shares():
    """Neither by their number nor by their words."""
    assert shares("One sentence.", "Ein Satz.", ["One", "sentence."]) is None
    assert shares(WHOLE, joined(SHARES["German"]), ["Something else at all.", "And more."]) is None


def test_parts_together_are_the_whole_and_none_is_it_alone():
    """A paragraph that lost or got a sentence was neither split nor joined."""
    assert is_whole(WHOLE, PARTS)
    assert not is_whole(WHOLE, [WHOLE, "So."])
    assert not is_whole(WHOLE, [PARTS[0], "Nobody in the town knows who it was that built it."])


@pytest.mark.parametrize("part", [".", ". ", "。", "``x``. ", "A. ", "? ", "a", " "])
def test_no_text_takes_long(part: str):
    """100 KB of sentences, or of what looks like their ends."""
    text = part * (100_000 // len(part))
    began = time.process_time()
    beads(sentences(text), sentences(text + "x."))
    shares(text, text + "x", [text[:50_000], text[50_000:]])
    assert time.process_time() - began < 2
