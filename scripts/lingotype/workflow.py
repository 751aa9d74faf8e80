"""What runs after what: load, call a stage, save. The only room that knows the order.

Each function takes a project and returns what happened; nothing is printed here. `listen` is
told of progress. Errors of one language never stop the others: they are collected in the
result, and the faces decide how to show them.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lingotype import sphinx_run
from lingotype.errors import LingotypeError, UnknownLanguage
from lingotype.extract import templates
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.finding import Finding
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.progress.count import Completeness, completeness
from lingotype.publish import site, sites
from lingotype.publish.sites import SiteBuilt
from lingotype.sphinx_run import Listener, Outcome
from lingotype.update import header
from lingotype.update.update import Memory, Updated, update
from lingotype.workspace import adopt, begin, catalogues, layout, lock, settings, store

if TYPE_CHECKING:
    from lingotype.manuscript.importing import Imported, Order

IGNORED = "/build/\n*.mo\n"
"""What git need not keep of a project that was just begun."""


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


# --- import --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Brought:
    """What an import made of manuscripts. source: the folder of the text, from that of the
    project; existing: whether there was a project before.
    """

    imported: Imported
    source: str
    placed: begin.Placed
    existing: bool


def bring(order: Order, into: Path, *, force: bool, dry_run: bool) -> Brought:
    """Make a project, or the text of an existing one, from manuscripts; all of it or nothing.

    Raises LingotypeError where a manuscript cannot be read or a file would be overwritten.
    """
    # docutils and pygments take a quarter of a second, and no other command needs them.
    from lingotype.manuscript.importing import imported  # noqa: PLC0415

    if into.exists() and not into.is_dir():
        raise LingotypeError("this is a file", str(into), "Name a folder with --into.")
    project = begin.project_of(into)
    source = "source"
    if project:
        source = Path(os.path.relpath(project.source, into.resolve())).as_posix()
    made = imported(order)
    files = {f"{source}/{name}": text.encode() for name, text in made.pages.texts.items()}
    files |= {f"{source}/{name}": data for name, data in made.pages.media.items()}
    own = {} if project else {"conf.py": made.pages.conf.encode(), ".gitignore": IGNORED.encode()}
    alone = lock.held(project, "lingotype import") if project and not dry_run else nullcontext()
    with alone:
        placed = begin.place(into, {**files, **own}, own, force=force, dry_run=dry_run)
    return Brought(made, source, placed, existing=project is not None)


# --- extract -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Extracted:
    """Files changed by an extraction, as messages name them, and Sphinx's warnings."""

    domains: int
    messages: int
    written: list[str]
    removed: list[str]
    findings: list[Finding]


def extract(project: Project, listen: Listener = quiet) -> Extracted:
    """Bring the templates up to date with the text. Raises LingotypeError if Sphinx fails."""
    with lock.held(project, "lingotype extract"):
        job = templates.job(project)
        shutil.rmtree(job.out, ignore_errors=True)
        outcome = next(iter(sphinx_run.run_all([job], 1, listen)))
        if outcome.error:
            raise _sphinx_failed(project, outcome, templates.NAME)
        found = templates.collect(project, job.out)
        if not any(template.messages for template in found):
            fix = f"Write something in {layout.shown(project, project.source)}."
            raise LingotypeError("there is nothing to translate in the text", fix=fix)
        store.sweep(layout.templates(project))
        written = [x for x in found if _save_template(project, x)]
        removed = sorted(set(layout.domains(project)) - {template.domain for template in found})
        for domain in removed:
            store.remove(layout.template(project, domain), project.root)
    return Extracted(
        domains=len(found),
        messages=sum(len(template.messages) for template in found),
        written=[layout.shown(project, layout.template(project, x.domain)) for x in written],
        removed=[layout.shown(project, layout.template(project, x)) for x in removed],
        findings=site.findings(project, outcome, None),
    )


def _save_template(project: Project, template: Template) -> bool:
    data = templates.render(template, project.title)
    return store.save(layout.template(project, template.domain), data, project.root)


def _sphinx_failed(project: Project, outcome: Outcome, name: str) -> LingotypeError:
    path = layout.log(project, name)
    store.save(path, outcome.log.encode(), layout.made(project))
    fix = f"All that Sphinx said is in {layout.shown(project, path)}."
    return LingotypeError(outcome.error.strip(), fix=fix)


# --- update --------------------------------------------------------------------------------


@dataclass(frozen=True)
class LanguageUpdate:
    """What an update did to a language. gone: catalogues whose document is no more, kept as
    memory; error: what stopped it, before the first file or after those in `written`.
    """

    language: Language
    counts: Counter[str] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    listed: bool = True
    error: LingotypeError | None = None


def update_languages(project: Project, names: Sequence[str]) -> list[LanguageUpdate]:
    """Bring catalogues up to date with the templates; a valid unlisted language is begun.

    Raises LingotypeError where there is no template, UnknownLanguage for a tag that CLDR does
    not know.
    """
    languages = list(dict.fromkeys(Language.parse(name) for name in names)) or project.languages
    if project.source_language in languages:
        what = f"{project.source_language.tag} is the language of the text"
        raise LingotypeError(what, fix="Name a language that it is translated into.")
    if not languages:
        fix = "Begin one with lingotype update -l TAG, for example: lingotype update -l fr"
        raise LingotypeError(
            "there is no translation yet", layout.shown(project, project.conf), fix
        )
    with lock.held(project, "lingotype update"):
        found = catalogues.templates(project)
        if not found:
            fix = "Make them with: lingotype extract"
            where = layout.shown(project, layout.templates(project))
            raise LingotypeError("there are no templates", where, fix)
        return [_update_language(project, language, found) for language in languages]


def _update_language(
    project: Project, language: Language, found: Sequence[Template]
) -> LanguageUpdate:
    """Read everything before anything is written, so that a broken file stops its language."""
    listed = language in project.languages
    folder = layout.catalogues(project, language)
    written: list[str] = []
    try:
        store.sweep(folder)
        old = catalogues.of_language(project, language)
        memory = Memory.of(old.values())
        blank = Catalogue(header.new(language, project.title))
        updated = {t.domain: update(old.get(t.domain, blank), t, memory) for t in found}
        for domain, new in updated.items():
            if _save_catalogue(project, language, domain, new):
                written.append(layout.shown(project, folder / f"{domain}.po"))
    except LingotypeError as error:
        return LanguageUpdate(language, written=written, listed=listed, error=error)
    return LanguageUpdate(
        language,
        counts=sum((new.counts for new in updated.values()), Counter()),
        written=written,
        gone=[layout.shown(project, folder / f"{x}.po") for x in sorted(set(old) - set(updated))],
        listed=listed,
    )


def _save_catalogue(project: Project, language: Language, domain: str, new: Updated) -> bool:
    path = layout.catalogue(project, language, domain)
    return store.save(path, po.write(new.catalogue), project.root)


# --- publish -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Published:
    """What became of each language, and what went wrong when the sites were linked."""

    sites: list[SiteBuilt]
    error: LingotypeError | None = None


def publish(project: Project, names: Sequence[str], listen: Listener = quiet) -> Published:
    """Make the sites that are not current, put each in place whole, and link them all.

    A language that fails keeps the site it had. Raises LingotypeError only for what concerns
    all before any is built: an unlisted language, a lock held, a folder that cannot be written.
    """
    languages = choose(project, names, project.editions)
    sphinx_run.start_server()
    error = None
    with lock.held(project, "lingotype publish"):
        results = {built.language: built for built in sites.build(project, languages, listen)}
        try:
            sites.finish(project)
        except LingotypeError as failure:
            error = failure
    return Published([results[language] for language in languages], error)


# --- check ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Checked:
    """Findings of all languages, and what could not be checked at all, by language."""

    messages: int
    findings: list[Finding]
    errors: list[LingotypeError]


def check(project: Project, names: Sequence[str], listen: Listener = quiet) -> Checked:
    """Read every catalogue, and build every language with warnings counted as findings."""
    languages = choose(project, names, project.editions)
    sphinx_run.start_server()
    findings: list[Finding] = []
    with lock.held(project, "lingotype check"):
        prepared = sites.prepare(project, languages)
        errors = list(prepared.errors.values())
        texts = {language.tag: found for language, found in prepared.texts.items()}
        for outcome in sphinx_run.run_all(prepared.jobs, sphinx_run.workers(), listen):
            findings += site.findings(project, outcome, texts[outcome.name])
            shutil.rmtree(layout.scratch(project, "work", outcome.name), ignore_errors=True)
            if outcome.error:
                errors.append(_sphinx_failed(project, outcome, outcome.name))
    messages = sum(len(found.places) for found in texts.values())
    return Checked(messages, sorted(set(findings)), errors)


# --- progress ------------------------------------------------------------------------------


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
    languages = choose(project, names, project.languages)
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
