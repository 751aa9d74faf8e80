"""Tables of contents, which Sphinx makes of plain text: their captions, and the titles that an
author gave in a toctree, say in which language they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING, Any

from lingotype.model.edition import Seen
from lingotype.model.language import Language
from lingotype.sphinx_ext import collation
from lingotype.sphinx_ext.states import CLASSES, languages_of, states_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LABEL = re.compile(
    r'(<p class="caption" role="heading"[^>]*><span class="caption-text">'
    r'|<li class="toctree-l[^"]*"><a class="[^"]*" href="[^"]*">(?:[0-9]+(?:\.[0-9]+)*\. )?'
    r'|<a class="nav-link nav-(?:internal|external)" href="[^"]*">\s*)([^<]+?)(?=\s*</)'
)
"""As Sphinx's HTML translator writes them, in the page and beside it; and pydata's header."""


def name_labels(app: Sphinx) -> None:
    """Let the builder's templates give pages whose labels have been gone over."""
    languages = languages_of(app.config)
    templates = getattr(app.builder, "templates", None)
    if app.builder.format == "html" and templates is not None:
        source = languages[0] if languages else None
        templates.render = _gone_over(templates.render, app, source)


def _gone_over(
    render: Callable[[str, dict[str, Any]], str], app: Sphinx, source: Language | None
) -> Callable[[str, dict[str, Any]], str]:
    seen: dict[str, Seen] = {}

    def rendered(template: str, context: dict[str, Any]) -> str:
        if not seen:  # all documents have been read when the first page is written
            for states in states_of(app.env).values():
                seen.update(states.labels)
        page = with_levels(render(template, context))
        return with_labels(page, seen, source) if source else page

    return rendered


def name_entries(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """On the page of the index: say of which entries there is no translation.

    An entry that was translated anywhere is not the text's, whatever else reads the same.
    """
    languages = languages_of(app.config)
    if languages is None:
        return
    missing = {text for states in states_of(app.env).values() for text in states.entries}
    if "genindexentries" in context:
        groups = context["genindexentries"]
        context["genindexentries"] = collation.mark(groups, missing.__contains__, languages[0])
    elif page.startswith("genindex-"):  # of one letter
        groups = [("", context["entries"])]
        context["entries"] = collation.mark(groups, missing.__contains__, languages[0])[0][1]


_CAPTION = '<p class="caption" role="heading">'
_LEVELLED = '<p class="caption" role="heading" aria-level="2">'


def with_levels(page: str) -> str:
    """The page with a level on each caption of a table of contents, which a heading must have."""
    return page.replace(_CAPTION, _LEVELLED)


def with_labels(page: str, seen: dict[str, Seen], source: Language) -> str:
    """The page with a `span` in each label that is not current. seen: by the label as text."""
    if not seen:
        return page

    def named(found: re.Match[str]) -> str:
        state = seen.get(unescape(found[2]))
        if state is None:
            return found[0]
        spoken = f' lang="{source.tag}" dir="{source.direction}"' if state is Seen.MISSING else ""
        return f'{found[1]}<span class="{CLASSES[state]}"{spoken}>{found[2]}</span>'

    return _LABEL.sub(named, page)
