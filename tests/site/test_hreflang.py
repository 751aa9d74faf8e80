"""What search engines are told of the languages: the same by every page, and by the sitemap."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import in_process
from tests.site import crawler
from tests.site.conftest import BASE_URL, LANGUAGES, SOURCE, Site

Pages = dict[str, crawler.Page]

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NOT_FOR_SEARCH_ENGINES = ("search.html", "404.html")


def of_languages(pages: Pages) -> Iterator[crawler.Page]:
    """The pages of the editions; not those above them."""
    for page in pages.values():
        if page.path.split("/")[0] in LANGUAGES and not page.moved:
            yield page


def own(page: crawler.Page) -> str:
    """Its absolute address."""
    return f"{BASE_URL}/{page.path}"


@pytest.fixture(scope="module")
def sitemap(site: Site) -> dict[str, dict[str, str]]:
    """Address -> its alternates (hreflang -> address), as sitemap.xml has them."""
    root = ET.fromstring((site.folder / "sitemap.xml").read_bytes())
    assert root.tag == f"{SITEMAP}urlset"
    return {
        url.findtext(f"{SITEMAP}loc") or "": {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(f"{XHTML}link")
        }
        for url in root
    }


def test_a_page_is_its_own_canonical_address(pages: Pages):
    """One for each language: a translation is no copy of the text."""
    for page in of_languages(pages):
        if page.indexed:
            assert page.canonical == [own(page)], page.path
        else:
            assert len(page.canonical) <= 1, page.path


def test_alternates_are_reciprocal(pages: Pages):
    """If one page names another as its translation, that one names it, and both name themselves."""
    by_address = {own(page): page for page in of_languages(pages)}
    named = 0
    for page in of_languages(pages):
        if page.alternates:
            assert page.alternates[page.language] == own(page), page.path
        for tag, href in page.alternates.items():
            other = by_address[href]
            assert other.alternates == page.alternates, (page.path, tag)
            assert tag in {"x-default", other.language}
            named += 1
    assert named > 200


def test_the_page_of_the_text_is_for_everybody_else(pages: Pages):
    """x-default, wherever there are alternates."""
    for page in of_languages(pages):
        if page.alternates:
            text = f"{BASE_URL}/{SOURCE}/{page.path.partition('/')[2]}"
            assert page.alternates["x-default"] == text, page.path


def test_what_is_not_to_be_indexed_is_no_alternate(pages: Pages):
    """Search engines drop a whole group of alternates if one of them says noindex."""
    for page in of_languages(pages):
        if not page.indexed:
            assert page.alternates == {}, page.path
        for href in page.alternates.values():
            assert pages[href.removeprefix(f"{BASE_URL}/")].indexed, (page.path, href)


def test_pages_without_translated_text_are_kept_out_of_indexes(pages: Pages):
    """On the page of a chapter that nobody has translated there is only the text again."""
    assert not pages["ur/privilege.html"].indexed
    assert not pages["zh-CN/privilege.html"].indexed
    assert pages["de/privilege.html"].indexed
    assert pages["en/privilege.html"].indexed
    assert pages["ur/cuba.html"].indexed


def test_pages_for_a_moment_are_kept_out_of_indexes(pages: Pages):
    """The search, and the page for an address that does not exist."""
    for page in of_languages(pages):
        if page.path.endswith(NOT_FOR_SEARCH_ENGINES):
            assert not page.indexed, page.path


def test_a_page_in_two_languages_does_not_compete_with_its_originals(pages: Pages):
    """It is not indexed, or says that another is what it is of."""
    beside = [page for page in pages.values() if page.path.endswith(".en.html")]
    assert len(beside) > 60
    for page in beside:
        assert not page.indexed or page.canonical == [own(page).replace(".en.html", ".html")]


def test_the_sitemap_is_the_pages_that_are_indexed(pages: Pages, sitemap: dict[str, object]):
    """No more and no fewer, by the addresses that they give themselves."""
    assert set(sitemap) == {own(page) for page in of_languages(pages) if page.indexed}


def test_the_sitemap_names_the_alternates_of_the_pages(
    pages: Pages, sitemap: dict[str, dict[str, str]]
):
    """Word by word: two lists that differ are worse than one."""
    for page in of_languages(pages):
        if page.indexed:
            assert sitemap[own(page)] == page.alternates, page.path


def test_there_is_no_robots_txt_in_a_folder(site: Site):
    """Nobody looks for one there; the sitemap's address is told to search engines otherwise."""
    assert not (site.folder / "robots.txt").exists()


def test_robots_are_shown_the_sitemap_and_kept_from_nothing(lighthouse: Path):
    """At the top of a host. What they may not fetch they cannot see to be noindex."""
    conf = lighthouse / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\nlingotype_base_url = "https://lamp.test/"\n')
    assert in_process("publish", "-l", "de", cwd=lighthouse).code == 0
    text = (lighthouse / "build/site/robots.txt").read_text("utf-8")
    assert "Sitemap: https://lamp.test/sitemap.xml" in text.splitlines()
    assert not re.search(r"(?m)^Disallow:\s*\S", text)


def test_a_shared_page_introduces_itself(pages: Pages):
    """In its own language: title, address, kind, book, and what it is about."""
    for tag in LANGUAGES:
        metas = pages[f"{tag}/cuba.html"].metas
        assert metas["og:url"] == f"{BASE_URL}/{tag}/cuba.html"
        assert metas["og:locale"].startswith(tag.split("-")[0])
        assert metas["og:title"]
        assert metas["og:type"]
        assert metas["og:site_name"]
    about = {pages[f"{tag}/preface.html"].metas["description"] for tag in LANGUAGES}
    assert len(about) == len(LANGUAGES)
    assert all(20 < len(text) <= 160 for text in about)


def test_a_description_is_in_the_language_of_its_page(pages: Pages):
    """A page of which the first paragraph is not translated has none, or another's."""
    text = pages["en/privilege.html"].metas["description"]
    assert pages["ur/privilege.html"].metas.get("description") != text
