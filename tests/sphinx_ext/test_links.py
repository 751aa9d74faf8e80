"""Links to other languages in a plain Sphinx build, which sees its own language alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.publish.test_publish import alternates, edit
from tests.sphinx_ext.test_plain_sphinx import sphinx_build

BASE = ["-D", "lingotype_base_url=https://x.readthedocs.io/{language}/latest"]


def figures(text: str) -> dict[str, str]:
    return dict(
        re.findall(r'hreflang="(\S+)"[^>]*>[^<]*</a> <span class="lingotype-figure">([^<]*)<', text)
    )


def test_the_same_is_linked_as_by_publish_with_whole_addresses(lighthouse: Path, lingotype):
    """Pages, sections, and how much of each is translated, by the catalogues alone."""
    out = sphinx_build(lighthouse, *BASE, "-D", "language=de")
    lingotype("publish", cwd=lighthouse)
    for name in ("parts/harbour.html", "glossary.html"):
        plain = (out / name).read_text("utf-8")
        ours = (lighthouse / "build/site/de" / name).read_text("utf-8")
        assert alternates(plain) == {
            tag: f"https://x.readthedocs.io/{tag}/latest/{name}" for tag in alternates(ours)
        }
        assert figures(plain) == figures(ours)
        assert f"latest/{name}#" in plain


def test_nothing_is_linked_where_nobody_knows_the_address(lighthouse: Path):
    """A link that leads nowhere helps nobody."""
    text = (sphinx_build(lighthouse, "-D", "language=de") / "index.html").read_text("utf-8")
    assert alternates(text) == {}
    assert "<!--lingotype:here the-lighthouse--><!--/lingotype:here-->" in text


@pytest.mark.parametrize("compact", ["True", "'all'"])
def test_a_catalogue_of_several_documents_is_counted_by_document(lighthouse: Path, compact: str):
    """Sphinx's gettext_compact: a domain for a folder, or one for all."""
    edit(lighthouse / "conf.py", "gettext_compact = False", f"gettext_compact = {compact}")
    domain = "parts" if compact == "True" else "all"
    folder = lighthouse / "locale/ar/LC_MESSAGES"
    (folder / "parts/harbour.po").rename(folder / f"{domain}.po")
    with (lighthouse / "source/parts/tower.rst").open("w") as file:
        file.write(":orphan:\n\nTower\n=====\n\nNobody climbs it.\n")
    with (folder / f"{domain}.po").open("a") as file:
        file.write('\n#: source/parts/tower.rst\nmsgid "Tower"\nmsgstr ""\n')
    out = sphinx_build(lighthouse, *BASE, "-D", "language=de")
    assert figures((out / "parts/tower.html").read_text("utf-8"))["ar"].startswith("0")
    assert not figures((out / "parts/harbour.html").read_text("utf-8"))["ar"].startswith("0")


def test_a_language_below_its_threshold_is_built_with_a_warning(lighthouse: Path):
    """Nobody else would withhold it; in the lists of others it is not."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write('lingotype_thresholds = {"language": {"published": 50}}\n')
    command = [sys.executable, "-m", "sphinx", "-q", "-c", ".", *BASE]
    ended = subprocess.run(
        [*command, "-D", "language=zh_CN", "source", "out/zh"],
        cwd=lighthouse,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "zh-CN is not to be published" in ended.stderr
    assert "[lingotype.thresholds]" in ended.stderr
    out = sphinx_build(lighthouse, *BASE, "-D", "language=de")
    assert sorted(alternates((out / "index.html").read_text("utf-8"))) == ["ar", "en"]


def test_a_sitemap_names_the_pages_of_this_language(lighthouse: Path):
    """With their siblings; one that another extension made is left alone."""
    out = sphinx_build(lighthouse, *BASE, "-D", "language=de")
    told = re.findall(r"<loc>([^<]*)</loc>", (out / "sitemap.xml").read_text())
    assert told == [
        f"https://x.readthedocs.io/de/latest/{name}.html"
        for name in ("glossary", "index", "parts/harbour")
    ]
    (out / "sitemap.xml").write_text("<theirs/>")
    sphinx_build(lighthouse, *BASE, "-D", "language=de")
    assert (out / "sitemap.xml").read_text() == "<theirs/>"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("x.org", "lingotype_base_url: 'x.org' is no address"),
        ("https://x.org/{lang}", "has more than an address and {language}"),
    ],
)
def test_a_base_address_that_is_none_ends_the_build(lighthouse: Path, value: str, said: str):
    """It would stand on every page."""
    command = [sys.executable, "-m", "sphinx", "-q", "-c", ".", "-D", f"lingotype_base_url={value}"]
    ended = subprocess.run(
        [*command, "source", "out"], cwd=lighthouse, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert said in ended.stderr
