"""Building sites and putting them online: each whole or as it was, linked to what stands."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.model import address
from lingotype.model.finding import Finding
from lingotype.model.language import Language
from lingotype.model.passed import Screen
from lingotype.model.project import Project
from lingotype.publish import compiled, epub, fingerprints, said, site, stamp, top
from lingotype.sphinx_run import Job, Listener, Outcome
from lingotype.workspace import layout, store, swap


@dataclass(frozen=True)
class SiteBuilt:
    """What became of a language's site. error: "" if it stands as the text and catalogues have
    it; built: whether it was made anew; log: the file that holds what Sphinx said; broken: the
    catalogues that cannot be read, whose documents are published in the source language;
    withheld: why it is not put online, though it could be: too little of it is translated.
    """

    language: Language
    built: bool = False
    error: str = ""
    log: str = ""
    findings: list[Finding] = field(default_factory=list)
    broken: list[LingotypeError] = field(default_factory=list)
    withheld: str = ""


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
    yield from (_as_it_was(project, x, record) for x, record in standing.items() if record)
    due = [language for language, record in standing.items() if record is None]
    prepared = prepare(project, due, screen_of)
    yield from (SiteBuilt(x, error=str(error)) for x, error in prepared.errors.items())
    ready = {x.tag: _Due(x, texts, keys[x]) for x, texts in prepared.texts.items()}
    start = time.time_ns()
    jobs = [epub.with_book(project, job) for job in prepared.jobs]
    for outcome in sphinx_run.run_all(jobs, sphinx_run.workers(), listen):
        yield _install(project, ready[outcome.name], outcome, start)


def _as_it_was(project: Project, language: Language, record: fingerprints.Record) -> SiteBuilt:
    """A site that is current, with what there is still to say of it."""
    found, broken = said.findings(record.said), said.errors(record.said)
    withheld = _withheld(project, stamp.Site(language, fingerprints.pages(record)))
    return SiteBuilt(language, findings=found, broken=broken, withheld=withheld)


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
        error = epub.explained(outcome.error.strip())
        return SiteBuilt(language, error=error, log=shown, findings=found, broken=broken)
    built = work / "site"
    site.clear(built)
    own = stamp.Site(language, stamp.look(built, stamp.pages(built)))
    withheld = _withheld(project, own)
    try:
        _put_in_place(project, own, built, withheld=bool(withheld))
    except LingotypeError as error:
        return SiteBuilt(language, error=str(error), log=layout.shown(project, log), findings=found)
    shutil.rmtree(work, ignore_errors=True)
    listing = "" if withheld else fingerprints.listing(layout.site(project, language))
    used = fingerprints.inputs_since(outcome.inputs, project, start)
    known = fingerprints.noted(own.pages)
    book = "" if withheld else epub.print_of(project, language)
    record = fingerprints.Record(one.key, used, listing, said.noted(found, broken), known, book)
    fingerprints.remember(project, language, record)
    return SiteBuilt(language, built=True, findings=found, broken=broken, withheld=withheld)


def _put_in_place(project: Project, own: stamp.Site, built: Path, *, withheld: bool) -> None:
    """Link a new build to the sites that stand, and put it online; or take down the former one."""
    live = layout.site(project, own.language)
    if withheld:
        fingerprints.forget(project, own.language)
        swap.take_down(live, layout.scratch(project, "work", f"{own.language.tag}.gone"))
        return
    stamp.stamp(built, own, editions(project, own))
    fingerprints.forget(project, own.language)
    swap.put_live(built, live)
    epub.put_in_place(project, own.language, built)


def _withheld(project: Project, own: stamp.Site) -> str:
    """Why a site is not published, by the share of it that is shown in its language; else ""."""
    least = project.thresholds.language
    if own.language == project.source_language or least.publishes(own.shown):
        return ""
    return f"{own.shown.share} % is shown, lingotype_thresholds asks for {least.published} %"


def editions(project: Project, new: stamp.Site | None = None) -> stamp.Editions:
    """The sites that stand, in the order of the languages. new: one that is about to stand."""
    found: list[stamp.Site] = []
    for language in project.editions:
        if new is not None and language == new.language:
            found.append(new)
        elif (folder := layout.site(project, language)).is_dir():
            found.append(_known(project, language, folder))
    return stamp.Editions(
        tuple(found),
        project.source_language,
        project.thresholds,
        project.base_url,
        relative=not address.apart(project.base_url),
        first=f"{project.root_doc}.html",
        books=epub.standing(project),
    )


def _known(project: Project, language: Language, folder: Path) -> stamp.Site:
    """A site that stands, by its record as far as that tells of the pages that are there."""
    record = fingerprints.load(project, language)
    known = fingerprints.pages(record) if record else {}
    there = stamp.pages(folder)
    told = {name: page for name, page in known.items() if name in there}
    return stamp.Site(language, told if record else stamp.look(folder, there))


def finish(project: Project) -> None:
    """Take down what is no longer listed, link what stands, and offer it at the top."""
    _take_down_unlisted(project)
    standing = editions(project)
    epub.take_down_others(project, [site.language for site in standing.sites])
    for known in standing.sites:
        folder = layout.site(project, known.language)
        if stamp.stamp(folder, known, standing):
            _note_listing(project, known.language, folder)
    if standing.sites:
        top.write(project, standing)


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


def _note_listing(project: Project, language: Language, folder: Path) -> None:
    record = fingerprints.load(project, language)
    if record is not None:
        changed = replace(record, site=fingerprints.listing(folder))
        fingerprints.remember(project, language, changed)
