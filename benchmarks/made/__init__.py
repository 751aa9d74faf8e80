"""Catalogues that are made, not taken: the same ones each time, and like real ones to a tool.

`words` invents a language, `texts` writes documentation in it, `library` fills documents,
`year` edits them as authors do in a year, `translation` translates word for word, so that the
right translation of every text is known, and `trees` saves it all as .po and .pot files.
"""
