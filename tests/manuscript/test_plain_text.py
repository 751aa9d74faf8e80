"""Plain text, in which nothing marks a heading, a list or a title."""

from __future__ import annotations

from pathlib import Path

import pytest

from lingotype.errors import LingotypeError
from lingotype.manuscript.blocks import (
    Bullets,
    Heading,
    Lines,
    Literal,
    Manuscript,
    Numbered,
    Paragraph,
    Quotation,
    Rule,
    plain,
)
from lingotype.manuscript.plain import reader
from lingotype.manuscript.plain.reader import Advice

FILES = Path(__file__).parent / "files"
LONG = "This is a paragraph that is long enough to be nothing else, since it goes on and on. " * 2
WRAPPED = """\
This paragraph is wrapped as editors of old wrap their text, at seventy-two
columns or so, and it goes on for three lines or a little more, until it
ends."""


def read(text: str, **advice: object) -> Manuscript:
    return reader.read(text.encode(), "m.txt", Advice(**advice))  # type: ignore[arg-type]


def headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    return [(b.level, plain(b.inside)) for b in manuscript.blocks if isinstance(b, Heading)]


def kinds(manuscript: Manuscript) -> list[str]:
    return [type(block).__name__ for block in manuscript.blocks]


@pytest.fixture(scope="module")
def lamplighters() -> Manuscript:
    """A text scraped from a website, with all the flaws that such texts have."""
    return reader.read((FILES / "lamplighters.txt").read_bytes(), "lamplighters.txt")


class TestAScrapedPage:
    def test_its_title(self, lamplighters: Manuscript):
        title = "Against the Return of the Oil Lamp! For an Honest Light in Every Street!"
        assert plain(lamplighters.title) == title

    def test_its_fourteen_headings(self, lamplighters: Manuscript):
        """Some end with a call, some with nothing; short paragraphs are none."""
        assert headings(lamplighters) == [
            (1, "For the guild of all streets!"),
            (1, "For a meeting in every lamp house!"),
            (1, "For free guilds!"),
            (1, "From open windows to open doors"),
            (1, "Down with idle lanterns!"),
            (1, "Who counts the candles and the coal"),
            (1, "Elections and town assemblies"),
            (1, "For the council of lamp houses"),
            (1, "Down with the cold kitchen!"),
            (1, "Against all quarrels between the towns!"),
            (1, "Back to the open hand of the first guild!"),
            (1, "Build houses that stay awake!"),
            (1, "The programme while the gasworks are sold"),
            (1, "For friendship between the coasts"),
        ]

    def test_its_sixty_two_items(self, lamplighters: Manuscript):
        """Also the five whose bullet became a letter; each of these is reported."""
        lists = [block for block in lamplighters.blocks if isinstance(block, Bullets)]
        assert sum(len(block.items) for block in lists) == 62
        stray = [r.where for r in lamplighters.remarks if r.rule == "stray-bullet"]
        assert stray == [61, 173, 193, 195, 225]
        firsts = {plain(item[0].inside)[:8] for block in lists for item in block.items}  # type: ignore[union-attr]
        assert "Halt eve" in firsts

    def test_its_lettered_list(self, lamplighters: Manuscript):
        [found] = [block for block in lamplighters.blocks if isinstance(block, Numbered)]
        assert (found.numerals, found.before, found.after) == ("loweralpha", "(", ")")
        assert len(found.items) == 3

    def test_the_furniture_of_the_site_is_left_out(self, lamplighters: Manuscript):
        """These two lines and nothing else."""
        assert [(r.where, r.text) for r in lamplighters.left_out] == [
            (1, "Branches of the Guild:"),
            (5, "Printer-friendly versionPDF version"),
        ]

    def test_an_editor_may_keep_it_all(self):
        text = (FILES / "lamplighters.txt").read_text("utf-8")
        assert read(text, keep_all=True).left_out == ()


def test_a_text_of_furniture_only_is_text():
    assert kinds(read("Print version")) == ["Paragraph"]


def test_wrapped_paragraphs_are_joined():
    found = read(f"{WRAPPED}\n\n{WRAPPED}\n")
    assert kinds(found) == ["Paragraph", "Paragraph"]


def test_first_line_indents_begin_paragraphs():
    text = "\n".join(f"    {WRAPPED}" for _ in range(3))
    assert kinds(read(text)) == ["Paragraph"] * 3


def test_a_line_a_paragraph_without_empty_lines():
    """As browsers and word processors save it."""
    text = f"A Title\n{LONG}\nThe first heading\n{LONG}\n{LONG}\nThe second heading\n{LONG}\n"
    found = read(text)
    assert plain(found.title) == "A Title"
    assert headings(found) == [(1, "The first heading"), (1, "The second heading")]


def test_a_divided_word_is_not_torn():
    """The hyphen stays, since it may belong there; no gap comes in."""
    [paragraph] = read(WRAPPED.replace("editors", "edi-\ntors").replace("\nends", " ends")).blocks
    assert isinstance(paragraph, Paragraph)
    assert "edi-tors" in plain(paragraph.inside)


def test_chinese_lines_are_joined_without_a_gap():
    """Korean has spaces between its words, and a line ends at one."""
    line = "灯塔看守人每天傍晚都要爬上高高的楼梯去点亮那盏老旧的油灯，他的猫总是跟在后面"
    [paragraph] = read(f"{line}\n{line}\n{line}。\n").blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inside) == f"{line}{line}{line}。"
    korean = (
        "등대지기는 매일 저녁 높은 계단을 올라가 오래된 등불을 켜야 했고 고양이는 늘 뒤를 따랐다"
    )
    [paragraph] = read(f"{korean}\n{korean}.\n").blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inside).split("\n") == [korean, f"{korean}."]


def test_verses_stay_lines():
    verse = "The lamp is lit,\n  the street is wide,\nand no one hides."
    found = read(f"{WRAPPED}\n\n{verse}\n\n{WRAPPED}\n")
    assert kinds(found) == ["Paragraph", "Lines", "Paragraph"]
    lines = found.blocks[1]
    assert isinstance(lines, Lines)
    assert [plain(line) for line in lines.lines] == [
        "The lamp is lit,",
        "  the street is wide,",
        "and no one hides.",
    ]


def test_columns_stay_columns():
    table = "Lamps      12     lit\nLadders     3     dry\nWicks     144     new"
    assert kinds(read(f"{WRAPPED}\n\n{table}\n\n{WRAPPED}")) == [
        "Paragraph",
        "Literal",
        "Paragraph",
    ]
    literal = read(f"{WRAPPED}\n\n{table}\n\n{WRAPPED}").blocks[1]
    assert isinstance(literal, Literal)
    assert literal.text == table


def test_an_indented_passage_is_a_quotation():
    quote = "\n".join("      " + line[:60] for line in WRAPPED.splitlines())
    assert kinds(read(f"{WRAPPED}\n\n{quote}\n\n{quote}\n\n{WRAPPED}")) == [
        "Paragraph",
        "Quotation",
        "Paragraph",
    ]
    assert isinstance(read(f"{WRAPPED}\n\n{quote}\n\n{WRAPPED}").blocks[1], Quotation)


def test_ornaments_are_rules():
    found = read(f"{WRAPPED}\n\n* * *\n\n{WRAPPED}\n\n----------\n\n{WRAPPED}")
    assert [isinstance(block, Rule) for block in found.blocks] == [False, True, False, True, False]


def test_underlined_headings():
    text = f"The Lamp\n========\n\nOne\n---\n{WRAPPED}\n\nTwo\n---\n\n{WRAPPED}\n"
    found = read(text)
    assert plain(found.title) == "The Lamp"
    assert [name for _, name in headings(found)] == ["One", "Two"]


def test_any_number_of_underlined_headings_without_a_gap():
    found = read("".join(f"Heading {n}\n=========\n" for n in range(2000)) + LONG)
    assert len(headings(found)) == 2000


def test_parts_chapters_and_numbers():
    text = (
        f"PART ONE\n\nCHAPTER I. The lamp\n\n{LONG}\n\nCHAPTER II. The wick\n\n{LONG}\n\n"
        f"PART TWO\n\nCHAPTER III. The end\n\n{LONG}"
    )
    assert [level for level, _ in headings(read(text))] == [1, 2, 2, 1, 2]
    numbered = f"1 Lamps\n\n{LONG}\n\n1.1 Wicks\n\n{LONG}\n\n2 Ladders\n\n{LONG}"
    assert headings(read(numbered)) == [(1, "1 Lamps"), (2, "1.1 Wicks"), (1, "2 Ladders")]


def test_lines_of_dialogue_are_no_headings():
    """A call or a question between short paragraphs is speech."""
    talk = "\n\n".join(["“Who is there?”", "Nobody!", "Who is nobody?", "I am.", "Come in!"] * 4)
    assert headings(read(f"{LONG}\n\n{talk}\n\n{LONG}")) == []


def test_a_salutation_and_a_signature_are_no_headings():
    found = read(f"{LONG}\n\n{LONG}\n\nJohn Smith")
    assert headings(found) == []


def test_the_editor_knows_better():
    text = (
        f"A Title\n\n{LONG}\n\nNo heading at all, it ends with a comma,\n\n{LONG}\n\nOne\n\n{LONG}"
    )
    assert headings(read(text)) == [(1, "One")]
    advised = read(text, headings=frozenset({5}), no_headings=frozenset({9}))
    assert [name for _, name in headings(advised)] == ["No heading at all, it ends with a comma,"]
    with pytest.raises(LingotypeError, match="no paragraph begins here"):
        read(text, headings=frozenset({4}))


def test_numbers_that_count_up_are_a_list():
    """Others are text: a year, a single number, a number that does not follow."""
    assert kinds(read(f"{LONG}\n\n1. one\n\n2. two\n\n3. three\n\n{LONG}")) == [
        "Paragraph",
        "Numbered",
        "Paragraph",
    ]
    assert "Numbered" not in kinds(read(f"{LONG}\n\n1. one\n\n{LONG}\n\n7. seven\n\n{LONG}"))
    roman = read(f"{LONG}\n\ni) one\n\nii) two\n\n{LONG}").blocks[1]
    assert isinstance(roman, Numbered)
    assert roman.numerals == "lowerroman"


def test_items_and_what_belongs_to_them():
    items = "- one is long\n  enough for two lines\n\n  and a paragraph\n- two\n    - deeper\n"
    found = read(f"{WRAPPED}\n\n{items}")
    bullets = found.blocks[1]
    assert isinstance(bullets, Bullets)
    assert [[type(b).__name__ for b in item] for item in bullets.items] == [
        ["Paragraph", "Paragraph"],
        ["Paragraph", "Bullets"],
    ]


@pytest.mark.parametrize("text", ["o mundo gira", "l’homme", "n 5", "§ 5 Haftung"])
def test_words_that_look_like_stray_bullets(text: str):
    assert not any(
        r.rule == "stray-bullet" for r in read(f"{LONG}\n\n• x\n\n{text}\n\n{LONG}").remarks
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_of_any_kind(encoding: str):
    found = reader.read(f"Ein Öllämpchen\r\n\r\n{LONG}".encode(encoding), "m.txt")
    assert plain(found.title) == "Ein Öllämpchen"


def test_other_encodings_must_be_named():
    data = f"{LONG}\n\nEin Öllämpchen".encode("cp1252")
    with pytest.raises(LingotypeError) as error:
        reader.read(data, "m.txt")
    assert (error.value.where, error.value.what) == ("m.txt:3", "this is not utf-8")
    assert "--encoding cp1252" in error.value.fix
    assert reader.read(data, "m.txt", Advice("cp1252")).words[-1] == "Öllämpchen"
    with pytest.raises(LingotypeError, match="no encoding called klingon"):
        reader.read(data, "m.txt", Advice("klingon"))


@pytest.mark.parametrize("data", [b"", b" \n\n", b"PK\x03\x04\x00\x00"])
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(LingotypeError):
        reader.read(data, "m.txt")
