"""What a translator sent, compared with the catalogues, checked, and taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path, PurePath

from lingotype.check.check import check
from lingotype.check.pair import Setting
from lingotype.errors import BrokenCatalogue, LingotypeError
from lingotype.formats import po
from lingotype.formats.po_parse import no_collection
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding, Level
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.update import accept_base, accept_credit, accept_language
from lingotype.update.accept import Accepted, Change, Conflicts, Kind, Rules, accept_all
from lingotype.update.accept_clean import cleaned
from lingotype.update.accept_credit import Credit
from lingotype.update.accept_header import signed
from lingotype.update.accept_split import Split, split
from lingotype.workflow.checking import setting_of
from lingotype.workspace import catalogues, disputes, incoming, layout, lock, store, versions
from lingotype.workspace import credits as credit_files

OLD_BYTES = 60_000_000
"""Of the former versions of one catalogue, so many are read at most."""

_FIELDS = ("Language", "Last-Translator", "PO-Revision-Date", accept_credit.FIELD)


@dataclass(frozen=True)
class Wish:
    """How contributions are to be taken in. language: a name of it, "" to go by each file;
    credit: whom to name, "" for nobody, None to go by each file; dry_run: only say what would
    change.
    """

    language: str = ""
    credit: str | None = None
    conflicts: Conflicts = Conflicts.OURS
    dry_run: bool = False


@dataclass(frozen=True)
class FileAccepted:
    """What became of one file. documents: by the path of the catalogue; bases: the commit that
    each was compared with, where there is one; gone: translations of texts that no document has;
    written: the files that changed; error: what stopped it, before the first was written or
    after those in `written`.
    """

    name: str
    language: Language | None = None
    documents: Mapping[str, Accepted] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    gone: Sequence[Message] = ()
    credit: Credit = field(default_factory=Credit)
    written: Sequence[str] = ()
    error: LingotypeError | None = None


def accept(project: Project, files: Sequence[Path], wish: Wish) -> list[FileAccepted]:
    """Take in each file that was sent; one that cannot be read stops no other one.

    Raises LingotypeError for what concerns them all.
    """
    among = _languages(project)
    with lock.held(project, "lingotype accept"), no_collection():
        desk = _Desk(project, wish, among)
        return [desk.file(path) for path in files]


def _languages(project: Project) -> list[Language]:
    """Those that conf.py lists, or else all, as far as they have catalogues."""
    begun = [x for x in layout.languages_on_disk(project) if x != project.source_language]
    listed = [x for x in project.languages if x in begun] if project.languages else begun
    # The very names that the folders bear decide where catalogues stand.
    return [next(x for x in begun if x == language) for language in listed]


class _Shelf:
    """All catalogues of a language: as they were read or last written, and as they are to be."""

    def __init__(self, project: Project, language: Language, *, dry_run: bool) -> None:
        self.project = project
        self.language = language
        if not dry_run:
            store.sweep(layout.catalogues(project, language))
        self.held = catalogues.of_language(project, language)
        self.credits = credit_files.read(project, language)
        self.disputes = disputes.read(project, language)
        self._versions: dict[str, list[tuple[versions.Version, Catalogue]]] = {}

    def base(self, domain: str, sent: Sequence[Message]) -> tuple[str, Catalogue]:
        """The version that somebody who sends this had, with its commit; empty if none is known."""
        if domain not in self._versions:
            self._versions[domain] = list(self._former(domain))
        known = self._versions[domain]
        named = (((version.commit, old), old) for version, old in known)
        ever = {message.key for _, old in known for message in old}
        telling = [message for message in sent if message.key in ever]
        return accept_base.nearest(named, telling) or ("", Catalogue())

    def _former(self, domain: str) -> Iterator[tuple[versions.Version, Catalogue]]:
        path = layout.catalogue(self.project, self.language, domain)
        left = OLD_BYTES
        for version, data in versions.contents(path):
            left -= len(data)
            if left < 0:
                return
            try:
                yield version, _slim(po.read(data))
            except BrokenCatalogue:
                continue

    def undisputed(self, domain: str, base: Catalogue) -> Catalogue:
        """A base without the texts that were left in conflict: of those nobody knows what the
        sender had before their eyes.
        """
        live = self.held[domain].live
        left = {x.key for x in live if disputes.is_open(self.disputes, domain, x)}
        kept = tuple(message for message in base if message.key not in left)
        return replace(base, messages=kept) if left else base

    def leave_open(self, domain: str, changes: Sequence[Change]) -> None:
        """Note the conflicts of a document that were left as they are."""
        left = [(x.key, x.now) for x in changes if x.kind is Kind.CONFLICT and not x.replaced]
        if left:
            self.disputes = disputes.noted(self.disputes, domain, left)
            disputes.save(self.project, self.language, self.disputes)

    @cached_property
    def setting(self) -> Setting:
        """What translations of the language are checked by."""
        return setting_of(self.project, self.language)

    def bare(self, domain: str) -> Catalogue:
        """A catalogue of no messages, to write some as this document would."""
        held = self.held[domain]
        return replace(held, messages=(), sheet=replace(held.sheet, whole="", header_at=0))


def _slim(catalogue: Catalogue) -> Catalogue:
    """Without the text it was read from, of which two hundred versions would be much."""
    return Catalogue(None, tuple(map(replace, catalogue.messages)))


@dataclass(frozen=True)
class _Sent:
    """A file that was read. name: as the user gave it."""

    name: str
    path: Path
    fields: Mapping[str, str]
    messages: tuple[Message, ...]
    credit: Credit


class _Desk:
    """Where files are taken in one after the other; what one brings, the next one finds."""

    def __init__(self, project: Project, wish: Wish, among: Sequence[Language]) -> None:
        self.project = project
        self.wish = wish
        self.among = among
        self.shelves: dict[Language, _Shelf] = {}

    @cached_property
    def now(self) -> datetime:
        """Asked once, so that all files have one date."""
        return datetime.now(UTC)

    def file(self, path: Path) -> FileAccepted:
        """Take one file in. All of it is computed before anything is written."""
        done = FileAccepted(incoming.name_of(path))
        written: list[str] = []
        try:
            sent = self._read(path)
            language = self._language(sent)
            done = replace(done, language=language, credit=sent.credit)
            shelf = self._shelf(language)
            done = self._compared(done, shelf, sent)
            new = self._signed(shelf, sent, done)
            if not self.wish.dry_run:
                self._save(shelf, new, written)
                if new:
                    self._thank(shelf, sent.credit, written)
                for domain in shelf.held:
                    one = done.documents.get(self._shown(shelf, domain))
                    shelf.leave_open(domain, one.changes if one else ())
            shelf.held |= new
        except LingotypeError as error:
            done = replace(done, error=error)
        return replace(done, written=[name for name in written if name])

    def _read(self, path: Path) -> _Sent:
        name = incoming.name_of(path)
        if path.suffix == ".mo":
            fix = "Ask for its source, the .po file; msgunfmt makes one of it."
            raise LingotypeError("this is a compiled catalogue", name, fix)
        catalogue = po.read(incoming.read(path), name)
        fields = _first_fields(catalogue)
        return _Sent(
            name,
            path,
            fields,
            tuple(map(cleaned, catalogue.messages)),
            accept_credit.credit(fields, self.wish.credit),
        )

    def _language(self, sent: _Sent) -> Language:
        told = sent.fields.get("Language", "")
        return accept_language.language_of(
            self.wish.language, told, PurePath(sent.path.absolute()), self.among
        )

    def _shelf(self, language: Language) -> _Shelf:
        if language not in self.shelves:
            self.shelves[language] = _Shelf(self.project, language, dry_run=self.wish.dry_run)
        return self.shelves[language]

    def _compared(self, done: FileAccepted, shelf: _Shelf, sent: _Sent) -> FileAccepted:
        stem = accept_language.stem(sent.path, shelf.language)
        parts = split(shelf.held, sent.messages, sent.path.absolute().as_posix(), stem)
        bases = {x: shelf.base(x, _versed(parts, x)) for x in {*parts.parts, *parts.likely}}
        accepted, gone = accept_all(
            shelf.held,
            parts,
            {domain: shelf.undisputed(domain, base) for domain, (_, base) in bases.items()},
            lambda domain: self._rules(shelf, domain, sent.name),
        )
        names = {x: self._shown(shelf, x) for x in accepted}
        return replace(
            done,
            documents={names[x]: one for x, one in accepted.items()},
            bases={names[x]: bases[x][0] for x in accepted if x in bases and bases[x][0]},
            gone=gone,
        )

    def _shown(self, shelf: _Shelf, domain: str) -> str:
        return layout.shown(self.project, layout.catalogue(self.project, shelf.language, domain))

    def _rules(self, shelf: _Shelf, domain: str, name: str) -> Rules:
        return Rules(_checker(shelf, domain, name), name, self.wish.conflicts)

    def _signed(self, shelf: _Shelf, sent: _Sent, done: FileAccepted) -> dict[str, Catalogue]:
        """The catalogues that change, by domain."""
        now = self.now + timedelta(days=1)  # a clock in another time zone may be ahead
        found = {}
        for domain, catalogue in shelf.held.items():
            one = done.documents.get(self._shown(shelf, domain))
            if one and one.taken:
                header = catalogue.header
                new = header and signed(header, sent.fields, sent.credit.name, now)
                found[domain] = replace(one.catalogue, header=new)
        return found

    def _save(self, shelf: _Shelf, new: Mapping[str, Catalogue], written: list[str]) -> None:
        """Write catalogues; what was written is noted file by file, since the next may fail."""
        for domain, catalogue in new.items():
            # What we write can be read, or nothing is written.
            po.read(po.write(catalogue), self._shown(shelf, domain))
        for domain, catalogue in new.items():
            old = shelf.held[domain]
            written.append(catalogues.save(self.project, shelf.language, domain, catalogue, old))
            shelf.held[domain] = catalogue

    def _thank(self, shelf: _Shelf, credit: Credit, written: list[str]) -> None:
        if credit.name:
            text = credit_files.thanked(shelf.credits, credit.name, f"{self.now:%Y-%m}")
            written.append(credit_files.save(self.project, shelf.language, text, shelf.credits))
            shelf.credits = text


def _first_fields(catalogue: Catalogue) -> dict[str, str]:
    """The fields of a header that count; of a joined one, as of many files, the first of each."""
    lines = (catalogue.header.msgstr if catalogue.header else "").split("\n")
    found: dict[str, str] = {}
    for name, colon, value in (line.partition(":") for line in lines):
        if colon and name.strip() in _FIELDS and value.strip():
            found.setdefault(name.strip(), value.strip())
    return found


def _versed(parts: Split, domain: str) -> list[Message]:
    """The messages by which the version of a document is known that a sender had."""
    return [*parts.parts.get(domain, ()), *parts.strays]


def _checker(shelf: _Shelf, domain: str, name: str) -> Callable[[Message], list[Finding]]:
    """The check of one message as it would stand in a document; `name`: of the file sent.

    Of what translators' comments allow only that counts which stands in our catalogue already.
    """
    bare = shelf.bare(domain)

    def found(message: Message) -> list[Finding]:
        alone = Catalogue(None, (message,), name)
        return [*_unwritable(bare, message, name), *check(alone, shelf.setting).findings]

    return found


def _unwritable(bare: Catalogue, message: Message, name: str) -> Iterator[Finding]:
    """What no catalogue can hold, as a NUL, or not this one by its charset."""
    try:
        po.write(replace(bare, messages=(replace(message),)))
    except BrokenCatalogue as error:
        yield Finding(name, message.line, "unwritable", error.what, Level.REFUSE, error.fix)
