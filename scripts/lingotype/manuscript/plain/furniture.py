"""What a website puts around a text, and a scrape takes along: left out, and reported.

Only at the head and the foot of a text, and only lines that consist of nothing else: a wrong
guess costs the editor a look at the report, never a word of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lingotype.manuscript.plain.lines import Unit, columns

NEAR = 12
"""So many units from either end may be furniture."""

BODY = 120
"""Columns of a unit that is surely text."""

# The usual labels of English, German, French and Spanish sites, longest first within a family.
_PHRASES = (
    r"printer[ -]friendly(?: version)?|print(?: version| this(?: page| article)?)?|pdf version|"
    r"(?:download|view|save)(?: as| the)? pdf|(?:send|share)(?: this)?(?: page| article)?"
    r"(?: by| via| to)? ?(?:e-?mail|a friend)?|e-?mail(?: this(?: page| article)?)?|"
    r"share(?: this| on \w+)?|tweet|facebook|twitter|bookmark|"
    r"skip to (?:main )?(?:content|navigation)|jump to (?:navigation|search)|"
    r"log ?in(?: or register)?(?: to post comments)?|sign (?:in|up)|register|subscribe|"
    r"home(?: page)?|search|(?:main )?menu|navigation|about(?: us)?|contact(?: us)?|"
    r"(?:back )?to (?:the )?top|back|next(?: page)?|previous(?: page)?|up|read more|"
    r"(?:add new |leave a |post a |no )?comments?|related (?:articles|posts|content)|tags?|"
    r"site ?map|rss(?: feed)?|(?:cookie|privacy) policy|terms of (?:use|service)|you are here|"
    r"druckversion|seite drucken|drucken|pdf-version|startseite|impressum|datenschutz|"
    r"(?:zurück )?nach oben|zurück|weiter|anmelden|suche|weiterlesen|kontakt|teilen|"
    r"version imprimable|imprimer|version pdf|accueil|partager|se connecter|rechercher|"
    r"haut de page|lire la suite|mentions légales|plan du site|"
    r"versión (?:para imprimir|imprimible|pdf)|imprimir|inicio|compartir|iniciar sesión|buscar|"
    r"volver arriba|leer más|aviso legal|mapa del sitio"
)
# Links that stood side by side are often glued together: `Print versionPDF version`.
_FURNITURE = re.compile(rf"(?:(?:{_PHRASES})[\s|›»«‹·•/,>+-]*)+", re.IGNORECASE)


def find(units: Sequence[Unit]) -> list[int]:
    """The numbers of the units that are furniture, in their order."""
    first = next((i for i, unit in enumerate(units) if is_body(unit)), len(units))
    last = next((i for i in reversed(range(len(units))) if is_body(units[i])), -1)
    head = range(min(first, NEAR))
    foot = range(max(last + 1, first, len(units) - NEAR), len(units))
    found = [i for i in (*head, *foot) if _is_furniture(units[i])]
    if label := _empty_label(units, found, first):
        found += label
    return sorted(found)


def is_body(unit: Unit) -> bool:
    """Whether a unit is surely a paragraph: long, or wrapped over lines."""
    return columns(unit.text) > BODY or (len(unit.lines) > 1 and not unit.verse)


def _is_furniture(unit: Unit) -> bool:
    return len(unit.text) <= BODY and bool(_FURNITURE.fullmatch(unit.text.strip()))


def _empty_label(units: Sequence[Unit], found: Sequence[int], first: int) -> list[int]:
    """The label of a menu whose links were lost: it announces a list, and the title follows."""
    left = [i for i in range(min(first, NEAR)) if i not in found]
    if len(left) != 2 or first == len(units):
        return []
    label, title = units[left[0]].text, units[left[1]].text
    return left[:1] if label.endswith(":") and not title.endswith((":", ".")) else []
