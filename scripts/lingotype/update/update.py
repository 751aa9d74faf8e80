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

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SUGGESTION, Message, Previous, State
from lingotype.model.wording import Decision
from lingotype.update import notes
from lingotype.update.candidates import candidates, former_documents, standing
from lingotype.update.memory import Key, Known, Memory
from lingotype.update.notes import unmarked
from lingotype.update.offers import CAREFUL, SIMILAR, Limits, Offer, offers
from lingotype.update.patch import patched
from lingotype.update.similar import ratio
from lingotype.update.wording import Decisions, same_but_for_form

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
            return _Settled(_brought_over(text, own), "revived" if own.obsolete else "kept")
        noted = replace(text, translator_comments=own.translator_comments) if own else text
        known = self._known(text, domain)
        if known:
            return known if not own else _noted(known, noted)
        if own is not None and not own.obsolete:
            return _Settled(_brought_over(text, own), "kept")
        return None

    def _known(self, text: Message, domain: str) -> _Settled | None:
        """A text's translation that stands elsewhere, or that of a wording that says the same."""
        plural = text.msgid_plural is not None
        domain = self.homes.get(domain, domain)
        known = self.memory.translation(text.key, domain, plural=plural)
        if known:
            return _Settled(_translated(text, known.message), "moved")
        for former in self.rules.decisions.former(text.key):
            known = self.memory.translation(former, domain, plural=plural)
            if known:
                return _Settled(_said_otherwise(text, former[1], known.message), "reworded")
        doubt = self.memory.doubt(text.key, domain, plural=plural)
        if doubt and not doubt.message.suggested and _only_form(doubt.message.previous, text):
            return _Settled(_translated(text, doubt.message), "reworded")
        return _Settled(_doubtful(text, doubt.message), "moved") if doubt else None

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
                noted = _set_aside(noted, own)
            return _Settled(_translated(noted, known.message), "moved", beside)
        if own.previous is None:
            return None
        said = (own.previous.msgctxt, own.previous.msgid) in self.rules.decisions.former(text.key)
        if own.suggested:
            made = said and self._mended(own)
            return _Settled(_confirmed(text, own), "reworded") if made else None
        form = _only_form(own.previous, text)
        if not (form or said):
            return None
        beside = None if form else self._kept_pair(own, domain)
        return _Settled(_confirmed(text, own), "reworded", beside)

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
            message = _offered(texts[place], offer)
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
        forms = _forms(old.headers.get("Plural-Forms", ""))
        live, ways, lineal, beside = [], [], [], []
        for text in self.templates[domain].messages:
            found = self.settled.get((domain, text.key)) or _Settled(text, "new")
            live.append(_with_forms(found.message, forms))
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


def revoked(old: Mapping[str, Catalogue], gone: Sequence[Decision]) -> dict[str, Catalogue]:
    """Catalogues in which what was carried over by these decisions waits for a translator again.

    Only messages whose msgstr still is that of the former wording; what a translator has
    looked at since stays. The catalogues that do not change are the very objects they were.
    """
    memory = Memory.of(old)
    former = {(decision.msgctxt, decision.now): decision.former for decision in gone}
    return {
        domain: _with_messages(
            catalogue, tuple(_reopened(message, former, memory) for message in catalogue)
        )
        for domain, catalogue in old.items()
    }


def _with_messages(catalogue: Catalogue, messages: tuple[Message, ...]) -> Catalogue:
    same = _same_objects(messages, catalogue.messages)
    return catalogue if same else replace(catalogue, messages=messages)


def _same_objects(ours: Sequence[Message], theirs: Sequence[Message]) -> bool:
    return len(ours) == len(theirs) and all(a is b for a, b in zip(ours, theirs, strict=True))


def _reopened(message: Message, former: Mapping[Key, str], memory: Memory) -> Message:
    """A message as fuzzy, with the wording that its msgstr really translates."""
    before = former.get(message.key)
    if before is None or message.obsolete or message.fuzzy or not message.msgstr:
        return message
    known = memory.translation((message.msgctxt, before), "")
    if known is None:
        return message
    plain = message.msgstrs == known.message.msgstrs
    if not plain and message.msgstr != patched(before, message.msgid, known.message.msgstr):
        return message
    comments = message.translator_comments if plain else (*message.translator_comments, SUGGESTION)
    return replace(
        message,
        flags=("fuzzy", *message.flags),
        previous=Previous(before, message.msgctxt, known.message.msgid_plural),
        translator_comments=comments,
    )


def _homes(old: Mapping[str, Catalogue], templates: Mapping[str, Template]) -> dict[str, str]:
    """For new documents the one that each was before, where that is gone."""
    new = [domain for domain in templates if domain not in old]
    former = former_documents(templates, old) if new else {}
    gone = {domain: [x for x in former[domain] if x not in templates] for domain in new}
    return {domain: found[0] for domain, found in gone.items() if found}


# Messages


def _brought_over(text: Message, own: Message) -> Message:
    """`own` with what the template knows better; the same object if nothing differs."""
    if _nothing_differs(text, own):
        return own
    comments, previous = own.translator_comments, own.previous
    msgstrs = own.msgstrs
    if text.msgid_plural is None and len(msgstrs) > 1:
        # No other message may have the key, so the forms that have no place become a note.
        msgstrs = msgstrs[:1]
        if any(own.msgstrs[1:]):
            comments += (notes.SET_ASIDE, *notes.quoted(own.msgstrs))
    if not own.fuzzy:
        # What a program wrote is a person's once the flag is off, and translates this text.
        comments = unmarked(comments)
        previous = None
    places = own.references if _same_places(own.references, text.references) else text.references
    known = {
        "references": places,
        "extracted_comments": text.extracted_comments,
        "msgid_plural": text.msgid_plural,
        "translator_comments": comments,
        "previous": previous,
        "obsolete": False,
        "msgstrs": msgstrs,
    }
    changes = {name: value for name, value in known.items() if getattr(own, name) != value}
    return replace(own, **changes) if changes else own  # type: ignore[arg-type]


def _nothing_differs(text: Message, own: Message) -> bool:
    """A quick answer for nearly all messages of a catalogue."""
    return (
        not own.obsolete
        and own.msgid_plural is text.msgid_plural is None
        and len(own.msgstrs) == 1
        and (own.fuzzy or not (own.translator_comments or own.previous))
        and own.extracted_comments == text.extracted_comments
        and _same_places(own.references, text.references)
    )


def _same_places(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether references name the same files: other tools write line numbers and other roots."""
    if ours == theirs or (len(ours) == len(theirs) == 1 and ours[0].startswith(f"{theirs[0]}:")):
        return True
    return {_bare(x) for x in ours} == {_bare(x) for x in theirs}


def _bare(reference: str) -> str:
    return re.sub(r"^(\.\./)+|:\d+$", "", reference)


def _only_form(before: Previous | None, text: Message) -> bool:
    """Whether a text differs from its earlier wording in its form; equal ones do in nothing.

    Where they are equal, somebody else had a reason to make the message fuzzy.
    """
    return (
        before is not None
        and before.msgid != text.msgid
        and before.msgctxt == text.msgctxt
        and same_but_for_form(before.msgid, text.msgid)
    )


def _confirmed(text: Message, own: Message) -> Message:
    """A fuzzy message as translated."""
    flags = tuple(flag for flag in own.flags if flag != "fuzzy")
    return _brought_over(text, replace(own, flags=flags))


def _translated(text: Message, known: Message) -> Message:
    """The text with a translation that stands elsewhere, and the translators' notes on it."""
    return replace(
        text,
        msgstrs=_forms_of(text, known),
        flags=tuple(flag for flag in known.flags if flag != "fuzzy"),
        translator_comments=unmarked(_notes(text, known)),
    )


def _forms_of(text: Message, known: Message) -> tuple[str, ...]:
    """The strings of a known translation that a text has room for."""
    return known.msgstrs if text.msgid_plural is not None else known.msgstrs[:1]


def _set_aside(text: Message, own: Message) -> Message:
    """The text with a comment that keeps a fuzzy translation for a person to look at."""
    aside = (notes.SET_ASIDE, *notes.quoted(own.msgstrs))
    return replace(text, translator_comments=(*unmarked(text.translator_comments), *aside))


def _said_otherwise(text: Message, former: str, known: Message) -> Message:
    """The text with the translation of a wording that says the same, links and all brought over."""
    made = _translated(text, known)
    if text.msgid_plural is not None:
        return made
    return replace(made, msgstrs=(patched(former, text.msgid, known.msgstr),))


def _doubtful(text: Message, known: Message) -> Message:
    """The text with a fuzzy translation that stands elsewhere, and all that is said of it."""
    return replace(
        text,
        msgstrs=_forms_of(text, known),
        flags=known.flags,
        previous=known.previous,
        translator_comments=_notes(text, known),
    )


def _noted(settled: _Settled, noted: Message) -> _Settled:
    """With the notes that the catalogue has on the text, first."""
    bare = replace(noted, translator_comments=unmarked(noted.translator_comments))
    comments = _notes(bare, settled.message)
    return replace(settled, message=replace(settled.message, translator_comments=comments))


def _offered(text: Message, offer: Offer) -> Message:
    """The text with an offer; what is not simply its own earlier translation is marked."""
    source = offer.source.message
    if offer.way == "reworded":
        return replace(_translated(text, source), msgstrs=offer.msgstrs)
    if offer.way == "suggested" and not offer.absorbed:
        flags, comments = text.flags, text.translator_comments
    else:
        flags, comments = (*source.flags, *text.flags), _notes(text, source)
    others = dict.fromkeys(flag for flag in flags if flag != "fuzzy")
    if not (offer.absorbed and source.suggested):  # whose marks may hold another's translation
        mark = (SUGGESTION,) if offer.way == "suggested" else ()
        comments = (*unmarked(comments), *mark)
    return replace(
        text,
        msgstrs=offer.msgstrs,
        previous=offer.previous,
        flags=("fuzzy", *others),
        translator_comments=comments,
    )


def _notes(text: Message, source: Message) -> tuple[str, ...]:
    """What translators noted on the text and on the translation it gets, each once."""
    ours, theirs = notes.items(text.translator_comments), notes.items(source.translator_comments)
    return notes.flat(dict.fromkeys((*ours, *theirs)))


def _forms(header: str) -> int:
    """The number of plural forms that a Plural-Forms header asks for; two if it does not say."""
    found = re.match(r"\s*nplurals\s*=\s*(\d)\s*;", header)
    return int(found[1]) if found else 2


def _with_forms(message: Message, forms: int) -> Message:
    """A plural message with a string for each form, as far as they are missing."""
    missing = forms - len(message.msgstrs) if message.msgid_plural is not None else 0
    return replace(message, msgstrs=message.msgstrs + ("",) * missing) if missing > 0 else message
