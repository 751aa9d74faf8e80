"""Where a line of text may break and how many columns it takes, as msgcat sees it.

The rules are those of Unicode Standard Annex #14 in the form that GNU gettext 0.21 applies
through libunistring 1.0 (Unicode 14): the pair table of its former revisions, in which a
point or colon before a letter may end a line. Letters of Thai, Lao, Khmer and Burmese do not
break inside a word (that needs a dictionary), Hangul and Han break between any two.

Each character is mapped to the letter of its class, so that a rule is a pattern over letters:

    A letter    H Hebrew     N digit    I ideograph, emoji    R regional indicator
    ( [ opening, Western and East Asian    ) p closing, East Asian and Western    q quotation
    . infix    / slash    x exclamation    n non-starter    i ellipsis    % postfix    $ prefix
    b break after    B break before    t both    h hyphen    g glue    w word joiner
    z zero-width space    c combining    j zero-width joiner    M forced break
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from unicodedata import category, east_asian_width

# What the category of a character does not tell: LineBreak.txt of the Unicode data, for the
# scripts in living use (code points, or first-last).
_EXCEPTIONS = {
    " ": "20",
    "%": "25 A2 B0 609-60B 66A 9F2-9F3 9F9 D79 2030-2037 20A7 20B6 20BB 20BE 20C0 2103 2109 FE6A"
    " FF05 FFE0",
    "$": "2B 5C B1 2116 2212-2213 FE69 FF04 FFE1 FFE5-FFE6",
    "(": "A1 BF 2E18",
    ")": "3001-3002 FE11-FE12 FE50 FE52 FF0C FF0E FF61 FF64",
    ".": "2C 2E 3A-3B 37E 589 60C-60D 7F8 2044 FE10 FE13-FE14",
    "/": "2F",
    "A": "600-605 6DD 70F 890-891 8E2 2061-2064 23E9-23EC 25FD-25FE 2648-2653 2693 26A1 26AA-26AB"
    " 26CE 2705 2728 274C 274E 2753-2755 2757 2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55",
    "B": "B4 2C8 2CC 2DF C77 C84",
    "H": "5EF-5F2",
    "I": "23F1-23F2 2600-2603 2618 261A-261F 2639-263B 2668 26BF-26C3 26C6-26C8 26CD 26CF-26D1"
    " 26D3 26D8-26D9 26DC 26DF-26E1 26F1 26F4 26F7-26F9 26FE-2704 2708-2709 270C-270D 2764 303F"
    " FF66 FF71-FF9D FFA0-FFBE FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC FFFC",
    "M": "85 2028-2029",
    "N": "66B-66C",
    "R": "1F1E6-1F1FF",
    "[": "FF62",
    "b": "7C AD 58A 5BE 964-965 E5A-E5B 104A-104B 1361 1400 16EB-16ED 1735-1736 17D4-17D5 17D8 17DA"
    " 2010 2012-2013 2027 2056 2058-205B 205D-205E 2D70 2E0E-2E15 2E17 2E19 2E2A-2E2D 2E30-2E31"
    " 2E33-2E34 2E3C-2E3E 2E40-2E41 2E43-2E4A 2E4C 2E4E-2E4F 2E5D 3000",
    "c": "3035 D7B0-D7FB 1F3FB-1F3FF",
    "g": "A0 34F 35C-362 2007 2011 202F",
    "h": "2D",
    "i": "2024-2026 22EF FE19",
    "j": "200D",
    "n": "17D6 203C-203D 2047-2049 3005 301C 303B-303C 3041 3043 3045 3047 3049 3063 3083 3085 3087"
    " 308E 3095-3096 309B-309E 30A0-30A1 30A3 30A5 30A7 30A9 30C3 30E3 30E5 30E7 30EE 30F5-30F6"
    " 30FB-30FE 31F0-31FF FE54-FE55 FF1A-FF1B FF65 FF67-FF70 FF9E-FF9F",
    "p": "29 5D",
    "q": "22 27 275B-2760 2E00-2E01 2E06-2E08 2E0B",
    "t": "2014 2E3A-2E3B",
    "w": "2060 FEFF",
    "x": "21 3F 5C6 61B 61D-61F 6D4 7F9 2762-2763 2E2E 2E53-2E54 FE15-FE16 FE56-FE57 FF01 FF1F",
    "z": "200B",
}
_OF_CATEGORY = {"Nd": "N", "Ps": "(", "Pe": ")", "Pi": "q", "Pf": "q", "Sc": "$", "Zs": "b"}
_ATTACHED = frozenset(("Mn", "Mc", "Me", "Cc", "Cf"))
_KANNADA = (0xCBF, 0xCC6)  # vowel signs above the letter that libunistring gives a column
_NO_COLUMN = frozenset(("Mn", "Me", "Cc", "Cf", "Zl", "Zp"))

# Classes that follow another without a space and still may begin a line; a class that is
# missing here breaks only after spaces.
_DIRECT = {
    "t": "B([N%$AHIR",
    "b": "gtB([N%$AHIR",
    "h": "gtB([%$AHIR",
    ")": "tB([NAHIR",
    "p": "tB([IR",
    "xin": "tB([N%$AHIR",
    ".": "tB([%$AHIR",
    "NAH": "tB[IR",
    "%": "tB%$IR",
    "$": "tB%$R",
    "/": "tB([%$AIR",
    "I": "tB([N$AHIR",
}
_NEVER_FIRST = r" zMw)px./"
_NEVER_FIRST_AFTER = {"t": "t", ")": "n", "q": r"(\["}


def _class_of(code: int) -> str:
    char = chr(code)
    kind = category(char)
    if kind in _ATTACHED:
        return "c"
    if "\u05d0" <= char <= "\u05ea":
        return "H"
    if kind not in ("Ps", "Pe") and east_asian_width(char) in "WF":
        return "I"
    if kind == "Ps" and east_asian_width(char) in "WF":
        return "["
    return _OF_CATEGORY.get(kind, "A")


def _columns_of(code: int) -> str:
    char = chr(code)
    if (category(char) in _NO_COLUMN and code not in _KANNADA) or 0x1160 <= code <= 0x11FF:
        return "0"
    return "2" if east_asian_width(char) in "WF" else "1"


class _Classes(dict[int, str]):
    """A table for str.translate that fills itself as characters are met."""

    exceptions: ClassVar[dict[int, str]] = {}

    def __missing__(self, code: int) -> str:
        letter = self[code] = self.exceptions.get(code) or _class_of(code)
        return letter


class _Columns(dict[int, str]):
    """The same for widths, in columns of a terminal."""

    def __missing__(self, code: int) -> str:
        digit = self[code] = _columns_of(code)
        return digit


def _exceptions() -> Iterator[tuple[int, str]]:
    for letter, ranges in _EXCEPTIONS.items():
        for item in ranges.split():
            first, _, last = item.partition("-")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                yield code, letter


_Classes.exceptions = dict(_exceptions())
_CLASSES = _Classes()
_COLUMNS = _Columns()


def _row(before: str, after: str) -> str:
    """The pattern of one class and what hangs on it, up to a place where a line may break.

    What hangs on it: combining characters (LB9) and spaces. A joiner forbids a break right
    after it (LB8a), and so does a hyphen after a Hebrew letter (LB21a).
    """
    start = rf"(?:[{before}]|(?<![^ z])[cj])" if before == "NAH" else f"[{re.escape(before)}]"
    never = _NEVER_FIRST + _NEVER_FIRST_AFTER.get(before, "")
    hebrew = f"(?<!H[{before}])" if before in "bh" else ""
    direct = rf"(?<!j){hebrew}(?=[{re.escape(after)}])|" if after else ""
    return rf"{start}[cj]*+(?:{direct} ++(?=[^{never}]))"


_BREAK = re.compile(
    "|".join(
        [
            *(_row(before, after) for before, after in _DIRECT.items()),
            *(_row(before, "") for before in ("wgB", "q")),
            r"[(\[][cj]*+ ++(?=[cj])",
            r"R[cj]*+R?+[cj]*+(?:(?<!j)(?=[tB(\[N%$AHIR])| ++(?=[^" + _NEVER_FIRST + "]))",
            r"z *+(?=[^ zM])",
        ]
    )
)


FORCED = re.compile("[\x85\u2028\u2029]")
"""Characters at which a text goes to a new line by itself."""


_PLAIN = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*+"
).fullmatch


def breaks(text: str) -> list[int]:
    """The offsets at which `text` may break into lines, rising; 0 and len(text) are not named.

    text: a PO string as it is written, with its escapes, of which none is split.
    """
    # An escaped backslash is one sign: its second half hangs on the first.
    classes = text.replace("\\\\", "\\\u0300").translate(_CLASSES)
    return [match.end() for match in _BREAK.finditer(classes)]


def columns(text: str) -> int:
    """The columns that `text` takes: East Asian wide characters two, combining ones none."""
    if is_plain(text):
        return len(text)
    digits = text.translate(_COLUMNS)
    return len(digits) + digits.count("2") - digits.count("0")


def is_plain(text: str) -> bool:
    """Whether every character is known to take one column and to force no break."""
    return bool(_PLAIN(text))


def last_break(text: str, start: int, limit: int) -> int:
    """The last offset after `start` and up to `limit` at which a plain text may break.

    Only the end of the stretch is looked at, from a letter before one of its last spaces on;
    0 if that finds none, which does not mean that there is none.
    """
    space = text.rfind(" ", start + 1, limit)
    while space > start and not text[space - 1].isalnum():
        space = text.rfind(" ", start + 1, space)
    if space < 0:
        return 0
    # What stands at `limit` decides whether to break before it; an escape has two characters.
    places = breaks(text[space - 1 : limit + 2])
    return max((p for p in places if p <= limit - space + 1), default=1 - space) + space - 1
