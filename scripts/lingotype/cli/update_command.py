"""`lingotype update`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from lingotype.cli import asking, options, output
from lingotype.model.project import Project
from lingotype.update.update import WAYS
from lingotype.workflow import pruning, updating, wordings
from lingotype.workflow.pruning import Prunable
from lingotype.workflow.updating import LanguageUpdate, Task
from lingotype.workspace import layout

_EVERYTHING = "all"
_TEXT = ""


@click.command("update")
@options.languages("Only these languages. A tag that conf.py does not list begins a translation.")
@options.pot_dir
@click.option(
    "-d",
    "--locale-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of <locale>/LC_MESSAGES. With -p too, no conf.py is needed.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Only say what it would cost; write nothing.")
@click.option("--documents", is_flag=True, help="With --dry-run: a line for each document too.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@options.markdown
@options.suggestions
@click.option(
    "--wording-only",
    is_flag=False,
    flag_value=_TEXT,
    default=None,
    metavar="[COMMIT]",
    help="Show the changes of the text, all that are pending or those of a commit, and ask which "
    "are of wording only: their translations stay current. Written to locale/wording.jsonl.",
)
@click.option(
    "--wording-list",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The same for the changes that a file lists, a line each as in wording.jsonl.",
)
@click.option(
    "--prune",
    is_flag=False,
    flag_value=_EVERYTHING,
    default=None,
    type=click.Choice([_EVERYTHING, "copies"]),
    help="List what is kept only as memory, ask, and delete it for good; 'copies' takes only "
    "what a live message has just so.",
)
@click.option("-y", "--yes", is_flag=True, help="Answer yes to every question.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    names: list[str],
    pot: Path | None,
    locale_dir: Path | None,
    suggestions: str | None,
    wording_only: str | None,
    wording_list: Path | None,
    prune: str | None,
    dry_run: bool,
    documents: bool,
    as_json: bool,
    as_markdown: bool,
    yes: bool,
) -> int:
    """Bring the catalogues (locale/*/LC_MESSAGES/*.po) up to date with the templates.

    Run `lingotype extract` first when the text has changed. No translation is ever lost: what
    no longer applies stays in its file as obsolete, and all of a language's files are its memory.
    """
    if bool(prune) + (wording_only is not None) + (wording_list is not None) + dry_run > 1:
        what = "--dry-run, --prune, --wording-only and --wording-list are four different things."
        raise click.UsageError(what)
    if (documents or as_markdown) and not dry_run:
        raise click.UsageError("--documents and --markdown go with --dry-run.")
    if prune and as_json:
        raise click.UsageError("--prune has no --json.")
    project = _project(ctx, pot, locale_dir)
    task = Task(project, pot and pot.absolute(), suggestions, dry_run)
    if prune:
        return _prune(task, names, copies=prune == "copies", yes=yes)
    if wording_only is not None or wording_list:
        _declare(task, names, wording_only or "", wording_list, yes=yes)
    with output.bars() as listen:
        done = updating.update_languages(task, names, listen)
    if dry_run:
        return _priced(done, documents=documents, as_json=as_json, as_markdown=as_markdown)
    if as_json:
        output.as_json({"languages": [_plain(one) for one in done]})
    else:
        _told(done)
        if names and not (pot and locale_dir):
            _say_what_to_list(project, done)
    return output.FAILED if any(one.error for one in done) else output.WELL


def _project(ctx: click.Context, pot: Path | None, locale_dir: Path | None) -> Project:
    if pot and locale_dir:
        return updating.without_source(locale_dir, pot)
    project = options.project(ctx)
    if locale_dir:
        locale = updating.without_source(locale_dir, project.build / "x").locale
        project = replace(project, locale_dirs=(locale, *project.locale_dirs[1:]))
    return project


def _told(done: list[LanguageUpdate]) -> None:
    rows = [[x.language.tag, *_counts(x), f"{len(x.written)}"] for x in done if not x.error]
    if rows:
        output.table(["", *WAYS, "files written"], rows, "<" + ">" * (len(WAYS) + 1))
    for one in done:
        _remarks(one)


def _counts(one: LanguageUpdate) -> list[str]:
    return [output.number(one.counts[way]) for way in WAYS]


def _remarks(one: LanguageUpdate) -> None:
    if one.error:
        output.fail(one.error)
        files = output.plural(len(one.written), "file") if one.written else "Nothing"
        output.say(f"  {files} of {one.language.tag} changed; update again once it is mended.")
        return
    for path in one.gone:
        output.say(f"{path}: its document is gone; kept as memory, not counted")


def _say_what_to_list(project: Project, done: list[LanguageUpdate]) -> None:
    """The line that conf.py lacks for the languages that were begun."""
    begun = [one.language for one in done if not one.listed and not one.error]
    if not begun:
        return
    names = ", ".join(language.autonym for language in begun)
    output.say(f"To publish {names}, write in {layout.shown(project, project.conf)}:")
    tags = [language.tag for language in (*project.languages, *begun)]
    output.result(f"lingotype_languages = {tags!r}".replace("'", '"'))


def _plain(one: LanguageUpdate) -> dict[str, object]:
    return {
        "tag": one.language.tag,
        "ways": {way: one.counts[way] for way in WAYS},
        "written": one.written,
        "gone": one.gone,
        "error": str(one.error) if one.error else None,
    }


def _priced(
    done: list[LanguageUpdate], *, documents: bool, as_json: bool, as_markdown: bool
) -> int:
    options.print_prices(done, documents=documents, as_json=as_json, as_markdown=as_markdown)
    for one in done:
        if one.error:
            output.fail(one.error)
    return output.FAILED if any(one.error for one in done) else output.WELL


def _declare(task: Task, names: list[str], commit: str, path: Path | None, *, yes: bool) -> None:
    """Write to the log what the editor says is of wording only."""
    if path:
        changes = wordings.declare_list(path)
    elif commit:
        changes = wordings.declare_commit(task.project, commit)
    else:
        changes = wordings.pending(task, names)
    if not changes:
        output.say("No change of the text is left to declare.")
        return
    yes = yes or path is not None
    if not yes:
        asking.must_be_able_to("--wording-only")
    chosen = asking.wording_only(changes, yes=yes)
    wordings.declare(task.project, chosen)
    log = layout.shown(task.project, layout.wording(task.project))
    output.say(f"{output.plural(len(chosen), 'change')} of wording only, noted in {log}")


def _list(found: Sequence[Prunable]) -> None:
    rows = []
    for one in found:
        if one.error:
            output.fail(one.error)
        for memento in one.mementos:
            note = "copied" if memento.copied else "the only copy"
            text = " ".join(memento.message.msgid.split())
            rows.append([one.language.tag, memento.domain, note, text])
    if rows:
        output.table(["", "document", "", "text"], rows, "<<<<", elastic=(3,))


def _prune(task: Task, names: list[str], *, copies: bool, yes: bool) -> int:
    found = pruning.prunable(task, names, copies=copies)
    _list(found)
    count = sum(len(one.mementos) for one in found)
    alone = sum(not memento.copied for one in found for memento in one.mementos)
    if any(one.error for one in found):
        return output.FAILED
    output.result(f"{output.plural(count, 'translation')}, {output.number(alone)} the only copy")
    if not count:
        return output.WELL
    if not yes:
        asking.must_be_able_to("--prune")
        if not asking.sure("Delete them for good?"):
            output.say("Nothing was deleted.")
            return output.WELL
    for path in pruning.prune(task, found):
        output.say(f"pruned  {path}")
    return output.WELL
