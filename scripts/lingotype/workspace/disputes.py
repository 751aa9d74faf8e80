"""Conflicts that were left open when a contribution was taken in, so that they stay conflicts.

A translator who sends a file again has by then most of its messages in common with ours, having
sent them; that they had our version of the others before their eyes does not follow. What is kept
stands in `build/` and is no more than a help: without it such a message is shown as changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.workspace import layout, store

FORMAT = 1
Open = dict[str, dict[str, str]]
"""By domain and text, what our translation was; texts and translations by their hashes."""


def read(project: Project, language: Language) -> Open:
    """The conflicts left open in a language; none where that is not known."""
    try:
        record = json.loads(store.read(_path(project, language), layout.made(project)))
        if record["format"] != FORMAT:
            return {}
        return {str(domain): dict(found) for domain, found in record["open"].items()}
    except (LingotypeError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save(project: Project, language: Language, known: Open) -> None:
    """Note them; where that cannot be done, nothing is lost."""
    record = {"format": FORMAT, "open": {x: found for x, found in known.items() if found}}
    data = json.dumps(record, sort_keys=True).encode()
    try:
        store.save(_path(project, language), data, layout.made(project))
    except LingotypeError:
        return


def is_open(known: Open, domain: str, message: Message) -> bool:
    """Whether a text was left in conflict with the translation that it still has."""
    return known.get(domain, {}).get(_text(message.key)) == _translation(message.msgstrs)


def noted(
    known: Open, domain: str, left: Iterable[tuple[tuple[str | None, str], tuple[str, ...]]]
) -> Open:
    """The same with more conflicts of a domain: the text of each, and our translation."""
    more = {_text(key): _translation(ours) for key, ours in left}
    return {**known, domain: {**known.get(domain, {}), **more}}


def _text(key: tuple[str | None, str]) -> str:
    return hashlib.sha256("\x04".join((key[0] or "", key[1])).encode()).hexdigest()


def _translation(msgstrs: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(msgstrs).encode()).hexdigest()


def _path(project: Project, language: Language) -> Path:
    return layout.scratch(project, "accept", f"{language.locale_name}.json")
