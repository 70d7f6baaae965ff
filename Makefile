# The commands of this repository. `make` alone explains them; README.md gives the same for a machine without make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Settings of the caller's own pip or Python that would send packages elsewhere.
unexport PIP_USER PIP_TARGET PIP_PREFIX PYTHONPATH PYTHONHOME

# Stamps: a file that says "this is installed", newer than the lock it was installed from.
SITE_READY := $(VENV)/ready-for-site
TEST_READY := $(VENV)/ready-for-tests
NODE_READY := node_modules/ready-for-tests

# A virtual environment does not survive its folder being moved or renamed: its programs name the place they were made for.
MOVED := $(shell test -e $(BIN)/activate && ! grep -qF "$(CURDIR)/$(VENV)" $(BIN)/activate && echo moved)
ifeq ($(MOVED),moved)
.PHONY: $(SITE_READY)
endif

.DEFAULT_GOAL := help
.PHONY: help site serve check test format bench lighthouse clean

help:
	@echo 'What you can say here:'
	@echo
	@echo '  make site    build the site with its handbook and handouts into site/ (the first time, install what that needs into .venv/)'
	@echo '  make serve   show the site at a local address and again after each change of a lesson; without PDFs'
	@echo '  make check   read content/ and tell every mistake, with its line and a remedy; builds nothing'
	@echo
	@echo '  make test    install what the tests need and run all of them'
	@echo '  make format  lay out the Python code as make test wants it'
	@echo '  make bench   measure how long the site and the handbook take to build, and how much memory'
	@echo '  make lighthouse  have Lighthouse judge two pages of the site as a phone gets them'
	@echo '  make clean   remove what was built and installed here; content/ stays as it is'
	@echo
	@echo 'You need Python 3.11 or newer and make. Another Python: make site PYTHON=/path/to/python3'

site: $(SITE_READY)
	@$(BIN)/tableside build site --to site

serve: $(SITE_READY)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

check: $(SITE_READY)
	@$(BIN)/tableside check

test: $(TEST_READY) $(NODE_READY)
	@sh tests/tools.sh
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/all.sh

format: $(TEST_READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(SITE_READY)
	@$(BIN)/python tests/bench.py

lighthouse: $(TEST_READY) $(NODE_READY)
	@sh tests/tools.sh
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/lighthouse.py

clean:
	@rm -rf site .site-next .cache build node_modules $(VENV) hooks/*.egg-info
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'Removed what was built and installed here.'

$(SITE_READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Tableside needs Python 3.11 or newer; "$(PYTHON)" is not that.'; \
	  echo 'Install it from python.org or with your system, or name another one: make site PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@echo 'Installing what the site needs into $(VENV)/ (once, about a minute) …'
	@$(PYTHON) -m venv $(if $(MOVED),--clear) $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(TEST_READY): requirements-test.lock $(SITE_READY)
	@echo 'Installing what the tests need into $(VENV)/ …'
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

# Node comes from the test lock as a wheel; the packages it runs judge the site and are never part of it.
$(NODE_READY): package.json package-lock.json $(TEST_READY)
	@echo 'Installing the judges that run on Node into node_modules/ …'
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --silent
	@touch $@
