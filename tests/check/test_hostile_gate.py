"""The gate alone: `lingotype check FILE` on contributions that mean harm, no project around."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import Ran, in_process, run
from tests.hostile import trees
from tests.hostile.cases import CANARY, Case, Laid, attack, cases, chapters, lay, storm_text
from tests.hostile.storms import SMALLER, STORMS

from lingotype.check.check import check_message
from lingotype.check.pair import Setting
from lingotype.check.registry import RULES
from lingotype.model.finding import Level
from lingotype.model.language import Language
from lingotype.model.message import Message

CASES = cases()
REFUSED = [case for case in CASES if case.gate == "refuse"]
FOUND = [case for case in CASES if case.gate == "found"]
SETTING = Setting(Language.parse("de"), Language.parse("en"))
# What a terminal obeys, and what turns the direction of a line.
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """The hostile catalogues on disk, each beside nothing but secrets."""
    made = lay(tmp_path_factory.mktemp("gate"))
    attack(made, CASES)
    return made


@pytest.fixture(scope="module")
def found(laid: Laid) -> dict[str, list[dict[str, object]]]:
    """What the gate finds in each file, by chapter."""
    return {chapter: findings(laid.messages / f"{chapter}.po", laid) for chapter in chapters()}


def findings(path: Path, laid: Laid) -> list[dict[str, object]]:
    """Check one file as a reviewer would who got it by e-mail."""
    done = in_process("check", "--json", path.name, cwd=path.parent)
    assert done.code == 1, done.err
    assert CANARY not in done.out.replace(laid.filled("@CANARY@.po"), "")
    return list(json.loads(done.out)["findings"])


def levels(case: Case, found: dict[str, list[dict[str, object]]]) -> set[object]:
    """How much the findings of a message weigh."""
    return {one["level"] for one in found[case.chapter] if one["line"] == case.line}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_hostile_message_is_refused(case: Case, found):
    """At its own line, whatever stands around it."""
    assert "refuse" in levels(case, found), case.attack


@pytest.mark.parametrize("case", FOUND, ids=str)
def test_a_doubtful_message_is_at_least_shown_to_the_reviewer(case: Case, found):
    """It may be honest work."""
    assert levels(case, found), case.attack


@pytest.mark.parametrize("chapter", chapters())
def test_the_honest_message_of_each_file_passes(chapter: str, found):
    """A bad neighbour is no fault."""
    first = cases_of(chapter)[0].line
    honest = [one for one in found[chapter] if int(str(one["line"])) < first]
    assert not [one for one in honest if one["level"] != "style"]


def cases_of(chapter: str) -> list[Case]:
    return [case for case in CASES if case.chapter == chapter]


def test_a_reviewer_sees_what_is_hidden_and_the_terminal_obeys_nothing(laid: Laid):
    """No control or bidirectional character of a file reaches the terminal."""
    for chapter in chapters():
        for form in ("text", "github"):
            done = run("check", "--format", form, f"{chapter}.po", cwd=laid.messages)
            assert done.code == 1
            assert UNSEEN.search(done.out + done.err) is None, chapter


def test_every_format_says_the_same(laid: Laid):
    """Machines get all lines that people get, and still as JSON."""
    plain = in_process("check", "--json", ".", cwd=laid.messages)
    sarif = in_process("check", "--format", "sarif", ".", cwd=laid.messages)
    lines = {(one["path"], one["line"]) for one in json.loads(plain.out)["findings"]}
    results = json.loads(sarif.out)["runs"][0]["results"]
    where = [one["locations"][0]["physicalLocation"] for one in results]
    assert lines == {(w["artifactLocation"]["uri"], w["region"]["startLine"]) for w in where}


WATCH = """
import sys
events = []
NAMES = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn",
         "urllib.", "ftplib.", "http.", "exec_code", "import")
sys.addaudithook(lambda name, args: name.startswith(NAMES) and events.append((name, args)))
from lingotype.cli import main
del events[:]
code = main(["check", *sys.argv[1:]])
for name, args in events:
    shown = "" if name in ("import", "exec_code") else args[0]
    if name == "import":
        shown = args[0]
    print(name, repr(shown)[:300], file=sys.stderr)
sys.exit(code)
"""


def watched(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    """What `lingotype check` asks of the machine: (event, its first argument)."""
    command = [sys.executable, "-c", WATCH, *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1, done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    said = (line.partition(" ") for line in done.stderr.splitlines())
    return [(name, shown) for name, _, shown in said]


def test_the_gate_reads_nothing_and_asks_nobody(laid: Laid):
    """No file but the catalogues is opened for them, no address asked and no program started."""
    events = watched(laid.messages, *(f"{chapter}.po" for chapter in chapters()))
    opened = [shown for name, shown in events if name == "open"]
    assert any("files.po" in shown for shown in opened)
    assert not [shown for shown in opened if "canary" in shown or "passwd" in shown]
    assert not [shown for shown in opened if "/dev/zero" in shown or shown.endswith(".rst'")]
    assert not [e for e in events if e[0].startswith(("socket.", "subprocess.", "urllib.", "os."))]
    imported = {shown.strip("'") for name, shown in events if name == "import"}
    assert not imported & {"antigravity", "this", "graphviz", "urllib.request"}
    assert not (laid.folder / "ran").exists()


def test_a_comment_of_the_contribution_does_not_open_the_gate(laid: Laid):
    """Whoever sends a file could write it there."""
    names = " ".join(RULES)
    for case in REFUSED:
        if case.chapter in ("files", "addresses", "scripts", "crashes") and case.build == "source":
            text = (laid.messages / f"{case.chapter}.po").read_text("utf-8")
            path = laid.folder / f"allowed-{case.chapter}.po"
            if not path.exists():
                allowed = text.replace("\n#. case:", f"\n# lingotype: allow {names}\n#. case:")
                path.write_text(allowed, "utf-8", newline="")
    for path in sorted(laid.folder.glob("allowed-*.po")):
        chapter = path.stem.partition("-")[2]
        found = findings(path, laid)
        refused = {one["msgid"] for one in found if one["level"] == "refuse"}
        missing = {
            case.name
            for case in cases_of(chapter)
            if case.gate == "refuse" and case.build == "source" and case.msgid not in refused
        }
        assert not missing


@pytest.mark.parametrize("name", STORMS)
def test_a_storm_is_refused_within_a_second(name: str):
    """Also where it is long: the longer it is, the sooner it is refused."""
    message = Message(storm_text(name), (STORMS[name](),))
    start = time.process_time()
    found = check_message(message, SETTING, "storms.po")
    assert time.process_time() - start < 1
    assert Level.REFUSE in {one.level for one in found}


@pytest.mark.parametrize("size", SMALLER)
@pytest.mark.parametrize("name", STORMS)
def test_a_storm_of_lawful_length_takes_no_second_either(name: str, size: int):
    """What is short enough to be read is read in time; it may even be harmless."""
    message = Message(storm_text(name), (STORMS[name]()[:size],))
    start = time.process_time()
    check_message(message, SETTING, "storms.po")
    assert time.process_time() - start < 1


@pytest.mark.parametrize("name", trees.BROKEN)
def test_what_is_no_catalogue_is_named_with_its_line(name: str, tmp_path: Path):
    """Never a traceback, and the other files of the same call are checked all the same."""
    (tmp_path / "broken.po").write_bytes(trees.BROKEN[name])
    (tmp_path / "other.po").write_bytes(trees.catalogue("The keeper.", "- Der Wärter."))
    done = in_process("check", "--json", "broken.po", "other.po", cwd=tmp_path)
    assert done.code in (1, 2)
    said = json.loads(done.out)
    places = [str(error["where"]) for error in said["errors"]] + [
        f"{one['path']}:{one['line']}" for one in said["findings"]
    ]
    assert any(place.startswith("broken.po") for place in places)
    assert any(place.startswith("other.po") for place in places)
    assert CANARY not in done.out
    assert UNSEEN.search(done.out + done.err) is None


@pytest.mark.parametrize("name", trees.SEEMING)
def test_what_is_odd_but_a_catalogue_is_read_in_time(name: str, tmp_path: Path):
    """However odd it is, the call ends with an answer, and the terminal obeys nothing of it."""
    (tmp_path / "odd.po").write_bytes(trees.SEEMING[name])
    done = in_process("check", "odd.po", cwd=tmp_path)
    assert done.code in (0, 1)
    assert UNSEEN.search(done.out + done.err) is None


@pytest.mark.parametrize("name", trees.STRANGE)
@pytest.mark.skipif(os.name == "nt", reason="links and pipes are another matter there")
def test_what_is_no_file_is_never_opened(name: str, tmp_path: Path):
    """A link out of the folder, a pipe, a device, a folder: the call ends, and shows no secret."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.po").write_bytes(trees.catalogue(f"See {CANARY}.", f"- {CANARY}"))
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "other.po").write_bytes(trees.catalogue("The keeper.", "- Der Wärter."))
    trees.STRANGE[name](folder / "strange.po", outside)
    done = shell_in_time("check", ".", cwd=folder)
    assert done.code in (1, 2)
    assert "other.po" in done.out
    assert CANARY not in done.out + done.err
    assert UNSEEN.search(done.out + done.err) is None


def limited() -> None:
    """A call that reads an endless file fails; the machine goes on."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))


def shell_in_time(*arguments: str, cwd: Path) -> Ran:
    """The command in a process of its own, which a pipe must not hold up."""
    command = [sys.executable, "-m", "lingotype", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)
