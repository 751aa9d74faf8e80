"""Sites are made whole, linked to what stands, and made again only when something changed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lingotype.workspace import lock, settings

TAGS = ("en", "de", "ar", "zh-CN")
PAGES = ("index.html", "parts/harbour.html", "glossary.html", "genindex.html", "search.html")


class Elements(HTMLParser):
    """The start tags of a page, as (name, attributes)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


def page(book: Path, tag: str, name: str) -> str:
    return (book / "build/site" / tag / name).read_text("utf-8")


def alternates(text: str) -> dict[str, str]:
    """Tag -> href of the links to the same page in other languages."""
    links = [a for a in Elements(text).named("a") if a.get("rel") == "alternate"]
    return {a["hreflang"]: a["href"] for a in links}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The lighthouse, published once for the tests that only look."""
    from tests.conftest import BOOKS, in_process

    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("built") / "lighthouse")
    done = in_process("publish", cwd=book)
    assert done.code == 0
    # Not a terminal: a plain line for each language as it is done.
    assert sorted(done.err.splitlines()) == sorted(f"{tag}: done" for tag in TAGS)
    return book


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    """A copy of the published lighthouse, to change."""
    return shutil.copytree(built, tmp_path / "lighthouse")


def test_every_language_has_every_page(built: Path):
    """And nothing that only Sphinx's next build would need."""
    for tag in TAGS:
        folder = built / "build/site" / tag
        assert all((folder / name).is_file() for name in PAGES)
        assert not list(folder.glob(".buildinfo*"))
        assert not list(folder.glob(".doctrees"))


def test_nothing_is_written_beside_the_catalogues(built: Path):
    """Compiled catalogues live in the build folder."""
    assert {path.suffix for path in (built / "locale").rglob("*.*")} == {".po"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("tag", TAGS)
def test_each_page_links_to_its_siblings(built: Path, tag: str, name: str):
    """To the very page, by a link that works without JavaScript, and not to itself."""
    links = alternates(page(built, tag, name))
    assert sorted(links) == sorted(set(TAGS) - {tag})
    here = built / "build/site" / tag / name
    for other, href in links.items():
        assert (here.parent / href).resolve() == built / "build/site" / other / name


def test_language_and_direction_of_the_page(built: Path):
    """From the first tag on."""
    for tag, direction in (("en", "ltr"), ("ar", "rtl"), ("zh-CN", "ltr")):
        html = Elements(page(built, tag, "index.html")).named("html")[0]
        assert (html["lang"], html["dir"]) == (tag, direction)


def test_an_older_translation_is_shown_with_what_it_does_not_say(built: Path):
    """WCAG 3.1.2: the original beside it says its language. A current block is not marked."""
    text = page(built, "ar", "parts/harbour.html")
    original = '<span class="lingotype-source" lang="en" dir="ltr">Nobody knows who built the first'
    assert text.count(original) == 1
    assert "the <ins>first </ins>tower" in text
    assert "تعود السفن" in text
    classes = [a.get("class") or "" for _, a in Elements(text).found]
    assert len([x for x in classes if "lingotype-missing" in x.split()]) == 0
    assert len([x for x in classes if "lingotype-stale" in x.split()]) == 1


def test_a_document_without_a_catalogue_is_marked_too(built: Path):
    """Sphinx notes nothing on its blocks, since it never looks for translations."""
    text = page(built, "zh-CN", "glossary.html")
    assert re.search(r'<p [^>]*lang="en"[^>]*>A light that can be seen', text)
    assert re.search(r'<dt [^>]*dir="ltr"', text)


def test_nothing_is_marked_in_the_source_language(built: Path):
    """There everything is what it should be."""
    assert "lingotype-missing" not in page(built, "en", "parts/harbour.html")


def test_the_figure_of_the_language_is_shown_where_there_is_one(built: Path):
    """As Sphinx's figure_language_filename has it."""
    assert "map.ar.svg" in page(built, "ar", "parts/harbour.html")
    assert "map.svg" in page(built, "de", "parts/harbour.html")


def test_the_book_is_called_by_its_title_in_the_language(built: Path):
    """Sphinx shows `project`, which is never translated."""
    assert "<title>Der Hafen — Der Leuchtturm</title>" in page(built, "de", "parts/harbour.html")


def test_the_front_page_offers_all_languages_by_their_own_names(built: Path):
    """A plain list, without JavaScript too."""
    front = Elements((built / "build/site/index.html").read_text())
    links = {a["hreflang"]: (a["href"], a["dir"]) for a in front.named("a")}
    assert links == {
        "en": ("en/index.html", "ltr"),
        "de": ("de/index.html", "ltr"),
        "ar": ("ar/index.html", "rtl"),
        "zh-CN": ("zh-CN/index.html", "ltr"),
    }


def states(done) -> dict[str, str]:
    return {one["language"]: one["state"] for one in json.loads(done.out)}


def test_nothing_changed_nothing_built(book: Path, lingotype: Callable):
    """Whatever the modification times say."""
    # The copy stands in another folder: the first run there may build.
    lingotype("publish", cwd=book)
    for path in [*book.rglob("*.rst"), *book.rglob("*.po")]:
        path.touch()
    before = {p: p.read_bytes() for p in (book / "build/site").rglob("*.*")}
    assert set(states(lingotype("publish", "--json", cwd=book)).values()) == {"current"}
    assert {p: p.read_bytes() for p in (book / "build/site").rglob("*.*")} == before


def test_one_catalogue_changed_one_language_built(book: Path, lingotype: Callable):
    """And a changed text builds them all."""
    lingotype("publish", cwd=book)
    edit(book / "locale/de/LC_MESSAGES/glossary.po", '"Glossar"', '"Wörter"')
    built = states(lingotype("publish", "--json", cwd=book))
    assert built == {"en": "current", "de": "built", "ar": "current", "zh-CN": "current"}
    assert "Wörter" in page(book, "de", "glossary.html")
    edit(book / "source/glossary.rst", "far out", "far away")
    assert set(states(lingotype("publish", "--json", cwd=book)).values()) == {"built"}


def test_a_file_outside_the_text_that_a_page_was_made_from_counts(book: Path, lingotype: Callable):
    """A literalinclude, a template, a static file: Sphinx says what it read."""
    (book / "notes.txt").write_text("one")
    with (book / "source/glossary.rst").open("a") as file:
        file.write("\n.. literalinclude:: ../notes.txt\n")
    lingotype("publish", cwd=book)
    (book / "notes.txt").write_text("second")
    assert set(states(lingotype("publish", "--json", cwd=book)).values()) == {"built"}
    assert "second" in page(book, "de", "glossary.html")


@pytest.mark.parametrize("damage", ["deleted page", "cut page", "bad record", "no record"])
def test_what_was_damaged_is_made_again(book: Path, lingotype: Callable, damage: str):
    """A record is never trusted beyond what stands."""
    lingotype("publish", cwd=book)
    victim = book / "build/site/de/glossary.html"
    record = book / "build/cache/fingerprints/de.json"
    whole = victim.read_text()
    if damage == "deleted page":
        victim.unlink()
    elif damage == "cut page":
        victim.write_text(whole[:100])
    elif damage == "bad record":
        record.write_text("{")
    else:
        record.unlink()
    assert states(lingotype("publish", "--json", cwd=book))["de"] == "built"
    assert victim.read_text() == whole


def test_the_document_of_a_broken_catalogue_is_published_in_the_source_language(
    book: Path, lingotype: Callable
):
    """Every time, the file is named with its line; the language's other documents are whole."""
    catalogue = book / "locale/de/LC_MESSAGES/index.po"
    catalogue.write_text(catalogue.read_text() + "\n<<<<<<< HEAD\n")
    line = len(catalogue.read_text().splitlines())
    for _ in range(2):
        done = lingotype("publish", cwd=book)
        assert done.code == 1
        assert f"locale/de/LC_MESSAGES/index.po:{line}" in done.err
        assert "published in the source language" in done.err
    assert "A small book" in page(book, "de", "index.html")
    assert "Hafen" in page(book, "de", "parts/harbour.html")
    assert json.loads(lingotype("publish", "--json", cwd=book).out)[1]["broken"][0]["where"]


STOP = """
def setup(app):
    if __import__("os").path.exists({flag!r}) and app.config.language == {tag!r}:
        raise ValueError("stopped")
"""


def stop(book: Path, tag: str) -> Path:
    """Keep one language from being built, as long as the file returned stands."""
    flag = book / "stop"
    with (book / "conf.py").open("a") as conf:
        conf.write(STOP.format(flag=str(flag), tag=tag))
    flag.touch()
    return flag


def text_of(text: str) -> str:
    """A page without its list of languages, which says how far the others are by now."""
    return re.sub(r"<!--lingotype:languages-->.*?<!--/lingotype:languages-->", "", text)


def test_a_language_that_fails_stops_nothing_else(book: Path, lingotype: Callable):
    """Its former site stays, and the others are built."""
    former = text_of(page(book, "de", "index.html"))
    stop(book, "de")
    edit(book / "source/index.rst", "A small book", "A little book")
    done = lingotype("publish", cwd=book)
    assert done.code == 2
    assert "de was not published" in done.err
    assert text_of(page(book, "de", "index.html")) == former
    assert "A little book" in page(book, "en", "index.html")
    assert "A little book" in page(book, "ar", "index.html")


def test_links_lead_only_to_pages_that_stand(lighthouse: Path, lingotype: Callable):
    """A language that was never built is linked from nowhere; once it stands, from everywhere."""
    flag = stop(lighthouse, "de")
    assert lingotype("publish", cwd=lighthouse).code == 2
    assert not (lighthouse / "build/site/de").exists()
    assert sorted(alternates(page(lighthouse, "en", "index.html"))) == ["ar", "zh-CN"]
    assert "de/index.html" not in (lighthouse / "build/site/index.html").read_text()
    flag.unlink()
    built = states(lingotype("publish", "--json", cwd=lighthouse))
    assert built == {"en": "current", "de": "built", "ar": "current", "zh-CN": "current"}
    assert sorted(alternates(page(lighthouse, "en", "index.html"))) == ["ar", "de", "zh-CN"]
    assert set(states(lingotype("publish", "--json", cwd=lighthouse)).values()) == {"current"}


def test_a_page_that_only_one_language_has_is_linked_from_none(book: Path, lingotype: Callable):
    """While a language keeps its former site, pages come and go in the others."""
    stop(book, "de")
    (book / "source/tower.rst").write_text("Tower\n=====\n")
    (book / "source/glossary.rst").unlink()
    edit(book / "source/index.rst", "   glossary", "   tower")
    edit(book / "source/parts/harbour.rst", ":term:`lamp`", "lamp")
    for name in ("index", "parts/harbour", "glossary"):
        (book / f"locale/ar/LC_MESSAGES/{name}.po").unlink()
    lingotype("publish", cwd=book)
    assert sorted(alternates(page(book, "en", "tower.html"))) == ["ar", "zh-CN"]
    assert sorted(alternates(page(book, "de", "glossary.html"))) == []
    assert sorted(alternates(page(book, "de", "index.html"))) == ["ar", "en", "zh-CN"]


def test_a_language_that_is_no_longer_listed_is_taken_down(book: Path, lingotype: Callable):
    """From the folder, the front page and every page; a folder of somebody else's stays."""
    (book / "build/site/extra").mkdir()
    edit(book / "conf.py", '"de", ', "")
    lingotype("publish", cwd=book)
    assert not (book / "build/site/de").exists()
    assert (book / "build/site/extra").exists()
    assert sorted(alternates(page(book, "en", "index.html"))) == ["ar", "zh-CN"]


def test_a_warning_about_a_translation_names_the_catalogue_line(book: Path, lingotype: Callable):
    """The translator's file, not only the source's; exit code 1."""
    catalogue = book / "locale/de/LC_MESSAGES/glossary.po"
    edit(catalogue, "steht in :ref:`harbour`", "steht am Hafen")
    lines = catalogue.read_text().splitlines()
    line = 1 + next(i for i, text in enumerate(lines) if text.startswith('msgid "See :ref:'))
    done = lingotype("publish", cwd=book)
    assert done.code == 1
    assert f"locale/de/LC_MESSAGES/glossary.po:{line}: " in done.out
    assert "(the translation of source/glossary.rst:4)" in done.out


def test_only_the_languages_named_are_built(lighthouse: Path, lingotype: Callable):
    """-l takes commas and comes several times."""
    done = lingotype("publish", "-l", "de,ar", "--json", cwd=lighthouse)
    assert states(done) == {"de": "built", "ar": "built"}
    folders = [p.name for p in (lighthouse / "build/site").iterdir() if (p / "index.html").exists()]
    assert sorted(folders) == ["ar", "de"]


def test_an_unlisted_language_is_an_error(lighthouse: Path, lingotype: Callable):
    """With the way to add it; one that CLDR does not know is another error."""
    done = lingotype("publish", "-l", "it", cwd=lighthouse)
    assert done.code == 2
    assert "lingotype update -l it" in done.err
    assert lingotype("publish", "-l", "xx", cwd=lighthouse).code == 2


def test_two_commands_do_not_meet(lighthouse: Path, lingotype: Callable, shell: Callable):
    """The second one is told who is at work, and changes nothing."""
    with lock.held(settings.load(lighthouse), "lingotype update"):
        done = shell("publish", cwd=lighthouse)
    assert done.code == 2
    assert "`lingotype update` (process " in done.err
    assert not (lighthouse / "build/site").exists()


def test_addresses_for_search_engines_are_absolute(lighthouse: Path, lingotype: Callable):
    """With lingotype_base_url; the source language is the default."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write('lingotype_base_url = "https://books.example.org/lamp/"\n')
    lingotype("publish", "-l", "en,ar", cwd=lighthouse)
    links = Elements(page(lighthouse, "ar", "parts/harbour.html")).named("link")
    found = {a["hreflang"]: a["href"] for a in links if a.get("rel") == "alternate"}
    base = "https://books.example.org/lamp"
    assert found == {
        "en": f"{base}/en/parts/harbour.html",
        "ar": f"{base}/ar/parts/harbour.html",
        "x-default": f"{base}/en/parts/harbour.html",
    }


def test_names_of_documents_may_be_anything(lighthouse: Path, lingotype: Callable):
    """Spaces, percent signs, other letters: the links are escaped as addresses."""
    name = "100% für uns"
    (lighthouse / f"source/{name}.rst").write_text(":orphan:\n\nAlone\n=====\n")
    lingotype("publish", "-l", "en,de", cwd=lighthouse)
    assert alternates(page(lighthouse, "en", f"{name}.html")) == {
        "de": "../de/100%25%20f%C3%BCr%20uns.html"
    }


def test_a_page_in_another_charset_keeps_its_bytes(lighthouse: Path, lingotype: Callable):
    """Sphinx's html_output_encoding; what is not UTF-8 is passed through."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write('html_output_encoding = "latin-1"\n')
    assert lingotype("publish", "-l", "en,de", cwd=lighthouse).code == 0
    data = (lighthouse / "build/site/de/parts/harbour.html").read_bytes()
    assert "Niemand weiß".encode("latin-1") in data
    assert b'hreflang="en"' in data


def test_another_theme_gets_the_links_too(lighthouse: Path, lingotype: Callable):
    """A project keeps its own theme; the list stands at the start of each page."""
    edit(lighthouse / "conf.py", 'html_theme = "lingotype" if', 'html_theme = "alabaster" if')
    lingotype("publish", "-l", "en,ar", cwd=lighthouse)
    for name in PAGES:
        text = page(lighthouse, "ar", name)
        assert list(alternates(text)) == ["en"]
        assert 'dir="rtl"' in text


def test_catalogues_of_a_second_folder_fill_the_gaps(
    lighthouse: Path, lingotype: Callable, tmp_path: Path
):
    """As in Sphinx the first folder wins; the others may stand outside the project."""
    shared = tmp_path / "shared" / "zh_CN" / "LC_MESSAGES"
    shutil.copytree(lighthouse / "locale/de/LC_MESSAGES", shared)
    edit(lighthouse / "conf.py", '/ "locale")]', f'/ "locale"), {str(tmp_path / "shared")!r}]')
    assert lingotype("publish", "-l", "zh-CN", cwd=lighthouse).code == 0
    text = page(lighthouse, "zh-CN", "parts/harbour.html")
    assert "港口" in text
    assert "Niemand weiß, wer den ersten Turm gebaut hat." in text
