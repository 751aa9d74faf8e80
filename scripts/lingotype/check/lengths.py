"""How long a translation is to be expected: measures, and how far they stray.

Measured on 24 catalogues of public projects and on this project's book, all from English. A
length is in letters of an alphabet: a Chinese character says as much as three of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log, sqrt

from lingotype.check.markup import NOTHING, OBJECT
from lingotype.model.language import Language

# Medians of texts of 80 characters and more; English is 1.
_RATIOS = {
    "de": 1.18, "el": 1.28, "en": 1.0, "eo": 0.93, "es": 1.14, "fr": 1.19, "id": 1.11, "it": 1.11,
    "ja": 1.0, "ko": 1.0, "pl": 1.05, "pt": 1.1, "ru": 1.08, "ta": 1.2, "uk": 1.07, "ur": 1.04,
    "zh": 1.0,
}  # fmt: skip
_RATIO_ELSEWHERE = 1.1

_HAN = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")

# Letters of English that a character stands for.
_WEIGHTS = {
    "zh": ((_HAN, 3.45),),
    "ja": ((_HAN, 3.0), (_KANA, 1.7)),
    "ko": ((_HANGUL, 2.2),),
}
SPREAD = {"zh": 1.5, "ja": 1.5, "ko": 1.5, "ta": 1.5, "el": 1.3}
"""How much more than elsewhere lengths vary."""


@lru_cache(maxsize=4096)
def letters(plain: str, language: str) -> float:
    """The length of a text without its markup. language: its subtag."""
    length = float(len(plain) - plain.count(OBJECT) - plain.count(NOTHING))
    for pattern, weight in _WEIGHTS.get(language, ()):
        length += (weight - 1) * len(pattern.findall(plain))
    return length


def ratio(source: Language, target: Language) -> float:
    """How many letters a translation has for each letter of its text."""
    one, other = (_RATIOS.get(_primary(x), _RATIO_ELSEWHERE) for x in (target, source))
    return one / other


def _primary(language: Language) -> str:
    return language.tag.partition("-")[0]


def strangeness(expected: float, actual: float, language: str) -> float:
    """How many standard deviations a length is from the expected one; below 0 it is shorter.

    Of short texts the lengths vary more: by 15 % at 30 letters, by 7 % at 240. Where characters
    are weighed, more.
    """
    if expected <= 0:
        return 0.0
    spread = SPREAD.get(language, 1.0) * sqrt(0.0025 + 0.6 / expected)
    return log(max(actual, 0.5) / expected) / spread
