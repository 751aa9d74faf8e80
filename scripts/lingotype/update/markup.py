"""The pieces of a text that stand for themselves: roles, literals, links, addresses, numbers.

A light scan of reStructuredText (and of the Markdown that MyST reads), made for comparing two
wordings of one text; it needs no docutils and never fails. What it does not know is plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a piece is; pieces are exchanged for pieces of their own kind only."""

    LITERAL = "literal"
    ROLE = "role"
    LINK = "link"
    INTERPRETED = "interpreted"
    SUBSTITUTION = "substitution"
    NOTE = "note"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    ADDRESS = "address"
    NUMBER = "number"


DRESS = frozenset(Kind) - {Kind.ADDRESS, Kind.NUMBER}
"""The kinds that are markup; the others are text that no translation changes."""

ADDRESSED = frozenset({"ref", "doc", "numref", "any", "download", "eq", "keyword", "envvar"})
"""Roles whose target is an address: what readers see in their place is made elsewhere."""

_ADDRESS = r"(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|www\.|mailto:)[^\s<>`\"'，。；：、）」』]*[^\s<>`\"'.,;:!?)\]}*|_，。；：、）」』]"
# Bounded, and what follows a number's part is never its beginning: so that no text, however made,
# is gone over again from each of its characters.
_NAME = r"[A-Za-z][\w.+:-]{0,80}"
_INNER = r"(?:[^`\\]|\\.)+?"
_SCAN = re.compile(
    rf"""(?P<skip>\\.)
       | ``(?P<literal>(?:[^`]|`(?!`))+)``
       | (?P<name>:{_NAME}:|\{{{_NAME}\}})`(?P<target>{_INNER})`
       | `(?P<text>{_INNER})`(?P<after>__?(?!\w)|:{_NAME}:)?
       | \[(?P<note>\#?[\w.-]+|\*|\#)\]_(?!\w)
       | (?<![\w|])\|(?P<substitution>[^\s|](?:[^|]*[^\s|])?)\|_{{0,2}}(?!\w)
       | (?<![\w*])\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*(?!\w)
       | (?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])
       | (?P<address>(?<![A-Za-z0-9]){_ADDRESS})
       | (?P<number>(?<![\w.])(?<!\d[,:\u00a0\u202f])\d++(?:[.,:\u00a0\u202f]\d++)*+(?!\w))""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text, where it stands (start, end), and its parts.

    name: of a role. shown: what readers see, "" where that is made elsewhere. target: where it
    leads, or the whole content of what leads nowhere. titled: whether `shown` was written
    beside the target.
    """

    kind: Kind
    start: int
    end: int
    written: str
    shown: str
    target: str = ""
    name: str = ""
    titled: bool = False

    @property
    def sense(self) -> tuple[Kind, str, str]:
        """What a translation keeps of it; of emphasis nothing but that it is there."""
        if self.kind in (Kind.STRONG, Kind.EMPHASIS):
            return (self.kind, "", "")
        return (self.kind, self.name, self.target)


def pieces(text: str) -> list[Piece]:
    """All pieces of a text in their order; none overlaps another."""
    found = (_piece(match) for match in _SCAN.finditer(text))
    return [piece for piece in found if piece]


def _piece(match: re.Match[str]) -> Piece | None:
    kind = match.lastgroup
    if kind == "skip":
        return None
    if match["name"]:
        return _role(match, match["name"].strip(":{}"), match["target"])
    if match["text"]:
        after = match["after"] or ""
        if after.startswith(":"):
            return _role(match, after.strip(":"), match["text"])
        if after:
            return _titled(Kind.LINK, match, match["text"], "")
        return _made(Kind.INTERPRETED, match, match["text"])
    return _made(Kind(kind), match, match[kind or 0])


def _made(kind: Kind, match: re.Match[str], content: str) -> Piece:
    shown = "" if kind is Kind.NOTE else content
    return Piece(kind, match.start(), match.end(), match[0], shown, content)


def _role(match: re.Match[str], name: str, content: str) -> Piece:
    return _titled(Kind.ROLE, match, content, name)


def _titled(kind: Kind, match: re.Match[str], content: str, name: str) -> Piece:
    """``shown <target>``, or a target alone."""
    head, mark, rest = content.rpartition("<")
    place = (kind, match.start(), match.end(), match[0])
    if mark and rest.endswith(">") and head.strip():
        return Piece(*place, head.strip(), rest[:-1], name, titled=True)
    shown = "" if kind is Kind.ROLE and name.rpartition(":")[2] in ADDRESSED else content
    return Piece(*place, shown.lstrip("!~"), content, name)
