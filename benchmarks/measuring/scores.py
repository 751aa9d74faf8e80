"""How good the catalogues are that a tool made: what it kept, found again, and suggests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message
from measuring.cases import Case, read

Key = tuple[str | None, str]
Spot = tuple[str, Key]
"""A message of a document."""

USELESS = 0.2
"""A suggestion that saves no more of the final text than this only costs reading."""


@dataclass(frozen=True)
class Scores:
    """Shares from 0 to 1; None where there is nothing to judge.

    kept: of the texts that stand where they stood, how many have their translation still, as
    it was and not fuzzy. found: of the texts that were translated only elsewhere, or are
    back after years, how many have that translation. saved: of all characters that people
    wrote for changed and new texts, how many the suggestions spare them (by Levenshtein
    distance). useless: of the suggestions, how many save next to nothing. filled: new
    wordings that pass for translated at once; differ: those of them that people wrote in another
    way. broken: files that cannot
    be read again, as msgfmt has it; what stands in them counts as lost.
    """

    kept: float | None
    found: float | None
    saved: float | None
    useless: float | None
    filled: int
    differ: int
    broken: int


@dataclass(frozen=True)
class Questions:
    """What is asked of every tool. found: the translations that would do for each message."""

    kept: Mapping[Spot, tuple[str, ...]]
    found: Mapping[Spot, frozenset[tuple[str, ...]]]
    final: Mapping[Spot, str]


def score(case: Case, folder: Path) -> Scores:
    """The marks of the catalogues in a folder."""
    asked = questions(case)
    made = read(folder)
    new = {(name, one.key): one for name in made for one in made[name].live}
    offers = {spot: new[spot] for spot in asked.final if spot in new and new[spot].msgstr}
    gains = [_gain(offer.msgstr, asked.final[spot]) for spot, offer in offers.items()]
    useless = sum(
        gain <= USELESS * len(asked.final[spot]) for spot, gain in zip(offers, gains, strict=True)
    )
    return Scores(
        kept=_share(sum(_has(new.get(s), {m}) for s, m in asked.kept.items()), len(asked.kept)),
        found=_share(sum(_has(new.get(s), m) for s, m in asked.found.items()), len(asked.found)),
        saved=_share(sum(gains), sum(map(len, asked.final.values()))),
        useless=_share(useless, len(gains)),
        filled=sum(not offer.fuzzy for offer in offers.values()),
        differ=sum(not m.fuzzy and m.msgstr != asked.final[s] for s, m in offers.items()),
        broken=len(list(folder.rglob("*.po"))) - len(made),
    )


@lru_cache(maxsize=1)
def questions(case: Case) -> Questions:
    """What can be asked of this case's catalogues, of its first language."""
    old = read(case.old / case.locales[0] / "LC_MESSAGES")
    spots = [(name, one.key) for name, made in read(case.pot, ".pot").items() for one in made.live]
    own = {(name, one.key): one for name, made in old.items() for one in made.live}
    known = _known(old)
    return Questions(
        kept={spot: own[spot].msgstrs for spot in spots if _translated(own.get(spot))},
        found={
            spot: frozenset(known[spot[1]])
            for spot in spots
            if spot[1] in known and (spot not in own or not own[spot].msgstr)
        },
        final=dict(_finals(case, spots, known.keys() | {key for _, key in own})),
    )


def _known(old: Mapping[str, Catalogue]) -> dict[Key, set[tuple[str, ...]]]:
    """The translations of each text anywhere, also of obsolete ones."""
    known: dict[Key, set[tuple[str, ...]]] = {}
    for message in (one for made in old.values() for one in made):
        if _translated(message):
            known.setdefault(message.key, set()).add(message.msgstrs)
    return known


def _finals(case: Case, spots: list[Spot], familiar: set[Key]) -> Iterator[tuple[Spot, str]]:
    """The messages whose text is new in this wording, and what people wrote for them.

    What they left in the source's language is not counted: nothing was translated.
    """
    for spot in spots:
        name, key = spot
        wrote = case.truth.get(key[1])
        if wrote and key not in familiar:
            final = wrote.get(f"{name}.po") or next(iter(wrote.values()))
            if final != key[1]:
                yield spot, final


def _gain(offer: str, final: str) -> int:
    return max(0, len(final) - Levenshtein.distance(offer, final))


def _translated(message: Message | None) -> bool:
    return message is not None and bool(message.msgstr) and not message.fuzzy


def _has(message: Message | None, these: frozenset[tuple[str, ...]] | set[tuple[str, ...]]) -> bool:
    return message is not None and not message.fuzzy and message.msgstrs in these


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
