"""Links to the other languages in a plain Sphinx build, which sees its own language alone.

`lingotype publish` fills the same places when all sites stand. Here it is done as each page is
written, if conf.py says where the sites will stand: with the languages that it lists, and how far
each is by its catalogues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sphinx.util.i18n import docname_to_domain

from lingotype.errors import LingotypeError
from lingotype.model.catalogue import Catalogue
from lingotype.model.edition import Shown
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.progress import seen
from lingotype.publish import sitemap, stamp
from lingotype.publish.plain_page import MADE
from lingotype.publish.stamp import NOWHERE, Editions, Page, Site
from lingotype.sphinx_ext.beside import page_of
from lingotype.sphinx_ext.page import (
    base_of,
    edition_of,
    languages_of_project,
    linked_later,
    source_of,
    thresholds_of,
)
from lingotype.sphinx_ext.states import BROWSERS, shown_of
from lingotype.update.stale import older_in
from lingotype.workspace import catalogues, layout, settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def fill_at_once(app: Sphinx) -> None:
    """Let the builder's templates give pages with their languages, where these are known."""
    config, templates = app.config, getattr(app.builder, "templates", None)
    known = base_of(config) and edition_of(config) and source_of(config)
    if known and not linked_later(config) and app.builder.name in BROWSERS:
        around = _Around(app)
        templates.render = _filled(templates.render, around)  # type: ignore[union-attr]
        app.connect("build-finished", around.write_sitemap)


def _filled(
    render: Callable[[str, dict[str, Any]], str], around: _Around
) -> Callable[[str, dict[str, Any]], str]:
    def filled(template: str, context: dict[str, Any]) -> str:
        page = render(template, context)
        return around.linked(page, context["pagename"]) if "pagename" in context else page

    return filled


class _Around:
    """The other languages as they will stand, looked at once when the first page is written."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    def linked(self, page: str, pagename: str) -> str:
        """The page with its links."""
        name = NOWHERE if pagename == "404" else self._name(pagename)
        documents = self._editions
        indexed = stamp.lets_index(page)
        if pagename in self.app.env.found_docs:
            editions = documents if indexed else _without_index(documents, name)
        else:
            editions = _with_page(documents, name, self._having(pagename), indexed=indexed)
        return stamp.linked(page, name, self._own(editions), editions)

    def write_sitemap(self, app: Sphinx, failed: Exception | None) -> None:
        """Write the part of the sitemap that is this language's, unless somebody else wrote one."""
        place = Path(app.outdir) / sitemap.NAME
        theirs = place.is_file() and MADE.encode() not in place.read_bytes()[:1000]
        edition = edition_of(app.config)
        if failed or theirs or edition is None:
            return
        for name, data in sitemap.files(self._editions, edition).items():
            (Path(app.outdir) / name).write_bytes(data)

    def _name(self, pagename: str) -> str:
        return unquote(self.app.builder.get_target_uri(pagename))

    def _own(self, editions: Editions) -> Site:
        edition = edition_of(self.app.config)
        assert edition is not None
        own = [site for site in editions.sites if site.language == edition]
        return own[0] if own else Site(edition, self._pages(self._shown_here))

    def _having(self, pagename: str) -> list[Language]:
        """The languages that have a page which is no document, as far as can be known."""
        listed = languages_of_project(self.app.config)
        edition, source = edition_of(self.app.config), source_of(self.app.config)
        single = source and pagename.removesuffix(f".{source.tag}")
        if single and single != pagename and page_of(self.app, single) == pagename:
            return [x for x in listed if x == edition]  # of the others nobody can know
        return listed

    @cached_property
    def _editions(self) -> Editions:
        config = self.app.config
        source = source_of(config)
        assert source is not None
        sites = tuple(Site(x, self._pages(self._shown(x))) for x in languages_of_project(config))
        return Editions(
            sites,
            source,
            thresholds_of(config),
            base_of(config),
            relative=False,
            first=self._name(config.root_doc),
        )

    def _pages(self, shown: Mapping[str, Shown]) -> dict[str, Page]:
        """The documents, by the path of their page. shown: by document."""
        limits = thresholds_of(self.app.config)
        if not limits.language.indexes(sum(shown.values(), Shown())):
            return {self._name(x): Page(words, None, indexed=False) for x, words in shown.items()}
        return {self._name(x): Page(y, None, limits.page.indexes(y)) for x, y in shown.items()}

    def _shown(self, language: Language) -> dict[str, Shown]:
        if language == edition_of(self.app.config):
            return self._shown_here
        if language == source_of(self.app.config) or self._project is None:
            return dict.fromkeys(self.app.env.found_docs, Shown())
        return _counted(self._project, language, self._shown_here)

    @cached_property
    def _shown_here(self) -> dict[str, Shown]:
        return {name: shown_of(self.app, name) for name in sorted(self.app.env.found_docs)}

    @cached_property
    def _project(self) -> Project | None:
        """As commands without Sphinx see it, with the folders of catalogues that conf.py names."""
        conf, values = Path(self.app.confdir) / "conf.py", self.app.config
        try:
            project = settings.read(conf, getattr(values, "_raw_config", {}))
        except (LingotypeError, OSError):
            return None
        return replace(
            project,
            source=Path(self.app.srcdir),
            compact=values.gettext_compact,
            show_stale=values.lingotype_show_stale,
        )


def _without_index(editions: Editions, name: str) -> Editions:
    """As they are, but that search engines are not to have one page of any language."""
    return _with(editions, lambda site: {name: replace(site.pages[name], indexed=False)})


def _with_page(editions: Editions, name: str, having: list[Language], *, indexed: bool) -> Editions:
    """As they are, with a page that is no document, in some languages."""

    def page(site: Site) -> Page:
        least = editions.thresholds.language
        offered = site.language == editions.source or least.indexes(site.shown)
        return Page(None, None, indexed and offered)

    return _with(editions, lambda site: {name: page(site)} if site.language in having else {})


def _with(editions: Editions, more: Callable[[Site], dict[str, Page]]) -> Editions:
    sites = tuple(Site(x.language, {**x.pages, **more(x)}) for x in editions.sites)
    return replace(editions, sites=sites)


def _counted(project: Project, language: Language, here: Mapping[str, Shown]) -> dict[str, Shown]:
    """What readers of a language will see of each document, by its catalogues; of one that has
    none nothing. here: what is seen of them in this build.
    """
    held = list(_catalogues(project, language))
    live = frozenset(m.msgid for _, catalogue in held for m in catalogue.live)
    found: dict[str, Shown] = {}
    for name, shown in here.items():
        domain = docname_to_domain(name, project.compact)
        of_domain = [catalogue for held_as, catalogue in held if held_as == domain]
        nothing = Shown(missing=shown.total)
        found[name] = _of_document(project, name, of_domain, live) if of_domain else nothing
    return found


def _of_document(project: Project, name: str, held: list[Catalogue], live: frozenset[str]) -> Shown:
    """By the first of the catalogues, as Sphinx lets the first of its folders win."""
    catalogue = held[0]
    older = older_in(catalogue.messages, live)
    messages = [m for m in catalogue.live if project.compact is False or _is_of(m, name)]
    return seen.shown(messages, lambda m: project.show_stale and older(m) is not None)


def _is_of(message: Message, document: str) -> bool:
    """Whether a text of a domain of several documents stands in this one."""
    paths = (reference.rpartition(":")[0] or reference for reference in message.references)
    return any(Path(path).with_suffix("").as_posix().endswith(document) for path in paths)


def _catalogues(project: Project, language: Language) -> Iterator[tuple[str, Catalogue]]:
    """By domain; one that cannot be read is as good as none."""
    for locale in project.locale_dirs:
        try:
            folder = layout.published_catalogues(project, language, locale)
        except LingotypeError:
            continue
        for path in sorted(folder.rglob("*.po")):
            domain = path.relative_to(folder).as_posix().removesuffix(".po")
            try:
                yield domain, catalogues.read(project, path, locale)
            except LingotypeError:
                continue
