"""Update in all its forms: the catalogues themselves, a trial run, what a change costs, pruning,
and what editors declare to be a change of wording only.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.formats.po_parse import no_collection
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.model.wording import Decision
from lingotype.sphinx_run import Listener
from lingotype.update import changes, header
from lingotype.update.offers import CAREFUL, GENEROUS
from lingotype.update.price import Price, price
from lingotype.update.update import Rules, Updated, update
from lingotype.update.wording import Decisions
from lingotype.workflow.projects import quiet
from lingotype.workspace import (
    catalogues,
    layout,
    lock,
    settings,
    settled,
    store,
    wording,
)

SUGGESTIONS = {"careful": CAREFUL, "generous": GENEROUS}
"""How sure a suggestion must be, as conf.py and the command name it."""

LARGE = 4_000_000
"""Bytes of catalogues from which on processes of their own are worth their start."""


@dataclass(frozen=True)
class Task:
    """What to update, and how. pot: a folder of templates that another build made, in place of
    the project's own; suggestions: a name of SUGGESTIONS; dry_run: only say what would change.
    """

    project: Project
    pot: Path | None = None
    suggestions: str | None = None
    dry_run: bool = False
    cached: bool = True

    @property
    def rules(self) -> Rules:
        """What the update goes by. Raises LingotypeError where the log of wordings is damaged."""
        limits = SUGGESTIONS[self.suggestions or self.project.suggestions]
        return Rules(limits, Decisions(tuple(wording.read(self.project))))


@dataclass(frozen=True)
class LanguageUpdate:
    """What an update did to a language, or would do. written: the files that changed; gone:
    catalogues whose document is no more, kept as memory; prices: of each document, of a trial
    run only; error: what stopped it, before the first file or after those in `written`.
    """

    language: Language
    counts: Counter[str] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    prices: dict[str, Price] = field(default_factory=dict)
    waiting: list[Decision] = field(default_factory=list)
    listed: bool = True
    error: LingotypeError | None = None

    @property
    def price(self) -> Price:
        """Of all documents."""
        return sum(self.prices.values(), Price())


def without_source(locale: Path, pot: Path) -> Project:
    """A project of nothing but catalogues and templates, for trees that have no conf.py."""
    made = pot.absolute().parent
    if locale.absolute().is_relative_to(made):  # so it is no folder for what is made
        made = locale.absolute().parent / "build"
    return settings.without_source(locale, made)


def update_languages(
    task: Task, names: Sequence[str], listen: Listener = quiet
) -> list[LanguageUpdate]:
    """Bring catalogues up to date with the templates; a valid unlisted language is begun.

    Raises LingotypeError where there is no template, UnknownLanguage for a tag that CLDR does
    not know.
    """
    languages = languages_of(task.project, names)
    must_have_templates(task)  # before the lock makes a folder for itself
    with lock.held(task.project, "lingotype update"):
        return _Run(task).all(languages, listen)


def languages_of(project: Project, names: Sequence[str]) -> Sequence[Language]:
    """The languages named; all that conf.py lists, or else all that stand on the disk."""
    listed = project.languages or tuple(
        language
        for language in layout.languages_on_disk(project)
        if language != project.source_language
    )
    languages = list(dict.fromkeys(Language.parse(name) for name in names)) or listed
    if project.source_language in languages:
        what = f"{project.source_language.tag} is the language of the text"
        raise LingotypeError(what, fix="Name a language that it is translated into.")
    if not languages:
        fix = "Begin one with lingotype update -l TAG, for example: lingotype update -l fr"
        raise LingotypeError(
            "there is no translation yet", layout.shown(project, project.conf), fix
        )
    return languages


def _folder(task: Task) -> Path:
    return task.pot or layout.templates(task.project)


def templates_of(task: Task) -> list[Template]:
    """The templates, of which there must be some. Raises LingotypeError."""
    must_have_templates(task)
    return catalogues.templates(task.project, _folder(task))


def must_have_templates(task: Task) -> None:
    """Raises LingotypeError where the folder of templates is missing or holds none."""
    folder = _folder(task)
    if task.pot and not folder.is_dir():
        raise LingotypeError("there is no such folder", str(task.pot), "Check -p/--pot-dir.")
    if not layout.domains(task.project, folder):
        fix = "Make them with: lingotype extract"
        if task.pot:
            fix = "Name the folder that sphinx-build -b gettext wrote."
        raise LingotypeError("there are no templates", layout.shown(task.project, folder), fix)


class _Run:
    """One update of several languages: what they share."""

    def __init__(self, task: Task, shared: str = "") -> None:
        self.task = task
        self.project = task.project
        self.rules = task.rules
        self.shared = shared or self._shared()

    @cached_property
    def templates(self) -> list[Template]:
        """Read when the first language needs them."""
        return templates_of(self.task)

    def _shared(self) -> str:
        task = self.task
        names = (task.suggestions or self.project.suggestions, self.project.title)
        return settled.joined(settled.templates_hash(self.project, _folder(task)), *names)

    def all(self, languages: Sequence[Language], listen: Listener) -> list[LanguageUpdate]:
        """Every language; where there is much to do, in several processes."""
        done = {x: quick for x in languages if (quick := self.nothing_to_do(x)) is not None}
        rest = [language for language in languages if language not in done]
        if rest and self.templates:
            sizes = [_size(layout.catalogues(self.project, language)) for language in rest]
            several = len(rest) > 1 and sum(sizes) >= LARGE
            for language in rest:
                listen(language.tag, "reading", 0, 1)
            found = self.in_processes(rest) if several else map(self.one, rest)
            for language, result in zip(rest, found, strict=True):
                done[language] = result
                listen(language.tag, "updated", 1, 1)
        return [done[language] for language in languages]

    def in_processes(self, languages: Sequence[Language]) -> Iterator[LanguageUpdate]:
        """A process a core; what a worker that died was at is done here."""
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        workers = min(len(languages), sphinx_run.workers())
        pool = ProcessPoolExecutor(workers, context, _begin, (self.task, self.shared))
        try:
            waiting = [(language, pool.submit(_work, language)) for language in languages]
            for language, result in waiting:
                try:
                    yield result.result()
                except BrokenProcessPool:
                    yield self.one(language)
        finally:  # also at Ctrl-C: what was begun is ended, and nothing more is begun
            pool.shutdown(cancel_futures=True)

    def nothing_to_do(self, language: Language) -> LanguageUpdate | None:
        """What there is to say of a language whose files are just as the last update left them."""
        if not self.task.cached or self.task.dry_run:
            return None
        try:
            # Pruning may have been killed since, which is nothing that the record knows.
            store.sweep(layout.catalogues(self.project, language))
            messages = settled.recall(self.project, language, self.key(language))
        except LingotypeError:
            return None
        if messages is None:
            return None
        counts = Counter({"kept": sum(messages.values())})
        return LanguageUpdate(
            language, counts, gone=self.gone(language, messages), listed=self.listed(language)
        )

    def key(self, language: Language) -> str:
        return settled.joined(self.shared, settled.catalogues_hash(self.project, language))

    def listed(self, language: Language) -> bool:
        return language in self.project.languages

    def gone(self, language: Language, domains: Iterable[str]) -> list[str]:
        folder = layout.catalogues(self.project, language)
        held = layout.catalogue_domains(self.project, language)
        left = sorted(set(held) - set(domains))
        return [layout.shown(self.project, folder / f"{domain}.po") for domain in left]

    def one(self, language: Language) -> LanguageUpdate:
        """Read everything before anything is written, so that a broken file stops its language."""
        with no_collection():
            return self._one(language)

    def _one(self, language: Language) -> LanguageUpdate:
        project = self.project
        listed = self.listed(language)
        written: list[str] = []
        try:
            folder = layout.catalogues(project, language)
            if not self.task.dry_run:
                store.sweep(folder)
            old = catalogues.of_language(project, language)
            blank = Catalogue(header.new(language, project.title))
            updated = update(old, self.templates, blank, self.rules)
            if self.task.dry_run:
                prices = {domain: price(new) for domain, new in updated.items()}
                waiting = changes.pending(updated)
            else:
                prices, waiting = {}, []
                for domain, new in updated.items():
                    if not new.untouched:
                        now, former = new.catalogue, old.get(domain)
                        written.append(catalogues.save(project, language, domain, now, former))
                self._remember(language, updated)
        except LingotypeError as error:
            done = [path for path in written if path]
            return LanguageUpdate(language, written=done, listed=listed, error=error)
        return LanguageUpdate(
            language,
            counts=sum((new.counts for new in updated.values()), Counter()),
            written=[path for path in written if path],
            gone=self.gone(language, updated),
            prices=prices,
            waiting=waiting,
            listed=listed,
        )

    def _remember(self, language: Language, updated: Mapping[str, Updated]) -> None:
        messages = {domain: len(new.catalogue.live) for domain, new in updated.items()}
        settled.remember(self.project, language, self.key(language), messages)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.po") if path.is_file())


_runs: list[_Run] = []
"""In a worker: what it works by. The templates are read once a process."""


def _begin(task: Task, shared: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    _runs.append(_Run(task, shared))


def _work(language: Language) -> LanguageUpdate:
    return _runs[0].one(language)
