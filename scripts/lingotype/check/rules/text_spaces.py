"""Rules about spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lingotype.check.markup import NOTHING, OBJECT
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level, Span

# Behind a full stop two spaces are a habit of typists, which readers do not see; beside markup
# programs leave them.
_DOUBLED = re.compile(
    rf"(?<=[^\s.!?:…{NOTHING}{OBJECT}]) [ \u00a0\u202f]++(?=[^\s{NOTHING}{OBJECT}])"
)


@rule("space-doubled", Level.STYLE, Group.TEXT)
def space_doubled(pair: Pair) -> Iterator[Problem]:
    """Two spaces stand between two words.

    Bad:  "Read on." -> "Lies  weiter."
    Good: "Read on.  Then write." -> "Lies weiter.  Dann schreibe."
    """
    if "  " not in pair.msgstr or pair.literal or "  " in pair.msgid:
        return
    found = tuple(m.span() for m in _DOUBLED.finditer(pair.target.plain))
    if found:
        yield Problem("two spaces stand in a row", "Delete one of them.", found)


_EDGE = re.compile(r"\A[\s\u200b\ufeff]+|[\s\u200b\ufeff]+\Z")


@rule("space-edge", Level.STYLE, Group.TEXT)
def space_edge(pair: Pair) -> Iterator[Problem]:
    """The translation begins or ends with a space or a line break that the text has not.

    Bad:  "Read on." -> "Lies weiter. "
    Good: "Read on." -> "Lies weiter."
    """
    msgstr = pair.msgstr
    if not (msgstr[-1].isspace() or msgstr[0].isspace() or msgstr[-1] in "\u200b\ufeff"):
        return
    for found in _EDGE.finditer(msgstr):
        theirs = pair.msgid[:1] if found.start() == 0 else pair.msgid[-1:]
        if not theirs.isspace() and found.end() - found.start() < len(msgstr):
            what = "a line break" if "\n" in found[0] else "a space"
            where = "begins" if found.start() == 0 else "ends"
            yield Problem(f"it {where} with {what}", f"Delete {what}.", (found.span(),))


_UNSPACED_SCRIPTS = frozenset(("Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))

_MARK = re.compile(r"[,،؛;۔؟।.!?…](?=[^\W\d_])")
_STOPS = frozenset(".!?…")


@rule("space-missing", Level.WARN, Group.TEXT)
def space_missing(pair: Pair) -> Iterator[Problem]:
    """No space stands behind a comma, or between two sentences.

    Bad:  "Read on. Then write." -> "Lies weiter.Dann schreibe."
    Bad:  "First, read on." -> "Zuerst,lies weiter."
    Good: "See ASP.NET." -> "Siehe ASP.NET."
    Good (zh_CN): "Read, then write." -> "先读，再写。"
    """
    if pair.literal or pair.setting.script in _UNSPACED_SCRIPTS:
        return
    text = pair.target.plain
    found = tuple(m.span() for m in _MARK.finditer(text) if _glued(text, m.start()))
    found = tuple(span for span in found if _around(text, span).lower() not in pair.msgid.lower())
    if found:
        mark = text[found[0][0]]
        yield Problem(f"no space stands behind “{mark}”", "Put one there.", found)


def _glued(text: str, at: int) -> bool:
    """Whether the mark at a place stands between two words, and not in a name of a file."""
    before, behind = text[max(at - 2, 0) : at], text[at + 1 : at + 3]
    if not (before.isalpha() and len(before) == 2) or "&" in text[max(at - 9, 0) : at]:
        return False
    # A capital letter begins a sentence; two of them, or an end, are a name: ASP.NET, Ph.D
    return text[at] not in _STOPS or (
        not behind[0].islower() and not behind[1:].isupper() and behind[1:] not in ("", ".")
    )


def _around(text: str, span: Span) -> str:
    return text[span[0] - 2 : span[1] + 1]


_LOOSE = re.compile(r"(?<![ \u00a0])[ \u00a0]++[,.،؛۔।;:!?؟](?=\s|\Z)")


@rule("space-before-mark", Level.STYLE, Group.TEXT)
def space_before_mark(pair: Pair) -> Iterator[Problem]:
    r"""A space stands before a comma, a full stop or another mark. French has its own rule.

    Bad:  "Read on, please." -> "Lies bitte weiter , ja ."
    Good: "Read on, please." -> "Lies bitte weiter."
    Good (fr): "Who is it?" -> "Qui est-ce\u202f?"
    """
    if pair.literal or pair.setting.script in _UNSPACED_SCRIPTS:
        return
    found = _loose(pair.target.plain, ";:!?" if pair.setting.primary in ("fr", "br") else "")
    if found and not _loose(pair.source.plain, ""):
        mark = pair.target.plain[found[0][1] - 1]
        yield Problem(f"a space stands before “{mark}”", "Delete it.", found)


def _loose(plain: str, right: str) -> tuple[Span, ...]:
    """Where a mark other than the `right` ones stands loose behind a word."""
    return tuple(
        m.span()
        for m in _LOOSE.finditer(plain)
        if m[0][-1] not in right and plain[m.start() - 1].isalnum() and m.start() > 0
    )


_FRENCH = re.compile("[;:!?«»]")
_NO_BREAK = frozenset("\u00a0\u202f")


@rule("space-french", Level.STYLE, Group.TEXT)
def space_french(pair: Pair) -> Iterator[Problem]:
    r"""French has a no-break space before ``; : ! ?`` and inside ``« »``; no line ends there.

    Bad (fr):  "Who is it?" -> "Qui est-ce?"
    Bad (fr):  "Who is it?" -> "Qui est-ce ?"
    Good (fr): "Who is it?" -> "Qui est-ce\u202f?"
    """
    if pair.literal or not _is_french(pair):
        return
    text = pair.target.plain
    found = tuple(m.span() for m in _FRENCH.finditer(text) if _wants_space(text, m.start()))
    if found:
        fix = "Put one there (U+202F or U+00A0)."
        yield Problem(f"no no-break space stands beside “{text[found[0][0]]}”", fix, found)


def _wants_space(text: str, at: int) -> bool:
    """Whether the mark at a place lacks its no-break space."""
    mark, before, behind = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark == "«":
        return behind not in _NO_BREAK and behind.isprintable() and behind != ""
    if mark == "»":
        return before not in _NO_BREAK and before != ""
    # Neither in an address or a time nor behind markup or another mark.
    if behind and not behind.isspace():
        return False
    return before == " " or (before.isalpha() and at > 1)


def _is_french(pair: Pair) -> bool:
    """French, but not of Canada or Switzerland, where these spaces are fewer."""
    language = pair.setting.language
    return language is not None and language.tag in ("fr", "fr-FR", "fr-BE", "fr-LU")
