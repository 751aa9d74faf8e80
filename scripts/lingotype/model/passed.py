"""What of a catalogue may reach a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding


@dataclass(frozen=True)
class Passed:
    """catalogue: only what is to be published, none of it fuzzy. stale: the msgids among them
    whose msgstr translates an earlier wording, each with that; findings: why others are not there.
    """

    catalogue: Catalogue
    findings: list[Finding] = field(default_factory=list)
    stale: Mapping[str, str] = field(default_factory=dict)


Screen = Callable[[Catalogue, bool], Passed]
"""What decides it, a catalogue at a time; the second says whether its text is Markdown."""
