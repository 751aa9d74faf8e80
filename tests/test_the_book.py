"""The real book: seven sites, nothing broken in them, nothing left to update."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from lingotype.model.language import Language
from tests.conftest import ROOT, Ran, in_process

TAGS = ("en", "de", "fr", "es", "ru", "ur", "zh-CN")


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    """A copy of the book, without what was built."""
    folder = tmp_path_factory.mktemp("book")
    shutil.copy(ROOT / "conf.py", folder)
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def published(book: Path) -> Ran:
    return in_process("publish", cwd=book)


@pytest.fixture(scope="module")
def sites(book: Path, published: Ran) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted((book / "build/site").rglob("*.html"))}


class Page(HTMLParser):
    """A page's links, the anchors that can be linked to, and its first tag."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.siblings: list[str] = []
        self.html: dict[str, str | None] = {}
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.anchors |= {str(found[name]) for name in ("id", "name") if name in found}
        address = found.get("href") or found.get("src")
        if tag == "html":
            self.html = found
        if tag == "a" and found.get("rel") == "alternate":
            self.siblings.append(str(found["hreflang"]))
        if address:
            self.links.append(address)

    def targets(self) -> Iterator[tuple[Path, str]]:
        """(file, anchor) of every link that stays on the site."""
        for link in self.links:
            parts = urlsplit(link)
            if not parts.scheme and not parts.netloc:
                file = (self.path.parent / unquote(parts.path)) if parts.path else self.path
                yield file.resolve(), unquote(parts.fragment)


def test_no_language_has_a_warning(published: Ran):
    """Neither in the source nor in a translation."""
    assert published.code == 0
    assert sorted(published.err.splitlines()) == sorted(f"{tag}: done" for tag in TAGS)
    assert [line.split()[0] for line in published.out.splitlines()[1:-1]] == list(TAGS)


def test_every_language_has_every_page(book: Path, sites: dict[Path, Page]):
    """A page a document, and index and search."""
    documents = {path.stem for path in (book / "source").glob("*.rst")} | {"genindex", "search"}
    for tag in TAGS:
        folder = book / "build/site" / tag
        assert {path.stem for path in sites if path.parent == folder} == documents


def test_no_internal_link_is_dead(book: Path, sites: dict[Path, Page]):
    """Files and anchors, between pages and between languages."""
    dead = []
    for page in sites.values():
        for file, anchor in page.targets():
            known = sites.get(file)
            if known is None and not file.is_file():
                dead.append((page.path, file))
            elif known is not None and anchor and anchor not in known.anchors:
                dead.append((page.path, f"{file}#{anchor}"))
    assert dead == []


def test_every_page_is_reached_from_the_front_page(book: Path, sites: dict[Path, Page]):
    """By links alone; only the search pages are reached by searching."""
    reached: set[Path] = set()
    waiting = [book / "build/site/index.html"]
    while waiting:
        path = waiting.pop()
        if path in sites and path not in reached:
            reached.add(path)
            waiting += [file for file, _ in sites[path].targets()]
    assert {path for path in sites if path not in reached} == set()


def test_each_page_links_to_its_six_siblings(book: Path, sites: dict[Path, Page]):
    """The same page in every other language."""
    for path, page in sites.items():
        if path.parent.name in TAGS:
            assert sorted(page.siblings) == sorted(set(TAGS) - {path.parent.name}), path


def test_language_and_direction_are_right(sites: dict[Path, Page]):
    """Urdu from right to left, the others from left to right."""
    for path, page in sites.items():
        if path.parent.name in TAGS:
            direction = "rtl" if path.parent.name == "ur" else "ltr"
            assert (page.html["lang"], page.html["dir"]) == (path.parent.name, direction)


def test_no_markup_is_left_in_the_pages(sites: dict[Path, Page]):
    """A role or a footnote that was not understood shows as it was typed."""
    for path in sites:
        text = path.read_text("utf-8")
        for mark in (":term:", ":ref:", ":doc:", "[#", "`_", "system-message"):
            assert mark not in text, path


def test_no_block_is_untranslated(sites: dict[Path, Page]):
    """These chapters are translated whole, into all six languages."""
    for path in sites:
        assert "lingotype-missing" not in path.read_text("utf-8"), path


def test_templates_and_catalogues_are_up_to_date(book: Path):
    """`make update` in a fresh clone changes no file."""
    before = {p: p.read_bytes() for p in (book / "locale").rglob("*.*")}
    assert in_process("extract", cwd=book).code == 0
    assert in_process("update", cwd=book).code == 0
    assert {p: p.read_bytes() for p in (book / "locale").rglob("*.*")} == before


def test_every_translation_says_what_it_is(book: Path):
    """A first draft, until a native reader has reviewed it."""
    for tag in TAGS[1:]:
        folder = book / "locale" / Language.parse(tag).locale_name / "LC_MESSAGES"
        for path in folder.glob("*.po"):
            assert "# First draft, not yet reviewed by a native reader." in path.read_text("utf-8")
