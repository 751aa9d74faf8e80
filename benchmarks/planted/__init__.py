"""Mistakes that translators make and attacks that they could try, planted in good translations.

`kinds` says what a kind of mistake is; `markup`, `text` and `security` hold the planters, a small
function a kind; `notes` adds markup that the book has none of to a good message and to its
translation; `reading` finds roles, links, sentences and numbers in a msgstr; `planting` chooses
the messages and makes the catalogues.
"""

from planted import markup, security, text
from planted.kinds import KINDS, Good, Kind

__all__ = ["KINDS", "Good", "Kind", "markup", "security", "text"]
