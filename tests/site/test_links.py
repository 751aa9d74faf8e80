"""No link of the whole site leads nowhere: pages, places, languages, pictures, scripts, styles."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import in_process
from tests.site import crawler
from tests.site.conftest import BASE_URL, LANGUAGES, SUBPATH, Site

Pages = dict[str, crawler.Page]

ABSOLUTE = {"canonical", "alternate"}
"""Relations whose addresses search engines want absolute."""


def test_the_whole_site_is_there(pages: Pages):
    """As a test of the test: each language has its thirty pages and more."""
    assert "index.html" in pages
    for tag in LANGUAGES:
        assert len([path for path in pages if path.startswith(f"{tag}/")]) > 30


def test_no_link_is_dead(site: Site, pages: Pages):
    """Among pages, places on them, languages, pictures, scripts, style sheets and downloads."""
    assert sum(len(page.links) for page in pages.values()) > 1000
    assert list(crawler.dead_links(site.folder, pages, BASE_URL)) == []


def test_style_sheets_ask_for_nothing_that_is_not_there(site: Site):
    """Pictures and fonts of theirs."""
    assert list(crawler.dead_urls_of_styles(site.folder)) == []


def test_no_id_stands_twice_on_a_page(pages: Pages):
    """Else a link to a place leads to another one."""
    assert sum(len(page.ids) for page in pages.values()) > 1000
    assert list(crawler.doubled_ids(pages)) == []


def test_labels_and_popovers_are_there(pages: Pages):
    """What an attribute names by its id is on the same page."""
    assert list(crawler.dangling_pointers(pages)) == []


def test_links_are_relative(pages: Pages):
    """So the site can stand in any folder; only a page for any address must name its folder."""
    seen = {path: page for path, page in pages.items() if not path.endswith("404.html")}
    assert list(crawler.rooted_links(seen)) == []


def test_absolute_addresses_are_for_search_engines_alone(pages: Pages):
    """Readers go from page to page by relative links, wherever the site stands."""
    named = {
        f"{page.path}: {link.address}"
        for page in pages.values()
        for link in page.links
        if link.address.startswith(BASE_URL) and not ABSOLUTE & set(link.relations)
        if not page.path.endswith("404.html")
    }
    assert named == set()


def test_a_page_asks_no_other_host_for_anything(pages: Pages):
    """Neither a script nor a font, a picture or a style."""
    assert list(crawler.asked_elsewhere(pages)) == []


def test_a_link_that_names_a_language_leads_to_a_page_in_it(pages: Pages):
    """hreflang is no guess."""
    assert list(crawler.wrong_languages(pages, BASE_URL)) == []


def test_every_page_can_be_reached_from_the_front_page(pages: Pages):
    """By links alone, but for the page that stands in for others and those that lead on."""
    apart = ("404.html",)
    seen = {path: page for path, page in pages.items() if not page.moved}
    lost = [one for one in crawler.unreachable(seen) if not one.split(":")[0].endswith(apart)]
    assert lost == []


def test_the_same_page_has_the_same_places_in_every_language(pages: Pages):
    """So that a link to a section can be sent to a reader of another language.

    The letters of the general index are those of each language, and the page about an edition
    says more of a translation.
    """
    apart = ("en/genindex.html", "en/edition.html")
    for path in [path for path in pages if path.startswith("en/") and path not in apart]:
        own = {name for name in pages[path].names if not name.startswith("lingotype-")}
        for tag in LANGUAGES[1:]:
            other = pages[path.replace("en/", f"{tag}/", 1)]
            there = {name for name in other.names if not name.startswith("lingotype-")}
            assert there == own, other.path


def test_former_addresses_lead_on(pages: Pages):
    """A page that was renamed to the page, a place that was renamed to the place."""
    for tag in LANGUAGES:
        former = pages[f"{tag}/old/castro.html"]
        onward = [link.address for link in former.links if link.tag in {"a", "meta"}]
        assert {crawler.target(former.path, one) for one in onward} == {
            crawler.Target(f"{tag}/cuba.html", "")
        }
        assert former.moved
        assert not former.indexed
        assert "moncada" in pages[f"{tag}/cuba.html"].names


def test_served_in_a_folder_every_address_answers(address: str):
    """A crawler over HTTP, from the front page, that never leaves the folder."""
    waiting, seen = [f"{address}/index.html"], set()
    pages = 0
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        kind, text = _fetched(url)
        if kind == "text/html":
            pages += 1
            page = crawler.parsed(url, text)
            waiting += [one for link in page.links if (one := _within(url, link, address))]
    assert pages > 120
    assert all(f"/{SUBPATH}/" in url for url in seen)


def _fetched(url: str) -> tuple[str, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        pytest.fail(f"{error.code} {url}")


def _within(url: str, link: crawler.Link, address: str) -> str:
    """The address of a link without its place if it is on this server, else ""."""
    found = urlsplit(urljoin(url, link.address))
    here = found.netloc and found.netloc in address
    return found._replace(fragment="", query="").geturl() if here else ""


def test_without_a_base_url_nothing_is_absolute(lighthouse: Path):
    """Nobody knows where such a site will stand."""
    assert in_process("publish", cwd=lighthouse).code == 0
    folder = lighthouse / "build/site"
    pages = crawler.read(folder)
    addresses = {
        link.address
        for page in pages.values()
        for link in page.links
        if "://" in link.address or link.address.startswith("/")
    }
    assert {one for one in addresses if "sphinx-doc.org" not in one} == set()
    assert list(crawler.dead_links(folder, pages)) == []
    assert not (folder / "sitemap.xml").exists()
