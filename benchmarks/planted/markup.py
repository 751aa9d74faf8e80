"""Markup that is lost, broken or changed."""

from __future__ import annotations

import re
from collections.abc import Callable

from planted.kinds import MARKUP, Good, kind
from planted.reading import (
    ADDRESS,
    CITATION,
    EMPHASIS,
    FOOTNOTE,
    LINK,
    LITERAL,
    NUMBERED,
    REFERENCE,
    ROLE,
    STRONG,
    SUBSTITUTION,
    WORD,
    joint,
    put,
    sentences,
)

Found = re.Match[str]

_ROLE_NAMES = {
    "de": {"term": "begriff", "ref": "verweis", "doc": "dokument"},
    "es": {"term": "término", "ref": "referencia", "doc": "documento"},
    "fr": {"term": "terme", "ref": "renvoi", "doc": "document"},
    "ru": {"term": "термин", "ref": "ссылка", "doc": "документ"},
    "ur": {"term": "اصطلاح", "ref": "حوالہ", "doc": "دستاویز"},
    "zh": {"term": "术语", "ref": "引用", "doc": "文档"},
}
_OTHER_ROLES = {"term": "ref", "ref": "doc", "doc": "ref"}
_TARGETS = {
    "term": ("planned economy", "restoration", "dual power", "Thermidor"),
    "ref": ("degenerate-from-birth", "from-1985-to-1991", "law-of-value"),
    "doc": ("cuba", "nations", "solidarity", "people"),
}
_WORDS = {
    "de": "Fünfjahrplan", "es": "plan-quinquenal", "fr": "plan-quinquennal",
    "ru": "пятилетний-план", "ur": "پنج-سالہ-منصوبہ", "zh": "五年计划",
}  # fmt: skip


def _one(pattern: re.Pattern[str], change: Callable[[Found], str | None], good: Good) -> str | None:
    """One of the places, changed."""
    found = list(pattern.finditer(good.msgstr))
    if not found:
        return None
    match = good.dice.choice(found)
    new = change(match)
    return None if new is None else put(good.msgstr, match, new)


def _shown(role: Found) -> str:
    return role["title"] or role["only"]


# Roles


@kind(MARKUP, note="role")
def role_lost(good: Good) -> str | None:
    """Only the words that a role shows are left."""
    return _one(ROLE, _shown, good)


@kind(MARKUP, note="role")
def role_dropped(good: Good) -> str | None:
    """A role is gone with its words."""
    return _one(_SPACED_ROLE, lambda m: "" if len(m[0]) < len(m.string) else None, good)


@kind(MARKUP, note="role")
def role_name_translated(good: Good) -> str | None:
    """The name of a role is translated."""
    names = _ROLE_NAMES.get(good.language, {})
    return _one(ROLE, lambda m: m[0].replace(f":{m['name']}:", f":{names[m['name']]}:", 1), good)


@kind(MARKUP, note="role")
def role_name_misspelt(good: Good) -> str | None:
    """A letter of a role's name is missing."""
    return _one(ROLE, lambda m: m[0].replace(m["name"], m["name"][:-1], 1), good)


@kind(MARKUP, note="role")
def role_renamed(good: Good) -> str | None:
    """A role has become another one."""
    return _one(ROLE, lambda m: m[0].replace(m["name"], _OTHER_ROLES[m["name"]], 1), good)


@kind(MARKUP, note="role")
def role_target_changed(good: Good) -> str | None:
    """A role points somewhere else."""

    def change(role: Found) -> str | None:
        rest = [target for target in _TARGETS[role["name"]] if target not in role[0]]
        title = role["title"]
        return f":{role['name']}:`{title} <{good.dice.choice(rest)}>`" if title else None

    return _one(ROLE, change, good)


@kind(MARKUP, note="role")
def role_target_translated(good: Good) -> str | None:
    """The target of a role is translated too."""
    return _one(
        ROLE,
        lambda m: f":{m['name']}:`{m['title']} <{m['title']}>`" if _unknown(m, good) else None,
        good,
    )


@kind(MARKUP, note="role")
def role_target_lost(good: Good) -> str | None:
    """The title of a role stands where its target should."""
    return _one(ROLE, lambda m: f":{m['name']}:`{m['title']}`" if _unknown(m, good) else None, good)


@kind(MARKUP, note="role")
def role_target_unclosed(good: Good) -> str | None:
    """A role's target lacks its last bracket."""
    return _one(ROLE, lambda m: m[0].replace(">`", "`") if m["target"] else None, good)


@kind(MARKUP, note="role")
def role_space_in_name(good: Good) -> str | None:
    """A space stands behind the first colon of a role."""
    return _one(ROLE, lambda m: m[0].replace(":", ": ", 1), good)


@kind(MARKUP, note="role")
def role_space_before_text(good: Good) -> str | None:
    """A space stands between a role's name and its text."""
    return _one(ROLE, lambda m: m[0].replace(":`", ": `", 1), good)


@kind(MARKUP, note="role")
def role_space_in_text(good: Good) -> str | None:
    """A role's text begins with a space."""
    return _one(ROLE, lambda m: m[0].replace(":`", ":` ", 1), good)


@kind(MARKUP, note="role")
def role_glued_before(good: Good) -> str | None:
    """A role begins right behind a letter."""
    return _one(_BEFORE_ROLE, lambda m: m[1], good)


@kind(MARKUP, note="role")
def role_glued_behind(good: Good) -> str | None:
    """A letter follows right behind a role."""
    return _one(_BEHIND_ROLE, lambda m: m[1] + m[3], good)


@kind(MARKUP, note="role")
def role_colon_lost(good: Good) -> str | None:
    """The first colon of a role is missing."""
    return _one(ROLE, lambda m: m[0].replace(":", "", 1), good)


@kind(MARKUP, note="role")
def role_backquote_lost(good: Good) -> str | None:
    """The closing backquote of a role is missing."""
    return _one(ROLE, lambda m: m[0].removesuffix("`"), good)


@kind(MARKUP, note="role")
def role_doubled_backquotes(good: Good) -> str | None:
    """A role has double backquotes."""
    return _one(ROLE, lambda m: m[0].replace("`", "``"), good)


@kind(MARKUP, note="role")
def role_typographic_quotes(good: Good) -> str | None:
    """Quotation marks stand in the place of a role's backquotes."""
    return _one(ROLE, lambda m: m[0].replace("`", "‘", 1).replace("`", "’"), good)


@kind(MARKUP, note="role")
def role_full_width(good: Good) -> str | None:
    """A role has full-width colons."""
    return _one(ROLE, lambda m: m[0].replace(":", "：", 2), good)


@kind(MARKUP, note="role")
def role_full_width_brackets(good: Good) -> str | None:
    """A role's target stands between full-width brackets."""
    return _one(ROLE, lambda m: m[0].replace(" <", "＜").replace(">", "＞"), good)


@kind(MARKUP, note="role")
def role_escaped(good: Good) -> str | None:
    """A backslash takes the meaning from a role."""
    return _one(ROLE, lambda m: "\\" + m[0], good)


@kind(MARKUP, note="role")
def role_repeated(good: Good) -> str | None:
    """A role stands twice."""
    return _one(ROLE, lambda m: f"{m[0]} {m[0]}", good)


def _unknown(role: Found, good: Good) -> bool:
    """Whether the title leads nowhere. That of a term may lead to the translated term."""
    title = role["title"]
    if not title or role["name"] != "term":
        return bool(title)
    return title.lower() not in {other.lower() for other in good.others}


_SPACED_ROLE = re.compile(r"(?:\\ | )?:[a-z]+:`[^`]+`(?:\\ )?")
_BEFORE_ROLE = re.compile(r"(?<=\w)(?:\\? )+(:[a-z]+:`[^`]+`)")
_BEHIND_ROLE = re.compile(r"(:[a-z]+:`[^`]+`)(\\? )([^\W\d_])")


# Literals, links, references


@kind(MARKUP, note="literal")
def literal_single_backquotes(good: Good) -> str | None:
    """A literal has single backquotes."""
    return _one(LITERAL, lambda m: f"`{m[1]}`", good)


@kind(MARKUP, note="literal")
def literal_unclosed(good: Good) -> str | None:
    """A literal ends with one backquote."""
    return _one(LITERAL, lambda m: f"``{m[1]}`", good)


@kind(MARKUP, note="literal")
def literal_translated(good: Good) -> str | None:
    """What a literal says is translated."""
    return _one(LITERAL, lambda _: f"``{_WORDS[good.language]}.csv``", good)


@kind(MARKUP, note="literal")
def literal_lost(good: Good) -> str | None:
    """A literal has lost its backquotes."""
    return _one(LITERAL, lambda m: m[1], good)


@kind(MARKUP, note="literal")
def literal_quotes(good: Good) -> str | None:
    """A literal stands between quotation marks instead."""
    return _one(LITERAL, lambda m: f"“{m[1]}”", good)


@kind(MARKUP, note="link")
def link_lost(good: Good) -> str | None:
    """Of a link only its words are left."""
    return _one(LINK, lambda m: m["title"], good)


@kind(MARKUP, note="link")
def link_address_changed(good: Good) -> str | None:
    """A link leads to another page of the same host."""
    return _one(LINK, lambda m: m[0].replace(">", "subject/index.htm>"), good)


@kind(MARKUP, note="link")
def link_underscore_lost(good: Good) -> str | None:
    """A link lacks its underscore."""
    return _one(LINK, lambda m: m[0].removesuffix("_"), good)


@kind(MARKUP, note="link")
def link_glued(good: Good) -> str | None:
    """The space between a link's words and its address is missing."""
    return _one(LINK, lambda m: m[0].replace(" <", "<"), good)


@kind(MARKUP, note="link")
def link_spaced(good: Good) -> str | None:
    """A space stands before a link's underscore."""
    return _one(LINK, lambda m: m[0].replace("`_", "` _"), good)


@kind(MARKUP, note="address")
def address_changed(good: Good) -> str | None:
    """A letter of an address is missing."""
    return _one(ADDRESS, lambda m: m[0].replace("archive", "archiv").replace("www.", "", 1), good)


@kind(MARKUP, note="footnote")
def footnote_lost(good: Good) -> str | None:
    """A footnote's mark is gone."""
    return _one(_SPACED_FOOTNOTE, lambda _: "", good)


@kind(MARKUP, note="footnote")
def footnote_renamed(good: Good) -> str | None:
    """A footnote's mark is that of another one."""
    return _one(FOOTNOTE, lambda m: "[#kotz]_" if m[1] != "kotz" else "[#nove]_", good)


@kind(MARKUP, note="footnote")
def footnote_underscore_lost(good: Good) -> str | None:
    """A footnote's mark lacks its underscore."""
    return _one(FOOTNOTE, lambda m: m[0].removesuffix("_"), good)


@kind(MARKUP, note="footnote")
def footnote_glued(good: Good) -> str | None:
    """A footnote's mark has no space before it."""
    return _one(_BEHIND_WORD, lambda m: m[1], good)


@kind(MARKUP, note="numbered")
def footnote_number_changed(good: Good) -> str | None:
    """A footnote's mark has another number."""
    return _one(NUMBERED, lambda m: f"[{int(m[1]) + 1}]_", good)


_SPACED_FOOTNOTE = re.compile(rf"(?:\\ |\s)?{FOOTNOTE.pattern}")
_BEHIND_WORD = re.compile(rf"(?<=[\w.!?])(?:\\? )+({FOOTNOTE.pattern})")


@kind(MARKUP, note="citation")
def citation_changed(good: Good) -> str | None:
    """A citation is that of another book."""
    return _one(CITATION, lambda _: "[Kotz]_", good)


@kind(MARKUP, note="citation")
def citation_lost(good: Good) -> str | None:
    """A citation has lost its markup."""
    return _one(CITATION, lambda m: m[1], good)


@kind(MARKUP, note="substitution")
def substitution_lost(good: Good) -> str | None:
    """A substitution has lost its bars."""
    return _one(SUBSTITUTION, lambda m: m[1], good)


@kind(MARKUP, note="substitution")
def substitution_translated(good: Good) -> str | None:
    """The name of a substitution is translated."""
    return _one(SUBSTITUTION, lambda _: f"|{_WORDS[good.language]}|", good)


@kind(MARKUP, note="reference")
def reference_underscore_lost(good: Good) -> str | None:
    """A reference lacks its underscore."""
    return _one(REFERENCE, lambda m: m[1], good)


@kind(MARKUP, note="reference")
def reference_translated(good: Good) -> str | None:
    """The name that a reference goes by is translated."""
    return _one(REFERENCE, lambda _: f"`{_WORDS[good.language]}`_", good)


# Emphasis


@kind(MARKUP)
def emphasis_unclosed(good: Good) -> str | None:
    """Emphasis lacks its last asterisk."""
    return _one(EMPHASIS, lambda m: f"*{m[1]}", good)


@kind(MARKUP)
def emphasis_spaced(good: Good) -> str | None:
    """A space stands before the last asterisk of emphasis."""
    return _one(EMPHASIS, lambda m: f"*{m[1]} *", good)


@kind(MARKUP)
def emphasis_full_width(good: Good) -> str | None:
    """Emphasis has full-width asterisks."""
    return _one(EMPHASIS, lambda m: f"＊{m[1]}＊", good)


@kind(MARKUP, note="strong")
def strong_halved(good: Good) -> str | None:
    """Strong emphasis ends with one asterisk."""
    return _one(STRONG, lambda m: f"**{m[1]}*", good)


@kind(MARKUP, note="strong")
def strong_spaced(good: Good) -> str | None:
    """Strong emphasis begins and ends with a space."""
    return _one(STRONG, lambda m: f"** {m[1]} **", good)


# Blocks: what Sphinx publishes in part or not at all


@kind(MARKUP)
def list_begun(good: Good) -> str | None:
    """It begins with a hyphen and a space, and so is a list."""
    return f"- {good.msgstr}"


@kind(MARKUP)
def numbered_list_begun(good: Good) -> str | None:
    """It begins with a number and a bracket, and so is a list."""
    return f"2) {good.msgstr}"


@kind(MARKUP)
def leading_space(good: Good) -> str | None:
    """It begins with spaces, and so is a quotation."""
    return f"  {good.msgstr}"


@kind(MARKUP)
def second_paragraph(good: Good) -> str | None:
    """It has a second paragraph."""
    parts = sentences(good.msgstr)
    half = len(parts) // 2
    space = joint(good.language)
    return f"{space.join(parts[:half])}\n\n{space.join(parts[half:])}" if half else None


@kind(MARKUP)
def line_block(good: Good) -> str | None:
    """It begins with a bar, and so is a verse."""
    return f"| {good.msgstr}"


@kind(MARKUP)
def comment_begun(good: Good) -> str | None:
    """It begins with two full stops, and so is a comment that nobody reads."""
    return f".. {good.msgstr}"


@kind(MARKUP)
def field_list(good: Good) -> str | None:
    """It begins with a word between colons, and so is a field."""
    return f":{_WORDS[good.language]}: {good.msgstr}"


@kind(MARKUP)
def definition_list(good: Good) -> str | None:
    """Its second line is indented, and so it is a definition."""
    word = WORD.search(good.msgstr)
    return f"{word[0]}\n   {good.msgstr}" if word else None


@kind(MARKUP)
def doctest_begun(good: Good) -> str | None:
    """It begins with three angle brackets, and so is an example of Python."""
    return f">>> {good.msgstr}"


@kind(MARKUP)
def title_underlined(good: Good) -> str | None:
    """It is underlined, and so is a title."""
    return f"{good.msgstr}\n{'=' * 2 * len(good.msgstr)}" if len(good.msgstr) < 80 else None


@kind(MARKUP)
def transition(good: Good) -> str | None:
    """It is a line of hyphens."""
    return "-" * 20 if len(good.msgstr) < 60 else None
