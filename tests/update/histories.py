"""Books that editors change at random while translators and foreign tools work on them.

A history is a list of steps, each a name and three numbers; every list of steps is a history, so
Hypothesis can shorten it. The world keeps its own account of who said what, against which the
catalogues are held.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.model.wording import Decision
from lingotype.update.offers import CAREFUL, GENEROUS, Limits
from lingotype.update.update import Rules, Updated, update
from lingotype.update.wording import Decisions

Step = tuple[str, int, int, int]
Key = tuple[str | None, str]
Pair = tuple[Key, str]
"""A wording, and what somebody said is its translation (of a plural its first form)."""

_HEADER = (
    "Project-Id-Version: Book\nPO-Revision-Date: 2024-01-01 10:00+0000\n"
    "Last-Translator: Ana\nLanguage-Team: de\nLanguage: de\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
BLANK = Catalogue(Message("", (_HEADER,)))
_VOCABULARY = """
the lamp in tower is lit every evening before ships come home and a keeper climbs its stairs
with oil for wick while wind from sea turns glass against cold night
"""
WORDS = tuple(_VOCABULARY.split())
PIECES = (
    ":ref:`setup`",
    ":doc:`the tower <tower>`",
    "``make html``",
    "``-- all``",
    "https://example.org/a",
    "`page <https://example.org/b>`_",
    "|release|",
    "[1]_",
    "42",
    "1,500",
    "*slowly*",
    "**never**",
    "`term`",
)
TINY = ("A", "Yes.", "42", "No!", "“A”", "...", "-", "章", "`", "See :ref:`setup`.", "Open?")


def sentence(dice: random.Random) -> str:
    words = [dice.choice(WORDS) for _ in range(dice.randint(4, 11))]
    if dice.random() < 0.5:
        words.insert(dice.randrange(len(words)), dice.choice(PIECES))
    return " ".join(words).capitalize() + dice.choice("....?!")


def paragraph(number: int) -> str:
    """A text; one of four is tiny."""
    dice = random.Random(number)
    if dice.random() < 0.25:
        return dice.choice(TINY)
    return " ".join(sentence(dice) for _ in range(dice.randint(1, 4)))


def spoken(msgid: str) -> str:
    """A translation: words in capitals, pieces as they stand."""
    return " ".join(word.upper() if word.isalpha() else word for word in msgid.split(" "))


@dataclass
class World:
    """book: the texts of each document. files: the catalogues on the disk. wrote: every string
    that a person or a foreign tool put into a file. pairs: what any of them said is the
    translation of what. deleted: texts that may come back.
    """

    book: dict[str, list[Message]] = field(default_factory=dict)
    files: dict[str, Catalogue] = field(default_factory=dict)
    wrote: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)
    deleted: list[Message] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    limits: Limits = CAREFUL
    made: int = 0

    # What the editor has

    def templates(self) -> list[Template]:
        return [
            Template(
                domain,
                tuple(replace(text, references=(f"source/{domain}.rst",)) for text in texts),
            )
            for domain, texts in sorted(self.book.items())
        ]

    @property
    def rules(self) -> Rules:
        return Rules(self.limits, decisions=Decisions(tuple(self.decisions)))

    def updated(self) -> dict[str, Updated]:
        return update(self.files, self.templates(), BLANK, self.rules)

    def document(self, number: int) -> list[Message]:
        if not self.book:
            return []
        return self.book[sorted(self.book)[number % len(self.book)]]

    def put(self, texts: list[Message], at: int, text: Message) -> None:
        """As gettext does: a text that stands twice in a document is one message."""
        if text.msgid.strip() and text.key not in {here.key for here in texts}:
            texts.insert(at % (len(texts) + 1), replace(text, references=()))

    def exchange(self, texts: list[Message], at: int, msgid: str) -> None:
        if texts:
            text = texts.pop(at % len(texts))
            self.deleted.append(text)
            self.put(texts, at % (len(texts) + 1), replace(text, msgid=msgid))

    # What stands in the files

    def messages(self) -> list[tuple[str, int]]:
        return [(d, n) for d in sorted(self.files) for n in range(len(self.files[d].messages))]

    def at(self, number: int) -> tuple[str, int] | None:
        places = self.messages()
        return places[number % len(places)] if places else None

    def set(self, place: tuple[str, int], message: Message) -> None:
        domain, number = place
        messages = list(self.files[domain].messages)
        messages[number] = message
        self.files[domain] = replace(self.files[domain], messages=tuple(messages))
        self.note(message)

    def note(self, message: Message) -> None:
        """Take down what a file now says."""
        self.wrote.update(x for x in message.msgstrs if x)
        before = message.previous
        earlier = (before.msgctxt, before.msgid) if before else message.key
        key = earlier if message.fuzzy else message.key
        doubted = not before or message.suggested or before.msgid == message.msgid
        if not (message.fuzzy and doubted):
            self.pairs.add((key, message.msgstr))

    def string(self, msgid: str, number: int) -> str:
        """A translation that nobody wrote before, or the plain one."""
        self.made += 1
        return spoken(msgid) if number % 3 == 0 else f"Ü{self.made} {spoken(msgid)}"

    def said(self, message: Message, number: int) -> tuple[str, ...]:
        forms = (message.msgid,) if message.msgid_plural is None else ("one", "many")
        return tuple(self.string(form, number) for form in forms)


def without_fuzzy(message: Message) -> Message:
    return replace(message, flags=tuple(flag for flag in message.flags if flag != "fuzzy"))


# Editors. Each takes the world and three numbers.


def add(world: World, a: int, b: int, c: int) -> None:
    world.put(world.document(a), b, Message(paragraph(c)))


def reword(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        words = texts[b % len(texts)].msgid.split(" ")
        words[c % len(words) : c % len(words) + c % 3] = [WORDS[c % len(WORDS)]]
        world.exchange(texts, b, " ".join(words))


def retouch(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        was, now = (("... ", "… "), (" ", "  "), ("'", "’"), (" the ", " – the "), (". ", "! "))[
            c % 5
        ]
        world.exchange(texts, b, texts[b % len(texts)].msgid.replace(was, now))


def repiece(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        msgid = texts[b % len(texts)].msgid
        was = next((piece for piece in PIECES if piece in msgid), "lamp")
        other = (
            PIECES[c % len(PIECES)],
            was.strip("*`"),
            f"*{was}*",
            was.replace("setup", "begin"),
        )
        world.exchange(texts, b, msgid.replace(was, other[c % 4], 1 + c % 2))


def move(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        world.put(world.document(c), c // 3, texts.pop(b % len(texts)))


def twin(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        world.put(world.document(c), c // 3, texts[b % len(texts)])


def sibling(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        text = texts[b % len(texts)]
        world.put(texts, b, replace(text, msgid=text.msgid + " " + WORDS[c % len(WORDS)]))


def delete(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        world.deleted.append(texts.pop(b % len(texts)))


def restore(world: World, a: int, b: int, c: int) -> None:
    if world.deleted:
        world.put(world.document(a), b, world.deleted[-1 - c % len(world.deleted)])


def divide(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        head, mark, tail = texts[b % len(texts)].msgid.partition(". ")
        if tail:
            world.exchange(texts, b, head + mark.strip())
            world.put(texts, b % len(texts) + 1, Message(tail))


def join(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if len(texts) > 1:
        at = b % (len(texts) - 1)
        second = texts.pop(at + 1)
        world.exchange(texts, at, texts[at].msgid + " " + second.msgid)


def context(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        text = texts.pop(b % len(texts))
        world.put(texts, b, replace(text, msgctxt=(None, "menu", "")[c % 3]))


def plural(world: World, a: int, b: int, c: int) -> None:
    texts = world.document(a)
    if texts:
        text = texts.pop(b % len(texts))
        many = text.msgid + "s" if text.msgid_plural is None else None
        world.put(texts, b, replace(text, msgid_plural=many))


def begin(world: World, a: int, b: int, c: int) -> None:
    texts = world.book.setdefault("abcdefg"[a % 7], [])
    for number in range(1 + b % 5):
        world.put(texts, number, Message(paragraph(c + number)))


def rename(world: World, a: int, b: int, c: int) -> None:
    if world.book:
        name = sorted(world.book)[a % len(world.book)]
        other = "hijklmn"[b % 7]
        if other not in world.book:
            world.book[other] = world.book.pop(name)


def break_up(world: World, a: int, b: int, c: int) -> None:
    texts, other = world.document(a), "opqrstu"[b % 7]
    if texts and other not in world.book:
        at = c % len(texts)
        world.book[other], texts[at:] = texts[at:], []


def merge(world: World, a: int, b: int, c: int) -> None:
    if len(world.book) > 1:
        texts = world.book.pop(sorted(world.book)[a % len(world.book)])
        for text in texts:
            world.put(world.document(b), 99, text)


def remove(world: World, a: int, b: int, c: int) -> None:
    if world.book:
        world.deleted += world.book.pop(sorted(world.book)[a % len(world.book)])


def declare(world: World, a: int, b: int, c: int) -> None:
    """Reword, and say that the meaning is the same."""
    texts = world.document(a)
    before = list(texts)
    (reword, repiece)[c % 2](world, a, b, c)
    gone = [text for text in before if text not in texts]
    new = [text for text in texts if text not in before]
    world.decisions += [
        Decision(was.msgid, now.msgid, now.msgctxt) for was, now in zip(gone, new, strict=False)
    ]


def indulge(world: World, a: int, b: int, c: int) -> None:
    """Ask for more suggestions, or for fewer."""
    world.limits = (CAREFUL, GENEROUS)[c % 2]


# Translators and foreign tools


def translate(world: World, a: int, b: int, c: int) -> None:
    """Translate some messages that wait, each anew."""
    for place in world.messages()[a % 3 :: 1 + b % 3]:
        message = world.files[place[0]].messages[place[1]]
        if not message.obsolete and (not message.msgstr or message.fuzzy):
            world.set(place, replace(without_fuzzy(message), msgstrs=world.said(message, c)))


def confirm(world: World, a: int, b: int, c: int) -> None:
    """Take the flag off, as editors of catalogues do; some leave the rest as it is."""
    place = world.at(a)
    if place:
        message = world.files[place[0]].messages[place[1]]
        if message.msgstr and not message.obsolete:
            kept = message if b % 2 else replace(message, previous=None)
            world.set(place, without_fuzzy(kept))


def edit(world: World, a: int, b: int, c: int) -> None:
    """Write another msgstr, and leave the flag."""
    place = world.at(a)
    if place:
        message = world.files[place[0]].messages[place[1]]
        world.set(place, replace(message, msgstrs=world.said(message, c)))


def remark(world: World, a: int, b: int, c: int) -> None:
    place = world.at(a)
    if place:
        message = world.files[place[0]].messages[place[1]]
        world.made += 1
        notes = (*message.translator_comments, f" note {world.made}")
        world.set(place, replace(message, translator_comments=notes))


def odd(world: World, a: int, b: int, c: int) -> None:
    """A state that some other tool leaves behind."""
    place = world.at(a)
    if not place:
        return
    message = world.files[place[0]].messages[place[1]]
    flags = ("fuzzy", *without_fuzzy(message).flags)
    fuzzy = replace(message, flags=flags, msgstrs=world.said(message, b))
    before = Previous(paragraph(b), message.msgctxt)
    marked = message.translator_comments
    if not message.suggested:
        marked += (SUGGESTION,)
    plain = without_fuzzy(message)
    made = (
        replace(fuzzy, previous=None),
        replace(fuzzy, previous=before),
        replace(fuzzy, previous=Previous(message.msgid, message.msgctxt)),
        replace(fuzzy, msgstrs=tuple("" for _ in message.msgstrs), previous=before),
        replace(fuzzy, previous=before, obsolete=True),
        replace(fuzzy, previous=before, translator_comments=marked),
        replace(fuzzy, previous=None, translator_comments=marked),
        replace(plain, previous=before),
        replace(plain, msgstrs=world.said(message, b), obsolete=True),
        replace(plain, msgstrs=("", *world.said(message, b)[1:])),
    )[c % 10]
    world.set(place, made)


EDITORS: Sequence[Callable[[World, int, int, int], None]] = (
    add, reword, reword, retouch, repiece, move, twin, sibling, delete, restore, divide, join,
    context, plural, begin, rename, break_up, merge, remove, declare, indulge,
)  # fmt: skip
TRANSLATORS: Sequence[Callable[[World, int, int, int], None]] = (
    translate, translate, confirm, edit, remark, odd, odd,
)  # fmt: skip
DONE = {step.__name__: step for step in (*EDITORS, *TRANSLATORS)}


def begun(numbers: Sequence[int]) -> World:
    """A book of some documents with so many paragraphs each, all in catalogues and translated."""
    world = World()
    for domain, count in zip("abc", numbers, strict=False):
        world.book[domain] = []
        for number in range(count):
            world.put(world.book[domain], 99, Message(paragraph(7 * number + ord(domain))))
    world.files = {domain: found.catalogue for domain, found in world.updated().items()}
    translate(world, 0, 0, 1)
    return world
