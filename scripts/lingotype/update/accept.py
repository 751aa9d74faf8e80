"""What a translator sent, taken into the catalogues message by message.

Each message is compared with ours and with the version from which the sender most probably
started (the base; see `accept_base`), by the one three-way merge of `merge.message`. What would
change ours is checked first; a message that is refused stays as it was and stops no other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding, Level
from lingotype.model.message import Message, State
from lingotype.update import notes
from lingotype.update.accept_base import alike
from lingotype.update.accept_clean import (
    JOINED,
    Key,
    new_remarks,
    onto,
    with_known_wording,
)
from lingotype.update.accept_split import Split
from lingotype.update.merge.former import heirs
from lingotype.update.merge.message import heir, met
from lingotype.update.notes import Item


class Kind(StrEnum):
    """What became of a message that was sent."""

    NEW = "new"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    FUZZY = "fuzzy"
    NOTED = "noted"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNSURE = "unsure"
    OLDER = "older"
    SAME = "the same"
    EMPTY = "empty"


COUNTED = (Kind.OLDER, Kind.SAME, Kind.EMPTY)
"""Kinds of which nobody need see more than their number."""


class Conflicts(StrEnum):
    """What is done where both sides translated a text since: ours stays, theirs is taken, or both
    are kept, as merging keeps them.
    """

    OURS = "ours"
    THEIRS = "theirs"
    MARK = "mark"


Check = Callable[[Message], Sequence[Finding]]


@dataclass(frozen=True)
class Rules:
    """How a contribution is taken in. check: what is found in a message as it would stand; path:
    of the file that was sent, for findings.
    """

    check: Check = field(default=lambda _message: ())
    path: str = ""
    conflicts: Conflicts = Conflicts.OURS


@dataclass(frozen=True)
class Change:
    """One message that was sent, and what became of it.

    line: of the file that was sent. sent: its msgstrs; former, now: ours before and afterwards.
    wording: the earlier wording that was translated, where it is not the text's own. taken:
    whether anything of ours was changed.
    """

    kind: Kind
    key: Key
    line: int
    sent: tuple[str, ...]
    former: tuple[str, ...]
    now: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    wording: str = ""
    remarks: tuple[str, ...] = ()
    taken: bool = False

    @property
    def replaced(self) -> bool:
        """Whether words of ours were exchanged for theirs."""
        return any(self.former) and self.former != self.now


@dataclass(frozen=True)
class Accepted:
    """A document with what was taken. changes: but for those that are COUNTED; settled: the
    texts of none of our documents that this one had earlier.
    """

    catalogue: Catalogue
    changes: tuple[Change, ...] = ()
    counts: Counter[Kind] = field(default_factory=Counter)
    settled: frozenset[Key] = frozenset()

    @property
    def taken(self) -> bool:
        """Whether anything of ours was changed."""
        return any(change.taken for change in self.changes)


def accept_all(
    held: Mapping[str, Catalogue],
    sent: Split,
    bases: Mapping[str, Catalogue],
    rules: Callable[[str], Rules],
) -> tuple[dict[str, Accepted], list[Message]]:
    """Take a file in: each document that it concerns, and the messages that no document has.

    held: all catalogues of the language, by domain; bases: the version of a catalogue that the
    sender had, as far as it is known; rules: of each domain.
    """
    done: dict[str, Accepted] = {}
    had = {_said(message) for base in bases.values() for message in base if message.msgstr}
    known = _wordings(*held.values(), *bases.values())
    gone = [message for message in sent.strays if message.key not in known]
    strays = [message for message in sent.strays if message.key in known]
    for domain in _documents(held, sent):
        base = _with_moved(bases.get(domain, Catalogue()), sent.parts.get(domain, ()), had)
        fillers = _fillers(held[domain], sent.fillers.get(domain, ()))
        parts = [*sent.parts.get(domain, ()), *fillers]
        if parts or strays:
            one = accept(held[domain], base, parts, strays, rules(domain))
            strays = [message for message in strays if message.key not in one.settled]
            if parts or one.settled:
                done[domain] = one
    return done, sorted([*gone, *strays], key=lambda message: message.line)


def _with_moved(
    base: Catalogue, sent: Iterable[Message], had: Collection[tuple[object, ...]]
) -> Catalogue:
    """The base with what stood just so in another document: the text has moved since, or the
    sender's file is of several documents that share it. Nobody changed that.
    """
    messages = {message.key: message for message in base}
    messages |= {message.key: message for message in sent if _said(message) in had}
    return replace(base, messages=tuple(messages.values()))


def _said(message: Message) -> tuple[object, ...]:
    return message.key, message.msgstrs, message.fuzzy


def _documents(held: Mapping[str, Catalogue], sent: Split) -> list[str]:
    """All documents, those that the file has messages of first: they know its strays best."""
    return sorted(held, key=lambda domain: (domain not in sent.parts, domain))


def _fillers(catalogue: Catalogue, sent: Sequence[Message]) -> list[Message]:
    """The messages that fill a gap of a document."""
    gaps = {m.key for m in catalogue.live if m.state is State.UNTRANSLATED} if sent else set()
    return [message for message in sent if message.key in gaps and message.msgstr]


def accept(
    ours: Catalogue,
    base: Catalogue,
    sent: Iterable[Message],
    strays: Sequence[Message],
    rules: Rules,
) -> Accepted:
    """Take messages into one catalogue; those that did not change are the very objects they were.

    base: the version that the sender had, empty where it is not known. sent: messages that the
    catalogue has live, cleaned. strays: messages that no document has; some may be translations
    of an earlier wording here, and go to its heir as fuzzy.
    """
    scene = _Scene(ours, base, rules)
    for message in sent:
        scene.take(scene.live[message.key], scene.base.get(message.key), message)
    settled = frozenset(scene.take_strays(strays))
    messages = tuple(scene.made.get(id(message), message) for message in ours)
    unchanged = all(one is other for one, other in zip(messages, ours, strict=True))
    return Accepted(
        ours if unchanged else replace(ours, messages=messages),
        tuple(change for change in scene.changes if change.kind not in COUNTED),
        Counter(change.kind for change in scene.changes),
        settled,
    )


class _Scene:
    """One catalogue while messages are taken into it. made: the new messages, by the id of the
    one that they replace. heard: the texts of which the sender said something; no translation of
    an earlier wording goes to them.
    """

    def __init__(self, ours: Catalogue, base: Catalogue, rules: Rules) -> None:
        self.rules = rules
        self.live = {message.key: message for message in ours.live}
        self.memory = {message.key: message for message in ours.obsolete}
        self.base = {message.key: message for message in base}
        self.strings = {msgstr for message in base for msgstr in message.msgstrs if msgstr}
        self.wordings = _wordings(ours, base)
        self.changes: list[Change] = []
        self.made: dict[int, Message] = {}
        self.heard: set[Key] = set()

    def take(self, ours: Message, base: Message | None, theirs: Message, wording: str = "") -> None:
        """Weigh one message against ours, and note what became of it."""
        theirs = with_known_wording(theirs, self.wordings)
        remarks = new_remarks(theirs, ours, base)
        candidate = replace(onto(ours, theirs, remarks), line=theirs.line)
        found = _Outcome(Kind.EMPTY, ours)
        if theirs.msgstr:
            self.heard.add(ours.key)
            found = _outcome(_Three(base, ours, candidate), self.strings, self.rules)
        if found.kind is Kind.SAME and remarks:
            found = _Outcome(Kind.NOTED, _noted(ours, remarks))
        if found.message is not ours and found.message != ours:
            self.made[id(ours)] = replace(found.message, line=ours.line)
        self.changes.append(
            Change(
                found.kind,
                ours.key,
                theirs.line,
                sent=theirs.msgstrs,
                former=ours.msgstrs,
                now=found.message.msgstrs,
                findings=found.findings,
                wording=wording,
                remarks=notes.flat(remarks),
                taken=id(ours) in self.made,
            )
        )

    def take_strays(self, strays: Sequence[Message]) -> Iterator[Key]:
        """Give translations of earlier wordings to their heirs; yields those that are settled."""
        fuzzy = {
            (m.previous.msgctxt, m.previous.msgid): m
            for m in self.live.values()
            if m.fuzzy and m.previous and m.key not in self.heard
        }
        formers = []
        for stray in strays:
            known = [x for x in (self.base.get(stray.key), self.memory.get(stray.key)) if x]
            if any(x.msgstrs == stray.msgstrs for x in known):
                self.changes.append(_unchanged(stray))
                yield stray.key
            elif stray.key in fuzzy and not stray.fuzzy:
                self._hand_down(fuzzy[stray.key], stray)
                yield stray.key
            elif known and not stray.fuzzy:
                formers.append(stray)
        yield from self._find_heirs(formers)

    def _find_heirs(self, formers: Sequence[Message]) -> Iterator[Key]:
        if not formers:
            return
        was = {key: m for key, m in self.base.items() if not m.obsolete}
        was |= {key: m for key, m in self.memory.items() if key not in was}
        was |= {m.key: m for m in formers if m.key not in was}
        now = {key: self.made.get(id(m), m) for key, m in self.live.items()}
        sent = {message.key: message for message in formers}
        for new, old in heirs(formers, was, now).items():
            if new not in self.heard:
                self._hand_down(self.live[new], sent[old])
                yield old

    def _hand_down(self, text: Message, former: Message) -> None:
        """Weigh the translation of an earlier wording against what its heir has."""
        bare = replace(text, msgstrs=("",) * len(text.msgstrs), translator_comments=())
        bare = replace(bare, flags=tuple(flag for flag in text.flags if flag != "fuzzy"))
        before = self.base.get(former.key)
        base = heir(bare, before) if before and any(before.msgstrs) else None
        made = replace(heir(bare, former), line=former.line)
        self.take(text, base, made, former.msgid)


@dataclass(frozen=True)
class _Three:
    """A message of the base, of ours and of theirs; the last has all that is no translation from
    ours.
    """

    base: Message | None
    ours: Message
    theirs: Message


class _Outcome(NamedTuple):
    """The kind, the message that ours becomes, and what the check found in theirs."""

    kind: Kind
    message: Message
    findings: tuple[Finding, ...] = ()


def _outcome(three: _Three, strings: set[str], rules: Rules) -> _Outcome:
    """Weigh a translation. strings: all that the base has anywhere, which nobody wrote since."""
    ours, theirs = three.ours, three.theirs
    kind = _kind_of_no_change(three)
    if kind:
        return _Outcome(kind, ours)
    merged = met(three.base, ours, theirs, strings)
    if not merged.conflict and alike(merged.message, ours):
        return _Outcome(Kind.OLDER, ours)
    findings = (*_unfit(ours, theirs, rules.path), *rules.check(theirs))
    if any(finding.level is Level.REFUSE for finding in findings):
        return _Outcome(Kind.REFUSED, ours, findings)
    if not merged.conflict:
        return _Outcome(_kind(ours, merged.message), merged.message, findings)
    chosen = {
        Conflicts.OURS: ours,
        Conflicts.THEIRS: theirs,
        Conflicts.MARK: merged.message,
    }
    return _Outcome(Kind.CONFLICT, chosen[rules.conflicts], findings)


def _kind_of_no_change(three: _Three) -> Kind | None:
    """The kind of a message that plainly leaves ours as it is."""
    if alike(three.ours, three.theirs):
        return Kind.SAME
    if three.base and alike(three.base, three.theirs):
        return Kind.OLDER
    if three.theirs.fuzzy and three.ours.state is State.TRANSLATED:
        return Kind.UNSURE
    return None


def _kind(ours: Message, now: Message) -> Kind:
    """Of a message that ours becomes."""
    if now.fuzzy:
        return Kind.FUZZY
    if not any(ours.msgstrs):
        return Kind.NEW
    return Kind.CONFIRMED if now.msgstrs == ours.msgstrs else Kind.CHANGED


def _noted(ours: Message, remarks: Collection[Item]) -> Message:
    comments = (*notes.remarks(ours), *remarks, *notes.marks(ours))
    return replace(ours, translator_comments=notes.flat(comments))


def _unfit(ours: Message, theirs: Message, path: str) -> Iterator[Finding]:
    """What makes a translation unusable whatever it says."""
    if any(JOINED in msgstr for msgstr in theirs.msgstrs):
        text = "it holds several translations, which msgcat joined"
        fix = "Send one, without the lines of #-#-#-#-#."
        yield Finding(path, theirs.line, "joined", text, Level.REFUSE, fix)
    if len(ours.msgstrs) != len(theirs.msgstrs):
        asked = len(ours.msgstrs)
        text = f"it has {len(theirs.msgstrs)} plural forms, and the catalogue {asked}"
        fix = f"Give it {asked} forms, as Plural-Forms of the catalogue says."
        yield Finding(path, theirs.line, "plural-forms", text, Level.REFUSE, fix)


def _unchanged(stray: Message) -> Change:
    return Change(
        Kind.OLDER, stray.key, stray.line, stray.msgstrs, former=stray.msgstrs, now=stray.msgstrs
    )


def _wordings(*catalogues: Catalogue) -> set[Key]:
    """All texts that the document has or had, as far as we know."""
    found: set[Key] = set()
    for catalogue in catalogues:
        for message in catalogue:
            found.add(message.key)
            if message.previous:
                found.add((message.previous.msgctxt, message.previous.msgid))
    return found
