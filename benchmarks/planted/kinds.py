"""A kind of mistake: its name, its group, and the function that makes it."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MARKUP, TEXT, SECURITY = "markup", "text", "security"
GROUPS = (MARKUP, TEXT, SECURITY)


@dataclass(frozen=True)
class Good:
    """A translated message as it should be, and what a planter may want beside it.

    locale: as the folder is called. others: good translations of other texts of the same
    language. terms: the termbase, {term of the text: the translations that it may have}.
    """

    msgid: str
    msgstr: str
    locale: str
    dice: random.Random
    others: tuple[str, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Its language without the region: zh of zh_CN."""
        return self.locale.partition("_")[0]


Planter = Callable[[Good], str | None]
"""Gives the msgstr with one mistake, or None where the message has no chance for it."""


@dataclass(frozen=True)
class Kind:
    """A kind of mistake.

    note: what has to be added to a message that has no chance for it, so that it has one; a
    name of `notes.NOTES`. apart: a name for the kinds that go into catalogues of their own,
    since a tool that stumbles over one of them says nothing of its neighbours.
    """

    name: str
    group: str
    planter: Planter
    note: str = ""
    apart: str = ""

    @property
    def description(self) -> str:
        """What the mistake is, in a line."""
        return (inspect.getdoc(self.planter) or "").partition("\n")[0]

    def plant(self, good: Good) -> str | None:
        """The msgstr with the mistake; None where there is no chance, or nothing changed."""
        made = self.planter(good)
        return None if made == good.msgstr else made


KINDS: dict[str, Kind] = {}
"""All kinds by name, in the order in which they are defined."""


def kind(group: str, note: str = "", apart: str = "") -> Callable[[Planter], Planter]:
    """Register the planter below; its name is the kind's, with hyphens."""

    def register(planter: Planter) -> Planter:
        name = planter.__name__.replace("_", "-")
        if name in KINDS:
            raise ValueError(f"two kinds are called {name}")
        KINDS[name] = Kind(name, group, planter, note, apart)
        return planter

    return register
