"""Blocks written as reStructuredText, and read back by docutils as the same blocks."""

from __future__ import annotations

import pytest
from docutils import nodes
from tests.manuscript.reading import tree

from lingotype.manuscript.blocks import (
    Block,
    Break,
    Bullets,
    Cell,
    Definitions,
    DisplayedFormula,
    Figure,
    Formula,
    Heading,
    Lines,
    Link,
    Literal,
    Note,
    Numbered,
    Numerals,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Span,
    Style,
    Table,
    Text,
)
from lingotype.manuscript.rst.writer import Manner, Writer


def para(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def written(*blocks: Block, by_sentence: bool = True, **labels: str) -> str:
    return Writer(Manner(by_sentence), labels).document((Text("Title"),), "", blocks)


def body(*blocks: Block, **labels: str) -> nodes.section:
    """What docutils reads after the title, with nothing to complain of."""
    read = tree(written(*blocks, **labels))
    complaints = [m for m in read.findall(nodes.system_message) if m["level"] > 1]
    assert not complaints, written(*blocks)
    return next(iter(read.findall(nodes.section)))


def outline(node: nodes.Node) -> object:
    """Tags and texts of a tree, as nested lists."""
    if isinstance(node, nodes.Text):
        return node.astext().replace("\n", " ")
    silent = (nodes.comment, nodes.system_message)
    inside = [outline(child) for child in node.children if not isinstance(child, silent)]
    return [node.tagname, *inside]


def blocks_of(*blocks: Block) -> list[object]:
    """The outline of each block."""
    return [outline(n) for n in body(*blocks).children[1:] if not isinstance(n, nodes.comment)]


def test_a_sentence_a_line_or_wrapped():
    """Either way the text is the same; abbreviations and initials end no sentence."""
    text = (
        "Dr. J. Smith came, e.g. on Monday. “Why?” asked the keeper! He left… They cost 3. 5 were "
        "left. Nobody, not even the oldest of the harbour pilots of the town, had ever seen it."
    )
    by_sentence = written(para(text)).splitlines()[3:]
    assert by_sentence == [
        "Dr. J. Smith came, e.g. on Monday.",
        "“Why?” asked the keeper!",
        "He left…",
        "They cost 3.",
        "5 were left.",
        "Nobody, not even the oldest of the harbour pilots of the town, had ever seen it.",
    ]
    wrapped = written(para(text), by_sentence=False).splitlines()[3:]
    assert all(len(line) <= 79 for line in wrapped)
    assert " ".join(wrapped) == " ".join(by_sentence) == text


@pytest.mark.parametrize(
    "text",
    ["1. Rules of the house", "3. (1) Every keeper", "das 16. Jahr", "Ludwig XIV. Ein Leben"],
)
def test_a_number_before_a_word_ends_no_sentence(text: str):
    """It is that of an item, or an ordinal."""
    assert written(para(text)).splitlines()[3:] in ([text], [f"\\{text}"])


def test_a_sentence_longer_than_docutils_reads_is_wrapped():
    """It refuses lines of more than 10,000 characters."""
    lines = written(para("and on " * 4_000)).splitlines()
    assert max(map(len, lines)) < 10_000
    assert len(" ".join(lines[3:])) == 4_000 * 7 - 1


def test_text_without_spaces_stays_on_its_line():
    """A line end would put a gap between two Chinese sentences."""
    assert written(para("灯塔很高。它很亮。")).splitlines()[3:] == ["灯塔很高。它很亮。"]


def test_lists_in_lists():
    inner = Numbered((((para("one")),), ((para("two")),)), 3, Numerals.LOWER_ALPHA, "(", ")")
    found = blocks_of(Bullets(((para("first"), inner), (para("second"), para("more")))))
    assert found == [
        [
            "bullet_list",
            [
                "list_item",
                ["paragraph", "first"],
                [
                    "enumerated_list",
                    ["list_item", ["paragraph", "one"]],
                    ["list_item", ["paragraph", "two"]],
                ],
            ],
            ["list_item", ["paragraph", "second"], ["paragraph", "more"]],
        ]
    ]


@pytest.mark.parametrize(
    ("numerals", "before", "after", "start"),
    [
        (Numerals.ARABIC, "", ".", 1),
        (Numerals.ARABIC, "", ")", 7),
        (Numerals.LOWER_ALPHA, "(", ")", 1),
        (Numerals.UPPER_ALPHA, "", ".", 2),
        (Numerals.LOWER_ROMAN, "", ".", 1),
        (Numerals.UPPER_ROMAN, "(", ")", 4),
    ],
)
def test_numbered_lists_keep_their_numbers(numerals, before, after, start):
    items = tuple((para(f"item {n}"),) for n in range(12))
    found = body(Numbered(items, start, numerals, before, after))[1]
    assert found["enumtype"] == numerals
    assert (found["prefix"], found["suffix"]) == (before, after)
    assert found.get("start", 1) == start
    assert len(found) == 12


@pytest.mark.parametrize(
    ("numerals", "start", "count"),
    [
        (Numerals.LOWER_ALPHA, 1, 30),
        (Numerals.LOWER_ALPHA, 9, 3),
        (Numerals.UPPER_ROMAN, 5, 3),
        (Numerals.LOWER_ROMAN, 395, 10),
        (Numerals.ARABIC, 0, 3),
    ],
)
def test_numbers_that_docutils_does_not_know_become_figures(numerals, start: int, count: int):
    """No letter follows z, and `v.` at the head of a list is a letter to it."""
    items = tuple((para(f"item {n}"),) for n in range(count))
    found = body(Numbered(items, start, numerals, "", "."))[1]
    assert (found["enumtype"], found.get("start", 1), len(found)) == ("arabic", start, count)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Bullets(((para("a"),),)), Bullets(((para("b"),),))),
        (Numbered(((para("a"),), (para("b"),))), Numbered(((para("c"),), (para("d"),)))),
        (Bullets(((para("a"),),)), Quotation((para("b"),))),
        (Quotation((para("a"),)), Quotation((para("b"),))),
        (Definitions((((Text("t"),), ((para("a"),),)),)), Quotation((para("b"),))),
        (Literal("a"), Quotation((para("b"),))),
        (Lines(((Text("a"),),)), Lines(((Text("b"),),))),
        (Figure(Picture("a.png"), (para("c"),)), Quotation((para("b"),))),
    ],
)
def test_neighbours_do_not_grow_together(first: Block, second: Block):
    """Two blocks are two, and neither is part of the other."""
    both = blocks_of(first, second)
    assert both == [*blocks_of(first), *blocks_of(second)]


def test_a_quotation_within_a_list_item():
    found = blocks_of(Bullets(((Quotation((para("said"),)),),)))
    assert found == [["bullet_list", ["list_item", ["block_quote", ["paragraph", "said"]]]]]


def test_definitions_and_a_term_with_a_colon():
    """docutils takes what follows " : " for a classifier; such a term is set otherwise."""
    definitions = Definitions(
        (
            ((Text("wick"),), ((para("It burns."),), (para("It is cut."),))),
            ((Text("ladder : long"),), ((para("It reaches."),),)),
        )
    )
    shown = body(definitions).astext().split("\n\n")
    assert shown == ["Title", "wick", "It burns.", "It is cut.", "ladder : long", "It reaches."]
    assert not list(body(definitions).findall(nodes.classifier))


def test_verses_keep_their_lines_and_indents():
    """A paragraph with line ends of its own is one too."""
    verses = Lines(((Text("a lamp_"),), (Text("  *a* flame"),), (), (Text("- a light"),)))
    found = body(verses)[1]
    assert [line.astext() for line in found.findall(nodes.line)] == [
        "a lamp_",
        "*a* flame",
        "",
        "- a light",
    ]
    broken = body(Paragraph((Text("Quay 4"), Break(), Text("Harbour"), Break())))[1]
    assert [line.astext() for line in broken] == ["Quay 4", "Harbour"]


def test_tables_of_any_cells():
    """Headers repeat; a short row is filled; what a merged cell covers is empty, and told."""
    table = Table(
        head=((Cell((para("A"),)), Cell((para("B"),)), Cell((para("C"),))),),
        body=(
            (Cell((para("1"), para("2")), rows=2), Cell((para("- x"),), columns=2)),
            (Cell((Bullets(((para("y"),),)),)),),
            (Cell(()), Cell((Literal("z"),))),
        ),
        caption=(para("A table: *1*"),),
    )
    writer = Writer()
    source = writer.document((Text("Title"),), "", [table])
    read = next(iter(tree(source).findall(nodes.table)))
    rows = [[entry.astext() for entry in row] for row in read.findall(nodes.row)]
    assert rows == [
        ["A", "B", "C"],
        ["1\n\n2", "- x", ""],
        ["", "y", ""],
        ["", "z", ""],
    ]
    assert next(iter(read.findall(nodes.title))).astext() == "A table: *1*"
    assert dict(writer.apparatus.plainer) == {"merged cells of a table stand apart": 1}


def test_notes_stand_where_they_stood():
    """Glued to the word before, several paragraphs long, and a note within a note."""
    inner = Note((para("Inner."),))
    note = Note((Paragraph((Text("First"), inner, Text(" more."))), para("Second.")))
    found = body(Paragraph((Text("A lamp"), note, Text("s burn."))))
    assert found[1].astext() == "A lamp1s burn."
    notes = [
        [p.astext() for p in n.findall(nodes.paragraph)] for n in found.findall(nodes.footnote)
    ]
    assert notes == [["First2 more.", "Second."], ["Inner."]]


def test_pictures_alone_and_in_a_line():
    picture = Picture("lamp.png", "A lamp,\n lit")
    found = body(Figure(picture, (para("A lamp."),)), Paragraph((Text("See "), picture, Text("."))))
    images = list(found.findall(nodes.image))
    assert [(i["uri"], i["alt"]) for i in images] == [("images/lamp.png", "A lamp, lit")] * len(
        images
    )
    assert [c.astext() for c in found.findall(nodes.caption)] == ["A lamp."]
    assert found.children[2].astext() == "See A lamp, lit."


def test_formulas():
    found = body(
        Paragraph((Text("Let "), Formula("a_1 \\le b"), Text("."))),
        DisplayedFormula("x^2\n\n+ y"),
    )
    assert next(iter(found.findall(nodes.math))).astext() == "a_1 \\le b"
    assert next(iter(found.findall(nodes.math_block))).astext().split() == ["x^2", "+", "y"]


def test_code_with_any_characters():
    """Backquotes and backslashes cannot stand between double backquotes."""
    for code in ("a b", "`a`", "\\n", "a``b", "*"):
        found = body(Paragraph((Text("See "), Span(Style.CODE, (Text(code),)), Text("!"))))[1]
        assert [node.astext() for node in found.findall(nodes.literal)] == [code]
    assert body(Literal("  a\n\n\tb", "no-such-language"))[1].astext() == "a\n\n      b"


def test_links_of_all_kinds():
    link = Link((Text("a <page>"),), "https://example.org/a b_(c)_")
    here = Link((Text("there"),), "#name")
    lost = Link((Text("nowhere"),), "#gone")
    found = body(Paragraph((link, Text(" and "), lost)))[1]
    assert found.astext() == "a <page> and nowhere"
    [reference] = found.findall(nodes.reference)
    assert reference["refuri"] == "https://example.org/a%20b_(c)_"
    assert ":ref:`there <label>`" in written(Paragraph((here,)), name="label")


def test_sections_follow_the_levels():
    """A level that is skipped is not opened, and an outer one closes those within."""
    found = body(
        Heading(3, (Text("A"),)),
        Heading(5, (Text("B"),)),
        Heading(3, (Text("C"),)),
        Heading(2, (Text("D"),)),
        Heading(3, (Text("E"),)),
        para("end"),
    )
    depths = {}
    for section in found.findall(nodes.section):
        depth, above = 0, section.parent
        while isinstance(above, nodes.section):
            depth, above = depth + 1, above.parent
        depths[section[0].astext()] = depth
    assert depths == {"Title": 0, "A": 1, "B": 2, "C": 1, "D": 1, "E": 2}


def test_rules_only_where_docutils_allows_them():
    found = blocks_of(
        Rule(),
        para("a"),
        Rule(),
        Rule(),
        para("b"),
        Rule(),
        Heading(2, (Text("H"),)),
        Rule(),
        para("c"),
        Rule(),
    )
    assert [block[0] for block in found] == ["paragraph", "transition", "paragraph", "section"]
