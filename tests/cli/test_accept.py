"""`lingotype accept`: what a translator sent is compared, checked, shown, and taken in."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import revision
from tests.revision import BELL, FISH, ROPE, SALT, WIND, outside_build

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Sheet
from lingotype.model.message import SUGGESTION, Message, Previous, State
from lingotype.workspace import catalogues, incoming

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git: sudo apt install git")
needs_gettext = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="gettext: sudo apt install gettext"
)

GERMAN = {
    WIND: "Der Wind dreht am Abend nach Norden, und alle Boote bleiben im Hafen.",
    FISH: "Niemand kauft die kleinen Fische, so werden die Katzen am Kai davon fett.",
    ROPE: "Ein Tau, das im Winter nass war, muss langsam trocknen, sonst bricht es.",
    SALT: "Salz liegt im oberen Zimmer, weil der Keller jedes Frühjahr überflutet wird.",
    BELL: "Die alte Glocke läutet zweimal, wenn Nebel kommt, und einmal, wenn er geht.",
}
OTHERWISE = "Abends kommt der Wind von Norden; kein Boot läuft dann noch aus."
LINK = "See :ref:`the mole <mole>` before you go ashore with any of the crew."
GOOD_LINK = "Siehe :ref:`die Mole <mole>`, bevor du mit jemandem von Bord gehst."
BAD_LINK = "Siehe die Mole, bevor du mit jemandem von Bord gehst."
WIND_2 = "The wind turns to the north in the late evening and all the boats stay in."
QUAY = "locale/de/LC_MESSAGES/quay.po"
HOUSE = "locale/de/LC_MESSAGES/house.po"
CREDITS = "locale/de/credits.toml"

Fields = Mapping[str, str]


def empty(book: Path, tag: str, documents: Mapping[str, list[str]]) -> None:
    """Catalogues of a language in which nothing is translated yet."""
    header = revision.HEADER.format(name=tag, credit="Quay", translator="")
    for domain, texts in documents.items():
        blank = "".join(
            f'\n#: ../../{domain}.rst\nmsgid {revision.quoted(text)}\nmsgstr ""\n' for text in texts
        )
        revision.write(revision.catalogue(book, tag, domain), header + blank)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two documents in two languages; nothing is translated."""
    book = revision.project(tmp_path / "book", "de", "fr")
    documents = {"quay": [WIND, FISH, ROPE, LINK], "house": [SALT, BELL]}
    revision.templates(book, documents)
    for tag in ("de", "fr"):
        empty(book, tag, documents)
    return book


def sent(
    book: Path,
    name: str,
    pairs: Mapping[str, str | Message],
    language: str = "de",
    **fields: str,
) -> Path:
    """A file that came from elsewhere, with the translations given."""
    known = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Last-Translator": "Mia Moor <mia@example.org>",
        **{field.replace("_", "-"): value for field, value in fields.items()},
    }
    header = Message("", ("".join(f"{field}: {value}\n" for field, value in known.items()),))
    messages = (
        pair if isinstance(pair, Message) else Message(msgid, (pair,))
        for msgid, pair in pairs.items()
    )
    path = book.parent / "mail" / name
    return revision.write(path, po.write(Catalogue(header, tuple(messages))))


def german(*texts: str) -> dict[str, str]:
    return {text: GERMAN[text] for text in texts}


def put(book: Path, domain: str, **changes: Message) -> None:
    """Let a message of ours be another one; the file is written by itself."""
    path = revision.catalogue(book, "de", domain)
    held = po.read(path.read_bytes())
    made = {m.msgid: m for m in changes.values()}
    path.write_bytes(
        po.write(replace(held, messages=tuple(made.get(m.msgid, m) for m in held.messages)))
    )


def ours(book: Path, msgid: str, domain: str = "quay") -> Message:
    return revision.message(book, "de", domain, msgid)


def translate(book: Path, msgid: str, msgstr: str, domain: str = "quay") -> None:
    put(book, domain, one=replace(ours(book, msgid, domain), msgstrs=(msgstr,)))


def msgfmt(path: Path) -> None:
    """gettext reads a file without a complaint."""
    command = ["msgfmt", "-c", "-o", os.devnull, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def counts(lingotype: Callable, *arguments: str, cwd: Path) -> dict[str, dict[str, int]]:
    """How many messages took which way, by document; what is none is left out."""
    said = json.loads(lingotype("accept", "--json", *arguments, cwd=cwd).out)
    return {
        one["path"]: {kind: n for kind, n in one["counts"].items() if n}
        for file in said["files"]
        for one in file["documents"]
    }


# --- taking in -----------------------------------------------------------------------------


def test_what_was_translated_elsewhere_is_taken_in(book: Path, lingotype: Callable):
    """Each document is counted; the file's own layout, order and references are ours."""
    before = (book / QUAY).read_bytes()
    path = sent(book, "quay.po", {**german(ROPE, WIND)})
    done = lingotype("accept", str(path), cwd=book)
    assert done.code == 0, done.err
    assert f"{QUAY}  2 new" in done.out
    assert ours(book, WIND).msgstr == GERMAN[WIND]
    assert ours(book, FISH).state is State.UNTRANSLATED
    texts = [revision.quoted(x).encode() for x in (GERMAN[WIND], GERMAN[ROPE])]
    after = (book / QUAY).read_bytes()
    assert [line for line in after.splitlines() if line.startswith(b"#:")] == [
        line for line in before.splitlines() if line.startswith(b"#:")
    ]
    assert after.index(texts[0][:20]) < after.index(texts[1][:20])


def test_accepting_a_file_again_changes_nothing(book: Path, lingotype: Callable):
    path = str(sent(book, "quay.po", german(WIND, FISH)))
    lingotype("accept", path, cwd=book)
    before = outside_build(book)
    done = lingotype("accept", path, cwd=book)
    assert (done.code, outside_build(book)) == (0, before)
    assert f"{QUAY}  2 the same" in done.out
    assert "written" not in done.err


def test_a_dry_run_shows_the_same_and_writes_nothing(book: Path, lingotype: Callable):
    before = outside_build(book)
    path = str(sent(book, "quay.po", german(WIND)))
    dry = lingotype("accept", "--dry-run", path, cwd=book)
    assert outside_build(book) == before
    assert "Nothing was written." in dry.err
    assert lingotype("accept", path, cwd=book).out == dry.out


def test_new_translations_are_listed_where_that_is_asked_for(book: Path, lingotype: Callable):
    """Counted they are anyway; what is replaced or refused is always shown."""
    path = str(sent(book, "quay.po", german(WIND)))
    assert GERMAN[WIND] not in lingotype("accept", "-n", path, cwd=book).out
    assert GERMAN[WIND] in lingotype("accept", "-n", "-v", path, cwd=book).out


INPUTS: dict[str, Callable[[bytes], bytes]] = {
    "Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda data: codecs.BOM_UTF8 + data,
    "another charset": lambda data: (
        data.replace(b"UTF-8", b"ISO-8859-1").decode().encode("latin-1")
    ),
    "no wrapping": lambda data: po.write(
        replace(
            po.read(data),
            messages=tuple(map(replace, po.read(data).messages)),
            sheet=Sheet(width=0),
        )
    ),
    "a creation date": lambda data: data.replace(
        b'"Language', b'"POT-Creation-Date: 2019-01-01 00:00+0000\\n"\n"X-Poedit: 1\\n"\n"Language'
    ),
    "obsolete messages": lambda data: data + b'\n#~ msgid "Old"\n#~ msgstr "Alt"\n',
    "no end of line": lambda data: data.rstrip(b"\n"),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_however_a_file_is_written_the_same_comes_in(
    book: Path, lingotype: Callable, kind: str, tmp_path: Path
):
    """What the sender's program did to the file is no business of ours."""
    twin = shutil.copytree(book, tmp_path / "twin")
    path = sent(book, "quay.po", german(WIND, FISH))
    lingotype("accept", str(path), cwd=twin)
    path.write_bytes(INPUTS[kind](path.read_bytes()))
    done = lingotype("accept", str(path), cwd=book)
    assert done.code == 0, done.out + done.err
    assert outside_build(book) == outside_build(twin)


def test_our_line_ends_and_our_charset_stay(book: Path, lingotype: Callable):
    """A translation that our charset cannot write is refused, and stops no other one."""
    path = book / QUAY
    latin = path.read_text().replace("UTF-8", "ISO-8859-1").replace("\n", "\r\n")
    path.write_bytes(latin.encode("latin-1"))
    file = sent(book, "quay.po", {**german(WIND), FISH: "Ничего"})
    done = lingotype("accept", str(file), cwd=book)
    assert done.code == 1
    assert "1 new, 1 refused" in done.out
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert ours(book, WIND).msgstr == GERMAN[WIND]


@needs_gettext
def test_one_joined_file_is_dealt_out_to_its_documents(book: Path, lingotype: Callable):
    """As msgcat joins them, with a header that is several."""
    files = [
        sent(book, "a.po", german(WIND, FISH)),
        sent(book, "b.po", german(SALT, BELL), Last_Translator="Bo"),
    ]
    joined = book.parent / "mail" / "all.po"
    subprocess.run(["msgcat", "-o", joined, *files], check=True)
    done = lingotype("accept", str(joined), cwd=book)
    assert done.code == 0, done.out + done.err
    assert "Credit: Mia Moor" in done.err
    assert f"{HOUSE}  2 new" in done.out
    assert f"{QUAY}  2 new" in done.out
    for path in (QUAY, HOUSE):
        msgfmt(book / path)


@needs_gettext
def test_two_translations_that_msgcat_put_into_one_are_refused(book: Path, lingotype: Callable):
    files = [sent(book, "a.po", german(WIND)), sent(book, "b.po", {WIND: OTHERWISE})]
    joined = book.parent / "mail" / "all.po"
    subprocess.run(["msgcat", "-o", joined, *files], check=True)
    assert counts(lingotype, str(joined), cwd=book) == {QUAY: {"refused": 1}}
    assert ours(book, WIND).state is State.UNTRANSLATED


def test_a_text_that_stands_in_two_documents_goes_to_the_one_that_is_named(
    book: Path, lingotype: Callable
):
    both = {"quay": [WIND, FISH], "house": [WIND, SALT]}
    revision.templates(book, both)
    empty(book, "de", both)
    path = sent(book, "house.po", german(WIND))
    assert counts(lingotype, str(path), cwd=book) == {HOUSE: {"new": 1}}
    path = path.rename(path.with_name("translation.po"))
    assert counts(lingotype, str(path), cwd=book) == {HOUSE: {"the same": 1}, QUAY: {"new": 1}}


def test_several_files_are_taken_in_one_after_the_other(book: Path, lingotype: Callable):
    """What the first brings, the second finds; one that cannot be read stops no other."""
    files = [
        sent(book, "a.po", german(WIND)),
        revision.write(book.parent / "mail/b.po", 'msgid "a"\nmsgstr "b\n'),
        sent(book, "c.po", {**german(WIND, SALT)}),
    ]
    done = lingotype("accept", *map(str, files), cwd=book)
    assert done.code == 2
    assert f"error: {files[1]}:2: " in done.err
    assert f"{QUAY}  1 the same" in done.out
    assert f"{HOUSE}  1 new" in done.out


def test_the_dry_run_of_several_files_says_what_would_really_come(book: Path, lingotype: Callable):
    files = [str(sent(book, name, german(WIND))) for name in ("a.po", "b.po")]
    dry = lingotype("accept", "-n", *files, cwd=book).out
    assert dry == lingotype("accept", *files, cwd=book).out


# --- which language ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["de.po", "quay.de.po", "quay-de.po", "quay (1)-de.po", "x/de/LC_MESSAGES/quay.po"]
)
def test_a_path_says_the_language_where_the_header_does_not(
    book: Path, lingotype: Callable, name: str
):
    path = sent(book, name, german(WIND), language="")
    assert lingotype("accept", str(path), cwd=book).code == 0
    assert ours(book, WIND).msgstr == GERMAN[WIND]


def test_the_header_may_name_the_country_too(book: Path, lingotype: Callable):
    """Poedit writes de_DE where the folder is called de."""
    path = sent(book, "quay.po", german(WIND), language="de_DE")
    assert lingotype("accept", str(path), cwd=book).code == 0


def test_the_language_that_is_asked_for_must_not_contradict_the_header(
    book: Path, lingotype: Callable
):
    path = str(sent(book, "quay.po", german(WIND)))
    before = outside_build(book)
    done = lingotype("accept", "-l", "fr", path, cwd=book)
    assert (done.code, outside_build(book)) == (2, before)
    assert "the header says de (German), not fr" in done.err
    placeholder = str(sent(book, "quay.po", german(WIND), language="LANGUAGE"))
    assert lingotype("accept", "-l", "de", placeholder, cwd=book).code == 0


@pytest.mark.parametrize("language", ["it", "", "es"])
def test_a_language_that_the_project_has_not_is_answered_with_those_it_has(
    book: Path, lingotype: Callable, language: str
):
    """`es` has a folder, but conf.py does not list it."""
    empty(book, "es", {"quay": [WIND]})
    path = sent(book, "quay.po", german(WIND), language=language)
    done = lingotype("accept", str(path), cwd=book)
    assert done.code == 2
    assert "The project has de, fr." in done.err
    assert not language or f"lingotype update -l {language}" in done.err


# --- what is no catalogue ------------------------------------------------------------------


def a_link(path: Path) -> None:
    path.rename(path.with_suffix(".real"))
    path.symlink_to(path.with_suffix(".real"))


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def too_large(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(incoming.LARGEST + 1)


def compiled(path: Path) -> None:
    path.write_bytes(b"\xde\x12\x04\x95" + bytes(24))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def in_conflict(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"<<<<<<< HEAD\n")


WRONG = {
    a_link: "symbolic link",
    a_pipe: "no regular file",
    a_folder: "a folder",
    too_large: "bytes",
    compiled: "compiled catalogue",
    cut_off: "",
    in_conflict: "",
    Path.unlink: "No such file",
}


@pytest.mark.parametrize("spoil", WRONG, ids=lambda spoil: spoil.__name__)
def test_what_cannot_be_read_is_refused_whole(book: Path, lingotype: Callable, spoil: Callable):
    """The file is named, with the line where there is one; nothing is touched."""
    path = sent(book, "quay.po", german(WIND, FISH))
    spoil(path)
    before = outside_build(book)
    done = lingotype("accept", str(path), cwd=book)
    assert (done.code, outside_build(book)) == (2, before)
    assert f"error: {path}" in done.err
    assert WRONG[spoil] in done.err


NOISE = (
    b"",
    b"\0",
    b"\r",
    b'"',
    b"\\",
    b"\n",
    b"#~ ",
    b"#| ",
    b"\xff",
    b"#, fuzzy\n",
    b"msgid ",
    b'msgctxt ""\n',
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b"\\x00",
    b"@",
)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(NOISE)), max_size=4))
def test_whatever_is_sent_there_is_an_answer_and_our_files_stay_catalogues(
    book: Path, lingotype: Callable, spoilt: list[tuple[float, bytes]]
):
    """A file that was damaged anywhere is taken in or refused; nothing else happens."""
    letter = Message(
        WIND, (GERMAN[WIND],), flags=("fuzzy",), previous=Previous(FISH), translator_comments=("a",)
    )
    path = sent(book, "quay.po", {WIND: letter, **german(FISH), LINK: GOOD_LINK, "Gone": "Weg"})
    data = path.read_bytes()
    for place, noise in spoilt:
        at = round(place * len(data))
        data = data[:at] + noise + data[at + 1 :]
    path.write_bytes(data)
    done = lingotype("accept", "--conflicts", "mark", str(path), cwd=book)
    assert done.code in {0, 1, 2}
    assert "\x1b" not in done.out + done.err
    for domain in ("quay", "house"):
        assert revision.read(book, "de", domain).header


def test_a_compiled_catalogue_is_not_even_opened(book: Path, lingotype: Callable):
    done = lingotype("accept", "quay.mo", cwd=book)
    assert done.code == 2
    assert "msgunfmt" in done.err


def test_a_broken_catalogue_of_ours_stops_its_language_only(book: Path, lingotype: Callable):
    (book / QUAY).write_text((book / QUAY).read_text() + "<<<<<<< HEAD\n")
    before = (book / HOUSE).read_bytes()
    files = [
        sent(book, "a.po", german(SALT)),
        sent(book, "b.po", {SALT: "Le sel est gardé à l’étage, car la cave est inondée."}, "fr"),
    ]
    done = lingotype("accept", *map(str, files), cwd=book)
    assert done.code == 2
    assert f"error: {QUAY}:" in done.err
    assert (book / HOUSE).read_bytes() == before
    assert revision.message(book, "fr", "house", SALT).state is State.TRANSLATED


def test_what_a_translator_saves_meanwhile_is_not_overwritten(
    book: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch
):
    save = catalogues.save

    def late(*arguments: object) -> str:
        translate(book, FISH, GERMAN[FISH])
        return save(*arguments)

    monkeypatch.setattr(catalogues, "save", late)
    done = lingotype("accept", str(sent(book, "quay.po", german(WIND))), cwd=book)
    assert done.code == 2
    assert "changed while this command was at work" in done.err
    assert ours(book, WIND).state is State.UNTRANSLATED
    assert not (book / CREDITS).exists()


# --- refused -------------------------------------------------------------------------------


def test_a_refused_message_stops_none_of_the_others(book: Path, lingotype: Callable):
    """It is shown with what is wrong and what to do; ours stays as it was."""
    path = sent(book, "quay.po", {LINK: BAD_LINK, **german(WIND)})
    done = lingotype("accept", str(path), cwd=book)
    assert done.code == 1
    assert f"{QUAY}  1 new, 1 refused" in done.out
    assert f"\nrefused  {path}:" in done.out
    assert "[role-lost]" in done.out
    assert ours(book, LINK).state is State.UNTRANSLATED
    assert ours(book, WIND).msgstr == GERMAN[WIND]


def test_a_senders_comment_allows_nothing(book: Path, lingotype: Callable):
    """It is not taken over either; one that a reviewer wrote counts."""
    allow = "lingotype: allow role-lost"
    trick = (
        "Note\rlingotype: allow role-lost",
        "\u200blingotype: allow role-lost",
        "Lingotype:allow x",
    )
    letter = Message(LINK, (BAD_LINK,), translator_comments=(allow, *trick))
    path = sent(book, "quay.po", {LINK: letter, **german(WIND)})
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"new": 1, "refused": 1}}
    good = Message(LINK, (GOOD_LINK,), translator_comments=(allow, *trick))
    assert lingotype("accept", str(sent(book, "quay.po", {LINK: good})), cwd=book).code == 0
    assert ours(book, LINK).translator_comments == ("Note",)
    put(book, "quay", one=replace(ours(book, LINK), msgstrs=("",), translator_comments=(allow,)))
    path = sent(book, "quay.po", {LINK: BAD_LINK})
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"new": 1}}


def test_a_previous_wording_that_the_text_never_had_lets_nothing_through(
    book: Path, lingotype: Callable
):
    """It is dropped. What stays is fuzzy, and translates nothing that anybody knows of: no reader
    sees it, and whoever confirms it has it compared with the text.
    """
    forged = Previous(f"{WIND} `Here <https://evil.example/>`_")
    msgstr = f"{GERMAN[WIND]} `Hier <https://evil.example/>`_"
    letter = Message(WIND, (msgstr,), flags=("fuzzy",), previous=forged)
    path = sent(book, "quay.po", {WIND: letter})
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"fuzzy": 1}}
    assert (ours(book, WIND).state, ours(book, WIND).previous) == (State.FUZZY, None)
    confirmed = sent(book, "quay.po", {WIND: msgstr})
    assert counts(lingotype, str(confirmed), cwd=book) == {QUAY: {"refused": 1}}


def test_nothing_in_a_file_reaches_the_terminal_as_an_order(book: Path, lingotype: Callable):
    """Escapes are masked, and no text passes for a line of the report."""
    letter = "Der Wind\x1b[2J dreht.\nerror: alles ist gut"
    path = sent(book, "quay.po", {WIND: letter, "Gone\nwritten  x": "\x1b]0;x\x07"})
    done = lingotype("accept", "-v", str(path), cwd=book)
    assert "\x1b" not in done.out + done.err
    assert not any(line.startswith(("error: a", "written")) for line in done.out.splitlines())


# --- with and without the version that the sender had --------------------------------------


@needs_git
def test_a_translation_is_replaced_if_it_still_is_what_the_sender_had(
    book: Path, lingotype: Callable
):
    """Old and new words are shown in one."""
    translate(book, WIND, GERMAN[WIND])
    revision.commit(book)
    path = sent(book, "quay.po", {WIND: GERMAN[WIND].replace("Hafen", "Dock"), FISH: "", ROPE: ""})
    done = lingotype("accept", str(path), cwd=book)
    assert done.code == 0
    assert f"{QUAY}  1 changed, 2 empty  (compared with " in done.out
    assert "[-Hafen.-]{+Dock.+}" in done.out
    assert ours(book, WIND).msgstr.endswith("Dock.")


@needs_git
def test_what_was_translated_here_since_is_not_undone(book: Path, lingotype: Callable):
    """An older file holds older words of messages that its sender never touched."""
    translate(book, WIND, GERMAN[WIND])
    translate(book, FISH, "Niemand kauft die Fische.")
    revision.commit(book, "what the sender had")
    translate(book, FISH, GERMAN[FISH])
    revision.commit(book, "newer work")
    pairs = {WIND: GERMAN[WIND], FISH: "Niemand kauft die Fische.", **german(ROPE)}
    path = sent(book, "quay.po", pairs)
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"new": 1, "the same": 1, "older": 1}}
    assert ours(book, FISH).msgstr == GERMAN[FISH]


@pytest.fixture
def disputed(book: Path) -> Path:
    """A file whose sender and somebody here translated one text, each without the other."""
    revision.commit(book, "what the sender had")
    translate(book, WIND, GERMAN[WIND])
    revision.commit(book, "newer work")
    return sent(book, "quay.po", {WIND: OTHERWISE, **german(FISH)})


@needs_git
def test_two_translations_of_one_text_are_a_conflict_and_ours_stays(
    book: Path, disputed: Path, lingotype: Callable
):
    """Both are shown; the rest comes in."""
    done = lingotype("accept", str(disputed), cwd=book)
    assert done.code == 1
    assert f"{QUAY}  1 new, 1 conflict" in done.out
    assert f"  ours   {GERMAN[WIND]}\n  theirs {OTHERWISE}\n" in done.out
    assert ours(book, WIND).msgstr == GERMAN[WIND]
    assert ours(book, WIND).state is State.TRANSLATED
    assert ours(book, FISH).msgstr == GERMAN[FISH]


@needs_git
def test_a_conflict_that_is_left_open_stays_one_when_the_file_comes_again(
    book: Path, disputed: Path, lingotype: Callable
):
    """By then the file and ours have much in common, but only because it was taken in."""
    assert lingotype("accept", str(disputed), cwd=book).code == 1
    revision.commit(book, "what was taken in")
    assert counts(lingotype, str(disputed), cwd=book) == {QUAY: {"the same": 1, "conflict": 1}}
    assert ours(book, WIND).msgstr == GERMAN[WIND]


@needs_git
def test_of_a_conflict_theirs_is_taken_if_that_is_asked_for(
    book: Path, disputed: Path, lingotype: Callable
):
    done = lingotype("accept", "--conflicts", "theirs", str(disputed), cwd=book)
    assert done.code == 0
    assert "[-dreht am Abend" in done.out
    assert ours(book, WIND).msgstr == OTHERWISE
    again = counts(lingotype, "--conflicts", "theirs", str(disputed), cwd=book)
    assert again == {QUAY: {"the same": 2}}


@needs_git
def test_a_conflict_is_marked_as_merging_marks_it(book: Path, disputed: Path, lingotype: Callable):
    """Ours is fuzzy, with theirs in a comment; the second time nothing is added."""
    assert lingotype("accept", "--conflicts", "mark", str(disputed), cwd=book).code == 1
    message = ours(book, WIND)
    assert (message.msgstr, message.state) == (GERMAN[WIND], State.FUZZY)
    assert message.translator_comments == (
        SUGGESTION,
        "lingotype: conflict, the other translation is:",
        f"> {OTHERWISE}",
    )
    before = (book / QUAY).read_bytes()
    assert lingotype("accept", "--conflicts", "mark", str(disputed), cwd=book).code == 1
    assert (book / QUAY).read_bytes() == before


def test_without_history_two_translations_are_a_conflict(book: Path, lingotype: Callable):
    """Nobody knows which of them the sender had before their eyes."""
    translate(book, WIND, GERMAN[WIND])
    path = sent(book, "quay.po", {WIND: OTHERWISE})
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"conflict": 1}}


@needs_git
def test_a_translator_may_send_again_what_they_sent_before(book: Path, lingotype: Callable):
    """A correction of what was accepted a moment ago is a correction, and no conflict."""
    revision.commit(book)
    path = sent(book, "quay.po", german(WIND))
    lingotype("accept", str(path), cwd=book)
    revision.commit(book, "accepted")
    path = sent(book, "quay.po", {WIND: GERMAN[WIND].replace("Abend", "späten Abend")})
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"changed": 1}}


def test_a_fuzzy_message_is_confirmed_by_the_same_words(book: Path, lingotype: Callable):
    """The mark of a suggestion goes with the fuzzy flag."""
    suggestion = replace(
        ours(book, WIND),
        msgstrs=(GERMAN[WIND],),
        flags=("fuzzy",),
        translator_comments=("Ask Bo", SUGGESTION),
    )
    put(book, "quay", one=suggestion)
    path = sent(book, "quay.po", german(WIND))
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"confirmed": 1}}
    assert ours(book, WIND).translator_comments == ("Ask Bo",)
    assert ours(book, WIND).state is State.TRANSLATED


def test_what_the_sender_is_not_sure_of_fills_a_gap_and_displaces_nothing(
    book: Path, lingotype: Callable
):
    translate(book, FISH, GERMAN[FISH])
    unsure = {x: Message(x, (f"{GERMAN[x]} Oder?",), flags=("fuzzy",)) for x in (WIND, FISH)}
    path = sent(book, "quay.po", unsure)
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"fuzzy": 1, "unsure": 1}}
    assert ours(book, WIND).state is State.FUZZY
    assert ours(book, FISH).msgstr == GERMAN[FISH]


@needs_git
def test_an_empty_msgstr_takes_nothing_away(book: Path, lingotype: Callable):
    translate(book, WIND, GERMAN[WIND])
    revision.commit(book)
    path = sent(book, "quay.po", {WIND: "", **german(FISH)})
    assert lingotype("accept", str(path), cwd=book).code == 0
    assert ours(book, WIND).msgstr == GERMAN[WIND]


def test_a_note_of_the_translator_comes_in_without_addresses(book: Path, lingotype: Callable):
    """Also beside a translation that is there already; a second time it is not new."""
    translate(book, WIND, GERMAN[WIND])
    said = ("Norden oder Nordosten? <mia@example.org>", "#-#-#-#-#  a.po  #-#-#-#-#")
    path = sent(book, "q.po", {WIND: Message(WIND, (GERMAN[WIND],), translator_comments=said)})
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"noted": 1}}
    assert ours(book, WIND).translator_comments == ("Norden oder Nordosten?",)
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"the same": 1}}


# --- texts that have changed ---------------------------------------------------------------


@pytest.fixture
def reworded(book: Path, lingotype: Callable) -> Path:
    """The wind's text was reworded after the sender had taken their copy."""
    revision.commit(book, "what the sender had")
    texts = {"quay": [WIND_2, FISH, ROPE, LINK], "house": [SALT, BELL]}
    revision.templates(book, texts)
    assert lingotype("update", cwd=book).code == 0
    revision.commit(book, "reworded")
    return book


@needs_git
def test_a_translation_of_an_earlier_wording_goes_to_its_heir_as_fuzzy(
    reworded: Path, lingotype: Callable
):
    """With the earlier wording above it, as an update would have done."""
    path = sent(reworded, "quay.po", german(WIND))
    done = lingotype("accept", "-v", str(path), cwd=reworded)
    assert done.code == 0, done.out
    assert f"{QUAY}  1 fuzzy" in done.out
    message = ours(reworded, WIND_2)
    assert (message.msgstr, message.state) == (GERMAN[WIND], State.FUZZY)
    assert message.previous == Previous(WIND)
    before = outside_build(reworded)
    assert lingotype("accept", str(path), cwd=reworded).code == 0
    assert outside_build(reworded) == before


def test_a_newer_translation_of_what_a_fuzzy_message_translates_is_taken(
    book: Path, lingotype: Callable
):
    """Without git the previous msgid says which wording it was; nothing a person wrote is lost."""
    texts = {"quay": [WIND_2, FISH, ROPE, LINK], "house": [SALT, BELL]}
    revision.templates(book, texts)
    translate(book, WIND, "Der Wind dreht.")
    assert lingotype("update", cwd=book).code == 0
    assert ours(book, WIND_2).previous == Previous(WIND)
    path = sent(book, "quay.po", german(WIND))
    assert counts(lingotype, str(path), cwd=book) == {QUAY: {"conflict": 1}}
    assert counts(lingotype, "--conflicts", "theirs", str(path), cwd=book) == {
        QUAY: {"conflict": 1}
    }
    message = ours(book, WIND_2)
    assert (message.msgstr, message.previous) == (GERMAN[WIND], Previous(WIND))


def test_what_no_document_has_is_listed_and_never_dropped_silently(book: Path, lingotype: Callable):
    before = outside_build(book)
    path = sent(book, "quay.po", {"Never heard of.": "Nie gehört."})
    done = lingotype("accept", str(path), cwd=book)
    assert (done.code, outside_build(book)) == (1, before)
    assert "not in the text (any more)  1" in done.out
    assert "Nie gehört." in done.out
    assert f"{path}:" in done.out


def test_what_is_obsolete_with_the_sender_fills_a_gap_here(book: Path, lingotype: Callable):
    """Their text was older or newer; it is a translation of ours all the same."""
    gone = {x: Message(x, (GERMAN.get(x, "Alt."),), obsolete=True) for x in (WIND, "Old.")}
    path = sent(book, "quay.po", gone)
    assert lingotype("accept", str(path), cwd=book).code == 0
    assert ours(book, WIND).state is State.TRANSLATED


# --- credit --------------------------------------------------------------------------------


CREDIT: dict[str, tuple[Fields, list[str], str]] = {
    "the name in the header": ({}, [], "Mia Moor"),
    "as the translator asks": ({"X_Credit": "Moorhuhn"}, [], "Moorhuhn"),
    "nobody, as the translator asks": ({"X_Credit": "none"}, [], ""),
    "as the reviewer was told": ({"X_Credit": "none"}, ["--credit", "M. M."], "M. M."),
    "nobody, as the reviewer was told": ({}, ["--no-credit"], ""),
    "no placeholder": ({"Last_Translator": "FULL NAME <EMAIL@ADDRESS>"}, [], ""),
    "no robot": ({"Last_Translator": "Automatically generated"}, [], ""),
    "no address": ({"Last_Translator": "mia@example.org"}, [], ""),
}


@pytest.mark.parametrize("case", CREDIT)
def test_a_translator_is_thanked_as_they_wish(book: Path, lingotype: Callable, case: str):
    """In the header of the catalogue and in the list of credits, or in neither."""
    fields, options, name = CREDIT[case]
    path = sent(book, "quay.po", german(WIND), **fields)
    assert lingotype("accept", *options, str(path), cwd=book).code == 0
    assert revision.read(book, "de", "quay").headers["Last-Translator"] == name
    assert (book / CREDITS).exists() == bool(name)
    assert not name or f'name = "{name}"' in (book / CREDITS).read_text()


def test_no_address_is_published(book: Path, lingotype: Callable):
    """Neither from the header nor from a comment, however it is written."""
    fields = {"Last_Translator": "Mia <mia@example.org>", "Language_Team": "de@example.org"}
    notes = ("mia (at) example.org", "<mia@example.org>", "mailto:mia@example.org", "Mia＠example")
    letter = Message(WIND, (GERMAN[WIND],), translator_comments=notes)
    lingotype("accept", str(sent(book, "quay.po", {WIND: letter}, **fields)), cwd=book)
    new = {path: data.decode() for path, data in outside_build(book).items() if "/de" in path}
    assert [x for x in new.values() if "example.org" in x or "mia" in x or "＠" in x] == []


@needs_gettext
@pytest.mark.parametrize("options", [["--no-credit"], ["--credit", 'Mia "M\\n" Moor']])
def test_gettext_reads_what_was_written(book: Path, lingotype: Callable, options: list[str]):
    """With a name, whatever it holds, or without one; the date follows the contribution."""
    for path in book.rglob("*.po"):
        text = path.read_text().replace(
            '"Last-T', '"PO-Revision-Date: 2020-01-01 10:00+0000\\n"\n"Last-T'
        )
        path.write_text(text)
    date = "2024-05-06 07:08+0200"
    path = sent(book, "quay.po", german(WIND), PO_Revision_Date=date)
    assert lingotype("accept", *options, str(path), cwd=book).code == 0
    assert revision.read(book, "de", "quay").headers["PO-Revision-Date"] == date
    msgfmt(book / QUAY)


def test_the_list_of_credits_keeps_what_a_person_wrote(book: Path, lingotype: Callable):
    """Names are put in by the alphabet; a translator who sends again stands there once."""
    edited = (
        "# Ours.\n\n"
        '# Bo likes to be last.\n[[translator]]\nname = "Zoe"  # pseudonym\nsince = "2020-01"\n'
        'until = "2020-02"\nhome = "Kiel"\n'
    )
    (book / CREDITS).write_text(edited)
    for text in (WIND, FISH):
        lingotype("accept", str(sent(book, "quay.po", german(text))), cwd=book)
    path = sent(book, "quay.po", german(ROPE), X_Credit="Zoe")
    assert lingotype("accept", str(path), cwd=book).code == 0
    text = (book / CREDITS).read_text()
    assert text.count("[[translator]]") == 2
    assert text.index("Mia Moor") < text.index("# Bo likes") < text.index("Zoe")
    assert '# pseudonym\nsince = "2020-01"\nuntil = "20' in text
    assert text.endswith('home = "Kiel"\n')
    assert 'until = "2020-02"' not in text


@pytest.mark.parametrize("damage", ["<<<<<<<\n", 'translator = "Mia"\n', "[[translator]]\nx = 1\n"])
def test_a_damaged_list_of_credits_stops_the_command_before_it_writes(
    book: Path, lingotype: Callable, damage: str
):
    (book / CREDITS).write_text(damage)
    before = outside_build(book)
    done = lingotype("accept", str(sent(book, "quay.po", german(WIND))), cwd=book)
    assert (done.code, outside_build(book)) == (2, before)
    assert f"error: {CREDITS}" in done.err


def test_a_name_holds_nothing_that_is_not_seen(book: Path, lingotype: Callable):
    """And is no longer than a name; the reviewer is told."""
    path = sent(book, "quay.po", german(WIND), X_Credit="Mia\u202e\u0007 Moor")
    done = lingotype("accept", str(path), cwd=book)
    assert "Credit: Mia Moor\n" in done.err
    assert "nobody sees" in done.err
    path = sent(book, "quay.po", german(FISH), X_Credit="M" * 300)
    assert "cut to 80" in lingotype("accept", str(path), cwd=book).err


# --- the report ----------------------------------------------------------------------------


def test_the_same_is_told_to_programs(book: Path, lingotype: Callable):
    path = sent(book, "quay.po", {LINK: BAD_LINK, **german(WIND), "Gone": "Weg"})
    (file,) = json.loads(lingotype("accept", "--json", str(path), cwd=book).out)["files"]
    assert (file["language"], file["credit"], file["error"]) == ("de", "Mia Moor", None)
    (document,) = file["documents"]
    refused, new = sorted(document["messages"], key=lambda x: x["taken"])
    assert (refused["kind"], refused["msgid"], refused["now"]) == ("refused", LINK, [""])
    assert [x["rule"] for x in refused["findings"] if x["level"] == "refuse"] == ["role-lost"]
    assert (new["kind"], new["sent"], new["taken"]) == ("new", [GERMAN[WIND]], True)
    assert [x["msgid"] for x in file["gone"]] == ["Gone"]
    assert file["written"] == [QUAY, CREDITS]


def test_two_ways_to_credit_contradict_each_other(book: Path, lingotype: Callable):
    done = lingotype("accept", "--credit", "Mia", "--no-credit", "x.po", cwd=book)
    assert done.code == 2
