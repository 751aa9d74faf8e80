"""How the states of texts look on a page: classes, languages, directions, what changed.

All of it is put into the page while Sphinx writes it; the translation of a document to LaTeX or
plain text knows nothing of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform
from sphinx.util import docname_join

from lingotype.check.markup import Kind, shape
from lingotype.model.difference import Change, difference
from lingotype.model.edition import Seen
from lingotype.model.language import Language
from lingotype.sphinx_ext import interface, originals
from lingotype.sphinx_ext.page import edition_of
from lingotype.sphinx_ext.states import (
    BROWSERS,
    DIRECTION,
    FORMER,
    TEXT,
    languages_of,
    states_of,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

OUR_CLASSES = frozenset({"lingotype-stale", "lingotype-missing"})

LATIN = "lingotype-latin"
"""Class of emphasised Latin letters among others: the ways in which those are emphasised suit none
but their own.
"""

_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of all that follows."""

_TAGS = {Change.SAME: "{}", Change.GONE: "<del>{}</del>", Change.NEW: "<ins>{}</ins>"}
_BEFORE_REFERENCES = ReferencesResolver.default_priority - 5


class ShowOriginals(SphinxPostTransform):
    """Put the original of each translated block beside its translation, for browsers only."""

    default_priority = _BEFORE_REFERENCES
    builders = BROWSERS

    def run(self, **_: Any) -> None:
        """Each block then has two children, one for each language."""
        for node in list(self.document.findall(nodes.TextElement)):
            content = getattr(node, originals.ORIGINAL, None)
            if content is None:
                continue
            both = originals.sides(node.children, content)
            self._name_titles(both[-1])
            node.children = []
            node.extend(both)

    def _name_titles(self, original: nodes.Element) -> None:
        """What an original refers to has the title there that it was written with."""
        for node in original.findall(addnodes.pending_xref):
            docname, anchor = titled(self.env, node)
            states = states_of(self.env).get(docname)
            if states and (title := states.written.get(anchor)):
                node["refexplicit"] = True
                node.children = []
                node.append(nodes.inline("", title, classes=["std", f"std-{node['reftype']}"]))


class NameReferences(SphinxPostTransform):
    """Say which language it is where a reference shows a title that is not translated."""

    default_priority = _BEFORE_REFERENCES + 1
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Put a language around the reference."""
        languages = languages_of(self.config)
        for node in list(self.document.findall(addnodes.pending_xref)) if languages else ():
            docname, anchor = titled(self.env, node)
            states = states_of(self.env).get(docname)
            if states is None or anchor not in states.written or _is_in_an_original(node):
                continue
            missing = states.titles.get(anchor) is Seen.MISSING
            if missing != _is_in_source_language(node):
                language = languages[not missing]  # type: ignore[index]
                around = nodes.inline(classes=[f"language-{language.tag}"])
                around[DIRECTION] = language.direction
                node.replace_self(around)
                around += node


def titled(env: BuildEnvironment, node: addnodes.pending_xref) -> tuple[str, str]:
    """The document and section whose title a reference shows ("" is the document's own); no
    document where the author wrote what is shown.
    """
    if node.get("refdomain") != "std" or node.get("refexplicit"):
        return "", ""
    if node["reftype"] == "doc":
        here = node.get("refdoc", env.current_document.docname)
        return docname_join(here, node["reftarget"]), ""
    if node["reftype"] == "ref":
        docname, anchor, _ = env.domains.standard_domain.labels.get(node["reftarget"], ("", "", ""))
        return docname, anchor
    return "", ""


def _is_in_source_language(node: nodes.Node) -> bool:
    return any(DIRECTION in above or originals.is_original(above) for above in _above(node))


def _is_in_an_original(node: nodes.Node) -> bool:
    return any(originals.is_original(above) for above in _above(node))


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    above: nodes.Element | None = node.parent
    while above is not None:
        yield above
        above = above.parent


# --- writing ---------------------------------------------------------------------------------


def teach(app: Sphinx) -> None:
    """Teach the builder's HTML translator, whichever it is, what states look like."""
    if app.builder.format != "html":
        return
    registered = app.registry.translators.get(app.builder.name)
    base = registered or app.builder.default_translator_class
    marked = type("MarkedTranslator", (_Marked, base), {"lingotype_app": app})
    app.set_translator(app.builder.name, marked, override=True)


class _Marked:
    """Mixed into an HTML translator. `starttag` is where docutils writes every opening tag, and
    the dispatchers are where Sphinx comes by with every node.
    """

    lingotype_app: Sphinx
    lingotype_beside = False
    """Whether the page shows two languages side by side."""

    lingotype_changes = 0
    body: list[str]

    @staticmethod
    def lingotype_led(uri: str) -> str:
        """Where a link of a page that shows two languages leads."""
        return uri

    def starttag(self, node: Any, *args: Any, **attributes: Any) -> str:
        if isinstance(node, nodes.Element):
            if node.get(DIRECTION):
                attributes.setdefault("dir", node[DIRECTION])
            if args[:1] == ("figcaption",):
                node = _without_marks(node)  # a legend stands in it too
            if "classes" in attributes:  # docutils adds to the very list that it is given
                attributes["classes"] = list(attributes["classes"])
        return super().starttag(node, *args, **attributes)  # type: ignore[misc,no-any-return]

    def dispatch_visit(self, node: nodes.Node) -> None:
        if self.lingotype_beside and hasattr(node, originals.ORIGINAL):
            node = _with_class(node, "lingotype-pair")
        super().dispatch_visit(node)  # type: ignore[misc]

    def dispatch_departure(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element) and node.get(FORMER):
            self._show_change(node)
        super().dispatch_departure(node)  # type: ignore[misc]

    def depart_title(self, node: nodes.title) -> None:
        super().depart_title(node)  # type: ignore[misc]
        app, section = self.lingotype_app, node.parent
        if isinstance(section, nodes.section) and section["ids"] and app.builder.name in BROWSERS:
            self.body.append(here(app, section["ids"][0]))

    def visit_reference(self, node: nodes.reference) -> None:
        if self.lingotype_beside and node.get("internal") and node.get("refuri"):
            led = node.copy()
            led["refuri"] = self.lingotype_led(node["refuri"])
            led.parent, led.children = node.parent, node.children  # which keep their own parent
            node = led
        super().visit_reference(node)  # type: ignore[misc]

    def visit_emphasis(self, node: nodes.emphasis) -> None:
        edition = edition_of(self.lingotype_app.config)
        if _is_latin_elsewhere(node.astext(), edition) and not _is_in_source_language(node):
            node = cast("nodes.emphasis", _with_class(node, LATIN))
        super().visit_emphasis(node)  # type: ignore[misc]

    # The two languages of a block

    def visit_inline(self, node: nodes.inline) -> None:
        if not originals.is_translation(node):
            super().visit_inline(node)  # type: ignore[misc]
        elif self._shows_both(node):
            self.body.append(self._span("lingotype-translation", 1))

    def depart_inline(self, node: nodes.inline) -> None:
        if not originals.is_translation(node):
            super().depart_inline(node)  # type: ignore[misc]
        elif self._shows_both(node):
            self.body.append("</span>")

    def visit_comment(self, node: nodes.comment) -> None:
        if not originals.is_original(node):
            super().visit_comment(node)  # type: ignore[misc]
        elif not self._shows_both(node):
            raise nodes.SkipNode
        else:
            self.body.append(self._span("lingotype-source", 0))

    def depart_comment(self, _: nodes.comment) -> None:
        """Only after an original: docutils never comes back from a comment."""
        self.body.append("</span>")

    def _shows_both(self, node: nodes.Element) -> bool:
        return self.lingotype_beside or bool(node.parent.get(FORMER))

    def _span(self, name: str, which: int) -> str:
        languages = languages_of(self.lingotype_app.config)
        if languages is None:
            return f'<span class="{name}">'
        language = languages[which]
        return f'<span class="{name}" lang="{language.tag}" dir="{language.direction}">'

    # What changed

    def _show_change(self, node: nodes.Element) -> None:
        app = self.lingotype_app
        if app.builder.name not in BROWSERS or _is_in_a_link(node):
            return
        self.lingotype_changes += 1
        self.body.append(change(app, node[FORMER], node[TEXT], self.lingotype_changes))


def _is_in_a_link(node: nodes.Element) -> bool:
    """Where no button may stand: a title that leads to the contents, a picture that leads on."""
    title = isinstance(node, nodes.title) and "refid" in node
    return title or isinstance(node.parent, nodes.reference)


def _is_latin_elsewhere(text: str, edition: Language | None) -> bool:
    """Whether all letters of a text are Latin, on pages in another script."""
    letters = [char for char in text if char.isalpha()]
    if edition is None or edition.script == "Latn" or not letters:
        return False
    return all(unicodedata.name(char, "").startswith("LATIN ") for char in letters)


def _without_marks(node: nodes.Element) -> nodes.Element:
    bare = node.copy()
    bare["classes"] = [
        x for x in node["classes"] if x not in OUR_CLASSES and not x.startswith("language-")
    ]
    return bare


def _with_class(node: nodes.Node, name: str) -> nodes.Node:
    assert isinstance(node, nodes.Element)
    if name not in node["classes"]:
        node["classes"] = [*node["classes"], name]
    return node


def here(app: Sphinx, anchor: str) -> str:
    """After a heading: the place where the same section in other languages is linked."""
    label = escape(interface.word(app, "This section in other languages"))
    name = quote(anchor, safe="")
    return (
        f'<details class="lingotype-here"><summary aria-label="{label}" title="{label}"></summary>'
        f"<!--lingotype:here {name}--><!--/lingotype:here--></details>\n"
    )


def change(app: Sphinx, former: str, now: str, number: int) -> str:
    """A button that shows what changed in the text since it was translated, word by word."""
    languages = languages_of(app.config)
    source = languages[0] if languages else None
    spoken = f' lang="{source.tag}" dir="{source.direction}"' if source else ""
    label = escape(interface.word(app, "Older translation: what changed"))
    title = escape(interface.word(app, "What changed since this was translated"))
    name = f"lingotype-change-{number}"
    return (
        f'<button type="button" class="lingotype-mark" popovertarget="{name}" '
        f'aria-label="{label}" title="{label}"></button>'
        f'<span popover id="{name}" class="lingotype-change">'
        f'<span class="lingotype-change-title">{title}</span>'
        f'<span class="lingotype-change-text"{spoken}>{_differences(former, now)}</span></span>'
    )


def _differences(former: str, now: str) -> str:
    """What readers see of both wordings; what only the markup tells apart, as it is written."""
    former, now = _CONTROLS.sub("", former), _CONTROLS.sub("", now)
    before, after = readable(former), readable(now)
    if before == after:
        before, after = former, now
    return "".join(
        _TAGS[stretch.change].format(escape(stretch.text)) for stretch in difference(before, after)
    )


def readable(text: str) -> str:
    """A text without its markup: of each piece what readers see, or else where it leads."""
    parts: list[str] = []
    end = 0
    for piece in shape(text).pieces:
        start, stop = piece.span
        if start < end:
            continue
        parts += [
            text[end:start],
            "" if piece.kind is Kind.FOOTNOTE else piece.shown or piece.target,
        ]
        end = stop
    return _unescaped("".join([*parts, text[end:]]))


def _unescaped(text: str) -> str:
    return text.replace("\\ ", "").replace("\\", "")
