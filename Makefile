# Needs python3 (3.11 or later), make and a package index. Everything is installed into .venv, with pip only.
#   make demo    see it answer            make test    run the whole test suite
#   make ci      everything a change has to pass (.ci/run)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UPDATE := update/.cache/venv
BENCH := build/bench-venv
SPARK := build/spark-venv
NOMINATIM := build/integration-venv
# Folders with Python in them, as far as they exist.
CODE := conftest.py $(wildcard src/kmn tests update examples benchmarks)

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types docs examples browser integration judges office spark data-check bench wheel api-snapshot ci clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "Further: lint format types docs examples browser integration judges office spark data-check bench wheel api-snapshot clean"

demo: $(VENV)/.installed
	@$(BIN)/python examples/demo.py

# On all cores; examples in a document build on each other, so that files are never split.
test: $(VENV)/.installed-test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

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
	KMN_PROGRAMS=browser $(BIN)/python -m pytest -m browser tests/browser $(ARGS)

# Judges a release by programs that run in Node.js: needs npm.
judges: $(VENV)/.installed-test
	mkdir -p build/judges && cp tests/judges/package.json build/judges/
	npm install --prefix build/judges --silent --no-audit --no-fund
	KMN_PROGRAMS=node $(BIN)/python -m pytest -m node tests/judges $(ARGS)

# Opens workbooks and tables in LibreOffice: needs soffice.
office: $(VENV)/.installed-test
	KMN_PROGRAMS=office $(BIN)/python -m pytest -m office tests/office $(ARGS)

# Asks a real Nominatim: needs postgresql with postgis, osm2pgsql, and libicu-dev to build one of its packages.
integration: $(VENV)/.installed-test $(NOMINATIM)/.installed
	KMN_PROGRAMS=nominatim $(BIN)/python -m pytest tests/integration $(ARGS)

# Runs jobs of Spark, which is large, in an environment of its own: needs java.
spark: $(SPARK)/.installed
	KMN_PROGRAMS=java $(SPARK)/bin/python -m pytest -m java tests/bulk $(ARGS)

examples: $(VENV)/.installed-test
	@set -e; for script in examples/*.py; do echo "== $$script"; $(BIN)/python -W error "$$script"; done

# Builds every data file again from its pinned inputs and compares the bytes.
data-check: $(UPDATE)/.installed
	$(UPDATE)/bin/python -m update.check

# Measures everything beside what else does it, and writes docs/reference/benchmarks.md and its plot.
bench: $(BENCH)/.installed
	rm -rf build/benchmarks
	@for script in benchmarks/[!_]*.py; do echo "== $$script"; \
		$(BENCH)/bin/python -m benchmarks.$$(basename "$$script" .py) || failed="$$failed $$script"; done; \
		$(BENCH)/bin/python -m benchmarks._page && test -z "$$failed" || { echo "Failed:$$failed"; exit 1; }

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

# What cannot be installed is told as missing in the tables.
$(BENCH)/.installed: benchmarks/requirements.txt pyproject.toml
	@echo "Installing into $(BENCH) …"
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[test]'
	@sed '/^#/d' benchmarks/requirements.txt | while read -r package; do \
		$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install "$$package" \
			|| echo "not installed: $$package"; done
	@touch $@

$(UPDATE)/.installed: update/requirements.txt
	$(PYTHON) -m venv $(UPDATE)
	$(UPDATE)/bin/python -m pip --disable-pip-version-check --quiet install --requirement update/requirements.txt
	@touch $@

$(NOMINATIM)/.installed: tests/integration/requirements.txt
	$(PYTHON) -m venv $(NOMINATIM)
	$(NOMINATIM)/bin/python -m pip --disable-pip-version-check --quiet install --requirement $<
	@touch $@

$(SPARK)/.installed: pyproject.toml
	@echo "Installing into $(SPARK) …"
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[spark,test]'
	@touch $@
