"""The nursery, and the books that are changed and published in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.conftest import BOOKS, ROOT
from tests.faults.nursery import Nursery
from tests.faults.shared import Change, Publication, edit, rewrite, tree


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with subprocess.Popen(
        [sys.executable, "-B", "-c", "from tests.faults import nursery; nursery.nurse()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.fixture(scope="session", params=["update", "extract"])
def change(request, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Change:
    """Of `update`: new templates, catalogues due. Of `extract`: new text, templates due, one
    of them to be made and one to be removed.
    """
    book = shutil.copytree(BOOKS / "lighthouse", tmp_path_factory.mktemp("change") / "book")
    for command in ("extract", "update"):
        assert nursery.run(command, cwd=book).code == 0
    shutil.rmtree(book / "build")
    rewrite(book)
    if request.param == "update":
        assert nursery.run("extract", cwd=book).code == 0
    else:
        (book / "source/glossary.rst").rename(book / "source/words.rst")
        edit(book, "index.rst", "glossary", "words")
    shutil.rmtree(book / "build", ignore_errors=True)
    before, old = tree(book), tree(book / "locale")
    assert nursery.run(request.param, cwd=book).code == 0
    done = tree(book / "locale")
    assert sum(done.get(name) != data for name, data in old.items()) >= 3
    return Change(request.param, book, before, old, done)


@pytest.fixture(scope="session")
def publication(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder = tmp_path_factory.mktemp("publication")
    book = shutil.copytree(BOOKS / "lighthouse", folder / "book")
    conf = (book / "conf.py").read_text("utf-8")
    (book / "conf.py").write_text(conf.replace('"de", "ar", "zh-CN"', '"de"'), "utf-8")
    first = (book / "source/index.rst").read_text()
    texts = (first, first.replace("lamp", "lantern"))
    sites = []
    for text in texts:
        (book / "source/index.rst").write_text(text)
        started = time.monotonic()
        assert nursery.run("publish", cwd=book).code == 0
        sites.append(tree(book / "build/site"))
        seconds = time.monotonic() - started
        shutil.rmtree(book / "build")
    assert sites[0].keys() == sites[1].keys()
    assert sites[0] != sites[1]
    for site in sites:
        assert {"en/index.html", "de/index.html", "index.html"} <= site.keys()
        pages = [data for name, data in site.items() if name.endswith(".html")]
        assert all(page.rstrip().endswith(b"</html>") for page in pages)
    return Publication(book, texts, (sites[0], sites[1]), seconds, folder)
