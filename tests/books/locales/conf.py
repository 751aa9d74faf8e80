"""Configuration of the cookbook."""

from pathlib import Path

HERE = Path(__file__).parent

project = "Soup"
copyright = "the cooks"
language = "en"
html_title = (
    f"{project}, a cookbook of {len(list((HERE / 'source' / 'recipes').glob('*.rst')))} soups"
)
locale_dirs = ["../locales"]  # as Sphinx has it: seen from source/
exclude_patterns = ["drafts"]


def setup(app):
    """Nothing yet."""


del HERE, Path
