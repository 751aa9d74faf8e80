"""Lingotype: a multilingual translation and publishing workflow on Sphinx and gettext."""

__version__ = "0.1.0"
