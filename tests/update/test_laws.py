"""Laws of an update, over random books and random histories of editing and translating them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.update.histories import (
    BLANK,
    DONE,
    EDITORS,
    TRANSLATORS,
    WORDS,
    Key,
    Step,
    World,
    begun,
    declare,
    reword,
)

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import Message, State
from lingotype.update.patch import patched, redressed
from lingotype.update.prune import mementos, without
from lingotype.update.revoke import revoked
from lingotype.update.update import Updated, update
from lingotype.update.wording import same_but_for_form

numbers = st.integers(0, 40)
worlds = st.lists(st.integers(0, 7), max_size=3).map(begun)


def steps(
    least: int, most: int, among: Sequence[object] = (*EDITORS, *TRANSLATORS)
) -> st.SearchStrategy[list[Step]]:
    names = [getattr(step, "__name__", "") for step in among]
    names += ["update"] * (1 + len(names) // 5)
    one = st.tuples(st.sampled_from(names), numbers, numbers, numbers)
    return st.lists(one, min_size=least, max_size=most)


def live_of(
    world: World, updated: Mapping[str, Updated]
) -> Iterator[tuple[str, Message, str, Message | None]]:
    """Each live message of an update: domain, message, way, and what its catalogue had."""
    for domain, found in updated.items():
        old = {m.key: m for m in world.files.get(domain, ())}
        for message, way in zip(found.catalogue.live, found.ways, strict=True):
            yield domain, message, way, old.get(message.key)


# One update


def nothing_is_lost(world: World, after: Mapping[str, Catalogue]) -> None:
    """Every string that a person wrote and that stood in the files stands there still.

    What has no room as a msgstr, such as a form of a text that has no plural any more, stands in
    a comment, and stays there.
    """
    stood, noted = strings(world.files)
    stands, notes = strings(after)
    gone = [x for x in world.wrote if x not in stands and (x in stood or x in noted)]
    assert all(x in notes for x in gone)


def strings(files: Mapping[str, Catalogue]) -> tuple[set[str], str]:
    """All msgstrs, and the comments on them; what somebody emptied is kept by nobody."""
    messages = [m for c in files.values() for m in c if any(m.msgstrs)]
    found = {x for m in messages for x in m.msgstrs}
    return found, "\n".join(x for m in messages for x in m.translator_comments)


def twice_is_once(world: World, after: Mapping[str, Catalogue]) -> None:
    """A second update changes nothing, and hands back the very objects."""
    again = update(after, world.templates(), BLANK, world.rules)
    for domain, found in again.items():
        assert found.catalogue == after[domain]
        assert all(a is b for a, b in zip(found.catalogue, after[domain], strict=True))
        assert not found.dropped


def the_order_is_the_texts(world: World, updated: Mapping[str, Updated]) -> None:
    """No text is missing, none stands twice; all counts add up."""
    for template in world.templates():
        found = updated[template.domain]
        live, messages = found.catalogue.live, found.catalogue.messages
        assert [m.key for m in live] == [m.key for m in template.messages]
        assert [m.msgid_plural for m in live] == [m.msgid_plural for m in template.messages]
        assert len(found.ways) == len(found.lineal) == len(live)
        assert messages[: len(live)] == live
        assert len({m.key for m in messages}) == len(messages)
        assert sum(Counter(m.state for m in messages).values()) == len(messages)
        assert sum(found.counts.values()) == len(live) + len(found.dropped)


def files_are_read_again(updated: Mapping[str, Updated]) -> None:
    """What is written is what is read."""
    for found in updated.values():
        assert po.read(po.write(found.catalogue)).messages == found.catalogue.messages


def fuzzy_is_honest(world: World, updated: Mapping[str, Updated]) -> None:
    """What is fuzzy and not marked is word for word the translation of its previous msgid."""
    for _, message, way, own in live_of(world, updated):
        if not message.fuzzy or not message.msgstr:
            continue
        if message.previous is None:
            assert way in ("kept", "revived", "moved")  # another tool's, left as it was
        elif not message.suggested and message.previous.msgid != message.msgid:
            before = message.previous
            key = (before.msgctxt, before.msgid)
            assert (key, message.msgstr) in world.pairs
        if way in ("stale", "suggested"):
            assert message.previous
            assert own is None or not any(own.msgstrs)
            assert message.suggested == (way == "suggested")


def stale_is_what_was_here(world: World, updated: Mapping[str, Updated]) -> None:
    """An earlier wording stood live in an old document, and stands nowhere now."""
    wanted = {m.key for t in world.templates() for m in t.messages}
    stood = {m.key for c in world.files.values() for m in c.live}
    waited = {
        (m.previous.msgctxt, m.previous.msgid)
        for c in world.files.values()
        for m in c.live
        if m.fuzzy and m.previous
    }
    sources: Counter[tuple[Key, tuple[str, ...]]] = Counter()
    for _, message, way, _ in live_of(world, updated):
        if way == "stale" and message.previous:
            key = (message.previous.msgctxt, message.previous.msgid)
            assert (key in stood and key not in wanted) or key in waited
            sources[key, message.msgstrs] += 1


def confirmed_is_meant(world: World, updated: Mapping[str, Updated]) -> None:
    """What is not fuzzy has no mark and no previous msgid, and somebody said that it is right."""
    for _, message, _, _ in live_of(world, updated):
        if message.fuzzy:
            continue
        assert message.previous is None
        assert not message.suggested
        said = message.msgstr
        if said and (message.key, said) not in world.pairs:
            assert any(_carried(world, key, old, message) for key, old in world.pairs)
            world.pairs.add((message.key, said))


def _carried(world: World, key: Key, old: str, message: Message) -> bool:
    """Whether a msgstr comes of a known pair, by a change that keeps the meaning."""
    if key[0] != message.msgctxt or not old:
        return False
    now, before = message.msgid, key[1]
    if old == message.msgstr and same_but_for_form(before, now):
        return True
    said = key in world.rules.decisions.former(message.key)
    if said and message.msgstr in (old, patched(before, now, old)):
        return True
    return redressed(before, now, old) == message.msgstr


def known_is_translated(world: World, updated: Mapping[str, Updated]) -> None:
    """A text that was translated anywhere is translated wherever it stands.

    But for a text whose own catalogue holds a fuzzy msgstr: where that would be lost, it stays.
    """
    known = {
        (m.key, m.msgid_plural is not None)
        for c in world.files.values()
        for m in c
        if m.msgstr and not m.fuzzy
    }
    for _, message, _, own in live_of(world, updated):
        if (message.key, message.msgid_plural is not None) in known:
            waits = own is not None and own.fuzzy and any(own.msgstrs)
            part = own is not None and any(own.msgstrs) and not own.msgstr
            assert waits or part or message.state is State.TRANSLATED


def nothing_distinct_is_pruned(world: World, after: Mapping[str, Catalogue]) -> None:
    """Dropping what is copied elsewhere loses no pair of text and translation."""
    copied = [memento for memento in mementos(after, set(world.book)) if memento.copied]
    left = {**after, **without(after, copied, set(world.book))}
    kept = {(m.key, m.msgstrs) for c in left.values() if c for m in c if not m.fuzzy}
    assert {
        (m.key, m.msgstrs) for c in after.values() for m in c if m.msgstr and not m.fuzzy
    } <= kept


def lawful_update(world: World) -> None:
    """Update the files of a world, and hold the result against every law."""
    updated = world.updated()
    after = {**world.files, **{domain: x.catalogue for domain, x in updated.items()}}
    nothing_is_lost(world, after)
    the_order_is_the_texts(world, updated)
    files_are_read_again(updated)
    fuzzy_is_honest(world, updated)
    stale_is_what_was_here(world, updated)
    confirmed_is_meant(world, updated)
    known_is_translated(world, updated)
    nothing_distinct_is_pruned(world, after)
    twice_is_once(world, after)
    world.files = after


def lived(world: World, history: Sequence[Step]) -> World:
    for name, a, b, c in history:
        if name == "update":
            lawful_update(world)
        else:
            DONE[name](world, a, b, c)
    lawful_update(world)
    return world


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds, steps(0, 14))
def test_every_history_is_lawful(world: World, history: list[Step]):
    """Whatever editors, translators and other tools do: see the laws above."""
    lived(world, history)


@pytest.mark.soak
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds, steps(30, 120))
def test_every_long_history_is_lawful(world: World, history: list[Step]):
    """The same over months of work."""
    lived(world, history)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds, steps(0, 8))
def test_renaming_all_documents_keeps_everything(world: World, history: list[Step]):
    """Translations, states, previous msgids and notes."""
    lived(world, history)
    before = {domain: world.files[domain].live for domain in world.book}
    world.book = {f"part/{domain}": texts for domain, texts in world.book.items()}
    said: dict[Key, set[Message]] = {}
    for message in (m for c in world.files.values() for m in c):
        said.setdefault(message.key, set()).add(replace(message, references=()))
    translated = {m.key for c in world.files.values() for m in c if m.state is State.TRANSLATED} | {
        m.key for c in world.files.values() for m in c.obsolete if m.msgstr and not m.fuzzy
    }
    lawful_update(world)
    for domain, old in before.items():
        for was, now in zip(old, world.files[f"part/{domain}"].live, strict=True):
            if len(said[was.key]) > 1 or not was.msgstr:
                continue  # which of several it gets: see test_update.py
            if was.state is State.TRANSLATED or was.key not in translated:
                assert replace(now, references=()) == replace(was, references=())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds, st.lists(st.tuples(numbers, numbers, numbers), max_size=6))
def test_declared_wording_stays_translated_until_it_is_revoked(
    world: World, edits: list[tuple[int, int, int]]
):
    """Then it is fuzzy again, with the wording that its msgstr translates."""
    for edit in edits:
        declare(world, *edit)
    lawful_update(world)
    untranslated = [
        m for d in world.book for m in world.files[d].live if m.state is not State.TRANSLATED
    ]
    assert not untranslated
    back = revoked(world.files, world.decisions)
    for domain, catalogue in back.items():
        assert (catalogue is world.files[domain]) == (catalogue == world.files[domain])
        for was, now in zip(world.files[domain], catalogue, strict=True):
            if now.fuzzy and was is not now:
                assert now.previous
                assert (now.previous.msgctxt, now.previous.msgid) in {k for k, _ in world.pairs}
                assert now.msgstrs == was.msgstrs
    world.files, world.decisions = back, []
    lawful_update(world)


def some_history() -> World:
    """A history in which every step is done, several times."""
    world = begun([7, 7, 7])
    for number in range(60):
        for step in (*EDITORS, *TRANSLATORS):
            if (number + len(step.__name__)) % 7 == 0:
                step(world, 5 * number, 3 * number, number)
        if number % 10 == 0:
            lawful_update(world)
    lawful_update(world)
    for number in range(30):
        reword(world, number, number, number)
    lawful_update(world)
    states = {m.state for c in world.files.values() for m in c}
    assert states == set(State)
    return world


def saved(files: Mapping[str, Catalogue], folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    paths = [folder / f"{domain.replace('/', '-')}.po" for domain in files]
    for path, catalogue in zip(paths, files.values(), strict=True):
        path.write_bytes(po.write(catalogue))
    return paths


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs gettext")
def test_gettext_accepts_what_a_long_history_left(tmp_path: Path):
    """Headers, plural forms, escapes, obsolete and previous strings."""
    for path in saved(some_history().files, tmp_path / "de"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", tmp_path / "x.mo", path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_sphinx_intl_reads_what_a_long_history_left(tmp_path: Path):
    """It ends with 1 whenever it has read anything, and counts a fuzzy message as translated."""
    world = some_history()
    saved(world.files, tmp_path / "locale/de/LC_MESSAGES")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_intl", "stat", "-d", tmp_path / "locale", "-l", "de"],
        capture_output=True,
        text=True,
        check=False,
    )
    counts = [int(x) for x in re.findall(r"(\d+) (?:un)?translated", done.stdout)]
    assert sum(counts) == sum(len(c.live) for c in world.files.values()), done.stderr


# Time


def numbered(text: str, count: int) -> list[str]:
    return [text.replace("{}", str(number)) for number in range(count)]


LONG = " ".join(WORDS * 2)
CROWDS = {
    "one change to all": (numbered(LONG + " {}", 3000), numbered(LONG + " now {}", 3000)),
    "all new in one gap": (["A", LONG, "B"], ["A", *numbered(LONG + " {}", 3000), "B"]),
    "another order": (numbered("{} " + LONG, 1500), numbered("{} now " + LONG, 1500)[::-1]),
    "one letter a word": (
        [" ".join(format(n * n, "b")) * 9 for n in range(400)],
        [" ".join(format(n * n + 1, "b")) * 9 for n in range(400)],
    ),
    "one text of a megabyte": ([LONG * 3000], [LONG * 1500 + " now " + LONG * 1500]),
    "a megabyte split": ([LONG * 3000], [LONG * 1500 + ".", LONG * 1500]),
    "long texts": (numbered((LONG + " {} ") * 90, 20), numbered((LONG + " {} now ") * 90, 20)),
    "Chinese": (
        ["".join(chr(0x4E00 + (n * m) % 900) for m in range(99)) for n in range(1, 1200)],
        ["".join(chr(0x4E00 + (n * m) % 900) for m in range(95)) for n in range(1, 1200)],
    ),
    "marks alone": (numbered("{}" + ". " * 300, 300), numbered("{}" + "! " * 300, 300)),
    "beyond the plane": (
        numbered("{} " + "\U0001f600 " * 99, 900),
        numbered("{} " + "\U0001f601 " * 99, 900),
    ),
    "combining marks": (numbered("e\u0301" * 99 + "{}", 900), numbered("e\u0301" * 90 + "{}", 900)),
    "control characters": (
        ["\x01" * n for n in range(1, 700)],
        ["\x02" * n for n in range(1, 700)],
    ),
}


@pytest.mark.parametrize("name", CROWDS)
def test_no_language_takes_long(name: str):
    """A megabyte of text, whatever it is, in seconds."""
    old, new = (list(dict.fromkeys(texts)) for texts in CROWDS[name])
    catalogue = Catalogue(messages=tuple(Message(text, (f"<{text}>",)) for text in old))
    began = time.process_time()
    update({"a": catalogue}, [Template("a", tuple(map(Message, new)))], BLANK)
    assert time.process_time() - began < 5
