"""What languages are called, in their own words and in others'."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lingotype.model import cldr
from lingotype.model.subtags import Subtags, maximized, of_tag, script_of

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


@cache
def autonym(tag: str) -> str:
    """See `Language.autonym`."""
    language = of_tag(tag).language
    having = (home for home in _homes(tag) if language in cldr.locale(home).languages)
    return named(of_tag(tag), next(having, "en"))


@cache
def home(tag: str) -> str:
    """The Babel locale that has the words of a language, the closest first; "en" where none has."""
    return next(iter(_homes(tag)), "en")


def _homes(tag: str) -> list[str]:
    full = maximized(of_tag(tag))
    language, script, territory = full.language, full.script, full.territory
    homes = (
        *(f"{language}_{variant.upper()}" for variant in full.variants),
        f"{language}_{script}_{territory}",
        f"{language}_{territory}" if script == script_of(Subtags(language, "", territory)) else "",
        f"{language}_{script}",
        language,
    )
    return [home for home in homes if home in cldr.babel_names()]


def named(subtags: Subtags, home: str) -> str:
    """The language's name in the words of a Babel locale, with what sets it apart in brackets.

    Territories are spelt out (Português (Portugal), not "europeu") so that siblings stand
    together in a menu; where CLDR names a language by its script (简体中文), a territory
    that the script implies is left out.
    """
    languages = cldr.locale(home).languages
    special = next((key for key in _special_keys(subtags) if key in languages), "")
    name = languages.get(special or subtags.language)
    if not name:
        return subtags.tag
    details = list(_details(subtags, home, told=special.split("_")))
    return _bracketed(_capitalized(name), details, script_of(of_tag(home)))


def _special_keys(subtags: Subtags) -> Iterator[str]:
    """Under what CLDR may name a language with its variant (be_TARASK) or script (zh_Hans)."""
    for variant in subtags.variants:
        yield f"{subtags.language}_{variant.upper()}"
    if subtags.script or subtags.territory:
        yield f"{subtags.language}_{script_of(subtags)}"


def _details(subtags: Subtags, home: str, told: list[str]) -> Iterator[str]:
    """What tells the language from its siblings, in the words of a Babel locale.

    told: the subtags that its name has already.
    """
    words, language, script = cldr.locale(home), subtags.language, script_of(subtags)
    if subtags.script and script not in {*told, script_of(Subtags(language))}:
        yield words.scripts.get(script, script)
    implied = maximized(Subtags(language, script)).territory if script in told else ""
    if subtags.territory and subtags.territory != implied:
        short = _SHORT_TERRITORIES.get((*_spoken(home), subtags.territory))
        yield short or words.territories.get(subtags.territory, subtags.territory)
    for variant in subtags.variants:
        if variant.upper() not in told:
            yield words.variants.get(variant.upper(), variant)


def _spoken(home: str) -> tuple[str, str]:
    """Language and script of a Babel locale."""
    full = maximized(of_tag(home))
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
