"""A small server of the published folder, for looking at it; not for the public."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lingotype.errors import LingotypeError

LOOPBACK = "127.0.0.1"
NOWHERE = "404.html"


class _Pages(SimpleHTTPRequestHandler):
    """Pages and files of one folder, never cached, and nothing that a link leads out to.

    base: the folder that the sites will stand in on their host ("/book"), or ""; what is asked
    for in it is here too, since the page of nowhere has links that begin at the top of the host.
    """

    def __init__(self, *args: Any, directory: str, base: str) -> None:
        self.base = base
        super().__init__(*args, directory=directory)

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {"": "application/octet-stream"}

    def translate_path(self, path: str) -> str:
        """The file for a path of a request, or the folder if its page can be shown.

        A path outside, or one that is no path at all, becomes one that does not exist.
        """
        folder = Path(self.directory).resolve()
        found = super().translate_path(self._within(path))
        page = Path(found, "index.html")
        try:
            shown = page if Path(found).is_dir() else Path(found)
            if shown.resolve().is_relative_to(folder) and shown.is_file():
                return found
        except (OSError, ValueError):  # too long a name; a NUL in it
            pass
        return str(folder / "404.none")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Where there is no page, the nearest page that says so: that of the language, if any."""
        page = self._page_of_nowhere() if code == HTTPStatus.NOT_FOUND else None
        if page is None:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def _within(self, path: str) -> str:
        """A path of a request as seen from the folder of all sites."""
        inside = self.base and path.startswith(f"{self.base}/")
        return path.removeprefix(self.base) if inside else path

    def _page_of_nowhere(self) -> bytes | None:
        path = unquote(urlsplit(self._within(self.path)).path)
        first = path.strip("/").partition("/")[0]
        folder = Path(self.directory).resolve()
        for place in (folder / first / NOWHERE, folder / NOWHERE):
            with contextlib.suppress(OSError, ValueError):  # too long a name; a NUL in it
                if place.resolve().is_relative_to(folder) and place.is_file():
                    return place.read_bytes()
        return None

    def end_headers(self) -> None:
        """A page just published must not be hidden by the one before."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up, since its reader has gone on, is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int, base: str = "") -> ThreadingHTTPServer:
    """A server of `folder` on loopback; port 0 is any that is free.

    base: the path that the folder will have on its host, without a slash at its end. Raises
    LingotypeError where nothing is published or the port is taken.
    """
    if not (folder / "index.html").is_file():
        fix = "Publish first: lingotype publish"
        raise LingotypeError("there is no site yet", str(folder), fix)
    try:
        return _Server((LOOPBACK, port), partial(_Pages, directory=str(folder), base=base))
    except OSError as error:
        what = f"port {port} cannot be used: {error.strerror}"
        raise LingotypeError(what, fix="Name another with --port, or 0 for any.") from error
