"""Pages that stand by themselves: no theme, no file beside them, nothing that is loaded."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from lingotype.model.language import Language

MADE = "made by lingotype publish"
"""In files that we write where others may put their own: one without it is left alone."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<!-- {made} -->
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}<title>{title}</title>
<style>{style}</style>
{early}</head>
<body>
<main>
{body}
</main>
{late}</body>
</html>
"""

_STYLE = """
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { max-inline-size: 34rem; margin: 12vh auto; padding-inline: 1.25rem; }
body { font: 1.125rem/1.6 Georgia, serif; overflow-wrap: break-word; }
ul { padding: 0; list-style: none; }
h1, h2 { line-height: 1.25; }
section + section { margin-block-start: 3rem; }
li a { display: inline-block; padding-block: .5rem; }
[hidden] { display: none; }
"""


def page(
    language: Language, title: str, body: str, *, head: str = "", early: str = "", late: str = ""
) -> bytes:
    """A page. title: plain text; body and head: HTML; early, late: the texts of its scripts, of
    which the one runs before the page is there and the other after, or "".
    """
    return _PAGE.format(
        lang=language.tag,
        direction=language.direction,
        made=MADE,
        policy=_policy(early, late),
        title=escape(title),
        style=_STYLE,
        head=head,
        body=body,
        early=_script(early),
        late=_script(late),
    ).encode()


def _script(text: str) -> str:
    return f"<script>{text}</script>\n" if text else ""


def _policy(*scripts: str) -> str:
    """The page loads nothing and runs what we wrote (browsers look for an icon by themselves)."""
    ours = " ".join(source_of_text(text) for text in scripts if text) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {ours}",
            f"style-src {source_of_text(_STYLE)}",
            "img-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def source_of_text(text: str) -> str:
    """The source by which a content security policy allows this script, and no other.

    text: what stands between the tags, to the last blank; browsers read every line end as LF.
    """
    seen = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(seen.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
