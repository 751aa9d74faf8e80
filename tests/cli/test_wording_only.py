"""`lingotype update --wording-only` and `lingotype wording`: what an editor says of a change."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import revision
from tests.revision import (
    BELL,
    FISH,
    ROPE,
    SALT,
    WIND,
    commit,
    git,
    message,
    outside_build,
    templates,
    translated,
    translation,
)
from tests.terminal import CTRL_C, on_a_terminal

from lingotype.model.message import State

FAILED = 2
LOG = "locale/wording.jsonl"
WIND_2 = WIND.replace("boats", "little boats")
FISH_2 = FISH.replace("grow fat", "grow very fat")
ROPE_2 = ROPE.replace("slowly", "very slowly")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two languages; three of four paragraphs were reworded since."""
    book = revision.project(tmp_path / "book", "de", "fr")
    documents = {"quay": [WIND, FISH, ROPE], "house": [SALT]}
    templates(book, documents)
    for tag in ("de", "fr"):
        translated(book, tag, documents)
    templates(book, {"quay": [WIND_2, FISH_2, ROPE_2], "house": [SALT]})
    return book


def logged(book: Path) -> list[tuple[str, str]]:
    path = book / LOG
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [(x["former"], x["now"]) for x in map(json.loads, lines)]


def current(book: Path, tag: str = "de") -> set[str]:
    """The paragraphs of the quay that are translated."""
    return {x for x, y in revision.states(book, tag, "quay").items() if y is State.TRANSLATED}


# --- declaring -----------------------------------------------------------------------------


def test_what_is_declared_stays_translated_in_every_language(book: Path, lingotype: Callable):
    """And the former wording is kept with its translation."""
    done = lingotype("update", "--wording-only", "--yes", cwd=book)
    assert done.code == 0
    for tag in ("de", "fr"):
        assert current(book, tag) == {WIND_2, FISH_2, ROPE_2}
        assert message(book, tag, "quay", WIND_2).msgstr == translation(WIND, tag)
        assert message(book, tag, "quay", WIND_2).previous is None


def test_each_change_is_shown_and_the_log_is_named(book: Path, lingotype: Callable):
    """With what went and what came marked as git marks words; the talk is no result."""
    done = lingotype("update", "--wording-only", "--yes", cwd=book)
    assert "1 of 3" in done.err
    assert "all the {+little+} boats stay" in done.err
    assert f"3 changes of wording only, noted in {LOG}" in done.err
    assert "{+" not in done.out


def test_the_log_has_a_line_of_json_for_each_decision(book: Path, lingotype: Callable):
    """In the order of the text, so that git shows who declared what."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    lines = (book / LOG).read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert logged(book) == [(WIND, WIND_2), (FISH, FISH_2), (ROPE, ROPE_2)]
    assert all(list(json.loads(line)) == ["former", "now"] for line in lines)


def test_what_is_fuzzy_from_an_earlier_update_can_be_declared(book: Path, lingotype: Callable):
    """The editor looks at it only later."""
    lingotype("update", cwd=book)
    assert current(book) == set()
    lingotype("update", "--wording-only", "--yes", cwd=book)
    assert current(book) == {WIND_2, FISH_2, ROPE_2}


def test_a_second_declaration_adds_nothing(book: Path, lingotype: Callable):
    lingotype("update", "--wording-only", "--yes", cwd=book)
    before = outside_build(book)
    done = lingotype("update", "--wording-only", "--yes", cwd=book)
    assert done.code == 0
    assert "No change of the text is left to declare." in done.err
    assert outside_build(book) == before
    lines = (book / LOG).read_bytes()
    (book / "again.jsonl").write_bytes(lines)
    assert lingotype("update", "--wording-list", "again.jsonl", cwd=book).code == 0
    assert (book / LOG).read_bytes() == lines


def test_a_language_that_was_behind_follows_later(book: Path, lingotype: Callable):
    """Also over several decisions, of which it has seen none."""
    lingotype("update", "--wording-only", "--yes", "-l", "de", cwd=book)
    again = WIND_2.replace("evening", "late evening")
    templates(book, {"quay": [again, FISH_2, ROPE_2], "house": [SALT]})
    lingotype("update", "--wording-only", "--yes", "-l", "de", cwd=book)
    assert logged(book)[-1] == (WIND_2, again)
    assert current(book) == {again, FISH_2, ROPE_2}
    assert lingotype("update", cwd=book).code == 0
    assert current(book, "fr") == {again, FISH_2, ROPE_2}
    assert message(book, "fr", "quay", again).msgstr == translation(WIND, "fr")


def test_a_text_that_gets_its_former_wording_back_is_translated_still(
    book: Path, lingotype: Callable
):
    """A decision says that two wordings are one, and takes nothing from the former."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    templates(book, {"quay": [WIND_2, FISH_2, ROPE], "house": [SALT]})
    lingotype("update", cwd=book)
    assert current(book) == {WIND_2, FISH_2, ROPE}


def test_only_changes_that_a_language_waits_for_are_shown(book: Path, lingotype: Callable):
    """Not those that are declared, nor those that a translator has followed."""
    lingotype("update", cwd=book)
    for tag in ("de", "fr"):
        path = revision.catalogue(book, tag, "quay")
        text = path.read_text().replace("#, fuzzy\n", "", 1)
        path.write_text(text.replace(f"#| msgid {revision.quoted(WIND)}\n", ""))
    (book / "list.jsonl").write_text(json.dumps({"former": FISH, "now": FISH_2}))
    lingotype("update", "--wording-list", "list.jsonl", cwd=book)
    done = lingotype("update", "--wording-only", "--yes", cwd=book)
    assert "1 of 1" in done.err
    assert logged(book) == [(FISH, FISH_2), (ROPE, ROPE_2)]


# --- asking --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        (["y", "n", "y"], [WIND_2, ROPE_2]),
        (["n", "n", "n"], []),
        (["a"], [WIND_2, FISH_2, ROPE_2]),
        (["n", "a"], [FISH_2, ROPE_2]),
        (["y", "q"], [WIND_2]),
        (["q"], []),
        (["Y", "maybe", "n", "Q"], [WIND_2]),
    ],
)
def test_each_change_is_asked_about(book: Path, typed: list[str], chosen: list[str]):
    """y, n, a (all from here on), q (none from here on); what is none of them is asked again."""
    done = on_a_terminal("update", "--wording-only", cwd=book, typed=typed)
    assert done.code == 0, done.out
    assert "1 of 3" in done.out
    assert "Does it still say the same?" in done.out
    assert [now for _, now in logged(book)] == chosen
    for tag in ("de", "fr"):
        assert current(book, tag) == set(chosen)


def test_on_a_terminal_differences_have_colours(book: Path):
    """In place of brackets."""
    done = on_a_terminal("update", "--wording-only", cwd=book, typed=["q"])
    assert "\x1b[32mlittle\x1b[0m" in done.out
    assert "{+" not in done.out


def test_ctrl_c_declares_nothing(book: Path):
    """It is typed at the second question."""
    before = outside_build(book)
    done = on_a_terminal("update", "--wording-only", cwd=book, typed=["y", CTRL_C])
    assert done.code == FAILED
    assert "Stopped." in done.out
    assert outside_build(book) == before


def test_without_a_terminal_nobody_is_asked_and_nothing_declared(book: Path):
    """Exit code 2; a job of CI must say --yes."""
    before = outside_build(book)
    command = [sys.executable, "-m", "lingotype", "update", "--wording-only"]
    done = subprocess.run(
        command, cwd=book, input="y\ny\ny\n", capture_output=True, text=True, check=False
    )
    assert done.returncode == FAILED
    assert "--wording-only asks, and this is no terminal; add --yes" in done.stderr
    assert outside_build(book) == before


def test_with_nothing_to_ask_no_terminal_is_needed(
    book: Path, lingotype: Callable, shell: Callable
):
    """Exit code 0."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    done = shell("update", "--wording-only", cwd=book)
    assert done.code == 0
    assert "No change of the text is left to declare." in done.err


# --- a commit, a list ----------------------------------------------------------------------


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A book whose second commit rewords two paragraphs, and whose third rewords another."""
    if not shutil.which("git"):
        pytest.skip("git: sudo apt install git")
    book = revision.project(tmp_path / "history", "de")
    documents = {"quay": [WIND, FISH, ROPE]}
    templates(book, documents)
    translated(book, "de", documents)
    commit(book)
    templates(book, {"quay": [WIND_2, FISH_2, ROPE, BELL]})
    commit(book)
    templates(book, {"quay": [WIND_2, FISH_2, ROPE_2, BELL]})
    commit(book)
    return book


def test_a_commit_is_declared_whatever_the_catalogues_say(history: Path, lingotype: Callable):
    """What it changed, not what it added, nor what others changed."""
    done = lingotype("update", "--wording-only", "HEAD^", "--yes", cwd=history)
    assert done.code == 0
    assert logged(history) == [(WIND, WIND_2), (FISH, FISH_2)]
    assert current(history) == {WIND_2, FISH_2}
    assert message(history, "de", "quay", ROPE_2).fuzzy
    assert revision.states(history, "de", "quay")[BELL] is State.UNTRANSLATED


def test_a_commit_that_changed_no_text_says_so(history: Path, lingotype: Callable):
    commit(history, "nothing")
    done = lingotype("update", "--wording-only", "HEAD", "--yes", cwd=history)
    assert done.code == 0
    assert "No change of the text is left to declare." in done.err
    assert not (history / LOG).exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [("nonsense", "'nonsense' is no commit"), ("HEAD~2", "the commit before ")],
)
def test_a_commit_that_is_not_known_declares_nothing(
    history: Path, lingotype: Callable, name: str, said: str
):
    """Neither does the first one, which has none before it."""
    before = outside_build(history)
    done = lingotype("update", "--wording-only", name, "--yes", cwd=history)
    assert done.code == FAILED
    assert said in done.err
    assert outside_build(history) == before


def test_a_commit_without_templates_says_what_else_to_do(history: Path, lingotype: Callable):
    git(history, "rm", "-r", "-q", "--cached", "locale/pot")
    git(history, "commit", "-q", "-m", "untracked")
    git(history, "commit", "-q", "--allow-empty", "-m", "more")
    done = lingotype("update", "--wording-only", "HEAD", "--yes", cwd=history)
    assert done.code == FAILED
    assert "does not say how it changed the templates" in done.err
    assert "--wording-only without a commit" in done.err


def test_a_list_of_changes_is_declared_without_a_question(book: Path, lingotype: Callable):
    """A file of lines as in the log; blank ones do not matter."""
    lines = [
        json.dumps({"former": FISH, "now": FISH_2}),
        "",
        json.dumps({"now": WIND_2, "former": WIND}),
    ]
    (book / "list.jsonl").write_text("\n".join(lines))
    done = lingotype("update", "--wording-list", "list.jsonl", cwd=book)
    assert done.code == 0
    assert logged(book) == [(FISH, FISH_2), (WIND, WIND_2)]
    assert current(book) == {WIND_2, FISH_2}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"former": "a"}', '{"former": "", "now": "b"}', '{"former": 1, "now": 2}',
             '{"former": "a", "now": "b", "msgctxt": 3}', "<<<<<<< HEAD"]
)  # fmt: skip
def test_a_damaged_list_declares_nothing(book: Path, lingotype: Callable, line: str):
    """Its line is named."""
    (book / "list.jsonl").write_text(json.dumps({"former": FISH, "now": FISH_2}) + f"\n{line}\n")
    before = outside_build(book)
    done = lingotype("update", "--wording-list", "list.jsonl", cwd=book)
    assert done.code == FAILED
    assert "list.jsonl:2: this is no decision about a wording" in done.err
    assert outside_build(book) == before


def test_a_list_that_is_not_there_declares_nothing(book: Path, lingotype: Callable):
    done = lingotype("update", "--wording-list", "nowhere.jsonl", cwd=book)
    assert done.code == FAILED
    assert "nowhere.jsonl: cannot be read" in done.err


# --- the log -------------------------------------------------------------------------------


def test_the_log_is_listed_with_numbers_and_differences(book: Path, lingotype: Callable):
    lingotype("update", "--wording-only", "--yes", cwd=book)
    done = lingotype("wording", cwd=book)
    assert (done.code, done.err) == (0, "")
    assert "all the {+little+} boats stay in." in done.out
    value = json.loads(lingotype("wording", "--json", cwd=book).out)
    assert value[0] == {"number": 1, "former": WIND, "now": WIND_2, "msgctxt": None}
    assert [one["number"] for one in value] == [1, 2, 3]


def test_an_empty_log_is_said_to_be_empty(book: Path, lingotype: Callable):
    done = lingotype("wording", cwd=book)
    assert (done.code, done.out, done.err) == (0, "", "Nothing has been declared.\n")
    assert json.loads(lingotype("wording", "--json", cwd=book).out) == []


def test_a_decision_taken_back_makes_its_translations_wait_again(book: Path, lingotype: Callable):
    """In every language: fuzzy, with the wording that the msgstr translates."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    done = lingotype("wording", "--revoke", "2", cwd=book)
    assert done.code == 0
    assert done.out.splitlines() == [
        f"written  locale/{tag}/LC_MESSAGES/quay.po" for tag in ("de", "fr")
    ]
    assert logged(book) == [(WIND, WIND_2), (ROPE, ROPE_2)]
    for tag in ("de", "fr"):
        assert current(book, tag) == {WIND_2, ROPE_2}
        waiting = message(book, tag, "quay", FISH_2)
        assert waiting.fuzzy
        assert waiting.previous
        assert waiting.previous.msgid == FISH
        assert waiting.msgstr == translation(FISH, tag)
    before = outside_build(book)
    assert lingotype("update", cwd=book).code == 0
    assert outside_build(book) == before


def test_several_decisions_are_taken_back_at_once(book: Path, lingotype: Callable):
    """The numbers are those of the list, whatever their order; then no log is left."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    assert (
        lingotype("wording", "--revoke", "3", "--revoke", "1", "--revoke", "3", cwd=book).code == 0
    )
    assert logged(book) == [(FISH, FISH_2)]
    assert lingotype("wording", "--revoke", "1", cwd=book).code == 0
    assert not (book / LOG).exists()
    assert current(book) == set()


@pytest.mark.parametrize("number", ["1", "2"])
def test_of_two_decisions_in_a_row_either_carries_the_translation(
    book: Path, lingotype: Callable, number: str
):
    """Without it the last wording waits, with the one that the msgstr translates above it."""
    again = WIND_2.replace("evening", "late evening")
    pairs = ((WIND, WIND_2), (WIND_2, again))
    lines = [json.dumps({"former": former, "now": now}) for former, now in pairs]
    (book / "list.jsonl").write_text("\n".join(lines))
    templates(book, {"quay": [again, FISH, ROPE], "house": [SALT]})
    lingotype("update", "--wording-list", "list.jsonl", cwd=book)
    assert current(book) == {again, FISH, ROPE}
    assert lingotype("wording", "--revoke", number, cwd=book).code == 0
    assert current(book) == {FISH, ROPE}
    waiting = message(book, "de", "quay", again)
    assert waiting.msgstr == translation(WIND)
    assert waiting.previous
    assert waiting.previous.msgid == WIND
    before = outside_build(book)
    lingotype("update", cwd=book)
    assert outside_build(book) == before


def test_a_decision_that_another_makes_needless_can_go(book: Path, lingotype: Callable):
    """The log says the same without it, so no translation has to wait."""
    again = WIND_2.replace("evening", "late evening")
    pairs = ((WIND, WIND_2), (WIND_2, again), (WIND, again))
    lines = [json.dumps({"former": former, "now": now}) for former, now in pairs]
    (book / "list.jsonl").write_text("\n".join(lines))
    templates(book, {"quay": [again, FISH, ROPE], "house": [SALT]})
    lingotype("update", "--wording-list", "list.jsonl", cwd=book)
    assert lingotype("wording", "--revoke", "2", cwd=book).code == 0
    assert current(book) == {again, FISH, ROPE}
    assert lingotype("wording", "--revoke", "2", cwd=book).code == 0
    assert current(book) == {FISH, ROPE}


def test_a_decision_taken_back_before_a_language_followed_is_as_if_never_made(
    book: Path, lingotype: Callable
):
    shutil.copytree(book, book.with_name("other"))
    lingotype("update", "--wording-only", "--yes", "-l", "de", cwd=book)
    lingotype("wording", "--revoke", "1", "--revoke", "2", "--revoke", "3", cwd=book)
    for one in (book, book.with_name("other")):
        assert lingotype("update", "-l", "fr", cwd=one).code == 0
    french = revision.catalogue(book, "fr", "quay").read_bytes()
    assert french == revision.catalogue(book.with_name("other"), "fr", "quay").read_bytes()


def test_what_a_translator_has_revised_since_is_not_made_fuzzy(book: Path, lingotype: Callable):
    """It was looked at."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    path = revision.catalogue(book, "de", "quay")
    text = path.read_text()
    now = text.index(revision.quoted(translation(WIND)))
    path.write_text(text[:now] + '"Anders."' + text[now:].split("\n", 1)[1].join(["\n", ""]))
    lingotype("wording", "--revoke", "1", cwd=book)
    assert current(book) == {WIND_2, FISH_2, ROPE_2}
    assert current(book, "fr") == {FISH_2, ROPE_2}


@pytest.mark.parametrize("number", ["0", "4", "-1", "one"])
def test_a_number_that_is_not_in_the_list_takes_nothing_back(
    book: Path, lingotype: Callable, number: str
):
    lingotype("update", "--wording-only", "--yes", cwd=book)
    before = outside_build(book)
    assert lingotype("wording", "--revoke", "1", "--revoke", number, cwd=book).code == FAILED
    assert outside_build(book) == before


COMMANDS = [
    ("update",),
    ("update", "--dry-run"),
    ("update", "--wording-only", "--yes"),
    ("impact", "-p", "locale/pot"),
    ("wording",),
    ("wording", "--json"),
    ("wording", "--revoke", "1"),
]


DAMAGES = {
    "a conflict": b"<<<<<<< HEAD\n",
    "another charset": b'{"former": "\xff", "now": "b"}\n',
    "half a decision": b'{"former": "a"}\n',
    "no end": b"[" * 9999,
}


def is_refused(book: Path, lingotype: Callable, command: tuple[str, ...], damage: bytes) -> None:
    """The line is named, and nothing is written."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    path = book / LOG
    path.write_bytes(path.read_bytes() + damage)
    before = outside_build(book)
    done = lingotype(*command, cwd=book)
    assert done.code == FAILED
    assert f"error: {LOG}:4: " in done.err
    assert outside_build(book) == before


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_damaged_log_stops_every_command_that_goes_by_it(
    book: Path, lingotype: Callable, command: tuple[str, ...]
):
    """Without it translations would become fuzzy that an editor said are current."""
    is_refused(book, lingotype, command, DAMAGES["a conflict"])


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_is_damaged_the_line_is_named(book: Path, lingotype: Callable, damage: str):
    is_refused(book, lingotype, ("update",), DAMAGES[damage])


def test_what_git_merged_of_two_logs_counts_once(book: Path, lingotype: Callable):
    """The same line twice is one decision, as after a union of two branches."""
    lingotype("update", "--wording-only", "--yes", cwd=book)
    path = book / LOG
    path.write_bytes(path.read_bytes() * 2)
    assert len(json.loads(lingotype("wording", "--json", cwd=book).out)) == 3
