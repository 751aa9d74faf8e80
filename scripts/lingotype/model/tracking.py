"""By what a finding is known again when the lines of its file have moved."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from lingotype.model.finding import Finding


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """A string for each finding, all different, of file, rule, text and msgid but not of lines.

    What is alike in all of these is numbered in its order.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        key = _hash(finding)
        seen[key] += 1
        yield f"{key}:{seen[key]}"


def _hash(finding: Finding) -> str:
    msgid = finding.quote.msgid if finding.quote else ""
    parts = (finding.path, finding.rule, finding.text, msgid)
    data = "\0".join(parts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(data).hexdigest()[:32]
