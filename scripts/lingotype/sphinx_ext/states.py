"""What readers see of each text while Sphinx reads it: current, stale or missing.

Three transforms around Sphinx's own Locale: one notes the texts before they are translated, one
tells afterwards what became of each, one puts the originals in order when docutils has resolved the
document.
"""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.i18n import Locale, RemoveTranslatableInline
from sphinx.util.i18n import docname_to_domain
from sphinx.util.index_entries import split_index_msg
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages, traverse_translatable_index

from lingotype.model import words
from lingotype.model.edition import Seen, Shown
from lingotype.model.language import Language
from lingotype.publish import compiled
from lingotype.sphinx_ext import interface, originals
from lingotype.sphinx_ext.page import edition_of, source_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

DIRECTION = "lingotype_dir"
"""Attribute of a doctree node that becomes its HTML element's `dir`."""

FORMER = "lingotype_former"
"""Attribute of a stale block: the msgid that its translation was made of."""

TEXT = "lingotype_text"
"""Attribute of a stale block: the msgid as it is now."""

BROWSERS = ("html", "dirhtml")
"""Builders whose pages are read in a browser, each a document."""

CLASSES = {Seen.STALE: "lingotype-stale", Seen.MISSING: "lingotype-missing"}

_IMAGE = ".. image:: "
_STATES = "lingotype_states"


@dataclass
class PageStates:
    """Of one document. titles: of its sections, by id, and its own under ""; labels: what stands in
    tables of contents besides, captions and titles that the author gave; entries: the texts of
    index entries that stayed in the language of the text. Of all these only what is not current.

    written: the titles as they were written, by id, and the document's own under "".
    """

    shown: Shown = field(default_factory=Shown)
    titles: dict[str, Seen] = field(default_factory=dict)
    labels: dict[str, Seen] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)


@dataclass
class _Text:
    """A text in its node. content: a copy of what the node held before it was translated."""

    node: nodes.Element
    msgid: str
    content: list[nodes.Node]
    seen: Seen = Seen.CURRENT


@dataclass
class _Noted:
    """Of a document while it is read: its texts, and where anonymous references lead."""

    texts: list[_Text]
    targets: list[nodes.target]


_NOTED = "lingotype_noted"
"""Attribute in Python of a document, from the first of the transforms to the last."""


# --- what was told --------------------------------------------------------------------------


def shown_of(app: Sphinx, docname: str) -> Shown:
    """What readers see of a document; of a page that is none, what they see of nothing."""
    states = states_of(app.env).get(docname)
    return states.shown if states else Shown()


def shown_of_edition(app: Sphinx) -> Shown:
    """What readers see of the whole text."""
    return sum((states.shown for states in states_of(app.env).values()), Shown())


def states_of(env: BuildEnvironment) -> dict[str, PageStates]:
    """By document; Sphinx keeps it with all else that it knows of them."""
    found: dict[str, PageStates] | None = getattr(env, _STATES, None)
    if found is None:
        found = {}
        setattr(env, _STATES, found)
    return found


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """A document is read again, or is gone."""
    states_of(env).pop(docname, None)


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
) -> None:
    """Take over what a process of Sphinx's own read."""
    theirs = states_of(other)
    states_of(env).update({name: theirs[name] for name in docnames if name in theirs})


# --- reading a document ---------------------------------------------------------------------


def languages_of(config: Config) -> tuple[Language, Language] | None:
    """From which language into which is translated; None where it is not."""
    source, edition = source_of(config), edition_of(config)
    return (source, edition) if source and edition and source != edition else None


class NoteTexts(SphinxTransform):
    """Note each text, and what its node holds, before it is translated."""

    default_priority = Locale.default_priority - 1

    def apply(self, **_: Any) -> None:
        """Leave the notes on the document, for the two others."""
        document = self.document
        translated = languages_of(self.config) is not None
        anonymous = originals.Anonymous.of(document)
        texts = []
        for node, msgid in extract_messages(document):
            wanted = translated and has_inline_content(node)
            content = originals.copied(node, anonymous) if wanted else []
            texts.append(_Text(node, msgid, content))
        setattr(document, _NOTED, _Noted(texts, anonymous.targets))


class TellStates(SphinxTransform):
    """Right after Sphinx's Locale: say of each text what readers see, and mark it."""

    default_priority = Locale.default_priority + 1

    def apply(self, **_: Any) -> None:
        """Mark the blocks, and keep what other pages have to know."""
        states = PageStates()
        states_of(self.env)[self.env.current_document.docname] = states
        texts = getattr(self.document, _NOTED).texts
        languages = languages_of(self.config)
        if languages:
            document = _Document(self.env, self.document, languages)
            for text in texts:
                text.seen = document.seen(text)
                document.mark(text, states)
            states.entries = document.untranslated_entries()


class SettleOriginals(SphinxTransform):
    """When docutils has resolved the document: keep the originals of translated blocks."""

    default_priority = 700

    def apply(self, **_: Any) -> None:
        """Keep each on its node, until it is known which builder writes the page."""
        document = self.document
        languages = languages_of(self.config)
        noted: _Noted = vars(document).pop(_NOTED)
        states = states_of(self.env)[self.env.current_document.docname]
        read = [text for text in noted.texts if _is_read(text.node, self.env)]
        states.shown = _counted(read)
        if languages is None:
            return
        for text in noted.texts:
            _note_title(document, text, states)
        settling = originals.Settling(document, self.config, noted.targets)
        kept = [text for text in noted.texts if self._kept(text)]
        settled = [settling.settle(text.content) for text in kept]
        quoted = originals.with_quotes(settled, languages[0], document)
        for text, content in zip(kept, quoted, strict=True):
            setattr(text.node, originals.ORIGINAL, content)

    def _kept(self, text: _Text) -> bool:
        wanted = text.seen is Seen.STALE or self.config.lingotype_side_by_side
        return wanted and text.seen is not Seen.MISSING and has_inline_content(text.node)


class KeepInline(SphinxTransform):
    """Move what is said of a text from the `inline` that only translation needs (the bodies of
    ``versionadded`` are in one), which Sphinx is about to take away, to one that stays.
    """

    default_priority = RemoveTranslatableInline.default_priority - 1

    def apply(self, **_: Any) -> None:
        """Only where there is something to say."""
        for node in list(self.document.findall(nodes.inline)):
            if "translatable" in node and node["classes"]:
                kept = nodes.inline("", "", *node.children, classes=node["classes"])
                for name in (DIRECTION, FORMER, TEXT):
                    if name in node:
                        kept[name] = node[name]
                if content := getattr(node, originals.ORIGINAL, None):
                    setattr(kept, originals.ORIGINAL, content)
                node.children = []
                node.append(kept)


def _is_read(node: nodes.Node, env: BuildEnvironment) -> bool:
    """Whether a text stands in the document, and readers see it: what docutils took out of it for
    itself, and what is for other builders alone, they do not.
    """
    above: nodes.Element | None = node.parent
    while above is not None:
        if isinstance(above, nodes.document):
            return True
        if isinstance(above, nodes.docinfo):
            return False
        if isinstance(above, addnodes.only) and not _applies(above, env):
            return False
        above = above.parent
    return False


def _applies(node: addnodes.only, env: BuildEnvironment) -> bool:
    try:
        return env._tags.eval_condition(node["expr"])  # noqa: SLF001 (as Sphinx's own transform)
    except (AttributeError, ValueError):  # which Sphinx warns about, and keeps the text
        return True


def _note_title(document: nodes.document, text: _Text, states: PageStates) -> None:
    """Only now has a section all its ids, those of the targets before it too."""
    if not isinstance(text.node, nodes.title) or not isinstance(text.node.parent, nodes.section):
        return
    section = text.node.parent
    own = section is document.next_node(nodes.section)
    names = [*section["ids"], *([""] if own else [])]
    states.written |= dict.fromkeys(names, "".join(part.astext() for part in text.content))
    if text.seen is not Seen.CURRENT:
        states.titles |= dict.fromkeys(names, text.seen)


def has_inline_content(node: nodes.Element) -> bool:
    """Whether a block has text in which two languages can stand beside each other."""
    special = (*LITERAL_TYPE_NODES, addnodes.translatable, nodes.image, nodes.meta)
    # docutils wants a classifier to hold nothing but text.
    return isinstance(node, nodes.TextElement) and not isinstance(
        node, (*special, nodes.classifier)
    )


def _counted(texts: Iterable[_Text]) -> Shown:
    amounts: Counter[Seen] = Counter()
    for text in texts:
        if not isinstance(text.node, nodes.meta) and not text.msgid.startswith(_IMAGE):
            amounts[text.seen] += words.count(text.msgid)
    return Shown(amounts[Seen.CURRENT], amounts[Seen.STALE], amounts[Seen.MISSING])


class _Document:
    """What the catalogues say of one document."""

    def __init__(
        self, env: BuildEnvironment, document: nodes.document, languages: tuple[Language, Language]
    ) -> None:
        self.document = document
        docname, config = env.current_document.docname, env.config
        domain = docname_to_domain(docname, config.gettext_compact)
        folders = [Path(env.srcdir) / folder for folder in config.locale_dirs]
        self.source = languages[0]
        self.labels = interface.labels(languages[1])
        self.stale = stale_texts(config, folders, domain)
        self.translated = _translated(folders, config.language, domain)
        self.index = "index" in config.gettext_additional_targets

    def seen(self, text: _Text) -> Seen:
        if not _has_letters(text.msgid):
            return Seen.CURRENT
        if text.msgid.startswith(_IMAGE):
            return Seen.CURRENT  # the figure of the text serves all languages
        if isinstance(text.node, addnodes.translatable | nodes.image):
            there = text.msgid in self.translated
        else:
            there = bool(text.node.get("translated"))
        if not there:
            # A word of the interface, such as "Parameters", is in the language of the page.
            return Seen.CURRENT if text.msgid in self.labels else Seen.MISSING
        return Seen.STALE if text.msgid in self.stale else Seen.CURRENT

    def mark(self, text: _Text, states: PageStates) -> None:
        node = text.node
        if isinstance(node, nodes.image) and not text.msgid.startswith(_IMAGE):
            # Sphinx passes over it where the msgstr of the image itself is its msgid.
            node["alt"] = self.translated.get(text.msgid, text.msgid)
        if isinstance(node, nodes.meta):
            node.attributes.pop("translated", None)  # which Sphinx would write into the page
            if text.seen is Seen.MISSING:
                node.attributes.setdefault("lang", self.source.tag)
            return
        if text.seen is Seen.CURRENT:
            return
        if isinstance(node, addnodes.toctree):
            states.labels[self.translated.get(text.msgid, text.msgid)] = text.seen
        elif not isinstance(node, addnodes.translatable):
            self._mark(text)

    def _mark(self, text: _Text) -> None:
        node = text.node
        node["classes"] = [*node["classes"], CLASSES[text.seen]]
        if text.seen is Seen.STALE:
            node[FORMER], node[TEXT] = self.stale[text.msgid], text.msgid
        elif isinstance(node, nodes.title | nodes.caption):
            self._name_inside(node)
        else:
            self._name(node)

    def _name(self, node: nodes.Element) -> None:
        """Say in which language and direction the text is; docutils writes the class as `lang`."""
        node["classes"] = [*node["classes"], f"language-{self.source.tag}"]
        node[DIRECTION] = self.source.direction

    def _name_inside(self, title: nodes.Element) -> None:
        """The same, within a title: it is shown in tables of contents and elsewhere too, and more
        may stand in its place than itself, such as the number of a figure.
        """
        inside = nodes.inline("", "", *title.children)
        self._name(inside)
        title.children = []
        title += inside

    def untranslated_entries(self) -> set[str]:
        found: set[str] = set()
        for node, entries in traverse_translatable_index(self.document):
            for kind, value, *_ in node.get("raw_entries", entries):
                parts = split_index_msg(kind, value)
                found.update(part for part in parts if not self._has_entry(part))
        return found

    def _has_entry(self, part: str) -> bool:
        return not _has_letters(part) or (self.index and part in self.translated)


def stale_texts(config: Config, folders: Iterable[Path], domain: str) -> dict[str, str]:
    """The msgids of a domain whose msgstr is of an earlier wording, each with that wording.

    Of several folders the first that has a translation counts, as for Sphinx.
    """
    found: dict[str, str] = {}
    known: set[str] = set()
    for folder in folders if config.lingotype_show_stale else ():
        stale = compiled.stale_of(folder).get(domain, {})
        found |= {msgid: former for msgid, former in stale.items() if msgid not in known}
        known |= _catalogue(folder, config.language, domain).keys()
    return found


def _translated(folders: Iterable[Path], language: str, domain: str) -> dict[str, str]:
    """What Sphinx finds in the compiled catalogues, the first of its folders first."""
    merged: dict[str, str] = {}
    for folder in reversed(list(folders)):
        merged |= _catalogue(folder, language, domain)
    return merged


def _catalogue(folder: Path, language: str, domain: str) -> dict[str, str]:
    found = gettext.translation(domain, folder, [language], fallback=True)
    catalogue: dict[Any, str] = getattr(found, "_catalog", {})
    return {msgid: msgstr for msgid, msgstr in catalogue.items() if msgid and msgstr}


def _has_letters(text: str) -> bool:
    """Whether there is anything in a text that is of a language."""
    return any(char.isalpha() for char in text)
