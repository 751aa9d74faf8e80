"""Catalogues from anywhere are found with care: nothing else is opened, nothing is followed out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lingotype.errors import LingotypeError
from lingotype.workspace import foreign
from lingotype.workspace.foreign import Link, Sent, Unreadable

posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes are another matter there")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, `sent`; beside it nobody is to look."""
    made = tmp_path / "sent"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def put(name: str, text: str = "") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(*paths: str) -> list[str]:
    return [sent.shown for sent in foreign.find(Path(path) for path in paths)]


def test_a_folder_gives_its_catalogues_sorted_and_nothing_hidden():
    """Templates, compiled catalogues and what editors leave behind are no catalogues."""
    for name in ("b/x.po", "a.po", "b/y.pot", "b/y.mo", "b/x.po~", ".git/z.po", "b/.x.po", "c.txt"):
        put(name)
    assert names(".") == ["a.po", "b/x.po"]


def test_a_catalogue_that_is_named_twice_is_looked_at_once():
    """By itself and with its folder."""
    put("b/x.po")
    assert names("b/x.po", "b", "./b/x.po") == ["b/x.po"]


def test_what_is_named_itself_may_be_hidden():
    """Whoever names it means it."""
    put(".x.po")
    assert names(".x.po") == [".x.po"]


@pytest.mark.parametrize("name", ["nothing.po", "nowhere", "x.pot", "y" * 3000])
def test_what_is_no_catalogue_is_misuse(name: str):
    """No such file, or one of another kind."""
    put("x.pot")
    with pytest.raises(LingotypeError):
        names(name)


@posix
def test_a_link_is_not_read_wherever_it_leads():
    """No build follows one either."""
    put("x.po")
    put("../secret.po")
    Path("out.po").symlink_to("../secret.po")
    Path("in.po").symlink_to("x.po")
    Path("round.po").symlink_to("round.po")
    Path("nowhere.po").symlink_to("nothing")
    for sent in foreign.find([Path()]):
        if sent.shown != "x.po":
            with pytest.raises(Link):
                foreign.read(sent)


@posix
def test_a_linked_folder_is_not_entered_and_named_if_it_leads_out():
    """In a circle neither."""
    put("a/x.po")
    put("../secret/y.po")
    Path("out").symlink_to("../secret")
    Path("a/up").symlink_to("..")
    assert names(".") == ["out", "a/x.po"]
    for path in (Path("out"), Path("out/y.po")):
        for sent in foreign.find([path]):
            with pytest.raises(Link):
                foreign.read(sent)


@posix
def test_a_pipe_is_never_opened():
    """It would wait for a writer that never comes."""
    os.mkfifo("pipe.po")
    (sent,) = foreign.find([Path("pipe.po")])
    with pytest.raises(Unreadable, match="no regular file"):
        foreign.read(sent)


def test_a_folder_that_is_called_like_a_catalogue_is_a_folder():
    """Its catalogues count."""
    put("x.po/y.po")
    assert names("x.po") == ["x.po/y.po"]


def test_what_is_too_large_is_not_read():
    """A file without content can have any size."""
    with Path("x.po").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Unreadable, match="50,000,000"):
        foreign.read(*foreign.find([Path("x.po")]))


@posix
def test_a_name_that_is_no_utf_8_can_be_printed(folder: Path):
    """Linux takes any bytes."""
    try:
        (folder / os.fsdecode(b"x\xff.po")).write_text("")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    assert names(".") == [r"x\xff.po"]


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("locale/de/LC_MESSAGES/a/b.po", "de"),
        ("locale/pt_BR/LC_MESSAGES/a.po", "pt-BR"),
        ("locale/nonsense/LC_MESSAGES/de.po", None),
        ("locale/de/a.po", None),
        ("LC_MESSAGES/a.po", None),
    ],
)
def test_the_folder_above_lc_messages_says_the_language(path: str, tag: str | None):
    """As gettext has it, and in no other way."""
    found = foreign.language_of_folder(Path("/nowhere-at-all") / path)
    assert (found.tag if found else None) == tag


@pytest.mark.parametrize(
    ("name", "tag"), [("de.po", "de"), ("x.zh_CN.po", "zh-CN"), ("harbour.po", None)]
)
def test_a_file_may_be_named_after_its_language(name: str, tag: str | None):
    """Alone or at the end."""
    found = foreign.language_of_name(Path(name))
    assert (found.tag if found else None) == tag


def test_a_file_that_is_gone_is_named(folder: Path):
    """It was there when its folder was listed."""
    with pytest.raises(Unreadable, match="cannot be read"):
        foreign.read(Sent(folder / "gone.po", "gone.po", folder))
