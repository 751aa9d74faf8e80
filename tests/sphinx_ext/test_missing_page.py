"""404.html, which a server shows under any address."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sphinx_ext.test_plain_sphinx import sphinx_build

from lingotype.sphinx_ext.missing_page import with_whole_links

AT = "/book/de/404.html"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="index.html">', '<a href="/book/de/index.html">'),
        ('<a class="x" href="../fr/">', '<a class="x" href="/book/fr/">'),
        ('<script src="_static/a.js?v=1">', '<script src="/book/de/_static/a.js?v=1">'),
        (
            '<html lang="de" data-content_root="./">',
            '<html lang="de" data-content_root="/book/de/">',
        ),
        ('<form action="search.html">', '<form action="/book/de/search.html">'),
        ('<a href="#text">', '<a href="#text">'),
        ('<a href="https://x.org/">', '<a href="https://x.org/">'),
        ('<a href="mailto:a@x.org">', '<a href="mailto:a@x.org">'),
        ('<a href="/book/fr/">', '<a href="/book/fr/">'),
        ('<img src="data:image/png;base64,x">', '<img src="data:image/png;base64,x">'),
        ('<p>a title with href="x" in it</p>', '<p>a title with href="x" in it</p>'),
    ],
)
def test_links_begin_at_the_top_of_the_host(before: str, after: str):
    """But for those that hold anywhere."""
    assert with_whole_links(before, AT) == after


def test_a_document_of_the_name_takes_its_place(lighthouse: Path):
    """A project may have had one before."""
    (lighthouse / "source/404.rst").write_text(":orphan:\n\nLost at sea\n===========\n")
    for more in ([], ["-D", "lingotype_base_url=https://x.org"]):
        text = (sphinx_build(lighthouse, *more) / "404.html").read_text("utf-8")
        assert "Lost at sea" in text
        assert 'href="index.html"' in text


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_it_stands_at_the_top_of_the_site_whatever_the_builder(lighthouse: Path, builder: str):
    """Where servers look for it."""
    base = "lingotype_base_url=https://x.org/{language}/latest"
    out = sphinx_build(lighthouse, "-b", builder, "-D", "language=ar", "-D", base)
    text = (out / "404.html").read_text("utf-8")
    assert not (out / "404").exists()
    assert 'lang="ar" dir="rtl"' in text
    first = "index.html" if builder == "html" else ""
    assert f'<a href="https://x.org/ar/latest/{first}">' in text
    assert '<link rel="stylesheet" type="text/css" href="/ar/latest/_static/' in text
