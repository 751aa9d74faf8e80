"""What the head of a page tells search engines and those who show it as a card."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from sphinx import addnodes
from tests.sphinx_ext.test_plain_sphinx import sphinx_build

from lingotype.sphinx_ext.head import description

BASE = ["-D", "lingotype_base_url=https://books.example.org/lamp"]


def metas(page: Path) -> dict[str, list[str]]:
    """Name or property -> contents."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<meta [^>]*>", page.read_text("utf-8")):
        name = re.search(r'(?:name|property)="([^"]*)"', tag)
        content = re.search(r'content="([^"]*)"', tag)
        if name and content:
            found.setdefault(name[1], []).append(content[1])
    return found


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Arabic edition, with an address and a logo."""
    from tests.conftest import BOOKS

    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("head") / "book")
    (book / "source/lamp.png").write_bytes(b"\x89PNG")
    with (book / "source/glossary.rst").open("a") as file:
        file.write("\n.. meta::\n   :description: Written by hand.\n   :robots: noarchive\n")
    return sphinx_build(book, *BASE, "-D", "language=ar", "-D", "html_logo=source/lamp.png")


def test_a_page_is_described_by_its_first_paragraph_in_its_language(arabic: Path):
    """Once, and for cards too."""
    found = metas(arabic / "parts/harbour.html")
    assert found["description"] == found["og:description"] == ["تعود السفن ليلا حين يضيء المصباح."]


def test_what_the_author_wrote_is_not_said_again(arabic: Path):
    """In a meta directive, which may be translated too."""
    found = metas(arabic / "glossary.html")
    assert found["description"] == found["og:description"] == ["Written by hand."]
    assert found["robots"] == ["noarchive"]


def test_a_card_has_what_it_needs(arabic: Path):
    """With addresses that are whole, and the names that Open Graph gives to languages."""
    found = metas(arabic / "parts/harbour.html")
    base = "https://books.example.org/lamp/ar"
    assert {k: v for k, v in found.items() if k.startswith("og:") and k != "og:description"} == {
        "og:title": ["الميناء"],
        "og:type": ["article"],
        "og:url": [f"{base}/parts/harbour.html"],
        "og:site_name": ["المنارة"],
        "og:locale": ["ar_EG"],
        "og:locale:alternate": ["en_US", "de_DE", "zh_CN"],
        "og:image": [f"{base}/_static/lamp.png"],
    }
    assert metas(arabic / "index.html")["og:type"] == ["website"]


def test_without_an_address_there_is_no_card(lighthouse: Path):
    """A card without one leads nowhere; what a page is about needs none."""
    found = metas(sphinx_build(lighthouse, "-D", "language=ar") / "parts/harbour.html")
    assert "description" in found
    assert not [name for name in found if name.startswith("og:")]


@pytest.mark.parametrize("theme", ["lingotype", "alabaster", "furo", "pydata_sphinx_theme"])
def test_every_theme_says_the_address_of_the_page_once(lighthouse: Path, theme: str):
    """Also where conf.py has an html_baseurl, which is the same for all languages."""
    if theme not in {"lingotype", "alabaster"}:
        pytest.importorskip(theme, reason=f"{theme} is not installed")
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write('html_baseurl = "https://elsewhere.example.org/"\n')
    out = sphinx_build(lighthouse, *BASE, "-D", "language=de", "-D", f"html_theme={theme}")
    text = (out / "parts/harbour.html").read_text("utf-8")
    canonical = re.findall(r'<link[^>]* rel="canonical"[^>]*>|<link rel="canonical"[^>]*>', text)
    assert len(canonical) == 1
    assert 'href="https://books.example.org/lamp/de/parts/harbour.html"' in canonical[0]
    assert text.count('hreflang="x-default"') == 1
    for name in ("search.html", "404.html", "parts/harbour.en.html"):
        assert metas(out / name)["robots"] == ["noindex"], name
        assert 'rel="canonical"' not in (out / name).read_text("utf-8")


def test_a_language_that_crosses_its_threshold_has_all_its_pages_written_anew(lighthouse: Path):
    """Each says whether search engines may have it, also those whose own text is as it was."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write('lingotype_thresholds = {"language": {"indexed": 20}}\n')
    command = [sys.executable, "-m", "sphinx", "-q", "-c", ".", "-D", "language=zh_CN"]
    index = lighthouse / "out/index.html"
    for hidden in (True, False):
        subprocess.run([*command, "source", "out"], cwd=lighthouse, check=True)
        assert ("robots" in metas(index)) is hidden
        folder = lighthouse / "locale/zh_CN/LC_MESSAGES/parts"
        shutil.copy(lighthouse / "locale/de/LC_MESSAGES/parts/harbour.po", folder)


# --- descriptions ---------------------------------------------------------------------------


def described(text: str) -> str:
    return description(publish_doctree(text, settings_overrides={"doctitle_xform": False}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One *two* ``three``.", "One two three."),
        ("Title\n=====\n\n.. note:: No.\n\nYes.", "Yes."),
        ("- item\n\nText.", "Text."),
        ("\\*\\*\\*\n\nText.", "Text."),
        ("Text [#]_ here.\n\n.. [#] No.", "Text  here."),
        (
            ".. image:: a.png\n   :alt: No\n\nText |x|.\n\n.. |x| image:: b.png\n   :alt: no",
            "Text .",
        ),
        ("Title\n=====\n", ""),
        ("  A quotation.\n\nText.", "Text."),
    ],
)
def test_only_words_of_the_text_describe_a_page(text: str, said: str):
    """No markup, no number of a note, no picture, no aside."""
    assert described(text) == " ".join(said.split())


def test_a_paragraph_that_is_not_translated_describes_nothing():
    """It is in another language than the page, and the next may not be."""
    document = publish_doctree("First.\n\nSecond.")
    first = document.next_node(nodes.paragraph)
    assert first is not None
    first["classes"].append("lingotype-missing")
    assert description(document) == "Second."


def test_a_table_of_contents_is_no_description():
    """Sphinx makes paragraphs of it."""
    document = publish_doctree("Text.")
    document.insert(0, addnodes.compact_paragraph("", "Contents"))
    assert description(document) == "Text."


def test_a_long_paragraph_is_cut_after_a_word():
    """Search engines show about as much."""
    said = described("word " * 100)
    assert len(said) <= 160
    assert said.endswith(" word…")
