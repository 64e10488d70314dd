# Everything happens inside this folder: .venv, frontend/node_modules, frontend/dist, .data, .make.
# PYTHON=python3.13, PORT=8000, VITE_PORT=3000 and DATA_DIR=/some/folder may be set for any target.

SHELL := /bin/sh
PYTHON ?= python3
PY := .venv/bin/python
NPM := npm --prefix frontend
PAGE := $(shell find frontend/src frontend/public frontend/scripts 2>/dev/null) \
	$(wildcard frontend/*.html frontend/*.ts frontend/*.js frontend/*.mjs frontend/package-lock.json) infra/site.yml

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test test-sync test-mutants lint rehearse bench lighthouse pictures format setup page clean

help: ## Show this
	@echo "Doable. The two commands are: make run, and make test."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

run: setup page ## Serve Doable at http://127.0.0.1:5000 (PORT=8000 moves it), with its data in .data
	@$(PY) -m flask run

dev: setup ## The same, and the page with hot reload at http://127.0.0.1:5173
	@$(PY) -m local.dev

test: lint node_modules/.complete ## Check everything: linters, types, unit tests, page budgets, API and browser tests
	@$(NPM) run --silent test
	@$(MAKE) --no-print-directory page
	@$(PY) -m pytest -q -rs -m alone
	@$(PY) -m tests.suites

test-sync: setup ## Let many devices synchronize in 1,500 random ways (SYNC_EXAMPLES=9000 SYNC_SEED=7 changes that)
	@SYNC_EXAMPLES=$${SYNC_EXAMPLES:-1500} SYNC_SEED=$${SYNC_SEED:-$$(date +%s)} $(PY) -m pytest -q tests/sync

test-mutants: setup ## See that the tests of sync notice faults, each made in a copy
	@$(PY) -m tests.sync.mutants

lint: setup ## Only the linters and the type checkers
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy & python=$$!; \
	$(NPM) run --silent lint && $(NPM) run --silent format:check && $(NPM) run --silent typecheck; \
	page=$$?; wait $$python && exit $$page

rehearse: setup page node_modules/.complete ## Deploy to an AWS that is emulated on this machine, use it, and remove it
	@$(PY) -m pytest -v --no-header tests/deploy/rehearsal
	@sed -n '/^## What only AWS can prove/,/^## [^W]/{/^## [^W]/!p;}' docs/operations.md

bench: setup ## Measure what the wrap costs, side by side with other ways
	@$(PY) -m benchmarks

lighthouse: setup page .make/lighthouse/.complete ## Let Lighthouse judge the built page
	@$(PY) -m tests.e2e.lighthouse .make/lighthouse/node_modules/.bin/lighthouse

pictures: setup page ## Take the pictures of the README and of the manifest anew
	@$(PY) -m tests.e2e.pictures

format: setup ## Format the code
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .
	@$(NPM) run --silent format

setup: .venv/.complete frontend/node_modules/.complete ## Install what it takes, into this folder

page: .make/page ## Build the page, where it changed

clean: ## Remove all that was installed and built; your data stays
	rm -rf .venv .make .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf node_modules .serverless frontend/node_modules frontend/dist

# A stamp is as old as the last success, so what failed half-way is done again.
.venv/.complete: requirements.txt requirements-dev.txt local/setup.sh
	@PYTHON="$(PYTHON)" sh local/setup.sh python
	@touch $@

frontend/node_modules/.complete: frontend/package-lock.json frontend/package.json local/setup.sh
	@sh local/setup.sh node frontend
	@touch $@

# What `npx serverless` needs.
node_modules/.complete: package-lock.json package.json local/setup.sh
	@sh local/setup.sh node .
	@touch $@

.make/page: $(PAGE) frontend/node_modules/.complete $(if $(wildcard frontend/dist/index.html),,build)
	@sh local/setup.sh check
	@echo "Building the page ..."
	@mkdir -p $(@D)
	@$(NPM) run --silent build >$(@D)/build.log 2>&1 || { cat $(@D)/build.log; exit 1; }
	@tail -n 3 $(@D)/build.log
	@touch $@

# Apart: what Lighthouse depends on would not let `npm ci` know what it gets.
.make/lighthouse/.complete:
	@mkdir -p $(@D)
	@npm --prefix $(@D) install --no-save --no-package-lock --silent lighthouse@12.8.2
	@touch $@

# Never made, so it is newer than anything that depends on it.
.PHONY: build
build:
