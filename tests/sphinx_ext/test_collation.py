"""Words stand where a reader of the language looks for them, below the letters of the language."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.model.collation import DIGITS, collation_of
from lingotype.model.language import Language
from lingotype.sphinx_ext import collation

# In the order of ICU 78 (CLDR 48), but where a comment says why not.
ORDERS = {
    "de": "1917 ae Ast Äste Ost Österreich Straße Zebra",
    "fr": "cote coté côte côté école écran Œdipe oeuf œuvre zone",
    "es": "cien clave llano nube ñame obra",
    "pl": "cała ćma łan mama ósmy śnieg źle żal",
    "cs": "cena čas daleko Evropa hora chata zem žena",
    "sv": "wok zebra å ängel öga",
    "da": "zebra ære øre år",
    "hu": "cukor csak gáz gyár óra öröm zene zsák",
    "tr": "cam çam Isparta ışık iğne İzmir oda öbek şal",
    "vi": "an ăn ân dao đào em êm",
    "ro": "an ăla înalt sat șarpe tare țară",
    "ru": "1917 ежи Ёлка ель зима икра йод ом яма",
    "uk": "гора ґава де єдність зима ива їжак йод",
    "sr": "дан ђак јуче љубав њива ћуп џак",
    "el": "άλφα βήμα σώμα ψυχή ώρα",
    "he": "אור מלך מן ספר שלום",
    "ur": "آب پانی تار ٹوپی چاند دل ڈر زر ژالہ کام گاؤں ہم ھم یار",
    "fa": "آب پدر تار چای زر ژاله کار گل نان هم یاد",
    "hi": "अंक आम कमल क्षमा खग ज़मीन झरना हल",
    "ta": "அம்மா ஆடு கல் மரம் யானை வீடு",
    "th": "กา เก แก ขา ไข คน",
    "ko": "가방 나무 라면 하늘",
    "ja": "あき アジア かき がく さくら ハンガリー 亜鉛",
    "zh-CN": "阿富汗 波兰 古巴 列宁 abortion 苏联 中国",
    "zh-TW": "一 丁 大 中 民 國 灣",
}
ORDERS["zh-CN"] = "阿富汗 abortion 波兰 古巴 列宁 苏联 中国"  # below one letter with the others
ORDERS["ar"] = "أمل البحر تونس الجزائر خليج اللجنة ميناء"  # as in Arabic books without the article

HEADINGS = {
    "de": {"Äste": "A", "„Rat“": "R", "1917": DIGITS, "--help": "", "ß": "S", "Élan": "E"},
    "es": {"ñame": "Ñ", "¿Qué hacer?": "Q", "chile": "C"},
    "cs": {"chata": "Ch", "čas": "Č"},
    "tr": {"iğne": "İ", "ışık": "I"},
    "ru": {"Ёлка": "Е", "йод": "Й", "Lenin": "L"},
    "ar": {"الجزائر": "ج", "أمل": "ا", "التزام": "ا", "الله": "ا"},
    "ur": {"آب": "آ", "كيوبا": "ک", "۱۹۵۳": DIGITS},
    "ko": {"하늘": "ㅎ", "까치": "ㄱ"},
    "ja": {"がく": "か", "ハンガリー": "は", "亜鉛": "漢字"},
    "zh-CN": {"古巴": "G", "《真理报》": "Z", "Wałęsa": "W", "郗": "X", "媛": "Y"},
    "zh-TW": {"一": "1劃", "中": "4劃", "國": "11劃", "灣": "25劃"},
    "ka": {"საბჭო": "ს"},
}


@pytest.mark.parametrize("tag", ORDERS)
def test_words_are_sorted_as_in_the_dictionaries_of_the_language(tag: str):
    """Each word comes before the next."""
    order = collation_of(Language.parse(tag))
    wrong = [(a, b) for a, b in pairwise(ORDERS[tag].split()) if order.place(a) > order.place(b)]
    assert wrong == []


@pytest.mark.parametrize("tag", HEADINGS)
def test_a_word_stands_below_the_letter_that_it_begins_with(tag: str):
    """Whatever quotation marks stand before it; an accent makes a letter in some languages only."""
    order = collation_of(Language.parse(tag))
    assert {word: order.heading(word) for word in HEADINGS[tag]} == HEADINGS[tag]


@settings(deadline=None)
@given(st.lists(st.text()), st.sampled_from([*ORDERS, "en", "sq", "bn"]))
def test_the_order_does_not_depend_on_how_it_was_before(words: list[str], tag: str):
    """Two texts share a place only if they are the same."""
    order = collation_of(Language.parse(tag))
    backwards = words[::-1]
    assert sorted(words, key=order.place) == sorted(backwards, key=order.place)


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(categories=["L"]), min_size=1)))
def test_what_stands_below_one_letter_stands_together(words: list[str]):
    """No heading comes twice, in no language."""
    for tag in ("de", "hu", "ru", "ur", "th", "ko", "zh-CN"):
        order = collation_of(Language.parse(tag))
        plain = [word for word in words if word == unicodedata.normalize("NFKC", word)]
        headings = [order.heading(word) for word in sorted(plain, key=order.place)]
        changes = [b for a, b in pairwise(["", *headings]) if a != b]
        known = [heading for heading in changes if heading.isascii()]
        assert len(known) == len(set(known)), tag


# --- in a book ------------------------------------------------------------------------------

BOOK = """\
Words
=====

.. index:: Äste, Ast, Zebra, „Rat“, 1917, --help
   single: Ost; West
   single: Ost; Äther

.. glossary::
   :sorted:

   Zebra
      One.

   Äste
      Two.

   Ast
      Three.

.. glossary::

   Ost
      As its author
      wants it.

   Eule
      Second.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("collation")
    (book / "index.rst").write_text(BOOK)
    (book / "conf.py").write_text("extensions = ['lingotype.sphinx_ext']\nlanguage = 'de'\n")
    command = [sys.executable, "-m", "sphinx", "-q", str(book), str(book / "out")]
    subprocess.run(command, check=True)
    return book / "out"


def test_the_index_has_the_letters_of_the_language_in_their_order(built: Path):
    """Its entries and those below them are sorted; symbols and numbers stand by themselves."""
    page = (built / "genindex.html").read_text("utf-8")
    assert re.findall(r'<h2 id="[^"]*">([^<]*)', page) == [
        "Sonderzeichen", DIGITS, "A", "E", "O", "R", "Z",
    ]  # fmt: skip
    for earlier, later in (("Ast<", "Äste<"), ("Äther<", "West<")):
        assert page.index(f">{earlier}") < page.index(f">{later}")


def test_a_sorted_glossary_is_sorted_by_the_language_and_another_is_left_alone(built: Path):
    """Äste comes after Ast, not after Zebra."""
    page = (built / "index.html").read_text("utf-8")
    terms = re.findall(r'<dt id="term-[^"]*">([^<]*)', page)
    assert terms == ["Ast", "Äste", "Zebra", "Ost", "Eule"]


def test_an_entry_that_stayed_in_the_language_of_the_text_says_so():
    """What it says is escaped all the same, and templates let the mark pass."""
    groups = [("A", [("a & b", ([(None, "#x")], [("<c>", [])], None)), ("d", ([], [], None))])]
    marked = collation.mark(groups, lambda name: name != "d", Language.parse("ar"))
    [(_heading, [(first, (_links, [(below, _targets)], _key)), (second, _rest)])] = marked
    assert str(first) == '<span class="lingotype-missing" lang="ar" dir="rtl">a &amp; b</span>'
    assert "&lt;c&gt;" in below
    assert second == "d"
    assert not hasattr(second, "__html__")
