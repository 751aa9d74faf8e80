"""Asking every address outside the book once, for the text and all its translations."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.model.project import Project
from lingotype.publish import linkcheck, sites
from lingotype.publish.linkcheck import Address, Answer, Dead
from lingotype.sphinx_run import Listener
from lingotype.workflow.extracting import sphinx_failed
from lingotype.workflow.projects import choose, quiet
from lingotype.workflow.screening import screen_of
from lingotype.workspace import layout, lock


@dataclass(frozen=True)
class LinksChecked:
    """dead: links that do not lead where they should; counts: of addresses, by what came of them;
    errors: of languages whose addresses could not be collected.
    """

    dead: list[Dead] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)
    errors: list[LingotypeError] = field(default_factory=list)


def check(project: Project, names: Sequence[str], listen: Listener = quiet) -> LinksChecked:
    """Collect the addresses of each language as its pages have them, and ask each of them once.

    What the fence keeps out is no address of a page, so it is not asked. Raises LingotypeError
    if nothing can be asked, since the machine is not online.
    """
    languages = choose(project, names, project.editions)
    sphinx_run.start_server()
    with lock.held(project, "lingotype linkcheck"):
        prepared = sites.prepare(project, languages, lambda x: screen_of(project, x))
        errors = list(prepared.errors.values())
        addresses = _collected(project, prepared, errors, listen)
        told = _asked(project, addresses, listen)
    linkcheck.require_line(told)
    found = linkcheck.dead(addresses, told, project.source_language)
    return LinksChecked(found, linkcheck.counted(told), errors)


def _collected(
    project: Project, prepared: sites.Prepared, errors: list[LingotypeError], listen: Listener
) -> list[Address]:
    """The addresses of all languages, in the order of the languages. To `errors` go those of
    languages that cannot be built.
    """
    jobs = {job.name: linkcheck.collecting(job) for job in prepared.jobs}
    failed: set[str] = set()
    for outcome in sphinx_run.run_all(jobs.values(), sphinx_run.workers(), listen):
        if outcome.error:
            failed.add(outcome.name)
            errors.append(sphinx_failed(project, outcome, outcome.name))
    found: list[Address] = []
    for language, texts in prepared.texts.items():
        if language.tag not in failed:
            found += linkcheck.collected(project, language, texts, jobs[language.tag].out)
        shutil.rmtree(layout.scratch(project, "work", language.tag), ignore_errors=True)
    return found


def _asked(project: Project, addresses: Sequence[Address], listen: Listener) -> list[Answer]:
    if not addresses:
        return []
    job = linkcheck.asking(project, addresses)
    try:
        for outcome in sphinx_run.run_all([job], 1, listen):
            if outcome.error:
                raise sphinx_failed(project, outcome, linkcheck.NAME)
        return linkcheck.answers(job.out)
    finally:
        shutil.rmtree(job.out.parent, ignore_errors=True)
