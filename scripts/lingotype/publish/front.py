"""The page that offers all languages: build/site/index.html."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from lingotype.model.language import Language

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
{script}</head>
<body>
<main>
<h1>{title}</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""

_STYLE = """
:root { color-scheme: light dark; }
body { max-inline-size: 34rem; margin: 12vh auto; padding-inline: 1.25rem; }
body { font: 1.125rem/1.6 Georgia, serif; }
ul { padding: 0; list-style: none; }
h1 { line-height: 1.25; }
a { display: inline-block; padding-block: .5rem; }
"""

_SCRIPT = """
// The reader's own language, unless the list itself was asked for (index.html#languages).
(function () {{
  if (location.hash === "#languages") return;
  var tags = {tags};
  var wanted = navigator.languages || [navigator.language || ""];
  for (var i = 0; i < wanted.length; i++) {{
    var parts = wanted[i].toLowerCase().split("-");
    for (var n = parts.length; n > 0; n--) {{
      var prefix = parts.slice(0, n).join("-");
      for (var j = 0; j < tags.length; j++) {{
        var tag = tags[j].toLowerCase();
        if (tag === prefix || tag.indexOf(prefix + "-") === 0) {{
          location.replace(tags[j] + "/" + {page});
          return;
        }}
      }}
    }}
  }}
}})();
"""


def render(title: str, source: Language, standing: Sequence[Language], page: str) -> bytes:
    """A list of the languages whose site stands, by their own names, that needs no JavaScript.

    page: the first page of each site. With JavaScript a reader is taken to the best match of
    the browser's languages, in their order: the same tag, else the same main language.
    """
    items = "\n".join(
        f'<li><a href="{x.tag}/{escape(quote(page))}" hreflang="{x.tag}" lang="{x.tag}" '
        f'dir="{x.direction}">{escape(x.autonym)}</a></li>'
        for x in standing
    )
    script = _script(standing, page)
    return _PAGE.format(
        lang=source.tag,
        direction=source.direction,
        policy=_policy(script),
        title=escape(title),
        style=_STYLE,
        items=items,
        script=f"<script>{script}</script>\n" if script else "",
    ).encode()


def _script(standing: Sequence[Language], page: str) -> str:
    """The text of the one script; "" where there is no language to go to."""
    tags = json.dumps([language.tag for language in standing])
    return _SCRIPT.format(tags=tags, page=json.dumps(quote(page))) if standing else ""


def _policy(script: str) -> str:
    """The page loads nothing and runs what we wrote (browsers look for an icon by themselves)."""
    ours = source_of_text(script) if script else "'none'"
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
