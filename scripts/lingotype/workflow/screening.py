"""What of the catalogues may reach a build: the fence, as this project has set it."""

from __future__ import annotations

from dataclasses import replace

from lingotype.errors import LingotypeError
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.passed import Passed, Screen
from lingotype.model.project import Project
from lingotype.update.stale import older_in
from lingotype.workspace import catalogues, layout


def screen_of(project: Project, language: Language) -> Screen:
    """The fence for the catalogues of a language. Raises BadConfiguration for a rule that conf.py
    names and that there is not.
    """
    # They bring docutils, a tenth of a second, and mostly there is nothing to build.
    from lingotype.check.fence import fence
    from lingotype.check.pair import Setting
    from lingotype.workflow.policies import policy_of

    setting = Setting(language, project.source_language, policy_of(project))
    live = _live(project, language) if project.show_stale else frozenset()

    def passed(catalogue: Catalogue, markdown: bool) -> Passed:  # noqa: FBT001
        older = older_in(catalogue.messages, live) if project.show_stale else lambda _: None
        return fence(catalogue, replace(setting, markdown=markdown), older)

    return passed


def _live(project: Project, language: Language) -> frozenset[str]:
    """All texts as they are now; a broken catalogue is named where it is compiled."""
    found: set[str] = set()
    folder = layout.catalogues(project, language)
    for domain in layout.catalogue_domains(project, language):
        try:
            catalogue = catalogues.read(project, folder / f"{domain}.po")
        except LingotypeError:
            continue
        found.update(message.msgid for message in catalogue.live)
    return frozenset(found)
