"""Rules about what is missing of a text, or too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lingotype.check.lengths import SPREAD, letters, ratio, strangeness
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.sentences import lost, sentences
from lingotype.model.finding import Level, Span

_SHORT = 20
"""Letters of a text of which no more is asked than that it be translated."""

_LONG = 40
"""Letters from which on the length of a translation can be told."""

_MUCH = 7.0
_MORE = 5.0
_RATHER = 3.4
_FEWER = 1.5
"""Standard deviations by which a length is strange; the last where there are fewer sentences."""

_DOUBTFUL = 2.0
_HARDLY = 1.0
"""How much likelier the loss of a sentence must be, as a natural logarithm, to warn of it, and to
mention it.
"""


@rule("sentence-lost", Level.WARN, Group.TEXT)
def sentence_lost(pair: Pair) -> Iterator[Problem]:
    """A sentence of the text seems to have no translation: there are fewer sentences, and the
    lengths of the others fit best if this one is left out.

    Bad:  "It rained. The harvest was lost to the floods of that year." -> "Es regnete."
    Good: "It rained. The harvest was lost." -> "Es regnete, und die Ernte ging verloren."
    """
    found = _lost(pair)
    if found and found.doubt >= _DOUBTFUL:
        what = _opening(pair.msgid[slice(*found.span)])
        fix = "Translate it too, or look whether its meaning stands elsewhere."
        yield Problem(f"“{what}” seems to be missing", fix, source_marks=(found.span,))


@rule("sentence-count", Level.STYLE, Group.TEXT)
def sentence_count(pair: Pair) -> Iterator[Problem]:
    """There are fewer sentences than in the text, and less is said than translations need.

    Bad:  "It rained all of that summer. The harvest was lost." ->
          "Nach dem Regen ging die Ernte verloren."
    Good: "It rained. The harvest was lost." -> "Es regnete, und die Ernte ging verloren."
    """
    found = _lost(pair)
    if not found or found.doubt >= _DOUBTFUL:
        return
    if found.doubt > _HARDLY or _strangeness(pair) < -_FEWER:
        marks = (found.span,) if found.doubt > _HARDLY else ()
        fix = "Look whether all of the text is translated."
        yield Problem("there are fewer sentences than in the text", fix, source_marks=marks)


class _Lost(NamedTuple):
    span: Span
    doubt: float


def _lost(pair: Pair) -> _Lost | None:
    """The sentence of the text that is likeliest to be lost, where there are fewer of them."""
    language = pair.setting.language
    if language is None or pair.literal or len(pair.msgid) < _SHORT:
        return None
    primary, own = pair.setting.primary, pair.setting.source.tag.partition("-")[0]
    spans = sentences(pair.source.plain, own)
    if len(spans) < 2:
        return None
    others = sentences(pair.target.plain, primary)
    if len(others) >= len(spans):
        return None
    factor = ratio(pair.setting.source, language)
    wanted = [factor * letters(pair.source.plain[a:b], own) for a, b in spans]
    actual = [letters(pair.target.plain[a:b], primary) for a, b in others]
    found = lost(wanted, actual, SPREAD.get(primary, 1.0))
    return _Lost(spans[found.place], found.doubt) if found else None


@rule("too-short", Level.WARN, Group.TEXT)
def too_short(pair: Pair) -> Iterator[Problem]:
    """The translation is much shorter than translations of such a text are.

    Bad:  "Where no harvest came in, people left for the towns." -> "Die Menschen gingen."
    Good: "Where no harvest came in, people left." -> "Ohne Ernte zogen die Menschen fort."
    """
    if _strangeness(pair) < -_MUCH:
        yield Problem("it is much shorter than the text", _LOOK)


@rule("rather-short", Level.STYLE, Group.TEXT)
def rather_short(pair: Pair) -> Iterator[Problem]:
    """The translation is shorter than translations of such a text are.

    Bad:  "Where no harvest came in, people left for the towns." -> "Die Menschen zogen in Städte."
    Good: "Where no harvest came in, people left." -> "Ohne Ernte zogen die Menschen fort."
    """
    if -_MUCH <= _strangeness(pair) < -_RATHER:
        yield Problem("it is rather short for the text", _LOOK)


_LOOK = "Look whether a part of the text is missing."


@rule("too-long", Level.STYLE, Group.TEXT)
def too_long(pair: Pair) -> Iterator[Problem]:
    """The translation is much longer than translations of such a text are.

    Bad:  "Where no harvest came in, people left for the towns." ->
          "Die Menschen zogen fort. Viele suchten in den Fabriken Arbeit. Man wies sie ab. Sie
          schliefen auf den Straßen."
    Good: "Where no harvest came in, people left." -> "Ohne Ernte zogen die Menschen fort."
    """
    if _strangeness(pair) > _MORE:
        yield Problem(
            "it is much longer than the text", "Look whether it says more than the text does."
        )


def _strangeness(pair: Pair) -> float:
    """How much its length differs from what is to be expected; 0 for short texts."""
    setting = pair.setting
    if setting.language is None or len(pair.msgid) <= _LONG or pair.literal:
        return 0.0
    own = letters(pair.source.plain, setting.source.tag.partition("-")[0])
    if own <= _LONG:
        return 0.0
    expected = own * ratio(setting.source, setting.language)
    return strangeness(expected, letters(pair.target.plain, setting.primary), setting.primary)


def _opening(sentence: str) -> str:
    """The first words of a sentence, by which a reader finds it."""
    words = sentence.split()
    return " ".join(words) if len(words) <= 7 else " ".join(words[:6]) + " …"
