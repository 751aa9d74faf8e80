"""A small server of the published folder, for looking at it; not for the public."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lingotype.errors import LingotypeError

LOOPBACK = "127.0.0.1"


class _Pages(SimpleHTTPRequestHandler):
    """Pages and files of one folder, never cached, and nothing that a link leads out to."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {"": "application/octet-stream"}

    def translate_path(self, path: str) -> str:
        """The file for a path of a request, or the folder if its page can be shown.

        A path outside, or one that is no path at all, becomes one that does not exist.
        """
        folder = Path(self.directory).resolve()
        found = super().translate_path(path)
        page = Path(found, "index.html")
        try:
            shown = page if Path(found).is_dir() else Path(found)
            if shown.resolve().is_relative_to(folder) and shown.is_file():
                return found
        except (OSError, ValueError):  # too long a name; a NUL in it
            pass
        return str(folder / "404.none")

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


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` on loopback; port 0 is any that is free.

    Raises LingotypeError where nothing is published or the port is taken.
    """
    if not (folder / "index.html").is_file():
        fix = "Publish first: lingotype publish"
        raise LingotypeError("there is no site yet", str(folder), fix)
    try:
        return _Server((LOOPBACK, port), partial(_Pages, directory=str(folder)))
    except OSError as error:
        what = f"port {port} cannot be used: {error.strerror}"
        raise LingotypeError(what, fix="Name another with --port, or 0 for any.") from error
