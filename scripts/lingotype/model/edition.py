"""What spans languages: which other editions a page is linked to, and where in the page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from lingotype.model.language import Language

LANGUAGES = ("<!--lingotype:languages-->", "<!--/lingotype:languages-->")
"""Between these a page lists its languages; filled when it is known which pages stand."""

HERE = ("<!--lingotype:here %s-->", "<!--/lingotype:here-->")
"""Between these a section lists the languages in which it stands too; with its id, escaped as in an
address. With an empty id it is the page.
"""

ALTERNATES = ("<!--lingotype:alternates-->", "<!--/lingotype:alternates-->")
"""Between these its head names the same page in other languages, for search engines."""

FORMATS = ("<!--lingotype:formats-->", "<!--/lingotype:formats-->")
"""Between these a page links to the edition in other formats; filled where such files stand."""


SHOWN = "<!--lingotype:shown %d %d %d-->"
"""In the head of a document's page: its words that are current, stale and missing, for those who
link the languages.
"""

STEP = 5
"""Per cent in which shares are told on the pages of other languages, so that one changed msgstr
seldom changes them.
"""


class Seen(Enum):
    """What readers see in the place of a text."""

    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True)
class Shown:
    """What readers see of a page or an edition, in words of the source text.

    current: translations of the text as it is; stale: of an earlier wording; missing: shown in
    the language of the text.
    """

    current: int = 0
    stale: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        """All words that are to be translated."""
        return self.current + self.stale + self.missing

    @property
    def share(self) -> int:
        """Per cent in the reader's language, rounded down, but nothing is made all or none.

        A page without text lacks nothing, so it is 100.
        """
        translated = self.current + self.stale
        if not self.missing:
            return 100
        return max(min(100 * translated // self.total, 99), 1 if translated else 0)

    @property
    def step(self) -> int:
        """The share in steps of 5 per cent, rounded down."""
        return self.share // STEP * STEP

    def __add__(self, other: Shown) -> Shown:
        return Shown(
            self.current + other.current, self.stale + other.stale, self.missing + other.missing
        )


@dataclass(frozen=True)
class Alternate:
    """The same page in a language. href: relative to the page that links to it, or absolute;
    share: per cent of it that are in the language, in steps; None where there is nothing to say.
    """

    language: Language
    href: str
    share: int | None = None
