"""The sitemap: every page of every language with its siblings, in files that are small enough."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from lingotype.model.edition import Shown
from lingotype.model.language import Language
from lingotype.publish import sitemap
from lingotype.publish.stamp import Editions, Page, Site

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BASE = "https://x.org/b&c"


def site(tag: str, names: list[str]) -> Site:
    return Site(Language.parse(tag), {name: Page(Shown(1)) for name in names})


def editions(*sites: Site) -> Editions:
    return Editions(sites, Language.parse("en"), base_url=BASE)


def entries(data: bytes) -> dict[str, dict[str, str]]:
    """Address -> siblings by language."""
    return {
        str(url.findtext(f"{SPACE}loc")): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINK)
        }
        for url in ET.fromstring(data).iter(f"{SPACE}url")
    }


def test_every_page_is_there_with_all_its_siblings():
    """Each set holds the page itself and the text's page for everybody else."""
    known = editions(site("en", ["a.html", "ü.html"]), site("de", ["a.html"]))
    a = {"en": f"{BASE}/en/a.html", "de": f"{BASE}/de/a.html", "x-default": f"{BASE}/en/a.html"}
    assert entries(sitemap.files(known)["sitemap.xml"]) == {
        f"{BASE}/en/a.html": a,
        f"{BASE}/de/a.html": a,
        f"{BASE}/en/%C3%BC.html": {},
    }


def test_what_search_engines_may_not_have_is_not_there():
    """The page says so itself."""
    known = editions(site("en", ["a.html"]), site("de", ["a.html"]))
    hidden = Site(Language.parse("de"), {"a.html": Page(Shown(1), indexed=False)})
    known = replace(known, sites=(known.sites[0], hidden))
    assert entries(sitemap.files(known)["sitemap.xml"]) == {f"{BASE}/en/a.html": {}}


@pytest.mark.parametrize(("addresses", "size", "parts"), [(7, 10**6, 3), (100, 1500, 4)])
def test_too_large_a_sitemap_is_divided(monkeypatch, addresses: int, size: int, parts: int):
    """Neither too many addresses nor too many bytes in a file; an index names them all."""
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", addresses)
    monkeypatch.setattr(sitemap, "MOST_BYTES", size)
    names = [f"{number:02}.html" for number in range(10)]
    known = editions(site("en", names), site("de", names))
    files = sitemap.files(known)
    index = ET.fromstring(files.pop("sitemap.xml"))
    assert [x.text for x in index.iter(f"{SPACE}loc")] == [f"{BASE}/{name}" for name in files]
    assert all(len(data) <= size for data in files.values())
    assert all(len(entries(data)) <= addresses for data in files.values())
    found = [address for data in files.values() for address in entries(data)]
    assert sorted(found) == sorted(f"{BASE}/{tag}/{name}" for tag in ("en", "de") for name in names)
    if addresses == 7:
        assert len(files) == parts


def test_a_text_without_pages_has_an_empty_sitemap():
    """It is still one that can be read."""
    assert entries(sitemap.files(editions())["sitemap.xml"]) == {}
