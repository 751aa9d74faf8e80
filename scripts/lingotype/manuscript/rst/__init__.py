"""Blocks written as reStructuredText."""
