"""Strings are wrapped as msgcat wraps them, at the width that a file already has."""

# ruff: noqa: E501 (a case a line)

from __future__ import annotations

import random
import shutil
import subprocess
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.formats import po
from lingotype.formats.po_linebreak import breaks, columns
from lingotype.formats.po_render import render
from lingotype.formats.po_wrap import measured_width, string_lines
from lingotype.model.catalogue import Catalogue, Sheet
from lingotype.model.message import Message, Previous

HEADER = Message("", ("Content-Type: text/plain; charset=UTF-8\n",))
needs_gettext = pytest.mark.skipif(
    not shutil.which("msgcat"), reason="needs msgcat: apt install gettext, brew install gettext"
)


def pieces(text: str) -> list[str]:
    places = [0, *breaks(text), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("two words", ["two ", "words"]),
        ("spaces   stay before", ["spaces   ", "stay ", "before"]),
        ("a-hyphen and -1", ["a-", "hyphen ", "and ", "-1"]),
        ("https://example.org/a?b=c", ["https://", "example.", "org/", "a?", "b=c"]),
        (":ref:`label`, ``code``", [":", "ref:", "`label`, ", "``code``"]),
        ("(round) [square] {curly}", ["(round) ", "[square] ", "{curly}"]),
        ("« garde » l’espace", ["« ", "garde ", "» ", "l’espace"]),
        ("no\u00a0break\u202fhere", ["no\u00a0break\u202fhere"]),
        ("a — dash—dash – en", ["a ", "— ", "dash", "—", "dash ", "– ", "en"]),
        ("„deutsch“ was ¿qué?", ["„deutsch“ ", "was ", "¿qué?"]),
        ("50 % of 3.14 and $5", ["50 ", "% ", "of ", "3.14 ", "and ", "$5"]),
        (r"tab\tand \"quoted\" \\ back\\slash", [r"tab\tand ", r"\"quoted\" ", r"\\ ", r"back\\slash"]),
        ("мир и война", ["мир ", "и ", "война"]),
        ("שלום עולם", ["שלום ", "עולם"]),
        ("مرحبا، يا عالم؟", ["مرحبا، ", "يا ", "عالم؟"]),
        ("हिन्दी में। और", ["हिन्दी ", "में। ", "और"]),
        ("中文，不分。", ["中", "文，", "不", "分。"]),
        ("สวัสดี ชาวโลก", ["สวัสดี ", "ชาวโลก"]),
        ("한국어 글", ["한", "국", "어 ", "글"]),
        ("soft\u00adhyphen zero\u200bwidth word\u2060joiner", ["soft\u00ad", "hyphen ", "zero\u200b", "width ", "word\u2060joiner"]),
    ],
)  # fmt: skip
def test_where_lines_break(text, broken):
    """By class of character, after the rules of Unicode."""
    assert pieces(text) == broken


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("中文", 4), ("ｗ", 2), ("हिन्दी", 5), ("ก่", 1), ("a\u200bb", 2),
     ("\u00ad", 0), ("‘’…", 3), ("😀", 2)],
)  # fmt: skip
def test_columns_of_a_text(text, width):
    """East Asian wide characters take two, marks none."""
    assert columns(text) == width


def test_a_string_that_fits_stands_beside_its_keyword():
    """Up to the very last column."""
    assert string_lines("msgid", "a bc", width=12) == ['msgid "a bc"']
    assert string_lines("msgid", "a bcd", width=12) == ['msgid ""', '"a bcd"']
    assert string_lines("msgid", "unsplittable", width=12) == ['msgid "unsplittable"']
    assert string_lines("msgid", "", width=12) == ['msgid ""']


def test_a_newline_always_ends_a_line():
    """Also without wrapping; and the last one stays with its line."""
    assert string_lines("msgid", "a\nb", width=0) == ['msgid ""', r'"a\n"', '"b"']
    assert string_lines("msgid", "a\n", width=0) == [r'msgid "a\n"']
    assert string_lines("msgid", "one two\n", width=10) == ['msgid ""', '"one "', r'"two\n"']


def test_directives_are_not_split():
    """A name in brackets may hold spaces."""
    message = Message("aaaa %(b c)s", flags=("python-format",))
    assert '"%(b c)s"' in render(message, 12)


# What msgcat makes of it

ALPHABETS = [
    "etaoinshrdlu", "абвгдежзиклмн", "αβγδεζηθικλμ", "אבגדהוזחטיכל", "ابتثجحخدذرزس", "अआकखगिीुेोंन्",
]  # fmt: skip
SEPARATORS = [
    " ", " ", " ", " ", ", ", ". ", ".", ": ", "; ", " — ", "–", "-", "‑", "/", "…", "... ", "! ", "?", "\u00a0", "\u202f",
    "\u2009", " (", ") ", " [", "] ", " {", "} ", " “", "” ", " «\u00a0", "\u00a0» ", " ‘", "’", "'", '"', "`", " :ref:`",
    "` ", " ``", "`` ", " *", "* ", "\n", "\t", "\\", " \\", "\\\\", "\\n", "%", " % ", "%(x)s", " $", "€ ", " €", "+", "=", " = ", "<", "> ",
    "|", " | ", "_", "~", "&", "@", "#", "^", "°", "№ ", "§ ", "¿", "¡", "،", "؛", "؟ ", "।", "״", "־", "1", " 12", "3.5",
    "2,000", "https://example.org/a-b/c?d=e&f=g#h ", "\u200b", "\u2060", "\u200d", "\u200e", "\u00ad", "→", "×", "±", "½", "²",
]  # fmt: skip


def sentences(dice: random.Random) -> str:
    """Words of one script with all kinds of signs between them."""
    alphabet = dice.choice(ALPHABETS)
    parts = []
    for _ in range(dice.randint(1, 40)):
        parts.append("".join(dice.choices(alphabet, k=dice.randint(1, 12))))
        parts.append(dice.choice(SEPARATORS))
    return "".join(parts)


def msgcat(catalogue: Catalogue, width: int) -> bytes:
    option = f"--width={width}" if width else "--no-wrap"
    data = po.write(catalogue)
    return subprocess.run(
        ["msgcat", option, "-"], input=data, capture_output=True, check=True
    ).stdout


@needs_gettext
@given(st.integers(0, 1 << 40), st.sampled_from([0, 20, 30, 60, 76, 79, 79, 120]))
@settings(max_examples=30, deadline=None)
def test_a_new_catalogue_is_written_as_msgcat_prints_it(seed, width):
    """Byte for byte, for text that breaks at spaces, with all its punctuation and markup."""
    dice = random.Random(seed)
    texts = [sentences(dice) for _ in range(60)]
    messages = tuple(
        Message(
            f"{number} {text}",
            (texts[-number],),
            msgctxt=texts[number // 2] if number % 5 == 0 else None,
            flags=("fuzzy",) if number % 3 == 0 else (),
            references=tuple(f"source/{'x' * (n % 20)}.rst:{n}" for n in range(number % 9)),
            translator_comments=("a comment that is long " * 6,) if number % 7 == 0 else (),
            previous=Previous(texts[number // 3]) if number % 3 == 0 else None,
            obsolete=number > 45,
        )
        for number, text in enumerate(texts)
    )
    catalogue = Catalogue(HEADER, messages, sheet=Sheet(width=width))
    assert po.write(catalogue).decode() == msgcat(catalogue, width).decode()


@needs_gettext
@given(
    st.lists(
        st.text("中文字，。（）「」ー々ァ한국สวัสดี ก่ abc1-\n", min_size=1, max_size=90),
        min_size=20,
        max_size=40,
        unique=True,
    )
)
@settings(max_examples=15, deadline=None)
def test_scripts_without_spaces_are_read_back_equal(texts):
    """Chinese, Japanese, Korean, Thai: what msgcat prints says the same."""
    messages = tuple(Message(text, (text,)) for text in texts)
    catalogue = Catalogue(HEADER, messages)
    assert po.read(msgcat(catalogue, 79)).messages == messages


@needs_gettext
@pytest.mark.parametrize(
    "width", [0, 20, 40, 60, 70, 75, 76, 77, 78, 79, 80, 81, 90, 100, 120, 200]
)
def test_the_width_of_a_file_is_found_again(width):
    """A message that changes is wrapped as msgcat wrapped the others."""
    dice = random.Random(width)
    texts = [sentences(dice).replace("\n", " ") for _ in range(200)]
    messages = tuple(Message(f"{n} {text}", (text,)) for n, text in enumerate(texts))
    printed = msgcat(Catalogue(HEADER, messages), width)
    read = po.read(printed)
    assert po.write(Catalogue(read.header, messages, sheet=read.sheet)) == printed


def test_a_file_that_says_nothing_has_the_default_width():
    """One short line tells no width, nor does a single long one."""
    assert measured_width('msgid "a"\nmsgstr "b"\n') == 79
    assert measured_width('msgid "' + "a" * 300 + '"\n') == 79


def test_one_line_that_sticks_out_does_not_set_the_width():
    """The width that contradicts the fewest lines wins."""
    text = "\n".join(string_lines("msgid", "some words here " * 60, width=60))
    assert measured_width(text + '\nmsgstr "' + "one long line " * 20 + '"\n') in range(58, 62)


def test_another_width_can_be_asked_for():
    """By the sheet."""
    catalogue = Catalogue(messages=(Message("one two three"),), sheet=Sheet(width=12))
    assert po.write(catalogue) == b'msgid ""\n"one two "\n"three"\nmsgstr ""\n'


def test_references_are_wrapped_even_where_strings_are_not():
    """As gettext 0.21 does it: at 79 columns, a reference never split."""
    message = Message("a", references=("x" * 40, "y" * 40, "z z.rst:1"))
    lines = render(message, 0).split("\n")
    assert lines[:2] == ["#: " + "x" * 40, "#: " + "y" * 40 + " \u2068z z.rst\u2069:1"]


def test_wrapping_a_huge_word_ends():
    """A megabyte without a space, and one of nothing but breaks."""
    assert len(string_lines("msgid", "x" * 1_000_000, width=79)) == 1
    assert len(string_lines("msgid", "x/" * 100_000, width=79)) > 2_000
