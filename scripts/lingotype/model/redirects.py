"""Where readers of old addresses are led: what `lingotype_redirects` says, followed to its ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A document, or a place in one. anchor: an id, or ""."""

    document: str
    anchor: str = ""

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read ``parts/cuba#history``."""
        document, _, anchor = text.partition("#")
        return cls(document, anchor)

    def __str__(self) -> str:
        return f"{self.document}#{self.anchor}" if self.anchor else self.document


@dataclass(frozen=True, slots=True)
class Redirect:
    """From an old place to a new one, or to an address elsewhere; key: the old one as written."""

    key: str
    old: Place
    new: Place | str


class BadRedirect(ValueError):
    """What is wrong, of which entry."""

    def __init__(self, key: object, what: str) -> None:
        super().__init__(what)
        self.key = key


def redirects(value: Mapping[object, object]) -> list[Redirect]:
    """Read the setting, each entry followed to where it ends at last.

    Raises BadRedirect for what is no name of a document, and for circles.
    """
    for key, target in value.items():
        _check(key, key)
        _check(key, target)
        if "://" in str(key):
            raise BadRedirect(key, f"{key!r} is no document of this text")
    known = {str(key): str(target) for key, target in value.items()}
    return [Redirect(key, Place.parse(key), _end(key, known)) for key in known]


def _check(key: object, name: object) -> None:
    """Names are as Sphinx has them: with slashes, without a suffix, below the text's folder."""
    if not isinstance(name, str):
        raise BadRedirect(key, f"{name!r} is no string")
    document, mark, anchor = name.partition("#")
    if "://" in name:
        if not name.startswith(("https://", "http://")) or any(c in name for c in "<>\"' \n"):
            raise BadRedirect(key, f"{name!r} is no address of a page")
    elif not document or any(part in {"", ".", ".."} for part in document.split("/")):
        raise BadRedirect(key, f"{name!r} is no name of a document, such as 'parts/harbour'")
    elif set('\\?<>"\n') & set(document) or document.endswith((".html", ".rst", ".md")):
        raise BadRedirect(key, f"{name!r}: a document is named without its suffix: 'parts/harbour'")
    elif mark and (not anchor or set(" <>\"'\n") & set(anchor)):
        raise BadRedirect(key, f"{name!r} has no id after the #")


def _end(key: str, known: Mapping[str, str]) -> Place | str:
    """Where a chain of redirects ends, in which a document may be renamed under an anchor."""
    seen = [key]
    at = known[key]
    while (following := _next(at, known)) is not None:
        if at in seen:
            raise BadRedirect(key, f"it leads in a circle: {' → '.join([*seen, at])}")
        seen.append(at)
        at = following
    return at if "://" in at else Place.parse(at)


def _next(at: str, known: Mapping[str, str]) -> str | None:
    if "://" in at:
        return None
    place = Place.parse(at)
    renamed = known.get(place.document) if place.anchor else None
    if at in known:
        return known[at]
    if renamed is None or "://" in renamed or "#" in renamed:
        return renamed
    return f"{renamed}#{place.anchor}"
