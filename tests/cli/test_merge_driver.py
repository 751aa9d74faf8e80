"""`lingotype merge-driver` in real repositories: git merges translations message by message."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lingotype.formats import po
from lingotype.model.message import Previous, State
from lingotype.update.merge import merge as merging
from lingotype.workspace import merge_driver

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git: sudo apt install git")
needs_gettext = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="msgfmt: sudo apt install gettext"
)

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Python\\n"
"POT-Creation-Date: {pot}\\n"
"PO-Revision-Date: {revised}\\n"
"Last-Translator: Ana\\n"
"Language-Team: \\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
OLD = (
    "In the future, the *population* must be a sequence.  Instances of :class:`set` are no longer"
    " supported.  The set must first be converted to a :class:`list` or :class:`tuple`, preferably"
    " in a deterministic order so that the sample is reproducible."
)
NEW = (
    "The *population* must be a sequence.  Automatic conversion of sets to lists is longer"
    " supported."
)
NAME = "library/random.po"


class Repository:
    """A repository with one catalogue in it, and nobody's own settings of git."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, code: int | None = 0, cwd: Path | None = None) -> str:
        """Run git; all that it and its drivers say. code: None for whatever."""
        people = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Ana"), ("EMAIL", "ana@example.org"))
        }
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
        done = subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.top,
            env={**os.environ, **people, **alone},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert code is None or done.returncode == code, done.stdout
        return done.stdout

    def write(self, text: str, name: str = NAME) -> None:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def commit(self, text: str, name: str = NAME) -> None:
        self.write(text, name)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a change")

    def fork(self, ours: str, theirs: str, name: str = NAME) -> None:
        """A branch `other` with the second text, and `main`, checked out, with the first."""
        self.git("checkout", "-q", "-b", "other")
        self.commit(theirs, name)
        self.git("checkout", "-q", "main")
        self.commit(ours, name)

    def text(self, name: str = NAME) -> str:
        return (self.top / name).read_text("utf-8")

    def conflicted(self) -> list[str]:
        return self.git("diff", "--name-only", "--diff-filter=U").split()


@pytest.fixture
def bare(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "a clone")


@pytest.fixture
def repository(bare: Repository, lingotype: Callable) -> Repository:
    """With the driver installed."""
    assert lingotype("merge-driver", "--install", cwd=bare.top).code == 0
    return bare


def catalogue(
    *messages: tuple[str, str], pot: str = "2024-01-01 10:00+0000", revised: str = ""
) -> str:
    """A file of messages, with their line numbers as references."""
    lines = HEADER.format(pot=pot, revised=revised or pot)
    for number, (msgid, msgstr) in enumerate(messages):
        lines += f'\n#: a.rst:{number * 9}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'
    return lines


def found(text: str) -> dict[str, State]:
    return {message.msgid: message.state for message in po.read(text.encode())}


def msgfmt(path: Path) -> str:
    command = ["msgfmt", "-c", "-o", os.devnull, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


# --- merging ---------------------------------------------------------------------------------


def by_lines(repository: Repository) -> None:
    """Let git merge as it does without the driver."""
    (repository.top / ".git/info").mkdir(exist_ok=True)
    (repository.top / ".git/info/attributes").write_text("*.po !merge\n")


def the_case(repository: Repository) -> None:
    """python/python-docs-fr#1908: one side translates a text, the other has replaced it."""
    around = ("Added the *counts* parameter.", ""), ("Real-valued distributions", "")
    repository.commit(catalogue(around[0], (OLD, ""), around[1]))
    # As tools write a long msgstr: lines are added below `msgstr ""`, and that line stays.
    ours = catalogue(around[0], (OLD, '"\n"À l’avenir, la *population* devra…'), around[1])
    theirs = catalogue(around[0], (NEW, ""), around[1])
    repository.fork(ours, theirs)


def test_a_translation_does_not_land_under_another_text(repository: Repository):
    """The new text is untranslated, and what was made of the old one is kept as memory."""
    the_case(repository)
    repository.git("merge", "other")
    merged = po.read(repository.text().encode())
    states = {message.msgid: message.state for message in merged}
    assert (states[NEW], states[OLD]) == (State.UNTRANSLATED, State.OBSOLETE)
    assert merged.obsolete[0].msgstr == "À l’avenir, la *population* devra…"


def test_git_alone_puts_it_there_without_a_word(repository: Repository):
    """What the driver is for."""
    by_lines(repository)
    the_case(repository)
    repository.git("merge", "other")
    assert found(repository.text())[NEW] is State.TRANSLATED


def test_a_new_wording_gets_the_translation_as_fuzzy(repository: Repository):
    """With the old wording, as an update would have done it."""
    newer = OLD.replace("In the future, the", "The")
    repository.commit(catalogue((OLD, "")))
    repository.fork(catalogue((OLD, "À l’avenir")), catalogue((newer, "")))
    repository.git("merge", "other")
    (message,) = po.read(repository.text().encode())
    assert (message.msgid, message.msgstr, message.state) == (newer, "À l’avenir", State.FUZZY)
    assert message.previous == Previous(OLD)


def test_dates_references_order_and_wrapping_never_conflict(repository: Repository):
    """Each of these is a conflict for git alone."""
    a, b, c = ("A", "a"), ("B", ""), ("C", "")
    repository.commit(catalogue(a, b, c))
    ours = catalogue(a, ("B", "b"), c, pot="2024-02-01 10:00+0000")
    theirs = catalogue(("C", "c"), b, a, pot="2024-03-01 10:00+0000").replace('"a"', '""\n"a"')
    repository.fork(ours, theirs)
    repository.git("merge", "other")
    merged = po.read(repository.text().encode())
    assert [(m.msgid, m.msgstr) for m in merged] == [("C", "c"), ("B", "b"), ("A", "a")]
    assert merged.headers["POT-Creation-Date"] == "2024-03-01 10:00+0000"
    repository.git("reset", "-q", "--hard", "HEAD^")
    by_lines(repository)
    repository.git("merge", "other", code=1)


def conflict(repository: Repository) -> str:
    """Two translations of A, and what git said of it."""
    repository.commit(catalogue(("A", ""), ("B", "")))
    repository.fork(
        catalogue(("A", "un A"), ("B", "b")), catalogue(("A", "le A\\n deux"), ("B", ""))
    )
    return repository.git("merge", "other", code=1)


def test_a_conflict_is_one_for_git_and_named_with_its_line(repository: Repository):
    """The file holds both translations, and no markers of git."""
    said = conflict(repository)
    assert repository.conflicted() == [NAME]
    text = repository.text()
    line = text.splitlines().index('msgid "A"') + 1
    assert f"{NAME}:{line}: translated differently on the two sides: A" in said
    assert "# lingotype: conflict, the other translation is:\n# > le A\n# >  deux\n" in text
    assert found(text) == {"A": State.FUZZY, "B": State.TRANSLATED}


@needs_gettext
def test_msgfmt_reads_a_file_in_conflict(repository: Repository):
    """Nobody's build fails while the translators choose."""
    conflict(repository)
    assert msgfmt(repository.top / NAME) == ""


def test_a_conflict_is_settled_like_any_fuzzy_message(repository: Repository):
    """Then it never comes back, also where the other branch goes on."""
    conflict(repository)
    settled = catalogue(("A", "le A"), ("B", "b"))
    repository.commit(settled)
    repository.git("checkout", "-q", "other")
    repository.commit(catalogue(("A", "le A\\n deux"), ("B", ""), ("C", "c")))
    repository.git("checkout", "-q", "main")
    repository.git("merge", "other")
    assert found(repository.text()) == dict.fromkeys("ABC", State.TRANSLATED)


def test_two_branches_that_met_before_in_both_directions(repository: Repository):
    """Git then makes the common ancestor itself, in conflict; the last word of each side counts."""
    conflict(repository)
    repository.commit(catalogue(("A", "un A"), ("B", "b")))
    repository.git("checkout", "-q", "other")
    repository.git("merge", "main~1", code=1)
    repository.commit(catalogue(("A", "le A"), ("B", "b")))
    said = repository.git("merge", "main", code=1)
    assert "translated differently" in said
    message = po.read(repository.text().encode()).messages[0]
    assert (message.msgstr, message.translator_comments[-1]) == ("le A", "> un A")
    assert len(message.translator_comments) == 3


def test_rebase_cherry_pick_and_stash_use_it_too(repository: Repository):
    """A change of one message goes where another one has changed beside it."""
    repository.commit(catalogue(("A", ""), ("B", "")))
    repository.fork(catalogue(("A", "a"), ("B", "")), catalogue(("A", ""), ("B", "b")))
    repository.git("cherry-pick", "other")
    assert found(repository.text()) == dict.fromkeys("AB", State.TRANSLATED)
    repository.git("checkout", "-q", "other")
    repository.git("rebase", "main~1")
    assert found(repository.text()) == dict.fromkeys("AB", State.TRANSLATED)
    repository.git("checkout", "-q", "main~1")
    repository.write(catalogue(("A", "a"), ("B", "bb")))
    repository.git("stash")
    repository.git("checkout", "-q", "main")
    said = repository.git("stash", "pop", code=None)
    assert f"{NAME}:" in said
    assert repository.conflicted() == [NAME]


def test_a_file_that_both_sides_added_is_merged_as_well(repository: Repository):
    """Without a common ancestor."""
    repository.commit("a text\n", "README")
    repository.fork(catalogue(("A", "a"), ("B", "")), catalogue(("B", "b"), ("C", "c")))
    repository.git("merge", "other")
    assert found(repository.text()) == dict.fromkeys("ABC", State.TRANSLATED)


def test_a_file_of_any_name_is_named_as_it_is(repository: Repository):
    """Spaces and quotes, which a shell would take for its own."""
    name = "it's a 'book' $HOME/fr.po"
    repository.commit(catalogue(("A", "")), name)
    repository.fork(catalogue(("A", "x")), catalogue(("A", "y")), name)
    assert f"{name}:" in repository.git("merge", "other", code=1)


@pytest.mark.parametrize("side", ["ours", "theirs", "base"])
def test_what_cannot_be_read_is_merged_by_lines(repository: Repository, side: str):
    """The reason is told with the line, and both sides stand in the file with git's markers."""
    texts = {"base": "", "ours": "un A", "theirs": "le A"}
    files = {who: catalogue(("A", msgstr)) for who, msgstr in texts.items()}
    files[side] = files[side].replace('msgid "A"', 'msgid "A')
    repository.commit(files["base"])
    repository.fork(files["ours"], files["theirs"])
    said = repository.git("merge", "other", code=1)
    assert f"error: {NAME}" in said
    assert ":14: " in said
    assert "merged by lines" in said
    text = repository.text()
    assert text.index("<<<<<<< this side") < text.index("un A") < text.index("le A")
    assert repository.conflicted() == [NAME]


def test_a_bug_leaves_both_sides_in_the_file(tmp_path: Path, lingotype: Callable, monkeypatch):
    """Git would take the exit code for a conflict, and our side alone for the result."""

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(merging, "merge", broken)
    for name, msgstr in (("O", ""), ("A", "un A"), ("B", "le A")):
        (tmp_path / name).write_text(catalogue(("A", msgstr)))
    with pytest.raises(RuntimeError, match="a bug"):
        lingotype("merge-driver", "O", "A", "B", "fr.po", cwd=tmp_path)
    text = (tmp_path / "A").read_text()
    assert "un A" in text
    assert "le A" in text


def test_what_lies_in_the_checkout_is_not_run(repository: Repository):
    """A branch may hold a file that has the name of a module."""
    repository.commit("raise SystemExit('run')\n", "click.py")
    the_case(repository)
    assert "run" not in repository.git("merge", "other").split()
    assert found(repository.text())[OLD] is State.OBSOLETE


def test_two_logs_of_wordings_become_one_with_all_lines(repository: Repository):
    """They are only ever added to."""
    name = "locale/wording.jsonl"
    repository.commit("1\n", name)
    repository.fork("1\n2\n", "1\n3\n", name)
    repository.git("merge", "other")
    assert repository.text(name).split() == ["1", "2", "3"]


# --- installing ------------------------------------------------------------------------------


def state(repository: Repository) -> tuple[str, bytes | None]:
    attributes = repository.top / ".gitattributes"
    config = repository.git("config", "--local", "--list")
    return config, attributes.read_bytes() if attributes.exists() else None


def test_installing_twice_changes_nothing_more(repository: Repository, lingotype: Callable):
    """And says so."""
    before = state(repository)
    done = lingotype("merge-driver", "--install", cwd=repository.top)
    assert (done.code, done.out) == (0, "")
    assert "Nothing to add" in done.err
    assert state(repository) == before


def test_it_tells_what_it_adds(bare: Repository, lingotype: Callable):
    """A line each."""
    done = lingotype("merge-driver", "--install", cwd=bare.top)
    assert done.out.splitlines() == [
        "added  git config merge.lingotype.name",
        "added  git config merge.lingotype.driver",
        "added  .gitattributes: *.po merge=lingotype",
        "added  .gitattributes: *wording.jsonl merge=union",
    ]
    assert "once in their own clone" in done.err


@pytest.mark.parametrize("before", [None, b"# ours\n*.png binary", b"*.sh eol=lf\r\n\r\n"])
def test_uninstalling_leaves_what_was_there(
    bare: Repository, lingotype: Callable, before: bytes | None
):
    """The lines of others keep their bytes, but for a last line that had no end."""
    path = bare.top / ".gitattributes"
    if before is not None:
        path.write_bytes(before)
    config = state(bare)[0]
    lingotype("merge-driver", "--install", cwd=bare.top)
    assert path.read_bytes().startswith(before or b"*.po merge=lingotype\n")
    done = lingotype("merge-driver", "--uninstall", cwd=bare.top)
    assert len(done.out.splitlines()) == 3
    ended = before + b"\n" if before == b"# ours\n*.png binary" else before
    assert state(bare) == (config, ended)
    assert lingotype("merge-driver", "--uninstall", cwd=bare.top).err == "Nothing to remove.\n"


@pytest.mark.parametrize("line", ["*.po merge=union", "*.po -merge", "library/*.po merge=binary"])
def test_another_way_to_merge_catalogues_is_left_alone(
    bare: Repository, lingotype: Callable, line: str
):
    """It is named, and nothing is changed."""
    bare.commit(catalogue(("A", "")))
    (bare.top / ".gitattributes").write_text(line + "\n")
    before = state(bare)
    done = lingotype("merge-driver", "--install", cwd=bare.top)
    assert (done.code, done.out) == (2, "")
    assert line.split()[1] in done.err
    assert ".gitattributes" in done.err
    assert state(bare) == before


def test_a_way_set_in_a_folder_below_is_found_too(bare: Repository, lingotype: Callable):
    """It would win over ours without a word."""
    bare.commit("*.po merge=ours\n", "library/.gitattributes")
    bare.commit(catalogue(("A", "")))
    done = lingotype("merge-driver", "--install", cwd=bare.top)
    assert done.code == 2
    assert f"{NAME}: git has another way" in done.err


def test_a_project_names_its_own_log_of_wordings(
    lighthouse: Path, bare: Repository, lingotype: Callable
):
    """From the top of the checkout, wherever in it one stands."""
    book = bare.top / "docs"
    shutil.copytree(lighthouse, book)
    assert lingotype("merge-driver", "--install", cwd=book / "source").code == 0
    assert (bare.top / ".gitattributes").read_text().splitlines() == [
        "*.po merge=lingotype",
        "docs/locale/wording.jsonl merge=union",
    ]
    assert not (book / ".gitattributes").exists()


def test_it_is_installed_from_a_worktree(bare: Repository, lingotype: Callable, tmp_path: Path):
    """Whose `.git` is a file; the settings are those of the clone."""
    bare.commit("a text\n", "README")
    other = tmp_path / "worktree"
    bare.git("worktree", "add", "-q", str(other))
    assert lingotype("merge-driver", "--install", cwd=other).code == 0
    assert (other / ".gitattributes").exists()
    assert "merge.lingotype.driver" in state(bare)[0]


def test_an_interpreter_of_any_path_is_called(
    bare: Repository, lingotype: Callable, tmp_path: Path, monkeypatch
):
    """Spaces, quotes, and the percent signs that git replaces."""
    python = tmp_path / "it's 100%A $HOME" / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(merge_driver.sys, "executable", str(python))
    assert lingotype("merge-driver", "--install", cwd=bare.top).code == 0
    the_case(bare)
    bare.git("merge", "other")
    assert found(bare.text())[OLD] is State.OBSOLETE
    python.unlink()
    bare.git("reset", "-q", "--hard", "HEAD^")
    bare.git("merge", "other")
    assert found(bare.text())[NEW] is State.TRANSLATED  # by lines again, not our side alone


def test_a_moved_environment_is_mended_by_installing_again(
    repository: Repository, lingotype: Callable, monkeypatch
):
    """The path of the interpreter is the new one."""
    monkeypatch.setattr(merge_driver.sys, "executable", "/elsewhere/python")
    done = lingotype("merge-driver", "--install", cwd=repository.top)
    assert done.out == "added  git config merge.lingotype.driver\n"
    assert "/elsewhere/python -P -m lingotype" in state(repository)[0]


def test_outside_a_checkout_it_says_so(lingotype: Callable, tmp_path: Path):
    """With what to do."""
    for option in ("--install", "--uninstall"):
        done = lingotype("merge-driver", option, cwd=tmp_path)
        assert (done.code, done.out) == (2, "")
        assert "this is no checkout of git" in done.err
        assert "git init" in done.err


def test_without_git_it_says_so(bare: Repository, lingotype: Callable, monkeypatch):
    """With what to do; nothing is written."""
    monkeypatch.setenv("PATH", "")
    done = lingotype("merge-driver", "--install", cwd=bare.top)
    assert (done.code, done.out) == (2, "")
    assert "Install git" in done.err
    assert not (bare.top / ".gitattributes").exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["O", "A", "B"], ["--install", "--uninstall"], ["--install", "a", "b", "c", "d"]],
)
def test_misuse_is_exit_code_2(arguments: list[str], lingotype: Callable, tmp_path: Path):
    """Four files, or one of the two options."""
    done = lingotype("merge-driver", *arguments, cwd=tmp_path)
    assert done.code == 2
    assert "Usage: lingotype merge-driver" in done.err
