"""`lingotype check`: in a project, and on catalogues that stand anywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal import on_a_terminal

from lingotype.check import check
from lingotype.check.pair import Setting
from lingotype.model.catalogue import Catalogue
from lingotype.workflow import checking

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{more}"\n'
LOST = ("See :ref:`setup` first.", "Siehe zuerst Einrichtung.")
STYLED = ("It is *not* so, he said.", "So ist es nicht, sagte er.")
WARNED = ("Run ``make`` now.", "Rufen Sie nun make auf.")
GOOD = ("The keeper lit the lamp.", "Die Wärterin zündete die Lampe an.")


def catalogue(path: Path, *pairs: tuple[str, str], more: str = "", above: str = "") -> Path:
    """A .po file of these messages. above: lines before each of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [f'\n{above}msgid "{a}"\nmsgstr "{b}"\n' for a, b in pairs]
    path.write_text(HEADER.format(more=more) + "".join(entries), "utf-8")
    return path


def spoil(book: Path, tag: str = "de") -> Path:
    """A mistake in a catalogue of the lighthouse."""
    path = book / f"locale/{tag}/LC_MESSAGES/broken.po"
    return catalogue(path, LOST)


def found(done) -> set[tuple[str, str]]:
    """(file, rule) of each finding of --json."""
    return {(x["path"], x["rule"]) for x in json.loads(done.out)["findings"]}


# --- a project -----------------------------------------------------------------------------


def test_a_good_project_is_well(lighthouse: Path, lingotype: Callable):
    """Each translation is looked at; Sphinx is not started and nothing written."""
    before = sorted(lighthouse.rglob("*"))
    done = lingotype("check", cwd=lighthouse)
    assert (done.code, done.err) == (0, "")
    assert re.search(r" messages checked: (nothing found|\d+ of style .*)\n\Z", done.out)
    assert sorted(lighthouse.rglob("*")) == before


def test_a_mistake_is_named_with_its_line(lighthouse: Path, lingotype: Callable):
    """And shown, and told how to mend it."""
    spoil(lighthouse)
    done = lingotype("check", cwd=lighthouse)
    assert done.code == 1
    assert done.out.splitlines()[:5] == [
        "locale/de/LC_MESSAGES/broken.po:4: refuse: :ref:`setup` is lost [role-lost]",
        '  msgid  "See :ref:`setup` first."',
        "              ^^^^^^^^^^^^",
        '  msgstr "Siehe zuerst Einrichtung."',
        "  Put :ref:`setup` back.",
    ]
    assert " messages checked: 1 refused" in done.out


def test_only_the_languages_named_are_looked_at(lighthouse: Path, lingotype: Callable):
    """With -l."""
    spoil(lighthouse, "ar")
    assert lingotype("check", "-l", "de", cwd=lighthouse).code == 0
    assert lingotype("check", "-l", "de,ar", cwd=lighthouse).code == 1


def test_a_project_that_lists_no_languages_has_those_that_stand_there(
    lighthouse: Path, lingotype: Callable
):
    """Any Sphinx project with catalogues."""
    conf = lighthouse / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "\nlingotype_languages = []\n", "utf-8")
    spoil(lighthouse)
    assert lingotype("check", cwd=lighthouse).code == 1


def test_every_locale_folder_is_looked_at(lighthouse: Path, lingotype: Callable):
    """Sphinx reads them all."""
    conf = lighthouse / "conf.py"
    more = "locale_dirs = [*locale_dirs, str(Path(__file__).parent / 'more')]\n"
    conf.write_text(conf.read_text("utf-8") + more, "utf-8")
    catalogue(lighthouse / "more/de/LC_MESSAGES/x.po", LOST)
    done = lingotype("check", "--json", cwd=lighthouse)
    assert found(done) == {("more/de/LC_MESSAGES/x.po", "role-lost")}


def test_a_broken_catalogue_is_named_and_the_others_are_looked_at(
    lighthouse: Path, lingotype: Callable
):
    """Exit code 1."""
    path = lighthouse / "locale/ar/LC_MESSAGES/parts/harbour.po"
    path.write_text(path.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    spoil(lighthouse)
    done = lingotype("check", cwd=lighthouse)
    assert done.code == 1
    assert f"locale/ar/LC_MESSAGES/parts/harbour.po:{line}: refuse: " in done.out
    assert "[broken-catalogue]" in done.out
    assert "locale/de/LC_MESSAGES/broken.po:4: " in done.out


def test_several_processes_say_the_same(
    lighthouse: Path, lingotype: Callable, monkeypatch: pytest.MonkeyPatch
):
    """In the same order."""
    spoil(lighthouse)
    spoil(lighthouse, "ar")
    alone = lingotype("check", "--json", cwd=lighthouse)
    monkeypatch.setattr(checking, "LARGE", 0)
    assert lingotype("check", "--json", cwd=lighthouse).out == alone.out


def test_build_says_what_sphinx_says_too(lighthouse: Path, lingotype: Callable):
    """And each thing once, whoever found it."""
    path = lighthouse / "source/index.rst"
    path.write_text(path.read_text("utf-8") + "\n.. nonsense::\n", "utf-8")
    spoil(lighthouse)
    assert "nonsense" not in lingotype("check", cwd=lighthouse).out
    done = lingotype("check", "--build", "--json", "-l", "de", cwd=lighthouse)
    assert done.code == 1
    assert ("source/index.rst", "sphinx") in found(done)
    assert ("locale/de/LC_MESSAGES/broken.po", "role-lost") in found(done)


def test_a_broken_catalogue_is_named_once_by_rules_and_build(lighthouse: Path, lingotype: Callable):
    """Its line says where."""
    path = lighthouse / "locale/de/LC_MESSAGES/glossary.po"
    path.write_text(path.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    done = lingotype("check", "--build", "-l", "de", cwd=lighthouse)
    assert done.code == 1
    assert (done.out + done.err).count("glossary.po:") == 1


# --- files and folders ---------------------------------------------------------------------


def test_a_file_needs_no_project(tmp_path: Path, lingotype: Callable):
    """Nor anything else beside it."""
    catalogue(tmp_path / "from-anna.po", LOST, GOOD)
    done = lingotype("check", "from-anna.po", cwd=tmp_path)
    assert done.code == 1
    assert done.out.startswith("from-anna.po:4: refuse: ")
    assert done.out.endswith("2 messages checked: 1 refused\n")


def test_folders_are_searched(tmp_path: Path, lingotype: Callable):
    """For .po files alone."""
    catalogue(tmp_path / "a/b/x.po", LOST)
    catalogue(tmp_path / "a/.hidden/y.po", LOST)
    shutil.copy(tmp_path / "a/b/x.po", tmp_path / "a/x.pot")
    done = lingotype("check", "--json", "a", cwd=tmp_path)
    assert found(done) == {("a/b/x.po", "role-lost")}


def test_a_folder_without_catalogues_is_well(tmp_path: Path, lingotype: Callable):
    """There is nothing to find in it."""
    assert lingotype("check", ".", cwd=tmp_path).out == "0 messages checked: nothing found\n"


@pytest.mark.parametrize(
    "arguments",
    [["nothing.po"], ["x.txt"], ["x.po", "-l", "qq"], ["x.po", "-l", "de,fr"], ["x.po", "--build"]],
)
def test_misuse_is_exit_code_2(arguments: list[str], tmp_path: Path, lingotype: Callable):
    """Said before anything is looked at."""
    catalogue(tmp_path / "x.po", LOST)
    (tmp_path / "x.txt").touch()
    done = lingotype("check", *arguments, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")


def test_a_file_that_is_too_large_is_a_finding(tmp_path: Path, lingotype: Callable):
    """The others are looked at."""
    with (tmp_path / "large.po").open("wb") as file:
        file.truncate(20_000_001)
    catalogue(tmp_path / "x.po", LOST)
    done = lingotype("check", "--json", ".", cwd=tmp_path)
    assert done.code == 1
    assert found(done) == {("large.po", "not-read"), ("x.po", "role-lost")}


@pytest.mark.skipif(os.name == "nt", reason="links are another matter there")
def test_a_link_is_a_warning(tmp_path: Path, lingotype: Callable):
    """What it leads to is not shown."""
    catalogue(tmp_path / "secret.po", LOST)
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent/x.po").symlink_to("../secret.po")
    done = lingotype("check", ".", cwd=tmp_path / "sent")
    assert done.code == 1
    assert done.out.startswith("x.po: warn: the catalogue is not read: it is a link")


def test_a_catalogue_named_as_that_of_sphinx_is_a_warning(tmp_path: Path, lingotype: Callable):
    """It would change what Sphinx itself writes; elsewhere it is a name as any other."""
    catalogue(tmp_path / "de/LC_MESSAGES/sphinx.po", GOOD)
    catalogue(tmp_path / "sphinx.po", GOOD)
    done = lingotype("check", "--json", ".", cwd=tmp_path)
    assert found(done) == {("de/LC_MESSAGES/sphinx.po", "catalogue-name")}


# --- which language ------------------------------------------------------------------------


@pytest.fixture
def languages(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The tags of the languages by whose rules catalogues are looked at."""
    seen: list[str | None] = []

    def look(catalogue: Catalogue, setting: Setting) -> check.Checked:
        seen.append(setting.language.tag if setting.language else None)
        return check.Checked()

    monkeypatch.setattr(checking.rules_of, "check", look)
    return seen


@pytest.mark.parametrize(
    ("path", "more", "options", "tag"),
    [
        ("x.po", "", [], None),
        ("x.po", "", ["-l", "fr"], "fr"),
        ("fr.po", "", [], "fr"),
        ("x.pt_BR.po", "", [], "pt-BR"),
        ("x.po", "Language: fr\\n", [], "fr"),
        ("fr/LC_MESSAGES/x.po", "", [], "fr"),
        ("fr/LC_MESSAGES/x.po", "Language: de\\n", [], "fr"),
        ("fr.po", "Language: de\\n", [], "de"),
        ("fr/LC_MESSAGES/x.po", "", ["-l", "de"], "de"),
        ("x.po", "Language: nonsense\\n", [], None),
        ("library/os.po", "Language: fr\\n", [], "fr"),
    ],
)
def test_the_language_is_found(
    path: str,
    more: str,
    options: list[str],
    tag: str | None,
    languages: list[str | None],
    tmp_path: Path,
    lingotype: Callable,
):
    """By -l, the folder, the header, the name of the file: the first of them that says it."""
    catalogue(tmp_path / path, GOOD, more=more)
    assert lingotype("check", path, *options, cwd=tmp_path).code == 0
    assert languages == [tag]


def test_of_a_folder_only_the_languages_named_count(tmp_path: Path, lingotype: Callable):
    """A file that does not say is taken for the one that is named."""
    catalogue(tmp_path / "fr/LC_MESSAGES/x.po", LOST)
    catalogue(tmp_path / "de/LC_MESSAGES/x.po", LOST)
    catalogue(tmp_path / "y.po", LOST)
    done = lingotype("check", "--json", ".", "-l", "de", cwd=tmp_path)
    assert {path for path, _ in found(done)} == {"de/LC_MESSAGES/x.po", "y.po"}


# --- whose settings ------------------------------------------------------------------------


def configure(book: Path, line: str) -> int:
    """Add a line to conf.py; its number."""
    conf = book / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8').rstrip()}\n{line}\n", "utf-8")
    return len(conf.read_text("utf-8").splitlines())


def test_conf_gives_rules_other_levels(lighthouse: Path, lingotype: Callable):
    """And switches them off."""
    spoil(lighthouse)
    configure(lighthouse, 'lingotype_check = {"role-lost": "warn"}')
    assert ": warn: " in lingotype("check", cwd=lighthouse).out
    configure(lighthouse, 'lingotype_check = {"role-lost": "style"}')
    assert lingotype("check", cwd=lighthouse).code == 0
    configure(lighthouse, 'lingotype_check = {"role-lost": False}')
    assert lingotype("check", cwd=lighthouse).code == 0
    rules = lingotype("check", "--rules", cwd=lighthouse).out.splitlines()
    (row,) = (line.split() for line in rules if line.startswith("role-lost "))
    assert row[1] == "off"


def test_conf_allows_hosts_and_roles(lighthouse: Path, lingotype: Callable):
    """Honest work in another language's sources."""
    pair = ("It is old.", "`Alt <https://alt.example.net>`_ ist es, :index:`sehr`.")
    catalogue(lighthouse / "locale/de/LC_MESSAGES/x.po", pair)
    assert lingotype("check", cwd=lighthouse).code == 1
    configure(lighthouse, 'lingotype_hosts = [".Example.net"]')
    configure(lighthouse, 'lingotype_roles = ["index"]')
    done = lingotype("check", "--json", cwd=lighthouse)
    assert not {rule for _, rule in found(done)} & {"link-foreign", "role-forbidden"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('lingotype_check = {"rol-lost": "warn"}', "Did you mean role-lost"),
        ('lingotype_check = {"role-lost": "error"}', "Write 'refuse', 'warn', 'style', or False"),
        ('lingotype_check = {"role-lost": True}', "Write 'refuse'"),
        ('lingotype_check = ["role-lost"]', "Give lingotype_check a dict"),
        ('lingotype_hosts = ["https://de.wikipedia.org/wiki/"]', "Write the host alone"),
        ('lingotype_hosts = "de.wikipedia.org"', "Give lingotype_hosts a list or tuple"),
        ("lingotype_roles = [1]", "List strings in lingotype_roles"),
    ],
)
def test_a_mistake_in_conf_is_named_with_its_line(
    line: str, words: str, lighthouse: Path, lingotype: Callable
):
    """And what to write."""
    number = configure(lighthouse, line)
    done = lingotype("check", cwd=lighthouse)
    assert (done.code, done.out) == (2, "")
    assert f"conf.py:{number}: " in done.err
    assert words in done.err


def test_files_are_checked_by_the_settings_of_the_folder_one_works_in(
    lighthouse: Path, tmp_path: Path, lingotype: Callable
):
    """Or of the project that is named; wherever the files stand."""
    configure(lighthouse, 'lingotype_check = {"role-lost": False}')
    sent = catalogue(tmp_path / "sent/x.po", LOST)
    assert lingotype("check", str(sent), cwd=lighthouse).code == 0
    assert lingotype("-C", str(lighthouse), "check", str(sent), cwd=tmp_path).code == 0
    assert lingotype("check", str(sent), cwd=tmp_path).code == 1


def test_a_path_leads_to_no_conf(lighthouse: Path, tmp_path: Path, lingotype: Callable):
    """It is a program, and may be the sender's."""
    ran = tmp_path / "ran"
    configure(lighthouse, f"open({str(ran)!r}, 'w')")
    path = spoil(lighthouse)
    assert lingotype("check", str(path), str(lighthouse), cwd=tmp_path).code == 1
    assert not ran.exists()


def test_a_project_that_is_named_and_not_there_is_misuse(tmp_path: Path, lingotype: Callable):
    """It was to give the settings."""
    catalogue(tmp_path / "x.po", GOOD)
    (tmp_path / "empty").mkdir()
    done = lingotype("-C", str(tmp_path / "empty"), "check", "x.po", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")


def test_a_comment_allows_a_rule_and_is_counted(tmp_path: Path, lingotype: Callable):
    """A reviewer sees it."""
    catalogue(tmp_path / "x.po", WARNED, above="# lingotype: allow literal-lost\n")
    done = lingotype("check", "x.po", cwd=tmp_path)
    assert (done.code, done.out) == (0, "1 message checked: 1 allowed by comments\n")


# --- what is printed -----------------------------------------------------------------------


def test_style_is_counted_and_listed_on_demand(tmp_path: Path, lingotype: Callable):
    """Only then it makes a difference to the exit code."""
    catalogue(tmp_path / "x.po", STYLED)
    done = lingotype("check", "x.po", cwd=tmp_path)
    summary = "1 message checked: 1 of style (show them with --style)\n"
    assert (done.code, done.out) == (0, summary)
    done = lingotype("check", "--style", "x.po", cwd=tmp_path)
    assert done.code == 1
    assert done.out.startswith("x.po:4: style: the emphasis")
    assert done.out.endswith("1 message checked: 1 of style\n")


def test_the_summary_counts_each_level(tmp_path: Path, lingotype: Callable):
    """Those that there are."""
    catalogue(tmp_path / "x.po", LOST, WARNED, STYLED, GOOD)
    done = lingotype("check", "--style", "x.po", cwd=tmp_path)
    assert done.out.endswith("4 messages checked: 1 refused, 1 warning, 1 of style\n")


def test_where_columns_are_not_sure_brackets_mark_the_place(tmp_path: Path, lingotype: Callable):
    """In scripts of double width, and in those that run from the right."""
    catalogue(tmp_path / "zh.po", ("Run ``make`` now.", "现在运行 ``制作`` 吧。"))
    catalogue(tmp_path / "ar.po", ("Run ``make`` now.", "شغّل ``صنع`` الآن."))
    done = lingotype("check", "--style", ".", cwd=tmp_path)
    assert '  msgstr "现在运行 [[``制作``]] 吧。"' in done.out
    assert '  msgstr "شغّل [[``صنع``]] الآن."' in done.out


def test_on_a_terminal_the_place_is_in_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Unless NO_COLOR is set (https://no-color.org)."""
    catalogue(tmp_path / "x.po", LOST)
    monkeypatch.delenv("NO_COLOR", raising=False)
    done = on_a_terminal("check", "x.po", cwd=tmp_path, typed=[])
    assert done.code == 1
    assert "\x1b[1;31mrefuse\x1b[0m" in done.out
    assert 'msgid  "See \x1b[1;7m:ref:`setup`\x1b[0m first."' in done.out
    monkeypatch.setenv("NO_COLOR", "1")
    done = on_a_terminal("check", "x.po", cwd=tmp_path, typed=[])
    assert "x.po:4: refuse: " in done.out


def test_what_is_hidden_is_seen_and_nothing_speaks_to_the_terminal(
    tmp_path: Path, lingotype: Callable
):
    """Neither in a msgstr nor in a name."""
    name = "x\x1b[2J\u202e.po" if os.name != "nt" else "x.po"
    catalogue(tmp_path / name, ("Pay 100.", "Zahle \u202e001\u202c, \x1b]0;gotcha\x07\x9b2J."))
    for form in ("text", "json", "github", "gitlab", "sarif"):
        done = lingotype("check", "--format", form, ".", cwd=tmp_path)
        assert done.code == 1
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u202c"} & set(done.out + done.err)
    assert "<U+202E>001<U+202C>" in lingotype("check", ".", cwd=tmp_path).out.replace(
        "[[", ""
    ).replace("]]", "")


def test_the_rules_are_listed_without_a_project(tmp_path: Path, lingotype: Callable):
    """Each with its level and a line."""
    done = lingotype("check", "--rules", cwd=tmp_path)
    assert done.code == 0
    names = [line.split()[0] for line in done.out.splitlines()[1:]]
    assert set(checking.RULES) < set(names)
    as_json = json.loads(lingotype("check", "--rules", "--json", cwd=tmp_path).out)
    assert [rule["rule"] for rule in as_json] == names


# --- for programs --------------------------------------------------------------------------


def test_the_json_has_all_there_is_to_know(tmp_path: Path, lingotype: Callable):
    """CHECKING.md describes it."""
    catalogue(tmp_path / "x.po", LOST, STYLED)
    made = json.loads(lingotype("check", "--json", "x.po", cwd=tmp_path).out)
    (finding,) = made.pop("findings")
    assert made == {
        "version": 1,
        "messages": 2,
        "counts": {"refuse": 1, "warn": 0, "style": 1},
        "allowed": 0,
        "errors": [],
    }
    assert finding == {
        "path": "x.po",
        "line": 4,
        "rule": "role-lost",
        "level": "refuse",
        "text": ":ref:`setup` is lost",
        "fix": "Put :ref:`setup` back.",
        "msgid": LOST[0],
        "msgstr": LOST[1],
        "marks": [],
        "source_marks": [[4, 16]],
    }


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "json", "text"])
def test_every_form_has_the_same_exit_code(form: str, tmp_path: Path, lingotype: Callable):
    """1 with a finding, 0 with none or with style alone."""
    catalogue(tmp_path / "x.po", LOST)
    catalogue(tmp_path / "y.po", STYLED)
    assert lingotype("check", "--format", form, "x.po", cwd=tmp_path).code == 1
    assert lingotype("check", "--format", form, "y.po", cwd=tmp_path).code == 0


@pytest.mark.parametrize("form", ["gitlab", "sarif", "json"])
def test_on_standard_output_is_json_and_nothing_else(
    form: str, tmp_path: Path, lingotype: Callable
):
    """Also where there is nothing to say."""
    catalogue(tmp_path / "x.po", LOST)
    catalogue(tmp_path / "y.po", GOOD)
    for name in ("x.po", "y.po"):
        json.loads(lingotype("check", "--format", form, name, cwd=tmp_path).out)


def test_the_sarif_log_explains_every_rule(tmp_path: Path, lingotype: Callable):
    """With what its docstring says."""
    catalogue(tmp_path / "x.po", LOST)
    log = json.loads(lingotype("check", "--format", "sarif", "x.po", cwd=tmp_path).out)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert set(checking.RULES) <= {rule["id"] for rule in rules}
    assert all(rule["help"]["text"] for rule in rules)
