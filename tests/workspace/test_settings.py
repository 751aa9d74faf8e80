"""conf.py is found and run as Sphinx does, and its mistakes are named with their line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lingotype.errors import BadConfiguration, LingotypeError
from lingotype.workspace import settings


def project(folder: Path, conf: str, index: str = "source/index.rst") -> Path:
    (folder / index).parent.mkdir(parents=True, exist_ok=True)
    (folder / index).write_text("Title\n=====\n")
    (folder / "conf.py").write_text(conf, "utf-8")
    return folder


def test_conf_is_run_in_its_folder_with_file_and_tags(tmp_path: Path):
    """A long conf.py may ask `tags.has()` and read files beside it."""
    (tmp_path / "name.txt").write_text("The Book")
    conf = (
        "from pathlib import Path\n"
        "project = Path('name.txt').read_text()\n"
        "locale_dirs = [str(Path(__file__).parent / 'locale')]\n"
        "assert not tags.has('draft') and 'draft' not in tags\n"
        "tags.add('draft'); assert list(tags) == ['draft']\n"
        "print('hello')\n"
    )
    found = settings.load(project(tmp_path, conf))
    assert found.title == "The Book"
    assert found.locale == tmp_path / "locale"


def test_sphinx_is_not_imported(tmp_path: Path, monkeypatch):
    """Commands that need no Sphinx start fast, unless conf.py itself imports it."""
    for name in [name for name in sys.modules if name.split(".")[0] == "sphinx"]:
        monkeypatch.delitem(sys.modules, name)
    settings.load(project(tmp_path, ""))
    assert "sphinx" not in sys.modules


@pytest.mark.parametrize(
    ("conf", "index", "source", "build"),
    [
        ("conf.py", "source/index.rst", "source", "build"),
        ("conf.py", "docs/index.rst", "docs", "build"),
        ("source/conf.py", "source/index.rst", "source", "build"),
        ("docs/source/conf.py", "docs/source/index.rst", "docs/source", "docs/build"),
        ("docs/conf.py", "docs/index.rst", "docs", "docs/_build"),
        ("conf.py", "index.rst", ".", "_build"),
    ],
)
def test_the_usual_places_are_found(tmp_path: Path, conf: str, index: str, source: str, build: str):
    """Where sphinx-quickstart and long custom put conf.py, the text and what is built."""
    (tmp_path / conf).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / index).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / conf).write_text("")
    (tmp_path / index).write_text("x")
    found = settings.load(tmp_path)
    assert found.source == (tmp_path / source).resolve()
    assert found.build == (tmp_path / build).resolve()


def test_a_folder_inside_the_project_will_do(tmp_path: Path):
    """As with git, one may stand anywhere in it."""
    project(tmp_path, "project = 'P'")
    assert settings.load(tmp_path / "source").title == "P"


def test_languages_come_once_in_their_order_without_the_source(tmp_path: Path):
    """Either spelling is understood."""
    conf = "language = 'de'\nlingotype_languages = ['zh_CN', 'de', 'pt-BR', 'zh-CN']"
    found = settings.load(project(tmp_path, conf))
    assert [language.tag for language in found.languages] == ["zh-CN", "pt-BR"]
    assert [language.tag for language in found.editions] == ["de", "zh-CN", "pt-BR"]


@pytest.mark.parametrize(
    ("conf", "line", "words"),
    [
        ("x = 1\nproject = (\n", 2, "this is not Python"),
        ("x = 1\n\nraise ValueError('no')\n", 3, "ValueError: no"),
        ("import os\ndef f():\n    return 1 / 0\nf()\n", 3, "ZeroDivisionError"),
        ("import sys\nsys.exit(3)\n", 2, "SystemExit"),
        ("import no_such_module_at_all\n", 1, "ModuleNotFoundError"),
        ("a = 1\nlingotype_languages = 'de'\n", 2, "lingotype_languages is str"),
        ("a = 1\nlingotype_languages = [1]\n", 2, "lists 1, which is no string"),
        ("\n\nlingotype_languages = ['de', 'xx']\n", 3, "xx"),
        ("language = 7\n", 1, "language is int"),
        ("gettext_compact = 3\n", 1, "gettext_compact is int"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, monkeypatch, conf: str, line: int, words: str
):
    """One clear error, never a traceback."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadConfiguration) as caught:
        settings.load(project(tmp_path, conf))
    assert words in str(caught.value)
    assert str(caught.value.where) == f"conf.py:{line}"


def test_what_is_missing_is_named(tmp_path: Path):
    """No conf.py, no source folder, no text: each says what to do."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(LingotypeError, match=r"no conf\.py here"):
        settings.load(tmp_path / "empty")
    with pytest.raises(LingotypeError, match="no such folder"):
        settings.load(tmp_path / "nowhere")
    (tmp_path / "conf.py").write_text("")
    with pytest.raises(LingotypeError, match="source folder is missing"):
        settings.load(tmp_path)
    (tmp_path / "source").mkdir()
    with pytest.raises(LingotypeError, match=r"there is no index\.rst"):
        settings.load(tmp_path)


def test_a_linked_conf_keeps_its_folder(tmp_path: Path):
    """Sphinx reads templates and static files beside the link, not beside its target."""
    project(tmp_path / "book", "")
    (tmp_path / "shared.py").write_text("project = 'Shared'")
    (tmp_path / "book/conf.py").unlink()
    (tmp_path / "book/conf.py").symlink_to(tmp_path / "shared.py")
    found = settings.load(tmp_path / "book")
    assert found.title == "Shared"
    assert found.conf == tmp_path / "book/conf.py"


def test_catalogues_may_stand_beside_the_documentation(tmp_path: Path):
    """The root then holds both; but the root is never the whole disk."""
    docs = project(tmp_path / "docs", "locale_dirs = ['../locale']", "index.rst")
    assert settings.load(docs).root == tmp_path
    (docs / "conf.py").write_text("locale_dirs = ['/usr/share/locale']")
    with pytest.raises(BadConfiguration, match="leads out of the project"):
        settings.load(docs)
