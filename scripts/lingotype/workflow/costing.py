"""What it costs each language to follow a change of the text; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.update import changes, header
from lingotype.update.price import price, price_of_leaving
from lingotype.update.update import Rules, update
from lingotype.workflow.updating import LanguageUpdate, Task, languages_of
from lingotype.workspace import catalogues, history, layout


@dataclass(frozen=True)
class Start:
    """The state that a change is compared with. commit: its full name, "" for the files as they
    are; then: the templates that the commit has, none where it keeps none.
    """

    project: Project
    rules: Rules
    top: Path | None = None
    commit: str = ""
    then: Sequence[Template] = ()

    def catalogues(self, language: Language) -> Mapping[str, Catalogue]:
        """A language's catalogues; of a commit, in step with the text that they stood beside."""
        if self.top is None:
            return catalogues.of_language(self.project, language)
        folder = layout.catalogues(self.project, language)
        shown = f"{self.commit[:10]}:{layout.shown(self.project, folder)}"
        old = {
            name.removesuffix(".po"): po.read(data, f"{shown}/{name}")
            for name, data in history.files(self.top, self.commit, folder, ".po").items()
        }
        followed = update(old, self.then, self.blank(language), self.rules) if self.then else {}
        return old | {domain: new.catalogue for domain, new in followed.items()}

    def documents(self) -> set[str]:
        """The documents that the text had, as far as templates tell."""
        if self.top is None:
            return set(layout.domains(self.project))
        return {template.domain for template in self.then}

    def blank(self, language: Language) -> Catalogue:
        """What a new catalogue begins as."""
        return Catalogue(header.new(language, self.project.title))


def start(task: Task, commit: str) -> Start:
    """The state to compare with. Raises LingotypeError for a name that is no commit."""
    project = task.project
    if not commit:
        return Start(project, task.rules)
    top = history.checkout(project.root)
    name = history.commit(top, commit)
    return Start(project, task.rules, top, name, templates_at(project, top, name))


def impact(begin: Start, names: Sequence[str], new: Sequence[Template]) -> list[LanguageUpdate]:
    """The price of each language. new: the templates of the text as it is now.

    Raises LingotypeError for what concerns all languages.
    """
    return [_cost(begin, language, new) for language in languages_of(begin.project, names)]


def _cost(begin: Start, language: Language, new: Sequence[Template]) -> LanguageUpdate:
    try:
        old = begin.catalogues(language)
        updated = update(old, new, begin.blank(language), begin.rules)
    except LingotypeError as error:
        return LanguageUpdate(language, error=error)
    counts = sum((one.counts for one in updated.values()), Counter())
    prices = {domain: price(one) for domain, one in updated.items()}
    deleted = begin.documents().difference(updated) & old.keys()
    prices |= {domain: price_of_leaving(old[domain]) for domain in sorted(deleted)}
    return LanguageUpdate(language, counts, prices=prices, waiting=changes.pending(updated))


def templates_at(project: Project, top: Path, commit: str) -> list[Template]:
    """The templates of a commit, as far as it has them."""
    folder = layout.templates(project)
    shown = f"{commit[:10]}:{layout.shown(project, folder)}"
    return [
        catalogues.template(name.removesuffix(".pot"), data, f"{shown}/{name}")
        for name, data in history.files(top, commit, folder, ".pot").items()
    ]
