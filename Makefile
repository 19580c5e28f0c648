# Chancery's one-command loop. Needs make, pip and Python 3.11 or later; everything else goes into .venv.
#
#   make demo    set up, file the example dossier, print the brief, write the brief as HTML
#   make dossier set up, then the example dossier as one situation: over time, as known on a day, side against side
#   make test    set up, then ruff, mypy and pytest
#   make bench   set up, then print speed and memory
#   make clean   take away what the other targets made

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := out/demo

.PHONY: demo dossier test bench clean setup

demo: $(STAMP)
	@mkdir -p $(DEMO)
	@rm -f $(DEMO)/karabakh.sqlite*
	$(BIN)/chancery file examples/dossier examples/jsonl --record $(DEMO)/karabakh.sqlite
	$(BIN)/chancery brief --record $(DEMO)/karabakh.sqlite
	@$(BIN)/chancery brief --record $(DEMO)/karabakh.sqlite --format html --output $(DEMO)/brief.html
	@echo
	@echo "The same brief with map, timeline and the marked reports: $(CURDIR)/$(DEMO)/brief.html"

dossier: $(STAMP)
	@mkdir -p $(DEMO)
	@rm -f $(DEMO)/dossier.sqlite*
	$(BIN)/chancery file examples/dossier examples/jsonl --record $(DEMO)/dossier.sqlite
	$(BIN)/chancery situation --record $(DEMO)/dossier.sqlite
	$(BIN)/chancery situation --as-of 2020-10-05 --kind hostilities --record $(DEMO)/dossier.sqlite
	$(BIN)/chancery situation --as-of 2022-06-01 --known-on 2022-06-01 --record $(DEMO)/dossier.sqlite
	$(BIN)/chancery changes --since 2023-09-01 --until 2023-10-31 --record $(DEMO)/dossier.sqlite
	$(BIN)/chancery diff Armenia Azerbaijan --record $(DEMO)/dossier.sqlite
	$(BIN)/chancery claims --record $(DEMO)/dossier.sqlite

# pytest comes last, so that its closing line is the last line.
test: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(STAMP)
	$(BIN)/python -m bench.speed

setup: $(STAMP)

# Run again only when the requirements change.
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Chancery needs Python 3.11 or later: install it, or say where it is: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up in $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e ".[dev]"
	@touch $(STAMP)

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
