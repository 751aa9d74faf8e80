"""Changes that an editor declares to be of wording only, so that translations stay current."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.model.project import Project
from lingotype.model.wording import Decision
from lingotype.update import changes
from lingotype.update.revoke import taken_back
from lingotype.update.wording import same_but_for_form
from lingotype.workflow.costing import templates_at
from lingotype.workflow.updating import Task, update_languages
from lingotype.workspace import catalogues, history, layout, lock, store, wording


def declare_commit(project: Project, commit: str) -> list[Decision]:
    """The texts that a commit changed, each with what it became. Raises LingotypeError."""
    top = history.checkout(project.root)
    name = history.commit(top, commit)
    before, after = (templates_at(project, top, x) for x in (history.parent(top, name), name))
    if not before or not after:
        where = layout.shown(project, layout.templates(project))
        fix = "Keep the templates in git, or use --wording-only without a commit."
        raise LingotypeError(f"{commit} does not say how it changed the templates", where, fix)
    return [x for x in changes.between(before, after) if not same_but_for_form(x.former, x.now)]


def declare_list(path: Path) -> list[Decision]:
    """The changes that a file lists as the log of wordings does. Raises LingotypeError."""
    return wording.read_file(path)


def pending(task: Task, names: Sequence[str]) -> list[Decision]:
    """The changes of the text that make a translation of any language stale.

    A language that cannot be read has no say; the update that follows names what is wrong.
    """
    trial = update_languages(replace(task, dry_run=True), names)
    return changes.united(one.waiting for one in trial)


def declare(project: Project, decisions: Sequence[Decision]) -> None:
    """Write decisions to the log; the next update goes by them. Raises LingotypeError."""
    with lock.held(project, "lingotype update"):
        wording.save(project, list(dict.fromkeys((*wording.read(project), *decisions))))


def decisions(project: Project) -> list[Decision]:
    """All that is declared, in the order of the log. Raises LingotypeError."""
    return wording.read(project)


def revoke(project: Project, gone: Sequence[Decision]) -> list[str]:
    """Take decisions back: what they carried over waits for a translator again.

    Returns the files that changed. All catalogues are read before the first is written, and the
    log is written last, so that an interrupted command can be repeated. Raises LingotypeError.
    """
    with lock.held(project, "lingotype wording"):
        languages = layout.languages_on_disk(project)
        old = {language: catalogues.of_language(project, language) for language in languages}
        written = []
        for language in old:
            store.sweep(layout.catalogues(project, language))
        made = wording.read(project)
        for language, held in old.items():
            for domain, new in taken_back(held, made, gone).items():
                if new is held[domain]:
                    continue
                written.append(catalogues.save(project, language, domain, new, held[domain]))
        wording.save(project, [x for x in made if x not in gone])
    return written
