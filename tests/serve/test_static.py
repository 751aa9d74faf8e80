"""The server shows the published folder to this machine, and nothing else to anybody."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from lingotype.errors import LingotypeError
from lingotype.serve import static

SECRET = b"a secret of this machine"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder, and beside it what must not be seen."""
    folder = tmp_path_factory.mktemp("project") / "site"
    pages = {
        "index.html": "<!DOCTYPE html><title>all</title></html>",
        "de/index.html": "<!DOCTYPE html><title>Der Leuchtturm</title></html>",
        "de/a b ü.html": "<!DOCTYPE html><title>ü</title></html>",
        "de/_static/a.css": "a {}",
        "de/_static/a.js": "1",
        "de/_static/a.json": "{}",
        "de/_images/map.svg": "<svg/>",
        "de/_images/map.png": "\x89PNG",
        "de/objects.inv": "# Sphinx",
        "de/no-suffix": "x",
        "pdf/book.pdf": "%PDF",
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    outside = folder.parent / "site-of-another"
    outside.mkdir()
    for path in (folder.parent / "secret.html", outside / "index.html", outside / "secret.html"):
        path.write_bytes(SECRET)
    if os.name != "nt":
        (folder / "link.html").symlink_to(folder.parent / "secret.html")
        (folder / "linked").symlink_to(outside)
        (folder / "through").mkdir()
        (folder / "through/index.html").symlink_to(outside / "index.html")
        (folder / "broken.html").symlink_to(folder / "nowhere")
        (folder / "inside.html").symlink_to(folder / "index.html")
    return folder


@pytest.fixture(scope="module")
def port(site: Path) -> Iterator[int]:
    with static.server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """Send the path as it is: a browser would tidy up `..` first."""
    connection = HTTPConnection(static.LOOPBACK, port, timeout=10)
    connection.putrequest(method, "/", skip_accept_encoding=True)
    connection._buffer[0] = f"{method} {path} HTTP/1.1".encode("latin-1")  # type: ignore[attr-defined]
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/de/", "text/html"),
        ("/de/index.html", "text/html"),
        ("/de/index.html?q=a#b", "text/html"),
        ("/de/a%20b%20%C3%BC.html", "text/html"),
        ("/de/_static/a.css", "text/css"),
        ("/de/_static/a.js", "text/javascript"),
        ("/de/_static/a.json", "application/json"),
        ("/de/_images/map.svg", "image/svg+xml"),
        ("/de/_images/map.png", "image/png"),
        ("/de/objects.inv", "application/octet-stream"),
        ("/de/no-suffix", "application/octet-stream"),
        ("/pdf/book.pdf", "application/pdf"),
    ],
)
def test_files_are_served_with_their_type_and_never_kept(port: int, path: str, kind: str):
    """A page just published must not be hidden by the one before."""
    answer, body = ask(port, path)
    assert answer.status == 200
    assert body
    assert (answer.getheader("Content-Type") or "").split(";")[0] == kind
    assert answer.getheader("Cache-Control") == "no-store"


def test_a_folder_without_its_slash_is_sent_on(port: int):
    """So that relative links of its page are right."""
    answer, _ = ask(port, "/de")
    assert (answer.status, answer.getheader("Location")) == (301, "/de/")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere.html",
        "/../secret.html",
        "/de/../../secret.html",
        "/%2e%2e/secret.html",
        "/de/%2e%2e/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/%252e%252e/secret.html",
        "/..\\secret.html",
        "/..%5csecret.html",
        "/../site-of-another/secret.html",
        "/../site-of-another/",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/{secret}",
        "/%2f{secret}",
        "/index.html%00",
        "/index.html%00.png",
        "/%00",
        "/index.html/",
        "/%ff%fe",
        "/" + "a" * 5000,
    ],
)
def test_a_path_out_of_the_folder_is_not_found(port: int, site: Path, path: str, capfd):
    """However it is written, and without a word on the terminal."""
    secret = (site.parent / "secret.html").as_posix().lstrip("/")
    answer, body = ask(port, path.format(secret=secret))
    assert answer.status == 404
    assert SECRET not in body
    assert b"root:" not in body
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
@pytest.mark.parametrize(
    "path",
    ["/link.html", "/linked/", "/linked", "/linked/secret.html", "/through/", "/broken.html"],
)
def test_a_link_out_of_the_folder_is_not_found(port: int, path: str):
    """Nor the index of a folder that is one."""
    answer, body = ask(port, path)
    assert answer.status == 404
    assert SECRET not in body


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_a_link_inside_the_folder_is_served(port: int):
    """A site may be put together so."""
    assert ask(port, "/inside.html")[0].status == 200


def test_a_folder_without_a_page_is_not_listed(port: int):
    """As on most servers that the sites will stand on."""
    answer, body = ask(port, "/de/_images/")
    assert (answer.status, b"map.svg" in body) == (404, False)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/de/nowhere.html", b"de 404"),
        ("/de/a/b/../c/", b"de 404"),
        ("/book/de/nowhere.html?q=a", b"de 404"),
        ("/fr/nowhere.html", b"all 404"),
        ("/nowhere", b"all 404"),
        ("/de/%00", b"de 404"),
        ("/../secret.html", b"all 404"),
        ("/" + "a" * 5000, b"all 404"),
    ],
)
def test_where_there_is_no_page_the_one_of_the_language_says_so(
    tmp_path: Path, path: str, said: bytes
):
    """With the status 404; as the servers do that the sites will stand on."""
    (tmp_path / "de").mkdir()
    (tmp_path / "index.html").write_text("front")
    (tmp_path / "404.html").write_text("all 404")
    (tmp_path / "de/404.html").write_text("de 404")
    with static.server(tmp_path, 0, "/book") as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        answer, body = ask(server.server_port, path)
        front, text = ask(server.server_port, "/book/")
        server.shutdown()
        thread.join()
    assert (answer.status, body) == (404, said)
    assert (answer.getheader("Content-Type") or "").startswith("text/html")
    assert (front.status, text) == (200, b"front")


@pytest.mark.skipif(os.name == "nt", reason="the option is another one there")
def test_a_browser_that_hangs_up_is_no_error(site: Path, port: int, capfd):
    """It went on to another page before this one had come; the terminal stays quiet."""
    big = site / "big.bin"
    big.write_bytes(bytes(20_000_000))
    with socket.create_connection((static.LOOPBACK, port), timeout=10) as client:
        client.sendall(b"GET /big.bin HTTP/1.1\r\nHost: x\r\n\r\n")
        client.recv(100)
        # Closing sends a reset at once, not a polite end.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert ask(port, "/")[0].status == 200
    wait_until_alone()
    big.unlink()
    assert capfd.readouterr() == ("", "")


def wait_until_alone() -> None:
    """Every request has its thread."""
    end = time.monotonic() + 10
    while "process_request_thread" in str(threading.enumerate()) and time.monotonic() < end:
        time.sleep(0.01)


def test_nothing_can_be_sent_to_it(port: int):
    """It only shows."""
    for method in ("POST", "PUT", "DELETE"):
        assert ask(port, "/index.html", method)[0].status == 501


def test_only_loopback_is_bound(site: Path):
    """Nobody else on the network can ask."""
    with static.server(site, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        assert server.socket.getsockname()[0] == "127.0.0.1"
        assert server.server_port > 0


def test_other_addresses_of_this_machine_are_refused(port: int):
    """Asked for by the address that the network knows it by, where it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; finds the way out
        except OSError:
            pytest.skip("there is no network")
        address = probe.getsockname()[0]
    if address.startswith("127."):
        pytest.skip("there is no address but loopback")
    with pytest.raises(OSError), socket.create_connection((address, port), timeout=5):
        pytest.fail("it answers to the network")


def test_a_missing_site_is_an_error_that_says_how_to_make_it(tmp_path: Path):
    """Neither a folder nor its front page will do."""
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(LingotypeError) as caught:
            static.server(folder, 0)
        assert caught.value.where == str(folder)
        assert "lingotype publish" in caught.value.fix


def test_a_taken_port_is_an_error_that_names_it(site: Path, port: int):
    """And how to ask for another."""
    with pytest.raises(LingotypeError, match=f"port {port} cannot be used") as caught:
        static.server(site, port)
    assert "--port" in caught.value.fix
