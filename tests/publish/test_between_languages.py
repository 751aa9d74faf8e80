"""What the languages know of each other, and what stands at the top of them all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publish.test_publish import Elements, alternates, edit, page, states

BASE = "https://books.example.org/lamp"
SETTINGS = f"""
lingotype_base_url = "{BASE}"
lingotype_epub = False
"""


def published(book: Path, more: str = "") -> Path:
    """Publish a book with settings of its own."""
    from tests.conftest import in_process

    with (book / "conf.py").open("a") as conf:
        conf.write(more)
    done = in_process("publish", cwd=book)
    assert done.code == 0, done.out + done.err
    return book


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The lighthouse with an address, published once for the tests that only look."""
    from tests.conftest import BOOKS

    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("between") / "lighthouse")
    return published(book, SETTINGS)


def top(book: Path, name: str) -> Path:
    return book / "build/site" / name


# --- figures --------------------------------------------------------------------------------


def long_book(book: Path) -> Path:
    """The lighthouse with a page of forty paragraphs of five words each."""
    lines = [f"Paragraph number {number:03} stands here.\n" for number in range(40)]
    (book / "source/long.rst").write_text("Long\n====\n\n" + "\n".join(lines))
    edit(book / "source/index.rst", "   glossary", "   glossary\n   long")
    with (book / "conf.py").open("a") as conf:
        conf.write("lingotype_epub = False\n")
    for tag in ("de", "ar", "zh_CN"):
        translate(book, tag, 20)
    return book


def translate(book: Path, tag: str, amount: int) -> None:
    """Write a catalogue in which the first of the paragraphs are translated."""
    entries = [
        f'msgid "Paragraph number {number:03} stands here."\n'
        f'msgstr "{f"{tag} {number}" if number < amount else ""}"\n'
        for number in range(40)
    ]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    path = book / f"locale/{tag}/LC_MESSAGES/long.po"
    path.write_text("\n".join([head, 'msgid "Long"\nmsgstr "L"\n', *entries]))


def bytes_of(book: Path) -> dict[str, bytes]:
    site = book / "build/site"
    files = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_one_msgstr_changes_no_page_of_another_language(lighthouse: Path, lingotype: Callable):
    """Until the share of its page crosses a step of 5 %: then it changes the same page in the
    others, and no other page.
    """
    book = long_book(lighthouse)
    assert lingotype("publish", cwd=book).code == 0
    assert 'Deutsch</a> <span class="lingotype-figure">50%<' in page(book, "zh-CN", "long.html")
    before = bytes_of(book)

    translate(book, "de", 21)
    assert states(lingotype("publish", "--json", cwd=book))["ar"] == "current"
    after = bytes_of(book)
    others = [name for name in before if name.partition("/")[0] in ("en", "ar", "zh-CN")]
    assert [name for name in others if after[name] != before[name]] == []
    assert after["de/long.html"] != before["de/long.html"]

    translate(book, "de", 22)
    lingotype("publish", cwd=book)
    crossed = bytes_of(book)
    changed = sorted(name for name in others if crossed[name] != after[name])
    assert changed == ["ar/long.html", "en/long.html", "zh-CN/long.html"]
    assert 'Deutsch</a> <span class="lingotype-figure">55%<' in page(book, "zh-CN", "long.html")


def test_the_share_is_written_in_the_figures_of_the_page(built: Path):
    """As Unicode has it for the page's language, which is not that of the name beside it."""
    found = re.search(r"简体中文</a> <span [^>]*>([^<]*)<", page(built, "de", "index.html"))
    assert found is not None
    assert found[1].endswith("\xa0%")


def test_each_section_leads_to_the_same_section(built: Path):
    """By a plain link to an id that stands there."""
    text = page(built, "ar", "parts/harbour.html")
    place = re.search(r"<!--lingotype:here the-harbour-->(.*?)<!--/lingotype:here-->", text)
    assert place is not None
    found = {a["hreflang"]: a["href"] for a in Elements(place[1]).named("a")}
    assert found == {
        tag: f"../../{tag}/parts/harbour.html#the-harbour" for tag in ("en", "de", "zh-CN")
    }
    assert 'id="the-harbour"' in page(built, "de", "parts/harbour.html")


# --- search engines -------------------------------------------------------------------------


def addresses(book: Path, tag: str, name: str) -> dict[str, str]:
    links = Elements(page(book, tag, name)).named("link")
    return {str(a["hreflang"]): str(a["href"]) for a in links if a.get("rel") == "alternate"}


def canonical(book: Path, tag: str, name: str) -> list[str | None]:
    links = Elements(page(book, tag, name)).named("link")
    return [a["href"] for a in links if a.get("rel") == "canonical"]


def test_pages_and_sitemap_name_the_same_addresses(built: Path):
    """All of them, reciprocally, and no page that is not for search engines."""
    text = top(built, "sitemap.xml").read_text()
    urls = re.findall(r"<url><loc>([^<]*)</loc>(.*?)</url>", text)
    told = {loc: dict(re.findall(r'hreflang="([^"]*)" href="([^"]*)"', rest)) for loc, rest in urls}
    assert f"{BASE}/ar/parts/harbour.html" in told
    for loc, siblings in told.items():
        tag, _, name = loc.removeprefix(f"{BASE}/").partition("/")
        assert addresses(built, tag, name) == siblings
        assert canonical(built, tag, name) == [loc]
    assert not [loc for loc in told if re.search(r"404|search|\.en\.html", loc)]


@pytest.mark.parametrize("name", ["search.html", "404.html", "parts/harbour.en.html"])
def test_pages_that_are_none_of_the_text_are_not_for_search_engines(built: Path, name: str):
    """The search, the page of nowhere, and the same text once more beside its translation."""
    metas = Elements(page(built, "de", name)).named("meta")
    assert [m["content"] for m in metas if m.get("name") == "robots"] == ["noindex"]
    assert addresses(built, "de", name) == {}
    assert canonical(built, "de", name) == []


def test_a_page_without_a_translated_word_is_not_for_search_engines(built: Path):
    """It is the text's page once more; but readers find it."""
    metas = Elements(page(built, "zh-CN", "glossary.html")).named("meta")
    assert [m["content"] for m in metas if m.get("name") == "robots"] == ["noindex"]
    assert "zh-CN" not in addresses(built, "en", "glossary.html")
    assert "zh-CN" in alternates(page(built, "en", "glossary.html"))


# --- thresholds -----------------------------------------------------------------------------


def test_a_language_of_which_too_little_is_translated_is_not_put_online(
    lighthouse: Path, lingotype: Callable
):
    """One that stands is taken down, the command says why, and does not build it again; when it
    has grown enough it is there.
    """
    lingotype("publish", cwd=lighthouse)
    settings = '\nlingotype_thresholds = {"language": {"published": 20}}\n'
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write(settings)
    done = lingotype("publish", cwd=lighthouse)
    assert done.code == 0
    said = r"zh-CN +简体中文 +not published +\d+ % is shown, lingotype_thresholds asks for 20 %"
    assert re.search(said, done.out)
    assert not top(lighthouse, "zh-CN").exists()
    assert sorted(alternates(page(lighthouse, "en", "index.html"))) == ["ar", "de"]
    assert "zh-CN" not in top(lighthouse, "index.html").read_text()

    record = lighthouse / "build/cache/fingerprints/zh-CN.json"
    before = record.stat().st_mtime_ns
    again = lingotype("publish", "--json", cwd=lighthouse)
    assert states(again)["zh-CN"] == "not published"
    assert record.stat().st_mtime_ns == before

    shutil.copytree(
        lighthouse / "locale/de/LC_MESSAGES",
        lighthouse / "locale/zh_CN/LC_MESSAGES",
        dirs_exist_ok=True,
    )
    assert states(lingotype("publish", "--json", cwd=lighthouse))["zh-CN"] == "built"
    assert sorted(alternates(page(lighthouse, "en", "index.html"))) == ["ar", "de", "zh-CN"]


def test_a_page_of_which_too_little_is_translated_is_not_shown(lighthouse: Path):
    """In its place stand a word about that, where it can be read, and all its anchors; neither the
    search nor other languages lead to it, nor do search engines.
    """
    more = SETTINGS + 'lingotype_thresholds = {"page": {"published": 30}}\n'
    book = published(lighthouse, more)
    text = page(book, "zh-CN", "glossary.html")
    assert "A light that can be seen far out at sea" not in text
    elsewhere = text.split('class="lingotype-elsewhere"')[1].split("</div>")[0]
    assert [a["hreflang"] for a in Elements(elsewhere).named("a")] == ["en", "de", "ar"]
    for tag in ("de", "zh-CN"):
        assert set(re.findall(r' id="(term-lamp|glossary)"', page(book, tag, "glossary.html"))) == {
            "term-lamp",
            "glossary",
        }
    assert 'name="robots" content="noindex"' in text
    assert "zh-CN" not in alternates(page(book, "en", "glossary.html"))
    assert "zh-CN/glossary.html" not in top(book, "sitemap.xml").read_text()
    index = (book / "build/site/zh-CN/searchindex.js").read_text()
    assert "terms:{}" in index or '"terms":{}' in index or "lamp" not in index
    # The contents of the book are as long as they were.
    assert 'href="glossary.html"' in page(book, "zh-CN", "index.html")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('lingotype_thresholds = {"pgae": {}}', "there is no 'pgae'; write 'page'"),
        ("lingotype_thresholds = 50", "lingotype_thresholds is int, not dict"),
        ('lingotype_base_url = "books.example.org"', "is no address that begins with https://"),
        ('lingotype_redirects = {"a": "a"}', "it leads in a circle: a → a"),
    ],
)
def test_a_mistake_in_a_setting_is_named_with_its_line(
    lighthouse: Path, lingotype: Callable, setting: str, said: str
):
    """Before anything is built."""
    conf = lighthouse / "conf.py"
    conf.write_text(conf.read_text() + setting + "\n")
    done = lingotype("publish", cwd=lighthouse)
    assert done.code == 2
    assert said in done.err
    assert f"conf.py:{len(conf.read_text().splitlines())}" in done.err


# --- at the top -----------------------------------------------------------------------------


def test_other_programs_can_read_which_languages_there_are(built: Path):
    """languages.json, with the version of its form."""
    told = json.loads(top(built, "languages.json").read_text())
    assert told["version"] == 1
    assert [x["tag"] for x in told["languages"]] == ["en", "de", "ar", "zh-CN"]
    arabic = told["languages"][2]
    assert arabic == {
        "tag": "ar",
        "name": "العربية",
        "english_name": "Arabic",
        "dir": "rtl",
        "href": f"{BASE}/ar/index.html",
        "share": arabic["share"],
        "source": False,
    }
    assert arabic["share"] % 5 == 0


def test_the_switcher_of_pydata_can_read_them_too(built: Path):
    """A list of names, versions and addresses of sites. None is preferred: the theme would say in
    the others that they are not the newest.
    """
    rows = json.loads(top(built, "switcher.json").read_text())
    assert [(row["name"], row["version"], row["url"]) for row in rows][:2] == [
        ("English", "en", f"{BASE}/en/"),
        ("Deutsch", "de", f"{BASE}/de/"),
    ]
    assert not [row for row in rows if "preferred" in row]


def test_robots_are_told_of_the_sitemap_at_the_top_of_a_host_alone(
    built: Path, book_at_the_top: Path
):
    """Nobody reads a robots.txt that stands in a folder."""
    assert not top(built, "robots.txt").exists()
    text = top(book_at_the_top, "robots.txt").read_text()
    assert "Sitemap: https://books.example.org/sitemap.xml" in text.splitlines()


@pytest.fixture(scope="module")
def book_at_the_top(tmp_path_factory) -> Path:
    """A book in two languages at the top of a host, beside files of somebody's own."""
    from tests.conftest import BOOKS

    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("top") / "lighthouse")
    edit(book / "conf.py", '"de", "ar", "zh-CN"', '"de"')
    top(book, "").mkdir(parents=True)
    top(book, "sitemap.xml").write_text("<mine/>")
    return published(book, SETTINGS.replace("/lamp", ""))


def test_files_of_somebodys_own_are_left_alone(book_at_the_top: Path):
    """Ours bear a mark; what has none is not ours."""
    assert top(book_at_the_top, "sitemap.xml").read_text() == "<mine/>"


def test_what_needs_an_address_goes_when_the_address_goes(
    book_at_the_top: Path, tmp_path: Path, lingotype: Callable
):
    """But no file of somebody's own."""
    book = shutil.copytree(book_at_the_top, tmp_path / "book")
    top(book, "switcher.json").write_text("[]")
    edit(book / "conf.py", 'lingotype_base_url = "https://books.example.org"', "")
    lingotype("publish", cwd=book)
    assert not top(book, "robots.txt").exists()
    assert top(book, "switcher.json").exists()
    assert top(book, "sitemap.xml").exists()
    assert "books.example.org" not in page(book, "de", "index.html")


def test_github_shows_the_folders_that_begin_with_an_underscore(built: Path):
    """It does not unless there is this file."""
    assert top(built, ".nojekyll").read_bytes() == b""


# --- 404 ------------------------------------------------------------------------------------


def links_of(text: str) -> list[str]:
    found = Elements(text).found
    return [str(a[key]) for _, a in found for key in ("href", "src", "action") if a.get(key)]


def test_the_page_of_nowhere_has_links_that_hold_at_any_depth(built: Path):
    """From the top of the host, through the folder that the base address names."""
    links = [x for x in links_of(page(built, "de", "404.html")) if not x.startswith(("#", "http"))]
    assert "/lamp/de/index.html" in links
    assert [x for x in links if not x.startswith("/lamp/")] == ["data:,"]  # an empty icon
    assert sorted(alternates(page(built, "de", "404.html")).values()) == [
        f"/lamp/{tag}/index.html" for tag in ("ar", "en", "zh-CN")
    ]


def test_where_the_place_is_not_known_the_page_of_nowhere_needs_no_file_and_no_link(
    lighthouse: Path,
):
    """A link to the top of the host would break below a folder, and any other at some depth; so its
    one link is hidden until a script has found the folder of the language.
    """
    book = published(lighthouse, "lingotype_epub = False\n")
    for path in (book / "build/site/de/404.html", top(book, "404.html")):
        text = path.read_text("utf-8")
        assert set(links_of(text)) == {"index.html"}
        assert text.count("<p hidden><a ") == text.count("<a ")


def test_the_page_at_the_top_says_it_in_all_languages(built: Path):
    """Each in its own language and direction, with a way to its book."""
    text = top(built, "404.html").read_text("utf-8")
    sections = Elements(text).named("section")
    assert [(a["lang"], a["dir"]) for a in sections] == [
        ("en", "ltr"),
        ("de", "ltr"),
        ("ar", "rtl"),
        ("zh-CN", "ltr"),
    ]
    assert set(links_of(text)) == {f"/lamp/{tag}/index.html" for tag in ("en", "de", "ar", "zh-CN")}
