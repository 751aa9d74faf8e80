"""Addresses outside the book: two builders for `lingotype linkcheck`, made of Sphinx's own.

The one collects, in each language, where a page leads outside, and asks nobody. The other asks, for
all languages at once, so that an address is asked once whatever the number of translations.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders import linkcheck
from sphinx.util.nodes import get_node_line

from lingotype.publish.linkcheck import ANSWERS, ASK, ASKED, COLLECT, FOUND

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_WEB = ("http://", "https://")


def setup(app: Sphinx) -> None:
    """Register both builders."""
    app.add_builder(Collecting)
    app.add_builder(Asking)
    app.add_post_transform(Collector)


class Collecting(linkcheck.CheckExternalLinksBuilder):
    """Writes down each address with its place."""

    name = COLLECT
    epilog = ""

    def init(self) -> None:
        """Begin with nothing."""
        super().init()
        self.lingotype_found: list[dict[str, Any]] = []

    def finish(self) -> None:
        """Leave what was found; nobody is asked."""
        _write(Path(self.outdir) / FOUND, self.lingotype_found)


class Collector(linkcheck.HyperlinkCollector):
    """Finds what Sphinx's finds, but each occurrence, and of which text it is."""

    builders = (COLLECT,)

    def _add_uri(self, uri: str, node: nodes.Element) -> None:
        docname = self.env.current_document.docname
        uri = self.env.events.emit_firstresult("linkcheck-process-uri", uri) or uri
        if not uri.startswith(_WEB):
            return
        block = _block(node)
        found: list[dict[str, Any]] = self.env._app.builder.lingotype_found  # type: ignore[attr-defined] # noqa: SLF001
        found.append(
            {
                "uri": uri,
                "document": docname,
                "path": str(self.env.doc2path(docname)),
                "line": _line(node),
                "msgid": _msgid(block) if block is not None else "",
            }
        )


class Asking(linkcheck.CheckExternalLinksBuilder):
    """Asks each of a list of addresses, as conf.py's settings for Sphinx's builder have it."""

    name = ASK
    epilog = ""

    def finish(self) -> None:
        """Ask; the one document that was read is of no interest."""
        asked = json.loads((Path(self.outdir) / ASKED).read_text("utf-8"))
        here = self.env.doc2path(self.config.root_doc)
        links = {
            uri: linkcheck.Hyperlink(uri, document, here, 0) for uri, document in asked.items()
        }
        checker = linkcheck.HyperlinkAvailabilityChecker(self.config)
        results = checker.check(links)
        _write(Path(self.outdir) / ANSWERS, [_answer(result) for result in results])


def _answer(result: linkcheck.CheckResult) -> dict[str, Any]:
    status, code, info = str(result.status), result.code, result.message
    return {"uri": result.uri, "status": status, "code": code, "info": info}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), "utf-8")


def _block(node: nodes.Node | None) -> nodes.Element | None:
    """The translated block that a link stands in, if it does."""
    while isinstance(node, nodes.Element):
        if node.get("translated"):
            return node
        node = node.parent
    return None


def _msgid(block: nodes.Element) -> str:
    """As Sphinx makes it of a block when it looks for a translation."""
    return str(block.rawsource).replace("\n", " ").strip()


def _line(node: nodes.Element) -> int:
    try:
        return get_node_line(node) or 0
    except ValueError:
        return 0
