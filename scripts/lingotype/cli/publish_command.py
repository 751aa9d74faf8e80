"""`lingotype publish`."""

from __future__ import annotations

import click

from lingotype.cli import options, output
from lingotype.model.project import Project
from lingotype.publish.sites import SiteBuilt
from lingotype.workflow import publishing
from lingotype.workspace import layout


@click.command("publish")
@options.languages("Only these languages (the text's own among them).")
@options.json_output
@click.pass_context
def command(ctx: click.Context, names: list[str], *, as_json: bool) -> int:
    """Make every language's site in build/site/; sites that are current are left as they are."""
    project = options.project(ctx)
    with output.bars() as listen:
        done = publishing.publish(project, names, listen)
    if as_json:
        output.as_json([_plain(project, one) for one in done.sites])
    else:
        _show(project, done.sites)
    if done.error:
        output.fail(done.error)
    if done.error or any(one.error for one in done.sites):
        return output.FAILED
    found = any(one.findings or one.broken for one in done.sites)
    return output.FINDINGS if found else output.WELL


def _show(project: Project, done: list[SiteBuilt]) -> None:
    # What is wrong in conf.py or in the text is so in every language.
    output.findings(list(dict.fromkeys(finding for one in done for finding in one.findings)))
    rows = [[x.language.tag, x.language.autonym, _state(x), _folder(project, x)] for x in done]
    output.table(["", "language", "site", ""], rows, "<<<<")
    front = layout.sites(project) / "index.html"
    if front.is_file():
        output.result(f"All languages: {layout.shown(project, front)}")
    for error in (error for one in done for error in one.broken):
        output.fail(f"{error}\n  Its document was published in the source language.")
    for one in (one for one in done if one.error):
        log = f"\n  All that Sphinx said is in {one.log}." if one.log else ""
        output.fail(f"{one.language.tag} was not published: {one.error}{log}")


def _state(one: SiteBuilt) -> str:
    if one.error:
        return "failed"
    if one.withheld:
        return "not published"
    return "built" if one.built else "current"


def _folder(project: Project, one: SiteBuilt) -> str:
    if one.withheld:
        return one.withheld
    folder = layout.site(project, one.language)
    return f"{layout.shown(project, folder)}/" if folder.is_dir() else "no site yet"


def _plain(project: Project, one: SiteBuilt) -> dict[str, object]:
    return {
        "language": one.language.tag,
        "state": _state(one),
        "site": layout.shown(project, layout.site(project, one.language)),
        "error": one.error,
        "withheld": one.withheld,
        "log": one.log,
        "broken": [output.plain_error(error) for error in one.broken],
        "findings": [output.plain(finding) for finding in one.findings],
    }
