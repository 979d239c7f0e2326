"""The working file: connections with one configuration, rows in and out as Polars frames, one revision per change.

What the rows mean is not known here. Readers never come here: they open the published copy (`publish.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse import schema

CONFIG: Mapping[str, Any] = {
    # Files that DuckDB 1.5 can still open.
    "storage_compatibility_version": "v1.5.0",
    # What DuckDB may cache: more made 20,000 articles no faster, only the process larger.
    "memory_limit": "768MB",
    "threads": 2,
}


class WarehouseBusy(RuntimeError):
    """Another process has the working file open."""


class _Stream:
    """Hides the frame's type, so that DuckDB takes its Arrow stream and needs no pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)


@contextmanager
def connect(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working file, created with all declared tables when absent, and close it whatever happens.

    Raises WarehouseBusy when another process has it open, SchemaError when its tables do not fit this version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        con = duckdb.connect(path, config=dict(CONFIG))
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise WarehouseBusy(
                f"{path} is open in another process. Wait for that refresh to end, or stop it."
            ) from error
        raise
    try:
        # The machine's zone would otherwise show in every time that is read back.
        con.execute("set timezone = 'UTC'")
        schema.create(con)
        yield con
    finally:
        con.close()


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any exception."""
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


def read(con: duckdb.DuckDBPyConnection, sql: str, parameters: Any = None) -> pl.DataFrame:
    """Run a query; its result as a frame (times in UTC)."""
    return pl.DataFrame(con.sql(sql, params=parameters))


def insert(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> int:
    """Append `frame` to `table`, matching columns by name; returns the number of rows."""
    if frame.height:
        # DuckDB refuses Arrow's type of a column that holds nothing but nulls.
        con.register("incoming_rows", _Stream(frame.with_columns(pl.col(pl.Null).cast(pl.String))))
        try:
            columns = ", ".join(f'"{name}"' for name in frame.columns)
            con.execute(f"insert into {table} ({columns}) select {columns} from incoming_rows")
        finally:
            # In a transaction that failed this is refused too, and would hide the first error.
            with suppress(duckdb.TransactionException):
                con.unregister("incoming_rows")
    return frame.height


def delete(con: duckdb.DuckDBPyConnection, table: str, column: str, values: Iterable[str]) -> None:
    """Delete the rows of `table` whose `column` is among `values`."""
    con.execute(f'delete from {table} where "{column}" in (select unnest($1::varchar[]))', [list(values)])


def replace(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> int:
    """Make `frame` all there is in `table`, as one change, unless it is there already; returns its number of rows."""
    names = ", ".join(f'"{name}"' for name in frame.columns)
    if not read(con, f"select {names} from {table} order by all").equals(frame.sort(frame.columns, nulls_last=True)):
        with transaction(con):
            con.execute(f"delete from {table}")
            insert(con, table, frame)
            bump(con)
    return frame.height


def revision(con: duckdb.DuckDBPyConnection) -> int:
    """Return the number of transactions so far that changed data."""
    rows = con.execute("select revision from ops.revision").fetchall()
    return int(rows[0][0])


def state(con: duckdb.DuckDBPyConnection) -> str:
    """Name the present content of the working file: lineage and revision. The same state means the same rows."""
    lineage, number = con.execute("select lineage, revision from ops.revision").fetchall()[0]
    return f"{lineage}-{number:06d}"


def bump(con: duckdb.DuckDBPyConnection) -> None:
    """Note that the present transaction changes data."""
    con.execute("update ops.revision set revision = revision + 1")


def is_built(con: duckdb.DuckDBPyConnection, name: str, version: str) -> bool:
    """Tell whether `name` was last made by this version from the present revision."""
    rows = con.execute("select version, revision from ops.builds where name = $1", [name]).fetchall()
    return rows == [(version, revision(con))]


def mark_built(con: duckdb.DuckDBPyConnection, name: str, version: str) -> None:
    """Note that `name` is now made by this version from the present revision."""
    con.execute("delete from ops.builds where name = $1", [name])
    con.execute("insert into ops.builds values ($1, $2, $3)", [name, version, revision(con)])
