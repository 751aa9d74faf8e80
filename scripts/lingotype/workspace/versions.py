"""A file as it was in the commits that changed it, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lingotype.errors import LingotypeError
from lingotype.workspace import git

MOST = 200
"""Commits that are looked at."""


_LOG = (
    "--literal-pathspecs", "log", f"--max-count={MOST}", "--format=%H", "--raw", "--no-abbrev",
    "--no-renames", "--no-show-signature", "--no-color", "-c",  # a merge with what only it has
)  # fmt: skip


class Version(NamedTuple):
    """commit: its full name; blob: git's hash of the file's content."""

    commit: str
    blob: str


def of_file(path: Path) -> list[Version]:
    """The versions of a file, each content once, at the newest commit that has it.

    None where the file is in no checkout, git is missing, or nothing is committed yet.
    """
    top = git.checkout(path.parent)
    if top is None:
        return []
    name = path.resolve().relative_to(top.resolve()).as_posix() if _inside(path, top) else ""
    try:
        said = git.ask(top, *_LOG, "--", name) if name else ""
    except LingotypeError:
        return []
    found: dict[str, Version] = {}
    commit = ""
    for line in said.splitlines():
        blob = _blob(line)
        if blob:
            found.setdefault(blob, Version(commit, blob))
        elif not line.startswith(":"):
            commit = line or commit
    return list(found.values())


def _blob(line: str) -> str:
    """The blob of a line of changes; "" if it is none, or of a deletion or a link.

    It has a colon for each parent, then the modes and the blobs in the parents and in the commit.
    """
    parents = len(line) - len(line.lstrip(":"))
    fields = line[parents:].split()
    if not parents or len(fields) < 2 * parents + 2 or not fields[parents].startswith("100"):
        return ""
    return fields[2 * parents + 1]


def contents(path: Path) -> Iterator[tuple[Version, bytes]]:
    """Every version with its bytes, read as it is asked for; what git does not have is left out."""
    for version in of_file(path):
        try:
            yield version, git.ask_for_bytes(path.parent, "cat-file", "blob", version.blob)
        except LingotypeError:
            continue


def _inside(path: Path, top: Path) -> bool:
    return path.resolve().is_relative_to(top.resolve())
