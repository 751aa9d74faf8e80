"""Rules about punctuation: the end of a text, brackets, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lingotype.check import quoting
from lingotype.check.markup import NOTHING, OBJECT
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level, Span

# --- the end -------------------------------------------------------------------------------------

_CLOSERS = f"\"'”’“»«›」』）)］]＂\u200e\u200f\u061c\u200b{NOTHING} \t\n\u00a0\u202f"

_ENDS = {
    **dict.fromkeys(".。．｡۔।။።։·︒", "full stop"),
    **dict.fromkeys("?？؟՞", "question mark"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys(":：﹕׃", "colon"),
    **dict.fromkeys("…⋯", "ellipsis"),
    **dict.fromkeys(";；؛", "semicolon"),
}
_GREEK = {**_ENDS, ";": "question mark", "\u037e": "question mark", "·": "semicolon"}

_STOPLESS = frozenset(("Thai", "Laoo", "Khmr"))
"""Scripts without full stops."""


def _end(plain: str, language: str) -> tuple[str, int]:
    """The kind of mark that ends a text, "" for none; and where it stands."""
    bare = plain.rstrip(_CLOSERS)
    if bare.endswith(("...", "。。。", "．．．")):
        return "ellipsis", len(bare) - 1
    return (_GREEK if language == "el" else _ENDS).get(bare[-1:], ""), len(bare) - 1


def _ends(pair: Pair) -> tuple[str, str, Span]:
    """The kinds of marks at the ends of both texts, and where that of the translation stands."""
    source, _ = _end(pair.source.plain, "")
    target, at = _end(pair.target.plain, pair.setting.primary)
    return source, target, (max(at, 0), at + 1)


@rule("end-mark-changed", Level.WARN, Group.TEXT)
def end_mark_changed(pair: Pair) -> Iterator[Problem]:
    """A statement became a question or the other way round.

    Bad:  "It is done." -> "Es ist getan?"
    Bad:  "Is it done?" -> "Es ist getan."
    Good (es): "Is it done?" -> "¿Está hecho?"
    """
    if pair.literal:
        return
    source, target, span = _ends(pair)
    if _asks(source, target, pair):
        fix = f"End it with a {source}, in the language's own form."
        yield Problem(f"it ends with a {target} where the text has a {source}", fix, (span,))


# What English asks within a sentence other languages ask with a mark.
_INDIRECT = re.compile(
    r"\b(?:whether|why|how|when|what|which|who|where|questions?|please)\b", re.IGNORECASE
)
_LAST = 160
"""Characters of a text in which its last question is looked for."""


def _asks(source: str, target: str, pair: Pair) -> bool:
    """Whether only one of the two is a question, and there is no indirect one."""
    if not source or not target or (source == "question mark") == (target == "question mark"):
        return False
    return not _INDIRECT.search(pair.source.plain[-_LAST:])


@rule("end-mark-lost", Level.STYLE, Group.TEXT)
def end_mark_lost(pair: Pair) -> Iterator[Problem]:
    """The mark at the end of the text is missing or another one.

    Bad:  "It is done." -> "Es ist getan"
    Good: "It is done." -> "Es ist getan."
    Good (zh_CN): "It is done." -> "做完了。"
    """
    if pair.literal or pair.setting.script in _STOPLESS:
        return
    source, target, span = _ends(pair)
    if not source or source == target or _is_right(source, target, pair):
        return
    got = f"ends with a {target}" if target else "has no mark at its end"
    fix = f"End it with a {source}, in the language's own form."
    yield Problem(f"it {got} where the text has a {source}", fix, (span,) if target else ())


_ALSO = {
    ("full stop", "exclamation mark"),
    ("exclamation mark", "full stop"),
    ("full stop", "ellipsis"),
    ("ellipsis", "full stop"),
}
"""Kinds of marks that differ between languages or in taste."""

_INITIAL = re.compile(r"(?<!\w)\w\.\W*\Z")


def _is_right(source: str, target: str, pair: Pair) -> bool:
    """Whether another mark, or none, is a matter of the language or of another rule."""
    if _asks(source, target, pair):
        return True
    if pair.setting.primary in ("ja", "ko", "zh") and (source, target) == ("colon", "full stop"):
        return True
    if source == "full stop" and not target and _INITIAL.search(pair.source.plain):
        return True
    return (source, target) in _ALSO


@rule("end-mark-added", Level.STYLE, Group.TEXT)
def end_mark_added(pair: Pair) -> Iterator[Problem]:
    """The translation ends with a mark that the text does not have.

    Bad:  "Contents" -> "Inhalt."
    Good: "Contents" -> "Inhalt"
    """
    if pair.literal:
        return
    source, target, span = _ends(pair)
    if target and not source and pair.source.plain.rstrip(_CLOSERS)[-1:].isalpha():
        yield Problem(f"it ends with a {target}, the text does not", "Delete it.", (span,))


_DOUBLED = re.compile(
    r"(?<![.,;:!?…])(?:\.\.|,,|،،|۔۔|。。|，，|؛؛|;;|、、|\?\?|？？|؟؟)(?![.,;!?。，/\w"
    f"{NOTHING}{OBJECT}])"
)


@rule("mark-doubled", Level.WARN, Group.TEXT)
def mark_doubled(pair: Pair) -> Iterator[Problem]:
    """A full stop, a comma or a question mark stands twice.

    Bad:  "It is done." -> "Es ist getan.."
    Good: "It is done …" -> "Es ist getan ..."
    """
    if pair.literal:
        return
    found = tuple(m.span() for m in _DOUBLED.finditer(pair.target.plain))
    if found and not _DOUBLED.search(pair.msgid):
        mark = pair.msgstr[found[0][0]]
        yield Problem(f"“{mark}” stands twice", "Delete one of the two.", found)


_INVERTED = {"?": "¿", "!": "¡"}


@rule("inverted-mark", Level.STYLE, Group.TEXT)
def inverted_mark(pair: Pair) -> Iterator[Problem]:
    """In Spanish a question begins with ``¿`` and an exclamation with ``¡``.

    Bad (es):  "Is it done?" -> "Está hecho?"
    Good (es): "Is it done?" -> "¿Está hecho?"
    """
    if pair.literal or pair.setting.primary not in ("es", "ast"):
        return
    for closing, opening in _INVERTED.items():
        yield from _uninverted(pair, closing, opening)


def _uninverted(pair: Pair, closing: str, opening: str) -> Iterator[Problem]:
    text = pair.target.plain
    lacking = text.count(closing) - text.count(opening)
    # Where the text has more of them, one may be a sign that is quoted.
    if lacking and pair.source.plain.count(closing) <= text.count(closing):
        missing, there = (opening, closing) if lacking > 0 else (closing, opening)
        at = text.find(there)
        yield Problem(f"a “{missing}” is missing", f"Write “{missing}”.", ((at, at + 1),))


# --- brackets ------------------------------------------------------------------------------------

_BRACKETS = re.compile(r"[()\[\]{}（）［］｛｝【】〔〕]")
_FOLDED = str.maketrans("（）［］｛｝【】〔〕", "()[]{}[]()")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@rule("bracket-unbalanced", Level.WARN, Group.TEXT)
def bracket_unbalanced(pair: Pair) -> Iterator[Problem]:
    """A bracket is not closed, or not opened, or closed by one of another kind.

    Bad:  "The strike (in Poland) won." -> "Der Streik (in Polen siegte."
    Bad:  "The strike (in Poland) won." -> "Der Streik (in Polen] siegte."
    Good: "The strike (in Poland) won." -> "Der Streik (in Polen) siegte."
    """
    alone = _alone(pair.target.plain)
    if alone and not _alone(pair.source.plain) and _alone(pair.msgstr):
        mark = pair.msgstr[alone[0]]
        what = "not closed" if mark in "([{（［｛【〔" else "not opened"
        marks = tuple((at, at + 1) for at in alone)
        yield Problem(
            f"the bracket “{mark}” is {what}", "Write its other half, or delete it.", marks
        )


def _alone(plain: str) -> list[int]:
    """Places of brackets without a partner; those behind a number or a letter count it: 1) a)."""
    opened: list[int] = []
    alone: list[int] = []
    for found in _BRACKETS.finditer(plain):
        mark, at = found[0].translate(_FOLDED), found.start()
        if mark in _CLOSING:
            opened.append(at)
        elif opened and _CLOSING[plain[opened[-1]].translate(_FOLDED)] == mark:
            opened.pop()
        elif not _counts(plain, at):
            alone.append(at)
    return [*opened, *alone]


_COUNTED = re.compile(r"(?:^|[\s(（,;，；、])(?:\d{1,2}|[^\W\d_]|[ivx]{1,4}|[:;]-?)\Z")


def _counts(plain: str, at: int) -> bool:
    return _COUNTED.search(plain[max(at - 6, 0) : at]) is not None


@rule("bracket-lost", Level.STYLE, Group.TEXT)
def bracket_lost(pair: Pair) -> Iterator[Problem]:
    """Something that stands in brackets in the text does not in the translation.

    Bad:  "The strike (in Poland) won." -> "Der Streik in Polen siegte."
    Good: "The strike (in Poland) won." -> "Der Streik (in Polen) siegte."
    """
    wanted = _opened(pair.source.plain)
    if not wanted or pair.literal or _opened(pair.target.plain) >= wanted:
        return
    if _opened(pair.msgstr) < _opened(pair.msgid):
        yield Problem(
            "brackets of the text are missing", "Put them back, or look whether all of it is said."
        )


def _opened(plain: str) -> int:
    return plain.count("(") + plain.count("（")


# --- quotation marks -----------------------------------------------------------------------------


@rule("quotation-unbalanced", Level.WARN, Group.TEXT)
def quotation_unbalanced(pair: Pair) -> Iterator[Problem]:
    """A quotation mark has no partner.

    Bad:  "The word “plan” was new." -> "Das Wort „Plan war neu."
    Good: "The word “plan” was new." -> "Das Wort „Plan“ war neu."
    """
    if pair.literal or not quoting.MARKS.search(pair.msgstr):
        return
    alone = quoting.quoted(pair.target.plain).alone
    if alone and not quoting.quoted(pair.source.plain).alone:
        mark, marks = pair.msgstr[alone[0]], tuple((at, at + 1) for at in alone)
        fix = "Write the other one too, or delete it."
        yield Problem(f"the quotation mark {mark} has no partner", fix, marks)


@rule("quotation-lost", Level.STYLE, Group.TEXT)
def quotation_lost(pair: Pair) -> Iterator[Problem]:
    """Something that is quoted in the text is not in the translation.

    Bad:  "The word “plan” was new." -> "Das Wort Plan war neu."
    Good: "The word “plan” was new." -> "Das Wort *Plan* war neu."
    """
    if pair.literal or not quoting.MARKS.search(pair.source.plain):
        return
    wanted = quoting.quoted(pair.source.plain).quotations
    there = len(quoting.quoted(pair.target.plain).quotations)
    if there >= len(wanted) or len(pair.target.pieces) > len(pair.source.pieces):
        return
    if there + _other_ways(pair.target.plain) < len(wanted):
        spans = tuple(span for one in wanted for span in one.spans)
        fix = "Put them back, in the marks of the language."
        yield Problem("quotation marks of the text are missing", fix, source_marks=spans)


_OTHER_WAYS = re.compile(r"[‹›‚‘][^\s‹›‚‘’][^‹›‚‘’]*[‹›‘’]|《[^《》]*》|〈[^〈〉]*〉")


def _other_ways(plain: str) -> int:
    """How much is quoted with single marks, or with those of titles."""
    return len(_OTHER_WAYS.findall(plain))


_TYPOGRAPHIC = re.compile("[“”«»„]")


@rule("quotation-marks", Level.STYLE, Group.TEXT)
def quotation_marks(pair: Pair) -> Iterator[Problem]:
    r"""The quotation marks are not those of the language. Straight ones are right where the text
    has them too.

    Bad (fr):  "The word “plan” was new." -> "Le mot „plan“ était nouveau."
    Bad (de):  "The word “plan” was new." -> "Das Wort \"Plan\" war neu."
    Good (de): "The word “plan” was new." -> "Das Wort »Plan« war neu."
    """
    language = pair.setting.language
    if pair.literal or language is None or not quoting.MARKS.search(pair.target.plain):
        return
    wrong = quoting.foreign(pair.target.plain, language, straight=_straight_is_right(pair))
    if wrong:
        spans = tuple(span for one in wrong for span in one.spans)
        what = f"{wrong[0].marks[0]}…{wrong[0].marks[1]}"
        fix = f"Write {quoting.preferred(language)}."
        yield Problem(f"{what} are not the quotation marks of the language", fix, spans)


def _straight_is_right(pair: Pair) -> bool:
    """Where the text has them; in some languages wherever the text has no others."""
    if pair.setting.primary in _TYPED_STRAIGHT:
        return not _TYPOGRAPHIC.search(pair.source.plain)
    return quoting.STRAIGHT in pair.source.plain


_TYPED_STRAIGHT = frozenset({"pt", "ko"})
"""Languages whose catalogues have them everywhere."""
