"""What spans languages: which other editions a page is linked to, and where in the page."""

from __future__ import annotations

from dataclasses import dataclass

from lingotype.model.language import Language

LANGUAGES = ("<!--lingotype:languages-->", "<!--/lingotype:languages-->")
"""Between these a page lists its languages; filled when it is known which pages stand."""

ALTERNATES = ("<!--lingotype:alternates-->", "<!--/lingotype:alternates-->")
"""Between these its head names the same page in other languages, for search engines."""


@dataclass(frozen=True)
class Alternate:
    """The same page in a language. href: relative to the page that links to it, or absolute."""

    language: Language
    href: str
