"""The SARIF log keeps to what the standard (OASIS SARIF 2.1.0) and code scanning ask for."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.test_annotations import FINDING, FINDINGS

from lingotype.formats import sarif
from lingotype.formats.sarif import RuleText
from lingotype.model.finding import Finding, Level, Quote

RULES = [
    RuleText(
        "role-lost", Level.REFUSE, "Markup", "A role is missing.", "A role is missing.\n\nBad"
    ),
    RuleText("unused", Level.STYLE, "Text", "Nothing.", "Nothing."),
]


def log(*findings: Finding) -> dict:
    return json.loads(sarif.write(findings, RULES, "1.0"))


def test_a_log_is_one_run_of_a_named_tool():
    """3.13, 3.14: version, runs, tool and its driver are required."""
    made = log(FINDING)
    assert made["version"] == "2.1.0"
    (run,) = made["runs"]
    assert run["tool"]["driver"]["name"] == "Lingotype"
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}


def test_rules_have_ids_of_their_own_and_text_for_people():
    """3.49: an id each; code scanning shows the short description and the help."""
    rules = log()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["role-lost", "unused"]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}


@given(st.lists(FINDINGS, max_size=4))
def test_results_keep_to_the_standard_whatever_they_hold(findings: list[Finding]):
    """3.27: each points to its rule, has a level, a message, a place with lines from 1 on."""
    (run,) = log(*findings)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(findings)
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] in {"note", "warning", "error"}
        assert result["message"]["text"]
        (place,) = result["locations"]
        region = place["physicalLocation"].get("region", {"startLine": 1})
        assert region["startLine"] >= 1
        assert place["physicalLocation"]["artifactLocation"]["uri"].isascii()


@pytest.mark.parametrize(
    "path", ["locale/de/a b.po", "über#1?.po", "100%.po", "a:b.po", "./x.po", "/srv/x y.po"]
)
def test_a_path_is_a_uri_that_leads_back_to_it(path: str):
    """3.4.3: a relative reference without a scheme, or a file: URI."""
    result = log(replace(FINDING, path=path))["runs"][0]["results"][0]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    parts = urlsplit(artifact["uri"])
    assert unquote(parts.path) == path
    assert (parts.scheme == "file") is path.startswith("/")
    assert ("uriBaseId" in artifact) is not path.startswith("/")


def test_the_texts_of_a_catalogue_make_neither_links_nor_placeholders():
    """3.11.5, 3.11.6: braces are doubled, and brackets that would be a link are escaped."""
    quote = Quote("{0} [1]_", "{0} [here](https://example.org) [1]_")
    text = log(replace(FINDING, quote=quote))["runs"][0]["results"][0]["message"]["text"]
    assert "{{0}}" in text
    assert "\\[here\\](https" in text
    plain = log(replace(FINDING, quote=Quote("[1]_", "[1]_")))
    assert "[1]_" in plain["runs"][0]["results"][0]["message"]["text"]


def test_a_result_is_known_again_when_its_line_moves():
    """And two alike are two."""
    first, second = (
        log(replace(FINDING, line=line), FINDING)["runs"][0]["results"] for line in (3, 400)
    )
    prints = [[result["partialFingerprints"] for result in results] for results in (first, second)]
    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]


def test_the_same_findings_give_the_same_bytes():
    """So that two logs can be compared."""
    assert sarif.write([FINDING], RULES, "1") == sarif.write([FINDING], RULES, "1")
