"""What authors do to one text: each edit takes a wording and gives another one.

A wording that has nothing to edit in that way, such as no number, comes back as it was.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from made.texts import Writer

Edit = Callable[[str, Writer], str]

_WORD = re.compile(r"(?<![\w`:~./<-])[^\W\d_]+(?![\w`:/>-]|\.\w)")
_MARKED = re.compile(r":\w+:`[~!]?([^`]+)`|``([^`]+)``|\*(\w[^*]*)\*")
_MARKUP = (":func:`{}`", ":meth:`~{}`", ":class:`!{}`", "``{}``", "*{}*")
_TARGET = re.compile(r"(?<=`~)[\w.-]+(?=`)|(?<=:`)[\w.-]+(?=`)|(?<=https://)[\w.-]+")
_NUMBER = re.compile(r"\b\d+\b")
_SENTENCE = re.compile(r"(?<=[.])  ?(?=\S)")
_TYPOGRAPHY = (
    (re.compile(r"\.  "), ". "),
    (re.compile(r" --- "), " – "),
    (re.compile(r'"'), "”"),
    (re.compile(r"^([^,]*), "), r"\1 "),
    (re.compile(r"\.$"), ""),
    (re.compile(r"(\d) %"), "\\1\N{NO-BREAK SPACE}%"),
)


def one_word(wording: str, writer: Writer) -> str:
    """Another word in one place: a slip mended, a better word found."""
    return _reworded(wording, writer, 1)


def few_words(wording: str, writer: Writer) -> str:
    """A sixth of the words replaced, two at least."""
    return _reworded(wording, writer, max(2, wording.count(" ") // 6))


def rewritten(wording: str, writer: Writer) -> str:
    """Said anew: up to nine of ten words replaced, and in longer texts a sentence added."""
    share = writer.dice.uniform(0.2, 0.9)
    made = _reworded(wording, writer, max(2, int(wording.count(" ") * share)))
    return f"{made}  {writer.passage(len(wording) // 4)}" if len(wording) > 80 else made


def sentence(wording: str, writer: Writer) -> str:
    """A sentence added, dropped or replaced."""
    sentences = _SENTENCE.split(wording)
    place = writer.dice.randrange(len(sentences))
    way = writer.dice.choice(("add", "drop", "replace") if len(sentences) > 1 else ("add",))
    new = [] if way == "drop" else [writer.sentence(writer.dice.randint(30, 120))]
    kept = sentences[: place + (way == "add")]
    return "  ".join([*kept, *new, *sentences[place + 1 :]])


def typography(wording: str, writer: Writer) -> str:
    """Spaces, dashes, quotation marks, commas: no letter differs."""
    for pattern, after in writer.dice.sample(_TYPOGRAPHY, len(_TYPOGRAPHY)):
        if pattern.search(wording):
            return pattern.sub(after, wording)
    return wording


def markup(wording: str, writer: Writer) -> str:
    """A name in other markup, or a plain word in markup."""
    form = writer.dice.choice(_MARKUP)
    pattern = _MARKED if _MARKED.search(wording) else _WORD
    return _replaced(wording, pattern, lambda found: form.format(_inside(found)), writer.dice)


def target(wording: str, writer: Writer) -> str:
    """Another number, or another name in a role or an address."""
    if _NUMBER.search(wording) and writer.dice.random() < 0.5:
        number = str(writer.dice.randint(1, 99))
        return _replaced(wording, _NUMBER, lambda _: number, writer.dice)
    return _replaced(wording, _TARGET, lambda _: writer.name(), writer.dice)


def split(wording: str, dice: random.Random) -> list[str]:
    """The sentences as two texts; one text if there is one sentence only."""
    sentences = _SENTENCE.split(wording)
    if len(sentences) == 1:
        return [wording]
    cut = dice.randrange(1, len(sentences))
    return ["  ".join(sentences[:cut]), "  ".join(sentences[cut:])]


def _reworded(wording: str, writer: Writer, count: int) -> str:
    for _ in range(count):
        wording = _replaced(wording, _WORD, lambda found: _other(found[0], writer), writer.dice)
    return wording


def _other(word: str, writer: Writer) -> str:
    """Another word, or now and then the word with one more."""
    new = writer.words(1)[0]
    if writer.dice.random() < 0.2:
        return f"{word} {new}"
    return new.capitalize() if word[0].isupper() else new


def _inside(found: re.Match[str]) -> str:
    """The name in a piece of markup; a plain word is its own."""
    return next((name for name in found.groups() if name), found[0])


def _replaced(
    wording: str,
    pattern: re.Pattern[str],
    other: Callable[[re.Match[str]], str],
    dice: random.Random,
) -> str:
    """The wording with one match, whichever, replaced."""
    found = list(pattern.finditer(wording))
    if not found:
        return wording
    one = dice.choice(found)
    return wording[: one.start()] + other(one) + wording[one.end() :]
