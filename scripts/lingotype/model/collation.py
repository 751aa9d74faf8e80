"""The order in which a reader of a language looks for words, and the letters they stand under.

An alphabet that is not just A to Z is written below as what differs from the order of Unicode's
letters. The many characters of Chinese and Japanese have no order that can be computed; but the
character sets that Python brings were laid out in one: GB 2312 by pinyin, Big5 by strokes, JIS by
readings. So no table of Unicode's collation is needed, nor a library.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from lingotype.model import pinyin
from lingotype.model.language import Language

DIGITS = "0–9"
"""The heading of what begins with a number."""

# Letters of their own after the one they follow, digraphs among them; "=" is a variant of the
# letter before. Where a language is not here, an accent makes no other letter.
_ALPHABETS = {
    "az": "c ç|e ə|g ğ|h x ı|k q|o ö|s ş|u ü",
    "be": "е ё|з і|и й|у ў",
    "bn": "ত ৎ",
    "bs": "c č ć|d dž đ|l lj|n nj|s š|z ž",
    "cs": "c č|h ch|r ř|s š|z ž",
    "cy": "c ch|d dd|f ff|g ng|l ll|p ph|r rh|t th",
    "da": "z æ=ä ø=ö å=aa|y=ü",
    "eo": "c ĉ|g ĝ|h ĥ|j ĵ|s ŝ|u ŭ",
    "es": "n ñ",
    "et": "s š z ž|w õ ä ö ü",
    "eu": "n ñ",
    "fa": "آ ا ء=أ=ؤ=ئ ب پ ت ث ٹ ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک=ك گ ل م ن و ه=ة=ۀ ی=ى=ي",
    "fi": "z å ä=æ ö=ø",
    "fil": "n ñ ng",
    "gl": "n ñ",
    "hr": "c č ć|d dž đ|l lj|n nj|s š|z ž",
    "hu": "c cs|d dz dzs|g gy|l ly|n ny|o ö=ő|s sz|t ty|u ü=ű|z zs",
    "is": "a á|d ð|e é|i í|o ó|u ú|y ý|z þ æ ö=ø å",
    "kk": "а ә|г ғ|е ё|к қ|н ң|о ө|у ұ ү|х һ|ы і",
    "lt": "c č|i=y|s š|z ž",
    "lv": "a ā|c č|e ē|g ģ|i ī|k ķ|l ļ|n ņ|s š|u ū|z ž",
    "mk": "д ѓ|з ѕ|и ј|л љ|н њ|т ќ|ч џ",
    "mt": "b ċ|f ġ|g għ|h ħ|y ż",
    "nb": "z æ=ä ø=ö å=aa|y=ü",
    "pl": "a ą|c ć|e ę|l ł|n ń|o ó|s ś|z ź ż",
    "ro": "a ă â|i î|s ș=ş|t ț=ţ",
    "sk": "a ä|c č|h ch|o ô|s š|z ž",
    "sl": "c č ć|d đ|s š|z ž",
    "sq": "c ç|d dh|e ë|g gj|l ll|n nj|r rr|s sh|t th|x xh|z zh",
    "sr": "д ђ|и ј|л љ|н њ|т ћ|ч џ|c č ć|d dž đ|l lj|n nj|s š|z ž",
    "sv": "z å ä=æ ö=ø|y=ü",
    "ta": "ஔ ஃ|ம ய ர ல வ ழ ள ற ன ஜ ஷ ஸ ஹ",
    "tr": "c ç|g ğ|h ı|o ö|s ş|u ü",
    "uk": "г ґ|е є|и і ї",
    "ur": "ا=أ آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک=ك گ ل م ن ں و "
    "ہ=ه=ۂ ھ ۃ=ة ء ی=ى=ي=ئ ے=ۓ",
    "vi": "a ă â|d đ|e ê|o ô ơ|u ư",
}
_ALPHABETS |= {"nn": _ALPHABETS["nb"], "no": _ALPHABETS["nb"]}


# Letters that Unicode does not take apart, where they are none of an alphabet of their own.
_TAKEN_APART = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
_TAKEN_APART |= dict(zip("ךםןףץςىة", "כמנפצσيت", strict=True))

_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c\u0e47-\u0e4e\u0ec8-\u0ece\u3099\u309a]"
)
"""Marks that make no other letter, unlike the vowel signs of India."""

_PREPOSED = re.compile("([เ-ไເ-ໄ])([ก-ฮກ-ຮ])")
"""Vowels of Thai and Lao that are written before their consonant and looked for after it."""

_ARTICLE = re.compile(
    r"^ال(?!(?:له|تزام|تهاب|تباس|تفاف|تفات|تقاء|تقاط|تحاق|تحام|تماس|تواء|كترون)(?:ات|ي|ية)?\b)(?=\w{2})"
)
"""Of Arabic; but for the commonest words that begin so themselves."""

_SOUNDS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""The first sound of a syllable of Hangul, by its number; double ones stand with the single."""

_ROWS = "あかさたなはまやらわ"
_STROKES = (
    0xA440, 0xA442, 0xA454, 0xA4A1, 0xA4FE, 0xA5E0, 0xA6EA, 0xA8C3, 0xAB45, 0xADBC, 0xB0AE, 0xB3C3,
    0xB6C4, 0xB9AC, 0xBBF5, 0xBEA7, 0xC075, 0xC24F, 0xC35F, 0xC455, 0xC4D7, 0xC56B, 0xC5C8, 0xC5F1,
    0xC655, 0xC665, 0xC66C, 0xC676, 0xC679, 0xC67D,
)  # fmt: skip
"""The first common character of Big5 with one stroke, with two, and so on."""

_LAST_WITH_STROKES = 0xC67E

_SPACE, _MARK, _NUMBER, _OWN, _OTHER, _LAST = range(6)
"""What stands before what: first by kind."""


class Place(NamedTuple):
    """Where a text stands: by its letters, where those are the same by accents, then by capitals.

    Places of the same language compare.
    """

    letters: tuple[tuple[int, ...], ...]
    accents: tuple[str, ...]
    capitals: tuple[bool, ...]
    text: str


class _Letter(NamedTuple):
    """One letter of a text. weight: its place among all others; heading: "" if it has none.

    accent: what sets it apart from others in the same place.
    """

    weight: tuple[int, ...]
    heading: str = ""
    accent: str = ""


class Collation:
    """The order of a language."""

    def __init__(self, language: Language) -> None:
        self._subtag = language.tag.partition("-")[0]
        self._latin = language.script == "Latn"
        self._turkic = self._subtag in {"az", "tr"}
        self._syllable = _SYLLABLES.get(language.script, _no_syllable)
        self._alphabet = self._letters_of(_ALPHABETS.get(self._subtag, ""))
        self._longest = max(map(len, self._alphabet), default=1)

    def place(self, text: str) -> Place:
        """Where a text stands among others."""
        plain = self._plain(text)
        letters = self._letters(plain)
        return Place(
            tuple(letter.weight for letter in letters),
            tuple(letter.accent for letter in letters),
            tuple(letter.isupper() for letter in plain),
            text,
        )

    def heading(self, text: str) -> str:
        """The letter that a text stands under; "" for a symbol, `DIGITS` for a number."""
        letters = self._letters(self._plain(text))
        return letters[0].heading if letters else ""

    def _plain(self, text: str) -> str:
        """Without what is written before a word and not looked for."""
        plain = _unquoted(unicodedata.normalize("NFC", text)) or text
        if self._subtag == "ar":
            plain = _ARTICLE.sub("", plain)
        return _PREPOSED.sub(r"\2\1", plain)

    def _letters(self, plain: str) -> list[_Letter]:
        small = self._small(plain)
        letters: list[_Letter] = []
        at = 0
        while at < len(small):
            size, found = self._next(small, at)
            for letter in found:
                if letter.weight:
                    letters.append(letter)
                elif letters:
                    letters[-1] = letters[-1]._replace(accent=letters[-1].accent + letter.accent)
            at += size
        return letters

    def _next(self, text: str, at: int) -> tuple[int, list[_Letter]]:
        """How many characters make the next letter, and which it is or which it is made of."""
        if number := _NUMBERS.match(text, at):
            return len(number[0]), [_Letter((_NUMBER, int(number[0]), len(number[0])), DIGITS)]
        for size in range(self._longest, 0, -1):
            if found := self._alphabet.get(text[at : at + size]):
                return size, [found]
        return 1, [letter for each in _apart(text[at]) for letter in self._of(each)]

    def _of(self, character: str) -> list[_Letter]:
        """The letter that a character is; an accent is one without weight."""
        if _ACCENTS.match(character):
            return [_Letter((), accent=character)]
        if character in self._alphabet:
            return [self._alphabet[character]]
        if own := self._syllable(character):
            return [own]
        if spelt := _TAKEN_APART.get(character):
            return [x._replace(accent=character) for each in spelt for x in self._of(each)]
        if unicodedata.category(character)[0] in "LM":
            return [self._plain_letter(character)]
        return [_Letter((_SPACE if character.isspace() else _MARK, ord(character)))]

    def _plain_letter(self, letter: str) -> _Letter:
        return _Letter(self._weight(letter), self._capital(letter))

    def _weight(self, letter: str) -> tuple[int, ...]:
        """The letters of the own script come before all others; then Unicode's order."""
        if _is_han(letter):
            return (_LAST, ord(letter))
        is_latin = unicodedata.name(letter, "").startswith("LATIN")
        return (_OWN if is_latin == self._latin else _OTHER, ord(letter), 0)

    def _letters_of(self, alphabet: str) -> dict[str, _Letter]:
        found: dict[str, _Letter] = {}
        for group in filter(None, alphabet.split("|")):
            first = group[0]
            for position, item in enumerate(group.split(" ")):
                weight = (*self._weight(first)[:2], position)
                for letter in item.split("="):
                    heading = self._capital(item.split("=")[0])
                    found[letter] = _Letter(weight, heading, "" if letter == item else letter)
        return found

    def _small(self, text: str) -> str:
        return (text.replace("I", "ı").replace("İ", "i") if self._turkic else text).lower()

    def _capital(self, letter: str) -> str:
        if self._turkic and letter == "i":
            return "İ"
        return letter if "\u10d0" <= letter <= "\u10ff" else letter.title()


_NUMBERS = re.compile(r"\d+")


def _unquoted(text: str) -> str:
    """Without the quotation marks, brackets and invisible signs at its beginning."""
    kinds = ("Ps", "Pe", "Pi", "Pf", "Cf", "Zs")
    skipped = takewhile(lambda c: c in "\"'¿¡" or unicodedata.category(c) in kinds, text)
    return text[len(list(skipped)) :]


def _apart(character: str) -> str:
    """A letter followed by its accents; й is none with an accent."""
    if character in "йў" or "가" <= character <= "힣":
        return character
    return unicodedata.normalize("NFD", character)


def _is_han(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK ")


def _code(character: str, charset: str) -> int:
    """A character's two bytes in one of Asia's character sets; 0 if it has none there."""
    encoded = character.encode(charset, errors="ignore")
    return int.from_bytes(encoded, "big") if len(encoded) == 2 else 0


# --- scripts whose characters are syllables or words ----------------------------------------


def _by_pinyin(character: str) -> _Letter | None:
    """Among the letters A to Z, and of each before the words of other languages."""
    if letter := pinyin.letter(character):
        return _Letter((_OWN, ord(letter), 0, _code(character, "gb2312")), letter)
    if "a" <= character <= "z":
        return _Letter((_OWN, ord(character.upper()), 1), character.upper())
    return None


def _by_strokes(character: str) -> _Letter | None:
    code = _code(character, "big5") if _is_han(character) else 0
    if not _STROKES[0] <= code <= _LAST_WITH_STROKES:
        return None
    strokes = bisect_right(_STROKES, code)
    return _Letter((_OWN, strokes, code), f"{strokes}劃")


def _by_rows(character: str) -> _Letter | None:
    """Kana by the rows of their table, then the characters of Chinese by their readings."""
    if _is_han(character):
        return _Letter((_LAST, _code(character, "euc_jp") or ord(character) << 8), "漢字")
    if character == "ー":
        return _Letter((), accent=character)
    if not "ぁ" <= character <= "ヶ":
        return None
    kana = chr(ord(character) - 0x60) if character >= "ァ" else character
    large = chr(ord(kana) + 1) if "SMALL" in unicodedata.name(kana) else kana
    row = _ROWS[bisect_right(_ROWS, large) - 1]
    return _Letter((_OWN, ord(large)), row, "" if character == large else character)


def _by_sounds(character: str) -> _Letter | None:
    if not "가" <= character <= "힣":
        return None
    return _Letter((_OWN, ord(character)), _SOUNDS[(ord(character) - ord("가")) // 588])


def _no_syllable(_character: str) -> _Letter | None:
    return None


_SYLLABLES: dict[str, Callable[[str], _Letter | None]] = {
    "Hans": _by_pinyin, "Hant": _by_strokes, "Jpan": _by_rows, "Kore": _by_sounds,
}  # fmt: skip


@cache
def collation_of(language: Language) -> Collation:
    """The order of a language, made once."""
    return Collation(language)
