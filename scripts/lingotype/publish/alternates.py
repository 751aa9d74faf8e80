"""The links between the same page in its languages, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lingotype.model.edition import Alternate
from lingotype.model.language import Language
from lingotype.model.subtags import maximized, of_tag


def links(current: Language, targets: Iterable[Alternate]) -> str:
    """A list of languages by their own names; the current one is named and not linked.

    Beside each stands how much of the page is in it, in figures of the current language.
    """
    items = "".join(f"<li>{_item(current, target)}</li>" for target in targets)
    return f"<ul>{items}</ul>" if items else ""


def here(current: Language, targets: Iterable[Alternate]) -> str:
    """A list of the other languages alone, for a place in a page."""
    items = "".join(
        f"<li>{_link(target, '')}</li>" for target in targets if target.language != current
    )
    return f"<ul>{items}</ul>" if items else ""


def _item(current: Language, target: Alternate) -> str:
    share = "" if target.share is None else _figure(current.percent(target.share))
    if target.language == current:
        name = escape(current.autonym)
        return f'<span {_spoken(current)} aria-current="true">{name}</span>{share}'
    return _link(target, ' rel="alternate"') + share


def _link(target: Alternate, relation: str) -> str:
    language = target.language
    return (
        f'<a href="{escape(target.href)}"{relation} hreflang="{language.tag}" {_spoken(language)}>'
        f"{escape(language.autonym)}</a>"
    )


def _spoken(language: Language) -> str:
    return f'lang="{language.tag}" dir="{language.direction}"'


def _figure(text: str) -> str:
    return f' <span class="lingotype-figure">{escape(text)}</span>'


def head(targets: Iterable[Alternate], default: Language) -> str:
    """`<link rel="alternate">` for search engines, which want absolute addresses, and what the
    cards of other sites want to know.

    The page itself is among them, the first one, in `default`, is for everybody else, as
    https://developers.google.com/search/docs/specialty/international/localized-versions asks.
    """
    listed = list(targets)
    named = [(target.language.tag, target.href) for target in listed]
    others = [("x-default", x.href) for x in listed if x.language == default]
    return "".join(
        f'<link rel="alternate" hreflang="{name}" href="{escape(href)}" />'
        for name, href in named + others
    )


def cards(current: Language, targets: Iterable[Alternate]) -> str:
    """The other languages of a page, as Open Graph names them."""
    names = [card_locale(target.language) for target in targets if target.language != current]
    return "".join(
        f'<meta property="og:locale:alternate" content="{name}" />' for name in dict.fromkeys(names)
    )


def card_locale(language: Language) -> str:
    """A language as Open Graph writes it, always with a country: de_DE."""
    full = maximized(of_tag(language.tag))
    return f"{full.language}_{full.territory}"
