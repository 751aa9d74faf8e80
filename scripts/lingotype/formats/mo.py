"""Compiled catalogues (.mo), by polib: what gettext and Sphinx read at run time."""

from __future__ import annotations

import polib

from lingotype.formats import plural_forms
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, State

_CONTENT_TYPE = "text/plain; charset=UTF-8"
_OURS = {name.lower(): name for name in ("Content-Type", "Plural-Forms")}


def compile(catalogue: Catalogue) -> bytes:  # noqa: A001 (of a module: mo.compile)
    """The translated messages of a catalogue with its header, in UTF-8.

    Fuzzy, untranslated and obsolete messages are left out, as msgfmt leaves them out. Where
    the header lacks a charset, or has a Plural-Forms on which Python's gettext would give up
    the whole file, the compiled one has it right or goes without. The same catalogue gives
    the same bytes.
    """
    compiled = polib.MOFile(encoding="utf-8")
    compiled.metadata = _header(catalogue)
    compiled.extend(_entry(message) for message in catalogue if message.state is State.TRANSLATED)
    return bytes(compiled.to_binary())


def _header(catalogue: Catalogue) -> dict[str, str]:
    """The fields, each once: Python's gettext takes the last of those that differ in case alone,
    and gives up the whole file for one that it cannot use.
    """
    fields: dict[str, str] = {}
    names: set[str] = set()
    for name, value in catalogue.headers.items():
        if name.lower() not in names:
            names.add(name.lower())
            fields[_OURS.get(name.lower(), name)] = value
    fields["Content-Type"] = _CONTENT_TYPE
    if not plural_forms.is_usable(fields.get("Plural-Forms", "")):
        fields.pop("Plural-Forms", None)
    return fields


def _entry(message: Message) -> polib.MOEntry:
    context, msgid = message.msgctxt, message.msgid
    if context == "":  # which polib takes for none
        context, msgid = None, "\x04" + msgid
    entry = polib.MOEntry(msgid=msgid, msgctxt=context, msgstr=message.msgstr)
    if message.msgid_plural is not None:
        entry.msgid_plural = message.msgid_plural
        entry.msgstr_plural = dict(enumerate(message.msgstrs))
    return entry
