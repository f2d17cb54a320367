# `make demo` and `make test` are all a newcomer needs: each installs what is missing first, and is quick when
# nothing is. See CONTRIBUTING.md.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

venv := .venv
bin := $(venv)/bin
install := $(bin)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input

compile_any := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(upgrade)
compile := $(compile_any) pyproject.toml \
	--extra api --extra approval --extra objects --extra oidc --extra parquet --extra printing --extra url --group build

.PHONY: help demo serve test lint bench lock openapi clean system-run system-test

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(venv)/runtime.stamp $(venv)/web.stamp ## Render the starter library and a bank statement in every channel, into out/demo
	@$(bin)/ccm demo --out out/demo

serve: $(venv)/runtime.stamp $(venv)/web.stamp ## Serve the demo with its web application, on http://127.0.0.1:8000
	@test -f out/demo/governance/demo.json || $(MAKE) --no-print-directory demo
	@CCM_HOME=out/demo/governance $(bin)/ccm serve --with-worker

test: lint ## Lint, check types and the import contract, run the tests
	@$(bin)/python -m pytest -n 2 --dist loadgroup

lint: system-test $(venv)/dev.stamp $(venv)/peers.stamp $(venv)/web.stamp ## Check style, types and the import contract
	@scripts/npm run --silent check
	@$(bin)/ruff format --check .
	@$(bin)/ruff check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

bench: $(venv)/bench.stamp ## Measure speed beside other ways of doing the same page
	@$(bin)/python -m benchmarks

lock: $(venv)/dev.stamp ## Write requirements/*.lock anew from pyproject.toml; upgrade=--upgrade takes newer releases
	@$(compile) --output-file requirements/runtime.lock
	@$(compile) --extra cluster --extra telemetry --group dev --constraint requirements/runtime.lock --output-file requirements/dev.lock
	@$(compile_any) --group peers --output-file requirements/peers.lock
	@$(compile) --group bench --constraint requirements/runtime.lock --output-file requirements/bench.lock

openapi: $(venv)/runtime.stamp ## Write web/openapi.json anew from the routes of the API
	@$(bin)/python -m ccm.api.described > web/openapi.json

clean: ## Remove what was made, the virtual environment too
	rm -rf $(venv) web/node_modules ccm/web out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

system-run:
	@scripts/system-packages run

system-test:
	@scripts/system-packages test

# pip comes last when a virtual environment is made, so where it is the environment is whole.
$(bin)/pip: | system-run
	@echo 'Making $(venv)'
	@"$$(scripts/find-python)" -m venv --clear $(venv)

$(venv)/runtime.stamp: requirements/runtime.lock pyproject.toml | $(bin)/pip system-run
	@echo 'Installing what ccm needs into $(venv)'
	@$(install) --require-hashes --requirement requirements/runtime.lock
	@CCM_WEB=skip $(install) --no-deps --no-build-isolation --editable .
	@touch $@

$(venv)/web.stamp: $(shell find web -type f -not -path 'web/node_modules/*' -not -name schema.ts) hatch_build.py | $(venv)/runtime.stamp
	@echo 'Building the web application into ccm/web'
	@$(bin)/python hatch_build.py
	@touch $@

$(venv)/dev.stamp: requirements/dev.lock $(venv)/runtime.stamp | system-test
	@echo 'Installing what the tests need into $(venv)'
	@$(install) --require-hashes --requirement requirements/dev.lock
	@touch $@

# Real peers run as processes of their own, and what they depend on is none of the product's business.
$(venv)/peers.stamp: requirements/peers.lock $(venv)/dev.stamp
	@echo 'Installing the peers that the tests talk to into $(venv)/peers'
	@"$$(scripts/find-python)" -m venv --clear $(venv)/peers
	@$(venv)/peers/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input \
		--require-hashes --requirement requirements/peers.lock
	@touch $@

$(venv)/bench.stamp: requirements/bench.lock $(venv)/runtime.stamp
	@echo 'Installing what the benchmarks compare with into $(venv)'
	@$(install) --require-hashes --requirement requirements/bench.lock
	@touch $@
