"""Which numbers of a text its translation lacks, and which it has instead.

Both are first compared as they stand. What is left over may be written otherwise and right: as a
word, a Roman or Chinese numeral, with a word of size, by another clock, in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lingotype.check.numbers import (
    Number,
    english_values,
    han_values,
    has_digits,
    is_month,
    months,
    numbers,
    romans,
    scaled,
)


@dataclass
class Numbers:
    """What differs. missing: numbers of the text; extra: those of the translation."""

    missing: list[Number] = field(default_factory=list)
    extra: list[Number] = field(default_factory=list)

    def drop(self, wrong: Callable[[Number], bool], right: Callable[[Number], bool]) -> None:
        """Take out what is explained: of `missing` by the one test, of `extra` by the other."""
        self.missing = [number for number in self.missing if not wrong(number)]
        self.extra = [number for number in self.extra if not right(number)]


@dataclass(frozen=True)
class Texts:
    """The two texts without what is no word of a language (source, target) and as they are
    written (msgid, msgstr). english: whether the source is.
    """

    source: str
    target: str
    msgid: str
    msgstr: str
    english: bool


@lru_cache(maxsize=4)  # several rules ask in turn
def differing(texts: Texts) -> Numbers:
    """The numbers that no known way of writing them explains; not to be changed."""
    if not has_digits(texts.source) and not has_digits(texts.target):
        return Numbers()
    left = _left(texts, grouped=True)
    if not left.missing and not left.extra:
        return left
    single = _left(texts, grouped=False)
    if len(single.missing) + len(single.extra) < len(left.missing) + len(left.extra):
        left = single
    for explain in _EXPLANATIONS:
        if 0 < len(left.missing) + len(left.extra) < _MOST:
            explain(left, texts)
    return _weighed(left, texts)


_MOST = 200
"""Numbers that are looked at one by one; a text with more of them is a table or an attack."""


def _left(texts: Texts, *, grouped: bool) -> Numbers:
    source = numbers(texts.source, grouped=grouped)
    target = numbers(texts.target, grouped=grouped)
    return Numbers(_surplus(source, target), _surplus(target, source))


def _surplus(ones: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Those that stand more often here than there."""
    counts = Counter(number.key for number in ones)
    counts.subtract(number.key for number in others)
    found = []
    for number in ones:
        if counts[number.key] > 0:
            counts[number.key] -= 1
            found.append(number)
    return found


def _weighed(left: Numbers, texts: Texts) -> Numbers:
    """Without what alone means nothing: a small number may be a word, any may be said twice."""
    if not left.extra:
        there = {number.key for number in numbers(texts.target, grouped=False)}
        left.missing = [n for n in left.missing if not n.small and n.key not in there]
    elif not left.missing:
        there = {number.key for number in numbers(texts.source, grouped=False)}
        left.extra = [n for n in left.extra if not n.small and n.key not in there]
    return left


# --- explanations --------------------------------------------------------------------------------


def _in_markup(left: Numbers, texts: Texts) -> None:
    """It stands in a literal, a title or the like on the other side."""
    here, there = (
        Counter(n.key for n in numbers(text, grouped=False)) for text in (texts.msgid, texts.msgstr)
    )
    left.drop(
        lambda n: there[n.key] >= max(here[n.key], 1),
        lambda n: here[n.key] >= max(there[n.key], 1),
    )


def _words(left: Numbers, texts: Texts) -> None:
    """The source has it as a word, or as the name of a month."""
    if texts.english and left.extra:
        values, named = english_values(texts.source), months(texts.source)
        left.drop(
            lambda _: False, lambda n: n.value in values or (is_month(n) and n.value in named)
        )


def _roman(left: Numbers, texts: Texts) -> None:
    """XX for 20, as of centuries."""
    there = romans(texts.target) if left.missing else set()
    here = romans(texts.source) if left.extra else set()
    left.drop(lambda n: n.value in there, lambda n: n.value in here)


def _in_words(left: Numbers, _: Texts) -> None:
    """A hundred, which is a word in all languages; and the 18 of i18n."""
    if not left.extra:
        left.drop(lambda n: n.key == "100" or _is_glued(n), lambda _: False)


def _is_glued(number: Number) -> bool:
    return number.before[-1:].isalpha() and number.behind[:1].isalpha()


def _han(left: Numbers, texts: Texts) -> None:
    """三 for 3, 二〇〇〇 for 2000."""
    if left.missing and not texts.target.isascii():
        values = han_values(texts.target)
        left.drop(lambda n: n.value in values, lambda _: False)


def _sizes(left: Numbers, texts: Texts) -> None:
    """150万 for 1.5 million, 10 000 for 1万, and so on."""
    here, there = scaled(texts.source), scaled(texts.target)
    if not here and not there:
        return
    values = {n.value for n in left.missing} | set(here.values())
    others = {n.value for n in left.extra} | set(there.values()) | han_values(texts.target)
    common = values & others
    left.drop(
        lambda n: n.value in common or here.get(n.key) in common,
        lambda n: n.value in common or there.get(n.key) in common,
    )


def _clock(left: Numbers, _: Texts) -> None:
    """15 for 3 p.m."""
    later = {n.value + 12 for n in left.missing if "p.m" in n.behind or "pm" in n.behind}
    if later:
        found = {n.value for n in left.extra} & later
        left.drop(lambda n: n.value + 12 in found, lambda n: n.value in found)


def _decades(left: Numbers, _: Texts) -> None:
    """The 1980s may be said without a number, or with one that is cut short or whole."""
    decades = {n for n in left.missing if n.behind[:1] == "s" or n.behind[:2] in ("'s", "’s")}
    if decades:
        parts = {v for n in decades for v in (n.value % 100, n.value + 1900, n.value // 100 + 1)}
        left.drop(lambda n: n in decades, lambda n: n.value in parts)


def _in_full(left: Numbers, _: Texts) -> None:
    """1918 for the 18 of 1914-18, 1968 for '68; or the other way round."""
    full = {(m, e) for m in left.missing for e in left.extra if _cut(m, e) or _cut(e, m)}
    wrong, right = {m for m, _ in full}, {e for _, e in full}
    left.drop(lambda n: n in wrong, lambda n: n in right)


_CUT = frozenset("-–—‒‑'’/")


def _cut(short: Number, whole: Number) -> bool:
    return (
        len(short.key) == 2
        and len(whole.key) == 4
        and whole.key.endswith(short.key)
        and short.before[-1:] in _CUT
        and short.before != ""
    )


_EXPLANATIONS: Iterable[Callable[[Numbers, Texts], None]] = (
    _in_markup,
    _in_full,
    _in_words,
    _clock,
    _decades,
    _words,
    _sizes,
    _roman,
    _han,
)
