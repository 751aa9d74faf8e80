r"""Characters that reStructuredText would take for markup, escaped so that they stay what they are.

The laws, which tests hold against docutils: a paragraph of `inline(text)`, laid out in lines
and given to `start` and `line`, is read back as one paragraph with the very same text. No more
is escaped than needed, since the msgids that translators see carry each backslash.

The rules are those of the reStructuredText specification, "Inline markup recognition rules",
and of docutils.parsers.rst.states.
"""

from __future__ import annotations

import re
import unicodedata

# A start-string is followed by a character that is no white space and follows none that belongs
# to a word; a reference ends with an underscore after a word or a bracket. What stands before and
# after a text is not known here.
_OUTSIDE = re.compile(
    r"\\|`|(?<![^\W_])[*|](?!\s)|(?:^|(?<=[^\W_])|(?<=\]))_(?![^\W_])", re.MULTILINE
)
_INSIDE = re.compile(r"[\\`*|<>]|_(?![^\W_])")

_STARTS = re.compile(
    r"""(?: [-+*•‣⁃] (?:\s|$)                                   # bullet
        | \(? (?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|\#) [.)] (?:\s|$)  # enumerator
        | : (?![:\ ]) (?:[^:\\]|\\.|:(?![\ `]|$))* (?<!\ ) : (?:\ |$)  # field
        | (?:--?|/) \w\S* (?:[\ =]\S+)? (?:,\ .*)? $            # option
        | >>> (?:\ |$)                                          # doctest
        | \| (?:\ |$)                                           # line block
        | \.\. (?:\ |$)                                         # directive, comment, target
        | __ (?:\ |$)                                           # anonymous target
        )""",
    re.VERBOSE,
)
_ENUMERATED = re.compile(r"\(?(?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|\#)[.)](?:\s|$)")
# Section underlines, transitions, borders of tables.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])\1* *$|\+-[-+]+-\+ *$|=+(?: +=+)+ *$")

_ANNOUNCES = re.compile(r"(?<!\\)(?:\\\\)*::$")


def inline(text: str, *, inside: bool = False) -> str:
    """Text for the running line, or for the inside of a piece of markup."""
    return (_INSIDE if inside else _OUTSIDE).sub(lambda found: "\\" + found[0], text)


def start(line: str) -> str:
    """The first line of a block of text, so that it begins no list, field or directive."""
    return f"\\{line}" if _STARTS.match(line) else line


def is_enumerated(line: str) -> bool:
    """Whether a line begins with a number as a list does, which a title may."""
    return bool(_ENUMERATED.match(line))


def rest(line: str) -> str:
    """Any line of a block of text, so that it is no underline, transition or border."""
    if not _PUNCTUATION.match(line):
        return line
    if not line.strip("\\"):
        return f"\\ {line}"
    return line if line.startswith("\\") else f"\\{line}"


def end(line: str) -> str:
    """The last line of a block of text, so that two colons announce no literal block."""
    return f"{line[:-1]}\\:" if _ANNOUNCES.search(line) else line


def width(text: str) -> int:
    """Columns that a text takes, as docutils measures the underline of a title."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return wide - sum(1 for char in text if unicodedata.combining(char))
