"""`lingotype update`."""

from __future__ import annotations

import click

from lingotype import workflow
from lingotype.cli import options, output
from lingotype.model.project import Project
from lingotype.workflow import LanguageUpdate
from lingotype.workspace import layout

WAYS = ("kept", "revived", "moved", "fuzzy", "new", "obsolete")


@click.command("update")
@options.languages("Only these languages. A tag that conf.py does not list begins a translation.")
@click.pass_context
def command(ctx: click.Context, names: list[str]) -> int:
    """Bring the catalogues (locale/*/LC_MESSAGES/*.po) up to date with the templates.

    Run `lingotype extract` first when the text has changed.
    """
    project = options.project(ctx)
    done = workflow.update_languages(project, names)
    rows = [[x.language.tag, *_counts(x), f"{len(x.written)}"] for x in done if not x.error]
    if rows:
        output.table(["", *WAYS, "files written"], rows, "<" + ">" * (len(WAYS) + 1))
    for one in done:
        _remarks(project, one)
    return output.FAILED if any(one.error for one in done) else output.WELL


def _counts(one: LanguageUpdate) -> list[str]:
    return [output.number(one.counts[way]) for way in WAYS]


def _remarks(project: Project, one: LanguageUpdate) -> None:
    if one.error:
        output.fail(one.error)
        files = output.plural(len(one.written), "file") if one.written else "Nothing"
        output.say(f"  {files} of {one.language.tag} changed; update again once it is mended.")
        return
    for path in one.gone:
        output.say(f"{path}: its document is gone; kept as memory, not counted")
    if not one.listed:
        conf = layout.shown(project, project.conf)
        tags = [language.tag for language in (*project.languages, one.language)]
        output.say(f"To publish {one.language.autonym}, write in {conf}:")
        output.result(f"lingotype_languages = {tags!r}".replace("'", '"'))
