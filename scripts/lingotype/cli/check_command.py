"""`lingotype check`."""

from __future__ import annotations

import click

from lingotype.cli import options, output
from lingotype.errors import LingotypeError
from lingotype.workflow import checking


@click.command("check")
@options.languages("Only these languages (the text's own among them).")
@options.json_output
@click.pass_context
def command(ctx: click.Context, names: list[str], *, as_json: bool) -> int:
    """Read every catalogue and build every language, with every warning a finding.

    Nothing is published.
    """
    project = options.project(ctx)
    with output.bars() as listen:
        done = checking.check(project, names, listen)
    if as_json:
        output.as_json(
            {
                "messages": done.messages,
                "findings": [output.plain(finding) for finding in done.findings],
                "errors": [_plain(error) for error in done.errors],
            }
        )
    else:
        output.findings(done.findings)
        for error in done.errors:
            output.fail(error)
        messages = output.plural(done.messages, "message")
        output.result(f"{messages} checked, {output.plural(len(done.findings), 'finding')}")
    if done.errors:
        return output.FAILED
    return output.FINDINGS if done.findings else output.WELL


def _plain(error: LingotypeError) -> dict[str, str]:
    return {"what": error.what, "where": str(error.where or ""), "fix": error.fix}
