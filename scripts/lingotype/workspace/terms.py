"""locale/<locale>/terms.csv: how a language's translators decided to translate the terms."""

from __future__ import annotations

from pathlib import Path

from lingotype.formats import csv_terms
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.model.term import Term
from lingotype.workspace import layout, store


def read(project: Project, language: Language) -> tuple[Term, ...]:
    """The terms of a language; none where it has no list. Raises LingotypeError."""
    path = layout.terms(project, language)
    if not path.is_file():
        return ()
    home = layout.home_of(project, project.locale)
    return csv_terms.read(store.read(path, home), layout.shown(project, path))


def read_file(path: Path) -> tuple[Term, ...]:
    """The terms of any such file. Raises LingotypeError."""
    return csv_terms.read(store.read(path.absolute(), path.absolute().parent), str(path))
