"""Web pages, and those in EPUBs, made ready for pandoc."""
