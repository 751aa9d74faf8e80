"""The stems of words, by which the forms of a word are known for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

# Snowball's names of its algorithms; which of them there are differs between versions.
_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of a word. language: its subtag."""
    return _stemmer(language)(word.lower())


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str]:
    name = _ALGORITHMS.get(language, "")
    if name not in snowballstemmer.algorithms():
        return _beginning
    made: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return made


def _beginning(word: str) -> str:
    """What is common to most forms of a word in a language without a stemmer."""
    return word if len(word) <= 3 else word[: -1 if len(word) <= 6 else -2]
