# The two commands are `make demo` and `make test`; each does its own set-up.
.PHONY: demo test check bench bench-large pictures clean
PY := .venv/bin/python
# Tests write many small synced files: in memory where the system offers it.
TEMPROOT := $(shell test -d /dev/shm -a -w /dev/shm && echo /dev/shm || echo $${TMPDIR:-/tmp})
export PYTHONUTF8 := 1

demo: .venv/.run
	.venv/bin/ote demo build/demo

test: .venv/.dev
	rm -rf build/coverage && mkdir -p build/coverage
	PYTEST_DEBUG_TEMPROOT=$(TEMPROOT) $(PY) -m coverage run -m pytest -c tests/unit.ini tests/unit
	PYTEST_DEBUG_TEMPROOT=$(TEMPROOT) QT_QPA_PLATFORM=offscreen $(PY) -m coverage run -m pytest -c tests/gui.ini tests/gui tests/e2e
	$(PY) -m coverage combine -q
	$(PY) tests/coverage_gate.py

check: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/mypy

bench: .venv/.dev
	$(PY) tests/bench/run.py

# The search on 5,000,000 words: twenty minutes and more.
bench-large: .venv/.dev
	OTE_BENCH_WORDS=5000000 $(PY) tests/bench/run.py search

pictures: .venv/.dev
	QT_QPA_PLATFORM=offscreen $(PY) tests/pictures.py build/pictures

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache

.venv/.run: pyproject.toml constraints.txt scripts/setup.sh
	sh scripts/setup.sh run
	touch $@

.venv/.dev: pyproject.toml constraints.txt scripts/setup.sh
	sh scripts/setup.sh dev
	touch $@ .venv/.run
