"""Messages -> findings: every rule asked about every translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lingotype.check.markdown import is_markdown
from lingotype.check.pair import Pair, Setting
from lingotype.check.registry import Problem, Rule
from lingotype.check.rules import RULES
from lingotype.check.rules.addresses import hosts_of
from lingotype.check.rules.roles import NAMING
from lingotype.model.catalogue import Catalogue
from lingotype.model.excerpt import visible
from lingotype.model.finding import Finding, Level, Quote, Span, in_order
from lingotype.model.message import Message, State

_ALLOW = re.compile(r"\s*lingotype:\s*allow\s+(.*)")
"""A translator comment that switches rules off for its message, by their names."""


_LONGEST = 300


@dataclass(frozen=True)
class Checked:
    """What was found in a catalogue, by line. messages: how many were looked at; allowed: how
    many findings a translator comment switched off.
    """

    messages: int = 0
    findings: list[Finding] = field(default_factory=list)
    allowed: int = 0


def check(catalogue: Catalogue, setting: Setting) -> Checked:
    """Look at every translation of a catalogue, the fuzzy ones too."""
    found: list[Finding] = []
    messages = allowed = 0
    for message in catalogue.messages:
        if message.state in (State.TRANSLATED, State.FUZZY):
            messages += 1
            found += _misspelt(message, catalogue.path)
            ours = check_message(message, setting, catalogue.path)
            if ours and message.translator_comments:
                kept = [one for one in ours if not _is_allowed(one, message)]
                allowed += len(ours) - len(kept)
                ours = kept
            found += ours
    return Checked(messages, in_order(found), allowed)


def check_message(message: Message, setting: Setting, path: str = "") -> list[Finding]:
    """All that the rules find in a message, whatever its comments allow.

    A fuzzy message is compared with the wording that it translates; where that is not known, with
    nothing. Nobody is asked to publish it, so no finding but a firm one is more than a warning.
    """
    wanted = _wanted(setting)
    firm = [(rule, level) for rule, level in wanted if _tells_of_the_present_text(rule)]
    if message.fuzzy and message.previous is None:
        wanted = [(rule, level) for rule, level in wanted if rule.alone]
    asked = [(wanted, pair) for pair in pairs(message, setting)]
    asked += [(firm, pair) for pair in present_pairs(message, setting, _former_hosts(message))]
    found: list[Finding] = []
    for rules, pair in asked:
        for rule, level in rules:
            for problem in rule.check(pair):
                weight = Level.WARN if _softened(rule, level, pair) else level
                found.append(_finding(rule, weight, problem, pair, (path, message.line)))
    return _without_echoes(list(dict.fromkeys(found)))


_WHOLE = frozenset({"directive", "not-published", "oversized"})
"""Rules that find a text to be another kind of thing; what else there is to say of it is noise."""


def _without_echoes(found: list[Finding]) -> list[Finding]:
    """Without what is said again, with less weight, of a place that is refused already."""
    refused = [finding for finding in found if finding.level is Level.REFUSE]
    if not refused:
        return found
    if any(finding.rule in _WHOLE for finding in refused):
        return refused
    places = [mark for finding in refused for mark in _marks(finding)]
    return [x for x in found if x.level is Level.REFUSE or not _touch(_marks(x), places)]


def _marks(finding: Finding) -> tuple[Span, ...]:
    return finding.quote.marks if finding.quote else ()


def _touch(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def pairs(message: Message, setting: Setting) -> Iterator[Pair]:
    """Each msgstr of a message with the text it translates, which of a fuzzy one is the former."""
    was = message.previous if message.fuzzy else None
    texts = (was.msgid, was.msgid_plural) if was else (message.msgid, message.msgid_plural)
    return _pairs(message, texts, setting)


def present_pairs(message: Message, setting: Setting, hosts: frozenset[str]) -> Iterator[Pair]:
    """Each msgstr that translates a former wording with the present one; none of other messages.

    Whoever sends a catalogue can write any previous msgid into it, so the firm rules hold for
    the present text too. hosts: to which it may link besides.
    """
    if not message.fuzzy or message.previous is None:
        return iter(())
    policy = setting.policy
    policy = replace(policy, roles=policy.roles | NAMING, hosts=policy.hosts | hosts)
    texts = (message.msgid, message.msgid_plural)
    return _pairs(message, texts, replace(setting, policy=policy))


def holds_for_the_present_text(rule: Rule) -> bool:
    """Whether a rule is asked about an older translation and the present text; what it names in
    this book may differ from what the text names now.
    """
    return rule.firm and rule.name not in ("role-changed", "reference-foreign")


def _tells_of_the_present_text(rule: Rule) -> bool:
    """Whether a reviewer is told. That formulas and references of a text have changed since is the
    editor's work and no attack; should the message be published, the fence asks about them too.
    """
    changed = ("formula-changed", "nameless-reference", "term-divided")
    return holds_for_the_present_text(rule) and rule.name not in changed


def _former_hosts(message: Message) -> frozenset[str]:
    """Those that the former wording links to: a link that was changed is no attack, and what is
    fuzzy is published by nobody who has not looked at it.
    """
    return hosts_of(message.previous.msgid) if message.previous else frozenset()


def _pairs(message: Message, texts: tuple[str, str | None], setting: Setting) -> Iterator[Pair]:
    singular, plural = texts
    markdown = setting.markdown
    if markdown is None:
        markdown = is_markdown(message.references)
    for form, msgstr in enumerate(message.msgstrs):
        if msgstr:
            # Where there is but one form, it stands for all numbers.
            several = plural is not None and (form > 0 or len(message.msgstrs) == 1)
            msgid = plural if several and plural is not None else singular
            yield Pair(msgid, msgstr, setting, message.flags, message.fuzzy, markdown)


UNKNOWN = "unknown-rule"


def _misspelt(message: Message, path: str) -> Iterator[Finding]:
    """A comment that allows what there is not was meant for something."""
    for name in sorted(allowed_by(message.translator_comments) - set(RULES)):
        text = f"a comment allows {said(name)}, and no rule is called so"
        fix = "Take the name from the brackets at the end of a finding."
        yield Finding(path, message.line, UNKNOWN, text, Level.WARN, fix)


def allowed_by(comments: Sequence[str]) -> frozenset[str]:
    """The rules that translator comments name after ``lingotype: allow``."""
    names = (found[1] for comment in comments if (found := _ALLOW.match(comment)))
    return frozenset(name for listed in names for name in listed.replace(",", " ").split())


def _wanted(setting: Setting) -> list[tuple[Rule, Level]]:
    levels = setting.policy.levels
    chosen = ((rule, levels.get(name, rule.level)) for name, rule in RULES.items())
    return [(rule, level) for rule, level in chosen if level is not None]


def _softened(rule: Rule, level: Level, pair: Pair) -> bool:
    return pair.fuzzy and level is Level.REFUSE and not rule.firm


def _is_allowed(finding: Finding, message: Message) -> bool:
    rule = RULES[finding.rule]
    return not rule.firm and rule.name in allowed_by(message.translator_comments)


def _finding(
    rule: Rule, level: Level, problem: Problem, pair: Pair, place: tuple[str, int]
) -> Finding:
    quote = Quote(pair.msgid, pair.msgstr, problem.marks, problem.source_marks)
    return Finding(*place, rule.name, said(problem.text), level, said(problem.fix), quote)


def said(text: str) -> str:
    """A sentence of a problem as a line of a log or a terminal may have it: it quotes what
    somebody sent, of any length and with any characters.
    """
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return text if text.isprintable() else visible(text)
