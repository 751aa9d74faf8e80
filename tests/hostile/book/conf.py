"""A book whose catalogues are hostile: each paragraph is the text of one attack."""

from importlib.util import find_spec
from pathlib import Path

project = "The hostile contributions"
copyright = "the keepers"
release = "4.7.11"
language = "en"
extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.extlinks",
    "sphinx.ext.ifconfig",
    "sphinx.ext.doctest",
    "sphinx.ext.graphviz",
]
extensions += ["lingotype.sphinx_ext"] if find_spec("lingotype") else []
html_theme = "lingotype" if find_spec("lingotype") else "alabaster"
numfig = True
extlinks = {"museum": ("https://museum.example.org/%s", "%s")}
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False
gettext_additional_targets = ["index", "image", "literal-block"]
gettext_allow_fuzzy_translations = True
lingotype_languages = ["de"]
