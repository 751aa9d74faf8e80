"""The recipes of ci-templates/ that put sites online, run here as their services would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

yaml = pytest.importorskip("yaml")

TEMPLATES = ROOT / "ci-templates"


def template(name: str) -> Any:
    return yaml.safe_load((TEMPLATES / name).read_text("utf-8"))


def github_step() -> str:
    steps = template("pages-github.yml")["jobs"]["build"]["steps"]
    return next(step["run"] for step in steps if step.get("name") == "Publish")


def gitlab_script() -> str:
    return "\n".join(template("pages-gitlab.yml")["pages"]["script"])


def shell(script: str, folder: Path, *first: Path, **variables: str) -> int:
    """Run a step as both services do: it ends at the first command that fails."""
    path = os.pathsep.join([*map(str, first), str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    environment = {**os.environ, **variables, "PATH": path}
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git checkout with a site that stands, and a `lingotype` that ends with a code we choose."""
    if not shutil.which("bash") or not shutil.which("git"):
        pytest.skip("bash or git is not here")
    folder = tmp_path / "checkout"
    for name in ("build/site/de/index.html", "build/site/index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<!DOCTYPE html>")
    program = tmp_path / "bin" / "lingotype"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$@ $SOURCE_DATE_EPOCH" > called\nexit $CODE\n')
    program.chmod(0o755)
    shell(
        "git init -q . && git -c user.name=a -c user.email=a@example.org "
        "commit -q --allow-empty --date=2026-01-01T00:00:00Z -m x",
        folder,
        GIT_COMMITTER_DATE="2026-01-01T00:00:00Z",
    )
    return folder


@pytest.mark.parametrize("step", [github_step, gitlab_script])
@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 0), (2, 1)])
def test_warnings_do_not_keep_a_site_back_and_failures_do(
    checkout: Path, tmp_path: Path, step, code: int, expected: int
):
    """And the books are dated by the last commit."""
    assert shell(step(), checkout, tmp_path / "bin", CODE=str(code)) == expected
    assert (checkout / "called").read_text() == "publish 1767225600\n"


def test_gitlab_gets_the_folder_that_it_asks_for_with_compressed_files(
    checkout: Path, tmp_path: Path
):
    """What stood there before is gone."""
    (checkout / "public").mkdir()
    (checkout / "public/old.html").write_text("")
    shell(gitlab_script(), checkout, tmp_path / "bin", CODE="0")
    found = {x.relative_to(checkout / "public").as_posix() for x in checkout.rglob("public/**/*.*")}
    assert found == {"index.html", "index.html.gz", "de/index.html", "de/index.html.gz"}


@pytest.mark.parametrize("name", ["pages-github.yml", "pages-gitlab.yml"])
def test_no_step_asks_for_more_than_it_needs(name: str):
    """Nothing of a pull request is built, and only the last job of GitHub's may write."""
    text = (TEMPLATES / name).read_text("utf-8")
    assert "pull_request" not in text
    assert "merge_request" not in text
    if name == "pages-github.yml":
        assert template(name)["permissions"] == {"contents": "read"}
        assert template(name)["jobs"]["deploy"]["permissions"] == {
            "pages": "write",
            "id-token": "write",
        }


@pytest.mark.parametrize(("said", "word"), [("zh-cn", "灯塔"), ("ar", "المنارة")])
def test_read_the_docs_builds_the_language_that_it_names_in_its_own_way(
    lighthouse: Path, tmp_path: Path, said: str, word: str
):
    """It writes zh-cn where the catalogues are in zh_CN; the EPUB is the one file of its folder."""
    jobs = template("readthedocs.yaml")["build"]["jobs"]["build"]
    out = tmp_path / "out"
    for step in [*jobs["html"], *jobs["epub"]]:
        variables = {"READTHEDOCS_LANGUAGE": said, "READTHEDOCS_OUTPUT": str(out)}
        assert shell(step, lighthouse, **variables) == 0
    assert word in (out / "html/index.html").read_text("utf-8")
    assert len(list((out / "epub").iterdir())) == 1
