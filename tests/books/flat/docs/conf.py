import os

project = "Tides – when the water comes"
author = "the moon"
version = release = os.environ.get("TIDES_VERSION", "2.1")

extensions = (
    "sphinx.ext.todo",
    "sphinx.ext.ifconfig",
)
master_doc = "index"
language = "en"

# -- Internationalisation

locale_dirs = ["locale/"]
