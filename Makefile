# Two commands: `make run` refreshes the warehouse from the sources, `make test` checks the project. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test ui report sql check bench clean
run: .venv/ready
	$(BIN)/lumbung refresh
test: .venv/ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/pytest
ui: .venv/ready
	$(BIN)/lumbung ui
report: .venv/ready
	$(BIN)/lumbung report
sql: .venv/ready
	$(BIN)/lumbung sql
bench: .venv/ready
	$(BIN)/python -m tests.bench
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
clean:
	rm -rf .venv
