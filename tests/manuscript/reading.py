"""reStructuredText read back, by docutils and nothing of ours."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree


def tree(source: str) -> nodes.document:
    """The document tree of a file, what docutils complains of included."""
    settings = {
        "report_level": 5,
        "halt_level": 5,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "file_insertion_enabled": False,
        "raw_enabled": False,
    }
    return publish_doctree(source, settings_overrides=settings)
