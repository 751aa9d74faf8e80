"""Running a conf.py as Sphinx does, without importing Sphinx."""

from __future__ import annotations

import ast
import contextlib
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lingotype.errors import BadConfiguration, Place


class Tags:
    """Stands in for Sphinx's object of that name, which a conf.py may ask and change."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def has(self, name: str) -> bool:
        """Whether the tag is set."""
        return name in self._names

    def add(self, name: str) -> None:
        """Set the tag."""
        self._names.add(name)

    def remove(self, name: str) -> None:
        """Unset the tag, if it is set."""
        self._names.discard(name)


def evaluate(conf: Path, shown: str) -> dict[str, Any]:
    """Run `conf` in its own folder and return its namespace.

    What it prints goes to standard error, so that results on standard output stay clean.
    shown: the file as errors name it. Raises BadConfiguration with the line that failed.
    """
    namespace: dict[str, Any] = {"__file__": str(conf), "tags": Tags()}
    try:
        code = compile(conf.read_bytes(), str(conf), "exec")
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        what = f"this is not Python: {getattr(error, 'msg', error)}"
        raise BadConfiguration(what, Place(shown, line), "Correct the line named.") from error
    except OSError as error:
        raise BadConfiguration(f"cannot be read: {error.strerror}", Place(shown)) from error
    with _working_folder(conf.parent), contextlib.redirect_stdout(sys.stderr):
        try:
            exec(code, namespace)  # noqa: S102 - it is the project's own program, as in Sphinx
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise _failure(error, conf, shown) from error
    return namespace


@contextlib.contextmanager
def _working_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _failure(error: BaseException, conf: Path, shown: str) -> BadConfiguration:
    """Name the last line of conf.py itself that was running; SystemExit is a failure too."""
    frames = traceback.extract_tb(error.__traceback__)
    line = next((f.lineno for f in reversed(frames) if f.filename == str(conf)), None)
    what = f"it raises {type(error).__name__}: {error}"
    fix = "Correct the line named; `python conf.py` shows the whole traceback."
    return BadConfiguration(what, Place(shown, line or 0), fix)


def line_of(conf: Path, name: str) -> int:
    """The line of the last assignment to `name` at the top of a conf.py; 0 if there is none."""
    tree = ast.parse(conf.read_bytes())
    line = 0
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            line = node.lineno
    return line


def line_of_text(conf: Path, text: object) -> int:
    """The line of the first string of a conf.py that is `text`, a key of a dict perhaps; or 0."""
    try:
        tree = ast.parse(conf.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return 0
    strings = (x for x in ast.walk(tree) if isinstance(x, ast.Constant) and x.value == text)
    return min((x.lineno for x in strings), default=0)
