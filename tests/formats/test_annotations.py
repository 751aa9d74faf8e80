"""Findings for GitHub and GitLab: no text of a catalogue can break out of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from lingotype.formats.annotations import github, gitlab
from lingotype.model.excerpt import visible
from lingotype.model.finding import Finding, Level, Quote

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
FINDING = Finding(
    "locale/de/LC_MESSAGES/harbour.po",
    12,
    "role-lost",
    ":ref:`setup` is lost",
    Level.REFUSE,
    "Put it back.",
    Quote("See :ref:`setup`, 100 %.", "Siehe, 100 %.", ((5, 6),), ((4, 16),)),
)
FINDINGS = st.builds(
    Finding,
    path=st.text(min_size=1),
    line=st.integers(0, 99),
    rule=st.sampled_from(["role-lost", "x"]),
    text=st.text(),
    level=st.sampled_from(Level),
    fix=st.text(),
    quote=st.none() | st.builds(Quote, st.text(), st.text()),
)


def test_an_annotation_names_file_line_and_rule():
    """And shows the message with its place, and what to do."""
    (line,) = github([FINDING]).splitlines()
    command, properties, message = COMMAND.fullmatch(line).groups()
    assert command == "error"
    assert properties == ("file=locale/de/LC_MESSAGES/harbour.po,line=12,title=refuse%3A role-lost")
    assert message == (
        ":ref:`setup` is lost%0A"
        'msgid  "See [[:ref:`setup`]], 100 %25."%0A'
        'msgstr "Siehe[[,]] 100 %25."%0A'
        "Put it back."
    )


def test_levels_are_those_of_github():
    """refuse is an error, warn a warning, style a notice."""
    lines = github([replace(FINDING, level=level) for level in Level]).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_a_finding_of_a_whole_file_has_no_line():
    """GitHub then shows it on the file."""
    assert "line=" not in github([replace(FINDING, line=0)])


@given(st.lists(FINDINGS, max_size=4))
def test_each_finding_is_one_command_whatever_it_holds(findings: list[Finding]):
    """A newline in a path or a msgstr begins no command of its own."""
    lines = github(findings).split("\n")[:-1]
    assert len(lines) == len(findings)
    for line, finding in zip(lines, findings, strict=True):
        _, properties, _ = COMMAND.fullmatch(line).groups()
        given_ = dict(part.split("=", 1) for part in properties.split(","))
        assert unquote(given_["file"]) == visible(finding.path)


@given(st.lists(FINDINGS, max_size=4))
def test_the_report_for_gitlab_has_what_gitlab_asks_for(findings: list[Finding]):
    """A description, a name, a severity it knows, a place and a fingerprint of its own."""
    report = json.loads(gitlab(findings))
    assert len({issue["fingerprint"] for issue in report}) == len(findings)
    for issue, finding in zip(report, findings, strict=True):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] == finding.path
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["check_name"] == finding.rule
        assert issue["description"]


def test_a_finding_is_known_again_when_lines_move():
    """By its file, rule and message; two that are alike are told apart by their order."""
    moved = [replace(FINDING, line=99), replace(FINDING, line=120)]
    before = json.loads(gitlab([FINDING, replace(FINDING, line=20)]))
    after = json.loads(gitlab(moved))
    assert [x["fingerprint"] for x in before] == [x["fingerprint"] for x in after]
    assert before[0]["fingerprint"] != before[1]["fingerprint"]
