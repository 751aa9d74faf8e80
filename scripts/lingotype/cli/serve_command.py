"""`lingotype serve`."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from lingotype.cli import options, output
from lingotype.model import address
from lingotype.serve import static
from lingotype.workspace import layout


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.pass_context
def command(ctx: click.Context, port: int) -> int:
    """Show the published sites on this machine (loopback only) until Ctrl-C."""
    project = options.project(ctx)
    folder = layout.sites(project)
    base = "" if address.apart(project.base_url) else urlsplit(project.base_url).path
    with static.server(folder, port, base) as server:
        output.say(
            f"http://{static.LOOPBACK}:{server.server_port}/ shows {folder} — Ctrl-C ends it"
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            output.say("Stopped.")
    return output.WELL
