"""What survives of a book in each format, from the file to the published page."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import pytest
from tests.manuscript.documents import needs_pandoc, png, written_by_pandoc

pytestmark = needs_pandoc

BOOK = """\
---
title: The Book of Lamps
author: Ada Wick
---

Before the first chapter.

# The lamp

A lamp has *oil*, a **wick** and `glass`; H~2~O is no oil.[^1] See [below](#ladders) or
[outside](https://example.org/lamps_).

[^1]: Whale oil, *mostly*.

    Later gas.

| Lamp | Oil |
|------|----:|
| one  |   1 |
| two  |   2 |

## Its wick

1. Cut it.
2. Light it.
    - with care

Wick
:   What burns.

> He who lights it\\
> may keep it.

# Ladders {#ladders}

![A lamp at night](lamp.png)

No text_ is *markup\\* here, | not `|this|`, nor 1\\. this.
"""


@pytest.fixture(params=[".docx", ".odt", ".epub", ".html", ".md"])
def document(request, tmp_path: Path) -> Path:
    """The same book in a format; its picture beside it or within."""
    (tmp_path / "lamp.png").write_bytes(png())
    path = tmp_path / f"lamps{request.param}"
    if request.param == ".md":
        path.write_text(BOOK, "utf-8")
        return path
    return written_by_pandoc(path, BOOK)


def test_a_book_of_any_format_is_published(lingotype, document: Path, tmp_path: Path):
    """Notes, tables, pictures, headings and emphasis are in the pages, and nothing warns."""
    assert lingotype("import", document.name, "--into", "book", "-l", "de", cwd=tmp_path).code == 0
    for command in ("extract", "update", "publish"):
        ran = lingotype(command, cwd=tmp_path / "book")
        assert (ran.code, "warning" in ran.err.lower()) == (0, False), ran
    page = (tmp_path / "book/build/site/en/the-lamp.html").read_text("utf-8")
    for wanted in (
        "<em>oil</em>",
        "<strong>wick</strong>",
        "<sub>2</sub>",
        '<a class="reference external" href="https://example.org/lamps_">outside</a>',
        'href="ladders.html#ladders"',
        'role="doc-footnote"',
        "Later gas.",
        "<h2>Its wick",
        "<td><p>two</p></td>",
        "What burns.",
    ):
        assert wanted in page, wanted
    assert page.count("<th ") == 2
    assert page.count("<ol") == 1
    ladders = (tmp_path / "book/build/site/en/ladders.html").read_text("utf-8")
    # pandoc writes no description of a picture into an ODT, only its caption.
    assert ("A lamp at night" if document.suffix == ".odt" else 'alt="A lamp at night"') in ladders
    assert "No text_ is *markup* here, | not" in ladders.replace("\n", " ")
    assert len(list((tmp_path / "book/build/site/en/_images").glob("*.png"))) == 1


def test_pictures_of_the_same_name_are_two(lingotype, tmp_path: Path):
    for number, name in enumerate(("one", "two")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "lamp.png").write_bytes(png(number * 80))
        (folder / f"{name}.md").write_text("# A\n\nText.\n\n![Lamp](lamp.png)\n", "utf-8")
    files = ("one/one.md", "two/two.md")
    assert lingotype("import", *files, "--into", "book", cwd=tmp_path).code == 0
    images = sorted(path.name for path in (tmp_path / "book/source/images").iterdir())
    assert images == ["lamp-2.png", "lamp.png"]
    text = "".join(p.read_text("utf-8") for p in (tmp_path / "book/source").glob("*.rst"))
    assert "images/lamp.png" in text
    assert "images/lamp-2.png" in text


def test_a_hostile_page_reads_and_fetches_nothing(lingotype, tmp_path: Path):
    """Neither files beside the manuscript's folder nor addresses; no address can be a program."""
    (tmp_path / "secret.png").write_bytes(png())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.html").write_text(
        "<h1>A page</h1><p>Text <img src='../secret.png' alt='one'> and "
        "<img src='http://127.0.0.1:9/x.png' alt='two'>, <a href='javascript:alert(1)'>three</a>"
        "<script>alert(2)</script></p>"
        "<p>.. raw:: html\n\n   <b>x</b></p><p>.. include:: /etc/passwd</p>",
        "utf-8",
    )
    ran = lingotype("import", "in/page.html", "--into", "book", "--json", cwd=tmp_path)
    assert ran.code == 0
    rules = {remark["rule"] for remark in json.loads(ran.out)["remarks"]}
    assert {"picture-not-fetched", "link-dropped"} <= rules
    assert not (tmp_path / "book/source/images").exists()
    text = "".join(p.read_text("utf-8") for p in (tmp_path / "book/source").glob("*.rst"))
    assert "javascript" not in text
    assert "\\.. include:: /etc/passwd" in text


def test_without_pandoc_the_command_says_what_to_install(lingotype, tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    ran = lingotype("import", "a.md", "--into", "book", cwd=tmp_path)
    assert ran.code == 2
    assert "pip install pypandoc_binary" in ran.err
    assert not (tmp_path / "book").exists()


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_what_is_not_what_it_says_is_refused(lingotype, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(base64.b64decode("bm90IGEgemlw"))
    ran = lingotype("import", name, "--into", "book", cwd=tmp_path)
    assert (ran.code, name in ran.err) == (2, True)
    assert not (tmp_path / "book").exists()
