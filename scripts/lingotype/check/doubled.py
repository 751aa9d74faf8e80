"""Words that stand twice, and the languages in which they may."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lingotype.check.wordlists import MAY_DOUBLE
from lingotype.model.finding import Span

_DOUBLED = re.compile(r"(?<![\w'’.\-\u200c])([^\W\d_]{2,}+)\s+\1(?![\w'’\-\u200c])", re.IGNORECASE)

# Where no spaces stand between words, what is doubled on purpose is short.
_UNSPACED = {
    "zh": re.compile(r"((?![的有所是])[\u4e00-\u9fff]{2,8})\1"),
    "ja": re.compile(
        r"([\u4e00-\u9fff]{3,8}|[\u3041-\u306d\u306f-\u30ff\u4e00-\u9fff]{5,10})\1|をを|がが|(?<!も)のの|にに"
    ),
}

_BEHIND_COMMA = {"de": frozenset(("die", "der", "das", "den", "dem", "des", "denen"))}
"""Words that may where a clause begins: die Leute, die die Sache kennen."""

_CLAUSE = re.compile(r",\s+(?:\w+\s+)?\Z")

_NONE: frozenset[str] = frozenset()


def doubled_words(plain: str, language: str) -> Iterator[Span]:
    """Where a word stands twice and should not. language: its subtag, or nothing for any."""
    if language in _UNSPACED:
        yield from (found.span() for found in _UNSPACED[language].finditer(plain))
    words = plain.lower().split()
    behind = words[1:]
    # Quicker than the pattern, and seldom true.
    if any(map(str.startswith, behind, words)) or any(map(str.endswith, words, behind)):
        yield from (m.span() for m in _DOUBLED.finditer(plain) if _wrong(m, language))


def _wrong(found: re.Match[str], language: str) -> bool:
    word, second = found[1], found[0].split()[-1]
    if word.islower() and second != word:  # a title or a name begins with the word before it
        return False
    if word.lower() in _BEHIND_COMMA.get(language, _NONE):
        return not _CLAUSE.search(found.string[max(found.start() - 30, 0) : found.start()])
    return word.lower() not in MAY_DOUBLE.get(language, _NONE)
