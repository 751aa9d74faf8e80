"""The links between the same page in its languages, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lingotype.model.edition import Alternate
from lingotype.model.language import Language


def links(current: Language, targets: Iterable[Alternate]) -> str:
    """A list of languages by their own names; the current one is named and not linked."""
    items = "".join(f"<li>{_item(current, target)}</li>" for target in targets)
    return f"<ul>{items}</ul>" if items else ""


def _item(current: Language, target: Alternate) -> str:
    language = target.language
    spoken = f'lang="{language.tag}" dir="{language.direction}"'
    if language == current:
        return f'<span {spoken} aria-current="true">{escape(language.autonym)}</span>'
    return (
        f'<a href="{escape(target.href)}" rel="alternate" hreflang="{language.tag}" {spoken}>'
        f"{escape(language.autonym)}</a>"
    )


def head(targets: Iterable[Alternate]) -> str:
    """`<link rel="alternate">` for search engines, which want absolute addresses.

    The page itself is among them, and the first one (the source language) is the default, as
    https://developers.google.com/search/docs/specialty/international/localized-versions asks.
    """
    listed = [target for target in targets if "://" in target.href]
    named = [(target.language.tag, target.href) for target in listed]
    default = [("x-default", listed[0].href)] if listed else []
    return "".join(
        f'<link rel="alternate" hreflang="{name}" href="{escape(href)}" />'
        for name, href in named + default
    )
