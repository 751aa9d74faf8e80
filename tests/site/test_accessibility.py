"""axe-core finds nothing on any kind of page: WCAG 2.0 to 2.2, levels A and AA.

Colours alone depend on light and dark: in the dark only the rules about them are asked again.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import LANGUAGES, TRANSLATIONS, Opened, Site, pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]

ABOVE = ("index.html#languages", "404.html")
"""The pages above the languages."""

RUN = """async ([kind, values]) => {
    const found = await axe.run(document, { runOnly: { type: kind, values },
        resultTypes: ["violations", "incomplete"] });
    const told = one => ({ rule: one.id, help: one.help,
        nodes: one.nodes.map(node => node.target.join(" ") + " " + node.html.slice(0, 120)) });
    return { violations: found.violations.map(told), passes: found.passes.length };
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script, from a package that carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed (make test installs it)")
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


def violations(page: Page, axe: str, kind: str, values: list[str]) -> list[str]:
    """What is wrong on a page that is open, a line each place."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(RUN, [kind, values])
    assert kind == "rule" or found["passes"] > 5
    return [
        f"{one['rule']} ({one['help']}): {node}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def opened(page: Page) -> None:
    """Wait for what a search finds, and open all that can be opened on the page."""
    if "?q=" in page.url:
        page.locator("ul.search li").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def faults(page: Page, axe: str) -> list[str]:
    """By all rules in the light, by those of colours in the dark; with the menus open."""
    opened(page)
    found = violations(page, axe, "tag", LEVELS)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {one}" for one in violations(page, axe, "rule", COLOURS)]


def test_axe_finds_a_fault(reader: Opened, axe: str):
    """As a test of the test: grey on grey, and a picture without a word."""
    page = reader("de/cuba.html")
    page.evaluate(
        """() => {
            const heading = document.querySelector("h1");
            const grey = document.createElement("p");
            heading.after(grey);
            grey.style = "color: #aaa; background: #bbb";
            grey.append("grey on grey");
            heading.append(Object.assign(new Image(), { src: "data:image/svg+xml,<svg/>" }));
        }"""
    )
    found = violations(page, axe, "tag", LEVELS)
    assert {one.split()[0] for one in found} >= {"color-contrast", "image-alt"}


@pytest.mark.parametrize(
    "path", [*ABOVE, *(path for tag in TRANSLATIONS for path in pages_of(tag))]
)
def test_a_page_of_each_kind_has_no_violation(reader: Opened, axe: str, path: str):
    """In a language from left to right, in one from right to left, and in Chinese."""
    assert faults(reader(path), axe) == []


@pytest.mark.parametrize("name", ["cuba.html", "index.html"])
def test_a_page_on_a_phone_has_no_violation(reader: Opened, axe: str, name: str):
    """There the contents and the languages stand elsewhere, and must be large enough to touch."""
    assert faults(reader(f"ur/{name}", width=320, has_touch=True), axe) == []


@pytest.mark.parametrize("contrast", ["more", "forced"])
def test_a_page_for_those_who_ask_for_contrast_has_no_violation(
    reader: Opened, axe: str, contrast: str
):
    """More contrast, or the colours of the system alone."""
    habit = {"contrast": "more"} if contrast == "more" else {"forced_colors": "active"}
    assert faults(reader("de/cuba.html", **habit), axe) == []


@pytest.mark.soak
@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_page_has_a_violation(reader: Opened, axe: str, site: Site, tag: str):
    """Every page of the site."""
    found = []
    page = reader(f"{tag}/index.html")
    root = page.url.removesuffix(f"{tag}/index.html")
    for path in sorted((site.folder / tag).rglob("*.html")):
        name = path.relative_to(site.folder).as_posix()
        page.goto(root + name)
        page.emulate_media(color_scheme="light")
        found += [f"{name}: {one}" for one in faults(page, axe)]
    assert found == []
