"""Making every language's site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.model.project import Project
from lingotype.publish import sites
from lingotype.publish.sites import SiteBuilt
from lingotype.sphinx_run import Listener
from lingotype.workflow.projects import choose, quiet
from lingotype.workflow.screening import screen_of
from lingotype.workspace import lock


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
        built = sites.build(project, languages, lambda x: screen_of(project, x), listen)
        results = {one.language: one for one in built}
        try:
            sites.finish(project)
        except LingotypeError as failure:
            error = failure
    return Published([results[language] for language in languages], error)
