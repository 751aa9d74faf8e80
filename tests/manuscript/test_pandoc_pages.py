"""Web pages and the pages of EPUBs: what is text, what is the site's, and where notes belong."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.manuscript.documents import (
    needs_pandoc,
    png,
    read,
    rules,
    said,
    texts,
    written_by_pandoc,
)

from lingotype.manuscript.blocks import Heading, Link, Note, Paragraph, Table, Text, plain
from lingotype.manuscript.pandoc.web.charset import decoded
from lingotype.manuscript.pandoc.web.page import marked
from lingotype.manuscript.words import words

pytestmark = needs_pandoc

LONG = "The lamps were lit at dusk by men with ladders who knew each of the streets by heart. " * 3


def page(body: str, title: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


# --- furniture -------------------------------------------------------------------------------

FURNITURE = {
    "all but main": (
        f"<p>before</p><div>Menu<main><p>{LONG}</p></main>after</div><p>last</p>",
        ["before", "Menu", "after", "last"],
    ),
    "all but the element in the role": (f"<p>x</p><div role=main><p>{LONG}</div>", ["x"]),
    "all but the only article": (f"<p>x</p><article>{LONG}<p>y</article>", ["x"]),
    "main in a table": (f"<table><tr><td>x<td><main>{LONG}</main></table>", ["x"]),
    "navigation, header, footer, aside, form": (
        (
            f"<header>Site</header><nav>Menu</nav><p>{LONG}</p><aside>More</aside>"
            "<form>Search</form><footer>Contact</footer>"
        ),
        ["Site", "Menu", "More", "Search", "Contact"],
    ),
    "roles": (
        (
            f"<div role=banner>Site</div><div role=navigation>Menu</div>{LONG}"
            "<div role=contentinfo>Contact</div>"
        ),
        ["Site", "Menu", "Contact"],
    ),
    "navigation in main": (
        f"<main><nav>Menu</nav><p>{LONG}</p><aside>kept</aside></main>",
        ["Menu"],
    ),
    "two articles say nothing": (f"<article>{LONG}</article><article>{LONG}</article>", []),
    "a form around it all": (f"<form>{LONG}</form>", []),
    "the header of an article": (
        f"<article><header>By me</header>{LONG}</article><article>x</article>",
        [],
    ),
    "the source of a quotation": (f"{LONG}<blockquote>x<footer>Ada Wick</footer></blockquote>", []),
    "an empty main": (f"<main></main><p>{LONG}</p>", []),
}


@pytest.mark.parametrize("case", FURNITURE.values(), ids=FURNITURE.keys())
def test_furniture_is_left_out_word_for_word(tmp_path: Path, case: tuple[str, list[str]]):
    """What the page itself says is not its text goes to the report; half a page is never that."""
    body, wanted = case
    found = read(tmp_path / "a.html", page(body))
    assert texts(found.left_out, "furniture") == wanted
    assert found.left_out == () or set(rules(found.left_out)) == {"furniture"}


@pytest.mark.parametrize("case", FURNITURE.values(), ids=FURNITURE.keys())
def test_all_can_be_kept(tmp_path: Path, case: tuple[str, list[str]]):
    body, _ = case
    found = read(tmp_path / "a.html", page(body), keep_all=True)
    assert found.left_out == ()


def test_scripts_styles_and_comments_are_no_words(tmp_path: Path):
    body = f"<style>a{{}}</style><p>{LONG}</p><script>var x</script><!-- later -->"
    found = read(tmp_path / "a.html", page(body, "The title"))
    assert said(found.blocks).split() == LONG.split()
    assert found.remarks == ()


# --- title and headings ----------------------------------------------------------------------

TITLES = {
    "the only h1": ("<h1>Lamps</h1><h2>Oil</h2>x", "Lamps – Site", "Lamps", ["Oil"]),
    "no h1": ("<h2>Oil</h2>x", "Lamps", "Lamps", ["Oil"]),
    "several h1": ("<h1>Oil</h1>x<h1>Wick</h1>y", "Lamps", "Lamps", ["Oil", "Wick"]),
    "the first of several is the title": ("<h1>Lamps</h1><h1>Oil</h1>x", "Lamps", "Lamps", ["Oil"]),
    "a late h1": ("<h2>Oil</h2>x<h1>Wick</h1>y", "Lamps", "Lamps", ["Oil", "Wick"]),
    "the title in the header": (
        f"<header><h1>Lamps</h1></header><h2>Oil</h2>{LONG}",
        "Lamps – Site",
        "Lamps",
        ["Oil"],
    ),
    "the site's name in the header": (
        f"<header><h1>Site</h1></header><h2>Oil</h2>{LONG}",
        "Lamps – Site",
        "Lamps – Site",
        ["Oil"],
    ),
    "a link to itself": (
        (
            '<h1>Lamps<a class="headerlink" href="#x">¶</a></h1>'
            '<h2>Oil<a class="headerlink" href="#y">¶</a></h2>x'
        ),
        "",
        "Lamps",
        ["Oil"],
    ),
}


@pytest.mark.parametrize("case", TITLES.values(), ids=TITLES.keys())
def test_a_page_is_called_by_its_first_heading(
    tmp_path: Path, case: tuple[str, str, str, list[str]]
):
    """If that is the title and not a chapter's; what a browser calls it is no word of the text."""
    body, title, wanted, headings = case
    found = read(tmp_path / "a.html", page(body, title))
    assert plain(found.title) == wanted
    assert [plain(b.inside) for b in found.blocks if isinstance(b, Heading)] == headings
    if words(title) != words(wanted) and title:
        assert texts(found.remarks, "page-title") == [title]


# --- footnotes -------------------------------------------------------------------------------

NOTES = {
    "pandoc": (
        '<p>A<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a> b.</p>'
        '<section role="doc-endnotes"><hr><ol><li id="fn1"><p>Note.<a href="#fnref1" '
        'role="doc-backlink">↩︎</a></p></li></ol></section>'
    ),
    "Word": (
        '<p>A<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> b.</p><hr>'
        '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p></div>'
    ),
    "LibreOffice": (
        '<p>A<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> b.</p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
        'href="#sdfootnote1anc">1</a>Note.</p></div>'
    ),
    "MediaWiki": (
        '<p>A<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> b.</p>'
        '<ol><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b>'
        '</span> <span class="reference-text">Note.</span></li></ol>'
    ),
    "docutils": (
        '<p>A<a href="#id2" id="id1" role="doc-noteref"><span>[</span>1<span>]</span></a> b.</p>'
        '<aside id="id2" role="doc-footnote"><span class="label"><span>[</span>'
        '<a role="doc-backlink" href="#id1">1</a><span>]</span></span><p>Note.</p></aside>'
    ),
    "docutils before 0.18": (
        '<p>A<a class="footnote-reference brackets" href="#id2" id="id1">1</a> b.</p>'
        '<dl class="footnote brackets"><dt class="label" id="id2"><span class="brackets">'
        '<a class="fn-backref" href="#id1">1</a></span></dt><dd><p>Note.</p></dd></dl>'
    ),
    "by hand": (
        '<p>A[<a href="#n1" name="r1">1</a>] b.</p><p><a name="n1" href="#r1">1</a> Note.<p></p>'
    ),
}


@pytest.mark.parametrize("body", NOTES.values(), ids=NOTES.keys())
def test_a_footnote_goes_to_its_mark(tmp_path: Path, body: str):
    """Whoever made the page: a mark and a note that lead to each other."""
    found = read(tmp_path / "a.html", page(body))
    assert found.blocks == (
        Paragraph((Text("A"), Note((Paragraph((Text("Note."),), 1),)), Text(" b.")), 1),
    )
    assert found.remarks == ()


NO_NOTES = {
    "a table of contents": '<p><a href="#c1">1</a></p><h2 id=c1>One</h2>x',
    "a link back that leads to another place": (
        '<p>A<a id=r href="#n">1</a></p><p id=n>Text <a href="#top">1</a></p>'
    ),
    "a mark after its note": '<p id=n><a href="#r">1</a> Text</p><p>A<a id=r href="#n">1</a></p>',
    "a word as a mark": '<p>A <a id=r href="#n">see</a></p><p id=n>B <a href="#r">back</a></p>',
}


@pytest.mark.parametrize("body", NO_NOTES.values(), ids=NO_NOTES.keys())
def test_other_links_make_no_footnotes(tmp_path: Path, body: str):
    found = read(tmp_path / "a.html", page(body))
    assert not any(
        isinstance(piece, Note) for b in found.blocks for piece in getattr(b, "inside", ())
    )


# --- pages as they are ------------------------------------------------------------------------


def test_a_table_may_leave_out_end_tags_and_have_too_few_columns(tmp_path: Path):
    """Pandoc takes the first for no table, and drops cells of the second."""
    body = "<table><caption>C<col><tr><th>a<th>b<tr><td>c<td>d</table>"
    (table,) = read(tmp_path / "a.html", page(body)).blocks
    assert isinstance(table, Table)
    assert said([table]).split() == ["C", "a", "b", "c", "d"]


def test_what_pandoc_loses_of_a_page_is_reported(tmp_path: Path):
    found = read(tmp_path / "a.html", page("<p>one</p><textarea>two three</textarea><p>four</p>"))
    (remark,) = found.remarks
    assert (remark.rule, remark.text) == ("not-read", "two three")
    assert "“one”" in remark.note


CHARSETS = {
    "UTF-8": "Öl".encode(),
    "UTF-8 with a mark": "\ufeffÖl".encode(),
    "UTF-16": "\ufeffÖl".encode("utf-16-le"),
    "none, and not UTF-8": "Öl".encode("cp1252"),
    "meta charset": b"<meta charset=iso-8859-2>" + "Öl".encode("iso-8859-2"),
    "meta http-equiv": b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-u">'
    + "Öl".replace("Ö", "Ж").encode("koi8-u"),
    "XML": b'<?xml version="1.0" encoding="windows-1250"?>' + "Öl".encode("cp1250"),
    "unknown": b"<meta charset=martian>" + "Öl".encode(),
    "not what it says": b"<meta charset=ascii>" + "Öl".encode("cp1252"),
    "UTF-16 it cannot be": b"<meta charset=utf-16>" + "Öl".encode(),
}


@pytest.mark.parametrize("data", CHARSETS.values(), ids=CHARSETS.keys())
def test_a_page_is_read_in_its_charset(data: bytes):
    assert decoded(data).rpartition(">")[2].lstrip("\ufeff") in ("Öl", "Жl")


def test_a_page_without_parts_stays_as_it_is():
    """All that is not named keeps its source, to the last space and mistake."""
    source = page("<P >a<br/>b<b>c</b></P><!-- d --><p>é&eacute;<ul ><li>x</li></ul><a id=x />")
    assert marked(source) == source


def test_missing_end_tags_of_lists_and_tables_are_written():
    """Pandoc would take longer than the world lasts for lists without."""
    assert marked("<ul><li>x<li>y") == "<ul><li>x</li><li>y</li></ul>"
    assert marked("<table><tr><td>x<tr><td>y</table>") == (
        "<table><tr><td>x</td></tr><tr><td>y</td></tr></table>"
    )


TAGS = [
    "p",
    "div",
    "nav",
    "main",
    "article",
    "header",
    "footer",
    "aside",
    "ul",
    "ol",
    "li",
    "table",
]
TAGS += ["tr", "td", "th", "b", "i", "sup", "a", "h1", "h2", "blockquote", "pre", "dl", "dt", "dd"]
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            ["one ", "two ", "three ", "<br>", '<a href="#x">1</a> ', "<p id=x>", "&lt;"]
        ),
    ),
    max_size=40,
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(SOUP)
def test_no_word_of_any_page_is_lost(tmp_path: Path, soup: list[str]):
    """Each is in the text, or left out, or reported as not read, however the tags are mixed."""
    found = read(tmp_path / "a.html", "start " + "".join(soup))
    reported = [word for text in texts(found.remarks, "not-read") for word in words(text)]
    known = Counter([*found.words, *reported])
    for word in ("one", "two", "three"):
        assert known[word] == soup.count(f"{word} ")


# --- EPUB ------------------------------------------------------------------------------------


def epub(path: Path, pages: dict[str, str], *, spine: int | None = None) -> Path:
    """An EPUB with these pages; the first `spine` of them are in its order."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    order = "".join(
        f'<itemref idref="i{n}"/>' for n in range(len(pages) if spine is None else spine)
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lamps</dc:title>'
        "<dc:creator>Ada Wick</dc:creator><dc:creator>Ben Flint</dc:creator></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="in/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("in/p.opf", package)
        for name, body in pages.items():
            archive.writestr(
                f"in/{name}",
                '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub='
                f'"http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{body}</body></html>',
            )
    return path


def test_the_notes_of_a_book_may_stand_on_another_page(tmp_path: Path):
    """As in most books on sale; the same names on two pages are two notes."""
    chapter = '<h1>{0}</h1><p>A<a id="r" href="notes.xhtml#{0}"><sup>1</sup></a></p>'
    notes = "".join(f'<p id="{n}"><a href="{n}.xhtml#r">1</a> On {n}.</p>' for n in ("oil", "wick"))
    pages = {"oil.xhtml": chapter.format("oil"), "wick.xhtml": chapter.format("wick")}
    found = read(epub(tmp_path / "a.epub", {**pages, "notes.xhtml": f"<h1>Notes</h1>{notes}"}))
    marks = [b.inside[1] for b in found.blocks if isinstance(b, Paragraph)]
    assert [said(mark.inside) for mark in marks if isinstance(mark, Note)] == [
        "On oil.",
        "On wick.",
    ]
    assert found.remarks == ()


def test_a_link_to_a_chapter_of_an_epub_leads_to_its_heading(tmp_path: Path):
    """To the page, to a section of it, or to a name within the section."""
    links = "".join(f'<a href="b.xhtml{x}">to</a> ' for x in ("", "#s", "#n"))
    pages = {
        "a.xhtml": f"<h1>A</h1><p>{links}</p>",
        "b.xhtml": '<section id="s"><h1>B</h1><p>x <span id="n">y</span></p></section>',
    }
    found = read(epub(tmp_path / "a.epub", pages))
    heading = found.blocks[2]
    assert isinstance(heading, Heading)
    paragraph = found.blocks[1]
    assert isinstance(paragraph, Paragraph)
    links = [piece for piece in paragraph.inside if isinstance(piece, Link)]
    assert links == [Link((Text("to"),), f"#{heading.name}")] * 3


def test_title_page_and_contents_are_made_anew_but_an_epigraph_is_not(tmp_path: Path):
    """Pandoc would drop all of a title page, with whatever stands on it."""
    pages = {
        "t.xhtml": '<section epub:type="titlepage"><h1>Lamps</h1><p>Ada Wick</p></section>',
        "e.xhtml": '<section epub:type="titlepage"><p>For the night.</p></section>',
        "c.xhtml": '<nav epub:type="toc"><h1>Contents</h1><ol><li>Oil</li></ol></nav>',
        "o.xhtml": "<h1>Oil</h1><p>It burns.</p>",
    }
    found = read(epub(tmp_path / "a.epub", pages))
    assert texts(found.left_out, "furniture") == ["Lamps Ada Wick", "Contents Oil"]
    assert said(found.blocks) == "For the night. Oil It burns."
    assert [plain(author) for author in found.authors] == ["Ada Wick", "Ben Flint"]


def test_pages_that_are_not_in_the_order_of_the_book_are_reported(tmp_path: Path):
    pages = {"a.xhtml": "<p>Read me.</p>", "b.xhtml": "<p>Nobody reads me.</p>"}
    found = read(epub(tmp_path / "a.epub", pages, spine=1))
    assert said(found.blocks) == "Read me."
    assert texts(found.remarks, "not-read") == ["Nobody reads me."]
    assert "in/b.xhtml" in found.remarks[-1].note


def test_pictures_of_an_epub_come_with_it(tmp_path: Path):
    (tmp_path / "x.png").write_bytes(png())
    found = read(written_by_pandoc(tmp_path / "a.epub", "# A\n\nx ![y](x.png)\n"))
    assert list(found.media.values()) == [png()]


def test_a_page_of_furniture_only_is_text(tmp_path: Path):
    """There is nothing that it could stand around."""
    found = read(tmp_path / "a.html", "start <main><nav>one ")
    assert (found.words, found.left_out) == (("start", "one"), ())
