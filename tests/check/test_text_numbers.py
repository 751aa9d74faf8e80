"""Numbers are the same in whatever way a language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.check.differing_numbers import Texts, differing
from lingotype.check.numbers import ascii_digits, han_values, numbers, romans, scaled

DIGITS = [
    "0123456789",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "০১২৩৪৫৬৭৮৯",
    "๐๑๒๓๔๕๖๗๘๙",
    "０１２３４５６７８９",
]
SEPARATORS = [",", ".", "\u00a0", "\u202f", "'", "’", "٬", " "]


def left(source: str, target: str) -> tuple[list[str], list[str]]:
    """The numbers that are missing, and those that are too many."""
    found = differing(Texts(source, target, source, target, english=True))
    return [n.key for n in found.missing], [n.key for n in found.extra]


SAME = [
    ("A loss of 1,000.5 tons.", "Ein Verlust von 1.000,5 Tonnen."),
    ("A loss of 1,000.5 tons.", "Une perte de 1\u202f000,5 tonnes."),
    ("10,000 of them", "10’000 davon"),
    ("12,345,678 people", "1,23,45,678 लोग"),
    ("in 1917", "۱۹۱۷ء میں"),
    ("in 1917", "ในปี ๑๙๑๗"),
    ("in 1917", "１９１７年"),
    ("in 1917", "一九一七年"),
    ("3 days", "drei Tage"),
    ("three days", "3 Tage"),
    ("forty-two days", "42 Tage"),
    ("ninetyfold", "90倍"),
    ("the 20th century", "XX век"),
    ("the 20th century", "le XXe siècle"),
    ("World War II", "2. Weltkrieg"),
    ("the 1st", "le 1er"),
    ("July 26, 1953", "26.7.1953"),
    ("26 July 1953", "1953年7月26日"),
    ("the 26th of July Movement", "七二六运动"),
    ("at 3:30 p.m.", "um 15:30 Uhr"),
    ("in the 1980s", "in den 80er Jahren"),
    ("in the 1990s", "en los años noventa"),
    ("1914–18", "1914–1918"),
    ("in ’68", "1968"),
    ("1.5 million", "150万"),
    ("10,000 people", "1万人"),
    ("2 million", "20 लाख"),
    ("1.5 billion", "1,5 Milliarden"),
    ("100% sure", "w stu procentach"),
    ("a 16-bit hex number", "16 Bit, 16 進数"),
    ("2 of 2", "beide"),
    ("no number", "keine Zahl"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), SAME)
def test_a_number_may_be_written_otherwise(source: str, target: str):
    """In other digits, with other separators, in words, on another clock."""
    assert left(source, target) == ([], [])


OTHER = [
    ("in 1917", "1971", ["1917"], ["1971"]),
    ("in 1917", "im Jahr 191", ["1917"], ["191"]),
    ("in 1917", "۱۹۱۸ء میں", ["1917"], ["1918"]),
    ("in 1917 and 1917", "1917 und 1918", ["1917"], ["1918"]),
    ("in 1917", "damals", ["1917"], []),
    ("back then", "1917", [], ["1917"]),
    ("5 June 1947", "6 de junio de 1947", ["5"], ["6"]),
    ("on 9 May", "im Mai", ["9"], []),
    ("1,000.5", "1.100,5", ["1000"], ["1100"]),
    ("Python 3.11", "Python 3.12", ["11"], ["12"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "missing", "extra"), OTHER)
def test_another_number_is_found(source: str, target: str, missing: list[str], extra: list[str]):
    """Also where it only lost a digit or two were exchanged."""
    assert left(source, target) == (missing, extra)


@given(st.integers(0, 10**9), st.sampled_from(DIGITS))
def test_digits_of_all_scripts_are_digits(number: int, digits: str):
    """As long as before, and of the same value."""
    written = "".join(digits[int(one)] for one in str(number))
    assert ascii_digits(written) == str(number)
    assert [n.key for n in numbers(written, grouped=False)] == [str(number)]


@given(st.integers(1000, 10**9), st.sampled_from(SEPARATORS))
def test_groups_of_three_are_one_number(number: int, separator: str):
    """Whatever stands between them."""
    written = f"{number:,}".replace(",", separator)
    assert [n.key for n in numbers(f"a {written} b", grouped=True)] == [str(number)]


@given(st.integers(13, 10**6), st.integers(13, 10**6))
def test_two_numbers_are_the_same_only_if_they_are(one: int, other: int):
    """Of numbers that nobody writes as words."""
    assert (left(f"a{one} b", f"a{other} b") == ([], [])) is (one == other)


def test_numerals_of_other_systems():
    """Roman ones, Cyrillic letters among them, Chinese ones, and words of size."""
    assert romans("XXe siècle, ХХ век, XIV.") == {20, 14}
    assert {12, 2000, 10_000, 350} <= han_values("十二，二〇〇〇，一万，三百五十")
    assert scaled("1.5 million, 3万") == {"1": 1_500_000, "5": 1_500_000, "3": 30_000}
