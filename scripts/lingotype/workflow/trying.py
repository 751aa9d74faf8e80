"""Building every language without publishing it, to hear what Sphinx says of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace

from lingotype import sphinx_run
from lingotype.errors import LingotypeError, Place
from lingotype.model.finding import Finding, in_order
from lingotype.model.project import Project
from lingotype.publish import site, sites
from lingotype.sphinx_run import Listener
from lingotype.workflow.checking import Checked, of_file
from lingotype.workflow.extracting import sphinx_failed
from lingotype.workflow.projects import choose, quiet
from lingotype.workflow.screening import screen_of
from lingotype.workspace import layout, lock


def build(project: Project, names: Sequence[str], listen: Listener = quiet) -> Checked:
    """Build every language, with what was kept out of it and Sphinx's warnings as findings."""
    languages = choose(project, names, project.editions)
    sphinx_run.start_server()
    findings: list[Finding] = []
    with lock.held(project, "lingotype check"):
        prepared = sites.prepare(project, languages, lambda x: screen_of(project, x))
        errors = list(prepared.errors.values())
        texts = {language.tag: found for language, found in prepared.texts.items()}
        for outcome in sphinx_run.run_all(prepared.jobs, sphinx_run.workers(), listen):
            findings += site.findings(project, outcome, texts[outcome.name])
            shutil.rmtree(layout.scratch(project, "work", outcome.name), ignore_errors=True)
            if outcome.error:
                errors.append(sphinx_failed(project, outcome, outcome.name))
    findings += [_broken(error) for found in texts.values() for error in found.errors]
    messages = sum(len(found.places) for found in texts.values())
    return Checked(messages, sorted(set(findings)), errors)


def joined(checked: Checked, built: Checked) -> Checked:
    """What the rules and what the build said, each thing once."""
    known = {(finding.path, finding.line, finding.rule) for finding in checked.findings}
    more = {x for x in built.findings if (x.path, x.line, x.rule) not in known}
    findings = in_order([*checked.findings, *more])
    return replace(checked, findings=findings, errors=[*checked.errors, *built.errors])


def _broken(error: LingotypeError) -> Finding:
    path = error.where.path if isinstance(error.where, Place) else error.where
    return of_file(error, path or "")
