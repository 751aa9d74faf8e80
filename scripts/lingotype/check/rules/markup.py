"""Literals, emphasis, and markup that readers would see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lingotype.check.compare import NOTES
from lingotype.check.markup import Kind, Piece
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.rules.telling import lost, written
from lingotype.model.finding import Level


@rule("literal-lost", Level.WARN, Group.MARKUP)
def literal_lost(pair: Pair) -> Iterator[Problem]:
    """A literal of the text is missing from the translation.

    Bad:  "Run ``make``." -> "Rufen Sie make auf."
    Good: "Run ``make``." -> "Rufen Sie ``make`` auf."
    """
    if not _single_backquotes(pair):
        yield from lost(pair, [Kind.LITERAL], "literal")


@rule("literal-changed", Level.WARN, Group.MARKUP)
def literal_changed(pair: Pair) -> Iterator[Problem]:
    """A name between double backquotes was changed; it is typed or read as it stands.

    Bad:  "Run ``make``." -> "Rufen Sie ``machen`` auf."
    Good: "Run ``make``." -> "Rufen Sie ``make`` auf."
    """
    for old, problem in _literals(pair):
        if _CODE.fullmatch(old.target):
            yield problem


@rule("literal-translated", Level.STYLE, Group.MARKUP)
def literal_translated(pair: Pair) -> Iterator[Problem]:
    """Words between double backquotes were changed. An example may be translated, what is typed
    may not.

    Bad:  "Say ``good morning``." -> "Sage ``guten Morgen``."
    Good: "Say ``good morning``." -> "Sage ``good morning``."
    """
    for old, problem in _literals(pair):
        if not _CODE.fullmatch(old.target):
            yield problem


_CODE = re.compile(r"[\w.:/+@%$&#*()\[\]{}<>=!?~^|;,-]*")


def _literals(pair: Pair) -> Iterator[tuple[Piece, Problem]]:
    lost, added = pair.markup.of(Kind.LITERAL)
    for old, new in zip(lost, added, strict=False):
        what = f"the literal {written(pair, old)} became {pair.msgstr[slice(*new.span)]}"
        fix = f"Write {written(pair, old)}."
        yield old, Problem(what, fix, (new.span,), (old.span,))


@rule("single-backquotes", Level.REFUSE, Group.MARKUP)
def single_backquotes(pair: Pair) -> Iterator[Problem]:
    """Single backquotes in place of a literal or a role of the text. In reStructuredText they are
    another markup.

    Bad:  "Run ``make``." -> "Rufen Sie `make` auf."
    Good: "Run ``make``." -> "Rufen Sie ``make`` auf."
    """
    if _replaced(pair):
        yield from _backquoted(pair)


@rule("backquotes-added", Level.WARN, Group.MARKUP)
def backquotes_added(pair: Pair) -> Iterator[Problem]:
    """Single backquotes where the text has no markup.

    Bad:  "Run make." -> "Rufen Sie `make` auf."
    Good: "Run make." -> "Rufen Sie *make* auf."
    """
    if not _replaced(pair):
        yield from _backquoted(pair)


def _backquoted(pair: Pair) -> Iterator[Problem]:
    for piece in _single_backquotes(pair):
        shown = pair.msgstr[slice(*piece.span)]
        fix = f"Write ``{piece.target}`` for a literal, or take the role from the text."
        yield Problem(f"{shown} stands in single backquotes", fix, (piece.span,))


def _replaced(pair: Pair) -> bool:
    lost, _ = pair.markup.of(Kind.LITERAL, Kind.ROLE)
    return bool(lost)


def _single_backquotes(pair: Pair) -> list[Piece]:
    _, added = pair.markup.of(Kind.ROLE)
    return [piece for piece in added if not piece.name]


@rule("emphasis-lost", Level.STYLE, Group.MARKUP)
def emphasis_lost(pair: Pair) -> Iterator[Problem]:
    """Emphasis of the text is missing from the translation. More emphasis is never a fault, and
    quotation marks are emphasis in many languages.

    Bad:  "It is *not* so." -> "So ist es nicht."
    Good: "It is *not* so." -> "So ist es *nicht*."
    Good: "He read *The Lamp*." -> "Er las „Die Lampe“."
    """
    lost, added = pair.markup.of(Kind.EMPHASIS, Kind.STRONG)
    if lost and len(_QUOTES.findall(pair.msgstr)) > len(_QUOTES.findall(pair.msgid)):
        return
    for piece in lost[len(added) :]:
        name = written(pair, piece)
        fix = "Put it back, or use quotation marks if that is how your language does it."
        yield Problem(f"the emphasis of {name} is lost", fix, source_marks=(piece.span,))


_QUOTES = re.compile('["\u00ab\u00bb\u2018-\u201f\u2039\u203a\u300a-\u300f\uff02]')


@rule("markup-fewer", Level.STYLE, Group.MARKUP)
def markup_fewer(pair: Pair) -> Iterator[Problem]:
    """A piece of markup stands in the translation, but less often than in the text.

    Bad:  "Use ``a`` here and ``a`` there." -> "Hier und da ``a``."
    Good: "Use ``a`` here and ``a`` there." -> "Hier ``a`` und da ``a``."
    """
    for piece in pair.markup.fewer:
        name = written(pair, piece)
        fix = f"Look whether {name} is missing somewhere."
        yield Problem(f"{name} stands there less often", fix, source_marks=(piece.span,))


@rule("markup-more", Level.STYLE, Group.MARKUP)
def markup_more(pair: Pair) -> Iterator[Problem]:
    """A role or link stands in the translation more often than in the text.

    Bad:  "See :ref:`setup`." -> "Siehe :ref:`setup` :ref:`setup`."
    Good: "See :ref:`setup`." -> "Siehe :ref:`setup`."
    """
    yield from _doubled(pair, (p for p in pair.markup.more if p.kind not in _SINGLE))


@rule("mark-repeated", Level.WARN, Group.MARKUP)
def mark_repeated(pair: Pair) -> Iterator[Problem]:
    """The mark of a footnote or an inline target stands in the translation more often than in the
    text; Sphinx drops what it does not know from there.

    Bad:  "A storm [#]_." -> "Ein Sturm [#]_ kam [#]_."
    Good: "A storm [#]_." -> "Ein Sturm [#]_ kam."
    """
    yield from _doubled(pair, (p for p in pair.markup.more if p.kind in _SINGLE))


_SINGLE = NOTES | {Kind.TARGET}


def _doubled(pair: Pair, pieces: Iterable[Piece]) -> Iterator[Problem]:
    for piece in pieces:
        now = pair.msgstr[slice(*piece.span)]
        yield Problem(f"{now} stands there more often", "Take it out once.", (piece.span,))


_MARKS = re.compile(
    r"``?|\*\*|(?<![\w*])\*(?=[^\s\d*])|(?<=[^\s\d*])\*(?![\w*])|\]_(?!\w)|(?<!\w)_`|`_"
    r"|:[A-Za-z][\w+.:-]{0,40}:(?=\s?[`\u2018\u201c\u00b4\uff40])|(?<!\w)\|(?=\w)|[\uff40\u00b4\uff0a]"
)

_NAMES = re.compile(
    r"(?<![\w:])[:\uff1a]\s?[A-Za-z][\w+.-]{1,20}\s?[:\uff1a](?=[\s`\u2018\u201c\ufdd0])"
)


@rule("markup-visible", Level.REFUSE, Group.MARKUP)
def markup_visible(pair: Pair) -> Iterator[Problem]:
    r"""Characters of markup stand where they are no markup, so that readers see them: a space too
    many, a letter glued to it, a mark that is not closed.

    Bad:  "See :ref:`setup` first." -> "Siehe zuerst : ref:`setup`."
    Bad:  "Run ``make`` now." -> "Bitte``make``aufrufen."
    Good: "Run ``make`` now." -> "Bitte ``make`` aufrufen."
    Good: "Run ``make`` now." -> "Bitte\\ ``make``\\ aufrufen."
    """
    if pair.literal or pair.markdown or pair.target.complaints:
        return
    for pattern in (_MARKS, _NAMES):
        before = Counter(_bare(found) for found in pattern.findall(pair.source.plain))
        for found in pattern.finditer(pair.target.plain):
            mark = _bare(found[0])
            before[mark] -= 1
            if before[mark] < 0:
                yield Problem(f"readers would see {mark}", _mend(found), (found.span(),))
                return


def _mend(found: re.Match[str]) -> str:
    """What is probably wrong with a mark that is no markup."""
    mark, text, end = found[0], found.string, found.end()
    if ":" in mark or "\uff1a" in mark:
        return "Write the role without spaces, with plain colons and backquotes: :role:`text`."
    if mark.startswith("*"):
        return f"Write {mark} at the other end too, without a space inside, or delete this one."
    if text[end : end + 1].isspace() and text[: found.start()][-1:].isspace():
        return "Delete the space inside the markup."
    return (
        "Put a space, or a backslash and a space, between markup and letters; end what you begin."
    )


def _bare(mark: str) -> str:
    return re.sub(r"\s", "", mark)
