"""What a contribution must never bring into a build: directives, tags, pictures, sheer size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lingotype.check import markdown
from lingotype.check.markup_blocks import DEEP, LONG, outline
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.check.rules.addresses import place_of, welcome
from lingotype.model.finding import Level

_LINE = r"(?:\A|(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]))"

_EXPLICIT = re.compile(rf"{_LINE}[ \t]*(?:\.\.|__)(?=\s|\Z)")


@rule("directive", Level.REFUSE, Group.SECURITY, fenced=True, firm=True, alone=True)
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
    known = {*outline(pair.msgid), *_NAME.findall(pair.msgid)}
    for name in (*outline(pair.msgstr), *_NAME.findall(pair.msgstr)):
        if name not in known and (name.startswith("directive ") or name.endswith("::")):
            yield Problem(f"it holds the {name}", "Translate the text alone.")


_NAME = re.compile(rf"{_LINE}[ \t]*\.\.[ \t]+(?:\|[^|\n]*\|[ \t]+)?([\w:+.-]+?::)")
"""The name of a directive, also in a text that is too long to be read."""

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
    hosts = {place for part in known if (place := place_of(markdown.address_of(part)))}
    for part, span in markdown.places(pair.msgstr):
        known[part] -= 1
        if known[part] < 0 and not _leads_to_a_host(part, pair, hosts):
            what = f"the original has no {part[:60]}"
            fix = "Copy addresses, tags and the like from the original, unchanged."
            yield Problem(what, fix, (span,))


def _leads_to_a_host(part: str, pair: Pair, hosts: set[tuple[str, str]]) -> bool:
    """Whether a part is nothing but a link to a host that is welcome."""
    target = markdown.address_of(part)
    plain = part in (target, f"]({target})", f"<{target}>")
    return plain and bool(target) and welcome(pair, target, hosts)


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
