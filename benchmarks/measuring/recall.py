"""What tools found of the mistakes that were planted, and what they flag where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planted.kinds import GROUPS, Kind
from planted.planting import Planted

from measuring.checkers import LEVELS, Key, Reports, Said
from measuring.tables import Row
from measuring.tools import OURS

Column = tuple[str, tuple[str, ...]]
"""A tool, and the levels of its findings that count; no levels: it knows none."""


@dataclass
class Found:
    """What each tool said of the good catalogues and of those with mistakes, by tool.

    late: the tools that had to be stopped, and at which catalogues.
    """

    planted: Sequence[Planted]
    good: dict[str, Reports] = field(default_factory=dict)
    bad: dict[str, Reports] = field(default_factory=dict)
    late: list[tuple[str, str]] = field(default_factory=list)

    def add(self, tool: str, good: Said, bad: Mapping[str, Said]) -> None:
        """bad: by sheet; in each the mistakes of the other sheets are good messages."""
        self.good[tool] = good.reports
        keys = ((one.sheet, key_of(one)) for one in self.planted)
        said = {key: bad[sheet].reports.get(key) for sheet, key in keys if sheet in bad}
        self.bad[tool] = {key: rules for key, rules in said.items() if rules}
        self.late += [(tool, name) for name, said in bad.items() if said.late]

    def columns(self) -> list[Column]:
        """A column a tool; of ours one for refusing, one with warnings, one with style."""
        levels = [LEVELS[: n + 1] for n in range(len(LEVELS))]
        ours: list[Column] = [(OURS, several) for several in levels]
        return [*ours, *((tool, ()) for tool in self.good if tool != OURS)]

    def finds(self, column: Column, one: Planted) -> bool:
        """Whether a tool says something of the mistake that it does not say without it."""
        tool, levels = column
        key = key_of(one)
        new = self.bad[tool].get(key, Counter()) - self.good[tool].get(key, Counter())
        return any(_counts(rule, levels) for rule in new)

    def flagged(self, column: Column, untouched: Collection[Key]) -> float:
        """The share of messages without a mistake that a tool reports."""
        return flagged(self.good[column[0]], column[1], untouched)


def key_of(one: Planted) -> Key:
    """The message, as tools report it."""
    return (one.spot[0], one.good.msgctxt, one.good.msgid)


def flagged(reports: Reports, levels: tuple[str, ...], among: Collection[Key]) -> float:
    """The share of these messages, 0 to 1, of which a tool says something."""
    if not among:
        return 0.0
    said = (reports.get(key, Counter()) for key in among)
    return sum(any(_counts(rule, levels) for rule in rules) for rules in said) / len(among)


def _counts(rule: str, levels: tuple[str, ...]) -> bool:
    return not levels or rule.partition(" ")[0] in levels


def missed(found: Found, kinds: Iterable[Kind]) -> Iterator[tuple[Kind, list[Planted]]]:
    """What Lingotype says nothing of, by kind."""
    for kind in kinds:
        own = [one for one in found.planted if one.kind == kind.name]
        silent = [one for one in own if not found.finds((OURS, LEVELS), one)]
        if silent:
            yield kind, silent


# As rows of tables


def title(column: Column) -> str:
    """The head of a column."""
    tool, levels = column
    return tool if not levels else ("refused", "or warned", "or style")[len(levels) - 1]


def kind_rows(found: Found, kinds: Mapping[str, Kind]) -> Iterator[Row]:
    """A row a kind: the share found, in per cent."""
    columns = found.columns()
    yield ("kind", "planted", *map(title, columns))
    for group in GROUPS:
        for kind in kinds.values():
            if kind.group == group:
                yield _row(kind.name, found, [p for p in found.planted if p.kind == kind.name])


def group_rows(found: Found, kinds: Mapping[str, Kind]) -> Iterator[Row]:
    """A row a group: its kinds, the mistakes, and the share found, in per cent."""
    yield ("group", "kinds", "planted", *map(title, found.columns()))
    for group in GROUPS:
        names = {kind.name for kind in kinds.values() if kind.group == group}
        own = [one for one in found.planted if one.kind in names]
        name, *rest = _row(group, found, own)
        yield (name, str(len(names)), *rest)


def _row(name: str, found: Found, own: Sequence[Planted]) -> Row:
    shares = (
        f"{100 * sum(found.finds(column, one) for one in own) / len(own):.1f}" if own else "-"
        for column in found.columns()
    )
    return (name, f"{len(own):,}", *shares)


def flagged_rows(found: Found, untouched: Collection[Key]) -> Iterator[Row]:
    """One row: the share of untouched messages that is reported, in per cent."""
    columns = found.columns()
    yield ("untouched", "messages", *map(title, columns))
    shares = (f"{100 * found.flagged(column, untouched):.1f}" for column in columns)
    yield ("flagged", f"{len(untouched):,}", *shares)


def as_json(found: Found, kinds: Mapping[str, Kind], untouched: Collection[Key]) -> object:
    """All counts; of ours by level, of the others under "any"."""
    columns = found.columns()
    return {
        "kinds": {
            kind.name: {
                "group": kind.group,
                "planted": sum(one.kind == kind.name for one in found.planted),
                "found": {
                    _called(column): sum(
                        found.finds(column, one) for one in found.planted if one.kind == kind.name
                    )
                    for column in columns
                },
            }
            for kind in kinds.values()
        },
        "untouched": len(untouched),
        "flagged": {_called(column): found.flagged(column, untouched) for column in columns},
        "late": found.late,
    }


def _called(column: Column) -> str:
    tool, levels = column
    return f"{tool}: {title(column)}" if levels else tool
