"""`lingotype linkcheck`."""

from __future__ import annotations

from typing import Any

import click

from lingotype.cli import options, output
from lingotype.model.finding import Level
from lingotype.publish.linkcheck import Dead
from lingotype.workflow import linkchecking
from lingotype.workflow.linkchecking import LinksChecked

VERSION = 1
"""Of what --json prints; it rises when a field changes its meaning or goes."""


@click.command("linkcheck")
@options.languages("Only these languages (the text's own among them).")
@options.json_output
@click.pass_context
def command(ctx: click.Context, names: list[str], *, as_json: bool) -> int:
    """Ask every address outside the book that text and translations link to, each once.

    Sphinx asks, so its settings linkcheck_ignore and so on hold. Exit code 1 if a link is broken;
    one that has moved for good is listed, and no more.
    """
    with output.bars() as listen:
        done = linkchecking.check(options.project(ctx), names, listen)
    if as_json:
        output.as_json(_plain(done))
    else:
        output.findings([dead.finding for dead in done.dead])
        output.say(_summary(done))
    for error in done.errors:
        output.fail(error)
    if done.errors:
        return output.FAILED
    broken = any(dead.finding.level is not Level.STYLE for dead in done.dead)
    return output.FINDINGS if broken else output.WELL


def _summary(done: LinksChecked) -> str:
    count = sum(done.counts.values())
    told = ", ".join(f"{output.number(n)} {status}" for status, n in done.counts.items())
    asked = output.plural(count, "address", "addresses")
    return f"{asked}: {told}" if told else f"{asked} outside the book"


def _plain(done: LinksChecked) -> dict[str, Any]:
    return {
        "version": VERSION,
        "addresses": dict(done.counts),
        "findings": [_plain_dead(dead) for dead in done.dead],
        "errors": [output.plain_error(error) for error in done.errors],
    }


def _plain_dead(dead: Dead) -> dict[str, Any]:
    source = dead.address.source
    return {
        **output.plain(dead.finding),
        "language": dead.address.language.tag,
        "uri": dead.answer.uri,
        "status": dead.answer.status,
        "code": dead.answer.code,
        "source": {"path": source.path, "line": source.line},
    }
