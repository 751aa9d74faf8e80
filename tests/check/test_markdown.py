"""Of a text in Markdown a translation has the active parts, to the letter, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.check.check import check_message
from lingotype.check.markdown import active, places
from lingotype.check.pair import Setting
from lingotype.model.language import Language
from lingotype.model.message import Message

MARKDOWN = Setting(Language.parse("de"), Language.parse("en"), markdown=True)


def rules_of(msgid: str, msgstr: str, setting: Setting = MARKDOWN) -> set[str]:
    return {finding.rule for finding in check_message(Message(msgid, (msgstr,)), setting)}


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("See [here](https://e.example/a) and `x`.", "Siehe [da](https://e.example/a) und `x`."),
        ("See {ref}`the lamp <lamp>`.", "Siehe {ref}`die Lampe <lamp>`."),
        ("It *is* so [^1].", "*So* ist es [^1]."),
        ("See <https://e.example/a>.", "Siehe <https://e.example/de/a>."),
        ("A <br> line.", "Eine <br> Zeile."),
    ],
)
def test_words_change_and_what_leads_somewhere_stays(msgid: str, msgstr: str):
    """Titles and order are the translator's."""
    assert rules_of(msgid, msgstr) == set()


@pytest.mark.parametrize(
    "msgstr",
    [
        "```{include} /etc/passwd\n```",
        "[x](javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "<javascript:alert(1)>",
        "<script>x</script>",
        "<img src=x onerror=y>",
        "![x](https://evil.example/p.png)",
        "{download}`x`",
        "[x]: javascript:y",
        "(lamp)=",
        ":::{raw} html",
        "{{ x }}",
        "% comment",
        "$\\input{/etc/passwd}$",
        "https://evil.example/",
        ".. include:: /etc/passwd",
        "&#106;avascript:",
    ],
)
def test_nothing_new_leads_loads_defines_or_runs(msgstr: str):
    """Whatever it may be."""
    assert "markdown-active" in rules_of("Read on.", msgstr)


def test_a_message_that_comes_from_markdown_files_says_so_itself():
    """Where no project is at hand; of several references all have to."""
    unknown = replace(MARKDOWN, markdown=None)

    def found(*references: str) -> set[str]:
        message = Message("Run `make`.", ("Mit `make`.",), references=references)
        return {finding.rule for finding in check_message(message, unknown)}

    assert found("../source/lamp.md:3") == set()
    message = Message("Run make.", ("Mit `make`.",), references=("a.md:3", "b.rst:4"))
    assert {x.rule for x in check_message(message, unknown)} == {"backquotes-added"}


@given(st.text(alphabet="[](){}<>`!:$%\\/ab.\n&;#=^_", max_size=60))
def test_the_same_text_is_never_refused(text: str):
    """What the text has, its translation may have."""
    assert sum(active(text).values()) == len(places(text))
    if text.strip():
        assert "markdown-active" not in rules_of(text, text)
