"""The catalogues that a build may read: regular files of the project, each of a document."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lingotype.errors import LingotypeError, Place
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding
from lingotype.workspace import incoming, layout

LINK = "catalogue-link"
NOT_A_DOCUMENT = "catalogue-name"


@dataclass
class Standing:
    """What stands in a folder of catalogues. left_out: what no build reads, and why; errors: of
    catalogues that cannot be read.
    """

    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    left_out: list[Finding] = field(default_factory=list)
    errors: list[LingotypeError] = field(default_factory=list)


def read(
    folder: Path, root: Path, shown: Callable[[Path], str], known: Callable[[str], bool]
) -> Standing:
    """The catalogues of a folder `<locale>/LC_MESSAGES`, by domain.

    root: the folder of all locales, which no file may lead out of. known: whether a domain is
    one of the text; of a document that is gone nothing is said.
    """
    found = Standing()
    if not folder.is_dir():
        return found
    if not folder.resolve().is_relative_to(root.resolve()):
        found.left_out.append(_left_out(shown(folder), LINK, "it leads out of the project"))
        return found
    for path in _files(folder):
        domain = path.relative_to(folder).as_posix().removesuffix(".po")
        if not known(domain):
            if domain == layout.SPHINX:
                why = "its name is that of Sphinx's own words; a document needs another name"
                found.left_out.append(_left_out(shown(path), NOT_A_DOCUMENT, why))
        elif path.is_symlink():
            found.left_out.append(_left_out(shown(path), LINK, "it is a link"))
        else:
            _read(found, domain, path, shown(path))
    return found


def _files(folder: Path) -> Iterable[Path]:
    for at, folders, files in os.walk(folder):  # which does not follow links to folders
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at, x) for x in sorted(files) if x.endswith(".po") and x[0] != ".")


def _read(found: Standing, domain: str, path: Path, shown: str) -> None:
    try:
        found.catalogues[domain] = po.read(incoming.read(path), shown)
    except LingotypeError as error:
        where = error.where if isinstance(error.where, Place) else shown
        found.errors.append(LingotypeError(error.what, where, error.fix))


def _left_out(shown: str, rule: str, why: str) -> Finding:
    return Finding(shown, 0, rule, f"the catalogue is not read: {why}")
