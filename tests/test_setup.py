"""scripts/setup.sh on machines that lack something: one line that says what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def machine(folder: Path, python: str) -> dict[str, str]:
    """An environment whose only interpreter answers as `python`, a shell script, says."""
    folder.mkdir()
    for name in ("sh", "rm", "touch"):
        (folder / name).symlink_to(str(shutil.which(name)))
    if python:
        (folder / "python3").write_text(f"#!{shutil.which('sh')}\n{python}\n")
        (folder / "python3").chmod(0o755)
    return {"PATH": str(folder), "HOME": str(folder)}


def set_up(environment: dict[str, str], venv: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/setup.sh", str(venv), ""],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_without_ensurepip_is_told_what_to_install(tmp_path: Path):
    """As Debian ships it: the package is named with its version."""
    script = """
case "$2" in
  *version_info*print*|*print*version_info*) echo 3.11 ;;
  *ensurepip*) exit 1 ;;
esac"""
    done = set_up(machine(tmp_path / "bin", script), tmp_path / "venv")
    assert done.returncode == 2
    assert done.stderr == (
        "error: python3 cannot make virtual environments: sudo apt install python3.11-venv\n"
    )
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("python", ["", "exit 1"])
def test_no_python_or_an_old_one(tmp_path: Path, python: str):
    """The one that is needed is named."""
    done = set_up(machine(tmp_path / "bin", python), tmp_path / "venv")
    assert done.returncode == 2
    assert done.stderr.startswith("error: Python 3.11 or newer is needed")


def test_a_python_without_a_lock_is_named(tmp_path: Path):
    """Newer than any lock: an older one will do."""
    venv = tmp_path / "venv/bin"
    venv.mkdir(parents=True)
    environment = machine(tmp_path / "bin", 'case "$2" in *print*) echo 3.99 ;; esac')
    (venv / "python").symlink_to(tmp_path / "bin/python3")
    done = set_up(environment, tmp_path / "venv")
    assert done.returncode == 2
    assert "there is no lock for Python 3.99 (requirements/py3.99.txt)" in done.stderr


def test_every_lock_holds_hashes_and_no_address():
    """So that it can be installed from any mirror, and nothing else can be."""
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert len(locks) == 8
    for lock in locks:
        text = lock.read_text()
        assert "://" not in text, lock
        packages = [line for line in text.splitlines() if "==" in line]
        assert len(packages) > 20
        for package in packages:
            assert package.endswith("\\"), f"{lock}: {package} has no hash"
    assert {lock.name for lock in locks} == {
        f"py3.{minor}{kind}.txt" for minor in (11, 12, 13, 14) for kind in ("", "-dev")
    }
