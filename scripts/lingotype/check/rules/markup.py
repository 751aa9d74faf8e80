"""Markup that a translation lost, changed or broke so that readers see it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lingotype.check.compare import NOTES, address, role_name
from lingotype.check.markup import SPEAKING, Kind, Piece
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level, Span


def written(pair: Pair, piece: Piece) -> str:
    """A piece of the msgid as it stands there."""
    return pair.msgid[slice(*piece.span)]


def spans(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """Where pieces stand."""
    return tuple(piece.span for piece in pieces)


def _lost(pair: Pair, kinds: Sequence[Kind], what: str) -> Iterator[Problem]:
    """A problem for each piece that is gone and that nothing of its kind replaces."""
    lost, added = pair.markup.of(*kinds)
    for piece in lost[len(added) :] if added else lost:
        name = written(pair, piece)
        yield Problem(f"the {what} {name} is lost", f"Put {name} back.", source_marks=(piece.span,))


# Roles

SAFE_ROLES = SPEAKING - {"term", "index"} | {"kbd", "file", "samp", "command", "program"}
"""Roles that do nothing but set their content in another face."""


@rule("role-lost", Level.REFUSE, Group.MARKUP)
def role_lost(pair: Pair) -> Iterator[Problem]:
    """A role of the text is missing from the translation, and its link or format with it.

    Bad:  "See :ref:`setup` first." -> "Siehe zuerst die Einrichtung."
    Good: "See :ref:`setup` first." -> "Siehe zuerst :ref:`setup`."
    """
    lost, added = roles(pair)
    for piece in lost[len(added) :]:
        name = written(pair, piece)
        yield Problem(f"{name} is lost", f"Put {name} back.", source_marks=(piece.span,))


@rule("role-changed", Level.REFUSE, Group.MARKUP, fenced=True, firm=True)
def role_changed(pair: Pair) -> Iterator[Problem]:
    """A role leads to a place that the text does not lead to, or has become another one. Only a
    title before ``<target>`` is translated.

    Bad:  "See :ref:`setup` first." -> "Siehe zuerst :ref:`Einrichtung`."
    Bad:  "See :doc:`setup` and :ref:`it`." -> "Siehe :ref:`setup` und :ref:`it`."
    Bad:  "See :ref:`setup` first." -> "Siehe zuerst :ref:`setup` und :ref:`andere`."
    Good: "See :ref:`setup` first." -> "Siehe zuerst die :ref:`Einrichtung <setup>`."
    """
    for old, new in _moved(pair):
        if not _spoken_of(new, old, pair):
            yield _led_elsewhere(pair, old, new)


@rule("role-altered", Level.WARN, Group.MARKUP)
def role_altered(pair: Pair) -> Iterator[Problem]:
    """A role has the same name in its target, but not the same target; or it is new and leads to
    something that the text names. Its link may be lost.

    Bad:  "See :meth:`~object.__lt__`." -> "Siehe :meth:`__lt__`."
    Bad:  "Use :class:`A` or B." -> "Verwende :class:`A` oder :class:`B`."
    Good: "See :meth:`~object.__lt__`." -> "Siehe :meth:`~object.__lt__`."
    """
    for old, new in _moved(pair):
        if _spoken_of(new, old, pair):
            yield _led_elsewhere(pair, old, new)


def _led_elsewhere(pair: Pair, old: Piece | None, new: Piece) -> Problem:
    now = pair.msgstr[slice(*new.span)]
    if old is None:
        fix = "Take the roles of the text, unchanged and no others."
        return Problem(f"the text has no {now}", fix, (new.span,))
    name = written(pair, old)
    fix = f"Write {name}; a title may be put before its target: {_with_title(old)}."
    return Problem(f"{name} became {now}", fix, (new.span,), (old.span,))


NAMING = frozenset(
    {"attr", "class", "const", "data", "doc", "envvar", "exc", "func", "keyword", "meth", "mod",
     "obj", "option", "pep", "ref", "rfc", "term", "type"}
)  # fmt: skip
"""Roles that do nothing but link to what their target names."""


def known_role(piece: Piece, pair: Pair) -> bool:
    """Whether a translation may use a role: the text does, it merely formats, conf.py lists it, or
    it links to something that the text names.
    """
    name = piece.name.lower()
    if name in SAFE_ROLES or name in pair.setting.policy.roles:
        return True
    used = {p.name.lower() for p in pair.source.pieces if p.kind is Kind.ROLE}
    return name in used or (role_name(piece) in NAMING and _spoken_of(piece, None, pair))


def _moved(pair: Pair) -> Iterator[tuple[Piece | None, Piece]]:
    """Roles that lead where the text does not, each with the lost one it may stand for."""
    lost, added = roles(pair)
    lost = list(lost)
    for new in added:
        free = new.name in SAFE_ROLES and not new.titled
        if known_role(new, pair) and not free:
            old = _partner(new, lost)
            if old:
                lost.remove(old)
            yield old, new


def _spoken_of(new: Piece, old: Piece | None, pair: Pair) -> bool:
    """Whether a role's target is that of the lost one but for its beginning, or a word of the
    text.
    """
    name = _last(new.target)
    if role_name(new) in ("ref", "doc", "download", "numref"):
        return False
    if old is not None and role_name(old) == role_name(new) and name == _last(old.target):
        return True
    if name.isdigit():  # of :pep: and :rfc:
        name = rf"{role_name(new)}[\s-]*{name}"
        return bool(re.search(rf"(?i)(?<!\w){name}(?!\d)", pair.source.text))
    words = rf"(?<!\w){re.escape(name)}(?!\w)"
    return old is None and len(name) < 200 and bool(name and re.search(words, pair.source.text))


def _last(target: str) -> str:
    """The last part of a name: ``bind`` of ``~socket.socket.bind()``."""
    return target.strip("!~ ").removesuffix("()").rpartition(".")[2]


def roles(pair: Pair) -> tuple[list[Piece], list[Piece]]:
    """Roles that are lost and added; a term that is translated, and so has another name in the
    glossary, is neither.
    """
    lost, added = pair.markup.of(Kind.ROLE)
    # Single backquotes have a rule of their own.
    lost, added = ([p for p in side if p.name] for side in (lost, added))
    old = [p for p in lost if role_name(p) == "term"]
    new = [p for p in added if role_name(p) == "term" and not p.titled]
    for former, now in zip(old, new, strict=False):
        lost.remove(former)
        added.remove(now)
    return lost, added


def _partner(piece: Piece, lost: Sequence[Piece]) -> Piece | None:
    """The lost role that a new one stands for: one of its target, else of its name, else any."""
    same = [p for p in lost if p.target == piece.target]
    same += [p for p in lost if role_name(p) == role_name(piece)]
    same += lost
    return same[0] if same else None


def _with_title(piece: Piece) -> str:
    return f":{piece.name}:`… <{piece.target}>`"


@rule("term-renamed", Level.WARN, Group.MARKUP)
def term_renamed(pair: Pair) -> Iterator[Problem]:
    """A translated term of the glossary is none of the words that the glossary has.

    Bad:  "A :term:`strike` began." -> "Ein :term:`xyzzy` begann."
    Good: "A :term:`strike` began." -> "Ein :term:`Streik <strike>` begann."
    """
    known = pair.setting.known
    if known is None:
        return
    lost, added = pair.markup.of(Kind.ROLE)
    terms = [piece for piece in lost if role_name(piece) == "term"]
    news = [piece for piece in added if role_name(piece) == "term"]
    for old, new in zip(terms, news, strict=False):
        if new.target.lower() not in known:
            now = pair.msgstr[slice(*new.span)]
            fix = f"Write :term:`{new.shown or new.target} <{old.target}>`."
            yield Problem(f"{now} is no term of the glossary", fix, (new.span,), (old.span,))


# Literals


@rule("literal-lost", Level.WARN, Group.MARKUP)
def literal_lost(pair: Pair) -> Iterator[Problem]:
    """A literal of the text is missing from the translation.

    Bad:  "Run ``make``." -> "Rufen Sie make auf."
    Good: "Run ``make``." -> "Rufen Sie ``make`` auf."
    """
    if not _single_backquotes(pair):
        yield from _lost(pair, [Kind.LITERAL], "literal")


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


# Links and references


@rule("link-lost", Level.REFUSE, Group.MARKUP)
def link_lost(pair: Pair) -> Iterator[Problem]:
    """A link of the text is missing from the translation.

    Bad:  "See `the list <https://example.org>`_." -> "Siehe die Liste."
    Good: "See `the list <https://example.org>`_." -> "Siehe `die Liste <https://example.org>`_."
    """
    yield from _lost(pair, [Kind.LINK], "link")


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
    yield from _lost(pair, [Kind.REFERENCE], "reference")


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


# Footnotes, citations, substitutions, inline targets


@rule("footnote-lost", Level.REFUSE, Group.MARKUP)
def footnote_lost(pair: Pair) -> Iterator[Problem]:
    """The mark of a footnote or citation is missing from the translation.

    Bad:  "A strike began. [#a]_" -> "Ein Streik begann."
    Good: "A strike began. [#a]_" -> "Ein Streik begann. [#a]_"
    """
    yield from _lost(pair, list(NOTES), "footnote")


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
    yield from _lost(pair, [Kind.SUBSTITUTION], "substitution")


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
            marks = spans([lost[number]])
            yield Problem(f"the {what} {name} became {now}", f"Write {name}.", (piece.span,), marks)
        else:
            yield Problem(f"the text has no {what} {now}", "Take it out.", (piece.span,))


@rule("anchor-lost", Level.REFUSE, Group.MARKUP)
def anchor_lost(pair: Pair) -> Iterator[Problem]:
    """An inline target, to which other texts may link, is missing from the translation.

    Bad:  "The _`first call` was sent." -> "Der erste Aufruf ging hinaus."
    Good: "The _`first call` was sent." -> "Der Aufruf, _`first call`, ging hinaus."
    """
    yield from _lost(pair, [Kind.TARGET], "inline target")


# Emphasis, and what is there less often


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
        yield Problem(f"the emphasis of {name} is lost", source_marks=(piece.span,))


_QUOTES = re.compile('["\u00ab\u00bb\u2018-\u201f\u2039\u203a\u300a-\u300f\uff02]')


@rule("markup-fewer", Level.STYLE, Group.MARKUP)
def markup_fewer(pair: Pair) -> Iterator[Problem]:
    """A piece of markup stands in the translation, but less often than in the text.

    Bad:  "Use ``a`` here and ``a`` there." -> "Hier und da ``a``."
    Good: "Use ``a`` here and ``a`` there." -> "Hier ``a`` und da ``a``."
    """
    for piece in pair.markup.fewer:
        name = written(pair, piece)
        yield Problem(f"{name} stands there less often", source_marks=(piece.span,))


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


# What readers would see of it

_MARKS = re.compile(
    r"``?|\*\*|(?<![\w*])\*(?=[^\s\d*])|(?<=[^\s\d*])\*(?![\w*])|\]_(?!\w)|(?<!\w)_`|`_"
    r"|:[A-Za-z][\w+.:-]{0,40}:(?=\s?[`\u2018\u201c\u00b4\uff40])|(?<!\w)\|(?=\w)|[\uff40\u00b4]"
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
                fix = "Put a space, or a backslash and a space, between markup and letters."
                yield Problem(f"readers would see {mark}", fix, (found.span(),))
                return


def _bare(mark: str) -> str:
    return re.sub(r"\s", "", mark)
