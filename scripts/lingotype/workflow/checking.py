"""Reading every catalogue and building every language, with warnings as findings."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.model.finding import Finding
from lingotype.model.project import Project
from lingotype.publish import site, sites
from lingotype.sphinx_run import Listener
from lingotype.workflow.extracting import sphinx_failed
from lingotype.workflow.projects import choose, quiet
from lingotype.workspace import layout, lock


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
                errors.append(sphinx_failed(project, outcome, outcome.name))
    messages = sum(len(found.places) for found in texts.values())
    return Checked(messages, sorted(set(findings)), errors)
