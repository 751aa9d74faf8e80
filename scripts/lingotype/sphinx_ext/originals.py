"""The text of a block in the language it was written in, kept beside its translation.

Readers may ask for it where a translation is an older one, and pages that show two languages side
by side have it everywhere. It is copied before Sphinx puts the translation in its place. What only
the document as a whole can resolve (footnotes, names of targets, substitutions) is taken over when
docutils has resolved it for the translation; numbering and backlinks are not disturbed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxSmartQuotes

from lingotype.model.language import Language

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

ORIGINAL = "lingotype_original"
"""Attribute in Python of a node, not one of its document attributes: other builders, which know
nothing of it, neither write it nor stumble over it.
"""

_ID = "lingotype_id"
_NUMBER = "lingotype_number"


_SIDE = "lingotype_side"
"""Attribute of the two that stand in a block: "translation", "original"."""


class comment(nodes.comment):  # noqa: N801 (under the name that docutils' visitors know)
    """An original; whoever asks a block what it says is not told of it."""

    def astext(self) -> str:
        """Nothing, unlike any other comment."""
        return ""


def sides(translated: Sequence[nodes.Node], content: Sequence[nodes.Node]) -> list[nodes.Element]:
    """What a block with two languages holds.

    docutils has visitors that know its own nodes alone. So the one is an ordinary `inline`, and the
    original, which nobody who does not know it should show, search or translate, is a comment.
    """
    shown = nodes.inline("", "", *translated)
    original = comment("", "", *content)
    shown[_SIDE], original[_SIDE] = "translation", "original"
    return [shown, original]


def keep_quiet(_app: Sphinx, _domain: object, node: addnodes.pending_xref) -> bool | None:
    """Of a reference that leads nowhere its translation is warned about, or nobody."""
    return True if _SIDE in node else None


def is_translation(node: nodes.Node) -> bool:
    """Whether a node holds what a block says in the language of the page."""
    return isinstance(node, nodes.inline) and _SIDE in node


def is_original(node: nodes.Node) -> bool:
    """Whether a node holds what a block says in the language of the text."""
    return isinstance(node, nodes.comment) and _SIDE in node


@dataclass
class Anonymous:
    """The references of a document that take the next address each, and those addresses."""

    references: list[nodes.Node]
    targets: list[nodes.target]

    @classmethod
    def of(cls, document: nodes.document) -> Anonymous:
        """To be asked before anything is translated."""
        found = [n for n in document.findall(nodes.reference) if n.get("anonymous")]
        return cls(list(found), [n for n in document.findall(nodes.target) if n.get("anonymous")])


def copied(node: nodes.Element, anonymous: Anonymous) -> list[nodes.Node]:
    """A block's content, so that it can stand on the page once more: without ids and entries of
    the index.
    """
    holder = nodes.paragraph("", "", *(child.deepcopy() for child in node.children))
    _number(node, holder, anonymous)
    for found in list(holder.findall(addnodes.index)):
        found.parent.remove(found)
    for element in holder.findall(nodes.Element):
        element[_ID] = next(iter(element.get("ids", ())), "")
        element["ids"], element["names"] = [], []
    return list(holder.children)


def _number(node: nodes.Element, holder: nodes.Element, anonymous: Anonymous) -> None:
    pairs = zip(node.findall(nodes.reference), holder.findall(nodes.reference), strict=True)
    for here, there in pairs:
        if here.get("anonymous") and here in anonymous.references:
            there[_NUMBER] = anonymous.references.index(here)


class Settling:
    """Resolves the copies of one document, once docutils has resolved the document itself."""

    def __init__(self, document: nodes.document, config: Config, targets: Any) -> None:
        self.document, self.config = document, config
        self.targets: Sequence[nodes.target] = targets

    def settle(self, content: Sequence[nodes.Node]) -> list[nodes.Node]:
        """The content of a copy with each reference leading where it should, or as plain text."""
        holder = nodes.paragraph("", "", *content)
        for kind, settle in self._kinds():
            for node in list(holder.findall(kind)):
                if node.parent is not None:  # classes of what is gone are nobody's
                    node.parent.replace(node, settle(node))
        for element in holder.findall(nodes.Element):
            for name in (_ID, _NUMBER, "anonymous", "backrefs"):
                element.attributes.pop(name, None)
            element["backrefs"] = []
        return list(holder.children)

    def _kinds(self) -> Iterator[tuple[type[nodes.Element], Any]]:
        yield nodes.substitution_reference, self._substitution
        yield nodes.reference, self._reference
        yield nodes.footnote_reference, self._footnote
        yield nodes.citation_reference, self._citation
        yield nodes.target, lambda node: node.children
        yield nodes.image, lambda node: nodes.Text(node.get("alt", ""))
        yield addnodes.pending_xref, self._xref

    def _substitution(self, node: nodes.substitution_reference) -> list[nodes.Node]:
        name = node.get("refname", "")
        names = self.document.substitution_names
        known = self.document.substitution_defs.get(names.get(name.lower(), name))
        if known is not None:
            return [child.deepcopy() for child in known.children]
        text = getattr(self.config, name) if name in ("version", "release") else node.astext()
        return [nodes.Text(text)]

    def _reference(self, node: nodes.reference) -> Any:
        if "refuri" in node or "refid" in node:
            return node
        target = self._target(node)
        if target is None:
            return node.children
        if target.get("refuri"):
            node["refuri"] = target["refuri"]
        else:
            node["refid"] = target.get("refid") or next(iter(target.get("ids", ())), "")
            node["internal"] = True
        node.attributes.pop("refname", None)
        return node if node.get("refuri") or node["refid"] else node.children

    def _target(self, node: nodes.reference) -> nodes.Element | None:
        number = node.get(_NUMBER)
        if number is not None:
            return self.targets[number] if number < len(self.targets) else None
        named = self.document.nameids.get(node.get("refname", ""))
        return self.document.ids.get(named) if named else None

    def _footnote(self, node: nodes.footnote_reference) -> Any:
        """As its translation has it: the same note under the same number."""
        live = self.document.ids.get(node[_ID])
        if live is None or not live.get("refid"):
            return [nodes.Text(f"[{node['refname']}]")] if node.get("refname") else []
        return nodes.footnote_reference("", live.astext(), refid=live["refid"])

    def _citation(self, node: nodes.citation_reference) -> nodes.Element:
        text = node.astext()
        return addnodes.pending_xref(
            text,
            nodes.inline(text, f"[{text}]"),
            refdomain="citation",
            reftype="ref",
            reftarget=text,
            refwarn=False,
            support_smartquotes=False,
        )

    def _xref(self, node: addnodes.pending_xref) -> addnodes.pending_xref:
        node["refwarn"] = False
        node[_SIDE] = "original"
        return node


class _Quotes(SphinxSmartQuotes):
    """Sphinx's typographical quotation marks, for a document that is not to be transformed else."""


def with_quotes(
    copies: Sequence[Sequence[nodes.Node]], language: Language, document: nodes.document
) -> list[list[nodes.Node]]:
    """The copies with the quotation marks of their language, where the project has smartquotes."""
    home = nodes.document(document.settings, document.reporter)
    home["source"] = document["source"]
    for copy in copies:
        home += nodes.paragraph("", "", *copy, classes=[f"language-{language.tag}"])
    _Quotes(home, None).apply()
    return [list(paragraph.children) for paragraph in home.children]
