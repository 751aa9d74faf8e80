"""What there was to say of a site when it was built, kept as JSON so that it can be said again."""

from __future__ import annotations

from collections.abc import Iterable

from lingotype.errors import LingotypeError, Place
from lingotype.model.finding import Finding, Level

Said = dict[str, list[list[str]]]
"""findings and errors, each as a list of its parts."""


def noted(findings: Iterable[Finding], errors: Iterable[LingotypeError]) -> Said:
    """As values that JSON has."""
    return {
        "findings": [[x.path, str(x.line), x.rule, x.text, x.level.value, x.fix] for x in findings],
        "errors": [[x.what, *_parts(x.where), x.fix] for x in errors],
    }


def findings(said: Said) -> list[Finding]:
    """The findings as they were; without the messages that they quoted."""
    return [
        Finding(path, int(line), rule, text, Level(level), fix)
        for path, line, rule, text, level, fix in said.get("findings", [])
    ]


def errors(said: Said) -> list[LingotypeError]:
    """The errors as they were."""
    return [
        LingotypeError(what, Place(path, int(line)) if path else None, fix)
        for what, path, line, fix in said.get("errors", [])
    ]


def _parts(where: Place | str | None) -> tuple[str, str]:
    if isinstance(where, Place):
        return where.path, str(where.line)
    return where or "", "0"
