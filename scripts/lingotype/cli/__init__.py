"""The `lingotype` command: each command parses, calls the workflow, prints and returns."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

import lingotype
from lingotype.cli import output
from lingotype.errors import LingotypeError

COMMANDS = {
    "import": "Make a Sphinx project from a document.",
    "init": "Add Lingotype to an existing Sphinx project.",
    "extract": "Bring the templates up to date with the text.",
    "update": "Bring the catalogues up to date with the templates; begin a language.",
    "impact": "Say what a change of the text costs the translators.",
    "wording": "List what was declared a change of wording only, or take it back.",
    "merge-driver": "Merge translations message by message, for git.",
    "accept": "Take in what a translator sent: checked, compared and merged.",
    "check": "Look for mistakes and for harm in translations.",
    "linkcheck": "Ask every address outside the book, once for all languages.",
    "publish": "Make every language's site.",
    "progress": "Say how far each translation is.",
    "serve": "Show the published sites on this machine.",
}
"""The commands in the order of the work. Each is loaded only when it is called."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"lingotype.cli.{cmd_name.replace('-', '_')}_command")
        command = module.command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(lingotype.__version__, prog_name="lingotype")
@click.option(
    "-C",
    "--project",
    default=".",
    type=click.Path(),
    metavar="FOLDER",
    help="The project: a folder with conf.py in or below it.  [default: this folder]",
)
@click.pass_context
def program(ctx: click.Context, project: str) -> None:
    """Keep a Sphinx text in many languages: extract, update, check, publish, see progress.

    Exit codes: 0 all is well, 1 there are findings, 2 misuse or failure.
    """
    ctx.obj = project


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; expected failures become one message."""
    output.speak_utf8()
    try:
        result: Any = program.main(arguments, prog_name="lingotype", standalone_mode=False)
    except click.exceptions.Abort:
        output.say("Stopped.")
        return output.FAILED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except LingotypeError as error:
        output.fail(error)
        return output.FAILED
    except BrokenPipeError:
        # The reader of a pipe (head) went away: no more output, and none at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return output.WELL
    return result if isinstance(result, int) else output.WELL
