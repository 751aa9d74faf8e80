"""A folder is published whole: the new one is made beside the old one, then they change places."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import sys
from pathlib import Path

from lingotype.errors import LingotypeError

JOURNAL = ".swap.json"
"""In the folder of the live one while two renames stand in for an exchange."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def put_live(new: Path, live: Path) -> None:
    """Let `new` be what stands under `live`, and delete what stood there.

    At every moment `live` is the old folder or the new one; where the system cannot exchange
    two names at once there is an instant without either, and `repair` mends what a kill in
    that instant leaves. Both must be on one file system. Raises LingotypeError.
    """
    try:
        live.parent.mkdir(parents=True, exist_ok=True)
        if not live.exists():
            new.rename(live)
            return
        if not _exchanged(new, live):
            _rename_twice(new, live)
    except OSError as error:
        raise _failure("published", live, error) from error
    shutil.rmtree(new, ignore_errors=True)


def take_down(live: Path, beside: Path) -> None:
    """Remove a published folder at once, by way of the scratch folder `beside`.

    Raises LingotypeError.
    """
    if live.exists():
        shutil.rmtree(beside, ignore_errors=True)
        try:
            beside.parent.mkdir(parents=True, exist_ok=True)
            live.rename(beside)
        except OSError as error:
            raise _failure("taken down", live, error) from error
        shutil.rmtree(beside, ignore_errors=True)


def repair(folder: Path) -> None:
    """Finish or undo the exchange that a killed run left in `folder`."""
    journal = folder / JOURNAL
    if not journal.is_file():
        return
    with contextlib.suppress(ValueError, TypeError, KeyError, OSError):
        names = json.loads(journal.read_text("utf-8"))
        live, old = folder / names["live"], Path(names["old"])
        if old.exists() and not live.exists():
            old.rename(live)
        shutil.rmtree(old, ignore_errors=True)
    journal.unlink(missing_ok=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Linux's renameat2(RENAME_EXCHANGE); False where the system or file system has none."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _rename_twice(new: Path, live: Path) -> None:
    journal, old = live.parent / JOURNAL, new.with_name(f"{new.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    journal.write_text(json.dumps({"live": live.name, "old": str(old)}), "utf-8")
    try:
        live.rename(old)
        new.rename(live)
    except OSError:
        repair(live.parent)
        raise
    journal.unlink()
    shutil.rmtree(old, ignore_errors=True)


def _failure(verb: str, live: Path, error: OSError) -> LingotypeError:
    what = f"cannot be {verb}: {error.strerror or error}"
    return LingotypeError(what, str(live), "Check that you may write there.")
