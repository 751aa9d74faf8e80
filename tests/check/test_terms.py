"""The termbase: read from terms.csv, found in texts in all forms, looked for in translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.check.pair import Pair, Setting
from lingotype.check.rules import RULES
from lingotype.check.termbase import Termbase, translated
from lingotype.errors import LingotypeError
from lingotype.formats import csv_terms
from lingotype.model.language import Language
from lingotype.model.project import Project
from lingotype.model.term import Term
from lingotype.workspace import layout, terms

TERMS = Termbase(
    (
        Term("state", ("Staat",)),
        Term("workers’ state", ("Arbeiterstaat",)),
        Term("degenerate workers’ state", ("degenerierter Arbeiterstaat",)),
        Term("restoration", ("Restauration",)),
        Term("Solidarity", ("Solidarność",)),
        Term("gain (of the revolution)", ("Errungenschaft",)),
    )
)


def names(text: str, base: Termbase = TERMS) -> list[str]:
    return [one.term.term for one in base.occurrences(text)]


def problems(term: str, way: str, msgid: str, msgstr: str, language: str) -> list[str]:
    base = Termbase((Term(term, tuple(way.split(" | "))),))
    one = Pair(msgid, msgstr, Setting(Language.parse(language), Language.parse("en"), terms=base))
    return [problem.text for problem in RULES["term-missing"].check(one)]


# --- finding terms -------------------------------------------------------------------------------


def test_a_term_within_a_longer_one_counts_once():
    """The longest is meant."""
    assert names("The degenerate workers’ states were workers' states.") == [
        "degenerate workers’ state",
        "workers’ state",
    ]


def test_a_kindred_word_is_not_the_term():
    """Restore is not restoration; nor is a term what stands apart."""
    assert names("They restored it; workers, states.") == ["state"]


def test_a_capital_in_the_term_is_meant():
    """Unless a sentence begins there, where every word has one."""
    assert names("In 1980 Solidarity struck.") == ["Solidarity"]
    assert names("Out of solidarity they struck.") == []
    assert names("Solidarity moved them.") == []
    assert names("Solidarity") == ["Solidarity"]


def test_a_term_with_its_sense_in_brackets_is_for_people():
    """No program knows in which sense a word is used."""
    assert names("The gains of the revolution") == []


def test_a_title_is_not_looked_at():
    """What is emphasised may stay in its language."""
    msgid, msgstr = "He read *The Workers’ State*.", "Er las *The Workers’ State*."
    assert not problems("workers’ state", "Arbeiterstaat", msgid, msgstr, "de")


# --- finding translations ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "way", "text"),
    [
        ("de", "Arbeiterrat", "Die Arbeiterräte tagten."),
        ("de", "politische Revolution", "einer politischen und sozialen Revolution"),
        ("de", "Staat", "die Staatsform"),
        ("fr", "État ouvrier dégénéré", "les États ouvriers dégénérés"),
        ("fr", "loi de la valeur", "les lois de la valeur"),
        ("es", "consejo obrero", "los consejos de los obreros"),
        ("ru", "рабочий совет", "о рабочих советах"),
        ("ru", "залив Кочинос", "в заливе Кочинос"),
        ("ur", "محنت کش طبقہ", "محنت کش طبقات"),
        ("ur", "قانونِ قدر", "قانون قدر کے مطابق"),
        ("zh", "工人国家", "这些工人\\ 国家".replace("\\ ", "\ufdd0\ufdd0")),
        ("ja", "労働者国家", "労働者国家の"),
        ("fi", "työväenvaltio", "työväenvaltiossa"),
    ],
)
def test_a_translation_is_known_in_its_forms(language: str, way: str, text: str):
    """By stemmers, or by the beginnings of words, or by their letters."""
    assert translated(Term("x", (way,)), text, language)


@pytest.mark.parametrize(
    ("language", "way", "text"),
    [
        ("de", "Arbeiterrat", "Der Rat der Soldaten"),
        (
            "de",
            "politische Revolution",
            "politische Gründe, nach denen in Paris und Wien eine Revolution",
        ),
        ("fr", "double pouvoir", "dualité du pouvoir"),
        ("zh", "工人国家", "工人的国家"),
    ],
)
def test_other_words_are_no_translation(language: str, way: str, text: str):
    """Nor words that stand far apart."""
    assert not translated(Term("x", (way,)), text, language)


def test_each_of_several_translations_is_right():
    """And the finding names them all."""
    way = "Streik | Ausstand"
    assert not problems("strike", way, "The strikes", "Die Ausstände", "de")
    [text] = problems("strike", way, "The strikes", "Die Aufstände", "de")
    assert text == "the term “strike” is not translated as “Streik” or “Ausstand”"


# --- terms.csv -----------------------------------------------------------------------------------


def test_a_table_is_read_as_spreadsheets_write_it():
    """With a byte order mark, CRLF, columns in any order, others left alone, empty rows."""
    text = '\ufeffnote,Term,Translation\r\n"a, b",strike,Streik | Ausstand\r\n,,\r\n,x,\r\n'
    assert csv_terms.read(text.encode(), "t") == (Term("strike", ("Streik", "Ausstand")),)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 0),
        (b"\xff\xfe", 1),
        (b"term,translation\na,\xe4\n", 2),
        (b"term;translation\n", 1),
        (b"term,note\n", 1),
        (b"term,translation\n,Streik\n", 2),
        (b"term,translation\na,b\na,c\n", 3),
        (b'term,translation\na,"b\n', 2),
        (b'term,translation\na,"b"c\n', 2),
    ],
)
def test_a_damaged_table_is_named_with_its_line(data: bytes, line: int):
    """And nothing of it is used."""
    with pytest.raises(LingotypeError) as error:
        csv_terms.read(data, "locale/de/terms.csv")
    assert str(error.value.where).removeprefix("locale/de/terms.csv") == (
        f":{line}" if line else ""
    )
    assert error.value.fix


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes):
    """They are terms, or an error that can be mended."""
    try:
        found = csv_terms.read(b"term,translation\n" + data, "t")
    except LingotypeError:
        return
    assert all(term.term and term.translations for term in found)


def test_terms_stand_beside_the_catalogues(tmp_path: Path):
    """A language without a list has no terms."""
    locale, english = tmp_path / "locale", Language.parse("en")
    project = Project(tmp_path, tmp_path, tmp_path, tmp_path / "build", (locale,), english, (), "")
    german = Language.parse("de")
    assert terms.read(project, german) == ()
    path = layout.terms(project, german)
    assert path == tmp_path / "locale" / "de" / "terms.csv"
    path.parent.mkdir(parents=True)
    path.write_text("term,translation\nstate,Staat\n", "utf-8")
    assert terms.read(project, german) == (Term("state", ("Staat",)),)
    assert terms.read_file(path) == (Term("state", ("Staat",)),)
