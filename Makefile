# Everything for a newcomer: `make demo` and `make test`. Only python3 and make must be installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Markdown, code and data whose English is checked.
PROSE := README.md CONTRIBUTING.md CHANGELOG.md RELEASING.md docs src tests tools benchmarks ontology shapes queries data/README.md data/sources/README.md

EDITOR_BUNDLE := src/disgraph/server/static/vendor/editor.js

.PHONY: demo test slow thorough check static lint words docs docs-check site editor pictures browser lowest bench lock clean

demo: $(VENV)/.demo
	@if command -v npm >/dev/null 2>&1; then $(MAKE) -s editor >/dev/null 2>&1 || true; fi
	@$(BIN)/disgraph build
	@$(BIN)/disgraph path "Liu Weiping" "Tang Xiaopeng"
	@echo 'The command is $(BIN)/disgraph. To type only "disgraph", run: . $(BIN)/activate'
	@echo 'To see the graph in a browser: $(BIN)/disgraph serve'

# Options of pytest: make test TEST_OPTIONS="--test-seconds=5"
test: static words
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not slow" --dist worksteal $(TEST_OPTIONS)

# The tests that take long: the whole graph through every reader, other reasoners.
slow: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 -m "slow and not thorough and not browser" --dist worksteal $(TEST_OPTIONS)

# The tests that take longest: ten times the graph, every change and spelling, and all random cases, of which the others try a quarter.
thorough: $(VENV)/.dev
	DISGRAPH_THOROUGH=1 $(BIN)/python -m pytest -q -n 2 -m "(thorough or hypothesis) and not browser" --dist worksteal $(TEST_OPTIONS)

# While you work: the tests of what changed against main.
check: static
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not slow" --dist worksteal $$($(BIN)/python tests/changed.py)

static: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Formats and fixes what can be fixed, then checks types, spelling and words.
lint: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy
	$(MAKE) words

words: $(VENV)/.dev
	$(BIN)/codespell $(PROSE)
	$(BIN)/python -m tools.plain_words

# Writes everything in the docs that is generated: read the difference before you commit it.
docs: $(VENV)/.dev
	$(BIN)/python -m tools.make_docs

docs-check: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/docs tests/ontology/test_page.py tests/queries/test_guide.py tests/questions

site: $(VENV)/.docs
	$(BIN)/python -m sphinx -b html -W --keep-going -q docs build/site
	$(BIN)/python -m tools.check_site build/site
	@echo "Open build/site/index.html"

# The SPARQL editor of the server, bundled from the packages that the lock file names: needs npm. Without it, the page has a text field.
editor: $(EDITOR_BUNDLE)

$(EDITOR_BUNDLE): tools/editor/package-lock.json tools/editor/package.json tools/editor/editor.mjs
	npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tools/editor
	npm run --silent --prefix tools/editor build

# The page in Chromium, checked by axe-core: needs chromium, node and npm.
browser: $(VENV)/.dev editor
	npm ci --silent --no-audit --no-fund --prefix tests/export/npm
	$(BIN)/python -m pytest -q -m browser $(TEST_OPTIONS) tests/browser

# Generated hostile inputs of twelve kinds, as many of each as SIZE says: make fuzz SEED=7 SIZE=5000
fuzz: $(VENV)/.dev
	$(BIN)/python -m tools.fuzz --seed $(or $(SEED),1) --size $(or $(SIZE),500)

# Kills each verb that writes before each of its changes of files and at random times: make kills SEED=7 SIZE=200
kills: $(VENV)/.dev
	$(BIN)/python -m tools.kills --seed $(or $(SEED),1) --size $(or $(SIZE),50)

# A part of the tests with the oldest versions that pyproject.toml allows.
lowest: $(VENV)-lowest/.installed
	$(VENV)-lowest/bin/python -m pytest -q -n 2 -m "not slow" $(LOWEST)

LOWEST := tests/api tests/claims tests/cli tests/corpus tests/intake tests/ontology tests/queries tests/shapes

# The screenshots of the README: needs Chromium.
pictures: $(VENV)/.dev editor
	$(BIN)/python -m tools.screenshots

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py

lock: $(VENV)/.dev $(VENV)/.docs
	$(BIN)/python -m pip freeze --exclude-editable > requirements.lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[fast,semantic]"
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[dev]"
	@touch $@

$(VENV)/.docs: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[docs]"
	@touch $@

$(VENV)-lowest/.installed: pyproject.toml requirements-lowest.txt
	$(PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install --quiet --disable-pip-version-check -c requirements-lowest.txt -e ".[fast,pandas,polars]" edtf hypothesis jsonschema markdown-it-py pytest pytest-xdist
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-lowest build dist
