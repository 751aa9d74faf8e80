"""Rules about numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lingotype.check.differing_numbers import Numbers, Texts, differing
from lingotype.check.numbers import Number
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level, Span


def _differing(pair: Pair) -> Numbers:
    english = pair.setting.source.tag.partition("-")[0] == "en"
    return differing(Texts(pair.source.plain, pair.target.plain, pair.msgid, pair.msgstr, english))


@rule("number-changed", Level.WARN, Group.TEXT)
def number_changed(pair: Pair) -> Iterator[Problem]:
    """A number of the text became another one. Digits and separators are the language's own
    affair, and so is writing a number as a word.

    Bad:  "It began in 1917." -> "Es begann 1971."
    Bad:  "A loss of 1,000.5 tons." -> "Ein Verlust von 1.100,5 Tonnen."
    Good: "A loss of 1,000.5 tons." -> "Ein Verlust von 1.000,5 Tonnen."
    Good (ru): "It was the 20th century." -> "Это был XX век."
    """
    left = _differing(pair)
    if left.missing and left.extra:
        were, are = _listed(pair.msgid, left.missing), _listed(pair.msgstr, left.extra)
        fix = f"Write {were}; digits and separators may be those of the language."
        yield Problem(f"{were} became {are}", fix, _spans(left.extra), _spans(left.missing))


@rule("number-lost", Level.WARN, Group.TEXT)
def number_lost(pair: Pair) -> Iterator[Problem]:
    """A number of the text is missing.

    Bad:  "It began in 1917." -> "Es begann später."
    Good: "It took 3 days." -> "Es dauerte drei Tage."
    """
    left = _differing(pair)
    if left.missing and not left.extra:
        were, marks = _listed(pair.msgid, left.missing), _spans(left.missing)
        yield Problem(f"the number {were} is missing", f"Write {were}.", source_marks=marks)


@rule("number-added", Level.STYLE, Group.TEXT)
def number_added(pair: Pair) -> Iterator[Problem]:
    """The translation has a number that the text has not.

    Bad:  "It began in autumn." -> "Es begann im Herbst 1917."
    Good: "It took forty-two days." -> "Es dauerte 42 Tage."
    """
    left = _differing(pair)
    if left.extra and not left.missing:
        are, marks = _listed(pair.msgstr, left.extra), _spans(left.extra)
        yield Problem(f"the number {are} is not in the text", f"Take {are} out.", marks)


def _listed(text: str, found: Sequence[Number]) -> str:
    return " and ".join(text[slice(*number.span)] for number in found)


def _spans(found: Sequence[Number]) -> tuple[Span, ...]:
    return tuple(number.span for number in found)
