"""Which language of the project a contribution is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from lingotype.errors import LingotypeError, UnknownLanguage
from lingotype.model.language import Language
from lingotype.model.subtags import maximized, of_tag

_PLACEHOLDERS = ("", "language", "ll", "ll_cc", "xx")
"""Values of the field Language, in lower case, that programs write where they know of none."""

_MESSAGES = "LC_MESSAGES"
_NAME_AT_THE_END = re.compile(r"(?:^|[.\- ])([A-Za-z]{2,3}(?:[_\-@][A-Za-z0-9@_]{2,20})?)$")
_COPY = re.compile(r"[ _]?\(\d{1,3}\)$")
"""What a browser puts behind the name of a file that it downloads again."""


def language_of(wanted: str, header: str, path: PurePath, among: Sequence[Language]) -> Language:
    """The language that was asked for, else that of the header's field, else that of the path.

    among: the languages that the project has. Raises UnknownLanguage where it is none of them
    or nobody says, LingotypeError where the header contradicts what was asked for.
    """
    told = _told(header)
    if wanted:
        asked = _one_of(Language.parse(wanted), among, "")
        if told and _contradicts(told, asked, among):
            what = f"the header says {told.tag} ({told.english_name}), not {asked.tag}"
            fix = f"Mend the field Language of its header, or say -l {told.tag}."
            raise LingotypeError(what, str(path), fix)
        return asked
    if told:
        return _one_of(told, among, str(path))
    return _of_path(path, among)


def stem(path: PurePath, language: Language) -> str:
    """The name of a file without its suffix and without the name of the language."""
    name = _COPY.sub("", path.name.removesuffix(".po"))
    found = _NAME_AT_THE_END.search(name) or re.search(r"_([A-Za-z]{2,3}(?:_[A-Z]{2})?)$", name)
    if found and found.start() and _fitting(_told(found[1]), [language]):
        return name[: found.start()]
    return name


def _told(name: str) -> Language | None:
    """The language that a name says; None if it says none."""
    if name.strip().lower() in _PLACEHOLDERS:
        return None
    try:
        return Language.parse(name.strip())
    except UnknownLanguage:
        return None


def _of_path(path: PurePath, among: Sequence[Language]) -> Language:
    if len(path.parts) > 2 and _MESSAGES in path.parts[1:]:
        folder = path.parts[path.parts.index(_MESSAGES, 1) - 1]
        told = _told(folder)
        if told:
            return _one_of(told, among, str(path))
    for name in _names(path):
        found = _fitting(_told(name), among)
        if found:
            return found
    what = "the file does not say which language it is in"
    raise UnknownLanguage(what, str(path), f"Name it with -l TAG. {_listed(among)}")


def _names(path: PurePath) -> Iterator[str]:
    """What may name a language in the name of a file: `de.po`, `intro.de.po`, `intro-de.po`."""
    name = _COPY.sub("", path.name.removesuffix(".po"))
    yield name
    for sign in (".", "-"):
        for place in [x.start() for x in re.finditer(re.escape(sign), name)]:
            yield name[place + 1 :]


def _one_of(told: Language, among: Sequence[Language], where: str) -> Language:
    found = _fitting(told, among)
    if found:
        return found
    what = f"{told.tag} ({told.english_name}) is not a language of this project"
    raise UnknownLanguage(
        what, where, f"{_listed(among)} To begin it: lingotype update -l {told.tag}"
    )


def _listed(among: Sequence[Language]) -> str:
    listed = ", ".join(language.tag for language in among)
    return f"The project has {listed}." if listed else "The project has none yet."


def _fitting(told: Language | None, among: Sequence[Language]) -> Language | None:
    """The project's language that a name means: `de_DE` is `de`, `zh_CN` is `zh-Hans`."""
    if told is None:
        return None
    exact = (language for language in among if language == told)
    likely = (x for x in among if maximized(of_tag(x.tag)) == maximized(of_tag(told.tag)))
    return next(exact, None) or next(likely, None)


def _contradicts(told: Language, asked: Language, among: Sequence[Language]) -> bool:
    """Whether a header cannot be meant: another language of the project, or one unlike it.

    A Canadian who translates into French may have a header of fr_CA.
    """
    other = _fitting(told, among)
    if other:
        return other != asked
    primary = [of_tag(x.tag).language for x in (told, asked)]
    return primary[0] != primary[1] or told.script != asked.script
