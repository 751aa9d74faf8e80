"""From the text to the templates."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.extract import templates
from lingotype.model.catalogue import Template
from lingotype.model.finding import Finding
from lingotype.model.project import Project
from lingotype.publish import site
from lingotype.sphinx_run import Listener, Outcome
from lingotype.workflow.projects import quiet
from lingotype.workspace import layout, lock, store


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
        found, outcome = _extracted(project, listen)
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


def fresh_templates(project: Project, listen: Listener = quiet) -> list[Template]:
    """The templates of the text as it is now; those on the disk stay as they are."""
    with lock.held(project, "lingotype impact"):
        return _extracted(project, listen)[0]


def _extracted(project: Project, listen: Listener) -> tuple[list[Template], Outcome]:
    job = templates.job(project)
    shutil.rmtree(job.out, ignore_errors=True)
    outcome = next(iter(sphinx_run.run_all([job], 1, listen)))
    if outcome.error:
        raise sphinx_failed(project, outcome, templates.NAME)
    found = templates.collect(project, job.out)
    if not any(template.messages for template in found):
        fix = f"Write something in {layout.shown(project, project.source)}."
        raise LingotypeError("there is nothing to translate in the text", fix=fix)
    return found, outcome


def _save_template(project: Project, template: Template) -> bool:
    data = templates.render(template, project.title)
    return store.save(layout.template(project, template.domain), data, project.root)


def sphinx_failed(project: Project, outcome: Outcome, name: str) -> LingotypeError:
    """The error of a build that failed; all that Sphinx said is saved beside it."""
    path = layout.log(project, name)
    store.save(path, outcome.log.encode(), layout.made(project))
    fix = f"All that Sphinx said is in {layout.shown(project, path)}."
    return LingotypeError(outcome.error.strip(), fix=fix)
