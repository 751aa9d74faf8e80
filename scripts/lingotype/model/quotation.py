"""The quotation marks of each language, as its books are set."""

from __future__ import annotations

from typing import NamedTuple

from lingotype.model.language import Language


class Marks(NamedTuple):
    """Opening and closing marks, and those of a quotation within one."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = Marks("“", "”", "‘", "’")
_GERMAN = Marks("„", "“", "‚", "‘")
_GUILLEMETS = Marks("«", "»", "“", "”")
_SAME = Marks("”", "”", "’", "’")

# Unicode CLDR, `delimiters`; where it leaves a choice, the one that publishers mostly take.
_BY_LANGUAGE = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "is", "sq", "bg", "lt", "mk", "ka", "et"), _GERMAN),
    **dict.fromkeys(("fr", "es", "it", "pt-PT", "ru", "uk", "be", "el", "fa", "hy"), _GUILLEMETS),
    **dict.fromkeys(("sv", "fi"), _SAME),
    **dict.fromkeys(("pl", "ro", "hu", "hr", "bs"), Marks("„", "”", "«", "»")),
    **dict.fromkeys(("nb", "nn", "no"), Marks("«", "»", "‘", "’")),
    "da": Marks("»", "«", "›", "‹"),
    "ja": Marks("「", "」", "『", "』"),
    "zh-TW": Marks("「", "」", "『", "』"),
    "zh-HK": Marks("「", "」", "『", "』"),
    "ur": Marks("”", "“", "’", "‘"),
}


def marks(language: Language) -> Marks:
    """The marks of a language; of those not listed here the English ones."""
    primary = language.tag.partition("-")[0]
    return _BY_LANGUAGE.get(language.tag) or _BY_LANGUAGE.get(primary, _ENGLISH)
