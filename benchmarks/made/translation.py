"""Translating word for word into an invented language: of each text the one right translation.

Some words agree with what comes after them, as articles and adjectives do; so a changed word
or name now and then changes the translation of the word before it too. A few texts are said in
quite other words than their neighbours, as people do: no suggestion can know them. Spaces,
dashes and quotation marks are the language's own, whatever the source has.
"""

from __future__ import annotations

import random
import re
from functools import cache
from zlib import crc32

from made.words import syllable

AGREEING = 0.3
"""Share of the words that have endings."""

FREE = 0.06
"""Share of the texts that are said in other words."""

_ENDINGS = ("", "e", "os")
_VOWELS = (*"aéiouïà", "eu")
_LETTERS = re.compile(r"\w+")
_TYPOGRAPHY = (
    (re.compile(r"\.  "), ". "),
    (re.compile(r" (---|–) "), " – "),
    (re.compile(r'["”]'), "”"),
    (re.compile(r"(\d)[ \N{NO-BREAK SPACE}]%"), "\\1\N{NO-BREAK SPACE}%"),
)
# What translators leave as it is, and then what they translate, with what it agrees with.
_PART = re.compile(
    r"https?://\S+|:[a-z:]+:`[^`]*`|``[^`]*``|\*[^*\s][^*]*\*|\d\w*"
    r"|(?P<word>[^\W\d_]+)(?=[^.]\W*(?P<next>\w)|)"
)


def translated(wording: str, locale: str) -> str:
    """The wording with every word replaced; markup, addresses and numbers stand."""
    for pattern, own in _TYPOGRAPHY:
        wording = pattern.sub(own, wording)
    free = crc32("".join(_LETTERS.findall(wording)).encode()) < FREE * 2**32
    style = f"{locale}, free" if free else locale
    return _PART.sub(lambda part: _part(part, style), wording)


def _part(part: re.Match[str], style: str) -> str:
    word: str | None = part["word"]
    if word is None:
        return part[0]
    stem, agrees = _stem(word.lower(), style)
    following = part["next"] or ""
    ending = _ENDINGS[ord(following) % len(_ENDINGS)] if agrees and following else ""
    return (stem.capitalize() if word[0].isupper() else stem) + ending


@cache
def _stem(word: str, style: str) -> tuple[str, bool]:
    """About as long as the word or somewhat longer, as translations are; and if it agrees."""
    dice = random.Random(f"{style} {word}")
    stem = syllable(dice, _VOWELS)
    while len(stem) < len(word):
        stem += syllable(dice, _VOWELS)
    return stem, dice.random() < AGREEING
