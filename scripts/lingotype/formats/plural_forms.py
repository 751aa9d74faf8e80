"""The header field Plural-Forms: whether it says what programs can use."""

from __future__ import annotations

import re

_FIELD = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,3})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_TOKEN = re.compile(
    r"\s*(?:(?P<operand>n\b|[0-9]{1,9}\b)|(?P<open>\()|(?P<close>\))"
    r"|(?P<binary>\|\||&&|[=!<>]=|[<>+*/%-])|(?P<negation>!)|(?P<then>\?)|(?P<other>:))"
)
_MOST_FORMS = 20
_LONGEST = 1000
_DEEPEST = 20
"""The bounds of Python's own gettext, which loses a whole catalogue beyond them."""


def is_placeholder(value: str) -> bool:
    """Whether the field is what a template has instead (or empty)."""
    return not value or "nplurals=INTEGER" in value.replace(" ", "")


def is_usable(value: str) -> bool:
    """Whether the field has a number of forms and a C expression of n; nothing is evaluated."""
    match = _FIELD.fullmatch(value) if len(value) <= _LONGEST else None
    if not match or not 1 <= int(match[1]) <= _MOST_FORMS:
        return False
    return not re.search(r"[/%]\s*0+\b", match[2]) and _is_expression(match[2])


def _is_expression(text: str) -> bool:
    """Whether tokens alternate as operands and operators do, with brackets and ?: closed."""
    pending: list[str] = []
    wants_operand = True
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if not token or len(pending) > _DEEPEST:
            return False
        kind = str(token.lastgroup)
        if (kind in ("operand", "open", "negation")) != wants_operand:
            return False
        wants_operand = kind not in ("operand", "close")
        if not _nests(kind, pending):
            return False
        at = token.end()
    return not wants_operand and not pending


def _nests(kind: str, pending: list[str]) -> bool:
    """Open or close one level: brackets close brackets, and ':' closes '?'."""
    if kind in ("open", "then"):
        pending.append(kind)
        return True
    opener = {"close": "open", "other": "then"}.get(kind)
    return opener is None or bool(pending and pending.pop() == opener)
