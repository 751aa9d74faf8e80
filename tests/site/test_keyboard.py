"""Without a mouse all is reached, the focus is seen, and it moves in a sensible order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.site.conftest import WORDS, Opened, openers

if TYPE_CHECKING:
    from playwright.sync_api import Page

TABBABLE = "a[href], button, input, select, textarea, summary, [tabindex]"

REACHABLE = """selector => [...document.querySelectorAll(selector)].filter(one => {
    if (one.tabIndex < 0 || one.disabled || one.type === "hidden") return false;
    if (one.type === "radio" && !one.checked) return false;
    return one.checkVisibility({ visibilityProperty: true });
}).map((one, number) => {
    one.dataset.stop = number;
    return one.outerHTML.replace(/ data-stop="[0-9]+"/, "").slice(0, 160);
})"""
"""Numbers all that the Tab key must reach, in the order of the page, and tells what they are."""

FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one);
    const box = [...one.getClientRects()].find(box => box.width > 0) || one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const label = one.labels && [...one.labels].some(label => label.contains(top));
    return {
        stop: Number(one.dataset.stop ?? -1),
        html: one.outerHTML.slice(0, 160),
        marked: ring || style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0 && Number(style.opacity) > 0,
        covered: !!top && !one.contains(top) && !top.contains(one) && !label,
        region: one.closest("header, nav, footer") ?
            [...document.querySelectorAll("header, nav, footer")]
                .indexOf(one.closest("header, nav, footer")) : -1,
        box: [box.left, box.top, box.right, box.bottom],
    };
}"""

Stop = dict[str, Any]


def all_stops(page: Page, most: int = 400) -> list[Stop]:
    """Where the Tab key leads, from the address bar to the end of the page."""
    page.evaluate(REACHABLE, TABBABLE)
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None or (stops and found["stop"] == stops[0]["stop"]):
            return stops
        stops.append(found)
    pytest.fail(f"more than {most} stops")


def tab_to(page: Page, selector: str, most: int = 300) -> None:
    """Press Tab until the focus is on an element that matches."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key does not reach {selector}")


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("de/cuba.html", 1280),
        ("ur/cuba.html", 1280),
        ("ur/cuba.html", 390),
        ("zh-CN/cuba.en.html", 1280),
        ("ur/index.html", 1280),
        ("ur/search.html", 1280),
        ("de/edition.html", 1280),
        ("de/404.html", 1280),
        ("index.html#languages", 390),
    ],
)
def test_the_tab_key_reaches_everything_in_the_order_of_the_page(
    reader: Opened, path: str, width: int
):
    """Each stop is to be seen, is marked as the one with the focus, and nothing covers it."""
    page = reader(path, width=width)
    wanted = page.evaluate(REACHABLE, TABBABLE)
    stops = all_stops(page)
    reached = [stop["stop"] for stop in stops]
    assert [wanted[number] for number in sorted(set(range(len(wanted))) - set(reached))] == []
    assert reached == sorted(reached), "the focus jumps back"
    assert [stop["html"] for stop in stops if not stop["marked"]] == []
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    assert [stop["html"] for stop in stops if stop["covered"]] == []


@pytest.mark.parametrize(("tag", "forward"), [("de", 1), ("ur", -1)])
def test_the_focus_moves_in_the_direction_of_reading(reader: Opened, tag: str, forward: int):
    """In what stands side by side at the top and the bottom: from right to left in Urdu."""
    stops = all_stops(reader(f"{tag}/parties.html"))
    beside = 0
    for one, other in pairwise(stops):
        same_line = one["box"][1] < sum(other["box"][1::2]) / 2 < one["box"][3]
        if one["region"] == other["region"] >= 0 and same_line:
            beside += 1
            assert forward * (other["box"][0] - one["box"][0]) > 0, (one, other)
    assert beside > 0


@pytest.mark.parametrize(("tag", "width"), [("de", 1280), ("ur", 390)])
def test_the_first_stop_skips_to_the_text(reader: Opened, tag: str, width: int):
    """Past the languages and the contents; the next stop is in the text."""
    page = reader(f"{tag}/cuba.html", width=width)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a[href^=\"#\"]')")
    assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main, [role=main]')")


def open_with_keyboard(page: Page, link: str) -> None:
    """Come by Tab to each button behind which the link is put away, and press Enter."""
    if any(one.is_visible() for one in page.locator(link).all()):
        return
    for opener in openers(page.locator(link).first):
        opener.evaluate("one => { one.dataset.opener = '' }")
        tab_to(page, "[data-opener]")
        page.keyboard.press("Enter")
        opener.evaluate("one => { delete one.dataset.opener }")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_languages_are_opened_and_followed_with_the_keyboard(reader: Opened, width: int):
    """Enter opens the list, Tab comes to the language, Enter follows it to the same page."""
    page = reader("ur/cuba.html", width=width)
    link = ".lingotype-languages a[hreflang=de]"
    open_with_keyboard(page, link)
    tab_to(page, link, most=20)
    with page.expect_navigation(url=re.compile(r"/de/cuba\.html")):
        page.keyboard.press("Enter")


def test_a_section_is_found_in_another_language_with_the_keyboard(reader: Opened):
    """The small sign beside a heading shows itself when the focus comes to it."""
    page = reader("de/cuba.html")
    tab_to(page, ".lingotype-here summary")
    tab_to(page, ".lingotype-here summary")
    assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    tab_to(page, ".lingotype-here[open] a[hreflang=ur]", most=8)
    with page.expect_navigation(url=re.compile(r"/ur/cuba\.html#.+")):
        page.keyboard.press("Enter")
    place = urlsplit(page.url).fragment
    assert page.evaluate("id => !!document.getElementById(id)", place)


def test_what_changed_is_shown_and_put_away_with_the_keyboard(reader: Opened):
    """Enter opens what changed in the text, Escape closes it and leaves the focus where it was."""
    page = reader("ur/cuba.html")
    tab_to(page, ".lingotype-mark")
    page.keyboard.press("Enter")
    assert page.locator(":popover-open").count() == 1
    assert page.locator(":popover-open del, :popover-open ins").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(":popover-open").count() == 0
    assert page.evaluate("document.activeElement.matches('.lingotype-mark')")


def test_older_translations_are_chosen_with_the_keyboard(reader: Opened):
    """As every group of radio buttons: Tab comes to it, an arrow chooses the other."""
    page = reader("de/cuba.html")
    tab_to(page, ".lingotype-older input")
    assert page.locator(".lingotype-stale .lingotype-source:visible").count() == 0
    page.keyboard.press("ArrowDown")
    assert page.locator(".lingotype-stale .lingotype-source:visible").count() > 0
    assert page.locator(".lingotype-stale .lingotype-translation:visible").count() == 0


def test_the_contents_are_opened_on_a_phone_with_the_keyboard(reader: Opened):
    """Where they are put away: Enter opens them, and a chapter can be chosen."""
    page = reader("ur/cuba.html", width=390)
    link = "a[href='parties.html']"
    open_with_keyboard(page, link)
    tab_to(page, link)
    with page.expect_navigation(url=re.compile(r"/ur/parties\.html")):
        page.keyboard.press("Enter")


@pytest.mark.parametrize("tag", ["de", "ur", "zh-CN"])
def test_the_search_needs_no_mouse(reader: Opened, tag: str):
    """From the field on a page to a page that was found."""
    page = reader(f"{tag}/cuba.html")
    tab_to(page, "input[name=q]")
    page.keyboard.insert_text(WORDS[tag])
    with page.expect_navigation(url=re.compile(r"search\.html\?q=")):
        page.keyboard.press("Enter")
    page.locator("ul.search li a").first.wait_for()
    tab_to(page, "ul.search li a")
    with page.expect_navigation(url=re.compile(rf"/{tag}/(?!search)")):
        page.keyboard.press("Enter")
