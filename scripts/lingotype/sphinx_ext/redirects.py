"""Old addresses lead on: `lingotype_redirects` names documents and anchors that were renamed.

A document that is gone gets a small page in its old place. An anchor that was renamed on its page
stands there under both names. For one that moved to another page there is a line on its old page,
shown to those alone who come for it. All of it without JavaScript; with it, an anchor of a page
that moved is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging

from lingotype.model import address
from lingotype.model.language import Language
from lingotype.model.redirects import BadRedirect, Place, Redirect, redirects
from lingotype.publish import plain_page
from lingotype.publish.stamp import ALONE
from lingotype.sphinx_ext import interface
from lingotype.sphinx_ext.catalogues import TYPE
from lingotype.sphinx_ext.page import base_of, edition_of
from lingotype.sphinx_ext.states import BROWSERS
from lingotype.workspace.conf import line_of_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

SETTING = "lingotype_redirects"
SUBTYPE = "redirect"

_HIDDEN = "<style>.lingotype-moved:not(:target) { display: none; }</style>"

_SCRIPT = """
(function () {{
  var moved = {moved}, to = {to};
  var anchor = decodeURIComponent(location.hash.slice(1));
  if (Object.prototype.hasOwnProperty.call(moved, anchor)) to = moved[anchor];
  else if (anchor && to.indexOf("#") < 0) to += location.hash;
  location.replace(to);
}})();
"""


def check(app: Sphinx, config: Config) -> None:
    """Raise ConfigError, with the line of conf.py, for what cannot be a redirect."""
    try:
        redirects(config.lingotype_redirects)
    except BadRedirect as error:
        raise ConfigError(f"{_place(app, str(error.key))}: {SETTING}: {error}") from error


def examine(app: Sphinx, env: BuildEnvironment) -> None:
    """Look at what there is. What leads nowhere, or away from something that stands, is left out
    with a warning.
    """
    ids: dict[str, frozenset[str]] = {}
    kept: list[Redirect] = []
    for redirect in redirects(app.config.lingotype_redirects):
        if wrong := _wrong(env, redirect, ids):
            _warn(app, redirect, wrong)
        else:
            kept.append(redirect)
    setattr(env, _KEPT, kept)


_KEPT = "lingotype_redirects"


def kept_of(env: BuildEnvironment) -> list[Redirect]:
    """Those that lead from somewhere to somewhere."""
    found: list[Redirect] = getattr(env, _KEPT, [])
    return found


def _wrong(env: BuildEnvironment, redirect: Redirect, ids: dict[str, frozenset[str]]) -> str:
    """What is wrong with a redirect in this text; "" if nothing is."""
    return _wrong_from(env, redirect, ids) or _wrong_to(env, redirect, ids)


def _wrong_from(env: BuildEnvironment, redirect: Redirect, ids: dict[str, frozenset[str]]) -> str:
    old = redirect.old
    if old.document in env.found_docs:
        if not old.anchor:
            return f"{redirect.key!r} is still a document"
        if old.anchor in _ids(env, old.document, ids):
            return f"{redirect.key!r} is still there"
    elif old.anchor and old.document not in env.config.lingotype_redirects:
        return f"{redirect.key!r}: there is no document {old.document!r}, nor a redirect from it"
    return ""


def _wrong_to(env: BuildEnvironment, redirect: Redirect, ids: dict[str, frozenset[str]]) -> str:
    new = redirect.new
    if isinstance(new, str):
        return ""
    if new.document not in env.found_docs:
        return f"{redirect.key!r}: there is no document {new.document!r}"
    if new.anchor and new.anchor not in _ids(env, new.document, ids):
        return f"{redirect.key!r}: there is no {new.anchor!r} in {new.document!r}"
    return ""


def _ids(env: BuildEnvironment, docname: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    if docname not in known:
        elements = env.get_doctree(docname).findall(nodes.Element)
        known[docname] = frozenset(x for element in elements for x in element["ids"])
    return known[docname]


def _warn(app: Sphinx, redirect: Redirect, wrong: str) -> None:
    text = f"{SETTING}: {wrong}"
    logger.warning(text, location=_place(app, redirect.key), type=TYPE, subtype=SUBTYPE)


def _place(app: Sphinx, key: str) -> str:
    """The line of conf.py on which an entry begins, as warnings name it."""
    conf = Path(app.confdir) / "conf.py"
    return f"{conf}:{line_of_text(conf, key) or 1}"


# --- anchors, on pages that stand ------------------------------------------------------------


def keep_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give a document the anchors that it had."""
    if app.builder.name not in BROWSERS:
        return
    for redirect in kept_of(app.env):
        if redirect.old.document == docname and redirect.old.anchor:
            _keep_anchor(app, doctree, docname, redirect)


def _keep_anchor(app: Sphinx, doctree: nodes.document, docname: str, redirect: Redirect) -> None:
    old, new = redirect.old, redirect.new
    if isinstance(new, Place) and new.document == docname and new.anchor:
        same = (x for x in doctree.findall(nodes.Element) if new.anchor in x["ids"])
        if (element := next(same, None)) is not None:
            element["ids"] = [*element["ids"], old.anchor]
        return
    said = escape(interface.word(app, "What stood here has moved:"))
    link = f'<a href="{escape(_address(app, docname, new))}">{escape(_title(app, new))}</a>'
    html = f'<p class="lingotype-moved" role="note" id="{escape(old.anchor)}">{said} {link}</p>\n'
    at = doctree.next_node(nodes.title)
    line = nodes.raw("", html, format="html")
    if at is None:
        doctree.insert(0, line)
    else:
        at.parent.insert(at.parent.index(at) + 1, line)


def hide_lines(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], doctree: object
) -> None:
    """Let a line about what has moved be seen by those alone who come for it."""
    if isinstance(doctree, nodes.document) and 'class="lingotype-moved"' in context.get("body", ""):
        context["metatags"] = f"{context.get('metatags', '')}\n    {_HIDDEN}"


def _address(app: Sphinx, docname: str, new: Place | str) -> str:
    """Of the new place, as seen from a page."""
    if isinstance(new, str):
        return new
    anchor = f"#{quote(new.anchor)}" if new.anchor else ""
    same = new.document == docname
    return ("" if same else app.builder.get_relative_uri(docname, new.document)) + anchor


def _title(app: Sphinx, new: Place | str) -> str:
    """What the new place is called."""
    if isinstance(new, str):
        return new
    for section in app.env.get_doctree(new.document).findall(nodes.section):
        title = section.next_node(nodes.title)
        if new.anchor in section["ids"] and title is not None:
            return title.astext()
    title = app.env.titles.get(new.document)
    return title.astext() if title else new.document


# --- pages in the place of documents that are gone -------------------------------------------


def write(app: Sphinx, failed: Exception | None) -> None:
    """Write the small pages, when all others are there."""
    edition = edition_of(app.config)
    if failed or edition is None or app.builder.name not in BROWSERS:
        return
    for redirect in kept_of(app.env):
        old = redirect.old
        if old.anchor or old.document in app.env.found_docs:
            continue
        place = Path(app.builder.get_outfilename(old.document))  # type: ignore[attr-defined]
        if place.exists() and ALONE.encode() not in place.read_bytes()[:2000]:
            _warn(app, redirect, f"{redirect.key!r} is a page that is made already")
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_page(app, edition, redirect))


def _page(app: Sphinx, edition: Language, redirect: Redirect) -> bytes:
    to = _address(app, redirect.old.document, redirect.new)
    title = interface.word(app, "This page has moved")
    link = f'<a href="{escape(to)}">{escape(_title(app, redirect.new))}</a>'
    return plain_page.page(
        edition,
        title,
        f"<h1>{escape(title)}</h1>\n<p>{link}</p>",
        head="".join(_head(app, edition, redirect.new, to)),
        early=_script(dict(_moved(app, redirect.old.document)), to),
    )


def _head(app: Sphinx, edition: Language, new: Place | str, to: str) -> Iterator[str]:
    yield f'{ALONE}\n<meta name="robots" content="noindex">\n'
    yield f'<meta http-equiv="refresh" content="0; url={escape(to)}">\n'
    base = base_of(app.config)
    if isinstance(new, str):
        yield f'<link rel="canonical" href="{escape(new)}">\n'
    elif base:
        home = address.home(base, edition)
        whole = f"{home}/{app.builder.get_target_uri(new.document)}"
        yield f'<link rel="canonical" href="{escape(whole)}">\n'


def _moved(app: Sphinx, document: str) -> Iterator[tuple[str, str]]:
    """Where the anchors of a document that is gone are now."""
    for redirect in kept_of(app.env):
        if redirect.old.document == document and redirect.old.anchor:
            yield redirect.old.anchor, _address(app, document, redirect.new)


def _script(moved: dict[str, str], to: str) -> str:
    return _SCRIPT.format(moved=_literal(moved), to=_literal(to))


def _literal(value: Any) -> str:
    """As JavaScript that may stand in a page."""
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c")
