"""Files that somebody sent: read with care, from wherever they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from lingotype.errors import LingotypeError

LARGEST = 20_000_000
"""Bytes; ten times the largest catalogue of the books that we know."""

_FIX = "Name a regular .po file."


def read(path: Path) -> bytes:
    """The bytes of a file that was sent.

    Raises LingotypeError for what is no regular file or is too large, without reading it: a
    link leads who knows where, and a pipe may never end.
    """
    try:
        _refuse(path, path.lstat())
        # Between the two it may have become another one.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            _refuse(path, os.fstat(file.fileno()))
            return file.read(LARGEST + 1)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise LingotypeError(what, name_of(path), "Check the name of the file.") from error
    except ValueError as error:  # a NUL in the name
        raise LingotypeError("this is no name of a file", fix=_FIX) from error


def name_of(path: Path) -> str:
    """A path as it was given; a name may hold bytes that are no UTF-8, which cannot be printed."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _refuse(path: Path, status: os.stat_result) -> None:
    kinds = {
        "a symbolic link": stat.S_ISLNK,
        "a folder": stat.S_ISDIR,
    }
    found = next((name for name, is_one in kinds.items() if is_one(status.st_mode)), "")
    if found or not stat.S_ISREG(status.st_mode):
        raise LingotypeError(f"this is {found or 'no regular file'}", name_of(path), _FIX)
    if status.st_size > LARGEST:
        what = f"the file has {status.st_size:,} bytes; {LARGEST:,} are the most"
        raise LingotypeError(what, name_of(path), "Send the catalogues one by one.")
