"""The first tag of a page, as different themes write it."""

from __future__ import annotations

import pytest

from lingotype.model.language import Language
from lingotype.sphinx_ext.direction import with_direction


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<html>", '<html lang="ur" dir="rtl">'),
        (
            '<html class="no-js" lang="ur" data-content_root="./">',
            '<html lang="ur" dir="rtl" class="no-js" data-content_root="./">',
        ),
        (
            "<html lang='x' dir=ltr data-lang=\"keep\">",
            '<html lang="ur" dir="rtl" data-lang="keep">',
        ),
        ('<html\n  lang="ur"\n>', '<html lang="ur" dir="rtl"\n>'),
        ("<p>no page</p>", "<p>no page</p>"),
        ("<html><p>&lt;html&gt;</p><html>", '<html lang="ur" dir="rtl"><p>&lt;html&gt;</p><html>'),
    ],
)
def test_language_and_direction_are_ours_and_the_rest_is_the_themes(before: str, after: str):
    """Once a page, and only its first tag."""
    assert with_direction(before, Language.parse("ur")) == after
