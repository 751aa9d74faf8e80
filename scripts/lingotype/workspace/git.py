"""What git knows of a folder. Without git, or outside a checkout, nothing is known."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


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


def _answer(top: Path, *arguments: str) -> str:
    """What git answers; "" where it fails or is not installed."""
    # In a hook of git, GIT_DIR and its like name another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=top, env=environment, capture_output=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
