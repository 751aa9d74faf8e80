"""Collects the words that stand on pages without being of the text, as templates for translators.

    python scripts/interface_words.py

Writes `lingotype.pot`, our own words, and `sphinx.pot`, those of Sphinx and docutils that readers
of a book see. `make interface` then brings the catalogues up to date as those of a book, and
`python scripts/interface_words.py --missing` lists what is English in a language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from babel.messages.extract import extract_from_dir

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.message import Message, State
from lingotype.sphinx_ext import interface
from lingotype.workspace import layout

PACKAGE = Path(interface.__file__).parent.parent
SPHINX = interface.THEIR_LOCALE.parent
TEMPLATES = interface.LOCALE / layout.TEMPLATES

# Babel's names for the ways to read a file, and which arguments of which calls are words.
METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.xhtml", "jinja2"),
    ("**.xml", "jinja2"),
    ("**.js", "javascript"),
]
CALLS: Mapping[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
CALLS_OF_OURS = {**CALLS, "word": (2,), "plural": (2, 3)}

# Of Sphinx, what the pages of a book show, and not what only the documentation of a program has:
# all words of these files, and some of others.
PLACES = (
    "domains/changeset.py",
    "environment/adapters/indexentries.py",
    "locale/__init__.py",
    "themes/basic/",
    "writers/html5.py",
)
APART = ("themes/basic/changes/", "themes/basic/defindex.html")
WORDS = (
    "%b %d, %Y", "%s %s documentation", "(in %s %s)", "(in %s)", "Author: ", "Contents", "Fig. %s",
    "Footnotes", "General Index", "Link to this equation", "Listing %s", "Logo of %s",
    "Search Page", "Section %s", "Section author: ", "Table %s", "index", "next", "previous",
)  # fmt: skip
LEFT_OUT = (", in ",)  # of search results that are parts of a program
DOCUTILS = ("Abstract", "Dedication")

HEADER = """\
Project-Id-Version: Lingotype
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
"""


def main() -> int:
    """Write the templates, or list what is missing."""
    if sys.argv[1:] == ["--missing"]:
        sys.stdout.writelines(f"{line}\n" for name in languages() for line in english_in(name))
        return 0
    theirs = [*of_sphinx(), *(Message(x, references=("docutils",)) for x in DOCUTILS)]
    known = {message.msgid for message in theirs}
    write(interface.OURS, (message for message in of_ours() if message.msgid not in known))
    write(interface.THEIRS, theirs)
    return 0


def of_ours() -> list[Message]:
    """Our own words; also those that Sphinx has too."""
    folders = (PACKAGE / "sphinx_ext", PACKAGE / "themes")
    return merged(
        message for folder in folders for message in found(folder, PACKAGE, CALLS_OF_OURS)
    )


def of_sphinx() -> list[Message]:
    """The words of Sphinx that readers see, each with the places of all."""
    messages = [x for x in merged(found(SPHINX, SPHINX.parent, CALLS)) if x.msgid not in LEFT_OUT]
    return [message for message in messages if message.msgid in WORDS or is_placed(message)]


def is_placed(message: Message) -> bool:
    """Whether a word stands in one of PLACES."""
    places = [name.removeprefix("sphinx/") for name in message.references]
    return any(place.startswith(PLACES) and not place.startswith(APART) for place in places)


def found(
    folder: Path, root: Path, calls: Mapping[str, tuple[int, ...] | None]
) -> Iterator[Message]:
    """The words of a folder, one at a time; their places are named from `root`."""
    for name, _, text, comments, _ in extract_from_dir(
        folder, METHODS, {"**.html": {"silent": "false"}}, calls, ("Translators:",)
    ):
        one, many = text if isinstance(text, tuple) else (text, None)
        plural = ("", "") if many else ("",)
        place = (folder / name).relative_to(root).as_posix()
        said = tuple(comment.removeprefix("Translators:").strip() for comment in comments)
        yield Message(
            one, plural, msgid_plural=many, references=(place,), extracted_comments=said,
            flags=("python-format",) if "%(" in one or "%s" in one else (),
        )  # fmt: skip


def merged(messages: Iterable[Message]) -> list[Message]:
    """Each word once, with all its places, in the order of the first."""
    places: dict[str, dict[str, None]] = {}
    first: dict[str, Message] = {}
    for message in messages:
        first.setdefault(message.msgid, message)
        places.setdefault(message.msgid, {}).update(dict.fromkeys(message.references))
    every = [replace(x, references=tuple(sorted(places[x.msgid]))) for x in first.values()]
    return sorted(every, key=lambda message: (message.references, message.msgid))


def write(domain: str, messages: Iterable[Message]) -> None:
    """Write a template."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    header = Message("", (HEADER,))
    data = po.write(Catalogue(header, tuple(messages)))
    (TEMPLATES / f"{domain}.pot").write_bytes(data)


def languages() -> list[str]:
    """The locales that we have words of, sorted."""
    return sorted(path.parent.name for path in interface.LOCALE.glob(f"*/{layout.MESSAGES}"))


def english_in(name: str) -> Iterator[str]:
    """The words that neither Sphinx nor we have in a language, as lines."""
    edition = Language.parse(name)
    theirs = {text for x in interface.theirs(edition) for text in texts(SPHINX / "locale" / x)}
    ours = {message.msgid for message in interface.words_of(edition).all}
    for domain in (interface.OURS, interface.THEIRS):
        for message in po.read((TEMPLATES / f"{domain}.pot").read_bytes()):
            if message.msgid not in theirs | ours:
                yield f"{name}: {message.msgid}"


def texts(folder: Path) -> Iterator[str]:
    """The texts that Sphinx has translated in a locale."""
    path = folder / layout.MESSAGES / f"{layout.SPHINX}.po"
    messages = po.read(path.read_bytes(), str(path)) if path.is_file() else ()
    yield from (message.msgid for message in messages if message.state is State.TRANSLATED)


if __name__ == "__main__":
    sys.exit(main())
