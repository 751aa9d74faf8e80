"""What a page says of its language, and the places where its other languages are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.errors import ConfigError

from lingotype.errors import UnknownLanguage
from lingotype.model import address
from lingotype.model.edition import ALTERNATES, LANGUAGES
from lingotype.model.language import Language
from lingotype.model.thresholds import Thresholds, thresholds

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


def languages_of_project(config: Config) -> list[Language]:
    """All that conf.py lists, that of the text first; those that are unknown are left out."""
    listed = [config.lingotype_source_language, *config.lingotype_languages]
    return list(dict.fromkeys(language for name in listed if (language := _parsed(name))))


def base_of(config: Config) -> str:
    """Where the sites will stand; "" if conf.py does not say. Raises ConfigError."""
    try:
        return address.checked(config.lingotype_base_url)
    except ValueError as error:
        raise ConfigError(f"lingotype_base_url: {error}") from error


def thresholds_of(config: Config) -> Thresholds:
    """Below which share what is not shown. Raises ConfigError."""
    try:
        return thresholds(config.lingotype_thresholds)
    except ValueError as error:
        raise ConfigError(f"lingotype_thresholds: {error}") from error


def linked_later(config: Config) -> bool:
    """Whether `lingotype publish` builds, which links the languages itself when they stand."""
    return bool(config.lingotype_screened)


def say_where(_app: Sphinx, config: Config) -> None:
    """Tell Sphinx the address of this language's site, for the one that each page says is its own.

    It takes the place of an `html_baseurl` of conf.py, which is the same for all languages.
    """
    base, edition = base_of(config), edition_of(config)
    thresholds_of(config)  # whose mistakes are better told now
    if base and edition is not None:
        config.html_baseurl = f"{address.home(base, edition)}/"


def name_edition(_app: Sphinx, config: Config) -> None:
    """Tell the switcher of pydata-sphinx-theme, if conf.py has one for our `switcher.json`, which
    language this site is in: what it calls a version, and conf.py cannot know of each.
    """
    edition = edition_of(config)
    switcher = config.html_theme_options.get("switcher")
    if edition is not None and isinstance(switcher, dict):
        switcher = {"version_match": edition.tag} | switcher
        config.html_theme_options = {**config.html_theme_options, "switcher": switcher}


def describe(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give the templates the book's title in this language, and the link places."""
    edition = edition_of(app.config)
    if edition is None:
        return
    title = app.env.titles.get(app.config.root_doc)
    context["lingotype_book"] = title.astext() if title else app.config.project
    context["lingotype_language"] = edition.autonym
    context["lingotype_languages"] = Markup(_between(LANGUAGES))  # noqa: S704 - no text of others
    head = _between(ALTERNATES)
    context["metatags"] = str(context.get("metatags", "")) + "\n    " + head


def _between(marks: tuple[str, str]) -> str:
    return f"{marks[0]}{marks[1]}"


def _parsed(name: str | None) -> Language | None:
    try:
        return Language.parse(name or "")
    except UnknownLanguage:
        return None
