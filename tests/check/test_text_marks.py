"""Punctuation by language: ends, brackets, quotation marks."""

from __future__ import annotations

import pytest

from lingotype.check.pair import Pair, Setting
from lingotype.check.quoting import foreign, quoted
from lingotype.check.rules import RULES
from lingotype.model.language import Language

MARKS = [name for name, rule in RULES.items() if rule.check.__module__.endswith(".text_marks")]


def found(msgid: str, msgstr: str, language: str = "de") -> set[str]:
    one = Pair(msgid, msgstr, Setting(Language.parse(language), Language.parse("en")))
    return {name for name in MARKS if any(RULES[name].check(one))}


WELL = [
    ("de", "It is done.", "Es ist getan."),
    ("zh", "It is done.", "做完了。"),
    ("ur", "It is done.", "کام ہو گیا۔"),
    ("hi", "It is done.", "हो गया।"),
    ("el", "Is it done?", "Έγινε;"),
    ("ar", "Is it done?", "هل تم؟"),
    ("hy", "It is done.", "Արված է։"),
    ("th", "It is done.", "เสร็จแล้ว"),
    ("ja", "Do it like this:", "次のようにします。"),
    ("es", "Is it done? Yes!", "¿Está hecho? ¡Sí!"),
    ("de", "It is done …", "Es ist getan..."),
    ("de", "Hayek, Friedrich A.", "Hayek, Friedrich A. von"),
    ("de", "It is (nearly) done.", "Es ist (fast) getan."),
    ("zh", "It is (nearly) done.", "（几乎）做完了。"),
    ("de", "It is 1) good 2) cheap.", "Es ist 1) gut 2) billig."),
    ("de", "See ``f(``.", "Siehe ``f(``."),
    ("de", 'The 5" pipe', 'Das 5"-Rohr'),
    ("de", "The word “plan”", "Das Wort „Plan“"),
    ("de", "The word “plan”", "Das Wort »Plan«"),
    ("fr", "The word “plan”", "Le mot «\u00a0plan\u00a0»"),
    ("fr", "The word “plan”", "Le mot “plan”"),
    ("ru", "The word “a ‘b’ plan”", "Слово «план „б“»"),
    ("zh", "The word “plan”", "“计划”"),
    ("zh-TW", "The word “plan”", "「計畫」"),
    ("ja", "The word “plan”", "「計画」"),
    ("ur", "The word “plan”", "لفظ ”منصوبہ“"),
    ("sv", "The word “plan”", "Ordet ”plan”"),
    ("fi", "The words “a” and “b”", "Sanat ”a” ja ”b”"),
    ("da", "The word “plan”", "Ordet »plan«"),
    ("pl", "The word “plan”", "Słowo „plan”"),
    ("de", "The word “plan”", "Das Wort *Plan*"),
    ("de", 'The word "plan"', 'Das Wort "Plan"'),
]  # fmt: skip


@pytest.mark.parametrize(("language", "msgid", "msgstr"), WELL)
def test_every_language_has_its_own_marks(language: str, msgid: str, msgstr: str):
    """And often several that are right."""
    assert found(msgid, msgstr, language) == set()


WRONG = [
    ("de", "It is done.", "Es ist getan", "end-mark-lost"),
    ("de", "It is done.", "Es ist getan?", "end-mark-changed"),
    ("el", "It is done.", "Έγινε;", "end-mark-changed"),
    ("ur", "It is done.", "کام ہو گیا؟", "end-mark-changed"),
    ("de", "Contents", "Inhalt.", "end-mark-added"),
    ("zh", "It is done.", "做完了。。", "mark-doubled"),
    ("de", "It is done, now.", "Es ist,, nun getan.", "mark-doubled"),
    ("es", "Is it done?", "Está hecho?", "inverted-mark"),
    ("de", "It is (nearly) done.", "Es ist (fast getan.", "bracket-unbalanced"),
    ("zh", "It is (nearly) done.", "（几乎]做完了。", "bracket-unbalanced"),
    ("de", "It is (nearly) done.", "Es ist fast getan.", "bracket-lost"),
    ("de", "The word “plan”", "Das Wort „Plan", "quotation-unbalanced"),
    ("ru", "The word “plan”", "Слово «план", "quotation-unbalanced"),
    ("de", "The word “plan”", "Das Wort Plan", "quotation-lost"),
    ("de", "The word “plan”", "Das Wort “Plan”", "quotation-marks"),
    ("ru", "The word “plan”", "Слово “план”", "quotation-marks"),
    ("zh", "The word “plan”", "«计划»", "quotation-marks"),
    ("ur", "The word “plan”", "لفظ «منصوبہ»", "quotation-marks"),
    ("fr", "The word “plan”", 'Le mot "plan"', "quotation-marks"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "msgid", "msgstr", "rule"), WRONG)
def test_a_wrong_mark_is_found(language: str, msgid: str, msgstr: str, rule: str):
    """By the rule that is about it."""
    assert rule in found(msgid, msgstr, language)


def test_an_indirect_question_may_be_asked():
    """Other languages ask directly what English does not; it is a matter of style."""
    assert found("He asks whether it is done.", "Est-ce fait\u202f?", "fr") == {"end-mark-lost"}


def test_quotations_within_quotations_are_paired():
    """Each mark with its own."""
    text = "«a „b“ c» und „d“"
    assert [one.marks for one in quoted(text).quotations] == ["„“", "«»", "„“"]
    assert quoted(text).alone == ()


def test_a_language_that_nobody_told_us_of_may_use_any_marks():
    """Better no finding than a false one."""
    assert foreign("‟x” “y”", Language.parse("sw"), straight=False) == []
