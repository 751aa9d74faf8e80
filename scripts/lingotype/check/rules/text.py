"""Rules about single words and letters, and about texts that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lingotype.check.doubled import doubled_words
from lingotype.check.lengths import letters
from lingotype.check.markup import NOTHING
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.sentences import sentences
from lingotype.check.wordlists import DOUBLING
from lingotype.model.finding import Level, Span

_INVISIBLE = re.compile(
    rf"[\s{NOTHING}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*+\\Z"
)


@rule("blank", Level.REFUSE, Group.TEXT)
def blank(pair: Pair) -> Iterator[Problem]:
    r"""The translation has nothing that a reader could see.

    Bad:  "Read on." -> " "
    Bad:  "Read on." -> "\u200b"
    Good: "Read on." -> "Lies weiter."
    """
    if _INVISIBLE.match(pair.target.plain) and not _INVISIBLE.match(pair.source.plain):
        yield Problem("there is nothing to be seen in it", "Translate the text, or leave it empty.")


@rule("word-doubled", Level.WARN, Group.TEXT)
def word_doubled(pair: Pair) -> Iterator[Problem]:
    """A word stands twice, in a language that does not double words.

    Bad:  "The state was strong." -> "Der Staat Staat war stark."
    Good: "People that know it." -> "Die, die die Sache kennen."
    Good (fr): "We rest." -> "Nous nous reposons."
    """
    if pair.setting.primary not in DOUBLING:
        yield from _doubled(pair)


@rule("word-repeated", Level.STYLE, Group.TEXT)
def word_repeated(pair: Pair) -> Iterator[Problem]:
    """A word stands twice, in a language that doubles some words.

    Bad (ur):  "It is far." -> "وہ دور ہے ہے۔"
    Good (ur): "It is far." -> "وہ دور ہے۔"
    """
    if pair.setting.primary in DOUBLING:
        yield from _doubled(pair)


def _doubled(pair: Pair) -> Iterator[Problem]:
    found = tuple(doubled_words(pair.target.plain, pair.setting.primary))
    if found and not any(doubled_words(pair.source.plain, "")):
        names = " and ".join(f"“{pair.msgstr[slice(*span)]}”" for span in found)
        yield Problem(f"a word stands twice: {names}", "Delete one of the two.", found)


@rule("sentence-doubled", Level.WARN, Group.TEXT)
def sentence_doubled(pair: Pair) -> Iterator[Problem]:
    """A sentence stands twice in a row.

    Bad:  "It was cold. We left." -> "Es war sehr kalt. Es war sehr kalt. Wir gingen."
    Good: "It was cold. We left." -> "Es war sehr kalt. Wir gingen."
    """
    if pair.literal or len(pair.msgstr) < _SENTENCE:
        return
    doubled = tuple(_repeated(pair.target.plain, pair.setting.primary, _SENTENCE))
    if doubled and not any(_repeated(pair.source.plain, "", 0)):
        yield Problem("a sentence stands twice", "Delete one of the two.", doubled)


_SENTENCE = 12
"""Letters from which on a sentence is not repeated for the sound of it."""


def _repeated(plain: str, language: str, least: int) -> Iterator[Span]:
    """Where sentences stand that are as the one before; least: letters of one that counts."""
    spans = sentences(plain, language)
    texts = [plain[slice(*span)].strip() for span in spans]
    for text, following, span in zip(texts, texts[1:], spans[1:], strict=False):
        if text == following and letters(text, language) >= least:
            yield span


_MISREAD = re.compile(
    "\ufffd|[ÃÐÑ][\x80-\xa0\xa2-\xbfŸ€™œ¡]|Â[\xa0-\xbf]|â€[™œ\x9d“”˜¦]|Ø[\xa7-\xbf]Ù"
)


@rule("letters-misread", Level.WARN, Group.TEXT)
def letters_misread(pair: Pair) -> Iterator[Problem]:
    r"""Letters were read in another charset than they were written in.

    Bad:  "Open it." -> "Ã–ffnen Sie es wieder: Ã¼ber das Menü."
    Bad:  "Open it." -> "\N{REPLACEMENT CHARACTER}ffnen Sie es."
    Good: "Open it." -> "Öffnen Sie es."
    """
    if pair.msgstr.isascii():
        return
    found = tuple(m.span() for m in _MISREAD.finditer(pair.target.plain))
    if found and not _MISREAD.search(pair.msgid):
        fix = "Write the letter that belongs here, and save the file as UTF-8."
        yield Problem("a letter was read wrongly", fix, found)


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,6});")


@rule("entity", Level.WARN, Group.TEXT)
def entity(pair: Pair) -> Iterator[Problem]:
    r"""A character is written as in HTML; readers see it as it stands.

    Bad:  "Five metres." -> "Fünf&nbsp;Meter."
    Good: "Five metres." -> "Fünf\u00a0Meter."
    """
    if "&" not in pair.target.plain:
        return
    found = [m for m in _ENTITY.finditer(pair.target.plain) if m[0] not in pair.msgid]
    if found:
        names = " and ".join(dict.fromkeys(m[0] for m in found))
        fix = "Write the character itself."
        yield Problem(f"readers see {names} as it stands", fix, tuple(m.span() for m in found))
