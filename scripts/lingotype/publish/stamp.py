"""The last stage: links between the languages, to pages that stand and to no others."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from lingotype.model.edition import ALTERNATES, LANGUAGES, Alternate
from lingotype.model.language import Language
from lingotype.publish import alternates
from lingotype.workspace import store

NO_PAGES = frozenset({"_static", "_sources", "_images", "_downloads", "_modules"})


@dataclass(frozen=True)
class Site:
    """The pages of a language: their paths below its folder, with slashes."""

    language: Language
    pages: frozenset[str]


def pages(folder: Path) -> frozenset[str]:
    """The pages of a built site, Sphinx's own folders left out; none if it does not stand."""
    found = (path.relative_to(folder) for path in folder.rglob("*.html"))
    return frozenset(path.as_posix() for path in found if path.parts[0] not in NO_PAGES)


def stamp(folder: Path, site: Site, sites: Mapping[str, Site], base_url: str) -> int:
    """Link every page of `site`, which stands in `folder`, to its siblings in `sites` (by tag).

    A page that needs no change is not written. Returns how many were written.
    """
    written = 0
    for page in sorted(site.pages):
        path = folder / page
        # Whatever a page's charset, its other bytes stay as they are.
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        standing = [other.language for other in sites.values() if page in other.pages]
        stamped = _stamped(text, page, site.language, standing, base_url)
        written += stamped != text and store.save(path, _bytes(stamped), folder)
    return written


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _stamped(
    text: str, page: str, current: Language, standing: list[Language], base_url: str
) -> str:
    relative = [Alternate(language, _relative(page, current, language)) for language in standing]
    absolute = [
        Alternate(language, f"{base_url}/{language.tag}/{quote(page)}") for language in standing
    ]
    text = _fill(text, LANGUAGES, alternates.links(current, relative), _before_body)
    return _fill(text, ALTERNATES, alternates.head(absolute if base_url else []), None)


def _relative(page: str, current: Language, language: Language) -> str:
    """From ``de/a/b.html`` to ``fr/a/b.html``."""
    here = PurePosixPath(current.tag, page).parent
    return quote(os.path.relpath(PurePosixPath(language.tag, page), here).replace(os.sep, "/"))


def _fill(text: str, marks: tuple[str, str], filling: str, otherwise: object) -> str:
    """Put `filling` between the marks, or where a page has none, where `otherwise` says."""
    start, end = text.find(marks[0]), text.find(marks[1])
    if 0 <= start < end:
        return text[: start + len(marks[0])] + filling + text[end:]
    return otherwise(text, marks, filling) if callable(otherwise) else text


def _before_body(text: str, marks: tuple[str, str], filling: str) -> str:
    """For themes that know nothing of languages: a list at the very start of the page."""
    block = f'<nav class="lingotype-languages">{marks[0]}{filling}{marks[1]}</nav>'
    return re.sub(r"<body\b[^>]*>", lambda found: f"{found[0]}\n{block}", text, count=1)
