"""What a page of our theme may load and run: a content security policy in its head.

Should a script come into a page by a translation, in spite of the fence, no browser runs it. The
policy is made of what conf.py, extensions and templates ask for, and never of the finished page:
what was smuggled in must not be allowed for being there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import ConfigError

import lingotype
from lingotype.publish.plain_page import source_of_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

Policy = dict[str, list[str]]
"""Directives with their sources, such as ``{"img-src": ["'self'", "data:"]}``."""

SETTING = "lingotype_content_security_policy"
PLURALS = "lingotype-plurals.js"

_THEME = Path(lingotype.__file__).parent / "themes" / "lingotype"
_LAST = 900
"""Extensions such as Sphinx's for MathJax name a page's scripts when it is about to be written."""

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_JINJA = re.compile(r"\{[{%#]")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?(:[0-9]+)?", re.ASCII)
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_SOURCES = re.compile(r"[!-+\--:<-~ ]*")
"""Printable ASCII but for comma and semicolon, which would begin something else."""


def guard(app: Sphinx) -> None:
    """Have each page of our theme, or of one that inherits from it, say what it may load and run.

    Raises ConfigError if conf.py's setting cannot be read.
    """
    theme = getattr(app.builder, "theme", None)
    if app.builder.format != "html" or theme is None or _THEME not in theme.get_theme_dirs():
        return
    app.connect("html-page-context", _count_without_eval)
    value = getattr(app.config, SETTING)
    if value is False:
        return
    changes = {} if value is True else _checked(value)
    folders: Sequence[Path] = getattr(app.builder.templates, "pathchain", ())
    known = list(dict.fromkeys(_texts_of_templates(folders)))
    app.connect("html-page-context", partial(_say, known=known, changes=changes), priority=_LAST)


def _checked(value: object) -> Mapping[str, str | Sequence[str]]:
    if not isinstance(value, dict):
        raise ConfigError(f"{SETTING}: {value!r}; write True, False or a dict of directives")
    for name, sources in value.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise ConfigError(f"{SETTING}: {name!r}; write a directive's name, such as 'img-src'")
        if not isinstance(sources, str | list | tuple):
            raise ConfigError(f"{SETTING}: {name}: {sources!r}; write a string or a list of them")
        for source in [sources] if isinstance(sources, str) else sources:
            _check_source(name, source)
    return value


def _check_source(directive: str, source: object) -> None:
    if not isinstance(source, str) or not _SOURCES.fullmatch(source):
        raise ConfigError(
            f"{SETTING}: {directive}: {source!r}; write sources such as 'https://example.org', "
            "and each directive by itself"
        )


def _count_without_eval(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Before the words that Sphinx's scripts say, put a script that reads their plural rule.

    Sphinx's own way is to run the rule as JavaScript, for which all scripts of a page would have
    to be allowed to run text.
    """
    if "_static/translations.js" in map(_name, context.get("script_files", ())):
        builder = cast("StandaloneHTMLBuilder", app.builder)  # for this page only
        builder.add_js_file(PLURALS, priority=300)  # after doctools.js, before translations.js


def _say(
    _app: Sphinx,
    _page: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
    *,
    known: Sequence[str],
    changes: Mapping[str, str | Sequence[str]],
) -> None:
    """Put the policy before all that the page itself has in its head.

    known: sources for the scripts that stand in templates.
    """
    if "script_files" not in context:  # builders that give JSON or pickles make no page
        return
    policy = _changed(_wanted(context, doctree, known), changes)
    content = escape(_written(policy), quote=False).replace('"', "&quot;")
    meta = f'\n    <meta http-equiv="Content-Security-Policy" content="{content}" />'
    context["metatags"] = meta + str(context.get("metatags", ""))


def _wanted(
    context: Mapping[str, Any], doctree: nodes.document | None, known: Sequence[str]
) -> Policy:
    """The least that the page needs to work as conf.py, extensions and the text have it."""
    scripts = _hosts(map(_name, context["script_files"]))
    styles = _hosts(map(_name, context["css_files"]))
    images = _hosts([*_logos(context), *_images(doctree)])
    return {
        "default-src": ["'none'"],
        "script-src": ["'self'", *known, *_texts(context["script_files"]), *scripts],
        "style-src": ["'self'", "'unsafe-inline'", *styles],  # docutils writes style="width: …"
        "img-src": ["'self'", "data:", *images],
        "media-src": ["'self'", *images],  # an image directive with the address of a film
        "font-src": ["'self'", "data:", *styles, *scripts],  # MathJax is a script and has fonts
        "connect-src": ["'self'", *scripts],  # the search reads the pages that it found
        "worker-src": ["'self'", "blob:"],  # in which MathJax makes the words for screen readers
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
    }


def _changed(policy: Policy, changes: Mapping[str, str | Sequence[str]]) -> Policy:
    """A string takes the place of a directive, a list adds to it."""
    done = dict(policy)
    for name, sources in changes.items():
        given = [sources] if isinstance(sources, str) else [*policy.get(name, []), *sources]
        done[name] = [x for x in given if x != "'none'"] or given  # 'none' stands alone
    return done


def _written(policy: Policy) -> str:
    return "; ".join(
        " ".join([name, *dict.fromkeys(sources)]).strip() for name, sources in policy.items()
    )


# --- where the sources come from -----------------------------------------------------------


def _texts_of_templates(folders: Iterable[Path]) -> Iterator[str]:
    """Sources for the scripts that stand in the templates of theme and project, word for word.

    Sphinx's search box has one. A script with values put in is not among them.
    """
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.html")):
            for text in _INLINE.findall(path.read_text("utf-8-sig", errors="replace")):
                if text.strip() and not _JINJA.search(text):
                    yield source_of_text(text)


def _texts(files: Iterable[Any]) -> Iterator[str]:
    """Sources for the scripts that have a text instead of an address, such as MathJax's settings.

    files: as in the context of a page: names, or Sphinx's objects with a filename and attributes.
    """
    for file in files:
        body = getattr(file, "attributes", {}).get("body")
        if body and not _name(file):
            yield source_of_text(body)


def _name(file: Any) -> str:
    return str(getattr(file, "filename", file) or "")


def _logos(context: Mapping[str, Any]) -> list[str]:
    return [str(context.get(name) or "") for name in ("logo_url", "favicon_url")]


def _images(doctree: nodes.document | None) -> Iterator[str]:
    """Addresses of the page's image directives; not of what stands in raw HTML.

    A translation can put another address only where the fence lets it.
    """
    for node in doctree.findall(nodes.image) if doctree else ():
        yield str(node.get("uri", ""))


def _hosts(addresses: Iterable[str]) -> list[str]:
    return [source for address in addresses if (source := host_of(address))]


def host_of(address: str) -> str:
    """``https://cdn.example.org:8080`` of an absolute address; "" if it is none, or a trick."""
    if "://" not in address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2].encode("idna").decode()
    except ValueError:
        return ""
    usable = parts.scheme in {"http", "https"} and _HOST.fullmatch(host)
    return f"{parts.scheme}://{host}" if usable else ""
