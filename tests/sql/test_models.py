"""Each model of `sql/` on the literal inputs of `cases/<schema>.<table>.toml`.

A case gives rows of some tables and the rows expected of the model; a column that is left out is null.
`ordered = true` compares the order of the rows too; a value `{sql = "…"}` is what DuckDB computes.
Every case runs with its rows arriving in either order.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from warehouse import checks, models, schema

CASES = Path(__file__).parent / "cases"
MODELS = {model.name: model for model in models.load()}
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    model: str
    name: str
    given: dict[str, Rows]
    expected: Rows
    ordered: bool


def read(path: Path) -> list[Case]:
    cases = []
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        unknown = case.keys() - {"name", "given", "expected", "ordered"}
        assert not unknown, f"{path}: unknown keys {unknown}"
        given = {f"{part}.{name}": rows for part, of in case.get("given", {}).items() for name, rows in of.items()}
        cases.append(Case(path.stem, case["name"], given, case["expected"], case.get("ordered", False)))
    return cases


ALL = [case for path in sorted(CASES.glob("*.toml")) for case in read(path)]


@pytest.fixture(scope="module")
def empty() -> Iterator[DuckDBPyConnection]:
    """A warehouse without rows, derived tables included."""
    with duckdb.connect() as con:
        schema.create(con)
        for model in MODELS.values():
            models.build(con, model)
        yield con


@pytest.fixture
def con(empty: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    yield empty
    for table in (*schema.tables(), *MODELS):
        if table != "ops.revision" and not (table in MODELS and MODELS[table].is_view):
            empty.execute(f"delete from {table}")


def insert(con: DuckDBPyConnection, table: str, rows: Rows) -> None:
    for row in rows:
        names, places = ", ".join(row), ", ".join("?" * len(row))
        con.execute(f"insert into {table} ({names}) values ({places})", list(computed(con, row).values()))


def computed(con: DuckDBPyConnection, row: dict[str, Any]) -> dict[str, Any]:
    """The row with each value `{sql = "…"}` computed: hashes are no literals that a person could check."""
    return {
        name: con.execute(f"select {value['sql']}").fetchall()[0][0]
        if isinstance(value, dict) and value.keys() == {"sql"}
        else value
        for name, value in row.items()
    }


def tables_read(model: models.Model) -> Iterator[str]:
    """The tables that a model reads, by itself and through the views it reads."""
    for name in model.needs:
        if name in MODELS and MODELS[name].is_view:
            yield from tables_read(MODELS[name])
        else:
            yield name


@pytest.mark.parametrize("turned", [False, True], ids=["given", "reversed"])
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.model}: {case.name}") for case in ALL])
def test_rows(con: DuckDBPyConnection, case: Case, turned: bool) -> None:
    model = MODELS[case.model]
    assert case.given.keys() <= set(tables_read(model)), "the case gives a table that the model does not read"
    for table, rows in case.given.items():
        insert(con, table, rows[::-1] if turned else rows)
    con.execute("delete from ops.builds")
    assert models.build(con, model)

    found = [dict(zip(model.columns, row, strict=True)) for row in con.execute(f"from {model.name}").fetchall()]
    expected = [dict.fromkeys(model.columns) | computed(con, row) for row in case.expected]
    if not case.ordered:
        found, expected = sorted(found, key=str), sorted(expected, key=str)
    assert found == expected
    failed = [check.name for check in checks.of_model(model) if check.blocking and con.execute(check.sql).fetchall()]
    assert not failed, "the rows break what the model's own header asserts"


def test_every_model_has_cases_and_every_case_file_a_model() -> None:
    files = {f"{path.parent.name}.{path.stem}" for path in models.FOLDER.rglob("*.sql")}
    assert files == set(MODELS)
    reading = {name for name in files if MODELS[name].needs}
    assert files - reading == {"ops.about"}, "a model that reads nothing has one content: nothing to make cases of"
    assert reading == {path.stem for path in CASES.glob("*.toml")}
    for name in reading:
        assert sum(case.model == name for case in ALL) >= 2, name


def test_case_names_are_unique() -> None:
    names = [(case.model, case.name) for case in ALL]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("model", [model for model in MODELS.values() if model.needs], ids=lambda model: model.name)
def test_every_column_of_a_model_is_expected_to_hold_a_value_somewhere(model: models.Model) -> None:
    """A column that is null in all cases would be checked by none."""
    seen = {column for case in ALL if case.model == model.name for row in case.expected for column in row}
    assert seen == set(model.columns)
