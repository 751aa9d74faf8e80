"""What readers see of each page, as a build leaves it for those who link the languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from lingotype.model.edition import Shown

FILE = "lingotype-pages.json"
"""In the folder of the doctrees: ``{"pages": {"parts/harbour.html": [210, 12, 4]}}``, the words of
each page that are current, stale and missing.
"""


def save(folder: Path, pages: Mapping[str, Shown]) -> None:
    """Write the file; pages: by their paths below the site, with slashes."""
    rows = {page: [x.current, x.stale, x.missing] for page, x in sorted(pages.items())}
    (folder / FILE).write_text(json.dumps({"pages": rows}, indent=1), "utf-8")


def load(folder: Path) -> dict[str, Shown]:
    """Read it; empty where there is none."""
    try:
        rows: dict[str, list[int]] = json.loads((folder / FILE).read_text("utf-8"))["pages"]
    except (OSError, ValueError, KeyError):
        return {}
    return {page: Shown(*row) for page, row in rows.items()}
