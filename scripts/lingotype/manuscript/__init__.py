"""A document (plain text, or what pandoc reads) into chapters of reStructuredText."""
