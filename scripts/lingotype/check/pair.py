"""What a rule sees: a text and its translation, both read as Sphinx would read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lingotype.check.compare import Difference, difference
from lingotype.check.markup import Shape, shape
from lingotype.check.termbase import Termbase
from lingotype.model.finding import Level
from lingotype.model.language import Language

NOQA = re.compile(r"(?<!\\)#\s*noqa\s*\Z")
"""By which a msgstr asks Sphinx for silence."""


@dataclass(frozen=True)
class Policy:
    """What a project says of its checks.

    levels: of rules that conf.py gives another level; None switches a rule off. hosts: those
    that translations may link to besides the text's own, lower case; ``.example.org`` is every
    host below it. roles: those that translations may use besides the text's own.
    """

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Setting:
    """What all messages of a catalogue share. language: None where nobody knows it; then what
    depends on it is not looked at. known: short msgstrs of the language, in lower case, by which
    a translated term is known to exist; None where they were not gathered. markdown: whether the
    text is Markdown; None where only the references of a message can tell.
    """

    language: Language | None
    source: Language
    policy: Policy = field(default_factory=Policy)
    terms: Termbase = field(default_factory=Termbase)
    known: frozenset[str] | None = None
    markdown: bool | None = None

    @cached_property
    def primary(self) -> str:
        """The language's main subtag (``de``, ``zh``), or nothing."""
        return self.language.tag.partition("-")[0] if self.language else ""

    @cached_property
    def script(self) -> str:
        """The language's script by its ISO 15924 code, or nothing."""
        return self.language.script if self.language else ""


@dataclass(frozen=True)
class Pair:
    """A msgid (or a previous one, of a stale message) and one msgstr of it, never empty.

    flags: those of the message. fuzzy: whether the msgstr is published only as an older
    translation, or not at all. markdown: whether the text is no reStructuredText.
    """

    msgid: str
    msgstr: str
    setting: Setting
    flags: tuple[str, ...] = ()
    fuzzy: bool = False
    markdown: bool = False

    @cached_property
    def literal(self) -> bool:
        """Whether the text is a literal block, which alone has several lines in Sphinx's
        templates: nothing in it is markup.
        """
        return "\n" in self.msgid.strip("\n") and not self.markdown

    @cached_property
    def source(self) -> Shape:
        """The msgid as it is read."""
        return self._read(self.msgid)

    @cached_property
    def target(self) -> Shape:
        """The msgstr as it is read, without the ``# noqa`` that Sphinx cuts off before."""
        return self._read(self.msgstr if self.literal else NOQA.sub("", self.msgstr))

    @cached_property
    def markup(self) -> Difference:
        """What is gone, fewer and new of the markup."""
        return difference(self.source.pieces, self.target.pieces)

    def _read(self, text: str) -> Shape:
        if self.markdown:  # of which only what is active is looked at, by rules of its own
            return Shape(text, plain=text)
        return Shape(text, ("literal_block",), plain=text) if self.literal else shape(text)
