"""Roles, literals, links and numbers that changed in a text, and what is done in its msgstr."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.update.markup import pieces
from lingotype.update.patch import patched, redressed

EXCHANGED = {
    "role": ("See :ref:`a` now.", "See :ref:`b` now.", "Siehe :ref:`a`.", "Siehe :ref:`b`."),
    "name of a role": ("See :func:`a`.", "See :meth:`a`.", "S. :func:`a`.", "S. :meth:`a`."),
    "role of MyST": ("See {ref}`a`.", "See {ref}`b`.", "S. {ref}`a`.", "S. {ref}`b`."),
    "role with a translated title": (
        "See :ref:`the tower <a>`.",
        "See :ref:`the tower <b>`.",
        "Siehe :ref:`den Turm <a>`.",
        "Siehe :ref:`den Turm <b>`.",
    ),
    "literal": ("Type ``a``.", "Type ``b``.", "Gib ``a`` ein.", "Gib ``b`` ein."),
    "two literals, in another order": (
        "Type ``a`` or ``b``.",
        "Type ``c`` or ``d``.",
        "``b`` oder ``a``.",
        "``d`` oder ``c``.",
    ),
    "address": (
        "It is at https://a.org/x.",
        "It is at https://b.org/x.",
        "Unter https://a.org/x.",
        "Unter https://b.org/x.",
    ),
    "target of a link": (
        "The `page <https://a.org>`_",
        "The `page <https://b.org>`_",
        "Die `Seite <https://a.org>`_",
        "Die `Seite <https://b.org>`_",
    ),
    "number": ("It has 42 rooms.", "It has 43 rooms.", "Es hat 42 Zimmer.", "Es hat 43 Zimmer."),
    "substitution": ("Lingo |a| is out.", "Lingo |b| is out.", "|a| ist da.", "|b| ist da."),
    "footnote": ("So it is [1]_.", "So it is [2]_.", "So ist es [1]_.", "So ist es [2]_."),
    "citation": ("See [Lit20]_.", "See [Lit21]_.", "Siehe [Lit20]_.", "Siehe [Lit21]_."),
}

LEFT = {
    "title": (":ref:`a tower <a>`", ":ref:`the tower <a>`", ":ref:`ein Turm <a>`"),
    "twice in the text": ("``a`` or ``a``", "``b`` or ``a``", "``a`` oder ``a``"),
    "twice in the msgstr": ("In 3.8", "In 3.9", "In 3.8 (nicht vor 3.8)"),
    "not in the msgstr": ("In 1,500", "In 1,600", "In 1.500"),
    "another kind": ("See :func:`a`", "See ``a``", "Siehe :func:`a`"),
    "another number of them": ("``a``", "``b`` and ``c``", "``a``"),
    "another order": ("``a`` or ``b``", "``b`` or ``a``", "``a`` oder ``b``"),
    "emphasis is the translator's": ("*slowly* so", "*quickly* so", "*langsam* so"),
    "words alone": ("a lamp", "the lamp", "eine Lampe"),
}

CARRIED = {
    "emphasis taken away": ("Do *it* now", "Do it now", "Tu *es* jetzt", "Tu es jetzt"),
    "emphasis made strong": ("Do *it* now", "Do **it** now", "Tu *es*", "Tu **es**"),
    "emphasis on a word that stands": (
        "Use open now", "Use *open* now", "Nimm open nun", "Nimm *open* nun",
    ),
    "literal on a word that stands": (
        "Use open now", "Use ``open`` now", "Nimm open nun", "Nimm ``open`` nun",
    ),
    "literal made a role": (
        "Use ``open`` now", "Use :func:`open` now", "Nimm ``open``", "Nimm :func:`open`",
    ),
    "role made another": (
        "Use :func:`open`", "Use :meth:`open`", "Nimm :func:`open`", "Nimm :meth:`open`",
    ),
    "brackets of a function": (
        "Use :func:`open`", "Use :func:`open()`", "Nimm :func:`open`", "Nimm :func:`open()`",
    ),
    "label renamed": ("See :ref:`a`", "See :ref:`b`", "Siehe :ref:`a`", "Siehe :ref:`b`"),
    "label with a title renamed": (
        ":ref:`the tower <a>`", ":ref:`the tower <b>`", ":ref:`Turm <a>`", ":ref:`Turm <b>`",
    ),
    "link retargeted": (
        "`Page <https://a.org>`_", "`Page <https://b.org>`_",
        "`Seite <https://a.org>`_", "`Seite <https://b.org>`_",
    ),
    "literal taken away": ("Type ``x`` now", "Type x now", "Gib ``x`` ein", "Gib x ein"),
}  # fmt: skip

NOT_CARRIED = {
    "title changed": (":ref:`a tower <a>`", ":ref:`the tower <a>`", ":ref:`ein Turm <a>`"),
    "the word is another in the msgstr": ("Do it *now*", "Do it now", "Tu es jetzt"),
    "emphasis on a translated word": ("Do it now", "Do *it* now", "Tu es jetzt"),
    "the word stands twice": ("Use open now", "Use ``open`` now", "open und open"),
    "the word is part of another": ("Use open now", "Use ``open`` now", "Nimm openen"),
    "two of a kind, one goes": ("*a* and *b*", "a and *b*", "*x* und *y*"),
    "another literal": ("Type ``a``", "Type ``b``", "Gib ``a`` ein"),
    "another word shown": ("See :func:`a`", "See :func:`b`", "Siehe :func:`a`"),
    "a footnote that is gone": ("So it is [1]_.", "So it is.", "So ist es [1]_."),
    "words changed too": ("Do *it* now", "Do that now", "Tu *es* jetzt"),
    "markup that the msgstr lacks": ("Do ``it`` now", "Do it now", "Tu es jetzt"),
    "nothing changed": ("Do *it* now", "Do *it* now", "Tu *es* jetzt"),
    "another substitution": ("Lingo |a| is", "Lingo |b| is", "Lingo |a| ist"),
}


@pytest.mark.parametrize("name", EXCHANGED)
def test_what_was_exchanged_in_the_text_is_exchanged_in_its_translation(name: str):
    """Where it stands once in both; the words stay as the translator wrote them."""
    old, new, msgstr, made = EXCHANGED[name]
    assert patched(old, new, msgstr) == made


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_plain_is_left_alone(name: str):
    """A wrong guess costs more than it saves."""
    old, new, msgstr = LEFT[name]
    assert patched(old, new, msgstr) == msgstr


@pytest.mark.parametrize("name", CARRIED)
def test_markup_is_changed_where_the_same_change_can_be_made(name: str):
    """The words that readers see are the same, so the translation stays one."""
    old, new, msgstr, made = CARRIED[name]
    assert redressed(old, new, msgstr) == made


@pytest.mark.parametrize("name", NOT_CARRIED)
def test_markup_is_not_changed_where_that_is_a_guess(name: str):
    """Then the message is fuzzy, as with any other change."""
    assert redressed(*NOT_CARRIED[name]) is None


texts = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            " ",
            "*a*",
            "**b**",
            "``a``",
            "``b``",
            ":ref:`a`",
            ":ref:`a <b>`",
            "`a <b>`_",
            "[1]_",
            "[2]_",
            "https://a.org",
            "42",
            "43",
            "`",
            "*",
            "\\",
            "的",
            "\n",
        ]
    ),
    max_size=9,
).map(" ".join)


@given(texts, texts, texts)
def test_a_patch_takes_nothing_but_pieces(old: str, new: str, msgstr: str):
    """The words between the pieces stay, and so does the number of pieces."""
    assert patched(old, old, msgstr) == msgstr
    made = patched(old, new, msgstr)
    assert len(pieces(made)) == len(pieces(msgstr))


@given(texts, texts)
def test_a_text_as_its_own_translation_becomes_the_new_text(old: str, new: str):
    """What is carried over to the wording itself is the wording's own markup."""
    made = redressed(old, new, old)
    if made is not None:
        found = [[piece.sense for piece in pieces(text)] for text in (made, new)]
        assert sorted(map(str, found[0])) == sorted(map(str, found[1]))


@given(st.text(alphabet="ab`*|[]_:<>{}\\ 1.,#~\n的\u0301", max_size=40))
def test_pieces_stand_where_they_say(text: str):
    """In their order, none over another, whatever the text."""
    found = pieces(text)
    assert all(text[p.start : p.end] == p.written for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


HOSTILE = ["`", "*", "|", ".", "[", "a:", ":a:", "``a", "` ", "*a ", "1,", "``` ", "` `a", "\\`"]
ASKED: list[Callable[[str, str], object]] = [
    lambda one, other: pieces(one),
    lambda one, other: patched(one, other, one + "x"),
    lambda one, other: redressed(one, other, one + "x"),
]


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("asked", ASKED)
def test_no_text_takes_long(part: str, asked: Callable[[str, str], object]):
    """100 KB of half-open markup is read in one go."""
    text = part * (100_000 // len(part))
    began = time.process_time()
    asked(text, f"{text[:50_000]} new {text[50_000:]}")
    assert time.process_time() - began < 2
