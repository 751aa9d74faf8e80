"""Mistakes in the words: numbers, sentences, spaces, signs, terms."""

from __future__ import annotations

import re
from collections.abc import Callable

from planted.kinds import TEXT, Good, kind
from planted.reading import (
    JOINED,
    NUMBER,
    STOPS,
    YEAR,
    bare,
    joint,
    put,
    sentences,
    spots,
)

_LONG = 40
"""Characters of a text from which on its loss is one that a reader would notice."""

_QUOTES = {
    **dict.fromkeys(("es", "fr", "ru"), ("«", "»")),
    "de": ("„", "“"),
    "ur": ("”", "“"),
    "zh": ("“", "”"),
}
_FOREIGN_QUOTES = {
    **dict.fromkeys(("es", "fr"), ("„", "“")),
    **dict.fromkeys(("de", "ru"), ("“", "”")),
    **dict.fromkeys(("ur", "zh"), ("«", "»")),
}
_DIGITS = {"ur": "۰۱۲۳۴۵۶۷۸۹", "zh": "０１２３４５６７８９"}
_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


def _some(
    pattern: re.Pattern[str], change: Callable[[re.Match[str]], str | None], good: Good
) -> str | None:
    """One of the places outside markup, changed."""
    found = spots(pattern, good.msgstr)
    if not found:
        return None
    match = good.dice.choice(found)
    new = change(match)
    return None if new is None else put(good.msgstr, match, new)


# Numbers


def _both(pattern: re.Pattern[str], good: Good) -> re.Pattern[str] | None:
    """Finds those numbers of the msgstr that stand in the msgid too, written the same way."""
    common = {m[0] for m in spots(pattern, good.msgstr)} & set(re.findall(r"\d+", good.msgid))
    if not common:
        return None
    either = "|".join(sorted(map(re.escape, common)))
    return re.compile(rf"(?<![\d.,])(?:{either})(?![\d]|[.,]\d)")


@kind(TEXT)
def number_changed(good: Good) -> str | None:
    """A number is one more than it was."""
    common = _both(NUMBER, good)
    return _some(common, lambda m: str(int(m[0]) + 1), good) if common else None


@kind(TEXT)
def digit_lost(good: Good) -> str | None:
    """A number has lost its last digit."""
    common = _both(NUMBER, good)
    return _some(common, lambda m: m[0][:-1] or None, good) if common else None


@kind(TEXT)
def digit_doubled(good: Good) -> str | None:
    """A digit of a number stands twice."""
    common = _both(NUMBER, good)
    return _some(common, lambda m: m[0] + m[0][-1], good) if common else None


@kind(TEXT)
def number_lost(good: Good) -> str | None:
    """A number is missing."""
    common = _both(NUMBER, good)
    if not common:
        return None
    with_space = re.compile(rf"{common.pattern}(?:\s(?=.)|$)")
    return _some(with_space, lambda _: "", good)


@kind(TEXT)
def year_transposed(good: Good) -> str | None:
    """The last two digits of a year have changed their places."""
    common = _both(YEAR, good)
    return _some(common, lambda m: m[0][:2] + m[0][3] + m[0][2], good) if common else None


@kind(TEXT)
def century_changed(good: Good) -> str | None:
    """A year is one of another century."""
    common = _both(YEAR, good)
    return (
        _some(common, lambda m: ("18" if m[0][:2] != "18" else "19") + m[0][2:], good)
        if common
        else None
    )


@kind(TEXT)
def other_digits_changed(good: Good) -> str | None:
    """A number is written in the language's own digits, and is another one."""
    digits = _DIGITS.get(good.language)
    common = _both(NUMBER, good)
    if not digits or not common:
        return None
    return _some(common, lambda m: "".join(digits[int(one)] for one in str(int(m[0]) + 1)), good)


# Sentences


@kind(TEXT)
def sentence_dropped(good: Good) -> str | None:
    """A sentence is missing."""
    parts = sentences(good.msgstr)
    if len(parts) < 2 or len(parts) < len(sentences(good.msgid)):
        return None
    spare = [part for part in parts if bare(part) and _lengthy(part, good)]
    if not spare:
        return None
    parts.remove(good.dice.choice(spare))
    return joint(good.language).join(parts)


@kind(TEXT)
def half_dropped(good: Good) -> str | None:
    """The second half of the text is missing."""
    text = good.msgstr
    if len(text) < 2 * _LONG // (3 if good.language in JOINED else 1) or not bare(text):
        return None
    if good.language in JOINED:
        return text[: len(text) // 2] + text[-1]
    return " ".join(text[: len(text) // 2].split()[:-1]).rstrip(".,;:") + text[-1]


@kind(TEXT)
def text_left(good: Good) -> str | None:
    """The text is left in the language of the source."""
    return good.msgid if len(good.msgid) > _LONG else None


@kind(TEXT)
def sentence_left(good: Good) -> str | None:
    """One sentence is left in the language of the source."""
    own, others = sentences(good.msgid), sentences(good.msgstr)
    if len(own) < 2 or len(own) != len(others):
        return None
    places = [n for n, one in enumerate(own) if bare(one + others[n]) and len(one) > _LONG]
    if not places:
        return None
    place = good.dice.choice(places)
    return joint(good.language).join([*others[:place], own[place], *others[place + 1 :]])


@kind(TEXT)
def sentence_repeated(good: Good) -> str | None:
    """A sentence stands twice."""
    parts = sentences(good.msgstr)
    spare = [n for n, part in enumerate(parts) if bare(part) and _lengthy(part, good)]
    if not spare:
        return None
    place = good.dice.choice(spare)
    return joint(good.language).join([*parts[: place + 1], *parts[place:]])


@kind(TEXT)
def text_of_another(good: Good) -> str | None:
    """It is the translation of another text."""
    if len(good.msgid) < _LONG or not bare(good.msgstr):
        return None
    others = [one for one in good.others if bare(one) and _far(len(one), len(good.msgstr))]
    return good.dice.choice(others) if others else None


def _far(one: int, other: int) -> bool:
    """A text of about the same length may be by chance what it should be; of another, not."""
    return one > 2.5 * other or other > 2.5 * one


def _lengthy(part: str, good: Good) -> bool:
    return len(part) >= (_LONG // 3 if good.language in JOINED else _LONG)


# Words and spaces


@kind(TEXT)
def word_doubled(good: Good) -> str | None:
    """A word stands twice."""
    if good.language in JOINED:
        return _some(re.compile(r"[\u4e00-\u9fff]{4}"), lambda m: m[0] + m[0], good)
    return _some(re.compile(r"(?<= )[^\W\d_]{2,}(?= )"), lambda m: f"{m[0]} {m[0]}", good)


@kind(TEXT)
def space_doubled(good: Good) -> str | None:
    """Two spaces stand between two words."""
    return _some(re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])"), lambda _: "  ", good)


@kind(TEXT)
def space_behind_stop_lost(good: Good) -> str | None:
    """No space stands between two sentences."""
    return _some(re.compile(r"(?<=[^\W\d_]{3}[.۔]) (?=[^\W\d_])"), lambda _: "", good)


@kind(TEXT)
def space_behind_comma_lost(good: Good) -> str | None:
    """No space stands behind a comma."""
    return _some(re.compile(r"(?<=[^\W\d_][,،]) (?=[^\W\d_])"), lambda _: "", good)


@kind(TEXT)
def space_before_comma(good: Good) -> str | None:
    """A space stands before a comma."""
    return _some(re.compile(r"(?<=[^\W\d_])[,،](?= )"), lambda m: f" {m[0]}", good)


@kind(TEXT)
def trailing_space(good: Good) -> str | None:
    """A space stands at the end."""
    return f"{good.msgstr} " if good.msgid == good.msgid.rstrip() else None


@kind(TEXT)
def newline_added(good: Good) -> str | None:
    """The text ends with a line break that the source has not."""
    return f"{good.msgstr}\n" if good.msgid == good.msgid.rstrip() else None


@kind(TEXT)
def only_spaces(_: Good) -> str | None:
    """Nothing but spaces."""
    return "   "


@kind(TEXT)
def only_invisible(good: Good) -> str | None:
    """Nothing but characters that nobody sees."""
    return good.dice.choice(("\u200b\u200b", "\u2060", "\u00ad\u00ad", "\u3000"))


@kind(TEXT)
def only_a_mark(good: Good) -> str | None:
    """Nothing but a sign that stands for a translation to come."""
    return good.dice.choice(("...", "?", "-", "TODO")) if len(good.msgid) > _LONG else None


# Signs


def _ended(good: Good) -> bool:
    return good.msgid[-1:] in STOPS and good.msgstr[-1:] in STOPS and len(good.msgstr) > 10


@kind(TEXT)
def end_mark_lost(good: Good) -> str | None:
    """The full stop at the end is missing."""
    return good.msgstr[:-1] if _ended(good) else None


@kind(TEXT)
def end_mark_changed(good: Good) -> str | None:
    """A question mark stands at the end of what is no question."""
    if not _ended(good) or good.msgid[-1] != ".":
        return None
    marks = {"zh": "？", "ur": "؟"}
    return good.msgstr[:-1] + marks.get(good.language, "?")


@kind(TEXT)
def end_mark_doubled(good: Good) -> str | None:
    """The full stop stands twice."""
    return good.msgstr + good.msgstr[-1] if _ended(good) else None


@kind(TEXT, note="bracket")
def brackets_lost(good: Good) -> str | None:
    """Two brackets are missing, but not what stood between them."""
    return _some(_BRACKETS, lambda m: m[1], good) if _BRACKETS.search(good.msgid) else None


@kind(TEXT, note="bracket")
def bracket_unclosed(good: Good) -> str | None:
    """A closing bracket is missing."""
    return _some(_BRACKETS, lambda m: m[0][:-1], good)


@kind(TEXT, note="bracket")
def bracket_unopened(good: Good) -> str | None:
    """An opening bracket is missing."""
    return _some(_BRACKETS, lambda m: m[0][1:], good)


@kind(TEXT, note="bracket")
def bracket_of_other_kind(good: Good) -> str | None:
    """A round bracket is closed by a square one."""
    return _some(_BRACKETS, lambda m: m[0][:-1] + "]", good)


def _quoted(good: Good) -> re.Pattern[str]:
    opening, closing = _QUOTES[good.language]
    return re.compile(rf"{opening}([^{opening}{closing}]+){closing}")


@kind(TEXT, note="quotation")
def quotation_unclosed(good: Good) -> str | None:
    """A closing quotation mark is missing."""
    return _some(_quoted(good), lambda m: m[0][:-1].rstrip(), good)


@kind(TEXT, note="quotation")
def quotation_lost(good: Good) -> str | None:
    """Two quotation marks are missing."""
    if "“" not in good.msgid:
        return None
    return _some(_quoted(good), lambda m: m[1].strip(), good)


@kind(TEXT, note="quotation")
def quotation_marks_of_another(good: Good) -> str | None:
    """The quotation marks are those of another language."""
    opening, closing = _FOREIGN_QUOTES[good.language]
    return _some(_quoted(good), lambda m: f"{opening}{m[1].strip()}{closing}", good)


@kind(TEXT, note="quotation")
def quotation_marks_straight(good: Good) -> str | None:
    """The quotation marks are those of a typewriter."""
    return _some(_quoted(good), lambda m: f'"{m[1].strip()}"', good)


# Terms and letters


@kind(TEXT)
def term_otherwise(good: Good) -> str | None:
    """A term of the termbase is translated by that of another one."""
    for term in good.dice.sample(sorted(good.terms), len(good.terms)):
        own = [x for x in good.terms[term] if x in good.msgstr and x not in good.msgid]
        if len(own) == 1 and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", good.msgid):
            return _replaced(own[0], good)
    return None


def _replaced(own: str, good: Good) -> str | None:
    """With another term where this one stood as a whole word; markup is left alone."""
    strangers = sorted(
        one
        for ones in good.terms.values()
        for one in ones
        if one not in good.msgstr and own not in one and bare(one)
    )
    edge = "" if good.language in JOINED else r"\b"
    whole = re.compile(rf"{edge}{re.escape(own)}{edge}")
    if not strangers or len(spots(whole, good.msgstr)) != good.msgstr.count(own):
        return None
    return whole.sub(good.dice.choice(strangers), good.msgstr)


@kind(TEXT)
def letter_broken(good: Good) -> str | None:
    """The sign of a character that could not be read stands for a letter."""
    return _some(re.compile(r"[^\W\d_a-zA-Z]"), lambda _: "\N{REPLACEMENT CHARACTER}", good)


@kind(TEXT)
def letters_read_wrongly(good: Good) -> str | None:
    """A letter was read in another charset than it was written in."""
    return _some(re.compile(r"[äöüßéèàçñóíáúê]"), lambda m: m[0].encode().decode("cp1252"), good)


@kind(TEXT)
def entity_left(good: Good) -> str | None:
    """A space is written as in HTML."""
    return _some(re.compile(r"(?<=\w) (?=\w)"), lambda _: "&nbsp;", good)
