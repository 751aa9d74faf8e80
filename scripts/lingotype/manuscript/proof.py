"""The proof that nothing was lost: what was written is read back, by docutils, and compared.

The words of the manuscript, in their order, must be the words of the written files, with the
runs between that the report says were dropped. Whatever is wrong in a reader or a writer, a
manuscript is imported whole or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles

from lingotype.errors import LingotypeError
from lingotype.manuscript.blocks import Manuscript, Numerals, plain
from lingotype.manuscript.chapters import Book
from lingotype.manuscript.numerals import numeral
from lingotype.manuscript.pages import INDEX, Pages, path
from lingotype.manuscript.words import words

_SETTINGS: dict[str, Any] = {
    "report_level": 5,
    "halt_level": 5,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "smart_quotes": False,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "sectsubtitle_xform": False,
}
_SERIOUS = 2  # docutils: 1 is information, 2 a warning


def prove(manuscripts: Sequence[Manuscript], book: Book, pages: Pages) -> Counter[str]:
    """How many words each written file holds; all of them stand in the manuscripts, and all of
    the manuscripts' words in them or in the report.

    Raises LingotypeError otherwise: nothing should be written then.
    """
    written: Counter[str] = Counter()
    with _sphinx_markup():
        trees = {name: _read(name, text) for name, text in pages.texts.items()}
    for number, manuscript in enumerate(manuscripts):
        out: list[str] = []
        for name, found in _words(number, manuscript, book, trees):
            written[name] += len(found)
            out += found
        if lost := missing(manuscript.words, out, manuscript.dropped):
            what = f"the import would change its words near “{lost}”; nothing was written"
            fix = "This is a fault of Lingotype: please report it with the passage."
            raise LingotypeError(what, manuscript.path, fix)
    return written


def missing(
    words_in: Sequence[str], words_out: Sequence[str], dropped: Sequence[Sequence[str]]
) -> str:
    """Where two sequences part, as a few words, or nothing.

    `words_in` must be `words_out` with each run of `dropped` put in somewhere, in its order.
    """
    sizes = [0]
    for run in dropped:
        sizes.append(sizes[-1] + len(run))
    # How many runs may have been met so far: the same words may stand in a run and in the text.
    waiting: dict[int, set[int]] = {0: {0}}
    last = 0
    for at in range(len(words_in) + 1):
        met = waiting.pop(at, set())
        if not met and not waiting:
            break
        last = at if met else last
        for runs in met:
            if at == len(words_in):
                if runs == len(dropped) and at - sizes[runs] == len(words_out):
                    return ""
                continue
            out = at - sizes[runs]
            if out < len(words_out) and words_out[out] == words_in[at]:
                waiting.setdefault(at + 1, set()).add(runs)
            if runs < len(dropped):
                end = at + len(dropped[runs])
                if tuple(words_in[at:end]) == tuple(dropped[runs]):
                    waiting.setdefault(end, set()).add(runs + 1)
    near = words_in[max(0, last - 4) : last + 4] or words_out[-8:]
    return " ".join(near) or "its end"


def _read(name: str, text: str) -> nodes.document:
    tree = publish_doctree(text, settings_overrides=_SETTINGS)
    longest = max(map(len, text.splitlines()), default=0)
    if longest > tree.settings.line_length_limit:
        what = f"{longest:,} characters without a space are more than docutils reads"
        fix = "Divide them, or leave them out. Nothing was written."
        raise LingotypeError(what, name, fix)
    for message in tree.findall(nodes.system_message):
        if message["level"] >= _SERIOUS:
            what = f"docutils does not read it as it was meant: {message.astext()}"
            where = f"{name}:{message.get('line', 0)}"
            fix = "This is a fault of Lingotype: please report it. Nothing was written."
            raise LingotypeError(what, where, fix)
    return tree


def _words(
    number: int, manuscript: Manuscript, book: Book, trees: dict[str, nodes.document]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words written of one manuscript, file by file, in the order of its own."""
    reader = _Reader(numbers=manuscript.numbers)
    if book.alone:
        yield INDEX, words(reader.text(trees[INDEX], with_title=not book.made))
    part: object = ()
    for chapter in book.chapters:
        if chapter.source != number:
            continue
        if chapter.part and chapter.part != part:
            yield INDEX, words(plain(chapter.part))
        part = chapter.part
        text = reader.text(trees[path(chapter)], with_title=not chapter.made)
        yield path(chapter), words(text)


class _Reader:
    """The text of a tree as a person reads it: notes where their marks stand, numbers of lists."""

    def __init__(self, *, numbers: bool) -> None:
        self.numbers = numbers
        self.notes: dict[str, nodes.footnote] = {}

    def text(self, tree: nodes.document, *, with_title: bool) -> str:
        self.notes = {name: note for note in tree.findall(nodes.footnote) for name in note["ids"]}
        title = None if with_title else next(iter(tree.findall(nodes.title)), None)
        return "".join(self._parts(tree, title))

    def _parts(self, node: nodes.Node, skipped: nodes.Node | None) -> Iterator[str]:
        if isinstance(node, nodes.Text):
            yield node.astext()
        elif isinstance(node, nodes.footnote_reference):
            note = self.notes.get(node.get("refid", ""))
            yield " "
            if note is not None:
                yield from self._children(note, skipped)
            yield " "
        elif not self._is_silent(node, skipped):
            yield from self._mark(node)
            yield from self._children(node, skipped)
            yield "" if isinstance(node, nodes.Inline) else " "

    def _children(self, node: nodes.Node, skipped: nodes.Node | None) -> Iterator[str]:
        for child in node.children:
            yield from self._parts(child, skipped)

    def _is_silent(self, node: nodes.Node, skipped: nodes.Node | None) -> bool:
        silent = (nodes.footnote, nodes.label, nodes.comment, nodes.substitution_definition)
        return node is skipped or isinstance(node, (*silent, nodes.system_message, nodes.image))

    def _mark(self, node: nodes.Node) -> Iterable[str]:
        """The number of an item, if the manuscript's words have it."""
        if not self.numbers or not isinstance(node, nodes.list_item):
            return ()
        held = node.parent
        if not isinstance(held, nodes.enumerated_list):
            return ()
        number = held.get("start", 1) + held.index(node)
        return (f"{numeral(number, Numerals(held['enumtype']))} ",)


# --- Sphinx's markup, as far as the writer uses it -----------------------------------------


class _Toctree(Directive):
    has_content = True
    option_spec = {"caption": directives.unchanged, "maxdepth": directives.unchanged}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        return []


class _Code(Directive):
    has_content = True
    optional_arguments = 1
    option_spec = {"force": directives.flag}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        return [nodes.literal_block(text, text)]


def _ref(
    _name: str, rawtext: str, text: str, _line: int, _inliner: object, *_: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    shown = text.rpartition(" <")[0].replace("\x00", "")
    return [nodes.inline(rawtext, shown)], []


@contextmanager
def _sphinx_markup() -> Iterator[None]:
    """The tables of docutils are global, so they are put back as they were."""
    known_directives: dict[str, Any] = directives._directives  # type: ignore[attr-defined] # noqa: SLF001
    known_roles: dict[str, Any] = roles._roles  # type: ignore[attr-defined] # noqa: SLF001
    before = dict(known_directives), dict(known_roles)
    directives.register_directive("toctree", _Toctree)
    directives.register_directive("code-block", _Code)
    known_roles["ref"] = _ref
    try:
        yield
    finally:
        for table, former in zip((known_directives, known_roles), before, strict=True):
            table.clear()
            table.update(former)
