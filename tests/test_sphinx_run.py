"""A Sphinx build in a worker is an outcome, whatever an extension does in it."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lingotype import sphinx_run
from lingotype.errors import LingotypeError
from lingotype.model.language import Language
from lingotype.publish import compiled, site
from lingotype.sphinx_run import Job, Outcome
from lingotype.workflow.screening import screen_of
from lingotype.workspace import settings

INDEX = "Lamp\n====\n\nA light.\n"


def jobs_of(book: Path, *tags: str) -> list[Job]:
    """The jobs that `publish` would run for these languages."""
    project = settings.load(book)
    languages = [Language.parse(tag) for tag in tags]
    made = {x: compiled.compile_all(project, x, screen_of(project, x)) for x in languages}
    return [site.job(project, x, texts) for x, texts in made.items()]


def silent(*_: object) -> None:
    """Listen to nothing."""


def run(jobs: list[Job], workers: int = 2) -> dict[str, Outcome]:
    return {outcome.name: outcome for outcome in sphinx_run.run_all(jobs, workers, silent)}


def book_with(folder: Path, extension: str, index: str = INDEX) -> Path:
    """A book of one page, with an extension of its own that acts for `de` alone."""
    (folder / "source").mkdir(parents=True)
    (folder / "source/index.rst").write_text(index)
    (folder / "its_extension.py").write_text(
        f"import os, sys, time\n\n\ndef act(app, *_):\n    if app.config.language == 'de':\n"
        f"        {extension}\n\n\ndef setup(app):\n    app.connect('source-read', act)\n"
    )
    (folder / "conf.py").write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "sys.path.insert(0, str(Path(__file__).parent))\n"
        "extensions = ['its_extension']\n"
        "lingotype_languages = ['de']\n"
    )
    return folder


# --- how a worker may end ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extension", "reason"),
    [
        ("os.kill(os.getpid(), 9)", "the worker was ended by SIGKILL"),
        ("os.kill(os.getpid(), 11)", "the worker was ended by SIGSEGV"),
        ("os._exit(0)", "the worker ended without an answer (exit code 0)"),
        ("os._exit(7)", "the worker ended without an answer (exit code 7)"),
        ("sys.exit(3)", "SystemExit: 3"),
        ("sys.exit('enough')", "SystemExit: enough"),
        ("raise ValueError('no lamp')", "no lamp"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("f = lambda: f(); f()", "maximum recursion depth exceeded"),
        ("raise OSError(28, 'No space left on device')", "No space left on device"),
    ],
)
def test_an_extension_that_fails_is_an_outcome_and_the_other_jobs_finish(
    tmp_path: Path, capfd, extension: str, reason: str
):
    """The reason fits a line; where the extension can be blamed, its traceback is in the log."""
    found = run(jobs_of(book_with(tmp_path / "book", extension), "de", "en", "fr"))
    assert reason in found["de"].error
    assert "Traceback" not in found["de"].error
    assert len(found["de"].error.splitlines()) <= 2
    assert {name: found[name].error for name in ("en", "fr")} == {"en": "", "fr": ""}
    if "worker" not in reason:
        assert "its_extension.py" in found["de"].log
        assert "Traceback" in found["de"].log
    assert capfd.readouterr() == ("", "")


def test_an_extension_that_cannot_be_imported_is_named(tmp_path: Path):
    """Sphinx's own words, and no word of ours."""
    book = book_with(tmp_path / "book", "pass")
    (book / "its_extension.py").write_text("import no_such_module_at_all\n")
    error = run(jobs_of(book, "de"))["de"].error
    assert "its_extension" in error
    assert "no_such_module_at_all" in error
    assert "Traceback" not in error


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_killed_is_an_outcome_and_the_other_jobs_finish(
    tmp_path: Path, number: signal.Signals
):
    """From outside, while it works; no job is lost or run twice."""
    pid = tmp_path / "pid"
    wait = f"open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    jobs = jobs_of(book_with(tmp_path / "book", wait), "en", "de", "fr", "es")
    outcomes = []
    for outcome in sphinx_run.run_all(jobs, 2, silent):
        outcomes.append(outcome)
        if outcome.name == "en":
            end = time.monotonic() + 30
            while not (pid.exists() and pid.read_text()) and time.monotonic() < end:
                time.sleep(0.01)
            os.kill(int(pid.read_text()), number)
    assert sorted(outcome.name for outcome in outcomes) == ["de", "en", "es", "fr"]
    errors = {outcome.name: outcome.error for outcome in outcomes if outcome.error}
    assert errors == {"de": f"the worker was ended by {number.name}"}


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_workers_end_when_the_caller_stops_listening(tmp_path: Path):
    """As after Ctrl-C: the generator is closed and no worker goes on."""
    pid = tmp_path / "pid"
    wait = f"open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    outcomes = sphinx_run.run_all(
        jobs_of(book_with(tmp_path / "book", wait), "de", "en"), 2, silent
    )
    assert next(outcomes).name == "en"
    end = time.monotonic() + 30
    while not (pid.exists() and pid.read_text()) and time.monotonic() < end:
        time.sleep(0.01)
    outcomes.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are spawned elsewhere")
def test_a_server_of_workers_that_was_killed_is_started_again(tmp_path: Path):
    """A long-lived caller, such as a server with a preview, goes on."""
    from multiprocessing import forkserver

    book = book_with(tmp_path / "book", "pass")
    assert run(jobs_of(book, "de"))["de"].error == ""
    server = forkserver._forkserver._forkserver_pid
    os.kill(server, signal.SIGKILL)
    os.waitid(os.P_PID, server, os.WEXITED | os.WNOWAIT)
    assert run(jobs_of(book, "de"))["de"].error == ""


def test_a_job_whose_source_is_missing_is_an_outcome(tmp_path: Path):
    """Sphinx says what is missing."""
    book = book_with(tmp_path / "book", "pass")
    (job,) = jobs_of(book, "de")
    (book / "source/index.rst").unlink()
    (book / "source").rmdir()
    error = run([job])["de"].error
    assert "source" in error
    assert "Traceback" not in error


# --- what a worker says --------------------------------------------------------------------


@pytest.mark.parametrize(
    "extension",
    [
        "print('loud')",
        "sys.stderr.write('loud')",
        "sys.__stdout__.write('loud'); sys.__stdout__.flush()",
        "os.write(1, b'loud')",
        "os.system('echo loud')",
    ],
)
def test_what_an_extension_prints_does_not_mix_with_the_result(
    tmp_path: Path, shell: Callable, extension: str
):
    """Whichever way it prints, and whoever it calls: `--json` stays JSON."""
    book = book_with(tmp_path / "book", extension)
    done = shell("publish", "-l", "de", "--json", cwd=book)
    assert done.code == 0, done.err
    assert [site["state"] for site in json.loads(done.out)] == ["built"]
    if "__stdout__" not in extension and "os." not in extension:
        assert "loud" in (book / "build/log/de.log").read_text()


def test_progress_is_told_by_job_and_ends_with_all_documents(lighthouse: Path):
    """First reading, then writing, each document once; then the end."""
    words: list[tuple[str, str, int, int]] = []
    list(sphinx_run.run_all(jobs_of(lighthouse, "de"), 1, lambda *word: words.append(word)))
    assert {word[0] for word in words} == {"de"}
    assert [word[1:3] for word in words[:6]] == [
        *(("reading", done) for done in (1, 2, 3)),
        *(("writing", done) for done in (1, 2, 3)),
    ]
    assert words[5][3] == 3
    assert {word[1] for word in words[6:]} <= {"done"}


def warned(book: Path, tag: str) -> list[sphinx_run.Warned]:
    outcome = run(jobs_of(book, tag))[tag]
    assert outcome.error == ""
    return list(outcome.warnings)


def test_a_warning_about_the_text_carries_path_and_line(lighthouse: Path):
    """And does not claim to be about a translation."""
    index = lighthouse / "source/index.rst"
    index.write_text(index.read_text() + "\nSee :doc:`nowhere`.\n")
    (found,) = warned(lighthouse, "en")
    assert "nowhere" in found.text
    assert (found.path, found.line) == (str(index), 12)
    assert (found.translated, found.msgid) == (False, "")


def test_a_warning_about_a_translation_carries_the_text_it_translates(lighthouse: Path):
    """So that its catalogue and line can be named."""
    catalogue = lighthouse / "locale/de/LC_MESSAGES/glossary.po"
    text = catalogue.read_text("utf-8")
    wrong = text.replace("Die Geschichte steht in :ref:`harbour`.", "Die Geschichte steht da.")
    catalogue.write_text(wrong, "utf-8")
    found = warned(lighthouse, "de")
    assert found
    for one in found:
        assert (one.path, one.line) == (str(lighthouse / "source/glossary.rst"), 4)
        assert one.translated
        assert one.msgid == "See :ref:`harbour` for the story."


def test_a_warning_without_a_place_is_whole(lighthouse: Path):
    """One about conf.py names no file."""
    with (lighthouse / "conf.py").open("a") as conf:
        conf.write("html_static_path = ['no such folder']\n")
    (found,) = warned(lighthouse, "de")
    assert "no such folder" in found.text
    assert (found.path, found.line, found.translated, found.msgid) == ("", 0, False, "")


# --- apart ---------------------------------------------------------------------------------


def page(job: Job, name: str = "index.html") -> str:
    return (job.out / name).read_text("utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_the_languages_of_one_run_do_not_leak_into_each_other(lighthouse: Path, workers: int):
    """Sphinx keeps its translators in one table per process, so each build has its own."""
    jobs = jobs_of(lighthouse, "de", "ar", "en", "zh-CN")
    assert {outcome.error for outcome in run(jobs, workers).values()} == {""}
    pages = {job.name: page(job) for job in jobs}
    # A word of Sphinx's own, and one of the book.
    words = {
        "de": ("Suche", "Der Leuchtturm"),
        "ar": ("بحث", "المنارة"),
        "en": ("Search", "The Lighthouse"),
        "zh-CN": ("搜索", "灯塔"),
    }
    for tag, text in pages.items():
        assert re.findall(r"<html lang=\"([^\"]+)\"", text) == [tag]
        found = [other for other, own in words.items() if any(word in text for word in own)]
        assert found == [tag]
        assert all(word in text for word in words[tag])


@pytest.mark.parametrize("methods", [["forkserver", "spawn"], ["spawn"]])
def test_workers_are_forked_from_a_server_or_spawned(
    lighthouse: Path, monkeypatch, methods: list[str]
):
    """Where there is no fork the pages are the same, byte for byte."""
    if "forkserver" not in multiprocessing.get_all_start_methods() and len(methods) > 1:
        pytest.skip("there is no forkserver here")
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: methods)
    assert sphinx_run.start_server().get_start_method() == methods[0]
    (job,) = jobs_of(lighthouse, "ar")
    found = run([job])
    assert (found["ar"].error, found["ar"].warnings) == ("", ())
    assert 'lang="ar" dir="rtl"' in page(job)


SPHINX_FREE = """
import sys
from lingotype.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"sphinx", "docutils", "jinja2"})
print(code or 0, heavy, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "command", [["--help"], ["update"], ["progress"], ["publish"]], ids=" ".join
)
def test_the_command_itself_never_imports_sphinx(
    lighthouse: Path, lingotype: Callable, command: list[str]
):
    """It starts fast, and what Sphinx changes globally stays in the workers. Docutils, by which
    translations are screened, comes only with something to build.
    """
    if command == ["update"]:
        assert lingotype("extract", cwd=lighthouse).code == 0
    if command == ["publish"]:
        assert lingotype("publish", cwd=lighthouse).code == 0
    done = subprocess.run(
        [sys.executable, "-c", SPHINX_FREE, *command],
        cwd=lighthouse, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "0 []"


def test_the_workers_find_their_modules_though_the_book_has_files_of_the_same_name(
    lighthouse: Path, lingotype: Callable
):
    """A folder of a book may be called like a module of Python."""
    for name in ("queue.py", "selectors.py", "babel.py"):
        (lighthouse / "source" / name).write_text("raise ImportError('the wrong one')\n")
    assert lingotype("publish", "-l", "de", cwd=lighthouse).code == 0


def test_unlisted_names_are_refused_before_any_worker_starts(lighthouse: Path):
    """An unknown catalogue folder is no language."""
    with pytest.raises(LingotypeError):
        jobs_of(lighthouse, "xx")
