"""Old addresses lead to the new ones, without JavaScript, in every language."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sphinx_ext.test_plain_sphinx import sphinx_build

SETTING = """
lingotype_redirects = {
    "tower": "parts/harbour",
    "tower#stairs": "glossary#term-lamp",
    "old/shop": "https://shop.example.org/?a=1&b=2",
    "parts/harbour#pier": "parts/harbour#the-harbour",
    "glossary#oil": "parts/harbour#the-harbour",
    "index#thanks": "https://thanks.example.org",
}
"""


def with_setting(book: Path, setting: str = SETTING) -> Path:
    with (book / "conf.py").open("a") as conf:
        conf.write(setting)
    return book


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def site(request, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The German edition by each builder of pages."""
    from tests.conftest import BOOKS

    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("redirects") / "book")
    base = "lingotype_base_url=https://x.org"
    arguments = ["-b", request.param, "-D", "language=de", "-D", base]
    return request.param, sphinx_build(with_setting(book), *arguments)


def text_of(site: tuple[str, Path], name: str) -> str:
    builder, out = site
    ending = ".html" if builder == "html" else "/index.html"
    plain = name == "index"
    return (out / ("index.html" if plain else f"{name}{ending}")).read_text("utf-8")


def test_a_document_that_was_renamed_leads_to_the_new_one(site: tuple[str, Path]):
    """By a refresh and a link, in the language of the site; search engines learn where it is."""
    html = site[0] == "html"
    to = "parts/harbour.html" if html else "../parts/harbour/"
    text = text_of(site, "tower")
    assert f'<meta http-equiv="refresh" content="0; url={to}">' in text
    assert f'<a href="{to}">Der Hafen</a>' in text
    whole = "https://x.org/de/parts/harbour" + (".html" if html else "/")
    assert f'<link rel="canonical" href="{whole}">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<html lang="de" dir="ltr">' in text


def test_a_document_may_have_gone_to_another_site(site: tuple[str, Path]):
    """The address is written as HTML wants it."""
    assert 'url=https://shop.example.org/?a=1&amp;b=2">' in text_of(site, "old/shop")


def test_with_javascript_an_anchor_of_a_renamed_document_is_kept(site: tuple[str, Path]):
    """Or leads where it went by itself."""
    text = text_of(site, "tower")
    lamp = "glossary.html#term-lamp" if site[0] == "html" else "../glossary/#term-lamp"
    assert f'var moved = {{"stairs": "{lamp}"}}' in text
    assert "to += location.hash" in text


def test_an_anchor_that_was_renamed_stands_under_both_names(site: tuple[str, Path]):
    """At the very same place."""
    text = text_of(site, "parts/harbour")
    assert re.search(r'<section id="the-harbour">\s*(<span id="\w+"></span>)*<h1>', text)
    assert text.count('id="pier"') == 1


def test_for_what_moved_to_another_page_there_is_a_line_for_those_who_come_for_it(
    site: tuple[str, Path],
):
    """Hidden from all others by a rule of the page's own, so that every theme has it."""
    text = text_of(site, "glossary")
    to = "parts/harbour.html" if site[0] == "html" else "../parts/harbour/"
    assert re.search(rf'id="oil">[^<]+ <a href="{to}#the-harbour">Der Hafen</a></p>', text)
    assert ".lingotype-moved:not(:target) { display: none; }" in text.split("</head>")[0]
    assert ".lingotype-moved" not in text_of(site, "parts/harbour")
    assert 'href="https://thanks.example.org">' in text_of(site, "index")


def built(book: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-c", ".", *arguments, "source", "out"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)


def test_a_redirect_that_leads_nowhere_is_told_with_its_line_and_left_out(lighthouse: Path):
    """And so is one from what is still there."""
    setting = """
lingotype_redirects = {
    "tower": "parts/harbor",
    "tor": "parts/harbour#nowhere",
    "glossary": "index",
    "glossary#term-lamp": "index",
    "gone#a": "index",
    "genindex": "index",
    "shop": "index",
}
"""
    book = with_setting(lighthouse, setting)
    start = len((book / "conf.py").read_text().splitlines()) - len(setting.splitlines()) + 1
    done = built(book)
    assert done.returncode == 0
    said = {
        int(line): text
        for line, text in re.findall(
            r"conf\.py:(\d+): WARNING: lingotype_redirects: (.*) \[lingotype\.redirect\]",
            done.stderr,
        )
    }
    assert said == {
        start + 2: "'tower': there is no document 'parts/harbor'",
        start + 3: "'tor': there is no 'nowhere' in 'parts/harbour'",
        start + 4: "'glossary' is still a document",
        start + 5: "'glossary#term-lamp' is still there",
        start + 6: "'gone#a': there is no document 'gone', nor a redirect from it",
        start + 7: "'genindex' is a page that is made already",
    }
    assert (book / "out/shop.html").is_file()
    assert not (book / "out/tower.html").exists()
    assert "The Lighthouse" in (book / "out/glossary.html").read_text("utf-8")


def test_what_can_be_no_redirect_ends_the_build_with_its_line(lighthouse: Path):
    """A circle, or a path that leads out of the site."""
    book = with_setting(lighthouse, '\nlingotype_redirects = {\n    "a": "b",\n    "b": "a",\n}\n')
    line = len((book / "conf.py").read_text().splitlines()) - 2
    done = built(book)
    assert done.returncode == 2
    assert f"conf.py:{line}: lingotype_redirects: it leads in a circle: a → b → a" in done.stderr


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_books_and_texts_have_none_of_it(lighthouse: Path, builder: str):
    """There are no old addresses in them."""
    quiet = ["-D", "suppress_warnings=epub.unknown_project_files", "-D", "version=1"]
    out = sphinx_build(with_setting(lighthouse), "-b", builder, "-D", "language=de", *quiet)
    assert not list(out.rglob("tower*"))
    assert not [x for x in out.rglob("*.xhtml") if "lingotype-moved" in x.read_text("utf-8")]
