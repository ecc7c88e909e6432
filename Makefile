# Two commands do all set-up: `make start` and `make test`.
SHELL := /bin/sh
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= python3.11
BIN := .venv/bin
UV := .uv/bin/uv
UV_INSTALL := $(UV) pip install --python $(BIN)/python -c constraints.txt \
	--build-constraints constraints.txt
# What an install depends on: nothing is done when none of these changed.
PINS := constraints.txt setup.py pyproject.toml sandbox/setup.py sandbox/pyproject.toml
# So many processes share the tests, one more than cores: browsers wait now and then.
# 1: pytest as it is by itself.
WORKERS ?= 3
# Libraries that letters (PDF) need, and the Debian packages that have them.
PANGO := libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0
PANGO_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

export PORT SANDBOX_PORT
export UV_NO_PROGRESS := 1
export UV_PYTHON_DOWNLOADS := never

.PHONY: help
help: ## Show the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) \
		| sed -E 's/^([a-z0-9-]+):.*## ?/\1\t/' | sort | expand -t 18

.PHONY: start
start: pango install ## Run the whole e-loket on this machine (PORT, SANDBOX_PORT)
	@$(BIN)/eloket-start

.PHONY: start-cluster
start-cluster: pango install-test ## Run it as in production: PostgreSQL, two Zopes, nginx
	@sh tools/debian-packages.sh cluster
	@$(BIN)/python -m eloket_sandbox.cluster

.PHONY: clean-data
clean-data: ## Drop the data of `make start` and `make start-cluster`
	@PYTHONPATH=sandbox/src $(PYTHON) -m eloket_sandbox.start.clean

.PHONY: install
install: .venv/.installed-start ## Install what `make start` needs

.PHONY: install-test
install-test: .venv/.installed-test ## Install what the tests need as well

.PHONY: install-lint
install-lint: .venv/.installed-lint ## Install the tools as well

.PHONY: test
test: pango install-test lint ## Run all tests, the browser's too (WORKERS)
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m pytest -p tests.coverage_bar $(or $(ARGS),$(if $(filter-out 1,$(WORKERS)),-n $(WORKERS)))

.PHONY: coverage
coverage: install-test ## Tell which branches the tests of a room miss: ARGS=vault
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m pytest -p tests.coverage_bar -q $(addprefix tests/,$(ARGS)) \
		--bars "$$(echo $(ARGS) | tr ' ' ',')"

.PHONY: examples
examples: install-test ## Write tests/http-examples anew, from what our calls answer
	@$(BIN)/python -m pytest -q --record $(ARGS)

.PHONY: screenshots
screenshots: install-test ## Let browser journeys write pictures of the pages to var/screenshots
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m pytest -q $(addprefix tests/browser/test_,main_job.py clerks.py \
		editor.py panels.py) $(ARGS)
	@ls var/screenshots

.PHONY: manual
manual: pango install-test ## Write the manual with pictures that journeys take, to var/manual
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m pytest -q $$($(BIN)/python -m tests.manual journeys) $(ARGS)
	@$(BIN)/python -m tests.manual

.PHONY: test-cluster
test-cluster: pango install-test ## Sign in, submit and lose nodes on a real cluster; 3 min
	@sh tools/debian-packages.sh cluster
	@$(BIN)/python -m pytest -q tests/cluster/long_run.py $(ARGS)

KILLS ?= 200
.PHONY: test-kill
test-kill: install-test ## Kill the worker at each step KILLS times; nothing is lost
	@KILLS=$(KILLS) $(BIN)/python -m pytest -q tests/outbox/test_worker.py $(ARGS)

.PHONY: mutants
mutants: install-test ## Take security checks out one by one; tests must notice
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m tests.mutants $(ARGS)

.PHONY: axe
axe: install-test ## Is a document's form accessible? URL=<document>, ELOKET_EDITOR
	@sh tools/debian-packages.sh test
	@$(BIN)/eloket-axe "$(URL)"

.PHONY: lint
lint: install-lint install-test ## Check style, layers, types and texts
	@$(BIN)/ruff check src sandbox tests tools
	@$(BIN)/ruff format --check src sandbox tests tools
	@$(BIN)/lint-imports --no-cache >.venv/lint-imports.log \
		|| { cat .venv/lint-imports.log; exit 1; }
	@MYPYPATH=src $(BIN)/mypy -p collective.eloket.identity
	@$(BIN)/interrogate -q src/collective sandbox/src
	@$(BIN)/zpretty --check $$(git ls-files 'src/*.zcml' 'profiles/*.xml')
	@$(BIN)/python tools/texts.py check
	@$(BIN)/python tools/exceptions.py
	@$(BIN)/python -m tests.mutants --check

.PHONY: format
format: install-lint ## Put code and ZCML into our form
	@$(BIN)/ruff check --select I --fix src sandbox tests tools
	@$(BIN)/ruff format src sandbox tests tools
	@$(BIN)/zpretty -i $$(git ls-files 'src/*.zcml' 'profiles/*.xml')

.PHONY: bench
bench: pango install-test ## Measure beside stock Plone; fails when a bar is broken
	@sh tools/debian-packages.sh test
	@$(BIN)/python -m tests.bench $(ARGS)

.PHONY: bench-full
bench-full: pango install-test ## The same among a million (ARGS="--cases 100000"); long
	@$(BIN)/python -m tests.bench.full $(ARGS)

MATERIAL ?= ../shared/material
.PHONY: specimens
specimens: install-test ## Check the published specimen cards (MATERIAL=folder)
	@test -d "$(MATERIAL)" || { echo "no specimens at $(MATERIAL)"; exit 1; }
	@MATERIAL=$(abspath $(MATERIAL)) $(BIN)/python -m pytest -q -p no:warnings \
		tests/identity/eid/test_specimens.py

.PHONY: flips
flips: install-test ## Change every bit of every signed file, of own and published cards
	@MATERIAL=$(abspath $(MATERIAL)) FLIPS=1 $(BIN)/python -m pytest -q -p no:warnings \
		tests/identity/eid -k changed_bit

.PHONY: fuzz
fuzz: install-test ## Feed a million changed files to the card parsers
	@MATERIAL=$(abspath $(MATERIAL)) $(BIN)/python -W ignore -m tests.fuzz.cards $(ARGS)

.PHONY: buildout
buildout: pango .venv/.installed-buildout ## Build the same with zc.buildout
	@$(BIN)/python tools/buildout_admin.py
	@# buildout keeps the password of admin in .installed.cfg
	@umask 077 && $(BIN)/buildout -N
	@umask 077 && bin/zopepy tools/buildout_site.py

.PHONY: package
package: install-lint ## Build sdist and wheel
	@$(BIN)/check-manifest --no-build-isolation
	@$(BIN)/pyroma -n 10 .
	@rm -rf build dist
	@$(BIN)/python -m build --no-isolation

.PHONY: i18n
i18n: install-lint ## Bring the texts of the source into locales/
	@$(BIN)/python tools/texts.py sync

.PHONY: changes
changes: install-lint ## Show what the next release says
	@$(BIN)/towncrier build --draft --version "$$($(BIN)/python setup.py --version)"

# Root installs the libraries; anybody else gets the one line to run.
.PHONY: pango
pango:
	@known=$$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p); missing=; \
	for library in $(PANGO); do \
		case "$$known" in *$$library*) ;; *) missing=$$library ;; esac; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(PANGO_PACKAGES) >/dev/null; \
	else \
		echo "Letters need $$missing. Run this, then try again:"; \
		echo "  sudo apt-get install -y $(PANGO_PACKAGES)"; exit 1; \
	fi

$(UV): constraints.txt
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt uv
	@touch $(UV)

$(BIN)/python:
	@$(PYTHON) -m venv .venv

.venv/.installed-start: $(PINS) requirements/start.txt $(UV) | $(BIN)/python
	@echo "Installing (the first time takes a minute) ..."
	@$(UV_INSTALL) -q -r requirements/start.txt -e . -e sandbox
	@touch $@

.venv/.installed-test: .venv/.installed-start requirements/test.txt
	@$(UV_INSTALL) -q -r requirements/test.txt
	@touch $@

.venv/.installed-lint: .venv/.installed-start requirements/lint.txt
	@$(UV_INSTALL) -q -r requirements/lint.txt
	@touch $@

.venv/.installed-buildout: .venv/.installed-test requirements/buildout.txt
	@$(UV_INSTALL) -q -r requirements/buildout.txt
	@touch $@
