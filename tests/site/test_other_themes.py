"""States, languages and sections work in themes that know nothing of us."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BOOKS, run
from tests.site import crawler
from tests.site.conftest import made_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

THEMES = {"alabaster": "alabaster", "furo": "furo", "pydata_sphinx_theme": "pydata-sphinx-theme"}
"""The theme's name, and its package's."""

DIRECTIONS = {"de": "ltr", "ar": "rtl", "zh-CN": "ltr"}
OUT = {"publish": "build/site", "sphinx-build": "out"}
"""Two ways to make the sites, and the folders in which they then stand."""

OF_ALABASTER = "the id 'searchlabel'"
"""Its search field is labelled by a heading that it does not have."""

BASE = "https://books.example.org"
PAGE = "parts/harbour.html"

FOUND = {
    "de": ("Leuchtturm", "index.html"),
    "ar": ("الميناء", "parts/harbour.html"),
    "zh-CN": ("灯塔", "index.html"),
}
"""A word, and a page that the search must find for it."""


@pytest.fixture(scope="module", params=[(x, way) for x in THEMES for way in OUT], ids="-".join)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the little book's sites: a folder a language, made in one of two ways."""
    theme, way = request.param
    if importlib.util.find_spec(theme) is None:
        pytest.skip(f"{THEMES[theme]} is not installed (make test installs it)")
    made = made_once(tmp_path_factory, f"{theme}-{way}", partial(_make, theme, way))
    return made / OUT[way]


def _make(theme: str, way: str, folder: Path) -> None:
    book = shutil.copytree(BOOKS / "lighthouse", folder, dirs_exist_ok=True)
    conf = re.sub(r"(?m)^html_theme = .*", f'html_theme = "{theme}"', _read(book / "conf.py"))
    (book / "conf.py").write_text(f'{conf}lingotype_base_url = "{BASE}"\n', "utf-8")
    _make_stale(book / "locale/de/LC_MESSAGES/parts/harbour.po")
    _make_missing(book / "locale/ar/LC_MESSAGES/parts/harbour.po")
    if way == "publish":
        _publish(book)
    else:
        _build_each(book)
    front = book / OUT[way] / "index.html"
    if not front.exists():
        front.write_text("<!DOCTYPE html><title>all</title>")


def _make_stale(path: Path) -> None:
    """The text says no longer that the wood was old."""
    old = 'msgid "It was made of wood."'
    new = f'#, fuzzy\n#| msgid "It was made of old wood."\n{old}'
    text = _read(path)
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _make_missing(path: Path) -> None:
    """Nobody has translated it yet."""
    text, times = re.subn(r'(msgid "It burned down twice."\nmsgstr) ".*"', r'\1 ""', _read(path))
    assert times == 1
    path.write_text(text, "utf-8")


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _publish(book: Path) -> None:
    done = run("publish", cwd=book)
    assert done.code == 0, done.out + done.err


def _build_each(book: Path) -> None:
    """Each language by itself, as a service would, side by side."""
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(partial(_sphinx_build, book), ("en", *DIRECTIONS)))
    assert said == [""] * len(said)


def _sphinx_build(book: Path, tag: str) -> str:
    """Build a language with warnings as errors; return what Sphinx said."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "."]
    command += ["-D", f"language={tag.replace('-', '_')}", "-d", f"doctrees/{tag}"]
    command += ["source", f"out/{tag}"]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    return done.stderr or "?" * done.returncode


def text_of(built: Path, tag: str, name: str = PAGE) -> str:
    return _read(built / tag / name)


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_a_page_has_the_language_and_direction_of_its_edition(built: Path, tag: str):
    """In its first tag."""
    page = crawler.read(built)[f"{tag}/{PAGE}"]
    assert (page.language, page.direction) == (tag, DIRECTIONS[tag])


def test_an_older_translation_is_marked(built: Path):
    """It stands there in German, with the text as it is now and what changed."""
    block = re.search(
        r'<(li|p)[^>]*class="[^"]*lingotype-stale.*?</\1>', text_of(built, "de"), re.DOTALL
    )
    assert block
    assert "Er war aus Holz." in block[0]
    assert re.search(r'<span[^>]*class="lingotype-source"[^>]*lang="en"', block[0])
    assert "<del>old" in block[0]
    assert 'popovertarget="' in block[0]


def test_what_is_not_translated_is_marked(built: Path):
    """It is English, from left to right, on the Arabic page."""
    opening = re.search(r"<(?:p|li) ([^>]*)>(?:<p>)?It burned down twice", text_of(built, "ar"))
    assert opening
    assert "lingotype-missing" in opening[1]
    assert 'lang="en"' in opening[1]
    assert 'dir="ltr"' in opening[1]


def test_the_page_says_how_complete_it_is(built: Path):
    """Where something is older or missing; a switch only where something is older."""
    assert 'class="lingotype-note"' not in text_of(built, "en")
    for tag, name, buttons in (("de", PAGE, 2), ("ar", PAGE, 2), ("zh-CN", "glossary.html", 0)):
        text = text_of(built, tag, name)
        assert text.count('class="lingotype-note"') == 1, tag
        assert text.count('name="lingotype-older"') == buttons, tag


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_the_other_languages_are_linked(built: Path, tag: str):
    """The page to the page, by a list that is there without JavaScript."""
    page = crawler.read(built)[f"{tag}/{PAGE}"]
    links = [link for link in page.links if link.tag == "a" and "hreflang" in link.attributes]
    targets = {crawler.target(page.path, link.address, BASE) for link in links}
    others = {other for other in ("en", *DIRECTIONS) if other != tag}
    assert {crawler.Target(f"{other}/{PAGE}", "") for other in others} <= targets


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_a_section_is_linked_to_the_same_in_other_languages(built: Path, tag: str):
    """Beside its heading."""
    page = crawler.read(built)[f"{tag}/{PAGE}"]
    targets = {
        crawler.target(page.path, link.address, BASE)
        for link in page.links
        if "hreflang" in link.attributes
    }
    assert crawler.Target(f"en/{PAGE}", "the-harbour") in targets
    assert "lingotype-here" in text_of(built, tag)


def test_no_link_is_dead(built: Path):
    """Nor does an id stand twice, or a label point to nothing."""
    pages = crawler.read(built)
    assert list(crawler.dead_links(built, pages, BASE)) == []
    assert list(crawler.doubled_ids(pages)) == []
    pointers = [one for one in crawler.dangling_pointers(pages) if OF_ALABASTER not in one]
    assert pointers == []
    assert list(crawler.wrong_languages(pages, BASE)) == []


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_alternates_and_a_canonical_address_are_in_the_head(built: Path, tag: str):
    """One canonical address, whatever the theme writes of its own."""
    page = crawler.read(built)[f"{tag}/{PAGE}"]
    assert page.canonical == [f"{BASE}/{tag}/{PAGE}"]
    assert set(page.alternates) == {"en", *DIRECTIONS, "x-default"}


@pytest.fixture
def served_at(built: Path) -> Iterator[str]:
    """Where the sites are served."""
    from tests.browsing import served

    with served(built) as address:
        yield address


@pytest.fixture
def page(served_at: str, browser: Browser) -> Iterator[Page]:
    """A reader's page."""
    page = browser.new_context(locale="fr").new_page()
    page.set_default_timeout(10_000)
    yield page
    page.context.close()


def test_the_switch_switches_and_changes_are_shown(served_at: str, page: Page):
    """By the extension's own style sheet, without a script."""
    page.goto(f"{served_at}/de/{PAGE}")
    source = page.locator(".lingotype-stale .lingotype-source")
    assert not source.is_visible()
    page.locator(".lingotype-older input[value=source]").check()
    assert source.is_visible()
    assert not page.locator(".lingotype-stale .lingotype-translation").is_visible()
    page.locator(".lingotype-mark:visible").click()
    assert page.locator(":popover-open del").inner_text().strip() == "old"


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_the_search_finds_a_word(served_at: str, page: Page, tag: str):
    """In its language."""
    word, name = FOUND[tag]
    page.goto(f"{served_at}/{tag}/search.html?q={word}")
    page.locator(f"#search-results a[href^='{name}']").first.wait_for()
