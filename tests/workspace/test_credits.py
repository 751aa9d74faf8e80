"""credits.toml: names by the alphabet, and all that a person wrote there stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.workspace.credits import thanked

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
MONTHS = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}")


def entries(text: str) -> list[dict[str, str]]:
    return tomllib.loads(text)["translator"]


@settings(deadline=None)  # reading TOML losslessly is slow
@given(st.lists(st.tuples(NAMES, MONTHS), min_size=1, max_size=6))
def test_each_name_stands_there_once_from_its_first_month_to_its_last(
    given: list[tuple[str, str]],
):
    """In the order of the alphabet, whatever the names are."""
    text = ""
    for name, month in given:
        text = thanked(text, name, month)
    found = entries(text)
    assert {one["name"] for one in found} == {name for name, _ in given}
    for one in found:
        months = [month for name, month in given if name == one["name"]]
        assert (one["since"], one["until"]) == (min(months), max(months))
    if not any("[[" in name for name, _ in given):
        names = [one["name"].casefold() for one in found]
        assert names == sorted(names)
    assert thanked(text, *given[-1]) == text


EDITED = '''# Ours.
title = "Thanks"

# The first
# of all
[[translator]]
name = "Ann"
since = "2020-01" # or so
until = "2020-01"


  # Not by the alphabet.
  [[translator]]
  until = "soon"
  name = "Zoe"

[[translator]]
name = "Bo"
notes = """
[[translator]]
"""
'''


@pytest.mark.parametrize("name", ["Aaron", "Mia", "Zz", "Ann", "Zoe", "Bo"])
def test_comments_fields_and_order_of_an_edited_file_stay(name: str):
    """Only lines are added, or a month is changed."""
    text = thanked(EDITED, name, "2026-11")
    assert tomllib.loads(text)["title"] == "Thanks"
    assert sum(one["name"] == name for one in entries(text)) == 1
    kept = [line for line in EDITED.splitlines() if "until" not in line]
    rest = iter(text.splitlines())
    assert all(line in rest for line in kept)


def test_a_new_entry_does_not_come_between_another_and_its_comment():
    text = thanked(EDITED.partition('[[translator]]\nname = "Bo"')[0], "Mia", "2026-11")
    assert text.index('"Mia"') < text.index("# Not by the alphabet.")
    assert "# Not by the alphabet.\n  [[translator]]\n" in text
