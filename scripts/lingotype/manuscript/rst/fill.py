"""Running text laid out in lines: a line a sentence, or paragraphs wrapped at a width.

Lines break at spaces only, so joining them with a space gives the text back. A space that must
not become a line end is written as `HARD` until the lines are made.
"""

from __future__ import annotations

import re

from lingotype.manuscript.rst import escape

HARD = "\x00"
"""Stands for a space within literal text, formulas and addresses."""

WIDTH = 79

LONGEST = 5_000
"""Characters; docutils refuses lines of more than 10,000."""

# An end mark, what closes after it, a space, and something that can begin a sentence. Letters
# without case (Arabic, Chinese, Devanagari) can; a lower-case letter cannot.
_SENTENCE = re.compile(
    r"""(?<=[.!?…۔؟।。！？])[”’»"'\)\]]*(?P<space>\ )(?=[“‘«„"'¿¡\(\[*`|\\]*[^\W_])""",
    re.VERBOSE,
)
# J. Smith, e.g. this, Dr. No, St. Petersburg, S. 12, vs. them: no sentence ends here. Nor before
# a word after a number, `1. Apologies`, `das 16. Jahr`.
_NUMBER = re.compile(r"\b\d{1,2}\.$")
_SHORT = re.compile(
    r"(?:\b[^\W\d_]|\b(?:[^\W\d_]\.)+[^\W\d_]|(?-i:\b[IVXLC]{2,5})|\b(?:Dr|Mr|Mrs|Ms|Prof|St|Nr|No|vs|cf|bzw|ca|vgl|"
    r"etc|ed|eds|vol|art|ch|pp|fig|ff|Bd|Hrsg|Sr|Jr|Sra|Mme|Mlle|op|cit|ibid))\.$",
    re.IGNORECASE,
)


def lines(text: str, *, by_sentence: bool, room: int = WIDTH) -> list[str]:
    """The lines of a paragraph. room: columns a wrapped line may take."""
    if by_sentence:
        made = [line for x in _sentences(text) for line in _shortened(x)]
    else:
        made = _wrapped(text, room)
    return [line.replace(HARD, " ") for line in made]


def _sentences(text: str) -> list[str]:
    made, begin = [], 0
    for found in _SENTENCE.finditer(text):
        after = text[found.end() :].lstrip("“‘«„\"'¿¡([*`|\\")[:1]
        before = text[begin : found.start()]
        if after.islower() or _SHORT.search(before):
            continue
        if _NUMBER.search(before) and (after.isalpha() or _NUMBER.fullmatch(before)):
            continue
        made.append(text[begin : found.start("space")])
        begin = found.end()
    return [*made, text[begin:]]


def _shortened(sentence: str) -> list[str]:
    return [sentence] if len(sentence) <= LONGEST else _wrapped(sentence, LONGEST)


def _wrapped(text: str, room: int) -> list[str]:
    made: list[str] = []
    line, taken = "", 0
    for word in text.split(" "):
        columns = escape.width(word)
        if line and taken + 1 + columns > room:
            made.append(line)
            line, taken = word, columns
        else:
            line, taken = (f"{line} {word}", taken + 1 + columns) if line else (word, columns)
    return [*made, line]
