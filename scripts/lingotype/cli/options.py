"""Options that several commands share, and what their values mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from lingotype.cli import output, prices
from lingotype.model.project import Project
from lingotype.workflow import projects
from lingotype.workflow.updating import LanguageUpdate


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


pot_dir = click.option(
    "-p",
    "--pot-dir",
    "pot",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Templates that another build made (sphinx-build -b gettext), in place of locale/pot.",
)

suggestions = click.option(
    "--suggestions",
    type=click.Choice(["careful", "generous"]),
    help="How sure a suggestion must be; conf.py's lingotype_suggestions, or else careful.",
)

markdown = click.option(
    "--markdown",
    "as_markdown",
    is_flag=True,
    help="Print the price as a comment for a pull request.",
)

json_output = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def print_prices(
    done: Sequence[LanguageUpdate], *, documents: bool, as_json: bool, as_markdown: bool
) -> None:
    """What an update would cost, in the form that was asked for."""
    if as_json:
        output.as_json(prices.as_json(done))
    elif as_markdown:
        output.result(prices.markdown(done))
    else:
        prices.table(done, documents=documents)


def project(ctx: click.Context) -> Project:
    """The project that ``-C/--project`` names."""
    return projects.load(Path(ctx.obj))
