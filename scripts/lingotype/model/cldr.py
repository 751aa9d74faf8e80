"""What Unicode CLDR says, by way of Babel: the package's only door to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

# Babel is imported where it is needed: with babel.messages it costs 45 ms, and most of
# what imports this module (completion, --help) never asks it anything.
if TYPE_CHECKING:
    from babel.core import Locale

# Not languages a text can be published in, though CLDR names them.
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


def table(name: str) -> Mapping[str, Any]:
    """One of Babel's global tables, all read from one file at the first call."""
    from babel.core import get_global  # noqa: PLC0415

    return get_global(name)  # type: ignore[arg-type]


@cache
def likely_subtags() -> tuple[frozenset[str], frozenset[str]]:
    """The languages and the scripts of CLDR's likely subtags: 7,000 and 180."""
    known = table("likely_subtags")
    languages = frozenset(name.split("_")[0] for name in known) - _NO_LANGUAGE
    return languages, frozenset(name.split("_")[1] for name in known.values())


@cache
def codes() -> Mapping[str, str]:
    """The languages that have an English name, with it; by Babel's names (pt_BR too)."""
    names: Mapping[str, str] = locale("en").languages
    return {code: name for code, name in names.items() if code not in _NO_LANGUAGE}


@cache
def babel_names() -> frozenset[str]:
    """The locales that Babel has words of, as it spells them (zh_Hans_CN)."""
    from babel.localedata import locale_identifiers  # noqa: PLC0415

    return frozenset(locale_identifiers())


@cache
def locale(name: str) -> Locale:
    """One of `babel_names`, with its words; about 20 ms at the first call."""
    from babel.core import Locale  # noqa: PLC0415

    return Locale.parse(name, resolve_likely_subtags=False)


def percent(share: int, name: str) -> str:
    """A whole number of per cent as one of `babel_names` writes it: 70 %, %70, ٪70."""
    from babel.numbers import format_percent  # noqa: PLC0415

    return format_percent(share / 100, locale=locale(name))


def number(value: int, name: str) -> str:
    """A whole number as one of `babel_names` writes it: 1,234, 1.234, 1 234."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=locale(name))


def months(since: tuple[int, int], until: tuple[int, int], name: str) -> str:
    """From one month to another, each as (2026, 1), as one of `babel_names` writes it:
    "Januar 2026 – März 2026", or "Januar 2026" where they are the same.
    """
    from babel.dates import format_skeleton  # noqa: PLC0415

    known = locale(name)
    # Each in full: what other patterns leave out of the first one is wrong in Persian.
    days = [date(year, month, 1) for year, month in dict.fromkeys((since, until))]
    told = [format_skeleton("yMMMM", day, locale=known) for day in days]
    return known.interval_formats[None].format(*told) if len(told) > 1 else told[0]


@cache
def plural_forms(language: str, territory: str) -> str:
    """The value of a Plural-Forms header, see `Language.plural_forms`."""
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS  # noqa: PLC0415

    names = (f"{language}_{territory}", language)
    conventional = next((PLURALS[name] for name in names if name in PLURALS), None)
    if not conventional and (rule := _rule_of_cldr(language)):
        return rule
    count, expression = conventional or DEFAULT_PLURAL
    return f"nplurals={count}; plural={expression};"


def _rule_of_cldr(language: str) -> str:
    """CLDR's own rule for a language as gettext writes it; nothing where it has none."""
    from babel.localedata import load  # noqa: PLC0415
    from babel.plural import to_gettext  # noqa: PLC0415

    if language not in babel_names():
        return ""
    rule = load(language)["plural_form"]
    # A language without a rule inherits the very object of the root.
    if rule is load("root")["plural_form"]:
        return ""
    # The operand e (1e6 for "1 million") is 0 in every count of gettext, as v is; Babel 2.18
    # knows that of v only, and writes a bare e that msgfmt refuses (lld, scn, vec).
    return to_gettext({form: re.sub(r"\be\b", "v", text) for form, text in rule.rules.items()})
