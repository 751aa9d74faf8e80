"""What conf.py says of the rules."""

from __future__ import annotations

from difflib import get_close_matches

from lingotype.check.pair import Policy
from lingotype.check.rules import RULES
from lingotype.errors import BadConfiguration, Place
from lingotype.model.finding import Level
from lingotype.model.project import Project
from lingotype.workspace import conf, layout


def policy_of(project: Project | None) -> Policy:
    """What conf.py says of the rules. Raises BadConfiguration for a rule that there is not."""
    if project is None:
        return Policy()
    for name in project.levels:
        if name not in RULES:
            raise _unknown_rule(project, name)
    levels = {name: Level(str(x)) if x else None for name, x in project.levels.items()}
    return Policy(levels, frozenset(project.hosts), frozenset(project.roles))


def _unknown_rule(project: Project, name: str) -> BadConfiguration:
    near = get_close_matches(name, RULES, n=3, cutoff=0.6)
    fix = f"Did you mean {' or '.join(near)}?" if near else "List them with lingotype check --rules"
    line = conf.line_of(project.conf, "lingotype_check")
    where = Place(layout.shown(project, project.conf), line)
    return BadConfiguration(f"lingotype_check: no rule is called {name!r}", where, fix)
