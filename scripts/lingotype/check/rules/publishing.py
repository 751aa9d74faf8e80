"""Translations that Sphinx would not publish, or not as they were meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lingotype.check import letters
from lingotype.check.markup import NOTHING, OBJECT
from lingotype.check.markup_blocks import begins_block
from lingotype.check.pair import NOQA, Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level

_EXPLICIT = frozenset({"comment", "target", "substitution_definition", "footnote", "citation"})
_BEGINNINGS = {
    "bullet_list": "a bullet list",
    "enumerated_list": "a numbered list",
    "definition_list": "a definition list",
    "field_list": "a list of fields",
    "option_list": "a list of options",
    "line_block": "a line block",
    "block_quote": "a quotation",
    "doctest_block": "an example of Python",
    "literal_block": "a literal block",
    "section": "a section title",
    "transition": "a line across the page",
    "table": "a table",
}


@rule("not-published", Level.REFUSE, Group.PUBLISHING, fenced=True, alone=True)
def not_published(pair: Pair) -> Iterator[Problem]:
    r"""The translation is read as something else than one paragraph. Sphinx then publishes the
    source text, or the first paragraph alone, and says nothing.

    Bad:  "Founded in 1919." -> "1919. Das Jahr der Gründung."
    Bad:  "Two parts." -> " Zwei Teile."
    Bad:  "Two parts." -> "- Zwei Teile."
    Good: "Founded in 1919." -> "1919\\. Das Jahr der Gründung."
    """
    if pair.literal or pair.target.ordinary or pair.target.blocks == pair.source.blocks:
        return
    first, *others = pair.target.blocks or ("nothing",)
    if first in _EXPLICIT:
        return  # which the rule `directive` tells of
    if "\n" in pair.msgstr.strip() and first in ("paragraph", "definition_list"):
        yield Problem("only its first lines would be published", "Write it as one paragraph.")
    elif first in ("too deep", "too long"):
        yield Problem("it is too long or too deep to be read", "Write it as one paragraph.")
    elif first == "paragraph":
        yield Problem(f"it holds {_named(others[0])}", "Write it as one paragraph.")
    else:
        yield _misread(pair, first)


def _misread(pair: Pair, block: str) -> Problem:
    """What is wrong with a text that is read as another kind of block."""
    if block == "section":
        underline = pair.msgstr.rstrip().rfind("\n") + 1
        fix = "Delete the line of marks below it."
        return Problem(
            "it has the underline of a title; readers would see the original",
            fix,
            ((underline, len(pair.msgstr.rstrip())),),
        )
    if block == "block_quote":
        fix = "Delete the space."
        return Problem("it begins with a space; readers would see the original", fix, ((0, 1),))
    what = f"it looks like {_named(block)}; readers would see the original"
    fix = "Put a backslash before the mark it begins with, or begin otherwise."
    return Problem(what, fix, ((0, min(3, len(pair.msgstr))),))


def _named(block: str) -> str:
    return _BEGINNINGS.get(block, block.replace("_", " "))


@rule("markup-broken", Level.REFUSE, Group.PUBLISHING, fenced=True, alone=True)
def markup_broken(pair: Pair) -> Iterator[Problem]:
    """Markup is begun and not ended, or ended in a wrong way; Sphinx would warn of it.

    Bad:  "Run ``make`` now." -> "Bitte ``make aufrufen."
    Good: "Run ``make`` now." -> "Bitte ``make`` aufrufen."
    """
    before = Counter(pair.source.complaints)
    for complaint in pair.target.complaints:
        before[complaint] -= 1
        if before[complaint] < 0:
            fix = (
                "Write the mark that ends it, or a backslash before this one if it is only a sign."
            )
            yield Problem(_unclosed(complaint), fix, _suspects(pair, complaint))
            return


def _unclosed(complaint: str) -> str:
    for name, what in _UNCLOSED.items():
        if f"Inline {name}" in complaint:
            return f"{what} is begun here and not ended"
    return "markup is broken: " + complaint[:1].lower() + complaint[1:].rstrip(".")


_UNCLOSED = {
    "literal": "a literal (``)",
    "strong": "strong emphasis (**)",
    "emphasis": "emphasis (*)",
    "interpreted": "a role or link (`)",
    "substitution_reference": "a substitution (|)",
    "target": "an inline target (_`)",
}


_STARTS = {
    "literal": r"``",
    "strong": r"\*\*",
    "emphasis": r"\*",
    "interpreted": r"`",
    "substitution_reference": r"\|",
    "target": r"_`",
}


def _suspects(pair: Pair, complaint: str) -> tuple[tuple[int, int], ...]:
    """The marks that may be what is not ended: those that stand for themselves."""
    for name, mark in _STARTS.items():
        if f"Inline {name}" in complaint:
            found = re.finditer(mark, pair.target.plain)
            return tuple(match.span() for match in found)[:1]
    return ()


@rule("nothing-visible", Level.REFUSE, Group.PUBLISHING, fenced=True)
def nothing_visible(pair: Pair) -> Iterator[Problem]:
    r"""The translation, or the title of a link in it, has nothing that a reader could see.

    Bad:  "Read on." -> "\\ "
    Bad:  "See :ref:`setup`." -> "Siehe :ref:`\u200b <setup>`."
    Good: "Read on." -> "Lies weiter."
    """
    if not letters.visible(pair.source.plain.replace(NOTHING, "")):
        return
    if not letters.visible(pair.target.plain.replace(NOTHING, "")):
        yield Problem("there is nothing to see", "Translate the text, or leave it empty.")
        return
    for piece in pair.target.pieces:
        if piece.titled and not letters.visible(piece.shown):
            now = pair.msgstr[slice(*piece.span)]
            fix = "Write the title that readers are to see."
            yield Problem(f"nobody would see the link {now}", fix, (piece.span,))


@rule("line-begins-block", Level.WARN, Group.PUBLISHING)
def line_begins_block(pair: Pair) -> Iterator[Problem]:
    r"""A further line of the translation looks like the beginning of a list or the underline of a
    title. As a title it would be published in another shape, or not at all.

    Bad:  "The gate" -> "Das Tor\n=="
    Bad:  "1. The gate" -> "1. Das Tor\n2. Die Tür"
    Good: "The gate" -> "Das Tor"
    """
    if pair.literal or pair.markdown or not _one_line_became_several(pair):
        return
    lines = pair.msgstr.strip().splitlines()[1:]
    if any(begins_block(line.strip()) for line in lines):
        yield Problem("one of its lines looks like a list or a title", "Write it as one line.")


@rule("several-lines", Level.STYLE, Group.PUBLISHING)
def several_lines(pair: Pair) -> Iterator[Problem]:
    r"""The translation has several lines and the text has one.

    Bad:  "The gate" -> "Das\nTor"
    Good: "The gate" -> "Das Tor"
    """
    if _one_line_became_several(pair):
        yield Problem("it has several lines", "Write it as one line; programs wrap it.")


def _one_line_became_several(pair: Pair) -> bool:
    published = pair.target.ordinary or pair.target.blocks == pair.source.blocks
    return published and "\n" in pair.msgstr.strip() and "\n" not in pair.msgid.strip()


@rule("wordless", Level.WARN, Group.PUBLISHING)
def wordless(pair: Pair) -> Iterator[Problem]:
    """The text has words, and the translation has none.

    Bad:  "big" -> ";"
    Good: "big" -> "groß"
    """
    if _WORD.search(pair.target.plain) or not _WORD.search(pair.source.plain):
        return
    if OBJECT not in pair.target.plain and letters.visible(pair.target.plain):
        yield Problem("there is no word in it", "Translate the text.")


_WORD = re.compile(r"\w")


@rule("noqa", Level.WARN, Group.PUBLISHING)
def noqa(pair: Pair) -> Iterator[Problem]:
    """The translation ends with ``# noqa``, by which Sphinx hides its own warnings. A rule is
    switched off by a comment that a reviewer can see.

    Bad:  "See `Sources`_." -> "Siehe Quellen. # noqa"
    Good: "See `Sources`_." -> "Siehe `Quellen <Sources_>`_."
    """
    found = NOQA.search(pair.msgstr)
    if found and not NOQA.search(pair.msgid):
        fix = 'Delete it; a rule is switched off by a comment "# lingotype: allow RULE".'
        yield Problem(f"it ends with {found[0].strip()}", fix, (found.span(),))


@rule("placeholder-changed", Level.WARN, Group.PUBLISHING)
def placeholder_changed(pair: Pair) -> Iterator[Problem]:
    """A message that a program fills in (its flags say so) has other placeholders.

    Where the flag is ``python-format``, ``c-format`` or ``python-brace-format``.
    """
    for flag, pattern in _PLACEHOLDERS.items():
        if flag in pair.flags:
            before, after = (Counter(pattern.findall(text)) for text in (pair.msgid, pair.msgstr))
            for name in before - after:
                yield Problem(f"the placeholder {name} is lost", f"Put {name} back.")
            for name in after - before:
                yield Problem(f"there is no placeholder {name}", f"Take {name} out.")


# Not "20% less" and "%-formatting", which the flag is set for too.
_PERCENT = re.compile(
    r"(?<!\d)%(?:\(\w+\)[0-9.]{0,6}[a-zA-Z]|[0-9.]{0,6}[sdifrxXeEgGcou](?![a-zA-Z]))"
)
_PLACEHOLDERS = {
    "python-format": _PERCENT,
    "c-format": _PERCENT,
    "python-brace-format": re.compile(r"\{[^{}]{0,80}\}"),
}
