"""What a page says of its language, and the places where its other languages are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lingotype.errors import UnknownLanguage
from lingotype.model.edition import ALTERNATES, LANGUAGES, Alternate
from lingotype.model.language import Language
from lingotype.publish import alternates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def note_source_language(_app: Sphinx, config: Config) -> None:
    """Remember conf.py's own `language`, which ``-D language=…`` is about to hide."""
    if not config.lingotype_source_language:
        # Sphinx keeps what conf.py said only in this private table.
        raw = getattr(config, "_raw_config", {})
        config.lingotype_source_language = str(raw.get("language") or "en")


def source_of(config: Config) -> Language | None:
    """The language the text is written in; None if its name is unknown."""
    return _parsed(config.lingotype_source_language)


def edition_of(config: Config) -> Language | None:
    """The language that is being built; None if its name is unknown."""
    return _parsed(config.language)


def describe(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give the templates the book's title in this language, and the link places."""
    edition = edition_of(app.config)
    if edition is None:
        return
    title = app.env.titles.get(app.config.root_doc)
    context["lingotype_book"] = title.astext() if title else app.config.project
    others = _absolute(app, pagename)
    context["lingotype_languages"] = _between(LANGUAGES, alternates.links(edition, others))
    head = _between(ALTERNATES, alternates.head(others))
    context["metatags"] = str(context.get("metatags", "")) + "\n    " + head


def _absolute(app: Sphinx, pagename: str) -> list[Alternate]:
    """The other editions' addresses, where conf.py says under which the sites will stand.

    `lingotype publish` puts in relative links to the pages that do stand, whatever is here.
    """
    base = app.config.lingotype_base_url.rstrip("/")
    listed = [app.config.lingotype_source_language, *app.config.lingotype_languages]
    languages = dict.fromkeys(language for name in listed if (language := _parsed(name)))
    if not base:
        return []
    uri = app.builder.get_target_uri(pagename)
    return [Alternate(language, f"{base}/{language.tag}/{uri}") for language in languages]


def _between(marks: tuple[str, str], text: str) -> str:
    return f"{marks[0]}{text}{marks[1]}"


def _parsed(name: str | None) -> Language | None:
    try:
        return Language.parse(name or "")
    except UnknownLanguage:
        return None
