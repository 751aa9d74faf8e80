"""Which languages there are, for the switchers of other themes and for other programs."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from lingotype.model import address
from lingotype.publish.plain_page import MADE
from lingotype.publish.stamp import Editions, Site

VERSION = 1
"""Of the form of languages.json; it changes if a program that reads it would have to."""


def languages(editions: Editions) -> bytes:
    """languages.json: the languages that readers are offered, in their order."""
    listed = [_language(site, editions) for site in editions.listed]
    whole = {"version": VERSION, "note": MADE, "languages": listed}
    return _json(whole)


def _language(site: Site, editions: Editions) -> dict[str, Any]:
    language = site.language
    return {
        "tag": language.tag,
        "name": language.autonym,
        "english_name": language.english_name,
        "dir": language.direction,
        "href": _first(site, editions),
        "share": site.shown.step,
        "source": language == editions.source,
    }


def _first(site: Site, editions: Editions) -> str:
    """Its first page: absolute, or as seen from the folder of all sites."""
    if editions.base_url:
        return address.address(editions.base_url, site.language, editions.first)
    return f"{site.language.tag}/{quote(editions.first)}"


def switcher(editions: Editions) -> bytes:
    """switcher.json: what pydata-sphinx-theme and those made of it read, with our languages in the
    place of its versions.
    """
    home = [f"{address.home(editions.base_url, x.language)}/" for x in editions.listed]
    # None is "preferred": the theme would warn in all others that they are out of date.
    rows = [
        {"name": x.language.autonym, "version": x.language.tag, "url": url, "note": MADE}
        for x, url in zip(editions.listed, home, strict=True)
    ]
    return _json(rows)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
