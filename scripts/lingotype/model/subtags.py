"""The parts of a language's name: how tags and gettext names are written, and what is likely."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lingotype.errors import UnknownLanguage
from lingotype.model import cldr

UNKNOWN_SCRIPT = "Zzzz"
"""ISO 15924 for a script that CLDR does not know."""

# glibc's words for a script (sr_RS@latin, uz_UZ@cyrillic, ks_IN@devanagari, tt_RU@iqtelif);
# the first of a script is the one that we write.
_SCRIPT_MODIFIERS = {
    "latin": "Latn",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "iqtelif": "Latn",
}
# glibc's de_DE@euro: a currency of 1999, which tells nothing of the language.
CURRENCY_MODIFIER = "euro"

# ASCII, because IGNORECASE alone lets the Kelvin sign pass for a k.
NAME = re.compile(
    r"""(?P<language>[a-z]{2,3})
        (?:[-_](?P<script>[a-z]{4}))?
        (?:[-_](?P<territory>[a-z]{2}|[0-9]{3}))?
        (?P<variants>(?:[-_](?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
        (?:\.(?P<charset>[a-z0-9-]+))?
        (?:@(?P<modifier>[a-z0-9]+(?:-[a-z0-9]+)*))?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Subtags:
    """The parts of a tag in their canonical case, variants in small letters."""

    language: str
    script: str = ""
    territory: str = ""
    variants: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """The parts as BCP 47 joins them."""
        return "-".join(self.parts())

    @property
    def locale_name(self) -> str:
        """The gettext name by the rule of `Language.parse`."""
        word = script_word(self) if not self.variants else ""
        plain = replace(self, script="" if word else self.script, variants=())
        modifier = word or "-".join(self.variants)
        return "_".join(plain.parts()) + (f"@{modifier}" if modifier else "")

    def parts(self) -> list[str]:
        """Those that are there, in the order of a tag."""
        return [p for p in (self.language, self.script, self.territory, *self.variants) if p]


def given(found: re.Match[str]) -> Subtags:
    """The subtags as they were written, a gettext modifier sorted into script or variants.

    found: a match of NAME. Raises UnknownLanguage where two scripts are named.
    """
    words = (found["modifier"] or "").lower().split("-")
    written = [(found["script"] or "").title(), *map(modifier_script, words)]
    scripts = [script for script in written if script]
    if len(scripts) > 1:
        raise UnknownLanguage(f"{found.string!r} names two scripts", fix="Keep one of them.")
    variants = [word for word in words if not modifier_script(word)]
    variants = [*re.split("[-_]", found["variants"].lower()), *variants]
    return Subtags(
        language=found["language"].lower(),
        script="".join(scripts),
        territory=(found["territory"] or "").upper(),
        variants=tuple(v for v in variants if v and v != CURRENCY_MODIFIER),
    )


def modifier_script(word: str) -> str:
    """The script that a gettext modifier stands for, or nothing."""
    is_code = len(word) == 4 and word.isalpha() and word != CURRENCY_MODIFIER
    return _SCRIPT_MODIFIERS.get(word, word.title() if is_code else "")


def script_word(subtags: Subtags) -> str:
    """The modifier that names the script, where it is not the language's usual one."""
    if subtags.script == script_of(Subtags(subtags.language)):
        return ""
    words = (word for word, script in _SCRIPT_MODIFIERS.items() if script == subtags.script)
    return next(words, "")


def as_given(found: re.Match[str]) -> str:
    """A gettext name as it stands, but for its case, its charset and @euro."""
    parts = [found["language"].lower(), (found["script"] or "").title()]
    parts += [(found["territory"] or "").upper()]
    parts += re.split("[-_]", found["variants"].lower())
    name = "_".join(part for part in parts if part)
    modifier = (found["modifier"] or "").lower()
    return f"{name}@{modifier}" if modifier not in {"", CURRENCY_MODIFIER} else name


def of_tag(tag: str) -> Subtags:
    """The parts of a tag that is known to be one."""
    found = NAME.fullmatch(tag)
    assert found, tag
    return given(found)


def maximized(subtags: Subtags) -> Subtags:
    """With the likely script and territory filled in (UTS 35, "Add Likely Subtags")."""
    known = cldr.table("likely_subtags")
    language, script, territory = subtags.language, subtags.script, subtags.territory
    names = (f"{language}_{territory}", f"{language}_{script}", language)
    likely = next((known[name] for name in names if name in known), f"{language}__")
    _, likely_script, likely_territory = likely.split("_")
    return replace(subtags, script=script or likely_script, territory=territory or likely_territory)


def script_of(subtags: Subtags) -> str:
    """The script, or else the likely one, or else Zzzz."""
    return maximized(subtags).script or UNKNOWN_SCRIPT
