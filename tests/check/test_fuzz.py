"""Whatever a translator writes, the gate answers: laws, on texts made of broken markup."""

from __future__ import annotations

import random
import re
import time

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.hostile.cases import cases

from lingotype.check.check import check_message
from lingotype.check.fence import fence
from lingotype.check.markup import shape
from lingotype.check.pair import Setting
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.message import Message

ENGLISH = Language.parse("en")
SETTINGS = [
    Setting(Language.parse(tag) if tag else None, ENGLISH)
    for tag in ("de", "fr", "es", "ru", "zh-CN", "ja", "ar", "ur", "")
]
MARKS = "* ** ` `` _ __ | [ ] ( ) < > : :: ; \\ # - + . , ! ? % { } $ & @ / = ~ ^ ' \" « » „ “ 「"
BLOCKS = [
    "- ", "+ ", "\u2022 ", "1. ", "#. ", "(a) ", "iv) ", "| ", ">>> ", ":f: ", "-a  ", "--b=c  ",
    ".. ", ".. x::", ".. note:: a", ".. |a| replace:: b", ".. _a: b", ".. _a: a_", ".. [1] x",
    ".. [#] x", "__ a", "====", "----", "\n====\n", "\n----\n", "::", "+--+\n|a |\n+--+",
    "= =\na b\n= =", "\n\n", "\n", "\n   ", "   ", "\t", "\n- a\n\n  - b", "\n.. a\n", "a\n  b\n",
]  # fmt: skip
PIECES = [
    "*a*", "**a**", "``a``", "`a`", "`a`_", "`a`__", "a_", "a__", "`a <b>`_", "`a <b_>`__",
    "`a <a_>`_", "`a <https://x.example>`__", "`a <javascript:b>`_", ":ref:`a`", ":ref:`a <b>`",
    ":a:b:`c`", "`a`:ref:", ":term:`lamp`", ":numref:`{0} <a>`", ":math:`\\input{a}`", "_`a`",
    "|a|", "|a|_", "[1]_", "[#]_", "[#a]_", "[*]_", "[C1]_", "http://a.example/b?c=d#e",
    "a@b.example", "mailto:a@b.example", "//a.example", "\\ ", "\\*", "\\`", "\\\\", "# noqa",
]  # fmt: skip
WORDS = [
    "a", "lamp", "lamp lamp", "The keeper", "Der Wärter", "Лампа", "灯台", "مصباح", "منارہ", "हि",
    "p\u0430yp\u0430l", "12", "1,000.5", "٣", "三", "½", "²", "Ⅳ", "３", "%s", "%(a)s", "{a.b}",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\u00ad", "\ufeff",
    "\u3164", "\ufffc", "\ufdd0", "\ufffd", "\U000e0061", "\u0301", "\x01", "\x0b", "\x0c", "\r",
    "\x1b[2J", "\x1c", "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\u3000", "\ue000", "\ud800",
]  # fmt: skip


def fragments() -> st.SearchStrategy[str]:
    """A piece of text or markup, whole or in halves."""
    whole = st.sampled_from([*MARKS.split(), *BLOCKS, *PIECES, *WORDS, " ", ". "])
    return whole | whole.map(lambda text: text[: len(text) // 2]) | st.text(max_size=3)


def texts() -> st.SearchStrategy[str]:
    """What might stand in a msgstr; some of it again and again."""
    pieces = st.lists(fragments(), min_size=1, max_size=14).map("".join)
    again = st.tuples(pieces, st.sampled_from([2, 7, 40, 300])).map(lambda x: x[0][:20] * x[1])
    return st.one_of(pieces, again, mutated()).filter(bool)


def mutated() -> st.SearchStrategy[str]:
    """A hostile text with a few characters taken out, doubled or moved."""
    known = st.sampled_from([case.msgstr for case in cases()])
    return st.tuples(known, st.integers(0, 2**32)).map(lambda x: _mutated(*x))


def _mutated(text: str, seed: int) -> str:
    chance = random.Random(seed)
    letters = list(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(letters) + 1)
        piece = letters[at : at + chance.randint(1, 3)]
        del letters[at : at + len(piece)]
        to = chance.randrange(len(letters) + 1)
        letters[to:to] = piece * chance.randint(0, 3)
    return "".join(letters)


def messages() -> st.SearchStrategy[Message]:
    """A text of the book or a broken one, its translation, and whether it is fuzzy."""
    msgids = st.sampled_from([case.msgid for case in cases()]) | texts()
    flags = st.sampled_from([(), ("fuzzy",), ("python-format",)])
    return st.builds(
        lambda msgid, msgstr, kind: Message(msgid, (msgstr,), flags=kind), msgids, texts(), flags
    )


CALM_PARSE = {
    "_disable_config": True,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": "",
}
LEADING = (
    nodes.reference,
    nodes.target,
    nodes.raw,
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.substitution_reference,
)
CALM = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
SOAK = settings(CALM, max_examples=20_000)


def _shape_law(text: str) -> None:
    read = shape(text)
    assert read.text == text
    assert len(read.plain) == len(text)
    ends = [0, *(place for piece in read.pieces for place in piece.span), len(text)]
    assert ends == sorted(ends)
    for piece in read.pieces:
        if piece.inner != (0, 0):
            assert piece.span[0] <= piece.inner[0] <= piece.inner[1] <= piece.span[1]


def _check_law(message: Message, setting: Setting) -> None:
    found = check_message(message, setting, "a.po")
    assert check_message(message, setting, "a.po") == found
    for one in found:
        assert one.quote is not None
        for start, end in one.quote.marks:
            assert 0 <= start <= end <= len(one.quote.msgstr)
        for start, end in one.quote.source_marks:
            assert 0 <= start <= end <= len(one.quote.msgid)


def _fence_law(message: Message, setting: Setting) -> None:
    kept = fence(Catalogue(messages=(message,)), setting, lambda fuzzy: fuzzy).catalogue
    for left in kept.messages:
        assert (left.msgid, left.msgstrs) == (message.msgid, message.msgstrs)
        if left.msgstr != left.msgid and not _stays_literal(message.msgid):
            # A title or a term may look like a list; then its translation may look so too.
            assert blocks(left.msgstr) in (["paragraph"], blocks(message.msgid))
            assert shape(message.msgid).pieces or not leads_somewhere(left.msgstr)


def _stays_literal(msgid: str) -> bool:
    """Whether Sphinx puts the translation into an indented block, where nothing is markup."""
    return len(msgid.splitlines()) > 1


def parsed(text: str) -> nodes.document:
    """A text as docutils reads it, with nothing read from files."""
    tree: nodes.document = publish_doctree(text, settings_overrides=CALM_PARSE)
    return tree


def blocks(text: str) -> list[str]:
    """The blocks that docutils makes of a text."""
    found = parsed(text).children
    return [node.tagname for node in found if not isinstance(node, nodes.system_message)]


def leads_somewhere(text: str) -> list[nodes.Node]:
    """What links, is linked to or is taken over unread, after Sphinx has cut off ``# noqa``."""
    seen = parsed(re.sub(r"(?<!\\)#\s*noqa\s*\Z", "", text))
    return [node for kind in LEADING for node in seen.findall(kind)]


@CALM
@given(texts())
@example(".. _a: b")
@example("a@b.c " * 1650)
@example(":a: " * 400 + "b")
@example("-a  " * 400 + "b")
@example(".. [#] xi) " * 200)
def test_a_text_is_read_whole(text: str):
    """What is taken out of sight keeps its place, so that marks fit text and translation alike."""
    _shape_law(text)


@CALM
@given(messages(), st.sampled_from(SETTINGS))
def test_every_message_gets_an_answer_and_always_the_same(message: Message, setting: Setting):
    """Never a traceback; a mark stands inside the text that it marks."""
    _check_law(message, setting)


@CALM
@given(messages())
def test_what_the_fence_lets_through_is_one_paragraph(message: Message):
    """The whole of the text is published in the place of the msgid, or none of it."""
    _fence_law(message, SETTINGS[0])


@pytest.mark.soak
@SOAK
@given(messages(), st.sampled_from(SETTINGS))
def test_the_same_for_many_more_messages_and_within_their_time(message: Message, setting: Setting):
    """None takes a second of the processor, the rest of the machine apart."""
    start = time.process_time()
    check_message(message, setting, "a.po")
    assert time.process_time() - start < 1
    _shape_law(message.msgstr)
    _check_law(message, setting)


@pytest.mark.soak
@settings(SOAK, max_examples=5_000)
@given(messages())
def test_the_fence_holds_for_many_more_messages(message: Message):
    """docutils' own parse of the whole text is the oracle."""
    _fence_law(message, SETTINGS[0])
