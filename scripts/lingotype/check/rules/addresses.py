"""Where a translation may link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lingotype.check.compare import address, sense
from lingotype.check.markup import Kind, shape
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level

_SCHEMES = frozenset({"http", "https"})


@rule("link-foreign", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def link_foreign(pair: Pair) -> Iterator[Problem]:
    """A link to a host that the text does not link to, or of another kind (``javascript:``,
    ``data:``, an e-mail address). The host's own edition in the language is welcome, and so are
    the hosts that conf.py lists in `lingotype_hosts`.

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
    hosts = {place for each in known if (place := place_of(each))}
    hosts |= {(scheme, _sibling(host, pair)) for scheme, host in hosts}
    hosts |= {("https", host) for _, host in hosts}
    for piece in links:
        if address(piece) not in known and not welcome(pair, address(piece), hosts):
            what = f"the text does not link to {piece.target[:80]}"
            yield Problem(what, "Link to what the text links to.", (piece.span,))


_SHOWN_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>`]+|\b[a-z0-9-]+\.(?:com|org|net|info)\b")


@rule("link-disguised", Level.REFUSE, Group.SECURITY, fenced=True, firm=True)
def link_disguised(pair: Pair) -> Iterator[Problem]:
    """A link shows one address and leads to another.

    Bad:  "See `it <https://example.org>`_." -> "`https://bank.com <https://example.org>`_"
    Good: "See `it <https://example.org>`_." -> "`https://example.org <https://example.org>`_"
    """
    if "<" not in pair.msgstr:
        return
    for piece in pair.target.pieces:
        shown = _SHOWN_ADDRESS.search(piece.shown) if piece.titled else None
        if shown and shown[0] not in pair.msgid and not _within(shown[0], piece.target):
            what = f"it shows {shown[0]} and leads to {piece.target}"
            yield Problem(what, "Show the address it leads to, or a title.", (piece.span,))


def _within(shown: str, target: str) -> bool:
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", shown).rstrip("/.")
    return bare in target


def welcome(pair: Pair, target: str, hosts: set[tuple[str, str]]) -> bool:
    """Whether a translation may link to an address: one of `hosts`, as (scheme, host), or one that
    conf.py lists, by https.
    """
    place = place_of(target)
    if place is None:
        return False
    return place in hosts or (place[0] == "https" and _listed(place[1], pair.setting.policy.hosts))


def hosts_of(text: str) -> frozenset[str]:
    """The hosts that a text links to."""
    links = (address(p) for p in shape(text).pieces if sense(p)[0] is Kind.LINK)
    return frozenset(place[1] for each in links if (place := place_of(each)))


def place_of(target: str) -> tuple[str, str] | None:
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
