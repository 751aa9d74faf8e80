"""conf.py -> Project: where it is found, what its values mean, what is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lingotype.errors import BadConfiguration, LingotypeError, Place, UnknownLanguage
from lingotype.model import address, thresholds
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.model.redirects import BadRedirect, redirects
from lingotype.workspace import git
from lingotype.workspace.conf import evaluate, line_of, line_of_text

PLACES = ("conf.py", "source/conf.py", "docs/conf.py", "docs/source/conf.py", "doc/conf.py")
"""Where a conf.py is looked for in a folder, in this order."""

SOURCES = ("source", "docs", "doc")
"""Where the text is looked for beside a conf.py that does not stand in it."""

SUGGESTIONS = ("careful", "generous")
"""How sure a suggestion must be; the first is what a project has that does not say."""

LEVELS = ("refuse", "warn", "style")
"""What conf.py may make of a rule of `lingotype check`, besides switching it off."""

_HOST = re.compile(r"\.?[^\s/:@.*]+(?:\.[^\s/:@.*]+)*")


def find(start: Path) -> Path:
    """The conf.py of the project that `start` is in: a folder of it, or the file itself.

    Raises LingotypeError where neither `start` nor a folder above holds one.
    """
    start = start.absolute()
    if start.is_file():
        return start
    if not start.exists():
        raise LingotypeError("there is no such folder", str(start), "Check -C/--project.")
    for folder in (start, *start.parents):
        for place in PLACES:
            if (folder / place).is_file():
                return folder / place
    fix = "Go to a Sphinx project, name one with -C/--project, or make one (sphinx-quickstart)."
    raise LingotypeError("no conf.py here or in any folder above", str(start), fix)


def load(start: Path) -> Project:
    """Run the conf.py found from `start` and read from it what Lingotype needs."""
    conf = find(start)
    return read(conf, evaluated(conf))


def without_source(locale: Path, made: Path) -> Project:
    """A project that is nothing but catalogues, and templates that another build made.

    locale: the folder of `<locale>/LC_MESSAGES`. made: the folder above the templates, where
    caches and the lock have their place. Raises LingotypeError where there is no such folder.
    """
    locale = locale.absolute()
    if not locale.is_dir():
        raise LingotypeError("there is no such folder", _shown(locale), "Check -d/--locale-dir.")
    return Project(
        root=locale.parent,
        conf=locale.parent / "conf.py",
        source=locale,
        build=made.absolute(),
        locale_dirs=(locale,),
        source_language=Language.parse("en"),
        languages=(),
        title=locale.parent.name,
    )


def evaluated(conf: Path) -> dict[str, Any]:
    """The namespace of a conf.py. Raises BadConfiguration with the line that failed."""
    return evaluate(conf, _shown(conf))


def read(conf: Path, namespace: Mapping[str, Any]) -> Project:
    """What the values of a conf.py mean for Lingotype.

    Raises BadConfiguration for values of the wrong kind, with their line.
    """
    values = _Values(conf, _shown(conf), namespace)
    root_doc = values.text("root_doc", values.text("master_doc", "index"))
    source = _source_folder(values, root_doc)
    locale_dirs = tuple((source / d).resolve() for d in values.texts("locale_dirs") or ["locales"])
    root, build = _root_and_build(conf.parent, source, values)
    values.check_redirects("lingotype_redirects")
    spoken = values.text("lingotype_source_language", "") or values.text("language", "") or "en"
    source_language = values.language("language", spoken)
    listed = [
        values.language("lingotype_languages", x) for x in values.texts("lingotype_languages")
    ]
    return Project(
        root=_widened(root, locale_dirs[0], values),
        conf=conf.parent.resolve() / conf.name,  # a link stays: Sphinx looks beside it
        source=source,
        build=build,
        locale_dirs=locale_dirs,
        source_language=source_language,
        languages=tuple(dict.fromkeys(x for x in listed if x != source_language)),
        title=values.text("project", "") or conf.parent.name,
        root_doc=root_doc,
        compact=values.get("gettext_compact", True, bool, str),
        uuid=values.get("gettext_uuid", False, bool),
        base_url=values.address("lingotype_base_url"),
        extensions=tuple(values.texts("extensions")),
        suggestions=values.one_of("lingotype_suggestions", SUGGESTIONS),
        levels=values.levels("lingotype_check"),
        hosts=values.hosts("lingotype_hosts"),
        roles=tuple(values.texts("lingotype_roles")),
        suffixes=tuple(values.suffixes()),
        show_stale=values.get("lingotype_show_stale", True, bool),
        epub=values.get("lingotype_epub", True, bool),
        thresholds=values.thresholds("lingotype_thresholds"),
    )


class _Values:
    """A conf.py's namespace, each value checked for its kind where it is asked for."""

    def __init__(self, conf: Path, shown: str, namespace: Mapping[str, Any]) -> None:
        self.conf = conf
        self._shown = shown
        self._namespace = namespace

    def place(self, name: str) -> Place:
        return Place(self._shown, line_of(self.conf, name))

    def get(self, name: str, default: Any, *kinds: type) -> Any:
        value = self._namespace.get(name)
        if value is None:
            return default
        if not isinstance(value, kinds):
            wanted = " or ".join(kind.__name__ for kind in kinds)
            what = f"{name} is {type(value).__name__}, not {wanted}"
            raise BadConfiguration(what, self.place(name), f"Give {name} a {wanted}.")
        return value

    def text(self, name: str, default: str) -> str:
        return str(self.get(name, default, str))

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        value = self.text(name, allowed[0])
        if value not in allowed:
            listed = " or ".join(repr(x) for x in allowed)
            raise BadConfiguration(f"{name} is {value!r}", self.place(name), f"Write {listed}.")
        return value

    def texts(self, name: str) -> list[str]:
        values = list(self.get(name, [], list, tuple))
        for value in values:
            if not isinstance(value, str | Path):
                what = f"{name} lists {value!r}, which is no string"
                raise BadConfiguration(what, self.place(name), f"List strings in {name}.")
        return [str(value) for value in values]

    def language(self, name: str, value: str) -> Language:
        try:
            return Language.parse(value)
        except UnknownLanguage as error:
            raise BadConfiguration(f"{name}: {error.what}", self.place(name), error.fix) from error

    def levels(self, name: str) -> dict[str, str | bool]:
        """Rules with their levels; which rules there are is known further up."""
        found: dict[Any, Any] = self.get(name, {}, dict)
        for rule, level in found.items():
            if not isinstance(rule, str) or (level is not False and level not in LEVELS):
                what = f"{name} says {level!r} of {rule!r}"
                listed = ", ".join(repr(x) for x in LEVELS)
                fix = f"Write {listed}, or False to switch the rule off."
                raise BadConfiguration(what, self.place(name), fix)
        return dict(found)

    def hosts(self, name: str) -> tuple[str, ...]:
        """Names of hosts in lower case; one that begins with a dot is all hosts below it."""
        found = [host.strip().lower() for host in self.texts(name)]
        for host in found:
            if not _HOST.fullmatch(host):
                what = f"{name} lists {host!r}, which is no host"
                fix = "Write the host alone, 'de.wikipedia.org', or '.wikipedia.org' for all."
                raise BadConfiguration(what, self.place(name), fix)
        return tuple(found)

    def address(self, name: str) -> str:
        try:
            return address.checked(self.text(name, ""))
        except ValueError as error:
            fix = "Write 'https://example.org/book', or '' where the place is not known yet."
            raise BadConfiguration(f"{name}: {error}", self.place(name), fix) from error

    def thresholds(self, name: str) -> thresholds.Thresholds:
        try:
            return thresholds.thresholds(self.get(name, {}, dict))
        except ValueError as error:
            fix = "For example {'page': {'published': 20}, 'language': {'indexed': 50}}."
            raise BadConfiguration(f"{name}: {error}", self.place(name), fix) from error

    def check_redirects(self, name: str) -> None:
        """What they lead to is known when the text has been read."""
        try:
            redirects(self.get(name, {}, dict))
        except BadRedirect as error:
            place = Place(self._shown, line_of_text(self.conf, error.key))
            fix = "Write {'old-name': 'new-name', 'chapter#old': 'chapter#new'}, without circles."
            raise BadConfiguration(f"{name}: {error}", place, fix) from error

    def suffixes(self) -> list[str]:
        value = self.get("source_suffix", ".rst", str, list, tuple, dict)
        return [value] if isinstance(value, str) else [str(suffix) for suffix in value]


def _source_folder(values: _Values, root_doc: str) -> Path:
    """`lingotype_source`, else conf.py's own folder, else `source/` and its like beside it."""
    here = values.conf.parent
    named = values.text("lingotype_source", "")
    folders = [here / named] if named else [here, *(here / name for name in SOURCES)]
    for folder in folders:
        if any((folder / f"{root_doc}{suffix}").is_file() for suffix in values.suffixes()):
            return folder.resolve()
    standing = [folder for folder in folders if folder.is_dir() and folder != here]
    suffix = values.suffixes()[0]
    if standing:
        what = f"the text is missing: there is no {root_doc}{suffix} in it"
        raise LingotypeError(what, _shown(standing[0]), f"Write {root_doc}{suffix} there.")
    what = f"the source folder is missing: no {folders[-1 if named else 1].name}/{root_doc}{suffix}"
    fix = "Put the text there, or name its folder in conf.py: lingotype_source = '…'."
    raise LingotypeError(what, values.place("lingotype_source"), fix)


def _root_and_build(here: Path, source: Path, values: _Values) -> tuple[Path, Path]:
    """Sphinx's own habits: `build/` beside a separate source folder, else `_build/` inside."""
    here = here.resolve()
    if here != source:
        root, build = here, "build"
    elif here.name == "source":
        root, build = here.parent, "build"
    else:
        root, build = here, "_build"
    return root, root / (values.text("lingotype_build", "") or build)


def _widened(root: Path, locale: Path, values: _Values) -> Path:
    """The root, made wide enough for catalogues that stand beside a folder of documentation.

    No wider than the git checkout or the folder above: what is read and written is held to it.
    """
    widest = git.checkout(root) or root.parent
    common = Path(os.path.commonpath([root, locale]))
    if not common.is_relative_to(widest):
        what = f"locale_dirs leads out of the project: {locale}"
        fix = f"Name a folder in {widest} first; others may follow it."
        raise BadConfiguration(what, values.place("locale_dirs"), fix)
    return common


def _shown(path: Path) -> str:
    """`path` as a user would name it: relative to the working folder if it is below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
