"""The pre-commit hook and the templates for CI look at what changed, and run nothing of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_check import GOOD, LOST, catalogue

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "ci-templates"
PRE_COMMIT = shutil.which("pre-commit") or shutil.which(
    "pre-commit", path=str(Path(sys.executable).parent)
)
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not found"),
    pytest.mark.skipif(os.name == "nt", reason="the templates are for the shells of CI services"),
]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """Ours, with the command on the PATH and nothing of the user's git settings."""
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    command = programs / "lingotype"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lingotype "$@"\n')
    command.chmod(0o755)
    pip = programs / "pip"
    pip.write_text("#!/bin/sh\nexit 0\n")
    pip.chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    identity = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")}  # fmt: skip
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {**os.environ, "PATH": path, **identity, **nowhere, **more}


class Repository:
    """A project with its git history."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "project"
        self.folder.mkdir()
        self.environment = environment(tmp_path)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def commit(self) -> str:
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--message", "x")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def contributed(tmp_path: Path) -> tuple[Repository, str, str]:
    """A project, the commit that a pull request goes to and its own last commit.

    The pull request changes conf.py and a program, too, each of which would leave a trace.
    """
    made = Repository(tmp_path)
    (made.folder / "conf.py").write_text("lingotype_hosts = []\n", "utf-8")
    (made.folder / "index.rst").write_text("Title\n=====\n", "utf-8")
    catalogue(made.folder / "locale/de/LC_MESSAGES/untouched.po", LOST)
    catalogue(made.folder / "locale/de/LC_MESSAGES/index.po", GOOD)
    base = made.commit()
    made.git("checkout", "--quiet", "-b", "theirs")
    harm = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    (made.folder / "conf.py").write_text(harm, "utf-8")
    (made.folder / "lingotype.py").write_text(harm, "utf-8")
    catalogue(made.folder / "locale/de/LC_MESSAGES/index.po", GOOD, LOST)
    catalogue(made.folder / "locale/de/LC_MESSAGES/-h.po", LOST)
    catalogue(made.folder / "locale/de/LC_MESSAGES/a b\n$(touch ran);'\".po", LOST)
    catalogue(made.folder / "-h.po", LOST)
    head = made.commit()
    made.git("checkout", "--quiet", "main")
    return made, base, head


CHANGED = {
    "-h.po",
    "locale/de/LC_MESSAGES/-h.po",
    "locale/de/LC_MESSAGES/a b\n$(touch ran);'\".po",
    "locale/de/LC_MESSAGES/index.po",
}


def run(script: str, made: Repository, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step of a template, as CI services run it."""
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=made.folder,
        env={**made.environment, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


# --- CI ------------------------------------------------------------------------------------


def github() -> dict:
    return yaml.safe_load((TEMPLATES / "github.yml").read_text("utf-8"))


def gitlab() -> dict:
    return yaml.safe_load((TEMPLATES / "gitlab.yml").read_text("utf-8"))


def as_origin(made: Repository, head: str, tmp_path: Path) -> None:
    """What a forge offers: the branch, and the pull request under its number."""
    made.git("update-ref", "refs/pull/7/head", head)
    origin = tmp_path / "origin.git"
    made.git("clone", "--quiet", "--mirror", ".", str(origin))
    made.git("remote", "add", "origin", str(origin))
    made.git("branch", "--quiet", "--delete", "--force", "theirs")


def test_the_template_for_github_looks_at_what_a_pull_request_changes(contributed, tmp_path: Path):
    """Each file by its name, whatever that is; what did not change is not looked at."""
    made, base, head = contributed
    as_origin(made, head, tmp_path)
    step = github()["jobs"]["check"]["steps"][-1]
    done = run(step["run"], made, BASE=base, NUMBER="7")
    assert done.returncode != 0
    commands = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(commands) == len(CHANGED)
    assert all(line.startswith("::error file=") for line in commands)
    assert "untouched" not in done.stdout
    assert not (tmp_path / "ran").exists()
    assert not (made.folder / "ran").exists()


def test_the_template_for_github_is_well_without_a_catalogue(contributed, tmp_path: Path):
    """A pull request on something else."""
    made, base, _ = contributed
    (made.folder / "index.rst").write_text("New title\n=========\n", "utf-8")
    as_origin(made, made.commit(), tmp_path)
    step = github()["jobs"]["check"]["steps"][-1]
    assert run(step["run"], made, BASE=base, NUMBER="7").returncode == 0


def test_the_template_for_github_gives_a_pull_request_no_power():
    """No secrets, no right to write, the base's files, and nothing from outside in a script."""
    text = (TEMPLATES / "github.yml").read_text("utf-8")
    made = github()
    assert set(made[True]) == {"pull_request"}  # YAML reads `on` so
    assert made["permissions"] == {"contents": "read"}
    assert "secrets." not in text
    (job,) = made["jobs"].values()
    checkout = job["steps"][0]["with"]
    assert checkout["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert checkout["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert not [step for step in job["steps"] if "${{" in step.get("run", "")]


def test_the_template_for_gitlab_looks_at_what_a_merge_request_changes(contributed, tmp_path: Path):
    """And leaves the report that GitLab shows."""
    made, base, head = contributed
    made.git("checkout", "--quiet", head)  # as the runner does
    job = gitlab()["translations"]
    script = "\n".join([*job["before_script"], *job["script"]])
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head, "LINGOTYPE": "x"}
    done = run(script, made, **variables)
    assert done.returncode != 0, done.stderr
    report = made.folder / job["artifacts"]["reports"]["codequality"]
    issues = json.loads(report.read_text("utf-8"))
    assert {issue["location"]["path"] for issue in issues} == CHANGED
    assert job["artifacts"]["when"] == "always"
    assert not (tmp_path / "ran").exists()
    assert not (made.folder / "ran").exists()


# --- pre-commit ----------------------------------------------------------------------------


def test_the_hook_is_for_catalogues_and_links_that_look_like_some():
    """By its name, not by its kind, since a link has none."""
    assert HOOK["id"] == "lingotype-check"
    assert HOOK["files"] == r"\.po$"
    assert set(HOOK["types_or"]) == {"file", "symlink"}


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not found")
def test_the_hook_looks_at_what_is_committed(contributed, tmp_path: Path):
    """Only at that; a file that is called like an option is a file."""
    made, _, _ = contributed
    hook = {**HOOK, "language": "system"}  # an environment of its own would be fetched
    config = tmp_path / "hooks.yaml"
    config.write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}), "utf-8")
    catalogue(made.folder / "-h.po", LOST)
    (made.folder / "other.txt").write_text("x\n", "utf-8")
    made.git("add", "--all")
    command = f"pre-commit run --color never --config '{config}'"
    variables = {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
    done = run(command, made, **variables)
    assert done.returncode == 1, done.stderr
    assert "-h.po:4: refuse: " in done.stdout
    assert "untouched" not in done.stdout
    catalogue(made.folder / "-h.po", GOOD)
    made.git("add", "--all")
    done = run(command, made, **variables)
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
