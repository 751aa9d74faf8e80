"""Absolute addresses, made of the one that conf.py says."""

from __future__ import annotations

import pytest

from lingotype.model import address
from lingotype.model.language import Language

GERMAN = Language.parse("de")


@pytest.mark.parametrize(
    ("base", "page", "whole", "path"),
    [
        ("https://x.org", "a.html", "https://x.org/de/a.html", "/de/a.html"),
        ("https://x.org/b", "a/ü.html", "https://x.org/b/de/a/%C3%BC.html", "/b/de/a/%C3%BC.html"),
        ("https://x.org/{language}/latest", "", *["https://x.org/de/latest/"] * 2),
        ("https://{language}.x.org", "a.html", *["https://de.x.org/a.html"] * 2),
    ],
)
def test_a_page_stands_in_the_folder_of_its_language_or_where_the_tag_is_put(
    base: str, page: str, whole: str, path: str
):
    """Where each language may have a host of its own, no path leads from one to another."""
    assert address.address(base, GERMAN, page) == whole
    assert address.path(base, GERMAN, page) == path


def test_a_host_that_writes_tags_in_lower_case_has_a_place_of_its_own():
    """As Read the Docs does: zh-cn."""
    base = address.checked("https://x.org/{language_lower}/latest")
    chinese = Language.parse("zh-CN")
    assert address.address(base, chinese, "a.html") == "https://x.org/zh-cn/latest/a.html"
    assert address.apart(base)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        (" https://x.org/ ", "https://x.org"),
        ("http://localhost:8000/book/", "http://localhost:8000/book"),
        ("https://{language}.x.org", "https://{language}.x.org"),
    ],
)
def test_a_base_address_ends_without_a_slash(written: str, read: str):
    """However it was written."""
    assert address.checked(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "books.example.org",
        "/book",
        "ftp://x.org",
        "https://",
        "https://x.org/?a=1",
        "https://x.org/#top",
        "https://x.org/{lang}",
        "https://x.org/a b",
        'https://x.org/"><script>',
    ],
)
def test_what_is_no_address_is_refused(written: str):
    """It would stand in the head of every page."""
    with pytest.raises(ValueError, match=r"is no address|has more than"):
        address.checked(written)
