"""How alike texts are, and finding the most similar of many."""

from __future__ import annotations

import random

import pytest

from lingotype.update.similar import LONG, Index, ratio

WORDS = [f"{a}{b}{c}" for a in "bdfglm" for b in "aeiou" for c in ("", "n", "rt")]


def text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words))


def test_the_ratio_is_the_share_of_equal_characters():
    """1 for equal texts; 0 below what is asked for."""
    assert ratio("abcd", "abcd") == 1.0
    assert ratio("abcd", "abxd") == pytest.approx(0.75)
    assert ratio("abcd", "abxd", 0.8) == 0.0
    assert ratio("", "abc") == 0.0


def test_very_long_texts_are_compared_by_their_words():
    """Nearly the same number comes out, and another order of words is seen."""
    dice = random.Random(1)
    long = text(dice, LONG // 2)
    changed = long.replace(" ba ", " bo ")
    assert ratio(long, long) == 1.0
    assert ratio(long, changed) == pytest.approx(ratio(long[:LONG], changed[:LONG]), abs=0.1)
    assert ratio(long, " ".join(sorted(long.split()))) < 0.3
    assert ratio("灯塔" * LONG, "灯塔" * LONG + "里") > 0.99


def test_the_index_finds_what_comparing_all_finds():
    """The most similar of a thousand, by the rarest words."""
    dice = random.Random(2)
    texts = [f"{text(dice, 12)} n{n}" for n in range(1000)]
    asked = [f"{known} {text(dice, 2)}" for known in texts[:50]]
    index = Index(texts, asked)
    for number, one in enumerate(asked):
        found = dict(index.similar(one, 0.7))
        assert max(found, key=lambda n: found[n]) == number


def test_scripts_without_spaces_are_found_too():
    """By each two characters."""
    known = ["灯塔里的灯每天晚上都会点亮。", "没有人知道是谁建造了港口。"]
    index = Index(known, [one := "灯塔里的灯每天早上都会点亮。"])
    assert [number for number, _ in index.similar(one, 0.7)] == [0]


def test_a_text_without_words_is_like_nothing():
    """Marks alone lead nowhere."""
    assert not list(Index(["...", "!!!"], ["..!"]).similar("..!", 0.1))
