"""The rules by name: what each finds, how much that weighs, and how its page describes it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from lingotype.check.pair import Pair
from lingotype.model.finding import Level, Span


class Group(Enum):
    """What a rule is about; also the order of the page that describes them."""

    SECURITY = "Security"
    PUBLISHING = "Publishing"
    MARKUP = "Markup"
    TEXT = "Text"
    TERMS = "Terms"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found. text: one sentence without its end, naming the thing; fix: what to do, a
    sentence. marks, source_marks: where, in the msgstr and in the msgid.
    """

    text: str
    fix: str = ""
    marks: tuple[Span, ...] = ()
    source_marks: tuple[Span, ...] = ()


Check = Callable[[Pair], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was registered.

    level: unless conf.py says otherwise. fenced: whether a message that it finds is not
    published either, but its source text instead. firm: whether a comment of a translator
    cannot switch it off. alone: whether it looks at the msgstr alone, and so also at fuzzy messages
    of which nobody knows what they translate.
    """

    name: str
    level: Level
    group: Group
    check: Check
    fenced: bool = False
    firm: bool = False
    alone: bool = False

    @property
    def description(self) -> str:
        """Its docstring, unindented: what it finds, then a bad and a good example."""
        return inspect.getdoc(self.check) or ""


RULES: dict[str, Rule] = {}
"""All rules by name, in the order in which they are defined."""


def rule(
    name: str,
    level: Level,
    group: Group,
    *,
    fenced: bool = False,
    firm: bool = False,
    alone: bool = False,
) -> Callable[[Check], Check]:
    """Register the function below as a rule."""

    def register(check: Check) -> Check:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        RULES[name] = Rule(name, level, group, check, fenced=fenced, firm=firm, alone=alone)
        return check

    return register
