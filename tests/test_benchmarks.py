"""The benchmarks run, and Lingotype loses nothing in them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_benchmark_of_updates_runs_on_a_small_tree(tmp_path: Path):
    """Every translation whose text still stands is kept, and a second run changes no line."""
    figures = tmp_path / "figures.json"
    command = [
        *(sys.executable, "benchmarks/update_catalogues.py", "--quick", "--rounds", "1"),
        *("--files", "5", "--messages", "300", "--languages", "2", "--language-files", "3"),
        *("--json", str(figures)),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Lingotype" in done.stdout
    cases = json.loads(figures.read_text("utf-8"))["cases"]
    runs = [run for case in cases for run in case["runs"] if run["tool"] == "Lingotype"]
    assert {run["failed"] for run in runs} == {0}
    assert {run["lines"] for run in runs if run["step"] != "update"} == {0}


def test_the_benchmark_of_reading_runs_on_a_small_file():
    """And names every library that it compares."""
    command = [sys.executable, "benchmarks/read_catalogues.py", "200", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"Lingotype", "polib", "Babel"} <= set(done.stdout.split())
