"""What the tests of faults look at: trees of files, a book before a command and after it."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from lingotype.formats import po
from lingotype.workspace import lock, settings, store
from tests.faults.nursery import Ended

LINUX = sys.platform.startswith("linux")

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """The files below a folder, by their path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(files: Tree, folder: Path) -> Path:
    """Let `folder` hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def leftover(name: str) -> bool:
    return name.endswith(store.LEFTOVER)


def torn(now: Tree, old: Tree, new: Tree) -> list[str]:
    """Files that are neither as they were nor as they shall be; there should be none."""
    names = sorted({name for name in (*now, *old, *new) if not leftover(name)})
    return [x for x in names if now.get(x) not in (old.get(x), new.get(x))]


def unreadable(book: Path) -> list[str]:
    """Catalogues and templates that our own reader refuses."""
    found = []
    for path in (book / "locale").rglob("*.po*"):
        try:
            if not leftover(path.name):
                po.read(path.read_bytes(), str(path))
        except Exception as error:  # noqa: BLE001 - whatever it is, the file cannot be read
            found.append(f"{path}: {error}")
    return found


def edit(book: Path, name: str, before: str, after: str) -> None:
    path = book / "source" / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def rewrite(book: Path) -> None:
    """Change the text so that every template and catalogue must be written again."""
    edit(book, "index.rst", "A small book", "A very small book")
    edit(book, "glossary.rst", "far out at sea", "from far out at sea")
    edit(book, "parts/harbour.rst", "burned down twice", "burned down three times")


@dataclass(frozen=True)
class Change:
    """A book before a command and after it. done: what belongs under locale/ at the end."""

    command: str
    book: Path
    before: Tree
    old: Tree
    done: Tree

    def reset(self) -> None:
        put(self.before, self.book)

    def check(self) -> int:
        """Nothing is torn after an end without cleanup. Returns how many files are new."""
        now = tree(self.book / "locale")
        assert torn(now, self.old, self.done) == []
        assert unreadable(self.book) == []
        return sum(now.get(x) == self.done.get(x) != self.old.get(x) for x in self.done)

    def check_repaired(self, again: Ended) -> None:
        """A normal run ends well, everything is new, nothing is left behind, nobody waits."""
        assert again.code == 0, again.out
        assert tree(self.book / "locale") == self.done
        assert not [name for name in tree(self.book) if leftover(name)]
        with lock.held(settings.load(self.book), "test"):
            pass


def without_figures(files: Tree) -> Tree:
    """The files of sites, without what they tell of how complete others are."""
    figure = re.compile(rb' <span class="lingotype-figure">[^<]*</span>|"share": [0-9]+')
    return {name: figure.sub(b"", data) for name, data in files.items()}


TOP = ("index.html", "404.html", "languages.json", ".nojekyll")
"""What stands at the top of the published folder, beside the languages."""


@dataclass
class Publication:
    """A book of two editions, published in two versions of its text."""

    book: Path
    texts: tuple[str, str]
    sites: tuple[Tree, Tree]
    seconds: float
    folder: Path
    copies: int = 0
    at: int = 0

    def copy(self) -> Path:
        """The book with the first version published."""
        self.copies += 1
        book = shutil.copytree(self.book, self.folder / str(self.copies))
        put(self.sites[0], book / "build/site")
        (book / "source/index.rst").write_text(self.texts[0])
        self.at = 0
        return book

    def turn(self, book: Path) -> None:
        """Let the text be the other version, and both sites be due even if they are of it."""
        self.at = 1 - self.at
        shutil.rmtree(book / "build/cache/fingerprints", ignore_errors=True)
        (book / "source/index.rst").write_text(self.texts[self.at])

    def check_whole(self, book: Path) -> None:
        """Each edition is one of the two, file by file, and so is what stands at the top.

        What a page tells of another language, in figures, is that of the edition that stands.
        """
        now = without_figures(tree(book / "build/site"))
        for part in ("en/", "de/", *TOP, *(x for x in now if x.startswith("epub/"))):
            found, *versions = (
                {name: data for name, data in files.items() if name.startswith(part)}
                for files in (now, *map(without_figures, self.sites))
            )
            assert found in versions, f"{part} is torn: {sorted(found)}"
        assert {name.split("/")[0] for name in now} == {"en", "de", "epub", *TOP}

    def check_new(self, book: Path) -> None:
        """Everything is of the present text, and nothing half-made is left."""
        assert tree(book / "build/site") == self.sites[self.at]
        assert list((book / "build/cache/work").iterdir()) == []
        assert not [name for name in tree(book) if leftover(name)]
