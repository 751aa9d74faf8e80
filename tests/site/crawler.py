"""Reads published pages as a crawler does: their links, places and languages, and what is wrong.

Pure values: `read` takes the pages of a folder from the disk, and every function below it gives
the faults that it finds, a line each: ``de/cuba.html: leads to nowhere.html, which is not there``.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

MOUNT = "http://site.test/some/folder/of/a/server/"
"""Where the site is thought to stand: deep, so that a link that climbs out of it is seen."""

NO_PAGES = frozenset({"_static", "_sources", "_images", "_downloads", "_modules"})
ADDRESSES = frozenset(
    {"href", "src", "srcset", "data", "action", "formaction", "poster", "cite", "manifest"}
)
POINTERS = frozenset(
    {
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-owns",
        "popovertarget",
        "list",
    }
)
"""Attributes whose words are ids of the same page."""


@dataclass(frozen=True)
class Link:
    """An address in a page, as written: ``<a href="…">`` is Link("a", "…", {…})."""

    tag: str
    address: str
    attributes: Mapping[str, str]

    @property
    def relations(self) -> list[str]:
        """The words of `rel`."""
        return self.attributes.get("rel", "").split()


@dataclass
class Page:
    """What a page says. path: below the folder, with slashes; names: ids and other anchors."""

    path: str
    language: str = ""
    direction: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)

    def linked(self, relation: str) -> list[Link]:
        """The ``<link>`` of the head with this relation."""
        return [link for link in self.links if link.tag == "link" and relation in link.relations]

    @property
    def canonical(self) -> list[str]:
        """What the page says is its address."""
        return [link.address for link in self.linked("canonical")]

    @property
    def alternates(self) -> dict[str, str]:
        """hreflang -> address, as in the head."""
        found = self.linked("alternate")
        return {
            link.attributes["hreflang"]: link.address
            for link in found
            if "hreflang" in link.attributes
        }

    @property
    def indexed(self) -> bool:
        """Whether search engines may list it."""
        return "noindex" not in self.metas.get("robots", "")

    @property
    def moved(self) -> bool:
        """Whether it only leads on to another."""
        return "refresh" in self.metas


class _Reader(HTMLParser):
    """Fills a Page from its text."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        page = self.page
        if tag == "html":
            page.language, page.direction = own.get("lang", ""), own.get("dir", "")
        elif tag == "meta":
            name = own.get("name") or own.get("property") or own.get("http-equiv", "").lower()
            page.metas[name] = own.get("content", "")
            if name == "refresh":
                page.links.append(Link(tag, refreshed(own.get("content", "")), own))
        self._in_title = tag == "title" and not page.title
        self._note_names(tag, own)
        for name in ADDRESSES & own.keys():
            page.links.extend(Link(tag, address, own) for address in _addresses(name, own[name]))

    def _note_names(self, tag: str, own: dict[str, str]) -> None:
        if "id" in own:
            self.page.ids.append(own["id"])
            self.page.names.add(own["id"])
        if tag == "a" and "name" in own:
            self.page.names.add(own["name"])
        for name in POINTERS & own.keys():
            self.page.pointers.extend(own[name].split())

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def _addresses(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]


def refreshed(content: str) -> str:
    """The address in ``0; url=new.html``."""
    return content.partition("=")[2].strip().strip("'\"")


def parsed(path: str, text: str) -> Page:
    """A page of this text."""
    page = Page(path)
    _Reader(page).feed(text)
    return page


def read(folder: Path) -> dict[str, Page]:
    """All pages below a folder, by their paths; Sphinx's own folders hold none."""
    found = sorted(path.relative_to(folder) for path in folder.rglob("*.html"))
    own = [path for path in found if NO_PAGES.isdisjoint(path.parts)]
    return {
        path.as_posix(): parsed(path.as_posix(), (folder / path).read_text("utf-8")) for path in own
    }


# --- where a link leads ----------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    """Inside the site: a path below its folder, and a place on that page ("" for none)."""

    path: str
    place: str


def target(page: str, address: str, base: str = "") -> Target | None:
    """Where an address on `page` leads; None out of the site.

    base: where the site stands; a page for any address names the folder of that.
    """
    for start in (base, urlsplit(base).path) if base else ():
        if address and f"{address}/".startswith(f"{start}/"):
            address = urljoin(MOUNT, address.removeprefix(start).lstrip("/"))
    url = urlsplit(urljoin(MOUNT + page, address))
    home = urlsplit(MOUNT)
    if (url.scheme, url.netloc) != (home.scheme, home.netloc):
        return None
    if not url.path.startswith(home.path):
        return Target("../" + unquote(url.path.lstrip("/")), unquote(url.fragment))
    path = unquote(url.path.removeprefix(home.path))
    if not path or path.endswith("/"):
        path += "index.html"
    return Target(path, unquote(url.fragment))


def _dead(folder: Path, pages: Mapping[str, Page], found: Target) -> str:
    """Why a link leads nowhere, or ""."""
    if found.path.startswith("../"):
        return "leads out of the site"
    if not (folder / found.path).is_file():
        return f"leads to {found.path}, which is not there"
    page = pages.get(found.path)
    if page is not None and found.place not in {"", "top"} | page.names:
        return f"leads to {found.path}#{found.place}, and there is no such place"
    return ""


def dead_links(folder: Path, pages: Mapping[str, Page], base: str = "") -> Iterator[str]:
    """Links to pages, places, pictures, scripts and style sheets that do not stand."""
    for page in pages.values():
        for address in sorted({link.address for link in page.links}):
            found = target(page.path, address, base)
            why = _dead(folder, pages, found) if found else ""
            if why:
                yield f"{page.path}: {address} {why}"


URLS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)""")


def dead_urls_of_styles(folder: Path) -> Iterator[str]:
    """What style sheets ask for and is not there."""
    for sheet in sorted(folder.rglob("*.css")):
        path = sheet.relative_to(folder).as_posix()
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        for parts in URLS.findall(text):
            found = target(path, "".join(parts).strip())
            if found and not (folder / found.path).is_file():
                yield f"{path}: url({''.join(parts)}) is not there"


# --- what else can be wrong ------------------------------------------------------------------


def doubled_ids(pages: Mapping[str, Page]) -> Iterator[str]:
    """An id that two elements of a page have."""
    for page in pages.values():
        for name, times in Counter(page.ids).items():
            if times > 1:
                yield f"{page.path}: {times} elements have the id {name!r}"


def dangling_pointers(pages: Mapping[str, Page]) -> Iterator[str]:
    """A label, a description or a popover of an id that the page does not have."""
    for page in pages.values():
        for name in sorted(set(page.pointers) - set(page.ids)):
            yield f"{page.path}: refers to the id {name!r}, which it does not have"


def rooted_links(pages: Mapping[str, Page]) -> Iterator[str]:
    """Links from the root of a server: they break where the site stands in a folder."""
    for page in pages.values():
        for address in sorted({link.address for link in page.links}):
            url = urlsplit(address)
            if url.path.startswith("/") and not url.scheme:
                yield f"{page.path}: {address} begins at the root of the server"


def asked_elsewhere(pages: Mapping[str, Page], base: str = "") -> Iterator[str]:
    """What a browser would fetch from another host while it shows the page."""
    fetched = {"script", "img", "source", "iframe", "object", "embed", "video", "audio"}
    for page in pages.values():
        for link in page.links:
            loads = link.tag in fetched or {"stylesheet", "icon", "preload"} & set(link.relations)
            if loads and re.match(r"(https?:)?//", link.address):
                yield f"{page.path}: asks for {link.address}"


def wrong_languages(pages: Mapping[str, Page], base: str = "") -> Iterator[str]:
    """A link that names a language and leads to a page in another."""
    for page in pages.values():
        for link in page.links:
            named = link.attributes.get("hreflang", "x-default")
            found = target(page.path, link.address, base)
            there = pages.get(found.path) if found else None
            if there is not None and named not in {"x-default", there.language}:
                yield f"{page.path}: {link.address} is {there.language}, not {named}"


def unreachable(pages: Mapping[str, Page], start: str = "index.html") -> Iterator[str]:
    """Pages to which no link and no form leads, from the first page and onwards."""
    seen, waiting = {start}, deque([start])
    while waiting:
        page = pages[waiting.popleft()]
        for link in page.links:
            found = target(page.path, link.address) if link.tag in {"a", "form"} else None
            if found and found.path in pages and found.path not in seen:
                seen.add(found.path)
                waiting.append(found.path)
    for path in sorted(pages.keys() - seen):
        yield f"{path}: no link leads there"
