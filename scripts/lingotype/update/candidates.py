"""Which messages a new text is compared with, and how alike they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import Message, Previous
from lingotype.update.memory import Key, wording
from lingotype.update.places import Stand, gaps
from lingotype.update.similar import Index, ratio

FORMER_DOCUMENTS = 3
"""How many documents a new one is laid beside, besides the one of its own name."""

CROWD = 60
"""Gaps with more texts than this are left to the index."""


@dataclass(frozen=True)
class Asked:
    """A new text, and where it would have stood in old documents."""

    domain: str
    text: Message
    stands: tuple[Stand, ...] = ()

    @property
    def place(self) -> tuple[str, Key]:
        """Domain and key, which are unique."""
        return (self.domain, self.text.key)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A message whose msgstr may be offered.

    wording: what the msgstr translates. place: among the live messages of its old document,
    -1 if it was obsolete. left: its text stands no more where it stood; gone: nor elsewhere.
    """

    message: Message
    wording: Previous
    domain: str
    place: int
    left: bool
    gone: bool

    @property
    def sure(self) -> bool:
        """Whether the msgstr is known to translate the wording.

        What is fuzzy though its text never changed is doubted by somebody.
        """
        message = self.message
        if message.suggested or not message.fuzzy:
            return not message.suggested
        return message.previous is not None and message.previous.msgid != message.msgid

    def stood_at(self, asked: Asked) -> bool:
        """Whether it stood between the same neighbours."""
        return any(stand.holds(self.domain, self.place) for stand in asked.stands)

    def at_home(self, asked: Asked) -> bool:
        """Whether it stands in the same document, or in one that this document was before."""
        return self.domain == asked.domain or any(
            stand.domain == self.domain for stand in asked.stands
        )


Found = tuple[float, Candidate]
"""How alike a candidate is, and which."""

Pairs = list[Found]


def standing(
    new: Mapping[str, Sequence[Message]],
    templates: Mapping[str, Template],
    old: Mapping[str, Catalogue],
) -> list[Asked]:
    """New texts (by domain) with the places where they would have stood in old documents."""
    places = {domain: _places(old[domain]) for domain in old}
    former = former_documents(templates, old)
    found = []
    for domain, texts in new.items():
        order = [message.key for message in templates[domain].messages]
        at = {key: index for index, key in enumerate(order)}
        beside = [x for x in (domain, *former.get(domain, ())) if x in places]
        laid = {x: gaps(order, places[x]) for x in beside}
        for text in texts:
            index = at[text.key]
            stands = (Stand(x, gap) for x in beside if (gap := laid[x][index]))
            found.append(Asked(domain, text, tuple(stands)))
    return found


def _places(catalogue: Catalogue) -> dict[Key, int]:
    return {message.key: place for place, message in enumerate(catalogue.live)}


def former_documents(
    templates: Mapping[str, Template], old: Mapping[str, Catalogue]
) -> dict[str, list[str]]:
    """For each document those that most of its texts came from, when it was renamed or split."""
    left: defaultdict[Key, list[str]] = defaultdict(list)
    live = {domain: {message.key for message in old[domain].live} for domain in sorted(old)}
    for domain, keys in live.items():
        here = {m.key for m in templates[domain].messages} if domain in templates else set()
        for key in keys - here:
            left[key].append(domain)
    found = {}
    for domain, template in templates.items():
        own = live.get(domain, set())
        came = [left[m.key] for m in template.messages if m.key not in own and m.key in left]
        counts = Counter(x for domains in came for x in domains)
        ranked = sorted(counts, key=lambda x: (-counts[x], x))
        chance = 1 if len(template.messages) > 1 else 0
        found[domain] = [x for x in ranked if counts[x] > chance][:FORMER_DOCUMENTS]
    return found


def candidates(
    old: Mapping[str, Catalogue], templates: Mapping[str, Template], wanted: AbstractSet[Key]
) -> list[Candidate]:
    """Every message with a msgstr; `wanted` are the keys of all templates."""
    return [
        candidate
        for domain in sorted(old)
        for candidate in _of_document(domain, old[domain], templates.get(domain), wanted)
    ]


def _of_document(
    domain: str, catalogue: Catalogue, template: Template | None, wanted: AbstractSet[Key]
) -> Iterator[Candidate]:
    here = {message.key for message in template.messages} if template else set()
    place = -1
    for message in catalogue:
        place += not message.obsolete
        if message.msgstr:
            key = message.key
            at = -1 if message.obsolete else place
            left = key not in here
            yield Candidate(message, wording(message), domain, at, left, left and key not in wanted)


def pairs(asked: Sequence[Asked], known: Sequence[Candidate], least: float) -> list[Pairs]:
    """For each new text the candidates that are at least so alike, the most alike first."""
    by_text: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in known:
        for text in _texts(candidate):
            by_text[text].append(candidate)
    texts = list(by_text)
    index = Index(texts, (one.text.msgid for one in asked))
    left = _left(known)
    found = []
    for one in asked:
        alike: dict[Candidate, float] = {}
        for number, share in index.similar(one.text.msgid, least):
            for candidate in by_text[texts[number]]:
                _note(alike, candidate, share)
        for candidate in _beside(one, left):
            texts_of = _texts(candidate)
            share = max((ratio(one.text.msgid, x, least) for x in texts_of), default=0.0)
            if share >= least:
                _note(alike, candidate, share)
        found.append(_sorted(one, alike))
    return found


def _note(alike: dict[Candidate, float], candidate: Candidate, share: float) -> None:
    alike[candidate] = max(share, alike.get(candidate, 0.0))


def _sorted(one: Asked, alike: Mapping[Candidate, float]) -> Pairs:
    fitting = [
        (share, candidate)
        for candidate, share in alike.items()
        if candidate.wording.msgctxt == one.text.msgctxt
        and (candidate.message.msgid_plural is None) == (one.text.msgid_plural is None)
    ]
    # Sorting is stable: of equals the first of the domain's order stays first.
    return sorted(fitting, key=lambda pair: -pair[0])


def _texts(candidate: Candidate) -> set[str]:
    """What new texts are compared with: what the msgstr translates, and what that became."""
    own = candidate.message.msgid
    if not candidate.sure:
        return {own} if candidate.gone else set()
    return {candidate.wording.msgid, own} if candidate.left else {candidate.wording.msgid}


def _left(known: Iterable[Candidate]) -> dict[str, dict[int, Candidate]]:
    """The live texts that left their documents, by domain and place."""
    found: defaultdict[str, dict[int, Candidate]] = defaultdict(dict)
    for candidate in known:
        if candidate.left and candidate.place >= 0:
            found[candidate.domain][candidate.place] = candidate
    return found


def _beside(one: Asked, left: Mapping[str, Mapping[int, Candidate]]) -> Iterator[Candidate]:
    """What stood between the same neighbours and left."""
    for stand in one.stands:
        here = left.get(stand.domain, {})
        low, high = stand.gap
        if high - low <= CROWD:
            yield from (here[place] for place in range(low + 1, high) if place in here)
