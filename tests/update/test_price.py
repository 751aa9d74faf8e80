"""What an update costs."""

from __future__ import annotations

from dataclasses import replace

from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import Message
from lingotype.update.price import Amount, Price, price
from lingotype.update.update import WAYS, update

LONG = "The lamp in the tower is lit every evening before the ships come home."


def priced(old: list[Message], *msgids: str) -> Price:
    catalogue = Catalogue(messages=tuple(old))
    template = Template("a", tuple(map(Message, msgids)))
    return price(update({"a": catalogue}, [template], Catalogue())["a"])


def test_each_message_has_its_price_by_the_way_it_takes():
    """Words are those of the msgid: of the new wording, and of what is gone."""
    old = [Message("Two words", ("x",)), Message("Gone for ever", ("y",)), Message(LONG, ("z",))]
    found = priced(old, "Two words", "Something new here", LONG.replace("tower", "old tower"))
    taken = {way: amount for way, amount in found.ways.items() if amount.messages}
    assert taken == {
        "kept": Amount(1, 2),
        "new": Amount(1, 3),
        "stale": Amount(1, 15),
        "obsolete": Amount(1, 3),
    }
    assert found.work == Amount(2, 18)
    assert found.changed


def test_nothing_to_do_costs_nothing():
    """What stays is no change; what was obsolete before costs nothing now."""
    found = priced([Message("A", ("a",)), Message("B", ("b",), obsolete=True)], "A")
    assert found.work == Amount()
    assert not found.changed
    assert found.ways["obsolete"] == Amount()


def test_prices_add_up():
    """Every way has an amount, also where nothing took it."""
    both = priced([Message("A", ("a",))], "A") + priced([], "New text")
    assert tuple(both.ways) == WAYS
    assert both.ways["kept"] + both.ways["new"] == Amount(2, 3)
    assert sum([both, Price()], Price()) == both


def test_a_deleted_text_is_priced_though_its_message_was_fuzzy():
    """Only what becomes obsolete in this update."""
    waiting = replace(Message("A b", ("x",)), flags=("fuzzy",))
    assert priced([waiting]).ways["obsolete"] == Amount(1, 2)
