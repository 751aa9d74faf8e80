"""The rules, a small function each; importing this room registers them all."""

from lingotype.check.registry import RULES
from lingotype.check.rules import (
    addresses,
    characters,
    links,
    markup,
    publishing,
    roles,
    security,
    terms,
    text,
    text_completeness,
    text_language,
    text_marks,
    text_numbers,
    text_spaces,
)

__all__ = [
    "RULES",
    "addresses",
    "characters",
    "links",
    "markup",
    "publishing",
    "roles",
    "security",
    "terms",
    "text",
    "text_completeness",
    "text_language",
    "text_marks",
    "text_numbers",
    "text_spaces",
]
