"""The places in a page that links lead to have the same ids in every language.

Sphinx keeps the ids of sections. What stands within a text that is replaced by its translation
(index entries, inline targets, references to notes) would get the ids of another document, and a
table of contents one made of its title in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docutils import languages, nodes
from docutils.parsers.rst.directives import parts
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

import lingotype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NOTED = "lingotype_anchors"
_WORD = "lingotype_word"
_COUNTED = re.compile(r"index-[0-9]+")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register what notes the ids of the text before it is translated, and restores them."""
    app.add_transform(NoteAnchors)
    app.add_transform(KeepAnchors)
    app.add_directive("contents", Contents, override=True)
    return {
        "version": lingotype.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


class Contents(parts.Contents):
    """A table of contents whose id is made of the word for it in the language of the text."""

    def run(self) -> list[nodes.Node]:
        """Make it as in the text's own language; note what Docutils calls it in the reader's.

        A catalogue of the text may say it otherwise.
        """
        settings = self.state.document.settings
        shown = settings.language_code
        source = settings.env.config.lingotype_source_language or shown
        languages.get_language(source)  # asked before, it does not warn of a language it lacks
        settings.language_code = source
        try:
            made = list(super().run())
        finally:
            settings.language_code = shown
        if not self.arguments and shown != source:
            for title in made[0].findall(nodes.title):
                title[_WORD] = _word_in(shown)
        return made


def _word_in(language: str) -> str:
    """What Docutils, else Sphinx, calls a table of contents; "" if both would say it in English."""
    module: Any = languages.get_language(language)
    known = module.__name__.rpartition(".")[2].partition("_")[0]
    if known == re.split("[-_@]", language.lower())[0]:
        return str(module.labels["contents"])
    word = _("Contents")
    return "" if word == "Contents" else word


class NoteAnchors(SphinxTransform):
    """Note what has an id within each text that may be translated; before Sphinx's Locale (20)."""

    default_priority = 19

    def apply(self, **_: Any) -> None:
        """Keep the nodes themselves; only until the document is read."""
        found = {node: list(_identified(node)) for node, _msg in extract_messages(self.document)}
        noted = [(node, anchors) for node, anchors in found.items() if anchors]
        self.env.temp_data[_NOTED] = noted


class KeepAnchors(SphinxTransform):
    """Give the translation of a text the ids that the text had.

    After Sphinx's Locale, which has the same priority and was added before; and before all that
    asks what is translated.
    """

    default_priority = 20

    def apply(self, **_: Any) -> None:
        """Texts that had no ids have none in translation either."""
        noted = dict(self.env.temp_data.pop(_NOTED, None) or ())
        for node, _msg in extract_messages(self.document):
            _restore(node, noted.get(node, []))
            word = node.attributes.pop(_WORD, "")
            if word and not node.get("translated"):
                node[:] = [nodes.Text(word)]
                node["translated"] = True


def _identified(node: nodes.Element) -> Iterator[nodes.Element]:
    """The elements within a text that have ids, in its order."""
    for inner in node.findall(nodes.Element):
        if inner is not node and inner["ids"]:
            yield inner


def _restore(node: nodes.Element, before: Sequence[nodes.Element]) -> None:
    after = list(_identified(node))
    if list(map(id, after)) == list(map(id, before)):  # it was not translated
        return
    for counted in (True, False):
        old = [target for target in _targets(before) if _is_counted(target) is counted]
        new = [target for target in _targets(after) if _is_counted(target) is counted]
        _rename(node, old, new)
    had = {name: each for each in before for name in each["ids"]}
    for each in after:
        each["ids"] = [name for name in each["ids"] if name in had]
    has = {name for each in after for name in each["ids"]}
    lost = [name for name in had if name not in has]
    node[:0] = [nodes.target("", "", ids=[name]) for name in lost]


def _targets(elements: Sequence[nodes.Element]) -> list[nodes.Element]:
    return [each for each in elements if isinstance(each, nodes.target)]


def _is_counted(target: nodes.Element) -> bool:
    """Whether it is the place of an index entry, and not an inline target with a name."""
    return bool(_COUNTED.fullmatch(target["ids"][0]))


def _rename(
    node: nodes.Element, old: Sequence[nodes.Element], new: Sequence[nodes.Element]
) -> None:
    """The first becomes the first, and so on; more than the text has stand for its last one."""
    renamed = {}
    for position, target in enumerate(new):
        if old:
            model = old[min(position, len(old) - 1)]
            renamed[target["ids"][0]] = model["ids"][0]
            target["ids"] = list(model["ids"]) if position < len(old) else []
            target["names"] = list(model["names"])
    for index in node.findall(addnodes.index):
        index["entries"] = [
            (kind, value, renamed.get(place, place), main, key)
            for kind, value, place, main, key in index["entries"]
        ]
