"""Dropping, for good and on request, what is kept only as memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lingotype.errors import LingotypeError
from lingotype.model.language import Language
from lingotype.update.prune import Memento, mementos, without
from lingotype.workflow.updating import Task, languages_of, templates_of
from lingotype.workspace import catalogues, layout, lock, store


@dataclass(frozen=True)
class Prunable:
    """What a language keeps only as memory; error: why that is not known."""

    language: Language
    mementos: list[Memento] = field(default_factory=list)
    error: LingotypeError | None = None


def prunable(task: Task, names: Sequence[str], *, copies: bool) -> list[Prunable]:
    """Obsolete translations, and those of documents that are gone.

    copies: only those that a live message has just so.
    """
    live = {template.domain for template in templates_of(task)}
    found = []
    for language in languages_of(task.project, names):
        try:
            old = catalogues.of_language(task.project, language)
        except LingotypeError as error:
            found.append(Prunable(language, error=error))
            continue
        kept = [x for x in mementos(old, live) if x.copied or not copies]
        found.append(Prunable(language, kept))
    return found


def prune(task: Task, found: Sequence[Prunable]) -> list[str]:
    """Drop what was found, for good; returns the files that changed. Raises LingotypeError."""
    project = task.project
    live = {template.domain for template in templates_of(task)}
    written = []
    with lock.held(project, "lingotype update"):
        for one in found:
            store.sweep(layout.catalogues(project, one.language))
            old = catalogues.of_language(project, one.language)
            # A file may have been edited while the question stood there.
            still = [x for x in mementos(old, live) if x in one.mementos]
            for domain, new in without(old, still, live).items():
                place = (project, one.language, domain)
                if new is None:
                    written.append(catalogues.remove(*place, old[domain]))
                else:
                    written.append(catalogues.save(*place, new, old[domain]))
    return written
