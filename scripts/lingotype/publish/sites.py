"""Building sites and putting them online: each whole or as it was, linked to what stands."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.model.finding import Finding
from lingotype.model.language import Language
from lingotype.model.passed import Screen
from lingotype.model.project import Project
from lingotype.publish import compiled, fingerprints, front, said, site, stamp
from lingotype.sphinx_run import Job, Listener, Outcome
from lingotype.workspace import layout, store, swap


@dataclass(frozen=True)
class SiteBuilt:
    """What became of a language's site. error: "" if it stands as the text and catalogues have
    it; built: whether it was made anew; log: the file that holds what Sphinx said; broken: the
    catalogues that cannot be read, whose documents are published in the source language.
    """

    language: Language
    built: bool = False
    error: str = ""
    log: str = ""
    findings: list[Finding] = field(default_factory=list)
    broken: list[LingotypeError] = field(default_factory=list)


@dataclass(frozen=True)
class _Due:
    """A language to be built: its compiled catalogues, and the fingerprint of what there was."""

    language: Language
    texts: compiled.Compiled
    key: str


ScreenOf = Callable[[Language], Screen]
"""What decides which messages of a language reach a build."""


def build(
    project: Project, languages: Sequence[Language], screen_of: ScreenOf, listen: Listener
) -> Iterator[SiteBuilt]:
    """Make the sites that are not current and put each in place as it is done."""
    swap.repair(layout.sites(project))
    store.sweep(project.build)
    prints = fingerprints.Fingerprints(project)
    keys = {language: prints.key(language) for language in languages}
    standing = {x: fingerprints.current(project, x, keys[x]) for x in languages}
    yield from (_as_it_was(x, record) for x, record in standing.items() if record)
    due = [language for language, record in standing.items() if record is None]
    prepared = prepare(project, due, screen_of)
    yield from (SiteBuilt(x, error=str(error)) for x, error in prepared.errors.items())
    ready = {x.tag: _Due(x, texts, keys[x]) for x, texts in prepared.texts.items()}
    start = time.time_ns()
    for outcome in sphinx_run.run_all(prepared.jobs, sphinx_run.workers(), listen):
        yield _install(project, ready[outcome.name], outcome, start)


def _as_it_was(language: Language, record: fingerprints.Record) -> SiteBuilt:
    """A site that is current, with what there is still to say of it."""
    return SiteBuilt(language, findings=said.findings(record.said), broken=said.errors(record.said))


@dataclass(frozen=True)
class Prepared:
    """What is to be built: the compiled catalogues and the job of each language, and why some
    cannot be built.
    """

    texts: dict[Language, compiled.Compiled]
    jobs: list[Job]
    errors: dict[Language, LingotypeError]


def prepare(project: Project, languages: Sequence[Language], screen_of: ScreenOf) -> Prepared:
    """Compile each language's catalogues and clear the place where it will be built."""
    texts: dict[Language, compiled.Compiled] = {}
    errors: dict[Language, LingotypeError] = {}
    for language in languages:
        try:
            texts[language] = compiled.compile_all(project, language, screen_of(language))
        except LingotypeError as error:
            errors[language] = error
    jobs = [site.job(project, language, found) for language, found in texts.items()]
    for job in jobs:
        shutil.rmtree(job.out.parent, ignore_errors=True)
    return Prepared(texts, jobs, errors)


def _install(project: Project, one: _Due, outcome: Outcome, start: int) -> SiteBuilt:
    """Put a finished build in the place of the former one; of a failed one keep the log.

    start: when the builds began, in ns since the epoch.
    """
    language = one.language
    log = layout.log(project, language.tag)
    store.save(log, outcome.log.encode(), layout.made(project))
    found = site.findings(project, outcome, one.texts)
    broken = one.texts.errors
    work = layout.scratch(project, "work", language.tag)
    if outcome.error:
        shown = layout.shown(project, log)
        error = outcome.error.strip()
        return SiteBuilt(language, error=error, log=shown, findings=found, broken=broken)
    built = work / "site"
    site.clear(built)
    try:
        _stamp(project, language, built)
        fingerprints.forget(project, language)
        swap.put_live(built, layout.site(project, language))
    except LingotypeError as error:
        return SiteBuilt(language, error=str(error), log=layout.shown(project, log), findings=found)
    shutil.rmtree(work, ignore_errors=True)
    listing = fingerprints.listing(layout.site(project, language))
    used = fingerprints.inputs_since(outcome.inputs, project, start)
    record = fingerprints.Record(one.key, used, listing, said.noted(found, broken))
    fingerprints.remember(project, language, record)
    return SiteBuilt(language, built=True, findings=found, broken=broken)


def _standing(project: Project) -> dict[str, stamp.Site]:
    """The sites that stand now, by tag, in the order of the languages."""
    folders = {x: layout.site(project, x) for x in project.editions}
    return {x.tag: stamp.Site(x, stamp.pages(f)) for x, f in folders.items() if f.is_dir()}


def _stamp(project: Project, language: Language, folder: Path) -> None:
    """Link a new build, before it is put in place, to the sites that stand."""
    own = stamp.Site(language, stamp.pages(folder))
    stamp.stamp(folder, own, _standing(project) | {language.tag: own}, project.base_url)


def finish(project: Project) -> None:
    """Take down what is no longer listed, link what stands, and offer it on the front page."""
    _take_down_unlisted(project)
    _link(project)


def _take_down_unlisted(project: Project) -> None:
    """Remove the sites of languages that conf.py no longer lists."""
    folder = layout.sites(project)
    kept = {language.tag for language in project.editions}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        marked = layout.scratch(project, "fingerprints", f"{path.name}.json")
        if path.name not in kept and marked.is_file():
            # In this order: a run that is ended between the two leaves no site without its mark.
            swap.take_down(path, layout.scratch(project, "work", f"{path.name}.gone"))
            marked.unlink()


def _link(project: Project) -> None:
    """Link every standing site to the others, and offer them all on the front page."""
    standing = _standing(project)
    for known in standing.values():
        folder = layout.site(project, known.language)
        if stamp.stamp(folder, known, standing, project.base_url):
            _note_listing(project, known.language, folder)
    if standing:
        languages = [known.language for known in standing.values()]
        page = f"{project.root_doc}.html"
        data = front.render(project.title, project.source_language, languages, page)
        store.save(layout.sites(project) / "index.html", data, layout.made(project))


def _note_listing(project: Project, language: Language, folder: Path) -> None:
    record = fingerprints.load(project, language)
    if record is not None:
        changed = replace(record, site=fingerprints.listing(folder))
        fingerprints.remember(project, language, changed)
