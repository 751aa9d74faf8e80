"""Every page says its language and direction in its first tag, whatever the theme writes there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lingotype.model.language import Language
from lingotype.sphinx_ext.page import edition_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_HTML = re.compile(r"<html\b([^>]*)>")
_OWN = re.compile(r"""\s+(?:lang|dir)=(?:"[^"]*"|'[^']*'|[^\s>]+)""")
_STATIC = Path(__file__).parent / "static"


def write_on_pages(app: Sphinx) -> None:
    """Let the builder's templates give pages whose `<html>` has our `lang` and `dir`.

    Of the themes only those on Sphinx's own layout take the tag from the context (html_tag);
    furo and others write it themselves, and none of them knows of directions.
    """
    edition = edition_of(app.config)
    templates = getattr(app.builder, "templates", None)
    if app.builder.format == "html" and edition is not None and templates is not None:
        templates.render = _directed(templates.render, edition)


def _directed(
    render: Callable[[str, dict[str, Any]], str], edition: Language
) -> Callable[[str, dict[str, Any]], str]:
    def directed(template: str, context: dict[str, Any]) -> str:
        return with_direction(render(template, context), edition)

    return directed


def with_direction(text: str, edition: Language) -> str:
    """The page with `lang` and `dir` of the edition on its first tag, its other attributes kept."""

    def tag(found: re.Match[str]) -> str:
        others = _OWN.sub("", found[1])
        return f'<html lang="{edition.tag}" dir="{edition.direction}"{others}>'

    return _HTML.sub(tag, text, count=1)


def bring_styles(_app: Sphinx, config: Config) -> None:
    """Let our style sheets stand with the others. Done when conf.py has been read, so that Sphinx
    compares the setting with that of the last build as it was then.
    """
    # A new list: the value may be the default that all applications share.
    config.html_static_path = [*config.html_static_path, str(_STATIC)]


def style(app: Sphinx) -> None:
    """How states and lists of languages look. What a theme says of them comes after it and wins;
    only ours has a place of its own for the list, in all others it stands at the top.
    """
    if app.builder.format == "html":
        app.add_css_file("lingotype-states.css", priority=150)
        if app.config.html_theme != "lingotype":
            app.add_css_file("lingotype-links.css")
