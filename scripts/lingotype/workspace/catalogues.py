"""The project's templates and catalogues, read from the disk."""

from __future__ import annotations

from pathlib import Path

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import layout, store


def read(project: Project, path: Path, locale: Path | None = None) -> Catalogue:
    """One catalogue or template of a locale folder (the first, where it is left out).

    Raises LingotypeError if it cannot be read, BrokenCatalogue if it is no catalogue.
    """
    home = layout.home_of(project, locale or project.locale)
    return po.read(store.read(path, home), layout.shown(project, path))


def of_language(
    project: Project, language: Language, locale: Path | None = None
) -> dict[str, Catalogue]:
    """A language's catalogues of one locale folder, by domain. Raises as `read` does."""
    folder = layout.catalogues(project, language, locale)
    domains = layout.catalogue_domains(project, language, locale)
    return {domain: read(project, folder / f"{domain}.po", locale) for domain in domains}


def templates(project: Project) -> list[Template]:
    """All templates, by domain. Raises as `read` does."""
    domains = layout.domains(project)
    found = ((domain, read(project, layout.template(project, domain))) for domain in domains)
    return [Template(domain, catalogue.live) for domain, catalogue in found]
