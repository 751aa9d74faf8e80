"""Pandoc itself: a program, not a library.

It is run on a copy of the manuscript in an empty folder, in its sandbox, with a limit of time
and memory, and writes the document as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lingotype.errors import LingotypeError

SECONDS = 180
_MEMORY = "3g"
_OLDEST = (1, 22)
"""The version of pandoc's JSON in which tables became what they are: pandoc 2.11."""


@dataclass(frozen=True)
class Output:
    """A document as pandoc's JSON, and its pictures by the names that it has for them."""

    document: dict[str, Any]
    media: dict[str, bytes]


def find() -> str | None:
    """The path of a pandoc: that of the extra `import`, or the one on PATH; None if neither."""
    try:
        import pypandoc  # type: ignore[import-untyped]  # noqa: PLC0415  # an optional extra

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return shutil.which("pandoc")


def run(data: bytes, reader: str, shown: str, *, media: bool) -> Output:
    """Let pandoc read a document. media: whether pictures are in it, to be taken out."""
    binary = find()
    if binary is None:
        raise LingotypeError(
            f"reading {reader.partition('-')[0].upper()} needs pandoc, which is not installed",
            where=shown,
            fix="pip install pypandoc_binary",
        )
    with tempfile.TemporaryDirectory(prefix="lingotype-import-") as name:
        folder = Path(name)
        source = folder / "input"
        source.write_bytes(data)
        command = [binary, "--sandbox", f"--from={reader}", "--to=json"]
        command += ["--output=output.json", f"--data-dir={folder / 'none'}"]
        if media:
            command.append("--extract-media=media")
        _call([*command, source.name], folder, shown)
        return Output(_document(folder / "output.json", shown), _media(folder / "media"))


def _call(command: list[str], folder: Path, shown: str) -> None:
    """Run pandoc; a binary that takes no limit of memory runs without it."""
    done = _finished([*command, "+RTS", f"-M{_MEMORY}", "-RTS"], folder, shown)
    if done.returncode and b"RTS options are disabled" in done.stderr:
        done = _finished(command, folder, shown)
    if done.returncode:
        raise _failed(done.stderr.decode("utf-8", "replace"), shown)


def _finished(command: list[str], folder: Path, shown: str) -> subprocess.CompletedProcess[bytes]:
    environment = {
        key: value
        for key, value in os.environ.items()
        if key.upper() in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
    }
    environment |= {"LC_ALL": "C.UTF-8", "HOME": str(folder)}
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        fix = "Split the manuscript, or save it in another format."
        what = f"pandoc had not read it after {SECONDS} seconds"
        raise LingotypeError(what, where=shown, fix=fix) from None
    except OSError as error:
        what = f"pandoc cannot be run: {error.strerror or error}"
        raise LingotypeError(what, where=shown, fix="pip install pypandoc_binary") from None


def _failed(said: str, shown: str) -> LingotypeError:
    if "--sandbox" in said:
        fix = "pip install pypandoc_binary"
        return LingotypeError("the pandoc installed is too old", where=shown, fix=fix)
    if "heap" in said.lower() or "memory" in said.lower():
        fix = "Split the manuscript, or save it in another format."
        return LingotypeError("pandoc needs too much memory for it", where=shown, fix=fix)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    said = (lines[0] if lines else "it says nothing")[:300]
    fix = "Open it in the program that made it and save it again, or in another format."
    return LingotypeError(f"pandoc cannot read it: {said}", where=shown, fix=fix)


def _document(path: Path, shown: str) -> dict[str, Any]:
    fix = "pip install pypandoc_binary"
    try:
        document = json.loads(path.read_bytes())
        version = tuple(document["pandoc-api-version"])
        if version < _OLDEST or not isinstance(document["blocks"], list):
            raise LingotypeError("the pandoc installed is too old", where=shown, fix=fix)
    except (OSError, ValueError, KeyError, TypeError):
        raise LingotypeError("pandoc gave no document", where=shown, fix=fix) from None
    return dict(document)


def _media(folder: Path) -> dict[str, bytes]:
    """The pictures that pandoc took out of the document, by the names in its JSON."""
    result: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            result[path.relative_to(folder.parent).as_posix()] = path.read_bytes()
    return result
