"""The tools, and the commands by which each brings a folder of catalogues up to date."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OURS = "Lingotype"

Command = list[str]


@dataclass(frozen=True)
class Place:
    """Where a tool works: pot/, locale/<locale>/LC_MESSAGES/, and before/, the same catalogues
    as they stood before the step.
    """

    folder: Path
    locales: tuple[str, ...]

    @property
    def pot(self) -> Path:
        return self.folder / "pot"

    @property
    def locale(self) -> Path:
        return self.folder / "locale"

    @property
    def before(self) -> Path:
        return self.folder / "before"

    def catalogues(self, locale: str) -> Path:
        return self.locale / locale / "LC_MESSAGES"


@dataclass(frozen=True)
class Tool:
    """A way to update catalogues. once: it is so slow that one round has to do."""

    name: str
    commands: Callable[[Place], list[Command]]
    once: bool = False


def lingotype(program: str = "") -> Tool:
    """All catalogues of all languages in one run; `program` is another command to use."""
    start = shlex.split(program) or [sys.executable, "-m", "lingotype"]
    return Tool(OURS, lambda place: [[*start, *_update(place)]])


def generous(program: str = "") -> Tool:
    """The same with more suggestions, less sure ones among them."""
    ours = lingotype(program)
    more = ["--suggestions", "generous"]
    return Tool(f"{OURS}, generous", lambda place: [[*ours.commands(place)[0], *more]])


def msgmerge() -> Tool | None:
    """A process for each file, as people have it in a Makefile; msginit for a file that is new."""
    if not shutil.which("msgmerge"):
        return None
    return Tool("msgmerge", _merges)


def pot2po(program: str = "") -> Tool | None:
    """A process for each language. Of the Translate Toolkit, which the project does not need."""
    found = shutil.which(program or "pot2po")
    if not found:
        return None
    return Tool("pot2po", lambda place: [_pot2po(found, place, one) for one in place.locales])


def sphinx_intl() -> Tool | None:
    """All in one run, with as many processes as it likes."""
    found = shutil.which("sphinx-intl", path=str(Path(sys.executable).parent))
    if not found:
        return None
    return Tool("sphinx-intl", lambda place: [[found, *_update(place)]], once=True)


def _update(place: Place) -> list[str]:
    languages = [argument for locale in place.locales for argument in ("-l", locale)]
    return ["update", "-p", str(place.pot), "-d", str(place.locale), *languages]


def _merges(place: Place) -> list[Command]:
    return [
        _merge(template, place.catalogues(locale) / _catalogue(template, place), locale)
        for locale in place.locales
        for template in sorted(place.pot.rglob("*.pot"))
    ]


def _merge(template: Path, catalogue: Path, locale: str) -> Command:
    if not catalogue.exists():
        start = ["msginit", "--no-translator", f"--locale={locale}"]
        return [*start, f"--input={template}", f"--output-file={catalogue}"]
    options = ["--previous", "--quiet", "--update", "--backup=none"]
    return ["msgmerge", *options, str(catalogue), str(template)]


def _catalogue(template: Path, place: Place) -> Path:
    return template.relative_to(place.pot).with_suffix(".po")


def _pot2po(program: str, place: Place, locale: str) -> Command:
    former = place.before / locale / "LC_MESSAGES"
    options = ["--progress=none", f"--template={former}"]
    return [program, *options, str(place.pot), str(place.catalogues(locale))]
