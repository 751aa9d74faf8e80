"""The laws of escaping: docutils gives back the very text, whatever characters it holds."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import example, given
from hypothesis import strategies as st
from tests.manuscript.reading import tree

from lingotype.manuscript.blocks import (
    Break,
    Heading,
    Inline,
    Link,
    Paragraph,
    Span,
    Style,
    Text,
    plain,
)
from lingotype.manuscript.rst import escape
from lingotype.manuscript.rst.writer import Manner, Writer
from lingotype.manuscript.words import collapsed

PIECES = [
    *"ab1Zé中ж .,:;!?*`|_\\-+=~#^()[]{}<>/\"'“”’—•§\n\t\u00a0\u0301@$%&",
    *("http://", "mailto:a@b.c", "::", ".. ", "1. ", "(a) ", "iv) ", "__", "``", "**", "a_", "é_ "),
    *(":x:", ":x: ", "-- ", "--x", "-a", ">>> ", "+--+", "== ==", "|a|", "[1]_", "[#]_", "_`a`"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=40)
manners = st.builds(Manner, st.booleans())


def document(*blocks, manner: Manner = Manner()) -> str:  # noqa: B008
    return Writer(manner).document((Text("Title"),), "", blocks)


def same(text: str) -> str:
    """A text as docutils hands it on: its white space collapsed, none at its ends."""
    return collapsed(text).strip()


@given(texts, manners)
@example("*", Manner())
@example("\\\\\\\\", Manner())
@example("\\::", Manner())
@example("----------", Manner())
@example("1. One", Manner())
@example("A line of\n=========", Manner(by_sentence=False))
def test_a_paragraph_comes_back(text: str, manner: Manner):
    """One paragraph, the very same characters, and nothing for docutils to complain of."""
    if not same(text):
        return
    source = document(
        Paragraph((Text("before"),)),
        Paragraph((Text(text),)),
        Paragraph((Text("after"),)),
        manner=manner,
    )
    read = tree(source)
    shown = [node.astext().replace("\n", " ") for node in read.findall(nodes.paragraph)]
    assert shown == ["before", same(text), "after"], source
    assert not list(read.findall(nodes.system_message)), source


@given(texts)
@example("1. The beginning")
@example("- - -")
@example("| a |")
def test_a_heading_comes_back(text: str):
    if not same(text):
        return
    source = document(
        Paragraph((Text("before"),)), Heading(1, (Text(text),)), Paragraph((Text("after"),))
    )
    read = tree(source)
    assert [node.astext() for node in read.findall(nodes.title)][-1:] == [same(text)], source
    assert not list(read.findall(nodes.system_message)), source


pieces = st.recursive(
    texts.map(Text) | st.just(Break()),
    lambda inner: (
        st.builds(Span, st.sampled_from(list(Style)), st.lists(inner, max_size=3).map(tuple))
        | st.builds(Link, st.lists(inner, max_size=2).map(tuple), texts.map("http://a.b/".__add__))
    ),
    max_leaves=6,
)


@given(st.lists(pieces, max_size=5), manners)
def test_dressed_text_comes_back(inside: list[Inline], manner: Manner):
    """Emphasis, links and the rest, in any nesting: no character is lost, none is added.

    White space is compared in the law above; beside markup it may move across its edge.
    """
    wanted = "".join(same(plain(inside)).split())
    if not wanted:
        return
    source = document(Paragraph(tuple(inside)), manner=manner)
    read = tree(source)
    section = next(iter(read.findall(nodes.section)))
    body = "".join(node.astext() for node in section.children[1:])
    assert "".join(body.split()) == wanted, source
    assert not list(read.findall(nodes.system_message)), source


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("A plain sentence.", "A plain sentence."),
        ("3 * 4 = 12", "3 * 4 = 12"),
        ("snake_case and _private", "snake_case and _private"),
        ("a|b, 2*3*4, **kwargs", "a|b, 2*3*4, \\*\\*kwargs"),
        ("Signed: ________", "Signed: ________"),
        ("one_ two__ [3]_", "one\\_ two\\__ [3]\\_"),
        ("5* hotels", "5* hotels"),
        ("*ptr", "\\*ptr"),
        ("name_", "name\\_"),
        ("C:\\dos", "C:\\\\dos"),
    ],
)
def test_no_more_is_escaped_than_needed(text: str, escaped: str):
    """Translators see the backslashes, so there are few."""
    assert escape.inline(text) == escaped


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("- a dash", "\\- a dash"),
        ("1. one", "\\1. one"),
        ("(a) one", "\\(a) one"),
        ("1.5 metres", "1.5 metres"),
        ("١. وصفة", "١. وصفة"),
        ("-5 degrees are cold", "-5 degrees are cold"),
        ("Mr. Smith", "Mr. Smith"),
        (".. note::", "\\.. note::"),
        (":field: x", "\\:field: x"),
    ],
)
def test_what_begins_a_line(line: str, safe: str):
    assert escape.start(line) == safe
