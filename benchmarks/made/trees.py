"""Saving a made library: catalogues before a year of edits, templates after it.

old/<locale>/LC_MESSAGES/**/*.po   what the translators had
pot/**/*.pot                       what Sphinx extracts a year later
truth.json                         what they will write: {msgid: {"": msgstr}}
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, Previous
from made import edits, words
from made.library import Document, Text, library
from made.texts import Writer
from made.translation import translated
from made.year import year

LOCALES = (
    *("fr", "de", "es", "it", "pt", "nl", "sv", "da", "is", "fi"),
    *("pl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "uk", "ru"),
    *("lt", "lv", "et", "hr", "sl", "ca", "eu", "gl", "ga", "cy"),
)
FUZZY = 0.03
"""Share of the worked texts that changed before and were not looked at since."""

_WIDTH = 72
_FIELDS = (
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
)
_RIGHTS = (
    "SOME DESCRIPTIVE TITLE.",
    "Copyright (C) the authors",
    "This file is distributed under the same license as the made package.",
    "FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.",
    "",
)


@dataclass(frozen=True)
class Made:
    """How many messages the templates have, and what was edited (words as in `year`)."""

    messages: int
    counts: Counter[str]


def make(
    folder: Path, files: int, messages: int, locales: Sequence[str], seed: str = "made"
) -> Made:
    """Save the trees in `folder`, which need not exist; the same seed makes the same bytes."""
    dice = random.Random(seed)
    before = library(files, messages, dice)
    after = year(before, dice)
    for locale in locales:
        _save_catalogues(folder / "old" / locale / "LC_MESSAGES", before, locale)
    total = sum(_save_template(folder / "pot", one) for one in after.documents)
    truth = _truth(after.documents, locales[0])
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    return Made(total, after.counts)


def later(templates: Path, date: str = "2024-12-01 09:30+0000") -> None:
    """Move the creation date of every template in the folder, and nothing else."""
    for path in sorted(templates.rglob("*.pot")):
        lines = path.read_text(encoding="utf-8").split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith('"POT-Creation-Date:'))
        lines[at] = f'"POT-Creation-Date: {date}\\n"'
        path.write_text("\n".join(lines), encoding="utf-8")


def _save_catalogues(folder: Path, documents: Iterable[Document], locale: str) -> None:
    for one in documents:
        _save(folder / f"{one.name}.po", _catalogue(one, locale))


def _save_template(folder: Path, one: Document) -> int:
    template = Catalogue(_template_header(), tuple(_extracted(one)))
    _save(folder / f"{one.name}.pot", template)
    return len(template.messages)


def _save(path: Path, catalogue: Catalogue) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po.write(catalogue))


def _truth(documents: Iterable[Document], locale: str) -> dict[str, dict[str, str]]:
    return {
        text.wording: {"": translated(text.wording, locale)}
        for one in documents
        for text in one.texts
        if text.worked
    }


def _catalogue(one: Document, locale: str) -> Catalogue:
    """The document's catalogue: with fuzzy, untranslated and obsolete messages."""
    writer = Writer(random.Random(f"{locale} {one.name}"), words.terms(random.Random(one.name), 9))
    worked = {text.wording: text.worked for text in one.texts}
    live = [
        _in_language(message, locale, writer) if worked[message.msgid] else message
        for message in _extracted(one)
    ]
    gone = {text.wording: None for text in one.gone if text.wording not in worked}
    obsolete = [Message(w, (translated(w, locale),), obsolete=True) for w in gone]
    return Catalogue(_catalogue_header(locale), (*live, *obsolete))


def _extracted(one: Document) -> Iterator[Message]:
    """The document's messages: a text that stands twice is one message with two references."""
    places: dict[str, list[str]] = {}
    for line, text in _with_lines(one.texts):
        places.setdefault(text.wording, []).append(f"../../{one.name}.rst:{line}")
    return (Message(wording, references=tuple(where)) for wording, where in places.items())


def _with_lines(texts: Iterable[Text]) -> Iterator[tuple[int, Text]]:
    line = 0
    for text in texts:
        line += text.lines
        yield line, text
        line += len(text.wording) // _WIDTH + 1


def _in_language(message: Message, locale: str, writer: Writer) -> Message:
    """The message translated; now and then fuzzy, from a wording that it once had."""
    former = message.msgid
    if writer.dice.random() < FUZZY:
        former = edits.few_words(former, writer)
    fuzzy = former != message.msgid
    return Message(
        message.msgid,
        (translated(former, locale),),
        flags=("fuzzy",) if fuzzy else (),
        references=message.references,
        previous=Previous(former) if fuzzy else None,
    )


def _catalogue_header(locale: str) -> Message:
    fields = (
        "Project-Id-Version: Made 1.0\nReport-Msgid-Bugs-To: \n"
        "POT-Creation-Date: 2023-06-01 12:00+0000\nPO-Revision-Date: 2023-06-03 18:21+0000\n"
        "Last-Translator: Nobody <nobody@example.org>\n"
        f"Language-Team: {locale} <{locale}@example.org>\nLanguage: {locale}\n"
    )
    plural = "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    return Message("", (fields + _FIELDS + plural,), translator_comments=_RIGHTS[1:3])


def _template_header() -> Message:
    """As Sphinx writes it."""
    fields = (
        "Project-Id-Version: Made 1.1\nReport-Msgid-Bugs-To: \n"
        "POT-Creation-Date: 2024-06-01 12:00+0000\nPO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
        "Last-Translator: FULL NAME <EMAIL@ADDRESS>\nLanguage-Team: LANGUAGE <LL@li.org>\n"
    )
    return Message("", (fields + _FIELDS,), flags=("fuzzy",), translator_comments=_RIGHTS)
