"""The fence: what of a catalogue may reach a build, whether or not anybody checked it before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lingotype.check.check import holds_for_the_present_text, pairs, present_pairs, said
from lingotype.check.pair import Setting
from lingotype.check.registry import Group, Problem, Rule
from lingotype.check.rules import RULES
from lingotype.model.catalogue import Catalogue
from lingotype.model.finding import Finding, Level, Quote
from lingotype.model.message import Message, State
from lingotype.model.passed import Passed

INSTEAD = "; the source text is published instead"


def fence(
    catalogue: Catalogue, setting: Setting, older: Callable[[Message], Message | None]
) -> Passed:
    """What may be published of a catalogue: its translations, and of the fuzzy ones what `older`
    gives for them (fuzzy, with its previous msgid), without those that would do harm.

    A finding for each message that is left out, with the first thing that was found in it.
    """
    wanted = fenced_rules(setting)
    kept: list[Message] = []
    findings: list[Finding] = []
    stale: dict[str, str] = {}
    for message in catalogue.messages:
        shown = older(message) if message.state is State.FUZZY else message
        if shown is None or shown.state not in (State.TRANSLATED, State.FUZZY):
            continue
        finding = _verdict(shown, setting, wanted, catalogue.path)
        if finding:
            findings.append(finding)
            continue
        kept.append(_published(shown) if shown.fuzzy else shown)
        if shown.fuzzy and shown.previous:
            stale[shown.msgid] = shown.previous.msgid
    return Passed(replace(catalogue, messages=tuple(kept)), findings, stale)


def fenced_rules(setting: Setting) -> list[Rule]:
    """The rules that keep a message out of a build, those of security first; conf.py may switch
    off each of them.
    """
    levels = setting.policy.levels
    order = list(Group)
    wanted = [rule for rule in RULES.values() if rule.fenced and levels.get(rule.name, rule.level)]
    return sorted(wanted, key=lambda rule: order.index(rule.group))


def _verdict(message: Message, setting: Setting, wanted: list[Rule], path: str) -> Finding | None:
    present = [rule for rule in wanted if holds_for_the_present_text(rule)]
    asked = [(wanted, pair) for pair in pairs(message, setting)]
    asked += [(present, pair) for pair in present_pairs(message, setting, frozenset())]
    for rules, pair in asked:
        for rule in rules:
            problem: Problem | None = next(iter(rule.check(pair)), None)
            if problem:
                quote = Quote(pair.msgid, pair.msgstr, problem.marks, problem.source_marks)
                text = said(problem.text) + INSTEAD
                place = (path, message.line)
                return Finding(*place, rule.name, text, Level.WARN, said(problem.fix), quote)
    return None


def _published(message: Message) -> Message:
    flags = tuple(flag for flag in message.flags if flag != "fuzzy")
    return replace(message, flags=flags, previous=None)
