.DEFAULT_GOAL := help
.PHONY: help run dev setup test check front format lock upgrade api pictures bench clean
PYTHON ?= python3
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What is imported is compiled when it is, and once: most of what is installed never is.
export PYTHONDONTWRITEBYTECODE :=
INSTALL := python -m pip install --quiet --no-compile --require-hashes
STAMPS := .venv/stamps
BENCHMARKS := $(filter-out __init__,$(basename $(notdir $(wildcard benchmarks/*.py))))
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

run: $(STAMPS)/installed ## install what is missing, build the front end, serve on port 3000
	@python scripts/hatch_build.py
	@exec madang serve

dev: setup ## serve, and build and load again what changes
	@watchfiles "python scripts/hatch_build.py" frontend & trap "kill $$!" EXIT INT TERM; \
	watchfiles "madang serve" madang

setup: $(STAMPS)/dev $(STAMPS)/installed $(STAMPS)/e2e ## everything that the tests and the tools need
	@python scripts/hatch_build.py

# The virtual environment holds the locked dependencies and this checkout.
$(STAMPS):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer, please: make PYTHON=…")'
	@$(PYTHON) -m venv .venv
	@mkdir -p $@

$(STAMPS)/run: requirements/run.txt requirements/build.txt requirements/node.txt | $(STAMPS)
	@echo "Installing the dependencies…"
	@$(INSTALL) -r requirements/run.txt -r requirements/build.txt
	@PYTHONPATH=scripts python -c 'import hatch_build, sys; sys.exit(not hatch_build.has_node())' \
		|| $(INSTALL) -r requirements/node.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@echo "Installing the tools and the servers for the tests…"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

$(STAMPS)/installed: pyproject.toml scripts/hatch_build.py $(STAMPS)/run
	@echo "Building the front end…"
	@python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/e2e: tests/e2e/package-lock.json $(STAMPS)/run
	@npm --prefix tests/e2e ci --silent
	@touch $@

check: setup ## look at the code without running it
	ruff format --check .
	ruff check .
	mypy
	lint-imports

front: setup ## the front end's types and tests
	npm --prefix frontend test

test: ## everything: the code's form and types, the front end, all tests in both databases and a browser
	@$(MAKE) --no-print-directory -j2 $(STAMPS)/dev $(STAMPS)/e2e
	@$(MAKE) --no-print-directory -j2 check front
	pytest --numprocesses 2 --dist worksteal
	@echo "make test: everything passed"

api: setup ## write what is made from the code again: OpenAPI, the front end's types of it, docs/settings.md
	@python -m scripts.settings_docs
	@python -m scripts.openapi
	@npm --prefix frontend run api

pictures: setup ## take the pictures of the README again
	@python -m scripts.pictures

bench: setup $(STAMPS)/bench ## measure what the README says, beside plain references
	@for name in $(BENCHMARKS); do python -m benchmarks.$$name || exit 1; done

$(STAMPS)/bench: benchmarks/requirements.txt $(STAMPS)/dev
	@$(INSTALL) -r $<
	@touch $@

format: $(STAMPS)/dev ## put the code into its form
	@ruff check --fix .
	@ruff format .

lock: $(STAMPS)/dev ## lock the dependencies again, keeping the versions that fit
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements/run.txt
	$(LOCK) $(UPGRADE) --group build -c requirements/run.txt -o requirements/build.txt
	$(LOCK) $(UPGRADE) --group node -o requirements/node.txt
	$(LOCK) $(UPGRADE) pyproject.toml --group dev -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt
	$(LOCK) $(UPGRADE) benchmarks/requirements.in -o benchmarks/requirements.txt

upgrade: ## lock the newest versions
	@$(MAKE) lock UPGRADE=--upgrade

clean: ## remove what was made, data/ excepted
	rm -rf .venv .*_cache .hypothesis dist test-results madang/static frontend/node_modules tests/e2e/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
