"""Plain texts of many kinds and countries: verses, plays, minutes, statutes, e-mail, tables."""

from __future__ import annotations

import pytest
from tests.manuscript.test_plain_text import LONG, WRAPPED, headings, kinds, read

from lingotype.manuscript.blocks import (
    Bullets,
    Lines,
    Literal,
    Numbered,
    Paragraph,
    Quotation,
    plain,
)

CJK = (
    "风从西边来，约翰知道它在天亮之前不会转向。他拨亮了灯，检查了灯芯，走到窗前，看着外面的雨。" * 2
)


def texts(source: str) -> list[str]:
    """Each paragraph."""
    return [plain(b.inside) for b in read(source).blocks if isinstance(b, Paragraph)]


class TestLines:
    """Where a line was wrapped, and where it ends on purpose."""

    def test_a_text_of_verses_only(self):
        """Nobody wraps a text so narrowly: nothing is joined."""
        stanza = "The harbour sleeps, the tide is low,\n  The lanterns go out;\nAnd you look on."
        found = read(f"To a Lamp\n\n{stanza}\n\n{stanza}\n")
        assert kinds(found) == ["Lines", "Lines"]

    def test_an_address_and_a_signature(self):
        """An initial begins no list."""
        text = f"Agatha Winter\n12 Harbour Row\nLittle Haven\n\n{LONG}\n\nYours truly,\nA. Winter\n"
        assert kinds(read(text)) == ["Lines", "Paragraph", "Lines"]

    def test_a_long_line_of_verse(self):
        """Its words would have fitted; so would none of a wrapped text's."""
        verse = "And you alone, above the town, below the clouds,\nLook out, and look about you."
        assert kinds(read(f"{WRAPPED}\n\n{verse}\n\n{WRAPPED}")) == [
            "Paragraph",
            "Lines",
            "Paragraph",
        ]

    def test_a_passage_that_is_wrapped_more_narrowly_is_running_text(self):
        narrow = (
            "this passage is wrapped at some fifty columns by\n"
            "somebody else, and was copied in from elsewhere,\n"
            "so that its lines are shorter than those around."
        )
        assert kinds(read(f"{WRAPPED}\n\n{narrow}\n\n{WRAPPED}")) == ["Paragraph"] * 3

    def test_a_heading_right_above_its_text(self):
        assert headings(read(f"Lamp\n\n{WRAPPED}\n\nThe wick\n{WRAPPED}")) == [(1, "The wick")]

    def test_indented_dialogue(self):
        """Each line that is indented like the first begins a paragraph, also a short one."""
        text = f"    {WRAPPED}\n    “Are you coming?”\n    “Directly.”\n    {WRAPPED}"
        assert len(texts(text)) == 4

    def test_a_hanging_paragraph_is_one(self):
        entry = (
            "Winter, A. The lamp and its keeper, told by a friend of him and\n    others. London."
        )
        assert len(texts(f"{WRAPPED}\n\n{entry}\n\n{WRAPPED}")) == 3

    def test_chinese_paragraphs_begin_with_two_wide_spaces(self):
        assert len(texts(f"标题\n\n　　{CJK[:40]}\n　　“马上就来。”他说。\n　　{CJK[:30]}\n")) == 3

    def test_a_wide_letter_takes_two_columns(self):
        """So a line of sixty Chinese letters is as long as one of a hundred and twenty."""
        assert len(texts(f"灯台守\n\n{CJK[:70]}\n「すぐ行く」\n「いつもそう言う」\n")) == 3


class TestLists:
    def test_numbers_within_numbers(self):
        text = (
            "Minutes\n\n3. Reports\n   a) The treasurer reported:\n      i) income of 1,200;\n"
            "      ii) a surplus of 300.\n   b) The secretary reported.\n4. The end\n"
        )
        [outer] = read(text).blocks
        assert isinstance(outer, Numbered)
        inner = outer.items[0][1]
        assert isinstance(inner, Numbered)
        assert [len(outer.items), len(inner.items)] == [2, 2]
        assert isinstance(inner.items[0][1], Numbered)

    def test_long_items_without_a_gap(self):
        """Sentences that are numbered, each on a line of its own, and as long as the text."""
        text = f"Rules\n\n{WRAPPED}\n\n(1) {LONG[:68]}.\n(2) {LONG[:68]}.\n(3) {LONG[:68]}.\n"
        [_, numbered] = read(text).blocks
        assert isinstance(numbered, Numbered)
        assert len(numbered.items) == 3

    def test_the_second_line_of_a_numbered_item(self):
        text = f"{WRAPPED}\n\n1. Fry it until it is soft, which takes\n   time.\n2. Eat."
        numbered = read(text).blocks[1]
        assert isinstance(numbered, Numbered)
        assert [len(item) for item in numbered.items] == [1, 1]

    def test_a_number_within_a_sentence_begins_nothing(self):
        prose = WRAPPED.replace("columns", "12. columns")
        assert kinds(read(prose)) == ["Paragraph"]


class TestHeadings:
    @pytest.mark.parametrize(
        "names",
        [
            ("Erstes Kapitel", "Zweites Kapitel"),
            ("1. Kapitel: Der Sturm", "2. Kapitel: Der Brief"),
            ("Chapitre premier", "Chapitre II"),
            ("Rozdział pierwszy", "Rozdział drugi"),
            ("Κεφάλαιο Α΄", "Κεφάλαιο Β΄"),
            ("פרק ראשון", "פרק שני"),
            ("الفصل الأول: الحساء", "الفصل الثاني: الخبز"),
            ("پہلا باب", "دوسرا باب"),
            ("पहला अध्याय", "दूसरा अध्याय"),
            ("제1장 폭풍", "제2장 편지"),
            ("第一章　嵐", "第二章　手紙"),
        ],
    )
    def test_chapters_of_many_languages(self, names: tuple[str, str]):
        """All are of one level, however short the paragraphs are."""
        text = f"Title\n\n{names[0]}\n\n“No.”\n\n“Yes!”\n\n{names[1]}\n\nHe said nothing.\n\nEnd."
        assert headings(read(text)) == [(1, name) for name in names]

    @pytest.mark.parametrize(
        "line",
        [
            "The Lamp Book",
            "Crime Scene",
            "Next chapter: the wick",
            "Chapter two was what she liked best of it all.",
        ],
    )
    def test_words_that_only_look_like_chapters(self, line: str):
        found = read(
            f"Title\n\nCHAPTER I\n\n{LONG}\n\n“{line}”\n\n{line}\n\nNo.\n\nCHAPTER II\n\nx."
        )
        assert [name for _, name in headings(found)] == ["CHAPTER I", "CHAPTER II"]

    def test_the_introduction_stands_beside_chapters(self):
        text = f"Title\n\nمقدمة\n\n{LONG}\n\nالفصل الأول\n\n{LONG}\n\nالفصل الثاني\n\n{LONG}"
        assert [level for level, _ in headings(read(text))] == [1, 1, 1]

    def test_acts_hold_scenes(self):
        act = f"SCENE 1\n\n{LONG}\n\nSCENE 2\n\n{LONG}"
        text = f"Lamp\n\nACT I\n\n{act}\n\nACT II\n\n{act}"
        assert [level for level, _ in headings(read(text))] == [1, 2, 2, 1, 2, 2]

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("§ 1 Name und Sitz", "§ 2a Zweck"),
            ("Art. 1 Champ", "Art. 2 Objet"),
            ("Artículo 1. Objeto.", "Artículo 2. Fines."),
            ("Статья 1. Название", "Статья 2. Цель"),
            ("Article 1", "Article 2"),
        ],
    )
    def test_sections_of_a_statute_are_within_its_chapters(self, one: str, two: str):
        text = f"Statute\n\nKAPITEL 1\n\n{one}\n\nSo be it.\n\n{two}\n\n(1) Yes.\n(2) No.\n"
        assert headings(read(text)) == [(1, "KAPITEL 1"), (2, one), (2, two)]

    def test_a_chapter_and_its_title_without_a_gap(self):
        found = headings(read(f"{WRAPPED}\n\nPART I\nPRELIMINARY\n\n{WRAPPED}"))
        assert found == [(1, "PART I\nPRELIMINARY")]

    def test_numbered_headings_before_short_text(self):
        """Text stands between them, so they are no list."""
        text = "Minutes\n\n1. Apologies\n\nNone.\n\n2. Reports\n\nWe heard two.\n\n3. End\n\nAt 9."
        assert [name for _, name in headings(read(text))] == [
            "1. Apologies",
            "2. Reports",
            "3. End",
        ]

    def test_numbered_headings_within_numbered_ones(self):
        """`2` before `2.1`, also where the text is indented."""
        text = (
            "1. Terms.\n\n   We mean it.\n\n2. Grant.\n\n   2.1. To you.\n\n   Yes.\n\n3. End.\n\nx"
        )
        assert (1, "2. Grant.") in headings(read(f"{LONG}\n\n{text}"))

    def test_headings_of_short_paragraphs(self):
        day = "Fog. Rang the bell from six to six. My arms ache, and the cat has gone to hide."
        text = f"Diary\n\nMonday\n\n{day}\n\nTuesday\n\n{day}\n\nWednesday\n\n{day}\n"
        assert [name for _, name in headings(read(text))] == ["Monday", "Tuesday", "Wednesday"]

    def test_a_list_of_contents_is_none(self):
        """Headings with nothing between them."""
        listed = f"Title\n\n{LONG}\n\nCHAPTER I. One\n\nCHAPTER II. Two\n\nCHAPTER III. Three"
        for between in ("", f"\n\n{LONG}"):
            found = read(f"{listed}{between}\n\nCHAPTER I.\n\n{LONG}\n\nCHAPTER II.\n\n{LONG}")
            assert headings(found) == [(1, "CHAPTER I."), (1, "CHAPTER II.")]

    def test_capitals_mark_nothing_where_all_is_capitals(self):
        text = f"{LONG}\n\nGOOD NIGHT\n\nDIRECTLY\n\nHE SAID NOTHING\n\nNO".upper()
        assert headings(read(text)) == []

    @pytest.mark.parametrize(
        "line",
        [
            "*** START OF THIS EBOOK ***",
            "Jones, B. (1912). On wicks and their trimming. Journal 3",
            "_____",
        ],
    )
    def test_lines_that_are_none(self, line: str):
        assert headings(read(f"Title\n\n{LONG}\n\n{line}\n\n{LONG}\n\n{LONG}")) == []

    def test_who_underlines_headings_does_so_with_all(self):
        text = f"Soup\n====\n\nServes 4\n\n{WRAPPED}\n\nBread\n=====\n\nServes 2\n\n{WRAPPED}\n"
        assert [name for _, name in headings(read(text))] == ["Soup", "Bread"]

    def test_lines_above_and_below(self):
        text = (
            f"======\n Lamp\n======\n\n{WRAPPED}\n\nOne\n===\n\n{WRAPPED}\n\nTwo\n===\n\n{WRAPPED}"
        )
        found = read(text)
        assert plain(found.title).strip() == "Lamp"
        assert [name for _, name in headings(found)] == ["One", "Two"]

    def test_a_question_among_chapters_is_speech(self):
        text = f"Title\n\nChapter 1\n\n{LONG}\n\nWho calls?\n\n{LONG}\n\nChapter 2\n\n{LONG}"
        assert [name for _, name in headings(read(text))] == ["Chapter 1", "Chapter 2"]


class TestPassages:
    def test_what_an_email_quotes(self):
        """The signs go, their depth stays; a line of its own says who wrote."""
        text = (
            f"Hi Bob,\n\nOn Thursday you wrote:\n> > Is it mended?\n> No.\n>\n> - oil\n\n{LONG}\n"
        )
        found = read(text)
        quotation = next(b for b in found.blocks if isinstance(b, Quotation))
        assert [type(b) for b in quotation.inside] == [Quotation, Paragraph, Bullets]
        assert found.words[:2] == ("Hi", "Bob")

    def test_one_sign_quotes_nothing(self):
        assert texts(f"{LONG}\n\n> 5 items are many\n\n{LONG}")[1] == "> 5 items are many"

    @pytest.mark.parametrize(
        "drawing",
        [
            "+-----+-----+\n| Day | Low |\n+-----+-----+\n| Mon | 12  |\n+-----+-----+",
            "   /\\_/\\\n  ( o.o )\n   > ^ <",
            "    *\n   ***\n  *****\n    |",
        ],
    )
    def test_drawings_keep_their_lines(self, drawing: str):
        """Tables and pictures made of signs; nothing in them is a list or an underline."""
        [_, literal, _] = read(f"{LONG}\n\n{drawing}\n\n{LONG}").blocks
        assert isinstance(literal, Literal)
        assert literal.text.split() == drawing.split()

    def test_verses_of_signs_in_other_scripts_are_text(self):
        """Devanagari spells with marks, which are no letters for Python."""
        found = read(f"{LONG}\n\nकि की कु कू\nके कै को कौ\n\n{LONG}")
        assert isinstance(found.blocks[1], Lines)
