"""What the theme does in a browser: reading, choosing, printing, with scripts and without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsing import (
    Opened,
    launched,
    left,
    moving,
    open_languages,
    readers,
    served,
    style,
)
from tests.conftest import BOOKS, ROOT, in_process

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MILL = "mill/de/wheel.html"
"""A page with one text in each state, in all places where a text can stand."""

PARAGRAPH = "mill/de/index.html"
FOOTNOTE = "guide/en/cuba.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouse; below mill/ the little book of states, below guide/ the real book."""
    folder = tmp_path_factory.mktemp("theme")
    book = shutil.copytree(BOOKS / "lighthouse", folder / "book")
    shutil.copytree(BOOKS / "states", folder / "mill")
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, folder / "guide" / name)
    shutil.copy(ROOT / "conf.py", folder / "guide")
    publish(book)
    publish(folder / "mill")
    publish(folder / "guide", "-l", "en,ur,zh-CN")
    for name in ("mill", "guide"):
        (folder / name / "build/site").rename(book / "build/site" / name)
    return book / "build/site"


def publish(book: Path, *arguments: str) -> None:
    done = in_process("publish", *arguments, cwd=book)
    assert done.code == 0, done.err


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where it is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Asked for after the site is built."""
    with launched() as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens a page for a reader of given habits; at the end, nothing may have gone wrong."""
    with readers(browser, address) as open_page:
        yield open_page


def inside_window(page: Page, selector: str) -> bool:
    """Whether the whole of an element can be seen without scrolling."""
    return bool(
        page.locator(selector).first.evaluate(
            "e => { const r = e.getBoundingClientRect();"
            " return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight + 1 }"
        )
    )


# --- reading ---------------------------------------------------------------------------------

LINES = """() => [...document.querySelectorAll(".body section > p")].flatMap(p => {
    const range = document.createRange();
    const lines = new Map();
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let at = 0; at < node.length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            const line = Math.round(box.bottom / 12);
            if (box.width) lines.set(line, (lines.get(line) || 0) + 1);
        }
    return [...lines.values()].slice(0, -1);
})"""
"""Characters of each line of the paragraphs, but for their last ones."""


@pytest.mark.parametrize(("tag", "least", "most"), [("en", 60, 75), ("zh-CN", 33, 40)])
def test_a_line_has_as_many_characters_as_are_easy_to_read(
    reader: Opened, tag: str, least: int, most: int
):
    """In the middle of all lines; Chinese characters are twice as wide."""
    lines = sorted(reader(f"guide/{tag}/the-world-after-1945.html").evaluate(LINES))
    assert len(lines) > 20
    assert least <= lines[len(lines) // 2] <= most


@pytest.mark.parametrize("script", [True, False])
def test_the_contents_open_on_a_phone(reader: Opened, script: bool):
    """By a button above the text; the open chapter is marked; Escape closes them."""
    page = reader("ar/parts/harbour.html", width=390, java_script_enabled=script)
    contents = page.locator("#lingotype-contents")
    assert not contents.is_visible()
    page.locator(".lingotype-open").focus()
    page.keyboard.press("Enter")
    assert contents.is_visible()
    assert contents.locator("a.current").count() >= 1
    page.keyboard.press("Escape")
    assert not contents.is_visible()


def test_the_contents_stand_beside_the_text_on_a_large_screen(reader: Opened):
    """With the sections of the chapter that is open, and of no other."""
    page = reader(FOOTNOTE)
    contents = page.locator("#lingotype-contents")
    assert contents.is_visible()
    assert not page.locator(".lingotype-open").is_visible()
    assert contents.locator(".toctree-l2").count() == page.locator(".body h2").count() > 2


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_footnote_is_read_in_place(reader: Opened, width: int, script: bool):
    """It comes to the foot of the window, the text stays where it is; its number leads back."""
    page = reader(FOOTNOTE, width=width, java_script_enabled=script)
    reference = page.locator("a.footnote-reference").first
    reference.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    before = page.evaluate("scrollY")
    assert before > 0
    reference.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert inside_window(page, "aside.footnote:target")
    assert abs(page.evaluate("scrollY") - before) < 40
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "doc-backlink"
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator("aside.footnote:target").count() == 0
    assert inside_window(page, "a.footnote-reference:target")


def test_a_wide_table_scrolls_in_itself(reader: Opened):
    """And not the page; it can be reached by keyboard."""
    page = reader("guide/ur/chronology.html", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    table = page.locator("table.docutils").first
    assert style(page, "table.docutils", "overflowX") == "auto"
    assert table.evaluate("e => e.scrollWidth > e.clientWidth")
    assert table.evaluate("e => e.tabIndex") == 0
    narrowest = "e => Math.min(...[...e.rows[1].cells].map(x => x.getBoundingClientRect().width))"
    assert table.evaluate(narrowest) > 80


# --- states ----------------------------------------------------------------------------------


def test_an_older_translation_says_what_changed(reader: Opened):
    """By a button that the keyboard reaches, without a script, and not by colours alone."""
    page = reader(PARAGRAPH, java_script_enabled=False)
    button = page.locator("p.lingotype-stale > .lingotype-mark").first
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    button.focus()
    page.keyboard.press("Enter")
    change = page.locator(".lingotype-change:popover-open")
    assert change.is_visible()
    assert "line-through" in style(page, ".lingotype-change:popover-open del", "textDecorationLine")
    assert "underline" in style(page, ".lingotype-change:popover-open ins", "textDecorationLine")
    page.keyboard.press("Escape")
    assert change.count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_chooses_the_text_instead_of_older_translations(reader: Opened, script: bool):
    """On the page at once; with a script also on the next one."""
    page = reader(PARAGRAPH, java_script_enabled=script)
    stale = page.locator("p.lingotype-stale").first
    assert stale.locator(".lingotype-translation").is_visible()
    assert not stale.locator(".lingotype-source").is_visible()
    page.locator("[name=lingotype-older][value=source]").check()
    assert stale.locator(".lingotype-source").is_visible()
    assert not stale.locator(".lingotype-translation").is_visible()
    page.reload()
    assert stale.locator(".lingotype-source").is_visible() == script


def test_states_are_marked_where_there_are_no_colours(reader: Opened):
    """A whole line for what is older, a dotted one for what is missing; on paper too."""
    for habits in ({"forced_colors": "active"}, {}):
        page = reader(PARAGRAPH, **habits)
        if not habits:
            page.emulate_media(media="print")
        for name, line in (("stale", "solid"), ("missing", "dotted")):
            block = f".body p.lingotype-{name}"
            assert style(page, block, "borderInlineStartStyle") == line
            assert style(page, block, "borderInlineStartWidth") == "2px"


# --- languages -------------------------------------------------------------------------------


def test_the_link_to_another_language_keeps_the_section(reader: Opened):
    """With a script: where the reader was before scrolling up to the menu."""
    page = reader("guide/en/the-world-after-1945.html")
    section = page.locator(".body section section").nth(1)
    below = "e.getBoundingClientRect().top + scrollY + 60"
    section.evaluate(f"e => scrollTo({{ top: {below}, behavior: 'instant' }})")
    page.wait_for_timeout(1000)
    name = section.get_attribute("id")
    open_languages(page)
    page.locator(".lingotype-languages a[hreflang=ur]").click()
    page.wait_for_url(f"**/guide/ur/the-world-after-1945.html#{name}")
    assert page.evaluate("localStorage.getItem('lingotype-language')") == "ur"


@pytest.mark.parametrize("touch", [True, False])
def test_a_section_leads_to_itself_in_other_languages(reader: Opened, touch: bool):
    """Without a script: beside the heading, seen by touch, shown by pointer and keyboard."""
    page = reader("guide/ur/cuba.html", java_script_enabled=False, has_touch=touch, is_mobile=touch)
    summary = page.locator(".body section section > .lingotype-here > summary").first
    assert (float(summary.evaluate("e => getComputedStyle(e).opacity")) > 0) == touch
    summary.focus()
    page.wait_for_timeout(200)
    assert float(summary.evaluate("e => getComputedStyle(e).opacity")) == 1
    page.keyboard.press("Enter")
    name = page.locator(".body section section").first.get_attribute("id")
    with moving(page, rf"/guide/zh-CN/cuba\.html#{name}$"):
        page.locator(f"section[id='{name}'] > .lingotype-here a[hreflang='zh-CN']").click()


def test_a_menu_closes_when_another_opens(reader: Opened):
    """And by Escape, with a script."""
    page = reader("ar/parts/harbour.html")
    open_languages(page)
    page.locator(".lingotype-colours summary").click()
    assert page.locator("details.lingotype-menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.lingotype-menu[open]").count() == 0


@pytest.mark.parametrize(("tag", "own_first"), [("ar", False), ("de", True)])
def test_two_languages_stand_side_by_side(reader: Opened, tag: str, own_first: bool):
    """In columns on a large screen, the reader's own where the line begins; stacked on a phone."""
    page = reader(f"{tag}/parts/harbour.en.html")
    pair = ".body p.lingotype-pair:has(> .lingotype-source) > "
    own, other = f"{pair}.lingotype-translation", f"{pair}.lingotype-source"
    assert (left(page, own) < left(page, other)) == own_first
    page.set_viewport_size({"width": 390, "height": 800})
    first, second = (page.locator(x).first.bounding_box() for x in (own, other))
    assert first
    assert second
    assert abs(first["x"] - second["x"]) < 20
    assert first["y"] != second["y"]


# --- colours, print, motion ------------------------------------------------------------------

GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_chooses_light_or_dark(reader: Opened, script: bool):
    """On the page at once; with a script it is remembered, before the next page is painted."""
    page = reader("ar/index.html", color_scheme="light", java_script_enabled=script)
    light = page.evaluate(GROUND)
    page.locator(".lingotype-colours summary").click()
    page.locator("[name=lingotype-colours][value=dark]").check()
    dark = page.evaluate(GROUND)
    assert dark != light
    page.goto(page.url.replace("index", "glossary"))
    assert page.evaluate(GROUND) == (dark if script else light)


def test_paper_shows_the_text_and_nothing_to_press(reader: Opened):
    """Dark on white, also for who reads in the dark."""
    page = reader(PARAGRAPH, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert style(page, "body", "color") == "rgb(0, 0, 0)"
    pressed = ".lingotype-tools *, #lingotype-contents, .lingotype-turn, .lingotype-here, input"
    shown = page.locator(pressed)
    assert [shown.nth(i).is_visible() for i in range(shown.count())] == [False] * shown.count()
    assert shown.count() > 5
    assert page.locator(".body p.lingotype-stale").first.is_visible()


def test_the_first_thing_the_keyboard_reaches_leads_to_the_text(reader: Opened):
    """It is seen when it is reached."""
    page = reader("ar/parts/harbour.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#lingotype-text"
    assert inside_window(page, ".lingotype-skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.body') !== null")


def test_nothing_moves_for_who_asked_for_that(reader: Opened):
    """Neither the page nor its colours."""
    page = reader("ar/index.html", reduced_motion="reduce")
    assert style(page, "html", "scrollBehavior") == "auto"
    assert style(page, "a", "transitionDuration") == "0s"
