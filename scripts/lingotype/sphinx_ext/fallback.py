"""Text that is not translated says in which language and direction it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from lingotype.sphinx_ext.page import edition_of, source_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DIRECTION = "lingotype_dir"
"""Attribute of a doctree node that becomes its HTML element's `dir`."""


class NameLanguage(SphinxTransform):
    """Mark each block that stayed in the source language.

    Runs right after Sphinx's Locale (priority 20), which notes on a node whether it was
    translated, and notes nothing where a document has no catalogue.
    """

    default_priority = 21

    def apply(self, **_: Any) -> None:
        """Add the class that docutils writes as `lang`, our class, and the direction."""
        source, edition = source_of(self.config), edition_of(self.config)
        if source is None or edition is None or source == edition:
            return
        for node, _msg in extract_messages(self.document):
            if node.get("translated") or not _shown(node):
                continue
            node["classes"] = [*node["classes"], f"language-{source.tag}", "lingotype-missing"]
            node[DIRECTION] = source.direction


def _shown(node: nodes.Element) -> bool:
    """Whether the node is an element of the page; toctrees, images and meta have no text."""
    return not isinstance(node, addnodes.translatable | nodes.image | nodes.meta)


def write_direction(app: Sphinx) -> None:
    """Teach the builder's HTML translator, whichever it is, to write `dir`."""
    if app.builder.format != "html":
        return
    registered = app.registry.translators.get(app.builder.name)
    base = registered or app.builder.default_translator_class
    app.set_translator(
        app.builder.name, type("DirectedTranslator", (_Directed, base), {}), override=True
    )


class _Directed:
    """Mixed into an HTML translator: `starttag` is where docutils writes every opening tag."""

    def starttag(self, node: Any, *args: Any, **attributes: Any) -> str:
        if isinstance(node, nodes.Element) and node.get(DIRECTION):
            attributes.setdefault("dir", node[DIRECTION])
        return super().starttag(node, *args, **attributes)  # type: ignore[misc,no-any-return]
