"""The sites as a reader's browser shows them: directions, fallbacks, languages, small screens."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import sphinx

from tests.browsing import (
    THEME,
    Opened,
    contrast,
    launched,
    left,
    luminance,
    moving,
    open_languages,
    readers,
    served,
    style,
)
from tests.conftest import BOOKS, ROOT, in_process

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TAGS = ("en", "de", "ar", "zh-CN")
PAGES = ("index.html", "parts/harbour.html", "glossary.html", "genindex.html", "search.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published lighthouse, and below guide/ editions of the real book."""
    folder = tmp_path_factory.mktemp("browser")
    book = shutil.copytree(BOOKS / "lighthouse", folder / "book")
    arabic = book / "locale/ar/LC_MESSAGES/parts/harbour.po"
    arabic.write_text(arabic.read_text("utf-8").replace("احترقت مرتين.", ""), "utf-8")
    done = in_process("publish", cwd=book)
    assert done.code == 0, done.err
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, folder / "guide" / name)
    shutil.copy(ROOT / "conf.py", folder / "guide")
    done = in_process("publish", "-l", "de,ru,ur", cwd=folder / "guide")
    assert done.code == 0, done.err
    (folder / "guide/build/site").rename(book / "build/site/guide")
    return book / "build/site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where it is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Asked for after the site is built."""
    with launched() as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens a page for a reader of given habits; at the end, nothing may have gone wrong."""
    with readers(browser, address) as open_page:
        yield open_page


# --- direction and language ----------------------------------------------------------------


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("de", "ltr")])
def test_the_page_runs_in_the_direction_of_its_language(reader: Opened, tag: str, direction: str):
    """And the contents stand where a reader of it begins: on the right for Arabic."""
    page = reader(f"{tag}/parts/harbour.html")
    assert page.locator("html").get_attribute("lang") == tag
    assert style(page, "html", "direction") == style(page, "p", "direction") == direction
    contents, text = left(page, "div.sphinxsidebar"), left(page, "div.body")
    assert (contents > text) == (direction == "rtl")
    book, languages = left(page, ".lingotype-book"), left(page, ".lingotype-languages")
    assert (book > languages) == (direction == "rtl")


def test_bullets_and_quotations_are_mirrored(reader: Opened):
    """A list item of Arabic begins at the right; its bullet hangs there."""
    page = reader("ar/parts/harbour.html")
    item = page.locator("div.body ul.simple li").first
    assert item.evaluate("e => getComputedStyle(e).direction") == "rtl"
    padding = "e => [getComputedStyle(e).paddingRight, getComputedStyle(e).paddingLeft]"
    right, other = page.locator("div.body ul.simple").first.evaluate(padding)
    assert float(right.removesuffix("px")) > float(other.removesuffix("px"))


def test_a_paragraph_without_translation_says_so(reader: Opened):
    """On the Arabic page it is English, from left to right, for eyes and for screen readers."""
    page = reader("ar/parts/harbour.html")
    missing = page.get_by_text("It burned down twice.")
    assert missing.get_attribute("lang") == "en"
    script = "e => [getComputedStyle(e).direction, e.matches(':lang(en)'), e.matches(':lang(ar)')]"
    assert missing.evaluate(script) == ["ltr", True, False]
    assert page.locator("[lang=en]:visible", has_text="burned").count() == 1


def test_what_is_translated_is_in_the_language_of_the_page(reader: Opened):
    """No mark of a foreign language on it."""
    page = reader("ar/parts/harbour.html")
    assert page.locator("h1").evaluate("e => e.matches(':lang(ar)')")
    assert page.locator("h1").inner_text().startswith("الميناء")


def test_the_alternative_text_of_a_figure_is_translated(reader: Opened):
    """For those who cannot see it."""
    image = reader("ar/parts/harbour.html").locator("figure img")
    assert image.get_attribute("alt") == "خريطة الخليج"


def test_the_figure_of_the_language_is_shown(reader: Opened):
    """Where there is one; else that of the text."""
    for tag, name in (("ar", "map.ar.svg"), ("de", "map.svg")):
        image = reader(f"{tag}/parts/harbour.html").locator("figure img")
        assert (image.get_attribute("src") or "").endswith(f"/{name}")
        assert image.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0


# --- every screen, every page --------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_is_wider_than_a_small_screen(reader: Opened, tag: str):
    """No page scrolls sideways at 320 and 390 pixels, nor with much larger letters."""
    page = reader(f"{tag}/index.html", width=320)
    for name in PAGES:
        page.goto(f"{page.url.split(f'/{tag}/')[0]}/{tag}/{name}")
        for width, size in ((320, ""), (390, ""), (640, "200%")):
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            scroll, client = page.evaluate(
                "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            assert scroll <= client, f"{tag}/{name} at {width} px {size}"


@pytest.mark.parametrize("tag", ["de", "ru", "ur"])
def test_the_tables_of_the_real_book_fit_a_phone(reader: Opened, tag: str):
    """Three columns of long words, in the languages that have the longest."""
    page = reader(f"guide/{tag}/index.html", width=320)
    for name in ("chronology.html", "how-the-states-came-about.html"):
        page.goto(f"{page.url.rsplit('/', 1)[0]}/{name}")
        assert page.locator("table.docutils").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_the_front_page_is_not_wider_than_a_small_screen(reader: Opened):
    """Nor is it empty."""
    page = reader("", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("main a:visible").count() == len(TAGS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", "ar/parts/harbour.html", "zh-CN/index.html"])
def test_text_stands_out_from_its_ground(reader: Opened, path: str, scheme: str):
    """A contrast of 7 (WCAG AAA), in daylight and in the dark; links and what is quiet: 4.5."""
    page = reader(path, color_scheme=scheme)
    ground = page.evaluate("""() => {
        const own = getComputedStyle(document.body).backgroundColor;
        const canvas = document.body.appendChild(document.createElement("i"));
        canvas.style.backgroundColor = "Canvas";
        const system = getComputedStyle(canvas).backgroundColor;
        canvas.remove();
        return own === "rgba(0, 0, 0, 0)" ? system : own;
    }""")
    assert (luminance(ground) < 0.2) == (scheme == "dark")
    assert contrast(style(page, "body", "color"), ground) >= 7
    assert contrast(style(page, "a:visible", "color"), ground) >= 4.5
    for quiet in ("figcaption", "div.footer", "div.sphinxsidebar h3"):
        if page.locator(quiet).count():
            assert contrast(style(page, quiet, "color"), ground) >= 4.5


# --- from language to language -------------------------------------------------------------


def test_changing_the_language_keeps_the_page_without_javascript(reader: Opened):
    """The harbour stays the harbour, all the way round and back."""
    page = reader("en/parts/harbour.html", java_script_enabled=False)
    for tag in ("de", "ar", "zh-CN", "en"):
        open_languages(page)
        page.locator(f".lingotype-languages a[hreflang='{tag}']").click()
        assert urlsplit(page.url).path == f"/{tag}/parts/harbour.html"
        assert page.locator("html").get_attribute("lang") == tag
        assert page.locator(".lingotype-languages [aria-current]").get_attribute("lang") == tag
        assert page.locator(".lingotype-languages a[hreflang]").count() == len(TAGS) - 1


def test_the_language_can_be_changed_with_the_keyboard(reader: Opened):
    """Tab comes to the menu of languages before the text, Enter opens it and follows the link."""
    page = reader("ar/parts/harbour.html")
    menu = "document.activeElement.matches('.lingotype-languages summary')"
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate(menu):
            break
    assert page.evaluate(menu)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hreflang") == "en"
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert width != "none"
    with moving(page, r"/en/parts/harbour\.html$"):
        page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("locale", "path"),
    [
        ("ar", "/ar/index.html"),
        ("ar-EG", "/ar/index.html"),
        ("de-AT", "/de/index.html"),
        ("zh-CN", "/zh-CN/index.html"),
        ("zh-TW", "/zh-CN/index.html"),
        ("en-GB", "/en/index.html"),
    ],
)
def test_the_front_page_takes_a_reader_to_the_own_language(reader: Opened, locale: str, path: str):
    """To its nearest relative, where there is no edition of the very one."""
    page = reader("", locale=locale)
    page.wait_for_url(f"**{path}")


def test_the_front_page_stays_where_no_edition_fits(reader: Opened):
    """For a French reader, and for who asked for the list itself."""
    for path, locale in (("", "fr"), ("#languages", "ar"), ("index.html#languages", "de")):
        page = reader(path, locale=locale)
        page.wait_for_load_state("networkidle")
        assert urlsplit(page.url).path in {"/", "/index.html"}
        assert page.locator("main a:visible").count() == len(TAGS)


def test_the_front_page_is_a_plain_list_without_javascript(reader: Opened):
    """One link a language, each by its own name, and each leads there."""
    page = reader("", locale="ar", java_script_enabled=False)
    links = page.locator("main a")
    assert [links.nth(i).get_attribute("lang") for i in range(links.count())] == list(TAGS)
    assert [name.strip() for name in links.all_inner_texts()] == [
        "English", "Deutsch", "العربية", "简体中文",
    ]  # fmt: skip
    assert page.locator("main a[lang=ar]").evaluate("e => getComputedStyle(e).direction") == "rtl"
    for tag in TAGS:
        page.locator(f"main a[lang='{tag}']").click()
        assert urlsplit(page.url).path == f"/{tag}/index.html"
        page.go_back()


# --- the rest of a page --------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_every_link_of_a_page_leads_somewhere(reader: Opened, tag: str):
    """Pages and the places in them; the fixture sees to it that nothing else is asked for."""
    page = reader(f"{tag}/parts/harbour.html")
    script = "() => [...document.links].map(a => a.href)"
    own = page.url.split(f"/{tag}/")[0]
    found = {link for link in page.evaluate(script) if link.startswith(own)}
    books = {link for link in found if link.endswith(".epub")}
    assert len(found) > 8
    for link in sorted(books):
        assert page.request.get(link).ok
    for link in sorted(found - books):
        page.goto(link)
        if fragment := urlsplit(link).fragment:
            assert page.evaluate("id => !!document.getElementById(id)", fragment), link


@pytest.mark.parametrize(
    ("tag", "word", "page_found"),
    [
        ("en", "lamp", "glossary.html"),
        ("ar", "الميناء", "parts/harbour.html"),
        ("de", "Leuchtturm", "index.html"),
        ("zh-CN", "灯塔", "index.html"),
    ],
)
def test_search_finds_the_words_of_the_language(
    reader: Opened, tag: str, word: str, page_found: str
):
    """Sphinx's own search, in the reader's own browser."""
    page = reader(f"{tag}/index.html")
    errors = []

    def note(error: object) -> None:
        errors.append(error)

    page.on("pageerror", note)
    page.set_default_timeout(4000)
    page.locator("input[name=q]").fill(word)
    with moving(page, r"search\.html\?q="):
        page.keyboard.press("Enter")
    page.locator(f"#search-results ul.search li a[href^='{page_found}']").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert errors == []


# --- what a page may load and run ----------------------------------------------------------

SMUGGLED = """
<script>smuggled("script")</script>
<img src="missing.png" onerror="smuggled('event')">
<img src="https://elsewhere.test/pixel.png">
<script src="https://elsewhere.test/script.js"></script>
<iframe src="https://elsewhere.test/frame.html"></iframe>
<object data="https://elsewhere.test/object.svg"></object>
<a id="lure" href="javascript:smuggled('link')">Click here</a>
<h1>"""
"""What a translation must never bring; each of these works where a page has no policy."""

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.mark.parametrize("guarded", [True, False])
def test_what_is_smuggled_into_a_page_neither_runs_nor_asks_for_anything(
    browser: Browser, address: str, guarded: bool
):
    """With the policy of the page; and without it all of it happens, as a test of the test."""
    page = browser.new_page()
    ran: list[str] = []
    asked: set[str] = set()

    def note(kind: str) -> None:
        ran.append(kind)

    def poisoned(route) -> None:
        text = route.fetch().text().replace("<h1>", SMUGGLED, 1)
        route.fulfill(body=text if guarded else POLICY.sub("", text), content_type="text/html")

    def elsewhere(route) -> None:
        asked.add(urlsplit(route.request.url).path)
        route.fulfill(body="smuggled('file')", content_type="text/javascript")

    page.expose_function("smuggled", note)
    page.route("**/en/parts/harbour.html", poisoned)
    page.route("https://elsewhere.test/**", elsewhere)
    page.goto(f"{address}/en/parts/harbour.html", wait_until="networkidle")
    page.locator("#lure").click()
    page.wait_for_timeout(200)
    page.close()
    if guarded:
        assert (ran, asked) == ([], set())
    else:
        assert set(ran) == {"script", "event", "file", "link"}
        assert asked == {f"/{x}" for x in ("pixel.png", "script.js", "frame.html", "object.svg")}


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("index.html", "main a"),
        ("en/index.html", "#searchbox"),
        ("ar/parts/harbour.html", "#searchbox"),
        ("ar/genindex.html", "#searchbox"),
        ("de/search.html?q=Leuchtturm", "ul.search a[href^='index.html']"),
        ("guide/ru/search.html?q=куба", "ul.search a[href^='cuba.html']"),
    ],
)
def test_a_site_works_from_the_disk(browser: Browser, site: Path, path: str, seen: str):
    """Chromium takes 'self' for all files there; only what the search would quote is not shown,
    since a page on the disk may not read another.
    """
    page = browser.new_context(locale="fr").new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{site.as_uri()}/{path}")
    page.locator(seen).first.wait_for()
    page.wait_for_timeout(200)
    page.context.close()
    assert wrong == []


def test_what_conf_py_asks_for_works(browser: Browser, tmp_path: Path):
    """A script from another host, its settings in the page, a font and a drawing from elsewhere."""
    (tmp_path / "index.rst").write_text("Sums\n====\n\n.. image:: https://images.test/a.svg\n")
    (tmp_path / "conf.py").write_text(
        "extensions = ['lingotype.sphinx_ext']\n"
        "html_theme = 'lingotype'\n"
        "html_js_files = [(None, {'body': 'window.given = 1', 'priority': 100}),\n"
        "                 'https://cdn.test/script.js']\n"
        "html_css_files = ['https://styles.test/style.css']\n"
    )
    build = [sys.executable, "-m", "sphinx", "-q", "-W", str(tmp_path), str(tmp_path / "out")]
    subprocess.run(build, check=True)
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    answers = {
        "https://cdn.test/script.js": ("text/javascript", "window.came = window.given + 1"),
        "https://styles.test/style.css": ("text/css", "h1 { color: rgb(1, 2, 3) }"),
        "https://images.test/a.svg": (
            "image/svg+xml",
            '<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>',
        ),
    }
    for url, (kind, body) in answers.items():
        page.route(url, partial(answer, kind=kind, body=body))
    page.goto((tmp_path / "out/index.html").as_uri(), wait_until="networkidle")
    assert page.evaluate("window.came") == 2
    assert style(page, "h1", "color") == "rgb(1, 2, 3)"
    assert page.locator("div.body img").evaluate("image => image.naturalWidth") == 5
    page.close()
    assert wrong == []


def answer(route, kind: str, body: str) -> None:
    route.fulfill(body=body, content_type=kind)


def test_plural_rules_are_read_as_gettext_reads_them(browser: Browser):
    """All that Sphinx's own catalogues have, and the operators that they do without."""
    locales = Path(sphinx.__file__).parent / "locale"
    rules = {
        rule
        for path in locales.glob("*/LC_MESSAGES/sphinx.js")
        for rule in re.findall(r'"plural_expr": "([^"]+)"', path.read_text("utf-8"))
    } | {"n/3%2", "!(n==1) && n-1 > 2 || n+2*3==9", "n<2 ? n : n<9 ? 2 : 3", "!n"}
    page = browser.new_page()
    page.add_script_tag(content="const Documentation = { TRANSLATIONS: {} };")
    page.add_script_tag(path=THEME / "static/lingotype-plurals.js")
    script = """rule => {
        Documentation.addTranslations({ messages: {}, plural_expr: rule, locale: "de" });
        return [...Array(300).keys()].map(Documentation.PLURAL_EXPR);
    }"""
    assert len(rules) > 20
    for rule in sorted(rules):
        assert page.evaluate(script, rule) == [int(c2py(rule)(n)) for n in range(300)], rule
    for broken in ("", "(", "?", "n ?", "n n", "1e", "alert(1)"):
        assert page.evaluate(script, broken)[0] in (0, 1), broken
    page.close()
