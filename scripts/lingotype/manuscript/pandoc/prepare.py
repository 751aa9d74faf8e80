"""What is done to pandoc's document before it is read, so that blocks and words agree.

Sections are opened, footnotes of web pages go to their marks, the title is found, and each
name that a link can lead to is given to a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lingotype.manuscript.blocks import Remark
from lingotype.manuscript.pandoc.contents import without_contents
from lingotype.manuscript.pandoc.inlines import is_own_address, slug
from lingotype.manuscript.pandoc.nodes import (
    BACK,
    FURNITURE,
    MAIN,
    MARK,
    NOTE,
    PART,
    Node,
    attributes,
    changed,
    node,
    nodes,
    part,
    text,
)
from lingotype.manuscript.pandoc.packed.said import Said
from lingotype.manuscript.pandoc.raw import tags_read
from lingotype.manuscript.words import words

Inlines = list[Node]

_PROSE = ("abstract", "dedication", "epigraph", "acknowledgements", "acknowledgments", "thanks")
_SETTINGS = frozenset(
    [
        "title", "subtitle", "author", "date", "lang", "language", "dir", "generator",
        "viewport", "identifier", "cover-image", "header-includes", "include-before",
        "include-after", "toc", "keywords", "css", "documentclass", "classoption", "geometry",
        "fontsize", "mainfont", "bibliography", "csl", "nocite", "link-citations",
        "numbersections", "papersize", "theme-color", "robots", "referrer", "format-detection",
    ]
)  # fmt: skip


@dataclass
class Prepared:
    """A document with its title apart. anchors: a name -> the heading that it belongs to."""

    title: Inlines
    subtitle: Inlines
    authors: list[Inlines]
    date: Inlines
    blocks: list[Node]
    anchors: dict[str, str]
    remarks: list[Remark] = field(default_factory=list)


def prepared(
    document: dict[str, Any], path: str, said: Said, *, page: bool, keep_all: bool
) -> Prepared:
    """Everything that the reader of blocks needs. page: whether it is a web page."""
    blocks: list[Node] = tags_read(document["blocks"])
    meta, blocks = _with_title_page(document["meta"], blocks, said)
    blocks = _opened(_main_only(_with_notes(blocks)))
    title, subtitle = _inlines(meta.get("title")), _inlines(meta.get("subtitle"))
    remarks = list(_other_metadata(meta, path, page=page))
    heading = _title_heading(blocks, title, page=page)
    if heading is not None:
        if page and title and not _same(title, heading["c"][2]):
            note = "what the page is called in a browser; its first heading is the title"
            remarks.append(Remark(path, 0, "page-title", text(title).strip(), note))
        title = [piece for piece in heading["c"][2] if not is_own_address(piece)]
        blocks = [block for block in blocks if block is not heading]
    prose = [block for key in _PROSE for block in _blocks(meta.get(key))]
    blocks = _opened([*prose, *blocks])
    anchors = _with_places(_named(blocks), blocks, said.places)
    if not keep_all:
        blocks = without_contents(blocks, anchors)
    return Prepared(
        title=title,
        subtitle=subtitle,
        authors=_ordered(_people(meta.get("author") or meta.get("creator")), said.authors),
        date=_inlines(meta.get("date")),
        blocks=blocks,
        anchors=anchors,
        remarks=remarks,
    )


# --- metadata --------------------------------------------------------------------------------


def _inlines(value: Node | None) -> Inlines:
    """A value of the metadata as one line."""
    if value is None:
        return []
    kind: str = value["t"]
    content: Any = value.get("c")
    if kind == "MetaInlines":
        return list(content)
    if kind == "MetaString":
        return [node("Str", content)]
    if kind in ("MetaBlocks", "MetaList", "MetaMap"):
        parts = content.values() if isinstance(content, dict) else content
        said = [text(inner).strip() for inner in parts]
        return [node("Str", "; ".join(word for word in said if word))]
    return []


def _people(value: Node | None) -> list[Inlines]:
    if value is None:
        return []
    people = value["c"] if value["t"] == "MetaList" else [value]
    return [person for person in (_inlines(p) for p in people) if text(person).strip()]


def _with_title_page(
    meta: dict[str, Node], blocks: list[Node], said: Said
) -> tuple[dict[str, Node], list[Node]]:
    """The metadata with what the first paragraphs are known to be, and the paragraphs without."""
    meta, rest = dict(meta), list(blocks)
    for what, line in said.lines:
        while rest and not text(rest[0]).strip() and rest[0]["t"] in ("Para", "Plain"):
            rest = rest[1:]
        if (
            not rest
            or rest[0]["t"] not in ("Para", "Header")
            or words(text(rest[0])) != words(line)
        ):
            break
        inside = rest[0]["c"] if rest[0]["t"] == "Para" else rest[0]["c"][2]
        known = meta.get(what)
        if what == "author" and known is not None:
            meta[what] = node("MetaList", [*known["c"], node("MetaInlines", inside)])
        elif known is None:
            inlines = node("MetaInlines", inside)
            meta[what] = node("MetaList", [inlines]) if what == "author" else inlines
        else:
            break
        rest = rest[1:]
    return meta, rest


def _ordered(people: list[Inlines], order: tuple[str, ...]) -> list[Inlines]:
    """The people as the file has them, if they are those of the file."""
    places = {words(name): number for number, name in enumerate(order)}
    names = [words(text(person)) for person in people]
    if not all(name in places for name in names):
        return people
    return sorted(people, key=lambda person: places[words(text(person))])


def _blocks(value: Node | None) -> list[Node]:
    if value is None:
        return []
    if value["t"] == "MetaBlocks":
        return list(value["c"])
    inside = _inlines(value)
    return [node("Para", inside)] if inside else []


def _other_metadata(meta: dict[str, Node], path: str, *, page: bool) -> Iterator[Remark]:
    for key, value in sorted(meta.items()):
        said = " ".join(text(value).split())
        if words(said) and key not in _SETTINGS and key not in _PROSE and not (page and ":" in key):
            note = f"“{key}” of the file; not part of the text"
            yield Remark(path, 0, "metadata", said, note)


def _same(one: object, other: object) -> bool:
    return words(text(one)) == words(text(other))


def _title_heading(blocks: list[Node], title: Inlines, *, page: bool) -> Node | None:
    """The first heading, if it is not a chapter's but the title.

    It is if it says what the title of the page says, or if there is no other heading as high.
    A page is called by its heading; other documents only if they do not say how they are called.
    """
    headings = [block for block in blocks if block["t"] == "Header"]
    if not headings or headings[0]["c"][0] != 1 or not words(text(headings[0])):
        return None
    first = headings[0]
    alone = all(other["c"][0] > 1 for other in headings[1:])
    before = 0
    for block in blocks:
        if block is first:
            break
        before += 0 if part(block) == FURNITURE else len(words(text(block)))
    if page:
        return first if before < 50 and (alone or _same(title, first["c"][2])) else None
    return first if alone and not title and not before and len(headings) > 1 else None


# --- structure -------------------------------------------------------------------------------


def _opened(blocks: Iterable[Node]) -> list[Node]:
    """The blocks without the sections around them.

    Of a section its name stays, as an empty block.
    """
    result: list[Node] = []
    for block in blocks:
        if block["t"] != "Div" or part(block) == FURNITURE or "line-block" in attributes(block)[1]:
            result.append(block)
            continue
        name = attributes(block)[0]
        if name:
            result.append(node("Plain", [node("Span", [[name, [], []], []])]))
        result += _opened(block["c"][1])
    return result


def _main_only(blocks: list[Node]) -> list[Node]:
    """The blocks of the page's main part; what stands before and after it is furniture."""
    main = next((n for n in nodes(blocks) if part(n) == MAIN), None)
    if main is None:
        return blocks
    before, after = _around(blocks, main)
    return [*before, main, *after]


def _around(blocks: list[Node], main: Node) -> tuple[list[Node], list[Node]]:
    before: list[Node] = []
    after: list[Node] = []
    side = before
    for block in blocks:
        if block is main:
            side = after
        elif any(inner is main for inner in nodes(block)):
            first, last = _halves(block, main)
            before += first
            after += last
            side = after
        else:
            side.append(_furniture(block))
    return before, after


def _halves(block: Node, main: Node) -> tuple[list[Node], list[Node]]:
    """The words of a block before and after the main part that it holds."""
    if block["t"] == "Div":
        return _around(block["c"][1], main)
    cut = "\ue0ff"
    said = text(changed(block, lambda n: [node("Str", f" {cut} ")] if n is main else None))
    first, _, last = said.partition(cut)
    halves = [[_furniture(node("Plain", [node("Str", half)]))] for half in (first, last)]
    return halves[0], halves[1]


def _furniture(block: Node) -> Node:
    return node("Div", [["", [], [[PART, FURNITURE]]], [block]])


# --- footnotes -------------------------------------------------------------------------------


def _with_notes(blocks: list[Node]) -> list[Node]:
    """Footnotes of a page at their marks, without the links that led back."""
    marks = {_note_name(n) for n in nodes(blocks) if part(n) == MARK}
    bodies = {
        _note_name(n): n["c"][1]
        for n in nodes(blocks)
        if part(n) == NOTE and _note_name(n) in marks
    }
    bodies = {name: _notes_placed(body, {**bodies, name: []}) for name, body in bodies.items()}
    return _notes_placed(blocks, bodies)


def _notes_placed(blocks: list[Node], bodies: dict[str, list[Node]]) -> list[Node]:
    return list(changed(blocks, lambda n: _note_placed(n, bodies)))


def _note_name(value: Node) -> str:
    return attributes(value)[2].get("note", "")


def _note_placed(value: Node, bodies: dict[str, list[Node]]) -> list[Node] | None:
    kind = part(value)
    name = _note_name(value) if kind in (MARK, NOTE, BACK) else ""
    if name not in bodies:
        return None
    return [node("Note", bodies[name])] if kind == MARK and bodies[name] else []


# --- names -----------------------------------------------------------------------------------


def _named(blocks: list[Node]) -> dict[str, str]:
    """Gives each heading a name of its own, and each other name in the document to a heading.

    A name directly before a heading, as EPUBs have them, means that heading; another one means
    the heading under which it stands.
    """
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    waiting: list[str] = []
    current = ""
    for block in blocks:
        names = [name for n in nodes(block) if n["t"] in _WITH_NAMES and (name := attributes(n)[0])]
        if block["t"] == "Header" and words(text(block)):
            current = _own_name(block, [*names, *waiting], taken)
            for name in [*names, *waiting]:
                anchors.setdefault(name, current)
            waiting = []
            continue
        waiting += names
        if text(block).strip() and current:
            for name in waiting:
                anchors.setdefault(name, current)
            waiting = []
    for name in waiting:
        anchors.setdefault(name, current)
    return {name: heading for name, heading in anchors.items() if heading}


_WITH_NAMES = frozenset(
    {"Code", "CodeBlock", "Div", "Figure", "Header", "Image", "Link", "Span", "Table"}
)


def _with_places(
    anchors: dict[str, str], blocks: list[Node], places: dict[str, str]
) -> dict[str, str]:
    """The names with bookmarks that stand at a heading, and names as other programs make them.

    GitHub, for one, has another rule than pandoc for what a heading is called.
    """
    result = dict(anchors)
    for block in reversed(blocks):
        if block["t"] == "Header" and words(text(block)):
            own, said = attributes(block)[0], words(text(block))
            result |= {name: own for name, place in places.items() if words(place) == said}
            result[slug(text(block))] = own
    return result | anchors


def _own_name(heading: Node, names: list[str], taken: set[str]) -> str:
    wanted = heading["c"][1][0] or (names[-1] if names else "section")
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    heading["c"][1][0] = name
    return name
