"""The real book: what it holds, seven sites of it, nothing broken in them, nothing to update."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from lingotype.formats import po
from lingotype.model.language import Language
from lingotype.model.message import State
from lingotype.model.words import count
from tests import eight_word_runs
from tests.conftest import ROOT, Ran, in_process

TAGS = ("en", "de", "fr", "es", "ru", "ur", "zh-CN")
COMPLETE = ("en", "de", "fr", "es")
AT_LEAST = {"de": 1.0, "fr": 1.0, "es": 1.0, "ru": 0.6, "ur": 0.4, "zh-CN": 0.4}
"""The share of words and of messages that each edition is promised to have."""


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
    """A page a document, and those that Sphinx and we add."""
    documents = {path.stem for path in (book / "source").glob("*.rst")}
    documents |= {"genindex", "search", "edition", "404"}
    for tag in TAGS:
        folder = book / "build/site" / tag
        names = {path.stem for path in sites if path.parent == folder}
        assert {name for name in names if not name.endswith(".en")} == documents


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
    """By links alone, but for what a server shows in the place of a page that is missing."""
    reached: set[Path] = set()
    waiting = [book / "build/site/index.html"]
    while waiting:
        path = waiting.pop()
        if path in sites and path not in reached:
            reached.add(path)
            waiting += [file for file, _ in sites[path].targets()]
    assert {path.name for path in sites if path not in reached} <= {"404.html"}


def test_each_page_links_to_its_six_siblings(book: Path, sites: dict[Path, Page]):
    """The same page in every other language; those in two languages as far as there are."""
    for path, page in sites.items():
        if path.parent.name in TAGS and not path.stem.endswith(".en") and path.stem != "404":
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


def test_no_block_of_a_complete_edition_is_untranslated(sites: dict[Path, Page]):
    """The others say of each block that it is not translated yet."""
    for path in sites:
        text = path.read_text("utf-8")
        if path.parent.name in COMPLETE:
            assert "lingotype-missing" not in text, path


def states(tag: str) -> dict[str, list[tuple[State, int]]]:
    """For each catalogue of a language the state and the words of its messages."""
    folder = ROOT / "locale" / Language.parse(tag).locale_name / "LC_MESSAGES"
    found = {}
    for path in sorted(folder.glob("*.po")):
        messages = po.read(path.read_bytes(), path.name).messages
        live = [message for message in messages if message.state is not State.OBSOLETE]
        found[path.stem] = [(message.state, count(message.msgid)) for message in live]
    return found


@pytest.mark.parametrize("tag", AT_LEAST)
def test_each_edition_is_as_far_as_promised(tag: str):
    """In messages and in words; no message waits to be looked at again."""
    messages = [message for found in states(tag).values() for message in found]
    assert all(state in (State.TRANSLATED, State.UNTRANSLATED) for state, _ in messages)
    done = [words for state, words in messages if state is State.TRANSLATED]
    assert len(done) >= AT_LEAST[tag] * len(messages)
    assert sum(done) >= AT_LEAST[tag] * sum(words for _, words in messages)


@pytest.mark.parametrize("tag", AT_LEAST)
def test_chapters_are_translated_whole(book: Path, published: Ran, tag: str):
    """A page is in the reader's language from its first block to its last, or not at all.

    Index entries that other chapters have too are translated everywhere.
    """
    assert published.code == 0
    for path in sorted((book / "build/site" / tag).glob("*.html")):
        text = path.read_text("utf-8")
        if path.stem in ("genindex", "search") or "lingotype-missing" not in text:
            continue
        article = text.partition("<h1")[2].partition("</h1>")[0]
        assert "lingotype-missing" in article, f"{path}: only a part of it is translated"


@pytest.mark.parametrize("tag", AT_LEAST)
def test_each_language_has_its_list_of_terms(tag: str):
    """With every term of the glossary, as the glossary of that language has it."""
    folder = ROOT / "locale" / Language.parse(tag).locale_name
    with (folder / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = {row["term"]: row["translation"] for row in rows}
    assert len(listed) == len(rows)
    text = (ROOT / "source/glossary.rst").read_text("utf-8").partition(":sorted:")[2]
    path = folder / "LC_MESSAGES/glossary.po"
    messages = {m.msgid: m.msgstr for m in po.read(path.read_bytes(), path.name).messages}
    for term in re.findall(r"(?m)^   (\S.*)$", text):
        ways = [way.strip().casefold() for way in re.split("[;；|]", listed[term])]
        assert messages[term].casefold() in ways, term


def test_it_is_a_book_of_its_size():
    """8,000 to 11,000 words, markup and index entries aside."""
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "source").glob("*.rst"))
    text = re.sub(r"(?m)^\.\. index::\n(?:   .*\n)+", "", text)
    text = re.sub(r"(?m)^ *(?:\.\. _?[\w-]+::?|:[\w-]+:).*\n", "", text)
    text = re.sub(r"(?m)^   [a-z0-9-]+$", "", text)  # names in toctrees
    assert 8_000 <= count(text) <= 11_000


def test_it_has_what_a_book_has():
    """Terms that are used, dates, people, tables, figures, notes, an index."""
    texts = {path.stem: path.read_text("utf-8") for path in (ROOT / "source").glob("*.rst")}
    everything = re.sub(r"\s+", " ", " ".join(texts.values()))
    terms = re.findall(r"(?m)^   (\S.*)$", texts["glossary"].partition(":sorted:")[2])
    used = {
        (target or shown).casefold()
        for shown, target in re.findall(r":term:`([^`<]*?)(?: <([^>]*)>)?`", everything)
    }
    assert len(terms) >= 40
    assert [term for term in terms if term.casefold() not in used] == []
    assert texts["chronology"].count("   * - ") - 1 >= 30
    assert len(re.findall(r"(?m)^\S.*(?:\(.*[0-9]{4}.*\)|, \w+)\n   \S", texts["people"])) >= 20
    assert len(re.findall(r"(?m)^\* ", texts["bibliography"])) >= 18
    assert everything.count(".. figure::") >= 2
    assert everything.count(".. list-table::") >= 5
    assert texts["index"].count(":caption:") >= 5


def test_no_sentence_of_the_manuscript_stands_in_the_repository():
    """No run of eight words is shared, in any text that is kept here."""
    known = eight_word_runs.known()
    assert len(known) > 14_000
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    kept = [ROOT / name for name in listed.split("\0") if name] or [*ROOT.glob("source/*.rst")]
    readable = {".rst", ".md", ".txt", ".po", ".pot", ".py", ".svg", ".csv"}
    found = {
        path.name: eight_word_runs.shared(path.read_text("utf-8"), known)
        for path in kept
        if path.suffix in readable and path.is_file()
    }
    assert {name: runs for name, runs in found.items() if runs} == {}


def test_a_shared_run_is_found():
    """Whatever stands between its words: markup, punctuation, a line end, capitals."""
    hashes = {found for _, found in eight_word_runs.runs("the lamp of our street is never out")}
    said = "They say: “The *lamp* of our\n:term:`street <road>` is never (ever) out.”"
    assert eight_word_runs.shared(said, hashes) == []
    said = said.replace(" (ever)", "")
    assert eight_word_runs.shared(said, hashes) == ["the lamp of our street is never out"]


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


def test_the_colophon_of_each_edition_says_so(book: Path, published: Ran):
    """As each catalogue's header does, in the reader's language."""
    assert published.code == 0
    english = (book / "build/site/en/colophon.html").read_text("utf-8")
    assert "No native reader has reviewed them yet." in english
    for tag in TAGS[1:]:
        page = (book / "build/site" / tag / "colophon.html").read_text("utf-8")
        assert "lingotype-missing" not in page, tag
        assert "No native reader" not in page, tag
