"""A year of edits: what becomes of a library between two updates of its catalogues.

The shares are of the live texts, or of the documents. They are about those that the
documentation of Python shows between two of its versions: 4 to 5 % changed, 5 % new, 3 % gone.
Edits come in clusters: some documents change much and most hardly at all.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from made import edits, words
from made.library import Document, Text, document, new_name, new_text
from made.texts import Writer

EDITS: dict[str, tuple[edits.Edit, float]] = {
    "one word": (edits.one_word, 0.012),
    "few words": (edits.few_words, 0.005),
    "sentence": (edits.sentence, 0.006),
    "rewritten": (edits.rewritten, 0.005),
    "typography": (edits.typography, 0.005),
    "markup": (edits.markup, 0.006),
    "target": (edits.target, 0.009),
}
SPLIT, JOINED = 0.001, 0.001
DELETED = 0.025
MOVED_WITHIN, MOVED_AWAY = 0.002, 0.002
ADDED, RETURNED = 0.04, 0.0003
ECHOES = 0.25
"""Share of the added texts that are modelled on a text beside them: one more of a kind."""

# Texts that are deleted, moved or added stand together: so many on average.
RUN = 4

FILES_RENAMED, FILES_SPLIT, FILES_DELETED, FILES_ADDED = 0.004, 0.004, 0.004, 0.015
ACTIVITY = 0.4
"""How evenly documents change: the shape of a gamma distribution whose mean is 1."""
BUSIEST = 6.0


@dataclass
class Year:
    """The documents after the year, and how many texts and files were edited in which way."""

    documents: list[Document]
    counts: Counter[str]


def year(documents: list[Document], dice: random.Random) -> Year:
    """A year of the authors' work on these documents; sorted by name."""
    authors = _Authors(dice)
    kept = [part for one in documents for part in authors.filed(one)]
    edited = [authors.edited(one) for one in kept]
    landed = authors.landed(edited)
    new = authors.new_documents(documents)
    return Year(sorted([*landed, *new], key=lambda one: one.name), authors.counts)


@dataclass
class _Authors:
    dice: random.Random
    leaving: list[tuple[Text, ...]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def filed(self, one: Document) -> Iterator[Document]:
        """The document, renamed, in two files, or not at all."""
        drawn = self.dice.random() - FILES_DELETED
        if drawn < 0:
            self.counts["files deleted"] += 1
            return
        if drawn < FILES_RENAMED:
            self.counts["files renamed"] += 1
            yield replace(one, name=one.name + "-" + new_name(self.dice))
        elif drawn < FILES_RENAMED + FILES_SPLIT and len(one.texts) > 10:
            self.counts["files split"] += 1
            yield from self._halves(one)
        else:
            yield one

    def edited(self, one: Document) -> Document:
        """The document with a year's edits in it; what moves away is noted in `leaving`."""
        activity = min(BUSIEST, self.dice.gammavariate(ACTIVITY, 1 / ACTIVITY))
        writer = Writer(self.dice, words.terms(self.dice, 20))
        texts = self._without_runs(list(one.texts), activity)
        texts = [new for old in texts for new in self._edited(old, activity, writer)]
        texts = self._joined(texts, activity)
        texts = self._with_new(texts, activity, writer)
        return replace(one, texts=tuple(self._with_returned(texts, one.gone, activity)))

    def landed(self, documents: list[Document]) -> list[Document]:
        """The documents with what moved from one to another."""
        texts = [list(one.texts) for one in documents]
        for run in self.leaving:
            home = self.dice.choice(texts)
            place = self.dice.randint(0, len(home))
            home[place:place] = run
        return [replace(one, texts=tuple(new)) for one, new in zip(documents, texts, strict=True)]

    def new_documents(self, documents: list[Document]) -> Iterator[Document]:
        """New files, as large as others but for the largest."""
        for number in range(round(len(documents) * FILES_ADDED)):
            self.counts["files added"] += 1
            size = min(100, len(self.dice.choice(documents).texts))
            new = document(f"new/{new_name(self.dice)}-{number}", size, self.dice)
            yield replace(new, gone=())

    def _halves(self, one: Document) -> Iterator[Document]:
        half = len(one.texts) // 2
        yield replace(one, texts=one.texts[:half])
        yield Document(one.name + "-" + new_name(self.dice), one.texts[half:])

    def _without_runs(self, texts: list[Text], activity: float) -> list[Text]:
        """Without the runs of texts that are deleted or move away; others move within."""
        for what, share in (
            ("deleted", DELETED),
            ("moved within", MOVED_WITHIN),
            ("moved away", MOVED_AWAY),
        ):
            for _ in range(self._runs(len(texts), share * activity)):
                start, end = self._run(len(texts))
                run = texts[start:end]
                del texts[start:end]
                self.counts[what] += len(run)
                if what == "moved away":
                    self.leaving.append(tuple(run))
                elif what == "moved within":
                    place = self.dice.randint(0, len(texts))
                    texts[place:place] = run
        return texts

    def _edited(self, old: Text, activity: float, writer: Writer) -> Iterator[Text]:
        """The text as it is now: the same in most cases, two where it is split."""
        drawn = self.dice.random() / activity
        for what, (edit, share) in EDITS.items():
            drawn -= share
            if drawn < 0:
                wording = edit(old.wording, writer)
                self.counts[what] += wording != old.wording  # not if it had nothing of the kind
                yield replace(old, wording=wording)
                return
        parts = edits.split(old.wording, self.dice) if drawn < SPLIT else [old.wording]
        self.counts["split"] += len(parts) > 1
        yield from (replace(old, wording=part) for part in parts)

    def _joined(self, texts: list[Text], activity: float) -> list[Text]:
        for _ in range(self._about(len(texts) * JOINED * activity)):
            place = self.dice.randrange(len(texts))
            both = texts[place : place + 2]
            wording = "  ".join(text.wording for text in both)
            texts[place : place + 2] = [replace(both[0], wording=wording)]
            self.counts["joined"] += len(both) > 1
        return texts

    def _with_new(self, texts: list[Text], activity: float, writer: Writer) -> list[Text]:
        for _ in range(self._runs(len(texts), ADDED * activity)):
            place, end = self._run(len(texts))
            beside = texts[place] if texts else Text("")
            run = [self._new(beside, writer) for _ in range(end - place)]
            texts[place + 1 : place + 1] = run
            self.counts["added"] += len(run)
        return texts

    def _new(self, beside: Text, writer: Writer) -> Text:
        """A new text, now and then one more of the kind of the text beside it."""
        new = new_text(writer, worked=beside.worked)
        if self.dice.random() >= ECHOES:
            return new
        return replace(new, wording=edits.rewritten(edits.target(beside.wording, writer), writer))

    def _with_returned(
        self, texts: list[Text], gone: tuple[Text, ...], activity: float
    ) -> list[Text]:
        for text in gone[: self._about(len(texts) * RETURNED * activity)]:
            texts.insert(self.dice.randint(0, len(texts)), text)
            self.counts["returned"] += 1
        return texts

    def _runs(self, texts: int, share: float) -> int:
        return self._about(texts * share / RUN)

    def _run(self, texts: int) -> tuple[int, int]:
        """Where a run begins and ends."""
        start = self.dice.randrange(max(1, texts))
        return start, start + 1 + min(40, int(self.dice.expovariate(1 / (RUN - 0.5))))

    def _about(self, expected: float) -> int:
        """A whole number that is `expected` on average."""
        return int(expected + self.dice.random())
