"""`lingotype impact`."""

from __future__ import annotations

from pathlib import Path

import click

from lingotype.cli import options, output
from lingotype.workflow import costing, extracting, updating
from lingotype.workflow.updating import Task


@click.command("impact")
@click.argument("commit", default="")
@options.languages("Only these languages.")
@options.pot_dir
@click.option("--documents", is_flag=True, help="A line for each document too.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@options.markdown
@options.suggestions
@click.pass_context
def command(
    ctx: click.Context,
    *,
    commit: str,
    names: list[str],
    pot: Path | None,
    suggestions: str | None,
    documents: bool,
    as_json: bool,
    as_markdown: bool,
) -> int:
    """Say what the text as it is now would cost the translators; nothing is written.

    It is compared with the catalogues as they are, or as they were in COMMIT (a branch, a tag:
    `lingotype impact main`): what the changes since then cost.
    """
    project = options.project(ctx)
    task = Task(project, pot and pot.absolute(), suggestions)
    begin = costing.start(task, commit)  # before the text is read, which takes seconds
    if pot:
        new = updating.templates_of(task)
    else:
        with output.bars() as listen:
            new = extracting.fresh_templates(project, listen)
    done = costing.impact(begin, names, new)
    options.print_prices(done, documents=documents, as_json=as_json, as_markdown=as_markdown)
    for one in done:
        if one.error:
            output.fail(one.error)
    return output.FAILED if any(one.error for one in done) else output.WELL
