"""`lingotype impact [COMMIT]`: what the text as it is now costs; nothing is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import revision
from tests.faults.shared import edit, rewrite
from tests.revision import (
    BELL,
    FISH,
    ROPE,
    SALT,
    WIND,
    commit,
    git,
    outside_build,
    templates,
    translated,
    write,
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git: sudo apt install git")

FAILED = 2
CHANGED = WIND.replace("boats", "big boats")
AGAIN = CHANGED.replace("in the evening", "in the late evening")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two documents, translated into two languages and committed; templates are tracked."""
    book = revision.project(tmp_path / "book", "de", "fr")
    documents = {"quay": [WIND, FISH, ROPE], "house": [SALT]}
    templates(book, documents)
    for tag in ("de", "fr"):
        translated(book, tag, documents)
    commit(book)
    return book


@pytest.fixture
def impact(book: Path, lingotype: Callable) -> Callable[..., Any]:
    """The ways of each language, from the templates that stand there; nothing may be written."""

    def run(*arguments: str) -> dict[str, dict[str, int]]:
        before = outside_build(book)
        done = lingotype("impact", "-p", "locale/pot", "--json", *arguments, cwd=book)
        assert (done.code, done.err) == (0, "")
        assert outside_build(book) == before
        return {
            one["tag"]: {w: x["messages"] for w, x in one["ways"].items() if x["messages"]}
            for one in json.loads(done.out)["languages"]
        }

    return run


# --- the text itself -----------------------------------------------------------------------


def test_the_text_as_it_is_now_is_read_and_nothing_is_written(
    lighthouse: Path, lingotype: Callable
):
    """By Sphinx; templates and catalogues stay as they are, and those that are missing missing."""
    rewrite(lighthouse)
    before = outside_build(lighthouse)
    done = lingotype("impact", "-l", "de", "--documents", cwd=lighthouse)
    assert done.code == 0
    assert outside_build(lighthouse) == before
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines()}
    assert rows["de"] == ["0", "3", "0", "0", "0", "0", "0", "16", "29"]
    assert set(rows) >= {"de", "index", "glossary", "parts/harbour"}
    assert done.out.splitlines()[-1].startswith("1 language, 29 words")
    assert lingotype("extract", cwd=lighthouse).code == 0
    again = lingotype("update", "--dry-run", "-l", "de", "--documents", cwd=lighthouse)
    assert again.out == done.out


def test_a_text_that_sphinx_cannot_read_is_one_error(lighthouse: Path, lingotype: Callable):
    (lighthouse / "conf.py").write_text("extensions = ['no_such_extension']\n")
    done = lingotype("impact", cwd=lighthouse)
    assert done.code == FAILED
    assert "no_such_extension" in done.err


def test_a_pull_request_is_compared_with_the_branch_it_goes_to(
    lighthouse: Path, lingotype: Callable
):
    """As a CI job does it, with a text, its extraction, and an update in between."""
    lingotype("extract", cwd=lighthouse)
    lingotype("update", cwd=lighthouse)
    commit(lighthouse)
    git(lighthouse, "checkout", "-q", "-b", "proposal")
    edit(lighthouse, "parts/harbour.rst", "burned down twice", "burned down three times")
    expected = lingotype("impact", "main", cwd=lighthouse)
    assert "3 languages, 15 words" in expected.out
    lingotype("extract", cwd=lighthouse)
    assert lingotype("impact", "main", cwd=lighthouse).out == expected.out
    lingotype("update", cwd=lighthouse)
    commit(lighthouse)
    assert lingotype("impact", "main", cwd=lighthouse).out == expected.out
    assert "3 languages, 0 words" in lingotype("impact", cwd=lighthouse).out


# --- commits -------------------------------------------------------------------------------


def test_without_a_commit_it_is_what_an_update_would_cost(book: Path, impact: Callable):
    templates(book, {"quay": [CHANGED, FISH], "house": [SALT, BELL]})
    for ways in impact().values():
        assert ways == {"kept": 2, "stale": 1, "new": 1, "obsolete": 1}


@pytest.mark.parametrize("name", ["HEAD", "main", "v1", "HEAD@{0}", "commit", "short"])
def test_a_commit_is_named_as_git_names_it(
    book: Path, impact: Callable, lingotype: Callable, name: str
):
    """A branch, a tag, a hash; what translators and updates did since does not count."""
    git(book, "tag", "v1")
    name = {
        "commit": git(book, "rev-parse", "HEAD"),
        "short": git(book, "rev-parse", "--short", "HEAD"),
    }.get(name, name)
    templates(book, {"quay": [CHANGED, FISH, ROPE], "house": [SALT]})
    assert lingotype("update", cwd=book).code == 0
    for ways in impact(name).values():
        assert ways == {"kept": 3, "stale": 1}
    for ways in impact().values():
        assert ways == {"kept": 4}


def test_what_was_behind_at_the_commit_already_is_not_charged_to_the_change(
    book: Path, impact: Callable
):
    """Templates are tracked, so it is known which text the commit had."""
    templates(book, {"quay": [CHANGED, FISH, ROPE], "house": [SALT]})
    commit(book)
    templates(book, {"quay": [CHANGED, FISH, ROPE], "house": [SALT, BELL]})
    for ways in impact("HEAD").values():
        assert ways == {"kept": 4, "new": 1}
    for ways in impact("HEAD^").values():
        assert ways == {"kept": 3, "stale": 1, "new": 1}


def test_where_templates_are_not_tracked_the_catalogues_of_the_commit_say_what_was(
    book: Path, impact: Callable
):
    git(book, "rm", "-r", "-q", "--cached", "locale/pot")
    write(book / ".gitignore", "locale/pot\n")
    commit(book)
    templates(book, {"quay": [CHANGED, FISH, ROPE], "house": [SALT, BELL]})
    for ways in impact("HEAD").values():
        assert ways == {"kept": 3, "stale": 1, "new": 1}


def test_from_a_commit_before_there_were_catalogues_everything_is_new(book: Path, impact: Callable):
    git(book, "checkout", "-q", "--orphan", "empty")
    git(book, "rm", "-r", "-q", "--cached", ".")
    git(book, "commit", "-q", "--allow-empty", "-m", "nothing")
    for ways in impact("empty").values():
        assert ways == {"new": 4}


def test_catalogues_that_are_gone_since_are_read_from_the_commit(book: Path, impact: Callable):
    """The working tree has no French any more, and no conf.py names it by another word."""
    shutil.rmtree(book / "locale/fr")
    assert impact("HEAD") == {"de": {"kept": 4}, "fr": {"kept": 4}}
    assert impact() == {"de": {"kept": 4}, "fr": {"new": 4}}


def test_a_project_in_a_folder_of_the_checkout(tmp_path: Path, book: Path, lingotype: Callable):
    """As docs/ often is; the path has a space and a letter that git quotes."""
    shutil.rmtree(book / ".git")
    inner = tmp_path / "öuter repo" / "the döcs"
    inner.parent.mkdir()
    book.rename(inner)
    commit(inner.parent)
    templates(inner, {"quay": [CHANGED, FISH, ROPE], "house": [SALT]})
    done = lingotype("impact", "HEAD", "-p", "locale/pot", cwd=inner)
    assert done.code == 0
    assert done.out.splitlines()[1].split() == ["de", "0", "1", "0", "0", "0", "0", "0", "3", "16"]


def test_a_worktree_is_a_checkout_too(tmp_path: Path, book: Path, lingotype: Callable):
    """There .git is a file."""
    git(book, "worktree", "add", "-q", str(tmp_path / "tree"))
    templates(tmp_path / "tree", {"quay": [CHANGED, FISH, ROPE], "house": [SALT]})
    done = lingotype("impact", "main", "-p", "locale/pot", cwd=tmp_path / "tree")
    assert done.out.splitlines()[1].split() == ["de", "0", "1", "0", "0", "0", "0", "0", "3", "16"]


def test_in_a_shallow_clone_the_commit_that_is_there_will_do(
    tmp_path: Path, book: Path, lingotype: Callable
):
    """And one that is not there is named."""
    templates(book, {"quay": [CHANGED, FISH, ROPE], "house": [SALT]})
    first, last = git(book, "rev-parse", "HEAD"), commit(book)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{book}", "clone")
    clone = tmp_path / "clone"
    templates(clone, {"quay": [AGAIN, FISH, ROPE], "house": [SALT]})
    done = lingotype("impact", last, "-p", "locale/pot", "--json", cwd=clone)
    assert done.code == 0
    done = lingotype("impact", first, "-p", "locale/pot", cwd=clone)
    assert done.code == FAILED
    assert f"'{first}' is no commit" in done.err
    done = lingotype("impact", "HEAD^", "-p", "locale/pot", cwd=clone)
    assert "'HEAD^' is no commit" in done.err


# --- misuse --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nonsense", "HEAD~9", "--all", "main..HEAD", "HEAD:conf.py", " "])
def test_a_name_that_is_no_commit_is_misuse(book: Path, lingotype: Callable, name: str):
    """It is said at once, before the text is read."""
    done = lingotype("impact", "--", name, cwd=book)
    assert done.code == FAILED
    assert f"{name!r} is no commit" in done.err
    assert "Name a commit, a branch or a tag" in done.err
    assert not (book / "_build").exists()


def test_outside_git_there_is_no_commit(book: Path, impact: Callable, lingotype: Callable):
    """But still a price."""
    shutil.rmtree(book / ".git")
    done = lingotype("impact", "HEAD", "-p", "locale/pot", cwd=book)
    assert done.code == FAILED
    assert "no git checkout" in done.err
    assert "Leave the commit out" in done.err
    assert impact() == {"de": {"kept": 4}, "fr": {"kept": 4}}


def test_without_git_installed_there_is_no_commit(
    book: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch, impact: Callable
):
    monkeypatch.setenv("PATH", str(book / "locale"))
    done = lingotype("impact", "HEAD", "-p", "locale/pot", cwd=book)
    assert done.code == FAILED
    assert "git" in done.err
    assert "nstall" in done.err
    assert impact()


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_templates_that_are_not_there_cost_nothing_but_an_error(
    book: Path, lingotype: Callable, folder: str
):
    """They must not pass for a text of which everything was deleted."""
    (book / "empty").mkdir()
    done = lingotype("impact", "-p", folder, cwd=book)
    assert done.code == FAILED
    assert done.out == ""
    assert folder in done.err


def test_a_locale_folder_outside_the_checkout_has_no_commit(
    tmp_path: Path, book: Path, lingotype: Callable
):
    """It may be linked from somewhere else."""
    (book / "locale").rename(tmp_path / "shared")
    (book / "locale").symlink_to(tmp_path / "shared")
    done = lingotype("impact", "HEAD", "-p", str(tmp_path / "shared/pot"), cwd=book)
    assert done.code == FAILED
    assert "error: " in done.err


def test_a_deleted_document_is_named_with_what_becomes_obsolete(
    book: Path, impact: Callable, lingotype: Callable
):
    """As seen from a commit that had it; the files as they are know it from its template."""
    (book / "locale/pot/house.pot").unlink()
    assert impact("HEAD") == {tag: {"kept": 3, "obsolete": 1} for tag in ("de", "fr")}
    told = lingotype("impact", "HEAD", "-p", "locale/pot", "--documents", cwd=book).out
    assert "\n  house " in told
