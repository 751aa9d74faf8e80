"""Documents that pandoc reads: HTML, Markdown, DOCX, ODT and EPUB."""

from lingotype.manuscript.pandoc.reader import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
