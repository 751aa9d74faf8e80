"""Merging catalogues by message, for git."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding
from lingotype.update.merge import merge as by_message
from lingotype.workspace import git, layout, merge_driver, settings, store


@dataclass(frozen=True)
class CatalogueMerged:
    """What became of a catalogue. conflicts: what a person has to settle, with lines of the
    merged file; error: why it could not be merged by message, and so was by lines.
    """

    conflicts: list[Finding] = field(default_factory=list)
    error: LingotypeError | None = None


def merge(base: Path, ours: Path, theirs: Path, name: str) -> CatalogueMerged:
    """Merge three versions of a catalogue into the file `ours`; no project is needed.

    base: an empty file where both sides added the catalogue; name: as a person knows it. What
    cannot be read is merged by lines. Raises LingotypeError where even that cannot be done.
    """
    try:
        return CatalogueMerged(_merge_by_message(base, ours, theirs, name))
    except LingotypeError as error:
        git.merge_by_lines(base, ours, theirs)
        return CatalogueMerged(error=error)
    except Exception:
        # A bug of ours must not leave our side alone in the file: git would know of no other.
        git.merge_by_lines(base, ours, theirs)
        raise


def _merge_by_message(base: Path, ours: Path, theirs: Path, name: str) -> list[Finding]:
    names = (f"{name} (as it was before)", name, f"{name} (the other side)")
    versions = zip((base, ours, theirs), names, strict=True)
    read = [po.read(store.read(path, path.parent), shown) for path, shown in versions]
    done = by_message.merge(*read)
    data = po.write(done.catalogue)
    lines = _lines(po.read(data, name))  # and what we write can be read, or it is not saved
    store.save(ours, data, ours.parent)
    return [
        Finding(name, lines[conflict.key], "merge-conflict", conflict.text)
        for conflict in done.conflicts
    ]


def _lines(catalogue: Catalogue) -> dict[tuple[str | None, str], int]:
    """Where each message stands in its file, the header included."""
    header = (catalogue.header,) if catalogue.header else ()
    return {message.key: message.line for message in (*header, *catalogue)}


def install_merge_driver(start: Path) -> list[str]:
    """Make git merge catalogues by message in the clone that a folder is in.

    Returns what was changed, nothing the second time. Raises LingotypeError.
    """
    try:
        log = layout.wording(settings.load(start))
    except LingotypeError:
        log = None  # no project, or one that is broken just now: the clone is all it takes
    return merge_driver.install(start, log)


def uninstall_merge_driver(start: Path) -> list[str]:
    """Take out what `install_merge_driver` put in; returns what was changed."""
    return merge_driver.uninstall(start)
