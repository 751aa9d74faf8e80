"""Every address outside the book is asked once, for the text and all its translations."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from tests.conftest import Ran

from lingotype.errors import LingotypeError
from lingotype.publish.linkcheck import Answer, require_line

Lingotype = Callable[..., Ran]

PO = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: source/index.rst
msgid "The `well <{base}/well>`_ and the `door <{base}/gone>`_."
msgstr "{first}"

#: source/index.rst
msgid "A second `well <{base}/well#here>`__."
msgstr "{second}"
"""

TEXT = """\
The book
========

The `well <{base}/well>`_ and the `door <{base}/gone>`_.

A second `well <{base}/well#here>`__.

An `old <{base}/moved>`__, a `borrowed <{base}/borrowed>`__ and a
`lost <{base}/well#nowhere>`__ one.
"""


class Answers(BaseHTTPRequestHandler):
    """A host with pages of each kind, that counts what it was asked for."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        type(self).asked[self.path] += 1
        if self.path == "/slow":
            time.sleep(3)
        moved = {"/moved": 301, "/borrowed": 302}
        code = 200 if self.path in ("/well", "/slow", "/de") else moved.get(self.path, 404)
        body = b'<!DOCTYPE html><title>A well</title><p id="here">Water.'
        self.send_response(code)
        if self.path in moved:
            self.send_header("Location", "/well")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 (the name that the class looks for)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on loopback; its address."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "*")
    Answers.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def book(tmp_path: Path, host: str) -> Path:
    """A text with links of each kind, in German and French."""
    folder = tmp_path / "book"
    (folder / "source").mkdir(parents=True)
    write(folder / "source/index.rst", TEXT.format(base=host))
    conf = 'project = "Wells"\nlanguage = "en"\nlocale_dirs = ["../locale"]\n'
    conf += 'gettext_compact = False\nlingotype_languages = ["de", "fr"]\nlinkcheck_timeout = 1\n'
    write(folder / "conf.py", conf)
    for language in ("de", "fr"):
        translate(folder, language, host)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def translate(folder: Path, language: str, base: str, **msgstrs: str) -> None:
    first = f"Der `Brunnen <{base}/well>`_ und die `Tür <{base}/gone>`_."
    texts = {"first": first, "second": f"Noch ein `Brunnen <{base}/well#here>`__."} | msgstrs
    po = PO.format(base=base, language=language, **texts)
    write(folder / f"locale/{language}/LC_MESSAGES/index.po", po)


def test_each_address_is_asked_once_whatever_the_number_of_languages(
    book: Path, lingotype: Lingotype
):
    """A page is fetched besides for each of its places that is linked to."""
    lingotype("linkcheck", cwd=book)
    assert Answers.asked["/well"] <= 5  # the page, two places on it, and two that lead there
    assert Answers.asked["/gone"] == 2  # by HEAD and then, as it fails, by GET
    assert Answers.asked["/moved"] == 1


def test_what_is_wrong_is_told_by_file_and_line_of_the_text(
    book: Path, lingotype: Lingotype, host: str
):
    """Once, though the translations link to it too. What has moved for good is listed."""
    done = lingotype("linkcheck", cwd=book)
    assert done.code == 1
    place = f"{host}/well#nowhere: the page has no place called 'nowhere'"
    assert done.out.splitlines() == [
        f"source/index.rst:4: {host}/gone does not open: 404 Client Error: Not Found [link-broken]",
        f"source/index.rst:8: {place} [link-anchor]",
        f"source/index.rst:8: {host}/moved has moved for good to {host}/well [link-moved]",
    ]
    assert "6 addresses: 2 broken, 2 redirected, 2 working" in done.err


def test_a_link_that_only_a_translation_has_is_told_by_its_catalogue(
    book: Path, lingotype: Lingotype, host: str
):
    """With the place of its text. (The fence trusts no host that is named with its port.)"""
    conf = book / "conf.py"
    write(conf, conf.read_text("utf-8") + 'lingotype_check = {"link-foreign": False}\n')
    translate(book, "fr", host, second=f"Encore un `puits <{host}/puits#here>`__.")
    done = lingotype("linkcheck", "-l", "fr", "--json", cwd=book)
    told = json.loads(done.out)
    one = next(x for x in told["findings"] if x["uri"] == f"{host}/puits#here")
    assert (one["path"], one["line"]) == ("locale/fr/LC_MESSAGES/index.po", 11)
    assert one["source"] == {"path": "source/index.rst", "line": 6}
    assert (one["language"], one["rule"], one["status"]) == ("fr", "link-broken", "broken")


def test_of_chosen_languages_all_places_are_told(book: Path, lingotype: Lingotype):
    """If the text itself is not asked for, the translation is where its links are mended."""
    done = lingotype("linkcheck", "-l", "de", cwd=book)
    assert "locale/de/LC_MESSAGES/index.po:7: " in done.out
    assert "(the translation of source/index.rst:4)" in done.out
    assert "source/index.rst:8: " in done.out  # what is not translated


def test_an_address_that_the_fence_keeps_out_is_not_asked(
    book: Path, lingotype: Lingotype, host: str
):
    """Whoever sends a translation cannot have this machine ask for anything."""
    elsewhere = host.replace("127.0.0.1", "localhost")
    translate(book, "de", host, second=f"Noch ein `Brunnen <{elsewhere}/de>`__.")
    lingotype("linkcheck", cwd=book)
    assert "/de" not in Answers.asked


def test_a_host_that_is_too_slow_is_told(book: Path, lingotype: Lingotype, host: str):
    """By Sphinx's own setting, linkcheck_timeout."""
    write(book / "source/index.rst", f"A\n=\n\nA `slow <{host}/slow>`_ one.\n")
    done = lingotype("linkcheck", "-l", "en", cwd=book)
    assert done.code == 1
    assert f"source/index.rst:4: {host}/slow did not answer in time [link-timeout]" in done.out


def test_settings_of_sphinx_hold(book: Path, lingotype: Lingotype, host: str):
    """What linkcheck_ignore names is not asked; with nothing wrong the exit code is 0."""
    conf = book / "conf.py"
    conf.write_text(conf.read_text() + f'linkcheck_ignore = ["{host}/(gone|.*nowhere)"]\n')
    done = lingotype("linkcheck", cwd=book)
    assert done.code == 0
    assert "/gone" not in Answers.asked
    assert "[link-moved]" in done.out


def test_a_book_without_addresses_is_well(book: Path, lingotype: Lingotype):
    write(book / "source/index.rst", "A\n=\n\nNothing.\n")
    done = lingotype("linkcheck", cwd=book)
    assert (done.code, done.out) == (0, "")
    assert "0 addresses outside the book" in done.err


def test_a_host_that_refuses_is_told_in_the_same_words_each_time(
    book: Path, lingotype: Lingotype, host: str
):
    """Without the place in memory that the library has in its message."""
    write(book / "source/index.rst", "A\n=\n\nA `closed <http://127.0.0.1:1/>`_ one.\n")
    done = lingotype("linkcheck", "-l", "en", cwd=book)
    assert done.out == (
        "source/index.rst:4: http://127.0.0.1:1/ does not open: Connection refused [link-broken]\n"
    )


def test_nothing_is_left_behind(book: Path, lingotype: Lingotype):
    """It publishes nothing, and what it made is gone."""
    lingotype("linkcheck", cwd=book)
    assert not (book / "build/site").exists()
    assert list((book / "build/cache/work").glob("*")) == []


OFF_LINE = (
    "HTTPSConnectionPool(host='example.org', port=443): Max retries exceeded with url: / (Caused "
    'by NameResolutionError("<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to '
    "resolve 'example.org' ([Errno -3] Temporary failure in name resolution)\"))"
)


def test_a_machine_that_is_not_online_is_told_so():
    """Rather than that every link is broken."""
    told = [Answer(f"https://{n}.example.org", "broken", info=OFF_LINE) for n in range(3)]
    with pytest.raises(LingotypeError) as caught:
        require_line([*told, Answer("https://ignored.example.org", "ignored")])
    what = "none of the 3 addresses could be asked: Temporary failure in name resolution"
    assert caught.value.what == what
    assert "online" in caught.value.fix


def test_one_answer_is_enough_to_be_online():
    """Then a name that nobody knows is a broken link."""
    require_line([Answer("https://x.org", "broken", info=OFF_LINE), Answer("https://y", "working")])
    require_line([])
    require_line([Answer("https://x.org", "ignored", info=OFF_LINE)])
