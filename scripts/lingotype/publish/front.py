"""The page that offers all languages: build/site/index.html."""

from __future__ import annotations

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
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-inline-size: 34rem; margin: 12vh auto; padding-inline: 1.25rem; }}
body {{ font: 1.125rem/1.6 Georgia, serif; }}
ul {{ padding: 0; list-style: none; }}
h1 {{ line-height: 1.25; }}
a {{ display: inline-block; padding-block: .5rem; }}
</style>
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

_SCRIPT = """\
<script>
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
</script>
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
    tags = json.dumps([language.tag for language in standing])
    return _PAGE.format(
        lang=source.tag,
        direction=source.direction,
        title=escape(title),
        items=items,
        script=_SCRIPT.format(tags=tags, page=json.dumps(quote(page))) if standing else "",
    ).encode()
