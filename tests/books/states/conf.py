"""One text in each state, in all the places where a text can stand."""

project = "States"
language = "en"
extensions = ["lingotype.sphinx_ext"]
html_theme = "lingotype"
smartquotes = True
locale_dirs = ["../locale"]
gettext_compact = False
gettext_additional_targets = ["index", "image"]
lingotype_languages = ["de"]
lingotype_source = "source"
lingotype_help_url = "https://help.test/{language}/{domain}.po"
