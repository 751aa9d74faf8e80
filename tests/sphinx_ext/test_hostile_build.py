"""The fence alone: hostile catalogues stand in `locale/`, nobody has checked them, and are built.

The measure is a build of the same book in which the hostile messages are not translated: what
readers get must be the same to the byte, by `lingotype publish` and by plain `sphinx-build`.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.hostile import trees
from tests.hostile.cases import (
    CANARY,
    HONEST_STORM,
    Laid,
    attack,
    cases,
    chapters,
    honest,
    lay,
    storm_text,
    write_storms,
)
from tests.hostile.storms import SMALLER, STORMS

CASES = cases()
FENCED = [case for case in CASES if case.build == "source"]
HARMLESS = [case for case in CASES if case.build != "source"]
MODES = ("publish", "sphinx-build")
SECONDS = 120
MEMORY = 4_000_000_000
"""Bytes that a build may ask for."""
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BAD_LINK = re.compile(r"(?i)\s*(?:(?:javascript|data|vbscript|file|blob|intent|ssh|tel):|//)")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes are another matter there")


@dataclass(frozen=True)
class Site:
    """A finished build. files: what readers get, by path, as text."""

    code: int
    said: str
    files: dict[str, str]
    asked: tuple[str, ...] = ()


class Recorder(BaseHTTPRequestHandler):
    """Answers, and notes each address that it is asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CANARY.encode())

    do_HEAD = do_GET  # noqa: N815 - http.server calls it so

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine: its place, and what it was asked for."""
    asked: list[str] = []
    handler = type("Handler", (Recorder,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{running.server_port}", asked
        running.shutdown()


def build(book: Path, mode: str) -> Site:
    """Build German, in a process that is ended when it takes too long."""
    ways = {
        "publish": ["-m", "lingotype", "publish", "-l", "de"],
        "sphinx-build": ["-m", "sphinx", "-q", "-D", "language=de", "-c", ".", "source", "out"],
    }
    done = subprocess.run(
        [sys.executable, *ways[mode]],
        cwd=book,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=limited,
        env={**os.environ, "NO_COLOR": "1"},
    )
    said = (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
    assert "Traceback" not in said, said[-3000:]
    out = book / ("out" if mode == "sphinx-build" else "build/site/de")
    assert (out / "index.html").is_file(), said[-3000:]
    return Site(done.returncode, said, dict(read(out, book)))


def limited() -> None:
    """A build that reads an endless file fails; the machine goes on."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read(out: Path, book: Path) -> Iterator[tuple[str, str]]:
    """What is put online, without what only Sphinx's next build would need."""
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith((".doctrees", ".buildinfo")):
            yield name, text_of(path).replace(str(book), "BOOK")


def text_of(path: Path) -> str:
    data = path.read_bytes()
    if path.name == "objects.inv":
        data = zlib.decompress(data.partition(b"zlib.\n")[2])
    return data.decode("utf-8", "replace")


@pytest.fixture(scope="module", params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def clean(mode: str, tmp_path_factory: pytest.TempPathFactory, server) -> Site:
    """The book with the harmless translations only."""
    laid = lay(tmp_path_factory.mktemp("clean"), server[0])
    attack(laid, HARMLESS)
    write_storms(laid, [])
    return build(laid.folder, mode)


@pytest.fixture(scope="module")
def attacked(mode: str, tmp_path_factory: pytest.TempPathFactory, server) -> Site:
    """The book with all translations."""
    laid = lay(tmp_path_factory.mktemp("attacked"), server[0])
    attack(laid, CASES)
    write_storms(laid, STORMS)
    site = build(laid.folder, mode)
    assert not (laid.folder / "ran").exists()
    return Site(site.code, site.said, site.files, tuple(server[1]))


@pytest.mark.parametrize("chapter", [*chapters(), "storms"])
def test_a_page_is_what_it_is_without_the_hostile_translations(
    chapter: str, clean: Site, attacked: Site
):
    """The source text stands where they would, and nothing else changes."""
    compare(f"{chapter}.html", clean, attacked)


def compare(name: str, clean: Site, attacked: Site) -> None:
    before, after = (site.files[name].splitlines() for site in (clean, attacked))
    changed = list(difflib.unified_diff(before, after, "clean", "attacked", n=0, lineterm=""))
    assert not changed, "\n".join(line[:200] for line in changed[:30])


def test_no_other_page_and_no_file_is_changed(clean: Site, attacked: Site):
    """Nor the index, the search, objects.inv, the pictures or the files to download."""
    assert sorted(attacked.files) == sorted(clean.files)
    for name in clean.files:
        compare(name, clean, attacked)


def test_nothing_forged_or_secret_is_published(attacked: Site):
    """The same, said of what the attacks wanted; a measure of its own."""
    assert not [name for name, text in attacked.files.items() if CANARY in text]
    assert "forged" not in attacked.files["objects.inv"].lower()
    for name in attacked.files:
        if name.endswith(".html"):
            elements = Elements(attacked.files[name])
            assert not elements.harm(), name


class Elements(HTMLParser):
    """The start tags of a page with their attributes, and the texts of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.scripts = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        if self.found and self.cdata_elem:
            self.scripts += data

    def harm(self) -> list[object]:
        """What no honest page has."""
        others = [x for _, x in self.found if x.get("rel") != "icon"]  # ours is empty
        links = [x[k] for x in others for k in ("href", "src", "data", "action") if k in x]
        bad = [link for link in links if BAD_LINK.match(link) or "evil" in link]
        events = [x for x in self.found if any(name.startswith("on") for name in x[1])]
        tags = [x for x in self.found if x[0] in ("base", "iframe", "object", "embed")]
        sent = [x for x in self.found if x[1].get("http-equiv", "").lower() == "refresh"]
        return [*bad, *events, *tags, *sent, *re.findall("harm", self.scripts)]


def test_no_address_is_asked_for_anything(attacked: Site):
    """Neither while the text is read nor while pages are written."""
    assert attacked.asked == ()


@pytest.mark.parametrize("chapter", chapters())
def test_a_warning_names_the_file_and_line_of_each(chapter: str, attacked: Site):
    """Never silently: whoever publishes learns which translation readers do not get."""
    file = f"locale/de/LC_MESSAGES/{chapter}.po"
    named = set(re.findall(rf"{file}:(\d+)\b", attacked.said))
    fenced = [case for case in FENCED if case.chapter == chapter]
    assert not [str(case) for case in fenced if str(case.line) not in named]


def test_a_warning_names_each_storm(attacked: Site):
    """By its line too."""
    named = set(re.findall(r"storms\.po:(\d+)\b", attacked.said))
    lines = {name: 9 + 3 * number for number, name in enumerate(STORMS, 1)}
    assert not [name for name, line in lines.items() if str(line) not in named]


@pytest.mark.parametrize("chapter", chapters())
def test_the_other_messages_of_the_catalogue_are_still_translated(chapter: str, attacked: Site):
    """Never the whole catalogue."""
    assert honest(chapter).msgstr in attacked.files[f"{chapter}.html"]


def test_warnings_are_findings_and_do_not_stop_a_plain_build(mode: str, attacked: Site):
    """`lingotype publish` says that there is something to look at."""
    assert attacked.code == (1 if mode == "publish" else 0)
    assert UNSEEN.search(attacked.said) is None


def test_storms_of_lawful_length_hold_up_no_build(
    mode: str, tmp_path: Path, server: tuple[str, list[str]]
):
    """What is short enough to be read is read in time, and breaks nothing."""
    laid = lay(tmp_path, server[0])
    texts = {f"{name} {size}": STORMS[name]()[:size] for size in SMALLER for name in STORMS}
    write_smaller(laid, texts)
    site = build(laid.folder, mode)
    assert HONEST_STORM in site.files["storms.html"]


def write_smaller(laid: Laid, texts: dict[str, str]) -> None:
    document = laid.folder / "source/storms.rst"
    added = "\n\n".join(storm_text(name) for name in texts)
    document.write_text(document.read_text("utf-8") + "\n" + added + "\n", "utf-8")
    write_storms(laid, [])
    with (laid.messages / "storms.po").open("ab") as file:
        for name, text in texts.items():
            file.write(trees.message(storm_text(name), text))


@pytest.fixture(scope="module")
def forest(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A book in whose folder of catalogues nearly nothing is one."""
    return build(trees.forest(tmp_path_factory.mktemp("forest")), mode)


def test_what_is_no_catalogue_leaves_its_document_in_the_source_language(forest: Site):
    """No secret is shown, and the document is complete."""
    names = [*trees.BROKEN, *trees.STRANGE, *trees.SEEMING, *trees.EXTRA]
    pages = {name: forest.files[f"tree-{name}.html"] for name in names}
    assert not [name for name, page in pages.items() if trees.tree_text(name) not in page]
    assert not [name for name, page in pages.items() if CANARY in page]


def test_no_file_beside_the_catalogues_reaches_a_page(forest: Site):
    """Neither Sphinx's own words nor the script with them can be replaced."""
    assert not [name for name, text in forest.files.items() if CANARY in text]


def test_what_is_not_read_is_named(forest: Site):
    """A translator would look for the reason in vain."""
    names = [*trees.BROKEN, "link-out", "large"]
    assert not [name for name in names if f"tree-{name}.po" not in forest.said]


def test_the_honest_document_of_the_forest_is_translated(mode: str, forest: Site):
    """A broken catalogue stands for its own document only; what was said is safe to print."""
    assert "Der ehrliche Baum." in forest.files["tree-honest.html"]
    assert forest.code == (1 if mode == "publish" else 0)
    assert UNSEEN.search(forest.said) is None


LINKS: dict[str, Callable[[Path, Path], None]] = {
    "LC_MESSAGES": lambda locale, outside: (locale / "de/LC_MESSAGES").symlink_to(outside),
    "de": lambda locale, outside: (locale / "de").symlink_to(outside.parent),
}


@pytest.mark.parametrize("linked", LINKS)
def test_a_folder_of_catalogues_that_is_a_link_out_of_the_project_is_not_read(
    linked: str, mode: str, tmp_path: Path
):
    """The text is built, and in its own language."""
    outside = tmp_path / "outside/LC_MESSAGES"
    outside.mkdir(parents=True)
    (outside / "index.po").write_bytes(trees.catalogue("The keeper.", CANARY))
    book = trees.small(tmp_path)
    (book / "locale" if linked == "de" else book / "locale/de").mkdir(parents=True)
    LINKS[linked](book / "locale", outside)
    site = build(book, mode)
    assert not [name for name, text in site.files.items() if CANARY in text]
    assert "The keeper." in site.files["index.html"]
