"""One language's site: the job that builds it, and what Sphinx's warnings are about."""

from __future__ import annotations

from pathlib import Path

from lingotype.errors import Place
from lingotype.model.finding import Finding
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.publish.compiled import Compiled
from lingotype.sphinx_run import Job, Outcome, Warned
from lingotype.workspace import layout

EXTENSION = "lingotype.sphinx_ext"


def job(project: Project, language: Language, compiled: Compiled) -> Job:
    """A clean build of a language's site, apart from the one that stands."""
    work = layout.scratch(project, "work", language.tag)
    extensions = dict.fromkeys((*project.extensions, EXTENSION))
    return Job(
        name=language.tag,
        builder="html",
        source=project.source,
        conf=project.conf,
        out=work / "site",
        doctrees=work / "doctrees",
        overrides={
            "language": language.locale_name,
            "extensions": list(extensions),
            "lingotype_source_language": project.source_language.locale_name,
            "locale_dirs": [str(folder) for folder in compiled.folders],
            "gettext_auto_build": False,
            "lingotype_screened": True,
        },
    )


def clear(built: Path) -> None:
    """Take out of a built site what only Sphinx's next build would need."""
    for name in (".buildinfo", ".buildinfo.bak"):
        (built / name).unlink(missing_ok=True)


def findings(project: Project, outcome: Outcome, compiled: Compiled | None) -> list[Finding]:
    """What was kept out of the build, and Sphinx's warnings, those about a translation with the
    catalogue's line; each once.
    """
    found = [_finding(project, warned, compiled) for warned in outcome.warnings]
    return sorted({*found, *(compiled.findings if compiled else ())})


def _finding(project: Project, warned: Warned, compiled: Compiled | None) -> Finding:
    where = layout.shown(project, Path(warned.path)) if warned.path else ""
    source = Place(where, warned.line)
    place = _catalogue_place(project, warned, compiled) if warned.translated else None
    text = f"{warned.text} (the translation of {source})" if place else warned.text
    place = place or source
    return Finding(place.path or layout.shown(project, project.conf), place.line, "sphinx", text)


def _catalogue_place(project: Project, warned: Warned, compiled: Compiled | None) -> Place | None:
    """The message whose translation a warning is about: its text stands on the line named."""
    if compiled is None or not warned.msgid:
        return None
    document = Path(warned.path).relative_to(project.source).with_suffix("").as_posix()
    return compiled.places.get((domain_of(project, document), warned.msgid))


def domain_of(project: Project, document: str) -> str:
    """The domain of a document, by Sphinx's rule for `gettext_compact`."""
    if isinstance(project.compact, str):
        return project.compact
    return document.split("/", 1)[0] if project.compact else document
