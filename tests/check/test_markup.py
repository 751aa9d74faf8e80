"""A text is read as docutils reads it, piece for piece and character for character."""

from __future__ import annotations

import docutils.nodes
import pytest
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from lingotype.check.markup import NOTHING, OBJECT, Kind, shape
from lingotype.check.markup_blocks import begins_block, outline

FRAGMENTS = [
    "word", "Wort", "слово", "字", " ", " ", "  ", "*", "**", "`", "``", "|", "_", "__", "\\",
    "\\ ", ":ref:`a`", ":ref:`t <a>`", "``x``", "*e*", "**s**", "`n`_", "`n`__", "n_", "`t <u>`_",
    "`t <n_>`_", "|s|", "|s|_", "[1]_", "[#a]_", "[*]_", "[C]_", "_`t`", "https://a.example/b",
    "a@b.example", ".", ",", "(", ")", "<", ">", "[", "]", ":", "::", "“", "”", "'", '"', "-",
    "x:", "a:b", "http:",
]  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12).map("".join)


def kinds(text: str) -> list[Kind]:
    return [piece.kind for piece in shape(text).pieces]


def test_every_kind_of_piece_is_found_with_its_place_and_parts():
    """The place is that in the string, markup included."""
    text = (
        "See :ref:`Title <x>` and ``lit`` [1]_ *em* **st** `x <http://a.b>`_ foo_ |s| "
        "http://a.org/x. a@b.c [C]_ _`t` `n`__"
    )
    found = shape(text)
    assert [text[slice(*piece.span)] for piece in found.pieces] == [
        ":ref:`Title <x>`", "``lit``", "[1]_", "*em*", "**st**", "`x <http://a.b>`_", "foo_", "|s|",
        "http://a.org/x", "a@b.c", "[C]_", "_`t`", "`n`__",
    ]  # fmt: skip
    role, *_, last = found.pieces
    assert (role.name, role.target, role.shown, role.titled) == ("ref", "x", "Title", True)
    assert (last.kind, last.target) == (Kind.REFERENCE, "")
    targets = [piece.target for piece in found.pieces]
    assert targets[-5:-1] == ["http://a.org/x", "mailto:a@b.c", "C", "t"]


def test_what_readers_do_not_see_is_out_of_sight_in_the_plain_text():
    """Words stay, in their places; what is no word of the language is an object."""
    plain = shape("a :ref:`T <x>` ``l``\\ s *e*").plain
    assert plain.replace(OBJECT, "o").replace(NOTHING, ".") == "a ......T..... ooooo..s .e."


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("plain", ("paragraph",)),
        ("- item", ("bullet_list",)),
        ("1919. A year.", ("enumerated_list",)),
        ("iiii. no number", ("paragraph",)),
        (" quoted", ("block_quote",)),
        ("| line", ("line_block",)),
        ("one\n\ntwo", ("paragraph", "paragraph")),
        (">>> 1", ("doctest_block",)),
        (".. include:: /etc/passwd", ("comment", "directive include")),
        ("text\n\n.. raw:: html\n\n   <b>", ("paragraph", "comment", "directive raw")),
        (".. |x| replace:: y", ("comment", "directive replace")),
        ("one\u2028- two", ("paragraph",)),
        ("- " * 200 + "x", ("too deep",)),
        ("x" * 20_000, ("too long",)),
        ("a b " * 5_000, ("too long",)),
        ("x " + "{" * 300, ("too long",)),
        ("a@b.c " * 300, ("too long",)),
        (".. _x: y", ("target",)),
    ],
)
def test_blocks_are_named_as_docutils_names_them(text: str, blocks: tuple[str, ...]):
    """A directive is named and never run."""
    assert shape(text).blocks == blocks


def test_docutils_complaints_are_told():
    """Those that Sphinx would warn of."""
    assert shape("a ``b").complaints == ("Inline literal start-string without end-string.",)
    assert shape("a ``b``").complaints == ()


@given(texts)
def test_the_plain_text_is_as_long_as_the_text(text: str):
    """So that a place in one is a place in the other."""
    assert len(shape(text).plain) == len(text)


@given(texts)
def test_pieces_stand_in_their_order_and_never_overlap(text: str):
    """Each within the text."""
    ends = [0]
    for piece in shape(text).pieces:
        start, end = piece.span
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


def trees(text: str) -> list[str]:
    """The inline elements that docutils itself makes of a text, without roles."""
    settings = get_default_settings(Parser)
    settings.report_level = 5
    tree = new_document("", settings)
    Parser().parse(text, tree)
    names = {"reference", "footnote_reference", "citation_reference", "substitution_reference"}
    names |= {"literal", "emphasis", "strong"}
    found = (x for x in tree.findall(docutils.nodes.Element) if x.tagname in names)
    return [x.tagname for x in found if not isinstance(x.parent, docutils.nodes.system_message)]


@given(
    st.lists(st.sampled_from([x for x in FRAGMENTS if ":ref:" not in x]), min_size=1, max_size=8)
)
def test_the_pieces_are_those_of_docutils(fragments: list[str]):
    """With docutils' whole parser as the oracle, where a text is one paragraph."""
    text = "".join(["w ", *fragments])
    found = shape(text)
    if not found.ordinary or found.complaints or "`" in text.replace("``", "").replace("`_", ""):
        return
    counted = dict.fromkeys(Kind, 0)
    for kind in kinds(text):
        counted[kind] += 1
    theirs = trees(text)
    assert counted[Kind.LITERAL] == theirs.count("literal")
    assert counted[Kind.FOOTNOTE] == theirs.count("footnote_reference")
    assert counted[Kind.CITATION] == theirs.count("citation_reference")


@given(st.text(alphabet="ab.)-+*|:>_ ([0i#=\t", max_size=12).map(str.lstrip).filter(bool))
def test_what_begins_no_block_is_one_paragraph(text: str):
    """The short way to the answer never differs from docutils' own."""
    if not begins_block(text) and len(text.splitlines()) == 1:
        assert outline(text) == ("paragraph",)
