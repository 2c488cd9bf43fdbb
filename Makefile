# `make demo` builds the project in this folder; `make test` runs every test. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test long lint bench pictures clean

demo: $(VENV)/installed
	$(BIN)/toolkit build
	@echo
	@echo "Look at:"
	@ls -1 output/*.review.docx output/*.review.html | sed 's/^/  /'

test: $(VENV)/installed-tests
	.ci/install-test-tools
	$(BIN)/python -m pytest $(PYTEST_ARGS)

long: $(VENV)/installed-tests
	TOOLKIT_FAULTS=many $(BIN)/python -m pytest tests/faults tests/hostile/test_expressions.py $(PYTEST_ARGS)
	FUZZ_SECONDS=$${FUZZ_SECONDS:-360} $(BIN)/python -m pytest tests/hostile/test_fuzz.py $(PYTEST_ARGS)

lint: $(VENV)/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed-tests
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/segmentation.py
	$(BIN)/python benchmarks/every_check.py
	$(BIN)/python benchmarks/checks.py
	$(BIN)/python benchmarks/tmx.py
	$(BIN)/python benchmarks/align.py
	$(BIN)/python benchmarks/memory.py
	$(BIN)/python benchmarks/docx_source.py
	$(BIN)/python benchmarks/glossary.py
	$(BIN)/python benchmarks/many.py
	$(BIN)/python benchmarks/rebuild.py

pictures: demo $(VENV)/installed-tests
	$(BIN)/python docs/pictures.py
	rm -rf build/round
	$(BIN)/python docs/round.py build/round --pictures docs/images

$(VENV)/installed: setup.cfg pyproject.toml constraints.txt
	.ci/make-venv "$(PYTHON)" "$(VENV)"
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e .
	@touch $@

$(VENV)/installed-tests: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e '.[test,lint]'
	@touch $@

clean:
	rm -rf $(VENV) .tools .toolkit build dist *.egg-info
