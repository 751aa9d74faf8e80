"""The inputs of a measurement: catalogues as they were, and the templates that they get."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue

_LANGUAGE = re.compile(rb'^"Language: *([\w@]+)', re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One library of documents in one language or several.

    folder: has old/<locale>/LC_MESSAGES/**/*.po and pot/**/*.pot. truth: what translators
    wrote for a text later, {msgid: {file or "": msgstr}}; empty if nobody knows.
    """

    name: str
    folder: Path
    locales: tuple[str, ...]

    @property
    def old(self) -> Path:
        return self.folder / "old"

    @property
    def pot(self) -> Path:
        return self.folder / "pot"

    @cached_property
    def files(self) -> int:
        return len(list(self.pot.rglob("*.pot")))

    @cached_property
    def messages(self) -> int:
        return sum(len(template.live) for template in read(self.pot, ".pot").values())

    @cached_property
    def truth(self) -> Mapping[str, Mapping[str, str]]:
        path = self.folder / "truth.json"
        if not path.exists():
            return {}
        found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        return found


def opened(folder: Path, work: Path) -> Case:
    """The case in a folder; a tree of .po files without locales is copied to where they belong.

    work: an empty folder for the copy; the folder itself is not touched.
    """
    _refuse_incomplete(folder)
    locales = tuple(sorted(path.parent.name for path in folder.glob("old/*/LC_MESSAGES")))
    if locales:
        return Case(folder.name, folder, locales)
    locale = _locale(folder / "old")
    shutil.copytree(folder / "old", work / "old" / locale / "LC_MESSAGES")
    shutil.copytree(folder / "pot", work / "pot")
    if (folder / "truth.json").exists():
        shutil.copyfile(folder / "truth.json", work / "truth.json")
    return Case(folder.name, work, (locale,))


def read(folder: Path, suffix: str = ".po") -> dict[str, Catalogue]:
    """The catalogues below a folder by document, without those that cannot be read."""
    found = {}
    for path in sorted(folder.rglob(f"*{suffix}")):
        name = path.relative_to(folder).as_posix().removesuffix(suffix)
        try:
            found[name] = po.read(path.read_bytes(), str(path))
        except LingotypeError:
            continue
    return found


def _refuse_incomplete(folder: Path) -> None:
    for part, suffix in (("old", "po"), ("pot", "pot")):
        if not any((folder / part).rglob(f"*.{suffix}")):
            raise LingotypeError(
                f"No .{suffix} file stands below {part}/.",
                str(folder),
                f"Name a folder that has {part}/**/*.{suffix}.",
            )


def _locale(catalogues: Path) -> str:
    """What the header of the first catalogue that has one says."""
    for path in sorted(catalogues.rglob("*.po")):
        named = _LANGUAGE.search(path.read_bytes())
        if named:
            return named[1].decode("ascii")
    raise LingotypeError(
        "No catalogue says its language.", str(catalogues), "Move them to <locale>/LC_MESSAGES/."
    )
