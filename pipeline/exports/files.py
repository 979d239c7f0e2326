"""Rows of the published file as CSV and Parquet files, in the order of their keys, so that equal rows give equal bytes.

Which tables, and where the files go, belongs to `run.py`.
"""

from collections.abc import Sequence
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.schema import Column, Table, quoted

FORMATS = ("csv", "parquet")
OPTIONS = {"csv": "format csv, header", "parquet": "format parquet, compression zstd"}


def write_table(con: DuckDBPyConnection, table: Table, form: str, path: Path) -> None:
    """Write a table or view, sorted by its key (without one by all columns). Raises duckdb.Error on a full disk."""
    order = ", ".join(f'"{name}"' for name in table.key) or "all"
    write(con, f"select * from {table.name} order by {order}", table.columns, form, path)


def write(con: DuckDBPyConnection, query: str, columns: Sequence[Column], form: str, path: Path) -> None:
    """Write a query's rows. In CSV times are ISO 8601 in UTC, lists JSON, and a null is an empty field."""
    names = [f'"{c.name}"' if form == "parquet" else f'{_in_csv(c)} as "{c.name}"' for c in columns]
    con.execute(f"copy (select {', '.join(names)} from ({query})) to {quoted(str(path))} ({OPTIONS[form]})")


def _in_csv(column: Column) -> str:
    name = f'"{column.name}"'
    if column.type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({name} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')"
    if is_nested(column.type):
        return f"to_json({name})::varchar"
    return name


def is_nested(kind: str) -> bool:
    """Tell whether values of a DuckDB type are lists."""
    return kind.endswith("[]")
