"""Words: what a translator is paid for, whatever markup stands around it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.words import count

CASES = {
    # Words
    "": 0,
    "   \n\t": 0,
    "Hello": 1,
    "Hello, world!": 2,
    "one\ntwo\n\nthree": 3,
    "— … !? — (&) * + 🙂": 0,
    "snake_case and __init__": 3,
    "_ __ ___": 0,
    # What holds a word together
    "don't": 1,
    "l’homme d’État": 2,
    "‘quoted’ and 'quoted'": 3,
    "well-known": 1,
    "non\u2011breaking": 1,
    "a dash - and—another -- one": 5,
    "co\u00adoperate": 1,
    "col·lecció": 1,
    "example.org": 1,
    "End. Next": 2,
    "wait... what": 2,
    "mail me@example.org now": 3,
    # Numbers
    "3.14": 1,
    "1,234,567 and 1.234,56": 3,
    "1\u202f234": 1,
    "at 10:30": 2,
    "one,two": 2,
    "50 % of 2026-11-15": 3,
    "²": 1,
    # Scripts with spaces
    "Привет, мир": 2,
    "Ελληνικά": 1,
    "שלום עולם": 2,
    "מרכז־העיר": 1,
    "السلام عليكم": 2,
    "عَرَبِيّ": 1,
    "می\u200cخواهم": 1,
    "हिन्दी में": 2,
    "தமிழ் நாடு": 2,
    "한국어 문서": 2,
    "e\u0301te\u0301": 1,
    "𞤆𞤵𞤤𞤢𞤪 𞤐𞤣𞤫𞥅𞤯": 2,
    "𑄌𑄋𑄴𑄟𑄳𑄦 𑄞𑄌𑄴": 2,
    # Scripts without
    "中文": 2,
    "翻訳、と。": 3,
    "ひらがな": 4,
    "カタカナー・カ": 6,
    "ｶﾀｶﾅ": 4,
    "か\u3099": 1,
    "𠮷野家": 3,
    "辻\U000e0100": 1,
    "ไทย": 3,
    "ที่นี่": 2,
    "ລາວ": 3,
    "ខ្មែរ": 3,
    "မြန်မာ": 3,
    "用 Sphinx 9.0 写书": 5,
    "Python入门": 3,
    # Inline markup
    "**bold** and *slanted words*": 4,
    "``literal`` text": 2,
    "``pip install -U lingotype``": 4,
    "```quoted` literal``": 2,
    "|version| of |the project|": 4,
    "an example::": 2,
    "`default role`": 2,
    "re\\ :sub:`2`\\ x": 3,
    r"a \*star\* and \`quote\`": 4,
    r"C:\\path": 2,
    "a lone ` backquote": 3,
    "two `` backquotes": 2,
    # Roles
    ":ref:`setup`": 1,
    "See :ref:`the set-up <setup-guide>` first.": 4,
    ":ref:`setup <x>`": 1,
    ":doc:`/guide/setup.rst`": 1,
    ":doc:`the guide </guide/setup>`": 2,
    ":term:`source code`": 2,
    ":term:`shown <target>`": 1,
    ":term:`源代码`": 3,
    ":term:`源代码 <source>`": 3,
    ":py:func:`~package.module.name()`": 1,
    ":c:expr:`a / b`": 2,
    "`shown <target>`:term:": 1,
    "`/guide/setup`:doc:": 1,
    ":kbd:`<Ctrl>`": 1,
    ":kbd:`+`": 0,
    ":math:`a < b`": 2,
    "Note: `text`": 2,
    # Links and addresses
    "`the home page <https://example.org/a-b/c?d=e#f>`_ of it": 5,
    "`the home page <home_>`__": 3,
    "`home page`_ and Python_ and anonymous__": 6,
    "`<https://example.org/a/b>`_": 1,
    "https://example.org/a/b?c=d,e&f=g#h": 1,
    "Look at https://example.org/a, or <http://example.org>.": 5,
    "www.example.org/a/b": 1,
    "mailto:me@example.org": 1,
    "见https://example.org/a。好": 3,
    "``https://example.org/a/b``": 1,
    "_`internal target` here": 3,
    # Notes and citations
    "text [#note]_": 1,
    "text [1]_ [#]_ [*]_ [CIT2002]_ more": 2,
    "a [bracketed remark] stays": 4,
    "[link]_text": 1 + 1,
}


@pytest.mark.parametrize(("text", "words"), CASES.items(), ids=repr)
def test_a_text_has_the_words_that_its_reader_sees(text: str, words: int) -> None:
    """Markup, targets and footnote references count nothing; an address is one word."""
    assert count(text) == words


@pytest.mark.parametrize("text", ["éclair déjà", "ガギグ", "Việt Nam", "й ё"])
def test_a_composed_letter_counts_as_its_parts_do(text: str) -> None:
    """A combining mark belongs to the letter before it."""
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert count(composed) == count(apart)


# --- laws

WITHOUT_BACKQUOTES = st.text(st.characters(exclude_characters="`", exclude_categories=["Cs"]))
WORDS = st.lists(st.from_regex(r"[a-zа-я]{1,9}(['’-][a-z]{1,5})?", fullmatch=True))
MARKUP = st.text(st.sampled_from(":`<>_*|[]\\#~ \nab漢.ref"), max_size=60)


@given(WORDS)
def test_plain_words_count_one_each(words: list[str]) -> None:
    """Whatever their number and whatever whitespace stands between them."""
    assert count(" ".join(words)) == count("\n".join(words)) == len(words)


@given(WITHOUT_BACKQUOTES, WITHOUT_BACKQUOTES)
def test_two_paragraphs_have_the_words_of_both(first: str, second: str) -> None:
    """A line's end is in no word, so counts of messages add up to that of the document."""
    assert count(f"{first}\n{second}") == count(first) + count(second)


@given(WITHOUT_BACKQUOTES)
def test_another_script_beside_it_changes_no_count(text: str) -> None:
    """The short cut for plain text finds what the full pattern finds."""
    assert count(f"漢\n{text}") == 1 + count(text)


@given(WORDS, st.sampled_from(["**", "*", "``", "`", "|"]))
def test_markup_around_words_counts_nothing(words: list[str], mark: str) -> None:
    """Emphasis, literals and substitutions are paid for as the words within."""
    text = " ".join(words)
    assert count(f"{mark}{text}{mark}") == len(words)


@given(WORDS, st.from_regex(r"[a-z/.-]{1,20}", fullmatch=True))
def test_the_target_of_a_titled_role_counts_nothing(words: list[str], target: str) -> None:
    """The title alone is translated."""
    title = " ".join(["word", *words])
    assert count(f":ref:`{title} <{target}>`") == count(title)


@given(st.text() | MARKUP)
def test_a_count_lies_between_nothing_and_the_length(text: str) -> None:
    """However broken the markup is."""
    assert 0 <= count(text) <= len(text)


# --- cost

HOSTILE = [
    *("`", ":", "<", "*", "[", "_", "\\", "|", "]_", "'", "é", "漢", "हि"),
    *("`<", "`a <", "` ", "`\\", "`\\a", "\\`", "\\ `", "a`", "``a", "``a`", "```a", " `` ` "),
    *(":a", ":a:`", ":a:`\\`", "a:", "[a", "[#a]", "a_", "a'", "a-", "1,", "a\u0301"),
    *("h", "://", "www.", "http://", "a+", "+a", "a."),
]


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
@pytest.mark.parametrize("start", ["", "`", "``", ":a:`"], ids=repr)
def test_broken_markup_costs_no_more_than_its_length(start: str, piece: str) -> None:
    """Twice the text takes about twice the time; its square would take minutes here."""
    assert _seconds(start + piece * (200_000 // len(piece))) < 3


@pytest.mark.parametrize("piece", ["`", ":", "<", "*"])
def test_a_megabyte_of_one_mark_is_counted_at_once(piece: str) -> None:
    """A contribution cannot hold up the counting of a project."""
    assert _seconds(piece * 1_000_000) < 3


def _seconds(text: str) -> float:
    began = time.perf_counter()
    count(text)
    return time.perf_counter() - began


def test_a_hundred_thousand_messages_take_seconds() -> None:
    """Progress counts a whole project at each call. The bound is wide for slow machines."""
    message = " ".join(["translating", "the", "Handbook’s", "well-known", "chapters"] * 6)
    began = time.perf_counter()
    assert sum(count(message) for _ in range(10_000)) == 300_000
    assert time.perf_counter() - began < 1.5
