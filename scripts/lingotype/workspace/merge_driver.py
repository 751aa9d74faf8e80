"""The merge driver put into a clone of git and taken out again.

Two things make git use it: the driver's command, in the configuration of the clone, and the
files that it is for, in `.gitattributes`. Where the second is there without the first, as in a
fresh clone, git merges by lines as it always did.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.workspace import git, store

ATTRIBUTES = ".gitattributes"
DRIVER = "lingotype"
CATALOGUES = "*.po"
ANY_LOG = "*wording.jsonl"
"""Where the log of wordings is not known to stand. Its lines are only ever added, so of two
versions all lines are right."""

_PROBE = "any.po"
_UNSET = "unspecified"
_PLAIN_PATH = re.compile(r"[\w./-]+", re.ASCII)
_OUR_LINES = re.compile(rb"\*\.po merge=lingotype|(?:\S*/|\*)?wording\.jsonl merge=union")


def install(start: Path, log: Path | None) -> list[str]:
    """Make git merge catalogues by message in the checkout that `start` is in.

    log: the log of wordings, if it is known where it stands. Returns what was changed, each as a
    person would name it; nothing the second time. Raises LingotypeError without a checkout or
    without git, and where git merges catalogues in another way already: then nothing is changed.
    """
    top = _top(start)
    wordings = _pattern(top, log)
    attributes = git.merge_attributes(top, [_PROBE, wordings, *git.tracked(top, CATALOGUES)])
    _refuse_others(attributes, wordings)
    lines = [f"{CATALOGUES} merge={DRIVER}"] if attributes[_PROBE] == _UNSET else []
    lines += [f"{wordings} merge=union"] if attributes[wordings] == _UNSET else []
    changed = [
        f"git config {name}" for name, value in _settings().items() if _set(top, name, value)
    ]
    if lines:
        path = top / ATTRIBUTES
        store.save(path, _with_lines(_read(path), lines), top)
    return changed + [f"{ATTRIBUTES}: {line}" for line in lines]


def uninstall(start: Path) -> list[str]:
    """Take out what `install` put in; returns what was changed. Raises LingotypeError."""
    top = _top(start)
    changed = []
    if git.config(top, f"merge.{DRIVER}.driver"):
        git.ask(top, "config", "--local", "--remove-section", f"merge.{DRIVER}")
        changed.append(f"git config merge.{DRIVER}")
    path = top / ATTRIBUTES
    kept, taken = _parted(_read(path))
    if taken and kept:
        store.save(path, kept, top)
    elif taken:
        store.remove(path, top)
    return changed + [f"{ATTRIBUTES}: {line}" for line in taken]


def command() -> str:
    """What git runs for a file: %O is the base, %A ours, %B theirs, %P the name of the file.

    The interpreter is named in full, since git runs without the virtual environment; -P keeps
    Python from importing what lies in the checkout. If the interpreter is gone git would count
    the exit code of the shell as a conflict and leave only our side in the file, so then it
    merges by lines.
    """
    python = shlex.quote(sys.executable).replace("%", "%%")
    run = f"{python} -P -m lingotype merge-driver %O %A %B %P"
    return f"test -x {python} || exec git merge-file %A %O %B; {run}"


def _settings() -> dict[str, str]:
    return {
        f"merge.{DRIVER}.name": "translations by message (lingotype)",
        f"merge.{DRIVER}.driver": command(),
    }


def _set(top: Path, name: str, value: str) -> bool:
    if git.config(top, name) == value:
        return False
    git.ask(top, "config", "--local", name, value)
    return True


def _top(start: Path) -> Path:
    top = git.checkout(start.resolve())
    if top is None:
        fix = "Go to a clone, or make one with: git init"
        raise LingotypeError("this is no checkout of git", str(start.absolute()), fix)
    return top


def _pattern(top: Path, log: Path | None) -> str:
    """The log of wordings as attributes name a file: from the top of the checkout."""
    if log and log.is_relative_to(top):
        path = log.relative_to(top).as_posix()
        if _PLAIN_PATH.fullmatch(path):
            return path
    return ANY_LOG


def _refuse_others(attributes: Mapping[str, str], wordings: str) -> None:
    """Another driver was somebody's decision, which is not for us to overrule."""
    for path, value in attributes.items():
        if path != wordings and value not in (_UNSET, DRIVER):
            shown = {"set": "merge", "unset": "-merge"}.get(value, f"merge={value}")
            what = f"git has another way to merge {CATALOGUES} files already: {shown}"
            fix = (
                f"Take that out of {ATTRIBUTES} (there may be one in a folder below, too) or of"
                " .git/info/attributes, then try again. Nothing was changed."
            )
            raise LingotypeError(what, "" if path == _PROBE else path, fix)


def _read(path: Path) -> bytes:
    return store.read(path, path.parent) if path.exists() else b""


def _with_lines(data: bytes, lines: Sequence[str]) -> bytes:
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    if data and not data.endswith(b"\n"):
        data += newline
    return data + b"".join(line.encode() + newline for line in lines)


def _parted(data: bytes) -> tuple[bytes, list[str]]:
    """The attributes without our lines, and those lines."""
    lines = data.splitlines(keepends=True)
    ours = [line for line in lines if _OUR_LINES.fullmatch(line.strip())]
    kept = b"".join(line for line in lines if line not in ours)
    return kept, [line.strip().decode() for line in ours]
