"""Documents for the tests of the pandoc reader, made when a test runs, and what they say."""

from __future__ import annotations

import struct
import subprocess
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from lingotype.manuscript import pandoc
from lingotype.manuscript.blocks import (
    Block,
    Break,
    Bullets,
    Definitions,
    DisplayedFormula,
    Figure,
    Formula,
    Heading,
    Inline,
    Lines,
    Link,
    Literal,
    Manuscript,
    Note,
    Numbered,
    Paragraph,
    Quotation,
    Remark,
    Span,
    Table,
    Text,
)
from lingotype.manuscript.pandoc import program
from lingotype.manuscript.words import words

needs_pandoc = pytest.mark.skipif(
    program.find() is None, reason="pandoc is not installed: pip install pypandoc_binary"
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def png(shade: int = 0) -> bytes:
    """A picture of one point."""

    def chunk(name: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + crc

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    point = chunk(b"IDAT", zlib.compress(bytes([0, shade, shade, shade])))
    return b"\x89PNG\r\n\x1a\n" + header + point + chunk(b"IEND", b"")


def written_by_pandoc(path: Path, markdown: str) -> Path:
    """A document of the kind that the suffix says, with this text."""
    binary = program.find()
    assert binary
    subprocess.run(
        [binary, "--from=markdown", "--standalone", f"--output={path}"],
        input=markdown.encode(),
        cwd=path.parent,
        check=True,
        timeout=60,
    )
    return path


def docx(path: Path, body: str, parts: dict[str, str] | None = None) -> Path:
    """A DOCX of the least that Word would open, with the quirks that a test wants."""
    document = f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats'
            '.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
        ),
        "word/document.xml": document,
        **(parts or {}),
    }
    return zipped(path, files)


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def run(text: str, *properties: str) -> str:
    """A run of Word's: some characters with their dress, such as ``<w:b/>``."""
    return f'<w:r><w:rPr>{"".join(properties)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def read(path: Path, text: str | bytes | None = None, *, keep_all: bool = False) -> Manuscript:
    """A file read (written first, if its text is given), and the words of it all accounted for."""
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    manuscript = pandoc.read(path, path.name, keep_all=keep_all)
    assert_all_words_are_there(manuscript)
    return manuscript


def said(blocks: Sequence[Block]) -> str:
    """The text of blocks, as simply as can be."""
    return " ".join(_said(block) for block in blocks)


def _said(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return line(block.inside)
        case Bullets() | Numbered():
            return " ".join(said(item) for item in block.items)
        case Definitions():
            return " ".join(
                f"{line(term)} {' '.join(said(meaning) for meaning in meanings)}"
                for term, meanings in block.entries
            )
        case Quotation():
            return said(block.inside)
        case Lines():
            return " ".join(line(each) for each in block.lines)
        case Literal():
            return block.text
        case DisplayedFormula():
            return block.tex
        case Table():
            cells = [cell for row in (*block.head, *block.body) for cell in row]
            return f"{said(block.caption)} {' '.join(said(cell.inside) for cell in cells)}"
        case Figure():
            return said(block.caption)
        case _:
            return ""


def line(inside: Sequence[Inline]) -> str:
    return "".join(_piece(piece) for piece in inside)


def _piece(piece: Inline) -> str:
    match piece:
        case Text(text):
            return text
        case Span(_, inside) | Link(inside, _):
            return line(inside)
        case Formula(tex):
            return tex
        case Note(inside):
            return f" {said(inside)} "
        case Break():
            return " "
        case _:
            return ""


def assert_all_words_are_there(manuscript: Manuscript) -> None:
    """The law of the import: each word is in the text or in what was left out, in order."""
    parts = (manuscript.title, manuscript.subtitle, *manuscript.authors, manuscript.date)
    out = words(" ".join([*(line(part) for part in parts), said(manuscript.blocks)]))
    left = [words(remark.text) for remark in manuscript.left_out]
    assert tuple(left) == manuscript.dropped
    reached = {(0, 0)}
    for at in range(len(manuscript.words)):
        now = [(o, k) for o, k in reached if o + sum(map(len, left[:k])) == at]
        for o, k in now:
            if o < len(out) and out[o] == manuscript.words[at]:
                reached.add((o + 1, k))
            if k < len(left) and manuscript.words[at : at + len(left[k])] == left[k]:
                reached.add((o, k + 1))
    assert (len(out), len(left)) in reached, (manuscript.words, out, left)
    assert len(manuscript.words) == len(out) + sum(map(len, left))


def rules(remarks: Sequence[Remark]) -> list[str]:
    return [remark.rule for remark in remarks]


def texts(remarks: Sequence[Remark], rule: str) -> list[str]:
    return [remark.text for remark in remarks if remark.rule == rule]
