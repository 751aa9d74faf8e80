"""`lingotype extract`."""

from __future__ import annotations

import click

from lingotype.cli import options, output
from lingotype.workflow import extracting


@click.command("extract")
@click.pass_context
def command(ctx: click.Context) -> int:
    """Bring the templates (locale/pot/*.pot) up to date with the text."""
    project = options.project(ctx)
    with output.bars() as listen:
        done = extracting.extract(project, listen)
    output.findings(done.findings)
    for path in done.written:
        output.result(f"written  {path}")
    for path in done.removed:
        output.result(f"removed  {path}")
    templates = output.plural(done.domains, "template")
    messages = output.plural(done.messages, "message")
    output.result(f"{templates}, {messages}, {len(done.written) + len(done.removed)} changed")
    if project.uuid:
        output.say("gettext_uuid is left out: Sphinx draws the ids at random in every clean build.")
    return output.FINDINGS if done.findings else output.WELL
