"""`lingotype wording`."""

from __future__ import annotations

import click

from lingotype.cli import options, output
from lingotype.model.wording import Decision
from lingotype.workflow import wordings


@click.command("wording")
@click.option(
    "--revoke",
    multiple=True,
    type=int,
    metavar="NUMBER",
    help="Take a decision back; its translations wait for a translator again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def command(ctx: click.Context, revoke: tuple[int, ...], *, as_json: bool) -> int:
    """List the changes that were declared to be of wording only (update --wording-only)."""
    project = options.project(ctx)
    made = wordings.decisions(project)
    if revoke:
        wrong = [number for number in revoke if not 0 < number <= len(made)]
        if wrong:
            raise click.UsageError(f"there is no decision {wrong[0]}; there are {len(made)}.")
        for path in wordings.revoke(project, [made[number - 1] for number in sorted(set(revoke))]):
            output.result(f"written  {path}")
        return output.WELL
    if as_json:
        output.as_json([_plain(number, one) for number, one in enumerate(made, start=1)])
        return output.WELL
    for number, one in enumerate(made, start=1):
        output.result(f"{number}")
        output.result_difference(one.former, one.now)
    if not made:
        output.say("Nothing has been declared.")
    return output.WELL


def _plain(number: int, one: Decision) -> dict[str, object]:
    return {"number": number, "former": one.former, "now": one.now, "msgctxt": one.msgctxt}
