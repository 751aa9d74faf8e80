"""What the head of a page tells search engines, and those who show a page as a card.

The addresses of its siblings are put in when it is known which stand (`publish/stamp.py`). What an
author wrote in a meta directive is never said again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup

from lingotype.model import address, summary
from lingotype.model.edition import SHOWN
from lingotype.model.language import Language
from lingotype.publish.alternates import card_locale
from lingotype.sphinx_ext import beside
from lingotype.sphinx_ext.page import base_of, edition_of, source_of, thresholds_of
from lingotype.sphinx_ext.states import BROWSERS, shown_of, shown_of_edition

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SEARCH = "search"

HIDDEN = frozenset({SEARCH, "404"})
"""Pages that have nothing of their own to be found."""

LONGEST = 160
"""Characters of a description; about what search engines and cards show of it."""

_INDEXED = "lingotype_indexed"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_NO_INDEX = re.compile(r'\n\s*<meta name="robots" content="noindex" ?/?>')
_NAMED = re.compile(r'\b(?:name|property)="([^"]+)"')


def say_once(app: Sphinx) -> None:
    """Let no page say twice that search engines are to leave it out: the template of the search
    says so in most themes, and in some it does not.
    """
    templates = getattr(app.builder, "templates", None)
    if app.builder.name in BROWSERS and templates is not None:
        templates.render = _once(templates.render)


def _once(
    render: Callable[[str, dict[str, Any]], str],
) -> Callable[[str, dict[str, Any]], str]:
    def rendered(template: str, context: dict[str, Any]) -> str:
        page = render(template, context)
        if context.get("pagename") == SEARCH and len(_NO_INDEX.findall(page)) > 1:
            return _NO_INDEX.sub("", page, count=1)
        return page

    return rendered


def write(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put what is to be said of a page into its head, whatever the theme."""
    edition = edition_of(app.config)
    if app.builder.name not in BROWSERS or edition is None:
        return
    tags = str(context.get("metatags", ""))
    hidden = is_hidden(app, pagename)
    if hidden:
        context["pageurl"] = None  # no other address is to be shown in its place
    said = {"robots": "noindex"} if hidden else {}
    if not hidden:
        said |= _description(doctree) | _card(app, pagename, context, edition)
        own = re.search(r'<meta [^>]*content="([^"]*)"[^>]*name="description"', tags)
        text = Markup(own[1]).unescape() if own else said.get("description", "")  # noqa: S704
        said |= {"og:description": text} if text and "og:title" in said else {}
    context["metatags"] = tags + "".join(_tags(said, frozenset(_NAMED.findall(tags))))
    if pagename in app.env.found_docs:
        shown = shown_of(app, pagename)
        context["metatags"] += SHOWN % (shown.current, shown.stale, shown.missing)


def _tags(said: dict[str, str], written: frozenset[str]) -> Iterator[str]:
    for name, content in said.items():
        if name not in written:
            kind = "property" if ":" in name else "name"
            yield f'\n    <meta {kind}="{name}" content="{escape(content)}" />'


def is_hidden(app: Sphinx, pagename: str) -> bool:
    """Whether search engines are not to have a page: it is none of the text's, shows two languages,
    or too little of it, or of its edition, is translated.
    """
    if pagename in HIDDEN or beside.document_of(app, pagename) != pagename:
        return True
    if edition_of(app.config) == source_of(app.config):
        return False
    limits = thresholds_of(app.config)
    if not limits.language.indexes(shown_of_edition(app)):
        return True
    return pagename in app.env.found_docs and not limits.page.indexes(shown_of(app, pagename))


def renew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All documents, if search engines were to have the edition at the last build and are not now,
    or the other way round: each page says so.
    """
    edition, source = edition_of(app.config), source_of(app.config)
    least = thresholds_of(app.config).language
    now = edition == source or least.indexes(shown_of_edition(app))
    before = getattr(env, _INDEXED, now)
    setattr(env, _INDEXED, now)
    return [] if now == before else sorted(env.found_docs)


# --- the card of a page ---------------------------------------------------------------------


def _card(app: Sphinx, pagename: str, context: dict[str, Any], edition: Language) -> dict[str, str]:
    """Open Graph's tags, which need absolute addresses: https://ogp.me."""
    base = base_of(app.config)
    if not base:
        return {}
    is_first = pagename == app.config.root_doc
    book = str(context.get("lingotype_book", app.config.project))
    title = Markup(context.get("title", "")).striptags()  # noqa: S704 - not put into the page so
    card = {
        "og:title": book if is_first else title or book,
        "og:type": "website" if is_first else "article",
        "og:url": f"{address.home(base, edition)}/{app.builder.get_target_uri(pagename)}",
        "og:site_name": book,
        "og:locale": card_locale(edition),
    }
    return card | _picture(app, base, edition)


def _picture(app: Sphinx, base: str, edition: Language) -> dict[str, str]:
    """The logo, if it is of a kind that cards show."""
    logo = str(app.config.html_logo or "")
    if not logo.lower().endswith(_PICTURES):
        return {}
    if "://" in logo:
        return {"og:image": logo}
    return {"og:image": address.address(base, edition, f"_static/{PurePosixPath(logo).name}")}


# --- what a page is about -------------------------------------------------------------------


def _description(doctree: nodes.document | None) -> dict[str, str]:
    text = description(doctree) if doctree else ""
    return {"description": text} if text else {}


def description(doctree: nodes.document) -> str:
    """The first paragraph in the language of the page, in short; "" if there is none."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = "".join(_words(paragraph)) if _is_of_the_text(paragraph) else ""
        if any(char.isalpha() for char in text):
            return summary.shortened(text, LONGEST)
    return ""


def _is_of_the_text(paragraph: nodes.paragraph) -> bool:
    """Not a note, a caption or a cell; and translated."""
    around = isinstance(paragraph.parent, nodes.section | nodes.document)
    plain = type(paragraph) is nodes.paragraph
    return around and plain and "lingotype-missing" not in paragraph["classes"]


def _words(node: nodes.Node) -> Iterator[str]:
    """What a reader reads in a line, without the numbers of notes, pictures, and originals."""
    apart = (nodes.Invisible, nodes.footnote_reference, nodes.image, nodes.raw, nodes.problematic)
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not isinstance(node, apart):
        for child in node.children:
            yield from _words(child)
