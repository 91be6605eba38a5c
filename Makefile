# Everything on a fresh machine: `make demo` shows it at work, `make test` runs every gate.
# Needs Python 3.11 or later with its venv module, and the package index; nothing else, no root.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz peers benchmark store-benchmark reader clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

demo: $(VENV)/.installed  ## install, and plan the answer to a real audit memo
	@$(BIN)/auditflow demo

test: $(VENV)/.tested  ## install what the tests need, and run every gate
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

fuzz: $(VENV)/.tested  ## read 100,000 texts and files that nobody wrote, and time hostile ones
	@$(BIN)/python -m tests.fuzz --inputs 100000
	@$(BIN)/python -m tests.fuzz.linear

peers: $(VENV)/.peers  ## install the peers too, and show that all days agree
	@AUDITFLOW_PEERS=1 $(BIN)/python -m pytest tests/peers

benchmark: $(VENV)/.peers  ## measure beside the peers; writes docs/explanation/benchmarks.md
	@$(BIN)/python -m benchmarks

store-benchmark: $(VENV)/.tested  ## fill a store with a million cases; writes docs/explanation/store-benchmarks.md
	@$(BIN)/python -m benchmarks.store --output docs/explanation/store-benchmarks.md

reader: $(VENV)/.tested  ## read 2,000 made letters; writes docs/explanation/reader.md
	@$(BIN)/python -m tests.reading.letters --write docs/explanation/reader.md

clean:  ## remove the virtual environment
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("auditflow needs Python 3.11 or later; set PYTHON=... to one") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "Installing auditflow into $(VENV) ..."
	@$(PIP) --editable '.[all]'
	@touch $@

# Dependency groups need pip 25.1; the pip of a fresh Python 3.11 is older.
$(VENV)/.tested: $(VENV)/bin/python pyproject.toml
	@echo "Installing auditflow and its gates into $(VENV) ..."
	@$(PIP) --upgrade 'pip>=25.1'
	@$(PIP) --editable '.[all]' --group dev
	@touch $@ $(VENV)/.installed

$(VENV)/.peers: $(VENV)/bin/python pyproject.toml
	@echo "Installing auditflow and its peers into $(VENV) ..."
	@$(PIP) --upgrade 'pip>=25.1'
	@$(PIP) --editable '.[all]' --group peers
	@touch $@ $(VENV)/.installed
