"""Chapters: where they begin, what they are called, what their files are named."""

from __future__ import annotations

import pytest

from lingotype.errors import LingotypeError
from lingotype.manuscript import chapters
from lingotype.manuscript.blocks import Heading, Link, Manuscript, Paragraph, Text, plain
from lingotype.manuscript.chapters import Book, Wishes
from lingotype.manuscript.pages import pages
from lingotype.manuscript.rst.writer import Manner
from lingotype.model.language import Language

ENGLISH = Language.parse("en")


def head(level: int, text: str, name: str = "") -> Heading:
    return Heading(level, (Text(text),), name, where=level)


def para(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def of(*blocks, title: str = "", path: str = "my-book.docx", tag: str = "en", **wishes) -> Book:
    manuscript = Manuscript(path, "paragraph", blocks, (), title=(Text(title),) if title else ())
    return chapters.book([manuscript], Wishes(**wishes), Language.parse(tag))


def names(book: Book) -> list[tuple[str, str]]:
    return [(chapter.name, plain(chapter.title)) for chapter in book.chapters]


def test_a_chapter_a_heading_and_one_for_what_stands_before():
    book = of(para("x."), head(1, "One!"), para("y"), head(2, "In it"), head(1, "Two"), title="T")
    assert names(book) == [("introduction", "Introduction"), ("one", "One!"), ("two", "Two")]
    assert [chapter.made for chapter in book.chapters] == [True, False, False]


def test_a_subtitle_and_an_author_are_no_chapter():
    """They stand on the first page; a sentence is text, and an editor may want a chapter."""
    blocks = (para("A novel"), para("by A. Winter"), head(1, "One"), para("x"), head(1, "Two"))
    book = of(*blocks, title="T")
    assert book.front == (para("A novel"), para("by A. Winter"))
    assert [name for name, _ in names(book)] == ["one", "two"]
    assert names(of(para("It was dark."), *blocks[2:], title="T"))[0][0] == "introduction"
    assert names(of(*blocks, title="T", introduction="Head"))[0] == ("head", "Head")


def test_a_title_of_spaces_is_none():
    assert plain(of(para("x"), title="Own", introduction=" ").title) == "Own"
    manuscript = Manuscript("my-book.docx", "paragraph", (para("x"),), ())
    assert plain(chapters.book([manuscript], Wishes(title="  "), ENGLISH).title) == "my book"


def test_a_lone_first_heading_is_the_title():
    book = of(head(1, "The Book"), para("x."), head(2, "One"), head(2, "Two"))
    assert plain(book.title) == "The Book"
    assert [name for name, _ in names(book)] == ["introduction", "one", "two"]


def test_without_a_title_the_file_gives_one():
    assert plain(of(para("x")).title) == "my book"
    assert plain(of(para("x"), title="Own").title) == "Own"


def test_the_title_an_editor_gives():
    """The manuscript's own then stands on the first page, since it is text."""
    manuscript = Manuscript("m.docx", "paragraph", (para("x"),), (), title=(Text("Own"),))
    book = chapters.book([manuscript], Wishes(title="Given"), ENGLISH)
    assert plain(book.title) == "Given"
    assert book.front == (para("Own"),)


def test_the_introduction_is_in_the_language_of_the_text():
    assert names(of(para("x"), tag="de")) == [("einleitung", "Einleitung")]
    assert names(of(para("x"), introduction="To begin"))[0][1] == "To begin"


def test_parts():
    """Headings above the chapters are captions; text of a part itself is a chapter too."""
    blocks = (head(1, "I"), head(2, "A"), para("a"), head(1, "II"), para("ii"), head(2, "B"))
    book = of(*blocks, title="T", level=2)
    assert [(plain(c.part), plain(c.title)) for c in book.chapters] == [
        ("I", "A"),
        ("II", "II"),
        ("II", "B"),
    ]
    index = pages(book, {}, [ENGLISH], Manner()).texts["index.rst"]
    assert index.count(":caption:") == 2
    assert ":caption: II\n   :maxdepth: 1\n\n   ii\n   b\n" in index
    with pytest.raises(LingotypeError, match="not so deep"):
        of(*blocks, title="T", level=3)


def test_several_manuscripts_are_a_chapter_each():
    one = Manuscript(
        "1-start.txt", "line", (head(1, "In it"), head(1, "More")), (), title=(Text("S"),)
    )
    two = Manuscript("2-end.txt", "line", (para("x"),), ())
    book = chapters.book([one, two], Wishes(title="Both"), ENGLISH)
    assert names(book) == [("s", "S"), ("2-end", "2 end")]
    assert plain(book.title) == "Both"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("For the political revolution!", "for-the-political-revolution"),
        ("The workers’ council", "the-workers-council"),
        ("Straße & Œuvre, Łódź", "strasse-oeuvre-lodz"),
        ("Что делать?", "что-делать"),
        ("第一章 灯塔", "第一章-灯塔"),
        ("Κεφάλαιο Α΄", "κεφάλαιο-α"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("… !", ""),
        ("A " + "very " * 9 + "long heading", "a-very-very-very-very-very-very-very-very-very"),
    ],
)
def test_names_are_readable(title: str, name: str):
    assert chapters.slug(title) == name


def test_names_are_free():
    """Of each other, of Sphinx's pages, of what Windows forbids."""
    heads = [head(1, text) for text in ("One", "one!", "Index", "CON", "…", "Search")]
    assert [name for name, _ in names(of(*heads, title="T"))] == [
        "one",
        "one-2",
        "index-2",
        "con-2",
        "chapter-5",
        "search-2",
    ]


def test_only_headings_that_are_linked_to_have_labels():
    link = Paragraph((Link((Text("there"),), "#b"),))
    book = of(head(1, "A", "a"), link, head(1, "B b", "b"), para("x"), title="T")
    assert book.labels == {0: {"b": "b-b"}}
    texts = pages(book, {}, [ENGLISH], Manner()).texts
    assert ":ref:`there <b-b>`" in texts["a.rst"]
    assert texts["b-b.rst"].startswith(".. _b-b:\n\nB b\n===\n")


def test_links_lead_to_headings_of_their_own_manuscript():
    """The same name may mean another heading in another file."""

    def manuscript(path: str) -> Manuscript:
        link = Paragraph((Link((Text("there"),), "#a"),))
        return Manuscript(path, "paragraph", (head(1, "A", "a"), link), (), title=(Text(path),))

    book = chapters.book([manuscript("one"), manuscript("two")], Wishes(), ENGLISH)
    assert book.labels == {0: {"a": "a"}, 1: {"a": "a-2"}}
    texts = pages(book, {}, [ENGLISH], Manner()).texts
    assert ":ref:`there <a>`" in texts["one.rst"]
    assert ":ref:`there <a-2>`" in texts["two.rst"]
