"""`init` adds what a Sphinx project lacks, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from sphinx_intl.commands import read_config

from lingotype.errors import LingotypeError, UnknownLanguage
from lingotype.workspace import adopt, settings
from lingotype.workspace.conf import evaluate

PO = 'msgid "Title"\nmsgstr "Titel"\n'


def made(
    folder: Path, conf: str = "", at: str = "conf.py", index: str = "source/index.rst"
) -> Path:
    """A project with one page; returns its conf.py."""
    files = {index: "Title\n=====\n", at: conf}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder / at


def translated(folder: Path, *languages: str, domain: str = "index") -> None:
    for language in languages:
        path = folder / language / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True)
        path.write_text(PO, "utf-8")


def added(conf: Path, *names: str) -> str:
    """What is added to conf.py; "" for nothing. The plan is carried out."""
    plan = adopt.plan(conf, names)
    adopt.apply(plan)
    news = [x.new[len(x.old or b"") :] for x in plan.changes if x.path == conf]
    return news[0].decode() if news else ""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


# --- conf.py ---


def test_a_new_project_gets_one_block_at_the_end(tmp_path: Path):
    """Everything that stood there stands there still, byte by byte."""
    conf = made(tmp_path, "project = 'Book'\n")
    block = added(conf, "de", "pt-BR")
    assert conf.read_text() == "project = 'Book'\n" + block
    lines = block.strip().splitlines()
    assert (lines[0], lines[-1]) == (adopt.BEGIN, adopt.END)
    project = settings.load(conf)
    assert [x.tag for x in project.languages] == ["de", "pt-BR"]
    assert project.extensions == (adopt.EXTENSION,)
    assert project.locale == tmp_path / "locale"
    assert project.compact is False


@pytest.mark.parametrize("book", ["quickstart", "flat", "locales", "lighthouse"])
def test_adopting_twice_is_adopting_once(copied, book: str):
    """What is there is not added again, with or without git."""
    folder = copied(book)
    adopt.apply(adopt.plan(folder, []))
    assert adopt.plan(folder, []).changes == ()
    git(folder, "init", "-q")
    adopt.apply(adopt.plan(folder, []))
    assert adopt.plan(folder, []).changes == ()


def test_only_what_is_missing_is_added(tmp_path: Path):
    """A project that lists its languages but lost the rest keeps its list."""
    conf = made(tmp_path, "lingotype_languages = ['de']\ngettext_compact = 'book'\n")
    block = added(conf)
    assert "lingotype_languages" not in block
    assert "gettext_compact" not in block
    assert "lingotype_base_url" not in block
    assert settings.load(conf).compact == "book"


def test_a_language_asked_for_later_is_not_written_into_a_list_of_ones_own(tmp_path: Path):
    """conf.py's list is its writer's; the plan says what is not in it."""
    conf = made(tmp_path, "lingotype_languages = ['de']\n")
    plan = adopt.plan(conf, ["de", "it"])
    assert [x.tag for x in plan.languages] == ["de"]
    assert [x.tag for x in plan.unlisted] == ["it"]


@pytest.mark.parametrize(
    ("conf", "extensions"),
    [
        ("", []),
        ("extensions = None\n", []),
        ("extensions = []\n", []),
        ("extensions = ('sphinx.ext.todo',)\n", ["sphinx.ext.todo"]),
        ("extensions: list[str] = ['sphinx.ext.todo']\n", ["sphinx.ext.todo"]),
        ("if True:\n    extensions = ['sphinx.ext.todo']\n", ["sphinx.ext.todo"]),
        ("if tags.has('never'):\n    extensions = ['sphinx.ext.todo']\n", []),
        ("extensions = ['sphinx.ext.todo']\nextensions += ['a']\n", ["sphinx.ext.todo", "a"]),
    ],
)
def test_the_extension_joins_those_there_are(tmp_path: Path, conf: str, extensions: list[str]):
    """Whether they are a list, a tuple, None, assigned in an `if`, or not there."""
    path = made(tmp_path, conf)
    added(path)
    assert settings.load(path).extensions == (*extensions, adopt.EXTENSION)


def test_without_lingotype_the_extensions_are_those_there_were(tmp_path: Path, monkeypatch):
    """The guard asks whether Lingotype can be found."""
    path = made(tmp_path, "extensions = ('sphinx.ext.todo',)\n")
    added(path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert settings.load(path).extensions == ("sphinx.ext.todo",)


@pytest.mark.parametrize(
    "conf",
    [
        b"project = 'Book'",
        b"project = 'Book'\r\nauthor = 'me'\r\n",
        b"project = 'Book'\rauthor = 'me'",
        b"\xef\xbb\xbfproject = 'B\xc3\xbccher'\n",
        b"# -*- coding: latin-1 -*-\nproject = 'B\xfccher'\n",
        b"",
        b"def setup(app):\n    pass  # the end",
        b"if __name__ == '__main__':\n    raise SystemExit\n\n\n",
        b"import pathlib, importlib\ndel pathlib, importlib",
        b"language = None\n",
        b"templates_path = [\n    'a',\n]  \t",
    ],
)
def test_every_kind_of_file_keeps_its_bytes(tmp_path: Path, conf: bytes):
    """Charset, byte order mark and line ends stay; so does a file without a last newline."""
    path = made(tmp_path)
    path.write_bytes(conf)
    added(path, "de")
    after = path.read_bytes()
    assert after.startswith(conf)
    ends = b"\r\n" if b"\r\n" in conf else b"\r" if b"\r" in conf else b"\n"
    assert after.replace(ends, b"").count(b"\r") == 0
    assert after.replace(ends, b"").count(b"\n") == 0
    assert [x.tag for x in settings.load(path).languages] == ["de"]


def test_a_folder_whose_name_the_charset_lacks_is_escaped(tmp_path: Path):
    """The block is written in the charset of conf.py, whatever the folder is called."""
    path = made(tmp_path)
    path.write_bytes(b"# -*- coding: latin-1 -*-\nproject = 'B\xfccher'\n")
    translated(tmp_path / "язык", "de")
    added(path)
    assert settings.load(path).locale == tmp_path / "язык"


@pytest.mark.parametrize("end", ["del __file__\n", "lingotype_languages = []\n__file__ = None\n"])
def test_a_block_that_fails_is_taken_back(tmp_path: Path, end: str):
    """conf.py is run with what was added; where that fails, no file is left changed."""
    (tmp_path / ".git").mkdir()
    conf = made(tmp_path, end)
    with pytest.raises(LingotypeError, match="everything is as it was"):
        added(conf)
    assert conf.read_text() == end
    assert not (tmp_path / ".gitignore").exists()


def test_a_file_that_changed_after_the_plan_is_left_alone(tmp_path: Path):
    """What was shown is what is applied, or nothing is."""
    conf = made(tmp_path)
    plan = adopt.plan(conf, [])
    conf.write_text("project = 'New'\n")
    with pytest.raises(LingotypeError, match="changed meanwhile"):
        adopt.apply(plan)
    assert conf.read_text() == "project = 'New'\n"


def test_a_protected_conf_is_not_replaced(tmp_path: Path):
    """Renaming over a read-only file would work, and would be wrong."""
    conf = made(tmp_path)
    conf.chmod(0o444)
    with pytest.raises(LingotypeError, match="protected"):
        adopt.plan(conf, [])
    assert conf.read_text() == ""


@pytest.mark.parametrize(("name", "error"), [("xx", UnknownLanguage), ("en", LingotypeError)])
def test_a_name_that_is_no_translation_is_refused(tmp_path: Path, name: str, error: type):
    """A language that CLDR does not know, or that of the text."""
    with pytest.raises(error):
        adopt.plan(made(tmp_path), [name])


# --- where the catalogues are ---


PLACES = [
    ("conf.py", "source/index.rst", ""),
    ("conf.py", "source/index.rst", "locale_dirs = ['locale/']"),
    ("conf.py", "source/index.rst", "locale_dirs = ['../locales']"),
    ("conf.py", "source/index.rst", "from pathlib import Path\nlocale_dirs = (Path('locale'),)"),
    ("source/conf.py", "source/index.rst", ""),
    ("docs/conf.py", "docs/index.rst", "locale_dirs = ['../locale']"),
    ("docs/source/conf.py", "docs/source/index.rst", "locale_dirs = ['../locale/']"),
    ("conf.py", "index.rst", "locale_dirs = []"),
]


@pytest.mark.parametrize(("at", "index", "locale_dirs"), PLACES)
@pytest.mark.parametrize("existing", ["", "locale", "locales", "docs/locale", "source/locales"])
def test_sphinx_and_sphinx_intl_read_one_folder(
    tmp_path: Path, at: str, index: str, locale_dirs: str, existing: str
):
    """Sphinx starts from the source folder, sphinx-intl from conf.py's; catalogues that either
    of them reads stay where they are."""
    conf = made(tmp_path, locale_dirs, at, index)
    before = settings.load(conf).locale
    if existing:
        translated(tmp_path / existing, "de")
    added(conf)
    project = settings.load(conf)
    first = read_config(str(conf), ()).get("locale_dirs", ["locales"])[0]
    assert (conf.parent / first).resolve() == project.locale
    if before == tmp_path / existing:
        assert project.locale == before
        assert [x.tag for x in project.languages] == ["de"]


@pytest.mark.parametrize("name", ["locale", "locales", "po", "source/translations"])
def test_catalogues_are_found_where_conf_does_not_say(tmp_path: Path, name: str):
    """They stay in their folder, under their names, and their languages are listed."""
    translated(tmp_path / name, "zh_CN", "de", "en", "no-language")
    conf = made(tmp_path)
    block = added(conf, "it", "de")
    assert "gettext_compact" not in block
    project = settings.load(conf)
    assert project.locale == tmp_path / name
    assert [x.tag for x in project.languages] == ["de", "zh-CN", "it"]


def test_the_catalogues_of_a_program_are_not_those_of_its_manual(tmp_path: Path):
    """A folder is taken only if it translates a document."""
    translated(tmp_path / "locale", "de", domain="program")
    translated(tmp_path / "build", "de")
    translated(tmp_path / ".tox", "de")
    conf = made(tmp_path)
    added(conf)
    project = settings.load(conf)
    assert project.languages == ()
    assert project.locale == tmp_path / "locales"


def test_a_folder_that_sphinx_intl_strays_into_is_not_taken(tmp_path: Path):
    """Seen from conf.py `../locale` is outside the project, and may be another project's."""
    translated(tmp_path / "locale", "de", domain="program")
    conf = made(tmp_path / "book", "locale_dirs = ['../locale']\n")
    added(conf)
    assert settings.load(conf).locale == tmp_path / "book" / "locale"


def test_a_conf_that_is_a_link_stays_one(tmp_path: Path):
    """What it links to is changed, where that is in the project."""
    conf = made(tmp_path)
    conf.rename(tmp_path / "settings.py")
    conf.symlink_to("settings.py")
    added(conf, "de")
    assert conf.is_symlink()
    assert [x.tag for x in settings.load(conf).languages] == ["de"]


def test_further_folders_of_catalogues_stay(tmp_path: Path):
    """Only the first is written to; Sphinx searches the others too."""
    conf = made(tmp_path, "locale_dirs = ['locale', '../shared']\n")
    added(conf)
    assert settings.load(conf).locale_dirs == (tmp_path / "source/locale", tmp_path / "shared")


def test_a_folder_that_serves_both_is_not_told_again(tmp_path: Path):
    """A conf.py inside the source folder may name it as it likes."""
    conf = made(tmp_path, "locale_dirs = ['../locale']\n", "docs/conf.py", "docs/index.rst")
    assert "locale_dirs" not in added(conf)


@pytest.mark.parametrize("own", ["", "gettext_compact = True\n", "gettext_compact = 'book'\n"])
def test_catalogues_are_never_orphaned(tmp_path: Path, own: str):
    """With catalogues, or a value of one's own, gettext_compact stays as it is."""
    conf = made(tmp_path, own)
    if not own:
        translated(tmp_path / "locale", "de")
    plan = adopt.plan(conf, [])
    assert b"gettext_compact = False" not in plan.changes[0].new
    assert any("gettext_compact" in note for note in plan.notes) == (not own)


@pytest.mark.parametrize(
    ("conf", "after"),
    [
        ("", ["_build"]),
        ("exclude_patterns = ('drafts',)\n", ["drafts", "_build"]),
        ("exclude_patterns = ['_build']\n", ["_build"]),
        ("exclude_patterns = ['_build/**']\n", ["_build/**"]),
        ("exclude_patterns = ['_*']\n", ["_*"]),
    ],
)
def test_what_is_made_among_the_text_is_not_read_as_text(
    tmp_path: Path, conf: str, after: list[str]
):
    """Where the text is in conf.py's folder, so is the build folder."""
    path = made(tmp_path, conf, "docs/conf.py", "docs/index.rst")
    added(path)
    assert list(evaluate(path, "conf.py")["exclude_patterns"]) == after


# --- .gitignore ---


def ignored(folder: Path) -> str:
    """What is added to .gitignore in a project in `folder`."""
    plan = adopt.plan(folder, [])
    changes = [x for x in plan.changes if x.path.name == ".gitignore"]
    return changes[0].new[len(changes[0].old or b"") :].decode() if changes else ""


def test_outside_git_there_is_no_gitignore(tmp_path: Path):
    """Nothing is made that nobody reads."""
    assert ignored(made(tmp_path)) == ""


def test_git_is_told_what_is_made(tmp_path: Path):
    """The build folder, and the .mo files that plain Sphinx writes beside the catalogues."""
    git(tmp_path, "init", "-q")
    assert ignored(made(tmp_path)) == "# Made by Sphinx and Lingotype\n/build/\n*.mo\n"


@pytest.mark.parametrize(
    ("before", "added"),
    [
        ("*.mo\n/build/\n", ""),
        ("build\n*.[mp]o\n", ""),
        ("/build/\n", "# Made by Sphinx and Lingotype\n*.mo\n"),
        ("*.pyc", "\n# Made by Sphinx and Lingotype\n/build/\n*.mo\n"),
        ("*.mo\r\n", "# Made by Sphinx and Lingotype\r\n/build/\r\n"),
    ],
)
def test_what_git_ignores_already_is_not_said_again(tmp_path: Path, before: str, added: str):
    """Git itself is asked, since a pattern has many spellings."""
    git(tmp_path, "init", "-q")
    conf = made(tmp_path)
    (tmp_path / ".gitignore").write_bytes(before.encode())
    assert ignored(conf) == added


def test_a_project_in_a_folder_of_a_checkout_uses_the_gitignore_above(tmp_path: Path):
    """The nearest one, with the paths as seen from there."""
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("*.mo\n")
    conf = made(tmp_path, "", "docs/conf.py", "docs/index.rst")
    assert ignored(conf) == "# Made by Sphinx and Lingotype\n/docs/_build/\n"
    assert [x.name for x in adopt.plan(conf, []).changes] == ["docs/conf.py", ".gitignore"]


def test_tracked_mo_files_stay_tracked(tmp_path: Path):
    """Where they are in git they are somebody's wish."""
    git(tmp_path, "init", "-q")
    (tmp_path / "program.mo").write_bytes(b"")
    git(tmp_path, "add", "program.mo")
    assert "*.mo" not in ignored(made(tmp_path))


def test_where_git_cannot_be_asked_the_lines_are_compared(tmp_path: Path, monkeypatch):
    """No line is written twice, whether git is installed or not."""
    git(tmp_path, "init", "-q")
    conf = made(tmp_path)
    monkeypatch.setenv("PATH", "")
    adopt.apply(adopt.plan(conf, []))
    assert (tmp_path / ".gitignore").read_text().count("*.mo") == 1
    assert adopt.plan(conf, []).changes == ()


# --- the diff ---


@pytest.mark.parametrize("book", ["quickstart", "flat", "locales"])
@pytest.mark.parametrize("last", ["\n", ""])
def test_git_applies_the_diff_to_the_same_bytes(copied, book: str, last: str):
    """What is shown is what is done; git is the judge."""
    folder = copied(book)
    git(folder, "init", "-q")
    conf = settings.find(folder)
    conf.write_text(conf.read_text("utf-8").rstrip("\n") + last, "utf-8")
    plan = adopt.plan(folder, ["it"])
    (folder / "all.diff").write_text("".join(x.diff for x in plan.changes), "utf-8")
    git(folder, "apply", "all.diff")
    assert len(plan.changes) == 2
    for change in plan.changes:
        assert change.path.read_bytes() == change.new


def test_a_folder_that_is_no_language_is_named(tmp_path: Path):
    """Its catalogues would be missed otherwise; it is left alone."""
    conf = made(tmp_path, "locale_dirs = ['../locale']\n")
    translated(tmp_path / "locale", "de", "qqq")
    plan = adopt.plan(conf, [])
    assert [x.tag for x in plan.languages] == ["de"]
    assert "locale/qqq/ is left alone: CLDR knows no language of that name" in plan.notes
