"""`lingotype update --dry-run`: the price beforehand, in four forms, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import revision
from tests.revision import BELL, FISH, ROPE, SALT, WIND, outside_build, templates, translated

WAYS = {"kept", "revived", "moved", "reworded", "stale", "suggested", "new", "obsolete"}
WORK = ("stale", "suggested", "new")
CHANGED = WIND.replace("boats", "big boats")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A text in which something became of everything; French is behind, Italian not begun."""
    book = revision.project(tmp_path / "book", "de", "fr")
    templates(book, {"quay": [WIND, FISH, ROPE], "house": [SALT]})
    translated(book, "de", {"quay": [WIND, FISH, ROPE], "house": [SALT], "attic": [BELL]})
    translated(book, "fr", {"quay": [WIND]})
    templates(book, {"quay": [CHANGED, ROPE], "house": [BELL, SALT, "A mole of stone."]})
    return book


@pytest.fixture
def dry(book: Path, lingotype: Callable) -> Callable[..., str]:
    """What a trial run prints."""

    def run(*options: str) -> str:
        done = lingotype("update", "--dry-run", *options, cwd=book)
        assert (done.code, done.err) == (0, "")
        return str(done.out)

    return run


def amount(value: dict[str, int]) -> tuple[int, int]:
    return value["messages"], value["words"]


def summed(values: list[dict[str, int]]) -> tuple[int, int]:
    return sum(x["messages"] for x in values), sum(x["words"] for x in values)


# --- nothing is written --------------------------------------------------------------------


@pytest.mark.parametrize("form", [[], ["--documents"], ["--json"], ["--markdown"]])
def test_nothing_is_written(book: Path, dry: Callable, form: list[str]):
    """Not a byte, and no new file outside the build folder; also for a language to be begun."""
    before = outside_build(book), sorted(x for x in book.rglob("*") if "_build" not in x.parts)
    dry("-l", "de,fr,it", *form)
    assert outside_build(book) == before[0]
    assert sorted(x for x in book.rglob("*") if "_build" not in x.parts) == before[1]


def test_the_leftover_of_a_killed_run_is_left_to_the_next_real_run(
    book: Path, dry: Callable, lingotype: Callable
):
    """Nothing is deleted, either."""
    leftover = book / "locale/de/LC_MESSAGES/.quay.po.0123.lingotype-tmp"
    leftover.write_text("half")
    dry()
    assert leftover.exists()
    assert lingotype("update", cwd=book).code == 0
    assert not leftover.exists()


def test_a_trial_run_does_not_keep_the_update_from_being_done(
    book: Path, dry: Callable, lingotype: Callable
):
    """It leaves no record that all is well."""
    first = dry()
    assert dry() == first
    assert lingotype("update", cwd=book).code == 0
    assert revision.message(book, "de", "quay", CHANGED).fuzzy


# --- as a table ----------------------------------------------------------------------------


def test_the_table_has_a_line_a_language_and_the_sum(dry: Callable):
    """Aligned, the price last: words to translate or revise."""
    lines = dry().splitlines()
    assert lines[0].split() == [
        "new", "stale", "suggested", "reworded", "moved", "revived", "obsolete", "kept", "words",
    ]  # fmt: skip
    rows = {line.split()[0]: [int(x) for x in line.split()[1:]] for line in lines[1:3]}
    assert rows["de"] == [1, 1, 0, 0, 1, 0, 1, 2, 20]
    assert rows["fr"] == [4, 1, 0, 0, 0, 0, 0, 0, 62]
    assert lines[3] == "2 languages, 82 words to translate or revise (7 messages)"
    assert len({len(line) for line in lines[:3]}) == 1, "the columns are aligned at the right"


def test_documents_are_listed_on_request_where_something_changes(dry: Callable):
    """Below their language."""
    lines = dry("--documents").splitlines()
    assert [line.split()[0] for line in lines[1:-1]] == [
        "de",
        "house",
        "quay",
        "fr",
        "house",
        "quay",
    ]
    assert lines[2].startswith("  house")
    assert [int(x) for x in lines[2].split()[1:]] == [1, 0, 0, 0, 1, 0, 0, 1, 4]


def test_a_document_in_which_nothing_changes_is_not_listed(tmp_path: Path, lingotype: Callable):
    book = revision.project(tmp_path / "still", "de")
    documents = {"quay": [WIND], "house": [SALT]}
    templates(book, documents)
    translated(book, "de", documents)
    templates(book, {"quay": [CHANGED], "house": [SALT]})
    done = lingotype("update", "-n", "--documents", cwd=book)
    assert [line.split()[0] for line in done.out.splitlines()[1:-1]] == ["de", "quay"]
    assert done.out.splitlines()[-1].startswith("1 language, 16 words to")


# --- as JSON -------------------------------------------------------------------------------


def test_the_json_says_everything(dry: Callable):
    """Its whole structure: a field that goes or changes its meaning is a new version."""
    value = json.loads(dry("--json"))
    assert set(value) == {"version", "languages", "total", "changed"}
    assert value["version"] == 1
    assert set(value["total"]) == {"languages", "messages", "words"}
    for language in value["languages"]:
        assert set(language) == {"tag", "work", "spared", "ways", "documents"}
        for ways in (language["ways"], *language["documents"].values()):
            assert set(ways) == WAYS
            assert all(set(ways[way]) == {"messages", "words"} for way in WAYS)
            assert all(type(x) is int for way in WAYS for x in ways[way].values())
        assert set(language["documents"]) == {"quay", "house"}
    assert value["changed"] == [{"former": WIND, "now": CHANGED, "msgctxt": None}]


def test_the_sums_add_up(dry: Callable):
    """Documents make a language, languages the total, and the ways of work the price."""
    value: dict[str, Any] = json.loads(dry("--json", "-l", "de,fr,it"))
    for language in value["languages"]:
        for way in WAYS:
            parts = [ways[way] for ways in language["documents"].values()]
            assert amount(language["ways"][way]) == summed(parts)
        assert amount(language["work"]) == summed([language["ways"][way] for way in WORK])
        live = [x for way, x in language["ways"].items() if way != "obsolete"]
        assert summed(live)[0] == 5, "each message takes one way"
    total = {**value["total"]}
    assert total.pop("languages") == 3
    assert amount(total) == summed([language["work"] for language in value["languages"]])


def test_what_the_update_does_is_what_the_trial_said(
    book: Path, dry: Callable, lingotype: Callable
):
    """The same messages on the same ways."""
    said = {x["tag"]: x["ways"] for x in json.loads(dry("--json"))["languages"]}
    done = json.loads(lingotype("update", "--json", cwd=book).out)
    assert {x["tag"]: x["ways"] for x in done["languages"]} == {
        tag: {way: ways[way]["messages"] for way in WAYS} for tag, ways in said.items()
    }


def test_afterwards_there_is_nothing_to_pay(book: Path, dry: Callable, lingotype: Callable):
    lingotype("update", cwd=book)
    value = json.loads(dry("--json"))
    assert value["total"] == {"languages": 2, "messages": 0, "words": 0}


def test_a_new_language_costs_the_words_that_progress_counts(
    book: Path, dry: Callable, lingotype: Callable
):
    """Two commands, one way of counting."""
    (italian,) = json.loads(dry("--json", "-l", "it"))["languages"]
    lingotype("update", "-l", "it", cwd=book)
    revision.project(book, "it")
    (found,) = json.loads(lingotype("progress", "--json", cwd=book).out)["languages"]
    documents = found["documents"].values()
    counted = tuple(sum(x[unit]["total"] for x in documents) for unit in ("messages", "words"))
    assert amount(italian["work"]) == counted


def test_what_waited_and_is_gone_is_spared(book: Path, dry: Callable, lingotype: Callable):
    """A text that nobody translated yet, deleted again; said, and not set off against the price."""
    lingotype("update", cwd=book)
    templates(book, {"quay": [CHANGED, ROPE], "house": [BELL, SALT]})
    value = json.loads(dry("--json"))
    assert [amount(one["spared"]) for one in value["languages"]] == [(1, 4), (1, 4)]
    assert value["total"] == {"languages": 2, "messages": 0, "words": 0}
    said = dry().splitlines()[-1]
    assert "0 words to translate or revise" in said
    assert "8 words that waited already need not be done any more" in said


# --- for a pull request --------------------------------------------------------------------


def markdown_table(lines: list[str]) -> list[list[str]]:
    """The cells of a table, which must be as GitHub wants it: as many in each line."""
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    assert len({len(row) for row in rows}) == 1
    assert all(set(cell) <= set("-:") and "---" in cell for cell in rows[1])
    return [[cell.strip() for cell in row] for row in (rows[0], *rows[2:])]


def test_the_comment_for_a_pull_request_is_a_sum_and_two_tables(dry: Callable):
    """The table of documents is folded away; blank lines make Markdown of it again."""
    text = dry("--markdown")
    above, below = text.split("<details>")
    assert above.startswith("**2 languages, 82 words to translate or revise (7 messages)**\n\n")
    languages = markdown_table(above.splitlines())
    assert languages[0] == [
        "language",
        "new",
        "stale",
        "suggested",
        "moved",
        "obsolete",
        "kept",
        "words",
    ]
    assert [row[0] for row in languages[1:]] == ["`de`", "`fr`"]
    assert "</summary>\n\n|" in below
    assert "|\n\n</details>" in below
    documents = markdown_table(below.splitlines())
    assert [row[0] for row in documents[1:]] == ["`house`", "`quay`"]
    for tables in (languages, documents):
        assert sum(int(row[-1]) for row in tables[1:]) == 82


# --- misuse --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        ["--documents"],
        ["--markdown"],
        ["--dry-run", "--prune"],
        ["--dry-run", "--wording-only"],
        ["--prune", "--json"],
        ["--prune", "copies", "--wording-only"],
        ["--dry-run", "--wording-list", "x"],
        ["--suggestions", "wild"],
    ],
)
def test_options_that_do_not_go_together_are_misuse(
    book: Path, lingotype: Callable, options: list[str]
):
    """Rather than that one of them is not heard."""
    before = revision.files(book, "*")
    done = lingotype("update", *options, cwd=book)
    assert done.code == 2
    assert done.err
    assert revision.files(book, "*") == before
