"""A language with its two names; the one module that converts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from lingotype.errors import UnknownLanguage
from lingotype.model import cldr
from lingotype.model.naming import autonym, home, named
from lingotype.model.subtags import NAME, Subtags, as_given, given, maximized, of_tag, script_of

Direction = Literal["ltr", "rtl"]

LONGEST = 35
"""Characters of a name: what RFC 5646, 4.4.1 asks every program to have room for."""

# Strong right-to-left letters by the Unicode Character Database (bidi classes R and AL);
# Aran, Syre, Syrj and Syrn are ISO 15924's styles of Arab and Syrc.
_RIGHT_TO_LEFT = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc "
    "Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc "
    "Syre Syrj Syrn Thaa Yezi"
)


@dataclass(frozen=True, slots=True, order=True)
class Language:
    """A language as text is published in it. Made by `parse`; equal and sorted by its tag alone.

    tag: BCP 47 in CLDR's canonical form (`pt-BR`, `sr-Latn`; `he` for the old `iw`).
    locale_name: the folder under locale/ (`pt_BR`, `sr@latin`), see `parse`.
    """

    tag: str
    locale_name: str = field(compare=False)

    @classmethod
    def parse(cls, name: str) -> Language:
        """Read a BCP 47 tag or a gettext locale name, in any case.

        A gettext name stays the locale name, but for its case, its charset and @euro
        (`sr_Latn` and `sr@latin` are both the tag sr-Latn). For a tag the locale name is the
        tag with underscores; a variant becomes the modifier, and so does a script that is not
        the language's usual one where glibc has a word for it (`sr@latin`, `uz@cyrillic`;
        but `uz_Latn`, `zh_Hant_HK`), as Sphinx, glibc and Debian name their folders.
        Raises UnknownLanguage for what CLDR does not know.
        """
        return cls(*_names(name))

    def __str__(self) -> str:
        return self.tag

    @property
    def autonym(self) -> str:
        """The name in the language itself, capitalised: Deutsch, Português (Brasil), 简体中文.

        Where CLDR has no words of the language in its script: the name in the language's usual
        script, else the English one.
        """
        return autonym(self.tag)

    @property
    def english_name(self) -> str:
        """The name in English; the tag where CLDR has none."""
        return named(of_tag(self.tag), "en")

    def name_in(self, other: Language) -> str:
        """The name in the words of another language, as a sentence has it: "Englisch" in German.

        In English where CLDR lacks words of the other language, the tag where it has no name.
        """
        return named(of_tag(self.tag), home(other.tag))

    def percent(self, share: int) -> str:
        """A whole number of per cent as the language writes it: 70 %, %70."""
        return cldr.percent(share, home(self.tag))

    def number(self, value: int) -> str:
        """A whole number as the language writes it: 1,234, 1.234."""
        return cldr.number(value, home(self.tag))

    def months(self, since: tuple[int, int], until: tuple[int, int]) -> str:
        """From one month to another, each as (2026, 1), as the language writes it."""
        return cldr.months(since, until, home(self.tag))

    @property
    def script(self) -> str:
        """ISO 15924 code, that of the tag or else the likely one (`Cyrl` for sr, `Hant` for zh-TW).

        Zzzz where CLDR does not know.
        """
        return script_of(of_tag(self.tag))

    @property
    def direction(self) -> Direction:
        """Which way the language's script runs on a line."""
        return "rtl" if self.script in _RIGHT_TO_LEFT.split() else "ltr"

    @property
    def plural_forms(self) -> str:
        """The value of a new catalogue's Plural-Forms header.

        Babel's gettext table comes first: sphinx-intl writes its headers from it, so that a
        catalogue made by either has as many msgstrs; and CLDR's rules have forms for
        fractions and for compact millions, which gettext, counting integers, never or hardly
        shows. Other languages get CLDR's rule, and those without one gettext's default of two
        forms (not CLDR's single one: a form too many can be filled alike, one too few cannot).
        """
        parts = of_tag(self.tag)
        return cldr.plural_forms(parts.language, parts.territory)

    @property
    def nplurals(self) -> int:
        """How many msgstrs a plural message has."""
        return int(self.plural_forms.removeprefix("nplurals=").partition(";")[0])


@lru_cache(maxsize=4096)
def _names(name: str) -> tuple[str, str]:
    """(tag, locale name) of what a user or a folder calls a language."""
    found = NAME.fullmatch(name) if len(name) <= LONGEST else None
    if not found:
        raise _unknown_language(name)
    known = _canonical(given(found))
    _require_known(known, name)
    if (found["charset"] or "utf8").lower() not in {"utf-8", "utf8"}:
        what = f"{name!r} is the name of a language and something more"
        raise UnknownLanguage(what, fix=f"Write {as_given(found)}; catalogues are UTF-8.")
    is_tag = "-" in name.partition(".")[0] and not {"_", "@"} & set(name)
    return known.tag, known.locale_name if is_tag else as_given(found)


def _canonical(given: Subtags) -> Subtags:
    """Replace what CLDR has renamed: iw to he, sh to sr-Latn, the territory UK to GB."""
    language, *more = cldr.table("language_aliases").get(given.language, given.language).split("_")
    renamed = replace(
        given,
        language=language,
        script=given.script or next((p for p in more if len(p) == 4), ""),
        territory=given.territory or next((p for p in more if len(p) < 4), ""),
    )
    heirs = cldr.table("territory_aliases").get(renamed.territory, [renamed.territory])
    likely = maximized(replace(renamed, territory="")).territory
    aliases = cldr.table("variant_aliases")
    return replace(
        renamed,
        # Of a country that fell apart the language's own heir (UTS 35, territory aliases).
        territory=likely if likely in heirs else heirs[0],
        variants=tuple(aliases.get(variant, variant) for variant in given.variants),
    )


def _require_known(subtags: Subtags, name: str) -> None:
    """Raise UnknownLanguage at the first subtag that CLDR lacks.

    The English locale, 20 ms to load, is asked only where the small tables do not know.
    """
    if subtags.language not in cldr.likely_subtags()[0] and subtags.language not in cldr.codes():
        raise _unknown_language(name)
    if subtags.script and subtags.script not in cldr.likely_subtags()[1]:
        _require(subtags.script, cldr.locale("en").scripts, "script", name)
    if subtags.territory and subtags.territory not in cldr.table("territory_languages"):
        _require(subtags.territory, cldr.locale("en").territories, "territory", name)
    for variant in subtags.variants:
        names = {code.lower(): text for code, text in cldr.locale("en").variants.items()}
        _require(variant, names, "variant", name)


def _require(code: str, known: Mapping[str, str], kind: str, name: str) -> None:
    if code not in known:
        near = get_close_matches(code, known, n=3, cutoff=0.6)
        fix = _did_you_mean({each: known[each] for each in near})
        raise UnknownLanguage(f"{name!r}: CLDR knows no {kind} {code}", fix=fix)


def _unknown_language(name: str) -> UnknownLanguage:
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    near = dict.fromkeys(_near(name[:LONGEST])) if name else {}
    names = {tag: named(of_tag(tag), "en") for tag in list(near)[:3]}
    return UnknownLanguage(f"no language is called {shown!r}", fix=_did_you_mean(names))


def _did_you_mean(names: Mapping[str, str]) -> str:
    if not names:
        return "Write a BCP 47 tag (pt-BR) or a gettext locale name (pt_BR) that Unicode CLDR has."
    choice = [f"{code} ({name})" for code, name in names.items()]
    return f"Did you mean {' or '.join(choice)}?"


def _near(name: str) -> Iterator[str]:
    """Tags that someone who wrote this may have meant, the likeliest first."""
    code = re.split(r"[^a-z]", name.lower(), maxsplit=1)[0]
    if code in cldr.codes():
        yield code
    # A country's code for its language's: jp, cz, ua, dk.
    if country := cldr.table("likely_subtags").get(f"und_{code.upper()}"):
        yield country.split("_")[0]
    called = {name.lower(): code for code, name in cldr.codes().items()}
    for close in get_close_matches(name.lower(), called, n=3, cutoff=0.75):
        yield called[close].replace("_", "-")
    if len(code) > 2:
        yield from get_close_matches(code, cldr.codes(), n=2, cutoff=0.8)
