# Every job by name; `make help` lists them. Plain `make` sets everything up and makes the sites.
.DEFAULT_GOAL := html
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# Arguments for a command: make progress ARGS="-l ur"
ARGS ?=
INTERFACE := scripts/lingotype/themes/lingotype
# An interpreter to use instead of the one that scripts/setup.sh finds: make PYTHON=python3.12
PYTHON ?=
# With LC_ALL=C Python cannot start from a folder whose path has letters beyond ASCII.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

.PHONY: html pot update check interface linkcheck progress serve stat test soak bench lint format lock screenshots clean distclean help

html: $(VENV)/.ready ## every language's site into build/site (the same as plain `make`)
	@$(BIN)/lingotype publish $(ARGS)

pot: $(VENV)/.ready ## the templates, locale/pot, from source/
	@$(BIN)/lingotype extract $(ARGS)

update: $(VENV)/.ready ## templates and catalogues from source/
	@$(BIN)/lingotype extract
	@$(BIN)/lingotype update $(ARGS)

check: $(VENV)/.ready ## check every translation, and build every language to hear Sphinx
	@$(BIN)/lingotype check --build $(ARGS)

linkcheck: $(VENV)/.ready ## ask every address outside the book, once for all languages
	@$(BIN)/lingotype linkcheck $(ARGS)

# The words of the interface are translated as a book is; what their update remembers is not kept.
interface: $(VENV)/.ready-dev ## templates and catalogues of the words that we say on pages ourselves
	@$(BIN)/python scripts/interface_words.py
	@$(BIN)/lingotype update -p $(INTERFACE)/locale/pot -d $(INTERFACE)/locale $(ARGS)
	@rm -rf $(INTERFACE)/build
	@$(BIN)/lingotype check $(INTERFACE)/locale
	@$(BIN)/python scripts/interface_words.py --missing

progress: $(VENV)/.ready ## how far each translation is
	@$(BIN)/lingotype progress $(ARGS)

serve: html ## the sites on this machine, http://127.0.0.1:8000
	@$(BIN)/lingotype serve $(ARGS)

stat: $(VENV)/.ready ## what sphinx-intl says of the catalogues
	@$(BIN)/sphinx-intl stat $(ARGS)

test: $(VENV)/.ready-dev ## set up and pass the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

soak: $(VENV)/.ready-dev ## the tests that take long: many kills, many random edits
	@$(BIN)/python -m pytest -m soak --timeout 3600 $(ARGS)

bench: $(VENV)/.ready-dev ## measurements beside the stock tools
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lint: $(VENV)/.ready-dev ## what CI checks besides the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/sphinx-lint -e all -d leading-spaces --max-line-length 79 source

format: $(VENV)/.ready-dev ## let ruff mend layout and what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## renew requirements/*.txt (needs uv)
	@sh scripts/lock.sh

screenshots: html $(VENV)/.ready-dev ## pictures of the pages into build/screenshots (needs Chromium)
	@$(BIN)/python scripts/screenshots.py $(ARGS)

clean: ## remove what was built
	find locale -name "*.mo" -exec rm -f {} +
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

distclean: clean ## remove the virtual environment too
	rm -rf $(VENV)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | awk -F'\t' '{ printf "  %-12s %s\n", $$1, $$2 }'

# The environment is made once, and again when a lock or the project's own data changes.
$(VENV)/.ready: pyproject.toml scripts/setup.sh $(wildcard requirements/*.txt)
	@sh scripts/setup.sh $(VENV) "" $(PYTHON)

$(VENV)/.ready-dev: $(VENV)/.ready
	@sh scripts/setup.sh $(VENV) -dev $(PYTHON)
