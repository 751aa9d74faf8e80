"""What pandoc does not read of a manuscript, found by reading the file a second time.

Pandoc silently passes over page headers, comments and some text boxes. So the words of the file
are taken from its own XML or HTML, as simply as can be, and whatever pandoc's document does not
have is reported. Nothing here decides what becomes of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lingotype.manuscript.blocks import Remark
from lingotype.manuscript.pandoc.packed.said import Part, Said
from lingotype.manuscript.pandoc.web.tree import paragraphs
from lingotype.manuscript.words import words

RULE = "not-read"
_NEVER = "pandoc does not read it; take it over by hand if it belongs to the book"
_LOST = "pandoc has lost it; take it over by hand"


def unread(said: Said, known: tuple[str, ...], path: str) -> tuple[Remark, ...]:
    """What a packed document says, and `known` does not have."""
    never = _never(said.parts)
    remarks = [Remark(path, 0, RULE, text, f"{place}: {_NEVER}") for place, text in never]
    remarks += lost([part for part in said.parts if part.read], known, path)
    if said.tracked:
        note = "were accepted: what was inserted is in the text, what was deleted is not"
        remarks.append(Remark(path, 0, "tracked-changes", str(said.tracked), note))
    return tuple(remarks)


def unread_page(page: str, known: tuple[str, ...], path: str) -> tuple[Remark, ...]:
    """What a web page says, and `known` does not have."""
    return tuple(lost([Part("the text", said) for said in paragraphs(page)], known, path))


def _never(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Each text once: a page header stands in the file for the first, odd and even pages."""
    told: set[tuple[str, str]] = set()
    for part in parts:
        said = " ".join(part.text.split())
        if not part.read and any(not word.isdigit() for word in words(said)):
            if (part.place, said) not in told:
                yield part.place, said
            told.add((part.place, said))


# --- comparing -------------------------------------------------------------------------------


def lost(parts: list[Part], known: tuple[str, ...], path: str) -> list[Remark]:
    """The words of the parts that are not known, with the place where they are missing.

    Counted first, since most documents miss none; looked for only then.
    """
    missing = Counter(word for part in parts for word in words(part.text))
    missing.subtract(Counter(known))
    missing = +missing
    if not missing:
        return []
    search = _Search("".join(known), Counter("".join(words(part.text)) for part in parts))
    remarks: list[Remark] = []
    before = ""
    for part in parts:
        gone = _gone(part, missing, search)
        if gone:
            behind = f", after “{before}”" if before else ""
            remarks.append(Remark(path, 0, RULE, gone, f"{part.place}{behind}: {_LOST}"))
        before = " ".join(part.text.split()[-6:]) or before
    return remarks


@dataclass(frozen=True)
class _Search:
    """letters: all of the document; times: how often each paragraph of the file stands there."""

    letters: str
    times: Counter[str]

    def has(self, said: str) -> bool:
        """Whether these letters stand in the document as often as in the file.

        Letters, since two words of one are one word of the other where a hyphen was soft.
        """
        return self.letters.count(said) >= self.times[said]


def _gone(part: Part, missing: Counter[str], search: _Search) -> str:
    said = words(part.text)
    if not any(missing[word] > 0 for word in said) or search.has("".join(said)):
        return ""
    gone = []
    for word in said:
        if missing[word] > 0:
            missing[word] -= 1
            gone.append(word)
    return " ".join(part.text.split()) if gone == list(said) else " ".join(gone)
