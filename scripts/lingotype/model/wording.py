"""What an editor declared of two wordings of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """`now` says what `former` said, only in other words, so its translations stay current."""

    former: str
    now: str
    msgctxt: str | None = None
