"""A real browser for tests: Chromium, a server of a published folder, readers of given habits."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lingotype.serve import static
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
if CHROMIUM is None:
    pytest.skip("there is no Chromium (sudo apt install chromium)", allow_module_level=True)
playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (make test installs it)"
)

QUIET = ["gpu", "quic", "background-networking", "component-update", "sync"]
THEME = ROOT / "scripts" / "lingotype" / "themes" / "lingotype"

Opened = Callable[..., "Page"]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address where a folder is served."""
    with static.server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://{static.LOOPBACK}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium. Start it after all sites are built: its loop of events must not be forked."""
    flags = [f"--disable-{name}" for name in QUIET] + ["--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def readers(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens a page for a reader of given habits; at the end, nothing may have gone wrong.

    No message on the console, no error in a script, no request that failed or went elsewhere.
    """
    contexts = []
    wrong: list[str] = []

    def said(message) -> None:
        wrong.append(f"{message.type}: {message.text} {message.location['url']}")

    def failed(response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status} {response.url}")

    def unanswered(request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it had come
            wrong.append(f"{request.failure} {request.url}")

    def asked(request) -> None:
        if not request.url.startswith((address, "data:")):
            wrong.append(f"a request to {request.url}")

    def open_page(path: str, width: int = 1280, **habits: object) -> Page:
        habits.setdefault("locale", "fr")
        context = browser.new_context(viewport={"width": width, "height": 800}, **habits)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", said)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", asked)
        page.on("response", failed)
        page.on("requestfailed", unanswered)
        page.goto(f"{address}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    # Chromium asks for an icon of its own accord.
    assert [one for one in wrong if not one.endswith("/favicon.ico")] == []


@contextmanager
def moving(page: Page, pattern: str) -> Iterator[None]:
    """What is done inside leads to an address that matches."""
    with page.expect_navigation(url=re.compile(pattern)):
        yield


def open_languages(page: Page) -> None:
    """Open the menu of languages, unless it is."""
    menu = page.locator(".lingotype-languages details")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()


def style(page: Page, selector: str, name: str) -> str:
    """A computed property of the first element that matches."""
    script = "(element, name) => getComputedStyle(element)[name]"
    return page.locator(selector).first.evaluate(script, name)


def left(page: Page, selector: str) -> float:
    """Where the first element that matches begins, in pixels from the window's edge."""
    box = page.locator(selector).first.bounding_box()
    assert box
    assert box["width"] > 0
    return box["x"]


def luminance(colour: str) -> float:
    """Of a CSS colour such as ``rgb(1, 2, 3)``, as WCAG 2 defines it."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    light = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
