"""Pages of which too little is translated to be shown: `lingotype_thresholds` says how little.

In the place of the text stand a word about that, the page's languages, and its anchors, so that no
link to it is dead. The titles and the contents of the book stay as they are.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from lingotype.model.edition import HERE
from lingotype.sphinx_ext import interface
from lingotype.sphinx_ext.catalogues import TYPE
from lingotype.sphinx_ext.page import base_of, edition_of, linked_later, thresholds_of
from lingotype.sphinx_ext.states import BROWSERS, languages_of, shown_of, shown_of_edition

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

SUBTYPE = "thresholds"


def is_published(app: Sphinx, docname: str) -> bool:
    """Whether the page of a document shows it, in the language that is built."""
    if app.builder.name not in BROWSERS or languages_of(app.config) is None:
        return True
    return thresholds_of(app.config).page.publishes(shown_of(app, docname))


def keep_from_search(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let the search have nothing of them. Returns no documents that were to be written anew."""
    for docname in env.found_docs:
        if not is_published(app, docname):
            env.metadata[docname]["nosearch"] = "lingotype"
    return []


def warn(app: Sphinx, _env: BuildEnvironment) -> None:
    """Say of a plain build, which nobody withholds, that conf.py wants it withheld."""
    edition = edition_of(app.config)
    if linked_later(app.config) or languages_of(app.config) is None or edition is None:
        return
    least, shown = thresholds_of(app.config).language, shown_of_edition(app)
    if app.builder.name in BROWSERS and not least.publishes(shown):
        text = (
            f"{edition.tag} is not to be published: {shown.share} % is shown, "
            f"lingotype_thresholds asks for {least.published} %"
        )
        logger.warning(text, type=TYPE, subtype=SUBTYPE)


def replace(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a few words in the place of a document."""
    if is_published(app, docname):
        return
    section = doctree.next_node(nodes.section) or nodes.section()
    anchors = {x: None for node in doctree.findall(nodes.Element) for x in node["ids"]}
    contents = [x for x in doctree.findall(nodes.compound) if "toctree-wrapper" in x["classes"]]
    title = section.next_node(nodes.title)
    left = nodes.section("", ids=section["ids"], names=section["names"])
    for id_ in section["ids"]:
        anchors.pop(id_, None)
    if title is not None:
        left += title
        for id_ in title["ids"]:
            anchors.pop(id_, None)
    spans = nodes.paragraph("", "", *(nodes.inline(ids=[anchor]) for anchor in anchors))
    left += [nodes.raw("", _said(app), format="html"), *contents, spans]
    doctree.children = []
    doctree += left


def _said(app: Sphinx) -> str:
    text = interface.word(app, "So little of this page is translated that it is not shown.")
    said = f'<p class="lingotype-unpublished">{escape(text)}</p>\n'
    if not linked_later(app.config) and not base_of(app.config):
        return said  # where the others stand is not known
    elsewhere = escape(interface.word(app, "It can be read in these languages:"))
    places = f"{HERE[0] % ''}{HERE[1]}"
    return f'{said}<div class="lingotype-elsewhere"><p>{elsewhere}</p>\n{places}</div>\n'
