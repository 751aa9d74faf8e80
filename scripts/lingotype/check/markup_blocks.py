"""The blocks of a text, as docutils divides it; no directive and no role is ever run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from docutils import nodes, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, states
from docutils.utils import Reporter

LONG, DEEP = ("too long",), ("too deep",)
"""The outline of what is not read, since docutils would take too long or never end."""

_LONGEST = 8_000
_MOST_ADDRESSES = 200
_RUN = re.compile(r"[^\w\s]{200}|[!-~]{1000}")
_ADDRESS = re.compile(r"[:@]\S")


def unreadable(text: str) -> bool:
    """Whether docutils would take more than a second for a text: its time grows with the square
    of a text's length, and it calls itself for each address.
    """
    if len(text) <= _MOST_ADDRESSES:
        return False
    return (
        len(text) > _LONGEST
        or bool(_RUN.search(text))
        or sum(1 for _ in _ADDRESS.finditer(text)) > _MOST_ADDRESSES
    )


LONGEST_BLOCKS = 5_000
"""The same for a text that is not plainly one paragraph."""

_DEEPEST = 20
"""Levels of lists and quotations: docutils calls itself for each."""

_NAMES = [name for name in states.Body.initial_transitions if name != "text"]
_BEGINNINGS = [re.compile(states.Body.patterns[name]) for name in _NAMES]
_FIRST = re.compile(r"[\s!-/:-@\[-`{-~\u2022\u2023\u2043]|[0-9A-Za-z]{1,40}[.)]")
"""What a text that begins a block begins with; a quick answer for nearly all others."""

_MARKER = r"(?:[-+*\u2022\u2023\u2043|:>]|\.\.|\(?[0-9A-Za-z#]{1,8}[.)])(?:[ \t]+|$)"
_MARKERS = re.compile(rf"[ \t]*((?:{_MARKER})*)")
_ONE_MARKER = re.compile(_MARKER)


def begins_block(text: str) -> bool:
    """Whether a text may begin something else than a paragraph (docutils' own patterns)."""
    if not _FIRST.match(text):
        return False
    text = text.expandtabs().rstrip()  # as docutils reads its lines
    return text[:1].isspace() or any(pattern.match(text) for pattern in _BEGINNINGS)


def outline(text: str) -> tuple[str, ...]:
    """The kinds of a text's blocks in docutils' names, then ``directive NAME`` for each directive.

    One "too deep" where reading it would take too long.
    """
    if len(text) > LONGEST_BLOCKS or _depth(text) > _DEEPEST:
        return DEEP
    settings, parser = _parser()
    document = utils.new_document("", settings)
    document.reporter = Reporter("", report_level=5, halt_level=6, stream="")
    try:
        with _recorded() as names:
            parser.parse(text, document)
    except RecursionError:
        return DEEP
    blocks = [node for node in document.children if isinstance(node, nodes.Element)]
    kinds = [node.tagname for node in blocks if not isinstance(node, nodes.system_message)]
    return (*kinds, *(f"directive {name}" for name in names))


def _depth(text: str) -> int:
    """Levels that the lines of a text can open at most."""
    lines = text.expandtabs().splitlines()
    indents = {len(line) - len(line.lstrip()) for line in lines}
    markers = max((len(_ONE_MARKER.findall(_markers(line))) for line in lines), default=0)
    return len(indents) + markers


def _markers(line: str) -> str:
    found = _MARKERS.match(line)
    return found[1] if found else ""


class _Mute(states.Inliner):
    """Inline markup is another matter here."""

    def init_customizations(self, settings: Any) -> None:
        pass

    def adjust_uri(self, uri: str) -> str:
        return uri

    def parse(self, text: str, *_: Any) -> Any:
        return [nodes.Text(text)], []


@lru_cache(maxsize=1)
def _parser() -> tuple[Any, Parser]:
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = settings.raw_enabled = False
    return settings, Parser(inliner=_Mute())


@contextmanager
def _recorded() -> Iterator[list[str]]:
    """Have docutils take every directive for one that notes its name and does nothing.

    Its table of directives is global, and is put back.
    """
    names: list[str] = []

    class Recorded(Directive):
        optional_arguments = 1
        final_argument_whitespace = True
        has_content = True
        option_spec = None

        def run(self) -> list[nodes.Node]:
            names.append(self.name)
            return [nodes.comment()]

    before = directives.directive
    directives.directive = lambda *_: (Recorded, [])
    try:
        yield names
    finally:
        directives.directive = before
