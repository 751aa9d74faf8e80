"""`lingotype init`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lingotype.cli import options, output
from lingotype.workflow import projects
from lingotype.workspace import layout
from lingotype.workspace.adopt import Plan


@click.command("init")
@options.languages("Translations to begin, besides those that have catalogues already.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.pass_context
def command(ctx: click.Context, names: list[str], *, yes: bool, dry_run: bool) -> int:
    """Add Lingotype to an existing Sphinx project.

    Shows what it would add to conf.py (and .gitignore, in a git checkout), then asks. No line
    that stands there is changed, and a second call adds nothing.

    Exit codes: 0 done, shown with --dry-run, or nothing to add; 1 not applied: declined, or
    nobody to ask (no terminal, no --yes); 2 misuse or failure.
    """
    plan = projects.plan_adoption(Path(ctx.obj), names)
    if not plan.changes:
        where = layout.shown(plan.project, plan.project.conf)
        output.say(f"Nothing to add: {where} has all that Lingotype needs.")
        _tell_unlisted(plan)
        return output.WELL
    for change in plan.changes:
        output.result(change.diff.removesuffix("\n"))
    for note in plan.notes:
        output.say(note)
    _tell_unlisted(plan)
    if dry_run:
        output.say("Nothing was changed.")
        return output.WELL
    if not (yes or _agreed()):
        return output.FINDINGS
    projects.carry_out(plan)
    _next_steps(plan)
    return output.WELL


def _agreed() -> bool:
    if not sys.stdin.isatty():
        output.say("Nothing was changed: nobody to ask. To apply it, add --yes.")
        return False
    if click.confirm("Apply?", err=True):
        return True
    output.say("Nothing was changed.")
    return False


def _tell_unlisted(plan: Plan) -> None:
    for language in plan.unlisted:
        begin = f"lingotype update -l {language.tag}"
        output.say(f"{language.tag} is not in lingotype_languages. To add it: {begin}")


def _next_steps(plan: Plan) -> None:
    update = "lingotype update" if plan.languages else "lingotype update -l TAG"
    output.say("Done. Next:")
    output.say("  lingotype extract   # the templates, from the text")
    output.say(f"  {update}    # the catalogues, for translators")
    output.say("  lingotype publish   # the sites")
