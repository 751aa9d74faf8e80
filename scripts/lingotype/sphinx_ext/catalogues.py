"""The catalogues that a build reads: screened and compiled by us, wherever the build comes from.

`lingotype publish` does so before it starts Sphinx; for plain `sphinx-build` it is done here, as
soon as the configuration is known. Sphinx is then pointed at the compiled ones alone, so that it
never sees a .po, .mo or .js file that somebody put into the project's locale folder.
"""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx
from sphinx import locale
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.i18n import docname_to_domain

from lingotype.check.fence import fence
from lingotype.check.pair import Policy, Setting
from lingotype.errors import Place
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Level
from lingotype.model.language import Language
from lingotype.model.passed import Passed
from lingotype.publish import compiled
from lingotype.sphinx_ext.page import edition_of, source_of
from lingotype.update.stale import older_in
from lingotype.workspace import layout, published, store

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

TYPE = "lingotype"


class Subtype(StrEnum):
    """Of our warnings, for `suppress_warnings`: ``lingotype.fence`` and so on."""

    FENCE = "fence"
    BROKEN = "broken"
    CREDITS = "credits"


def screen(app: Sphinx, config: Config) -> None:
    """Have the build read catalogues of our making alone."""
    if config.lingotype_screened or not config.language:
        return
    made = Path(app.doctreedir) / "lingotype" / config.language
    folders: list[str] = []
    for number, named in enumerate(config.locale_dirs):
        folder = made / str(number)
        _compile(app, config, Path(app.srcdir) / named, folder)
        folders.append(str(folder))
    _forget_words_of_the_project(app, config)
    config.locale_dirs = folders
    config.gettext_auto_build = False


def outdated(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """The documents whose catalogue holds something else than when they were read. Sphinx would
    look for .po files beside the compiled ones, and find none.
    """
    now = _hashes(app.config)
    before: dict[str, str] = getattr(env, _HASHES, {})
    setattr(env, _HASHES, now)  # which Sphinx keeps with all else that it knows of the documents
    changed = {domain for domain in now | before if now.get(domain) != before.get(domain)}
    compact = app.config.gettext_compact
    return [name for name in env.found_docs if docname_to_domain(name, compact) in changed]


_HASHES = "lingotype_catalogues"


def _hashes(config: Config) -> dict[str, str]:
    """Of the compiled catalogues, by domain; only of those of our making."""
    found: dict[str, str] = {}
    for named in config.locale_dirs:
        folder = Path(named) / config.language / layout.MESSAGES
        stale = compiled.stale_of(Path(named))
        for path in sorted(folder.rglob("*.mo")):
            domain = path.relative_to(folder).as_posix().removesuffix(".mo")
            former = sorted(stale.get(domain, {}).items())
            parts = [found.get(domain, ""), store.digest(path), *map(str, former)]
            found[domain] = " ".join(parts)
    return found


def _compile(app: Sphinx, config: Config, folder: Path, made: Path) -> None:
    standing = published.read(
        folder / config.language / layout.MESSAGES, folder, _shown, lambda x: _belongs(app, x)
    )
    live = frozenset(m.msgid for c in standing.catalogues.values() for m in c.live)
    setting = _setting(config)

    def passed(catalogue: Catalogue, markdown: bool) -> Passed:  # noqa: FBT001
        shows = config.lingotype_show_stale
        older = older_in(catalogue.messages, live) if shows else lambda _: None
        return fence(catalogue, replace(setting, markdown=markdown), older)

    source = Path(app.srcdir)
    done = compiled.compile_into(
        made,
        config.language,
        standing,
        passed,
        lambda domain: layout.in_markdown(domain, source, config.source_suffix),
        root=made.parent,
    )
    for finding in done.findings:
        place = f"{finding.path}:{finding.line or 1}"  # without a line it were a document's name
        text = f"{finding.text} [{finding.rule}]"
        logger.warning(text, location=place, type=TYPE, subtype=Subtype.FENCE)
    for error in done.errors:
        text = f"{error.what}; its document is published in the source language"
        at = error.where if isinstance(error.where, Place) else Place(str(error.where))
        where = f"{at.path}:{at.line or 1}"
        logger.warning(text, location=where, type=TYPE, subtype=Subtype.BROKEN)


def _setting(config: Config) -> Setting:
    try:
        levels = {name: Level(x) if x else None for name, x in config.lingotype_check.items()}
    except ValueError as error:
        wanted = ", ".join(repr(level.value) for level in Level)
        raise ConfigError(f"lingotype_check: {error}; write {wanted} or False") from error
    policy = Policy(levels, frozenset(config.lingotype_hosts), frozenset(config.lingotype_roles))
    return Setting(edition_of(config), source_of(config) or _english(), policy)


def _english() -> Language:
    return Language.parse("en")


def _belongs(app: Sphinx, domain: str) -> bool:
    config = app.config
    source, compact = Path(app.srcdir), config.gettext_compact
    return layout.belongs(domain, source, config.source_suffix, compact=compact)


def _shown(path: Path) -> str:
    """As a person at the shell would name it."""
    here, path = Path.cwd(), Path(os.path.normpath(path.absolute()))  # a link keeps its own name
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _forget_words_of_the_project(app: Sphinx, config: Config) -> None:
    """Take back what Sphinx read before it loaded us: a sphinx.mo of the project could change
    every word that it writes itself.
    """
    for named in config.locale_dirs:
        folder = Path(app.srcdir) / named / config.language / layout.MESSAGES
        if (folder / f"{layout.SPHINX}.mo").exists():
            locale.translators.pop(("general", layout.SPHINX), None)
            own = Path(sphinx.package_dir) / "locale"
            app.translator, _ = locale.init([None, own], config.language)
            return
