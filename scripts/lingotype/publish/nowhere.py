"""What readers see where there is no page: 404.html, in each language and, at the top, in all.

A server shows it under any address, so its links must be right at any depth. Where conf.py says
where the sites will stand, they begin at the top of the host. Where it does not, nothing that is
written in a page is right everywhere: such a page needs no other file, and its link is hidden until
a script has found the language's folder in the address. A reader without scripts gets no link that
leads astray.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from lingotype.model import address
from lingotype.model.language import Language
from lingotype.publish import plain_page
from lingotype.publish.stamp import ALONE

MARKS = ("<!--lingotype:nowhere-->", "<!--/lingotype:nowhere-->")
"""Around what a language's page says, so that the page at the top can say it too."""

_SCRIPT = """
(function () {
  var links = document.querySelectorAll("a[data-language]");
  var parts = location.pathname.split("/");
  var at = 0, i;
  for (i = 0; i < links.length; i++) {
    var found = parts.indexOf(links[i].getAttribute("data-language"));
    if (found > 0 && (at === 0 || found < at)) at = found;
  }
  for (i = 0; at > 0 && i < links.length; i++) {
    var here = [links[i].getAttribute("data-language"), links[i].getAttribute("href")];
    links[i].href = parts.slice(0, at).concat(here).join("/");
    links[i].parentNode.hidden = false;
  }
})();
"""


def message(
    language: Language, base_url: str, first: str, *, title: str, text: str, link: str
) -> str:
    """What a page that is not there says, as HTML. first: the page that the site begins with.

    title, text and link are plain text: the heading, what may have happened, and where to go.
    """
    if base_url:
        start = f'<p><a href="{escape(address.path(base_url, language, first))}">'
    else:
        # As seen from the page itself; from elsewhere only a script can say.
        start = f'<p hidden><a data-language="{language.tag}" href="{escape(quote(first))}">'
    return (
        f"{MARKS[0]}<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n"
        f"{start}{escape(link)}</a></p>{MARKS[1]}"
    )


def alone(language: Language, title: str, said: str) -> bytes:
    """A language's page that needs no other file. said: by `message`."""
    head = f'{ALONE}\n<meta name="robots" content="noindex">\n'
    return plain_page.page(language, title, said, head=head, late=_SCRIPT)


def message_of(page: str) -> str:
    """What `message` made, out of a page that has it; "" if it has none."""
    return page.partition(MARKS[0])[2].partition(MARKS[1])[0]


def at_top(title: str, source: Language, said: Mapping[Language, str]) -> bytes:
    """The page for addresses that are in no language's folder, in all of them."""
    parts = "\n".join(
        f'<section lang="{x.tag}" dir="{x.direction}">\n{_lower(text)}\n</section>'
        for x, text in said.items()
    )
    head = '<meta name="robots" content="noindex">\n'
    body = f"<h1>{escape(title)}</h1>\n{parts}"
    return plain_page.page(source, title, body, head=head, late=_SCRIPT)


def _lower(text: str) -> str:
    return text.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
