"""Rules about terms."""

from __future__ import annotations

from collections.abc import Iterator

from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.termbase import translated
from lingotype.check.titles import without_emphasised
from lingotype.model.finding import Level, Span
from lingotype.model.term import Term


@rule("term-missing", Level.WARN, Group.TERMS)
def term_missing(pair: Pair) -> Iterator[Problem]:
    """A term of the project's list (terms.csv) is in the text, and none of the translations that
    the list has for it is in the translation, in any form.

    With the row ``strike,Streik | Ausstand`` in the list of German:

    Bad (de):  "The strikes went on." -> "Die Aufstände dauerten an."
    Good (de): "The strikes went on." -> "Die Streiks dauerten an."
    """
    if pair.literal or pair.setting.language is None:
        return
    terms = pair.setting.terms
    found = terms.occurrences(without_emphasised(pair.source)) if terms.terms else []
    spans: dict[Term, list[Span]] = {}
    for term, span in found:
        spans.setdefault(term, []).append(span)
    for term, places in spans.items():
        if translated(term, pair.target.plain, pair.setting.primary):
            continue
        ways = " or ".join(f"“{way}”" for way in term.translations)
        text = f"the term “{term.term}” is not translated as {ways}"
        fix = f"Write {ways} in the form that fits, or have the list of terms changed."
        yield Problem(text, fix, source_marks=tuple(places))
