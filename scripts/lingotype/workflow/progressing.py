"""How far each translation is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lingotype.errors import LingotypeError
from lingotype.model.catalogue import Template
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.progress.count import Completeness, completeness
from lingotype.workflow.projects import choose
from lingotype.workspace import catalogues, layout


@dataclass(frozen=True)
class LanguageProgress:
    """How far a language is, by domain. gone: catalogues that no sum counts, since their
    document is no more; errors: broken catalogues, which no sum counts either.
    """

    language: Language
    domains: dict[str, Completeness]
    gone: list[str]
    errors: list[LingotypeError]

    @property
    def total(self) -> Completeness:
        """The sum of its documents."""
        return sum(self.domains.values(), Completeness())


def progress(project: Project, names: Sequence[str]) -> list[LanguageProgress]:
    """Count every language's catalogues; a document without a catalogue is untranslated."""
    # Of a project that lists none, all that stand on the disk.
    begun = [x for x in layout.languages_on_disk(project) if x != project.source_language]
    languages = choose(project, names, project.languages or begun)
    found = catalogues.templates(project)
    return [_progress(project, language, found) for language in languages]


def _progress(project: Project, language: Language, found: Sequence[Template]) -> LanguageProgress:
    folder = layout.catalogues(project, language)
    held = layout.catalogue_domains(project, language)
    untouched = {t.domain: t.messages for t in found}
    counted: dict[str, Completeness] = {}
    errors: list[LingotypeError] = []
    # A project that keeps no templates has no document that is known to be gone.
    for domain in sorted(untouched or held):
        messages: Iterable[Message] = untouched.get(domain, ())
        if domain in held:
            path = folder / f"{domain}.po"
            try:
                messages = catalogues.read(project, path)
            except LingotypeError as error:
                errors.append(error)
                continue
        counted[domain] = completeness(messages)
    gone = [x for x in held if untouched and x not in untouched]
    return LanguageProgress(
        language, counted, [layout.shown(project, folder / f"{x}.po") for x in gone], errors
    )
