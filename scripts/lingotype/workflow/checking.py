"""Reading catalogues with a reviewer's eyes."""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from lingotype import sphinx_run
from lingotype.check import check as rules_of
from lingotype.check.pair import Setting
from lingotype.check.registry import RULES, Group, Rule
from lingotype.check.termbase import Termbase
from lingotype.errors import BrokenCatalogue, LingotypeError, Place
from lingotype.formats import po
from lingotype.formats.po_parse import no_collection
from lingotype.formats.sarif import RuleText
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding, Level, in_order
from lingotype.model.language import Language
from lingotype.model.message import State
from lingotype.model.project import Project
from lingotype.sphinx_run import Listener
from lingotype.workflow.policies import policy_of
from lingotype.workflow.projects import choose, quiet
from lingotype.workspace import foreign, layout, published, settings, terms
from lingotype.workspace.foreign import Sent

LARGE = 1_500_000
"""Bytes of catalogues from which on processes of their own are worth their start."""

BROKEN = "broken-catalogue"
LEFT_OUT = "not-read"

FILE_RULES = (
    RuleText(
        BROKEN,
        Level.REFUSE,
        "Files",
        "A catalogue that cannot be read as one.",
        "A catalogue that cannot be read as one: msgfmt refuses it too, or its charset could hide "
        "text. Nothing in it is checked, and nothing of it is published.",
    ),
    RuleText(
        rules_of.UNKNOWN,
        Level.WARN,
        "Files",
        "A comment that allows a rule which there is not.",
        "A comment that allows a rule which there is not: its name is misspelt.",
    ),
    RuleText(
        LEFT_OUT,
        Level.REFUSE,
        "Files",
        "A file that was left unread.",
        "A file that was left unread: it is too large, or no regular file.",
    ),
    RuleText(
        published.LINK,
        Level.WARN,
        "Files",
        "A catalogue that is a link.",
        "A catalogue that is a link, or that a link leads to: neither this command nor a build "
        "reads it.",
    ),
    RuleText(
        published.NOT_A_DOCUMENT,
        Level.WARN,
        "Files",
        "A catalogue named as Sphinx's own.",
        "A catalogue named sphinx.po: it would change the words that Sphinx itself writes, so no "
        "build reads it.",
    ),
)
"""What is said of whole files; none of it can be switched off."""

_SPHINX = RuleText("sphinx", Level.WARN, "Files", "A warning of Sphinx.", "A warning of Sphinx.")
_KNOWN_LENGTH = 100


@dataclass(frozen=True)
class Checked:
    """Findings of all levels, sorted; what could not be checked at all. messages: how many
    translations were looked at; allowed: how many findings comments switched off.
    """

    messages: int = 0
    findings: list[Finding] = field(default_factory=list)
    errors: list[LingotypeError] = field(default_factory=list)
    allowed: int = 0

    def count(self, level: Level) -> int:
        """How many findings have this level."""
        return sum(finding.level is level for finding in self.findings)

    def listed(self, *, style: bool) -> list[Finding]:
        """The findings that a person is to see: those of style only on demand."""
        return [x for x in self.findings if style or x.level is not Level.STYLE]


def around(start: Path) -> Project | None:
    """The project that a folder is part of, if it is part of one; conf.py is run."""
    try:
        settings.find(start)
    except LingotypeError:
        return None
    return settings.load(start)


# --- what a catalogue is checked by --------------------------------------------------------


def setting_of(project: Project | None, language: Language | None) -> Setting:
    """What the catalogues of a language are checked by. Raises LingotypeError for a bad conf.py
    or a damaged list of terms.
    """
    source = project.source_language if project else Language.parse("en")
    policy = policy_of(project)
    if project is None or language is None:
        return Setting(language, source, policy)
    listed = Termbase(terms.read(project, language), source.tag.partition("-")[0])
    known = frozenset(_short_msgstrs(project, language))
    return Setting(language, source, policy, listed, known)


def described() -> list[RuleText]:
    """All rules in the order of their groups, then what is said of whole files."""
    order = list(Group)
    rules = sorted(RULES.values(), key=lambda rule: order.index(rule.group))
    return [*map(_described, rules), *FILE_RULES, _SPHINX]


def _described(rule: Rule) -> RuleText:
    text = rule.description
    paragraph = " ".join(text.partition("\n\n")[0].split())
    end = paragraph.find(". ")
    summary = paragraph if end < 0 else paragraph[: end + 1]
    return RuleText(rule.name, rule.level, rule.group.value, summary, text)


def _short_msgstrs(project: Project, language: Language) -> Iterator[str]:
    """By which a translated term is known to exist, in lower case."""
    for sent in _catalogues(project, language):
        try:
            catalogue = po.read(foreign.read(sent), sent.shown)
        except LingotypeError:
            continue  # it is named where it is checked itself
        for message in catalogue.messages:
            if message.state is State.TRANSLATED:
                yield from (x.lower() for x in message.msgstrs if 0 < len(x) < _KNOWN_LENGTH)


# --- what is checked -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Job:
    """A catalogue to look at. language: where the file itself need not be asked."""

    sent: Sent
    language: Language | None = None


def check(project: Project, names: Sequence[str] = (), listen: Listener = quiet) -> Checked:
    """Read the catalogues of every language with all rules.

    Raises UnknownLanguage, and BadConfiguration for a rule that there is not.
    """
    languages = choose(project, names, (project.source_language, *_languages(project)))
    jobs = [
        _Job(sent, language)
        for language in languages
        if language != project.source_language
        for sent in _catalogues(project, language)
    ]
    return _checked(_Run(project), jobs, listen)


def check_paths(
    paths: Iterable[Path],
    project: Project | None,
    names: Sequence[str] = (),
    listen: Listener = quiet,
) -> Checked:
    """Read catalogues from wherever they stand. project: whose settings hold for them.

    names: a file that is named itself is of this language, and of a folder only the files of
    these languages count. Raises LingotypeError for a path that leads to no catalogue, and for a
    file that is to be of several languages.
    """
    languages = [Language.parse(name) for name in names]
    found = foreign.find(paths)
    for sent in found:
        if sent.named and len(languages) > 1:
            raise LingotypeError("a file has one language", sent.shown, "Name one with -l.")
    jobs = [job for sent in found if (job := _job(sent, languages))]
    return _checked(_Run(project), jobs, listen)


def _languages(project: Project) -> list[Language]:
    """Those that conf.py lists, or else all that stand on the disk."""
    listed = project.languages or layout.languages_on_disk(project)
    return [language for language in listed if language != project.source_language]


def _catalogues(project: Project, language: Language) -> Iterator[Sent]:
    """All of a language, of every locale folder."""
    for locale in project.locale_dirs:
        home = layout.home_of(project, locale)
        for sent in foreign.within(layout.catalogues(project, language, locale), home):
            yield replace(sent, shown=foreign.printable(Path(layout.shown(project, sent.path))))


def _job(sent: Sent, languages: Sequence[Language]) -> _Job | None:
    only = languages[0] if len(languages) == 1 else None
    placed = foreign.language_of_folder(sent.path)
    if placed is None or (only and sent.named):
        return _Job(sent, only)
    return _Job(sent, placed) if not languages or placed in languages else None


# --- how -----------------------------------------------------------------------------------


class _Run:
    """One check: what all catalogues share."""

    def __init__(self, project: Project | None) -> None:
        self.project = project
        policy_of(project)  # a mistake in conf.py is to be said before anything is begun
        self.setting = lru_cache(maxsize=None)(lambda language: setting_of(project, language))

    def one(self, job: _Job) -> Checked:
        """Look at a catalogue; one that cannot be read is a finding."""
        try:
            with no_collection():
                catalogue = po.read(foreign.read(job.sent), job.sent.shown)
        except LingotypeError as error:
            return Checked(findings=[of_file(error, job.sent.shown)])
        language = job.language or _said(catalogue) or foreign.language_of_name(job.sent.path)
        found = rules_of.check(catalogue, self.setting(language))
        named = [_misnamed(job.sent)] if foreign.is_of_sphinx(job.sent.path) else []
        return Checked(found.messages, [*named, *found.findings], allowed=found.allowed)


def of_file(error: LingotypeError, shown: str) -> Finding:
    """Why a file was not looked at."""
    level, rule = Level.REFUSE, LEFT_OUT
    if isinstance(error, foreign.Link):
        level, rule = Level.WARN, published.LINK
    elif isinstance(error, BrokenCatalogue) or isinstance(error.where, Place):
        rule = BROKEN
    line = error.where.line if isinstance(error.where, Place) else 0
    return Finding(shown, line, rule, error.what, level, error.fix)


def _misnamed(sent: Sent) -> Finding:
    text = "the catalogue is not read by a build: its name is that of Sphinx's own words"
    return Finding(sent.shown, 0, published.NOT_A_DOCUMENT, text, fix="Name it after its document.")


def _said(catalogue: Catalogue) -> Language | None:
    """The language that the header names. It goes before the name of the file, since documents
    of a text on programs are called os.po (Ossetian) and ast.po (Asturian).
    """
    return foreign.known(catalogue.headers.get("Language", ""))


def _checked(run: _Run, jobs: Sequence[_Job], listen: Listener) -> Checked:
    several = len(jobs) > 1 and sum(foreign.size(job.sent) for job in jobs) >= LARGE
    parts = _in_processes(run, jobs) if several else map(run.one, jobs)
    done = list(_heard(jobs, parts, listen))
    findings = [finding for part in done for finding in part.findings]
    return Checked(
        sum(part.messages for part in done),
        in_order(findings),
        allowed=sum(part.allowed for part in done),
    )


def _heard(jobs: Sequence[_Job], parts: Iterable[Checked], listen: Listener) -> Iterator[Checked]:
    """The parts as they come, each told to whoever listens."""
    names = [job.language.tag if job.language else "files" for job in jobs]
    total, done = Counter(names), Counter[str]()
    for name, part in zip(names, parts, strict=True):
        done[name] += 1
        listen(name, "checking", done[name], total[name])
        yield part


def _in_processes(run: _Run, jobs: Sequence[_Job]) -> Iterator[Checked]:
    """A process a core, the largest catalogues first, the results in the order of the jobs; what
    a worker that died was at is done here.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    workers = min(len(jobs), sphinx_run.workers())
    pool = ProcessPoolExecutor(workers, context, _begin, (run.project,))
    try:
        order = sorted(range(len(jobs)), key=lambda i: -foreign.size(jobs[i].sent))
        waiting = {i: pool.submit(_work, jobs[i]) for i in order}
        yield from _awaited(run, jobs, waiting)
    finally:  # also at Ctrl-C: what was begun is ended, and nothing more is begun
        pool.shutdown(cancel_futures=True)


def _awaited(
    run: _Run, jobs: Sequence[_Job], waiting: Mapping[int, Future[Checked]]
) -> Iterator[Checked]:
    for i, job in enumerate(jobs):
        try:
            yield waiting[i].result()
        except BrokenProcessPool:
            yield run.one(job)


_runs: list[_Run] = []
"""In a worker: what it works by."""


def _begin(project: Project | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    _runs.append(_Run(project))


def _work(job: _Job) -> Checked:
    return _runs[0].one(job)
