"""The numbers of a text, in whatever digits and with whatever separators."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from lingotype.model.finding import Span


class Number(NamedTuple):
    """A whole number as it stands in a text; of 3.11 there are two.

    key: its digits without leading zeros.
    """

    key: str
    span: Span
    text: str

    @property
    def before(self) -> str:
        """A little of the text before it, in lower case."""
        return self.text[max(self.span[0] - _NEAR, 0) : self.span[0]].lower()

    @property
    def behind(self) -> str:
        """A little of the text behind it, in lower case."""
        return self.text[self.span[1] : self.span[1] + _NEAR].lower()

    @property
    def small(self) -> bool:
        """Whether languages like to write it as a word, as they do not with the day of a date."""
        return len(self.key) < 3 and int(self.key) <= 12 and not self._is_day

    @property
    def _is_day(self) -> bool:
        if self.key == "1":  # which some languages call the first
            return False
        return bool(_MONTH_NEXT.match(self.behind) or _MONTH_BEFORE.search(self.before))

    @property
    def value(self) -> int:
        """As an integer; -1 for what is too long to be one that people count with."""
        return int(self.key) if len(self.key) < 16 else -1


# Where the digits of each script begin, those that people write; a class of these few ranges is
# found five times as fast as \d is.
_ZEROS = (
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
    0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
)  # fmt: skip
_ASCII = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_NEXT = re.compile(rf"(?:st|nd|rd|th)?(?: of)?[ \u00a0](?:{_MONTHS})")
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})[a-z]*[ \u00a0]\Z")

_FOREIGN_DIGIT = re.compile("[" + "".join(f"{chr(z)}-{chr(z + 9)}" for z in _ZEROS) + "]")

# Groups of three, as in most of the world; of two before one of three, as in India. No group is
# possessive: before 3.11.4 `re` finds too little with one that looks ahead (cpython gh-100061).
_GROUPED = re.compile(
    r"(?<![0-9])[0-9]{1,2}(?:[,٬][0-9]{2}(?![0-9]))+[,٬][0-9]{3}(?![0-9])"
    r"|(?<![0-9])[0-9]{1,3}(?:[.,'’٬\u00a0\u202f\u2009 ][0-9]{3})+(?![0-9])"
    r"|[0-9]++"
)
_SINGLE = re.compile(r"[0-9]++")
_NEAR = 14


def has_digits(text: str) -> bool:
    """Whether a text has a digit of any script."""
    return _SINGLE.search(text) is not None or _FOREIGN_DIGIT.search(text) is not None


def ascii_digits(text: str) -> str:
    """The text with all its digits in ASCII, as long as before."""
    return text.translate(_ASCII) if _FOREIGN_DIGIT.search(text) else text


@lru_cache(maxsize=4096)
def numbers(text: str, *, grouped: bool) -> tuple[Number, ...]:
    """The whole numbers of a text in their order. grouped: whether 1,000 is one of them."""
    text = ascii_digits(text)
    return tuple(_number(text, m) for m in (_GROUPED if grouped else _SINGLE).finditer(text))


def _number(text: str, found: re.Match[str]) -> Number:
    digits = found[0] if found[0].isdecimal() else "".join(_SINGLE.findall(found[0]))
    return Number(digits.lstrip("0") or "0", found.span(), text)


# --- written otherwise ---------------------------------------------------------------------------

_ROMAN = re.compile(r"(?<![^\W\d_])[IVXLCІХ]{1,7}(?=[^\WA-ZА-Я]{0,3}(?!\w))")
_CYRILLIC = str.maketrans("ІХ", "IX")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def romans(text: str) -> set[int]:
    """What the Roman numerals of a text amount to; endings may follow (XXe)."""
    return {_roman(found.translate(_CYRILLIC)) for found in _ROMAN.findall(text)}


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    behind = [*values[1:], 0]
    return sum(v if v >= n else -v for v, n in zip(values, behind, strict=True))


_HAN_DIGITS = {digit: n for n, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "兩": 2, "○": 0,
}  # fmt: skip
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九两兩十百千万萬亿億兆]++")


def han_values(text: str) -> set[int]:
    """What the Chinese numerals of a text amount to; of 七二六, a date, 7, 26 and the like too."""
    found = _HAN_NUMBER.findall(text)
    digits = [one for one in found if len(one) > 2 and all(char in _HAN_DIGITS for char in one)]
    parts = [part for one in digits for part in (one[:1], one[1:], one[:2], one[2:])]
    return {_han_value(numeral) for numeral in (*found, *parts) if numeral}


def _han_value(numeral: str) -> int:
    if all(one in _HAN_DIGITS for one in numeral):
        return int("".join(str(_HAN_DIGITS[one]) for one in numeral[:15]))
    whole = part = digit = 0
    for one in numeral:
        if one in _HAN_DIGITS:
            digit = _HAN_DIGITS[one]
        elif one in _HAN_UNITS:
            part += (digit or 1) * _HAN_UNITS[one]
            digit = 0
        else:
            whole += (part + digit or 1) * _HAN_SCALES[one]
            part = digit = 0
    return whole + part + digit


_SCALE_WORDS = {
    word: scale
    for scale, words in {
        10**2: "hundred 百",
        10**3: "thousand tausend mil mille ribu тыс ہزار हज़ार हजार 千 천",
        10**4: "万 萬 만",
        10**5: "lakh لاکھ लाख",
        10**6: "million mio millones millón milhões milhão milioni milion juta миллион мільйон млн "
        "ملین",
        10**7: "crore کروڑ करोड़",
        10**8: "亿 億 억",
        10**9: "billion milliard miljard mrd миллиард млрд ارب",
        10**12: "trillion 兆",
    }.items()
    for word in words.split()
}
_SCALES = "|".join(sorted(map(re.escape, _SCALE_WORDS), key=len, reverse=True))
_SCALED = re.compile(rf"([0-9]{{1,12}}+)(?:[.,٫]([0-9]{{1,6}}+))?[\s\u00a0-]{{0,2}}({_SCALES})")


def scaled(text: str) -> dict[str, int]:
    """What numbers with a word of size amount to, by the digits before it: 1.5 million.

    Each part of a decimal fraction is a key.
    """
    found: dict[str, int] = {}
    for whole, fraction, word in _SCALED.findall(ascii_digits(text).lower()):
        scale = _SCALE_WORDS[word]
        value = int(whole) * scale + int(fraction or 0) * scale // 10 ** len(fraction)
        found |= {part.lstrip("0") or "0": value for part in (whole, fraction) if part}
    return found


_ENGLISH = {
    word: value
    for value, words in {
        0: "zero no", 1: "one once first a an single", 2: "two twice second both pair half binary",
        3: "three third", 4: "four fourth quarter", 5: "five fifth",
        6: "six sixth", 7: "seven seventh", 8: "eight eighth octal",
        9: "nine ninth", 10: "ten tenth decimal", 11: "eleven eleventh",
        12: "twelve twelfth dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen",
        16: "sixteen hex hexadecimal", 17: "seventeen", 18: "eighteen", 19: "nineteen nineteenth",
        20: "twenty twentieth twenties", 30: "thirty thirties", 40: "forty forties",
        50: "fifty fifties",
        60: "sixty sixties", 70: "seventy seventies", 80: "eighty eighties", 90: "ninety nineties",
        100: "hundred hundreds", 1000: "thousand thousands",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORD = re.compile(r"[a-z]+?(?=fold\b|[^a-z]|\Z)")


_MONTH_NAMES = re.compile(rf"\b({_MONTHS})")
_MONTH_SIGN = re.compile(r"\s?(?:月|월|tháng|[./-]\s?[0-9])")


def months(text: str) -> set[int]:
    """The numbers of the months that an English text may name."""
    order = _MONTHS.split("|")
    return {order.index(name) + 1 for name in _MONTH_NAMES.findall(text.lower())}


def is_month(number: Number) -> bool:
    """Whether a number stands where dates have that of a month: 5月, 5.3.1921."""
    return number.value <= 12 and _MONTH_SIGN.match(number.behind) is not None


@lru_cache(maxsize=4096)
def english_values(text: str) -> frozenset[int]:
    """What English number words stand for; of forty-two 40, 2 and 42."""
    values = [_ENGLISH[word] for word in _WORD.findall(text.lower()) if word in _ENGLISH]
    pairs = pairwise(values)
    compound = {a + b for a, b in pairs if a % 10 == 0 and 20 <= a < 100 and b < 10}
    products = {a * 10**p for a in values for p in (2, 3)}
    return frozenset({*values, *compound, *products})
