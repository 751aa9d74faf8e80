"""Characters that hide, turn round or pass for others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lingotype.check import letters
from lingotype.check.pair import Pair
from lingotype.check.registry import Group, Problem, rule
from lingotype.model.finding import Level


@rule("bidi-control", Level.REFUSE, Group.SECURITY, fenced=True, firm=True, alone=True)
def bidi_control(pair: Pair) -> Iterator[Problem]:
    r"""A character that turns the order of others round, so that readers and reviewers see another
    text than the file has. The marks RLM, LRM and ALM are right in every language; isolates that
    are closed, where a language is written from right to left.

    Bad:  "Pay 100." -> "Zahle \u202e001\u202c."
    Good: "Pay 100." -> "Zahle\u200e 100."
    """
    found = [m.span() for m in letters.BIDI.finditer(pair.msgstr)]
    if not found or _as_in_text(letters.BIDI, pair):
        return
    if letters.overrides(pair.msgstr) or not letters.balanced(pair.msgstr) or not _turns(pair):
        name = letters.named(pair.msgstr[found[0][0]])
        what = f"it holds invisible characters that turn text round ({name})"
        yield Problem(what, "Delete them, or type the sentence anew.", tuple(found))


def _turns(pair: Pair) -> bool:
    language = pair.setting.language
    return language is None or language.direction == "rtl"


@rule("invisible-character", Level.REFUSE, Group.SECURITY, fenced=True, firm=True, alone=True)
def invisible_character(pair: Pair) -> Iterator[Problem]:
    r"""Characters that nobody sees, where the language's script does not need them: text can be
    hidden with them. Joiners are right in scripts that join their letters, zero-width spaces in
    those that have none between words and beside markup.

    Bad:  "Read on." -> "Lies\u2063 weiter."
    Good: "Read on." -> "می\u200cخوانیم"
    """
    found = tuple(letters.invisible(pair.msgstr, pair.msgid, pair.setting.script))
    if found:
        names = dict.fromkeys(letters.named(pair.msgstr[start]) for start, _ in found)
        what = f"it holds what nobody sees: {', '.join(list(names)[:3])}"
        yield Problem(what, "Delete it.", found)


@rule("control-character", Level.REFUSE, Group.SECURITY, fenced=True, firm=True, alone=True)
def control_character(pair: Pair) -> Iterator[Problem]:
    r"""A control character, a lone surrogate or a character that is none.

    Bad:  "Read on." -> "Lies\u0007 weiter."
    Good: "Read on." -> "Lies weiter."
    """
    found = tuple(m.span() for m in letters.CONTROL.finditer(pair.msgstr))
    if found and not _as_in_text(letters.CONTROL, pair):
        name = letters.named(pair.msgstr[found[0][0]])
        yield Problem(f"it holds the control character {name}", "Delete it.", found)


@rule("piled-marks", Level.REFUSE, Group.SECURITY, fenced=True, firm=True, alone=True)
def piled_marks(pair: Pair) -> Iterator[Problem]:
    """More combining marks on a letter than any script puts there; they spill over other lines."""
    found = tuple(letters.piled(pair.msgstr))
    if found:
        yield Problem("marks are piled on a letter", "Delete them.", found)


def _as_in_text(pattern: re.Pattern[str], pair: Pair) -> bool:
    """Whether the text has the very same characters of a kind."""
    return not Counter(pattern.findall(pair.msgstr)) - Counter(pattern.findall(pair.msgid))


@rule("strange-letters", Level.WARN, Group.SECURITY)
def strange_letters(pair: Pair) -> Iterator[Problem]:
    r"""Letters that are made for formulas, for East Asian columns or for ornament, in place of
    plain ones: searches and screen readers do not know them.

    Bad:  "Read on." -> "L\uff49es weiter."
    Good: "Read on." -> "Lies weiter."
    """
    if pair.msgstr.isascii() or pair.setting.script in letters.WIDE_SCRIPTS:
        return
    found = [m for m in letters.STRANGE.finditer(pair.msgstr) if m[0] not in pair.msgid]
    if found:
        name = letters.named(found[0][0][0])
        marks = tuple(match.span() for match in found)
        yield Problem(f"it has the letter {name}", "Write a plain one.", marks)


@rule("mixed-scripts", Level.REFUSE, Group.SECURITY, fenced=True, firm=True, alone=True)
def mixed_scripts(pair: Pair) -> Iterator[Problem]:
    r"""A word of two scripts whose letters look alike, such as a Cyrillic а among Latin letters.

    Bad:  "Read on." -> "Lies w\u0435iter."
    Good: "Read on." -> "\u041f\u0440\u043e\u0447\u0442\u0438 HTML-\u0444\u0430\u0439\u043b."
    """
    if pair.msgstr.isascii():
        return
    for start, end in letters.mixed_words(pair.msgstr):
        word = pair.msgstr[start:end]
        if word not in pair.msgid:
            what = f"the word {word} has letters of two alphabets"
            yield Problem(what, "Write it in one.", ((start, end),))
