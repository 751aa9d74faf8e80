"""One Sphinx build in a worker process: a job goes in, an outcome comes back.

Each build is a normal Sphinx application in a process of its own, since Sphinx keeps its
translators and docutils its tables per process. Workers are forked from a server that has
imported Sphinx already and was started before any thread; where there is no fork they are
spawned. This module imports Sphinx only inside a worker, so that commands start fast.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import re
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, cast

PRELOADED = (
    "alabaster",
    "babel.dates",
    "docutils.parsers.rst.directives.tables",
    "docutils.readers.standalone",
    "lingotype.sphinx_ext",
    "pygments.lexers.python",
    "sphinx.application",
    "sphinx.builders.changes",
    "sphinx.builders.dirhtml",
    "sphinx.builders.epub3",
    "sphinx.builders.gettext",
    "sphinx.builders.html",
    "sphinx.builders.latex",
    "sphinx.builders.linkcheck",
    "sphinx.builders.manpage",
    "sphinx.builders.singlehtml",
    "sphinx.builders.texinfo",
    "sphinx.builders.text",
    "sphinx.builders.xml",
    "sphinx.directives.code",
    "sphinx.directives.other",
    "sphinx.directives.patches",
    "sphinx.domains.c",
    "sphinx.domains.changeset",
    "sphinx.domains.cpp",
    "sphinx.domains.javascript",
    "sphinx.domains.math",
    "sphinx.domains.python",
    "sphinx.domains.rst",
    "sphinx.environment.collectors.asset",
    "sphinx.environment.collectors.toctree",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "sphinx.search",
    "sphinx.transforms.i18n",
    "sphinx.transforms.post_transforms.code",
    "sphinx.transforms.post_transforms.images",
    "sphinx.writers.html5",
    "sphinxcontrib.applehelp",
    "sphinxcontrib.devhelp",
    "sphinxcontrib.htmlhelp",
    "sphinxcontrib.qthelp",
    "sphinxcontrib.serializinghtml",
)
"""What the server imports once for all workers: what Sphinx loads for every application, which
takes as long as a small build. A name that is missing is passed over.
"""


@dataclass(frozen=True)
class Job:
    """One build. overrides: values that win over conf.py's; name: how messages call it.

    more: builders, each with its folder, that go on with what the first one has read.
    """

    name: str
    builder: str
    source: Path
    conf: Path
    out: Path
    doctrees: Path
    overrides: dict[str, Any] = field(default_factory=dict)
    more: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Warned:
    """A warning of Sphinx. path: absolute, or "" where it names none; line: 1-based or 0.

    translated: whether it is about a translation; msgid: then of which text, if that is known.
    """

    text: str
    path: str = ""
    line: int = 0
    translated: bool = False
    msgid: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a job. error: "" if it was built; inputs: files outside the source
    folder that the pages were made from; log: all that Sphinx said.
    """

    name: str
    error: str = ""
    warnings: tuple[Warned, ...] = ()
    inputs: tuple[str, ...] = ()
    log: str = ""


Listener = Callable[[str, str, int, int], None]
"""Told of progress: job name, "reading" or "writing", documents done, documents in all; at its
end "done" or "failed"."""


def run_all(jobs: Iterable[Job], workers: int, listen: Listener) -> Iterator[Outcome]:
    """Run the jobs, `workers` at a time, and yield each outcome as it comes.

    A worker that dies is an outcome with an error. When the caller stops listening (Ctrl-C
    included), the workers are ended; if the caller itself is killed, they end themselves.
    """
    waiting = deque(jobs)
    running: dict[Connection, tuple[Job, BaseProcess]] = {}
    context = start_server()
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                job = waiting.popleft()
                try:
                    connection, process = _start(context, job)
                except (OSError, EOFError) as error:  # the server of workers died
                    listen(job.name, "failed", 1, 1)
                    yield Outcome(job.name, error=f"no worker could be started: {error}")
                    continue
                running[connection] = (job, process)
            for ready in cast("list[Connection]", wait(list(running))):
                outcome = _hear(ready, *running[ready], listen)
                if outcome is not None:
                    del running[ready]
                    listen(outcome.name, "failed" if outcome.error else "done", 1, 1)
                    yield outcome
    finally:
        for connection, (_, process) in running.items():
            process.terminate()
            process.join()
            connection.close()


def start_server() -> BaseContext:
    """The context that workers come from; its server is started at the first call.

    To be called before the first thread is started: forking beside threads can deadlock.
    """
    # macOS has fork, but its frameworks do not survive it.
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    if not forks or sys.platform == "darwin":
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    # First, since it lets Ctrl-C through again when it has started (Python 3.12).
    resource_tracker.ensure_running()
    with _ctrl_c_later():
        forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Let a child that starts never see Ctrl-C, and this process see it a moment later.

    A terminal sends it to all. A child that is still importing has no handler for it yet, and
    would end with a traceback; what is blocked stays so in children. Windows cannot block it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def workers() -> int:
    """How many Sphinx builds run side by side: one a core that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(context: BaseContext, job: Job) -> tuple[Connection, BaseProcess]:
    ours, theirs = context.Pipe()
    # Not daemonic: Sphinx's own -j needs children of its own.
    process = context.Process(target=_work, args=(theirs, job), name=job.name)  # type: ignore[attr-defined]
    try:
        with _ctrl_c_later():
            process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return ours, process


def _hear(
    connection: Connection, job: Job, process: BaseProcess, listen: Listener
) -> Outcome | None:
    """Take one word from a worker: progress (None), its outcome, or its silence."""
    try:
        word = connection.recv()
    except (EOFError, OSError):
        process.join()
        connection.close()
        return Outcome(job.name, error=_cause_of_death(process.exitcode))
    if isinstance(word, Outcome):
        process.join()
        connection.close()
        return word
    listen(job.name, *word)
    return None


def _cause_of_death(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"the worker was ended by {signal.Signals(-code).name}"
    return f"the worker ended without an answer (exit code {code})"


# --- inside the worker -------------------------------------------------------------------------


def _work(connection: Connection, job: Job) -> None:
    """Build and answer. Ctrl-C is the parent's affair: it ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Standard output is for results; programs that an extension calls write there too.
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, args=(connection,), daemon=True).start()
    connection.send(_build(job, lambda *word: connection.send(word)))


def _end_with_parent(connection: Connection) -> None:
    """Nothing is ever sent to a worker: what ends the wait is the parent's end."""
    with contextlib.suppress(EOFError, OSError):
        connection.recv()
    os._exit(1)


def _build(job: Job, say: Callable[[str, int, int], None]) -> Outcome:
    from sphinx.util.docutils import patch_docutils

    log, warned = io.StringIO(), _Warnings()
    origins: dict[tuple[str, int], str] = {}
    inputs: set[str] = set()
    error = ""
    # What conf.py or an extension prints must not mix with the results of the command.
    with (
        contextlib.redirect_stdout(log),
        contextlib.redirect_stderr(log),
        patch_docutils(job.conf.parent),  # as sphinx-build does
    ):
        for builder, out in ((job.builder, job.out), *job.more):
            first = out == job.out
            follow = (lambda app: _follow(app, say, origins)) if first else None
            error = _run(replace(job, builder=builder, out=out), (log, warned), follow, inputs)
            if error:
                error = error if first else f"{builder}: {error}"
                break
    return Outcome(
        job.name,
        error=error,
        warnings=tuple(_warned(text, origins) for text in warned.texts),
        inputs=tuple(sorted(inputs)),
        log=log.getvalue() + "".join(warned.texts),
    )


def _run(
    job: Job,
    streams: tuple[io.StringIO, _Warnings],
    follow: Callable[[Any], None] | None,
    inputs: set[str],
) -> str:
    """One of a job's builders; the first reads the documents, and is followed. Returns why it
    failed, or ""; to `inputs` it adds what the pages were made from.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace

    log, warned = streams
    try:
        with docutils_namespace():
            app = Sphinx(
                job.source, job.conf.parent, job.out, job.doctrees, job.builder,
                confoverrides=dict(job.overrides), status=log, warning=warned,
                freshenv=follow is not None,
            )  # fmt: skip
            if follow:
                follow(app)
            app.build()
            inputs.update(_inputs(app))
            return _failed(app)
    except SphinxError as failure:
        log.write(traceback.format_exc())
        return f"{failure.category}: {failure}"
    except BaseException as failure:  # noqa: BLE001 - extensions raise anything, and exit
        log.write(traceback.format_exc())
        return f"{type(failure).__name__}: {failure}"


def _failed(app: Any) -> str:
    return f"Sphinx ended with status {app.statuscode}" if app.statuscode else ""


class _Warnings(io.StringIO):
    """A stream that keeps each warning apart: Sphinx's handler writes one a call."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def write(self, text: str) -> int:
        if text.strip():
            self.texts.append(re.sub(r"\x1b\[[0-9;]*m", "", text))
        return len(text)


def _follow(
    app: Any, say: Callable[[str, int, int], None], origins: dict[tuple[str, int], str]
) -> None:
    """Report progress, and note which text stands on which line for warnings about msgstr."""
    from sphinx.transforms import SphinxTransform
    from sphinx.util.nodes import extract_messages

    counts = {"reading": 0, "writing": 0}

    def step(what: str) -> None:
        counts[what] += 1
        say(what, counts[what], max(counts[what], len(app.env.found_docs)))

    class NoteOrigins(SphinxTransform):
        """Before Sphinx's Locale (priority 20) puts the translations in their place."""

        default_priority = 19

        def apply(self, **_: Any) -> None:
            for node, msgid in extract_messages(self.document):
                if node.line is not None:
                    origins.setdefault((self.document["source"], node.line), msgid)

    app.add_transform(NoteOrigins)
    app.connect("source-read", lambda *_: step("reading"))
    app.connect("doctree-resolved", lambda *_: step("writing"))


_WARNING = re.compile(
    r"(?:(?P<path>.+?):(?:(?P<line>\d+)(?P<translated>:<translated>(?::\d*)?)?)?: )?"
    r"(?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.*)",
    re.DOTALL,
)
"""As Sphinx's WarningLogRecordTranslator writes it: ``path:line: WARNING: text``."""


def _warned(written: str, origins: dict[tuple[str, int], str]) -> Warned:
    match = _WARNING.match(written.strip())
    if match is None:
        return Warned(written.strip())
    path, line = match["path"] or "", int(match["line"] or 0)
    translated = bool(match["translated"]) or "in translated message" in match["text"]
    msgid = origins.get((path, line), "") if translated else ""
    return Warned(match["text"], path, line, translated, msgid)


def _inputs(app: Any) -> Iterator[str]:
    """Files that pages were made from besides the text: what fingerprints must look at too."""
    source, conf = Path(app.srcdir), Path(app.confdir)
    for found in app.env.dependencies.values():
        yield from (str((source / path).resolve()) for path in found)
    for name in ("html_static_path", "html_extra_path", "templates_path"):
        yield from (str((conf / path).resolve()) for path in getattr(app.config, name, ()))
    for name in ("html_logo", "html_favicon"):
        if value := getattr(app.config, name, None):
            yield str((conf / value).resolve())
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and Path(file).is_relative_to(conf) and "site-packages" not in file:
            yield str(Path(file).resolve())
