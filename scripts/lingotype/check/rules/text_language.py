"""Rules about text that is still in the language of the source."""

from __future__ import annotations

from collections.abc import Iterator

from lingotype.check.leftover import (
    RUN,
    common_runs,
    has_little,
    is_prose,
    little_words,
    words,
)
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.titles import without_titles
from lingotype.model.finding import Level, Span


@rule("untranslated", Level.WARN, Group.TEXT)
def untranslated(pair: Pair) -> Iterator[Problem]:
    """The translation is the text itself. Names, titles of works, code and short texts may be.

    Bad:  "This is the story of what they did." -> "This is the story of what they did."
    Good: "Arendt, *The Origins of Totalitarianism*" -> "Arendt, *The Origins of Totalitarianism*"
    """
    if not _speaks(pair) or pair.source.plain.casefold() != pair.target.plain.casefold():
        return
    found = words(without_titles(pair.target)[:_ENOUGH])
    if len(found) >= _FEW and is_prose(found, _little(pair)):
        yield Problem("it is not translated", "Translate it, or leave it empty.", (_all(pair),))


_FEW = 4
"""Words that a sentence has at least."""

_ENOUGH = 2_000
"""Characters that show whether a text is one of sentences."""


@rule("partly-untranslated", Level.WARN, Group.TEXT)
def partly_untranslated(pair: Pair) -> Iterator[Problem]:
    """A sentence, or a part of one, is still as it is in the text.

    Bad:  "They left. It was the end of all that." -> "Sie gingen. It was the end of all that."
    Good: "They left. It was the end." -> "Sie gingen. Das war das Ende."
    """
    if not _speaks(pair) or pair.source.plain.casefold() == pair.target.plain.casefold():
        return
    little = _little(pair)
    runs = [
        r
        for r in common_runs(pair.source.plain, without_titles(pair.target))
        if is_prose(r, little)
    ]
    if runs:
        spans = tuple((run[0].span[0], run[-1].span[1]) for run in runs)
        first = pair.msgstr[slice(*spans[0])].split()
        what = " ".join(first[:RUN]) + (" …" if len(first) > RUN else "")
        yield Problem(f"“{what}” is not translated", "Translate it.", spans)


def _little(pair: Pair) -> frozenset[str]:
    return little_words(pair.setting.source.tag.partition("-")[0], pair.setting.primary)


def _speaks(pair: Pair) -> bool:
    """Whether the translation has words of the source's language at all."""
    setting = pair.setting
    if pair.literal or setting.language is None or setting.language == setting.source:
        return False
    return has_little(pair.target.plain, _little(pair), 1)


def _all(pair: Pair) -> Span:
    return (0, len(pair.msgstr))
