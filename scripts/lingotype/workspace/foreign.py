"""Catalogues that stand anywhere, as somebody sent them: found and read with care.

Nothing beside them is looked at, let alone run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lingotype.errors import LingotypeError, UnknownLanguage
from lingotype.model.language import Language
from lingotype.workspace import incoming
from lingotype.workspace.layout import MESSAGES, SPHINX

SUFFIX = ".po"


@dataclass(frozen=True)
class Sent:
    """A catalogue. shown: its name for people; home: the folder that it must not lead out of;
    named: whether it was named itself, not only a folder that it is in.
    """

    path: Path
    shown: str
    home: Path
    named: bool = False


class Unreadable(LingotypeError):
    """A file that is left unread."""


class Link(Unreadable):
    """A link, which no build follows either."""


def find(paths: Iterable[Path]) -> list[Sent]:
    """The catalogues that are named, and those in folders that are named, each once.

    Raises LingotypeError for a path that does not exist and for a file that is no catalogue.
    """
    found: dict[Path, Sent] = {}
    for path in paths:
        if _is_folder(path):
            several: Iterable[Sent] = within(path.absolute())
        else:
            _require(path)
            several = [Sent(path.absolute(), shown(path), _home(path), named=True)]
        for one in several:
            found.setdefault(one.path, one)
    return list(found.values())


def within(folder: Path, home: Path | None = None) -> Iterator[Sent]:
    """The catalogues below a folder, if there is one, sorted; what is hidden is left out.

    Folders that are links are not entered. One that leads out of `home` comes as a catalogue that
    cannot be read, so that it is named.
    """
    home = home or _home(folder)
    if not _is_folder(folder):
        return
    for at, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(at, name) for name in folders]
        links = [path for path in paths if path.is_symlink() and _leads_out(path, home)]
        catalogues = [x for x in files if x.endswith(SUFFIX) and not x.startswith(".")]
        for path in sorted([*links, *(Path(at, name) for name in catalogues)]):
            yield Sent(path, shown(path), home)


def read(one: Sent) -> bytes:
    """The bytes of a catalogue. Raises Link for a link, and for what one above it leads out of its
    home; Unreadable for what is no regular file, or too large.
    """
    if one.path.is_symlink() or _leads_out(one.path, one.home):
        fix = "Put a regular file in its place."
        raise Link("the catalogue is not read: it is a link", one.shown, fix)
    try:
        return incoming.read(one.path)
    except LingotypeError as error:
        raise Unreadable(error.what, one.shown, error.fix) from error


def size(one: Sent) -> int:
    """Its bytes; 0 where nobody can tell."""
    with suppress(OSError):
        return one.path.lstat().st_size
    return 0


def is_of_sphinx(path: Path) -> bool:
    """Whether a catalogue has the name and place of that of Sphinx's own words."""
    return path.stem == SPHINX and path.parent.name == MESSAGES


def language_of_folder(path: Path) -> Language | None:
    """The language of a catalogue that stands as gettext has it, `<locale>/LC_MESSAGES/…`."""
    parts = path.absolute().parts[:-1]
    places = [i for i, part in enumerate(parts) if part == MESSAGES and i]
    return known(parts[places[-1] - 1]) if places else None


def language_of_name(path: Path) -> Language | None:
    """The language of `<locale>.po` or `document.<locale>.po`."""
    return known(path.stem.rpartition(".")[2])


def known(name: str) -> Language | None:
    """The language of a name that a sender wrote, if it is the name of one."""
    try:
        return Language.parse(name)
    except UnknownLanguage:
        return None


def shown(path: Path) -> str:
    """`path` as messages name it: as seen from the working folder if it is in it."""
    # No ".." is resolved by its letters: behind a link it would lead elsewhere.
    path, here = path.absolute(), Path.cwd()
    return printable(path.relative_to(here) if path.is_relative_to(here) else path)


def printable(path: Path) -> str:
    """With slashes; a name may hold bytes that are no UTF-8, which standard output refuses."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # an endless name, or a folder above that may not be entered
        return False


def _raise(error: OSError) -> None:
    where = shown(Path(error.filename))
    raise LingotypeError(f"cannot be read: {error.strerror}", where) from error


def _require(path: Path) -> None:
    if not os.path.lexists(path):
        raise LingotypeError("there is no such file or folder", shown(path))
    if path.suffix != SUFFIX:
        fix = "Name .po files, or folders that hold some."
        raise LingotypeError("this is no .po file", shown(path), fix)


def _home(path: Path) -> Path:
    """The working folder, if a path stands in it, so that a link among what was sent leads nowhere
    else; for any other path its own folder.
    """
    here, path = Path.cwd(), path.absolute()
    if path.is_relative_to(here) and ".." not in path.parts:
        return here
    return path if path.is_dir() else path.parent


def _leads_out(path: Path, home: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(home.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return True
