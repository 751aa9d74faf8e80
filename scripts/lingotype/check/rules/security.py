"""What a contribution must never bring into a build or before a reader's eyes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lingotype.check import letters, markdown
from lingotype.check.compare import address, role_name, sense
from lingotype.check.markup import Kind, Piece, shape
from lingotype.check.markup_blocks import DEEP, LONG, outline
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.rules.markup import known_role
from lingotype.model.finding import Level

# --- blocks and roles --------------------------------------------------------------------------

_LINE = r"(?:\A|(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]))"
_EXPLICIT = re.compile(rf"{_LINE}[ \t]*(?:\.\.|__)(?=\s|\Z)")


@rule("directive", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def directive(pair: Pair) -> Iterator[Problem]:
    """A directive, a definition or a comment of reStructuredText: it could read files, run
    programs or change other pages. A translation never needs one.

    Bad:  "Read on." -> ".. include:: /etc/passwd"
    Good: "Read on." -> "... und weiter."
    """
    if pair.literal:
        yield from _directive_in_literal(pair)
        return
    if pair.markdown or pair.msgid == pair.msgstr:
        return
    if _is_picture(pair):
        yield from _other_picture(pair)
        return
    for found in _EXPLICIT.finditer(pair.msgstr):
        fix = "Translate the text alone; begin with a backslash if it really begins with dots."
        yield Problem("it holds a directive", fix, (found.span(),))
        return
    names = [block for block in pair.target.blocks if block.startswith("directive ")]
    if names:
        yield Problem(f"it holds the {names[0]}", "Translate the text alone.")


def _directive_in_literal(pair: Pair) -> Iterator[Problem]:
    """The description of a picture may have several lines too, and Sphinx reads it as a text."""
    known = set(outline(pair.msgid))
    for name in outline(pair.msgstr):
        if name.startswith("directive ") and name not in known:
            yield Problem(f"it holds the {name}", "Translate the text alone.")


_PICTURE = re.compile(r"\.\. image:: (?P<path>[^\s:\\]+)\Z")
_PICTURE_NAME = re.compile(r"[\w./ +-]+\.(?:png|jpe?g|gif|svg|webp|avif|pdf)", re.IGNORECASE)


def _is_picture(pair: Pair) -> bool:
    """Whether the text is what Sphinx extracts of an image, and the translation is of its kind."""
    return bool(_PICTURE.match(pair.msgid) and _PICTURE.match(pair.msgstr))


def _other_picture(pair: Pair) -> Iterator[Problem]:
    before, after = (_PICTURE.match(text) for text in (pair.msgid, pair.msgstr))
    if not before or not after:
        return
    folder, _, name = after["path"].rpartition("/")
    if folder != before["path"].rpartition("/")[0] or not _PICTURE_NAME.fullmatch(name):
        fix = "Name a picture that stands in the same folder."
        yield Problem(f"{after['path'][:60]} is no picture beside {before['path']}", fix)


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
            fix = "Take the roles of the text, unchanged and no others."
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


@rule("markdown-active", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def markdown_active(pair: Pair) -> Iterator[Problem]:
    """Of a text in Markdown: a link, picture, tag, role, directive or definition that the text does
    not have to the letter. Only the title of a link is translated.

    Where the message comes from a Markdown file; for example ``[here](https://example.org)`` may
    become ``[hier](https://example.org)``, and nothing else.
    """
    if not pair.markdown:
        return
    known = markdown.active(pair.msgid)
    hosts = {place for part in known if (place := _place(markdown.address_of(part)))}
    for part, span in markdown.places(pair.msgstr):
        known[part] -= 1
        if known[part] < 0 and not _leads_to_a_host(part, pair, hosts):
            what = f"the text has no {part[:60]}"
            yield Problem(what, "Take what leads or loads from the text, unchanged.", (span,))


def _leads_to_a_host(part: str, pair: Pair, hosts: set[tuple[str, str]]) -> bool:
    """Whether a part is nothing but a link to a host that is welcome."""
    target = markdown.address_of(part)
    plain = part in (target, f"]({target})", f"<{target}>")
    return plain and bool(target) and _welcome(pair, target, hosts)


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


# --- links -------------------------------------------------------------------------------------

_SCHEMES = frozenset({"http", "https"})


@rule("link-foreign", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def link_foreign(pair: Pair) -> Iterator[Problem]:
    """A link to a host that the text does not link to, or of another kind (``javascript:``,
    ``data:``, an e-mail address). conf.py lists hosts that are welcome besides in
    `lingotype_hosts`, such as another language's Wikipedia.

    Bad:  "See https://example.org." -> "Siehe https://example.net."
    Bad:  "See `it <https://example.org>`_." -> "Siehe `es <javascript:alert(1)>`_."
    Bad:  "See `it <https://example.org/a>`_." -> "Siehe `es <http://example.org/a>`_."
    Good: "See https://example.org." -> "Siehe https://example.org/de/."
    Good: "See https://en.wikipedia.org/wiki/A." -> "Siehe https://de.wikipedia.org/wiki/B."
    """
    links = [p for p in pair.target.pieces if sense(p)[0] is Kind.LINK]
    if not links:
        return
    known = {address(p) for p in pair.source.pieces if sense(p)[0] is Kind.LINK}
    hosts = {place for each in known if (place := _place(each))}
    hosts |= {(scheme, _sibling(host, pair)) for scheme, host in hosts}
    hosts |= {("https", host) for _, host in hosts}
    for piece in links:
        if address(piece) not in known and not _welcome(pair, address(piece), hosts):
            what = f"the text does not link to {piece.target[:80]}"
            yield Problem(what, "Link to what the text links to.", (piece.span,))


def _welcome(pair: Pair, target: str, hosts: set[tuple[str, str]]) -> bool:
    place = _place(target)
    if place is None:
        return False
    return place in hosts or (place[0] == "https" and _listed(place[1], pair.setting.policy.hosts))


def hosts_of(text: str) -> frozenset[str]:
    """The hosts that a text links to."""
    links = (address(p) for p in shape(text).pieces if sense(p)[0] is Kind.LINK)
    return frozenset(place[1] for each in links if (place := _place(each)))


def _place(target: str) -> tuple[str, str] | None:
    """The scheme and host of an address; None for what is no plain one."""
    try:
        parts = urlsplit(target)
        if parts.scheme not in _SCHEMES or not parts.hostname or parts.username or parts.port:
            return None
    except ValueError:
        return None
    if not parts.netloc.isascii() or "\\" in target:
        return None
    return (parts.scheme, parts.hostname.removeprefix("www."))


def _sibling(host: str, pair: Pair) -> str:
    """The host's edition in the language of the translation: ``fr.`` for ``en.wikipedia.org``."""
    first, _, rest = host.partition(".")
    source = pair.setting.source.tag.partition("-")[0]
    return f"{pair.setting.primary}.{rest}" if first == source and "." in rest else host


def _listed(host: str, hosts: Iterable[str]) -> bool:
    return any(host == each or (each.startswith(".") and host.endswith(each)) for each in hosts)


_SHOWN_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>`]+|\b[a-z0-9-]+\.(?:com|org|net|info)\b")


@rule("link-disguised", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def link_disguised(pair: Pair) -> Iterator[Problem]:
    """A link shows one address and leads to another.

    Bad:  "See `it <https://example.org>`_." -> "`https://bank.com <https://example.org>`_"
    Good: "See `it <https://example.org>`_." -> "`https://example.org <https://example.org>`_"
    """
    if "](" in pair.msgstr or "<" not in pair.msgstr:
        return
    for piece in pair.target.pieces:
        shown = _SHOWN_ADDRESS.search(piece.shown) if piece.titled else None
        if shown and shown[0] not in pair.msgid and not _within(shown[0], piece.target):
            what = f"it shows {shown[0]} and leads to {piece.target}"
            yield Problem(what, "Show the address it leads to, or a title.", (piece.span,))


def _within(shown: str, target: str) -> bool:
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", shown).rstrip("/.")
    return bare in target


_TAG = re.compile(
    r"<(?:/|!--|!DOCTYPE|\?)?[A-Za-z][A-Za-z0-9-]*(?=[\s>/])[^<>]*>?|<!--|&#x?[0-9a-f]+;",
    re.IGNORECASE,
)


@rule("html", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def html(pair: Pair) -> Iterator[Problem]:
    """A tag of HTML that the text does not have.

    Bad:  "Read on." -> "Lies <script src='https://example.org'></script> weiter."
    Good: "Read on <br> here." -> "Lies <br> hier weiter."
    """
    if pair.markdown or ("<" not in pair.msgstr and "&#" not in pair.msgstr):
        return
    seen = pair.msgstr if pair.literal else pair.target.plain
    before = Counter(tag.split()[0] for tag in _TAG.findall(pair.msgid))
    for found in _TAG.finditer(seen):
        if not before[found[0].split()[0]] and found[0] not in pair.msgid:
            yield Problem(f"the text has no {found[0][:40]}", "Take it out.", (found.span(),))


# --- size --------------------------------------------------------------------------------------

_TIMES = 6
_FREE_LENGTH = 1_500


@rule("oversized", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def oversized(pair: Pair) -> Iterator[Problem]:
    """The translation is many times as long as the text.

    A limit of six times the text and 1,500 characters; no line may have more than 10,000, since
    docutils reads no longer ones.
    """
    limit = _TIMES * len(pair.msgid) + _FREE_LENGTH
    if len(pair.msgstr) > limit:
        what = f"it has {len(pair.msgstr):,} characters; the text has {len(pair.msgid):,}"
        yield Problem(what, "Translate the text alone.")
    elif pair.target.blocks in (LONG, DEEP):
        yield Problem("it is too long or too deeply nested to be read", "Write one paragraph.")


# --- characters --------------------------------------------------------------------------------


@rule("bidi-control", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def bidi_control(pair: Pair) -> Iterator[Problem]:
    r"""A character that turns the order of others round, so that readers and reviewers see another
    text than the file has. The marks RLM, LRM and ALM are right in every language; isolates that
    are closed, where a language is written from right to left.

    Bad:  "Pay 100." -> "Zahle \u202e001\u202c."
    Good: "Pay 100." -> "Zahle\u200e 100."
    """
    found = [m.span() for m in letters.BIDI.finditer(pair.msgstr)]
    if not found or _as_in_text(letters.BIDI, pair):
        return
    if letters.overrides(pair.msgstr) or not letters.balanced(pair.msgstr) or not _turns(pair):
        yield Problem("it holds characters that change its order", "Delete them.", tuple(found))


def _turns(pair: Pair) -> bool:
    language = pair.setting.language
    return language is None or language.direction == "rtl"


@rule("invisible-character", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def invisible_character(pair: Pair) -> Iterator[Problem]:
    r"""Characters that nobody sees, where the language's script does not need them: text can be
    hidden with them. Joiners are right in scripts that join their letters, zero-width spaces in
    those that have none between words and beside markup.

    Bad:  "Read on." -> "Lies\u2063 weiter."
    Good: "Read on." -> "می\u200cخوانیم"
    """
    found = tuple(letters.invisible(pair.msgstr, pair.msgid, pair.setting.script))
    if found:
        names = dict.fromkeys(letters.named(pair.msgstr[start]) for start, _ in found)
        what = f"it holds what nobody sees: {', '.join(list(names)[:3])}"
        yield Problem(what, "Delete it.", found)


@rule("control-character", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def control_character(pair: Pair) -> Iterator[Problem]:
    r"""A control character, a lone surrogate or a character that is none.

    Bad:  "Read on." -> "Lies\u0007 weiter."
    Good: "Read on." -> "Lies weiter."
    """
    found = tuple(m.span() for m in letters.CONTROL.finditer(pair.msgstr))
    if found and not _as_in_text(letters.CONTROL, pair):
        name = letters.named(pair.msgstr[found[0][0]])
        yield Problem(f"it holds the control character {name}", "Delete it.", found)


@rule("piled-marks", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def piled_marks(pair: Pair) -> Iterator[Problem]:
    """More combining marks on a letter than any script puts there; they spill over other lines."""
    found = tuple(letters.piled(pair.msgstr))
    if found:
        yield Problem("marks are piled on a letter", "Delete them.", found)


def _as_in_text(pattern: re.Pattern[str], pair: Pair) -> bool:
    """Whether the text has the very same characters of a kind."""
    return not Counter(pattern.findall(pair.msgstr)) - Counter(pattern.findall(pair.msgid))


@rule("strange-letters", Level.WARN, Group.SECURITY)
def strange_letters(pair: Pair) -> Iterator[Problem]:
    r"""Letters that are made for formulas, for East Asian columns or for ornament, in place of
    plain ones: searches and screen readers do not know them.

    Bad:  "Read on." -> "L\uff49es weiter."
    Good: "Read on." -> "Lies weiter."
    """
    if pair.msgstr.isascii() or pair.setting.script in letters.WIDE_SCRIPTS:
        return
    found = [m for m in letters.STRANGE.finditer(pair.msgstr) if m[0] not in pair.msgid]
    if found:
        name = letters.named(found[0][0][0])
        marks = tuple(match.span() for match in found)
        yield Problem(f"it has the letter {name}", "Write a plain one.", marks)


@rule("mixed-scripts", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def mixed_scripts(pair: Pair) -> Iterator[Problem]:
    r"""A word of two scripts whose letters look alike, such as a Cyrillic а among Latin letters.

    Bad:  "Read on." -> "Lies w\u0435iter."
    Good: "Read on." -> "\u041f\u0440\u043e\u0447\u0442\u0438 HTML-\u0444\u0430\u0439\u043b."
    """
    if pair.msgstr.isascii():
        return
    for start, end in letters.mixed_words(pair.msgstr):
        word = pair.msgstr[start:end]
        if word not in pair.msgid:
            what = f"the word {word} has letters of two alphabets"
            yield Problem(what, "Write it in one.", ((start, end),))
