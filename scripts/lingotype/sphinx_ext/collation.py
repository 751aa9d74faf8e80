"""The index and the glossaries in the order of the reader's language.

Sphinx sorts both by Unicode's numbers, a glossary by the words that it has been translated to. The
order of a glossary that is not `:sorted:` is its author's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform

import lingotype
from lingotype.model.collation import Collation, collation_of
from lingotype.sphinx_ext.page import edition_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from lingotype.model.language import Language

Targets = list[tuple[str | None, str]]
Entry = tuple[str, tuple[Targets, list[tuple[str, Targets]], str | None]]
"""A name with its links, its sub-entries with theirs, and the heading that the text asks for."""

Group = tuple[str, list[Entry]]
"""A heading with the entries below it."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register what sorts again what Sphinx has sorted."""
    app.add_transform(SortGlossaries)
    app.connect("html-page-context", sort_index)
    return {
        "version": lingotype.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


class SortGlossaries(SphinxTransform):
    """Sort the terms of glossaries that are to be sorted; after Sphinx's own (500)."""

    default_priority = 501

    def apply(self, **_: Any) -> None:
        """By the first term of each entry, as it is shown."""
        edition = edition_of(self.config)
        if edition is None:
            return
        order = collation_of(edition)
        for glossary in self.document.findall(addnodes.glossary):
            if glossary.get("sorted"):
                terms = cast("nodes.definition_list", glossary[0])
                terms[:] = sorted(terms, key=lambda item: order.place(_term(item)))


def _term(item: nodes.Node) -> str:
    """The first term as it is shown; in a comment stands what it is in the text's own language."""
    term = item.next_node(nodes.term)
    children = term.children if term else []
    return "".join(x.astext() for x in children if not isinstance(x, nodes.comment))


def sort_index(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Sort the page of the index, and put the entries below the letters of the language.

    An index of many pages (`html_split_index`) stays as Sphinx makes it, since its pages are named
    after Sphinx's letters.
    """
    edition = edition_of(app.config)
    whole = pagename == "genindex-all" or not context.get("split_index")
    if pagename in ("genindex", "genindex-all") and edition and whole:
        context["genindexentries"] = in_order(context["genindexentries"], collation_of(edition))


def in_order(groups: Iterable[Group], order: Collation) -> list[Group]:
    """The same entries sorted, below the headings of the language."""
    found: dict[str, list[Entry]] = {}
    entries = [entry for _heading, group in groups for entry in group]
    for name, (links, below, key) in sorted(entries, key=lambda entry: _place(entry, order)):
        subs = sorted(below, key=lambda sub: order.place(sub[0]))
        heading = key or order.heading(name) or _("Symbols")
        found.setdefault(heading, []).append((name, (links, subs, key)))
    return list(found.items())


def _place(entry: Entry, order: Collation) -> tuple[object, ...]:
    name, (_links, _below, key) = entry
    return order.place(key or name), order.place(name)


def mark(
    groups: Sequence[Group], is_missing: Callable[[str], bool], source: Language
) -> list[Group]:
    """The same entries; those in the source language say so, in a way that templates let pass.

    is_missing: whether a name stayed as the text has it. To be asked after the sorting.
    """

    def marked(name: str) -> str:
        if not is_missing(name):
            return name
        span = Markup('<span class="lingotype-missing" lang="{}" dir="{}">{}</span>')
        return span.format(source.tag, source.direction, name)

    return [(heading, [_marked(entry, marked) for entry in entries]) for heading, entries in groups]


def _marked(entry: Entry, marked: Callable[[str], str]) -> Entry:
    name, (links, below, key) = entry
    return marked(name), (links, [(marked(sub), targets) for sub, targets in below], key)
