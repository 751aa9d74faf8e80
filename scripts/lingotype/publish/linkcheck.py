"""Which addresses outside the book do not open, and where each stands in text and translations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lingotype.errors import LingotypeError, Place
from lingotype.model.finding import Finding, Level
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.publish.compiled import Compiled
from lingotype.publish.site import EXTENSION, domain_of
from lingotype.sphinx_run import Job
from lingotype.workspace import layout, store

COLLECT, ASK = "lingotype-addresses", "lingotype-linkcheck"
"""The builders."""

FOUND, ASKED, ANSWERS = "found.json", "asked.json", "answers.json"
"""What they leave in their folder, and what the second one is given there."""

NAME = "linkcheck"

_ANCHOR = re.compile(r"Anchor '(.*)' not found", re.DOTALL)
_OFF_LINE = re.compile(
    r"NameResolutionError|name resolution|Name or service not known|nodename nor servname"
    r"|getaddrinfo failed|Network is unreachable|No route to host|ProxyError"
)
_REASONS = (re.compile(r"\[Errno -?\d+\] ([^'\")]+)"), re.compile(r"Caused by (\w+)"))
_FOR_URL = re.compile(r" for url: .*", re.DOTALL)
_NO_ANSWER = frozenset({"broken", "timeout"})
_UNASKED = frozenset({"ignored", "unchecked"})
_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True)
class Address:
    """One that stands somewhere. document: by whose name conf.py may leave it out; place: in the
    catalogue if it is one of a translation, else in the text; source: in the text.
    """

    uri: str
    document: str
    language: Language
    place: Place
    source: Place

    @property
    def is_translated(self) -> bool:
        """Whether a translator wrote it."""
        return self.place != self.source


@dataclass(frozen=True)
class Answer:
    """What came of asking. status: Sphinx's word: working, redirected, broken, timeout, ignored;
    code: of a redirection, else 0; info: where it leads, or what went wrong.
    """

    uri: str
    status: str
    code: int = 0
    info: str = ""


@dataclass(frozen=True)
class Dead:
    """A link that does not lead where it should, or has moved for good."""

    finding: Finding
    address: Address
    answer: Answer


def collecting(job: Job) -> Job:
    """A build of a language that writes down addresses in the place of pages."""
    return replace(job, builder=COLLECT)


def collected(
    project: Project, language: Language, compiled: Compiled, folder: Path
) -> list[Address]:
    """What a collecting build has left in its folder."""
    found = []
    for one in json.loads((folder / FOUND).read_text("utf-8")):
        source = Place(layout.shown(project, Path(one["path"])), one["line"])
        known = (domain_of(project, one["document"]), one["msgid"])
        place = compiled.places.get(known) if one["msgid"] else None
        found.append(Address(one["uri"], one["document"], language, place or source, source))
    return found


def asking(project: Project, addresses: Iterable[Address]) -> Job:
    """The job that asks each address once; its list is put where it looks for it."""
    folder = layout.scratch(project, "work", NAME)
    asked = {address.uri: address.document for address in addresses}
    data = json.dumps(asked, sort_keys=True).encode()
    store.save(folder / "asking" / ASKED, data, layout.made(project))
    return Job(
        name=NAME,
        builder=ASK,
        source=project.source,
        conf=project.conf,
        out=folder / "asking",
        doctrees=folder / "doctrees",
        overrides={
            "language": project.source_language.locale_name,
            "extensions": list(dict.fromkeys((*project.extensions, EXTENSION))),
            "include_patterns": [f"{project.root_doc}{suffix}" for suffix in project.suffixes],
            "locale_dirs": [],
            "lingotype_screened": True,
        },
    )


def answers(folder: Path) -> list[Answer]:
    """What the asking build has left in its folder."""
    return [Answer(**one) for one in json.loads((folder / ANSWERS).read_text("utf-8"))]


def require_line(told: Sequence[Answer]) -> None:
    """Raise LingotypeError if nothing at all could be asked."""
    asked = [answer for answer in told if answer.status not in _UNASKED]
    if asked and all(x.status in _NO_ANSWER and _OFF_LINE.search(x.info) for x in asked):
        count = "the one address" if len(asked) == 1 else f"none of the {len(asked)} addresses"
        verb = "could not be asked" if len(asked) == 1 else "could be asked"
        what = f"{count} {verb}: {_reason(asked[0].info)}"
        raise LingotypeError(what, fix="Check that this machine is online, and its name server.")


def dead(addresses: Sequence[Address], told: Iterable[Answer], source: Language) -> list[Dead]:
    """What is wrong, by file and line. An address of the text itself is told of there alone."""
    wrong = {answer.uri: answer for answer in told if _text(answer)}
    of_text = {x.uri for x in addresses if x.language == source}
    found: dict[tuple[Place, str], Dead] = {}
    for address in addresses:
        if address.uri in wrong and not (address.is_translated and address.uri in of_text):
            one = _dead(address, wrong[address.uri])
            found.setdefault((address.place, address.uri), one)
    return sorted(found.values(), key=lambda x: (x.finding, x.address.uri))


def _dead(address: Address, answer: Answer) -> Dead:
    rule, text = _text(answer) or ("", "")
    if address.is_translated:
        text = f"{text} (the translation of {address.source})"
    level = Level.STYLE if rule == "link-moved" else Level.WARN
    place = address.place
    return Dead(Finding(place.path, place.line, rule, text, level), address, answer)


def _text(answer: Answer) -> tuple[str, str] | None:
    """The rule and what there is to say; None of what is well, or was not asked."""
    anchor = _ANCHOR.fullmatch(answer.info)
    if answer.status == "timeout":
        return "link-timeout", f"{answer.uri} did not answer in time"
    if answer.status == "redirected" and answer.code in _FOR_GOOD:
        return "link-moved", f"{answer.uri} has moved for good to {answer.info}"
    if answer.status != "broken":
        return None
    if anchor:
        return "link-anchor", f"{answer.uri}: the page has no place called {anchor[1]!r}"
    return "link-broken", f"{answer.uri} does not open: {_reason(answer.info)}"


def _reason(info: str) -> str:
    """What went wrong, without what differs each time."""
    found = next(filter(None, (reason.search(info) for reason in _REASONS)), None)
    reason = found[1] if found else _FOR_URL.sub("", info)
    return " ".join(reason.split()) or "no answer"


def counted(told: Iterable[Answer]) -> Mapping[str, int]:
    """How many addresses there are, by what came of them."""
    amounts: dict[str, int] = {}
    for answer in told:
        amounts[answer.status] = amounts.get(answer.status, 0) + 1
    return dict(sorted(amounts.items()))
