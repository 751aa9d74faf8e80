"""Links, references, footnotes, substitutions and inline targets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lingotype.check.compare import NOTES, address
from lingotype.check.markup import Kind, Piece
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.rules.telling import lost, written
from lingotype.model.finding import Level


@rule("link-lost", Level.REFUSE, Group.MARKUP)
def link_lost(pair: Pair) -> Iterator[Problem]:
    """A link of the text is missing from the translation.

    Bad:  "See `the list <https://example.org>`_." -> "Siehe die Liste."
    Good: "See `the list <https://example.org>`_." -> "Siehe `die Liste <https://example.org>`_."
    """
    yield from lost(pair, [Kind.LINK], "link")


@rule("link-changed", Level.WARN, Group.MARKUP)
def link_changed(pair: Pair) -> Iterator[Problem]:
    """A link leads to another page of the same host, or of a host that conf.py allows.

    Bad:  "See `it <https://example.org/a>`_." -> "Siehe `es <https://example.org/b>`_."
    Good: "See `it <https://example.org/a>`_." -> "Siehe `es <https://example.org/a>`_."
    """
    lost, added = pair.markup.of(Kind.LINK)
    for old, new in zip(lost, added, strict=False):
        if _same_page(address(old), address(new), pair.setting.primary):
            continue
        fix = f"Link to {old.target}, unless the other page is the same in your language."
        what = f"the link to {old.target} leads to {new.target}"
        yield Problem(what, fix, (new.span,), (old.span,))


def _same_page(old: str, new: str, language: str) -> bool:
    """Whether two addresses differ in their language or their scheme only."""
    return _without_language(old, language) == _without_language(new, language)


def _without_language(address: str, language: str) -> str:
    tag = rf"(?:en|{re.escape(language)})(?:[-_][A-Za-z]{{2,4}})?" if language else "en"
    bare = re.sub(r"\Ahttps?://", "", address)
    found = re.sub(rf"(?<![A-Za-z0-9]){tag}(?:[./]|\Z)|\Awww\.", "", bare, flags=re.IGNORECASE)
    return found.rstrip("/")


@rule("reference-lost", Level.REFUSE, Group.MARKUP)
def reference_lost(pair: Pair) -> Iterator[Problem]:
    """A reference to a name of the document is missing from the translation.

    Bad:  "See `Sources`_ below." -> "Siehe Quellen unten."
    Good: "See `Sources`_ below." -> "Siehe unten, `Quellen <Sources_>`_."
    """
    yield from lost(pair, [Kind.REFERENCE], "reference")


@rule("reference-changed", Level.WARN, Group.MARKUP)
def reference_changed(pair: Pair) -> Iterator[Problem]:
    """Several references have other names. Sphinx then links them in any order.

    Bad:  "See `A`_ and `B`_." -> "Siehe `X`_ und `Y`_."
    Good: "See `A`_ and `B`_." -> "Siehe `X <A_>`_ und `Y <B_>`_."
    """
    renamed = list(_renamed(pair))
    if len(renamed) > 1:
        yield from renamed


@rule("reference-renamed", Level.STYLE, Group.MARKUP)
def reference_renamed(pair: Pair) -> Iterator[Problem]:
    """A reference has another name. Sphinx links it as long as it is the only one.

    Bad:  "See `Sources`_ below." -> "Siehe unten, `Quellen`_."
    Good: "See `Sources`_ below." -> "Siehe unten, `Quellen <Sources_>`_."
    """
    renamed = list(_renamed(pair))
    if len(renamed) == 1:
        yield from renamed


def _renamed(pair: Pair) -> Iterator[Problem]:
    lost, added = pair.markup.of(Kind.REFERENCE)
    for old, new in zip(lost, added, strict=False):
        fix = f"Write `{new.shown} <{old.target}_>`_."
        what = f"the reference {written(pair, old)} has another name"
        yield Problem(what, fix, (new.span,), (old.span,))


@rule("footnote-lost", Level.REFUSE, Group.MARKUP)
def footnote_lost(pair: Pair) -> Iterator[Problem]:
    """The mark of a footnote or citation is missing from the translation.

    Bad:  "A strike began. [#a]_" -> "Ein Streik begann."
    Good: "A strike began. [#a]_" -> "Ein Streik begann. [#a]_"
    """
    yield from lost(pair, list(NOTES), "footnote")


@rule("footnote-changed", Level.REFUSE, Group.MARKUP, fenced=True)
def footnote_changed(pair: Pair) -> Iterator[Problem]:
    """The mark of a footnote or citation is another one than the text's.

    Bad:  "A strike began. [1]_" -> "Ein Streik begann. [2]_"
    Bad:  "A strike began." -> "Ein Streik begann. [2]_"
    Good: "One [1]_ and two [2]_." -> "Zwei [2]_ und eins [1]_."
    """
    yield from _foreign(pair, list(NOTES), "footnote")


@rule("substitution-lost", Level.REFUSE, Group.MARKUP)
def substitution_lost(pair: Pair) -> Iterator[Problem]:
    """A substitution of the text is missing from the translation.

    Bad:  "This is |project|." -> "Das ist das Projekt."
    Good: "This is |project|." -> "Das ist |project|."
    """
    yield from lost(pair, [Kind.SUBSTITUTION], "substitution")


@rule("substitution-changed", Level.REFUSE, Group.MARKUP, fenced=True)
def substitution_changed(pair: Pair) -> Iterator[Problem]:
    """A substitution is another one than the text's; its name is not translated.

    Bad:  "This is |project|." -> "Das ist |Projekt|."
    Good: "This is |project|." -> "Das ist |project|."
    """
    yield from _foreign(pair, [Kind.SUBSTITUTION], "substitution")


def _foreign(pair: Pair, kinds: Sequence[Kind], what: str) -> Iterator[Problem]:
    lost, added = pair.markup.of(*kinds)
    for number, piece in enumerate(added):
        now = pair.msgstr[slice(*piece.span)]
        if number < len(lost):
            name = written(pair, lost[number])
            marks = (lost[number].span,)
            yield Problem(f"the {what} {name} became {now}", f"Write {name}.", (piece.span,), marks)
        else:
            yield Problem(f"the text has no {what} {now}", "Take it out.", (piece.span,))


@rule("anchor-lost", Level.REFUSE, Group.MARKUP)
def anchor_lost(pair: Pair) -> Iterator[Problem]:
    """An inline target, to which other texts may link, is missing from the translation.

    Bad:  "The _`first call` was sent." -> "Der erste Aufruf ging hinaus."
    Good: "The _`first call` was sent." -> "Der Aufruf, _`first call`, ging hinaus."
    """
    yield from lost(pair, [Kind.TARGET], "inline target")


@rule("anchor-foreign", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def anchor_foreign(pair: Pair) -> Iterator[Problem]:
    """An inline target that the text does not have: other texts could be led to it.

    Bad:  "The first call." -> "Der _`first call`."
    Good: "The _`first call`." -> "Der _`first call`."
    """
    for piece in pair.markup.added:
        if piece.kind is Kind.TARGET:
            now = pair.msgstr[slice(*piece.span)]
            yield Problem(f"the text has no target {now}", "Take it out.", (piece.span,))


@rule("reference-foreign", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def reference_foreign(pair: Pair) -> Iterator[Problem]:
    """A reference to a name of the document where the text has none to be translated, or one that
    names itself, at which docutils would never end.

    Bad:  "Read on." -> "Siehe `Quellen`_."
    Bad:  "See `Sources`_." -> "Siehe `Quellen <quellen_>`_."
    Good: "See `Sources`_." -> "Siehe `Quellen <Sources_>`_."
    """
    lost, added = pair.markup.of(Kind.REFERENCE)
    for piece in added:
        if piece.kind is Kind.LINK or len(added) > len(lost):
            now = pair.msgstr[slice(*piece.span)]
            fix = "Take the name of the text; put a title before it: `title <name_>`_."
            yield Problem(f"the text has no reference {now}", fix, (piece.span,))


@rule("nameless-reference", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def nameless_reference(pair: Pair) -> Iterator[Problem]:
    """Nameless references take the addresses of a document in their order: with one more or one
    less, each of them on the page leads elsewhere or nowhere.

    Bad:  "See `the plan`__." -> "Siehe den Plan."
    Bad:  "See `the plan`__." -> "Siehe `den`__ `Plan`__."
    Good: "See `the plan`__." -> "Siehe `den Plan`__."
    """
    before, after = (_nameless(side.pieces) for side in (pair.source, pair.target))
    if before != after:
        what = f"it has {after} references with two underscores; the text has {before}"
        yield Problem(what, "Keep every `title`__ of the text.")


def _nameless(pieces: Iterable[Piece]) -> int:
    return sum(piece.kind is Kind.REFERENCE and not piece.target for piece in pieces)
