"""The only maker of paths: where a project's templates, catalogues, sites and caches stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from lingotype.errors import LingotypeError, UnknownLanguage
from lingotype.model.language import Language
from lingotype.model.project import Project

MESSAGES = "LC_MESSAGES"
TEMPLATES = "pot"
CREDITS = "credits.toml"
RST = (".rst", ".txt", ".rest")
_LONGEST = 60
"""Letters of a title in the name of a file."""

SPHINX = "sphinx"
"""The domain of Sphinx's own words, by which a catalogue could change all that Sphinx writes."""


def shown(project: Project, path: Path) -> str:
    """`path` as messages name it: with slashes, relative to the project where it is inside."""
    return (
        path.relative_to(project.root).as_posix()
        if path.is_relative_to(project.root)
        else str(path)
    )


def templates(project: Project) -> Path:
    """The folder of the .pot files."""
    return project.locale / TEMPLATES


def template(project: Project, domain: str) -> Path:
    """The .pot file of a domain."""
    return templates(project) / f"{domain}.pot"


def domains(project: Project, folder: Path | None = None) -> list[str]:
    """The domains that have a template, in `folder` or the project's own, sorted."""
    return _domains(folder or templates(project), ".pot")


def wording(project: Project) -> Path:
    """The log of changes that editors declared to be of wording only."""
    return project.locale / "wording.jsonl"


def catalogues(project: Project, language: Language, locale: Path | None = None) -> Path:
    """The LC_MESSAGES folder of a language, in the spelling of its locale that stands on disk.

    locale: one of the project's locale folders; the first, where it is left out.
    Raises LingotypeError where two folders are names of the language (sr@latin and sr_Latn).
    """
    locale = locale or project.locale
    names = [name for name, known in _locales(locale) if known == language]
    if len(names) > 1:
        what = f"{' and '.join(names)} are the same language, {language.tag}"
        fix = "Keep one of the folders, with what is newest in both."
        raise LingotypeError(what, shown(project, locale), fix)
    return locale / (names[0] if names else language.locale_name) / MESSAGES


def published_catalogues(project: Project, language: Language, locale: Path) -> Path:
    """The LC_MESSAGES folder that a build reads: that of the language's usual name if it stands,
    so that a second folder of the same language, which somebody may bring, stops no build.
    """
    usual = locale / language.locale_name / MESSAGES
    return usual if usual.is_dir() else catalogues(project, language, locale)


def catalogue(project: Project, language: Language, domain: str) -> Path:
    """The .po file of a domain in a language."""
    return catalogues(project, language) / f"{domain}.po"


def terms(project: Project, language: Language) -> Path:
    """The list of terms of a language, beside its catalogues."""
    return catalogues(project, language).parent / "terms.csv"


def catalogue_domains(
    project: Project, language: Language, locale: Path | None = None
) -> list[str]:
    """The domains that a language has catalogues of, sorted."""
    return _domains(catalogues(project, language, locale), ".po")


def is_domain(project: Project, domain: str) -> bool:
    """Whether a domain is one of the text as it stands."""
    return belongs(domain, project.source, project.suffixes, compact=project.compact)


def belongs(domain: str, source: Path, suffixes: Iterable[str], *, compact: bool | str) -> bool:
    """Whether a domain is that of a document (Sphinx's rule for `gettext_compact`)."""
    if domain == SPHINX or ".." in domain.split("/"):
        return False
    if isinstance(compact, str):
        return domain == compact
    place = source / domain
    if compact and place.is_dir():
        return "/" not in domain
    return any(place.with_name(place.name + suffix).is_file() for suffix in suffixes)


def is_markdown(project: Project, domain: str) -> bool:
    """Whether the document of a domain is no reStructuredText, by the name of its file."""
    return in_markdown(domain, project.source, project.suffixes)


def in_markdown(domain: str, source: Path, suffixes: Iterable[str]) -> bool:
    """The same, for a project that is not one of ours. Of a domain of several documents it is so
    if any of them may be: then nothing but the letter of the text is let through.
    """
    others = [suffix for suffix in suffixes if suffix not in RST]
    place = source / domain
    if not others:
        return False
    if any(place.with_name(place.name + suffix).is_file() for suffix in RST):
        return False
    return place.is_dir() or any(place.with_name(place.name + x).is_file() for x in others)


def languages_on_disk(project: Project) -> list[Language]:
    """The languages that have a folder of catalogues, by tag."""
    return sorted({language for _, language in _locales(project.locale)}, key=lambda x: x.tag)


def unknown_on_disk(project: Project) -> list[str]:
    """The folders that hold catalogues and bear the name of no language, sorted."""
    known = {name for name, _ in _locales(project.locale)}
    named = {folder.parent.name for folder in project.locale.glob(f"*/{MESSAGES}")}
    return sorted(named - known - {TEMPLATES})


def scratch(project: Project, *names: str) -> Path:
    """A path for what can be made again at any time."""
    return project.build.joinpath("cache", *names)


def made(project: Project) -> Path:
    """The folder that made files are held to and named from: the project, if they are in it."""
    return _home(project, project.build)


def home_of(project: Project, locale: Path) -> Path:
    """The folder that catalogues of a locale folder are held to; a shared one may be outside."""
    return _home(project, locale)


def _home(project: Project, folder: Path) -> Path:
    return project.root if folder.is_relative_to(project.root) else folder


def sites(project: Project) -> Path:
    """The folder that is put online."""
    return project.build / "site"


def site(project: Project, language: Language) -> Path:
    """The published site of a language."""
    return sites(project) / language.tag


def books(project: Project) -> Path:
    """The folder of the EPUBs, which is put online beside the sites."""
    return sites(project) / "epub"


def book(project: Project, language: Language) -> Path:
    """The published EPUB of a language: against-the-current-de.epub."""
    return books(project) / f"{_slug(project.title)}-{language.tag}.epub"


def _slug(title: str) -> str:
    """A title as part of an address, in ASCII; "book" where nothing of it would be left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)'(?=\w)", "", plain))
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:_LONGEST] or "book"


def log(project: Project, name: str) -> Path:
    """What Sphinx said in a build."""
    return project.build / "log" / f"{name}.log"


def _domains(folder: Path, suffix: str) -> list[str]:
    """Paths below `folder` without their suffix, with slashes, as Sphinx names its domains."""
    found = (p for p in folder.rglob(f"*{suffix}") if not p.name.startswith(".") and p.is_file())
    return sorted(path.relative_to(folder).as_posix().removesuffix(suffix) for path in found)


def _locales(locale: Path) -> Iterator[tuple[str, Language]]:
    """The folders that hold catalogues and bear the name of a locale, sorted by name."""
    for folder in sorted(locale.glob(f"*/{MESSAGES}")):
        if folder.parent.name == TEMPLATES:  # which is also Potawatomi's code
            continue
        try:
            yield folder.parent.name, Language.parse(folder.parent.name)
        except UnknownLanguage:
            continue
