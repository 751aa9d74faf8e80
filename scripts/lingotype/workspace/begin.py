"""The files of a new project put in place; nothing that stands there is overwritten unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lingotype.errors import LingotypeError
from lingotype.model.project import Project
from lingotype.workspace import settings, store

_LISTED = 5


@dataclass(frozen=True)
class Placed:
    """Paths from the folder. written: new or changed; kept: yours, left as they were; strange:
    texts that stand beside those placed and belong to no list of chapters.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    strange: tuple[str, ...]


def project_of(folder: Path) -> Project | None:
    """The project that a folder is, if a conf.py stands in it or where projects have it.

    Raises BadConfiguration if that conf.py cannot be run.
    """
    for name in settings.PLACES:
        if (folder / name).is_file():
            return settings.load(folder / name)
    return None


def place(
    folder: Path, files: Mapping[str, bytes], own: Collection[str], *, force: bool, dry_run: bool
) -> Placed:
    """Save `files`. own: those that stay as they are where they exist.

    Raises LingotypeError if one exists with other bytes, unless `force`, or if one cannot be
    written; then all is as it was.
    """
    there = {name for name in files if (folder / name).exists()}
    kept = {name for name in there if name in own}
    new = {
        name: data
        # conf.py last: what was cut short is no project yet, and the next import begins anew.
        for name, data in sorted(files.items(), key=lambda item: (item[0] in own, item[0]))
        if name not in kept and not (name in there and _holds(folder / name, data))
    }
    if not force and (former := sorted(there & new.keys())):
        more = f" and {len(former) - _LISTED} more" if len(former) > _LISTED else ""
        what = f"{', '.join(former[:_LISTED])}{more} would be overwritten; nothing was written"
        fix = "Import into another folder, or overwrite them with --force."
        raise LingotypeError(what, str(folder), fix)
    if not dry_run:
        _save(folder, new)
    return Placed(tuple(sorted(new)), tuple(sorted(kept)), _strange(folder, files))


def _save(folder: Path, files: Mapping[str, bytes]) -> None:
    """All of the files, or none: what was written before one that cannot be is taken back."""
    for name in files:
        store.sweep_beside(folder / name)
    former: dict[Path, bytes | None] = {}
    try:
        for name, data in files.items():
            path = folder / name
            before = path.read_bytes() if path.is_file() else None
            store.save(path, data, folder)
            former[path] = before
    except LingotypeError:
        for path, before in former.items():
            if before is None:
                store.remove(path, folder)
            else:
                store.save(path, before, folder)
        raise


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _strange(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Texts of a former import under other names: no table of contents lists them any more."""
    beside = {PurePosixPath(name).parent for name in files if name.endswith(".rst")}
    found = (path for parent in beside for path in (folder / parent).glob("*.rst"))
    names = (path.relative_to(folder).as_posix() for path in found)
    return tuple(sorted(name for name in names if name not in files))
