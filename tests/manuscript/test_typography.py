"""Wrong typography is found, a proposal made, and nothing but punctuation ever changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.manuscript.test_plain_text import FILES

from lingotype.manuscript import typography
from lingotype.manuscript.blocks import (
    Heading,
    Manuscript,
    Note,
    Paragraph,
    Picture,
    Span,
    Style,
    Text,
    plain,
)
from lingotype.manuscript.plain import reader
from lingotype.manuscript.words import words
from lingotype.model.language import Language


def text_of(*paragraphs: str) -> Manuscript:
    """Each paragraph on a line of its own, with an empty line between."""
    blocks = tuple(Paragraph((Text(text),), 2 * n + 1) for n, text in enumerate(paragraphs))
    return Manuscript("m.txt", "line", blocks, words(" ".join(paragraphs)))


def found(*paragraphs: str, tag: str = "en") -> list[tuple[str, str]]:
    """Rule and proposal of each slip."""
    _, slips = typography.review(text_of(*paragraphs), Language.parse(tag), mend=False)
    return [(slip.rule, slip.proposal) for slip in slips]


def mended(*paragraphs: str, tag: str = "en") -> list[str]:
    manuscript, _ = typography.review(text_of(*paragraphs), Language.parse(tag), mend=True)
    return [plain(b.inside) for b in manuscript.blocks if isinstance(b, Heading | Paragraph)]


@pytest.mark.parametrize(
    ("wrong", "right", "rule"),
    [
        ("free from the ”guiding hand”.", "free from the “guiding hand”.", "quote-direction"),
        ("The “night bread“, a loaf.", "The “night bread”, a loaf.", "quote-direction"),
        ("the “Ladder ”wing.", "the “Ladder” wing.", "quote-space"),
        ("the “ Ladder” wing.", "the “Ladder” wing.", "quote-space"),
        ("the “Ladder ”, a wing.", "the “Ladder”, a wing.", "quote-space"),
        ("the“ Ladder” wing.", "the “Ladder” wing.", "quote-space"),
        ("a “fair deal’ and a coat.", "a “fair deal” and a coat.", "unpaired-quote"),
        ("as the stick —to make.", "as the stick—to make.", "dash"),
        ("at first— then at once.", "at first—then at once.", "dash"),
        ("the years 1914 –18", "the years 1914–18", "dash"),
        ("by the people .", "by the people.", "space-before-mark"),
        ("by the people , too.", "by the people, too.", "space-before-mark"),
        ("the towns‘s lamps", "the towns’s lamps", "apostrophe"),
    ],
)
def test_what_is_mended(wrong: str, right: str, rule: str):
    """Once mended there is nothing more to find."""
    assert [name for name, _ in found(wrong)] == [rule]
    assert mended(wrong) == [right]
    assert found(right) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Who?” asked the “keeper” (“Anselm”).",
        "He said: “The lamps’ light is ‘ours’.”",
        "An em dash—like this—and the ’90s; rock ’n’ roll.",
        "“‘Wait!’ she said,” he told us.",
        "A range of 3–5 and a dash – so.",
        "… and so on … until .5 of it, or .NET, is lit.",
        "A straight \"quotation\" and it's 5' long.",
        "— A line of speech.",
    ],
)
def test_what_is_right(text: str):
    assert found(text) == []


def test_what_a_person_must_decide():
    """No proposal where nobody can know where a quotation ends; nothing is changed then."""
    text = "He said “the lamps are out, and the whole town went to bed in the dark."
    assert found(text) == [("unpaired-quote", "")]
    assert mended(text) == [text]


def test_a_quotation_of_several_paragraphs_is_right():
    """It opens at each and closes at the last."""
    assert found("“One.", "“Two.", "“Three.”") == []
    assert found("“One.", "Two.") == [("unpaired-quote", "")]


def test_dashes_follow_the_rest_of_the_text():
    """Between spaces where the manuscript mostly has it so."""
    spaced = "One — two — three — four."
    assert mended(spaced, "five —six") == [spaced, "five — six"]


@pytest.mark.parametrize(
    ("tag", "wrong", "right"),
    [
        ("de", "das “Licht„ der Stadt", "das „Licht“ der Stadt"),
        ("fr", "la »lampe« du port", "la «lampe» du port"),
        ("ru", "эта »лампа« порта", "эта «лампа» порта"),
    ],
)
def test_marks_of_other_languages(tag: str, wrong: str, right: str):
    assert mended(wrong, tag=tag) == [right]
    assert found(right, tag=tag) == []


def test_french_spaces_are_right_in_french():
    assert found("Quoi ? Tiens : voilà !", tag="fr") == []
    assert [rule for rule, _ in found("What ?")] == ["space-before-mark"]


def test_slips_within_dressed_text_and_notes():
    """An edit is made where its characters stand, code is no prose."""
    emphasised = Span(Style.EMPHASIS, (Text("the ”hand"),))
    note = Note((Paragraph((Text("See there ."),)),))
    code = Span(Style.CODE, (Text("x .”"),))
    block = Paragraph((Text("From "), emphasised, Text("” of it."), note, code), 7)
    manuscript = Manuscript("m.docx", "paragraph", (block,), ())
    fixed, slips = typography.review(manuscript, Language.parse("en"), mend=True)
    assert [(slip.where, slip.rule) for slip in slips] == [
        (7, "quote-direction"),
        (7, "space-before-mark"),
    ]
    [paragraph] = fixed.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inside[1] == Span(Style.EMPHASIS, (Text("the “hand"),))
    assert paragraph.inside[3] == Note((Paragraph((Text("See there."),)),))
    assert paragraph.inside[4] == code


def test_the_lines_of_a_wrapped_paragraph():
    text = "A paragraph that is wrapped\nat some width, with a slip on its\nthird line , as here."
    _, [slip] = typography.review(text_of("x", text), Language.parse("en"), mend=False)
    assert slip.where == 5


def test_the_slips_of_a_scraped_page():
    """Each kind, with its line; mending them leaves none."""
    path = FILES / "lamplighters.txt"
    manuscript = reader.read(path.read_bytes(), path.name)
    fixed, slips = typography.review(manuscript, Language.parse("en"), mend=True)
    assert [(slip.where, slip.rule) for slip in slips] == [
        (11, "dash"),
        (11, "dash"),
        (13, "unpaired-quote"),
        (15, "quote-direction"),
        (17, "quote-direction"),
        (19, "quote-space"),
        (33, "quote-direction"),
        (65, "quote-direction"),
        (91, "space-before-mark"),
        (179, "quote-direction"),
    ]
    assert all(slip.mended for slip in slips)
    assert typography.review(fixed, Language.parse("en"), mend=False)[1] == []


slippery = st.lists(
    st.sampled_from([*"ab ,.;!?“”‘’„—–\n()", " —", "— ", "” ", " “", "word"]), max_size=25
).map("".join)


@given(st.lists(slippery, min_size=1, max_size=3), st.sampled_from(["en", "de", "fr", "sv"]))
def test_mending_changes_no_letter(paragraphs: list[str], tag: str):
    """Whatever the text: its letters stay, in their order."""
    before = "".join(c for text in paragraphs for c in text if c.isalnum())
    after = "".join(c for text in mended(*paragraphs, tag=tag) for c in text if c.isalnum())
    assert after == before


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "« Déjà levée ? » demanda-t-elle. — « Oui », dit-il : « C’est l’heure »."),
        ("fr", "«\u202fDéjà\u00a0» dit-elle ; l’« heure »…"),
        ("es", "—¡Soy yo! —respondió una voz—. Vengo —dijo— de lejos."),
        ("ru", "«„Маяк“ — хорошее имя», — сказал он."),
        ("pl", "„Idziesz?” – zawołała. – Zaraz."),
    ],
)
def test_what_is_right_in_a_language_is_no_slip(tag: str, text: str):
    """French has spaces within its marks, a Spanish dash hugs what it sets apart."""
    assert found(text, tag=tag) == []


def test_a_picture_in_a_line_is_something():
    """The full stop after it follows no space."""
    run = (Text("The lamp "), Picture("lamp.png"), Text(". It burns."))
    manuscript = Manuscript("m.md", "paragraph", (Paragraph(run, 1),), ())
    assert typography.review(manuscript, Language.parse("en"), mend=False)[1] == []
