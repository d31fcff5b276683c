# `make demo` shows it, `make test` tests it; both begin on a fresh machine and install what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install demo run test check check-all pdfua bench minutes pictures lock system-packages system-packages-for-tests assets browser

export PIP_DISABLE_PIP_VERSION_CHECK := 1
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --require-hashes --no-input
# Homebrew's Pango, where macOS does not look by itself.
ifeq ($(shell uname),Darwin)
export DYLD_FALLBACK_LIBRARY_PATH := /opt/homebrew/lib:/usr/local/lib:$(DYLD_FALLBACK_LIBRARY_PATH)
endif

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

install: $(VENV)/dev.stamp assets ## a virtual environment in .venv, and the style sheets

demo: $(VENV)/run.stamp assets ## both boards, two packs and a server on http://localhost:8000
	@.ci/demo

run: $(VENV)/run.stamp assets ## the development server and its background worker, on the database there is
	$(BIN)/python manage.py migrate --verbosity 0
	@.ci/serve localhost:$(or $(PORT),8000)

test: $(VENV)/dev.stamp assets browser ## the tests, in a browser and on both databases
	@.ci/test

check: $(VENV)/dev.stamp assets ## lint, types, migrations, deployment, the house rules
	@.ci/check

check-all: check test ## everything above, and the long matrices
	.ci/test long
	.ci/pdfua/run

pdfua: $(VENV)/run.stamp ## packs held against PDF/UA-1 by veraPDF, where Java and Maven are there
	.ci/pdfua/run

bench: $(VENV)/run.stamp ## the benchmark, as a table
	$(BIN)/python manage.py bench
	$(BIN)/python manage.py bench_packs
	$(BIN)/python manage.py bench_imports

minutes: $(VENV)/dev.stamp ## how well the minutes reader reads its collection, kind by kind
	$(BIN)/python -m tests.minutes.measure

pictures: $(VENV)/dev.stamp assets browser ## the pictures of README and the guides, taken anew
	$(BIN)/python .ci/pictures.py

lock: $(VENV)/dev.stamp ## new lock files from pyproject.toml and package.json
	.ci/lock

# Not in .venv: the stamp of an environment made before a package was removed from the machine would say all is well.
system-packages:
	@.ci/system_packages

system-packages-for-tests:
	@.ci/system_packages tests

$(BIN)/python: | system-packages
	@python=$$(.ci/find_python) && echo "Making $(VENV) with $$python" && "$$python" -m venv --clear $(VENV)

$(VENV)/run.stamp: requirements.lock | system-packages $(BIN)/python
	$(PIP) -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements.lock requirements-dev.lock | system-packages $(BIN)/python
	$(PIP) -r requirements-dev.lock
	@touch $(VENV)/run.stamp $@

assets: | $(BIN)/python
	@$(BIN)/python .ci/govuk_frontend.py

browser: $(VENV)/dev.stamp | system-packages-for-tests
	@.ci/find_chromium >/dev/null || .ci/playwright_browser
