"""Runs of eight words of the manuscript that the guide is about, as salted hashes.

The manuscript is not ours to publish, so the repository holds none of its sentences, only these
hashes. To make them anew: python tests/eight_word_runs.py MANUSCRIPT
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

HASHES = Path(__file__).with_suffix(".bin")
SALT = b"lingotype: eight words"
LENGTH = 8
SIZE = 6
"""Bytes of a hash: by chance one of 14,000 meets one of 100,000 runs once in 200,000 books."""

_MARKUP = re.compile(r":[\w:-]+:`([^`<]*?)(?:\s*<[^>]*>)?`")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words that a reader sees, in small letters; markup and punctuation are none."""
    return _WORD.findall(_MARKUP.sub(r"\1", text).casefold())


def runs(text: str) -> Iterator[tuple[str, bytes]]:
    """Each run of eight words, and its hash."""
    found: Sequence[str] = words(text)
    for i in range(len(found) - LENGTH + 1):
        run = " ".join(found[i : i + LENGTH])
        yield run, hashlib.blake2b(run.encode(), digest_size=SIZE, key=SALT).digest()


def shared(text: str, hashes: Collection[bytes]) -> list[str]:
    """The runs of a text that are among those of the manuscript."""
    return [run for run, found in runs(text) if found in hashes]


def known() -> frozenset[bytes]:
    """The hashes of the manuscript's runs."""
    data = HASHES.read_bytes()
    return frozenset(data[i : i + SIZE] for i in range(0, len(data), SIZE))


if __name__ == "__main__":
    manuscript = Path(sys.argv[1]).read_text("utf-8")
    HASHES.write_bytes(b"".join(sorted({found for _, found in runs(manuscript)})))
