"""A term of a project's text, with the translations that the project accepts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it stands in the text, and its translations, the preferred one first.

    A capital in the term is meant: “Solidarity” the trade union is not “solidarity”.
    """

    term: str
    translations: tuple[str, ...]
