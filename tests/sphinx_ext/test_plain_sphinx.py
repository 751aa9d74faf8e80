"""The extension in plain `sphinx-build -D language=…`, as Read the Docs calls it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


def sphinx_build(book: Path, *arguments: str) -> Path:
    """Build with warnings as errors; return the folder."""
    out = book / "out"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-E",
        "-c",
        ".",
        *arguments,
        "source",
        str(out),
    ]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.mark.parametrize("theme", ["lingotype", "alabaster"])
def test_direction_and_fallback_need_nothing_of_ours_but_the_extension(
    lighthouse: Path, theme: str
):
    """The page is right to left, and what is not translated says so."""
    options = ("-D", f"html_theme={theme}", "-D", "lingotype_show_stale=0")
    out = sphinx_build(lighthouse, "-D", "language=ar", *options)
    text = (out / "parts/harbour.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl" data-content_root="../">' in text
    assert ("lingotype-links.css" in text) == (theme != "lingotype")
    block = re.search(r"<p ([^>]*)>Nobody knows", text)
    assert block is not None
    assert 'lang="en"' in block[1]
    assert 'dir="ltr"' in block[1]


def test_the_search_of_a_nested_page_finds_the_root(lighthouse: Path):
    """Sphinx's scripts read data-content_root from the tag that we write."""
    out = sphinx_build(lighthouse)
    assert 'data-content_root="./"' in (out / "index.html").read_text("utf-8")


def test_other_languages_are_linked_where_the_address_is_known(lighthouse: Path):
    """Nobody knows where a plain build will stand, unless conf.py says."""
    assert 'hreflang="de"' not in (sphinx_build(lighthouse) / "index.html").read_text("utf-8")
    base = "https://books.example.org"
    out = sphinx_build(lighthouse, "-D", f"lingotype_base_url={base}", "-D", "language=ar")
    text = (out / "parts/harbour.html").read_text("utf-8")
    assert f'<a href="{base}/de/parts/harbour.html" rel="alternate" hreflang="de"' in text
    assert (
        f'<link rel="alternate" hreflang="x-default" href="{base}/en/parts/harbour.html" />' in text
    )


def test_the_source_language_may_be_named(lighthouse: Path):
    """Where conf.py takes `language` from the environment, as builds of services do."""
    conf = lighthouse / "conf.py"
    conf.write_text(
        conf.read_text().replace(
            'language = "en"', 'language = "ar"\nlingotype_source_language = "en"'
        )
    )
    text = (sphinx_build(lighthouse) / "parts/harbour.html").read_text("utf-8")
    assert '<span class="lingotype-source" lang="en" dir="ltr">Nobody knows' in text


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "xml"]
)
def test_other_builders_are_left_in_peace(lighthouse: Path, builder: str):
    """The extension is loaded for all of them."""
    quiet = ["-D", "suppress_warnings=epub.unknown_project_files", "-D", "version=1"]
    out = sphinx_build(lighthouse, "-b", builder, "-D", "language=ar", *quiet)
    assert any(out.iterdir())


def test_pages_written_in_parallel_are_the_same(lighthouse: Path):
    """The extension says that it is parallel-safe."""
    one = (sphinx_build(lighthouse, "-D", "language=ar") / "parts/harbour.html").read_bytes()
    two = (
        sphinx_build(lighthouse, "-D", "language=ar", "-j", "2") / "parts/harbour.html"
    ).read_bytes()
    assert one == two


def test_a_language_that_nobody_knows_does_not_stop_a_plain_build(lighthouse: Path):
    """Sphinx allows it; then there is just nothing to say of direction."""
    out = sphinx_build(lighthouse, "-D", "language=tlh")
    assert '<html lang="tlh"' in (out / "index.html").read_text("utf-8")
