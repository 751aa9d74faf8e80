"""Catalogues as Sphinx reads them: screened, and compiled into the build folder, never beside the
.po files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lingotype.errors import LingotypeError, Place
from lingotype.formats import mo
from lingotype.model.finding import Finding
from lingotype.model.language import Language
from lingotype.model.passed import Screen
from lingotype.model.project import Project
from lingotype.workspace import layout, published, store

STALE = "stale.json"
"""Beside the compiled catalogues: by domain the msgids whose msgstr is of an earlier wording, each
with that wording.
"""


@dataclass(frozen=True)
class Compiled:
    """A language's compiled catalogues.

    folders: what Sphinx is to search, in its order. places: where each text is translated,
    by domain and msgid, for warnings about it. findings: what was kept out, by file and line;
    errors: catalogues that cannot be read, whose documents stay in the source language.
    """

    folders: tuple[Path, ...]
    places: Mapping[tuple[str, str], Place]
    findings: list[Finding] = field(default_factory=list)
    errors: list[LingotypeError] = field(default_factory=list)


def compile_all(project: Project, language: Language, screen: Screen) -> Compiled:
    """Compile every catalogue of a language. Raises LingotypeError where it has two folders."""
    base = layout.scratch(project, "catalogues", language.tag)
    made = Compiled((), {})
    folders: list[Path] = []
    for number, locale in enumerate(project.locale_dirs):
        standing = published.read(
            layout.published_catalogues(project, language, locale),
            locale,
            lambda path: layout.shown(project, path),
            lambda domain: layout.is_domain(project, domain),
        )
        folder = base / str(number)
        # Sphinx looks for the folder named as its `language` value.
        part = compile_into(
            folder,
            language.locale_name,
            standing,
            screen,
            lambda domain: layout.is_markdown(project, domain),
            root=layout.made(project),
        )
        folders.append(folder)
        made = _with(made, part)
    return Compiled(tuple(folders), made.places, made.findings, made.errors)


def compile_into(
    folder: Path,
    locale_name: str,
    standing: published.Standing,
    screen: Screen,
    markdown: Callable[[str], bool],
    *,
    root: Path,
) -> Compiled:
    """Compile what stands in one folder of catalogues into `folder`, a locale folder of our own.

    markdown: whether the text of a domain is Markdown. root: what errors name paths from.

    A file that holds the same bytes already is not touched, so that Sphinx does not build its
    document again; what no longer has a catalogue is deleted.
    """
    inner = folder / locale_name / layout.MESSAGES
    places: dict[tuple[str, str], Place] = {}
    findings = list(standing.left_out)
    stale: dict[str, dict[str, str]] = {}
    for domain, catalogue in standing.catalogues.items():
        passed = screen(catalogue, markdown(domain))
        store.save(inner / f"{domain}.mo", mo.compile(passed.catalogue), root)
        findings += passed.findings
        if passed.stale:
            stale[domain] = dict(passed.stale)
        for message in catalogue.live:
            places.setdefault((domain, message.msgid), Place(catalogue.path, message.line))
    for path in inner.rglob("*.mo"):
        if path.relative_to(inner).as_posix().removesuffix(".mo") not in standing.catalogues:
            path.unlink()
    store.save(folder / STALE, json.dumps(stale, sort_keys=True).encode(), root)
    return Compiled((folder,), places, findings, standing.errors)


def stale_of(folder: Path) -> dict[str, dict[str, str]]:
    """By domain the msgids whose msgstr translates an earlier wording, each with that wording; of a
    folder that `compile_into` made.
    """
    try:
        found: dict[str, dict[str, str]] = json.loads((folder / STALE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _with(one: Compiled, other: Compiled) -> Compiled:
    return Compiled(
        one.folders,
        {**other.places, **one.places},
        one.findings + other.findings,
        one.errors + other.errors,
    )
