"""Each page of our theme says what it may load and run, and only what was asked for."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Ran

from lingotype.model.language import Language
from lingotype.publish import front
from lingotype.sphinx_ext.policy import host_of

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)

NONE = ["'none'"]
SELF = ["'self'"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One page and a conf.py with our theme."""
    (tmp_path / "index.rst").write_text("Lamps\n=====\n\nA lamp.\n")
    configure(tmp_path, "")
    return tmp_path


def configure(folder: Path, text: str) -> None:
    head = "extensions = ['lingotype.sphinx_ext']\nhtml_theme = 'lingotype'\n"
    (folder / "conf.py").write_text(head + text)


def built(folder: Path, *arguments: str) -> Path:
    """The folder that plain sphinx-build makes, without a warning."""
    out = folder / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-W", *arguments, str(folder), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def policy_of(page: Path) -> dict[str, list[str]]:
    """The directives of a page, which has exactly one policy."""
    (content,) = META.findall(page.read_text("utf-8"))
    parts = (directive.split() for directive in unescape(content).split(";"))
    return {name: sources for name, *sources in parts}


def hashed(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


# --- the page by itself --------------------------------------------------------------------


def test_a_page_that_asks_for_nothing_may_load_only_what_is_its_own(project: Path):
    """No script stands in it; those of Sphinx's templates may."""
    page = built(project) / "index.html"
    assert SCRIPT.findall(page.read_text("utf-8")) == []
    policy = policy_of(page)
    scripts = policy.pop("script-src")
    assert scripts[0] == "'self'"
    assert {source[:8] for source in scripts[1:]} == {"'sha256-"}
    assert policy == {
        "default-src": NONE,
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "media-src": SELF,
        "font-src": ["'self'", "data:"],
        "connect-src": SELF,
        "worker-src": ["'self'", "blob:"],
        "form-action": SELF,
        "base-uri": NONE,
        "object-src": NONE,
        "frame-src": NONE,
    }


def test_every_page_has_its_policy_before_anything_else_and_runs_nothing_beside_it(project: Path):
    """Also the search, the index and an index of modules that is folded up."""
    (project / "index.rst").write_text(
        "Lamps\n=====\n\n.. meta::\n   :description: Lamps\n\n.. index:: lamp\n\n"
        + "".join(f".. py:module:: {x}\n\n" for x in ("lamp", "lamp.wick", "oil", "tower"))
    )
    pages = {page.name: page for page in built(project).rglob("*.html")}
    made = {"index.html", "genindex.html", "py-modindex.html", "search.html", "edition.html"}
    assert set(pages) == made | {"404.html"}  # which is none of the theme's, and has its own
    modules = pages["py-modindex.html"].read_text("utf-8")
    assert "COLLAPSE_INDEX" in "".join(SCRIPT.findall(modules))
    for page in (pages[name] for name in sorted(made)):
        text = page.read_text("utf-8")
        meta = META.search(text)
        assert meta is not None
        head = text[text.index("<head>") + 6 : meta.start()]
        assert re.findall(r"<(\w+ \w+)", head) == ["meta charset", "meta name"], page.name
        allowed = policy_of(page)["script-src"]
        assert [x for x in SCRIPT.findall(text) if hashed(x) not in allowed] == [], page.name
        assert not HANDLER.search(text), page.name


def test_a_theme_that_inherits_from_ours_has_the_policy_and_others_have_none(project: Path):
    """Those bring scripts of their own in their pages, which we do not know."""
    theme = project / "themes" / "beacon"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('[theme]\ninherit = "lingotype"\n')
    configure(project, "html_theme = 'beacon'\nhtml_theme_path = ['themes']\n")
    assert policy_of(built(project) / "index.html")["default-src"] == NONE
    configure(project, "html_theme = 'alabaster'\n")
    assert not META.search((built(project) / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "json"])
def test_other_builders_of_pages_get_along_with_it(project: Path, builder: str):
    """What Sphinx gives as data has no head, and so no policy of ours."""
    page = built(project, "-b", builder) / "index.html"
    assert not page.exists() or policy_of(page)["default-src"] == NONE


def test_pages_are_the_same_bytes_each_time_and_in_parallel(project: Path):
    """The order of the sources is that of the page."""
    for number in range(5):
        (project / f"page{number}.rst").write_text(
            ":orphan:\n\nPage\n====\n\n.. image:: https://b.test/x\n"
        )
    configure(project, "html_js_files = ['https://b.test/b.js', 'https://a.test/a.js']\n")
    one = (built(project) / "page3.html").read_bytes()
    assert (built(project, "-j", "2") / "page3.html").read_bytes() == one
    assert b"https://b.test https://a.test" in one


# --- what is asked for ---------------------------------------------------------------------


def test_what_conf_py_and_the_text_ask_for_may_be_loaded(project: Path):
    """Scripts, settings in the page, style sheets, a logo, drawings: each in its directive."""
    (project / "index.rst").write_text(
        "Lamps\n=====\n\n.. image:: https://images.test:8443/a.png\n\n"
        ".. figure:: http://drawings.test/b.svg\n\n|lamp|\n\n.. |lamp| image:: https://lamps.test/c\n"
    )
    configure(
        project,
        "html_js_files = ['https://cdn.test/a.js', (None, {'body': 'let a = \"ü\";\\r\\n'})]\n"
        "html_css_files = ['https://styles.test/a.css']\n"
        "html_logo = 'https://logos.test/logo.png'\n",
    )
    policy = policy_of(built(project) / "index.html")
    assert {"https://cdn.test", hashed('let a = "ü";\n')} <= {*policy["script-src"]}
    assert policy["style-src"][2:] == ["https://styles.test"]
    assert policy["img-src"][2:] == [
        "https://logos.test",
        "https://images.test:8443",
        "http://drawings.test",
        "https://lamps.test",
    ]
    assert policy["font-src"][2:] == ["https://styles.test", "https://cdn.test"]
    assert policy["connect-src"] == ["'self'", "https://cdn.test"]


def test_mathjax_may_run_where_there_are_formulas(project: Path):
    """Sphinx names its scripts page by page, with their settings as a text; so are they allowed."""
    (project / "sums.rst").write_text(":orphan:\n\nSums\n====\n\n:math:`x^2`\n")
    configure(
        project,
        "extensions += ['sphinx.ext.mathjax']\n"
        "mathjax4_config = {'tex': {'macros': {'half': '1/2'}}}\n"
        "mathjax_path = 'https://cdn.test/npm/mathjax@4/tex-mml-chtml.js'\n",
    )
    out = built(project)
    text = (out / "sums.html").read_text("utf-8")
    settings = next(x for x in SCRIPT.findall(text) if "half" in x)
    policy = policy_of(out / "sums.html")
    assert {"https://cdn.test", hashed(settings)} <= {*policy["script-src"]}
    assert policy["font-src"][-1] == policy["connect-src"][-1] == "https://cdn.test"
    assert "cdn.test" not in META.findall((out / "index.html").read_text("utf-8"))[0]


def test_a_script_in_a_template_of_the_project_is_allowed_word_for_word(project: Path):
    """One with values put in is not: what the values are nobody can say beforehand."""
    (project / "_templates").mkdir()
    (project / "_templates" / "layout.html").write_text(
        '{% extends "!layout.html" %}{% block extrahead %}{{ super() }}'
        "<script>\n  fixed();\n</script><script>moving('{{ project }}')</script>{% endblock %}"
    )
    configure(project, "templates_path = ['_templates']\n")
    allowed = policy_of(built(project) / "index.html")["script-src"]
    assert hashed("\n  fixed();\n") in allowed
    assert hashed("moving('Project name not set')") not in allowed


def test_nothing_is_allowed_for_standing_in_a_page(project: Path):
    """Here as raw HTML, as it would stand there if a translation had brought it."""
    (project / "index.rst").write_text(
        "Lamps\n=====\n\n.. raw:: html\n\n   <script>smuggled()</script>\n"
        '   <script src="https://elsewhere.test/x.js"></script>\n'
        '   <img src="https://elsewhere.test/x.png">\n'
    )
    page = built(project) / "index.html"
    assert "smuggled()" in SCRIPT.findall(page.read_text("utf-8"))
    assert hashed("smuggled()") not in policy_of(page)["script-src"]
    assert "elsewhere.test" not in META.findall(page.read_text("utf-8"))[0]


def test_plural_rules_need_no_eval_in_translated_pages(project: Path):
    """Between Sphinx's script and the words; where there are no words, not at all."""
    script = re.compile(r'<script src="_static/([\w-]+\.js)')
    names = script.findall((built(project, "-D", "language=de") / "search.html").read_text("utf-8"))
    wanted = ["doctools.js", "lingotype-plurals.js", "translations.js"]
    assert [name for name in names if name in wanted] == wanted
    assert (project / "out/_static/lingotype-plurals.js").is_file()
    assert "lingotype-plurals" not in (built(project) / "search.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://cdn.example.org/a/b.js?v=1", "https://cdn.example.org"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
        ("HTTPS://user:secret@Example.org/", "https://Example.org"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example"),
        ("_static/doctools.js", ""),
        ("", ""),
        ("data:image/png;base64,AAAA", ""),
        ("ftp://example.org/x", ""),
        ("https://", ""),
        ("https://*/x", ""),
        ("https://*.org/x", ""),
        ("https://a.org;script-src/x", ""),
        ("https://a.org,default-src/x", ""),
        ("https://a.org 'unsafe-inline'/x", ""),
        ("https://[::1/x", ""),
        ("https://a..org/x", ""),
        (f"https://{'a' * 70}.org/", ""),
    ],
)
def test_of_an_address_only_its_host_is_taken(address: str, source: str):
    """And nothing at all where it is no plain host."""
    assert host_of(address) == source


@given(st.text(), st.text())
def test_no_address_can_write_into_the_policy(host: str, path: str):
    """A source has no blank, comma, semicolon, quote or star."""
    assert re.fullmatch(r"(https://[\w.:-]+)?", host_of(f"https://{host}/{path}"), re.ASCII)


# --- conf.py has the last word -------------------------------------------------------------


def test_the_policy_can_be_switched_off(project: Path):
    """In conf.py or for one build."""
    configure(project, "lingotype_content_security_policy = False\n")
    assert not META.search((built(project) / "index.html").read_text("utf-8"))
    configure(project, "")
    off = "lingotype_content_security_policy=0"
    assert not META.search((built(project, "-D", off) / "index.html").read_text("utf-8"))


def test_a_list_adds_to_a_directive_and_a_string_takes_its_place(project: Path):
    """Where 'none' stood it goes; a directive of which we say nothing begins anew."""
    configure(
        project,
        "lingotype_content_security_policy = {\n"
        "    'frame-src': ['https://films.test'],\n"
        "    'img-src': ['https://*.images.test', 'blob:'],\n"
        "    'object-src': [],\n"
        "    'style-src': \"'self'\",\n"
        "    'manifest-src': [\"'self'\"],\n"
        "    'upgrade-insecure-requests': '',\n"
        "}\n",
    )
    policy = policy_of(built(project) / "index.html")
    assert policy["frame-src"] == ["https://films.test"]
    assert policy["img-src"] == ["'self'", "data:", "https://*.images.test", "blob:"]
    assert policy["object-src"] == NONE
    assert policy["style-src"] == policy["manifest-src"] == SELF
    assert policy["upgrade-insecure-requests"] == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("'yes'", "write True, False or a dict of directives"),
        ("{'Img_Src': []}", "'Img_Src'; write a directive's name, such as 'img-src'"),
        ("{1: []}", "1; write a directive's name"),
        ("{'img-src': 3}", "img-src: 3; write a string or a list of them"),
        ("{'img-src': [3]}", "img-src: 3; write sources such as 'https://example.org'"),
        ("{'img-src': ['a; script-src *']}", "each directive by itself"),
        ("{'img-src': 'bücher.example'}", "write sources such as"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_with_what_to_write(
    project: Path, lingotype: Callable[..., Ran], value: str, told: str
):
    """The build ends; a policy that says something else than was meant would be worse."""
    configure(project, f"lingotype_content_security_policy = {value}\n")
    ran = lingotype("publish", cwd=project)
    assert ran.code == 2
    assert "Configuration error: lingotype_content_security_policy: " in ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


# --- the front page ------------------------------------------------------------------------


def test_the_front_page_runs_its_own_script_and_loads_nothing():
    """Both texts that stand in it are named by what they are."""
    languages = [Language.parse(tag) for tag in ("en", "ar")]
    text = front.render("A <Book>", languages[0], languages, "a 'b'.html").decode()
    (content,) = META.findall(text)
    (script,) = SCRIPT.findall(text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert content.split("; ") == [
        "default-src 'none'",
        f"script-src {hashed(script)}",
        f"style-src {hashed(style)}",
        "img-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    ]
    assert text.index("<meta charset") < text.index("Content-Security") < text.index("<style>")


def test_a_front_page_without_languages_runs_no_script():
    """There is nowhere to go."""
    text = front.render("A Book", Language.parse("en"), [], "index.html").decode()
    assert "script-src 'none'" in META.findall(text)[0]
    assert not SCRIPT.search(text)
