"""The hostile messages, each with its verdict, and the book that they attack.

A catalogue of `messages/` belongs to the document of its name in `book/source/`. Each of its
messages but the first (which is honest) says in extracted comments what it is::

    #. case: include-absolute
    #. attack: prints a file named by its whole path
    #. gate: refuse
    #. build: source

gate: `refuse`; `found` where any level will do; `any` where the text is harmless as Sphinx has it,
so that a checker may be silent. build: `source` where readers must get the text itself instead;
`any` where it is for reviewers, not for the build, to judge (text that nobody sees, a lost
reference), or harmless.

``@CANARY@`` stands for a secret that no page may show, ``@FOLDER@`` for the folder of the book, in
which the secret is kept, and ``@SERVER@`` for a server that must not be asked for anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message
from tests.hostile.storms import STORMS

HERE = Path(__file__).parent
CANARY = "quillfish-8801-lampblack"
HONEST_STORM = "Der Wärter liest das Kapitel über Stürme."
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@dataclass(frozen=True)
class Case:
    """One hostile message. line, end: its first line in its file and the one behind its last."""

    chapter: str
    name: str
    attack: str
    gate: str
    build: str
    msgid: str
    msgstr: str
    line: int
    end: int

    def __str__(self) -> str:
        return f"{self.chapter}/{self.name}"


@dataclass(frozen=True)
class Laid:
    """A book laid out on disk, with its secrets beside it."""

    folder: Path
    server: str

    @property
    def messages(self) -> Path:
        """Where its German catalogues stand."""
        return self.folder / "locale/de/LC_MESSAGES"

    def filled(self, text: str) -> str:
        """A text of the data with the places of this book in it."""
        found = text.replace("@CANARY@", CANARY).replace("@FOLDER@", str(self.folder))
        return found.replace("@SERVER@", self.server)


def chapters() -> list[str]:
    """The names of the hostile catalogues."""
    return sorted(path.stem for path in (HERE / "messages").glob("*.po"))


@cache
def catalogue(chapter: str) -> Catalogue:
    """A hostile catalogue as it stands in the data."""
    return po.read((HERE / "messages" / f"{chapter}.po").read_bytes(), f"{chapter}.po")


@cache
def cases() -> tuple[Case, ...]:
    """All hostile messages of the data."""
    return tuple(case for chapter in chapters() for case in _of(chapter))


def _of(chapter: str) -> Iterator[Case]:
    messages = catalogue(chapter).messages
    ends = [message.line for message in messages[1:]] + [1_000_000]
    for message, end in zip(messages, ends, strict=True):
        said = dict(line.partition(": ")[::2] for line in message.extracted_comments)
        if "case" in said:
            yield Case(
                chapter,
                said["case"],
                said["attack"],
                said["gate"],
                said["build"],
                message.msgid,
                message.msgstr,
                message.line,
                end,
            )


def honest(chapter: str) -> Message:
    """The message of a hostile catalogue that means no harm."""
    return catalogue(chapter).messages[0]


def lay(folder: Path, server: str = "127.0.0.1:9") -> Laid:
    """The book in a new folder, with a document for the storms, and no catalogues yet."""
    book = shutil.copytree(HERE / "book", folder / "book")
    title = "Storms\n======\n\nThe keeper reads the chapter on storms."
    texts = [title, *(storm_text(name) for name in STORMS)]
    (book / "source/storms.rst").write_text("\n\n".join(texts) + "\n", "utf-8")
    (book / "canary.txt").write_text(CANARY + "\n", "utf-8")
    (book / "canary.png").write_bytes(b"\x89PNG\r\n\x1a\n" + CANARY.encode())
    laid = Laid(book, server)
    laid.messages.mkdir(parents=True)
    return laid


def storm_text(name: str) -> str:
    """The text of the book that a storm attacks."""
    return f"The storm called {name}."


def attack(laid: Laid, only: Iterable[Case]) -> None:
    """Write catalogues with these messages, and the honest one of each chapter."""
    chosen = set(only)
    for chapter in chapters():
        names = {case.msgid for case in chosen if case.chapter == chapter}
        write(laid, chapter, names)


def write(laid: Laid, chapter: str, msgids: set[str]) -> None:
    """A catalogue of the data with the translations of these texts and no others.

    Untranslated messages keep their lines, so that places of findings stay the same.
    """
    text = (HERE / "messages" / f"{chapter}.po").read_text("utf-8")
    kept = [honest(chapter).msgid, *msgids]
    blocks = text.split("\n\n")
    written = [blocks[0]]
    for block, message in zip(blocks[1:], catalogue(chapter), strict=True):
        written.append(laid.filled(block) if message.msgid in kept else emptied(block))
    (laid.messages / f"{chapter}.po").write_text("\n\n".join(written), "utf-8", newline="")


def emptied(block: str) -> str:
    """The lines of a message without its translation, as many as before."""
    lines = block.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("msgstr"))
    return "\n".join([*lines[:first], 'msgstr ""', *('""' for line in lines[first + 1 :] if line)])


def write_storms(laid: Laid, names: Iterable[str]) -> None:
    """The catalogue of these storms."""
    found = [HEADER, _entry("The keeper reads the chapter on storms.", HONEST_STORM)]
    found += [_entry(storm_text(name), STORMS[name]()) for name in names]
    (laid.messages / "storms.po").write_text("\n".join(found), "utf-8", newline="")


def _entry(msgid: str, msgstr: str) -> str:
    return f"msgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n"


def quoted(text: str) -> str:
    """A string as PO files have it, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\r", "\\r").replace("\t", "\\t") + '"'
