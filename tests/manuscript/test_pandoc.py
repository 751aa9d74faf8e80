"""What pandoc reads becomes blocks: one book in five formats, and Markdown as people type it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.manuscript.documents import (
    needs_pandoc,
    png,
    read,
    rules,
    said,
    texts,
    written_by_pandoc,
)

from lingotype.errors import LingotypeError
from lingotype.manuscript import pandoc
from lingotype.manuscript.blocks import (
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
    plain,
)
from lingotype.manuscript.pandoc import program
from lingotype.manuscript.pandoc.markdown import blank_lines_before_lists

pytestmark = needs_pandoc

BOOK = """\
---
title: The Lamplighters
author: [Ada Wick, Ben Flint]
---

# The first lamp

It was **bright** and *warm*.[^1] See [the end](#the-end) or
[the almanac](https://example.org/almanac).

[^1]: Brighter than a candle.

    And warmer.

## Oil

- whale
- olive
    - pressed twice

1. Fill it.
2. Light it.

> Lamps are
> patient.

| Lamp | Hours |
|------|-------|
| tin  | six   |

: How long they burn

![A lamp](lamp.png)

# The end

Good night.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lamp.png").write_bytes(png())
    return tmp_path


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".odt", ".epub"])
def test_a_book_is_the_same_book_in_every_format(folder: Path, suffix: str):
    """Title, authors, headings of two levels, emphasis, note, links, lists, table and picture."""
    path = folder / f"book{suffix}"
    book = read(path, BOOK) if suffix == ".md" else read(written_by_pandoc(path, BOOK))
    assert plain(book.title) == "The Lamplighters"
    assert [plain(author) for author in book.authors] == ["Ada Wick", "Ben Flint"]
    headings = [b for b in book.blocks if isinstance(b, Heading)]
    assert [(h.level, plain(h.inside)) for h in headings] == [
        (1, "The first lamp"),
        (2, "Oil"),
        (1, "The end"),
    ]
    paragraph = next(b for b in book.blocks if isinstance(b, Paragraph) and "bright" in said([b]))
    assert Span(Style.STRONG, (Text("bright"),)) in paragraph.inside
    assert Span(Style.EMPHASIS, (Text("warm"),)) in paragraph.inside
    note = next(piece for piece in paragraph.inside if isinstance(piece, Note))
    assert [said([b]) for b in note.inside] == ["Brighter than a candle.", "And warmer."]
    links = [piece for piece in paragraph.inside if isinstance(piece, Link)]
    assert [link.target for link in links] == [
        f"#{headings[2].name}",
        "https://example.org/almanac",
    ]
    kinds = [type(b) for b in book.blocks]
    assert {Bullets, Numbered, Quotation, Table, Figure} <= set(kinds)
    table = next(b for b in book.blocks if isinstance(b, Table))
    assert [[said(cell.inside) for cell in row] for row in table.head] == [["Lamp", "Hours"]]
    assert [[said(cell.inside) for cell in row] for row in table.body] == [["tin", "six"]]
    assert list(book.media.values()) == [png()]
    assert book.remarks == ()
    assert {block.where for block in book.blocks} == set(range(1, len(book.blocks) + 1)) or (
        suffix in (".html", ".epub", ".odt")  # the title page stands before, or a caption apart
    )


MARKDOWN = {
    "typed characters stay": (
        '"Don\'t" -- he said...',
        Paragraph((Text('"Don\'t" -- he said...'),), 1),
    ),
    "numbers of a list": (
        "(c) one\n(d) two",
        Numbered(
            ((Paragraph((Text("one"),), 1),), (Paragraph((Text("two"),), 1),)),
            3,
            Numerals.LOWER_ALPHA,
            "(",
            ")",
            1,
        ),
    ),
    "code": ("```python\nx = 1\n\ny\n```", Literal("x = 1\n\ny", "python", 1)),
    "verse": ("| one\n|   two", Lines(((Text("one"),), (Text("  two"),)), 1)),
    "definitions": (
        "Oil\n: burns",
        Definitions((((Text("Oil"),), ((Paragraph((Text("burns"),), 1),),)),), 1),
    ),
    "formula": ("$$\nx^2\n$$", DisplayedFormula("x^2", 1)),
    "formula in a line": ("$x$ it", Paragraph((Formula("x"), Text(" it")), 1)),
    "rule": ("a\n\n* * *\n\nb", Rule(2)),
    "bold typed in pieces": ("**a****b**", Paragraph((Span(Style.STRONG, (Text("ab"),)),), 1)),
    "bold in bold": (
        "<b>a **b** c</b>",
        Paragraph((Span(Style.STRONG, (Text("a b c"),)),), 1),
    ),
    "tags of HTML": (
        "H<sub>2</sub>O<br>x<sup>2</sup>",
        Paragraph(
            (
                Text("H"),
                Span(Style.SUBSCRIPT, (Text("2"),)),
                Text("O"),
                Break(),
                Text("x"),
                Span(Style.SUPERSCRIPT, (Text("2"),)),
            ),
            1,
        ),
    ),
    "a heading in a quotation": (
        "> # Head\n>\n> text",
        Quotation(
            (Paragraph((Span(Style.STRONG, (Text("Head"),)),), 1), Paragraph((Text("text"),), 1)), 1
        ),
    ),
}


@pytest.mark.parametrize("case", MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown_becomes_blocks(folder: Path, case: tuple[str, object]):
    """A construct of Markdown, and the block that it is."""
    source, wanted = case
    assert wanted in read(folder / "a.md", source).blocks


def test_a_list_needs_no_empty_line_before_it(folder: Path):
    """As everywhere but in pandoc; a year at the start of a line is no list."""
    found = read(folder / "a.md", "We need:\n- oil\n- a wick\n\nIt was in\n1986. They left.").blocks
    assert [type(block) for block in found] == [Paragraph, Bullets, Paragraph]
    assert "1986" in said(found)


@given(st.lists(st.sampled_from(["- a", "text", "", "1. b", "```", "    - c", "| x", "2. d"])))
def test_empty_lines_before_lists_are_all_that_is_added(lines: list[str]):
    """And doing it twice is doing it once."""
    once = blank_lines_before_lists("\n".join(lines))
    assert [s for s in once.split("\n") if s] == [s for s in lines if s]
    assert blank_lines_before_lists(once) == once


def test_words_in_another_markup_are_reported(folder: Path):
    """TeX has no place in the text, but its words are not lost; a comment is no text."""
    book = read(folder / "a.md", "Before \\index{lamp} after.\n\n<!-- check this -->\n\nEnd.")
    assert [(r.rule, r.text, r.where) for r in book.left_out] == [
        ("raw-markup", "\\index{lamp}", 1)
    ]
    assert texts(book.remarks, "comment") == ["check this"]
    assert said(book.blocks) == "Before after. End."


def test_an_only_first_heading_is_the_title(folder: Path):
    """So begin most Markdown files; the chapters are then of the first level."""
    book = read(folder / "a.md", "# Book\n\n## One\n\na\n\n### Deep\n\nb\n\n## Two\n\nc")
    assert plain(book.title) == "Book"
    levels = [(b.level, plain(b.inside)) for b in book.blocks if isinstance(b, Heading)]
    assert levels == [(1, "One"), (2, "Deep"), (1, "Two")]


def test_no_level_of_headings_is_left_out(folder: Path):
    """A heading is at most one level below the one before."""
    book = read(folder / "a.md", "# A\n\na\n\n#### B\n\nb\n\n## C\n\nc\n\n# D\n\nd")
    assert [b.level for b in book.blocks if isinstance(b, Heading)] == [1, 2, 2, 1]


def test_short_bold_paragraphs_are_headings_where_there_is_no_other(folder: Path):
    """So write those who do not know of styles; a bold sentence is none."""
    source = "**Oil**\n\nIt burns.\n\n**It burns.**\n\n**Wicks**\n\nThey glow. Also **so**.\n"
    book = read(folder / "a.md", source)
    assert [plain(b.inside) for b in book.blocks if isinstance(b, Heading)] == ["Oil", "Wicks"]
    assert texts(book.remarks, "heading-found") == ["Oil", "Wicks"]
    with_heading = read(folder / "b.md", f"# Lamps\n\n{source}\n# More\n\nx")
    assert "heading-found" not in rules(with_heading.remarks)


LINKS = {
    "javascript:alert(1)": "link-dropped",
    "data:text/html,x": "link-dropped",
    "file:///etc/passwd": "link-dropped",
    "#nowhere": "link-broken",
}


@pytest.mark.parametrize(("address", "rule"), LINKS.items())
def test_an_address_that_is_none_leaves_its_text(folder: Path, address: str, rule: str):
    book = read(folder / "a.md", f"See [here]({address}).")
    assert book.blocks == (Paragraph((Text("See here."),), 1),)
    assert rules(book.remarks) == [rule]
    assert address.split(",", maxsplit=1)[0] in book.remarks[0].text


def test_a_link_may_name_a_heading_as_other_programs_do(folder: Path):
    """GitHub makes ``#whats-new-in-20`` where pandoc makes ``#whats-new-in-2.0``."""
    book = read(folder / "a.md", "# A\n\n[x](#whats-new-in-20)\n\n# What's new in 2.0\n\nb")
    paragraph = next(b for b in book.blocks if isinstance(b, Paragraph))
    heading = next(b for b in book.blocks if isinstance(b, Heading) and "new" in plain(b.inside))
    assert paragraph.inside == (Link((Text("x"),), f"#{heading.name}"),)


def test_a_table_keeps_its_spans(folder: Path):
    """A cell stands in the first row and column that it covers."""
    source = "<table><tr><td colspan=2>a<tr><td rowspan=2>b<td>c<tr><td>d</table>"
    (table,) = read(folder / "a.html", source).blocks
    assert isinstance(table, Table)
    assert table.body == (
        (Cell((Paragraph((Text("a"),), 1),), 1, 2),),
        (Cell((Paragraph((Text("b"),), 1),), 2, 1), Cell((Paragraph((Text("c"),), 1),))),
        (Cell((Paragraph((Text("d"),), 1),)),),
    )


# --- pictures --------------------------------------------------------------------------------


def test_a_picture_beside_the_manuscript_is_taken_under_a_safe_name(folder: Path):
    """By what it is, not by what it is called; the same picture once."""
    (folder / "img").mkdir()
    (folder / "img" / "Große Lampe.JPEG").write_bytes(png(9))
    book = read(folder / "a.md", "x ![one](img/Gro%C3%9Fe%20Lampe.JPEG) ![two](lamp.png)")
    assert book.media == {"groe-lampe.png": png(9), "lamp.png": png()}
    (paragraph,) = book.blocks
    assert isinstance(paragraph, Paragraph)
    assert Picture("groe-lampe.png", "one") in paragraph.inside


NOT_OURS = [
    "https://example.org/lamp.png",
    "//example.org/lamp.png",
    "/etc/hostname",
    "../secret.png",
    "sub/../../secret.png",
    "..%2Fsecret.png",
    "link.png",
    "linked/lamp.png",
    "notes.txt",
    "no-such.png",
    "file:///etc/hostname",
    "http://[broken",
]


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize("address", NOT_OURS)
def test_no_other_picture_is_read_or_fetched(folder: Path, address: str, suffix: str):
    """Its description stands instead, and the report has the address."""
    own = folder / "own"
    own.mkdir()
    (folder / "secret.png").write_bytes(png(1))
    (own / "notes.txt").write_text("not a picture")
    (own / "link.png").symlink_to(folder / "secret.png")
    (own / "linked").symlink_to(folder)
    source = (
        f"A ![lamp]({address}) here."
        if suffix == ".md"
        else f'A <img src="{address}" alt=lamp> here.'
    )
    book = read(own / f"a{suffix}", source)
    assert said(book.blocks) == "A lamp here."
    assert book.media == {}
    assert [unquote(text) for text in texts(book.remarks, "picture-not-fetched")] == [
        unquote(address)
    ]


def test_pictures_within_an_address_are_taken(folder: Path):
    """Unless they are none, or do something."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg'>%s</svg>"
    good = read(folder / "a.html", f'x <img src="data:image/svg+xml,{svg % ""}">')
    assert list(good.media) == ["picture.svg"]
    for bad in (svg % "<script>1</script>", svg % "<a onload='x'/>", "text"):
        book = read(folder / "b.html", f'x <img src="data:image/svg+xml,{bad}">')
        assert (book.media, rules(book.remarks)[0]) == ({}, "picture-not-fetched")


# --- what cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize("suffix", sorted(pandoc.SUFFIXES))
@pytest.mark.parametrize("content", [b"", b"   \n", b"\x00\xff\xfe\x80" * 400])
def test_a_file_of_nothing_is_refused(folder: Path, suffix: str, content: bytes):
    """With its name, and without a traceback."""
    path = folder / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises(LingotypeError) as caught:
        pandoc.read(path, "shown/name")
    assert caught.value.where == "shown/name"


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_a_packed_file_is_no_text(folder: Path, suffix: str):
    written_by_pandoc(folder / "a.docx", "x").rename(folder / f"a{suffix}")
    with pytest.raises(LingotypeError, match="packed file"):
        pandoc.read(folder / f"a{suffix}", "a")


def test_a_folder_and_a_missing_file_are_refused(folder: Path):
    for name in ("sub.html", "gone.docx"):
        if name.startswith("sub"):
            (folder / name).mkdir()
        with pytest.raises(LingotypeError):
            pandoc.read(folder / name, name)


def test_without_pandoc_the_user_is_told_what_to_install(folder: Path, monkeypatch):
    monkeypatch.setattr(program, "find", lambda: None)
    with pytest.raises(LingotypeError) as caught:
        read(folder / "a.md", "x")
    assert caught.value.fix == "pip install pypandoc_binary"


def instead(folder: Path, script: str) -> str:
    """A program that is called instead of pandoc."""
    path = folder / "not-pandoc"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


FAILING = {
    "exit 3": "pandoc cannot read it",
    "exec sleep 30": "had not read it",
    "echo 'Unknown option --sandbox.' >&2; exit 6": "too old",
    "echo 'pandoc: Heap exhausted;' >&2; exit 251": "too much memory",
    "exit 0": "gave no document",
    "echo '[]' > output.json": "gave no document",
    """echo '{"pandoc-api-version":[1,17],"meta":{},"blocks":[]}' > output.json""": "too old",
}


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize(("script", "what"), FAILING.items())
def test_a_pandoc_that_fails_is_reported(folder: Path, monkeypatch, script: str, what: str):
    monkeypatch.setattr(program, "find", lambda: instead(folder, script))
    monkeypatch.setattr(program, "SECONDS", 1)
    with pytest.raises(LingotypeError, match=what):
        read(folder / "a.md", "x")


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_pandoc_runs_in_its_sandbox_and_nowhere_else(folder: Path, monkeypatch):
    """It gets the copy of one file, in a folder of its own, and no name that a user chose."""
    seen = folder / "seen"
    script = f'echo "$PWD" "$@" > {seen}; ls >> {seen}; exit 3'
    monkeypatch.setattr(program, "find", lambda: instead(folder, script))
    (folder / "--output=x.md").write_text("x")
    with pytest.raises(LingotypeError):
        pandoc.read(folder / "--output=x.md", "x")
    command, *files = seen.read_text().split("\n")
    assert "--sandbox" in command
    assert "x.md" not in command
    assert not command.startswith(str(folder))
    assert files == ["input", ""]


def test_what_is_nested_too_deeply_is_refused(folder: Path):
    with pytest.raises(LingotypeError):
        read(folder / "a.html", f"{'<ul><li>' * 3000}x")


def test_reading_twice_gives_the_same(folder: Path):
    path = written_by_pandoc(folder / "a.epub", BOOK)
    assert pandoc.read(path, "a") == pandoc.read(path, "a")


# --- laws ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "lamp",
            "oil.",
            "*wick*",
            "**flame**",
            "`code`",
            "~~out~~",
            "x^2^",
            "H~2~O",
            "\n",
            "\n\n",
        ),
        *(
            "# Head\n\n",
            "- item\n",
            "1. step\n",
            "> said\n",
            "| line\n",
            "$a$",
            "$$b$$",
            "^[a note]",
        ),
        *("<b>tag</b>", "<div>\n", "</div>\n", "\\tex{arg}", "[link](#head)", "![alt](no.png)"),
        *(
            "    code\n",
            "***\n",
            "Term\n:   meaning\n",
            "<!-- gone -->",
            "&amp;",
            "\\*",
            "<ul><li>",
        ),
    ]
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_no_word_of_any_markdown_is_lost(tmp_path: Path, pieces: list[str]):
    """Each is in the text or in what was left out, in order (`read` holds it against them)."""
    read(tmp_path / "a.md", " start " + " ".join(pieces))
