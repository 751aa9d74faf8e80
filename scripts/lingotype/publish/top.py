"""What stands at the top of the published folder, beside the sites of the languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lingotype.model import address
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.publish import front, languages, nowhere, sitemap
from lingotype.publish.plain_page import MADE
from lingotype.publish.stamp import NOWHERE, Editions
from lingotype.workspace import layout, store

FRONT = "index.html"
NO_JEKYLL = ".nojekyll"
"""GitHub Pages leaves out what begins with an underscore, unless this file is there."""

SOMETIMES = ("robots.txt", "sitemap*.xml", "switcher.json")
"""What is made only where conf.py says where the sites will stand."""


def write(project: Project, editions: Editions) -> None:
    """Offer the sites that stand. A file that somebody put there is left as it is."""
    folder, root = layout.sites(project), layout.made(project)
    made = _files(project, editions)
    store.save(folder / FRONT, made.pop(FRONT), root)
    for name, data in made.items():
        if not (folder / name).exists() or _is_ours(folder / name):
            store.save(folder / name, data, root)
    for path in (path for pattern in SOMETIMES for path in sorted(folder.glob(pattern))):
        if path.name not in made and _is_ours(path):
            store.remove(path, root)


def _is_ours(path: Path) -> bool:
    return path.is_file() and MADE.encode() in path.read_bytes()[:1000]


def _files(project: Project, editions: Editions) -> dict[str, bytes]:
    offered = [site.language for site in editions.listed or editions.sites]
    source, title = project.source_language, project.title
    made = {
        FRONT: front.render(title, source, offered, editions.first),
        NO_JEKYLL: b"",
        "languages.json": languages.languages(editions),
        NOWHERE: nowhere.at_top(title, source, dict(_messages(project, editions))),
    }
    return made | (_for_search_engines(editions) if editions.base_url else {})


def _messages(project: Project, editions: Editions) -> Iterator[tuple[Language, str]]:
    for site in editions.listed:
        page = layout.site(project, site.language) / NOWHERE
        said = nowhere.message_of(page.read_text("utf-8", "replace")) if page.is_file() else ""
        if said:
            yield site.language, said


def _for_search_engines(editions: Editions) -> dict[str, bytes]:
    """What needs absolute addresses. Where each language stands on a host of its own, or below a
    folder that we do not make, these files would not be found, or not be believed.
    """
    made = {"switcher.json": languages.switcher(editions)}
    if address.apart(editions.base_url):
        return made
    made |= sitemap.files(editions)
    if not urlsplit(editions.base_url).path:  # of a host there is one, and it stands at its top
        made["robots.txt"] = _robots(editions.base_url)
    return made


def _robots(base_url: str) -> bytes:
    """Everything may be read; pages that are not to be shown say so themselves."""
    return (
        f"# {MADE}; without this line it is left alone\n"
        f"User-agent: *\nAllow: /\n\nSitemap: {base_url}/{sitemap.NAME}\n"
    ).encode()
