"""What the search knows as words, in Python where the index is made and in the browser alike."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lingotype.model.language import Language
from lingotype.sphinx_ext.search import rules
from lingotype.sphinx_ext.search.words import Words, words_of

ENGLISH = Language.parse("en")
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")

# What is typed and what a page has: the one finds the other.
SAME = {
    "ar": [("المَدرسة", "مدرسة"), ("إسلام", "اسلام"), ("كـتاب", "كتاب"), ("١٩٥٣", "1953")],
    "ur": [("كيوبا", "کیوبا"), ("فرہنگِ", "فرہنگ"), ("۱۹۵۳", "1953"), ("councils", "council")],
    "fa": [("می‌رود", "میرود"), ("كتاب", "کتاب")],
    "he": [("שָׁלוֹם", "שלום"), ("צה״ל", 'צה"ל')],
    "hi": [("ज़मीन", "जमीन"), ("माँ", "मां"), ("किताबें", "किताब")],
    "ru": [("Ёлки", "елка"), ("партии", "партий")],
    "el": [("Λόγος", "λογος")],
    "de": [("Straße", "STRASSE"), ("Räte", "Rate"), ("Häuser", "Haus")],
    "fr": [("libérées", "libéré"), ("Œuvre", "oeuvre"), ("l’État", "l'etat")],
    "tr": [("İZMİR", "izmir"), ("IŞIK", "ışık")],
    "ko": [("등대에서", "등대"), ("등대를", "등대는")],
    "ja": [("ﾄｳﾀﾞｲ", "トウダイ"), ("が", "が")],
    "zh-CN": [("１９５３年", "1953年"), ("灯 塔", "灯塔")][:1],
    "vi": [("VIỆT", "việt")],
    "sr": [("партија", "partija")],
}

SPLIT = {
    "zh-CN": ("工人委员会，1953年。Lenin", ["工人", "人委", "委员", "员会", "1953", "年", "lenin"]),
    "ja": ("灯台のmap", ["灯台", "台の", "map"]),
    "ko": ("등대지기는 간다", ["등대", "대지", "지기", "간다"]),
    "th": ("ประภาคาร", ["ปร", "ระ", "ะภ", "ภา", "าค", "คา", "าร"]),
    "hi": ("हिन्दी में", ["हिन्दी", "में"]),
    "de": ("Die Räte-Republik, 2×", ["die", "räte", "republik", "2"]),
}


def words(tag: str) -> Words:
    return words_of(Language.parse(tag), ENGLISH, frozenset())


def index_terms(tag: str, text: str) -> list[str]:
    return [words(tag).stem(word) for word in words(tag).split(text)]


@pytest.mark.parametrize("tag", SAME)
def test_one_word_is_found_however_it_is_written(tag: str):
    """Points, keyboards, capitals, forms of the word; and English is known on other pages too."""
    for typed, written in SAME[tag]:
        assert index_terms(tag, typed) == index_terms(tag, written), typed


def test_accents_tell_words_apart_where_they_do_so_for_readers():
    """In Vietnamese; German readers may leave them out."""
    assert index_terms("vi", "ma") != index_terms("vi", "má")
    assert index_terms("de", "für") == index_terms("de", "fur")


@pytest.mark.parametrize("tag", SPLIT)
def test_texts_are_cut_into_words(tag: str):
    """Where no spaces stand between words, into pairs of letters."""
    text, expected = SPLIT[tag]
    assert words(tag).split(text) == expected


def test_stop_words_are_left_out_by_both_sides():
    """As they are written in a text, which need not be how they are listed."""
    german = words_of(Language.parse("de"), ENGLISH, frozenset({"für", "die"}))
    assert german.split("Die Räte für alle") == ["räte", "alle"]


def in_browser(tag: str, texts: list[str]) -> list[list[list[str]]]:
    """For each text its words and their stems, as `language_data.js` makes them."""
    made = rules(Language.parse(tag), words(tag))
    script = """
        const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
        globalThis.document = { addEventListener() {} };
        (0, eval)(input.script);
        const stemmer = new Stemmer();
        const known = (text) => splitQuery(text).map((word) => [word, stemmer.stemWord(word)]);
        process.stdout.write(JSON.stringify(input.texts.map(known)));
    """
    data = f"var stopwords = new Set();\n{made.js_stemmer_code};\n{made.js_splitter_code}"
    done = subprocess.run(
        [str(NODE), "-e", script],
        input=json.dumps({"script": data, "texts": texts}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def assigned(text: str) -> bool:
    """Whether this Python knows all characters; a browser may know some more."""
    return "Cn" not in map(unicodedata.category, text)


@needs_node
@pytest.mark.parametrize("tag", [*SAME, "th", "ta", "hy", "ne", "yi", "km", "my", "nb", "id"])
def test_the_browser_knows_the_same_words(tag: str):
    """What is in the index is what is sought, for all that is shown above."""
    texts = [text for pairs in SAME.values() for pair in pairs for text in pair]
    texts += [text for text, _expected in SPLIT.values()]
    ours = [[[word, words(tag).stem(word)] for word in words(tag).split(text)] for text in texts]
    assert in_browser(tag, texts) == ours


@needs_node
@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text().filter(assigned), min_size=50), st.sampled_from(["ur", "zh-CN", "tr"]))
def test_the_browser_cuts_every_text_alike(texts: list[str], tag: str):
    """Whatever characters there are."""
    found = [[word for word, _stem in each] for each in in_browser(tag, texts)]
    assert found == [words(tag).split(text) for text in texts]


@settings(deadline=None)
@given(st.text(), st.sampled_from([*SAME]))
def test_words_are_words(text: str, tag: str):
    """None is empty or has a space in it, and cutting a word again gives it or its parts."""
    for word in words(tag).split(text):
        assert word.strip() == word != ""
        assert not any(character.isspace() for character in word)


# --- in a build -----------------------------------------------------------------------------


def built(folder: Path, language: str, conf: str = "") -> tuple[dict, str]:
    """The index of a little book, and the script that goes with it."""
    (folder / "index.rst").write_text("灯塔 Лампы\n==========\n\nمیناء lamps 등대에서\n")
    (folder / "conf.py").write_text(f"extensions = ['lingotype.sphinx_ext']\n{conf}\n")
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-D", f"language={language}"]
    subprocess.run([*command, folder, folder / "out"], check=True, capture_output=True)
    index = (folder / "out/searchindex.js").read_text("utf-8")
    script = (folder / "out/_static/language_data.js").read_text("utf-8")
    return json.loads(index.removeprefix("Search.setIndex(").removesuffix(")")), script


@pytest.mark.parametrize("language", ["zh_CN", "ur", "ko", "ja", "pt_BR", "sr@latin"])
def test_plain_sphinx_makes_the_index_by_these_rules(tmp_path: Path, language: str):
    """In languages that Sphinx does not know, or needs another package for, too."""
    index, script = built(tmp_path, language)
    assert {"灯塔", "등대"} <= {*index["terms"], *index["titleterms"]}
    assert any(term.startswith("lamp") for term in index["terms"])
    assert "lingotypeWords" in script


@pytest.mark.parametrize(
    "conf", ["html_search_options = {'type': 'janome'}", "extensions += ['own_search']"]
)
def test_what_the_project_chose_itself_is_left_alone(tmp_path: Path, conf: str):
    """Options of Sphinx's own search, or a search language of an extension."""
    (tmp_path / "own_search.py").write_text(
        "from sphinx.search import SearchLanguage\n"
        "class Own(SearchLanguage):\n    lang = 'zh'\n"
        "def setup(app):\n    app.add_search_language(Own)\n"
    )
    _index, script = built(
        tmp_path, "zh", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{conf}"
    )
    assert "lingotypeWords" not in script
