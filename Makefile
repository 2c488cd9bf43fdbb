# `make demo` builds the project in this folder; `make test` runs every test. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The toolkit is started hundreds of times by its tests: what Python has compiled it keeps.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo editions test long fuzz lint bench frames pictures coverage mutants dist site clean

demo: $(VENV)/installed
	$(BIN)/toolkit build
	@echo
	@echo "Look at:"
	@ls -1 output/*.review.docx output/*.review.html | sed 's/^/  /'

# Every edition of the sample in every format. Not all of it is reviewed, so its pages say that they are drafts.
editions: $(VENV)/installed-tests
	$(BIN)/toolkit publish --edition all --format all --draft

# Files go to the processes whole and in the order of collection, in which the slow ones are first.
IN_PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder

# A library that shared its sums out would only be in the way of the other process.
test coverage: export OPENBLAS_NUM_THREADS := 1

test: $(VENV)/installed-tests
	.ci/install-test-tools
	$(BIN)/python -m pytest $(IN_PARALLEL) $(PYTEST_ARGS)

# What takes too long for every change; where there is no atheris, the fuzzing in it is by chance. What was found is in
# build/long/summary.md. For instance: make long PARTS='kills fuzzing' FUZZ_SECONDS=20
long: $(VENV)/installed-tests
	@$(MAKE) $(VENV)/installed-fuzz || echo "atheris cannot be installed here"
	$(BIN)/python tests/long.py $(PARTS)

# For instance: make fuzz READERS='docx html' FUZZ_SECONDS=600
fuzz: $(VENV)/installed-fuzz
	nice $(BIN)/python tests/hostile/coverage_guided.py $(READERS)

lint: $(VENV)/installed-tests
	.ci/no-conflicts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: export BENCH_RESULTS := build/bench/results.jsonl
bench: $(VENV)/installed-tests
	rm -rf build/bench && mkdir -p build/bench
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/segmentation.py
	$(BIN)/python benchmarks/every_check.py
	$(BIN)/python benchmarks/checks.py
	$(BIN)/python benchmarks/tmx.py
	$(BIN)/python benchmarks/align.py
	$(BIN)/python benchmarks/memory.py --units 1000000
	$(BIN)/python benchmarks/docx_source.py
	$(BIN)/python benchmarks/glossary.py
	$(BIN)/python benchmarks/many.py --documents 500 --runs 3
	$(BIN)/python benchmarks/rows.py
	$(BIN)/python benchmarks/book.py
	$(BIN)/python benchmarks/peers.py
	$(BIN)/python benchmarks/record.py build/bench/results.jsonl build/bench
	@echo "Look at: build/bench/table.md and build/bench/plot.svg"

# What is around review documents, after a change of its template in toolkit/writers/docx.
frames: $(VENV)/installed-tests
	$(BIN)/python tests/docx/frames.py

pictures: demo $(VENV)/installed-tests
	$(BIN)/python docs/pictures.py
	rm -rf build/round
	$(BIN)/python docs/round.py build/round --pictures docs/images

# They look which modules a command loads, and measuring loads some.
LOOKING_AT_MODULES := tests/cli/test_commands.py::test_an_unchanged_build_loads_no_more_than_it_needs \
	tests/memory/test_fill.py::test_an_unchanged_project_is_left_alone_and_its_memory_unopened

# Measuring takes longer than the tests themselves, so `make test` does without.
coverage: $(VENV)/installed-tests
	.ci/install-test-tools
	rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest $(IN_PARALLEL) $(LOOKING_AT_MODULES:%=--deselect=%) $(PYTEST_ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=95

# For instance: make mutants MUTANTS='toolkit.review.merge.*' (docs/mutants.md)
MUTANTS ?=
mutants: $(VENV)/installed-tests
	TOOLKIT_LAWS=few $(BIN)/mutmut run --max-children 2 $(MUTANTS)
	$(BIN)/mutmut results | sed '/: not checked$$/d'

site: $(VENV)/installed-tests
	$(BIN)/python docs/pages.py build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Look at: site/index.html and site/zh/index.html"

# Setuptools packs what an old *.egg-info lists, so that goes first.
dist: $(VENV)/installed-tests
	rm -rf dist man *.egg-info
	$(BIN)/python docs/manual.py man
	$(BIN)/python -m build --no-isolation

$(VENV)/installed: setup.cfg pyproject.toml constraints.txt
	.ci/make-venv "$(PYTHON)" "$(VENV)"
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e .
	@touch $@

$(VENV)/installed-tests: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e '.[test,lint,docs,mutants]'
	@touch $@

$(VENV)/installed-fuzz: $(VENV)/installed-tests
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e '.[fuzz]'
	@touch $@

clean:
	rm -rf $(VENV) .tools .toolkit build dist man site .coverage* mutants *.egg-info
