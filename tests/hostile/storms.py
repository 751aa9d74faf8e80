"""Texts that make a parser slow, deep or wide; made by code, since they are large."""

from __future__ import annotations

from collections.abc import Callable

_BIG = 90_000


def _filled(piece: str, size: int = _BIG) -> Callable[[], str]:
    """`piece` again and again, to about `size` characters."""
    return lambda: piece * (size // len(piece))


def _nested(open_line: Callable[[int], str], depth: int) -> Callable[[], str]:
    """A text of `depth` blocks, each in the one before."""
    return lambda: "\n\n".join(open_line(level) for level in range(depth))


def _table(columns: int, rows: int) -> str:
    line = "+" + "---+" * columns
    return "\n".join([line, *(f"|{' x |' * columns}\n{line}" for _ in range(rows))])


def _definitions(count: int) -> str:
    return "Text.\n\n" + "\n".join(f".. |s{number}| replace:: x" for number in range(count))


def _numbered(piece: str, count: int) -> Callable[[], str]:
    """`piece` with the numbers up to `count` in it."""
    return lambda: "Text " + " ".join(piece.format(n=number) for number in range(count)) + "."


SMALLER = (4_900, 9_900)
"""Lengths to which a storm is cut, so that it is short enough to be read."""

STORMS: dict[str, Callable[[], str]] = {
    "stars": _filled("*a "),
    "double-stars": _filled("**a "),
    "one-star-each": _filled("*a\\* "),
    "backquotes": _filled("` "),
    "backquote-words": _filled("`a "),
    "double-backquotes": _filled("``a "),
    "backquotes-only": _filled("`"),
    "stars-only": _filled("*"),
    "underscores": _filled("_"),
    "underscore-words": _filled("a_ "),
    "double-underscores": _filled("a__ "),
    "quoted-references": _filled("`a`_ "),
    "links": _filled("`a <b>`_ "),
    "open-links": _filled("`a <"),
    "angle-brackets": _filled("<"),
    "nested-links": _filled("`a <b <c "),
    "bars": _filled("|a "),
    "bars-only": _filled("|"),
    "roles": _filled(":a:`b` "),
    "open-roles": _filled(":a:`b "),
    "colons": _filled(":"),
    "role-names": _filled("a:b:c:"),
    "brackets": _filled("["),
    "open-footnotes": _filled("[1 "),
    "footnotes": _filled("[1]_ ", 50_000),
    "citations": _numbered("[C{n}]_", 5_000),
    "auto-footnotes": _filled("[#]_ "),
    "inline-targets": _numbered("_`t{n}`", 5_000),
    "substitutions": _numbered("|s{n}|", 10_000),
    "definitions": lambda: _definitions(5_000),
    "addresses": _filled("http://a.b "),
    "one-address": _filled("http://"),
    "address-tail": lambda: "http://a.b/" + "()," * 30_000,
    "mail": _filled("a@b.c "),
    "at-signs": _filled("a@"),
    "dots": _filled("a."),
    "backslashes": _filled("\\"),
    "escapes": _filled("\\*"),
    "hyphens": _filled("-"),
    "apostrophes": _filled("'a "),
    "quotation-marks": _filled('"'),
    "round-brackets": _filled("("),
    "enumerators": _filled("((((((a) "),
    "roman": lambda: "(" + "m" * 50_000 + ") Text",
    "big-number": lambda: "9" * 50_000 + ". Text",
    "combining": lambda: "a" + "\u0301\u0323" * 50_000,
    "one-word": lambda: "a" * 1_000_000,
    "one-word-of-caps": lambda: "Aa" * 200_000,
    "spaces": lambda: "a" + " " * 200_000 + "b",
    "tabs": lambda: "a" + "\t" * 50_000 + "b",
    "lines": lambda: "a\n" * 50_000 + "b",
    "paragraphs": lambda: "a\n\n" * 20_000 + "b",
    "ideographs": lambda: "\u706f\u53f0" * 50_000,
    "emoji": lambda: "\U0001f469\u200d" * 30_000,
    "zero-width": lambda: "a" + "\u200b" * 100_000,
    "overrides": lambda: "a" + "\u202e" * 50_000,
    "soft-hyphens": lambda: "a\u00ad" * 50_000,
    "numbers": _filled("1 "),
    "one-number": lambda: "1" * 100_000,
    "thousands": lambda: "1" + ",000" * 25_000,
    "words": _numbered("w{n}", 20_000),
    "sentences": _filled("Ja. "),
    "placeholders": _filled("%(a)s {b} "),
    "braces": _filled("{"),
    "math": lambda: ":math:`" + "{" * 50_000 + "`",
    "literal": lambda: "``" + "a " * 50_000 + "``",
    "noqa": lambda: "a" + " # noqa" * 10_000,
    "line-blocks": lambda: "\n".join("| " + " " * level + "a" for level in range(600)),
    "block-quotes": lambda: "\n\n".join(" " * level + "a" for level in range(600)),
    "lists": lambda: "- " * 200 + "a",
    "deep-lists": lambda: "- " * 5_000 + "a",
    "numbered-lists": lambda: "1. " * 400 + "a",
    "nested-fields": lambda: ":a: " * 400 + "b",
    "option-lists": lambda: "-a  " * 400 + "b",
    "comments": lambda: ".. " * 5_000 + "a",
    "definition-lists": _nested(lambda level: "  " * level + "a\n" + "  " * level + "  b", 400),
    "sections": lambda: "\n\n".join(f"A{n}\n{'=-~^+#*'[n % 7] * 6}" for n in range(1_000)),
    "wide-table": lambda: _table(300, 2),
    "long-table": lambda: _table(2, 1_500),
    "square-table": lambda: _table(60, 60),
    "simple-table": lambda: "\n".join(["= =", *("a b" for _ in range(5_000)), "= ="]),
    "nested-admonitions": _nested(lambda level: "   " * level + ".. note::", 300),
    "csv": lambda: ".. csv-table::\n\n   " + ",".join("x" for _ in range(20_000)),
    "list-table": lambda: ".. list-table::\n\n" + "   * - x\n" * 5_000,
    "code": lambda: ".. code-block:: python\n\n" + "   x = (\n" * 10_000,
    "math-block": lambda: ".. math::\n\n" + "   x \\\\\n" * 10_000,
    "doctests": lambda: ">>> a\n" * 10_000,
}
