# The one interface for people, hooks and CI. `make help` lists it.

# The oldest toolchains that are supported; Cargo.toml and pyproject.toml say the same.
RUST_MIN := 1.88
PYTHON_MIN := 3.11

VENV ?= .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
EXAMPLES := $(wildcard python/tamis/tour/articles/*.txt python/tamis/tour/articles/*.html)
RUST_SOURCES := $(shell find src -name '*.rs') Cargo.toml Cargo.lock pyproject.toml

# Property tests draw the same cases in every run of `make test`; `make soak` draws new ones.
SEED ?= 20261122

.DEFAULT_GOAL := help
.PHONY: help toolchain demo dev build release fmt lint test test-rs test-py test-engines test-ray \
	test-daft browser docs gen check-gen quality bench soak check clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
		awk -F '\t' '{ printf "  %-12s %s\n", $$1, $$2 }'

toolchain: # says what to install where Rust or Python is missing or too old
	@PYTHON_MIN=$(PYTHON_MIN) RUST_MIN=$(RUST_MIN) sh scripts/toolchain.sh

$(VENV)/installed: pyproject.toml | toolchain
	@$$(sh scripts/toolchain.sh python) -m venv $(VENV)
	@echo "setting up $(VENV)"
	@$(PY) -m pip install --quiet --disable-pip-version-check \
		'maturin>=1.16,<2' $$($(PY) scripts/requirements.py)
	@touch $@

$(VENV)/built: $(VENV)/installed $(RUST_SOURCES)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --quiet
	@touch $@

dev: $(VENV)/built ## set up .venv and build the package into it, quickly built

demo: dev ## analyze the example articles
	@$(BIN)/tamis analyze $(EXAMPLES)

build: $(VENV)/installed ## the optimized wheel, in dist/
	$(BIN)/maturin build --release --out dist

release: $(VENV)/installed ## install the optimized package into .venv
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --release --quiet
	@touch $(VENV)/built

fmt: $(VENV)/installed ## format all code
	cargo fmt
	$(BIN)/ruff format python tests/python scripts
	$(BIN)/ruff check --fix python tests/python scripts

lint: $(VENV)/built ## clippy, rustfmt, ruff, mypy and the stubs, all as errors
	cargo fmt --check
	PYO3_PYTHON=$(CURDIR)/$(PY) cargo clippy --all-targets --features python -- -D warnings
	cargo clippy --all-targets -- -D warnings
	$(BIN)/ruff format --check python tests/python scripts
	$(BIN)/ruff check python tests/python scripts
	$(BIN)/mypy
	$(PY) scripts/stubs.py --check
	$(PY) -m mypy.stubtest --concise --mypy-config-file pyproject.toml tamis._tamis

test: test-rs test-py ## all tests

test-rs: toolchain ## the tests of the cores, without Python
	PROPTEST_RNG_SEED=$(SEED) cargo test --features arrow,dictionary --no-fail-fast

test-py: dev browser ## the tests of the package
	$(BIN)/pytest

test-engines: test-ray test-daft ## the engines that need environments of their own

test-ray test-daft: test-%: dev
	@$$(sh scripts/toolchain.sh python) -m venv .venv-$*
	@.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check \
		$$($(PY) scripts/requirements.py test-$*)
	PYTHONPATH=python .venv-$*/bin/python -m pytest tests/python/test_engines.py -k $*

browser: # what the tests of pages need; without it they are skipped and say so
	@sh scripts/browser.sh

docs: dev ## build docs/ to docs/_build, warnings as errors
	@$(PY) -m pip install --quiet --disable-pip-version-check $$($(PY) scripts/requirements.py docs)
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build
	@echo "docs/_build/index.html"

gen: toolchain ## write the generated tables from data/, and the stub's docstrings
	$$(sh scripts/toolchain.sh python) scripts/gen.py
	$(MAKE) dev
	$(PY) scripts/stubs.py

check-gen: toolchain ## fail where a table is not what data/ says
	$$(sh scripts/toolchain.sh python) scripts/gen.py --check

quality: dev ## score the gold data and compare with tests/quality.toml
	$(PY) scripts/quality.py

bench: $(VENV)/installed ## measure speed beside the peers (installs them into .venv-bench)
	$(PY) -m venv .venv-bench
	@# The pip that Python 3.11 brings fails on the extras of lxml that two peers ask for.
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check 'pip>=24'
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check \
		'maturin>=1.16,<2' pyarrow tqdm -r benches/requirements.txt
	VIRTUAL_ENV=$(CURDIR)/.venv-bench .venv-bench/bin/maturin develop --release --quiet
	$(PY) scripts/bench_texts.py
	cargo run --quiet --release --manifest-path benches/peers/Cargo.toml --bin tokens
	cargo run --quiet --release --manifest-path benches/peers/Cargo.toml --bin clean
	cargo run --quiet --release --example numeral_free scratch/bench/news.txt
	.venv-bench/bin/python scripts/bench.py --threads --record
	.venv-bench/bin/python scripts/linear.py
	.venv-bench/bin/python scripts/bench_count.py --threads 1
	.venv-bench/bin/python scripts/bench_count.py --threads 2
	.venv-bench/bin/python scripts/bench_corpus.py --record

soak: dev ## 100 million random characters through fast and plain paths; runs killed 20 times
	cargo test --release --lib soak -- --ignored --nocapture
	PROPTEST_CASES=10000 cargo test --release --features arrow
	TAMIS_KILLS=20 TAMIS_SEED=$$(date +%s) $(BIN)/pytest tests/python/test_corpus.py -k killed

check: lint check-gen test docs quality ## what CI runs

clean: ## remove what was built
	cargo clean
	rm -rf $(VENV) .venv-* dist build docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
