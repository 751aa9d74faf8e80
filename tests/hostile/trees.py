"""Files that are no honest catalogues; made by code, since git holds most of them badly.

BROKEN: the bytes of a file that must be refused as a whole. SEEMING: those of one that is odd, but
a catalogue, and harmless. STRANGE: what stands at a path where a catalogue is looked for, and is
no file of this folder. Each that could be read translates its text to something with the canary.
"""

from __future__ import annotations

import os
import shutil
import socket
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lingotype.formats import mo, po
from tests.hostile.cases import CANARY, HERE, quoted

_TYPE = "Content-Type: text/plain; charset={charset}\\n"
_PLURALS = "Plural-Forms: nplurals=2; plural=(n != 1);\\n"


def tree_text(name: str) -> str:
    """The text of the book that a tree attacks."""
    return f"The tree called {name}."


def catalogue(
    msgid: str, msgstr: str, *, charset: str = "UTF-8", plurals: str = _PLURALS, more: str = ""
) -> bytes:
    """A catalogue of one message. more: further lines of its header, escaped as in the file."""
    header = _TYPE.format(charset=charset) + plurals + "Language: de\\n" + more
    text = f'msgid ""\nmsgstr "{header}"\n\nmsgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n'
    return text.encode()


def _evil(name: str) -> tuple[str, str]:
    return tree_text(name), f"Baum {CANARY}"


def _charset(name: str, *, codec: str = "utf-8") -> bytes:
    """A file that is, or says it is, in a charset that can hide markup."""
    text = catalogue(*_evil(f"charset-{name}"), charset=name).decode()
    return text.encode(codec)


def _hidden(name: str, piece: bytes) -> bytes:
    """A file in whose msgstr stands what the charset of its header makes markup of."""
    return catalogue(*_evil(f"charset-{name}"), charset=name).replace(b"Baum", piece)


def _plural(name: str, plurals: str) -> bytes:
    """A wrong Plural-Forms above a plural message, for which programs lose the whole file."""
    more = '\nmsgid "One lamp."\nmsgid_plural "%d lamps."\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    field = f"Plural-Forms: {plurals}\\n"
    return catalogue(*_evil(name), plurals=field) + more.encode()


def _with(name: str, more: str) -> bytes:
    return catalogue(*_evil(name)) + more.encode()


def _zip() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("x.po", catalogue("a", CANARY))
    return held.getvalue()


_CHARSETS = [
    "utf-16",
    "utf-32",
    "cp037",
    "cp500",
    "hz",
    "iso2022_jp",
    "iso2022_kr",
    "unicode_escape",
    "raw_unicode_escape",
    "rot13",
    "base64",
    "zlib",
    "idna",
    "punycode",
    "undefined",
    "mbcs",
    "../../../etc/passwd",
    "nowhere-8",
    "utf-8-sig",
    "x" * 5_000,
]

BROKEN: dict[str, bytes] = {
    **{f"charset-{name[:30].replace('/', '-')}": _charset(name) for name in _CHARSETS},
    "charset-utf-7": _hidden("utf-7", b"+AC4ALg-"),
    "charset-utf-16-real": _charset("utf-16", codec="utf-16"),
    "charset-utf-32-real": _charset("utf-32", codec="utf-32"),
    "charset-cp037-real": _charset("cp037", codec="cp037"),
    "charset-hz-hidden": _hidden("hz", b"~{<:Ky~}"),
    "two-charsets": catalogue(
        *_evil("two-charsets"), more="Content-Type: text/plain; charset=utf-7\\n"
    ),
    "invalid-utf-8": _with("invalid-utf-8", '\nmsgid "a"\nmsgstr "').rstrip() + b'\xff"\n',
    "overlong-utf-8": _with("overlong-utf-8", '\nmsgid "a"\nmsgstr "').rstrip() + b'\xc0\xae"\n',
    "surrogates": _with("surrogates", '\nmsgid "a"\nmsgstr "').rstrip() + b'\xed\xa0\x80"\n',
    "nul-byte": catalogue(*_evil("nul-byte")).replace(b"Baum", b"Ba\0um"),
    "nul-escape": catalogue(*_evil("nul-escape")).replace(b"Baum", rb"Ba\000um"),
    "nul-hex-escape": catalogue(*_evil("nul-hex-escape")).replace(b"Baum", rb"Ba\x00um"),
    "mark-in-the-middle": _with("mark-in-the-middle", '\n\ufeffmsgid "a"\nmsgstr "b"\n'),
    "conflict": _with("conflict", '\n<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> x\n'),
    "duplicate": _with("duplicate", '\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'),
    "two-headers": _with("two-headers", '\nmsgid ""\nmsgstr "Language: ../../x\\n"\n'),
    "unterminated": _with("unterminated", '\nmsgid "a\nmsgstr "b"\n'),
    "bad-escape": _with("bad-escape", '\nmsgid "a"\nmsgstr "\\q"\n'),
    "no-msgstr": _with("no-msgstr", '\nmsgid "a"\n\nmsgid "b"\nmsgstr "c"\n'),
    "two-msgstrs": _with("two-msgstrs", '\nmsgid "a"\nmsgstr "b"\nmsgstr "c"\n'),
    "no-msgid": _with("no-msgid", '\nmsgstr "b"\n'),
    "huge-index": _with("huge-index", '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[99999999999] "c"\n'),
    "negative-index": _with("negative-index", '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[-1] "c"\n'),
    "second-domain": _with("second-domain", '\ndomain "sphinx"\nmsgid "Next"\nmsgstr "b"\n'),
    "unknown-keyword": _with("unknown-keyword", '\nimport "os"\n'),
    "cut-off": catalogue(*_evil("cut-off"))[:-3],
    "huge-nplurals": _plural("huge-nplurals", "nplurals=2147483647; plural=n;"),
    "more-nplurals": _plural("more-nplurals", f"nplurals={'9' * 400}; plural=n;"),
    "no-nplurals": _plural("no-nplurals", "nplurals=0; plural=0;"),
    "plural-by-zero": _plural("plural-by-zero", "nplurals=2; plural=n/0;"),
    "plural-modulo-zero": _plural("plural-modulo-zero", "nplurals=2; plural=n%00;"),
    "plural-python": _plural("plural-python", "nplurals=2; plural=__import__('os').getpid();"),
    "plural-power": _plural("plural-power", "nplurals=2; plural=9**9**9**9;"),
    "plural-shift": _plural("plural-shift", "nplurals=2; plural=n<<99999999999;"),
    "plural-deep": _plural("plural-deep", f"nplurals=2; plural={'(' * 900}n{')' * 900};"),
    "plural-chain": _plural("plural-chain", f"nplurals=2; plural={'n?0:' * 300}1;"),
    "plural-not": _plural("plural-not", f"nplurals=2; plural={'!' * 2_000}n;"),
    "plural-lambda": _plural("plural-lambda", "nplurals=2; plural=(lambda: n)();"),
    "plural-open": _plural("plural-open", "nplurals=2; plural=(n != 1;"),
    "zip": _zip(),
    "compiled": b"\xde\x12\x04\x95" + b"\0" * 24,
    "compiled-other-end": b"\x95\x04\x12\xde" + b"\0" * 24,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "html": b"<!doctype html><title>404</title>\n<script>harm()</script>\n",
    "python": b"import os\nos.system('id')\n",
    "json": b'{"msgid": "a"}\n',
    "xliff": b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n',
}

SEEMING: dict[str, bytes] = {
    "empty": b"",
    "only-comments": b"# \x1b[2J\n#. x\n",
    "no-header": b'msgid "a"\nmsgstr "b"\n',
    "obsolete-only": b'#~ msgid "a"\n#~ msgstr "b"\n',
    "language-path": catalogue("a", "b", more="Language: ../../x\\n"),
    "generator-escape": catalogue("a", "b", more="X-Generator: \\033[2J\\033]0;x\\007\\n"),
    "header-with-context": catalogue("a", "b") + b'\nmsgctxt "x"\nmsgid ""\nmsgstr "y: z\\n"\n',
    "shift-jis": catalogue("a", "b").replace(b"UTF-8", b"Shift_JIS").replace(b'"b"', b'"\x95\\"'),
    "long-comment": b"#" + b" x" * 500_000 + b"\n" + catalogue("a", "b"),
    "many-comments": b"# x\n" * 100_000 + catalogue("a", "b"),
    "many-flags": b"#, " + b"fuzzy, " * 50_000 + b'\nmsgid "a"\nmsgstr "b"\n',
    "many-pieces": b'msgid "a"\nmsgstr ' + b'"b"\n' * 50_000,
    "many-references": b"#: a:1 " * 50_000 + b'\nmsgid "a"\nmsgstr "b"\n',
    "mark-at-the-start": b"\xef\xbb\xbf" + catalogue("a", "b"),
    "old-line-ends": catalogue("a", "b").replace(b"\n", b"\r"),
}

_HEADERS = {
    "lower-type": "content-type: text/plain\\n",
    "upper-type": "CONTENT-TYPE: text/plain\\n",
    "empty-type": "content-type:\\n",
    "lower-charset": "content-type: text/plain; charset=\\n",
    "lower-plurals": "plural-forms: x\\n",
    "lower-huge-plurals": "plural-forms: nplurals=2147483647; plural=n;\\n",
    "lower-python": "PLURAL-FORMS: nplurals=2; plural=__import__('os').getpid();\\n",
    "lower-deep": f"plural-forms: nplurals=2; plural={'(' * 900}n{')' * 900};\\n",
    "no-colon": "x\\ny\\n",
    "colon-first": ": x\\n:\\n",
    "comment": "#-#-#-#-# x #-#-#-#-#\\n",
    "transfer": "Content-Transfer-Encoding: quoted-printable\\n",
    "continued": "X: a\\n  charset= b\\n",
}
SEEMING |= {
    **{f"header-{name}": catalogue("a", "\u00e4", more=more) for name, more in _HEADERS.items()},
    "plurals-huge": catalogue(
        "a", "\u00e4", plurals="Plural-Forms: nplurals=2147483647; plural=n;\\n"
    ),
    "plurals-python": catalogue(
        "a", "\u00e4", plurals="Plural-Forms: nplurals=2; plural=exit();\\n"
    ),
    "plurals-none": catalogue("a", "\u00e4", plurals="Plural-Forms: x\\n"),
    "plurals-empty": catalogue("a", "\u00e4", plurals="Plural-Forms:\\n"),
    "no-header-umlaut": 'msgid "a"\nmsgstr "\u00e4"\n'.encode(),
    "empty-header": 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "\u00e4"\n'.encode(),
    "fuzzy-header": b"#, fuzzy\n" + catalogue("a", "\u00e4"),
    "header-last": 'msgid "a"\nmsgstr "\u00e4"\n\n'.encode() + catalogue("b", "c"),
    "context-empty": catalogue("b", "c") + 'msgctxt ""\nmsgid ""\nmsgstr "\u00e4"\n'.encode(),
}

LARGEST = 20_000_000
"""Bytes of a catalogue that is still read."""


def large(name: str) -> bytes:
    """A catalogue that is larger than any of a book, its bulk in a comment."""
    return catalogue(*_evil(name)) + b"# " + b"x" * LARGEST + b"\n"


def _link(target: str) -> Callable[[Path, Path], None]:
    def make(path: Path, outside: Path) -> None:
        path.symlink_to(target.format(outside=outside))

    return make


def _folder(path: Path, outside: Path) -> None:
    path.mkdir()
    (path / "inner.txt").write_text(CANARY)


def _pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, outside: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's whole path must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path, outside: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000_000)


def _folder_link(path: Path, outside: Path) -> None:
    path.with_suffix("").symlink_to(outside, target_is_directory=True)


def _loop(path: Path, outside: Path) -> None:
    path.with_suffix("").symlink_to(path.parent, target_is_directory=True)


STRANGE: dict[str, Callable[[Path, Path], None]] = {
    "link-out": _link("{outside}/secret.po"),
    "link-relative": _link("../outside/secret.po"),
    "link-to-device": _link("/dev/zero"),
    "link-to-terminal": _link("/dev/stdin"),
    "link-to-memory": _link("/proc/self/environ"),
    "link-to-folder": _link("{outside}"),
    "link-to-nothing": _link("{outside}/nothing.po"),
    "link-to-itself": _link("strange.po"),
    "folder": _folder,
    "folder-link": _folder_link,
    "folder-loop": _loop,
    "pipe": _pipe,
    "socket": _socket,
    "sparse": _sparse,
}


HONEST = "The tree that means no harm."


def forest(folder: Path) -> Path:
    """A book of a document for each tree, with their catalogues in German; returns its folder.

    ``outside`` beside the book holds what links lead to.
    """
    book, outside = folder / "forest", folder / "outside"
    outside.mkdir()
    (outside / "secret.po").write_bytes(catalogue(*_evil("link-out")))
    messages = book / "locale/de/LC_MESSAGES"
    messages.mkdir(parents=True)
    (book / "source").mkdir()
    shutil.copy(HERE / "book/conf.py", book)
    _write_documents(book / "source")
    for name, data in BROKEN.items():
        (messages / f"tree-{name}.po").write_bytes(data)
    for name, data in SEEMING.items():
        (messages / f"tree-{name}.po").write_bytes(data)
    for name, make in STRANGE.items():
        make(messages / f"tree-{name}.po", outside)
    (messages / "tree-large.po").write_bytes(large("large"))
    (messages / "tree-honest.po").write_bytes(catalogue(HONEST, "Der ehrliche Baum."))
    for make_extra in (_compiled_files, _interface_files, _odd_names):
        make_extra(messages)
    return book


EXTRA = ("large", "mo-beside", "mo-alone", "mo-linked", "other-case", "js-beside")


def _write_documents(source: Path) -> None:
    names = [*BROKEN, *STRANGE, *SEEMING, *EXTRA]
    texts = {name: tree_text(name) for name in names} | {"honest": HONEST}
    for name, text in texts.items():
        (source / f"tree-{name}.rst").write_text(f"Tree {name}\n{'=' * 80}\n\n{text}\n")
    listed = "".join(f"   tree-{name}\n" for name in texts)
    (source / "index.rst").write_text(f"The forest\n==========\n\n.. toctree::\n\n{listed}")


def _compiled(name: str) -> bytes:
    return mo.compile(po.read(catalogue(*_evil(name))))


def _compiled_files(messages: Path) -> None:
    """Compiled catalogues, which Sphinx reads where they are newer than their sources."""
    (messages / "tree-mo-beside.po").write_bytes(catalogue("Something else.", "Etwas anderes."))
    (messages / "tree-mo-beside.mo").write_bytes(_compiled("mo-beside"))
    os.utime(messages / "tree-mo-beside.mo", (4_000_000_000, 4_000_000_000))
    (messages / "tree-mo-alone.mo").write_bytes(_compiled("mo-alone"))
    (messages.parents[3] / "outside/secret.mo").write_bytes(_compiled("mo-linked"))
    (messages / "tree-mo-linked.mo").symlink_to(messages.parents[3] / "outside/secret.mo")


def _interface_files(messages: Path) -> None:
    """Catalogues of Sphinx's own words, and the script that pages load."""
    (messages / "sphinx.po").write_bytes(catalogue("Search", CANARY))
    (messages / "sphinx.mo").write_bytes(mo.compile(po.read(catalogue("Index", CANARY))))
    (messages / "sphinx.js").write_text(f"alert('{CANARY}')")
    (messages / "tree-js-beside.js").write_text(f"alert('{CANARY}')")


def _odd_names(messages: Path) -> None:
    """Names of no document, and names that hurt those who print them."""
    (messages / "TREE-OTHER-CASE.po").write_bytes(catalogue(*_evil("other-case")))
    for name in ("..po", ".po", ".hidden.po", "nowhere.po", "a\nb.po", "\x1b[2J.po", "\u202eop.po"):
        (messages / name).write_bytes(catalogue("a", CANARY))
    (messages / os.fsdecode(b"\xff\xfe.po")).write_bytes(catalogue("a", CANARY))
    deep = messages.joinpath(*"abcdefghijklmnopqrstuvwxyz")
    deep.mkdir(parents=True)
    (deep / "deep.po").write_bytes(catalogue("a", CANARY))


def small(folder: Path) -> Path:
    """A book of one paragraph, without catalogues; returns its folder."""
    book = folder / "small"
    (book / "source").mkdir(parents=True)
    shutil.copy(HERE / "book/conf.py", book)
    (book / "source/index.rst").write_text("Small\n=====\n\nThe keeper.\n")
    return book


def message(msgid: str, msgstr: str) -> bytes:
    """One message, as it stands in a file."""
    return f"\nmsgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n".encode()
