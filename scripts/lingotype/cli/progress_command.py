"""`lingotype progress`."""

from __future__ import annotations

import click

from lingotype.cli import options, output
from lingotype.progress.count import Completeness, Tally
from lingotype.workflow import progressing
from lingotype.workflow.progressing import LanguageProgress

HEAD = (
    "messages",
    "translated",
    "fuzzy",
    "untranslated",
    "words",
    "translated",
    "fuzzy",
    "untranslated",
)
SCHEMA = 1
"""Version of what --json prints; it rises when a field changes its meaning or goes."""


@click.command("progress")
@options.languages("Only these languages; with a single one, its documents.")
@options.json_output
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if a language has fewer of its messages translated.",
)
@click.pass_context
def command(ctx: click.Context, names: list[str], fail_under: int | None, *, as_json: bool) -> int:
    """Say how far each translation is, in messages and in words of the source text.

    The counts are those of `msgfmt --statistics`: a fuzzy message is not a translated one.
    """
    done = progressing.progress(options.project(ctx), names)
    if as_json:
        output.as_json({"schema": SCHEMA, "languages": [_plain(one) for one in done]})
    elif len(names) == 1:
        _show_documents(done[0])
    else:
        _show_languages(done)
    errors = [error for one in done for error in one.errors]
    for error in errors:
        output.fail(error)
    for path in (path for one in done for path in one.gone):
        output.say(f"{path}: its document is gone; not counted")
    below = [one for one in done if one.total.share * 100 < (fail_under or 0)]
    for one in below:
        output.say(f"{one.language.tag} is below {fail_under} %")
    return output.FINDINGS if errors or below else output.WELL


def _show_languages(done: list[LanguageProgress]) -> None:
    rows = [[one.language.tag, one.language.autonym, *_total(one)] for one in done]
    output.table(["", "language", "", *HEAD], rows, "<<>" + ">" * len(HEAD))


def _show_documents(one: LanguageProgress) -> None:
    rows = [[domain, *_row(counted)] for domain, counted in one.domains.items()]
    rows.append([one.language.autonym, *_total(one)])
    output.table(["document", "", *HEAD], rows, "<>" + ">" * len(HEAD))


def _total(one: LanguageProgress) -> list[str]:
    """The row of a language; its share is unknown where a catalogue could not be counted."""
    share, *numbers = _row(one.total)
    return ["?" if one.errors else share, *numbers]


def _row(counted: Completeness) -> list[str]:
    numbers = [
        output.number(value) for tally in (counted.messages, counted.words) for value in _all(tally)
    ]
    return [output.percent(counted.share), *numbers]


def _all(tally: Tally) -> tuple[int, int, int, int]:
    return (tally.total, tally.translated, tally.fuzzy, tally.untranslated)


def _plain(one: LanguageProgress) -> dict[str, object]:
    return {
        "language": one.language.tag,
        "locale": one.language.locale_name,
        "name": one.language.autonym,
        "total": _plain_counts(one.total),
        "documents": {domain: _plain_counts(counted) for domain, counted in one.domains.items()},
        "gone": one.gone,
        "errors": [str(error) for error in one.errors],
    }


def _plain_counts(counted: Completeness) -> dict[str, object]:
    return {
        "messages": _plain_tally(counted.messages),
        "words": _plain_tally(counted.words),
        "obsolete": counted.obsolete,
    }


def _plain_tally(tally: Tally) -> dict[str, int]:
    names = ("total", "translated", "fuzzy", "untranslated")
    return dict(zip(names, _all(tally), strict=True))
