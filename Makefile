# collective.eloket: `make start` runs it, `make test` tests all of it, `make help` lists the rest.
PYTHON ?= python3.11
BIN := .venv/bin
UV_VERSION := $(shell sed -n 's/^uv==//p' constraints.txt)
UV := .uv/bin/uv
PIP := $(UV) pip install --quiet --python $(BIN)/python -c constraints.txt
export PYTHONWARNINGS := ignore:pkg_resources is deprecated:UserWarning

.DEFAULT_GOAL := help
.PHONY: help start install clean-data test lint format bench bench-full buildout package i18n changes

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(UV): constraints.txt
	@$(PYTHON) -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(BIN)/python:
	@$(PYTHON) -m venv .venv

.venv/.start: $(UV) constraints.txt requirements/start.txt setup.py sandbox/setup.py | $(BIN)/python
	@$(PIP) -r requirements/start.txt -e . -e sandbox
	@touch $@

.venv/.test: .venv/.start requirements/test.txt requirements/lint.txt
	@$(PIP) -r requirements/test.txt -r requirements/lint.txt -e .[test] -e sandbox
	@touch $@

install: .venv/.start ## Make the environment in .venv

start: .venv/.start ## Run the example municipality; Ctrl-C stops it
	@sh tools/debian-packages.sh start
	@$(BIN)/python -m eloket_sandbox.start $(ARGS)

clean-data: ## Drop the data of `make start`
	@$(BIN)/python -m eloket_sandbox.start.clean

test: .venv/.test lint ## Test everything, the browser's journeys too
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m pytest $(ARGS)

lint: .venv/.test ## Check form, layers, types, texts
	@$(BIN)/ruff check src sandbox tests tools
	@$(BIN)/ruff format --check src sandbox tests tools
	@$(BIN)/lint-imports --no-cache > .venv/lint-imports.log || (cat .venv/lint-imports.log; exit 1)
	@MYPYPATH=src $(BIN)/mypy -p collective.eloket.identity
	@$(BIN)/interrogate --quiet src/collective sandbox/src
	@$(BIN)/zpretty --check $$(git ls-files 'src/*.zcml' 'profiles/*.xml')
	@$(BIN)/python tools/texts.py check
	@$(BIN)/python tools/exceptions.py

format: .venv/.test ## Bring code and XML into form
	@$(BIN)/ruff check --fix-only --quiet src sandbox tests tools
	@$(BIN)/ruff format src sandbox tests tools
	@$(BIN)/zpretty -i $$(git ls-files 'src/*.zcml' 'profiles/*.xml')

bench: .venv/.test ## Measure beside the stock peer; fails when a bar is broken
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m tests.bench $(ARGS)

buildout: .venv/.test ## The same by zc.buildout: then bin/instance fg
	@sh tools/debian-packages.sh start
	@$(PIP) zc.buildout pip setuptools wheel
	@$(BIN)/python tools/buildout_admin.py
	@$(BIN)/buildout -N
	@bin/instance run tools/buildout_site.py

package: .venv/.test ## Build sdist and wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist .
	@$(BIN)/pyroma -n 9 .

i18n: .venv/.test ## Bring the texts of the source into locales/
	@$(BIN)/python tools/texts.py sync

changes: .venv/.test ## What the next release says
	@$(BIN)/towncrier build --draft --version next
