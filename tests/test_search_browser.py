"""The search as readers use it, on the real book: they type a word and find the page.

In every language of the book, from a server and from the disk.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from lingotype.serve import static
from tests.conftest import ROOT, in_process

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

FLAGS = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]

# What is typed -> a page that must be among the first. Other forms of the word than the page has,
# accents left out, letters and digits of another keyboard, and words of the source text.
WORDS = {
    "en": {
        "Cuba": "cuba",
        "workers council": "workers-councils",
        "revolutions": "what-political-revolution-means",
        "bureaucracies": "the-factions-of-the-bureaucracy",
        "nation": "nations",
        "privileged": "privilege",
        "union": "workplace-and-unions",
        "1953": "cuba",
        "oppressed": "social-oppression",
        "glasnost": "glossary",
    },
    "de": {
        "Kuba": "cuba",
        "Arbeiterrat": "workers-councils",
        "Burokratie": "the-factions-of-the-bureaucracy",
        "Zensur": "glossary",
        "Gorbatschow": "glossary",
        "1953": "cuba",
        "Privileg": "privilege",
        "Gewerkschaft": "workplace-and-unions",
        "PRODUZENT": "a-plan-without-its-producers",
        "soziale Unterdrückung": "social-oppression",
    },
    "fr": {
        "Cuba": "cuba",
        "revolution politique": "what-political-revolution-means",
        "syndicat": "workplace-and-unions",
        "bureaucraties": "the-factions-of-the-bureaucracy",
        "nation": "nations",
        "privilege": "privilege",
        "ouvrière": "workers-councils",
        "l'oppression": "social-oppression",
        "1953": "cuba",
        "producteur": "a-plan-without-its-producers",
    },
    "es": {
        "Cuba": "cuba",
        "revolucion": "what-political-revolution-means",
        "sindicato": "workplace-and-unions",
        "burocracia": "the-factions-of-the-bureaucracy",
        "nación": "nations",
        "privilegio": "privilege",
        "obrero": "workers-councils",
        "opresión social": "social-oppression",
        "1953": "cuba",
        "productor": "a-plan-without-its-producers",
    },
    "ru": {
        "Куба": "cuba",
        "производители": "a-plan-without-its-producers",
        "бюрократия": "the-factions-of-the-bureaucracy",
        "привилегия": "privilege",
        "Китая": "chinas-different-road",
        "Горбачёв": "glossary",
        "профсоюз": "workplace-and-unions",
        "демократическое право": "democratic-rights",
        "1953": "cuba",
        "solidarity": "solidarity",
    },
    "ur": {
        "کیوبا": "cuba",
        "كيوبا": "cuba",
        "گورباچوف": "glossary",
        "سیاسی انقلاب": "what-political-revolution-means",
        "مزدور": "workers-councils",
        "فرہنگ": "glossary",
        "منصوبہ": "a-plan-without-its-producers",
        "۱۹۵۳": "cuba",
        "ریاست": "how-the-states-came-about",
        "internationalism": "internationalism",
    },
    "zh-CN": {
        "古巴": "cuba",
        "工人委员会": "workers-councils",
        "政治革命": "what-political-revolution-means",
        "戈尔巴乔夫": "glossary",
        "生产者": "a-plan-without-its-producers",
        "国家": "how-the-states-came-about",
        "大事年表": "chronology",
        "１９５３": "cuba",
        "众": "cuba",
        "parliament": "parliaments-and-constituent-assemblies",
    },
}
FIRST = 6


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real book's sites."""
    book = tmp_path_factory.mktemp("search") / "book"
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, book / name)
    shutil.copy(ROOT / "conf.py", book)
    done = in_process("publish", cwd=book)
    assert done.code == 0, done.err
    return book / "build/site"


@pytest.fixture(scope="module")
def addresses(site: Path) -> Iterator[dict[str, str]]:
    """Where the sites are, by the way in which they are read."""
    with static.server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        served = f"http://{static.LOOPBACK}:{server.server_port}"
        yield {"server": served, "disk": site.as_uri()}
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(addresses: dict[str, str]) -> Iterator[Browser]:
    """Asked for after the site is built: its loop of events must not be forked."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *root])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """At the end nothing may have gone wrong: no error of a script, nothing that was refused."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(f"{said.text} {said.location['url']}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    # Chromium asks for an icon of its own accord.
    assert [one for one in wrong if not one.endswith("/favicon.ico")] == []


def found(page: Page, address: str, typed: str) -> list[str]:
    """The pages that a reader is shown, the best first."""
    page.goto(f"{address}/search.html?q={quote(typed)}")
    page.locator(".search-summary:not(:empty)").wait_for()
    links = page.locator("#search-results ul.search > li > a")
    hrefs = links.evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return [href.partition("#")[0].removesuffix(".html") for href in hrefs]


@pytest.mark.parametrize("way", ["server", "disk"])
@pytest.mark.parametrize("tag", WORDS)
def test_ten_words_are_found(page: Page, addresses: dict[str, str], tag: str, way: str):
    """Each leads to its page, among the first that are shown."""
    lost = {
        typed: shown[:FIRST]
        for typed, expected in WORDS[tag].items()
        if expected not in (shown := found(page, f"{addresses[way]}/{tag}", typed))[:FIRST]
    }
    assert lost == {}


def test_what_was_typed_is_marked_where_it_was_found(page: Page, addresses: dict[str, str]):
    """A word of Chinese as a whole, although the index knows pairs of letters only."""
    found(page, f"{addresses['server']}/zh-CN", "工人委员会")
    page.locator("li[class*=kind] .highlighted").first.wait_for()
    marked = page.locator("#search-results .highlighted").all_inner_texts()
    assert set(marked) == {"工人委员会"}


def test_what_is_nowhere_is_not_found(page: Page, addresses: dict[str, str]):
    """Neither letters that stand together in no word, nor a word of another language."""
    assert found(page, f"{addresses['server']}/zh-CN", "鲸鱼") == []
    assert found(page, f"{addresses['server']}/ur", "Walfisch") == []
    assert found(page, f"{addresses['server']}/de", "…") == []
