"""A little book with a nested document, a figure, a footnote, a glossary and an Arabic edition."""

from importlib.util import find_spec
from pathlib import Path

project = "The Lighthouse"
copyright = "the keepers"
language = "en"
extensions = ["lingotype.sphinx_ext"] if find_spec("lingotype") else []
html_theme = "lingotype" if find_spec("lingotype") else "alabaster"
smartquotes = False
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False
gettext_additional_targets = ["index", "image"]
figure_language_filename = "{root}.{language}{ext}"
lingotype_languages = ["de", "ar", "zh-CN"]
