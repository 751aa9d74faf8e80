"""What pandoc passes over in a document is reported, and what is no document is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.manuscript.documents import (
    W,
    docx,
    needs_pandoc,
    par,
    read,
    rules,
    run,
    said,
    texts,
    written_by_pandoc,
    zipped,
)

from lingotype.errors import LingotypeError
from lingotype.manuscript import pandoc
from lingotype.manuscript.blocks import Heading, Paragraph, Span, Style, Text, plain
from lingotype.manuscript.pandoc.packed.archive import Archive
from lingotype.manuscript.pandoc.packed.said import Part
from lingotype.manuscript.pandoc.unread import lost

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def part(name: str, body: str) -> str:
    """Another file of a DOCX."""
    return f'<w:{name} xmlns:w="{W}">{body}</w:{name}>'


# --- DOCX as Word writes it ------------------------------------------------------------------


@needs_pandoc
def test_runs_of_word_are_joined(tmp_path: Path):
    """Word cuts a word wherever its author stopped once; spaces do not stay bold."""
    body = par(
        run("The "),
        run("lamp", BOLD),
        run("ligh", BOLD),
        run("ters ", BOLD),
        run("of the", ITALIC, BOLD),
        run(" "),
        run("town", ITALIC, BOLD),
        run("."),
        run("", BOLD),
    )
    (paragraph,) = read(docx(tmp_path / "a.docx", body)).blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inside) == "The lamplighters of the town."
    assert paragraph.inside[0] == Text("The ")
    assert paragraph.inside[-1] == Text(".")
    assert paragraph.inside[1] == Span(
        Style.STRONG,
        (Text("lamplighters "), Span(Style.EMPHASIS, (Text("of the town"),))),
    )


@needs_pandoc
def test_headers_footers_and_comments_are_reported_once(tmp_path: Path):
    """Page numbers alone say nothing."""
    header = part("hdr", par(run("Draft of May")))
    found = read(
        docx(
            tmp_path / "a.docx",
            par(run("Text.")),
            {
                "word/header1.xml": header,
                "word/header2.xml": header,
                "word/footer1.xml": part("ftr", par(run("12"))),
                "word/comments.xml": part(
                    "comments",
                    f'<w:comment w:id="0" w:author="Ada">{par(run("Sure?"))}</w:comment>',
                ),
            },
        )
    )
    assert [(r.text, r.note.partition(":")[0]) for r in found.remarks] == [
        ("Draft of May", "the page header"),
        ("Sure?", "a comment by Ada"),
    ]
    assert set(rules(found.remarks)) == {"not-read"}
    assert found.words == ("Text",)


@needs_pandoc
def test_a_text_box_is_read_or_reported_once(tmp_path: Path):
    """Word writes it twice, for itself and for older programs."""
    box = f"<w:txbxContent>{par(run('In the box'))}</w:txbxContent>"
    body = par(
        run("Before."),
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    found = read(docx(tmp_path / "a.docx", body + par(run("After."))))
    everything = f"{said(found.blocks)} {' '.join(texts(found.remarks, 'not-read'))}"
    assert everything.count("In the box") == 1


@needs_pandoc
def test_tracked_changes_are_accepted_and_counted(tmp_path: Path):
    """What was deleted is no word of the text any more."""
    who = 'w:id="1" w:author="Ada" w:date="2024-05-01T00:00:00Z"'
    body = par(
        run("It is "),
        f"<w:del {who}>{run('dark').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins {who}>{run('bright')}</w:ins>",
        run("."),
    )
    found = read(docx(tmp_path / "a.docx", body))
    assert said(found.blocks) == "It is bright."
    assert texts(found.remarks, "tracked-changes") == ["2"]


@needs_pandoc
def test_a_document_within_the_document_is_reported(tmp_path: Path):
    """Word would take it in when it opens the file (w:altChunk); pandoc does not see it."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="c" Target="chunk.htm" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/aFChunk"/></Relationships>'
    )
    found = read(
        docx(
            tmp_path / "a.docx",
            par(run("Text.")),
            {
                "word/_rels/document.xml.rels": relations,
                "word/chunk.htm": "<html><body><p>All <b>else</b>.</p></body></html>",
            },
        )
    )
    assert texts(found.remarks, "not-read") == ["All else."]


@needs_pandoc
def test_a_table_of_contents_is_made_anew(tmp_path: Path):
    """Its page numbers are those of paper; a single reference is none."""
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>',
    )

    def heading(name: str) -> str:
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
        mark = f'<w:bookmarkStart w:id="1" w:name="_Toc{name}"/>'
        return (
            f'<w:p>{style}{mark}{run(name)}<w:bookmarkEnd w:id="1"/></w:p>{par(run(f"On {name}."))}'
        )

    def entry(name: str, page: int) -> str:
        inside = f"{run(name)}<w:r><w:tab/></w:r>{run(str(page))}"
        return par(f'<w:hyperlink w:anchor="_Toc{name}">{inside}</w:hyperlink>')

    body = entry("Oil", 3) + entry("Wicks", 17) + heading("Oil") + heading("Wicks")
    path = docx(tmp_path / "a.docx", body, {"word/styles.xml": styles})
    found = read(path)
    assert texts(found.left_out, "contents") == ["Oil 3 Wicks 17"]
    assert [plain(b.inside) for b in found.blocks if isinstance(b, Heading)] == ["Oil", "Wicks"]
    assert read(path, keep_all=True).left_out == ()


# --- ODT -------------------------------------------------------------------------------------

ODT = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def odt(path: Path, body: str, styles: str = "") -> Path:
    """An ODT of the least that a program would open."""
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in ODT.items())
    return zipped(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {names}><office:font-face-decls/>"
            f"<office:styles/><office:automatic-styles/><office:master-styles>{styles}"
            "</office:master-styles></office:document-styles>",
        },
    )


@needs_pandoc
def test_what_pandoc_passes_over_in_an_odt_is_reported(tmp_path: Path):
    """Page headers, comments, and the contents that the program made."""
    body = (
        '<text:p text:style-name="Title">Lamps</text:p>'
        "<text:p>Lit<office:annotation><dc:creator>Ada</dc:creator><text:p>Sure?</text:p>"
        '</office:annotation> at<text:s text:c="2"/>dusk.</text:p>'
        "<text:illustration-index><text:index-body><text:p>All pictures</text:p>"
        "</text:index-body></text:illustration-index>"
    )
    styles = (
        '<style:master-page style:name="S"><style:header><text:p>Draft '
        "<text:page-number>1</text:page-number></text:p></style:header></style:master-page>"
    )
    found = read(odt(tmp_path / "a.odt", body, styles))
    assert plain(found.title) == "Lamps"
    assert said(found.blocks) == "Lit at dusk."
    assert [(r.text, r.note.partition(":")[0]) for r in found.remarks] == [
        ("Sure?", "a comment by Ada"),
        ("Draft", "the page header"),
        ("All pictures", "the text, after “Lit at dusk.”"),
    ]


# --- comparing -------------------------------------------------------------------------------

COMPARED = {
    "nothing lost": (["one two", "three"], "one two three", []),
    "a paragraph": (["one two", "three four", "five"], "one two five", ["three four"]),
    "some words": (["one two three"], "one three", ["two"]),
    "one of two equal paragraphs": (["one", "two", "one"], "one two", ["one"]),
    "a hyphen that was soft": (["oil lamp light"], "oil lamplight", []),
    "words in another order": (["one", "two"], "two one", []),
}


@pytest.mark.parametrize("case", COMPARED.values(), ids=COMPARED.keys())
def test_lost_words_are_found_with_their_place(case: tuple[list[str], str, list[str]]):
    """Counted, then looked for where they are missing."""
    paragraphs, known, wanted = case
    parts = [Part("the text", paragraph) for paragraph in paragraphs]
    assert [remark.text for remark in lost(parts, tuple(known.split()), "a")] == wanted


# --- distrust --------------------------------------------------------------------------------


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (64 * 2**20))


def entities(path: Path) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    zipped(path, {"word/document.xml": text})


def entities_in_utf_16(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", text.encode("utf-16"))


def locked_by_word(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def locked_zip(path: Path) -> None:
    zipped(path, {"word/document.xml": "<x/>"})
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    path.write_bytes(data)


def cut_off(path: Path) -> None:
    docx(path, par(run("x" * 5000)))
    path.write_bytes(path.read_bytes()[:-200])


def damaged_within(path: Path) -> None:
    docx(path, par(*(run(f"word {n}") for n in range(2000))))
    data = bytearray(path.read_bytes())
    start = data.index(b"word/document.xml")
    data[start + 300 : start + 900] = bytes(600)
    path.write_bytes(data)


def no_document(path: Path) -> None:
    zipped(path, {"readme.txt": "hello"})


def a_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


def the_same_name_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<y/>")


BAD = [
    bomb,
    entities,
    entities_in_utf_16,
    locked_by_word,
    locked_zip,
    cut_off,
    damaged_within,
    no_document,
    a_picture,
    the_same_name_twice,
]


@needs_pandoc
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
@pytest.mark.parametrize("make", BAD)
def test_what_is_no_document_or_a_trap_is_refused(
    tmp_path: Path, make: Callable[[Path], None], suffix: str
):
    """With the name of the file and a way out, before or by pandoc, and without a traceback."""
    path = tmp_path / f"a{suffix}"
    make(path)
    with pytest.raises(LingotypeError) as caught:
        pandoc.read(path, "shown")
    assert caught.value.where == "shown"
    assert caught.value.fix


def test_a_trap_is_refused_before_pandoc_sees_it(tmp_path: Path):
    for make in (bomb, entities, entities_in_utf_16, locked_by_word, locked_zip):
        make(tmp_path / "a.docx")
        with pytest.raises(LingotypeError):
            Archive((tmp_path / "a.docx").read_bytes(), "a", "DOCX")


@needs_pandoc
@pytest.mark.parametrize("suffix", [".odt", ".epub"])
def test_a_docx_of_another_name_is_refused(tmp_path: Path, suffix: str):
    written_by_pandoc(tmp_path / "a.docx", "text").rename(tmp_path / f"b{suffix}")
    with pytest.raises(LingotypeError):
        pandoc.read(tmp_path / f"b{suffix}", "b")
