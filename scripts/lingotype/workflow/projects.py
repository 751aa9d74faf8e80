"""The project that a command works on, and its languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lingotype.errors import UnknownLanguage
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import adopt, layout, settings


def quiet(_job: str, _what: str, _done: int, _all: int) -> None:
    """Listen to nothing."""


def load(start: Path) -> Project:
    """The project that a folder is part of; conf.py is run once."""
    return settings.load(start)


def plan_adoption(start: Path, names: Sequence[str]) -> adopt.Plan:
    """What an existing Sphinx project lacks for Lingotype; nothing is changed yet."""
    return adopt.plan(start, names)


def carry_out(plan: adopt.Plan) -> None:
    """Make the changes of a plan, all or none."""
    adopt.apply(plan)


def choose(project: Project, names: Iterable[str], among: Sequence[Language]) -> list[Language]:
    """The languages named, all of `among` if none is, in the order of `among`.

    Raises UnknownLanguage for a name that CLDR does not know or that is not among them.
    """
    wanted = [Language.parse(name) for name in names]
    for language in wanted:
        if language not in among:
            where = layout.shown(project, project.conf)
            what = f"{language.tag} ({language.english_name}) is not a language of this project"
            listed = ", ".join(language.tag for language in among)
            fix = f"It has {listed}. To add one: lingotype update -l {language.tag}"
            raise UnknownLanguage(what, where, fix)
    return [language for language in among if language in wanted or not wanted]
