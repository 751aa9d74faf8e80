"""A guest in Sphinx: languages, directions and the places where other languages are linked.

Loaded by `extensions = ["lingotype.sphinx_ext"]`; works with any theme, and with plain
`sphinx-build -D language=…` too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import lingotype
from lingotype.sphinx_ext import catalogues, direction, fallback, fence, page, policy

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register; nothing is done before Sphinx asks."""
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
    fence.replace_locale(app)
    app.add_transform(fallback.NameLanguage)
    app.add_html_theme("lingotype", str(Path(lingotype.__file__).parent / "themes" / "lingotype"))
    app.connect("config-inited", page.note_source_language)
    app.connect("config-inited", catalogues.screen)
    app.connect("env-get-outdated", catalogues.outdated)
    app.connect("missing-reference", fence.keep_stale_text, priority=900)
    app.connect("builder-inited", fallback.write_direction)
    app.connect("builder-inited", direction.write_on_pages)
    app.connect("builder-inited", direction.style_links)
    app.connect("builder-inited", policy.guard)
    app.connect("html-page-context", page.describe)
    return {
        "version": lingotype.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
