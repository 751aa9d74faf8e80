"""`lingotype import` makes a project of a document, says what became of it, overwrites nothing."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.conftest import ROOT

from lingotype.cli import output
from lingotype.workspace import store

TEXT = ROOT / "tests/manuscript/files/lamplighters.txt"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return Path(shutil.copy(TEXT, tmp_path))


@pytest.fixture
def here(tmp_path: Path, text: Path) -> Path:
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """What a project is made of, without what is built."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "build" not in path.parts
    }


def test_the_imported_manuscript_is_published(lingotype, here: Path):
    """Extract, update and publish follow without a warning, in every language."""
    assert lingotype("import", TEXT.name, "--into", "book", "-l", "de,ar", cwd=here).code == 0
    book = here / "book"
    for command in ("extract", "update", "publish", "check"):
        ran = lingotype(command, cwd=book)
        assert (ran.code, "warning" in ran.err.lower()) == (0, False), ran
    pages = {path.name for path in (book / "build/site/ar").glob("*.html")}
    assert {"introduction.html", "down-with-the-cold-kitchen.html"} <= pages
    text = (book / "build/site/en/introduction.html").read_text("utf-8")
    assert "the sale of the gasworks as the stick" in text


def test_the_report(lingotype, here: Path):
    """A table: a row a file, then what was left out, decided, and is wrong."""
    ran = lingotype("import", TEXT.name, "--into", "book", cwd=here)
    out = ran.out
    assert "source/for-free-guilds.rst" in out
    assert "1   Branches of the Guild:               left out: of the website" in out
    assert "“l” read as a bullet" in out
    assert "as the “night bread“" not in out
    assert "night bread”" in out
    assert "2,463 words read: 2,450 in 16 files, 13 left out" in ran.err
    assert "10 proposals for its typography: --fix applies them." in ran.err
    assert "lingotype update -l TAG" in ran.err
    assert max(len(line) for line in out.splitlines()) < 132


@pytest.mark.parametrize("columns", [80, 130])
def test_a_row_of_the_report_is_a_line_of_the_terminal(
    lingotype, here: Path, monkeypatch: pytest.MonkeyPatch, columns: int
):
    """Names and texts are cut, also those of wide letters; what was done never is."""
    monkeypatch.setattr(output, "columns", lambda: columns)
    long = "A heading of a chapter that says at length what stands in it\n\n"
    wide = "第十二章 灯塔看守人和他的猫以及他们在海边的漫长冬天里的许多故事\n\n"
    (here / "long.txt").write_text("Title\n\n" + (long + wide + "Text. " * 40) * 2, "utf-8")
    for name in (TEXT.name, "long.txt"):
        out = lingotype("import", name, "--into", "book", "--dry-run", cwd=here).out
        assert max(cell_len(line) for line in out.splitlines()) <= columns
    assert (
        "left out: of the website"
        in lingotype("import", TEXT.name, "--into", "book", "--dry-run", cwd=here).out
    )


def test_the_sum_of_a_text_without_flaws(lingotype, here: Path):
    """Nothing was left out, and nothing is said of what might have been."""
    (here / "short.txt").write_text("A title\n\nA sentence.\n", "utf-8")
    ran = lingotype("import", "short.txt", "--into", "book", cwd=here)
    assert "4 words read: all in 2 files." in ran.err
    assert "typography" not in ran.err


def test_proposals_name_the_language_they_are_made_for(lingotype, here: Path):
    """A German text read as English has many; `--fix` would spoil it."""
    (here / "de.txt").write_text("Titel\n\n„Kommst du?“, rief sie. „Gleich“, sagte er.\n", "utf-8")
    ran = lingotype("import", "de.txt", "--into", "book", cwd=here)
    assert "The text is taken for English: --source-language names another." in ran.err
    ran = lingotype("import", "de.txt", "--into", "b", "--source-language", "de", cwd=here)
    assert "taken for" not in ran.err


def test_the_report_for_machines(lingotype, here: Path):
    ran = lingotype("import", TEXT.name, "--into", "book", "--json", cwd=here)
    report = json.loads(ran.out)
    assert report["title"].startswith("Against the Return")
    assert [item["where"] for item in report["left_out"]] == [1, 5]
    assert len(report["chapters"]) == 16
    assert sum(chapter["items"] for chapter in report["chapters"]) == 62 + 3
    assert [slip["where"] for slip in report["typography"]][:3] == [11, 11, 13]
    assert "source/index.rst" in report["written"]
    again = lingotype("import", TEXT.name, "--into", "book2", "--json", cwd=here)
    assert again.out == ran.out


def test_typography_is_mended_only_when_asked(lingotype, here: Path):
    lingotype("import", TEXT.name, "--into", "as-it-is", cwd=here)
    lingotype("import", TEXT.name, "--into", "mended", "--fix", cwd=here)
    name = "source/introduction.rst"
    assert "“night bread“" in (here / "as-it-is" / name).read_text("utf-8")
    assert "“night bread”" in (here / "mended" / name).read_text("utf-8")


def test_lines(lingotype, here: Path):
    """A line a sentence, or wrapped at 79 columns; the text is the same."""
    lingotype("import", TEXT.name, "--into", "a", cwd=here)
    lingotype("import", TEXT.name, "--into", "b", "--lines", "wrapped", cwd=here)
    a, b = ((here / x / "source/introduction.rst").read_text("utf-8") for x in "ab")
    assert "\nEven so the lamps were lit each evening.\n" in a
    assert all(len(line) <= 79 for line in b.splitlines())
    assert a.split() == b.split()


def test_nothing_is_overwritten_without_force(lingotype, here: Path):
    """The same import again changes nothing; another one is refused, and touches nothing."""
    lingotype("import", TEXT.name, "--into", "book", cwd=here)
    before = files(here / "book")
    assert lingotype("import", TEXT.name, "--into", "book", cwd=here).code == 0
    assert files(here / "book") == before
    ran = lingotype("import", TEXT.name, "--into", "book", "--fix", cwd=here)
    assert ran.code == 2
    assert "would be overwritten; nothing was written" in ran.err
    assert "--force" in ran.err
    assert files(here / "book") == before
    assert lingotype("import", TEXT.name, "--into", "book", "--fix", "--force", cwd=here).code == 0
    assert files(here / "book") != before


def test_a_project_that_exists_keeps_its_conf(lingotype, here: Path):
    """Also with --force; texts of a former import that no list names are told of."""
    lingotype("import", TEXT.name, "--into", "book", cwd=here)
    conf = here / "book/conf.py"
    conf.write_text(conf.read_text("utf-8") + "\n# mine\n", "utf-8")
    (here / "short.txt").write_text("A Title\n\n" + "Text of a chapter that is long. " * 9, "utf-8")
    ran = lingotype("import", "short.txt", "--into", "book", "--force", cwd=here)
    assert ran.code == 0
    assert conf.read_text("utf-8").endswith("# mine\n")
    assert "for-free-guilds.rst is of no chapter now" in ran.err
    assert "conf.py is as it was" in ran.err


def test_an_import_that_was_killed_is_done_again(
    lingotype, here: Path, monkeypatch: pytest.MonkeyPatch
):
    """At whichever file it ended: without --force, and nothing half-written stays."""
    lingotype("import", TEXT.name, "--into", "whole", cwd=here)
    whole = files(here / "whole")
    save = store.save
    for end in range(len(whole)):
        done = iter(range(end))

        def killed(path: Path, data: bytes, root: Path, done=done) -> bool:
            if next(done, None) is None:
                (path.parent / f".{path.name}.0a1b{store.LEFTOVER}").write_bytes(b"half")
                raise SystemExit
            return save(path, data, root)

        book = here / f"book{end}"
        (book / "source").mkdir(parents=True)
        monkeypatch.setattr(store, "save", killed)
        with pytest.raises(SystemExit):
            lingotype("import", TEXT.name, "--into", book.name, cwd=here)
        monkeypatch.setattr(store, "save", save)
        ran = lingotype("import", TEXT.name, "--into", book.name, cwd=here)
        assert ran.code == 0, ran.err
        assert files(book) == whole


def test_a_dry_run_writes_nothing(lingotype, here: Path):
    ran = lingotype("import", TEXT.name, "--into", "book", "--dry-run", cwd=here)
    assert ran.code == 0
    assert "Nothing was written." in ran.err
    assert not (here / "book").exists()


def test_several_documents_are_a_chapter_each(lingotype, here: Path):
    (here / "two.txt").write_text("Second\n\n" + "Text of a chapter that is long. " * 9, "utf-8")
    options = ("--into", "book", "--title", "Both", "--source-language", "de")
    assert lingotype("import", TEXT.name, "two.txt", *options, cwd=here).code == 0
    index = (here / "book/source/index.rst").read_text("utf-8")
    assert index.startswith("Both\n====\n")
    assert index.endswith("   against-the-return-of-the-oil-lamp-for-an-honest\n   second\n")
    assert 'language = "de"' in (here / "book/conf.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.txt",), "missing.txt: cannot be read: No such file"),
        (("book.pages",), "cannot read .pages documents"),
        ((TEXT.name, "--heading", "x"), "x is no number of a line"),
        ((TEXT.name, "--heading", "2"), f"{TEXT.name}:2: no paragraph begins here"),
        (("page.md", "--heading", "2"), "lines can be named of a single plain text only"),
        ((TEXT.name, "latin.txt", "--no-heading", "2"), "lines can be named of a single plain"),
        ((TEXT.name, "--encoding", "klingon"), "no encoding called klingon"),
        ((TEXT.name, "-l", "en"), "en is the language of the manuscript"),
        ((TEXT.name, "--source-language", "xx-yy"), "xx-yy"),
        ((TEXT.name, "--chapter-level", "3"), "its headings are not so deep"),
        (("folder",), "folder: cannot be read"),
        ((TEXT.name, f"folder/../{TEXT.name}"), "it is named twice"),
        (("latin.txt",), "latin.txt:1: this is not utf-8"),
    ],
)
def test_misuse_is_told_and_writes_nothing(lingotype, here: Path, arguments, said: str):
    (here / "book.pages").write_bytes(b"")
    (here / "latin.txt").write_bytes("Öl".encode("latin-1"))
    (here / "folder").mkdir()
    ran = lingotype("import", *arguments, "--into", "book", cwd=here)
    assert ran.code == 2
    assert said in ran.err
    assert not (here / "book").exists()


def test_the_folder_may_be_anywhere_but_no_file(lingotype, here: Path):
    ran = lingotype("import", TEXT.name, "--into", TEXT.name, cwd=here)
    assert (ran.code, "this is a file" in ran.err) == (2, True)
    assert lingotype("import", TEXT.name, "--into", "a/b c/ö", cwd=here).code == 0
    assert (here / "a/b c/ö/source/introduction.rst").is_file()


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(lingotype, here: Path):
    """No half of a project; also what --force has overwritten comes back."""
    (here / "book/source/index.rst").mkdir(parents=True)
    (here / "book/source/for-free-guilds.rst").write_text("mine", "utf-8")
    ran = lingotype("import", TEXT.name, "--into", "book", "--force", cwd=here)
    assert ran.code == 2
    assert "source/index.rst: cannot be written" in ran.err
    assert files(here / "book") == {"source/for-free-guilds.rst": b"mine"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_written_through(lingotype, here: Path):
    """Not even with --force."""
    (here / "outside").mkdir()
    (here / "book").mkdir()
    (here / "book/source").symlink_to(here / "outside")
    ran = lingotype("import", TEXT.name, "--into", "book", "--force", cwd=here)
    assert ran.code == 2
    assert "leads out of the project" in ran.err
    assert list((here / "outside").iterdir()) == []
    assert files(here / "book") == {}
