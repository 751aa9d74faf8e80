"""Text without accidents of its file, and what counts as a word of it."""

from __future__ import annotations

import re

# Line ends of any kind, tabs and other controls; a no-break space is a character of the text.
_SPACE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Chinese and Japanese are written without spaces: where a line ends within them, none is meant.
_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")


def collapsed(text: str) -> str:
    """The text with a single space for each run of white space, and without controls."""
    return _CONTROL.sub("", _SPACE.sub(" ", text))


def words(text: str) -> tuple[str, ...]:
    """The runs of letters and digits in a text, in their order; each Chinese or Japanese letter.

    Punctuation and white space are no words, so that mending them loses none.
    """
    return tuple(_WORD.findall(collapsed(text)))
