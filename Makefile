# `make help` lists what can be done. demo and test do all the set-up themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: help demo test check check-slow browser format lint types imports golden quality quality-all bench clean lock

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python: requirements/bootstrap.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

$(VENV)/run.done: $(BIN)/python requirements/run.txt pyproject.toml src/dragoman/data/models.toml
	sh requirements/install.sh $(BIN) requirements/run.txt
	$(BIN)/dragoman models fetch
	@touch $@

$(VENV)/dev.done: $(VENV)/run.done requirements/dev.txt
	sh requirements/install.sh $(BIN) requirements/dev.txt
	@touch $@

demo: $(VENV)/run.done  ## set up and read the sample articles into demo/dossier.html
	@mkdir -p demo
	$(BIN)/dragoman report samples --pack samples -o demo/dossier.html

test: $(VENV)/dev.done  ## set up and run the tests
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser"

format: $(VENV)/dev.done  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/dev.done  ## format, lint and spelling, without changing anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell

types: $(VENV)/dev.done  ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/dev.done  ## who may import whom
	$(BIN)/lint-imports

check: lint types imports check-slow browser  ## all checks: format, lint, types, imports, docs, all tests

check-slow: $(VENV)/dev.done  ## the slow tests
	$(BIN)/python -m pytest -m "slow and not browser"

$(VENV)/browser.done: $(VENV)/dev.done requirements/browser.txt
	sh requirements/install.sh $(BIN) requirements/browser.txt
	@touch $@

browser: $(VENV)/browser.done  ## the pages in a real browser (Debian's chromium; skipped without one)
	$(BIN)/python -m pytest -m browser -rs

golden: $(VENV)/dev.done  ## show how the golden files changed; ACCEPT=1 accepts
	$(BIN)/python tests/golden/compare.py $(if $(ACCEPT),--accept)

quality: $(VENV)/dev.done  ## score against the annotated texts (DRAGOMAN_SHARED) and hold the floors
	$(BIN)/python quality/floors.py
	$(BIN)/python quality/enb.py

SHARED = $${DRAGOMAN_SHARED:-../shared}
quality-all: quality  ## every measure there is, PolNeAR, PLOVER, MEND and times among them (half an hour)
	$(BIN)/python quality/polnear.py $(SHARED)/data/polnear --split dev
	$(BIN)/python -m quality.plover
	$(BIN)/python quality/timenorm.py
	$(BIN)/python quality/mend.py --set both

bench: $(VENV)/dev.done  ## speed and memory, as ratios within one run; starts as they are once modules are compiled
	$(BIN)/python bench/speed.py
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python bench/pages.py

lock: $(VENV)/dev.done  ## pin and hash the requirements anew
	cd requirements && for f in bootstrap run dev browser; do \
	  ../$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet $$f.in -o $$f.txt; done

clean:  ## remove the environment and what was made
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
