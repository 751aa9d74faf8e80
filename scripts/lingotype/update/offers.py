"""What to offer the translator of a new text: its own earlier wording, or a similar text.

Each new text is compared with all that was ever translated. A text that is gone, and stood in
the same document, is the *earlier wording* of one new text at most: its translation is kept as
fuzzy, and readers may be shown it. Anything else is a *suggestion*, which they never see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lingotype.model.message import SIMILAR, Previous
from lingotype.update import parts
from lingotype.update.candidates import CROWD, Asked, Candidate, Found, Pairs, pairs
from lingotype.update.memory import Key
from lingotype.update.patch import patched, redressed
from lingotype.update.places import Stand
from lingotype.update.wording import same_but_for_form

IN_PLACE = 0.10
"""How much standing between the same neighbours counts when earlier wordings are given out."""

BETTER = 0.15
"""A text that is so much more alike than the earlier wording is offered in its place."""

MOST_PARTS = 4
"""Into how many paragraphs one may have been split, or of how many one may be made."""


@dataclass(frozen=True)
class Limits:
    """From which similarity on (0 to 1) the translation of another text is suggested.

    in_place: texts between the same unchanged neighbours; at_home: in the same document;
    elsewhere: in others. short: how much more is asked for of a text of one character; of one of
    20 a twentieth of it, and so on.
    """

    in_place: float
    at_home: float
    elsewhere: float
    short: float


CAREFUL = Limits(0.65, 0.65, 0.70, short=2.0)
"""Of 100 offers one or two are useless: less than half of what msgmerge makes."""

GENEROUS = Limits(0.55, 0.55, 0.60, short=1.5)
"""As many useless offers as msgmerge makes, and more keystrokes saved."""


@dataclass(frozen=True)
class Offer:
    """A msgstr for a new text. way: reworded (as good as translated), stale or suggested.

    source: the message that it is of, whose notes and flags it brings along. absorbed: whether
    that message goes on as this one, so that nothing of it need be kept apart. lineal: whether
    it is the translation of the text's own earlier wording.
    """

    way: str
    msgstrs: tuple[str, ...]
    previous: Previous
    source: Candidate
    absorbed: bool = False
    lineal: bool = False


def offers(
    asked: Sequence[Asked], known: Sequence[Candidate], limits: Limits
) -> dict[tuple[str, Key], Offer]:
    """An offer for each new text for which there is one, by domain and key."""
    alike = pairs(asked, known, min(SIMILAR, limits.in_place, limits.at_home, limits.elsewhere))
    earlier = _earlier_wordings(asked, alike)
    found = dict(_of_parts(asked, known))
    for one, near in zip(asked, alike, strict=True):
        if one.place in found:
            continue
        former = earlier.get(one.place)
        offer = replace(_former(one, former[1]), lineal=True) if former else None
        best = _best(one, near, limits)
        if best and (former is None or offer is None or _much_better(best, former, offer)):
            offer = _suggested(one, best[1])
        if offer:
            found[one.place] = offer
    return found


def _much_better(best: Found, former: Found, offer: Offer) -> bool:
    """Whether a translator is so much better served by another text that readers may wait."""
    return offer.way == "stale" and best[0] > former[0] + BETTER


def _earlier_wordings(
    asked: Sequence[Asked], alike: Sequence[Pairs]
) -> dict[tuple[str, Key], Found]:
    """For each new text the one that it was before, each used once, the likeliest first."""
    likely = [
        (-(share + IN_PLACE * candidate.stood_at(one)), number, share, candidate)
        for number, (one, near) in enumerate(zip(asked, alike, strict=True))
        for share, candidate in near
        if share >= SIMILAR and candidate.gone and candidate.place >= 0 and candidate.at_home(one)
    ]
    found: dict[tuple[str, Key], Found] = {}
    used: set[Candidate] = set()
    for _, number, share, candidate in sorted(likely, key=lambda x: x[:2]):
        place = asked[number].place
        if place not in found and candidate not in used:
            found[place] = (share, candidate)
            used.add(candidate)
    return found


def _former(one: Asked, candidate: Candidate) -> Offer:
    """The translation of a text's earlier wording, with what can be mended in it."""
    message, old, new = candidate.message, candidate.wording, one.text
    here = candidate.domain == one.domain
    if not candidate.sure:
        return Offer("suggested", message.msgstrs, old, candidate, absorbed=here)
    if same_but_for_form(old.msgid, new.msgid):
        return Offer("reworded", message.msgstrs, old, candidate, absorbed=here)
    if new.msgid_plural is None:
        dressed = redressed(old.msgid, new.msgid, message.msgstr)
        if dressed is not None:
            return Offer("reworded", (dressed,), old, candidate)
        mended = patched(old.msgid, new.msgid, message.msgstr)
        if mended != message.msgstr:
            return Offer("suggested", (mended,), old, candidate)
    return Offer("stale", message.msgstrs, old, candidate, absorbed=here)


def _suggested(one: Asked, candidate: Candidate) -> Offer:
    """The translation of a similar text, with what can be mended in it."""
    offer = _former(one, candidate)
    return Offer(
        "reworded" if same_but_for_form(offer.previous.msgid, one.text.msgid) else "suggested",
        offer.msgstrs,
        offer.previous,
        candidate,
    )


def _best(one: Asked, near: Pairs, limits: Limits) -> Found | None:
    """The most alike of those that are alike enough for where they stand."""
    fitting = [
        (share, candidate)
        for share, candidate in near
        if candidate.sure and share >= _limit(one, candidate, limits)
    ]
    return max(fitting, key=lambda pair: _rank(one, *pair), default=None)


def _limit(one: Asked, candidate: Candidate, limits: Limits) -> float:
    if candidate.left and candidate.stood_at(one):
        base = limits.in_place
    else:
        base = limits.at_home if candidate.at_home(one) else limits.elsewhere
    return base + limits.short / len(one.text.msgid)


def _rank(one: Asked, share: float, candidate: Candidate) -> tuple[float, bool, bool, bool]:
    return (
        round(share, 2),
        candidate.stood_at(one),
        candidate.at_home(one),
        not candidate.message.obsolete,
    )


# Parts


def _of_parts(
    asked: Sequence[Asked], known: Sequence[Candidate]
) -> Iterator[tuple[tuple[str, Key], Offer]]:
    """Offers for paragraphs that were split or joined where they stood."""
    gone: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in known:
        if candidate.gone and candidate.place >= 0 and candidate.sure:
            gone[candidate.domain].append(candidate)
    new: defaultdict[Stand, list[Asked]] = defaultdict(list)
    for one in asked:
        for stand in one.stands:
            new[stand].append(one)
    for stand, ones in new.items():
        low, high = stand.gap
        olds = [x for x in gone[stand.domain] if low < x.place < high] if high - low > 1 else []
        if olds and len(olds) + len(ones) > 2 and max(len(olds), len(ones)) <= CROWD:
            yield from _split(ones, olds)
            yield from _joined(ones, olds)


def _split(ones: list[Asked], olds: list[Candidate]) -> Iterator[tuple[tuple[str, Key], Offer]]:
    """Each part of a paragraph that became several gets its share."""
    for old in olds:
        for run in _runs(ones):
            texts = [one.text.msgid for one in run]
            if not parts.is_whole(old.wording.msgid, texts):
                continue
            shared = parts.shares(old.wording.msgid, old.message.msgstr, texts)
            for one, (wording, msgstr) in zip(run, shared or (), strict=False):
                previous = Previous(wording, old.wording.msgctxt)
                mended = _mended(wording, one.text.msgid, msgstr)
                yield one.place, Offer("suggested", (mended,), previous, old)


def _joined(ones: list[Asked], olds: list[Candidate]) -> Iterator[tuple[tuple[str, Key], Offer]]:
    """A paragraph that was several gets all their translations."""
    for one in ones:
        for run in _runs(olds):
            if run[-1].place - run[0].place != len(run) - 1:
                continue
            texts = [old.wording.msgid for old in run]
            if parts.is_whole(one.text.msgid, texts):
                previous = Previous(" ".join(texts), one.text.msgctxt)
                msgstr = parts.joined([old.message.msgstr for old in run])
                mended = _mended(previous.msgid, one.text.msgid, msgstr)
                yield one.place, Offer("suggested", (mended,), previous, run[0])


def _mended(old: str, new: str, msgstr: str) -> str:
    """A part with the markup and the pieces that the new text has."""
    return redressed(old, new, msgstr) or patched(old, new, msgstr)


_T = TypeVar("_T")


def _runs(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Two or more neighbours, as many as may be parts of one paragraph."""
    for count in range(2, MOST_PARTS + 1):
        for start in range(len(items) - count + 1):
            yield items[start : start + count]
