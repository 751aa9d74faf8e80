"""Texts as documentation has them: titles, list items and paragraphs, with markup in them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache

from made import words

# Characters of the messages of Python's documentation: a twentieth is shorter than the second,
# and so on. Median 97, mean 143.
LENGTHS = (
    *(3, 9, 14, 21, 29, 37, 47, 57, 68, 82, 97),
    *(114, 133, 154, 177, 206, 238, 279, 335, 432, 1000),
)

SHORT = 45
REPEATED = 0.2
"""Share of the short texts that stand in many documents ("See also", "Parameters")."""
FORMULAS = 0.1
"""Share of the longer texts that follow a formula ("Changed: the … parameter was added")."""
PHRASES = 0.05
"""How often a turn of phrase stands in a sentence instead of a word."""
COMMA, DASH, QUOTED = 0.06, 0.008, 0.008

# How often a word stands in markup; with it 47 % of the texts have a role, 27 % a literal.
MARKUP = {
    ":func:`{}.{}`": 0.02,
    ":class:`{}`": 0.015,
    ":meth:`~{}.{}`": 0.012,
    ":ref:`{}-{}`": 0.008,
    "``{}``": 0.018,
    "``{}({})``": 0.007,
    "``{}=None``": 0.003,
    "*{}*": 0.013,
    "**{}**": 0.002,
    "`{} <https://www.{}.example.org/{}/>`_": 0.0015,
    "https://{}.example.org/{}.html": 0.0007,
}
NUMBERS = ("{}", "{}.{}", "3.{}", "0x{}", "{} %")
NUMBER = 0.012


@dataclass
class Writer:
    """Who writes a document: the dice, and the terms that the document keeps to.

    Two writers with equal dice write the same.
    """

    dice: random.Random
    terms: list[str] = field(default_factory=list)

    def text(self) -> str:
        """One message, of a length that is drawn as real ones are."""
        length = drawn_length(self.dice)
        if length < SHORT:
            return self._short(length)
        if self.dice.random() < FORMULAS:
            return self._formula()
        return self.passage(length)

    def passage(self, length: int) -> str:
        """Sentences of about so many characters together."""
        made = self.sentence(min(length, self._reach()))
        while len(made) < length - 25:
            made += "  " + self.sentence(min(length - len(made), self._reach()))
        return made

    def sentence(self, length: float) -> str:
        """One sentence, with a capital and a full stop."""
        made = self._run(length)
        return f"{made[0].upper()}{made[1:]}."

    def words(self, count: int) -> list[str]:
        """Words as they come, without markup."""
        ranks = range(words.VOCABULARY)
        drawn = self.dice.choices(ranks, cum_weights=words.shares(), k=count)
        return [self._spoken(rank) for rank in drawn]

    def name(self) -> str:
        """What a program calls something."""
        return self.dice.choice(self.terms or self.words(1))

    def marked(self) -> str:
        """A name in some markup."""
        forms = list(MARKUP)
        form = self.dice.choices(forms, weights=list(MARKUP.values()))[0]
        return form.format(*(self.name() for _ in range(form.count("{}"))))

    def number(self) -> str:
        """A number, as a version, a share or a count."""
        form = self.dice.choice(NUMBERS)
        return form.format(*(self.dice.randint(1, 40) for _ in range(form.count("{}"))))

    def _spoken(self, rank: int) -> str:
        if rank > words.COMMON and self.terms and self.dice.random() < 0.6:
            return self.dice.choice(self.terms)
        return words.vocabulary()[rank]

    def _reach(self) -> float:
        return self.dice.triangular(30, 220, 90)

    def _short(self, length: int) -> str:
        if self.dice.random() < REPEATED:
            return _drawn(self.dice, headings())
        made = self._run(length)
        return made[0].upper() + made[1:] if self.dice.random() < 0.7 else made

    def _formula(self) -> str:
        formula = _drawn(self.dice, formulas())
        return formula.format(*(self.marked() for _ in range(formula.count("{}"))))

    def _run(self, length: float) -> str:
        """Words and markup, as many as fit."""
        made = self._element()
        while len(made) < length - 3:
            made += self._gap() + self._element()
        return made

    def _gap(self) -> str:
        drawn = self.dice.random()
        if drawn < COMMA:
            return ", "
        return " --- " if drawn < COMMA + DASH else " "

    def _element(self) -> str:
        """A word, a turn of phrase, a number, or a name in markup."""
        drawn = self.dice.random() - sum(MARKUP.values())
        if drawn < 0:
            return self.marked()
        for share, make in (
            (NUMBER, self.number),
            (PHRASES, lambda: _drawn(self.dice, phrases())),
            (QUOTED, lambda: f'"{self.words(1)[0]}"'),
        ):
            drawn -= share
            if drawn < 0:
                return make()
        return self.words(1)[0]


def drawn_length(dice: random.Random) -> int:
    """Characters of a text, as `LENGTHS` says."""
    step, part = divmod(dice.random() * (len(LENGTHS) - 1), 1)
    low, high = LENGTHS[int(step) : int(step) + 2]
    return round(low + part**2 * (high - low) if high == LENGTHS[-1] else low + part * (high - low))


@cache
def headings() -> tuple[str, ...]:
    """Short texts that many documents have."""
    writer = Writer(random.Random("headings"))
    return tuple(" ".join(writer.words(1 + number % 3)).capitalize() for number in range(400))


@cache
def formulas() -> tuple[str, ...]:
    """Sentences that are written again and again with other names in them."""
    writer = Writer(random.Random("formulas"))
    made = []
    for number in range(120):
        said = [*writer.words(4 + number % 9), "{}", *writer.words(number % 4)]
        made.append(" ".join((*said, "{}") if number % 3 == 0 else said).capitalize() + ".")
    return tuple(made)


@cache
def phrases() -> tuple[str, ...]:
    """Two to five words that stand together often."""
    writer = Writer(random.Random("phrases"))
    return tuple(" ".join(writer.words(2 + number % 4)) for number in range(800))


def _drawn(dice: random.Random, these: tuple[str, ...]) -> str:
    """One of these, the first ones more often, by Zipf's law."""
    return these[min(len(these) - 1, int(len(these) ** dice.random()) - 1)]
