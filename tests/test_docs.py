"""What the documents at the top of the repository say is what the programs do."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from lingotype import cli

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "lingotype"
DOCUMENTS = sorted(ROOT.glob("*.md"))
NAMES = [path.name for path in DOCUMENTS]

PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
SUFFIXES = (".css", ".csv", ".md", ".po", ".pot", ".py", ".svg", ".toml", ".txt", ".yaml")
MADE = ("build", "_build", "_static", ".venv", "index.html")
"""Names that paths begin with which a command makes."""

ELSEWHERE = {
    ".github/workflows/pages.yml": "in the publisher's project",
    ".htaccess": "on the publisher's server",
    ".nojekyll": "made at the top of the published folder",
    ".readthedocs.yaml": "in the publisher's project",
    "doc/": "in the publisher's project",
    "docs/": "in the publisher's project",
    "epub/": "a folder of the published ones",
    "locale/de/credits.toml": "written when a contribution is accepted",
    "from-sphinx.po": "one for each language, named with their folder",
    "lingotype.po": "one for each language, named with their folder",
    "en/": "a folder that the front page leads to",
    "locale/it/LC_MESSAGES/": "a language that is not begun",
    "locale/it/terms.csv": "a language that is not begun",
    "locale/wording.jsonl": "written when an editor declares a change of wording only",
    "terms.csv": "in the folder of every language",
    "robots.txt": "made at the top of the published folder",
    "sphinx.po": "in a project that changes the words of Sphinx itself",
}
"""Paths that the documents name and that are not of this repository, with the reason."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(text: str) -> list[str]:
    """What stands between fences."""
    return re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def spans(text: str) -> list[str]:
    """What stands between backquotes in a line, outside of fences."""
    prose = re.sub(r"^```\w*\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [found[1].strip() for found in re.findall(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", prose)]


def code(text: str) -> list[str]:
    """Every line of code in a document."""
    return [*spans(text), *(line for block in blocks(text) for line in block.splitlines())]


def shown(name: str, command: str) -> list[str]:
    """What a document says that a command prints."""
    block = next(x for x in blocks(text_of(name)) if x.startswith(f"$ {command}\n"))
    return block.splitlines()[1:]


def commands() -> dict[str, click.Command]:
    modules = {x: f"lingotype.cli.{x.replace('-', '_')}_command" for x in cli.COMMANDS}
    return {x: importlib.import_module(module).command for x, module in modules.items()}


def options(command: click.Command) -> set[str]:
    found = {name for param in command.params for name in param.opts}
    return found | {"-h", "--help"}


ANY_OPTION = {name for command in [*commands().values(), cli.program] for name in options(command)}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))


def settings() -> dict[str, str]:
    """The settings that Sphinx is told of, with their defaults as they are written."""
    source = (PACKAGE / "sphinx_ext" / "__init__.py").read_text("utf-8")
    return dict(re.findall(r'add_config_value\("(\w+)", (\S+),', source))


def rooms() -> set[str]:
    """The packages and modules of lingotype, as ARCHITECTURE.md writes them."""
    found = {f"{x.name}/" for x in PACKAGE.iterdir() if x.is_dir() and x.name != "__pycache__"}
    return found | {x.name for x in PACKAGE.glob("*.py") if not x.name.startswith("__")}


# --- commands ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_named_exists(name):
    named = {x for line in code(text_of(name)) for x in re.findall(r"\bmake ([a-z]\w*)", line)}
    assert named <= targets()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_named_exists(name):
    """`lingotype check` in a document is a command, and so are its options."""
    for line in code(text_of(name)):
        for called, rest in re.findall(r"(?<![\w.-])lingotype ([a-z][\w-]*)([^|;&#]*)", line):
            assert called in cli.COMMANDS, line
            assert set(re.findall(r"(?<!\S)--?[a-z][\w-]*", rest)) <= options(commands()[called]), (
                line
            )


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_for_make_is_an_option_of_its_command(name):
    """In `make progress ARGS="-l ur"` the option is one that `lingotype progress` has."""
    for line in code(text_of(name)):
        for target, given in re.findall(r'make (\w+) ARGS="([^"]*)"', line):
            if target in cli.COMMANDS:
                asked = set(re.findall(r"(?<!\S)--?[a-z][\w-]*", given))
                assert asked <= options(commands()[target]), line


@pytest.mark.parametrize("name", NAMES)
def test_an_option_named_alone_is_one_of_ours(name):
    alone = [x for x in spans(text_of(name)) if re.fullmatch(r"--[a-z][\w-]*", x)]
    assert set(alone) <= ANY_OPTION


def test_the_readme_lists_every_command_in_the_order_of_the_work():
    rows = re.findall(r"^\| `lingotype ([\w-]+)` \|", text_of("README.md"), re.MULTILINE)
    assert rows == list(cli.COMMANDS)


# --- what commands print -------------------------------------------------------------------


def test_the_readme_shows_the_list_of_make_help():
    asked = ["make", "--no-print-directory", "help"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown("README.md", "make help") == done.stdout.splitlines()


def test_the_readme_shows_the_table_of_progress(lingotype):
    """The same columns and languages; the figures move with the book."""
    said = lingotype("progress", cwd=ROOT).out.splitlines()
    told = shown("README.md", "make progress")
    assert told[0].split() == said[0].split()
    assert [line.split()[:2] for line in told[1:]] == [line.split()[:2] for line in said[1:]]


def test_the_readme_shows_the_languages_that_are_published(lingotype):
    said = lingotype("progress", cwd=ROOT).out.splitlines()[1:]
    told = shown("README.md", "make")
    start = next(i for i, line in enumerate(told) if line.split() == ["language", "site"])
    tags = [line.split()[0] for line in told[start + 2 : -1]]
    assert tags == [line.split()[0] for line in said]
    assert told[-1] == "All languages: build/site/index.html"


def test_the_importing_page_shows_a_real_report(lingotype, tmp_path: Path):
    """Of a manuscript that is among the tests; what is left out is shown as …"""
    shutil.copy(ROOT / "tests/manuscript/files/lamplighters.txt", tmp_path / "guild.txt")
    ran = lingotype("import", "guild.txt", "--into", "guild", "--dry-run", cwd=tmp_path)
    told = next(block for block in blocks(text_of("IMPORTING.md")) if block.startswith("file "))
    lines = [line for line in told.splitlines() if line != "…"]
    assert len(lines) > 12
    assert [line for line in lines if line not in ran.out.splitlines()] == []


# --- settings ------------------------------------------------------------------------------


def test_the_table_of_settings_is_complete_with_the_defaults():
    row = re.compile(r"^\| `(lingotype_\w+)` \| `(\S+)` \|", re.MULTILINE)
    assert dict(row.findall(text_of("PUBLISHING.md"))) == settings()


@pytest.mark.parametrize("name", [*NAMES, "conf.py"])
def test_every_setting_named_is_known(name):
    named = set(re.findall(r"\blingotype_\w+", text_of(name)))
    assert named <= settings().keys()


def test_every_setting_that_is_read_is_one_that_sphinx_is_told_of():
    source = (PACKAGE / "workspace" / "settings.py").read_text("utf-8")
    assert set(re.findall(r'"(lingotype_\w+)"', source)) <= settings().keys()


# --- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_link_to_a_file_leads_to_one(name):
    links = re.findall(r"\]\(([^)#\s]+)", text_of(name))
    relative = [link for link in links if "://" not in link]
    assert [link for link in relative if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_file_named_exists(name):
    """As seen from the top, or from the package: `po.py`, `model/`, `locale/*/…`."""
    named = {x for x in spans(text_of(name)) if PATH.fullmatch(x) and looks_like_a_path(x)}
    assert sorted(x for x in named - ELSEWHERE.keys() if not found(x)) == []


def looks_like_a_path(span: str) -> bool:
    return "/" in span or (span.endswith(SUFFIXES) and span not in SUFFIXES)


def found(path: str) -> bool:
    if path.split("/", maxsplit=1)[0] in MADE:
        return True
    bare = path.rstrip("/")
    return any(ROOT.glob(bare)) or any(PACKAGE.glob(bare)) or any(PACKAGE.glob(f"*/{bare}"))


def test_no_file_names_a_folder_of_somebodys_machine():
    """Neither a home folder nor the place of this checkout."""
    homes = r"/(?:home|Users)/\w[\w.-]*/"
    here = [re.escape(f"{place}/") for place in (ROOT, Path.home()) if len(place.parts) > 2]
    pattern = re.compile("|".join([homes, *here]).encode())
    files = [x for x in sorted({*tracked(), *DOCUMENTS}) if x.is_file()]
    assert [str(x.relative_to(ROOT)) for x in files if pattern.search(x.read_bytes())] == []


def tracked() -> list[Path]:
    """What git tracks; nothing where there is no git or no checkout."""
    if shutil.which("git") is None:
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


# --- the house -----------------------------------------------------------------------------


def told_rooms() -> list[str]:
    """The first words of the lines under "Rooms and floors"; a continued line is indented."""
    section = text_of("ARCHITECTURE.md").split("## Rooms and floors", 1)[1]
    return re.findall(r"^(\w+(?:/|\.py)) ", blocks(section)[0], re.MULTILINE)


def test_the_rooms_of_the_architecture_are_those_that_exist():
    assert len(told_rooms()) == len(set(told_rooms()))
    assert set(told_rooms()) == rooms()


def test_every_room_has_its_floor():
    """In .importlinter, but for the theme, which holds no Python."""
    layers = re.search(r"^layers =\n((?: +.*\n)+)", text_of(".importlinter"), re.MULTILINE)
    assert layers is not None
    placed = set(re.findall(r"\w+", layers[1]))
    assert placed == {re.sub(r"/|\.py", "", room) for room in rooms()} - {"themes"}


def test_every_library_has_its_door():
    """A contract named `polib: only formats.mo` stands in ARCHITECTURE.md as polib and
    `formats/mo.py`."""
    told = text_of("ARCHITECTURE.md").split("One library, one door:", 1)[1].split("\n\n", 1)[0]
    contracts = re.findall(r"^name = (.+): only (.+)$", text_of(".importlinter"), re.MULTILINE)
    assert contracts
    for libraries, doors in contracts:
        assert [x for x in libraries.split(" and ") if x not in told] == []
        paths = [door.replace(".", "/") for door in doors.split(" and ")]
        assert [x for x in paths if f"`{x}/`" not in told and f"`{x}.py`" not in told] == []


def test_the_architecture_is_one_page():
    assert len(text_of("ARCHITECTURE.md").splitlines()) <= 118


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_short_enough_to_read_in_a_terminal(name):
    """But for tables, addresses and what a command printed."""
    prose = re.sub(r"^```\w*\n.*?^```$", "", text_of(name), flags=re.MULTILINE | re.DOTALL)
    lines = (line for line in prose.splitlines() if not line.startswith("|"))
    assert [line for line in lines if len(line) > 110 and "](" not in line] == []
