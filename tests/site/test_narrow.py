"""No page scrolls sideways on a small screen, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import LANGUAGES, TRANSLATIONS, Opened, Site, pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

NARROW = 320
"""Pixels: what a desktop's 1280 are at 400 per cent (WCAG 2.1, 1.4.10), and a small phone."""

WIDTHS = """() => {
    const wide = document.documentElement;
    const inside = [...document.querySelectorAll("body *")].filter(one => {
        const box = one.getBoundingClientRect();
        const apart = one.closest("[popover], details:not([open]) > :not(summary)");
        return box.width > 0 && !apart && (box.right > innerWidth + 1 || box.left < -1)
            && !scrolls(one.parentElement);
    });
    function scrolls(one) {
        for (; one; one = one.parentElement) {
            if (one !== wide && one !== document.body
                && ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX))
                return true;
        }
        return false;
    }
    return { scroll: wide.scrollWidth, client: wide.clientWidth,
             beyond: inside.slice(0, 5).map(one => one.outerHTML.slice(0, 120)) };
}"""


def too_wide(page: Page) -> list[str]:
    """What sticks out of the window; empty if the page does not scroll sideways."""
    found = page.evaluate(WIDTHS)
    if found["scroll"] <= found["client"]:
        return []
    return [f"{found['scroll']} px", *found["beyond"]]


def open_all(page: Page) -> None:
    """Menus and lists that can be opened; of popovers each by itself covers the page."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def test_a_page_that_is_too_wide_is_seen(reader: Opened):
    """As a test of the test."""
    page = reader("de/cuba.html", width=NARROW)
    page.evaluate("document.querySelector('h1').style.width = '500px'")
    assert too_wide(page)[0].endswith(" px")


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_a_page_of_each_kind_fits_the_narrowest_window(reader: Opened, tag: str):
    """As it comes, and with all that can be opened open; letters twice as large at 640."""
    wrong = {}
    page = reader("index.html#languages", width=NARROW)
    root = page.url.removesuffix("index.html#languages")
    for path in ["index.html#languages", "404.html", *pages_of(tag)]:
        page.goto(root + path)
        if "?q=" in path:
            page.locator("ul.search li").first.wait_for()
        closed = too_wide(page)
        open_all(page)
        page.set_viewport_size({"width": 2 * NARROW, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        large = too_wide(page)
        page.set_viewport_size({"width": NARROW, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = ''")
        if found := closed or large or too_wide(page):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.soak
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_fits_the_narrowest_window(reader: Opened, site: Site, tag: str):
    """The whole site."""
    wrong = {}
    page = reader(f"{tag}/index.html", width=NARROW)
    root = page.url.removesuffix(f"{tag}/index.html")
    for path in sorted((site.folder / tag).rglob("*.html")):
        page.goto(root + path.relative_to(site.folder).as_posix())
        closed = too_wide(page)
        open_all(page)
        if found := closed or too_wide(page):
            wrong[path.name] = found
    assert wrong == {}


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_a_popover_fits_the_narrowest_window(reader: Opened, tag: str):
    """What changed in the text can be read on a phone, from its first word to its last."""
    page = reader(f"{tag}/cuba.html", width=NARROW, height=600)
    button = page.locator("[popovertarget]:visible").first
    button.click()
    box = page.locator(":popover-open").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 600
