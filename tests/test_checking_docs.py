"""CHECKING.md says what the rules do, and each example in it is true."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from lingotype.check.check import check_message
from lingotype.check.pair import Setting
from lingotype.check.registry import RULES
from lingotype.check.termbase import Term, Termbase
from lingotype.model.language import Language
from lingotype.model.message import Message

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "CHECKING.md"

EXAMPLE = re.compile(
    r"""^(Bad|Good)(?:[ ]\(([\w@-]+)\))?:\s+
    "((?:[^"\\]|\\.)*)"\s*->\s*"((?:[^"\\]|\\.)*)"$""",
    re.MULTILINE | re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r'\\(n|t|"|N\{[^}]+\}|x\w{2}|u\w{4}|U\w{8})')
LANGUAGE = "de"
"""That of examples which do not say."""

TERMS = Termbase((Term("strike", ("Streik", "Ausstand")), Term("council", ("Rat",))))
"""The terms that examples are about."""

KNOWN = frozenset({"baum", "streik"})
"""Msgstrs that the glossary of the examples has."""

WITHOUT = {
    "oversized": "too long for a line",
    "piled-marks": "it would spill over the page",
    "placeholder-changed": "only where a flag of the message says so",
    "markdown-active": "only where the text is Markdown",
}
"""Rules that have no example to try, with the reason."""


@dataclass(frozen=True)
class Example:
    """A line of a docstring. bad: whether the rule must find something in it."""

    rule: str
    bad: bool
    language: str
    msgid: str
    msgstr: str

    def __str__(self) -> str:
        return f"{self.rule}-{'bad' if self.bad else 'good'}-{self.msgid[:20]}"


def examples() -> list[Example]:
    return [
        Example(
            rule.name, verdict == "Bad", language or LANGUAGE, unescaped(msgid), unescaped(msgstr)
        )
        for rule in RULES.values()
        for verdict, language, msgid, msgstr in EXAMPLE.findall(rule.description)
    ]


def unescaped(text: str) -> str:
    r"""Python's escapes, but for what reStructuredText writes with a backslash (``\ ``)."""
    text = re.sub(r"\n\s+", " ", text)  # an example that takes two lines of its docstring
    return ESCAPE.sub(lambda found: _character(found[1]), text)


def _character(escape: str) -> str:
    if escape.startswith("N"):
        return unicodedata.lookup(escape[2:-1])
    plain = {"n": "\n", "t": "\t", '"': '"'}
    return plain[escape] if escape in plain else chr(int(escape[1:], 16))


@pytest.mark.parametrize("example", examples(), ids=str)
def test_every_example_is_as_it_says(example: Example):
    """In a bad one the rule finds something, in a good one nothing."""
    language = Language.parse(example.language)
    setting = Setting(language, Language.parse("en"), terms=TERMS, known=KNOWN)
    found = check_message(Message(example.msgid, (example.msgstr,)), setting)
    assert (example.rule in {finding.rule for finding in found}) is example.bad


@pytest.mark.parametrize("name", RULES)
def test_every_rule_explains_itself(name: str):
    """With a sentence, a bad example and a good one, each in a form that can be tried."""
    text = RULES[name].description
    verdicts = [found[0] for found in EXAMPLE.findall(text)]
    assert verdicts.count("Bad") == len(re.findall(r"^Bad\b", text, re.MULTILINE))
    assert verdicts.count("Good") == len(re.findall(r"^Good\b", text, re.MULTILINE))
    assert re.match(r"[A-Z`].*[.]$", text.split("\n\n")[0], re.DOTALL)
    assert {"Bad", "Good"} <= set(verdicts) or name in WITHOUT


def test_the_page_lists_the_rules_as_they_are():
    """If not: python scripts/checking_page.py"""
    where = importlib.util.spec_from_file_location("page", ROOT / "scripts" / "checking_page.py")
    module = importlib.util.module_from_spec(where)
    where.loader.exec_module(module)
    text = PAGE.read_text("utf-8")
    assert module.page(text) == text


def test_the_page_shows_what_a_finding_looks_like(lingotype, tmp_path: Path):
    """Just as the command prints it."""
    told = re.search(
        r"```\n\$ lingotype check de\.po\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = '#: source/index.rst\n#, x\nmsgid "See :ref:`setup` first."\n'
    text = header + entry + 'msgstr "Siehe zuerst Einrichtung."\n'
    (tmp_path / "de.po").write_text(text, "utf-8")
    done = lingotype("check", "de.po", cwd=tmp_path)
    assert done.code == 1
    assert done.out == told[1]
