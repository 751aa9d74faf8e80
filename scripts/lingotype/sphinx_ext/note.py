"""At the start of a page: how complete its translation is, and what readers may choose."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx.errors import ConfigError
from sphinx.util.i18n import docname_to_domain

from lingotype.model.edition import Shown
from lingotype.sphinx_ext import beside, interface, unpublished
from lingotype.sphinx_ext.page import edition_of
from lingotype.sphinx_ext.states import BROWSERS, languages_of, shown_of, states_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "lingotype"
_CLOSE = frozenset({"Hans", "Hant", "Jpan"})
_SCHEMES = ("https://", "http://", "mailto:")
_FIELDS = ("language", "locale", "domain", "docname")


def check(_app: Sphinx, config: Config) -> None:
    """Raise ConfigError for an address of help that cannot be made."""
    try:
        address = str(config.lingotype_help_url or "").format(**dict.fromkeys(_FIELDS, ""))
    except (KeyError, IndexError, ValueError) as error:
        known = ", ".join(f"{{{name}}}" for name in _FIELDS)
        raise ConfigError(f"lingotype_help_url: {error}; write an address with {known}") from error
    if address and not address.startswith(_SCHEMES):
        raise ConfigError(f"lingotype_help_url: {address!r}; write an address with https://")


def show(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Put the note before the text of a document's page; on one that shows both languages the
    source text needs no choice.
    """
    docname = beside.document_of(app, pagename)
    if "body" not in context or docname not in states_of(app.env):
        return
    there = beside.counterpart(app, pagename)
    if there:
        context["lingotype_beside"] = there
        context["lingotype_is_beside"] = docname != pagename
    parts = [
        _share(app, docname),
        _choice(app, docname) if docname == pagename else "",
        _link(app, there, docname != pagename) if there else "",
    ]
    inside = "".join(parts)
    if inside:
        label = escape(interface.word(app, "About this translation"))
        note = f'<aside class="lingotype-note" aria-label="{label}">{inside}</aside>\n'
        context["body"] = note + str(context["body"])


def _share(app: Sphinx, docname: str) -> str:
    shown = shown_of(app, docname)
    if not shown.missing and not shown.stale:
        return ""
    text = escape(share_told(app, shown))
    address = help_address(app, docname)
    if address:
        words = escape(interface.word(app, "Help translate"))
        text += f' <a class="lingotype-help" href="{escape(address)}">{words}</a>'
    return f'<p class="lingotype-share">{text}</p>'


def share_told(app: Sphinx, shown: Shown) -> str:
    """One or two sentences on how complete a page is; plain text."""
    edition = edition_of(app.config)
    assert edition is not None
    sentences = []
    if not shown.share:
        return interface.word(app, "This page is not translated yet.")
    if shown.missing:
        text = interface.word(app, "%(share)s of this page is translated.")
        sentences.append(text % {"share": edition.percent(shown.share)})
    if shown.stale:
        text = interface.word(app, "Some of it is an older translation.")
        if not shown.missing:
            text = interface.word(app, "Some of this page is an older translation.")
        sentences.append(text)
    # Full stops of Chinese and Japanese bring their own space.
    return ("" if edition.script in _CLOSE else " ").join(sentences)


def help_address(app: Sphinx, docname: str) -> str:
    """Where a reader can help with the translation of a document; "" where conf.py does not say."""
    edition = edition_of(app.config)
    pattern = app.config.lingotype_help_url
    if not pattern or edition is None:
        return ""
    fields = {
        "language": edition.tag,
        "locale": edition.locale_name,
        "domain": docname_to_domain(docname, app.config.gettext_compact),
        "docname": docname,
    }
    return str(pattern.format(**{name: quote(value) for name, value in fields.items()}))


def _choice(app: Sphinx, docname: str) -> str:
    """The switch, which is CSS alone: what is not chosen is hidden."""
    languages = languages_of(app.config)
    if languages is None or not shown_of(app, docname).stale or app.builder.name not in BROWSERS:
        return ""
    if not unpublished.is_published(app, docname):
        return ""
    source, edition = languages
    legend = interface.word(app, "Where the text changed after it was translated, show")
    older = interface.word(app, "the older translation")
    original = interface.word(app, "the text in %(language)s")
    return (
        f'<fieldset class="lingotype-older"><legend>{escape(legend)}</legend>'
        f"{_radio('translation', older, ' checked')}"
        f"{_radio('source', original % {'language': source.name_in(edition)}, '')}</fieldset>"
    )


def _radio(value: str, label: str, checked: str) -> str:
    return (
        f'<label><input type="radio" name="lingotype-older" value="{value}"{checked}> '
        f"{escape(label)}</label>"
    )


def _link(app: Sphinx, there: str, is_beside: bool) -> str:  # noqa: FBT001
    """To the page with both languages and back; our theme has a place of its own for it."""
    if app.config.html_theme == THEME:
        return ""
    words = beside.words(app, is_beside=is_beside)
    return f'<p class="lingotype-both"><a href="{escape(there)}">{escape(words)}</a></p>'
