"""Every page is valid HTML, by the Nu Html Checker of the W3C."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.conftest import KINDS, LANGUAGES, Site

JAVA = shutil.which("java")
PLACES = (
    os.environ.get("VNU_JAR", ""),
    Path(__file__).parent / "validator/node_modules/vnu-jar/build/dist/vnu.jar",
    "/usr/share/java/vnu.jar",
)
JAR = next((str(path) for path in PLACES if path and Path(path).is_file()), None)

HOW = "npm ci --prefix tests/site/validator"
pytestmark = [
    pytest.mark.skipif(JAVA is None, reason="no Java (apt install default-jre-headless)"),
    pytest.mark.skipif(JAR is None, reason=f"no Nu Html Checker ({HOW})"),
]

KNOWN = (
    (r"^CSS: Parse Error\.$", r"^[\w-]+\) \{"),  # a pseudo-element that it does not know yet
)
"""What is no fault: a pattern of the message, and one of the piece of the page it is about."""


def checked(files: Iterable[Path]) -> list[dict[str, str]]:
    """The errors in these files; information and warnings are not among them."""
    command = [str(JAVA), "-Xss4m", "-jar", str(JAR), "--format", "json", "--errors-only"]
    command += ["--also-check-css", "--also-check-svg", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    return [one for one in json.loads(done.stderr)["messages"] if one["type"] != "info"]


def is_known(error: dict[str, str]) -> bool:
    """Whether it stands in KNOWN."""
    return any(
        re.search(message, error["message"]) and re.search(extract, error.get("extract", ""))
        for message, extract in KNOWN
    )


def told(errors: list[dict[str, str]], folder: Path) -> str:
    """The errors by their kinds, with a page for each."""
    kinds = Counter(error["message"] for error in errors)
    first = {error["message"]: error for error in reversed(errors)}
    return "\n".join(
        f"{times} x {message}\n    {first[message].get('url', '').rpartition(folder.name)[2]}:"
        f"{first[message].get('lastLine')}: {first[message].get('extract', '')!r}"
        for message, times in kinds.most_common()
    )


def wrong(site: Site, files: Iterable[Path]) -> str:
    """What is wrong with the files, but for what is known; "" if nothing is."""
    found = [error for error in checked(files) if not is_known(error)]
    return told(found, site.folder)


def test_the_checker_finds_a_fault(tmp_path: Path):
    """As a test of the test."""
    page = tmp_path / "a.html"
    page.write_text("<!DOCTYPE html><html lang='en'><title>a</title><p><ul><li>b</ul></p>")
    assert [one["message"] for one in checked([page])] == [
        "No “p” element in scope but a “p” end tag seen."
    ]


def test_a_page_of_each_kind_is_valid(site: Site):
    """In a language from left to right, one from right to left, and Chinese."""
    files = [site.folder / "index.html", site.folder / "404.html"]
    for tag in LANGUAGES:
        files += [site.folder / tag / name for name in KINDS.values() if (tag, name) not in ABSENT]
    assert wrong(site, files) == ""


ABSENT = {("en", KINDS["side-by-side"])}


@pytest.mark.soak
def test_every_page_is_valid(site: Site):
    """The whole site."""
    assert wrong(site, sorted(site.folder.rglob("*.html"))) == ""


def test_style_sheets_and_drawings_are_valid(site: Site):
    """Ours: what Sphinx brings is not for us to mend."""
    ours = ROOT / "scripts/lingotype"
    files = [*ours.glob("themes/*/static/*.css"), *ours.glob("sphinx_ext/static/*.css")]
    files += sorted((ROOT / "source").rglob("*.svg"))
    assert len(files) > 5
    assert wrong(site, files) == ""
