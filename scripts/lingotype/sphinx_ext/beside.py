"""Pages that show two languages side by side: each block of the text beside its translation.

They are written right after the page itself, from the same resolved document.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from lingotype.sphinx_ext import interface, unpublished
from lingotype.sphinx_ext.states import BROWSERS, languages_of, states_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

TEMPLATE = "page.html"


def teach(app: Sphinx) -> None:
    """Let the builder write a second page after that of each document."""
    builder = app.builder
    if builder.name in BROWSERS and app.config.lingotype_side_by_side and languages_of(app.config):
        setattr(builder, "write_doc", _twice(app, builder.write_doc))  # noqa: B010


def _twice(
    app: Sphinx, write: Callable[[str, nodes.document], None]
) -> Callable[[str, nodes.document], None]:
    def both(docname: str, doctree: nodes.document) -> None:
        page = page_of(app, docname)
        before = list(_held(doctree)) if page else []
        write(docname, doctree)
        # Translators change what they write: they put a title into a note, and paths into images.
        for element, children, attributes in before:
            element.children, element.attributes = children, attributes
        if page:
            _write(app, docname, page, doctree)

    return both


def _held(
    doctree: nodes.document,
) -> Iterator[tuple[nodes.Element, list[nodes.Node], dict[str, Any]]]:
    """What each element of a document holds."""
    for element in doctree.findall(nodes.Element):
        values = element.attributes.items()
        copied = {name: x[:] if isinstance(x, list) else x for name, x in values}
        yield element, list(element.children), copied


def page_of(app: Sphinx, docname: str) -> str:
    """The name of the page that shows a document in both languages; "" where there is none:
    there must be something to be put side by side.
    """
    languages = languages_of(app.config)
    states = states_of(app.env).get(docname)
    wanted = app.config.lingotype_side_by_side and app.builder.name in BROWSERS
    if not languages or not wanted or states is None or _is_folder(app, docname):
        return ""
    if not unpublished.is_published(app, docname):
        return ""
    shown = states.shown
    name = f"{docname}.{languages[0].tag}"
    return name if shown.current + shown.stale and name not in app.env.found_docs else ""


def _is_folder(app: Sphinx, docname: str) -> bool:
    """Whether the links of a document's page hold nowhere else: those of a page beside it would
    stand a folder deeper, as dirhtml has it for all but `index`.
    """
    return app.builder.name == "dirhtml" and docname.rpartition("/")[2] == "index"


def document_of(app: Sphinx, pagename: str) -> str:
    """The document that a page shows, in one language or in both."""
    languages = languages_of(app.config)
    docname = pagename.removesuffix(f".{languages[0].tag}") if languages else pagename
    return docname if page_of(app, docname) == pagename else pagename


def counterpart(app: Sphinx, pagename: str) -> str:
    """From the page in one language to that in both, or back; "" where there is none."""
    docname = document_of(app, pagename)
    other = page_of(app, pagename) if docname == pagename else docname
    return app.builder.get_relative_uri(pagename, other) if other else ""


def words(app: Sphinx, *, is_beside: bool) -> str:
    """What the link to the counterpart says; plain text."""
    languages = languages_of(app.config)
    assert languages is not None
    source, edition = languages
    if is_beside:
        return interface.word(app, "Read in one language")
    text = interface.word(app, "Read side by side with the text in %(language)s")
    return text % {"language": source.name_in(edition)}


def _write(app: Sphinx, docname: str, pagename: str, doctree: nodes.document) -> None:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    visitor: Any = builder.create_translator(doctree, builder)
    visitor.lingotype_beside = True
    visitor.lingotype_led = lambda uri: led(app, pagename, uri)
    doctree.walkabout(visitor)
    body = f'<div class="lingotype-beside">\n{"".join(visitor.fragment)}</div>\n'
    context = builder.get_doc_context(docname, body, "".join(visitor.meta[2:]))
    context["has_maths_elements"] = getattr(visitor, "_has_maths_elements", False)
    context["sourcename"] = ""  # the page itself offers its source
    for name in ("prev", "next"):
        if context.get(name):
            link = context[name]["link"]
            context[name] = {**context[name], "link": led(app, pagename, link)}
    builder.handle_page(pagename, context, TEMPLATE, event_arg=doctree)


def led(app: Sphinx, pagename: str, uri: str) -> str:
    """A link of a page with both languages, to the other such pages where there are."""
    path, mark, anchor = uri.partition("#")
    if not path:
        return uri
    here = app.builder.get_target_uri(pagename)
    there = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(path)))
    folder = "/" if path.endswith("/") or path in (".", "..") else ""
    docname = _documents(app).get((there + folder).removeprefix("./"))
    page = page_of(app, docname) if docname else ""
    return relative_uri(here, app.builder.get_target_uri(page)) + mark + anchor if page else uri


def _documents(app: Sphinx) -> dict[str, str]:
    """By address, the documents."""
    known: dict[str, str] | None = getattr(app.builder, "lingotype_documents", None)
    if known is None:
        names = app.env.found_docs
        known = {unquote(app.builder.get_target_uri(name)): name for name in names}
        setattr(app.builder, "lingotype_documents", known)  # noqa: B010
    return known
