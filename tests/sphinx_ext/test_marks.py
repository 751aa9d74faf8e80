"""What stands in a page besides its words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.sphinx_ext.marks import readable


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Plain words.", "Plain words."),
        ("*One* and **two** and ``three``.", "One and two and three."),
        ("See :doc:`the mill <mill>` or :ref:`lamp`.", "See the mill or lamp."),
        ("A `link <https://x.test/>`_ and a [#note]_.", "A link and a ."),
        ("By |release|, M\\ :sub:`2`.", "By release, M2."),
    ],
)
def test_what_changed_is_told_without_markup(text: str, read: str):
    """Readers of a page know no reStructuredText."""
    assert readable(text) == read


@given(st.text(max_size=80))
def test_any_text_can_be_told(text: str):
    """It may be what a stranger wrote."""
    assert isinstance(readable(text), str)


def test_emphasised_latin_letters_in_another_script_say_so(tmp_path: Path):
    """Dots below Chinese characters are none for a title in English."""
    (tmp_path / "conf.py").write_text("extensions = ['lingotype.sphinx_ext']\nlanguage = 'zh_CN'\n")
    (tmp_path / "index.rst").write_text("灯塔\n====\n\n*灯塔* 或 *The Lighthouse*\n", "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", str(tmp_path), str(tmp_path / "out")]
    subprocess.run(command, check=True, timeout=120)
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert '<em>灯塔</em> 或 <em class="lingotype-latin">The Lighthouse</em>' in page
