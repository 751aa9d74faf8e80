"""A little project whose text is revised: its templates are written here, so no Sphinx runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue
from lingotype.model.message import Message, State

WIND = "The wind turns to the north in the evening and all the boats stay in."
FISH = "Nobody buys the small fish, so the cats of the quay grow fat on them."
ROPE = "A rope that was wet in winter must be dried slowly or it will break."
SALT = "Salt is kept in the upper room because the cellar floods each spring."
BELL = "The old bell rings twice when fog comes and once when it is gone."
TEXTS = (WIND, FISH, ROPE, SALT, BELL)
"""Paragraphs that no similarity brings together."""

HEADER = """\
# {credit}
msgid ""
msgstr ""
"Project-Id-Version: Quay\\n"
"Last-Translator: {translator}\\n"
"Language: {name}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def project(folder: Path, *tags: str, more: str = "") -> Path:
    """A project with a conf.py and one line of text; `tags` are its translations."""
    folder.mkdir(parents=True, exist_ok=True)
    conf = f"project = 'Quay'\nlocale_dirs = ['locale']\nlingotype_languages = {list(tags)}\n{more}"
    (folder / "conf.py").write_text(conf)
    (folder / "index.rst").write_text("Quay\n====\n")
    return folder


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def pot(domain: str, texts: Iterable[str], *, date: str = "2020-01-01 00:00+0000") -> str:
    """A template as Sphinx writes it, with a date and with line numbers."""
    lines = [f'msgid ""\nmsgstr ""\n"POT-Creation-Date: {date}\\n"\n']
    lines[0] += '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    for number, text in enumerate(texts):
        line = 3 * number + int(date[3])
        lines.append(f'#: ../../{domain}.rst:{line}\nmsgid {quoted(text)}\nmsgstr ""\n')
    return "\n".join(lines)


def templates(book: Path, documents: Mapping[str, Iterable[str]], **more: str) -> None:
    """Let the text be these documents, each a list of paragraphs, and no others."""
    shutil.rmtree(book / "locale/pot", ignore_errors=True)
    for domain, texts in documents.items():
        write(book / "locale/pot" / f"{domain}.pot", pot(domain, texts, **more))


def translation(text: str, tag: str = "de") -> str:
    """What a person writes for a text: nothing that a program could make of it."""
    return f"({tag}) {''.join(reversed(text.split('.', maxsplit=1)[0]))}"


def messages(domain: str, texts: Iterable[str], tag: str = "de") -> str:
    return "".join(
        f"\n#: ../../{domain}.rst\nmsgid {quoted(text)}\nmsgstr {quoted(translation(text, tag))}\n"
        for text in texts
    )


def catalogue(book: Path, tag: str, domain: str) -> Path:
    return book / "locale" / tag.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"


def translated(book: Path, tag: str, documents: Mapping[str, Iterable[str]]) -> None:
    """Let a person have translated these documents, and sign each catalogue."""
    for domain, texts in documents.items():
        header = HEADER.format(name=tag, credit=f"Ada Lamp, {domain}", translator=f"Ada {domain}")
        write(catalogue(book, tag, domain), header + messages(domain, texts, tag))


def read(book: Path, tag: str, domain: str) -> Catalogue:
    path = catalogue(book, tag, domain)
    return po.read(path.read_bytes(), str(path))


def message(book: Path, tag: str, domain: str, msgid: str) -> Message:
    (found,) = (x for x in read(book, tag, domain) if x.msgid == msgid)
    return found


def states(book: Path, tag: str, domain: str) -> dict[str, State]:
    """The state of each text of a catalogue, in the order of the file."""
    return {x.msgid: x.state for x in read(book, tag, domain)}


def msgstrs(book: Path, tag: str) -> set[str]:
    """Everything that stands as a translation in the files of a language."""
    folder = catalogue(book, tag, "x").parent
    found = (po.read(path.read_bytes(), str(path)) for path in folder.rglob("*.po"))
    return {msgstr for one in found for x in one for msgstr in x.msgstrs if msgstr}


def files(book: Path, pattern: str = "*.po") -> dict[str, bytes]:
    """The bytes of all catalogues, by path."""
    found = (path for path in sorted(book.rglob(pattern)) if path.is_file())
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in found}


def outside_build(book: Path) -> dict[str, bytes]:
    """Every file but those that a command may make at any time."""
    made = ("build", "_build", ".git", "__pycache__")
    found = files(book, "*")
    return {path: data for path, data in found.items() if path.split("/")[0] not in made}


def git(book: Path, *arguments: str) -> str:
    """What git says in a book; it must not fail."""
    name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *name, *arguments], cwd=book, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def commit(book: Path, text: str = "text") -> str:
    """Commit everything but `build`; the first call makes the repository."""
    if not (book / ".git").exists():
        git(book, "init", "-q", "-b", "main")
        (book / ".git/info/exclude").write_text("build/\n_build/\n__pycache__/\n")
    git(book, "add", "-A")
    git(book, "commit", "-q", "--allow-empty", "-m", text)
    return git(book, "rev-parse", "HEAD")


def sphinx(*arguments: str, cwd: Path, module: str = "sphinx", code: int = 0) -> str:
    """What a stock tool says; it must end with this code."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
