"""What git knows of a folder, and what it is asked to do.

Where a question has an answer also without git, or outside a checkout, that is "no"; what cannot
be done without it is a LingotypeError.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from lingotype.errors import LingotypeError


def checkout(folder: Path) -> Path | None:
    """The top of the git checkout that a folder is in; `.git` is a file in a worktree."""
    return next((x for x in (folder, *folder.parents) if (x / ".git").exists()), None)


def ignores(top: Path, path: Path) -> bool:
    """Whether git ignores a path for everybody, not by one person's own list.

    A path outside the checkout is none of git's business, so it counts as ignored.
    """
    if not path.is_relative_to(top):
        return True
    asked = ("check-ignore", "--no-index", "--", path.relative_to(top).as_posix())
    return bool(_answer(top, "-c", f"core.excludesFile={os.devnull}", *asked))


def tracks(top: Path, pattern: str) -> bool:
    """Whether a tracked file matches the pattern."""
    return bool(_answer(top, "ls-files", "--", pattern))


def tracked(top: Path, pattern: str) -> list[str]:
    """The tracked files that match the pattern, from the top. Raises LingotypeError."""
    return [path for path in ask(top, "ls-files", "-z", "--", pattern).split("\0") if path]


def config(top: Path, name: str) -> str:
    """The value that a clone's own configuration has, "" for none. Raises LingotypeError."""
    unset = 1
    return ask(top, "config", "--local", "--get", name, well=(0, unset)).removesuffix("\n")


def merge_attributes(top: Path, paths: Sequence[str]) -> dict[str, str]:
    """How git merges each path: the name of a driver, or "set", "unset", "unspecified"."""
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    said = ask(top, "check-attr", "-z", "--stdin", "merge", given=given).split("\0")
    return dict(zip(said[0::3], said[2::3], strict=False))


def merge_by_lines(base: Path, ours: Path, theirs: Path) -> None:
    """What git does without a driver: merge two files by lines, with markers, into `ours`.

    Raises LingotypeError where git is not installed or cannot do it, as with binary files.
    """
    labels = [x for name in ("this side", "before", "the other side") for x in ("-L", name)]
    files = [str(path.absolute()) for path in (ours, base, theirs)]
    # Its exit code is the number of conflicts, at most 127; beyond that it failed.
    ask(Path.cwd(), "merge-file", *labels, *files, well=range(128))


def ask(top: Path, *arguments: str, given: bytes = b"", well: Sequence[int] = (0,)) -> str:
    """What git says in a checkout, as text; see `ask_for_bytes`."""
    return ask_for_bytes(top, *arguments, given=given, well=well).decode("utf-8", "replace")


def ask_for_bytes(
    top: Path, *arguments: str, given: bytes = b"", well: Sequence[int] = (0,)
) -> bytes:
    """What git says in a checkout; given: its input; well: exit codes that are no failure.

    Raises LingotypeError where git is not installed or fails, with what it said.
    """
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=top,
            env=_environment(),
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        fix = "Install git (sudo apt install git), then try again."
        raise LingotypeError("git cannot be run", "git", fix) from error
    if done.returncode not in well:
        said = done.stderr.decode("utf-8", "replace").strip()
        verb = next((word for word in arguments if not word.startswith("-")), "")
        raise LingotypeError(said or f"exit code {done.returncode}", f"git {verb}")
    return done.stdout


def _answer(top: Path, *arguments: str) -> str:
    """What git answers; "" where it fails or is not installed."""
    try:
        return ask(top, *arguments)
    except LingotypeError:
        return ""


def _environment() -> dict[str, str]:
    """Without GIT_DIR and its like, which in a hook or a driver of git name another repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
