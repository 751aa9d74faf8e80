"""Languages: two spellings, one tag; names, direction and plurals as CLDR and gettext have them."""

from __future__ import annotations

import gettext
import pickle
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
import sphinx.locale
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from lingotype.errors import UnknownLanguage
from lingotype.model.language import Language


class Case(NamedTuple):
    given: str
    tag: str
    locale_name: str
    direction: str
    script: str
    autonym: str
    nplurals: int


# fmt: off
CASES = [
    # Europe
    Case("en", "en", "en", "ltr", "Latn", "English", 2),
    Case("en_GB", "en-GB", "en_GB", "ltr", "Latn", "English (United Kingdom)", 2),
    Case("de", "de", "de", "ltr", "Latn", "Deutsch", 2),
    Case("de-AT", "de-AT", "de_AT", "ltr", "Latn", "Deutsch (Österreich)", 2),
    Case("fr", "fr", "fr", "ltr", "Latn", "Français", 2),
    Case("fr_CA", "fr-CA", "fr_CA", "ltr", "Latn", "Français (Canada)", 2),
    Case("es", "es", "es", "ltr", "Latn", "Español", 2),
    Case("es_419", "es-419", "es_419", "ltr", "Latn", "Español (Latinoamérica)", 2),
    Case("it", "it", "it", "ltr", "Latn", "Italiano", 2),
    Case("pt", "pt", "pt", "ltr", "Latn", "Português", 2),
    Case("pt-BR", "pt-BR", "pt_BR", "ltr", "Latn", "Português (Brasil)", 2),
    Case("pt_PT", "pt-PT", "pt_PT", "ltr", "Latn", "Português (Portugal)", 2),
    Case("ca", "ca", "ca", "ltr", "Latn", "Català", 2),
    Case("ca@valencia", "ca-valencia", "ca@valencia", "ltr", "Latn", "Català (valencià)", 2),
    Case("eu", "eu", "eu", "ltr", "Latn", "Euskara", 2),
    Case("gl", "gl", "gl", "ltr", "Latn", "Galego", 2),
    Case("nl", "nl", "nl", "ltr", "Latn", "Nederlands", 2),
    Case("da", "da", "da", "ltr", "Latn", "Dansk", 2),
    Case("sv", "sv", "sv", "ltr", "Latn", "Svenska", 2),
    Case("nb_NO", "nb-NO", "nb_NO", "ltr", "Latn", "Norsk bokmål (Norge)", 2),
    Case("nn", "nn", "nn", "ltr", "Latn", "Norsk nynorsk", 2),
    Case("is", "is", "is", "ltr", "Latn", "Íslenska", 2),
    Case("fi", "fi", "fi", "ltr", "Latn", "Suomi", 2),
    Case("et", "et", "et", "ltr", "Latn", "Eesti", 2),
    Case("lv", "lv", "lv", "ltr", "Latn", "Latviešu", 3),
    Case("lt", "lt", "lt", "ltr", "Latn", "Lietuvių", 3),
    Case("pl", "pl", "pl", "ltr", "Latn", "Polski", 3),
    Case("cs", "cs", "cs", "ltr", "Latn", "Čeština", 3),
    Case("sk", "sk", "sk", "ltr", "Latn", "Slovenčina", 3),
    Case("sl", "sl", "sl", "ltr", "Latn", "Slovenščina", 4),
    Case("hr", "hr", "hr", "ltr", "Latn", "Hrvatski", 3),
    Case("hu", "hu", "hu", "ltr", "Latn", "Magyar", 1),
    Case("ro", "ro", "ro", "ltr", "Latn", "Română", 3),
    Case("sq", "sq", "sq", "ltr", "Latn", "Shqip", 2),
    Case("ga", "ga", "ga", "ltr", "Latn", "Gaeilge", 5),
    Case("cy", "cy", "cy", "ltr", "Latn", "Cymraeg", 5),
    Case("el", "el", "el", "ltr", "Grek", "Ελληνικά", 2),
    Case("ru", "ru", "ru", "ltr", "Cyrl", "Русский", 3),
    Case("uk_UA", "uk-UA", "uk_UA", "ltr", "Cyrl", "Українська (Україна)", 3),
    Case("be@tarask", "be-tarask", "be@tarask", "ltr", "Cyrl", "Беларуская (клясычная)", 3),
    Case("bg", "bg", "bg", "ltr", "Cyrl", "Български", 2),
    Case("mk", "mk", "mk", "ltr", "Cyrl", "Македонски", 2),
    Case("sr", "sr", "sr", "ltr", "Cyrl", "Српски", 3),
    Case("sr_Cyrl", "sr-Cyrl", "sr_Cyrl", "ltr", "Cyrl", "Српски", 3),
    Case("sr@latin", "sr-Latn", "sr@latin", "ltr", "Latn", "Srpski (latinica)", 3),
    Case("sr_Latn", "sr-Latn", "sr_Latn", "ltr", "Latn", "Srpski (latinica)", 3),
    Case("sr-Latn", "sr-Latn", "sr@latin", "ltr", "Latn", "Srpski (latinica)", 3),
    Case("sr_RS@latin", "sr-Latn-RS", "sr_RS@latin", "ltr", "Latn",
         "Srpski (latinica, Srbija)", 3),
    Case("eo", "eo", "eo", "ltr", "Latn", "Esperanto", 2),
    # Caucasus, Central Asia
    Case("ka", "ka", "ka", "ltr", "Geor", "ქართული", 1),
    Case("hy", "hy", "hy", "ltr", "Armn", "Հայերեն", 1),
    Case("tr", "tr", "tr", "ltr", "Latn", "Türkçe", 1),
    Case("az", "az", "az", "ltr", "Latn", "Azərbaycan", 2),
    Case("az-Arab", "az-Arab", "az_Arab", "rtl", "Arab", "تۆرکجه", 2),
    Case("kk", "kk", "kk", "ltr", "Cyrl", "Қазақ тілі", 2),
    Case("uz", "uz", "uz", "ltr", "Latn", "O‘zbek", 2),
    Case("uz_Latn", "uz-Latn", "uz_Latn", "ltr", "Latn", "O‘zbek", 2),
    Case("uz-Latn", "uz-Latn", "uz_Latn", "ltr", "Latn", "O‘zbek", 2),
    Case("uz-Cyrl", "uz-Cyrl", "uz@cyrillic", "ltr", "Cyrl", "Ўзбекча (Кирил)", 2),
    # Right to left
    Case("ar", "ar", "ar", "rtl", "Arab", "العربية", 6),
    Case("he", "he", "he", "rtl", "Hebr", "עברית", 2),
    Case("yi", "yi", "yi", "rtl", "Hebr", "ייִדיש", 2),
    Case("fa", "fa", "fa", "rtl", "Arab", "فارسی", 1),
    Case("ur", "ur", "ur", "rtl", "Arab", "اردو", 2),
    Case("ks", "ks", "ks", "rtl", "Arab", "کٲشُر", 2),
    Case("sd", "sd", "sd", "rtl", "Arab", "سنڌي", 2),
    Case("ug", "ug", "ug", "rtl", "Arab", "ئۇيغۇرچە", 2),
    Case("ckb", "ckb", "ckb", "rtl", "Arab", "کوردیی ناوەندی", 2),
    Case("ku", "ku", "ku", "ltr", "Latn", "Kurdî (kurmancî)", 2),
    Case("ku-Arab", "ku-Arab", "ku_Arab", "rtl", "Arab", "Kurdî [kurmancî] (erebî)", 2),
    Case("pa-Arab", "pa-Arab", "pa_Arab", "rtl", "Arab", "پنجابی (عربی)", 2),
    Case("pa_PK", "pa-PK", "pa_PK", "rtl", "Arab", "پنجابی (پاکستان)", 2),
    Case("ff-Adlm", "ff-Adlm", "ff_Adlm", "rtl", "Adlm", "𞤆𞤵𞤤𞤢𞤪 (𞤀𞤁𞤂𞤢𞤃)", 2),
    # South and East Asia
    Case("hi", "hi", "hi", "ltr", "Deva", "हिन्दी", 2),
    Case("pa", "pa", "pa", "ltr", "Guru", "ਪੰਜਾਬੀ", 2),
    Case("bn", "bn", "bn", "ltr", "Beng", "বাংলা", 2),
    Case("ta", "ta", "ta", "ltr", "Taml", "தமிழ்", 2),
    Case("ks@devanagari", "ks-Deva", "ks@devanagari", "ltr", "Deva", "कॉशुर (देवनागरी)", 2),
    Case("th", "th", "th", "ltr", "Thai", "ไทย", 1),
    Case("lo", "lo", "lo", "ltr", "Laoo", "ລາວ", 1),
    Case("km", "km", "km", "ltr", "Khmr", "ខ្មែរ", 1),
    Case("my", "my", "my", "ltr", "Mymr", "မြန်မာ", 1),
    Case("vi", "vi", "vi", "ltr", "Latn", "Tiếng Việt", 1),
    Case("id", "id", "id", "ltr", "Latn", "Indonesia", 1),
    Case("ja", "ja", "ja", "ltr", "Jpan", "日本語", 1),
    Case("ko", "ko", "ko", "ltr", "Kore", "한국어", 1),
    Case("zh", "zh", "zh", "ltr", "Hans", "中文", 1),
    Case("zh_CN", "zh-CN", "zh_CN", "ltr", "Hans", "简体中文", 1),
    Case("zh_TW", "zh-TW", "zh_TW", "ltr", "Hant", "繁體中文", 1),
    Case("zh_HK", "zh-HK", "zh_HK", "ltr", "Hant", "繁體中文（香港）", 1),
    Case("zh_Hant_HK", "zh-Hant-HK", "zh_Hant_HK", "ltr", "Hant", "繁體中文（香港）", 1),
    Case("zh-Hans", "zh-Hans", "zh_Hans", "ltr", "Hans", "简体中文", 1),
    Case("yue", "yue", "yue", "ltr", "Hant", "粵語", 1),
    # Elsewhere
    Case("am", "am", "am", "ltr", "Ethi", "አማርኛ", 2),
    Case("sw", "sw", "sw", "ltr", "Latn", "Kiswahili", 2),
    Case("zu", "zu", "zu", "ltr", "Latn", "IsiZulu", 2),
    Case("haw", "haw", "haw", "ltr", "Latn", "ʻŌlelo Hawaiʻi", 2),
    # Other spellings of the same
    Case("PT_br", "pt-BR", "pt_BR", "ltr", "Latn", "Português (Brasil)", 2),
    Case("ZH-HANT-hk", "zh-Hant-HK", "zh_Hant_HK", "ltr", "Hant", "繁體中文（香港）", 1),
    Case("de_DE.UTF-8", "de-DE", "de_DE", "ltr", "Latn", "Deutsch (Deutschland)", 2),
    Case("de_DE@euro", "de-DE", "de_DE", "ltr", "Latn", "Deutsch (Deutschland)", 2),
    Case("ca-valencia", "ca-valencia", "ca@valencia", "ltr", "Latn", "Català (valencià)", 2),
    Case("eng", "en", "eng", "ltr", "Latn", "English", 2),
    Case("iw", "he", "iw", "rtl", "Hebr", "עברית", 2),
    Case("sh", "sr-Latn", "sh", "ltr", "Latn", "Srpski (latinica)", 3),
    Case("en-UK", "en-GB", "en_GB", "ltr", "Latn", "English (United Kingdom)", 2),
    Case("sr_YU", "sr-RS", "sr_YU", "ltr", "Cyrl", "Српски (Србија)", 3),
    # Known to CLDR, though Babel has no locale for them
    Case("ty", "ty", "ty", "ltr", "Latn", "Tahitian", 2),
    Case("mus_US", "mus-US", "mus_US", "ltr", "Latn", "Mvskoke (United States)", 2),
    Case("arc", "arc", "arc", "rtl", "Armi", "Aramaic", 2),
    Case("tlh", "tlh", "tlh", "ltr", "Zzzz", "Klingon", 2),
    Case("abr", "abr", "abr", "ltr", "Latn", "abr", 2),
]
# fmt: on

ENGLISH = {
    "de": "German",
    "pt_BR": "Portuguese (Brazil)",
    "zh_CN": "Simplified Chinese",
    "zh_HK": "Traditional Chinese (Hong Kong)",
    "sr@latin": "Serbian (Latin)",
    "ca@valencia": "Catalan (Valencian)",
    "ckb": "Central Kurdish",
    "ty": "Tahitian",
    "abr": "abr",
}

# What CLDR does not know, and what the error must offer instead.
UNKNOWN = {
    "": "BCP 47",
    " ": "BCP 47",
    "-": "BCP 47",
    "C": "BCP 47",
    "POSIX": "BCP 47",
    "xx": "BCP 47",
    "xx-Latn": "BCP 47",
    "mul": "ml",
    "und": "Did you mean",
    "de_": "de (German)",
    "de\n": "de (German)",
    "d e": "BCP 47",
    "ｄｅ": "BCP 47",
    "\u212aa": "ka (Georgian)",  # the Kelvin sign is a k to IGNORECASE
    "../de": "BCP 47",
    "de/..": "de (German)",
    "de\0": "de (German)",
    "x" * 1_000_000: "BCP 47",
    "germn": "de (German)",
    "German": "de (German)",
    "portugese": "pt (Portuguese)",
    "Brazilian Portuguese": "pt-BR (Portuguese (Brazil))",
    "klingon": "tlh (Klingon)",
    "jp": "ja (Japanese)",
    "cz": "cs (Czech)",
    "zh-Hanz": "Hans",
    "ca@valensia": "valencia",
    "de-QX": "BCP 47",
    "en@quot": "BCP 47",
    "sr_Cyrl@latin": "Keep one",
    "zh_TW.Big5": "zh_TW;",
    "de.po": "Write de;",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.given)
def test_a_language_has_the_names_and_the_writing_that_cldr_gives_it(case: Case) -> None:
    """Tag, locale name, direction, script, own name and number of plural forms, as data."""
    language = Language.parse(case.given)
    found = Case(
        case.given,
        language.tag,
        language.locale_name,
        language.direction,
        language.script,
        language.autonym,
        language.nplurals,
    )
    assert found == case


@pytest.mark.parametrize(("name", "english"), ENGLISH.items())
def test_a_language_has_an_english_name_or_else_its_tag(name: str, english: str) -> None:
    """CLDR's name, with the territory, script or variant that sets it apart."""
    assert Language.parse(name).english_name == english


@pytest.mark.parametrize(("name", "offer"), UNKNOWN.items(), ids=lambda text: repr(text)[:20])
def test_an_unknown_name_is_refused_with_the_one_that_was_meant(name: str, offer: str) -> None:
    """Close matches go by code, by English name and by country; else the two spellings."""
    with pytest.raises(UnknownLanguage) as caught:
        Language.parse(name)
    assert offer in caught.value.fix
    assert len(str(caught.value)) < 300


def test_equality_hash_and_order_go_by_the_tag() -> None:
    """Two folders of one language are one language."""
    folders = [Language.parse(name) for name in ("sr_Latn", "sr@latin", "sr", "de")]
    assert folders[0] == folders[1]
    assert len(set(folders)) == 3
    assert [language.tag for language in sorted(set(folders))] == ["de", "sr", "sr-Latn"]


def test_a_language_travels_to_another_process() -> None:
    """It is a plain value: both its names survive pickling."""
    language = Language.parse("sr_Latn")
    back = pickle.loads(pickle.dumps(language))
    assert (back.tag, back.locale_name) == ("sr-Latn", "sr_Latn")


# --- laws


KNOWN = sorted(
    {case.given for case in CASES} | set(locale_identifiers()) | set(get_global("language_aliases"))
)


def _spelt(name: str, separator: str, case: int) -> str:
    plain = re.sub("[-_]", separator, name) if "@" not in name else name
    return (plain, plain.lower(), plain.upper(), plain.title())[case]


NAMES = st.builds(_spelt, st.sampled_from(KNOWN), st.sampled_from("-_"), st.integers(0, 3))


@given(name=NAMES)
def test_both_names_of_a_language_are_read_back_as_it(name: str) -> None:
    """parse(tag) == parse(locale_name) == the language, and its locale name is kept."""
    try:
        language = Language.parse(name)
    except UnknownLanguage:
        return
    assert Language.parse(language.tag) == language == Language.parse(language.locale_name)
    assert Language.parse(language.tag).tag == language.tag
    assert Language.parse(language.locale_name).locale_name == language.locale_name


def test_every_locale_that_babel_has_is_a_language() -> None:
    """The law above is not kept by refusing."""
    refused = []
    for name in locale_identifiers():
        try:
            Language.parse(name)
        except UnknownLanguage:
            refused.append(name)
    assert refused == []


@given(name=st.text() | st.from_regex(r"[a-zA-Z@._/-]{1,40}"))
def test_whatever_is_typed_gives_a_language_or_its_error(name: str) -> None:
    """Nothing else is raised, and no path gets into a name that becomes a folder."""
    try:
        language = Language.parse(name)
    except UnknownLanguage:
        return
    assert re.fullmatch("[A-Za-z0-9_]+(@[a-z0-9-]+)?", language.locale_name)
    assert re.fullmatch("[A-Za-z0-9-]+", language.tag)
    assert language.autonym
    assert language.nplurals > 0


# --- oracles


SPHINX_FOLDERS = sorted(
    path.name
    for path in Path(sphinx.locale.__file__).parent.iterdir()
    if (path / "LC_MESSAGES").is_dir() and path.name != "zh_TW.Big5"
)


@pytest.mark.parametrize("folder", SPHINX_FOLDERS)
def test_a_tag_becomes_the_name_of_sphinx_s_own_folder(folder: str) -> None:
    """Sphinx finds its own words for `language` under the name that we give it."""
    tag = Language.parse(folder).tag
    assert Language.parse(tag).locale_name == folder


def test_direction_agrees_with_babel() -> None:
    """Ours goes by script, Babel's by CLDR's layout data of the locale."""
    apart = {}
    for name in locale_identifiers():
        ours = Language.parse(name).direction
        theirs = Locale.parse(name, resolve_likely_subtags=False).text_direction
        if ours != theirs:
            apart[name] = (ours, theirs)
    # "ttb" is no value of HTML's dir; the columns of Mongolian follow each other left to right.
    vertical = {"mn_Mong", "mn_Mong_CN", "mn_Mong_MN"}
    assert apart == dict.fromkeys(vertical, ("ltr", "ttb"))


def test_script_agrees_with_the_names_of_babel_s_locales() -> None:
    """zh_Hant_TW is in Hant, and so is zh-TW."""
    for name in locale_identifiers():
        if found := re.fullmatch("([a-z]+)_([A-Z][a-z]{3})(_[A-Z]+)?", name):
            assert Language.parse(name).script == found[2]
    for name in ("zh_TW", "zh_CN", "sr_ME", "pa_PK", "uz_AF", "az_IR"):
        assert Language.parse(name).script == Locale.parse(name).script


# --- plurals


def _plural_forms() -> dict[str, str]:
    """Each different rule, with one language that has it."""
    names = [case.given for case in CASES] + [n for n in locale_identifiers() if "_" not in n]
    return {Language.parse(name).plural_forms: Language.parse(name).tag for name in names}


def _entries(plural_forms: str) -> str:
    count = int(plural_forms[len("nplurals=")])
    forms = "".join(f'msgstr[{i}] "form {i}"\n' for i in range(count))
    header = f"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {plural_forms}\\n"
    return f'msgid ""\nmsgstr "{header}"\n\nmsgid "one"\nmsgid_plural "many"\n{forms}'


def test_msgfmt_accepts_every_plural_rule(tmp_path: Path) -> None:
    """`msgfmt -c` finds as many forms as the header says, and no index beyond them."""
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt is missing: install the package gettext")
    rules = _plural_forms()
    # One file, a domain a rule: one process instead of fifty.
    parts = [f'domain "{tag}"\n\n{_entries(rule)}' for rule, tag in rules.items()]
    (tmp_path / "all.po").write_text("\n".join(parts), encoding="utf-8")
    done = subprocess.run(
        ["msgfmt", "-c", "all.po"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, _but_missing_fields(done.stderr)) == (0, [])
    assert len(list(tmp_path.glob("*.mo"))) == len(rules)
    for tag in rules.values():
        with (tmp_path / f"{tag}.mo").open("rb") as file:
            assert gettext.GNUTranslations(file).ngettext("one", "many", 5).startswith("form")


def _but_missing_fields(stderr: str) -> list[str]:
    """What msgfmt says, but for header fields that this test leaves out."""
    return [line for line in stderr.splitlines() if "header field" not in line]


def test_a_plural_rule_never_leaves_its_forms() -> None:
    """Python's own reading of the rule, for each count to 1,000 and for the millions."""
    for rule in _plural_forms():
        form = gettext.c2py(re.search(r"plural=(.*);", rule)[1])
        used = {form(n) for n in [*range(1001), 10**6, 2 * 10**6]}
        assert used <= set(range(int(rule[len("nplurals=")])))


@pytest.mark.parametrize("name", ["tt", "oc", "rw", "ty", "tlh"])
def test_a_language_without_a_rule_has_gettext_s_two_forms(name: str) -> None:
    """Not the single form that CLDR's root would give it."""
    assert Language.parse(name).plural_forms == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize("name", ["id", "ms", "wo", "th"])
def test_a_language_that_has_one_form_by_rule_keeps_it(name: str) -> None:
    """CLDR says so of the language itself, or gettext's table does."""
    assert Language.parse(name).nplurals == 1


# --- cost


def test_importing_the_module_does_not_import_babel() -> None:
    """Babel takes longer to import than the rest of a short command."""
    code = "import sys, lingotype.model.language; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_naming_a_language_reads_no_locale_of_babel() -> None:
    """Tag, script and direction come from CLDR's one table of likely subtags."""
    code = """if True:
        import sys
        opened = []
        sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
        from lingotype.model.language import Language
        for name in ("pt_BR", "sr@latin", "zh-Hant-HK", "ur"):
            Language.parse(name).direction
        sys.exit(any("locale-data" in str(path) for path in opened))
    """
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_seen_before_costs_next_to_nothing() -> None:
    """Rooms may parse where they need to, and need no table of their own."""
    Language.parse("zh_Hant_HK")
    start = time.perf_counter()
    for _ in range(10_000):
        Language.parse("zh_Hant_HK")
    assert time.perf_counter() - start < 1
