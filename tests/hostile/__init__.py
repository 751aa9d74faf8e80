"""Contributions that mean harm, as data: `messages/*.po` attack the texts of `book/`."""
