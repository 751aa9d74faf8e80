"""The real book in the middle of an update, published in four languages, served in a folder."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from filelock import FileLock

from tests.conftest import ROOT, in_process
from tests.site import crawler

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ElementHandle, Locator, Page

SUBPATH = "books/restoration"
BASE_URL = f"https://books.example.org/{SUBPATH}"
SOURCE = "en"
TRANSLATIONS = ("de", "ur", "zh-CN")
LANGUAGES = (SOURCE, *TRANSLATIONS)

KINDS = {
    "contents": "index.html",
    "chapter": "cuba.html",
    "chapter-without-translation": "privilege.html",
    "footnotes": "how-the-states-came-about.html",
    "figure": "the-world-after-1945.html",
    "table": "chronology.html",
    "glossary": "glossary.html",
    "index": "genindex.html",
    "search": "search.html",
    "side-by-side": "cuba.en.html",
    "edition": "edition.html",
    "not-found": "404.html",
}
"""The kinds of pages, and one of each."""

IN_ALL_STATES = ("index", "cuba", "chronology", "glossary", "the-world-after-1945")
"""The documents of which the update has reworded and added some paragraphs."""

REDIRECTS = {
    "old/castro": "cuba",
    "cuba#moncada": "cuba#the-movement",
    "cuba#ban": "parties#the-lessons-of-1921",
}
"""A document that had another name, a place that had another, and one that was on another page."""

WORDS = {"en": "council", "de": "Rat", "ur": "انقلاب", "zh-CN": "革命"}
"""A word that the search of each language finds."""


@dataclass(frozen=True)
class Site:
    """A published site: its folder, and the folder of the book that it is made of."""

    folder: Path
    book: Path


def pages_of(tag: str) -> Iterator[str]:
    """The page of each kind that a language has, with a search under way on the page for it."""
    for kind, name in KINDS.items():
        if kind == "side-by-side" and tag == SOURCE:
            continue
        yield f"{tag}/{name}" + (f"?q={WORDS[tag]}" if kind == "search" else "")


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """A folder that `make` fills, once also where several workers run the tests."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, making = shared / f"made-{name}", shared / f"making-{name}"
    with FileLock(shared / f"{name}.lock"):
        if not folder.is_dir():
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sites of the book, in a folder of a folder of a server with another front page."""
    made = made_once(tmp_path_factory, "site", _make)
    return Site(made / "web" / SUBPATH, made / "book")


def _make(folder: Path) -> None:
    place = folder / "web" / SUBPATH
    place.parent.mkdir(parents=True)
    (folder / "web/index.html").write_text("<!DOCTYPE html><title>Another site</title>")
    _published(folder / "book").rename(place)


def _published(book: Path) -> Path:
    """The sites of a copy of the book whose text has been changed since it was translated."""
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, book / name, ignore=shutil.ignore_patterns("*.mo"))
    conf = (ROOT / "conf.py").read_text("utf-8")
    conf = re.sub(r"(?m)^lingotype_(languages|base_url) = .*\n", "", conf)
    conf += f'\nlingotype_languages = {list(TRANSLATIONS)!r}\nlingotype_base_url = "{BASE_URL}"\n'
    conf += f"lingotype_redirects = {REDIRECTS!r}\n"
    (book / "conf.py").write_text(conf, "utf-8")
    for tag in TRANSLATIONS:
        for document in IN_ALL_STATES:
            folder = book / "locale" / tag.replace("-", "_") / "LC_MESSAGES"
            _reword(folder / f"{document}.po")
    done = in_process("publish", cwd=book)
    assert done.code == 0, done.out + done.err
    return book / "build/site"


def _reword(path: Path) -> None:
    """Of the messages every fifth is now of an earlier wording, and every seventh is new."""
    catalogue = polib.pofile(str(path), wrapwidth=79)
    for number, entry in enumerate(catalogue):
        if not entry.msgstr or entry.msgid.startswith(".. "):
            continue
        if number % 5 == 2:
            entry.flags.append("fuzzy")
            entry.previous_msgid = f"Indeed, {entry.msgid}"
        elif number % 7 == 3:
            entry.msgstr = ""
    catalogue.save()


@pytest.fixture(scope="package")
def pages(site: Site) -> dict[str, crawler.Page]:
    """Every page of the site, read from the disk."""
    return crawler.read(site.folder)


@pytest.fixture(scope="package")
def address(site: Site) -> Iterator[str]:
    """Where the site is served: in a folder of a server."""
    from tests.browsing import served

    with served(site.folder.parents[len(SUBPATH.split("/")) - 1]) as root:
        yield f"{root}/{SUBPATH}"


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    """A headless Chromium; asked for after the site is built, whose workers are forked."""
    from tests.browsing import launched  # skips where there is no Chromium

    with launched() as browser:
        yield browser


Opened = Callable[..., "Page"]


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens a page of the site: `reader("de/cuba.html", width=320, color_scheme="dark")`.

    At the end, nothing may have gone wrong: see `readers`.
    """
    from tests.browsing import readers

    with readers(browser, address) as opened:

        def open_page(path: str, width: int = 1280, height: int = 800, **habits: object) -> Page:
            # Colours that change slowly would be measured half-way.
            page = opened(path, width, **({"reduced_motion": "reduce"} | habits))
            page.set_viewport_size({"width": width, "height": height})
            return page

        yield open_page


OPENER = """element => {
    // What must be opened before the element can be seen, from without to within.
    const found = [];
    for (let one = element.parentElement; one; one = one.parentElement) {
        const shut = one.matches("details:not([open])") && one.querySelector(":scope > summary");
        const over = one.popover !== null && !one.checkVisibility() && one.id
            && document.querySelector(`[popovertarget="${CSS.escape(one.id)}"]`);
        if (shut || over) found.unshift(shut || over);
    }
    return found;
}"""


def openers(link: Locator) -> list[ElementHandle]:
    """The summaries and buttons to choose one after the other, so that the link is seen."""
    found = link.evaluate_handle(OPENER)
    return [one for value in found.get_properties().values() if (one := value.as_element())]
