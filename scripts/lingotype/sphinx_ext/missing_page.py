"""404.html: what servers show where there is no page, in the language of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from lingotype.model import address
from lingotype.model.language import Language
from lingotype.publish import nowhere
from lingotype.publish.stamp import NOWHERE
from lingotype.sphinx_ext import interface
from lingotype.sphinx_ext.page import base_of, edition_of
from lingotype.sphinx_ext.states import BROWSERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "404"
"""Its name; a document of that name takes its place, and is not touched."""

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ADDRESS = re.compile(r'(?<=\s)((?:href|src|action|data-content_root)=")([^"]*)(?=")')


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page in the theme's dress, which takes links that hold at any depth."""
    edition = _edition(app)
    if edition is not None and base_of(app.config):
        template = "404.html" if _has_template(app) else "page.html"
        yield PAGE, {"title": _title(app), "body": _said(app, edition)}, template


def settle(app: Sphinx, failed: Exception | None) -> None:
    """Make its links hold; or where the place of the site is not known, write it without any."""
    edition = _edition(app)
    if failed or edition is None:
        return
    place = Path(app.outdir) / NOWHERE
    base = base_of(app.config)
    if not base:
        place.write_bytes(nowhere.alone(edition, _title(app), _said(app, edition)))
        return
    made = Path(app.builder.get_outfilename(PAGE))  # type: ignore[attr-defined]
    if made.is_file():
        page = made.read_bytes().decode("utf-8", "surrogateescape")
        home = f"{urlsplit(address.home(base, edition)).path}/"
        settled = with_whole_links(page, urljoin(home, app.builder.get_target_uri(PAGE)))
        place.write_bytes(settled.encode("utf-8", "surrogateescape"))
    if made != place and made.is_file():
        made.unlink()
        made.parent.rmdir()


def with_whole_links(page: str, at: str) -> str:
    """A page whose links begin at the top of the host. at: its own address, without the host."""

    def whole(found: re.Match[str]) -> str:
        keep = not found[2] or found[2].startswith("#") or urlsplit(found[2]).scheme
        return found[1] + (found[2] if keep else urljoin(at, found[2]))

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), page)


def _edition(app: Sphinx) -> Language | None:
    ours = app.builder.name in BROWSERS and PAGE not in app.env.found_docs
    return edition_of(app.config) if ours else None


def _has_template(app: Sphinx) -> bool:
    """Whether the theme, or the project, has a template of its own for it."""
    folders = getattr(getattr(app.builder, "templates", None), "pathchain", ())
    return any((Path(folder) / "404.html").is_file() for folder in folders)


def _title(app: Sphinx) -> str:
    return interface.word(app, "There is no page here")


def _said(app: Sphinx, edition: Language) -> str:
    first = unquote(app.builder.get_target_uri(app.config.root_doc))
    return nowhere.message(
        edition,
        base_of(app.config),
        first,
        title=_title(app),
        text=interface.word(app, "It may have been moved or renamed, or its address was misspelt."),
        link=interface.word(app, "To the beginning of the book"),
    )
