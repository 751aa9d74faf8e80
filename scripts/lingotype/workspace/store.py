"""Files read and saved: whole or not at all, and never outside the project."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import secrets
import stat
from pathlib import Path

from lingotype.errors import LingotypeError, Place

LARGEST = 50_000_000
"""Bytes of a file of text; many times what the largest catalogue that we know has."""

_REGULAR = "Put a regular file in its place."

LEFTOVER = ".lingotype-tmp"
"""Ending of a file that is being written; one that stays is of a run that was killed."""


def read(path: Path, root: Path) -> bytes:
    """The bytes of a file of the project.

    Raises LingotypeError if it cannot be read, is no regular file or too large, or a symlink
    leads out of `root`.
    """
    try:
        real = _inside(path, root)
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LingotypeError("this is no regular file", _place(path, root), _REGULAR)
        if status.st_size > LARGEST:
            what = f"the file has {status.st_size:,} bytes; {LARGEST:,} are the most"
            raise LingotypeError(what, _place(path, root), "Divide it.")
        return real.read_bytes()
    except OSError as error:
        raise _failure("read", path, root, error) from error


def digest(path: Path, most: int | None = None) -> str:
    """SHA-256 of a file's bytes. What is no regular file, or larger than `most` bytes, counts by
    what can be seen of it without reading: a pipe never ends, and a sparse file nearly so.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or (most is not None and status.st_size > most):
            return f"unread {status.st_mode} {status.st_size} {status.st_mtime_ns}"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable {error.errno}"


def save(path: Path, data: bytes, root: Path) -> bool:
    """Put `data` under `path` at once: whoever reads it sees the old bytes or the new ones.

    Folders are made; the mode of a former file is kept; a file that holds these bytes already
    is not touched. Returns whether anything was written. Raises LingotypeError.
    """
    try:
        target = _inside(path, root)
        if target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise _failure("written", path, root, error) from error
    return True


def remove(path: Path, root: Path) -> None:
    """Delete a file of the project. Raises LingotypeError."""
    try:
        path.unlink()
    except OSError as error:
        raise _failure("deleted", path, root, error) from error


def sweep(folder: Path) -> None:
    """Delete what killed runs left half-written below `folder`."""
    for path in folder.rglob(f".*{LEFTOVER}"):
        with contextlib.suppress(OSError):
            path.unlink()


def sweep_beside(target: Path) -> None:
    """Delete what killed runs left half-written of one file."""
    for path in target.parent.glob(f".{glob.escape(target.name)}.*{LEFTOVER}"):
        with contextlib.suppress(OSError):
            path.unlink()


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target, flush to the disk, rename; on any failure the target stays."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}{LEFTOVER}")
    try:
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666
        # Windows would translate newlines without O_BINARY; other systems do not know it.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(beside, flags, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(mode)  # the umask may have taken bits away
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last; Windows can neither open nor flush a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _inside(path: Path, root: Path) -> Path:
    """The file that `path` really is. Raises LingotypeError where a link leads out of `root`."""
    real = path.resolve()
    if not real.is_relative_to(root.resolve()):
        what = "this is a link that leads out of the project"
        raise LingotypeError(what, _place(path, root), _REGULAR)
    return real


def _failure(verb: str, path: Path, root: Path, error: OSError) -> LingotypeError:
    fix = "Check that the disk is not full and that you may write there." if verb != "read" else ""
    return LingotypeError(f"cannot be {verb}: {error.strerror or error}", _place(path, root), fix)


def _place(path: Path, root: Path) -> Place:
    return Place(path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))
