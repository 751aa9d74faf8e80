"""Pictures of a manuscript: found where they may be found, looked at, and given safe names.

No picture is ever fetched from the net. What a page or a Markdown file names is read only if
it lies in the manuscript's own folder and is a regular file, for a manuscript that somebody
sent can name any file of this computer.
"""

from __future__ import annotations

import base64
import binascii
import re
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from lingotype.manuscript.blocks import Remark
from lingotype.manuscript.pandoc.nodes import Node, changed, node, text
from lingotype.manuscript.words import words

LARGEST = 40 * 2**20
"""Bytes of one picture."""

_SVG = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE[^\[>]*>\s*)?<svg\b",
    re.DOTALL,
)
_SVG_ACTS = re.compile(
    rb"<script\b|<foreignObject\b|<iframe\b|<!ENTITY|\son\w+\s*=|javascript:", re.IGNORECASE
)
_SVG_FETCHES = re.compile(
    rb"""(?:\bhref|\bsrc)\s*=\s*["']\s*(?!\#|data:image/)[^"'\s]|url\(\s*["']?\s*(?!\#|data:)\w|@import""",
    re.IGNORECASE,
)
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)


class NoPicture(Exception):
    """Why a picture cannot be had: a clause for a remark."""


@dataclass
class Pictures:
    """What a manuscript shows.

    folder: that of the manuscript, where relative names of a page lead; extracted: the files
    that pandoc took out of a document, by the names it gives them.
    """

    path: str
    folder: Path | None = None
    extracted: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _names: dict[bytes, str] = field(default_factory=dict)

    def placed(self, block: Node, where: int) -> Node:
        """The block with pictures called by their names in `media`.

        One that cannot be had leaves the words it has for those who do not see it.
        """
        result: list[Node] = changed([block], lambda n: self._instead(n, where))
        return result[0] if result else node("Plain", [])

    def _instead(self, picture: Node, where: int) -> list[Node] | None:
        if picture["t"] == "Figure":
            return self._figure(picture, where)
        if picture["t"] != "Image":
            return None
        attributes, alt, (address, title) = picture["c"]
        try:
            data, name = self._data(str(address))
            kept = self._kept(data, name)
        except NoPicture as reason:
            self._remark(str(address), text(alt), str(reason), where)
            return [node("Span", [["", [], []], alt])] if alt else []
        return [node("Image", [attributes, alt, [kept, title]])]

    def _figure(self, figure: Node, where: int) -> list[Node]:
        """A caption that repeats the words of a missing picture stays once."""
        attributes, caption, inside = figure["c"]
        placed = [self.placed(block, where) for block in inside]
        if words(text(placed)) == words(text(caption)) and not _has_picture(placed):
            placed = []
        return [node("Figure", [attributes, caption, placed])]

    def _remark(self, address: str, alt: str, reason: str, where: int) -> None:
        shown = address if len(address) <= 200 else f"{address[:200]}…"
        note = f"{reason}; " + ("its description stands instead" if alt.strip() else "left out")
        self.remarks.append(Remark(self.path, where, "picture-not-fetched", shown, note))

    def _data(self, address: str) -> tuple[bytes, str]:
        if address in self.extracted:
            return self.extracted[address], address
        if address[:5].lower() == "data:":
            return _from_data(address), "picture"
        if self.folder is None:
            raise NoPicture("it is not in the file")
        return _from_folder(address, self.folder), unquote(urlsplit(address).path)

    def _kept(self, data: bytes, name: str) -> str:
        data, suffix = _looked_at(data)
        if data not in self._names:
            self._names[data] = self._free(_slug(PurePosixPath(name).stem), suffix)
            self.media[self._names[data]] = data
        return self._names[data]

    def _free(self, stem: str, suffix: str) -> str:
        name, number = f"{stem}{suffix}", 2
        while name in self.media:
            name, number = f"{stem}-{number}{suffix}", number + 1
        return name


def _has_picture(blocks: list[Node]) -> bool:
    return '"Image"' in repr(blocks).replace("'", '"')


def _slug(stem: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60] or "picture"


def _looked_at(data: bytes) -> tuple[bytes, str]:
    """The picture and the suffix for what it is, not for what it is called."""
    if not data or len(data) > LARGEST:
        raise NoPicture("it is larger than a picture may be" if data else "it is empty")
    for start, suffix in _KINDS:
        if data.startswith(start):
            return data, suffix
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return data, ".webp"
    if _SVG.match(data[:4096]):
        return _drawing(data), ".svg"
    raise NoPicture("it is no PNG, JPEG, GIF, WebP or SVG picture, which web pages can show")


def _drawing(data: bytes) -> bytes:
    """An SVG that neither acts nor fetches; one cut out of a page learns what it is."""
    if _SVG_ACTS.search(data) or _SVG_FETCHES.search(data):
        raise NoPicture("it is a drawing with a program, or with parts from elsewhere, in it")
    if b"http://www.w3.org/2000/svg" not in data:
        data = data.replace(b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return data


def _from_data(address: str) -> bytes:
    head, comma, body = address.partition(",")
    if not comma or len(body) > 2 * LARGEST:
        raise NoPicture("its data: address cannot be read")
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(body)), validate=True)
    except binascii.Error:
        raise NoPicture("its data: address cannot be read") from None


def _from_folder(address: str, folder: Path) -> bytes:
    """The bytes of a picture that lies in the manuscript's folder, or below.

    No part of the way may be a symbolic link or lead up.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        raise NoPicture("its address cannot be read") from None
    name = unquote(parts.path)
    if parts.scheme or parts.netloc:
        raise NoPicture("it is elsewhere, and nothing is fetched")
    if not name or name.startswith(("/", "~")) or re.search(r"[\\\0:]", name):
        raise NoPicture("it is not in the manuscript's folder")
    if ".." in PurePosixPath(name).parts:
        raise NoPicture("it is not in the manuscript's folder")
    path = folder
    for step in PurePosixPath(name).parts:
        path /= step
        if path.is_symlink():
            raise NoPicture("it is behind a symbolic link")
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise NoPicture("it is no file")
        if status.st_size > LARGEST:
            raise NoPicture("it is larger than a picture may be")
        return path.read_bytes()
    except (OSError, ValueError):
        raise NoPicture("there is no such file in the manuscript's folder") from None
