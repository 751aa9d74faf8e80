"""What an update costs: as a table, as JSON, as a comment for a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lingotype.cli import output
from lingotype.update.price import WORK, Amount, Price
from lingotype.update.update import WAYS
from lingotype.workflow.updating import LanguageUpdate

COLUMNS = ("new", "stale", "suggested", "reworded", "moved", "revived", "obsolete", "kept")
VERSION = 1
"""Of the JSON; it is raised when a field goes or changes its meaning."""


def table(done: Sequence[LanguageUpdate], *, documents: bool) -> None:
    """A line a language, and with `documents` a line for each document that changes."""
    rows = []
    for one in done:
        if one.error:
            continue
        rows.append([one.language.tag, *_cells(one.price)])
        if documents:
            changed = ((x, price) for x, price in sorted(one.prices.items()) if price.changed)
            rows += [[f"  {domain}", *_cells(price)] for domain, price in changed]
    if rows:
        output.table(["", *COLUMNS, "words"], rows, "<" + ">" * (len(COLUMNS) + 1))
        output.result(total(done))


def _cells(price: Price) -> list[str]:
    counts = [output.number(price.ways[way].messages) for way in COLUMNS]
    return [*counts, output.number(price.work.words)]


def total(done: Sequence[LanguageUpdate]) -> str:
    """6 languages, 2,310 words."""
    work = _work(done)
    languages = output.plural(len(_well(done)), "language")
    messages = output.plural(work.messages, "message")
    said = f"{languages}, {output.plural(work.words, 'word')} to translate or revise ({messages})"
    spared = sum((one.price.spared.words for one in _well(done)), 0)
    if spared:
        said += f"; {output.plural(spared, 'word')} that waited already need not be done any more"
    return said


def _well(done: Sequence[LanguageUpdate]) -> list[LanguageUpdate]:
    return [one for one in done if not one.error]


def _work(done: Sequence[LanguageUpdate]) -> Amount:
    return sum((one.price.work for one in _well(done)), Amount())


def as_json(done: Sequence[LanguageUpdate]) -> dict[str, Any]:
    """Everything: each language, each document, each way."""
    work = _work(done)
    changed = dict.fromkeys(change for one in done for change in one.waiting)
    return {
        "version": VERSION,
        "languages": [_language(one) for one in done],
        "total": {"languages": len(_well(done)), "messages": work.messages, "words": work.words},
        "changed": [
            {"former": change.former, "now": change.now, "msgctxt": change.msgctxt}
            for change in changed
        ],
    }


def _language(one: LanguageUpdate) -> dict[str, Any]:
    if one.error:
        return {"tag": one.language.tag, "error": str(one.error)}
    return {
        "tag": one.language.tag,
        "work": _amount(one.price.work),
        "spared": _amount(one.price.spared),
        "ways": _ways(one.price),
        "documents": {domain: _ways(price) for domain, price in sorted(one.prices.items())},
    }


def _ways(price: Price) -> dict[str, Any]:
    return {way: _amount(price.ways[way]) for way in WAYS}


def _amount(amount: Amount) -> dict[str, int]:
    return {"messages": amount.messages, "words": amount.words}


def markdown(done: Sequence[LanguageUpdate]) -> str:
    """A comment for a pull request: the sum, a table of languages, documents folded away."""
    lines = [f"**{total(done)}**", "", *_markdown_table("language", _by_language(done))]
    documents = _by_document(done)
    if documents:
        rows = _markdown_table("document", documents)
        lines += ["", "<details><summary>By document, all languages together</summary>", ""]
        lines += [*rows, "", "</details>"]
    lines += [f"\n`{one.language.tag}`: {one.error.what}" for one in done if one.error]
    return "\n".join(lines)


def _by_language(done: Sequence[LanguageUpdate]) -> list[tuple[str, Price]]:
    return [(one.language.tag, one.price) for one in _well(done)]


def _by_document(done: Sequence[LanguageUpdate]) -> list[tuple[str, Price]]:
    sums: dict[str, Price] = {}
    for one in _well(done):
        for domain, price in one.prices.items():
            sums[domain] = sums.get(domain, Price()) + price
    return [(domain, price) for domain, price in sorted(sums.items()) if price.changed]


def _markdown_table(name: str, rows: Sequence[tuple[str, Price]]) -> list[str]:
    shown = [way for way in COLUMNS if way in WORK or any(p.ways[way].messages for _, p in rows)]
    head = [name, *shown, "words"]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(shown) + 1)]
    for label, price in rows:
        counts = [output.number(price.ways[way].messages) for way in shown]
        cells = [f"`{label}`", *counts, output.number(price.work.words)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines
