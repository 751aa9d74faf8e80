"""Headings of a plain text, found though nothing marks them.

What is sure comes first: underlines, words like Chapter, numbers, capitals. Else a heading is a
short line on its own that ends like no sentence, or with ! or ?, and that text follows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from lingotype.manuscript.plain import furniture, markers
from lingotype.manuscript.plain.lines import Unit, columns

LONGEST = 90
MOST_WORDS = 14
_MOST_WORDS_AND_A_STOP = 8

_COUNT = (
    r"(?:[0-9]{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|(?:the )?(?:"
    r"first|second|third|fourth|fifth|erst|zwei|dritt|viert|fünft|prem|deux|trois|quatr|cinqu|"
    r"prim|segund|terc|cuart|quint|перв|втор|трет|четв|пят)\w*)\b"
)
_PARTS = r"(?:part|book|act|teil|buch|akt|partie|livre|acte|parte|libro|acto|часть|книга|действие)"
_SECTIONS = (
    r"(?:section|scene|article|abschnitt|szene|artikel|scène|sección|escena|artículo|articolo|"
    r"сцена|явление|статья)"
)
_CHAPTERS = (
    r"(?:chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk|kapitola|rozdział|fejezet|luku|"
    r"bölüm|глава|розділ|κεφάλαιο|פרק|الفصل|فصل|باب|अध्याय)"
)
_END = r"(?=[.:—–]|$)"
_PART = re.compile(rf"{_PARTS} {_COUNT}|{_COUNT} {_PARTS}{_END}", re.IGNORECASE)
_SECTION = re.compile(
    rf"{_SECTIONS} {_COUNT}|{_COUNT} {_SECTIONS}{_END}|(?:§|art\.) ?[0-9]+[a-z]?\b", re.IGNORECASE
)
# What counts chapters may be of any language, since no sentence begins with these words.
_CHAPTER = re.compile(
    rf"(?:appendix|anhang|annexe|anexo) (?:{_COUNT}|[A-Z]{_END})|"
    rf"(?:[0-9]+\. )?{_CHAPTERS} (?:{_COUNT}|\S+ ?\S*$|[^\s.:]+[.:] )|"
    rf"(?!next|last|this)[^\s.]+\.? {_CHAPTERS}{_END}|"
    r"第[0-9一二三四五六七八九十百]+[章节回部編篇]|제 ?[0-9]+ ?[장부편회]",
    re.IGNORECASE,
)
_NAMED = {"part": _PART, "chapter": _CHAPTER, "section": _SECTION}
"""Manners of headings that say what they are, the outermost first."""
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[.)]\s+|\s+)(?=[^\W\d_])")
_GENERIC = re.compile(
    r"(?:introduction|preface|foreword|prologue|epilogue|afterword|contents|einleitung|vorwort|"
    r"nachwort|prolog|epilog|inhalt|préface|avant-propos|prologue|épilogue|introducción|prefacio|"
    r"prólogo|epílogo|введение|предисловие|послесловие|пролог|эпилог|مقدمة|تمهيد|مقدمہ|تعارف|دیباچہ|"
    r"प्रस्तावना|भूमिका|前言|引言|序言?|后记|序文|はじめに|まえがき|あとがき|おわりに)\.?$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = tuple(".,;:…。，；：،۔।")
_CALLS = tuple("!?！？؟")
_BEGINS = re.compile(r"[¿¡§]?\s?[^\W_]")
# `Jones, B. (1912). On wicks`, but not `Mr. Jones`.
_SENTENCES = re.compile(r"(?:[^\W\d_]{5,}|[)”»\"])[.;] ")
_PROSE = 60
"""Columns of a line that may be a paragraph."""


def styles(units: Sequence[Unit], forced: Collection[int], never: Collection[int]) -> list[str]:
    """For each unit the name of the manner it is a heading in, or nothing.

    forced, never: lines that an editor says are, or are not, headings.
    """
    capitals = _is_all_capitals(units)
    made = [_sure(units, i, capitals=capitals) for i in range(len(units))]
    contents = _contents(units, made)
    made = ["" if i in contents else style for i, style in enumerate(made)]
    free = (i for i in range(len(units)) if not made[i] and i not in contents)
    bare = [i for i in free if _is_bare(units, i, made)]
    texts = sum(_is_prose(unit) for unit in units)
    underlined = sum(style.startswith("underline") for style in made)
    # Who underlines headings does so with all. Where there are more such lines than paragraphs
    # it is a poem, a play or a letter.
    if underlined < 2 and len(bare) <= max(texts, 1):
        for i in bare:
            made[i] = "bare"
    if "chapter" in made:  # and so is what stands beside chapters
        for i, unit in enumerate(units):
            made[i] = "chapter" if made[i] and _GENERIC.match(unit.text) else made[i]
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
    if _GENERIC.match(text) or _named(text) or _number(units[0]):
        return None
    if style.startswith("underline") and style in found[1:]:
        return None
    return 0 if style or _looks_like_one(units[0]) else None


def levels(found: Sequence[str]) -> list[int]:
    """The level of each heading, 0 of what is none: a manner not seen before is one deeper.

    Parts are outside chapters, chapters outside sections, and numbers say their depth themselves.
    """
    order = [style for style in dict.fromkeys(found) if style and not style.startswith("number")]
    order.sort(key=lambda style: [*_NAMED, style].index(style))
    made = []
    for style in found:
        if style.startswith("number"):
            made.append(int("part" in order) + int(style.removeprefix("number")))
        else:
            made.append(order.index(style) + 1 if style else 0)
    return made


def _is_all_capitals(units: Sequence[Unit]) -> bool:
    """Whether the whole text is, so that capitals mark nothing."""
    text = "".join(unit.text for unit in units)
    return sum(map(str.isupper, text)) > sum(map(str.islower, text))


def _contents(units: Sequence[Unit], made: Sequence[str]) -> set[int]:
    """Headings with nothing between are the list of what follows; the last may be the first."""
    found: set[int] = set()
    for style, run in groupby(range(len(made)), key=made.__getitem__):
        listed = list(run)
        if not style or len(listed) < 3 or style.startswith("underline"):
            continue
        first, last = (units[i].text.casefold().split()[:2] for i in (listed[0], listed[-1]))
        found.update(listed[:-1] if first == last else listed)
    return found


def _sure(units: Sequence[Unit], i: int, *, capitals: bool) -> str:
    unit = units[i]
    if unit.underline:
        return f"underline {unit.underline}"
    if i + 1 == len(units) or not (_looks_like_one(unit) or _is_in_two_lines(unit)):
        return ""
    stopped = unit.text.endswith(_SENTENCE_ENDS)
    if not stopped or len(unit.text.split()) <= _MOST_WORDS_AND_A_STOP:
        if named := _named(unit.text):
            return named
        if (depth := _number(unit)) and _stands_before_text(units, i):
            return f"number{depth}"
    letters = re.sub(r"[\W\d_]", "", unit.text)
    shouted = len(letters) > 3 and letters.isupper() and not capitals
    return "caps" if shouted and not stopped else ""


def _named(text: str) -> str:
    """Of a heading that says what it is, the manner."""
    return next((name for name, pattern in _NAMED.items() if pattern.match(text)), "")


def _looks_like_one(unit: Unit) -> bool:
    """Short, on its own, and beginning as a heading may."""
    text = unit.text
    return (
        len(unit.lines) == 1
        and unit.alone
        and not unit.quoted
        and len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and bool(_BEGINS.match(text))
        and not text[:1].islower()
        and bool(re.search(r"[^\W\d_]", text))
        and not markers.is_bullet(text)
        and not markers.stray(text)
    )


def _is_in_two_lines(unit: Unit) -> bool:
    """`CHAPTER I` and below it, without a gap, its title."""
    first, *others = unit.lines
    if not unit.verse or unit.quoted or len(others) != 1:
        return False
    title = others[0].strip()
    sure = bool(_named(first.strip()))
    return sure and len(title) < _PROSE and (title.isupper() or not title.endswith("."))


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
    """Whether it is no item of a list, nor what a list of headings would go on with."""
    number, following = markers.numbered(units[i].text), units[i + 1]
    before = markers.numbered(units[i - 1].text) if i else None
    after = markers.numbered(following.text)
    if number is None:
        return not after and furniture.is_body(following)
    if (before and number.follows(before)) or (after and after.follows(number)):
        return False
    below = re.match(rf"{units[i].text.partition('.')[0]}\.[0-9]", following.text)  # 2, 2.1
    return bool(after or below) or _is_item(following) or following.indent <= units[i].indent


def _is_bare(units: Sequence[Unit], i: int, sure: Sequence[str]) -> bool:
    """Whether an unmarked line is a heading by what stands around it."""
    unit = units[i]
    if not _looks_like_one(unit) or markers.numbered(unit.text) or i + 1 == len(units):
        return False
    if unit.text.endswith(_SENTENCE_ENDS) or _SENTENCES.search(unit.text):
        return False
    following = units[i + 1]
    listed = _is_item(following)
    # A question or a call may be a line of dialogue: more is asked of what stands around it.
    if unit.text.endswith(_CALLS) and "chapter" in sure:
        return False
    if unit.text.endswith(_CALLS):
        before = units[i - 1] if i else None
        apart = before is None or bool(sure[i - 1]) or _is_text(before) or _is_prose(before)
        return apart and len(unit.text.split()) > 1 and _is_text(following)
    return listed or columns(following.text) > max(_PROSE, columns(unit.text))


def _is_prose(unit: Unit) -> bool:
    """Whether a unit is most likely a paragraph."""
    return furniture.is_body(unit) or columns(unit.text) > _PROSE


def _is_text(unit: Unit) -> bool:
    """Whether a unit is a paragraph beyond doubt, or an item of a list."""
    return furniture.is_body(unit) or _is_item(unit)


def _is_item(unit: Unit) -> bool:
    return markers.is_bullet(unit.text) or bool(markers.stray(unit.text))
