"""The header of a new catalogue: complete, and the same whenever it is made."""

from __future__ import annotations

from lingotype.model.language import Language
from lingotype.model.message import Message

EPOCH = "2000-01-01 00:00+0000"
"""msgfmt asks for a revision date; one that never changes keeps untouched files the same.
Translation editors put the real one in when a person saves."""


def new(language: Language, title: str) -> Message:
    """A header that `msgfmt -c` accepts, with no e-mail address and no date of today."""
    fields = {
        "Project-Id-Version": title,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": EPOCH,
        "Last-Translator": "",
        "Language-Team": language.english_name,
        "Language": language.locale_name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_forms,
    }
    return Message("", ("".join(f"{name}: {value}\n" for name, value in fields.items()),))
