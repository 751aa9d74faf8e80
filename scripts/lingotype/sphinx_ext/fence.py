"""The fence while Sphinx reads translations: what is not inline markup of the text's own kind is
nothing to it, whatever came this far.

The catalogues were screened before (`catalogues.py`). Here it is known besides what kind of node
a text is; raw text and formulas are the ones that a translation could do most harm in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives, roles
from sphinx import addnodes
from sphinx.transforms import i18n
from sphinx.util import logging
from sphinx.util.i18n import docname_to_domain

from lingotype.check.markup import Kind, shape
from lingotype.check.rules.roles import NAMING, SAFE_ROLES
from lingotype.sphinx_ext.catalogues import TYPE, Subtype
from lingotype.sphinx_ext.states import stale_texts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

STALE = "lingotype_stale"
"""Attribute of a reference in a translation of an earlier wording; it need not resolve."""

_COMMAND = re.compile(r"\\[A-Za-z@]+|\^\^")


class FencedLocale(i18n.Locale):
    """Sphinx's transform that puts translations in their place, with the fence around it."""

    def apply(self, **kwargs: Any) -> None:
        """Translate the document."""
        with _Fence(self).up():
            super().apply(**kwargs)


def replace_locale(app: Sphinx) -> None:
    """Have Sphinx use the fenced transform in the place of its own."""
    transforms = app.registry.transforms
    transforms[transforms.index(i18n.Locale)] = FencedLocale


@contextmanager
def _replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


class _Fence:
    """What stands around the translation of one document."""

    def __init__(self, transform: i18n.Locale) -> None:
        self.document: nodes.document = transform.document
        self.config = transform.config
        self.node: nodes.Element | None = None
        self.msgid = ""
        self.stale = self._stale(transform)

    def _stale(self, transform: i18n.Locale) -> dict[str, str]:
        """The texts of this document whose translation is one of an earlier wording."""
        docname = transform.env.current_document.docname
        domain = docname_to_domain(docname, self.config.gettext_compact)
        return stale_texts(self.config, map(Path, self.config.locale_dirs), domain)

    @contextmanager
    def up(self) -> Iterator[None]:
        """Docutils' tables and settings are shared by all: they are put back."""
        settings = self.document.settings
        updater = getattr(i18n, "_NodeUpdater")  # noqa: B009 (a private name)
        replaced: list[tuple[Any, str, Any]] = [
            (settings, "file_insertion_enabled", False),
            (settings, "raw_enabled", False),
            (i18n, "extract_messages", self._extract(getattr(i18n, "extract_messages"))),  # noqa: B009
            (i18n, "_publish_msgstr", self._publish(getattr(i18n, "_publish_msgstr"))),  # noqa: B009
            (updater, "compare_references", self._compare(updater.compare_references)),
        ]
        with ExitStack() as stack:
            for owner, name, value in replaced:
                stack.enter_context(_replaced(owner, name, value))
            yield

    # What is being translated

    def _extract(self, extract: Callable[..., Any]) -> Callable[..., Any]:
        def followed(document: nodes.Element) -> Iterator[tuple[nodes.Element, str]]:
            for node, msgid in extract(document):
                self.node, self.msgid = node, msgid
                yield node, msgid

        return followed

    # Reading a msgstr

    def _publish(self, publish: Callable[..., Any]) -> Callable[..., Any]:
        def fenced(source: str, *args: Any, **kwargs: Any) -> nodes.Element:
            if not self._fits(source):
                text = "a translation that does not fit its text; the source text is published"
                subtype = Subtype.FENCE
                logger.warning(text, location=self.node, type=TYPE, subtype=subtype)
                return nodes.comment()  # which Sphinx passes over
            with self._tables():
                patch: nodes.Element = publish(source, *args, **kwargs)
            if self.msgid in self.stale:
                self._settle(patch)
            return patch

        return fenced

    def _fits(self, msgstr: str) -> bool:
        """Whether a translation may stand in a node of this kind."""
        if isinstance(self.node, nodes.raw):
            return Counter(_tags(msgstr)) <= Counter(_tags(self.msgid))
        if isinstance(self.node, nodes.math_block):
            return set(_COMMAND.findall(msgstr)) <= set(_COMMAND.findall(self.msgid))
        return True

    @contextmanager
    def _tables(self) -> Iterator[None]:
        """No directives, but that of a picture in the place of a picture; no other roles than the
        text has.
        """
        allowed = {p.name.lower() for p in shape(self.msgid).pieces if p.kind is Kind.ROLE}
        allowed |= SAFE_ROLES | NAMING | set(self.config.lingotype_roles)
        picture = self.msgid.startswith(".. image:: ")
        directive, role = directives.directive, roles.role

        def no_directive(name: str, *args: Any) -> Any:
            return directive(name, *args) if picture and name == "image" else (None, [])

        def no_other_role(name: str, *args: Any) -> Any:
            return role(name, *args) if name.lower() in allowed else (None, [])

        with (
            _replaced(directives, "directive", no_directive),
            _replaced(roles, "role", no_other_role),
        ):
            yield

    # Comparing references: order never counts, and what leads to the same place is the same

    def _compare(self, compare: Callable[..., None]) -> Callable[..., None]:
        def compared(
            updater: Any,
            old: Sequence[nodes.Element],
            new: Sequence[nodes.Element],
            warning: str,
            **kwargs: Any,
        ) -> None:
            if self.msgid in self.stale or _alike(old, new):
                return
            compare(updater, old, new, warning, **kwargs)

        return compared

    # What an older translation refers to may be gone

    def _settle(self, patch: nodes.Element) -> None:
        """Show as plain text what no longer resolves; it is a former wording, and no fault."""
        for node in list(patch.findall(nodes.reference)):
            if "refname" in node and not self._named(node["refname"]):
                node.parent.replace(node, node.children)
        for note in list(patch.findall(nodes.footnote_reference)):
            if "refname" in note and not self._named(note["refname"]):
                note.parent.replace(note, nodes.Text(f"[{note['refname']}]"))
        for citation in list(patch.findall(nodes.citation_reference)):
            if not self._named(citation["refname"]):
                citation.parent.replace(citation, nodes.Text(f"[{citation.astext()}]"))
        for substitution in list(patch.findall(nodes.substitution_reference)):
            if not self._substituted(substitution.astext()):
                substitution.parent.replace(substitution, nodes.Text(substitution.astext()))
        for xref in patch.findall(addnodes.pending_xref):
            xref[STALE] = True

    def _named(self, name: str) -> bool:
        return name in self.document.nameids

    def _substituted(self, name: str) -> bool:
        known = self.document.substitution_names
        return nodes.fully_normalize_name(name) in known or name in ("version", "release", "today")


def keep_stale_text(
    _app: Sphinx, _env: object, node: addnodes.pending_xref, text: nodes.Element
) -> nodes.Element | None:
    """For a reference of an older translation that leads nowhere any more: its text."""
    return text if node.get(STALE) else None


def _alike(old: Sequence[nodes.Element], new: Sequence[nodes.Element]) -> bool:
    before, after = (Counter(_sense(node) for node in side) for side in (old, new))
    return before == after


def _sense(node: nodes.Element) -> tuple[object, ...]:
    """Where a reference leads; one to a name that was translated leads wherever the text's does."""
    if isinstance(node, addnodes.pending_xref):
        if (node.get("refdomain"), node.get("reftype")) == ("std", "term"):
            return ("term",)
        return ("xref", node.get("refdomain"), node.get("reftype"), node.get("reftarget"))
    if isinstance(node, nodes.reference):
        return ("reference",)
    return (node.tagname, node.get("refname"), node.get("auto"))


def _tags(text: str) -> list[str]:
    """Tags and attributes as they are written; all else of raw text is left alone by nobody."""
    return re.findall(r"<[^<>]*>?|&#?\w+;?|\\[A-Za-z@]+", text)
