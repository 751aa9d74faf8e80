"""Findings as forges show them beside the lines of a change: GitHub and GitLab."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from lingotype.model.excerpt import bracketed, excerpts, visible
from lingotype.model.finding import Finding, Level
from lingotype.model.tracking import fingerprints

_COMMANDS = {Level.REFUSE: "error", Level.WARN: "warning", Level.STYLE: "notice"}
_SEVERITIES = {Level.REFUSE: "critical", Level.WARN: "minor", Level.STYLE: "info"}
_ROOM = 200

# GitHub's own escapes; per cent first, since the others are made of it.
_IN_MESSAGES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES = (*_IN_MESSAGES, (":", "%3A"), (",", "%2C"))


def github(findings: Sequence[Finding]) -> str:
    """Workflow commands, a line each: GitHub Actions shows them on the lines of the change."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def gitlab(findings: Sequence[Finding]) -> str:
    """A Code Quality report, JSON: GitLab shows it in a merge request."""
    pairs = zip(findings, fingerprints(findings), strict=True)
    report = [_issue(finding, fingerprint) for finding, fingerprint in pairs]
    return json.dumps(report, indent=2, sort_keys=True) + "\n"


def _command(finding: Finding) -> str:
    places = {
        "file": visible(finding.path),
        "line": str(finding.line) if finding.line else "",
        "title": f"{finding.level}: {finding.rule}",
    }
    given = ",".join(
        f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in places.items() if value
    )
    return f"::{_COMMANDS[finding.level]} {given}::{_escaped(_told(finding), _IN_MESSAGES)}"


def _escaped(text: str, escapes: Sequence[tuple[str, str]]) -> str:
    for char, escape in escapes:
        text = text.replace(char, escape)
    return text


def _told(finding: Finding) -> str:
    """Several lines: the finding, its message with the place marked, and what to do."""
    lines = [visible(finding.text), *_quoted(finding), visible(finding.fix)]
    return "\n".join(line for line in lines if line)


def _quoted(finding: Finding) -> Iterator[str]:
    if finding.quote:
        msgid, msgstr = excerpts(finding.quote, _ROOM)
        yield f'msgid  "{bracketed(msgid)}"'
        yield f'msgstr "{bracketed(msgstr)}"'


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    fix = f" {visible(finding.fix)}" if finding.fix else ""
    return {
        "description": f"{visible(finding.text)}.{fix}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": finding.path, "lines": {"begin": max(1, finding.line)}},
    }
