"""Templates say what Sphinx's gettext builder says, and move only when the text does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest


def templates(book: Path) -> dict[str, bytes]:
    folder = book / "locale" / "pot"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.pot")}


@pytest.fixture
def extracted(lighthouse: Path, lingotype: Callable) -> Path:
    done = lingotype("extract", cwd=lighthouse)
    assert done.code == 0, done.err
    return lighthouse


def test_the_messages_are_those_of_the_stock_builder(extracted: Path):
    """The same texts in the same order: index entries and images among them."""
    out = extracted / "stock"
    command = ["-q", "-b", "gettext", "-c", ".", "source", str(out)]
    subprocess.run([sys.executable, "-m", "sphinx", *command], cwd=extracted, check=True)
    stock = {p.relative_to(out).as_posix(): polib.pofile(p) for p in out.rglob("*.pot")}
    ours = {name: polib.pofile(data.decode()) for name, data in templates(extracted).items()}
    assert sorted(ours) == sorted(stock) == ["glossary.pot", "index.pot", "parts/harbour.pot"]
    for name, template in stock.items():
        assert [entry.msgid for entry in ours[name]] == [entry.msgid for entry in template]
    texts = [entry.msgid for entry in ours["parts/harbour.pot"]]
    assert {"harbour", "Map of the bay"} <= set(texts)


def test_references_name_the_file_from_the_project_on(extracted: Path):
    """Without line numbers, which move with every edit above."""
    entries = polib.pofile(templates(extracted)["parts/harbour.pot"].decode())
    assert {path for entry in entries for path, _ in entry.occurrences} == {
        "source/parts/harbour.rst"
    }
    assert not any(line for entry in entries for _, line in entry.occurrences)


def test_twice_or_touched_or_elsewhere_the_bytes_are_the_same(
    extracted: Path, lingotype: Callable, shell: Callable, tmp_path: Path
):
    """Nothing of the time, the folder or the order of files is in a template."""
    first = templates(extracted)
    for path in extracted.rglob("*.rst"):
        os.utime(path, (1, 1))
    again = lingotype("extract", cwd=extracted)
    assert "0 changed" in again.out
    assert templates(extracted) == first
    other = shutil.copytree(extracted, tmp_path / "another machine" / "book")
    shutil.rmtree(other / "locale" / "pot")
    shutil.rmtree(other / "build")
    elsewhere = {"LANG": "tr_TR.UTF-8", "TZ": "Asia/Karachi", "PYTHONHASHSEED": "7"}
    assert shell("extract", cwd=other, env=elsewhere).code == 0
    assert templates(other) == first


def test_only_templates_whose_messages_changed_are_written(extracted: Path, lingotype: Callable):
    """New blank lines and markup that is no message change nothing."""
    before = {p: p.stat().st_mtime_ns for p in (extracted / "locale").rglob("*.pot")}
    harbour = extracted / "source/parts/harbour.rst"
    harbour.write_text("\n\n.. a comment\n\n" + harbour.read_text())
    assert "0 changed" in lingotype("extract", cwd=extracted).out
    harbour.write_text(harbour.read_text().replace("burned down twice", "burned down thrice"))
    done = lingotype("extract", cwd=extracted)
    assert "written  locale/pot/parts/harbour.pot" in done.out
    changed = {p.name for p, time in before.items() if p.stat().st_mtime_ns != time}
    assert changed == {"harbour.pot"}


def test_the_template_of_a_deleted_document_goes(extracted: Path, lingotype: Callable):
    """And its going is reported."""
    (extracted / "source/glossary.rst").unlink()
    for name in ("index.rst", "parts/harbour.rst"):
        path = extracted / "source" / name
        path.write_text(
            path.read_text().replace("   glossary\n", "").replace(":term:`lamp`", "lamp")
        )
    done = lingotype("extract", cwd=extracted)
    assert "removed  locale/pot/glossary.pot" in done.out
    assert "glossary.pot" not in templates(extracted)


def test_random_ids_are_left_out_and_it_is_said_once(lighthouse: Path, lingotype: Callable):
    """Sphinx's gettext_uuid differs in every clean build."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write("gettext_uuid = True\n")
    first = lingotype("extract", cwd=lighthouse)
    assert first.err.count("gettext_uuid") == 1
    before = templates(lighthouse)
    shutil.rmtree(lighthouse / "build")
    lingotype("extract", cwd=lighthouse)
    assert templates(lighthouse) == before


def test_domains_follow_gettext_compact(lighthouse: Path, lingotype: Callable):
    """One template for each top-level folder, or one for all, as Sphinx has it."""
    conf = lighthouse / "conf.py"
    text = conf.read_text()
    for value, names in (("True", ["glossary", "index", "parts"]), ("'book'", ["book"])):
        shutil.rmtree(lighthouse / "locale" / "pot", ignore_errors=True)
        conf.write_text(text.replace("gettext_compact = False", f"gettext_compact = {value}"))
        assert lingotype("extract", cwd=lighthouse).code == 0
        assert sorted(templates(lighthouse)) == [f"{name}.pot" for name in names]


def test_paths_with_spaces_stay_whole(lighthouse: Path, lingotype: Callable):
    """One reference, not three."""
    (lighthouse / "source/a long name.rst").write_text(":orphan:\n\nAlone\n=====\n")
    lingotype("extract", cwd=lighthouse)
    text = templates(lighthouse)["a long name.pot"].decode()
    assert "source/a long name.rst" in text.replace("\u2068", "").replace("\u2069", "")


def test_warnings_are_findings_with_file_and_line(lighthouse: Path, lingotype: Callable):
    """Exit code 1: the templates are written, but somebody should look."""
    index = lighthouse / "source/index.rst"
    index.write_text(index.read_text() + "\nSee `nowhere`_.\n")
    done = lingotype("extract", cwd=lighthouse)
    assert done.code == 1
    assert 'source/index.rst:12: Unknown target name: "nowhere"' in done.out


def test_an_empty_text_is_an_error(lighthouse: Path, lingotype: Callable):
    """There is nothing to translate."""
    shutil.rmtree(lighthouse / "source")
    (lighthouse / "source").mkdir()
    (lighthouse / "source/index.rst").write_text("")
    done = lingotype("extract", cwd=lighthouse)
    assert (done.code, done.out) == (2, "")
    assert "there is nothing to translate" in done.err
