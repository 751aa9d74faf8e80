"""What is printed is safe for a terminal, and what is JSON stays JSON."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.cli import output
from lingotype.model.finding import Finding, Level


@given(st.text())
def test_json_is_read_back_as_it_was_whatever_it_holds(text: str):
    """Control characters are escaped as JSON does, for terminals and programs alike."""
    shown = output.json_text({"text": text})
    assert json.loads(shown) == {"text": text}
    assert not {
        char for char in shown if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)
    }


@given(st.integers(1, 3000), st.data())
def test_a_percentage_is_rounded_down_exactly(total: int, data: st.DataObject):
    """Through a float, 29 of 50 would be 57 %."""
    done = data.draw(st.integers(0, total))
    assert output.percent(Fraction(done, total)) == f"{done * 100 // total} %"
    assert output.percent(Fraction(29, 50)) == "58 %"


@pytest.mark.parametrize("other", list(Level))
def test_findings_can_be_sorted_whatever_their_level(other: Level):
    """Two that differ in nothing else."""
    one = Finding("a.po", 1, "rule", "text", Level.WARN)
    found = sorted({one, Finding("a.po", 1, "rule", "text", other)})
    assert [finding.level for finding in found] == sorted({one.level, other})
