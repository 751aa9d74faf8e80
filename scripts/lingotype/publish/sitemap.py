"""What search engines read at the top: all pages of all languages, with their siblings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lingotype.model import address
from lingotype.model.edition import Alternate
from lingotype.model.language import Language
from lingotype.publish.plain_page import MADE
from lingotype.publish.stamp import Editions

MOST_ADDRESSES = 50_000
MOST_BYTES = 50_000_000
"""Of one file, as https://www.sitemaps.org/protocol.html asks (there it is 50 MiB)."""

NAME = "sitemap.xml"
PART = "sitemap-{}.xml"

_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_START = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {MADE} -->\n'


def files(editions: Editions, alone: Language | None = None) -> dict[str, bytes]:
    """The sitemap by its name; where it is too large for one file an index, and its parts.

    alone: the one language whose pages are to be in it, if it does not stand at the top.
    """
    parts = list(_parts(_entries(editions, alone), MOST_ADDRESSES, MOST_BYTES))
    if len(parts) < 2:
        return {NAME: _urls(parts[0] if parts else [])}
    named = {PART.format(number): _urls(part) for number, part in enumerate(parts, 1)}
    home = address.home(editions.base_url, alone) if alone else editions.base_url
    return {NAME: _index(named, home), **named}


def _index(names: Iterable[str], home: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{escape(home)}/{name}</loc></sitemap>\n" for name in names)
    return f"{_START}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n".encode()


def _entries(editions: Editions, alone: Language | None) -> Iterator[str]:
    """A line for each page of each language; the same page in its languages one after the other."""
    names = dict.fromkeys(name for site in editions.listed for name in sorted(site.pages))
    for name in names:
        having = editions.indexed(name)
        base = editions.base_url
        targets = [Alternate(x.language, address.address(base, x.language, name)) for x in having]
        siblings = _siblings(targets, editions) if len(targets) > 1 else ""
        for target in (x for x in targets if alone in (None, x.language)):
            yield f"<url><loc>{escape(target.href)}</loc>{siblings}</url>\n"


def _siblings(targets: Iterable[Alternate], editions: Editions) -> str:
    named = [(target.language.tag, target.href) for target in targets]
    named += [("x-default", x.href) for x in targets if x.language == editions.source]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(href)}"/>'
        for tag, href in named
    )


def _parts(entries: Iterable[str], most: int, most_bytes: int) -> Iterator[list[str]]:
    """The entries in lists that are each small enough for a file."""
    part: list[str] = []
    size = len(_urls([]))
    room = most_bytes - size
    for entry in entries:
        length = len(entry.encode())
        if part and (len(part) == most or length > room):
            yield part
            part, room = [], most_bytes - size
        part.append(entry)
        room -= length
    if part:
        yield part


def _urls(entries: Iterable[str]) -> bytes:
    return f"{_START}<urlset {_SPACE} {_LINKS}>\n{''.join(entries)}</urlset>\n".encode()
