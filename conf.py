"""The one configuration of the book: Sphinx's values, and the lingotype_* ones beside them."""

from importlib.util import find_spec
from pathlib import Path

project = "Against Capitalist Restoration: A Reader’s Guide"
author = "The contributors to Lingotype"
copyright = "The contributors to Lingotype"
language = "en"

# Where Lingotype is not installed the book is still a plain Sphinx project.
extensions = ["lingotype.sphinx_ext"] if find_spec("lingotype") else []
html_theme = "lingotype" if find_spec("lingotype") else "alabaster"
html_show_sphinx = False

# The text carries its own quotation marks and dashes, in every language.
smartquotes = False

# Absolute, since Sphinx resolves it against source/ and sphinx-intl against this folder.
locale_dirs = [str(Path(__file__).parent / "locale")]
gettext_compact = False  # one catalogue a document
gettext_additional_targets = ["index"]
figure_language_filename = "{root}.{language}{ext}"

lingotype_languages = ["de", "fr", "es", "ru", "ur", "zh-CN"]
lingotype_license = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
lingotype_base_url = ""  # for example "https://books.example.org/restoration"
