"""`lingotype import`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import click

from lingotype.cli import options, output
from lingotype.manuscript.blocks import Remark
from lingotype.manuscript.chapters import Wishes
from lingotype.manuscript.importing import Order
from lingotype.manuscript.plain.reader import Advice
from lingotype.manuscript.rst.writer import Manner
from lingotype.manuscript.typography import Found
from lingotype.model.language import Language
from lingotype.workflow import bringing
from lingotype.workflow.bringing import Brought

_SHOWN = 48
_LEAST = 16
_MOST = 25
_UPDATE_ONE = "lingotype update -l TAG"

KINDS = {
    "unpaired-quote": "quotation mark alone",
    "quote-direction": "quotation mark turned round",
    "quote-space": "space inside a quotation",
    "apostrophe": "apostrophe turned round",
    "dash": "dash glued on one side",
    "space-before-mark": "space before a mark",
}


def _numbers(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> frozenset[int]:
    """``--heading 12,40 --heading 77`` -> {12, 40, 77}."""
    parts = [part.strip() for value in values for part in value.split(",") if part.strip()]
    if wrong := next((part for part in parts if not part.isdecimal() or not int(part)), ""):
        raise click.BadParameter(f"{wrong} is no number of a line")
    return frozenset(int(part) for part in parts)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the project; it need not exist.",
)
@click.option("--title", default="", help="The title of the book, if the manuscript has none.")
@click.option(
    "--source-language",
    "tag",
    default="en",
    metavar="TAG",
    show_default=True,
    help="The language of the manuscript.",
)
@options.languages("Languages it will be translated into, for conf.py.")
@click.option(
    "--lines",
    type=click.Choice(["sentence", "wrapped"]),
    default="sentence",
    show_default=True,
    help="A line a sentence, or paragraphs wrapped at 79 columns.",
)
@click.option("--fix", is_flag=True, help="Mend the typography that the report lists.")
@click.option(
    "--chapter-level",
    type=click.IntRange(1, 9),
    default=None,
    help="Headings that begin a chapter: 1 the outermost, 2 where parts stand above.",
)
@click.option(
    "--introduction",
    default="",
    metavar="TITLE",
    help="The title of what stands before the first heading.  [default: Introduction]",
)
@click.option(
    "--heading",
    "headings",
    multiple=True,
    callback=_numbers,
    metavar="LINE[,LINE…]",
    help="Lines of a plain text that are headings though none was seen.",
)
@click.option(
    "--no-heading",
    "no_headings",
    multiple=True,
    callback=_numbers,
    metavar="LINE[,LINE…]",
    help="Lines that are none.",
)
@click.option("--keep-all", is_flag=True, help="Leave nothing of a website out.")
@click.option(
    "--encoding",
    default="",
    metavar="NAME",
    help="Of a plain text that is not Unicode, for example cp1252.",
)
@click.option(
    "--force", is_flag=True, help="Overwrite texts that stand there, your changes to them too."
)
@click.option("--dry-run", is_flag=True, help="Only report.")
@options.json_output
def command(files: tuple[Path, ...], into: Path, **asked: Any) -> int:
    """Make a Sphinx project ready for translation from a document.

    Reads plain text, and with pandoc (pip install pypandoc_binary) HTML, Markdown, DOCX,
    ODT and EPUB. One FILE becomes a chapter for each of its headings; several become a chapter
    each. Every word is in the new files or in the report.

    Exit codes: 0 imported, 2 misuse or failure; then nothing was written.
    """
    brought = bringing.bring(
        _order(files, asked), into, force=asked["force"], dry_run=asked["dry_run"]
    )
    if asked["as_json"]:
        output.as_json(_json(brought))
    else:
        _report(brought, fix=asked["fix"])
    _talk(brought, into, asked)
    return output.WELL


def _order(files: tuple[Path, ...], asked: dict[str, Any]) -> Order:
    return Order(
        files=files,
        language=Language.parse(asked["tag"]),
        translations=tuple(dict.fromkeys(Language.parse(name) for name in asked["names"])),
        advice=Advice(
            asked["encoding"], asked["keep_all"], asked["headings"], asked["no_headings"]
        ),
        wishes=Wishes(asked["title"], asked["introduction"], asked["chapter_level"] or 0),
        manner=Manner(by_sentence=asked["lines"] == "sentence"),
        fix=asked["fix"],
    )


# --- the report ----------------------------------------------------------------------------


def _report(brought: Brought, *, fix: bool) -> None:
    """What became of the manuscript, as tables: chapters, what was left out, what was decided."""
    made = brought.imported
    rows = [
        (
            f"{brought.source}/{x.path}",
            output.shortened(x.title, _SHOWN),
            _place(x.where),
            output.number(x.words),
            output.number(x.items) if x.items else "",
        )
        for x in made.chapters
    ]
    files = ("file", "title", "from", "words", "items")
    output.table(files, rows, "<<>>>", elastic=(1, 0))
    remarks = [*made.left_out, *made.remarks]
    places = {*(x.path for x in remarks), *(x.path for x in made.typography)}
    several = len(places) > 1
    for rule in dict.fromkeys(remark.rule for remark in remarks):
        found = [remark for remark in remarks if remark.rule == rule]
        output.result("")
        output.result(f"{rule.replace('-', ' ').capitalize()}")
        lines = [
            (_at(x.path, x.where, several), output.shortened(x.text, _SHOWN), x.note) for x in found
        ]
        _table(("at", "text", "what was done"), lines, (1,))
    if made.typography:
        output.result("")
        output.result("Typography")
        head = ("at", "what", "found", "mended" if fix else "proposal")
        slips = [(_at(x.path, x.where, several), KINDS[x.rule], x) for x in made.typography]
        taken = max(len(at) for at, _, _ in slips) + max(map(len, KINDS.values())) + 6
        room = max(_LEAST, (output.columns() - taken) // 2)
        _table(head, [(at, what, *_around(x, room)) for at, what, x in slips], ())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], elastic: Sequence[int]) -> None:
    """A table that a person reads to its end."""
    output.table(head, rows[:_MOST], "<" * len(head), elastic)
    if len(rows) > _MOST:
        output.result(f"… and {output.number(len(rows) - _MOST)} more: --json lists all of them")


def _talk(brought: Brought, into: Path, asked: dict[str, Any]) -> None:
    """The sum, and what to do next."""
    made = brought.imported
    kept = sum(chapter.words for chapter in made.chapters)
    files, left = output.plural(len(made.chapters), "file"), output.number(made.words - kept)
    where = f"{output.number(kept)} in {files}, {left} left out or read as signs of lists (above)"
    where = where if made.words > kept else f"all in {files}"
    output.say(f"{output.plural(made.words, 'word')} read: {where}.")
    proposals = sum(bool(x.proposal) and not x.mended for x in made.typography)
    if proposals:
        language = Language.parse(asked["tag"]).english_name
        output.say(
            f"{output.plural(proposals, 'proposal')} for its typography: --fix applies them."
        )
        output.say(f"The text is taken for {language}: --source-language names another.")
    for name in brought.placed.strange:
        output.say(f"{into / name} is of no chapter now: delete it, or list it in a toctree.")
    if asked["dry_run"]:
        output.say("Nothing was written.")
        return
    if brought.existing:
        output.say("conf.py is as it was: the project was there before.")
    update = "lingotype update" if asked["names"] and not brought.existing else _UPDATE_ONE
    output.say(f"Done. Next, in {into}:")
    output.say(f"  {'lingotype extract':<{len(_UPDATE_ONE)}}  # the templates, from the text")
    output.say(f"  {update:<{len(_UPDATE_ONE)}}  # the catalogues, for translators")
    output.say(f"  {'lingotype publish':<{len(_UPDATE_ONE)}}  # the sites")


def _around(slip: Found, room: int) -> tuple[str, str]:
    """Before and after, as short as so many columns; what differs stays."""
    found, proposal = slip.found, slip.proposal
    same = takewhile(lambda pair: pair[0] == pair[1], zip(found, proposal, strict=False))
    at = sum(1 for _ in same) if proposal else len(found) // 2
    begin = max(0, min(at - room // 2, max(len(found), len(proposal)) - room))
    shown = found[begin : begin + room], proposal[begin : begin + room]
    return (shown[0], shown[1] or "(a person must decide)")


def _place(where: int) -> str:
    return str(where) if where else ""


def _at(path: str, where: int, several: bool) -> str:  # noqa: FBT001
    """A place; of one manuscript its number alone."""
    number = str(where) if where else ""
    return f"{path}:{number}".rstrip(":") if several else number


def _json(brought: Brought) -> dict[str, Any]:
    made = brought.imported
    return {
        "title": made.title,
        "words": made.words,
        "chapters": [
            {
                "path": f"{brought.source}/{x.path}",
                "title": x.title,
                "source": x.source,
                "where": x.where,
                "words": x.words,
                "items": x.items,
            }
            for x in made.chapters
        ],
        "left_out": [_remark(remark) for remark in made.left_out],
        "remarks": [_remark(remark) for remark in made.remarks],
        "typography": [
            {
                "path": x.path,
                "where": x.where,
                "rule": x.rule,
                "found": x.found,
                "proposal": x.proposal,
                "mended": x.mended,
            }
            for x in made.typography
        ],
        "written": list(brought.placed.written),
        "kept": list(brought.placed.kept),
        "strange": list(brought.placed.strange),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "path": remark.path,
        "where": remark.where,
        "rule": remark.rule,
        "text": remark.text,
        "note": remark.note,
    }
