"""A project: where its parts stand and what conf.py says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lingotype.model.language import Language
from lingotype.model.thresholds import Thresholds


@dataclass(frozen=True)
class Project:
    """What the commands need to know of a Sphinx project; all paths are absolute.

    root: the folder that paths in catalogues and messages to the user are relative to.
    locale_dirs: as Sphinx searches them; catalogues are written to the first.
    languages: the translations that conf.py lists, in its order, without the source language.
    compact: Sphinx's `gettext_compact`: False is a domain a document, True a domain a
    top-level folder, a string one domain for all.
    suggestions: how sure a suggestion must be, "careful" or "generous".
    levels: of rules of `lingotype check` that are given another one: "refuse", "warn", "style", or
    False to switch the rule off; the names are as they were written.
    hosts: those that translations may link to besides the text's own, lower case.
    roles: those that translations may use besides the text's own.
    suffixes: of the files of the text. show_stale: whether older translations are published too.
    """

    root: Path
    conf: Path
    source: Path
    build: Path
    locale_dirs: tuple[Path, ...]
    source_language: Language
    languages: tuple[Language, ...]
    title: str
    root_doc: str = "index"
    compact: bool | str = True
    uuid: bool = False
    base_url: str = ""
    extensions: tuple[str, ...] = ()
    suggestions: str = "careful"
    levels: Mapping[str, str | bool] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = (".rst",)
    show_stale: bool = True
    epub: bool = True
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def locale(self) -> Path:
        """The folder that catalogues are written to."""
        return self.locale_dirs[0]

    @property
    def editions(self) -> tuple[Language, ...]:
        """Every language that is published, the source language first."""
        return (self.source_language, *self.languages)
