"""Where pages stand in public: absolute addresses, made of `lingotype_base_url`."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from lingotype.model.language import Language

PLACE = "{language}"
"""In a base address: where a language's tag stands, if it is not the folder below it."""

LOWER = "{language_lower}"
"""The same in lower case, ``zh-cn``, as Read the Docs has it in its addresses."""


def checked(base_url: str) -> str:
    """A base address without a slash at its end; "" stays "".

    Raises ValueError for what is no address, or has other places to fill in than a language's.
    """
    base = base_url.strip().rstrip("/")
    if not base:
        return ""
    filled = base.replace(PLACE, "en").replace(LOWER, "en")
    parts = urlsplit(filled)
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in base:
        raise ValueError(f"{base_url!r} is no address that begins with https://")
    if parts.query or parts.fragment or set("{}<>\"'") & set(filled):
        raise ValueError(f"{base_url!r} has more than an address and {PLACE} or {LOWER}")
    return base


def apart(base_url: str) -> bool:
    """Whether sites stand where conf.py says, and not as folders beside each other."""
    return PLACE in base_url or LOWER in base_url


def home(base_url: str, language: Language) -> str:
    """The folder of a language's site, without a slash at its end."""
    if apart(base_url):
        return base_url.replace(PLACE, language.tag).replace(LOWER, language.tag.lower())
    return f"{base_url}/{language.tag}"


def address(base_url: str, language: Language, page: str) -> str:
    """Of a page. page: its path in the site, as files are named (unquoted)."""
    return f"{home(base_url, language)}/{quote(page)}"


def path(base_url: str, language: Language, page: str) -> str:
    """The same as other pages of the same host may write it: without scheme and host, if all
    languages stand on one.
    """
    whole = address(base_url, language, page)
    return whole if apart(base_url) else urlsplit(whole).path
