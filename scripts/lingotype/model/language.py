"""A language with its two names; the one module that converts them and the only door to Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from lingotype.errors import LingotypeError

# Babel is imported where it is needed: with babel.messages it costs 45 ms, and most of
# what imports this module (completion, --help, the editor's workers) never asks it anything.
if TYPE_CHECKING:
    from babel.core import Locale

Direction = Literal["ltr", "rtl"]

LONGEST = 35
"""Characters of a name: what RFC 5646, 4.4.1 asks every program to have room for."""

UNKNOWN_SCRIPT = "Zzzz"
"""ISO 15924 for a script that CLDR does not know."""

# Strong right-to-left letters by the Unicode Character Database (bidi classes R and AL);
# Aran, Syre, Syrj and Syrn are ISO 15924's styles of Arab and Syrc.
_RIGHT_TO_LEFT = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc "
    "Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc "
    "Syre Syrj Syrn Thaa Yezi"
)

# glibc's words for a script (sr_RS@latin, uz_UZ@cyrillic, ks_IN@devanagari, tt_RU@iqtelif);
# the first of a script is the one that we write.
_SCRIPT_MODIFIERS = {
    "latin": "Latn",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "iqtelif": "Latn",
}
# glibc's de_DE@euro: a currency of 1999, which tells nothing of the language.
_CURRENCY_MODIFIER = "euro"

# Not languages a text can be published in, though CLDR names them.
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})

# CLDR's short names (alt="short"), which Babel leaves out; the full ones
# ("中国香港特别行政区") fill a menu.
_SHORT_TERRITORIES = {
    ("en", "Latn", "HK"): "Hong Kong",
    ("en", "Latn", "MO"): "Macao",
    ("zh", "Hans", "HK"): "香港",
    ("zh", "Hans", "MO"): "澳门",
    ("zh", "Hant", "HK"): "香港",
    ("zh", "Hant", "MO"): "澳門",
}

# ASCII, because IGNORECASE alone lets the Kelvin sign pass for a k.
_NAME = re.compile(
    r"""(?P<language>[a-z]{2,3})
        (?:[-_](?P<script>[a-z]{4}))?
        (?:[-_](?P<territory>[a-z]{2}|[0-9]{3}))?
        (?P<variants>(?:[-_](?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
        (?:\.(?P<charset>[a-z0-9-]+))?
        (?:@(?P<modifier>[a-z0-9]+(?:-[a-z0-9]+)*))?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


class UnknownLanguage(LingotypeError):
    """A name that is no language Unicode CLDR knows."""


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
        return _autonym(self.tag)

    @property
    def english_name(self) -> str:
        """The name in English; the tag where CLDR has none."""
        return _named(_subtags(self.tag), "en")

    @property
    def script(self) -> str:
        """ISO 15924 code, that of the tag or else the likely one (`Cyrl` for sr, `Hant` for zh-TW).

        Zzzz where CLDR does not know.
        """
        return _script(_subtags(self.tag))

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
        return _plural_forms(self.tag)

    @property
    def nplurals(self) -> int:
        """How many msgstrs a plural message has."""
        return int(self.plural_forms.removeprefix("nplurals=").partition(";")[0])


@dataclass(frozen=True, slots=True)
class _Subtags:
    """The parts of a tag in their canonical case, variants in small letters."""

    language: str
    script: str = ""
    territory: str = ""
    variants: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        return "-".join(self.parts())

    @property
    def locale_name(self) -> str:
        """The gettext name by the rule of `Language.parse`."""
        word = _script_word(self) if not self.variants else ""
        plain = replace(self, script="" if word else self.script, variants=())
        modifier = word or "-".join(self.variants)
        return "_".join(plain.parts()) + (f"@{modifier}" if modifier else "")

    def parts(self) -> list[str]:
        return [p for p in (self.language, self.script, self.territory, *self.variants) if p]


# --- reading a name


@lru_cache(maxsize=4096)
def _names(name: str) -> tuple[str, str]:
    """(tag, locale name) of what a user or a folder calls a language."""
    found = _NAME.fullmatch(name) if len(name) <= LONGEST else None
    if not found:
        raise _unknown_language(name)
    known = _canonical(_given(found))
    _require_known(known, name)
    if (found["charset"] or "utf8").lower() not in {"utf-8", "utf8"}:
        what = f"{name!r} is the name of a language and something more"
        raise UnknownLanguage(what, fix=f"Write {_as_given(found)}; catalogues are UTF-8.")
    is_tag = "-" in name.partition(".")[0] and not {"_", "@"} & set(name)
    return known.tag, known.locale_name if is_tag else _as_given(found)


def _given(found: re.Match[str]) -> _Subtags:
    """The subtags as they were written, a gettext modifier sorted into script or variants."""
    words = (found["modifier"] or "").lower().split("-")
    written = [(found["script"] or "").title(), *map(_modifier_script, words)]
    scripts = [script for script in written if script]
    if len(scripts) > 1:
        raise UnknownLanguage(f"{found.string!r} names two scripts", fix="Keep one of them.")
    variants = [word for word in words if not _modifier_script(word)]
    variants = [*re.split("[-_]", found["variants"].lower()), *variants]
    return _Subtags(
        language=found["language"].lower(),
        script="".join(scripts),
        territory=(found["territory"] or "").upper(),
        variants=tuple(v for v in variants if v and v != _CURRENCY_MODIFIER),
    )


def _modifier_script(word: str) -> str:
    """The script that a gettext modifier stands for, or nothing."""
    is_code = len(word) == 4 and word.isalpha() and word != _CURRENCY_MODIFIER
    return _SCRIPT_MODIFIERS.get(word, word.title() if is_code else "")


def _script_word(subtags: _Subtags) -> str:
    """The modifier that names the script, where it is not the language's usual one."""
    if subtags.script == _script(_Subtags(subtags.language)):
        return ""
    words = (word for word, script in _SCRIPT_MODIFIERS.items() if script == subtags.script)
    return next(words, "")


def _as_given(found: re.Match[str]) -> str:
    """A gettext name as it stands, but for its case, its charset and @euro."""
    parts = [found["language"].lower(), (found["script"] or "").title()]
    parts += [(found["territory"] or "").upper()]
    parts += re.split("[-_]", found["variants"].lower())
    name = "_".join(part for part in parts if part)
    modifier = (found["modifier"] or "").lower()
    return f"{name}@{modifier}" if modifier not in {"", _CURRENCY_MODIFIER} else name


def _canonical(given: _Subtags) -> _Subtags:
    """Replace what CLDR has renamed: iw to he, sh to sr-Latn, the territory UK to GB."""
    language, *more = _cldr("language_aliases").get(given.language, given.language).split("_")
    renamed = replace(
        given,
        language=language,
        script=given.script or next((p for p in more if len(p) == 4), ""),
        territory=given.territory or next((p for p in more if len(p) < 4), ""),
    )
    heirs = _cldr("territory_aliases").get(renamed.territory, [renamed.territory])
    likely = _maximized(replace(renamed, territory="")).territory
    aliases = _cldr("variant_aliases")
    return replace(
        renamed,
        # Of a country that fell apart the language's own heir (UTS 35, territory aliases).
        territory=likely if likely in heirs else heirs[0],
        variants=tuple(aliases.get(variant, variant) for variant in given.variants),
    )


def _require_known(subtags: _Subtags, name: str) -> None:
    """Raise UnknownLanguage at the first subtag that CLDR lacks.

    The English locale, 20 ms to load, is asked only where the small tables do not know.
    """
    if subtags.language not in _likely_subtags()[0] and subtags.language not in _codes():
        raise _unknown_language(name)
    if subtags.script and subtags.script not in _likely_subtags()[1]:
        _require(subtags.script, _locale("en").scripts, "script", name)
    if subtags.territory and subtags.territory not in _cldr("territory_languages"):
        _require(subtags.territory, _locale("en").territories, "territory", name)
    for variant in subtags.variants:
        names = {code.lower(): text for code, text in _locale("en").variants.items()}
        _require(variant, names, "variant", name)


def _require(code: str, known: Mapping[str, str], kind: str, name: str) -> None:
    if code not in known:
        near = get_close_matches(code, known, n=3, cutoff=0.6)
        fix = _did_you_mean({each: known[each] for each in near})
        raise UnknownLanguage(f"{name!r}: CLDR knows no {kind} {code}", fix=fix)


# --- errors


def _unknown_language(name: str) -> UnknownLanguage:
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    near = dict.fromkeys(_near(name[:LONGEST])) if name else {}
    names = {tag: _named(_subtags(tag), "en") for tag in list(near)[:3]}
    return UnknownLanguage(f"no language is called {shown!r}", fix=_did_you_mean(names))


def _did_you_mean(names: Mapping[str, str]) -> str:
    if not names:
        return "Write a BCP 47 tag (pt-BR) or a gettext locale name (pt_BR) that Unicode CLDR has."
    choice = [f"{code} ({name})" for code, name in names.items()]
    return f"Did you mean {' or '.join(choice)}?"


def _near(name: str) -> Iterator[str]:
    """Tags that someone who wrote this may have meant, the likeliest first."""
    code = re.split(r"[^a-z]", name.lower(), maxsplit=1)[0]
    if code in _codes():
        yield code
    # A country's code for its language's: jp, cz, ua, dk.
    if country := _cldr("likely_subtags").get(f"und_{code.upper()}"):
        yield country.split("_")[0]
    called = {name.lower(): code for code, name in _codes().items()}
    for close in get_close_matches(name.lower(), called, n=3, cutoff=0.75):
        yield called[close].replace("_", "-")
    if len(code) > 2:
        yield from get_close_matches(code, _codes(), n=2, cutoff=0.8)


# --- what CLDR says, by way of Babel


def _cldr(table: str) -> Mapping[str, Any]:
    """One of Babel's global tables, all read from one file at the first call."""
    from babel.core import get_global  # noqa: PLC0415

    return get_global(table)  # type: ignore[arg-type]


@cache
def _likely_subtags() -> tuple[frozenset[str], frozenset[str]]:
    """The languages and the scripts of CLDR's likely subtags: 7,000 and 180."""
    known = _cldr("likely_subtags")
    languages = frozenset(name.split("_")[0] for name in known) - _NO_LANGUAGE
    return languages, frozenset(name.split("_")[1] for name in known.values())


@cache
def _codes() -> Mapping[str, str]:
    """The languages that have an English name, with it; by Babel's names (pt_BR too)."""
    names: Mapping[str, str] = _locale("en").languages
    return {code: name for code, name in names.items() if code not in _NO_LANGUAGE}


@cache
def _babel_names() -> frozenset[str]:
    from babel.localedata import locale_identifiers  # noqa: PLC0415

    return frozenset(locale_identifiers())


@cache
def _locale(name: str) -> Locale:
    from babel.core import Locale  # noqa: PLC0415

    return Locale.parse(name, resolve_likely_subtags=False)


def _subtags(tag: str) -> _Subtags:
    """The parts of a tag that is known to be one."""
    found = _NAME.fullmatch(tag)
    assert found, tag
    return _given(found)


def _maximized(subtags: _Subtags) -> _Subtags:
    """With the likely script and territory filled in (UTS 35, "Add Likely Subtags")."""
    known = _cldr("likely_subtags")
    language, script, territory = subtags.language, subtags.script, subtags.territory
    names = (f"{language}_{territory}", f"{language}_{script}", language)
    likely = next((known[name] for name in names if name in known), f"{language}__")
    _, likely_script, likely_territory = likely.split("_")
    return replace(subtags, script=script or likely_script, territory=territory or likely_territory)


def _script(subtags: _Subtags) -> str:
    return _maximized(subtags).script or UNKNOWN_SCRIPT


# --- names


@cache
def _autonym(tag: str) -> str:
    subtags = _subtags(tag)
    full = _maximized(subtags)
    language, script, territory = full.language, full.script, full.territory
    homes = (
        *(f"{language}_{variant.upper()}" for variant in full.variants),
        f"{language}_{script}_{territory}",
        f"{language}_{territory}" if script == _script(_Subtags(language, "", territory)) else "",
        f"{language}_{script}",
        language,
    )
    having = (home for home in homes if home in _babel_names())
    return _named(subtags, next((h for h in having if language in _locale(h).languages), "en"))


def _named(subtags: _Subtags, home: str) -> str:
    """The language's name in the words of a Babel locale, with what sets it apart in brackets.

    Territories are spelt out (Português (Portugal), not "europeu") so that siblings stand
    together in a menu; where CLDR names a language by its script (简体中文), a territory
    that the script implies is left out.
    """
    languages = _locale(home).languages
    special = next((key for key in _special_keys(subtags) if key in languages), "")
    name = languages.get(special or subtags.language)
    if not name:
        return subtags.tag
    details = list(_details(subtags, home, told=special.split("_")))
    return _bracketed(_capitalized(name), details, _script(_subtags(home)))


def _special_keys(subtags: _Subtags) -> Iterator[str]:
    """Under what CLDR may name a language with its variant (be_TARASK) or script (zh_Hans)."""
    for variant in subtags.variants:
        yield f"{subtags.language}_{variant.upper()}"
    if subtags.script or subtags.territory:
        yield f"{subtags.language}_{_script(subtags)}"


def _details(subtags: _Subtags, home: str, told: list[str]) -> Iterator[str]:
    """What tells the language from its siblings, in the words of a Babel locale.

    told: the subtags that its name has already.
    """
    words, language, script = _locale(home), subtags.language, _script(subtags)
    if subtags.script and script not in {*told, _script(_Subtags(language))}:
        yield words.scripts.get(script, script)
    implied = _maximized(_Subtags(language, script)).territory if script in told else ""
    if subtags.territory and subtags.territory != implied:
        short = _SHORT_TERRITORIES.get((*_spoken(home), subtags.territory))
        yield short or words.territories.get(subtags.territory, subtags.territory)
    for variant in subtags.variants:
        if variant.upper() not in told:
            yield words.variants.get(variant.upper(), variant)


def _spoken(home: str) -> tuple[str, str]:
    """Language and script of a Babel locale."""
    full = _maximized(_subtags(home))
    return full.language, full.script


def _bracketed(name: str, details: list[str], script: str) -> str:
    """CLDR's pattern for names: brackets within the name turn square, Chinese ones are wide."""
    if not details:
        return name
    if script in {"Hans", "Hant"}:
        return f"{name}（{'，'.join(details)}）"
    return f"{name.replace('(', '[').replace(')', ']')} ({', '.join(details)})"


def _capitalized(name: str) -> str:
    """With a first letter as a heading has it: title case, which leaves Georgian as it is."""
    return name[:1].title() + name[1:]


# --- plurals


@cache
def _plural_forms(tag: str) -> str:
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS  # noqa: PLC0415

    subtags = _subtags(tag)
    names = (f"{subtags.language}_{subtags.territory}", subtags.language)
    conventional = next((PLURALS[name] for name in names if name in PLURALS), None)
    if not conventional and (rule := _cldr_plural_forms(subtags.language)):
        return rule
    count, expression = conventional or DEFAULT_PLURAL
    return f"nplurals={count}; plural={expression};"


def _cldr_plural_forms(language: str) -> str:
    """CLDR's own rule for a language as gettext writes it; nothing where it has none."""
    from babel.localedata import load  # noqa: PLC0415
    from babel.plural import to_gettext  # noqa: PLC0415

    if language not in _babel_names():
        return ""
    rule = load(language)["plural_form"]
    # A language without a rule inherits the very object of the root.
    if rule is load("root")["plural_form"]:
        return ""
    # The operand e (1e6 for "1 million") is 0 in every count of gettext, as v is; Babel 2.18
    # knows that of v only, and writes a bare e that msgfmt refuses (lld, scn, vec).
    return to_gettext({form: re.sub(r"\be\b", "v", text) for form, text in rule.rules.items()})
