"""Catalogues and templates: what stands in a .po and a .pot file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lingotype.model.message import Message


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a file is laid out, so that it can be written again as it was.

    width: columns at which its strings are wrapped, quotes included; 0 for no wrapping
    but at newlines (``--no-wrap``); None for what `sample`, the first lines of the file, shows
    (measured when a message is rendered). tail: what follows the last message. header_at:
    how many messages stand before the header, which is nearly always first. whole: the text
    of a file whose messages share lines, so that no message has lines of its own to keep.
    """

    charset: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    width: int | None = 79
    sample: str = field(default="", repr=False)
    tail: str = ""
    header_at: int = 0
    whole: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The messages of one file in their order; the header (the message of msgid "") apart.

    path: the file as a user would name it, for findings and errors.
    """

    header: Message | None = None
    messages: tuple[Message, ...] = ()
    path: str = field(default="", compare=False)
    sheet: Sheet = field(default=Sheet(), compare=False)

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)

    @property
    def live(self) -> tuple[Message, ...]:
        """The messages that are not obsolete."""
        return tuple(message for message in self.messages if not message.obsolete)

    @property
    def obsolete(self) -> tuple[Message, ...]:
        """The messages kept as memory."""
        return tuple(message for message in self.messages if message.obsolete)

    @property
    def headers(self) -> Mapping[str, str]:
        """The header's fields, in the file's order; a name in the file's own spelling."""
        return dict(header_fields(self.header.msgstr if self.header else ""))


@dataclass(frozen=True)
class Template:
    """The messages of one domain as the text has them now, in the order of the text."""

    domain: str
    messages: tuple[Message, ...] = ()


def header_fields(text: str) -> Iterator[tuple[str, str]]:
    """Split a header's msgstr into (name, value)."""
    for line in text.split("\n"):  # not splitlines(), which knows more line ends than gettext
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()
