"""Questions to a person at a terminal; without one, nothing is taken for granted."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from lingotype.cli import output
from lingotype.model.wording import Decision

ANSWERS = "y yes, n no, a all from here on, q none from here on"


def must_be_able_to(option: str) -> None:
    """Refuse to ask where nobody can answer."""
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"{option} asks, and this is no terminal; add --yes to say yes to all."
        )


def wording_only(changes: Sequence[Decision], *, yes: bool) -> list[Decision]:
    """Show each change of the text and ask whether it is of wording only."""
    for number, change in enumerate(changes if yes else (), start=1):
        _show(number, len(changes), change)
    if yes:
        return list(changes)
    chosen: list[Decision] = []
    for number, change in enumerate(changes, start=1):
        _show(number, len(changes), change)
        answer = _answer("Does it still say the same?")
        if answer == "a":
            return [*chosen, *changes[number - 1 :]]
        if answer == "q":
            break
        if answer == "y":
            chosen.append(change)
    return chosen


def _show(number: int, total: int, change: Decision) -> None:
    output.say(f"\n{number} of {total}")
    output.say_difference(change.former, change.now)


def _answer(question: str) -> str:
    choice = click.Choice(["y", "n", "a", "q"], case_sensitive=False)
    answer: str = click.prompt(f"{question} ({ANSWERS})", type=choice, err=True, show_choices=False)
    return answer


def sure(question: str) -> bool:
    """Ask before something is deleted."""
    return click.confirm(question, default=False, err=True)
