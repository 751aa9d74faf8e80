"""Readers who come by old addresses, and to where nothing is, in a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.browsing import launched
from tests.conftest import BOOKS, in_process

from lingotype.serve import static

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTING = """
lingotype_epub = False
lingotype_redirects = {
    "tower": "parts/harbour",
    "tower#stairs": "glossary#term-lamp",
    "glossary#oil": "parts/harbour#the-harbour",
}
"""


@pytest.fixture(scope="module", params=["", "https://x.org/book"])
def address(request, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A book in a folder of its host, whether or not it was told so."""
    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("moved") / "lighthouse")
    with (book / "conf.py").open("a") as conf:
        conf.write(f'{SETTING}lingotype_base_url = "{request.param}"\n')
    assert in_process("publish", "-l", "en,de", cwd=book).code == 0
    with static.server(book / "build/site", 0, "/book") as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://{static.LOOPBACK}:{server.server_port}/book"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.mark.parametrize(
    ("script", "old", "new"),
    [
        (True, "tower.html", "parts/harbour.html"),
        (True, "tower.html#stairs", "glossary.html#term-lamp"),
        (True, "tower.html#else", "parts/harbour.html#else"),
        (False, "tower.html", "parts/harbour.html"),
        (False, "tower.html#stairs", "parts/harbour.html"),
    ],
)
def test_an_old_address_leads_to_the_new_one(
    browser: Browser, address: str, *, script: bool, old: str, new: str
):
    """Without JavaScript too; with it, the place in the page is kept."""
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(f"{address}/de/{old}", wait_until="commit")
    page.wait_for_url(f"{address}/de/{new}")
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_line_about_what_has_moved_is_seen_by_those_who_come_for_it(
    browser: Browser, address: str, *, script: bool
):
    """And by nobody else."""
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(f"{address}/de/glossary.html")
    assert not page.locator(".lingotype-moved").is_visible()
    page.goto(f"{address}/de/glossary.html#oil")
    assert page.locator(".lingotype-moved").is_visible()
    page.locator(".lingotype-moved a").click()
    assert page.url == f"{address}/de/parts/harbour.html#the-harbour"
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_no_link_leads_astray_where_there_is_no_page(
    browser: Browser, address: str, *, script: bool
):
    """At any depth: each that is seen leads to a page of the book."""
    page = browser.new_context(java_script_enabled=script).new_page()
    for place in ("de/nothing.html", "de/a/b/c/nothing.html", "nothing.html"):
        answer = page.goto(f"{address}/{place}")
        assert answer is not None
        assert answer.status == 404
        for link in page.locator("main a:visible, .body a:visible").all():
            known = [f"{address}/{tag}/index.html" for tag in ("en", "de")]
            assert link.evaluate("e => e.href") in known
    page.context.close()


def test_a_script_finds_the_folder_of_the_language(browser: Browser, address: str):
    """Or conf.py has named it: then no script is needed."""
    page = browser.new_page()
    page.goto(f"{address}/de/a/b/nothing.html")
    page.get_by_role("link", name="Zum Anfang des Buches").click()
    assert page.title() == "Der Leuchtturm"
    page.close()
