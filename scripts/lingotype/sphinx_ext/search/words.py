"""From a text to the words that a search knows, the same here and in the reader's browser.

Here the index is made, `words.js` reads what a reader typed: what the one does the other does, and
the tables stand here alone. No dictionary is needed: scripts that are written without spaces are
cut into overlapping pairs of letters, all of which a page must have that is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypedDict, cast

import snowballstemmer  # type: ignore[import-untyped]

from lingotype.model.language import Language

# Ranges of letters for regular expressions, which Python and JavaScript read alike.
_POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"  # Arabic
    "\u093c\u09bc\u0a3c\u0abc\u0b3c"  # the dot of Indian scripts
)
_UNSEEN = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_DROPPED = f"[{_POINTS}{_UNSEEN}]"
_SHORTENED = "([\u05d0-\u05ea])[\"'\u05f3\u05f4](?=[\u05d0-\u05ea])"
"""In Hebrew a mark before the last letter says that a word is made of initials."""

_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17df\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
    "\u3005-\u3007\u3041-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_HANGUL = "\uac00-\ud7a3"
"""Words of Korean stand apart, but grow together with others."""

_PARTICLES = (
    f"^([{_HANGUL}]{{2,}}?)(?:은|는|이|가|을|를|의|에|에서|에게|께서|로|으로|와|과|도|만|"
    "까지|부터|처럼|보다|이나|라는|들|들이|들은|들을|들의)?$"
)

_ACCENTS = "([a-z\u03b1-\u03c9])[\u0300-\u036f]+"

_LETTERS = {
    "Arab": "\u0620-\u06ff\u0750-\u077f",
    "Armn": "\u0531-\u058f",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Hebr": "\u0590-\u05ff",
    "Latn": "a-z\u00df-\u024f\u1e00-\u1eff",
    "Taml": "\u0b80-\u0bff",
}

# Letters that are written one for the other; before the stem is taken, in the stemmers' favour.
_SAME = {"ς": "σ", "ё": "е", "ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ँ": "ं"}
# And after it.
_SAME_STEMS = {"ı": "i", "ة": "ه", "ۃ": "ه", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"}
_SAME_STEMS |= {"đ": "d", "ð": "d"}

_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20"
    "\u1040\u17e0\u1810"
)
_SAME |= {chr(ord(zero) + i): str(i) for zero in _ZEROS for i in range(10)}

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Those of Snowball's that Sphinx has as JavaScript."""


class Tables(TypedDict):
    """What `words.js` needs to do the same."""

    accents: str
    dropped: str
    hangul: str
    particles: str
    pairs: str
    same: Mapping[str, str]
    sameStems: Mapping[str, str]
    shortened: str
    stemmers: Sequence[tuple[str, str]]
    stripped: bool
    turkic: bool


@dataclass(frozen=True)
class Words:
    """How the words of an edition are known. stop: words that are not sought.

    stemmers: classes of letters, such as ``a-z``, with Snowball's name for the rules of words in
    them.
    stripped: whether accents are left out; in Vietnamese they tell words apart.
    turkic: whether I is the capital of ı.
    """

    stop: frozenset[str] = frozenset()
    stemmers: tuple[tuple[str, str], ...] = ()
    stripped: bool = True
    turkic: bool = False

    def split(self, text: str) -> list[str]:
        """The words of a text as they are written, but for accents the same for all who write."""
        folded = self._folded(text).translate(_SPACED)
        pieces = (piece for run in folded.split() for piece in _pieces(run))
        return [piece for piece in pieces if piece not in self.stop]

    def stem(self, word: str) -> str:
        """What all forms of a word have in common, as it stands in the index."""
        folded = self._folded(word)
        for letters, name in self.stemmers:
            if re.match(f"[{letters}]", folded):
                folded = _stemmer(name)(folded)
                break
        return self._bare(folded)

    def tables(self) -> Tables:
        """All of this, but for the stop words, for the browser."""
        return {
            "accents": _ACCENTS,
            "dropped": _DROPPED,
            "hangul": _HANGUL,
            "particles": _PARTICLES,
            "pairs": _WITHOUT_SPACES + _HANGUL,
            "same": _SAME,
            "sameStems": _SAME_STEMS,
            "shortened": _SHORTENED,
            "stemmers": [(letters, f"{name.title()}Stemmer") for letters, name in self.stemmers],
            "stripped": self.stripped,
            "turkic": self.turkic,
        }

    def _folded(self, text: str) -> str:
        if self.turkic:
            text = text.replace("İ", "i").replace("I", "ı")
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
        plain = re.sub(_SHORTENED, r"\1", re.sub(_DROPPED, "", plain))
        return unicodedata.normalize("NFC", plain.translate(_TO_SAME))

    def _bare(self, stem: str) -> str:
        if self.stripped:
            stem = re.sub(_ACCENTS, r"\1", unicodedata.normalize("NFD", stem))
        return unicodedata.normalize("NFC", stem.translate(_TO_SAME_STEMS))


def words_of(edition: Language, source: Language | None, stop: frozenset[str]) -> Words:
    """How to find words in an edition, in which there may be text in the source language too.

    A word goes by the rules of the first of both that is written in its letters.
    """
    made = Words(turkic=_subtag(edition) in {"az", "tr"}, stripped=_subtag(edition) != "vi")
    stemmers = [each for x in (source, edition) if x and (each := _stemmer_of(x))]
    return Words(
        stop=frozenset(piece for word in stop for piece in made.split(word)),
        stemmers=tuple(reversed(dict(stemmers).items())),
        stripped=made.stripped,
        turkic=made.turkic,
    )


def algorithms(words: Words) -> list[str]:
    """Snowball's names of those whose JavaScript the browser needs."""
    return list(dict.fromkeys(name for _letters, name in words.stemmers))


def script() -> str:
    """The JavaScript that does the same, to which the tables have to be given."""
    return Path(__file__).with_name("words.js").read_text("utf-8")


def _subtag(language: Language) -> str:
    return language.tag.partition("-")[0]


def _stemmer_of(language: Language) -> tuple[str, str] | None:
    name = _ALGORITHMS.get(_subtag(language), "")
    scripts = ["Cyrl", "Latn"] if _subtag(language) == "sr" else [language.script]  # it knows both
    letters = "".join(_LETTERS.get(script, "") for script in scripts)
    return (letters, name) if letters and name in snowballstemmer.algorithms() else None


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    return cast("Callable[[str], str]", snowballstemmer.stemmer(name).stemWord)


def _pieces(run: str) -> Iterator[str]:
    """The words in what stands between two spaces; of scripts without spaces pairs of letters."""
    for part in re.findall(f"[{_WITHOUT_SPACES}{_HANGUL}]+|[^{_WITHOUT_SPACES}{_HANGUL}]+", run):
        if re.match(f"[{_WITHOUT_SPACES}{_HANGUL}]", part):
            letters = _clusters(re.sub(_PARTICLES, r"\1", part))
            yield from map("".join, pairwise(letters))
            if len(letters) == 1:
                yield letters[0]
        else:
            yield part


def _clusters(part: str) -> list[str]:
    """Letters, each with the vowel signs and tones that are written around it."""
    clusters: list[str] = []
    for letter in part:
        if clusters and unicodedata.category(letter).startswith("M"):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


class _Spaced(dict[int, Any]):
    """A table for `str.translate`: all but letters, marks and numbers becomes a space."""

    def __missing__(self, code: int) -> int:
        kept = chr(code) == "_" or unicodedata.category(chr(code))[0] in "LMN"
        self[code] = code if kept else 0x20
        return int(self[code])


_SPACED = _Spaced()
_TO_SAME = str.maketrans(_SAME)
_TO_SAME_STEMS = str.maketrans(_SAME_STEMS)
