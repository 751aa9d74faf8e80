"""A guest in Sphinx: languages, directions and the places where other languages are linked.

Loaded by `extensions = ["lingotype.sphinx_ext"]`; works with any theme, and with plain
`sphinx-build -D language=…` too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import lingotype
from lingotype.sphinx_ext import (
    addresses,
    beside,
    catalogues,
    direction,
    edition,
    epub,
    fence,
    head,
    interface,
    links,
    marks,
    missing_page,
    navigation,
    note,
    originals,
    page,
    policy,
    redirects,
    states,
    unpublished,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register; nothing is done before Sphinx asks."""
    _settings(app)
    for part in ("anchors", "collation", "search"):
        app.setup_extension(f"lingotype.sphinx_ext.{part}")
    addresses.setup(app)
    epub.setup(app)
    app.add_html_theme("lingotype", str(Path(lingotype.__file__).parent / "themes" / "lingotype"))
    _reading(app)
    _writing(app)
    return {
        "version": lingotype.__version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _settings(app: Sphinx) -> None:
    app.add_config_value("lingotype_languages", [], "html", types=frozenset({list, tuple}))
    app.add_config_value("lingotype_base_url", "", "html", types=frozenset({str}))
    app.add_config_value("lingotype_source", "", "", types=frozenset({str}))
    app.add_config_value("lingotype_build", "", "", types=frozenset({str}))
    app.add_config_value("lingotype_suggestions", "careful", "", types=frozenset({str}))
    app.add_config_value("lingotype_check", {}, "env", types=frozenset({dict}))
    app.add_config_value("lingotype_hosts", [], "env", types=frozenset({list, tuple}))
    app.add_config_value("lingotype_roles", [], "env", types=frozenset({list, tuple}))
    app.add_config_value("lingotype_source_language", "", "env", types=frozenset({str}))
    app.add_config_value("lingotype_screened", False, "", types=frozenset({bool}))  # noqa: FBT003
    app.add_config_value("lingotype_content_security_policy", True, "html", (bool, dict))  # noqa: FBT003
    app.add_config_value("lingotype_show_stale", True, "env", types=frozenset({bool}))  # noqa: FBT003
    app.add_config_value("lingotype_side_by_side", True, "env", types=frozenset({bool}))  # noqa: FBT003
    app.add_config_value("lingotype_help_url", "", "html", types=frozenset({str}))
    app.add_config_value("lingotype_thresholds", {}, "env", types=frozenset({dict}))
    app.add_config_value("lingotype_redirects", {}, "env", types=frozenset({dict}))
    app.add_config_value("lingotype_license", "", "html", types=frozenset({str, tuple, list}))
    app.add_config_value("lingotype_epub", True, "html", types=frozenset({bool}))  # noqa: FBT003


def _reading(app: Sphinx) -> None:
    """What is done before documents are read, and to each that is read."""
    app.connect("config-inited", page.note_source_language)
    app.connect("config-inited", page.say_where)
    app.connect("config-inited", page.name_edition)
    app.connect("config-inited", redirects.check)
    app.connect("config-inited", note.check)
    app.connect("config-inited", direction.bring_styles)
    app.connect("config-inited", edition.note_folders)
    app.connect("config-inited", catalogues.screen)
    app.connect("config-inited", interface.load, priority=600)  # after the project's are forgotten
    app.connect("env-get-outdated", catalogues.outdated)
    app.connect("env-get-outdated", edition.outdated)
    app.connect("env-purge-doc", states.forget)
    app.connect("env-merge-info", states.merge)
    fence.replace_locale(app)
    app.add_transform(states.NoteTexts)
    app.add_transform(states.TellStates)
    app.add_transform(states.SettleOriginals)
    app.add_transform(states.KeepInline)


def _writing(app: Sphinx) -> None:
    """What is done when all is read, and to each page that is written."""
    app.add_post_transform(marks.ShowOriginals)
    app.add_post_transform(marks.NameReferences)
    app.connect("builder-inited", marks.teach)
    app.connect("builder-inited", beside.teach)
    app.connect("builder-inited", navigation.name_labels)
    app.connect("builder-inited", direction.write_on_pages)
    app.connect("builder-inited", direction.style)
    app.connect("builder-inited", head.say_once)
    app.connect("builder-inited", links.fill_at_once)
    app.connect("builder-inited", policy.guard)
    app.connect("env-updated", head.renew)
    app.connect("env-updated", unpublished.keep_from_search)
    app.connect("env-updated", unpublished.warn)
    app.connect("env-updated", redirects.examine)
    app.connect("missing-reference", fence.keep_stale_text, priority=900)
    app.connect("warn-missing-reference", originals.keep_quiet)
    app.connect("doctree-resolved", unpublished.replace, priority=600)
    app.connect("doctree-resolved", redirects.keep_anchors, priority=700)
    app.connect("html-collect-pages", missing_page.pages)
    app.connect("html-collect-pages", edition.pages)
    app.connect("html-page-context", page.describe)
    app.connect("html-page-context", edition.link)
    app.connect("html-page-context", note.show)
    app.connect("html-page-context", redirects.hide_lines)
    app.connect("html-page-context", navigation.name_entries, priority=600)  # when they are sorted
    app.connect("html-page-context", head.write, priority=600)  # after what extensions say there
    app.connect("build-finished", missing_page.settle)
    app.connect("build-finished", redirects.write)
