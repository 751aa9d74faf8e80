"""Headings of a plain text, found though nothing marks them.

What is sure comes first: underlines, words like Chapter, numbers, capitals. Else a heading is a
short line on its own that ends like no sentence, or with ! or ?, and that text follows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lingotype.manuscript.plain import furniture, markers
from lingotype.manuscript.plain.lines import Unit

LONGEST = 90
MOST_WORDS = 14
_MOST_WORDS_AND_A_STOP = 8

_ROMAN_OR_NUMBER = r"(?:[0-9]{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten)"
_PART = re.compile(
    rf"(?:part|book|teil|buch|partie|livre|parte|libro) {_ROMAN_OR_NUMBER}\b", re.IGNORECASE
)
_CHAPTER = re.compile(
    rf"(?:(?:chapter|section|appendix|kapitel|abschnitt|anhang|chapitre|annexe|capítulo|anexo|"
    rf"глава|часть) {_ROMAN_OR_NUMBER}\b|第[0-9一二三四五六七八九十百]+[章节回部編篇])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[.)]\s+|\s+)(?=[^\W\d_])")
_GENERIC = re.compile(
    r"(?:introduction|preface|foreword|prologue|contents|einleitung|vorwort|inhalt|préface|"
    r"avant-propos|introducción|prefacio|prólogo|введение|предисловие)\.?$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = tuple(".,;:…。，；：،۔।")
_CALLS = tuple("!?！？؟")
_OPENS = tuple("“\"'‘«„-–—([{…")


def styles(units: Sequence[Unit], forced: Collection[int], never: Collection[int]) -> list[str]:
    """For each unit the name of the manner it is a heading in, or nothing.

    forced, never: lines that an editor says are, or are not, headings.
    """
    made = [_sure(units, i) for i in range(len(units))]
    bare = [i for i in range(len(units)) if not made[i] and _is_bare(units, i, made)]
    texts = sum(furniture.is_body(unit) for unit in units)
    # Where there are more such lines than paragraphs it is a poem, a play or a letter.
    if len(bare) <= max(texts, 1):
        for i in bare:
            made[i] = "bare"
    for i, unit in enumerate(units):
        if unit.where in never:
            made[i] = ""
        elif unit.where in forced:
            made[i] = made[i] or "bare"
    return made


def title(units: Sequence[Unit], found: Sequence[str]) -> int | None:
    """The number of the unit that is the title of the whole, if one stands at the head."""
    if not units or furniture.is_body(units[0]) or len(units) < 2:
        return None
    text, style = units[0].text, found[0]
    if _GENERIC.match(text) or _PART.match(text) or _CHAPTER.match(text) or _number(units[0]):
        return None
    if style.startswith("underline") and style in found[1:]:
        return None
    return 0 if style or _looks_like_one(units[0]) else None


def levels(found: Sequence[str]) -> list[int]:
    """The level of each heading, 0 of what is none: a manner not seen before is one deeper.

    Parts are outside chapters, and numbers say their depth themselves.
    """
    order = [style for style in dict.fromkeys(found) if style and not style.startswith("number")]
    order.sort(key=lambda style: {"part": 0, "chapter": 1}.get(style, 2))
    made = []
    for style in found:
        if style.startswith("number"):
            made.append(int("part" in order) + int(style.removeprefix("number")))
        else:
            made.append(order.index(style) + 1 if style else 0)
    return made


def _sure(units: Sequence[Unit], i: int) -> str:
    unit = units[i]
    if unit.underline:
        return f"underline {unit.underline}"
    if not _looks_like_one(unit) or i + 1 == len(units):
        return ""
    if _PART.match(unit.text) or _CHAPTER.match(unit.text):
        return "part" if _PART.match(unit.text) else "chapter"
    if (depth := _number(unit)) and _stands_before_text(units, i):
        return f"number{depth}"
    letters = re.sub(r"[\W\d_]", "", unit.text)
    capitals = len(letters) > 3 and letters.isupper()
    return "caps" if capitals and not unit.text.endswith(_SENTENCE_ENDS) else ""


def _looks_like_one(unit: Unit) -> bool:
    """Short, on its own, and beginning as a heading may."""
    text = unit.text
    return (
        len(unit.lines) == 1
        and unit.alone
        and len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and not text.startswith(_OPENS)
        and not text[:1].islower()
        and bool(re.search(r"[^\W\d_]", text))
        and not markers.is_bullet(text)
        and not markers.stray(text)
    )


def _number(unit: Unit) -> int:
    """The depth of a heading's number: 2 of `3.1 Nails`; 0 if there is none."""
    found = _NUMBERED.match(unit.text)
    if not found or len(unit.text) >= 70 or unit.text[found.end()].islower():
        return 0
    # `4. Terms of use.` is one as well, `4. You may not copy it unless, and only if.` is not.
    ends = unit.text.endswith(_SENTENCE_ENDS)
    if ends and not (unit.text.endswith(".") and len(unit.text.split()) <= _MOST_WORDS_AND_A_STOP):
        return 0
    return found["number"].count(".") + 1


def _stands_before_text(units: Sequence[Unit], i: int) -> bool:
    """Whether no list goes on after it."""
    following = units[i + 1]
    return not markers.numbered(following.text) and furniture.is_body(following)


def _is_bare(units: Sequence[Unit], i: int, sure: Sequence[str]) -> bool:
    """Whether an unmarked line is a heading by what stands around it."""
    unit = units[i]
    if not _looks_like_one(unit) or markers.numbered(unit.text) or i + 1 == len(units):
        return False
    if unit.text.endswith(_SENTENCE_ENDS):
        return False
    following = units[i + 1]
    listed = _is_item(following)
    # A question or a call may be a line of dialogue: more is asked of what stands around it.
    if unit.text.endswith(_CALLS):
        before = units[i - 1] if i else None
        apart = before is None or bool(sure[i - 1]) or _is_text(before) or len(before.text) > 60
        return apart and len(unit.text.split()) > 1 and _is_text(following)
    return listed or len(following.text) > max(60, len(unit.text))


def _is_text(unit: Unit) -> bool:
    """Whether a unit is a paragraph beyond doubt, or an item of a list."""
    return furniture.is_body(unit) or _is_item(unit)


def _is_item(unit: Unit) -> bool:
    return markers.is_bullet(unit.text) or bool(markers.stray(unit.text))
