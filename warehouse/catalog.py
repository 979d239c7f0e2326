"""What a database file holds, as it says itself: tables and views with columns, types and comments, and macros.

Keys are the only thing that comments cannot carry; they come from the declarations. Writing pages or files from it
belongs to `dictionary.py` and to who exports.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import models, schema
from warehouse.schema import Column, Table

REFERENCES = Path(__file__).parent / "references.toml"


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: `signatures` are its forms with arguments; a table macro stands after FROM."""

    name: str
    is_table: bool
    signatures: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds keys of `target`, a table with the one key column `key`."""

    column: str
    target: str
    key: str


def tables(con: DuckDBPyConnection) -> dict[str, Table]:
    """Tables and views by `schema.name`, in the order of schemas and names, described by the file's own comments.

    A description that is missing is an empty text. `key` is empty for a table that this version does not know.
    """
    comments: dict[str, tuple[bool, str | None]] = {
        name: (is_view, text)
        for name, is_view, text in con.execute(
            "select schema_name || '.' || table_name, false, comment from duckdb_tables()"
            " where database_name = current_database() and not temporary union all"
            " select schema_name || '.' || view_name, true, comment from duckdb_views()"
            " where database_name = current_database() and not internal and not temporary"
        ).fetchall()
    }
    columns: dict[str, list[Column]] = {name: [] for name in comments}
    for name, column, kind, text in con.execute(
        "select schema_name || '.' || table_name, column_name, data_type, comment from duckdb_columns()"
        " where database_name = current_database() and not internal order by schema_name, table_name, column_index"
    ).fetchall():
        if name in columns:
            columns[name].append(Column(column, kind, text or ""))
    known = keys()
    return {
        name: Table(name, text or "", known.get(name, ()), tuple(columns[name]), is_view)
        for name, (is_view, text) in sorted(comments.items())
    }


def macros(con: DuckDBPyConnection) -> tuple[Macro, ...]:
    """Macros of the file by name, without those that DuckDB brings."""
    forms: dict[str, list[tuple[Any, ...]]] = {}
    for name, kind, parameters, text in con.execute(
        "select function_name, function_type, parameters, comment from duckdb_functions()"
        " where database_name = current_database() and not internal and function_type in ('macro', 'table_macro')"
        " order by function_name, len(parameters), parameters"
    ).fetchall():
        forms.setdefault(name, []).append((kind, parameters, text))
    return tuple(
        Macro(
            name,
            found[0][0] == "table_macro",
            tuple(f"{name}({', '.join(parameters)})" for _, parameters, _ in found),
            next((text for _, _, text in found if text), ""),
        )
        for name, found in forms.items()
    )


@cache
def keys() -> dict[str, tuple[str, ...]]:
    """Key columns of every declared and derived table by `schema.name`."""
    declared = {table.name: table.key for table in schema.tables().values()}
    return declared | {model.name: model.unique for model in models.load()}


@cache
def _references() -> dict[str, dict[str, Any]]:
    return tomllib.loads(REFERENCES.read_text(encoding="utf-8"))


def references(table: Table) -> tuple[Reference, ...]:
    """Columns of a table that hold keys of another, or of another row of it."""
    rules = _references()
    if table.name in rules["history"]["tables"]:
        return ()
    found = []
    for column in table.column_names:
        name = rules["aliases"].get(column, column)
        key = next((key for key in rules["keys"] if name == key or name.endswith(f"_{key}")), None)
        if key and not (rules["keys"][key] == table.name and column == key):
            found.append(Reference(column, rules["keys"][key], key))
    return tuple(found)


def declared() -> DuckDBPyConnection:
    """Return a warehouse in memory with everything that is declared and no rows; the caller closes it."""
    con = duckdb.connect()
    schema.create(con)
    for model in models.load():
        models.build(con, model)
    schema.finish_macros(con)
    return con
