"""The last stage: links between the languages, to pages that stand and to no others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from lingotype.model import address
from lingotype.model.edition import (
    ALTERNATES,
    FORMATS,
    HERE,
    LANGUAGES,
    SHOWN,
    Alternate,
    Shown,
)
from lingotype.model.language import Language
from lingotype.model.thresholds import Thresholds
from lingotype.publish import alternates, epub
from lingotype.workspace import store

NO_PAGES = frozenset({"_static", "_sources", "_images", "_downloads", "_modules"})

NOWHERE = "404.html"
"""What servers show where there is nothing: at any depth, so that no relative link of it holds."""

ALONE = "<!--lingotype:alone-->"
"""In a page that is not one of the book, and has no list of languages."""

_HERE = re.compile(f"{HERE[0] % r'([^<>]*?)'}(.*?){HERE[1]}", re.DOTALL)
_SHOWN = re.compile(SHOWN.replace("%d", "([0-9]+)"))
_OFFERED = re.compile(f"{FORMATS[0]}.*?{FORMATS[1]}", re.DOTALL)
_NO_INDEX = re.compile(r"<meta\b(?=[^>]*\bname=\"robots\")(?=[^>]*\bnoindex\b)[^>]*>")


@dataclass(frozen=True)
class Page:
    """What others have to know of a page.

    shown: what readers see in which language; None of a page that is no document. sections: the
    ids that others may link to; None if they are all that the linking page has itself. indexed:
    whether it lets search engines have it.
    """

    shown: Shown | None = None
    sections: frozenset[str] | None = frozenset()
    indexed: bool = True


@dataclass(frozen=True)
class Site:
    """The pages of a language, by their paths below its folder, with slashes."""

    language: Language
    pages: Mapping[str, Page]

    @cached_property
    def shown(self) -> Shown:
        """What readers see of the edition."""
        return sum((page.shown for page in self.pages.values() if page.shown), Shown())


@dataclass(frozen=True)
class Editions:
    """The sites that stand, in the order of the languages, and how they are linked.

    source: the language of the text. relative: whether they stand as folders beside each other.
    first: the page that each begins with. books: the EPUBs that stand, by their paths in the
    published folder.
    """

    sites: tuple[Site, ...]
    source: Language
    thresholds: Thresholds = field(default_factory=Thresholds)
    base_url: str = ""
    relative: bool = True
    first: str = "index.html"
    books: Mapping[Language, str] = field(default_factory=dict)
    _names: dict[str, list[Site]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def listed(self) -> tuple[Site, ...]:
        """Those that readers are offered."""
        least = self.thresholds.language
        return tuple(x for x in self.sites if self._is_text(x) or least.lists(x.shown))

    def having(self, name: str) -> list[tuple[Site, str]]:
        """The listed sites that have a page of that name which is offered, and its name there.

        A page that shows two languages side by side is, in the language of the text, the page.
        """
        found = ((site, self._name(site, name)) for site in self.listed)
        return [(site, there) for site, there in found if self._lists(site, there)]

    def indexed(self, name: str) -> list[Site]:
        """The listed sites that have a page which search engines may show."""
        return [x for x, there in self.having(name) if there == name and x.pages[name].indexed]

    def _name(self, site: Site, name: str) -> str:
        if name in site.pages or not self._is_text(site):
            return name
        return single(name, self.source)

    def _lists(self, site: Site, name: str) -> bool:
        page = site.pages.get(name)
        if page is None or self._is_text(site) or page.shown is None:
            return page is not None
        return self.thresholds.page.lists(page.shown)

    def _is_text(self, site: Site) -> bool:
        return site.language == self.source


def single(name: str, source: Language) -> str:
    """Of a page that shows two languages side by side the page that it was made of; else `name`."""
    return re.sub(rf"\.{re.escape(source.tag)}(\.html|/)$", r"\1", name)


def pages(folder: Path) -> frozenset[str]:
    """The pages of a built site, Sphinx's own folders left out; none if it does not stand."""
    found = (path.relative_to(folder) for path in folder.rglob("*.html"))
    return frozenset(path.as_posix() for path in found if path.parts[0] not in NO_PAGES)


def look(folder: Path, names: Iterable[str]) -> dict[str, Page]:
    """What the pages of a site say of themselves; those that are not of the book are left out."""
    texts = ((name, _read(folder / name)) for name in sorted(names))
    return {name: _page(text) for name, text in texts if ALONE not in text}


def _page(text: str) -> Page:
    said = _SHOWN.search(text.partition("</head>")[0])
    shown = Shown(*map(int, said.groups())) if said else None
    sections = frozenset(found[1] for found in _HERE.finditer(text))
    return Page(shown, sections, lets_index(text))


def lets_index(text: str) -> bool:
    """Whether a page does not tell search engines to leave it out."""
    return not _NO_INDEX.search(text.partition("</head>")[0])


def stamp(folder: Path, site: Site, editions: Editions) -> int:
    """Link every page of `site`, which stands in `folder`, to its siblings.

    A page that needs no change is not written. Returns how many were written.
    """
    written = 0
    for name in sorted(site.pages):
        text = _read(folder / name)
        stamped = linked(text, name, site, editions)
        if stamped != text:
            data = stamped.encode("utf-8", "surrogateescape")
            written += store.save(folder / name, data, folder)
    return written


def _read(path: Path) -> str:
    """A page's text; whatever its charset, what is not UTF-8 stays as it is."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def linked(text: str, name: str, site: Site, editions: Editions) -> str:
    """A page with its lists of languages filled.

    name: the path of its file in the site; site: of its language, among `editions` or not.
    """
    targets = list(_targets(name, site, editions))
    text = _fill(text, LANGUAGES, alternates.links(site.language, _alternates(targets)))
    text = _fill(text, ALTERNATES, _head(name, site, editions))
    offered = _formats(name, site, editions).join(FORMATS)
    text = _OFFERED.sub(lambda _: offered, text)
    return _HERE.sub(lambda found: _here(found[1], targets, site), text)


def _formats(name: str, site: Site, editions: Editions) -> str:
    """Links to the EPUB, where it is known from which place."""
    book = editions.books.get(site.language, "")
    known = editions.relative and name != NOWHERE
    return epub.links(book, name, site.language) if known else ""


@dataclass(frozen=True)
class _Target:
    """A page in a language. href: from the page that links to it, or absolute; is_text: whether
    that is the language of the text.
    """

    site: Site
    page: Page
    href: str
    is_text: bool


def _targets(name: str, site: Site, editions: Editions) -> Iterator[_Target]:
    """The same page in each listed language, its own among them even if it is not listed."""
    at = editions.first if name == NOWHERE else name
    having = {other.language: (other, there) for other, there in editions.having(at)}
    order = dict.fromkeys([x.language for x in editions.sites] + [site.language])
    for language in order:
        other, there = having.get(language, (site, name))
        if language in having or language == site.language:
            page = other.pages.get(there, Page())
            href = _href(name, there, site.language, language, editions)
            yield _Target(other, page, href, language == editions.source)


def _href(name: str, there: str, current: Language, other: Language, editions: Editions) -> str:
    if name == NOWHERE and editions.base_url:
        return address.path(editions.base_url, other, there)
    if editions.relative:
        return _relative(name, current, other, there)
    return address.address(editions.base_url, other, there)


def _relative(name: str, current: Language, other: Language, there: str) -> str:
    """From ``de/a/b.html`` to ``fr/a/b.html``."""
    here = PurePosixPath(current.tag, name).parent
    return quote(os.path.relpath(PurePosixPath(other.tag, there), here).replace(os.sep, "/"))


def _alternates(targets: Iterable[_Target]) -> list[Alternate]:
    return [Alternate(x.site.language, x.href, _share(x)) for x in targets]


def _share(target: _Target) -> int | None:
    """Of a translation, where it is known; that the text is whole goes without saying."""
    return target.page.shown.step if target.page.shown and not target.is_text else None


def _head(name: str, site: Site, editions: Editions) -> str:
    """What a search engine, and the card of a page on another site, must know of its siblings."""
    having = editions.indexed(name) if editions.base_url else []
    if site.language not in [x.language for x in having]:
        return ""
    base = editions.base_url
    targets = [Alternate(x.language, address.address(base, x.language, name)) for x in having]
    return alternates.head(targets, editions.source) + alternates.cards(site.language, targets)


def _here(section: str, targets: Iterable[_Target], site: Site) -> str:
    having = [x for x in targets if x.page.sections is None or section in ("", *x.page.sections)]
    end = f"#{section}" if section else ""
    listed = [Alternate(x.site.language, x.href + end) for x in having]
    return f"{HERE[0] % section}{alternates.here(site.language, listed)}{HERE[1]}"


def _fill(text: str, marks: tuple[str, str], filling: str) -> str:
    """Put `filling` between the marks; a page that has no list of languages gets one."""
    start, end = text.find(marks[0]), text.find(marks[1])
    if 0 <= start < end:
        return text[: start + len(marks[0])] + filling + text[end:]
    return _before_body(text, filling) if marks is LANGUAGES else text


def _before_body(text: str, filling: str) -> str:
    """For themes that know nothing of languages: a list at the very start of the page."""
    marked = f"{LANGUAGES[0]}{filling}{LANGUAGES[1]}"
    block = f'<nav class="lingotype-languages">{marked}</nav>'
    return re.sub(r"<body\b[^>]*>", lambda found: f"{found[0]}\n{block}", text, count=1)
