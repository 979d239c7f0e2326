"""The tables that the pipeline writes, as declared in `schema.toml`, and the macros of `macros/`.

Tables derived by SQL belong to `models.py`; reading and writing rows to `store.py`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

DECLARED = Path(__file__).parent / "schema.toml"
MACROS = Path(__file__).parent / "macros"
# Of the names and meanings that queries rely on: the first number rises when a table, column or macro goes, changes its
# type or its meaning; the second when one is added. tests/warehouse/contract.txt holds what the first number promises.
CONTRACT_VERSION = "1.0"
SCHEMAS = {
    "corpus": "What was read: articles, paragraphs, stories, and what was removed from the text.",
    "facts": "What the text says: names, roles, quotes, figures and topics, each with its place in the text.",
    "marts": "Answers: actors, topics and figures counted, paired and followed through time.",
    "ops": "How the data came to be: refreshes, sources, what was rejected, and how right the extraction is.",
}


class SchemaError(RuntimeError):
    """The working file has a table that does not fit the declaration; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, DuckDB type and meaning."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `name` is `schema.table`; the `key` columns are unique together."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_view: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in declared order."""
        return tuple(column.name for column in self.columns)


def macros() -> str:
    """The statements that create all macros: the files of `macros/`, one per subject, in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(MACROS.glob("*.sql")))


@cache
def tables() -> dict[str, Table]:
    """All declared tables by `schema.table`."""
    declared = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    return {
        f"{schema}.{name}": Table(
            f"{schema}.{name}",
            body["description"],
            tuple(body["key"]),
            tuple(Column(*column) for column in body["columns"]),
        )
        for schema, members in declared.items()
        for name, body in members.items()
    }


def quoted(text: str) -> str:
    """`text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def comment(
    con: DuckDBPyConnection, table: str, description: str, columns: dict[str, str], kind: str = "table"
) -> None:
    """Write descriptions of a table or view into the database with COMMENT ON."""
    con.execute(f"comment on {kind} {table} is {quoted(description)}")
    for column, text in columns.items():
        con.execute(f'comment on column {table}."{column}" is {quoted(text)}')


def create(con: DuckDBPyConnection) -> None:
    """Create what is missing: schemas, tables, columns added by a newer version, comments that changed, macros.

    Macros that read derived tables come later, with `finish_macros`, when those are not there yet.

    Raises SchemaError when a column of the file has another type than declared.
    """
    for schema in SCHEMAS:
        con.execute(f"create schema if not exists {schema}")
    present = {
        (table, column): (kind, text)
        for table, column, kind, text in con.execute(
            "select schema_name || '.' || table_name, column_name, data_type, comment from duckdb_columns()"
        ).fetchall()
    }
    described = dict(con.execute("select schema_name || '.' || table_name, comment from duckdb_tables()").fetchall())
    for table in tables().values():
        columns = ", ".join(f"{c.name} {c.type}" for c in table.columns)
        con.execute(f"create table if not exists {table.name} ({columns})")
        stale = described.get(table.name) != table.description
        known = any(name == table.name for name, _ in present)
        for c in table.columns:
            kind, text = present.get((table.name, c.name), (None, None))
            stale = stale or text != c.description
            if not known or kind == _full(c.type):
                continue
            if kind is not None:
                raise SchemaError(
                    f"{table.name}.{c.name} is {kind} in the working file but {c.type} in this version. "
                    "Move the folder `work` away and refresh: it is rebuilt from the files that are still there."
                )
            con.execute(f"alter table {table.name} add column {c.name} {c.type}")
        if stale:
            comment(con, table.name, table.description, {c.name: c.description for c in table.columns})
    create_macros(con)
    if not con.execute("select 1 from ops.revision").fetchall():
        con.execute("insert into ops.revision values (0, substring(uuid()::varchar, 1, 8))")


def create_macros(con: DuckDBPyConnection) -> duckdb.Error | None:
    """Create the macros whose tables are there, in whatever order they need one another; return why others wait."""
    waiting = list(con.extract_statements(macros()))
    while True:
        left, reason = [], None
        for statement in waiting:
            try:
                con.execute(statement)
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                left.append(statement)
                reason = error
        if not left or len(left) == len(waiting):
            return reason
        waiting = left


def finish_macros(con: DuckDBPyConnection) -> None:
    """Make the file's macros just those declared here. Raises SchemaError when one needs what is not there."""
    reason = create_macros(con)
    if reason is not None:
        raise SchemaError(f"A macro cannot be made: {reason}. Run the job `refresh`, which builds all tables.")
    declared = set(re.findall(r"(?m)^create or replace macro (\w+)", macros()))
    for name, kind in con.execute(
        "select distinct function_name, function_type from duckdb_functions()"
        " where function_type in ('macro', 'table_macro') and not internal"
    ).fetchall():
        if name not in declared:
            con.execute(f'drop {"macro table" if kind == "table_macro" else "macro"} "{name}"')


def _full(kind: str) -> str:
    return kind.replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")
