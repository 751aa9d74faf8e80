"""What must be built: content hashes of all that a site is made from, never modification times."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import lingotype
from lingotype.model.edition import Shown
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.publish import epub
from lingotype.publish.said import Said
from lingotype.publish.stamp import Page
from lingotype.workspace import layout, store

FORMAT = 3
"""Of the record; another one counts as no record."""

PASSED_OVER = frozenset({"__pycache__", "node_modules"})


Noted = list[list[Any]]
"""A page as JSON has it: the words that are current, stale, missing; the sections; and a third
list, empty if search engines are not to have the page.
"""


@dataclass(frozen=True)
class Record:
    """Of what a standing site was made. inputs: files outside the text that Sphinx named when
    it built, with their hashes; site: names and sizes of the published files, or "" of one that
    is not published since too little of it is translated. said: what there was to say of it (see
    `said`), which is said again as long as it stands. pages: what the other languages have to know
    of its pages (see `noted`). book: name and size of the EPUB, "" where there is none.
    """

    key: str
    inputs: dict[str, str]
    site: str
    said: Said = field(default_factory=dict)
    pages: dict[str, Noted] = field(default_factory=dict)
    book: str = ""
    format: int = FORMAT


class Fingerprints:
    """The fingerprints of one project at one moment; what languages share is hashed once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._shared = _hash([*_environment(), *_contents([project.conf]), *self._text()])

    def key(self, language: Language) -> str:
        """Of everything that is known beforehand: text, conf.py, catalogues, packages."""
        project = self._project
        folders = [layout.published_catalogues(project, language, x) for x in project.locale_dirs]
        catalogues = [path for folder in folders for path in _files(folder) if path.suffix == ".po"]
        thanked = [folder.parent / layout.CREDITS for folder in folders]
        read = (*_contents(catalogues), *_contents(thanked))
        # What conf.py says of them may come from elsewhere.
        said = repr((project.thresholds, project.base_url, project.languages, project.epub))
        return _hash([self._shared, said, language.locale_name, *read])

    def _text(self) -> Iterator[str]:
        project = self._project
        apart = {project.build, *project.locale_dirs}
        yield from _contents(_files(project.source, apart))


def inputs(paths: Iterable[str], project: Project) -> dict[str, str]:
    """Hashes of the files and folders that Sphinx named, except what `key` covers."""
    outside = {p for p in paths if not Path(p).is_relative_to(project.source)}
    return {path: _hash(_contents(_files(Path(path)))) for path in sorted(outside)}


def inputs_since(paths: Iterable[str], project: Project, start: int) -> dict[str, str]:
    """`inputs`, but a file that changed after `start` (ns since the epoch) matches nothing later.

    Sphinx names its inputs only when it has read them, so a change meanwhile would go unseen.
    """
    hashes = inputs(paths, project)
    return {path: "" if _newest(Path(path)) >= start else hashes[path] for path in hashes}


def _newest(place: Path) -> int:
    return max((path.stat().st_mtime_ns for path in _files(place)), default=0)


def listing(folder: Path) -> str:
    """Of the names and sizes of a site's files: notices what was deleted or cut short."""
    return _hash(f"{path.relative_to(folder)} {path.stat().st_size}" for path in _files(folder))


def current(project: Project, language: Language, key: str) -> Record | None:
    """The record of a site that was made from what there is now, and stands whole."""
    record = load(project, language)
    if record is None or record.key != key:
        return None
    if inputs(record.inputs, project) != record.inputs:
        return None
    stands = _standing(layout.site(project, language)), epub.print_of(project, language)
    return record if stands == (record.site, record.book) else None


def _standing(site: Path) -> str:
    return listing(site) if site.is_dir() else ""


def noted(pages: Mapping[str, Page]) -> dict[str, Noted]:
    """What a record keeps of the pages of a site."""
    return {
        name: [
            [x.shown.current, x.shown.stale, x.shown.missing] if x.shown else [],
            sorted(x.sections or ()),
            ["indexed"] if x.indexed else [],
        ]
        for name, x in pages.items()
    }


def pages(record: Record) -> dict[str, Page]:
    """The same as values again."""
    return {
        name: Page(Shown(*shown) if shown else None, frozenset(sections), bool(indexed))
        for name, (shown, sections, indexed) in record.pages.items()
    }


def load(project: Project, language: Language) -> Record | None:
    """The record of a standing site; None where there is none that can be trusted."""
    try:
        record = Record(**json.loads(_place(project, language).read_text("utf-8")))
        if record.format == FORMAT and pages(record) is not None:
            return record
    except (OSError, ValueError, TypeError, AttributeError):
        pass
    return None


def remember(project: Project, language: Language, record: Record) -> None:
    """Save the record, after the site it tells of was published."""
    data = json.dumps(asdict(record), indent=1, sort_keys=True).encode()
    store.save(_place(project, language), data, layout.made(project))


def forget(project: Project, language: Language) -> None:
    """Drop the record, before the site it tells of is changed."""
    record = _place(project, language)
    if record.exists():
        store.remove(record, layout.made(project))


def _place(project: Project, language: Language) -> Path:
    return layout.scratch(project, "fingerprints", f"{language.tag}.json")


def _environment() -> Iterator[str]:
    """Python, every installed package (by the name of its .dist-info, which bears the
    version), and this package's own files, since it may be installed as editable.
    """
    yield sys.version
    for folder in sys.path:
        if Path(folder).is_dir():
            yield from sorted(x.name for x in Path(folder).iterdir() if x.name.endswith("-info"))
    yield from _contents(_files(Path(lingotype.__file__).parent))


def _files(place: Path, apart: Iterable[Path] = ()) -> list[Path]:
    """The regular files below a folder (or the file itself), sorted; no hidden folders."""
    if place.is_file():
        return [place]
    found: list[Path] = []
    apart = frozenset(apart)
    for here, folders, files in os.walk(place):
        folder = Path(here)
        folders[:] = sorted(f for f in folders if _walked(folder / f) and folder / f not in apart)
        found.extend(folder / file for file in sorted(files))
    return found


def _walked(folder: Path) -> bool:
    """Whether a folder can hold the text: not hidden, no packages of programs."""
    apart = folder.name.startswith(".") or folder.name in PASSED_OVER
    return not apart and not (folder / "pyvenv.cfg").is_file()


def _contents(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        most = store.LARGEST if path.suffix == ".po" else None
        yield f"{path} {store.digest(path, most)}"


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()
