"""The page "About this edition": who translated it, how complete it is, of which text, what for.

It is made in every language and with any theme, the text's own language included. A document of
the name `edition` takes its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import ConfigError
from sphinx.util import logging

from lingotype.errors import LingotypeError, Place, UnknownLanguage
from lingotype.model.edition import FORMATS, Shown
from lingotype.model.language import Language
from lingotype.sphinx_ext import interface, note, states
from lingotype.sphinx_ext.catalogues import TYPE, Subtype
from lingotype.sphinx_ext.page import edition_of, source_of
from lingotype.sphinx_ext.states import BROWSERS
from lingotype.update.accept_credit import LONGEST, visible, without_addresses
from lingotype.workspace import credits as credit_files
from lingotype.workspace import layout, store

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

PAGE = "edition"

_FOLDERS = "lingotype_credit_folders"
_HASHES = "lingotype_credits"
_LENGTH = 12
"""Digits of the text's version; what git shows of a commit is as long."""

_LINK = '<p class="lingotype-edition-link"><a href="{}">{}</a></p>'


def note_folders(app: Sphinx, config: Config) -> None:
    """Remember where the project's own locale folders are, before the build is pointed at
    catalogues of our making. Raises ConfigError for a licence that cannot be read.
    """
    license_of(config)
    named = config.locale_dirs
    if config.lingotype_screened:
        # What `lingotype publish` says in their place hides them; this private table has them.
        named = getattr(config, "_raw_config", {}).get("locale_dirs") or ["locales"]
    setattr(config, _FOLDERS, [Path(app.srcdir) / folder for folder in named])


def stands(app: Sphinx) -> bool:
    """Whether the page is made."""
    if isinstance(app.builder, SingleFileHTMLBuilder):  # which makes no pages besides
        return False
    return edition_of(app.config) is not None and PAGE not in app.env.found_docs


def title(app: Sphinx) -> str:
    """What the page is called, in the language of the edition."""
    return interface.word(app, "About this edition")


def link(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Tell the templates where the page is, and with a theme that does not know, let the first page
    of the book lead to it.
    """
    if not stands(app) or "pathto" not in context:
        return
    address = context["pathto"](PAGE)
    context["lingotype_edition"] = address
    context["lingotype_formats"] = _formats(app)
    known = app.config.html_theme == "lingotype" or getattr(app.builder, "embedded", False)
    if pagename == app.config.root_doc and not known and "body" in context:
        name = Markup.escape(title(app))
        context["body"] += _LINK.format(Markup.escape(address), name)


def outdated(app: Sphinx, env: BuildEnvironment, *_documents: set[str]) -> list[str]:
    """The first page, if somebody else is thanked: with nothing to write Sphinx would not ask us
    for pages.
    """
    now = [store.digest(path) for path, _ in _files(app)]
    before = getattr(env, _HASHES, now)
    setattr(env, _HASHES, now)
    return [] if now == before else [app.config.root_doc]


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page, as Sphinx asks for pages that are no documents."""
    if stands(app):
        context = {"title": title(app), "body": render(app), "display_toc": False}
        yield PAGE, context, "page.html"


def render(app: Sphinx) -> str:
    """The text of the page as HTML."""
    return filled(app, "edition.html", title=title(app))


def filled(app: Sphinx, template: str, **more: str) -> str:
    """A template of ours with what there is to say of the edition, everything escaped."""
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
    return made.get_template(template).render(**_facts(app), **more)


def _facts(app: Sphinx) -> dict[str, Any]:
    """What the template asks for."""
    config = app.config
    edition = edition_of(config) or Language.parse("en")
    source = source_of(config)
    shown = states.shown_of_edition(app)
    translated = source is not None and source != edition
    return {
        "_": partial(_said, app),
        "name": edition.autonym,
        "source": source.name_in(edition) if source and translated else "",
        "conf": source or edition,
        "version": version_of_text(app.env),
        "draft": translated and bool(shown.missing or shown.stale),
        "missing": shown.missing,
        "stale": shown.stale,
        "counted": _counted(edition, shown) if translated else [],
        "help": note.help_address(app, config.root_doc) if translated else "",
        "people": list(_people(app, edition)) if translated else [],
        "copyright": _lines(config.copyright),
        "license": license_of(config),
        "formats": _formats(app),
    }


def _said(app: Sphinx, text: str) -> Markup:
    """A word of ours as HTML; one that has no translation says that it is English."""
    escaped = Markup.escape(interface.word(app, text))
    if not interface.untranslated(app, text):
        return escaped
    return Markup('<span lang="en" dir="ltr">{}</span>').format(escaped)


def _counted(edition: Language, shown: Shown) -> list[tuple[str, str]]:
    """Share and words of what is current, stale and missing, as the language writes them."""
    stale = _per_cent(shown.stale, shown.total)
    amounts = (
        (max(shown.share - stale, 0), shown.current),
        (stale, shown.stale),
        (100 - shown.share, shown.missing),
    )
    return [(edition.percent(share), edition.number(words)) for share, words in amounts]


def _per_cent(part: int, total: int) -> int:
    """Rounded down, but what there is is not said to be nothing."""
    return max(100 * part // total, 1) if part else 0


def _lines(copyright_: object) -> list[str]:
    """conf.py's copyright: a line or several."""
    lines = [copyright_] if isinstance(copyright_, str) else copyright_
    return [str(line) for line in lines if line] if isinstance(lines, Sequence) else []


def rights(config: Config) -> list[str]:
    """Copyright and licence, a line each; plain text."""
    named = license_of(config)
    return [*_lines(config.copyright), *([" ".join(filter(None, named))] if named else [])]


def license_of(config: Config) -> tuple[str, str] | None:
    """The name of the licence and its address, or "" where it has none; None where none is said.

    Raises ConfigError.
    """
    value = config.lingotype_license
    parts = (value, "") if isinstance(value, str) else tuple(value)
    if not value:
        return None
    name, address = parts if len(parts) == 2 else ("", "")
    web = isinstance(address, str) and address.startswith(("https://", "http://"))
    if not isinstance(name, str) or not name or not (web or address == ""):
        wanted = '("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")'
        raise ConfigError(f"lingotype_license: {value!r}; write a name, or {wanted}")
    return name, address


def _formats(app: Sphinx) -> str:
    """Where `lingotype publish` links to other formats, since it makes them; "" in other builds."""
    config = app.config
    made = config.lingotype_screened and config.lingotype_epub and app.builder.name in BROWSERS
    return "".join(FORMATS) if made else ""


# --- which text -----------------------------------------------------------------------------


def version_of_text(env: BuildEnvironment) -> str:
    """A hash of the documents that the build read, and of what they include: the same in every
    language and on every machine, whatever their line ends.
    """
    digest = hashlib.sha256()
    for name in sorted(env.found_docs):
        digest.update(f"{name}\0{_hash(Path(env.doc2path(name)))}\0".encode())
    for found in sorted(_hash(path) for path in _included(env)):
        digest.update(found.encode())
    return digest.hexdigest()[:_LENGTH]


def _included(env: BuildEnvironment) -> set[Path]:
    """Files that documents are made from, their pictures apart: a language may have its own."""
    pictures = {Path(env.srcdir) / name for name in env.images}
    named = (path for paths in env.dependencies.values() for path in paths)
    found = {(Path(env.srcdir) / path).resolve() for path in named}
    return found - {path.resolve() for path in pictures}


def _hash(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


# --- who translated ---------------------------------------------------------------------------


def translators_of(app: Sphinx) -> list[credit_files.Translator]:
    """Those whom the language's credits name, each once, without what nobody should see.

    A file that cannot be read is a warning.
    """
    found: dict[str, credit_files.Translator] = {}
    for path, home in _files(app):
        for one in _read(path, home):
            if name := name_shown(one.name):
                found.setdefault(name, credit_files.Translator(name, one.since, one.until))
    return list(found.values())


def name_shown(name: str) -> str:
    """A name as readers see it: on one line, without addresses and what cannot be seen, not too
    long; "" where nothing is left of it.
    """
    bare = without_addresses(visible(name[: 10 * LONGEST])).replace("@", " ")
    seen = " ".join(bare.split())
    cut = seen if len(seen) <= LONGEST else f"{seen[:LONGEST].rstrip()}…"
    return cut if any(map(str.isalnum, cut)) else ""


def _people(app: Sphinx, edition: Language) -> Iterator[tuple[str, str]]:
    """Names, each with the months in words, or "" where they are not known."""
    for one in translators_of(app):
        known = sorted(month for month in (_month(one.since), _month(one.until)) if month)
        yield one.name, edition.months(known[0], known[-1]) if known else ""


def _month(text: str) -> tuple[int, int] | None:
    year, _, month = text.partition("-")
    return (int(year), int(month)) if int(year or 0) else None


def _read(path: Path, home: Path) -> list[credit_files.Translator]:
    try:
        return credit_files.translators(path, str(path), home)
    except LingotypeError as error:
        where = error.where if isinstance(error.where, Place) else Place(str(path))
        place = f"{where.path}:{where.line or 1}"
        text = f"nobody is thanked: {error.what}. {error.fix}"
        logger.warning(text, location=place, type=TYPE, subtype=Subtype.CREDITS)
        return []


def _files(app: Sphinx) -> Iterator[tuple[Path, Path]]:
    """The files of credits of this language that stand, each with the folder that holds it."""
    edition = edition_of(app.config)
    for home in getattr(app.config, _FOLDERS, ()):
        for folder in _named(home, app.config.language, edition):
            path = folder / layout.CREDITS
            if path.exists():
                yield path, home


def _named(home: Path, name: str, edition: Language | None) -> Iterable[Path]:
    """The folders of a language: the one that Sphinx reads, else all that bear another of its
    names.
    """
    usual = home / name
    if usual.is_dir() or not home.is_dir():
        return [usual]
    return [path for path in sorted(home.iterdir()) if path.is_dir() and _is(path.name, edition)]


def _is(name: str, edition: Language | None) -> bool:
    try:
        return Language.parse(name) == edition
    except UnknownLanguage:
        return False
