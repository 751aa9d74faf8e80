"""What an update left: a hash of everything that it read, so that the next one can see at once
that there is nothing to do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import lingotype
from lingotype.errors import LingotypeError
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import layout, store

FORMAT = 1
"""Of the record; another one counts as none."""


def templates_hash(project: Project, folder: Path) -> str:
    """Of the templates and of what the update itself is made of."""
    own = Path(lingotype.__file__).parent
    code = _hash(own, sorted(path.relative_to(own).as_posix() for path in own.rglob("*.py")))
    pots = _hash(folder, [f"{domain}.pot" for domain in layout.domains(project, folder)])
    log = layout.wording(project)
    return joined(code, pots, _hash(log.parent, [log.name]))


def catalogues_hash(project: Project, language: Language) -> str:
    """Of a language's catalogues."""
    folder = layout.catalogues(project, language)
    domains = layout.catalogue_domains(project, language)
    return _hash(folder, [f"{domain}.po" for domain in domains])


def recall(project: Project, language: Language, key: str) -> dict[str, int] | None:
    """How many messages each document had when all of this was settled; None if it was not.

    A record that is damaged or of another version is none.
    """
    try:
        record = json.loads(_path(project, language).read_bytes())
        if record["format"] != FORMAT or record["key"] != key:
            return None
        return {str(domain): int(count) for domain, count in record["messages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(project: Project, language: Language, key: str, messages: dict[str, int]) -> None:
    """Note that there is nothing to do; where that cannot be noted, nothing is lost."""
    record = {"format": FORMAT, "key": key, "messages": messages}
    data = json.dumps(record, sort_keys=True).encode()
    path = _path(project, language)
    store.sweep_beside(path)
    try:
        store.save(path, data, layout.made(project))
    except LingotypeError:
        return


def joined(*parts: str) -> str:
    """One key of several hashes and names."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _path(project: Project, language: Language) -> Path:
    return layout.scratch(project, "update", f"{language.locale_name}.json")


def _hash(folder: Path, names: Iterable[str]) -> str:
    """Of names and contents of files, in the order given; one that cannot be read counts too."""
    made = hashlib.sha256()
    for name in names:
        found = store.digest(folder / name, store.LARGEST)
        made.update(f"{name}\0{found}\0".encode("utf-8", "surrogateescape"))
    return made.hexdigest()
