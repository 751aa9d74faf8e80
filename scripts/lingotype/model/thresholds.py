"""Below which share a page or a language is not listed, not indexed, or not published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches

from lingotype.model.edition import Shown


@dataclass(frozen=True)
class Limits:
    """Per cent that readers must see in their language (`Shown.share`), 0 to 100.

    listed: to stand in lists of languages; indexed: to be offered to search engines; published: to
    be shown at all. What search engines are offered has at least something in its language.
    """

    listed: int = 0
    indexed: int = 1
    published: int = 0

    def publishes(self, shown: Shown) -> bool:
        """Whether there is a page, or an edition, at all."""
        return shown.share >= self.published

    def lists(self, shown: Shown) -> bool:
        """Whether pages in other languages link to it."""
        return self.publishes(shown) and shown.share >= self.listed

    def indexes(self, shown: Shown) -> bool:
        """Whether search engines may show it."""
        return self.publishes(shown) and shown.share >= max(1, self.indexed)


@dataclass(frozen=True)
class Thresholds:
    """What `lingotype_thresholds` says. The text in its own language is above all of them."""

    page: Limits = field(default_factory=Limits)
    language: Limits = field(default_factory=Limits)


KINDS = tuple(kind.name for kind in fields(Thresholds))
STEPS = tuple(step.name for step in fields(Limits))


def thresholds(value: Mapping[object, object]) -> Thresholds:
    """Read the setting: ``{"page": {"published": 30}, "language": {"indexed": 80}}``.

    Raises ValueError, which says what is wrong in it.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is no dict")  # noqa: TRY004 - as for all that is wrong in it
    return Thresholds(**{str(kind): _limits(kind, steps) for kind, steps in value.items()})


def _limits(kind: object, steps: object) -> Limits:
    _require(kind, KINDS, "")
    if not isinstance(steps, Mapping):
        raise ValueError(f"{kind!r} has {steps!r}; write a dict such as {{'indexed': 50}}")  # noqa: TRY004
    for step, share in steps.items():
        _require(step, STEPS, f" in {kind!r}")
        if isinstance(share, bool) or not isinstance(share, int) or not 0 <= share <= 100:
            raise ValueError(f"{step!r} of {kind!r} is {share!r}; write a whole number, 0 to 100")
    return Limits(**steps)


def _require(name: object, allowed: tuple[str, ...], where: str) -> None:
    if name in allowed:
        return
    near = get_close_matches(str(name), allowed, n=1)
    listed = " or ".join(map(repr, near or allowed))
    raise ValueError(f"there is no {name!r}{where}; write {listed}")
