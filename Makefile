# Needs python3 (3.11 or later), make and a package index. Everything is installed into .venv, with pip only.
#   make demo    see it answer            make test    run the whole test suite
#   make ci      everything a change has to pass (.ci/run)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UPDATE := update/.cache/venv
# Folders with Python in them, as far as they exist.
CODE := conftest.py $(wildcard src/kmn tests update examples benchmarks)

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types docs examples browser data-check bench wheel api-snapshot ci clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "Further: lint format types docs examples browser data-check bench wheel api-snapshot clean"

demo: $(VENV)/.installed
	@$(BIN)/python examples/demo.py

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.installed-lint
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/lint-imports

format: $(VENV)/.installed-lint
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

types: $(VENV)/.installed-lint
	$(BIN)/mypy $(CODE)

# The page and the picture of the networks are made, too. Never with --quiet: mkdocs then forgets to fail on broken links.
docs: $(VENV)/.installed-docs
	$(BIN)/kmn show map --lang de -o docs/welcher-regionalverbund.html
	$(BIN)/kmn show map --lang en -o docs/assets/networks.png
	$(BIN)/mkdocs build --strict

# Opens the site and the page of a map in a real browser: needs chromium.
browser: $(VENV)/.installed-browser docs
	KMN_PROGRAMS=browser $(BIN)/python -m pytest -m browser $(ARGS)

examples: $(VENV)/.installed-test
	@set -e; for script in examples/*.py; do echo "== $$script"; $(BIN)/python -W error "$$script"; done

# Builds every data file again from its pinned inputs and compares the bytes.
data-check: $(UPDATE)/.installed
	$(UPDATE)/bin/python -m update.check

bench: $(VENV)/.installed-test
	@set -e; for script in benchmarks/[!_]*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

wheel: $(VENV)/.installed-lint
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist

# Writes down again what is made from the code, after a wanted change: public names, pages, output in documents.
api-snapshot: $(VENV)/.installed-test
	@set -e; for page in public_api rules_page dictionary_page data_pages documents; do \
		$(BIN)/python -m tests.architecture.$$page; done

ci:
	.ci/run

clean:
	rm -rf $(VENV) build dist site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

# One stamp per extra, so that the second run is fast.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV) …"
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-%: pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV) …"
	$(PIP) install --editable '.[$*]'
	@touch $@ $(VENV)/.installed

$(UPDATE)/.installed: update/requirements.txt
	$(PYTHON) -m venv $(UPDATE)
	$(UPDATE)/bin/python -m pip --disable-pip-version-check --quiet install --requirement update/requirements.txt
	@touch $@
