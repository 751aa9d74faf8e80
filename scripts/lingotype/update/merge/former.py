"""The new wording of a text, where one side changed the text and the other translated it.

Git's merge by lines puts such a translation under the new wording as if it were one of it. Here
the new wording gets it as fuzzy, with the old wording above it, as an update would have done if
the translation had come first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from lingotype.model.message import SIMILAR, Message, Previous

Key = tuple[str | None, str]
_Gap = tuple[Key | None, Key | None]


def heirs(
    formers: Sequence[Message], was: Mapping[Key, Message], now: Mapping[Key, Message]
) -> dict[Key, Key]:
    """For each new text the former wording whose translation it should get; each once.

    formers: messages of the base that one side took out and the other translated. was: the live
    messages of the base; now: of the side that took them out, with the new texts among them;
    both in the order of the document.
    """
    places = _gaps(was, now), _gaps(now, was)
    texts = [message for key, message in now.items() if key not in was]
    found: dict[Key, Key] = {}
    for _, new, old in sorted(_pairs(formers, texts, was, places)):
        text, former = texts[new].key, formers[old].key
        if text not in found and former not in found.values():
            found[text] = former
    return found


def _pairs(
    formers: Sequence[Message],
    texts: Sequence[Message],
    was: Mapping[Key, Message],
    places: tuple[Mapping[Key, _Gap], Mapping[Key, _Gap]],
) -> Iterator[tuple[tuple[int, float], int, int]]:
    """Pairs that may be made, the best first when sorted: (rank, index of text, of former).

    First those that the update made already; then texts that stand between the same neighbours,
    since a similar text in that place is nearly always the new wording.
    """
    before, after = places
    for new, text in enumerate(texts):
        for old, former in enumerate(formers):
            if (text.msgctxt, text.msgid_plural is None) != (
                former.msgctxt,
                former.msgid_plural is None,
            ):
                continue
            if any(text.msgstrs):
                if _took_over(text, was[former.key]):
                    yield (0, 0.0), new, old
                continue
            alike = fuzz.ratio(former.msgid, text.msgid, score_cutoff=100 * SIMILAR)
            if alike:
                moved = before[former.key] != after[text.key]
                yield (1 + moved, -alike), new, old


def _took_over(text: Message, former: Message) -> bool:
    """Whether a text has the translation that its former wording had, and nothing newer."""
    wording = former.previous or Previous(former.msgid, former.msgctxt, former.msgid_plural)
    told = text.previous in (None, wording)  # msgmerge names it only with --previous
    return text.fuzzy and told and text.msgstrs == former.msgstrs


def _gaps(order: Iterable[Key], fixed: Collection[Key]) -> dict[Key, _Gap]:
    """For each text the nearest ones before and after it that stand in `fixed` too."""
    keys = list(order)
    after = _nearest(keys[::-1], fixed)
    return {key: (before, after[key]) for key, before in _nearest(keys, fixed).items()}


def _nearest(order: Iterable[Key], fixed: Collection[Key]) -> dict[Key, Key | None]:
    """For each text the last one before it that stands in `fixed`."""
    found: dict[Key, Key | None] = {}
    last: Key | None = None
    for key in order:
        found[key] = last
        if key in fixed:
            last = key
    return found
