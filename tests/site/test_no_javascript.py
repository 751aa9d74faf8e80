"""Nothing is needed to read, to change the language, or to look something up in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.site.conftest import LANGUAGES, TRANSLATIONS, Opened, openers

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PHONE, DESKTOP = 390, 1280
SECTION = "the-movement"

BOXES = """pair => ["source", "translation"].map(
    name => pair.querySelector(`:scope > .lingotype-${name}`).getBoundingClientRect().toJSON())"""
"""Where both stand at the same moment."""


def plain(reader: Opened, path: str, width: int = DESKTOP) -> Page:
    """A page in a browser that runs no script."""
    return reader(path, width=width, java_script_enabled=False)


def shown(page: Page, link: Locator) -> Locator:
    """The link, after the menus in which it stands have been opened."""
    for opener in openers(link):
        opener.click()
    link.scroll_into_view_if_needed()
    assert link.is_visible()
    return link


def in_window(page: Page, locator: Locator) -> bool:
    """Whether the beginning of the element is on the screen."""
    box = locator.bounding_box()
    size = page.viewport_size
    return bool(box and size and 0 <= box["y"] < size["height"])


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_language_is_changed_on_the_same_page(reader: Opened, width: int):
    """All the way round."""
    page = plain(reader, "en/cuba.html", width)
    for tag in (*TRANSLATIONS, "en"):
        shown(page, page.locator(f".lingotype-languages a[hreflang='{tag}']").first).click()
        assert urlsplit(page.url).path.endswith(f"/{tag}/cuba.html")
        assert page.locator("html").get_attribute("lang") == tag


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_language_is_changed_in_the_same_section(reader: Opened, width: int):
    """From the heading of a section to the same heading in each other language."""
    page = plain(reader, f"en/cuba.html#{SECTION}", width)
    for tag in (*TRANSLATIONS, "en"):
        heading = page.locator(f"[id='{SECTION}']")
        here = heading.locator(".lingotype-here").first
        heading.locator("h2").first.hover()
        shown(page, here.locator(f"a[hreflang='{tag}']")).click()
        assert page.url.endswith(f"/{tag}/cuba.html#{SECTION}")
        assert in_window(page, page.locator(f"[id='{SECTION}'] h2").first)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("tag", ["de", "ur"])
def test_a_chapter_is_chosen_from_the_contents(reader: Opened, tag: str, width: int):
    """On a phone they are opened first."""
    page = plain(reader, f"{tag}/cuba.html", width)
    links = page.locator("a[href='parties.html']")
    chosen = next((link for link in links.all() if link.is_visible()), links.first)
    shown(page, chosen).click()
    assert page.url.endswith(f"/{tag}/parties.html")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_footnote_is_read_and_left(reader: Opened, width: int):
    """It is on the screen after its number was chosen, and a link leads back."""
    page = plain(reader, "ur/how-the-states-came-about.html", width)
    number = page.locator("a.footnote-reference").first
    number.click()
    note = page.locator((number.get_attribute("href") or "").replace("#", "aside#", 1)).first
    assert in_window(page, note)
    note.locator("a[href^='#']").first.click()
    assert in_window(page, number)


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_older_translations_give_way_to_the_text_and_come_back(reader: Opened, tag: str):
    """By the two buttons at the start of the page."""
    page = plain(reader, f"{tag}/cuba.html")
    ours = page.locator(".lingotype-stale .lingotype-translation:visible")
    text = page.locator(".lingotype-stale .lingotype-source:visible")
    stale = page.locator(".lingotype-stale > .lingotype-translation").count()
    assert stale > 2
    assert (ours.count(), text.count()) == (stale, 0)
    page.locator(".lingotype-older input[value=source]").check()
    assert (ours.count(), text.count()) == (0, stale)
    assert text.first.get_attribute("lang") == "en"
    page.locator(".lingotype-older input[value=translation]").check()
    assert (ours.count(), text.count()) == (stale, 0)


def test_what_changed_is_shown(reader: Opened):
    """The button opens it, and anywhere else closes it."""
    page = plain(reader, "de/cuba.html")
    page.locator(".lingotype-mark").first.click()
    assert page.locator(":popover-open").count() == 1
    page.mouse.click(5, 5)
    assert page.locator(":popover-open").count() == 0


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_two_languages_are_read_side_by_side(reader: Opened, tag: str):
    """Paragraph beside paragraph where there is room, one below the other on a phone."""
    page = plain(reader, f"{tag}/cuba.html")
    shown(page, page.locator("a[href='cuba.en.html']").first).click()
    pair = page.locator("p.lingotype-pair", has=page.locator("> .lingotype-translation")).first
    text, ours = pair.locator("> .lingotype-source"), pair.locator("> .lingotype-translation")
    assert (text.get_attribute("lang"), ours.get_attribute("lang")) == ("en", tag)
    page.wait_for_load_state()
    one, other = pair.evaluate(BOXES)
    assert abs(one["top"] - other["top"]) < 24  # of Urdu the lines are higher
    assert one["right"] <= other["left"] or other["right"] <= one["left"]
    page.set_viewport_size({"width": PHONE, "height": 800})
    one, other = pair.evaluate(BOXES)
    assert one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1


def test_the_front_page_lists_the_languages(reader: Opened):
    """It sends nobody anywhere, and each link leads to the first page of an edition."""
    page = plain(reader, "index.html")
    for tag in LANGUAGES:
        page.locator(f"main a[hreflang='{tag}']").click()
        assert page.locator("html").get_attribute("lang") == tag
        page.go_back()


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_the_search_says_what_it_needs(reader: Opened, tag: str):
    """It is the one page that does nothing without JavaScript; the general index is there."""
    page = plain(reader, f"{tag}/search.html")
    assert page.locator("[role=main] noscript :visible").count() > 0
    links = page.locator("a[href='genindex.html']")
    shown(page, links.first).click()
    assert page.url.endswith("/genindex.html")
