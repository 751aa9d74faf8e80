"""`lingotype update` writes no line that says nothing new, whatever tool wrote the file."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
import pytest
from babel.messages import pofile
from tests import revision
from tests.revision import BELL, FISH, ROPE, SALT, TEXTS, WIND, files, templates, translated

from lingotype.formats import po

LONGER = f"{WIND} {FISH} {ROPE}"
"""Wider than any line of a catalogue."""

MORE = r"""
#. A note for the translator
#: ../../quay.rst:77
#, python-format
msgid "Of \"%s\" ropes\tone is new.\n"
msgstr ""

#: ../../quay.rst:78
msgid "Somebody was here."
msgstr ""
"""
"""In the template: a message with a flag, a note and escapes, and a plain one."""

TRANSLATED = r"""
# A note of the translator,
# of two lines.
#. A note for the translator
#: quay.rst
#, python-format
msgid "Of \"%s\" ropes\tone is new.\n"
msgstr "Von \"%s\" Tauen\tist eines für Ümit.\n"

#: quay.rst:4
#, fuzzy
#| msgid "Nobody was here."
msgid "Somebody was here."
msgstr "Niemand war hier."

#~ msgid "The mole"
#~ msgstr "Die Mole"
"""


def msgcat(*options: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        subprocess.run(["msgcat", *options, "-o", path, path], check=True)

    return write


def by_polib(path: Path) -> None:
    polib.pofile(str(path), wrapwidth=70).save()


def by_babel(path: Path) -> None:
    with path.open("rb") as file:
        found = pofile.read_po(file)
    with path.open("wb") as file:
        pofile.write_po(file, found, width=50)


def by_sphinx_intl(path: Path) -> None:
    """Its own writer: what `sphinx-intl update` saves a catalogue with."""
    code = (
        "import sys; from sphinx_intl.catalog import *; dump_po(sys.argv[1], load_po(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True)


def recoded(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


def latin_1(data: bytes) -> bytes:
    return data.replace(b"UTF-8", b"ISO-8859-1").decode().encode("latin-1")


WRITERS: Mapping[str, Callable[[Path], None]] = {
    "by hand": lambda path: None,
    "msgcat --width 60": msgcat("--width=60"),
    "msgcat --no-wrap": msgcat("--no-wrap"),
    "polib": by_polib,
    "Babel": by_babel,
    "sphinx-intl": by_sphinx_intl,
    "CRLF": recoded(lambda data: data.replace(b"\n", b"\r\n")),
    "a byte order mark": recoded(lambda data: b"\xef\xbb\xbf" + data),
    "ISO-8859-1": recoded(latin_1),
    "no newline at the end": recoded(lambda data: data.rstrip(b"\n")),
}


@pytest.fixture(params=WRITERS)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project whose German catalogue of the quay was written by some tool."""
    if "msgcat" in request.param and not shutil.which("msgcat"):
        pytest.skip("msgcat: sudo apt install gettext")
    book = revision.project(tmp_path / "book", "de")
    templates(book, {"quay": [*TEXTS, LONGER]})
    with (book / "locale/pot/quay.pot").open("a") as file:
        file.write(MORE)
    translated(book, "de", {"quay": [*TEXTS, LONGER]})
    path = revision.catalogue(book, "de", "quay")
    path.write_bytes(path.read_bytes() + TRANSLATED.encode())
    WRITERS[request.param](path)
    return book


def test_an_untouched_catalogue_keeps_its_bytes_whatever_tool_wrote_it(
    book: Path, lingotype: Callable
):
    """Nothing is gained by writing it again, and a diff would bury what translators do."""
    before = files(book)
    done = lingotype("update", cwd=book)
    assert (done.code, done.err) == (0, "")
    assert files(book) == before


def test_in_a_changed_catalogue_only_the_changed_messages_lines_change(
    book: Path, lingotype: Callable
):
    """One of eight is reworded."""
    path = revision.catalogue(book, "de", "quay")
    sheet = po.read(path.read_bytes()).sheet
    before = path.read_bytes().decode(sheet.charset)
    changed = SALT.replace("cellar", "deep cellar")
    text = (book / "locale/pot/quay.pot").read_text().replace(SALT, changed)
    (book / "locale/pot/quay.pot").write_text(text)
    assert lingotype("update", cwd=book).code == 0
    after = path.read_bytes().decode(sheet.charset)
    block = block_of(after, "deep cellar", sheet.newline)
    former = block_of(before, "cellar floods", sheet.newline)
    assert "fuzzy" in block
    gone, new = changes(before, after, sheet.newline)
    assert gone <= set(former.split(sheet.newline))
    assert new <= set(block.split(sheet.newline))
    assert new


def block_of(text: str, words: str, newline: str) -> str:
    (found,) = (
        block
        for block in text.split(newline * 2)
        if words in "".join(line.strip('"') for line in block.split(newline) if "#|" not in line)
    )
    return found


def changes(before: str, after: str, newline: str) -> tuple[set[str], set[str]]:
    """The lines that went and the lines that came."""
    lines = list(difflib.ndiff(before.split(newline), after.split(newline)))
    return {x[2:] for x in lines if x[0] == "-"}, {x[2:] for x in lines if x[0] == "+"}


# --- the whole tree ------------------------------------------------------------------------


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    """Two documents in two languages, all translated and up to date."""
    book = revision.project(tmp_path / "book", "de", "fr")
    documents = {"quay": [WIND, FISH, ROPE], "house/salt": [SALT]}
    templates(book, documents)
    for tag in ("de", "fr"):
        translated(book, tag, documents)
    return book


def test_a_template_that_differs_in_dates_and_line_numbers_alone_changes_nothing(
    quay: Path, lingotype: Callable
):
    """Sphinx writes both anew at every build."""
    documents = {"quay": [WIND, FISH, ROPE], "house/salt": [SALT]}
    lingotype("update", cwd=quay)
    before = files(quay)
    old = (quay / "locale/pot/quay.pot").read_text()
    templates(quay, documents, date="2029-09-09 09:09+0000")
    new = (quay / "locale/pot/quay.pot").read_text()
    assert "quay.rst:12" in new.replace("quay.rst:15", "quay.rst:12")
    assert sum(a != b for a, b in zip(old.split("\n"), new.split("\n"), strict=True)) >= 4
    assert lingotype("update", cwd=quay).code == 0
    assert files(quay) == before


@pytest.mark.parametrize("forget", [True, False], ids=["without the record", "with the record"])
def test_a_second_run_changes_nothing(quay: Path, lingotype: Callable, forget: bool):
    """After a revision of every kind; not even the time of a file."""
    templates(quay, {"quay": [ROPE, WIND.replace("boats", "big boats"), SALT], "new": [BELL]})
    assert lingotype("update", cwd=quay).code == 0
    before = files(quay)
    stamps = {path: (quay / path).stat() for path in before}
    if forget:
        shutil.rmtree(quay / "_build")
    done = lingotype("update", cwd=quay)
    assert done.code == 0
    assert all(line.split()[-1] == "0" for line in done.out.splitlines()[1:])
    assert files(quay) == before
    assert {path: (quay / path).stat().st_mtime_ns for path in before} == {
        path: stat.st_mtime_ns for path, stat in stamps.items()
    }


def test_the_order_of_a_catalogue_follows_its_document(quay: Path, lingotype: Callable):
    """Also where every message stands already; what is gone comes last."""
    templates(quay, {"quay": [BELL, ROPE, WIND], "house/salt": [SALT]})
    lingotype("update", cwd=quay)
    assert [x.msgid for x in revision.read(quay, "de", "quay")] == [BELL, ROPE, WIND, FISH]
    gone = revision.message(quay, "de", "quay", FISH)
    assert gone.obsolete
    assert gone.msgstr == revision.translation(FISH)


def test_moved_messages_keep_their_very_lines(quay: Path, lingotype: Callable):
    """A new order moves lines and rewrites none."""
    path = revision.catalogue(quay, "de", "quay")
    lingotype("update", cwd=quay)
    before = sorted(path.read_text().split("\n\n")[1:])
    templates(quay, {"quay": [ROPE, FISH, WIND], "house/salt": [SALT]})
    lingotype("update", cwd=quay)
    after = path.read_text().split("\n\n")[1:]
    assert sorted(block.strip() for block in after) == [block.strip() for block in before]
    assert ROPE in after[0]
