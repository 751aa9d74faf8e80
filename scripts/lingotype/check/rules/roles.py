"""Roles: what they lead to, and which ones a translation may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lingotype.check.compare import role_name, sense
from lingotype.check.markup import SPEAKING, Kind, Piece, shape
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.rules.telling import written
from lingotype.model.finding import Level

SAFE_ROLES = SPEAKING - {"term", "index"} | {"kbd", "file", "samp", "command", "program"}
"""Roles that do nothing but set their content in another face."""

NAMING = frozenset(
    {"attr", "class", "const", "data", "doc", "envvar", "exc", "func", "keyword", "meth", "mod",
     "obj", "option", "pep", "ref", "rfc", "term", "type"}
)  # fmt: skip
"""Roles that do nothing but link to what their target names."""


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
        fix = "Use only the roles that the original has."
        return Problem(f"the text has no {now}", fix, (new.span,))
    name = written(pair, old)
    fix = f"Write {name}; a title may be put before its target: {_with_title(old)}."
    return Problem(f"{name} became {now}", fix, (new.span,), (old.span,))


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


@rule("role-forbidden", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def role_forbidden(pair: Pair) -> Iterator[Problem]:
    """A role that the text does not use. Some load files or run code, so only those that merely
    format are open to a translation, those that link to what the text names, and those that
    conf.py lists in `lingotype_roles`.

    Bad:  "Read on." -> "Lies weiter: :download:`mehr <../conf.py>`."
    Good: "Read on." -> "Lies :strong:`weiter`."
    """
    for piece in pair.target.pieces:
        if piece.kind is Kind.ROLE and not known_role(piece, pair):
            fix = "Use only the roles that the original has."
            yield Problem(f"the text has no role :{piece.name}:", fix, (piece.span,))


@rule("term-divided", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def term_divided(pair: Pair) -> Iterator[Problem]:
    """Of a term of a glossary Sphinx reads what stands before `` : `` by itself; a piece of markup
    that is divided so is another one then.

    Bad:  "Wreck" -> "``Tag `x <javascript:h()>`__ : b``"
    Good: "Wreck" -> "Wrack : Substantiv"
    """
    if " : " not in pair.msgstr or pair.literal:
        return
    whole = {sense(piece) for piece in pair.target.pieces}
    first = shape(_CLASSIFIER.split(pair.msgstr, maxsplit=1)[0])
    if any(sense(piece) not in whole for piece in first.pieces):
        fix = "Write the colon without a space before it, or a no-break space."
        yield Problem("a colon between spaces divides a piece of markup", fix)


_CLASSIFIER = re.compile(" +: +")


@rule("numref-format", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def numref_format(pair: Pair) -> Iterator[Problem]:
    """A title of ``:numref:`` is filled in by a program; other placeholders than its own stop the
    build.

    Bad:  "See :numref:`Table %s <t>`." -> "Siehe :numref:`Tabelle {0.x} <t>`."
    Good: "See :numref:`Table %s <t>`." -> "Siehe :numref:`Tabelle %s <t>`."
    """
    for piece in pair.target.pieces:
        if role_name(piece) == "numref" and piece.titled:
            bare = re.sub(r"%s|\{number\}|\{name\}", "", piece.shown)
            if re.search(r"[%{}]", bare):
                fix = "Write the number as %s, once."
                yield Problem(f"{piece.shown} has another placeholder", fix, (piece.span,))


_COMMAND = re.compile(r"\\[A-Za-z@]+|\^\^|\\\W")


@rule("formula-changed", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def formula_changed(pair: Pair) -> Iterator[Problem]:
    r"""A formula has a command that the text's has not. TeX reads files and runs programs.

    Bad:  "So :math:`a+b`." -> "Also :math:`\\input{x}`."
    Good: "So :math:`\\text{x}`." -> "Also :math:`\\text{y}`."
    """
    known = set(_COMMAND.findall(pair.msgid))
    places = [p.span for p in pair.target.pieces if role_name(p) in ("math", "eq", "raw-latex")]
    if pair.literal:
        places = [(0, len(pair.msgstr))]
    for start, end in places:
        for found in _COMMAND.finditer(pair.msgstr, start, end):
            if found[0] not in known:
                fix = "Take the formula of the text, unchanged."
                yield Problem(f"the text has no {found[0]}", fix, (found.span(),))
