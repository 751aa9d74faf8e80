"""Which language a contribution is in, and which documents it belongs to."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from lingotype.errors import LingotypeError
from lingotype.model.catalogue import Catalogue
from lingotype.model.language import Language
from lingotype.model.message import Message
from lingotype.update.accept_language import language_of, stem
from lingotype.update.accept_split import split

AMONG = [Language.parse(x) for x in ("de", "pt-BR", "zh-Hans", "zh-Hant", "sr@latin")]

TOLD = {
    ("", "de", "x.po"): "de",
    ("", "de_DE", "x.po"): "de",
    ("", "de_DE.UTF-8", "x.po"): "de",
    ("", "pt_BR", "x.po"): "pt-BR",
    ("", "zh_CN", "x.po"): "zh-Hans",
    ("", "zh_TW", "x.po"): "zh-Hant",
    ("", "sr_Latn", "x.po"): "sr-Latn",
    ("", "German", "intro.de.po"): "de",
    ("", "", "book/locale/zh_TW/LC_MESSAGES/a/b.po"): "zh-Hant",
    ("", "", "pt_BR.po"): "pt-BR",
    ("", "", "intro.pt_BR.po"): "pt-BR",
    ("", "", "intro-pt_BR.po"): "pt-BR",
    ("", "", "intro-pt-BR.po"): "pt-BR",
    ("", "", "intro-de (2).po"): "de",
    ("", "LANGUAGE", "read-de.po"): "de",
    ("de", "", "x.po"): "de",
    ("de", "de_AT", "x.po"): "de",
    ("de", "German", "x.po"): "de",
    ("zh-Hant", "zh_HK", "x.po"): "zh-Hant",
    ("", "de", "fr.po"): "de",
}


@pytest.mark.parametrize("given", TOLD, ids=repr)
def test_the_language_is_that_of_the_option_then_of_the_header_then_of_the_path(given):
    wanted, header, path = given
    assert language_of(wanted, header, PurePath(path), AMONG).tag == Language.parse(TOLD[given]).tag


REFUSED = {
    ("", "", "x.po"): "does not say",
    ("", "", "read-me.po"): "does not say",
    ("", "fr", "x.po"): "not a language of this project",
    ("", "pt_PT", "x.po"): "not a language of this project",
    ("", "", "fr/LC_MESSAGES/x.po"): "not a language of this project",
    ("fr", "", "x.po"): "not a language of this project",
    ("de", "fr", "x.po"): "the header says",
    ("zh-Hant", "zh_CN", "x.po"): "the header says",
    ("no such", "", "x.po"): "no language is called",
}


@pytest.mark.parametrize("given", REFUSED, ids=repr)
def test_what_contradicts_itself_or_is_not_of_the_project_is_refused(given):
    wanted, header, path = given
    with pytest.raises(LingotypeError) as error:
        language_of(wanted, header, PurePath(path), AMONG)
    assert REFUSED[given] in error.value.what


STEMS = {
    "intro.po": "intro",
    "intro.de.po": "intro",
    "intro-de.po": "intro",
    "intro_de.po": "intro",
    "intro (1).po": "intro",
    "intro-de (12).po": "intro",
    "de.po": "de",
    "read-me.po": "read-me",
    "intro-fr.po": "intro-fr",
}


@pytest.mark.parametrize("name", STEMS)
def test_the_name_of_a_document_is_that_of_the_file_without_the_language(name: str):
    assert stem(PurePath("a") / name, Language.parse("de")) == STEMS[name]


# --- documents -----------------------------------------------------------------------------


def catalogue(*msgids: str) -> Catalogue:
    return Catalogue(messages=tuple(Message(x, ("",)) for x in msgids))


HELD = {
    "index": catalogue("Contents", "Welcome"),
    "parts/index": catalogue("Contents", "Parts"),
    "parts/mole": catalogue("The mole", "Contents"),
}


def dealt(path: str, *msgids: str) -> dict[str, list[str]]:
    sent = [Message(x, ("x",)) for x in msgids]
    found = split(HELD, sent, path, PurePath(path).stem)
    return {domain: [m.msgid for m in part] for domain, part in found.parts.items()}


def test_the_path_tells_documents_of_one_name_apart():
    assert dealt("/mail/parts/index.po", "Contents") == {"parts/index": ["Contents"]}
    assert dealt("/de/LC_MESSAGES/parts/mole.po", "Contents") == {"parts/mole": ["Contents"]}


def test_a_name_that_several_documents_bear_is_that_of_the_one_with_most_messages():
    assert dealt("/mail/index.po", "Contents", "Welcome") == {"index": ["Contents", "Welcome"]}


def test_without_a_name_a_text_goes_to_the_documents_that_are_meant():
    """Those that have a text of their own in the file."""
    assert dealt("/mail/x.po", "Contents", "Parts") == {"parts/index": ["Contents", "Parts"]}


def test_without_any_hint_a_text_goes_wherever_it_stands():
    assert set(dealt("/mail/x.po", "Contents")) == set(HELD)


def test_a_name_of_which_the_file_has_no_message_is_no_hint():
    assert dealt("/mail/parts/mole.po", "Welcome") == {"index": ["Welcome"]}


@pytest.mark.parametrize("path", ["/", "/..po", "/mail/../../index.po", "/mail/.po", "/a\nb.po"])
def test_an_odd_name_is_only_a_name(path: str):
    assert dealt(path, "Welcome") == {"index": ["Welcome"]}
