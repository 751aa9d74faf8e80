"""A search that finds the words of every language: Sphinx's own, with words made as here.

It needs no server and no change of the pages' policy, and works with all themes that use the
page of Sphinx's search.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import sphinx.search
from sphinx import package_dir
from sphinx.search import SearchLanguage

import lingotype
from lingotype.errors import UnknownLanguage
from lingotype.model.language import Language
from lingotype.sphinx_ext.page import source_of
from lingotype.sphinx_ext.search.words import Words, algorithms, script, words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_START = """
{{
  const words = lingotypeWords({tables}, stopwords);
  globalThis.splitQuery = words.split;
  globalThis.Stemmer = function () {{ this.stemWord = words.stem; }};
  if (typeof Search === "undefined") document.addEventListener("DOMContentLoaded", words.improve);
  else words.improve();
}}
"""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register what takes the place of Sphinx's rules for the language of the build."""
    app.connect("builder-inited", use)
    return {
        "version": lingotype.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def use(app: Sphinx) -> None:
    """Have Sphinx make the index by our rules, unless conf.py or an extension has its own."""
    code = app.config.html_search_language or app.config.language
    stock = _registered(code)
    if app.builder.format != "html" or app.config.html_search_options or not _is_stock(stock):
        return
    try:
        edition = Language.parse(code)
    except UnknownLanguage:
        return
    words = words_of(edition, source_of(app.config), frozenset(getattr(stock, "stopwords", ())))
    sphinx.search.languages[code] = rules(edition, words)


def _registered(code: str) -> type[SearchLanguage] | None:
    """What Sphinx would take for a language; None if it would take English."""
    names = (code, code.partition("_")[0], {"nb": "no", "nn": "no"}.get(code, ""))
    found = next((sphinx.search.languages[x] for x in names if x in sphinx.search.languages), None)
    if isinstance(found, str):
        module, name = found.rsplit(".", 1)
        found = getattr(import_module(module), name)
    return found


def _is_stock(found: type[SearchLanguage] | None) -> bool:
    return found is None or found.__module__.startswith(("sphinx.search.", __name__))


def rules(edition: Language, words: Words) -> type[SearchLanguage]:
    """What Sphinx's index builder asks how to make words of a text."""
    code = script() + _START.format(tables=json.dumps(words.tables(), sort_keys=True))

    class Rules(SearchLanguage):
        lang = edition.tag.partition("-")[0]
        language_name = edition.english_name
        stopwords = words.stop
        js_stemmer_code = "\n".join(map(_stemmer, ["base", *algorithms(words)]))
        js_splitter_code = code

        def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx calls it so
            return words.split(input)

        def stem(self, word: str) -> str:
            return words.stem(word)

        def word_filter(self, word: str) -> bool:
            return bool(word)

    return Rules


def _stemmer(name: str) -> str:
    path = package_dir / "search" / "minified-js" / f"{name}-stemmer.js"
    return path.read_text("utf-8")
