"""Bringing a catalogue up to date with its template, without losing a translation.

A message is *kept* where its text still stands, *revived* or *moved* where the text was
translated before here or in another document, *fuzzy* where only a similar text was, *new*
otherwise; a translation whose text is gone becomes *obsolete* and stays in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SUGGESTION, Message, Previous

SIMILAR = 0.70
"""Least share of equal characters (indel ratio) at which an older text counts as this one's
former wording; the rate at which readers may be shown the older translation."""

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Updated:
    """The new catalogue, and how many messages took which way (see the module's words)."""

    catalogue: Catalogue
    counts: Counter[str]


class Memory(dict[Key, Message]):
    """What a language has translated anywhere: the first translated message of each text."""

    @classmethod
    def of(cls, catalogues: Iterable[Catalogue]) -> Memory:
        """Live translations win over obsolete ones; then the order of the catalogues decides."""
        memory = cls()
        messages = [message for catalogue in catalogues for message in catalogue]
        for message in sorted(messages, key=lambda message: message.obsolete):
            if message.msgstr and not message.fuzzy:
                memory.setdefault(message.key, message)
        return memory


def update(old: Catalogue, template: Template, memory: Mapping[Key, Message]) -> Updated:
    """The catalogue that follows `template`, with all that `old` and `memory` know.

    old: no two messages of one key, live or obsolete: gettext refuses such files.
    The order is the template's, obsolete messages last in their old order. A message that did
    not change is the very object it was, so that its lines are written as they stood.
    """
    own = {message.key: message for message in old}
    counts: Counter[str] = Counter()
    wanted = {message.key for message in template.messages}
    orphans = [m for m in old if m.msgstr and m.key not in wanted]
    former = _former_wordings(_untranslated(template, own, memory), orphans)
    messages = []
    forms = _forms(old.headers.get("Plural-Forms", ""))
    for text in template.messages:
        message, way = _one(text, own.get(text.key), memory.get(text.key), former.get(text.key))
        messages.append(_with_forms(message, forms))
        counts[way] += 1
    taken = {id(message) for message in former.values()}
    memories = [m if m.obsolete else _laid_down(m) for m in orphans if id(m) not in taken]
    counts["obsolete"] = len(memories)
    messages += memories
    return Updated(replace(old, messages=tuple(messages)), counts)


def _untranslated(
    template: Template, own: Mapping[Key, Message], memory: Mapping[Key, Message]
) -> list[Message]:
    """The texts that neither this catalogue nor another one has a translation of."""
    return [
        text
        for text in template.messages
        if not (text.key in own and own[text.key].msgstr) and text.key not in memory
    ]


def _one(
    text: Message, own: Message | None, known: Message | None, former: Message | None
) -> tuple[Message, str]:
    """The message for a text of the template, and the way it took."""
    if own is not None and (own.msgstr or not (known or former)):
        return _brought_over(text, own), "revived" if own.obsolete else "kept"
    noted = replace(text, translator_comments=own.translator_comments) if own else text
    if known is not None:
        return _translated_as(noted, known), "moved"
    if former is not None:
        return _fuzzy(noted, former), "fuzzy"
    return text, "new"


def _brought_over(text: Message, own: Message) -> Message:
    """`own` with what the template knows better; the same object if nothing differs."""
    comments, previous = own.translator_comments, own.previous
    if not own.fuzzy:
        # What a program wrote is a person's once the flag is off, and translates this text.
        comments = tuple(c for c in comments if c.strip() != SUGGESTION)
        previous = None
    places = own.references if _same_places(own.references, text.references) else text.references
    known = {
        "references": places,
        "extracted_comments": text.extracted_comments,
        "msgid_plural": text.msgid_plural,
        "translator_comments": comments,
        "previous": previous,
        "obsolete": False,
    }
    changes = {name: value for name, value in known.items() if getattr(own, name) != value}
    return replace(own, **changes) if changes else own  # type: ignore[arg-type]


def _same_places(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether references name the same files: other tools write line numbers and other roots."""
    return {_bare(reference) for reference in ours} == {_bare(reference) for reference in theirs}


def _bare(reference: str) -> str:
    return re.sub(r"^(\.\./)+|:\d+$", "", reference)


def _translated_as(text: Message, known: Message) -> Message:
    """The text with the translation that stands elsewhere, and the translators' notes on it."""
    return replace(
        text,
        msgstrs=known.msgstrs,
        flags=known.flags,
        translator_comments=_notes(text, known),
    )


def _fuzzy(text: Message, former: Message) -> Message:
    """The text with the translation of its former wording, which is named for the translator."""
    wording = former.previous or Previous(former.msgid, former.msgctxt, former.msgid_plural)
    others = tuple(flag for flag in (*former.flags, *text.flags) if flag != "fuzzy")
    return replace(
        text,
        msgstrs=former.msgstrs,
        previous=wording,
        flags=("fuzzy", *dict.fromkeys(others)),
        translator_comments=_notes(text, former),
    )


def _notes(text: Message, source: Message) -> tuple[str, ...]:
    """What translators noted on the text and on the translation it gets, each once."""
    return tuple(dict.fromkeys((*text.translator_comments, *source.translator_comments)))


def _forms(header: str) -> int:
    """The number of plural forms that a Plural-Forms header asks for; two if it does not say."""
    found = re.match(r"\s*nplurals\s*=\s*(\d)\s*;", header)
    return int(found[1]) if found else 2


def _with_forms(message: Message, forms: int) -> Message:
    """A plural message with a string for each form, as far as they are missing."""
    missing = forms - len(message.msgstrs) if message.msgid_plural is not None else 0
    return replace(message, msgstrs=message.msgstrs + ("",) * missing) if missing > 0 else message


def _laid_down(message: Message) -> Message:
    """An obsolete message: kept for its translation, tied to no place in the text."""
    return replace(message, obsolete=True, references=(), extracted_comments=())


def _former_wordings(texts: list[Message], orphans: list[Message]) -> dict[Key, Message]:
    """For each text the message whose text it most likely was, each message used once.

    The best pairs are made first; of equal ones those that come first in the document.
    """
    former: dict[Key, Message] = {}
    used: set[int] = set()
    for _, place, index in sorted(_likely(texts, orphans)):
        key = texts[place].key
        if key not in former and index not in used:
            former[key] = orphans[index]
            used.add(index)
    return former


def _likely(texts: list[Message], orphans: list[Message]) -> Iterator[tuple[float, int, int]]:
    """Pairs that are alike enough: (minus the ratio, index of the text, index of the orphan)."""
    wordings = [message.msgid for message in orphans]
    for place, text in enumerate(texts):
        found = process.extract(
            text.msgid, wordings, scorer=fuzz.ratio, score_cutoff=100 * SIMILAR, limit=None
        )
        for _, score, index in found:
            if orphans[index].msgctxt == text.msgctxt:
                yield (-score, place, index)
