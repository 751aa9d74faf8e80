"""Two wordings that say the same: they differ in their form, or an editor said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lingotype.model.wording import Decision
from lingotype.update.markup import Kind, pieces

LEAST_WORDS = 5
"""Fewer words do not carry a translation over: "Open?" is not "Open!"."""

LEAST_LETTERS = 20

_DOUBLE = re.compile("[\u201c-\u201f\u00ab\u00bb\u300c-\u300f\uff02]|''|``|,,")
_SINGLE = re.compile("[\u2018\u2019\u201a\u201b\u2039\u203a`\u00b4\u2032]")
_DASH = re.compile(
    # A run of spaces is tried from its beginning only.
    r"(?:(?<!\s)\s++)?[\u2013\u2014\u2015\u2e3a]\s*|(?<!\s)\s++-{1,3}\s+|(?<=\w)-{2,3}(?=\w)|(?<=\d)-(?=\d)"
)
_DOTS = re.compile(r"\u2026|\. ?\. ?\.")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


def bare(text: str) -> str:
    """A text in one form of white space, quotation marks, dashes and dots.

    What stands inside markup is left alone, since a dash in a command is no typography.
    """
    made, end = [], 0
    for piece in pieces(text):
        if piece.kind is not Kind.NUMBER:  # a dash between two numbers is typography
            made += [_plain(text[end : piece.start]), piece.written]
            end = piece.end
    made.append(_plain(text[end:]))
    return _SPACE.sub(" ", "".join(made)).strip()


def same_but_for_form(one: str, other: str) -> bool:
    """Whether two texts differ in white space, quotation marks and dashes alone.

    Never so for short ones: there a mark often is the meaning.
    """
    return (
        _WORD.findall(one) == _WORD.findall(other)  # a quick answer for nearly all
        and long_enough(one)
        and bare(one) == bare(other)
    )


def long_enough(text: str) -> bool:
    """Whether a text is long enough for its form not to matter."""
    words = len(text.split())
    letters = sum(map(str.isalpha, text))
    return letters >= LEAST_LETTERS and (words >= LEAST_WORDS or letters > 4 * words * 5)


def _plain(text: str) -> str:
    text = _SINGLE.sub("'", _DOUBLE.sub('"', text))
    return _DOTS.sub("...", _DASH.sub(" \u2013 ", _SPACE.sub(" ", text)))


Key = tuple[str | None, str]


@dataclass(frozen=True)
class Decisions:
    """All decisions of a project; a wording may go back over several of them."""

    made: tuple[Decision, ...] = ()
    _former: Mapping[Key, list[Key]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        former: dict[Key, list[Key]] = {}
        for decision in self.made:
            now = (decision.msgctxt, decision.now)
            former.setdefault(now, []).append((decision.msgctxt, decision.former))
        object.__setattr__(self, "_former", former)

    def former(self, key: Key) -> Iterator[Key]:
        """The wordings that a text had before and that say the same, the latest first."""
        seen = {key}
        waiting: list[Key] = [key]
        while waiting:
            for earlier in reversed(self._former.get(waiting.pop(0), [])):
                if earlier not in seen:
                    seen.add(earlier)
                    waiting.append(earlier)
                    yield earlier
