"""DOCX, ODT and EPUB read without pandoc: what they say, to hold it against what it read."""
