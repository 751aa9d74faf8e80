"""Links between languages: what stands is linked, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingotype.model.edition import ALTERNATES, HERE, LANGUAGES, Shown
from lingotype.model.language import Language
from lingotype.model.thresholds import thresholds
from lingotype.publish import stamp
from lingotype.publish.stamp import Editions, Page, Site

ENGLISH, GERMAN, ARABIC = map(Language.parse, ("en", "de", "ar"))
WHOLE, HALF, NOTHING = Shown(100), Shown(50, 2, 48), Shown(0, 0, 100)


def page(shown: Shown | None, *sections: str, indexed: bool = True) -> Page:
    return Page(shown, frozenset({"", *sections}), indexed)


def editions(**sites: dict[str, Page]) -> Editions:
    found = tuple(Site(Language.parse(tag), pages) for tag, pages in sites.items())
    return Editions(found, ENGLISH)


def blank(*sections: str) -> str:
    """A page with places for links."""
    here = "".join(f"{HERE[0] % section}{HERE[1]}" for section in sections)
    head = f"<head>{ALTERNATES[0]}{ALTERNATES[1]}</head>"
    return f"<html>{head}<body>{LANGUAGES[0]}{LANGUAGES[1]}{here}</body></html>"


def linked(known: Editions, tag: str, name: str, text: str) -> str:
    site = next(site for site in known.sites if site.language.tag == tag)
    return stamp.linked(text, name, site, known)


def hrefs(text: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', text)


BOOK = editions(
    en={"a/b.html": page(WHOLE, "one", "two"), "c.html": page(WHOLE)},
    de={"a/b.html": page(HALF, "one"), "a/b.en.html": page(None, "one", indexed=False)},
    ar={"a/b.html": page(NOTHING, "one", "two", indexed=False), "c.html": page(WHOLE)},
)


def test_a_section_is_linked_where_it_stands_in_the_other_language():
    """A language that keeps its former site may lack it."""
    text = linked(BOOK, "ar", "a/b.html", blank("one", "two", "three", ""))
    parts = text.split("<!--lingotype:here ")[1:]
    assert [hrefs(part) for part in parts] == [
        ["../../en/a/b.html#one", "../../de/a/b.html#one"],
        ["../../en/a/b.html#two"],
        [],
        ["../../en/a/b.html", "../../de/a/b.html"],
    ]


def test_the_share_of_each_translation_stands_beside_it_in_steps_of_five():
    """In the figures of the page's own language; that the text is whole goes without saying."""
    text = linked(BOOK, "de", "a/b.html", blank())
    assert re.findall(r">([^<]+)</[a-z]+>(?: <span[^>]*>([^<]*))?", text.split("<body>")[1]) == [
        ("English", ""),
        ("Deutsch", "50\xa0%"),
        ("العربية", "0\xa0%"),
    ]


def test_a_page_of_two_languages_leads_to_the_text_and_to_other_such_pages():
    """The text itself has no such page, but the page that it was made of."""
    assert hrefs(linked(BOOK, "de", "a/b.en.html", blank())) == ["../../en/a/b.html"]


def test_search_engines_are_told_of_pages_that_they_may_have():
    """Each names all of them, itself too; a page that is not for them names none."""
    known = replace(BOOK, base_url="https://x.org")
    told = '<link rel="alternate" hreflang="(.*?)" href="https://x.org/../a/b.html" />'
    for tag, names in (("en", ["en", "de", "x-default"]), ("de", ["en", "de", "x-default"])):
        assert re.findall(told, linked(known, tag, "a/b.html", blank())) == names
    assert "hreflang" not in linked(known, "ar", "a/b.html", blank()).split("<body>")[0]


def test_below_its_thresholds_a_page_or_a_language_stands_in_no_list():
    """But in its own, as the language that is shown."""
    for least in ({"page": {"listed": 60}}, {"page": {"published": 60}}):
        known = replace(BOOK, thresholds=thresholds(least), base_url="https://x.org")
        assert hrefs(linked(known, "en", "a/b.html", blank())) == []
        own = linked(known, "de", "a/b.html", blank())
        assert hrefs(own) == ["../../en/a/b.html"]
        assert 'aria-current="true">Deutsch' in own
        assert "hreflang" not in own.split("<body>")[0]
    known = replace(BOOK, thresholds=thresholds({"language": {"listed": 60}}))
    assert hrefs(linked(known, "en", "c.html", blank())) == []  # half of ar is translated


def test_sites_on_hosts_of_their_own_are_linked_by_whole_addresses():
    """No path leads from one to the other."""
    known = replace(BOOK, base_url="https://{language}.x.org", relative=False)
    assert hrefs(linked(known, "de", "a/b.html", blank())) == [
        "https://en.x.org/a/b.html",
        "https://ar.x.org/a/b.html",
    ]


def test_a_page_of_a_theme_without_a_place_gets_the_list_at_its_start():
    """Once, however often it is linked."""
    text = linked(BOOK, "en", "c.html", "<html><body class='x'><p>text</p></body></html>")
    assert text.startswith("<html><body class='x'>\n<nav class=\"lingotype-languages\"><!--")
    assert linked(BOOK, "en", "c.html", text) == text


SHOWN = st.sampled_from([None, WHOLE, HALF, NOTHING])
PAGES = st.builds(page, SHOWN, indexed=st.booleans())
SITES = st.dictionaries(st.sampled_from(["a/b.html", "c.html", "index.html"]), PAGES)


@given(SITES, SITES, SITES, SITES)
def test_a_page_says_what_stands_now_whatever_it_said_before(en, de, ar, former):
    """Linking twice is linking once, and a site that is built anew gets the very same bytes."""
    now = replace(editions(en=en, de=de, ar=ar), base_url="https://x.org")
    before = replace(editions(en=en, de=former), base_url="https://y.org")
    for name in de:
        text = linked(now, "de", name, blank("", "one"))
        assert linked(now, "de", name, text) == text
        assert linked(now, "de", name, linked(before, "de", name, blank("", "one"))) == text


@given(SITES, SITES, SITES)
def test_alternates_are_reciprocal(en, de, ar):
    """What a page names names it, with the same addresses."""
    known = replace(editions(en=en, de=de, ar=ar), base_url="https://x.org")
    for name in {*en, *de, *ar}:
        heads = [
            linked(known, site.language.tag, name, blank()).split("<body>")[0]
            for site in known.sites
            if name in site.pages
        ]
        sets = {tuple(re.findall(r'hreflang="\S+" href="\S+"', head)) for head in heads}
        assert len(sets - {()}) <= 1


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ('<head><meta name="robots" content="noindex" /></head>', False),
        ('<head><meta content="noindex, follow" name="robots"/></head>', False),
        ('<head><meta name="robots" content="nofollow" /></head>', True),
        ('<head></head><pre>&lt;meta name="robots" content="noindex"&gt;</pre>', True),
        ('<head></head><!-- <meta name="robots" content="noindex"> -->', True),
    ],
)
def test_a_page_itself_says_whether_search_engines_may_have_it(text: str, indexed: bool):
    """Whoever wrote that: we, the author in a meta directive, or another extension."""
    assert stamp.lets_index(text) == indexed
