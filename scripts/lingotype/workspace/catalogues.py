"""The project's templates and catalogues, read from the disk."""

from __future__ import annotations

import re
from pathlib import Path

from lingotype.errors import LingotypeError
from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.workspace import layout, store

_LINE = re.compile(r":\d+$")


def read(project: Project, path: Path, locale: Path | None = None) -> Catalogue:
    """One catalogue or template of a locale folder (the first, where it is left out).

    Raises LingotypeError if it cannot be read, BrokenCatalogue if it is no catalogue.
    """
    home = layout.home_of(project, locale or project.locale)
    return po.read(store.read(path, home), layout.shown(project, path))


def save(
    project: Project, language: Language, domain: str, new: Catalogue, old: Catalogue | None
) -> str:
    """Write a catalogue in the place of `old`, as it was read; None: of none.

    Returns its name, "" if it holds the very bytes already.

    Raises LingotypeError where the file is another one by now: a translator saved it meanwhile.
    """
    path = layout.catalogue(project, language, domain)
    home = layout.home_of(project, project.locale)
    _refuse_newer(project, path, old)
    return layout.shown(project, path) if store.save(path, po.write(new), home) else ""


def remove(project: Project, language: Language, domain: str, old: Catalogue) -> str:
    """Delete a catalogue that still is what was read; as `save`."""
    path = layout.catalogue(project, language, domain)
    _refuse_newer(project, path, old)
    store.remove(path, layout.home_of(project, project.locale))
    return layout.shown(project, path)


def _refuse_newer(project: Project, path: Path, old: Catalogue | None) -> None:
    if path.exists() and old is not None:
        data = store.read(path, layout.home_of(project, project.locale))
        same = po.write(old) == data or po.read(data, layout.shown(project, path)) == old
    else:
        same = not path.exists() and old is None
    if not same:
        what = "the file was changed while this command was at work; it was left as it is"
        fix = "Save what is open in an editor, then try again."
        raise LingotypeError(what, layout.shown(project, path), fix)


def of_language(
    project: Project, language: Language, locale: Path | None = None
) -> dict[str, Catalogue]:
    """A language's catalogues of one locale folder, by domain. Raises as `read` does."""
    folder = layout.catalogues(project, language, locale)
    domains = layout.catalogue_domains(project, language, locale)
    return {domain: read(project, folder / f"{domain}.po", locale) for domain in domains}


def templates(project: Project, folder: Path | None = None) -> list[Template]:
    """All templates, by domain. Raises as `read` does.

    folder: where another build made them; the project's own folder, where it is left out.
    """
    folder = folder or layout.templates(project)
    home = project.root if folder.is_relative_to(project.root) else folder
    files = {domain: folder / f"{domain}.pot" for domain in layout.domains(project, folder)}
    return [
        template(domain, store.read(path, home), layout.shown(project, path))
        for domain, path in files.items()
    ]


def template(domain: str, data: bytes, shown: str) -> Template:
    """A template from the bytes of a .pot file, which a user knows as `shown`.

    Raises BrokenCatalogue. Line numbers are left out: they move without the text moving.
    """
    return Template(domain, tuple(_still(message) for message in po.read(data, shown).live))


def _still(message: Message) -> Message:
    """A message that is written in the layout of the catalogue it comes to, not as it stood."""
    bare = (_LINE.sub("", reference) for reference in message.references)
    return Message(  # `replace` takes thrice the time, which shows with 50,000 messages
        message.msgid,
        message.msgstrs,
        msgctxt=message.msgctxt,
        msgid_plural=message.msgid_plural,
        flags=message.flags,
        references=tuple(dict.fromkeys(bare)),
        extracted_comments=message.extracted_comments,
    )
