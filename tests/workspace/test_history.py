"""Files as they were in a commit, as git itself has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.revision import commit, git, write

from lingotype.errors import LingotypeError
from lingotype.workspace import history

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git: sudo apt install git")

NAMES = ("a.po", "b c.po", "ö/ß.po", 'quo"te.po', "tab\there.po", "back\\slash.po", "-n.po")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A checkout with a first commit."""
    folder = tmp_path / "top"
    write(folder / "docs/locale/a.po", "one")
    commit(folder)
    return folder


def files(top: Path, name: str = "HEAD", folder: str = "docs/locale") -> dict[str, bytes]:
    return history.files(top, history.commit(top, name), top / folder, ".po")


def test_the_checkout_of_a_folder_is_found_from_below(top: Path):
    assert history.checkout(top / "docs/locale") == top


def test_outside_a_checkout_the_error_says_what_else_to_do(tmp_path: Path):
    with pytest.raises(LingotypeError, match="no git checkout") as caught:
        history.checkout(tmp_path)
    assert "Leave the commit out" in caught.value.fix


def test_a_checkout_that_git_refuses_is_named_in_gits_own_words(top: Path):
    """Damaged, or of another owner: not that the commit were unknown."""
    shutil.rmtree(top / ".git/objects")
    with pytest.raises(LingotypeError) as caught:
        history.checkout(top)
    assert str(caught.value.where) == "git rev-parse"


def test_a_commit_has_one_full_name(top: Path):
    """However it is called."""
    full = git(top, "rev-parse", "HEAD")
    git(top, "tag", "-a", "v1", "-m", "annotated")
    for name in ("HEAD", "main", "v1", full[:7], full, "@"):
        assert history.commit(top, name) == full


@pytest.mark.parametrize(
    "name", ["", " ", "no", "-h", "--all", "HEAD^9", "HEAD:docs", "a..b", "0" * 40]
)
def test_a_name_that_is_no_commit_is_refused(top: Path, name: str):
    """Also one that git would take for an option."""
    with pytest.raises(LingotypeError, match="is no commit") as caught:
        history.commit(top, name)
    assert caught.value.fix


def test_the_parent_of_a_commit_is_its_first(top: Path):
    """Of a merge: the side that it was merged into."""
    first = git(top, "rev-parse", "HEAD")
    git(top, "checkout", "-q", "-b", "side")
    commit(top, "side")
    git(top, "checkout", "-q", "main")
    ours = commit(top, "main")
    git(top, "merge", "-q", "--no-ff", "-m", "merged", "side")
    assert history.parent(top, history.commit(top, "HEAD")) == ours
    assert history.parent(top, ours) == first


def test_the_first_commit_has_no_parent(top: Path):
    with pytest.raises(LingotypeError, match="the commit before") as caught:
        history.parent(top, history.commit(top, "HEAD"))
    assert "--unshallow" in caught.value.fix


def test_files_are_read_as_they_were(top: Path):
    """Not as they are now, in the folder or in the index; a deleted one is there again."""
    write(top / "docs/locale/a.po", "two")
    write(top / "docs/locale/b.po", "new")
    commit(top)
    write(top / "docs/locale/a.po", "three")
    git(top, "add", "-A")
    assert files(top) == {"a.po": b"two", "b.po": b"new"}
    assert files(top, "HEAD^") == {"a.po": b"one"}
    shutil.rmtree(top / "docs")
    assert files(top) == {"a.po": b"two", "b.po": b"new"}


def test_names_of_all_kinds_and_bytes_of_all_kinds(top: Path):
    """Spaces, quotes, other scripts; empty files, no newline, NUL, what looks like an answer."""
    contents = [b"", b"\n", b"no end", b"\0\xff", b"0123 blob 7\n", b"\r\n" * 3, b"x" * 70_000]
    made = dict(zip(NAMES, contents, strict=True))
    for name, data in made.items():
        write(top / "docs/locale" / name, data)
    commit(top)
    assert files(top) == {"a.po": b"one", **made}


def test_only_files_of_the_kind_below_the_folder(top: Path):
    """No links, no other endings, no folder whose name begins alike, no submodule."""
    write(top / "docs/locale/x.pot", "pot")
    write(top / "docs/locales/y.po", "beside")
    (top / "docs/locale/link.po").symlink_to("a.po")
    write(top / "docs/locale/folder.po/z.po", "deep")
    commit(top)
    assert files(top) == {"a.po": b"one", "folder.po/z.po": b"deep"}
    assert files(top, folder="docs/locale/folder.po") == {"z.po": b"deep"}


@pytest.mark.parametrize("folder", ["docs/loc*", "docs/local[e]", ":(glob)docs", "nowhere"])
def test_the_name_of_a_folder_is_no_pattern(top: Path, folder: str):
    """A commit that has no such folder has no files in it."""
    assert files(top, folder=folder) == {}


def test_a_folder_may_be_the_whole_checkout(top: Path):
    assert files(top, folder=".") == {"docs/locale/a.po": b"one"}


def test_a_folder_outside_the_checkout_has_no_files_in_any_commit(top: Path, tmp_path: Path):
    """An error, since it has some now."""
    with pytest.raises(LingotypeError, match="not in the git checkout"):
        history.files(top, history.commit(top, "HEAD"), tmp_path / "locale", ".po")


def test_the_environment_of_a_hook_does_not_mislead(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """git sets GIT_DIR for what it calls, and that may be another repository."""
    other = tmp_path / "other"
    write(other / "docs/locale/a.po", "other")
    commit(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert files(top) == {"a.po": b"one"}
