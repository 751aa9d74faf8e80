"""`lingotype check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from click.core import ParameterSource

import lingotype
from lingotype.cli import options, output, report
from lingotype.formats import sarif
from lingotype.formats.annotations import github, gitlab
from lingotype.model.finding import Finding, Level
from lingotype.model.project import Project
from lingotype.workflow import checking, policies, trying
from lingotype.workflow.checking import Checked

FORMATS: dict[str, Callable[[list[Finding]], str]] = {
    "github": github,
    "gitlab": gitlab,
    "sarif": lambda found: sarif.write(found, checking.described(), lingotype.__version__),
}
"""Forms of the result that are made of the findings alone."""

TEXT, JSON = "text", "json"


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.languages("Only these languages; of a file that is named, its language.")
@click.option(
    "--format",
    "form",
    type=click.Choice([TEXT, JSON, *FORMATS]),
    default=TEXT,
    help="Form of the result: for people, for programs, or as code forges read it.",
)
@click.option("--json", "form", flag_value=JSON, help="Print the result as JSON.")
@click.option("--style", is_flag=True, help="List findings of style too, and count them.")
@click.option("--build", is_flag=True, help="Also build every language, each warning a finding.")
@click.option("--rules", is_flag=True, help="List the rules, and what conf.py makes of them.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    *,
    names: list[str],
    form: str,
    style: bool,
    build: bool,
    rules: bool,
) -> int:
    """Look for mistakes and for harm in translations: of the project, or of .po files and folders.

    Nothing is changed or published. Exit code 1 if there is something to refuse or to look at.
    """
    if paths and build:
        raise click.UsageError("--build builds the whole project; leave out the paths.")
    if rules:
        return _list_rules(_around(ctx), as_json=form == JSON)
    with output.bars(passes=1) as listen:
        if paths:
            done = checking.check_paths(paths, _around(ctx), names, listen)
        else:
            done = checking.check(options.project(ctx), names, listen)
    if build:
        with output.bars() as listen:
            done = trying.joined(done, trying.build(options.project(ctx), names, listen))
    _print(done, form, style=style)
    if done.errors:
        return output.FAILED
    return output.FINDINGS if done.listed(style=style) else output.WELL


def _around(ctx: click.Context) -> Project | None:
    """The project named with -C, or that of the working folder, if it is in one.

    Never one that a path leads to: conf.py is a program, and may be the sender's.
    """
    parent = ctx.parent
    if parent and parent.get_parameter_source("project") is not ParameterSource.DEFAULT:
        return options.project(ctx)
    return checking.around(Path.cwd())


def _print(done: Checked, form: str, *, style: bool) -> None:
    found = done.listed(style=style)
    if form == TEXT:
        report.findings(found)
    elif form == JSON:
        output.as_json(report.plain(done, found))
    else:
        output.lines(FORMATS[form](found))
    for error in done.errors if form != JSON else ():
        output.fail(error)
    # What reads the others takes all that is on standard output.
    say = output.result if form in {TEXT, "github"} else output.say
    if form != JSON:
        say(report.summary(done, style=style))


def _list_rules(project: Project | None, *, as_json: bool) -> int:
    levels = policies.policy_of(project).levels
    rows = []
    for rule in checking.described():
        level = levels.get(rule.name, rule.level)
        rows.append([rule.name, _called(level), rule.group, rule.summary])
    if as_json:
        keys = ("rule", "level", "group", "summary")
        output.as_json([dict(zip(keys, row, strict=True)) for row in rows])
    else:
        output.table(["rule", "level", "about", ""], rows, "<<<<", elastic=(3,))
    return output.WELL


def _called(level: Level | None) -> str:
    return level.value if level else "off"
