"""`lingotype merge-driver`."""

from __future__ import annotations

from pathlib import Path

import click

from lingotype.cli import output
from lingotype.model.finding import Finding
from lingotype.workflow import merging

BY_LINES = "it was merged by lines, as git does; look for <<<<<<< and >>>>>>>"
SETTLE = (
    "Both translations stand in the file: one in the msgstr, the other in a comment. Choose, take"
    " the fuzzy mark and the comment away, then: git add"
)


@click.command("merge-driver")
@click.option("--install", is_flag=True, help="Make git merge catalogues so, in this clone.")
@click.option("--uninstall", is_flag=True, help="Take that out again.")
@click.argument("files", nargs=-1, metavar="[BASE OURS THEIRS NAME]")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], *, install: bool, uninstall: bool) -> int:
    """Merge translations message by message, for git.

    Git calls it with three versions of a catalogue and its NAME; the result is written to OURS.
    Order, line breaks, references and dates never conflict. Where both sides translated a
    message differently, it becomes fuzzy and holds both.

    Exit codes: 0 merged, installed or nothing to do; 1 a person has to settle something; 2
    misuse or failure.
    """
    if install + uninstall + bool(files) != 1 or len(files) not in (0, 4):
        raise click.UsageError("give --install, --uninstall, or the four files that git gives")
    if files:
        base, ours, theirs, name = files
        return _merge(Path(base), Path(ours), Path(theirs), name)
    return _install(Path(ctx.obj)) if install else _uninstall(Path(ctx.obj))


def _merge(base: Path, ours: Path, theirs: Path, name: str) -> int:
    done = merging.merge(base, ours, theirs, name)
    for conflict in done.conflicts:
        output.say(_line(conflict))
    if done.conflicts:
        output.say(SETTLE)
    if done.error:
        output.fail(done.error)
        output.say(f"{name}: {BY_LINES}")
    return output.FINDINGS if done.conflicts or done.error else output.WELL


def _line(conflict: Finding) -> str:
    return f"{conflict.path}:{conflict.line}: {conflict.text}"


def _install(start: Path) -> int:
    changed = merging.install_merge_driver(start)
    for line in changed:
        output.result(f"added  {line}")
    if not changed:
        output.say("Nothing to add: git merges catalogues by message in this clone already.")
        return output.WELL
    output.say(
        "Git now merges catalogues by message in this clone. Commit .gitattributes: it is for"
    )
    output.say("all; but everybody calls this command once in their own clone.")
    return output.WELL


def _uninstall(start: Path) -> int:
    changed = merging.uninstall_merge_driver(start)
    for line in changed:
        output.result(f"removed  {line}")
    if not changed:
        output.say("Nothing to remove.")
    return output.WELL
