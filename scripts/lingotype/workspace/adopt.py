"""What an existing Sphinx project lacks: `plan` says it as changes of files, `apply` makes them.

Nothing that stands in conf.py is rewritten: one block is added at its end, so whatever conf.py
does before, the block has the last word, and taking it out is deleting it.
"""

from __future__ import annotations

import difflib
import io
import json
import os
import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from lingotype.errors import LingotypeError
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.workspace import git, layout, settings, store
from lingotype.workspace.conf import line_of

EXTENSION = "lingotype.sphinx_ext"

BEGIN = "# --- Lingotype: added by `lingotype init`, yours to change ---"
END = "# --- end of Lingotype ---"

USUAL = ("locale", "locales")
"""What folders of catalogues are mostly called; looked at before others."""


@dataclass(frozen=True)
class Change:
    """A file before and after. name: as the diff calls it; root: the folder it must stand in;
    old: None where the file is new.
    """

    path: Path
    name: str
    root: Path
    old: bytes | None
    new: bytes
    encoding: str = "utf-8"

    @property
    def diff(self) -> str:
        """The change as `git diff` shows it, whatever the file's line ends are."""
        old = _lines(self.old or b"", self.encoding)
        new = _lines(self.new, self.encoding)
        before = "/dev/null" if self.old is None else f"a/{self.name}"
        shown = difflib.unified_diff(old, new, before, f"b/{self.name}")
        bare = "\n\\ No newline at end of file\n"
        return "".join(line if line.endswith("\n") else line + bare for line in shown)


@dataclass(frozen=True)
class Plan:
    """What `init` would do. project: as conf.py has it now; conf: as it was found, maybe a link;
    languages: what conf.py will list; unlisted: asked for, but conf.py has a list of its own;
    notes: what a person should know.
    """

    project: Project
    conf: Path
    languages: tuple[Language, ...]
    unlisted: tuple[Language, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """A project, its conf.py as it was found, the values that stand in it, and where its
    catalogues are to be; told: whether conf.py has to say where.
    """

    project: Project
    conf: Path
    values: Mapping[str, Any]
    locale: Path
    told: bool

    @property
    def here(self) -> Path:
        return self.conf.parent.resolve()

    @property
    def translated(self) -> bool:
        return _holds_catalogues(self.locale)

    @property
    def name(self) -> str:
        return layout.shown(self.project, self.here / self.conf.name)


def plan(start: Path, names: Sequence[str]) -> Plan:
    """What the project that `start` is in lacks, with the translations `names` besides those
    that have catalogues already.

    Raises LingotypeError where there is no project, conf.py fails or cannot be written, or a
    name is no language to translate into.
    """
    conf = settings.find(start)
    values = settings.evaluated(conf)
    project = settings.read(conf, values)
    asked = _asked(project, names)
    found = _look(project, conf, values)
    listed = "lingotype_languages" in found.values
    languages = project.languages if listed else _languages(found, asked)
    changes: list[Change] = []
    notes: list[str] = []
    if block := _block(found, languages):
        changes.append(_conf_change(found, block))
        notes += _notes(found)
    if ignored := _gitignore_change(found):
        changes.append(ignored)
    return Plan(
        project=project,
        conf=found.conf,
        languages=languages,
        unlisted=tuple(x for x in asked if x not in languages),
        changes=tuple(changes),
        notes=tuple(notes),
    )


def apply(plan: Plan) -> None:
    """Make the changes; where conf.py fails with its block, put everything back.

    Raises LingotypeError, also if a file was changed after the plan was made.
    """
    for change in plan.changes:
        now = store.read(change.path, change.root) if change.path.is_file() else None
        if now != change.old:
            raise LingotypeError("it has been changed meanwhile", change.name, "Start again.")
    done: list[Change] = []
    try:
        for change in plan.changes:
            store.save(change.path, change.new, change.root)
            done.append(change)
        settings.load(plan.conf)
    except LingotypeError as error:
        for change in done:
            _put_back(change)
        what = f"with these changes {error.what}; everything is as it was"
        fix = "lingotype init --dry-run shows the lines; add them by hand where they fit."
        raise LingotypeError(what, error.where, fix) from error


def _put_back(change: Change) -> None:
    if change.old is None:
        store.remove(change.path, change.root)
    else:
        store.save(change.path, change.old, change.root)


# --- what there is -------------------------------------------------------------------------


def _asked(project: Project, names: Sequence[str]) -> tuple[Language, ...]:
    asked = tuple(dict.fromkeys(Language.parse(name) for name in names))
    if project.source_language in asked:
        what = f"{project.source_language.tag} is the language of the text"
        raise LingotypeError(what, fix="Name a language that it is translated into.")
    return asked


def _look(project: Project, conf: Path, values: Mapping[str, Any]) -> _Found:
    """Find the catalogues: where Sphinx and sphinx-intl look, else where a folder holds some.

    Sphinx starts from the source folder, sphinx-intl from conf.py's, both at `locales` where
    conf.py is silent; where they agree, there is nothing to tell them.
    """
    listed = [str(folder) for folder in values.get("locale_dirs") or ()]
    intl = (conf.parent.resolve() / (listed or ["locales"])[0]).resolve()
    read = list(dict.fromkeys([project.locale, intl]))
    filled = [project.locale] if _holds_catalogues(project.locale) else []
    if _translates(project, intl):
        filled.append(intl)
    # An empty list is no silence: Sphinx then looks nowhere.
    if len(read) == 1 and (listed or (filled and "locale_dirs" not in values)):
        return _Found(project, conf, values, project.locale, told=False)
    new = project.locale if listed else _new_folder(project)
    locale = next(iter([*filled, *_other_folders(project, conf.parent.resolve())]), new)
    return _Found(project, conf, values, locale, told=True)


def _holds_catalogues(folder: Path) -> bool:
    return any(folder.glob(f"*/{layout.MESSAGES}/**/*.po"))


def _new_folder(project: Project) -> Path:
    """A folder for the first catalogues, apart from those of a program."""
    places = [*(project.root / name for name in USUAL), project.source / USUAL[0]]
    return next((folder for folder in places if not _holds_catalogues(folder)), places[-1])


def _other_folders(project: Project, here: Path) -> Iterator[Path]:
    """Folders of catalogues that conf.py does not name: beside conf.py, the text, in the root.

    Only those that translate a document: a program keeps its own catalogues near its manual.
    """
    for base in dict.fromkeys((here, project.root, project.source)):
        folders = sorted(base.iterdir(), key=lambda path: (path.name not in USUAL, path.name))
        for folder in folders:
            mine = not folder.name.startswith(".") and folder != project.build
            if mine and _translates(project, folder):
                yield folder


def _translates(project: Project, folder: Path) -> bool:
    """Whether a catalogue in `folder` is named as a document, or as a folder of them."""
    domains = {path.stem for path in folder.glob(f"*/{layout.MESSAGES}/*.po")}
    documents = {path.name.partition(".")[0] for path in project.source.iterdir()}
    return not domains.isdisjoint({project.compact, *documents})


def _languages(found: _Found, asked: Sequence[Language]) -> tuple[Language, ...]:
    """The languages that have catalogues, then those asked for; never that of the text."""
    there = replace(found.project, locale_dirs=(found.locale,))
    known = (x for x in layout.languages_on_disk(there) if x != there.source_language)
    return tuple(dict.fromkeys([*known, *asked]))


# --- conf.py -------------------------------------------------------------------------------


def _block(found: _Found, languages: Sequence[Language]) -> list[str]:
    """The lines that conf.py lacks, between BEGIN and END; none if it lacks nothing."""
    imports = []
    lines = []
    if EXTENSION not in found.project.extensions:
        imports.append("importlib.util")
        lines += _extension_lines(found)
    if found.told:
        imports.append("pathlib")
        lines += _locale_lines(found)
    if made := _made_among_text(found):
        lines.append(f"exclude_patterns = {_longer(found, 'exclude_patterns', made)}")
    if "gettext_compact" not in found.values and not found.translated:
        lines += ["gettext_compact = False  # one catalogue a document"]
    if "lingotype_languages" not in found.values:
        lines += _language_lines(found, languages)
    if not lines:
        return []
    # conf.py may have deleted or reused what it imported itself.
    head = [f"import {module}  # noqa: E402" for module in imports]
    return [BEGIN, *head, *([""] if head else []), *lines, END]


def _extension_lines(found: _Found) -> list[str]:
    return [
        "# Where Lingotype is not installed, this stays a plain Sphinx project.",
        'if importlib.util.find_spec("lingotype"):',
        f"    extensions = {_longer(found, 'extensions', EXTENSION)}",
        "",
    ]


def _longer(found: _Found, name: str, value: str) -> str:
    """The expression of a list with one more value; the list may be a tuple, None or missing."""
    if found.values.get(name) is not None and line_of(found.conf, name):
        return f"[*{name}, {_quoted(value)}]"
    # What does not come by a plain assignment (a star import, an `if`) may be missing elsewhere.
    if name in found.values or name.encode() in found.conf.read_bytes():
        return f'[*(globals().get("{name}") or ()), {_quoted(value)}]'
    return f"[{_quoted(value)}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _locale_lines(found: _Found) -> list[str]:
    """The folder as seen from conf.py, so that the project can be moved; other ones stay."""
    parts = Path(os.path.relpath(found.locale, found.here)).parts
    path = "pathlib.Path(__file__).parent"
    for part in parts:
        path += ".parent" if part == ".." else f" / {_quoted(part)}"
    others = ", *locale_dirs[1:]" if len(found.values.get("locale_dirs") or ()) > 1 else ""
    return [
        "# Absolute: Sphinx starts from the source folder, sphinx-intl from this one.",
        f"locale_dirs = [str({path}){others}]",
    ]


def _made_among_text(found: _Found) -> str:
    """The build folder, where Sphinx would look for documents in it; "" where it does not."""
    project = found.project
    if not project.build.is_relative_to(project.source):
        return ""
    made = _relative(project.build, project.source)
    excluded = [str(pattern) for pattern in found.values.get("exclude_patterns") or ()]
    known = any(fnmatch(made, x) or x.rstrip("/*") == made for x in excluded)
    return "" if known else made


def _language_lines(found: _Found, languages: Sequence[Language]) -> list[str]:
    lines = [f"lingotype_languages = {json.dumps([x.tag for x in languages])}"]
    if not languages:
        lines[0] += '  # for example ["de", "pt-BR"]'
    if "lingotype_base_url" not in found.values:
        lines.append(
            '# lingotype_base_url = "https://docs.example.org"  # where the sites will stand'
        )
    return lines


def _conf_change(found: _Found, block: Sequence[str]) -> Change:
    root = found.project.root
    old = store.read(found.conf, root)
    _require_writable(found)
    encoding, _ = tokenize.detect_encoding(io.BytesIO(old).readline)
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    newline = _newline(old)
    # Every name in the block is text of a Python string, where an escape says the same.
    added = (newline.join(block) + newline).encode(encoding, "backslashreplace")
    gap = newline.encode() * (1 if not old or _ends_line(old) else 2)
    new = old + (gap if old else b"") + added
    base = git.checkout(found.here) or root
    return Change(
        found.conf, _relative(found.here / found.conf.name, base), root, old, new, encoding
    )


def _require_writable(found: _Found) -> None:
    """A file saved by renaming would replace one that is protected from writing."""
    writable = found.conf.stat().st_mode & 0o222 and os.access(found.conf, os.W_OK)
    if not writable:
        fix = "Allow writing to it, and start again."
        raise LingotypeError("it is protected from writing", found.name, fix)


def _notes(found: _Found) -> Iterator[str]:
    project = found.project
    if found.told and found.values.get("locale_dirs"):
        place = layout.shown(project, found.locale)
        yield f"locale_dirs: Sphinx and sphinx-intl read it differently; now {place}/ for both"
    for name in layout.unknown_on_disk(replace(project, locale_dirs=(found.locale,))):
        place = layout.shown(project, found.locale / name)
        yield f"{place}/ is left alone: CLDR knows no language of that name"
    if "gettext_compact" not in found.values and found.translated:
        yield "gettext_compact stays as it is: another value would orphan the catalogues there are"


# --- .gitignore ----------------------------------------------------------------------------


def _gitignore_change(found: _Found) -> Change | None:
    """Keep what is made out of git: the build folder, and the .mo files of plain Sphinx.

    Where .mo files are tracked they are somebody's wish.
    """
    top = git.checkout(found.here)
    if top is None:
        return None
    path = _nearest_gitignore(found, top)
    old = store.read(path, top) if path.is_file() else None
    present = _lines(old or b"", "utf-8")
    added = [x for x in _unignored(found, top, path.parent) if f"{x}\n" not in present]
    if not added:
        return None
    newline = _newline(old or b"")
    text = newline.join(["# Made by Sphinx and Lingotype", *added, ""])
    gap = "" if not old or _ends_line(old) else newline
    return Change(path, _relative(path, top), top, old, (old or b"") + (gap + text).encode())


def _nearest_gitignore(found: _Found, top: Path) -> Path:
    """The one in the project's root or the next above; where there is none, that in the root."""
    root = found.project.root if found.project.root.is_relative_to(top) else top
    above = [folder for folder in (root, *root.parents) if folder.is_relative_to(top)]
    return next((x for x in above if (x / ".gitignore").is_file()), root) / ".gitignore"


def _unignored(found: _Found, top: Path, here: Path) -> Iterator[str]:
    """The patterns that a .gitignore in the folder `here` lacks."""
    build = found.project.build
    if build.is_relative_to(here) and not git.ignores(top, build / "site" / "index.html"):
        yield f"/{_relative(build, here)}/"
    compiled = found.locale / "xx" / layout.MESSAGES / "index.mo"
    if not git.ignores(top, compiled) and not git.tracks(top, "*.mo"):
        yield "*.mo"


# --- text ----------------------------------------------------------------------------------


def _lines(data: bytes, encoding: str) -> list[str]:
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return re.findall(r".*\n|.+", text)


def _newline(data: bytes) -> str:
    """How the first line ends; a newline where there is none."""
    found = re.search(rb"\r\n|\r|\n", data)
    return found[0].decode() if found else "\n"


def _ends_line(data: bytes) -> bool:
    return data.endswith((b"\n", b"\r"))


def _relative(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
