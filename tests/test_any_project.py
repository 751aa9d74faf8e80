"""Any Sphinx project: from `init` to the site, and the stock tools go on working beside us."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Book:
    """A project as people keep theirs. desk: where its people run the stock tools; others: the
    languages it has already; text: a text of its first page, with what an Italian makes of it.
    """

    name: str
    desk: str
    conf: str
    source: str
    locale: str
    site: str
    others: tuple[str, ...]
    text: tuple[str, str]


BOOKS = [
    Book(
        "quickstart", ".", "source/conf.py", "source", "locale", "build/site", (),
        ("A hive is a town without a mayor.", "Un alveare è una città senza sindaco."),
    ),
    Book(
        "flat", "docs", "docs/conf.py", "docs", "docs/locale", "docs/_build/site", ("de",),
        ("The water comes twice a day.", "L’acqua viene due volte al giorno."),
    ),
    Book(
        "locales", ".", "conf.py", "source", "locales", "build/site", ("fr",),
        ("Every soup begins with an onion.", "Ogni zuppa comincia da una cipolla."),
    ),
]  # fmt: skip


def stock(python: Path | str, *arguments: str | Path, cwd: Path) -> str:
    """Run a stock tool without any setting of Python from outside; what it said."""
    done = subprocess.run(
        [python, "-m", *arguments],
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    # `sphinx-intl stat` answers 1 where something is untranslated.
    assert done.returncode in ((0, 1) if "stat" in arguments else (0,)), done.stderr
    return done.stdout + done.stderr


def fill(catalogue: Path, msgid: str, msgstr: str) -> None:
    """Translate one message, as a person with an editor."""
    text = catalogue.read_text("utf-8")
    empty = f'msgid "{msgid}"\nmsgstr ""\n'
    assert text.count(empty) == 1
    catalogue.write_text(text.replace(empty, f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'), "utf-8")


@pytest.fixture(scope="module", params=BOOKS, ids=lambda book: book.name)
def way(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The documented way, gone once a book: init, extract, update -l it, the line that it
    prints into conf.py, publish. What each command said, and the project."""
    book: Book = request.param
    folder = shutil.copytree(HERE / "books" / book.name, tmp_path_factory.mktemp("way") / book.name)
    said = {}

    def run(*arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "lingotype", *arguments],
            cwd=folder, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        said[arguments[0]] = done

    run("init", "--yes")
    run("extract")
    run("update", "-l", "it")
    fill(folder / book.locale / "it" / "LC_MESSAGES" / "index.po", *book.text)
    line = said["update"].stdout.strip().splitlines()[-1]
    conf = folder / book.conf
    text = re.sub(r"^lingotype_languages = .*$", line, conf.read_text("utf-8"), flags=re.MULTILINE)
    conf.write_text(text, "utf-8")
    run("publish")
    return book, folder, said


@pytest.fixture
def copy(way, tmp_path: Path) -> tuple[Book, Path]:
    """The book after that way, without what was built, for the stock tools to work on."""
    book, folder, _ = way
    built = shutil.ignore_patterns("build", "_build")
    return book, shutil.copytree(folder, tmp_path / "copy", ignore=built)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has all that this one has, but not Lingotype."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(folder)
    names = {"base": str(folder), "platbase": str(folder), "installed_base": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", names))
    for kind in ("purelib", "platlib"):
        for entry in Path(sysconfig.get_path(kind)).iterdir():
            # Not the editable install's .pth file either, nor any other one.
            ours = "lingotype" in entry.name or entry.suffix == ".pth"
            if not ours and not (packages / entry.name).exists():
                (packages / entry.name).symlink_to(entry)
    python = Path(sysconfig.get_path("scripts", "venv", names)) / Path(sys.executable).name
    find = (
        "from importlib.util import find_spec; print(find_spec('lingotype'), find_spec('sphinx'))"
    )
    there = subprocess.run(
        [python, "-c", find], capture_output=True, text=True, check=True, cwd=folder
    )
    assert there.stdout.startswith("None ModuleSpec(")
    return python


def catalogues(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.po"))}


def plain_build(python: Path | str, book: Book, folder: Path, language: str) -> tuple[str, str]:
    """The first page that plain `sphinx-build -D language=…` makes, and what it said."""
    conf = (folder / book.conf).parent
    out = folder.parent / "plain" / language
    said = stock(
        python, "sphinx", "-q", "-c", conf, "-D", f"language={language}", folder / book.source, out,
        cwd=folder,
    )  # fmt: skip
    return (out / "index.html").read_text("utf-8"), said


# --- our way ---


def test_a_language_is_added_by_one_command(way):
    """`lingotype update -l it` begins the catalogues and prints the line for conf.py."""
    book, folder, said = way
    tags = ", ".join(f'"{tag}"' for tag in (*book.others, "it"))
    assert said["update"].stdout.splitlines()[-1] == f"lingotype_languages = [{tags}]"
    assert (folder / book.locale / "it" / "LC_MESSAGES" / "index.po").is_file()


def test_the_site_is_translated_and_linked(way):
    """The page has the Italian text, says its language, and links its siblings."""
    book, folder, _ = way
    page = (folder / book.site / "it" / "index.html").read_text("utf-8")
    assert book.text[1] in page
    assert '<html lang="it" dir="ltr"' in page
    for tag in ("en", *book.others):
        assert f'href="../{tag}/index.html"' in page
        assert (folder / book.site / tag / "index.html").is_file()


def test_translations_that_were_there_are_published(way):
    """Catalogues written by sphinx-intl are used as they are."""
    book, folder, _ = way
    text = {"de": "Das Wasser kommt zweimal am Tag.", "fr": "Toute soupe commence par un oignon."}
    for tag in book.others:
        assert text[tag] in (folder / book.site / tag / "index.html").read_text("utf-8")
        before = catalogues(HERE / "books" / book.name / book.locale / tag)
        assert catalogues(folder / book.locale / tag) == before


def test_the_theme_stays_the_projects_own(way):
    """Lingotype's theme is an offer, which `init` does not make."""
    book, folder, _ = way
    assert "alabaster.css" in (folder / book.site / "it" / "index.html").read_text("utf-8")


def test_publishing_again_reads_nothing_of_what_was_published(way, lingotype, tmp_path: Path):
    """Where the build folder stands in the source folder, it holds no documents; no warnings."""
    book, folder, _ = way
    folder = shutil.copytree(folder, tmp_path / "again")
    page = folder / book.source / "index.rst"
    page.write_text(page.read_text("utf-8") + "\nLater.\n", "utf-8")
    published = lingotype("publish", "-l", "it", cwd=folder)
    assert (published.code, published.err) == (0, "it: done\n")
    assert "WARNING" not in published.out
    pages = {path.name for path in (folder / book.site / "it").rglob("*.html")}
    texts = {f"{path.stem}.html" for path in (HERE / "books" / book.name).rglob("*.rst")}
    beside = {name for name in pages if name.endswith(".en.html")}
    assert pages - beside == texts | {"genindex.html", "search.html", "edition.html", "404.html"}


# --- the stock tools, on a copy ---


def test_plain_sphinx_builds_each_language(copy):
    """`sphinx-build -D language=it` finds the same catalogues, without a warning."""
    book, folder = copy
    page, said = plain_build(sys.executable, book, folder, "it")
    assert book.text[1] in page
    assert '<html lang="it" dir="ltr"' in page
    assert said == ""


def test_nothing_of_ours_is_needed(copy, elsewhere: Path):
    """Where Lingotype is not installed, Sphinx builds the tree in its languages, with no word
    of Lingotype, and sphinx-intl finds templates and catalogues where it looks for them."""
    book, folder = copy
    page, said = plain_build(elsewhere, book, folder, "it")
    assert book.text[1] in page
    assert "lingotype" not in page
    assert said == ""
    before = catalogues(folder)
    said = stock(elsewhere, "sphinx_intl", "update", cwd=folder / book.desk)
    assert "Not Changed: " in said
    assert catalogues(folder) == before


def test_sphinx_intl_update_adds_and_loses_nothing(copy):
    """From templates of plain Sphinx it finds our catalogues up to date; a language that it
    begins stands beside them."""
    book, folder = copy
    conf = (folder / book.conf).parent
    pot = folder.parent / "pot"
    build = ("sphinx", "-q", "-b", "gettext", "-c", conf, folder / book.source, pot)
    stock(sys.executable, *build, cwd=folder)
    before = catalogues(folder)
    intl = ("sphinx_intl", "update", "-p", pot)
    said = stock(sys.executable, *intl, "-l", "it", cwd=folder / book.desk)
    assert catalogues(folder) == before
    assert said.count("Not Changed: ") == len(list((folder / book.locale / "pot").rglob("*.pot")))
    stock(sys.executable, *intl, "-l", "nl", cwd=folder / book.desk)
    assert (folder / book.locale / "nl" / "LC_MESSAGES" / "index.po").is_file()


def test_sphinx_intl_stat_counts_what_we_count(copy, lingotype):
    """A catalogue a line; the sums are those of `lingotype progress`."""
    book, folder = copy
    said = stock(sys.executable, "sphinx_intl", "stat", "-l", "it", cwd=folder / book.desk)
    counts = re.findall(r"(\d+) translated, (\d+) fuzzy, (\d+) untranslated", said)
    sums = [sum(int(count[i]) for count in counts) for i in range(3)]
    assert sums[:2] == [1, 0]
    ours = lingotype("progress", "-l", "it", "--json", cwd=folder)
    messages = {
        "translated": sums[0],
        "fuzzy": sums[1],
        "untranslated": sums[2],
        "total": sum(sums),
    }
    assert progress_of(ours.out) == messages


def progress_of(printed: str) -> dict[str, int]:
    """The messages of the only language that `lingotype progress --json` tells of."""
    (language,) = json.loads(printed)["languages"]
    return language["total"]["messages"]
