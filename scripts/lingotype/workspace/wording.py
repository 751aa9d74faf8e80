"""locale/wording.jsonl: the log of what editors declared to be a change of wording only.

A line a decision, as JSON: ``{"former": "…", "now": "…"}``, with "msgctxt" where the message has
one. It stands in the repository, so git knows who declared what and when.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from lingotype.errors import LingotypeError, Place
from lingotype.model.project import Project
from lingotype.model.wording import Decision
from lingotype.workspace import layout, store


def read(project: Project) -> list[Decision]:
    """The decisions of the log in their order; none where there is no log.

    Raises LingotypeError, naming the line, where it is damaged.
    """
    path = layout.wording(project)
    if not path.is_file():
        return []
    home = layout.home_of(project, project.locale)
    return _parsed(store.read(path, home), layout.shown(project, path))


def read_file(path: Path) -> list[Decision]:
    """The decisions that any file of the kind lists. Raises as `read` does."""
    return _parsed(store.read(path.absolute(), path.absolute().parent), str(path))


def _parsed(data: bytes, shown: str) -> list[Decision]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = Place(shown, data.count(b"\n", 0, error.start) + 1)
        raise LingotypeError("this is not UTF-8", where, "Take the file from git.") from error
    lines = enumerate(text.split("\n"), start=1)
    found = [parsed(line, Place(shown, number)) for number, line in lines if line.strip()]
    return list(dict.fromkeys(found))


def parsed(line: str, where: Place) -> Decision:
    """One decision. Raises LingotypeError."""
    try:
        value = json.loads(line)
        former, now, msgctxt = value["former"], value["now"], value.get("msgctxt")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        former = now = msgctxt = None
    if not (isinstance(former, str) and isinstance(now, str) and former and now) or not (
        msgctxt is None or isinstance(msgctxt, str)
    ):
        fix = 'A line is {"former": "…", "now": "…"}; delete it, or take the file from git.'
        raise LingotypeError("this is no decision about a wording", where, fix)
    return Decision(former, now, msgctxt)


def save(project: Project, decisions: Sequence[Decision]) -> bool:
    """Write the log whole; returns whether it changed. Raises LingotypeError.

    Where nothing is declared there is no log.
    """
    path, home = layout.wording(project), layout.home_of(project, project.locale)
    store.sweep_beside(path)
    if decisions:
        data = "".join(f"{_line(decision)}\n" for decision in decisions).encode()
        return store.save(path, data, home)
    standing = path.exists()
    if standing:
        store.remove(path, home)
    return standing


def _line(decision: Decision) -> str:
    value = {"former": decision.former, "now": decision.now}
    if decision.msgctxt is not None:
        value["msgctxt"] = decision.msgctxt
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
