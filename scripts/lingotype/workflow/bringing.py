"""Making a project, or the text of one, from manuscripts."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lingotype.errors import LingotypeError
from lingotype.workspace import begin, lock

if TYPE_CHECKING:
    from lingotype.manuscript.importing import Imported, Order

IGNORED = "/build/\n*.mo\n"
"""What git need not keep of a project that was just begun."""


@dataclass(frozen=True)
class Brought:
    """What an import made of manuscripts. source: the folder of the text, from that of the
    project; existing: whether there was a project before.
    """

    imported: Imported
    source: str
    placed: begin.Placed
    existing: bool


def bring(order: Order, into: Path, *, force: bool, dry_run: bool) -> Brought:
    """Make a project, or the text of an existing one, from manuscripts; all of it or nothing.

    Raises LingotypeError where a manuscript cannot be read or a file would be overwritten.
    """
    # docutils and pygments take a quarter of a second, and no other command needs them.
    from lingotype.manuscript.importing import imported  # noqa: PLC0415

    if into.exists() and not into.is_dir():
        raise LingotypeError("this is a file", str(into), "Name a folder with --into.")
    project = begin.project_of(into)
    source = "source"
    if project:
        source = Path(os.path.relpath(project.source, into.resolve())).as_posix()
    made = imported(order)
    files = {f"{source}/{name}": text.encode() for name, text in made.pages.texts.items()}
    files |= {f"{source}/{name}": data for name, data in made.pages.media.items()}
    own = {} if project else {"conf.py": made.pages.conf.encode(), ".gitignore": IGNORED.encode()}
    alone = lock.held(project, "lingotype import") if project and not dry_run else nullcontext()
    with alone:
        placed = begin.place(into, {**files, **own}, own, force=force, dry_run=dry_run)
    return Brought(made, source, placed, existing=project is not None)
