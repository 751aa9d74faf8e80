"""Catalogues as Sphinx reads them: compiled into the build folder, never beside the .po files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lingotype.errors import Place
from lingotype.formats import mo
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import catalogues, layout, store


@dataclass(frozen=True)
class Compiled:
    """A language's compiled catalogues.

    folders: what Sphinx is to search, in its order. places: where each text is translated,
    by domain and msgid, for warnings about it.
    """

    folders: tuple[Path, ...]
    places: Mapping[tuple[str, str], Place]


def compile_all(project: Project, language: Language) -> Compiled:
    """Compile every catalogue of a language. Raises BrokenCatalogue for the first broken one."""
    base = layout.scratch(project, "catalogues", language.tag)
    shutil.rmtree(base, ignore_errors=True)
    folders: list[Path] = []
    places: dict[tuple[str, str], Place] = {}
    for number, locale in enumerate(project.locale_dirs):
        folder = base / str(number)
        # Sphinx looks for the folder named as its `language` value.
        inner = folder / language.locale_name / layout.MESSAGES
        for domain, catalogue in catalogues.of_language(project, language, locale).items():
            store.save(inner / f"{domain}.mo", mo.compile(catalogue), layout.made(project))
            for message in catalogue.live:
                places.setdefault((domain, message.msgid), Place(catalogue.path, message.line))
        folders.append(folder)
    return Compiled(tuple(folders), places)
