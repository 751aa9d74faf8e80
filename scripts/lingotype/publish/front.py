"""The page that offers all languages: build/site/index.html."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from lingotype.model.language import Language
from lingotype.publish import plain_page

_SCRIPT = """
// The language that the reader chose before, or else the browser's; unless the list itself was
// asked for (index.html#languages).
(function () {{
  if (location.hash === "#languages") return;
  var tags = {tags};
  var wanted = [].concat(navigator.languages || navigator.language || []);
  try {{ wanted.unshift(localStorage.getItem("lingotype-language") || ""); }} catch (e) {{}}
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
    """A list of the languages that readers are offered, by their own names, without JavaScript.

    page: the first page of each site. With JavaScript a reader is taken to the best match of
    the browser's languages, in their order: the same tag, else the same main language.
    """
    items = "\n".join(
        f'<li><a href="{x.tag}/{escape(quote(page))}" hreflang="{x.tag}" lang="{x.tag}" '
        f'dir="{x.direction}">{escape(x.autonym)}</a></li>'
        for x in standing
    )
    body = f"<h1>{escape(title)}</h1>\n<ul>\n{items}\n</ul>"
    return plain_page.page(source, title, body, early=_script(standing, page))


def _script(standing: Sequence[Language], page: str) -> str:
    """The text of the one script; "" where there is no language to go to."""
    tags = json.dumps([language.tag for language in standing])
    return _SCRIPT.format(tags=tags, page=json.dumps(quote(page))) if standing else ""
