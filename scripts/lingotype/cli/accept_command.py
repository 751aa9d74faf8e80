"""`lingotype accept`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from lingotype.cli import options, output
from lingotype.errors import LingotypeError
from lingotype.model.finding import Finding, Level
from lingotype.model.message import Message
from lingotype.update.accept import Accepted, Change, Conflicts, Kind
from lingotype.workflow import accepting
from lingotype.workflow.accepting import FileAccepted, Wish

_ORDER = tuple(Kind)
_WAITING = (Kind.REFUSED, Kind.CONFLICT)
_DETAILS = (Kind.NEW, Kind.CONFIRMED, Kind.NOTED, Kind.UNSURE, Kind.FUZZY)
"""What is listed message by message only where it is asked for, if it replaced nothing."""

_REASONS = {
    Kind.CONFLICT: "translated differently here since",
    Kind.UNSURE: "fuzzy in the file, translated here; left as it is",
}


@click.command("accept")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "-l",
    "--language",
    default="",
    metavar="TAG",
    help="The language of the files; else what the header or the path says.",
)
@click.option(
    "--conflicts",
    type=click.Choice([*map(str, Conflicts)]),
    default=str(Conflicts.OURS),
    show_default=True,
    help="Where a text was translated here too since: keep ours, take theirs, or mark the message "
    "fuzzy with both.",
)
@click.option("--credit", metavar="NAME", help="Thank the translator under this name.")
@click.option("--no-credit", is_flag=True, help="Name nobody.")
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would change; write nothing.")
@click.option(
    "-v", "--verbose", is_flag=True, help="List the new translations too, and matters of style."
)
@options.json_output
@click.pass_context
def command(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    language: str,
    conflicts: str,
    credit: str | None,
    no_credit: bool,
    dry_run: bool,
    verbose: bool,
    as_json: bool,
) -> int:
    """Take in catalogues that a translator sent: from e-mail, Poedit, Weblate or a fork.

    Each message is compared with ours and with the version that the translator had, and checked.
    What passes is written to locale/; what is refused or in conflict is shown and stays as it
    was. Under whatever name a file comes, its messages say where they belong.

    Exit codes: 0 all that could change did, 1 something waits for a person, 2 misuse or a file
    that cannot be read.
    """
    if credit is not None and no_credit:
        raise click.UsageError("--credit and --no-credit contradict each other.")
    wish = Wish(language, "" if no_credit else credit, Conflicts(conflicts), dry_run)
    done = accepting.accept(options.project(ctx), files, wish)
    if as_json:
        output.as_json({"files": [_plain(one, dry_run=dry_run) for one in done]})
    else:
        for one in done:
            _tell(one, dry_run=dry_run, verbose=verbose)
    if any(one.error for one in done):
        return output.FAILED
    return output.FINDINGS if any(_waits(one, wish.conflicts) for one in done) else output.WELL


def _waits(one: FileAccepted, conflicts: Conflicts) -> bool:
    """Whether a person has to look at something."""
    kinds = {change.kind for document in one.documents.values() for change in document.changes}
    settled = {Kind.CONFLICT} if conflicts is Conflicts.THEIRS else set()
    return bool(one.gone) or not kinds.isdisjoint({*_WAITING} - settled)


# For a person


def _tell(one: FileAccepted, *, dry_run: bool, verbose: bool) -> None:
    if one.error:
        output.fail(one.error)
        _say_what_was_written(one)
    if one.language is None or (one.error and not one.documents):
        return
    output.result(f"{one.name}  {one.language.tag} ({one.language.english_name})")
    for path, document in one.documents.items():
        output.result(f"{path}  {_counts(document)}{_compared(one, path)}")
    if one.gone:
        output.result(f"not in the text (any more)  {output.number(len(one.gone))}")
    if not one.documents and not one.gone:
        output.result("no translation of any text of this project")
    for path, document in one.documents.items():
        _tell_document(path, document, one.name, verbose=verbose)
    _tell_gone(one.gone, one.name)
    _tell_credit(one, dry_run=dry_run)


def _say_what_was_written(one: FileAccepted) -> None:
    files = output.plural(len(one.written), "file") if one.written else "Nothing"
    output.say(f"  {files} changed by {one.name}; accept it again once that is mended.")


def _counts(document: Accepted) -> str:
    told = [f"{output.number(document.counts[x])} {x}" for x in _ORDER if document.counts[x]]
    return ", ".join(told) or "nothing"


def _compared(one: FileAccepted, path: str) -> str:
    commit = one.bases.get(path, "")
    return f"  (compared with {commit[:10]})" if commit else ""


def _tell_document(path: str, document: Accepted, name: str, *, verbose: bool) -> None:
    shown = [_weighty(x) for x in document.changes] if not verbose else [*document.changes]
    shown = [x for x in shown if verbose or _must_be_shown(x)]
    if not shown:
        return
    output.result(f"\n{path}")
    for change in sorted(shown, key=lambda x: (-_weight(x), _ORDER.index(x.kind))):
        _tell_change(change, name)


def _weighty(change: Change) -> Change:
    """A change without what is only a matter of style."""
    found = tuple(x for x in change.findings if x.level is not Level.STYLE)
    return replace(change, findings=found)


def _must_be_shown(change: Change) -> bool:
    return change.kind not in _DETAILS or change.replaced or bool(change.findings)


def _weight(change: Change) -> int:
    """What waits for a person comes first, then what was replaced."""
    waiting = {Kind.REFUSED: 3, Kind.CONFLICT: 2}
    return waiting.get(change.kind, int(change.replaced))


def _tell_change(change: Change, name: str) -> None:
    reason = _REASONS.get(change.kind, "")
    if change.wording:
        reason = "a translation of the earlier wording"
    place = f"{name}:{change.line}"
    output.result(f"\n{change.kind}  {place}{': ' if reason else ''}{reason}")
    _line("msgid", change.key[1])
    if change.wording:
        _line("was", change.wording)
    if change.replaced:
        for former, now in _paired(change.former, change.now):
            output.result_difference(f"  {_flat(former)}", f"  {_flat(now)}")
    elif change.kind in _WAITING or change.kind is Kind.UNSURE:
        _forms("ours", change.former)
        _forms("theirs", change.sent)
    else:
        _forms("msgstr", change.now)
    for remark in change.remarks:
        _line("note", remark)
    for finding in change.findings:
        _tell_finding(finding)


def _paired(former: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    longest = max(len(former), len(now))
    filled = [[*forms, *[""] * (longest - len(forms))] for forms in (former, now)]
    return [(was, then) for was, then in zip(*filled, strict=True) if was != then]


def _forms(word: str, msgstrs: Sequence[str]) -> None:
    for msgstr in msgstrs:
        if msgstr:
            _line(word, msgstr)


def _line(word: str, text: str) -> None:
    output.result(f"  {word:<7}{_flat(text)}")


def _flat(text: str) -> str:
    """On one line, so that no text passes for a line of the report."""
    return text.replace("\n", "\\n")


def _tell_finding(finding: Finding) -> None:
    output.result(f"  {finding.level}: {_flat(finding.text)} [{finding.rule}]")
    if finding.fix:
        output.result(f"    {_flat(finding.fix)}")


def _tell_gone(gone: Sequence[Message], name: str) -> None:
    if gone:
        output.result("\nnot in the text (any more); they stand only in the file that was sent")
    for message in gone:
        output.result(f"\n{name}:{message.line}")
        _line("msgid", message.msgid)
        _forms("msgstr", message.msgstrs)


def _tell_credit(one: FileAccepted, *, dry_run: bool) -> None:
    if one.credit.notice:
        output.say(f"{one.name}: {one.credit.notice}")
    if any(document.taken for document in one.documents.values()):
        output.say(f"Credit: {one.credit.name or 'nobody is named'}")
    if dry_run:
        output.say("Nothing was written.")
        return
    for path in one.written:
        output.say(f"written  {path}")


# For machines


def _plain(one: FileAccepted, *, dry_run: bool) -> dict[str, object]:
    return {
        "file": one.name,
        "language": one.language.tag if one.language else None,
        "documents": [
            {
                "path": path,
                "base": one.bases.get(path),
                "counts": {str(kind): document.counts[kind] for kind in _ORDER},
                "messages": [_plain_change(change) for change in document.changes],
            }
            for path, document in one.documents.items()
        ],
        "gone": [_plain_gone(message) for message in one.gone],
        "credit": one.credit.name or None,
        "notice": one.credit.notice or None,
        "dry_run": dry_run,
        "written": list(one.written),
        "error": _plain_error(one.error) if one.error else None,
    }


def _plain_change(change: Change) -> dict[str, object]:
    msgctxt, msgid = change.key
    return {
        "kind": str(change.kind),
        "line": change.line,
        "msgctxt": msgctxt,
        "msgid": msgid,
        "sent": list(change.sent),
        "former": list(change.former),
        "now": list(change.now),
        "wording": change.wording or None,
        "notes": list(change.remarks),
        "taken": change.taken,
        "findings": [{**output.plain(x), "fix": x.fix} for x in change.findings],
    }


def _plain_gone(message: Message) -> dict[str, object]:
    return {
        "line": message.line,
        "msgctxt": message.msgctxt,
        "msgid": message.msgid,
        "sent": list(message.msgstrs),
    }


def _plain_error(error: LingotypeError) -> dict[str, str]:
    return {"what": error.what, "where": str(error.where or ""), "fix": error.fix}
