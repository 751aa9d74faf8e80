"""Bringing the catalogues of a language up to date with the templates, without losing anything.

All catalogues of the language together are the memory. Each text of a template takes one way:

- *kept*: it stands in its catalogue as before;
- *revived*: its catalogue had it as obsolete;
- *moved*: it was translated in another document, or is again what a fuzzy msgstr translates;
- *reworded*: only its form changed, or an editor said that its meaning did not; translated;
- *stale*: its msgstr translates its earlier wording; fuzzy, with that wording as previous msgid;
- *suggested*: its msgstr was borrowed from another text, patched, split or joined; fuzzy, with
  the comment of a suggestion;
- *new*: nothing is known of it.

A translation whose text is gone becomes *obsolete* and stays in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SIMILAR, Message, State
from lingotype.update import making, notes
from lingotype.update.candidates import candidates, former_documents, standing
from lingotype.update.memory import Key, Known, Memory
from lingotype.update.offers import CAREFUL, Limits, offers
from lingotype.update.patch import patched
from lingotype.update.similar import ratio
from lingotype.update.wording import Decisions

WAYS = ("kept", "revived", "moved", "reworded", "stale", "suggested", "new", "obsolete")


@dataclass(frozen=True)
class Rules:
    """How an update goes about it: what is offered, and what editors have declared."""

    limits: Limits = CAREFUL
    decisions: Decisions = field(default_factory=Decisions)


@dataclass(frozen=True)
class Updated:
    """A new catalogue. ways: of each live message, in their order; lineal: whether its msgstr
    translates an earlier wording of this very text; dropped: the messages that became obsolete
    in this update; spared: those that waited for a translation, and whose text is gone;
    untouched: whether the catalogue is the very one it was.
    """

    catalogue: Catalogue
    ways: tuple[str, ...] = ()
    lineal: tuple[bool, ...] = ()
    dropped: tuple[Message, ...] = ()
    spared: tuple[Message, ...] = ()
    untouched: bool = False

    @property
    def counts(self) -> Counter[str]:
        """Messages by the way they took (see the module's words)."""
        return Counter({**Counter(self.ways), "obsolete": len(self.dropped)})


def update(
    old: Mapping[str, Catalogue],
    templates: Sequence[Template],
    blank: Catalogue,
    rules: Rules | None = None,
) -> dict[str, Updated]:
    """The catalogues that follow the templates, by domain.

    old: all catalogues of the language by domain, also those whose document is gone; no two
    messages of one key in any, live or obsolete: gettext refuses such files. blank: what a new
    catalogue begins as. The order is the template's, obsolete messages last in their old order.
    A message that did not change is the very object it was, so that its lines are written as
    they stood.
    """
    run = _Run(old, {template.domain: template for template in templates}, rules or Rules())
    run.settle_what_is_known()
    run.ask_for_the_rest()
    return {domain: run.document(domain, blank) for domain in run.templates}


@dataclass
class _Settled:
    """What became of a text. beside: the pair that the message held before and holds no more."""

    message: Message
    way: str
    beside: Message | None = None
    lineal: bool = False


class _Run:
    """One update of one language, in the order in which it is done."""

    def __init__(
        self, old: Mapping[str, Catalogue], templates: Mapping[str, Template], rules: Rules
    ) -> None:
        self.old = old
        self.templates = templates
        self.rules = rules
        self.memory = Memory.of(old)
        self.homes = _homes(old, templates)
        self.own = {domain: {m.key: m for m in old[domain]} for domain in old}
        self.keys = {domain: {m.key for m in x.messages} for domain, x in templates.items()}
        self.wanted = {key for keys in self.keys.values() for key in keys}
        self.settled: dict[tuple[str, Key], _Settled] = {}
        self.absorbed: set[int] = set()
        self.beside: dict[tuple[str, Key], tuple[str, ...]] = {}  # who has the room for a pair

    # What is known

    def settle_what_is_known(self) -> None:
        """Give each text the translation that it has or had anywhere."""
        waiting = []
        for domain, template in self.templates.items():
            held = self.own.get(domain, {})
            for text in template.messages:
                own = held.get(text.key)
                found = self._settle(text, own, domain)
                if found:
                    self.settled[domain, text.key] = found
                if own and own.fuzzy:
                    waiting.append((domain, text, own))
        # A former wording that came back has its msgstr now, so nobody need keep it; and what
        # one document got by a decision is known to all.
        reworded = {at: found for at, found in self.settled.items() if found.way == "reworded"}
        for (domain, _), found in reworded.items():
            self.memory.add(Known(found.message, domain))
        for domain, text, own in waiting:
            if (domain, text.key) in reworded or not any(own.msgstrs):
                continue
            better = self._better(text, own, domain)
            if better:
                self.settled[domain, text.key] = better

    def _settle(self, text: Message, own: Message | None, domain: str) -> _Settled | None:
        if own is not None and any(own.msgstrs):
            if own.fuzzy:
                better = self._better(text, own, domain)
                if better:
                    return better
            return _Settled(making.brought_over(text, own), "revived" if own.obsolete else "kept")
        noted = replace(text, translator_comments=own.translator_comments) if own else text
        known = self._known(text, domain)
        if known:
            return known if not own else replace(known, message=making.noted(known.message, noted))
        if own is not None and not own.obsolete:
            return _Settled(making.brought_over(text, own), "kept")
        return None

    def _known(self, text: Message, domain: str) -> _Settled | None:
        """A text's translation that stands elsewhere, or that of a wording that says the same."""
        plural = text.msgid_plural is not None
        domain = self.homes.get(domain, domain)
        known = self.memory.translation(text.key, domain, plural=plural)
        if known:
            return _Settled(making.translated(text, known.message), "moved")
        for former in self.rules.decisions.former(text.key):
            known = self.memory.translation(former, domain, plural=plural)
            if known:
                return _Settled(making.said_otherwise(text, former[1], known.message), "reworded")
        doubt = self.memory.doubt(text.key, domain, plural=plural)
        if doubt and not doubt.message.suggested and making.only_form(doubt.message.previous, text):
            return _Settled(making.translated(text, doubt.message), "reworded")
        return _Settled(making.doubtful(text, doubt.message), "moved") if doubt else None

    def _better(self, text: Message, own: Message, domain: str) -> _Settled | None:
        """What a fuzzy message of this catalogue becomes, where more is known by now.

        One without a previous msgid was marked by a person, as far as anybody knows, and stays.
        """
        if own.previous is None and not own.suggested:
            return None
        known = self.memory.translation(text.key, domain, plural=own.msgid_plural is not None)
        if known and known.message is not own and not notes.rivals(own):
            beside = self._kept_pair(own, domain)
            held = beside or own.msgstrs in self.memory.finished or self._back(own, domain)
            noted = replace(text, translator_comments=own.translator_comments)
            if not (held or self._reproducible(own)):
                noted = making.set_aside(noted, own)
            return _Settled(making.translated(noted, known.message), "moved", beside)
        if own.previous is None:
            return None
        said = (own.previous.msgctxt, own.previous.msgid) in self.rules.decisions.former(text.key)
        if own.suggested:
            made = said and self._mended(own)
            return _Settled(making.confirmed(text, own), "reworded") if made else None
        form = making.only_form(own.previous, text)
        if not (form or said):
            return None
        beside = None if form else self._kept_pair(own, domain)
        return _Settled(making.confirmed(text, own), "reworded", beside)

    def _kept_pair(self, own: Message, domain: str) -> Message | None:
        """The wording that a fuzzy msgstr translates, as an obsolete message, if it has room."""
        if own.previous is None or own.suggested:
            return None
        pair = Message(
            own.previous.msgid,
            own.msgstrs,
            msgctxt=own.previous.msgctxt,
            msgid_plural=own.previous.msgid_plural
            or (own.msgid_plural if len(own.msgstrs) > 1 else None),
            obsolete=True,
        )
        there = self.own.get(domain, {}).get(pair.key)
        if pair.key in self.keys[domain] or (there and there.msgstrs != pair.msgstrs):
            return None
        first = self.beside.setdefault((domain, pair.key), pair.msgstrs)
        return pair if first == pair.msgstrs else None

    def _back(self, own: Message, domain: str) -> bool:
        """Whether the former wording stands in this document again, with this very msgstr."""
        before = own.previous
        key = (before.msgctxt, before.msgid) if before and not own.suggested else own.key
        same = self.settled.get((domain, key))
        return same is not None and not same.message.fuzzy and same.message.msgstrs == own.msgstrs

    def _reproducible(self, own: Message) -> bool:
        """Whether a fuzzy msgstr is a known translation word for word, so nobody's work."""
        before = own.previous
        return before is not None and self.memory.holds(
            own.msgstrs, (before.msgctxt, before.msgid), besides=own
        )

    # What is not

    def ask_for_the_rest(self) -> None:
        """Give what is left the translation of its earlier wording, or of a similar text."""
        unknown = {
            domain: missing
            for domain, template in self.templates.items()
            if (
                missing := [
                    text for text in template.messages if (domain, text.key) not in self.settled
                ]
            )
        }
        if not unknown or not self.memory:
            return
        asked = standing(unknown, self.templates, self.old)
        known = candidates(self.old, self.templates, self.wanted)
        texts = {one.place: one.text for one in asked}
        made = offers(asked, known, self.rules.limits)
        for place, offer in made.items():
            message = making.offered(texts[place], offer)
            self._take(place, _Settled(message, offer.way, lineal=offer.lineal))
            if offer.absorbed and offer.source.domain == place[0]:
                self.absorbed.add(id(offer.source.message))
        self._spread({key for _, key in made})

    def _take(self, place: tuple[str, Key], found: _Settled) -> None:
        self.settled[place] = found
        self.memory.add(Known(found.message, place[0]))

    def _spread(self, keys: AbstractSet[Key]) -> None:
        """Let a text that stands in several documents have in all of them what one of them got."""
        for domain, template in self.templates.items():
            for text in template.messages:
                if text.key not in keys:
                    continue
                now = self.settled.get((domain, text.key))
                if now and now.message.msgstr and not now.message.fuzzy:
                    continue
                found = self._settle(text, now.message if now else None, domain)
                if found and found.way != "kept":
                    self.settled[domain, text.key] = found

    # The result

    def document(self, domain: str, blank: Catalogue) -> Updated:
        """The catalogue of a domain, put together; a renamed one keeps its header."""
        home = self.homes.get(domain)
        begun = replace(self.old[home], messages=(), path="") if home else blank
        old = self.old.get(domain) or begun
        forms = making.forms(old.headers.get("Plural-Forms", ""))
        live, ways, lineal, beside = [], [], [], []
        for text in self.templates[domain].messages:
            found = self.settled.get((domain, text.key)) or _Settled(text, "new")
            live.append(making.with_forms(found.message, forms))
            ways.append(found.way)
            lineal.append(found.lineal or (found.way == "kept" and self._waits(found.message)))
            beside += [found.beside] if found.beside else []
        laid = list(self._laid_down(domain, live))
        taken = {message.key for message in (*live, *laid)}
        laid += {m.key: m for m in beside if m.key not in taken}.values()
        messages = (*live, *laid)
        untouched = domain in self.old and _same_objects(messages, old.messages)
        catalogue = old if untouched else replace(old, messages=messages)
        before = {id(message) for message in old}
        dropped = tuple(m for m in laid if id(m) not in before)
        texts = {message.key for message in live}
        spared = tuple(
            m for m in old.live if m.key not in texts and m.state is not State.TRANSLATED
        )
        return Updated(catalogue, tuple(ways), tuple(lineal), dropped, spared, untouched)

    def _waits(self, message: Message) -> bool:
        """Whether an earlier update left a msgstr of the earlier wording that waits still."""
        before = message.previous
        return (
            message.fuzzy
            and before is not None
            and (before.msgctxt, before.msgid) not in self.wanted
            and (not message.suggested or self._mended(message) is not None)
        )

    def _mended(self, own: Message) -> Known | None:
        """The translation that a suggestion was made of, where it is just as a program made it."""
        before = own.previous
        if before is None or own.msgid_plural is not None:
            return None
        known = self.memory.translation((before.msgctxt, before.msgid), "")
        if known is None:
            return None
        made = patched(before.msgid, own.msgid, known.message.msgstr)
        alike = ratio(before.msgid, own.msgid) >= SIMILAR
        return known if alike and own.msgstr in (known.message.msgstr, made) else None

    def _laid_down(self, domain: str, live: Sequence[Message]) -> Iterator[Message]:
        """The messages whose text is gone, as far as nobody else holds their msgstr."""
        texts = {message.key: message for message in live}
        for message in self.old.get(domain, ()):
            held = any(message.msgstrs) or notes.SET_ASIDE in message.translator_comments
            if not held or message.key in texts or id(message) in self.absorbed:
                continue
            if message.obsolete:
                yield message
            elif not self._held(message, texts):
                yield replace(message, obsolete=True, references=(), extracted_comments=())

    def _held(self, message: Message, texts: Mapping[Key, Message]) -> bool:
        """Whether a fuzzy msgstr stands with the text that it translates, too."""
        before = message.previous
        if not message.fuzzy or before is None:
            return False
        if message.suggested:
            return self._reproducible(message)
        same = texts.get((before.msgctxt, before.msgid))
        return same is not None and not same.fuzzy and same.msgstrs == message.msgstrs


def _homes(old: Mapping[str, Catalogue], templates: Mapping[str, Template]) -> dict[str, str]:
    """For new documents the one that each was before, where that is gone."""
    new = [domain for domain in templates if domain not in old]
    former = former_documents(templates, old) if new else {}
    gone = {domain: [x for x in former[domain] if x not in templates] for domain in new}
    return {domain: found[0] for domain, found in gone.items() if found}


def _same_objects(ours: Sequence[Message], theirs: Sequence[Message]) -> bool:
    return len(ours) == len(theirs) and all(a is b for a, b in zip(ours, theirs, strict=True))
