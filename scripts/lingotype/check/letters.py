"""Characters by what they do to a reader: turn lines round, hide, or look like others.

Formats and classes are those of the Unicode Standard (chapter 23, UAX 9, UTS 39).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lingotype.model.finding import Span

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What changes the order of the text after it; the marks LRM, RLM and ALM do not."""

CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffc]"
)
"""Controls but tab and newline, separators of lines, surrogates, what is no character, and the
anchors of annotations, what stands for an object."""

_OVERRIDES = re.compile("[\u202a-\u202b\u202d-\u202e]")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"

# Where joiners shape letters: the scripts of Indic descent, the Arabic ones, Mongolian, emoji.
_JOINING = re.compile(
    "[\u0600-\u08ff\ufb50-\ufdcf\ufdf0-\ufeff\u0900-\u109f\u1780-\u18af\u1900-\u1cff\ua840-\ua8ff"
    "\ua900-\uabff\u2190-\u2bff\ufe0f\U00010a00-\U00011fff\U0001e900-\U0001e95f\U0001f000-\U0001faff]"
)
_HIDDEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u061c\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ue000-\uf8ff\U000f0000-\U0010ffff\u2800]+"
)
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_UNSPACED = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Hans", "Hant", "Jpan", "Kore", "Tibt"})
SOFT_HYPHEN = "\u00ad"
_SOFT = 4
_MANY = 3
"""So many of a kind in a row are no typography."""

STRANGE = re.compile(
    "[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f189]+"
)
"""Full-width, circled, squared and mathematical letters."""

WIDE_SCRIPTS = frozenset({"Hans", "Hant", "Jpan", "Kore"})

_PILED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
)


def overrides(text: str) -> bool:
    """Whether embeddings or overrides stand in a text; nothing that is written needs them."""
    return bool(_OVERRIDES.search(text))


def balanced(text: str) -> bool:
    """Whether every isolate is closed, and nothing else is."""
    depth = 0
    for char in text:
        depth += (char in _OPENING) - (char in _CLOSING)
        if not 0 <= depth <= 2:
            return False
    return depth == 0


def named(char: str) -> str:
    """A character as a person can look it up: U+200B ZERO WIDTH SPACE."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def invisible(text: str, source: str, script: str) -> Iterator[Span]:
    """The places of hidden characters that neither the text has nor the script needs."""
    if text.isascii():
        return
    if text.count(SOFT_HYPHEN) > _SOFT + len(text) // 8:
        at = text.index(SOFT_HYPHEN)
        yield (at, at + 1)
    for found in _HIDDEN.finditer(text):
        if found[0] not in source and not _needed(found, text, script):
            yield found.span()


def _needed(found: re.Match[str], text: str, script: str) -> bool:
    run, (start, end) = found[0], found.span()
    if len(run) > _MANY:
        return False
    before, after = text[:start][-1:], text[end:][:1]
    return all(_has_use(char, before, after, script) for char in run)


def _has_use(char: str, before: str, after: str, script: str) -> bool:
    """Whether a hidden character between two others does what it is there for."""
    if char in _DIRECTION_MARKS or char == "\u00ad":
        return True
    if char in "\u200c\u200d":
        joined = _JOINING.match(before) or _JOINING.match(after)
        return bool(joined) or _beside_markup(before, after)
    if char in "\u200b\u2060\ufeff":
        return char != "\ufeff" and (
            script in _UNSPACED or _beside_markup(before, after) or not script
        )
    if char in "\ufe0e\ufe0f":
        return unicodedata.category(before or " ")[0] in "SPN" or before == "\u200d"
    return "\U000e0100" <= char <= "\U000e01ef" and unicodedata.category(before or " ") == "Lo"


def _beside_markup(before: str, after: str) -> bool:
    return before in tuple("`*_|\\/-") or after in tuple("`*_|:\\/-")


_UNSEEN = re.compile(f"(?:{_HIDDEN.pattern}|\\s)+")


def visible(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return bool(_UNSEEN.sub("", text))


def piled(text: str) -> Iterator[Span]:
    """Where more marks stand on a letter than in any orthography."""
    if not text.isascii():
        for found in _PILED.finditer(text):
            yield found.span()


# --- letters that look alike -------------------------------------------------------------------

# The letters of Unicode's confusables (UTS 39) that have a twin in another of these alphabets.
_TWINS = {
    "Latin": frozenset("aceijopsxyhdqwlABCEHIJKMOPSTXYZNlvugkrnmbzf"),
    "Cyrillic": frozenset("асеіјорѕхуһԁԛԝӏАВСЕНІЈКМОРЅТХУЅҮѵԍгпкмтвзьѴԌԜ"),
    "Greek": frozenset("ονυαιγκρτωχΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ"),
    "Armenian": frozenset("օսոցհզլքԼՕՍՏ"),
}
_ALPHABETS = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
    "\uff21-\uff3a\uff41-\uff5a",
    "Cyrillic": "\u0400-\u0482\u048a-\u052f\u1c80-\u1c8f",
    "Greek": "\u0370-\u0373\u0376-\u037d\u037f-\u03ff\u1f00-\u1fff",
    "Armenian": "\u0531-\u0587",
}
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile(f"[{_ALPHABETS['Cyrillic']}{_ALPHABETS['Greek']}{_ALPHABETS['Armenian']}]")
_LATIN = re.compile(f"[{_ALPHABETS['Latin']}]")
_RUNS = re.compile("|".join(f"(?P<{name}>[{span}]+)" for name, span in _ALPHABETS.items()))


def mixed_words(text: str) -> Iterator[Span]:
    """Words in which letters of one alphabet pass for those of another.

    A Latin name with an ending of another alphabet (``APIs`` in Russian: ``API-ы``, ``APIшный``)
    is none: there the rest of the word could not be written in the first alphabet.
    """
    if not _OTHER.search(text) or not (_LATIN.search(text) or _several(text)):
        return
    for found in _WORD.finditer(text):
        runs = [(run.lastgroup or "", run[0]) for run in _RUNS.finditer(found[0])]
        names = {name for name, _ in runs}
        if len(names) > 1 and (_passes(runs) or len(runs) > 2):
            yield found.span()


def _several(text: str) -> bool:
    return len({run.lastgroup for run in _RUNS.finditer(text)}) > 1


def _passes(runs: list[tuple[str, str]]) -> bool:
    """Whether some of its parts consist of nothing but twins."""
    return any(set(part) <= _TWINS[name] for name, part in runs)
