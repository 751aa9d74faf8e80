"""The zip archive that a DOCX, ODT or EPUB is, opened with distrust.

A file that somebody sent can be a bomb: small in the mail, terabytes when unpacked, by the zip
or by the entities of its XML. Both are refused before pandoc sees the file.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring  # see xml() below
from xml.parsers import expat

from lingotype.errors import LingotypeError

LARGEST = 600 * 2**20
"""Bytes of all that is packed in one document."""
LARGEST_XML = 150 * 2**20
_RATIO = 150
"""Text packs to a tenth, rarely to a hundredth."""
_SMALL = 20 * 2**20
_MANY = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm", ".svg", ".rdf")


class Archive:
    """The packed files of a document. Raises LingotypeError if it is none, or not to be trusted."""

    def __init__(self, data: bytes, shown: str, kind: str) -> None:
        self.data, self.shown, self.kind = data, shown, kind
        if data.startswith(_OLE):
            raise LingotypeError(
                f"it is no {kind} file, but locked with a password or of an older program",
                where=shown,
                fix=f"Open it in your word processor and save it as {kind} without a password.",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._damaged(f"it is no {kind} file") from None
        self._infos = {info.filename: info for info in infos}
        self._check(infos, len(data))

    def _damaged(self, what: str) -> LingotypeError:
        fix = "Open it in the program that made it and save it again; or take another copy."
        return LingotypeError(what, where=self.shown, fix=fix)

    def _check(self, infos: list[zipfile.ZipInfo], packed: int) -> None:
        size = sum(info.file_size for info in infos)
        bomb = size > LARGEST or (size > _SMALL and size > _RATIO * packed)
        if bomb or len(infos) > _MANY or len(self._infos) != len(infos):
            raise LingotypeError(
                f"there is more packed in it than in any book ({size:,} bytes in {packed:,})",
                where=self.shown,
                fix="If it is a book, take the pictures out and save it again.",
            )
        if any(info.flag_bits & 1 for info in infos):
            fix = "Save it without a password."
            raise LingotypeError("it is locked with a password", where=self.shown, fix=fix)
        for name in self.names():
            if name.lower().endswith(_XML):
                self._check_xml(name)

    def _check_xml(self, name: str) -> None:
        """Refuse entities, whatever charset they hide in; what is no XML is not ours to judge."""
        parser = expat.ParserCreate()

        def refused(*_: object) -> None:
            raise LingotypeError(
                f"{name} in it declares entities, which no word processor writes",
                where=self.shown,
                fix="Open it in your word processor and save it again.",
            )

        parser.EntityDeclHandler = refused
        with contextlib.suppress(expat.ExpatError):
            parser.Parse(self.read(name), True)  # noqa: FBT003  # it is the last piece

    def names(self, start: str = "", end: str = "") -> Iterator[str]:
        """The names of files in it, sorted."""
        for name in sorted(self._infos):
            if name.startswith(start) and name.endswith(end) and not name.endswith("/"):
                yield name

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a file in it; no more than it is declared to have."""
        if self._infos[name].file_size > LARGEST_XML and name.lower().endswith(_XML):
            raise self._damaged(f"{name} in it is larger than a book")
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise self._damaged(f"{name} in it is damaged") from None

    def xml(self, name: str) -> Element | None:
        """The root of an XML file in it; None if there is no such file, or it is no XML."""
        if name not in self:
            return None
        try:
            return fromstring(self.read(name))  # noqa: S314  # entities are refused above
        except (ParseError, ValueError, LookupError):
            return None

    def with_files(self, files: dict[str, bytes]) -> Archive:
        """The same with other bytes in some of its files."""
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for name in self.names():
                packed.writestr(name, files.get(name) or self.read(name))
        return Archive(result.getvalue(), self.shown, self.kind)
