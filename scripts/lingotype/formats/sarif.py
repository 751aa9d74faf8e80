"""Findings as SARIF 2.1.0 (OASIS), which code scanning services read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from lingotype.model.excerpt import bracketed, excerpts, visible
from lingotype.model.finding import Finding, Level
from lingotype.model.tracking import fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.REFUSE: "error", Level.WARN: "warning", Level.STYLE: "note"}
_ROOM = 200


@dataclass(frozen=True)
class RuleText:
    """A rule as a report explains it. summary: one sentence; help: all there is to say."""

    name: str
    level: Level
    group: str
    summary: str
    help: str


def write(findings: Sequence[Finding], rules: Iterable[RuleText], version: str) -> str:
    """One run of Lingotype; the same findings give the same text.

    rules: those that findings may be of; one that is missing is given by its name alone.
    """
    known = {rule.name: rule for rule in rules}
    names = [*known, *sorted({finding.rule for finding in findings} - known.keys())]
    places = {name: index for index, name in enumerate(names)}
    driver = {
        "name": "Lingotype",
        "version": version,
        "rules": [_rule(name, known.get(name)) for name in names],
    }
    results = [
        _result(finding, places, fingerprint)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, sort_keys=True) + "\n"


def _rule(name: str, rule: RuleText | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.group]},
    }


def _result(finding: Finding, places: Mapping[str, int], fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.level],
        "message": {"text": _told(finding)},
        "locations": [{"physicalLocation": _place(finding)}],
        # GitHub tracks by the first name alone; the other is for whoever keeps to the standard.
        "partialFingerprints": {
            "primaryLocationLineHash": fingerprint,
            "lingotypeMessage/v1": fingerprint,
        },
    }


def _told(finding: Finding) -> str:
    """The finding, its message with the place marked, and what to do."""
    lines = [f"{visible(finding.text)}."]
    if finding.quote:
        msgid, msgstr = (bracketed(bits) for bits in excerpts(finding.quote, _ROOM))
        lines += [f'msgid  "{msgid}"', f'msgstr "{msgstr}"']
    lines.append(visible(finding.fix))
    return _literal("\n".join(line for line in lines if line))


def _literal(text: str) -> str:
    """A text that no reader takes for placeholders (3.11.5) or for a link (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text) if "](" in text else text


def _place(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return place


def _artifact(path: str) -> dict[str, str]:
    """A path below the folder that the run began in is relative to it, any other absolute."""
    if PurePath(path).is_absolute():
        return {"uri": f"file://{'' if path.startswith('/') else '/'}{quote(path, safe='/:')}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
