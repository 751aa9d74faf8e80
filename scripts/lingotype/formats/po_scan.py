"""The exact reader of one message: any layout that gettext reads, and every error.

The grammar is that of gettext 0.21 (po-lex.c, po-gram-gen.y): tokens between which white space
means nothing, except that a newline ends a comment and what ``#~`` and ``#|`` say of a line.
Differences: a backslash before a newline does not carry a comment on, and a string holds
neither NUL nor the separator of contexts, which a compiled catalogue could not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, NoReturn

from lingotype.errors import BrokenCatalogue, Place
from lingotype.model.message import Message, Previous

CONTEXT_SEPARATOR = "\x04"
ESCAPED = {
    "n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r",
    "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": "",
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<newline>[ \t\r\f\v\n]*\n)
      | (?P<space>[ \t\r\f\v]+)
      | (?P<mark>\#~\|?|\#\|)
      | (?P<comment>\#[^\n]*)
      | (?P<string>"[^"\\\n]*+(?:\\(?:\n|.)[^"\\\n]*+)*")
      | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*)
      | (?P<number>[0-9]+)
      | (?P<bracket>[\[\]])
      | (?P<junk>.)
    """,
    re.VERBOSE,
)
_REST_OF_LINE = re.compile(r"[ \t\r\f\v]*\n?")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x[0-9A-Fa-f]*?([0-9A-Fa-f]{1,2})(?![0-9A-Fa-f])|(\n|.))")
_REFERENCE = re.compile("\u2068[^\u2069\n]*\u2069[^ \t\n]*|[^ \t\n]+")
_FLAG = re.compile(r"range:[ \t\r\f\v,]*[^ \t\r\f\v,]+|[^ \t\r\f\v,]+")
_BETWEEN_FLAGS = re.compile(r"[ \t\r\f\v,]+")
_MARKER = re.compile(r"<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>")
_HTML = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|!--|[a-z]+>)", re.IGNORECASE)

_CONFLICT = "Settle the conflict: keep one side of it and delete the marker lines."
_PAGE = "Save the raw file: this is a web page that was sent instead of the catalogue."
_CUT = "The file looks cut short: fetch it again, or complete its last message."
_QUOTE = r"Put the text between two quotes on one line; a quote inside it is written \"."
_ESCAPES = r"A backslash is written \\; the escapes are \n \t \r \a \b \f \v \" \\."
_LAYOUT = "A message is its comments, msgctxt if any, msgid and msgstr, in this order."
_OBSOLETE = "Start every line of an obsolete message with #~, and no line of a live one."
_DOMAIN = "Keep one domain a file: move the messages of the other into a file of its name."


class Remarks(NamedTuple):
    """What the comment lines of a message say."""

    translator: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def remarks(lines: Iterable[str]) -> Remarks:
    """Sort comment lines, ``#`` included, by what follows the ``#``.

    Flags stand after ``#,``, and after ``#=`` as gettext 1.0 has it; ``#!`` is an old way.
    """
    translator: list[str] = []
    extracted: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    for line in lines:
        kind = line[1:2]
        if kind == ":":
            references += _REFERENCE.findall(line[2:].rstrip("\r"))
        elif kind == ".":
            extracted.append(_without_space(line[2:]))
        elif kind in (",", "=", "!"):
            flags += [
                " ".join(re.split(r"[ \t\r\f\v,]+", flag)) for flag in _FLAG.findall(line[2:])
            ]
        else:
            translator.append(_without_space(line[1:]))
    return Remarks(tuple(translator), tuple(extracted), tuple(references), tuple(flags))


@lru_cache(maxsize=256)
def flags_of(line: str) -> tuple[str, ...]:
    """The flags of a line; ``range: 1..5`` is one, though spaces and commas part the others."""
    return tuple(" ".join(_BETWEEN_FLAGS.split(flag)) for flag in _FLAG.findall(line[2:]))


def _without_space(text: str) -> str:
    text = text.removesuffix("\r")
    return text[1:] if text[:1] == " " else text


class _Mark(NamedTuple):
    """What a line is marked as: ``#~`` obsolete, ``#|`` previous wording, ``#~|`` both."""

    obsolete: bool = False
    previous: bool = False


@dataclass(slots=True)
class _Token:
    """One token with the mark of its line."""

    kind: str
    text: str
    start: int
    end: int
    mark: _Mark


class Scanner:
    """Reads message after message of one text.

    at, line: where the next one begins, also after another reader has moved them.
    midline: whether that is behind another message on the same line; glued: whether it ever
    was, so that the text of two messages cannot be moved apart.
    """

    def __init__(self, text: str, path: str, charset: str) -> None:
        self.text = text
        self.path = path
        self.charset = charset
        self.at = 0
        self.line = 1
        self.midline = self.glued = False
        self._here = 0  # where the next token is looked for
        self._mark = _Mark()  # of this line so far
        self._token = self._last = _Token("end", "", 0, 0, self._mark)

    def message(self) -> Message | None:
        """Read the message that begins at `at`, and go on behind it.

        None if there is none: what follows is comments. Its `written` is left to the caller.
        Raises BrokenCatalogue.
        """
        self._here = self.at
        self._step()
        comments = []
        while self._token.kind == "comment":
            comments.append(self._token.text)
            self._step()
        if self._token.kind == "end":
            return None
        first = self._token.mark
        previous = self._previous_wording(first) if first.previous else None
        mark = _Mark(first.obsolete)
        msgctxt = self._optional("msgctxt", mark)
        line = self._line(self._token.start)
        msgid = self._strings("msgid", mark)
        msgid_plural = self._optional("msgid_plural", mark)
        msgstrs = [self._strings("msgstr", mark)] if msgid_plural is None else self._forms(mark)
        said = remarks(comments)
        self._leave()
        return Message(
            msgid,
            tuple(msgstrs),
            msgctxt,
            msgid_plural,
            said.flags,
            said.references,
            said.extracted,
            said.translator,
            previous,
            mark.obsolete,
            line,
        )

    # Tokens

    def _step(self) -> None:
        """Go to the next token that means something; `_last` is the one before it."""
        self._last = self._token
        while match := _TOKEN.match(self.text, self._here):
            kind = str(match.lastgroup)
            self._here = match.end()
            if kind == "newline":
                self._mark = _Mark()
            elif kind == "mark":
                obsolete, previous = self._mark
                self._mark = _Mark(obsolete or match[0] != "#|", previous or match[0] != "#~")
            elif kind != "space":
                break
        start, end = match.span() if match else (self._here, self._here)
        kind = kind if match else "end"
        self._token = _Token(kind, self.text[start:end], start, end, self._mark)

    def _leave(self) -> None:
        """Go on behind the last string, with the rest of its line if nothing else is there."""
        rest = _REST_OF_LINE.match(self.text, self._last.end)
        end = rest.end() if rest else self._last.end
        self.line = self._line(end)
        self.at = end
        self.midline = end < len(self.text) and self.text[end - 1] != "\n"
        self.glued |= self.midline
        self._mark = self._last.mark if self.midline else _Mark()

    def _line(self, at: int) -> int:
        return self.line + self.text.count("\n", self.at, at)

    # Grammar

    def _previous_wording(self, mark: _Mark) -> Previous:
        msgctxt = self._optional("msgctxt", mark)
        msgid = self._strings("msgid", mark)
        return Previous(msgid, msgctxt, self._optional("msgid_plural", mark))

    def _is(self, keyword: str, mark: _Mark) -> bool:
        """Whether a keyword stands here; it is another one where it says the previous wording."""
        return self._token.text == keyword and self._token.mark.previous == mark.previous

    def _optional(self, keyword: str, mark: _Mark) -> str | None:
        return self._strings(keyword, mark) if self._is(keyword, mark) else None

    def _strings(self, keyword: str, mark: _Mark) -> str:
        """Read a keyword and the strings after it."""
        self._expect("word", keyword, mark)
        return self._value(mark)

    def _forms(self, mark: _Mark) -> list[str]:
        """Read the plural forms, which are numbered from 0."""
        forms: list[str] = []
        while not forms or self._is("msgstr", mark):
            self._expect("word", "msgstr", mark)
            self._expect("bracket", "[", mark)
            if self._token.text.lstrip("0") != str(len(forms) or ""):
                self._fail(f"msgstr[{len(forms)}] was expected", _LAYOUT)
            self._expect("number", "", mark)
            self._expect("bracket", "]", mark)
            forms.append(self._value(mark))
        return forms

    def _expect(self, kind: str, text: str, mark: _Mark) -> None:
        """Take a token of this kind, text (if any) and mark, or say what is there instead."""
        token = self._token
        fits = token.kind == kind and text in ("", token.text)
        if not fits or token.mark.previous != mark.previous:
            self._refuse(f"a {kind} was expected" if not text else f"{text} was expected")
        if token.mark.obsolete != mark.obsolete:
            self._fail("a message is partly obsolete", _OBSOLETE)
        self._step()

    def _value(self, mark: _Mark) -> str:
        """Take one string or more, unescaped and joined."""
        first = self._token
        parts: list[str] = []
        while not parts or (
            self._token.kind == "string" and self._token.mark.previous == mark.previous
        ):
            parts.append(self._token.text[1:-1])
            self._expect("string", "", mark)
        if any("\\" in part for part in parts):
            value = self._unescape(parts, first)
        else:
            value = "".join(parts)
        if CONTEXT_SEPARATOR in value or "\0" in value:
            self._fail("a string holds a NUL or EOT character", "Delete the character.", first)
        return value

    # Escapes

    def _unescape(self, parts: list[str], token: _Token) -> str:
        r"""Resolve escapes; ``\303`` and ``\xC3`` are bytes of the file's charset."""
        found = bytearray()
        for part in parts:
            here = 0
            for match in _ESCAPE.finditer(part):
                found += part[here : match.start()].encode(self.charset)
                found += self._escape(match, token)
                here = match.end()
            found += part[here:].encode(self.charset)
        try:
            return found.decode(self.charset)
        except UnicodeDecodeError:
            return self._fail("an escape makes no character", _ESCAPES, token)

    def _escape(self, match: re.Match[str], token: _Token) -> bytes:
        octal, hexadecimal, letter = match.groups()
        if octal:
            return bytes([int(octal, 8) & 0xFF])
        if hexadecimal:
            return bytes([int(hexadecimal, 16)])
        if letter not in ESCAPED:
            self._fail(f"\\{letter} is not an escape", _ESCAPES, token)
        return ESCAPED[letter].encode(self.charset)

    # Errors

    def _refuse(self, wanted: str) -> NoReturn:
        """Say what stands in place of what was wanted, and how to mend it."""
        token = self._token
        if token.kind == "end":
            self._fail("the file ends inside a message", _CUT)
        end = self.text.find("\n", token.start)
        line = self.text[token.start : end if end >= 0 else None][:60].rstrip("\r")
        if _MARKER.match(line):
            self._fail(f"git conflict marker {line!r}", _CONFLICT)
        if _HTML.match(line):
            self._fail("HTML where a message was expected", _PAGE)
        if token.kind == "junk" and line[0] == '"':
            self._fail("a string without its closing quote", _QUOTE if end >= 0 else _CUT)
        if line.startswith("domain"):
            self._fail("the file holds more than one domain", _DOMAIN)
        self._fail(f"{wanted}, not {line!r}", _LAYOUT)

    def _fail(self, what: str, fix: str, token: _Token | None = None) -> NoReturn:
        line = self._line((token or self._token).start)
        raise BrokenCatalogue(what, Place(self.path, line), fix)
