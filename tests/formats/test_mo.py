"""Compiled catalogues hold what msgfmt would put into them."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from lingotype.formats import mo, po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message

CATALOGUE = r"""
msgid ""
msgstr ""
"Project-Id-Version: book\n"
"Content-Type: text/plain; charset=ISO-8859-1\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "summer"
msgstr "été"

msgctxt "verb"
msgid "summer"
msgstr "passer l'été"

msgctxt ""
msgid "summer"
msgstr "contexte vide"

msgid "one day"
msgid_plural "%d days"
msgstr[0] "un jour"
msgstr[1] "%d jours"

msgctxt "age"
msgid "one day"
msgid_plural "%d days"
msgstr[0] "un jour d'âge"
msgstr[1] ""

#, fuzzy
msgid "fuzzy"
msgstr "flou"

msgid "untranslated"
msgstr ""

msgid "no form"
msgid_plural "no forms"
msgstr[0] ""
msgstr[1] "x"

#~ msgid "obsolete"
#~ msgstr "vieux"
""".lstrip()
needs_gettext = pytest.mark.skipif(
    not shutil.which("msgfmt"), reason="needs msgfmt: apt install gettext, brew install gettext"
)


def mapping(data: bytes) -> dict[object, str]:
    """What gettext sees, without the header."""
    catalogue = dict(gettext.GNUTranslations(io.BytesIO(data))._catalog)
    catalogue.pop("", None)
    return catalogue


@pytest.fixture
def catalogue() -> Catalogue:
    return po.read(CATALOGUE.encode("latin-1"))


def test_translated_messages_are_compiled_and_no_others(catalogue):
    """Not fuzzy, untranslated or obsolete ones."""
    assert mapping(mo.compile(catalogue)) == {
        "summer": "été",
        "verb\x04summer": "passer l'été",
        "\x04summer": "contexte vide",
        ("one day", 0): "un jour",
        ("one day", 1): "%d jours",
        ("age\x04one day", 0): "un jour d'âge",
        ("age\x04one day", 1): "",
    }


@needs_gettext
def test_msgfmt_compiles_the_same(catalogue, tmp_path: Path):
    """The same mapping, contexts and plurals included."""
    file = tmp_path / "x.po"
    file.write_bytes(po.write(catalogue))
    subprocess.run(["msgfmt", "-o", tmp_path / "x.mo", file], check=True)
    assert mapping(mo.compile(catalogue)) == mapping((tmp_path / "x.mo").read_bytes())


def test_plurals_are_chosen_by_the_header(catalogue):
    """French counts 0 as one."""
    translations = gettext.GNUTranslations(io.BytesIO(mo.compile(catalogue)))
    assert translations.ngettext("one day", "%d days", 0) == "un jour"
    assert translations.ngettext("one day", "%d days", 2) == "%d jours"
    assert translations.npgettext("age", "one day", "%d days", 1) == "un jour d'âge"


def test_the_compiled_file_is_in_utf_8(catalogue):
    """Whatever the charset of its source, and the header says so."""
    data = mo.compile(catalogue)
    assert "été".encode() in data
    assert b"Project-Id-Version: book\nContent-Type: text/plain; charset=UTF-8\n" in data


@pytest.mark.parametrize("header", [None, Message("", ("Language: fr\n",)), Message("", ("",))])
def test_a_catalogue_without_a_charset_gets_one(header):
    """Or gettext would take it for ASCII and fail."""
    data = mo.compile(Catalogue(header, (Message("a", ("é",)),)))
    assert mapping(data) == {"a": "é"}


@pytest.mark.parametrize(
    "value",
    ["nplurals=2", "nplurals=2; plural=import", "nplurals=999999; plural=n", "plural", ";"],
)
def test_a_bad_plural_forms_does_not_take_the_catalogue_along(catalogue, value):
    """It is left out; gettext would raise, and Sphinx would show no translation at all."""
    header = Message("", (f"Plural-Forms: {value}\n",))
    messages = tuple(message for message in catalogue if message.msgid_plural is None)
    data = mo.compile(replace(catalogue, header=header, messages=messages))
    assert mapping(data)["summer"] == "été"
    assert b"Plural-Forms" not in data


def test_the_same_catalogue_gives_the_same_bytes(catalogue):
    """In whatever order its messages stand."""
    turned = replace(catalogue, messages=catalogue.messages[::-1])
    assert mo.compile(catalogue) == mo.compile(catalogue) == mo.compile(turned)


def test_a_catalogue_of_nothing_compiles():
    """An empty mapping is a good one."""
    assert mapping(mo.compile(Catalogue())) == {}
