"""`lingotype update -p DIR [-d DIR]`: templates of another build, trees without their source."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import revision
from tests.conftest import BOOKS
from tests.revision import BELL, FISH, ROPE, WIND, files, sphinx, templates, write

from lingotype.formats import po
from lingotype.model.message import State

MISUSED = 2


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The templates of the lighthouse as Sphinx's own builder writes them."""
    folder = tmp_path_factory.mktemp("stock")
    book = shutil.copytree(BOOKS / "lighthouse", folder / "book")
    sphinx("-q", "-b", "gettext", "-c", ".", "source", "_build/gettext", cwd=book)
    return book / "_build/gettext"


@pytest.fixture
def stock(built: Path, lighthouse: Path) -> Path:
    """The lighthouse with those templates beside its text."""
    shutil.copytree(built, lighthouse / "_build/gettext")
    return lighthouse


@pytest.fixture
def tree(built: Path, tmp_path: Path) -> Path:
    """Only catalogues and templates, as sphinx-intl lays them out: no conf.py, no text."""
    shutil.copytree(BOOKS / "lighthouse/locale", tmp_path / "tree/locale")
    shutil.copytree(built, tmp_path / "tree/_build/gettext")
    return tmp_path / "tree"


def bare(data: bytes) -> str:
    """A catalogue without the root of its references, which are as the template has them."""
    return data.decode().replace("#: ../../", "#: ")


def test_the_templates_of_stock_sphinx_give_the_catalogues_that_ours_give(
    stock: Path, lingotype: Callable
):
    """For languages that stand and one that is begun."""
    ours = shutil.copytree(stock, stock.with_name("ours"))
    assert lingotype("extract", cwd=ours).code == 0
    for one, options in ((stock, ("-p", "_build/gettext")), (ours, ())):
        done = lingotype("update", "-l", "de,ar,zh-CN,it", *options, cwd=one)
        assert done.code == 0
    assert {path: bare(data) for path, data in files(stock).items()} == {
        path: bare(data) for path, data in files(ours).items()
    }
    assert not (stock / "locale/pot").exists()


def test_no_line_number_comes_into_a_catalogue(stock: Path, lingotype: Callable):
    """They move without the text moving."""
    lingotype("update", "-l", "it", "-p", "_build/gettext", cwd=stock)
    begun = [po.read(data) for path, data in files(stock).items() if "/it/" in path]
    references = {x for catalogue in begun for message in catalogue for x in message.references}
    assert references
    assert not any(reference[-1].isdigit() for reference in references)


def test_a_tree_without_source_and_conf_py_is_updated(tree: Path, lingotype: Callable):
    """With -p and -d, as beside sphinx-intl."""
    before = files(tree)
    done = lingotype("update", "-p", "_build/gettext", "-d", "locale", cwd=tree)
    assert done.code == 0
    assert done.out.split("\n")[1].split()[0] == "ar"
    after = files(tree)
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) == {"locale/zh_CN/LC_MESSAGES/glossary.po"}


def test_a_language_is_begun_in_a_tree_without_source(tree: Path, lingotype: Callable):
    """And nobody is told to write it into a conf.py that is not there."""
    done = lingotype("update", "-p", "_build/gettext", "-d", "locale", "-l", "fr", cwd=tree)
    assert (done.code, done.err) == (0, "")
    assert "lingotype_languages" not in done.out
    path = tree / "locale/fr/LC_MESSAGES/parts/harbour.po"
    assert po.read(path.read_bytes()).headers["Language"] == "fr"


def test_sphinx_intl_reads_what_is_written_in_its_own_layout(tree: Path, lingotype: Callable):
    """Its statistics are ours, and its own update finds nothing to add."""
    lingotype("update", "-p", "_build/gettext", "-d", "locale", cwd=tree)
    said = sphinx("stat", "-d", "locale", "-l", "de", cwd=tree, module="sphinx_intl")
    assert "parts/harbour.po: 12 translated, 0 fuzzy, 0 untranslated." in said
    assert "glossary.po: 4 translated, 0 fuzzy, 0 untranslated." in said
    before = files(tree)
    arguments = ("update", "-p", "_build/gettext", "-d", "locale", "-l", "de", "-l", "zh_CN")
    said = sphinx(*arguments, cwd=tree, module="sphinx_intl")
    assert "Create:" not in said
    assert "Update:" not in said
    assert files(tree) == before


def test_after_a_revision_sphinx_intl_counts_what_we_count(tree: Path, lingotype: Callable):
    """A reworded text is fuzzy, which it counts as translated too; a new one untranslated."""
    path = tree / "_build/gettext/parts/harbour.pot"
    text = path.read_text().replace("built the first tower", "built the very first tower")
    path.write_text(text + f'\nmsgid "{BELL}"\nmsgstr ""\n')
    lingotype("update", "-p", "_build/gettext", "-d", "locale", "-l", "de", cwd=tree)
    arguments = ("stat", "-d", "locale", "-l", "de")
    said = sphinx(*arguments, cwd=tree, module="sphinx_intl", code=1)
    assert "parts/harbour.po: 12 translated, 1 fuzzy, 1 untranslated." in said


@pytest.mark.parametrize("pot", ["locale/pot", "pot", "_build/gettext"])
def test_nothing_is_left_among_the_catalogues_of_a_tree(tree: Path, lingotype: Callable, pot: str):
    """The lock and the record stand in the build folder, or in one beside the catalogues."""
    if pot != "_build/gettext":
        (tree / "_build/gettext").rename(tree / pot)
        (tree / "_build").rmdir()
    before = {path for path in files(tree, "*") if not path.endswith(".po")}
    assert lingotype("update", "-p", pot, "-d", "locale", cwd=tree).code == 0
    made = {x for x in files(tree, "*") if not x.endswith(".po")} - before
    assert made
    assert all(path.startswith(("_build/", "build/")) for path in made)


# --- misuse --------------------------------------------------------------------------------


def refused(tree: Path, lingotype: Callable, *options: str) -> str:
    """What is said; nothing may be written, not even a folder."""
    before = sorted(tree.rglob("*")), files(tree, "*")
    done = lingotype("update", *options, cwd=tree)
    assert done.code == MISUSED
    assert (sorted(tree.rglob("*")), files(tree, "*")) == before
    assert done.out == ""
    return done.err


def test_a_missing_folder_of_templates_is_misuse(tree: Path, lingotype: Callable):
    said = refused(tree, lingotype, "-p", "_build/getext", "-d", "locale")
    assert "_build/getext: there is no such folder" in said
    assert "Check -p/--pot-dir." in said


def test_an_empty_folder_of_templates_is_misuse(tree: Path, lingotype: Callable):
    """It would make every message obsolete."""
    (tree / "empty").mkdir()
    said = refused(tree, lingotype, "-p", "empty", "-d", "locale")
    assert "there are no templates" in said
    assert "sphinx-build -b gettext" in said


def test_a_missing_folder_of_catalogues_is_misuse(tree: Path, lingotype: Callable):
    said = refused(tree, lingotype, "-p", "_build/gettext", "-d", "locales")
    assert "locales: there is no such folder" in said
    assert "-d/--locale-dir" in said


def test_a_folder_without_translations_says_how_to_begin_one(tree: Path, lingotype: Callable):
    shutil.rmtree(tree / "locale")
    (tree / "locale").mkdir()
    assert "lingotype update -l" in refused(tree, lingotype, "-p", "_build/gettext", "-d", "locale")


def test_without_conf_py_both_folders_must_be_named(tree: Path, lingotype: Callable):
    for options in (("-p", "_build/gettext"), ("-d", "locale"), ()):
        assert "no conf.py" in refused(tree, lingotype, *options)


BROKEN = {
    "cut off": lambda text: text[: text.index("Glossary") + 3],
    "conflict markers": lambda text: f"<<<<<<< HEAD\n{text}",
    "a msgid twice": lambda text: text + '\nmsgid "Glossary"\nmsgstr ""\n',
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_broken_template_stops_every_language(tree: Path, lingotype: Callable, damage: str):
    """The text is not known, so nothing may become obsolete; the error names file and line."""
    path = tree / "_build/gettext/glossary.pot"
    path.write_text(BROKEN[damage](path.read_text()))
    before = files(tree)
    done = lingotype("update", "-p", "_build/gettext", "-d", "locale", cwd=tree)
    assert done.code == MISUSED
    assert "glossary.pot:" in done.err
    assert files(tree) == before


# --- other folders of a project ------------------------------------------------------------


def test_the_catalogues_of_another_folder_are_updated_from_the_own_templates(
    tmp_path: Path, lingotype: Callable
):
    """-d alone names another place for them; conf.py is the project's."""
    book = revision.project(tmp_path / "book", "de")
    templates(book, {"quay": [WIND, FISH]})
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(book / "locale", elsewhere)
    write(elsewhere / "de/LC_MESSAGES/quay.po", 'msgid ""\nmsgstr ""\n')
    done = lingotype("update", "-d", str(elsewhere), cwd=book)
    assert done.code == 0
    assert not (book / "locale/de").exists()
    found = po.read((elsewhere / "de/LC_MESSAGES/quay.po").read_bytes())
    assert {x.msgid: x.state for x in found} == {
        WIND: State.UNTRANSLATED,
        FISH: State.UNTRANSLATED,
    }


def test_templates_of_a_sub_folder_are_documents_of_a_sub_folder(
    tmp_path: Path, lingotype: Callable
):
    """As Sphinx lays them out."""
    book = revision.project(tmp_path / "book", "de")
    write(book / "made/parts/one/rope.pot", revision.pot("parts/one/rope", [ROPE]))
    assert lingotype("update", "-p", "made", cwd=book).code == 0
    assert revision.states(book, "de", "parts/one/rope") == {ROPE: State.UNTRANSLATED}
