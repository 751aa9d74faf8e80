"""The style sheets of the theme, read as text, and what a page weighs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

PACKAGE = ROOT / "scripts" / "lingotype"
THEME = PACKAGE / "themes" / "lingotype"
STATES = PACKAGE / "sphinx_ext" / "static" / "lingotype-states.css"
SHEETS = [*sorted((THEME / "static").glob("*.css")), STATES]
WEIGHT = 60_000
"""The most that a page may weigh before its pictures, in bytes as they are sent."""

SIDES = re.compile(
    r"(?:(?:scroll-)?(?:margin|padding)|border|inset)-(?:left|right|top|bottom)(?:-\w+)*"
    r"|left|right|top|bottom|(?:(?:min|max)-)?(?:width|height)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
SIDED = {"float", "clear", "text-align", "caption-side", "resize"}
SHORTHANDS = {"margin", "padding", "inset", "border-width", "border-style", "border-color"}


def declarations(sheet: Path) -> Iterator[tuple[str, str]]:
    """(property, value) of every rule; selectors and conditions of @media are left out."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r'url\("[^"]*"\)', "url()", text)
    for block in re.findall(r"\{([^{}]*)\}", text):
        for declaration in filter(str.strip, block.split(";")):
            name, _, value = declaration.partition(":")
            yield name.strip(), value.strip()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_names_a_side_of_the_screen(sheet: Path):
    """Left and right, top and bottom would not be mirrored where a page runs from right to left."""
    found = list(declarations(sheet))
    assert len(found) > 30
    for name, value in found:
        assert not SIDES.fullmatch(name), f"{name}: {value}"
        assert name not in SIDED or not {"left", "right"} & set(value.split()), f"{name}: {value}"
        if name in SHORTHANDS:
            sides = re.findall(r"(?:[^\s()]|\([^)]*\))+", value)
            assert len(sides) < 4 or sides[1] == sides[3], f"{name}: {value}"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_asks_for_a_file(sheet: Path):
    """Fonts are those of the reader's system, and drawings stand in the sheet itself."""
    for address in re.findall(r"url\(([^)]*)", sheet.read_text("utf-8")):
        assert address.startswith('"data:image/svg+xml,')
    assert "@import" not in sheet.read_text("utf-8")


# --- colours ---------------------------------------------------------------------------------

TEXTS = ["quiet", "link", "stale", "gone", "new", "focus", "code-word", "code-text", "code-number"]


def colour(name: str, scheme: str) -> str:
    """``#1c4e8f`` of ``--link: light-dark(#1c4e8f, #93bdf3)``."""
    found = re.search(
        rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)",
        (THEME / "static" / "lingotype.css").read_text("utf-8"),
    )
    assert found, name
    return found[1 if scheme == "light" else 2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it, 1 to 21."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised", "lit"])
def test_every_colour_of_text_stands_out_from_every_ground(scheme: str, ground: str):
    """The text by 7 to 1 (WCAG AAA), all others by 4.5 (AA); on lit ground stand text and links."""
    assert contrast(colour("ink", scheme), colour(ground, scheme)) >= 7
    for name in ["link", "quiet"] if ground == "lit" else TEXTS:
        assert contrast(colour(name, scheme), colour(ground, scheme)) >= 4.5, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_borders_of_fields_stand_out_from_the_page(scheme: str):
    """By 3 to 1, as WCAG asks of what can be used."""
    for ground in ("paper", "raised"):
        assert contrast(colour("edge", scheme), colour(ground, scheme)) >= 3


# --- languages -------------------------------------------------------------------------------

NOT_LATIN = {
    "ar", "fa", "ur", "he", "hi", "bn", "ta", "th", "zh", "zh-TW", "zh-HK", "ja", "ko", "ru", "el",
}  # fmt: skip
WITHOUT_ITALICS = NOT_LATIN - {"ru", "el", "zh-TW", "zh-HK"}


@pytest.mark.parametrize("tag", sorted(NOT_LATIN))
def test_a_script_has_fonts_of_its_own(tag: str):
    """Each list ends with a font that every browser has."""
    sheet = (THEME / "static" / "lingotype-letters.css").read_text("utf-8")
    rule = next(
        body
        for selectors, body in re.findall(r"([^{}]*)\{([^{}]*)\}", sheet)
        if f":lang({tag})" in selectors and "--text:" in body
    )
    assert re.search(r"--text:[^;]*, serif;", rule)


@pytest.mark.parametrize("tag", sorted(WITHOUT_ITALICS))
def test_emphasis_exists_in_scripts_without_italics(tag: str):
    """No letter is slanted by machine, and something else tells that a word is emphasized."""
    sheet = (THEME / "static" / "lingotype-letters.css").read_text("utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    rules = [
        body
        for selectors, body in re.findall(r"([^{}]*)\{([^{}]*)\}", sheet)
        if f":lang({tag})" in selectors and re.search(r":is\(em\b", selectors)
    ]
    assert any("font-style: normal" in body for body in rules)
    shown = r"text-emphasis:|text-decoration:|letter-spacing:|font-family:"
    assert any(re.search(shown, body) for body in rules)


# --- weight ----------------------------------------------------------------------------------


def weight(page: Path) -> int:
    """Bytes of a page with its style sheets and scripts, each compressed."""
    text = page.read_text("utf-8")
    names = re.findall(r'<link rel="stylesheet"[^>]*href="([^"?]+)|<script[^>]*src="([^"?]+)', text)
    files = [page, *(page.parent / (one or other) for one, other in names)]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in dict.fromkeys(files))


def test_a_page_weighs_little(lighthouse: Path, lingotype):
    """Also the search page, with all that Sphinx's search needs, and the page of two languages."""
    done: Ran = lingotype("publish", "-l", "ar", cwd=lighthouse)
    assert done.code == 0, done.err
    site = lighthouse / "build" / "site" / "ar"
    pages = sorted(site.rglob("*.html"))
    weights = {page.relative_to(site).as_posix(): weight(page) for page in pages}
    assert max(weights.values()) < WEIGHT, weights
    assert weights["parts/harbour.html"] < WEIGHT / 2


def test_a_page_of_the_text_carries_no_script_that_it_does_not_need(lighthouse: Path, lingotype):
    """Sphinx's own are left out; where conf.py brings a script they are there, since it may build
    on them.
    """
    page = lighthouse / "build" / "site" / "ar" / "parts" / "harbour.html"
    lingotype("publish", "-l", "ar", cwd=lighthouse)
    scripts = re.findall(r"<script[^>]*>", page.read_text("utf-8"))
    assert ["lingotype.js" in script for script in scripts] == [True]
    with (lighthouse / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("html_js_files = ['https://example.org/own.js']\n")
    lingotype("publish", "-l", "ar", cwd=lighthouse)
    text = page.read_text("utf-8")
    assert text.index("doctools.js") < text.index("own.js")
