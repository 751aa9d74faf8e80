"""Files as they were in a commit."""

from __future__ import annotations

from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.workspace import git

_FIX = "Name a commit, a branch or a tag that git log knows."

_FETCH = "Fetch it in full: git fetch --refetch"


def checkout(folder: Path) -> Path:
    """The top of the git checkout that a folder is in.

    Raises LingotypeError if it is in none, or if git is missing or will not look at it.
    """
    top = git.checkout(folder)
    if top is None:
        what = "this folder is in no git checkout, so there is no commit to compare with"
        raise LingotypeError(what, str(folder), "Leave the commit out, or go to a checkout.")
    # Asked here, so that what fails below is about the commit.
    git.ask(top, "rev-parse", "--git-dir")
    return top


def commit(top: Path, name: str) -> str:
    """The full name of a commit. Raises LingotypeError for a name that git does not know."""
    if not name.strip() or name.startswith("-"):
        raise LingotypeError(f"{name!r} is no commit", fix=_FIX)
    try:
        return _ask(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
    except LingotypeError as error:
        raise LingotypeError(f"{name!r} is no commit", fix=_FIX) from error


def parent(top: Path, name: str) -> str:
    """The full name of the first parent of a commit.

    Raises LingotypeError for one that has none here: the first, or the last of a shallow clone.
    """
    try:
        return commit(top, f"{name}^")
    except LingotypeError as error:
        what = f"the commit before {name[:10]} is not known here, so neither is what it changed"
        fix = "In a shallow clone: git fetch --unshallow"
        raise LingotypeError(what, fix=fix) from error


def files(top: Path, name: str, folder: Path, suffix: str) -> dict[str, bytes]:
    """The files below a folder that end in `suffix`, as they were in a commit, by path from it.

    folder: absolute, in the checkout; empty where the commit has no such folder.
    """
    if not folder.resolve().is_relative_to(top.resolve()):
        what = "this folder is not in the git checkout, so no commit has it"
        raise LingotypeError(what, str(folder), f"Name a locale folder in {top}.")
    below = folder.resolve().relative_to(top.resolve()).as_posix()
    listed = _ask(top, "ls-tree", "-r", "-z", "--full-tree", name, "--", f"{below}/").split(b"\0")
    blobs: dict[str, str] = {}
    for line in listed:
        head, tab, path = line.partition(b"\t")
        shown = path.decode("utf-8", "surrogateescape").removeprefix(f"{below}/")
        kind = head.split(b" ")
        if tab and kind[1] == b"blob" and kind[0] != b"120000" and shown.endswith(suffix):
            blobs[shown] = kind[2].decode()
    return dict(zip(blobs, _contents(top, list(blobs.values())), strict=True))


def _contents(top: Path, blobs: list[str]) -> list[bytes]:
    """The bytes of each blob, in one call of git."""
    if not blobs:
        return []
    answer = _ask(top, "cat-file", "--batch", given="\n".join(blobs).encode() + b"\n")
    found, at = [], 0
    for _ in blobs:
        end = answer.index(b"\n", at)
        told = answer[at:end].split(b" ")
        if len(told) < 3:  # "<name> missing", as in a partial clone that is offline
            raise LingotypeError("git does not have all files of this commit", fix=_FETCH)
        size = int(told[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def _ask(top: Path, *arguments: str, given: bytes = b"") -> bytes:
    # A folder may be called :(x).
    return git.ask_for_bytes(top, "--literal-pathspecs", *arguments, given=given)
