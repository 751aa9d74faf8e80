"""Pictures of the published pages, taken with the Chromium that is found on the PATH.

    python scripts/screenshots.py                     every language, every page, both sizes
    python scripts/screenshots.py -l ur -p cuba       one page of one language
    python scripts/screenshots.py -l de,ur --kinds    each kind of page, and what opens
    python scripts/screenshots.py --dark              as who reads in the dark sees them
    python scripts/screenshots.py --paper             as they are printed
    python scripts/screenshots.py --readme            the picture at the top of README.md

The pictures go to build/screenshots/SIZE/TAG/PAGE.png, in the dark and on paper to SIZE-dark/ and
SIZE-paper/. The sites must have been built before.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).parent.parent
SITES = ROOT / "build" / "site"
OUT = ROOT / "build" / "screenshots"
README_PICTURE = Path(__file__).parent / "readme" / "pages.webp"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
"""Width and height of the window, in CSS pixels."""


@dataclass(frozen=True)
class Kind:
    """A page to look at. opened: what is pressed before the picture is taken, if it is there."""

    name: str
    page: str
    opened: str = ""
    query: str = ""


KINDS = (
    Kind("contents", "index"),
    Kind("chapter", "cuba"),
    Kind("older-translation", "cuba", ".lingotype-mark"),
    Kind("contents-open", "cuba", ".lingotype-open"),
    Kind("languages-open", "cuba", ".lingotype-languages summary"),
    Kind("colours-open", "cuba", ".lingotype-colours summary"),
    Kind("section-in-languages", "cuba", "section section > .lingotype-here > summary"),
    Kind("footnote", "how-the-states-came-about", "a.footnote-reference"),
    Kind("figure", "the-world-after-1945"),
    Kind("table", "chronology"),
    Kind("glossary", "glossary"),
    Kind("index", "genindex"),
    Kind("search", "search", query="?q=1989"),
    Kind("side-by-side", "cuba.en"),
    Kind("edition", "edition"),
    Kind("not-found", "404"),
)
"""One of each kind of page that the book has, and of each thing that opens."""

README_PAGE = "cuba"
README_LANGUAGES = ("en", "ur", "zh-CN")
README_SIZE = (420, 600)
README_QUALITY = 82

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


class Missing(Exception):
    """What the pictures need is not there; the message says how to get it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures asked for; 0 well, 2 if something is missing."""
    options = _parser().parse_args(arguments)
    try:
        if options.readme:
            _readme(options.site, options.out or README_PICTURE)
        else:
            _all(options)
    except (Missing, Error) as error:
        print(f"error: {str(error).splitlines()[0]}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Pictures of the published pages.")
    parser.add_argument("-l", "--language", metavar="TAG[,TAG…]", type=_split, default=[])
    parser.add_argument("-p", "--page", metavar="PAGE[,PAGE…]", type=_split, default=[])
    parser.add_argument("--size", choices=SIZES, help="one size only")
    parser.add_argument("--kinds", action="store_true", help="one page of each kind")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    parser.add_argument("--paper", action="store_true", help="as printed, the whole page")
    parser.add_argument("--site", type=Path, default=SITES, help="the published sites")
    parser.add_argument("--out", type=Path, help="where the pictures go")
    parser.add_argument("--readme", action="store_true", help="the picture in README.md instead")
    return parser


def _split(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _all(options: argparse.Namespace) -> None:
    wanted = list(_shots(options))
    with _browser() as browser:
        for size in [options.size] if options.size else SIZES:
            folder = (options.out or OUT) / (
                size + "-dark" * options.dark + "-paper" * options.paper
            )
            page = _window(browser, *SIZES[size])
            page.emulate_media(
                color_scheme="dark" if options.dark else "light",
                media="print" if options.paper else "screen",
            )
            for tag, kind, path in wanted:
                _take(page, kind, path, folder / tag / f"{kind.name}.png", whole=options.paper)


def _take(page: Page, kind: Kind, path: Path, target: Path, *, whole: bool) -> None:
    """One picture: what can be opened is, what moves has come to rest."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _show(page, path, kind.query)
    button = page.locator(kind.opened).first if kind.opened else None
    if button is not None and button.is_visible():
        button.click()
    page.wait_for_timeout(1000 if kind.query else 200)
    page.screenshot(path=target, full_page=whole)
    print(_shown(target))


def _shots(options: argparse.Namespace) -> Iterator[tuple[str, Kind, Path]]:
    """(language, what, file) of every picture. Of the kinds, those are left out whose page a
    language does not have: that of the text has none with two languages.
    """
    if not options.kinds:
        for tag, name, path in _pages(options.site, options.language, options.page):
            yield tag, Kind(name, name), path
        return
    for tag in options.language or _languages(options.site):
        found = [(kind, options.site / tag / f"{kind.page}.html") for kind in KINDS]
        yield from ((tag, kind, path) for kind, path in found if path.is_file())


def _languages(site: Path) -> list[str]:
    """The folders that hold the site of a language. Raises Missing if there are none."""
    found = sorted(path.parent.name for path in site.glob("*/index.html"))
    if not found:
        raise Missing(f"there is no site in {_shown(site)}: make it with `make`")
    return found


def _pages(site: Path, tags: list[str], names: list[str]) -> Iterator[tuple[str, str, Path]]:
    """(language, page, file) of every page asked for. Raises Missing for one that is not there."""
    for tag in tags or _languages(site):
        folder = site / tag
        for name in names or sorted(path.stem for path in folder.glob("*.html")):
            yield tag, name, _built(folder / f"{name}.html")
        if not folder.is_dir():
            raise Missing(f"there is no site in {_shown(folder)}: make it with `make`")


def _built(path: Path) -> Path:
    if not path.is_file():
        raise Missing(f"there is no page {_shown(path)}: make it with `make`")
    return path


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


@contextmanager
def _browser() -> Iterator[Browser]:
    """The Chromium on the PATH, with a fresh profile that is thrown away."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise Missing(f"no Chromium on the PATH ({', '.join(BROWSERS)}): sudo apt install chromium")
    # Chromium refuses its sandbox to root, who is mostly a container's only user.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=list(FLAGS), chromium_sandbox=not root
        )
        try:
            yield browser
        finally:
            browser.close()


def _window(browser: Browser, width: int, height: int, scale: float = 1) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale
    )
    return context.new_page()


def _show(page: Page, path: Path, query: str = "") -> None:
    page.goto(path.resolve().as_uri() + query, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")


def _readme(site: Path, target: Path) -> None:
    """The same page in three languages side by side, composed by Chromium itself."""
    found = _pages(site, list(README_LANGUAGES), [README_PAGE])
    width, height = README_SIZE
    frames = "\n".join(
        f'<iframe src="{escape(path.resolve().as_uri())}" width="{width}" height="{height}">'
        "</iframe>"
        for _, _, path in found
    )
    sheet = OUT / "readme.html"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(_SHEET.format(frames=frames), "utf-8")
    gaps = 20 * (len(README_LANGUAGES) + 1)
    with _browser() as browser:
        page = _window(browser, width * len(README_LANGUAGES) + gaps, height + 40, scale=1.5)
        _show(page, sheet)
        session = page.context.new_cdp_session(page)
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": README_QUALITY})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(base64.b64decode(shot["data"]))
    print(f"{_shown(target)}: {target.stat().st_size // 1000} kB")


_SHEET = """\
<!DOCTYPE html>
<meta charset="utf-8">
<style>
body {{ margin: 0; padding: 20px; display: flex; gap: 20px; background: #c9ced6; }}
iframe {{ border: 0; border-radius: 6px; background: white; }}
</style>
{frames}
"""

if __name__ == "__main__":
    sys.exit(main())
