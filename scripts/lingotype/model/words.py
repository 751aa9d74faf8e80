"""How many words a source text has, as a translator is paid for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

_Block = tuple[int, int]

# Where the combining marks are (Unicode 14 to 17). Python's \w is letters and digits only,
# and would break हिन्दी into three; a scan of all of Unicode would cost 100 ms, this 10.
_MARKED: tuple[_Block, ...] = (
    (0x0300, 0x20FF),
    (0x2CEF, 0x2CF1),
    (0x2D7F, 0x2DFF),
    (0x302A, 0x309A),
    (0xA66F, 0xABED),
    (0xFB1E, 0xFB1E),
    (0xFE00, 0xFE2F),
)
# Beyond 0xFFFF in whole blocks of scripts: `re` tries ranges there one by one, and a letter
# taken for a mark stays in its word anyhow.
_MARKED_BEYOND = (
    "\U000101fd-\U00011fff\U00016a00-\U00016fff\U0001bc9d-\U0001bc9e"
    "\U0001e000-\U0001e9ff\U000e0100-\U000e01ef"
)

# Scripts written without spaces (Unicode Standard, "Line Breaking" of UAX 14, class SA, and
# CJK); marks, signs and punctuation of these blocks are sorted out by category.
_UNSPACED: tuple[_Block, ...] = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # 々 〆 〇
    (0x3021, 0x30FF),  # Hangzhou numerals, Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xFF66, 0xFF9F),  # halfwidth Katakana
)
_HAN = (
    "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)

# What holds one word together between two letters: don't, l·l, well-known, example.org,
# a@b.org, the joiners of Persian and Indic scripts, the Hebrew maqaf and geresh.
_JOINERS = "'’‘.@·\u00ad\u05be\u05f3\u05f4\u200c\u200d\u2010\u2011\u2060-"
_JOINT = rf"(?:_+|[{_JOINERS}]|(?<=[0-9])[,:\u00a0\u202f](?=[0-9]))"

# What text without marks and without unspaced scripts needs, at a third of the time.
_PLAIN = re.compile(rf"[^\W_]+(?:{_JOINT}[^\W_]+)*")

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|mailto:|www\.)[^\s<>`，。；：、）」』]+"
)
_SIGNS_OF_ADDRESS = ("://", "www.", "mailto:")

# Every alternative fails at once, after a bounded number of characters, or because no
# backquote follows at all; so time grows with the length of the text, whatever it holds.
# Each begins with a literal character, so that `re` skips to the next one.
_ROLE = r":(?:[A-Za-z][\w.+-]{0,40}:){1,4}"
_MARKUP = re.compile(
    rf"""\\(?P<escaped>[^\w\s])
       | ``(?P<literal>[^`]*+(?:`(?!`)[^`]*+)*`?)``(?!`)
       | `(?P<text>(?:[^`\\]|\\[\s\S])++)`(?:(?P<suffix>{_ROLE})|__?(?!\w))?
       | {_ROLE}`(?P<target>(?:[^`\\]|\\[\s\S])++)`
       | \[[^\s\[\]]{{1,100}}\]_(?!\w)""",
    re.VERBOSE,
)
_SIGNS_OF_MARKUP = ("`", "\\", "]_")

_ONE_WORD = " x "


class _Patterns(NamedTuple):
    """words: in any script. unspaced: a character that is a word. rare: what _PLAIN misses."""

    words: re.Pattern[str]
    unspaced: re.Pattern[str]
    rare: re.Pattern[str]


def count(text: str) -> int:
    """Words of a msgid: what a reader sees of it, without its reStructuredText markup.

    A run of letters and digits is a word, and so are hyphens, apostrophes and dots within it.
    Of Chinese, Japanese, Thai, Lao, Khmer and Burmese each character counts, with its marks.
    Of a role or link the shown text counts (a target alone is one word), of a footnote
    reference nothing; an address is one word.
    """
    if any(sign in text for sign in _SIGNS_OF_ADDRESS):
        text = _ADDRESS.sub(_ONE_WORD, text)
    if any(sign in text for sign in _SIGNS_OF_MARKUP):
        text = _MARKUP.sub(_shown, text)
    return len(_words_of(text).findall(text))


def _words_of(text: str) -> re.Pattern[str]:
    """The cheapest pattern that finds each word of a text."""
    if text.isascii() or not _patterns().rare.search(text):
        return _PLAIN
    return _patterns().words


def _shown(found: re.Match[str]) -> str:
    """What a reader sees of a piece of markup, as words to count."""
    if target := found["target"] or (found["text"] if found["suffix"] else ""):
        return _one_target(_title(target))
    if text := found["text"]:
        return f" {_title(text)} "
    return found["escaped"] or f" {found['literal'] or ''} "


def _title(text: str) -> str:
    """Of ``shown <target>`` what is shown; of a target alone the target."""
    head, mark, target = text.rpartition("<")
    if not mark or not text.endswith(">"):
        return text
    if not head.strip():
        return target[:-1]
    return head if head[-1].isspace() else text


def _one_target(shown: str) -> str:
    """``/guide/setup`` is one word; a shown text is as many as it has."""
    if len(shown.split()) > 1 or (not shown.isascii() and _patterns().unspaced.search(shown)):
        return f" {shown} "
    return _ONE_WORD if _words_of(shown).search(shown) else " "


@cache
def _patterns() -> _Patterns:
    """The patterns of this Python's Unicode version, made at the first count."""
    near_marks = _members(_MARKED, lambda char: unicodedata.category(char)[0] == "M")
    near_unspaced = _members(_UNSPACED, str.isalnum)
    marks, unspaced = near_marks + _MARKED_BEYOND, near_unspaced + _HAN
    letters = rf"[^\W_{unspaced}]"
    run = rf"{letters}+(?:[{marks}]+{letters}*)*"
    words = re.compile(rf"{run}(?:{_JOINT}{run})*|[{unspaced}][{marks}]*")
    rare = re.compile(
        f"[{near_marks}{near_unspaced}\u2e80-\u9fff\uf900-\ufaff\U00010000-\U0010ffff]"
    )
    return _Patterns(words, re.compile(f"[{unspaced}]"), rare)


def _members(blocks: Iterable[_Block], belongs: Callable[[str], bool]) -> str:
    """The inside of a character class: the characters of some blocks that belong to it."""
    ranges: list[list[int]] = []
    for first, last in blocks:
        for point in range(first, last + 1):
            if not belongs(chr(point)):
                continue
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
