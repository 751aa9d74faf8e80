"""A message, made of a text of the template and of what is known of it."""

from __future__ import annotations

import re
from dataclasses import replace

from lingotype.model.message import SUGGESTION, Message, Previous
from lingotype.update import notes
from lingotype.update.notes import unmarked
from lingotype.update.offers import Offer
from lingotype.update.patch import patched
from lingotype.update.wording import same_but_for_form


def brought_over(text: Message, own: Message) -> Message:
    """`own` with what the template knows better; the same object if nothing differs."""
    if _nothing_differs(text, own):
        return own
    comments, previous = own.translator_comments, own.previous
    msgstrs = own.msgstrs
    if text.msgid_plural is None and len(msgstrs) > 1:
        # No other message may have the key, so the forms that have no place become a note.
        msgstrs = msgstrs[:1]
        if any(own.msgstrs[1:]):
            comments += (notes.SET_ASIDE, *notes.quoted(own.msgstrs))
    if not own.fuzzy:
        # What a program wrote is a person's once the flag is off, and translates this text.
        comments = unmarked(comments)
        previous = None
    places = own.references if _same_places(own.references, text.references) else text.references
    known = {
        "references": places,
        "extracted_comments": text.extracted_comments,
        "msgid_plural": text.msgid_plural,
        "translator_comments": comments,
        "previous": previous,
        "obsolete": False,
        "msgstrs": msgstrs,
    }
    changes = {name: value for name, value in known.items() if getattr(own, name) != value}
    return replace(own, **changes) if changes else own  # type: ignore[arg-type]


def _nothing_differs(text: Message, own: Message) -> bool:
    """A quick answer for nearly all messages of a catalogue."""
    return (
        not own.obsolete
        and own.msgid_plural is text.msgid_plural is None
        and len(own.msgstrs) == 1
        and (own.fuzzy or not (own.translator_comments or own.previous))
        and own.extracted_comments == text.extracted_comments
        and _same_places(own.references, text.references)
    )


def _same_places(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether references name the same files: other tools write line numbers and other roots."""
    if ours == theirs or (len(ours) == len(theirs) == 1 and ours[0].startswith(f"{theirs[0]}:")):
        return True
    return {_bare(x) for x in ours} == {_bare(x) for x in theirs}


def _bare(reference: str) -> str:
    return re.sub(r"^(\.\./)+|:\d+$", "", reference)


def only_form(before: Previous | None, text: Message) -> bool:
    """Whether a text differs from its earlier wording in its form; equal ones do in nothing.

    Where they are equal, somebody else had a reason to make the message fuzzy.
    """
    return (
        before is not None
        and before.msgid != text.msgid
        and before.msgctxt == text.msgctxt
        and same_but_for_form(before.msgid, text.msgid)
    )


def confirmed(text: Message, own: Message) -> Message:
    """A fuzzy message as translated."""
    flags = tuple(flag for flag in own.flags if flag != "fuzzy")
    return brought_over(text, replace(own, flags=flags))


def translated(text: Message, known: Message) -> Message:
    """The text with a translation that stands elsewhere, and the translators' notes on it."""
    return replace(
        text,
        msgstrs=_forms_of(text, known),
        flags=tuple(flag for flag in known.flags if flag != "fuzzy"),
        translator_comments=unmarked(_notes(text, known)),
    )


def _forms_of(text: Message, known: Message) -> tuple[str, ...]:
    """The strings of a known translation that a text has room for."""
    return known.msgstrs if text.msgid_plural is not None else known.msgstrs[:1]


def set_aside(text: Message, own: Message) -> Message:
    """The text with a comment that keeps a fuzzy translation for a person to look at."""
    aside = (notes.SET_ASIDE, *notes.quoted(own.msgstrs))
    return replace(text, translator_comments=(*unmarked(text.translator_comments), *aside))


def said_otherwise(text: Message, former: str, known: Message) -> Message:
    """The text with the translation of a wording that says the same, links and all brought over."""
    made = translated(text, known)
    if text.msgid_plural is not None:
        return made
    return replace(made, msgstrs=(patched(former, text.msgid, known.msgstr),))


def doubtful(text: Message, known: Message) -> Message:
    """The text with a fuzzy translation that stands elsewhere, and all that is said of it."""
    return replace(
        text,
        msgstrs=_forms_of(text, known),
        flags=known.flags,
        previous=known.previous,
        translator_comments=_notes(text, known),
    )


def noted(message: Message, own: Message) -> Message:
    """With the notes that the catalogue has on the text, first."""
    bare = replace(own, translator_comments=unmarked(own.translator_comments))
    return replace(message, translator_comments=_notes(bare, message))


def offered(text: Message, offer: Offer) -> Message:
    """The text with an offer; what is not simply its own earlier translation is marked."""
    source = offer.source.message
    if offer.way == "reworded":
        return replace(translated(text, source), msgstrs=offer.msgstrs)
    if offer.way == "suggested" and not offer.absorbed:
        flags, comments = text.flags, text.translator_comments
    else:
        flags, comments = (*source.flags, *text.flags), _notes(text, source)
    others = dict.fromkeys(flag for flag in flags if flag != "fuzzy")
    if not (offer.absorbed and source.suggested):  # whose marks may hold another's translation
        mark = (SUGGESTION,) if offer.way == "suggested" else ()
        comments = (*unmarked(comments), *mark)
    return replace(
        text,
        msgstrs=offer.msgstrs,
        previous=offer.previous,
        flags=("fuzzy", *others),
        translator_comments=comments,
    )


def _notes(text: Message, source: Message) -> tuple[str, ...]:
    """What translators noted on the text and on the translation it gets, each once."""
    ours, theirs = notes.items(text.translator_comments), notes.items(source.translator_comments)
    return notes.flat(dict.fromkeys((*ours, *theirs)))


def forms(header: str) -> int:
    """The number of plural forms that a Plural-Forms header asks for; two if it does not say."""
    found = re.match(r"\s*nplurals\s*=\s*(\d)\s*;", header)
    return int(found[1]) if found else 2


def with_forms(message: Message, forms: int) -> Message:
    """A plural message with a string for each form: empty ones where they are missing, and none
    that is empty beyond the last, which msgfmt refuses (Chinese has one, a template two).
    """
    if message.msgid_plural is None:
        return message
    msgstrs = message.msgstrs + ("",) * (forms - len(message.msgstrs))
    while len(msgstrs) > forms and not msgstrs[-1]:
        msgstrs = msgstrs[:-1]
    return replace(message, msgstrs=msgstrs) if msgstrs != message.msgstrs else message
