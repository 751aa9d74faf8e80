"""What the files in a DOCX, ODT or EPUB say, apart from what pandoc makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """Some text of the file. place: where it is, in words; read: whether pandoc should read it."""

    place: str
    text: str
    read: bool = True


@dataclass(frozen=True)
class Said:
    """What a file says of itself.

    parts: all its text. lines: the first paragraphs, if they are a title page, as (what it is,
    its text). authors: in their order. places: names of bookmarks -> the paragraph they are at.
    tracked: how many changes are recorded in it.
    """

    parts: tuple[Part, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    places: dict[str, str] = field(default_factory=dict)
    tracked: int = 0
