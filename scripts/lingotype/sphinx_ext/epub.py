"""EPUB: the edition as a book for reading devices.

Sphinx's builder does it; here is what it leaves open or gets wrong. Its books name the language by
gettext's name, run from left to right, call the book and its contents by the words of the text's
language, bear the time of the build, and are told apart by "unknown". They have no scripts.
"""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.builders import epub3
from sphinx.util._pathlib import _StrPath

import lingotype
from lingotype.model.language import Language
from lingotype.sphinx_ext import edition, interface
from lingotype.sphinx_ext.page import edition_of
from lingotype.sphinx_ext.states import DIRECTION

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "lingotype-epub"
STYLE = f"{THEME}.css"
TITLE_PAGE = "titlepage"

_TEMPLATES = Path(__file__).parent / "templates" / "epub"
_THEME = Path(lingotype.__file__).parent / "themes" / THEME
_UNSAID = frozenset({"", "unknown", "Author name not set"})
"""What Sphinx has for settings that conf.py does not make."""

_LEVEL = re.compile(r"toctree-l([1-8])")
_NO_DATE = "2000-01-01T00:00:00Z"
_FIRST = (1980, 1, 1, 0, 0, 0)
"""Of files in a ZIP: its calendar begins with that day."""

_FOR_BROWSERS = ("lingotype-states.css", "lingotype-links.css")
_WITHOUT_USE = ("basic.css", "epub.css", "file.png", "minus.png", "plus.png")
_NEEDS = {"svg": "<svg", "mathml": "<math", "scripted": "<script"}
"""What the list of a book's files must say of a page, by what stands in it."""


def setup(app: Sphinx) -> None:
    """Put our builder in the place of Sphinx's."""
    app.add_html_theme(THEME, str(_THEME))
    app.add_builder(Epub, override=True)
    app.connect("config-inited", settle)
    app.connect("html-collect-pages", title_page)
    app.connect("html-page-context", without_what_is_for_the_web, priority=990)


def settle(app: Sphinx, config: Config) -> None:
    """Choose our theme where conf.py chose none, and what no book of ours needs."""
    said = getattr(config, "_raw_config", {})  # Sphinx keeps what conf.py said only here
    if "epub_theme" not in said and config.epub_theme == "epub":
        config.epub_theme = THEME
        _leave_out(config, _WITHOUT_USE)
    _leave_out(config, _FOR_BROWSERS)
    config.suppress_warnings = [*config.suppress_warnings, "epub.unknown_project_files"]
    # Sphinx warns of each of its settings that is empty; ours all have a value, or need none.
    _disconnect(app, "builder-inited", epub3.validate_config_values)


def _disconnect(app: Sphinx, event: str, handler: Callable[..., Any]) -> None:
    for listener in list(app.events.listeners[event]):
        if listener.handler is handler:
            app.disconnect(listener.id)


def _leave_out(config: Config, names: Iterable[str]) -> None:
    apart = [f"_static/{name}" for name in names]
    config.epub_exclude_files = [*config.epub_exclude_files, *apart]


def title_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The first page of a book, with what stands on its cover."""
    if isinstance(app.builder, Epub) and TITLE_PAGE not in app.env.found_docs:
        title = book_title(app)
        body = edition.filled(app, "titlepage.html", title=title, author=_author(app.config))
        yield TITLE_PAGE, {"title": title, "body": body, "display_toc": False}, "page.html"


def without_what_is_for_the_web(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Leave out what search engines ask, and style sheets that a book may not have."""
    if isinstance(app.builder, Epub):
        styles = context.get("css_files", ())
        context["css_files"] = [x for x in styles if not _is_for_browsers(x)]
        context["metatags"] = ""


def _is_for_browsers(style: object) -> bool:
    return str(getattr(style, "filename", style)).endswith(_FOR_BROWSERS)


def book_title(app: Sphinx) -> str:
    """As conf.py has it for EPUB, else as the text has it in this language; plain text."""
    config = app.config
    title = app.env.titles.get(config.root_doc)
    if config.epub_title != config.project or title is None:
        return str(config.epub_title)
    return title.astext()


class Epub(epub3.Epub3Builder):
    """Sphinx's builder, with the language, the direction and the words of the edition."""

    media_types = {  # noqa: RUF012 (as Sphinx has it)
        **epub3.Epub3Builder.media_types,
        ".mp3": "audio/mpeg",
        ".mp4": "video/mp4",
        ".woff2": "font/woff2",
    }

    supported_remote_images = True  # or else Sphinx fetches them when the book is built

    def init(self) -> None:
        """Speak the language of the edition."""
        super().init()
        app = self._app
        self.lingotype_edition = edition_of(self.config) or Language.parse("en")
        self.guide_titles = {
            "toc": interface.word(app, "Table of Contents"),
            "cover": interface.word(app, "Cover"),
        }

    # What the book says of itself

    def content_metadata(self) -> dict[str, Any]:
        """All values for the package document, escaped."""
        return {
            **super().content_metadata(),
            **_escaped(self._said()),
            "translators": [escape(one.name) for one in edition.translators_of(self._app)],
            "rights": [escape(line) for line in edition.rights(self.config)],
            "properties": self._properties,
        }

    def _said(self) -> dict[str, str]:
        config = self.config
        date = _date()
        return {
            "title": book_title(self._app),
            "id": self._identifier(),
            "uid": _said(config.epub_uid) or "book",
            "lang": self.lingotype_edition.tag,
            "direction": self.lingotype_edition.direction,
            "author": _author(config),
            "publisher": _said(config.epub_publisher),
            "description": _said(config.epub_description),
            "contributor": _said(config.epub_contributor),
            "published": date,
            "modified": date or _NO_DATE,
        }

    def _identifier(self) -> str:
        """conf.py's, or one that stays the same for this book in this language."""
        if _said(self.config.epub_identifier):
            return str(self.config.epub_identifier)
        known = self.config.lingotype_base_url or self.config.project
        name = f"{known} {self.config.author} {self.lingotype_edition.tag}"
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """The table of contents for old devices, which asks for the book's identifier."""
        said = _escaped({"uid": self._identifier(), "title": book_title(self._app)})
        return {**super().toc_metadata(level, navpoints), **said}

    def navigation_doc_metadata(self, navlist: list[Any]) -> dict[str, Any]:
        """The table of contents."""
        said = {
            "lang": self.lingotype_edition.tag,
            "direction": self.lingotype_edition.direction,
            "style": STYLE if self.config.epub_theme == THEME else "pygments.css",
        }
        return {**super().navigation_doc_metadata(navlist), **_escaped(said)}

    def _properties(self, item: Any, cover: str) -> str:
        """What the list of files must say of one, as its attribute; "" for most."""
        found = ["cover-image"] if item.id == cover else []
        if item.media_type == "application/xhtml+xml":
            text = (Path(self.outdir) / _unquoted(item.href)).read_text("utf-8", errors="replace")
            found += [name for name, sign in _NEEDS.items() if sign in text]
            found += ["remote-resources"] if re.search(r'\ssrc="https?://', text) else []
        return f' properties="{" ".join(found)}"' if found else ""

    # Pages

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Code runs from left to right, which a book's style sheet may not say; and what stands on
        another host, which is no part of a book, is linked.
        """
        for block in doctree.findall(nodes.literal_block):
            block[DIRECTION] = "ltr"
        for image in list(doctree.findall(nodes.image)):
            if "://" in image.get("uri", ""):
                image.replace_self(_linked(image))
        super().write_doc(docname, doctree)

    # Contents

    def get_refnodes(self, doctree: nodes.Node, result: list[dict[str, Any]]) -> list[Any]:
        """The entries of the contents, with the quotation marks that they have in the text."""
        for node in doctree.findall(nodes.reference):
            levels = [_LEVEL.fullmatch(x) for x in _classes(node.parent)]
            level = next((int(found[1]) for found in levels if found), 0)
            if level and node.get("refuri") and node.get("internal", True):
                uri, text = escape(node["refuri"]), escape(node.astext())
                result.append({"level": level, "refuri": uri, "text": text})
        return result

    def toc_add_files(self, refnodes: list[dict[str, Any]]) -> None:
        """The first page by its title in the text, and at the end what is said of the edition."""
        super().toc_add_files(refnodes)
        root = escape(self.config.root_doc + self.out_suffix)
        first = next(node for node in refnodes if node["refuri"] == root)
        first["text"] = escape(self.env.titles[self.config.root_doc].astext())
        if edition.stands(self._app):
            uri, text = edition.PAGE + self.out_suffix, escape(edition.title(self._app))
            refnodes.append({"level": 1, "refuri": uri, "text": text})

    def get_toc(self) -> None:
        """Read the title page first; the contents do not list it."""
        super().get_toc()
        if TITLE_PAGE not in self.env.found_docs:
            page = {"level": 1, "refuri": TITLE_PAGE + self.out_suffix, "text": ""}
            self.refnodes.insert(0, page)

    # Files

    def build_content(self) -> None:
        """The package document, by a template of ours."""
        with self._our_templates():
            super().build_content()

    def build_navigation_doc(self) -> None:
        """The table of contents, by a template of ours."""
        with self._our_templates():
            super().build_navigation_doc()

    @contextmanager
    def _our_templates(self) -> Iterator[None]:
        theirs = self.template_dir
        self.template_dir = _StrPath(_TEMPLATES)
        try:
            yield
        finally:
            self.template_dir = theirs

    def build_epub(self) -> None:
        """Pack the book: the same files give the same bytes."""
        out = Path(self.outdir)
        files = ["META-INF/container.xml", "content.opf", "toc.ncx", *self.files]
        with ZipFile(out / f"{self.config.epub_basename}.epub", "w") as packed:
            for name in ("mimetype", *dict.fromkeys(files)):
                entry = ZipInfo(name, _FIRST)
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # on every system
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                packed.writestr(entry, (out / name).read_bytes())


def _linked(image: nodes.image) -> nodes.Node:
    """A picture as a link to it, by its alternative text."""
    uri = image["uri"]
    text = nodes.Text(image.get("alt") or uri)
    if isinstance(image.parent, nodes.reference):
        return text
    link = nodes.reference("", "", text, refuri=uri, internal=False)
    return link if isinstance(image.parent, nodes.TextElement) else nodes.paragraph("", "", link)


def _author(config: Config) -> str:
    return _said(config.epub_author)


def _said(value: object) -> str:
    """A setting of EPUB, "" where conf.py makes none."""
    text = str(value or "")
    return "" if text in _UNSAID else text


def _escaped(values: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(value) for name, value in values.items()}


def _classes(node: nodes.Node | None) -> list[str]:
    return list(node["classes"]) if isinstance(node, nodes.Element) else []


def _unquoted(href: str) -> str:
    return unquote(unescape(href))


def _date() -> str:
    """When the text was published, as SOURCE_DATE_EPOCH has it; "" where nobody says: the time of
    the build is none of the book.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(seconds))) if seconds else ""
