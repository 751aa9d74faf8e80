"""The words that stand on pages without being of the text, in the language of the edition.

Our own ("Help translate") are in `themes/lingotype/locale/…/lingotype.po`. Sphinx's own catalogues
are thin; what they lack is in `from-sphinx.po` beside it, and comes after them: a word that Sphinx
has is Sphinx's, unless a comment above ours says why it is wrong (see INSTEAD).
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from gettext import GNUTranslations, NullTranslations, find
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import sphinx
from docutils.languages import en as english
from docutils.utils import normalize_language_tag
from sphinx import locale
from sphinx.domains import changeset
from sphinx.domains.std import StandardDomain
from sphinx.locale import _TranslationProxy

import lingotype
from lingotype.errors import UnknownLanguage
from lingotype.formats import mo, po
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.message import Message, State
from lingotype.model.subtags import maximized, of_tag
from lingotype.sphinx_ext.page import edition_of
from lingotype.workspace import layout, store

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

LOCALE = Path(lingotype.__file__).parent / "themes" / "lingotype" / "locale"
OURS = "lingotype"
THEIRS = "from-sphinx"
THEIR_LOCALE = Path(sphinx.package_dir) / "locale"

INSTEAD = "Instead of Sphinx's:"
"""Begins the translator comment on a word of `from-sphinx.po` that is used before Sphinx's own, and
says why.
"""


def word(app: Sphinx, text: str) -> str:
    """A word or sentence of the interface in the language that is built; plain text, not HTML.

    text: in English, between its quotation marks as one literal, so that it is found for the
    template. What has no translation is returned as it is.
    """
    return app.translator.gettext(text)


def plural(app: Sphinx, one: str, many: str, count: int) -> str:
    """The same of a sentence with a number in it: `plural(app, "%(n)s word", "%(n)s words", n)`."""
    return app.translator.ngettext(one, many, count)


def untranslated(app: Sphinx, text: str) -> bool:
    """Whether a word of ours is shown in English on pages of another language."""
    edition = edition_of(app.config)
    if edition is None or _is_english(edition):
        return False
    ours = {message.msgid for message in words_of(edition).all}
    return text not in ours and word(app, text) == text


@cache
def labels(edition: Language) -> frozenset[str]:
    """All that Sphinx and docutils say in a language by themselves ("Parameters", "Contents"): what
    looks like a text in a document may be one of them.
    """
    words = words_of(edition)
    found = {*_chain(edition, words).said(), *_labels_of_docutils(edition)}
    if _is_english(edition):
        template = po.read((THEIR_LOCALE / f"{layout.SPHINX}.pot").read_bytes(), "sphinx.pot")
        found |= {message.msgid for message in template.messages}
    return frozenset(found)


def _labels_of_docutils(edition: Language) -> Iterator[str]:
    for tag in normalize_language_tag(edition.locale_name):
        module = sys.modules.get(f"docutils.languages.{tag.replace('-', '_')}")
        yield from getattr(module, "labels", {}).values()


def load(app: Sphinx, config: Config) -> None:
    """Put our words in front of Sphinx's, and ours for what Sphinx lacks behind them.

    Last come the words that themes gave to Sphinx when they were loaded.
    """
    edition = edition_of(config)
    if edition is None:
        return
    words = words_of(edition)
    chain = _chain(edition, words)
    if not isinstance(app.translator, _Chain):  # of a build that went before in this process
        chain.add_fallback(app.translator)
    app.translator = locale.translators["general", layout.SPHINX] = chain
    _translate_what_is_fixed()
    if not _is_english(edition):
        _teach_docutils(app.translator, config.language)
        _write_for_scripts(app, edition, words)


# --- finding words -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """Our words in a language, all translated. first: looked up before Sphinx's; last: after."""

    first: Catalogue
    last: Catalogue

    @property
    def all(self) -> tuple[Message, ...]:
        """Both, the first ones first."""
        return (*self.first, *self.last)


@cache
def words_of(edition: Language) -> Words:
    """Our words in the language, or in the nearest that we have (pt for pt-PT, es for es-MX)."""
    names = near(edition, LOCALE)
    if not names:
        return Words(Catalogue(), Catalogue())
    ours, theirs = (_translated(names[0], domain) for domain in (OURS, THEIRS))
    instead = [message for message in theirs if _is_instead(message)]
    others = [message for message in theirs if not _is_instead(message)]
    first = replace(ours, messages=(*ours.messages, *instead))
    return Words(first, replace(theirs, messages=tuple(others)))


def _translated(name: str, domain: str) -> Catalogue:
    path = LOCALE / name / layout.MESSAGES / f"{domain}.po"
    if not path.is_file():
        return Catalogue()
    found = po.read(path.read_bytes(), str(path))
    return replace(found, messages=tuple(m for m in found if m.state is State.TRANSLATED))


def _is_instead(message: Message) -> bool:
    return any(comment.startswith(INSTEAD) for comment in message.translator_comments)


def near(edition: Language, folder: Path) -> list[str]:
    """The locales of a folder whose words an edition can take, the nearest first: its own, that of
    the language alone, then those of other territories, the usual one first. In the same script;
    of English none but its own, since every word is in English to begin with.
    """
    found = {name: x for name, x in _locales(folder, edition) if x.script == edition.script}
    if _is_english(edition):
        found = {name: x for name, x in found.items() if x == edition}
    return sorted(found, key=lambda name: (_distance(found[name], edition), name))


def _locales(folder: Path, edition: Language) -> Iterator[tuple[str, Language]]:
    """The locales of a folder that are of the edition's main language."""
    usual = of_tag(edition.tag).language
    for path in folder.glob(f"{usual}*"):
        with contextlib.suppress(UnknownLanguage):
            found = Language.parse(path.name)
            if of_tag(found.tag).language == usual:
                yield path.name, found


def _distance(locale: Language, edition: Language) -> tuple[bool, ...]:
    wanted, parts = of_tag(edition.tag), of_tag(locale.tag)
    likely = maximized(replace(parts, territory="")).territory
    return (
        locale != edition,
        maximized(parts) != maximized(wanted),
        parts.parts() != [wanted.language],
        maximized(parts).territory != likely,
    )


def _is_english(edition: Language) -> bool:
    return of_tag(edition.tag).language == "en"


# --- Sphinx's words, and ours before and behind them -------------------------------------------


class _Chain(GNUTranslations):
    """Looks in the first of our words, in Sphinx's, in the last of ours, and then in those that
    Sphinx has for other territories.
    """

    def said(self) -> Iterator[str]:
        """Every word that it may give."""
        links: NullTranslations | None = self
        while links is not None:
            yield from (x for x in getattr(links, "_catalog", {}).values() if isinstance(x, str))
            links = getattr(links, "_fallback", None)


def _chain(edition: Language, words: Words) -> _Chain:
    chain = _Chain(io.BytesIO(mo.compile(words.first)))
    for name in theirs(edition):
        chain.add_fallback(_of_sphinx(name))
    chain.add_fallback(GNUTranslations(io.BytesIO(mo.compile(words.last))))
    for name in others(edition):
        chain.add_fallback(_of_sphinx(name))
    return chain


def theirs(edition: Language) -> list[str]:
    """Sphinx's locales for an edition, in the order in which Sphinx asks them, but for those in
    another script (sr for sr-Latn).
    """
    paths = find(layout.SPHINX, THEIR_LOCALE, [edition.locale_name], all=True)
    names = [Path(path).parent.parent.name for path in paths]
    return [name for name in names if Language.parse(name).script == edition.script]


def others(edition: Language) -> list[str]:
    """Sphinx's other locales that have words for an edition, the nearest first."""
    return [name for name in near(edition, THEIR_LOCALE) if name not in theirs(edition)]


def _of_sphinx(name: str) -> GNUTranslations:
    with (THEIR_LOCALE / name / layout.MESSAGES / f"{layout.SPHINX}.mo").open("rb") as file:
        return GNUTranslations(file)


def _translate_what_is_fixed() -> None:
    """Let Sphinx ask again for the words that it asked for when its modules were loaded, which
    may have been before ours were known.
    """
    labels: dict[str, Any] = changeset.versionlabels
    labels.update({name: _later(text) for name, text in labels.items()})
    places: dict[str, Any] = StandardDomain.initial_data["labels"]
    pages: dict[str, Any] = getattr(StandardDomain, "_virtual_doc_names", {})
    for table in (places, pages):
        table.update({name: (*place, _later(text)) for name, (*place, text) in table.items()})


def _later(text: object) -> object:
    """As Sphinx has it in a module that was loaded before any language was."""
    return _TranslationProxy(layout.SPHINX, "general", text) if isinstance(text, str) else text


_LABELS = {"contents": "Contents", "abstract": "Abstract", "dedication": "Dedication"}
"""The labels of docutils that Sphinx has no words of its own for, and shows."""


def _teach_docutils(translator: NullTranslations, language: str) -> None:
    """Give docutils a module of labels for a language that it has none of.

    It looks for one by this name, and takes English without a word where there is none.
    """
    names = [tag.replace("-", "_") for tag in normalize_language_tag(language)]
    if any(Path(english.__file__).with_name(f"{name}.py").is_file() for name in names):
        return
    module = ModuleType(f"docutils.languages.{names[0]}")
    translated = {name: translator.gettext(text) for name, text in _LABELS.items()}
    module.labels = {**english.labels, **translated}  # type: ignore[attr-defined]
    module.bibliographic_fields = english.bibliographic_fields  # type: ignore[attr-defined]
    module.author_separators = english.author_separators  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module


# --- words for scripts in the browser ----------------------------------------------------------


def _write_for_scripts(app: Sphinx, edition: Language, words: Words) -> None:
    """Put the words that scripts ask for where Sphinx takes `translations.js` from."""
    folder = Path(app.doctreedir) / "lingotype" / "interface"
    text = for_scripts(edition, words)
    place = folder / app.config.language / layout.MESSAGES / f"{layout.SPHINX}.js"
    store.save(place, text.encode(), folder)
    app.config.locale_dirs = [*app.config.locale_dirs, str(folder)]


def for_scripts(edition: Language, words: Words) -> str:
    """A call with the words of Sphinx's own files for scripts, and with ours that they lack.

    Sphinx's files hold an empty text for what is not translated, which readers would see so.
    """
    files = [_file_of_sphinx(name) for name in (*theirs(edition), *others(edition))]
    rule = words.last.headers.get("Plural-Forms", "")
    plural = not rule  # there is one rule for all, so where we have words theirs are left out
    count = len(theirs(edition))
    own, far = ([_said_by(x, plural=plural) for x in y] for y in (files[:count], files[count:]))
    messages = ChainMap(_said(words.first), *own, _said(words.last), *far)
    rules = [rule, *(f"plural={file['plural_expr']}" for file in files), edition.plural_forms]
    catalogue = {
        "locale": edition.tag,
        "messages": dict(messages),
        "plural_expr": _numbered(next(filter(None, rules))),
    }
    text = json.dumps(catalogue, ensure_ascii=False, sort_keys=True, indent=0)
    return f"Documentation.addTranslations({text});\n"


def _said(catalogue: Catalogue) -> dict[str, Any]:
    """The messages that scripts ask for, by msgid: a string, or a list of the plural forms."""
    return {
        message.msgid: list(message.msgstrs) if message.msgid_plural else message.msgstr
        for message in catalogue
        if any(place.partition(":")[0].endswith(".js") for place in message.references)
    }


def _said_by(file: dict[str, Any], *, plural: bool) -> dict[str, Any]:
    said = {text: x for text, x in file["messages"].items() if any(x)}
    return {text: x for text, x in said.items() if plural or isinstance(x, str)}


def _file_of_sphinx(name: str) -> dict[str, Any]:
    """What Sphinx's file of a locale has: messages, and their rule for plurals."""
    path = THEIR_LOCALE / name / layout.MESSAGES / f"{layout.SPHINX}.js"
    text = path.read_text("utf-8") if path.is_file() else ""
    found = json.loads(text[text.find("{") : text.rfind("}") + 1] or "{}")
    return {"messages": {}, "plural_expr": "0", **found}


def _numbered(rule: str) -> str:
    """The expression of a Plural-Forms field so that it is a number in JavaScript too, where a
    comparison is true or false and no index of a list.
    """
    expression = rule.partition("plural=")[2].strip().removesuffix(";")
    return expression if "?" in expression else f"({expression}) ? 1 : 0"
