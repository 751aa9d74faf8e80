"""PO files are read and written without loss, and broken ones are refused with a remedy."""

# ruff: noqa: E501 (a case a line)

from __future__ import annotations

import codecs
import io
import random
import re
import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from lingotype.errors import BrokenCatalogue
from lingotype.formats import po, po_parse
from lingotype.model.catalogue import Catalogue, Sheet
from lingotype.model.message import Message, Previous, State

DATA = Path(__file__).parent / "data"
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FRENCH = HEADER.replace(b"8\\n", b"8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n")
needs_gettext = pytest.mark.skipif(
    not shutil.which("msgcat"), reason="needs msgcat: apt install gettext, brew install gettext"
)


def one(body: str) -> Message:
    """The only message of a file with a header."""
    return po.read(HEADER + body.encode()).messages[0]


def changed(catalogue: Catalogue, place: int, msgstr: str) -> Catalogue:
    messages = list(catalogue.messages)
    messages[place] = replace(messages[place], msgstrs=(msgstr,))
    return replace(catalogue, messages=tuple(messages))


# Lossless

LOSSLESS = {
    "an empty file": b"",
    "comments only": b"# nothing here yet\n",
    "no header": b'msgid "a"\nmsgstr "b"\n',
    "no newline at the end": HEADER + b'msgid "a"\nmsgstr "b"',
    "blank lines first": b'\n\n  \nmsgid "a"\nmsgstr "b"\n',
    "no blank lines": HEADER.strip() + b'\nmsgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
    "blank lines of white space": HEADER + b'msgid "a"\nmsgstr "b"\n \t\n\x0c\nmsgid "c"\nmsgstr ""\n',
    "CRLF": (HEADER + b'# c\nmsgid "a"\nmsgstr ""\n"b"\n"c"\n').replace(b"\n", b"\r\n"),
    "classic Mac": b'# c\rmsgid "a"\rmsgstr ""\r"b"\r"c"\r',
    "mixed newlines": HEADER + b'# c\r\nmsgid "a"\r\nmsgstr "b"\n\nmsgid "c"\r\nmsgstr "d"\r',
    "a CR inside a comment and a string": HEADER + b'# a\rb\nmsgid "a\rb"\nmsgstr ""\n',
    "a BOM": codecs.BOM_UTF8 + HEADER + b'msgid "a"\nmsgstr "b"\n',
    "line separators that are none": HEADER + 'msgid "a\u2028b\x0b\x0c\x85c"\nmsgstr ""\n'.encode(),
    "latin-1": b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    b'# \xe9\nmsgid "a"\nmsgstr "\xe9t\xe9"\n',
    "Shift_JIS, whose second bytes are backslashes": (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=Shift_JIS\\n"\n\n'
        'msgid "a"\nmsgstr "表示 ソ"\n'
    ).encode("shift_jis"),
    "the placeholder of a template": HEADER.replace(b"UTF-8", b"CHARSET")
    + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    "a header that is not first": b'msgid "a"\nmsgstr "b"\n\n' + HEADER + b'msgid "c"\nmsgstr ""\n',
    "a header in one line": b'msgid "" msgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    "messages that share a line": HEADER + b'msgid "a" msgstr "b"msgid "c" msgstr "d" # c\n',
    "obsolete messages that share a line": HEADER + b'#~ msgid "a" msgstr "b" msgid "c" msgstr "d"\n',
    "strings that share a line": HEADER + b'msgid "a"\t"b"\nmsgstr ""  "c" "d"\n',
    "a string over a backslash and newline": HEADER + b'msgid "a\\\nb"\nmsgstr "c"\n',
    "every escape": HEADER + b'msgid "\\n\\t\\r\\a\\b\\f\\v\\"\\\\ \\101 \\x41 \\303\\251"\nmsgstr ""\n',
    "an obsolete message with everything": HEADER
    + b'#  c\n#. e\n#: r:1\n#, fuzzy\n#~| msgctxt "x"\n#~| msgid "o"\n#~| msgid_plural "p"\n'
    b'#~ msgctxt "x"\n#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "c"\n#~ msgstr[1] ""\n#~ "d"\n',
    "obsolete comments and marks without spaces": HEADER
    + b'#~ # c\n#~ #, fuzzy\n#~|msgid "o"\n#~msgid "a"\n#~\t"b"\n#~msgstr "c"\n',
    "a comment that ends in a backslash": HEADER + b'# C:\\dir\\\nmsgid "a"\nmsgstr ""\n',
    "a bad Plural-Forms that nothing needs": HEADER.replace(b"8\\n", b"8\\nPlural-Forms: n\\n"),
    "several flag lines": HEADER + b'#, fuzzy\n#,c-format,,  no-wrap\n#!x\nmsgid "a"\nmsgstr "b"\n',
    "many plural forms": FRENCH
    + b'msgid "a"\nmsgid_plural "b"\n'
    + b"".join(b'msgstr[%d] "c"\n' % n for n in range(25)),
}  # fmt: skip


@pytest.mark.parametrize("data", LOSSLESS.values(), ids=LOSSLESS)
def test_a_file_that_was_only_read_keeps_every_byte(data):
    """Whatever its layout, if msgfmt reads it."""
    assert po.write(po.read(data)) == data


def test_a_file_with_everything_keeps_every_byte():
    """Comments of all kinds, flags, references, contexts, plurals, previous and obsolete ones."""
    data = (DATA / "everything.po").read_bytes()
    assert po.write(po.read(data)) == data
    crlf = data.replace(b"\n", b"\r\n")
    assert po.write(po.read(crlf)) == crlf


@pytest.mark.parametrize("data", LOSSLESS.values(), ids=LOSSLESS)
def test_the_lines_of_the_messages_make_up_the_file(data):
    """Header, messages and tail in their order are the text, without a gap."""
    catalogue = po.read(data)
    items = list(catalogue.messages)
    if catalogue.header:
        items.insert(catalogue.sheet.header_at, catalogue.header)
    text = "".join(item.written for item in items) + catalogue.sheet.tail
    data = data.removeprefix(codecs.BOM_UTF8)
    assert text.encode(catalogue.sheet.charset) == data


@pytest.mark.parametrize("data", LOSSLESS.values(), ids=LOSSLESS)
def test_a_message_rendered_anew_says_the_same(data):
    """Its lines are new, its content is not."""
    catalogue = po.read(data)
    anew = replace(catalogue, messages=tuple(replace(message) for message in catalogue))
    normal = [
        replace(
            message,
            translator_comments=tuple(re.split("\r", "\r".join(message.translator_comments))),
        )
        if message.translator_comments
        else message
        for message in catalogue
    ]
    assert list(po.read(po.write(anew))) == normal


def test_what_a_file_says_is_read():
    """Every field of the model, from one real file."""
    catalogue = po.read((DATA / "everything.po").read_bytes(), "fr.po")
    assert catalogue.path == "fr.po"
    assert list(catalogue.headers) == [
        "X-Unknown-Header", "Project-Id-Version", "Content-Type", "Plural-Forms", "Language",
    ]  # fmt: skip
    assert catalogue.header is not None
    assert catalogue.header.translator_comments[3] == "no space after the mark"
    plural, tabs, octal, older = catalogue.messages
    assert plural == Message(
        "New text",
        ("Texte", "Des textes, sur deux lignes\n"),
        "menu",
        "New texts",
        ("fuzzy", "unknown-flag", "python-format", "c-format"),
        (
            "../../source/intro.rst:12",
            "../../source/intro.rst:40",
            "\u2068a file with spaces.rst\u2069:7",
        ),
        ("An extracted comment.", "Another."),
        ("A translator's comment,", " with a second line."),
        Previous("Old text", "menu", "Old texts"),
    )
    assert plural.line == 27
    assert tabs.msgid == 'tabs\tand "quotes" \\ \t \r'
    assert tabs.msgstr == "onetwothree"
    assert tabs.translator_comments == ("stray comment between two messages",)
    assert octal.msgid == "octal é and é"
    assert octal.flags == ("range: 0..5",)
    assert older.state is State.OBSOLETE
    assert older.fuzzy
    assert older.msgstr == "plus vieux"
    assert older.previous == Previous("even older")
    assert catalogue.sheet.tail == "\n# the end\n"


# Changes


def test_one_changed_message_changes_only_its_own_lines():
    """The lines before and after it stay, byte for byte."""
    data = (DATA / "everything.po").read_bytes()
    catalogue = po.read(data)
    written = po.write(changed(catalogue, 3, "autre")).decode()
    before, *_ = data.decode().partition("#, fuzzy\n# an obsolete")
    assert written.startswith(before)
    assert written.endswith(
        '#~| msgid "even older"\n#~ msgid "older"\n#~ msgstr "autre"\n\n# the end\n'
    )


def test_a_changed_header_leaves_the_messages_alone():
    """As each update of PO-Revision-Date does."""
    data = HEADER + b'msgid "a"\nmsgstr   "b"\n'
    catalogue = po.read(data)
    header = replace(catalogue.header, msgstrs=(catalogue.header.msgstr + "Language: fr\n",))
    assert po.write(replace(catalogue, header=header)) == (
        b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n\n'
        b'msgid "a"\nmsgstr   "b"\n'
    )


def test_a_crlf_file_gets_new_messages_in_crlf():
    """And lines of its own newline only."""
    data = (HEADER + b'msgid "a"\nmsgstr "b"\n').replace(b"\n", b"\r\n")
    written = po.write(changed(po.read(data), 0, "x\ny"))
    assert written.endswith(b'msgstr ""\r\n"x\\n"\r\n"y"\r\n')
    assert written.count(b"\n") == written.count(b"\r\n")


def test_messages_can_be_moved():
    """The first, without a blank line before it, and the last, without a newline, too."""
    catalogue = po.read(b'msgid "a"\nmsgstr "1"\n\nmsgid "b"\nmsgstr "2"')
    swapped = replace(catalogue, messages=catalogue.messages[::-1])
    assert po.write(swapped) == b'msgid "b"\nmsgstr "2"\n\nmsgid "a"\nmsgstr "1"\n'


def test_messages_can_be_added_and_removed():
    """An addition at the end of a file without a newline begins on a line of its own."""
    catalogue = po.read(HEADER + b'msgid "a"\nmsgstr "1"\n\nmsgid "b"\nmsgstr "2"')
    more = replace(catalogue, messages=(*catalogue.messages[1:], Message("c", ("3",))))
    assert po.write(more) == HEADER + b'msgid "b"\nmsgstr "2"\n\nmsgid "c"\nmsgstr "3"\n'
    headless = replace(catalogue, header=None)
    assert po.write(headless) == b'msgid "a"\nmsgstr "1"\n\nmsgid "b"\nmsgstr "2"'


def test_a_header_can_be_given_to_a_file_without_one():
    """It comes first; the message that was first keeps its lines."""
    catalogue = po.read(b'# c\nmsgid "a"\nmsgstr "1"\n')
    headed = replace(catalogue, header=Message("", ("Language: fr\n",)))
    assert po.write(headed) == b'msgid ""\nmsgstr "Language: fr\\n"\n\n# c\nmsgid "a"\nmsgstr "1"\n'


def test_obsolete_messages_come_to_life_and_live_ones_become_obsolete():
    """The previous wording changes its mark with the message."""
    text = '#, fuzzy\n#| msgid "o"\nmsgid "a"\nmsgstr "b"\n'
    live = po.read(HEADER + text.encode())
    dead = replace(live, messages=(replace(live.messages[0], obsolete=True),))
    data = po.write(dead)
    assert data.endswith(b'#, fuzzy\n#~| msgid "o"\n#~ msgid "a"\n#~ msgstr "b"\n')
    risen = replace(po.read(data), messages=live.messages)
    assert po.write(risen) == HEADER + text.encode()


def test_messages_that_share_a_line_are_parted_when_one_changes():
    """Their lines cannot be told apart, so all are written anew; a comment at the end stays."""
    catalogue = po.read(LOSSLESS["messages that share a line"])
    written = po.write(changed(catalogue, 0, "x"))
    assert written.endswith(b'msgid "a"\nmsgstr "x"\n\nmsgid "c"\nmsgstr "d"\n# c\n')
    catalogue = po.read(LOSSLESS["obsolete messages that share a line"])
    written = po.write(changed(catalogue, 0, "x"))
    assert written.endswith(b'#~ msgid "a"\n#~ msgstr "x"\n\n#~ msgid "c"\n#~ msgstr "d"\n')


def test_flags_of_gettext_1_are_kept_or_joined():
    """Unchanged ``#=`` lines stay; a changed message has all its flags after ``#,``."""
    data = HEADER + b'#, fuzzy\n#= c-format\nmsgid "a"\nmsgstr "b"\n'
    catalogue = po.read(data)
    assert po.write(catalogue) == data
    assert b"#, fuzzy, c-format\n" in po.write(changed(catalogue, 0, "x"))


def test_a_comment_cannot_smuggle_in_a_message():
    """A newline inside a comment, reference or flag stays a comment."""
    message = Message("a", ("b",), translator_comments=('x\nmsgid "evil"\rmsgstr "y"',))
    message = replace(message, references=('r\nmsgid "evil"',))
    assert [item.msgid for item in po.read(po.write(Catalogue(messages=(message,))))] == ["a"]


# Charsets


def test_a_file_is_written_in_the_charset_its_header_declares():
    """A header set to UTF-8 converts the file; the default sheet follows the header."""
    catalogue = po.read(LOSSLESS["latin-1"])
    header = replace(catalogue.header, msgstrs=("Content-Type: text/plain; charset=UTF-8\n",))
    assert 'msgstr "été"'.encode() in po.write(replace(catalogue, header=header))


def test_a_text_beyond_the_charset_names_the_message():
    """Rather than writing a question mark."""
    catalogue = changed(po.read(LOSSLESS["latin-1"], "fr.po"), 0, "ő")
    with pytest.raises(BrokenCatalogue, match=r"ISO-8859-1 cannot write 'ő' of the message 'a'"):
        po.write(catalogue)


@pytest.mark.parametrize(
    "charset",
    ["UTF-7", "utf-16", "UTF-32", "cp037", "ISO-2022-JP", "HZ", "rot13", "hex", "zip", "idna",
     "unicode_escape", "punycode", "undefined", "utf-8-sig", "no-such", "../../x", "a" * 99],
)  # fmt: skip
def test_a_charset_that_could_hide_text_is_refused(charset):
    """What is no plain extension of ASCII, or no charset at all."""
    data = HEADER.replace(b"UTF-8", charset.encode()) + b'msgid "a"\nmsgstr "b"\n'
    with pytest.raises(BrokenCatalogue, match="not accepted") as caught:
        po.read(data, "x.po")
    assert str(caught.value.where) == "x.po:2"
    assert "msgconv" in caught.value.fix


@pytest.mark.parametrize(
    "charset",
    [
        "ISO-8859-1",
        "ISO-8859-15",
        "KOI8-R",
        "CP1251",
        "windows-1252",
        "EUC-JP",
        "EUC-KR",
        "GB2312",
        "GBK",
        "GB18030",
        "BIG5",
        "Shift_JIS",
        "TIS-620",
        "US-ASCII",
        "utf8",
    ],
)
def test_the_charsets_that_gettext_names_are_read(charset):
    """As far as Python knows them."""
    data = HEADER.replace(b"UTF-8", charset.encode()) + b'msgid "a"\nmsgstr "b"\n'
    assert po.write(po.read(data)) == data


# Broken files

CONFLICT = b'msgid "a"\n' + b"<" * 7 + b' HEAD\nmsgstr "b"\n' + b"=" * 7 + b"\n"
BROKEN: dict[str, tuple[bytes, int, str, str]] = {
    "garbage": (b'msgid "a"\nmsgstr "b"\nrubbish here\n', 6, "rubbish here", "in this order"),
    "conflict": (CONFLICT, 5, "conflict marker '<<<<<<< HEAD'", "keep one side"),
    "conflict between": (b'msgid "a"\nmsgstr "b"\n' + b"=" * 7 + b"\n", 6, "conflict", "one side"),
    "bad escape": (b'msgid "a"\nmsgstr ""\n"b\\q"\n', 5, r"\q is not an escape", "backslash"),
    "unicode escape": (b'msgid "a"\nmsgstr "\\u00e9"\n', 5, r"\u is not an escape", "backslash"),
    "octal escape that is no text": (b'msgid "a"\nmsgstr "\\351"\n', 5, "no character", "escapes"),
    "missing quote": (b'msgid "a\nmsgstr "b"\n', 4, "closing quote", "two quotes"),
    "missing quote after an escaped one": (b'msgid "a\\"\n"b"\nmsgstr "b"\n', 4, "quote", "two"),
    "missing opening quote": (b'msgid a"\nmsgstr "b"\n', 4, "string was expected", "in this order"),
    "quote inside": (b'msgid "a"\nmsgstr "b "c" d"\n', 5, "msgid was expected", "in this order"),
    "duplicate": (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7, "line 4", "Keep one"),
    "duplicate with context": (b'msgctxt "x"\nmsgid "a"\nmsgstr ""\n' * 2, 8, "'a' of 'x'", "one"),
    "obsolete duplicate": (b'msgid "a"\nmsgstr "b"\n#~ msgid "a"\n#~ msgstr ""\n', 6, "second", ""),
    "second header": (b'msgid ""\nmsgstr ""\n', 4, "second message ''", "Keep one"),
    "no msgstr": (b'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 6, "msgstr was expected", "order"),
    "no msgid": (b'msgstr "c"\n', 4, "msgid was expected", "order"),
    "plural without numbers": (b'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 6, "[ was", "order"),
    "numbers without plural": (b'msgid "a"\nmsgstr[0] "c"\n', 5, "string was expected", "order"),
    "forms out of order": (
        b'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "d"\n', 6, "msgstr[0] was", "order"),
    "a huge form": (
        b'msgid "a"\nmsgid_plural "b"\nmsgstr[' + b"9" * 9999 + b'] "c"\n', 6, "msgstr[0] was", ""),
    "comment inside": (b'msgid "a"\n# c\nmsgstr "b"\n', 5, "msgstr was expected", "in this order"),
    "comment after the previous msgid": (
        b'#| msgid "o"\n#, fuzzy\nmsgid "a"\nmsgstr ""\n', 5, "msgid was expected", "in this order"),
    "partly obsolete": (b'msgid "a"\n#~ msgstr "b"\n', 5, "partly obsolete", "every line"),
    "partly live": (b'#~ msgid "a"\nmsgstr "b"\n', 5, "partly obsolete", "every line"),
    "cut after the msgid": (b'msgid "a"\n', 5, "ends inside a message", "cut short"),
    "cut inside a string": (b'msgid "a"\nmsgstr "b', 5, "closing quote", "cut short"),
    "cut inside a plural": (b'msgid "a"\nmsgid_plural "b"\nmsgstr[', 6, "ends inside", "cut short"),
    "a domain": (b'domain "x"\nmsgid "a"\nmsgstr "b"\n', 4, "more than one domain", "one domain"),
    "html": (b"<!DOCTYPE html>\n<html></html>\n", 4, "HTML", "raw file"),
    "invalid UTF-8": (b'msgid "a"\nmsgstr "\xe9"\n', 5, "0xe9 is not UTF-8", "declares"),
    "cut inside a character": (b'msgid "a"\nmsgstr "\xc3', 5, "0xc3 is not UTF-8", "declares"),
    "a NUL": (b'msgid "a"\nmsgstr "\0"\n', 5, "NUL", "UTF-8"),
    "an escaped NUL": (b'msgid "a"\nmsgstr "b\\0"\n', 5, "NUL", "Delete"),
    "the separator of contexts": (b'msgid "a\x04b"\nmsgstr ""\n', 4, "EOT", "Delete"),
    "the same, escaped": (b'msgid "a\\4b"\nmsgstr ""\n', 4, "EOT", "Delete"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "line", "what", "fix"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_line_and_remedy(body, line, what, fix):
    """File, line, what was found, what to do."""
    with pytest.raises(BrokenCatalogue) as caught:
        po.read(HEADER + body, "locale/fr/x.po")
    assert str(caught.value.where) == f"locale/fr/x.po:{line}"
    assert what in caught.value.what
    assert fix in caught.value.fix
    assert caught.value.fix


STRICTER = {"a domain", "a NUL", "an escaped NUL", "octal escape that is no text"}


@needs_gettext
@pytest.mark.parametrize("name", [name for name in BROKEN if name not in STRICTER])
def test_msgfmt_refuses_the_same(name, tmp_path):
    """So nothing is refused out of a whim; where we are stricter, msgfmt loses text."""
    file = tmp_path / "x.po"
    file.write_bytes(HEADER + BROKEN[name][0])
    ran = subprocess.run(
        ["msgfmt", "-o", tmp_path / "x.mo", file], capture_output=True, check=False
    )
    assert ran.returncode != 0


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("<html>".encode("utf-16"), "UTF-16"),
        (b"\xde\x12\x04\x95\0\0\0\0", "compiled catalogue"),
        (HEADER.replace(b"UTF-8", b"ASCII") + b'msgid "\xc3\xa9"\nmsgstr ""\n', "is not ASCII"),
        (HEADER.replace(b"UTF-8", b"ISO-8859-1") + '# é ü ö\nmsgid "a"\nmsgstr ""\n'.encode(), "UTF-8"),
        (HEADER.replace(b"8\\n", b"8\\nX: charset=CP1252\\n"), "more than one charset"),
        (codecs.BOM_UTF8 + HEADER.replace(b"UTF-8", b"ASCII"), "mark of UTF-8"),
    ],
)  # fmt: skip
def test_a_file_in_another_charset_than_it_says_is_refused(data, what):
    """A header in UTF-16, a compiled file, and bytes that contradict the header."""
    with pytest.raises(BrokenCatalogue, match=what) as caught:
        po.read(data)
    assert caught.value.fix


@pytest.mark.parametrize(
    "value",
    ["nplurals=2", "nplurals=2; plural=", "nplurals=2; plural=n+;", "nplurals=2; plural=__import__;",
     "nplurals=999999999; plural=n;", "nplurals=0; plural=0;", "nplurals=2; plural=(n", "plural=n",
     "nplurals=2; plural=n ? 1;", "nplurals=2; plural=n : 1;", "nplurals=2; plural=n%0;",
     "nplurals=2; plural=" + "(" * 9999, "nplurals=two; plural=n;", "nplurals=2; plural=n n;"],
)  # fmt: skip
def test_a_bad_plural_forms_is_refused_where_plurals_need_it(value):
    """gettext and Babel would lose the whole catalogue, or hang."""
    header = HEADER.replace(b"8\\n", b"8\\nPlural-Forms: " + value.encode() + b"\\n")
    assert po.write(po.read(header)) == header
    with pytest.raises(BrokenCatalogue, match="Plural-Forms"):
        po.read(header + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n')


@pytest.mark.parametrize(
    "value",
    ["nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);", "nplurals=2; plural=n>1",
     "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
     "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
     "nplurals=2; plural=!(n==1);"],
)  # fmt: skip
def test_the_plural_forms_of_living_languages_are_good(value):
    """One to six forms."""
    header = HEADER.replace(b"8\\n", b"8\\nPlural-Forms: " + value.encode() + b"\\n")
    po.read(header + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n')


def test_a_file_that_could_not_be_read_again_is_not_written():
    """Twins, a NUL, a lone surrogate."""
    for messages in ((Message("a"), Message("a", ("b",))), (Message("a\0"),), (Message("\ud800"),)):
        with pytest.raises(BrokenCatalogue):
            po.write(Catalogue(messages=messages))


# Laws

CHARS = st.sampled_from('aé中ก \n\t"\\n#~|x0\r\x0b\x85\u2028‐/:`msgid')
TEXT = st.text(CHARS, max_size=12)
LINE = st.text(st.sampled_from("aé中 #~:,.|\"'\\"), max_size=8).map(str.strip)
WORD = st.text(st.sampled_from("abé中-_/.:0"), min_size=1, max_size=6)
REFERENCE = WORD | WORD.map("\u2068a {}\u2069:7".format)
OPTIONAL = st.none() | TEXT


@st.composite
def messages(draw: st.DrawFn) -> Message:
    plural = draw(OPTIONAL)
    forms = 1 if plural is None else draw(st.integers(1, 3))
    return Message(
        draw(st.text(CHARS, min_size=1, max_size=12)),
        tuple(draw(st.lists(TEXT, min_size=forms, max_size=forms))),
        draw(OPTIONAL),
        plural,
        tuple(
            draw(st.lists(st.sampled_from(["fuzzy", "c-format", "range: 1..2", "x"]), max_size=2))
        ),
        tuple(draw(st.lists(REFERENCE, max_size=3))),
        tuple(draw(st.lists(LINE, max_size=2))),
        tuple(draw(st.lists(LINE, max_size=2))),
        draw(st.none() | st.builds(Previous, TEXT, OPTIONAL, OPTIONAL)),
        draw(st.booleans()),
    )


CATALOGUES = st.builds(
    Catalogue,
    st.none() | st.just(Message("", ("Content-Type: text/plain; charset=UTF-8\nX: y\n",))),
    st.lists(messages(), max_size=5, unique_by=lambda message: message.key).map(tuple),
    sheet=st.builds(
        Sheet,
        bom=st.booleans(),
        newline=st.sampled_from(["\n", "\r\n", "\r"]),
        width=st.sampled_from([0, 5, 20, 79]),
        tail=st.just(""),
    ),
)


@given(CATALOGUES)
@settings(max_examples=150, deadline=None)
def test_what_was_written_is_read_back(catalogue):
    """read(write(c)) == c, at any width, with any newline."""
    assert po.read(po.write(catalogue)) == catalogue


TOKENS = st.sampled_from(
    ["\n", "\n\n", " ", "\t", "\r\n", "# c\n", "#. e\n", "#: r:1\n", "#, fuzzy\n", "#| ", "#~ ", "#~| ",
     "msgctxt ", "msgid ", "msgid_plural ", "msgstr ", "msgstr[0] ", "msgstr[1] ", '"a"', '"b\\n"',
     '""', '"\\""', '"\\\\"', '"\\x41"', '"é"', '"', "\\", "x", 'msgid "a"\nmsgstr "b"\n',
     'msgid ""\n"c"\n"d"\nmsgstr ""\n"e"\n', '#~ msgid "f"\n#~ msgstr "g"\n', "\x04", "\x0b",
     '#| msgid "h"\n#| "i"\nmsgid "j"\nmsgstr "k"\n', '#~| msgid "h"\n#~ msgid "l"\n#~ msgstr "m"\n',
     'msgid "n"\nmsgid_plural "o"\nmsgstr[0] "p"\nmsgstr[1] "q"\n', 'msgctxt "r"\n', '"\\"\n', '"\\101"\n'],
)  # fmt: skip


def outcome(text: str, *, quick: bool) -> object:
    try:
        parsed = po_parse.parse(text, "x.po", "utf-8", quick=quick)
    except BrokenCatalogue as error:
        return str(error)
    return parsed, [(message.line, message.written) for message in parsed.messages]


@given(st.lists(TOKENS, max_size=12).map("".join))
@settings(max_examples=800, deadline=None)
def test_the_quick_and_the_exact_reader_agree(text):
    """On content, lines, line numbers and errors, whatever the text."""
    assert outcome(text, quick=True) == outcome(text, quick=False)


@given(st.lists(TOKENS, max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_every_text_is_kept_or_refused(text):
    """write(read(b)) == b, or BrokenCatalogue, and nothing else."""
    try:
        catalogue = po.read(text.encode())
    except BrokenCatalogue:
        return
    assert po.write(catalogue) == text.encode()


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_kept_or_refused(data):
    """The same for what is hardly a catalogue."""
    try:
        catalogue = po.read(data)
    except BrokenCatalogue:
        return
    assert po.write(catalogue) == data


@given(CATALOGUES, st.data())
@settings(max_examples=100, deadline=None)
def test_changing_one_message_leaves_the_others_alone(catalogue, data):
    """All lines before it and all lines after it are the same bytes."""
    read = po.read(po.write(replace(catalogue, sheet=replace(catalogue.sheet, newline="\n"))))
    if not read.messages:
        return
    place = data.draw(st.integers(0, len(read.messages) - 1))
    written = po.write(changed(read, place, "changed")).decode("utf-8-sig")
    before = (read.header.written if read.header else "") + "".join(
        message.written for message in read.messages[:place]
    )
    after = "".join(message.written for message in read.messages[place + 1 :])
    assert written.startswith(before)
    assert written.endswith(after)
    assert po.read(written.encode()).messages[place].msgstr == "changed"


@given(CATALOGUES)
@settings(max_examples=60, deadline=None)
def test_polib_and_babel_read_the_same_content(catalogue):
    """Where they can: they lose CRs, odd separators and whole headers."""
    live = tuple(
        replace(message, previous=None, msgctxt=message.msgctxt or None, references=())
        for message in catalogue.live
        if not set("\r\x0b\x85\u2028") & set(repr(message).encode().decode("unicode_escape"))
        and message.msgid_plural != ""
    )
    unique = {message.msgid: message for message in live}.values()
    data = po.write(Catalogue(Message("", (HEADER.decode()[17:-5],)), tuple(unique)))
    ours = {(m.msgctxt, m.msgid): m.msgstrs for m in po.read(data)}
    theirs = {
        (entry.msgctxt, entry.msgid): tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
        for entry in polib.pofile(data.decode())
    }
    assert theirs == ours
    babel = read_po(io.BytesIO(data))
    assert {message.id if isinstance(message.id, str) else message.id[0] for message in babel} - {
        ""
    } == {msgid for _, msgid in ours}


@needs_gettext
@given(st.lists(messages(), min_size=1, max_size=12, unique_by=lambda message: message.key))
@settings(max_examples=30, deadline=None)
def test_msgcat_reads_the_same_content(made):
    """What we write, msgcat prints again, and we read the same from that.

    Apart from what it drops on purpose, and from a backslash at the end of a comment,
    behind which it does not see the end of the line.
    """
    made = [
        replace(
            message,
            flags=("fuzzy",) if message.msgstr else (),
            msgstrs=tuple(msgstr or "x" for msgstr in message.msgstrs),
            references=(),
            translator_comments=(),
            extracted_comments=tuple(line.rstrip("\\") for line in message.extracted_comments),
        )
        for message in made
    ]
    header = Message("", ("Content-Type: text/plain; charset=UTF-8\n",))
    made.sort(key=lambda message: message.obsolete)
    data = po.write(Catalogue(header, tuple(made)))
    printed = subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True).stdout
    assert po.read(printed).messages == tuple(made)


# Hostile sizes: the work must grow with the size of the file, not with its square


@pytest.mark.parametrize(
    "body",
    [
        b'msgid "a"\nmsgstr "' + b"x" * 1_000_000 + b'"\n',
        b'msgid "a"\nmsgstr "' + b"\\\\" * 100_000 + b'"\n',
        b'msgid "a"\nmsgstr "' + b"\\" * 100_001 + b'"\n',
        b'msgid "a"\nmsgstr ' + b'"" ' * 50_000 + b"\n",
        b'msgid "a"\nmsgstr "' + b'\\"' * 100_000 + b"\n",
        b'msgid "a"\nmsgstr "\\x' + b"4" * 100_000 + b'"\n',
        b"\n" * 100_000 + b"x",
        b" \n" * 100_000 + b"x",
        b"# c\n" * 100_000 + b"x",
        b'msgid "a"\n' + b'"b"\n' * 100_000 + b"x",
        b'msgid "a" msgstr "b" ' * 2 + b"".join(b'msgid "%d" msgstr "" ' % n for n in range(9_000)),
        b"#~ " * 50_000,
        b"#" * 1_000_000,
    ],
    ids=range(13),
)
def test_a_hostile_file_does_not_hang(body):
    """Long lines, many escapes, blank lines, quotes: read or refused at once."""
    with suppress(BrokenCatalogue):
        assert po.write(po.read(HEADER + body)) == HEADER + body


def test_shuffled_messages_are_all_there_again():
    """Moving messages about neither loses one nor glues two together."""
    catalogue = po.read((DATA / "everything.po").read_bytes().rstrip(b"\n"))
    dice = random.Random(1)
    for _ in range(20):
        order = dice.sample(catalogue.messages, 4)
        again = po.read(po.write(replace(catalogue, messages=tuple(order))))
        assert list(again) == order
