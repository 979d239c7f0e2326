"""Tables and views derived by SQL: one SELECT per file under `sql/<schema>/<table>.sql`, documented in its header.

The header is the single home of a derived table's description, columns, keys and assertions:

    -- description: one sentence.
    -- column: name | meaning.
    -- unique: column, column
    -- not_null: column, column
    -- assert: name_of_the_check | a sentence | an SQL condition that holds for every row
    -- warn: the same, for a condition that should hold, but blocks nothing
    -- view: why it is a view, computed when it is read, and no table

Tables that the pipeline writes belong to `schema.py`.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import schema, store

FOLDER = Path(__file__).parents[1] / "sql"
NAME = re.compile(r"[a-z][a-z0-9_]*")
Condition = tuple[str, str, str]  # name of the check, sentence, SQL condition


class ModelError(ValueError):
    """A model file that cannot be used; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Model:
    """A derived table: `name` is `schema.table`, `needs` the tables that its query reads."""

    name: str
    sql: str
    description: str
    columns: dict[str, str]
    unique: tuple[str, ...]
    not_null: tuple[str, ...]
    asserts: tuple[Condition, ...]
    needs: tuple[str, ...]
    warnings: tuple[Condition, ...] = ()
    is_view: bool = False

    @property
    def version(self) -> str:
        """Hash of the file."""
        return hashlib.sha256(self.sql.encode("utf-8")).hexdigest()[:16]


def load(folder: Path = FOLDER) -> tuple[Model, ...]:
    """Read all model files, in an order in which each comes after the tables it needs.

    Raises ModelError for a header that is incomplete, a query that is no SELECT, or a cycle.
    """
    models = {model.name: model for path in sorted(folder.glob("*/*.sql")) for model in [read(path)]}
    order = TopologicalSorter({m.name: [need for need in m.needs if need in models] for m in models.values()})
    try:
        return tuple(models[name] for name in order.static_order())
    except CycleError as error:
        raise ModelError(f"{folder}: models need each other in a circle: {' -> '.join(error.args[1])}.") from error


def declaration(found: Iterable[Model]) -> str:
    """Hash of everything declared about tables: schema.toml, the macros and the model files."""
    digest = hashlib.sha256(schema.DECLARED.read_bytes() + schema.macros().encode("utf-8"))
    for model in found:
        digest.update(model.version.encode("utf-8"))
    return digest.hexdigest()[:16]


def follow_declaration(con: DuckDBPyConnection, found: Iterable[Model]) -> None:
    """When the declaration changed, drop tables that it no longer knows and note a change, so that all is made anew."""
    known = tuple(found)
    version = declaration(known)
    if con.execute("select 1 from ops.builds where name = 'declaration' and version = $1", [version]).fetchall():
        return
    names = {*schema.tables(), *(model.name for model in known)}
    with store.transaction(con):
        for name, kind in _present(con).items():
            if name not in names and name.partition(".")[0] in schema.SCHEMAS:
                con.execute(f"drop {kind} {name}")
        store.bump(con)
        store.mark_built(con, "declaration", version)


def _present(con: DuckDBPyConnection) -> dict[str, str]:
    """Tables and views of the file by `schema.name`, each with its kind."""
    rows = con.execute(
        "select schema_name || '.' || table_name, 'table' from duckdb_tables() where not temporary union all"
        " select schema_name || '.' || view_name, 'view' from duckdb_views() where not internal and not temporary"
    ).fetchall()
    return dict(rows)


def read(path: Path) -> Model:
    """Read one model file. Raises ModelError when its header or query is not as described above."""
    sql = path.read_text(encoding="utf-8")
    keys = ("description", "column", "unique", "not_null", "assert", "warn", "view")
    header: dict[str, list[str]] = {key: [] for key in keys}
    for number, line in enumerate(sql.splitlines(), 1):
        if not line.startswith("-- "):
            continue
        key, separator, value = line[3:].partition(":")
        if not separator or key not in header:
            raise ModelError(f"{path}, line {number}: unknown header {key!r}. Use one of: {', '.join(header)}.")
        header[key].append(value.strip())
    columns = {name.strip(): text.strip() for name, _, text in (item.partition("|") for item in header["column"])}
    if len(header["description"]) != 1 or not columns:
        raise ModelError(f"{path}: the header needs one `-- description:` and a `-- column:` for each column.")
    return Model(
        f"{path.parent.name}.{path.stem}",
        sql,
        header["description"][0],
        columns,
        _names(header["unique"]),
        _names(header["not_null"]),
        _conditions(path, "assert", header["assert"]),
        needs(path, sql),
        _conditions(path, "warn", header["warn"]),
        bool(header["view"]),
    )


def _conditions(path: Path, key: str, items: list[str]) -> tuple[Condition, ...]:
    found = []
    for item in items:
        name, sentence, condition = ([part.strip() for part in item.split("|", 2)] + ["", ""])[:3]
        if not condition or not NAME.fullmatch(name):
            raise ModelError(f"{path}: `-- {key}:` needs name_of_check | sentence | condition, not {item!r}.")
        found.append((name, sentence, condition))
    return tuple(found)


def _names(items: list[str]) -> tuple[str, ...]:
    return tuple(name.strip() for item in items for name in item.split(",") if name.strip())


def needs(path: Path, sql: str) -> tuple[str, ...]:
    """Return the schema-qualified tables that a query reads, as DuckDB's own parser finds them."""
    with duckdb.connect() as con:
        tree = json.loads(con.execute("select json_serialize_sql($1)", [sql]).fetchall()[0][0])
    if tree.get("error") or len(tree["statements"]) != 1:
        problem = tree.get("error_message", f"{len(tree.get('statements', []))} statements")
        raise ModelError(f"{path}: {problem}. A model file holds exactly one SELECT.")
    found: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
                found.add(f"{node['schema_name']}.{node['table_name']}".lower())
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(tree)
    return tuple(sorted(found))


def build(con: DuckDBPyConnection, model: Model) -> bool:
    """Rebuild a model's table or view unless it is up to date; tell whether it was rebuilt.

    Raises ModelError when the query's columns are not the documented ones.
    """
    if store.is_built(con, model.name, model.version):
        return False
    with store.transaction(con):
        kind = "view" if model.is_view else "table"
        before = _present(con).get(model.name, kind)
        if before != kind:
            con.execute(f"drop {before} {model.name}")
        con.execute(f"create or replace {kind} {model.name} as {model.sql}")
        actual = [row[0] for row in con.execute(f"describe {model.name}").fetchall()]
        if actual != list(model.columns):
            raise ModelError(f"{model.name}: the query returns {actual}, the header documents {list(model.columns)}.")
        schema.comment(con, model.name, model.description, model.columns, kind)
        store.mark_built(con, model.name, model.version)
    return True
