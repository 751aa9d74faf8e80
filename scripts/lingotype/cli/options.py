"""Options that several commands share, and what their values mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lingotype import workflow
from lingotype.model.project import Project


def _split(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """``-l de,fr -l es`` -> de, fr, es."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def languages(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``-l/--language``, several times or with commas."""
    return click.option(
        "-l",
        "--language",
        "names",
        multiple=True,
        callback=_split,
        metavar="TAG[,TAG…]",
        help=help_text,
    )


json_output = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def project(ctx: click.Context) -> Project:
    """The project that ``-C/--project`` names."""
    return workflow.load(Path(ctx.obj))
