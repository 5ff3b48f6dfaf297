# `make demo` and `make test` need python3 (3.11 or newer) with its venv module, and a package registry; nothing else.
# Another Python: `make PYTHON=python3.12 test`. Another folder for the environment: `make VENV=/tmp/env test`.

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?= -n auto --dist loadfile

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
CODE := claims factcheck benchmarks tools tests

.DEFAULT_GOAL := help
.PHONY: help demo test cluster-test lint bench floors browser docs constraints clean

help: ## say what there is to make
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /	/' | expand -t 14

demo: $(VENV)/.installed ## check the example article with the built-in references; writes demo-report.html
	@$(BIN)/factcheck check examples/article.txt --fail-on never
	@$(BIN)/factcheck check examples/article.txt --fail-on never --format html --output demo-report.html
	@echo "The same as a page: demo-report.html"

test: $(VENV)/.installed-test ## run every test, but those that need a cluster
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m 'not cluster'

cluster-test: $(VENV)/.installed-cluster ## an archive on a Ray cluster of two nodes, of which one is killed
	$(BIN)/python -m pytest -m cluster tests/archive

lint: $(VENV)/.installed-dev ## ruff, mypy (strict), and the order of the layers
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/mypy benchmarks tools
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/.installed-test ## measure, and print each measurement as JSON
	$(BIN)/python benchmarks/archive.py
	$(BIN)/python benchmarks/archive_kills.py
	$(BIN)/python benchmarks/bare_tables.py
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/figures.py
	$(BIN)/python benchmarks/injection.py
	$(BIN)/python benchmarks/library.py
	$(BIN)/python benchmarks/precision.py
	$(BIN)/python benchmarks/processes.py
	$(BIN)/python benchmarks/scaling.py
	$(BIN)/python benchmarks/throughput.py

floors: $(VENV)/.installed-test ## measure, and compare with the floors in benchmarks/floors.toml
	$(BIN)/python benchmarks/floors.py

browser: ## install Debian's Chromium and Pango, with which tests look at the HTML report and write PDFs
	@.ci/browser

docs: $(VENV)/.installed ## make anew what the documents take from the code, its data and its output
	$(BIN)/python tools/documents.py
	$(BIN)/python tools/console.py README.md docs/formats.md

constraints: $(VENV)/.installed-test $(VENV)/.installed-dev $(VENV)/.installed-cluster ## write constraints.txt anew from what .venv holds
	$(BIN)/python tools/pins.py > constraints.txt.new
	mv constraints.txt.new constraints.txt

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist demo-report.html .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# One stamp for each set of packages: nothing is installed again until pyproject.toml or constraints.txt changes.
$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit("factcheck needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; name another one: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Installing into $(VENV); the first time this takes some minutes."
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	$(PIP) hatchling editables
	$(PIP) --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q claims factcheck
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) --no-build-isolation --editable '.[test]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

$(VENV)/.installed-cluster: $(VENV)/.installed-test
	$(PIP) --no-build-isolation --editable '.[cluster]'
	@touch $@
