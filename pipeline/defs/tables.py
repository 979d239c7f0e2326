"""What every table has in common as an asset: its spec, its checks, and the metadata of a materialisation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import dagster as dg
from duckdb import DuckDBPyConnection

from warehouse import checks, schema, store
from warehouse.checks import Check
from warehouse.models import Model

# Generators of an asset with its checks.
Results = Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]

KINDS = {"duckdb"}
OWNERS = ["team:lumbung"]
# Version under which ops.builds remembers a check that failed.
FAILED = "failed"
# The same for one that only warns: it is looked at again each time, and does not keep from publishing.
WARNED = "warned"
PREVIEW_ROWS = 5
FAILING_ROWS = 20
# A refresh is daily: one that is half a day late is worth a look, two that are missed are a failure.
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=48), warn_window=timedelta(hours=36))
FRESH_TABLES = ("corpus.articles",)
FRESH_SCHEMA = "marts"
INVARIANTS = checks.invariants(schema.tables().values())


def key(table: str) -> dg.AssetKey:
    """Return the asset key of `schema.table`."""
    return dg.AssetKey(table.split("."))


def columns(described: Mapping[str, tuple[str, str]]) -> dg.TableSchema:
    """Make Dagster's column documentation from name: (type, description)."""
    return dg.TableSchema([dg.TableColumn(name, kind, description=text) for name, (kind, text) in described.items()])


def freshness(table: str) -> dg.FreshnessPolicy | None:
    """How fresh a table must be: what readers look at, and the articles that it comes from."""
    return FRESH if table in FRESH_TABLES or table.split(".")[0] == FRESH_SCHEMA else None


def spec(table: str, deps: Iterable[str] = ()) -> dg.AssetSpec:
    """Describe a table that the pipeline writes, as declared in schema.toml."""
    declared = schema.tables()[table]
    return dg.AssetSpec(
        key(table),
        deps=[key(name) for name in deps],
        description=declared.description,
        group_name=table.split(".")[0],
        kinds=KINDS,
        owners=OWNERS,
        freshness_policy=freshness(table),
        metadata={
            "dagster/column_schema": columns({c.name: (c.type, c.description) for c in declared.columns}),
            "dagster/table_name": table,
        },
    )


def checks_of(table: str) -> list[Check]:
    """Return the invariants of a table that the pipeline writes."""
    return [check for check in INVARIANTS if check.table == table]


def check_specs(found: Iterable[Check]) -> list[dg.AssetCheckSpec]:
    """Declare checks. When a blocking one fails, what depends on the table is not built."""
    return [
        dg.AssetCheckSpec(c.name, asset=key(c.table), description=c.description, blocking=c.blocking) for c in found
    ]


def finish(
    con: DuckDBPyConnection, tables: Sequence[str], more: Mapping[str, Mapping[str, Any]] | None = None
) -> Results:
    """Yield the materialisation and the check results of tables that the pipeline wrote; `more` metadata by table."""
    for table in tables:
        found = metadata(con, table) | dict((more or {}).get(table, {}))
        yield dg.MaterializeResult(asset_key=key(table), metadata=found)
        yield from run_checks(con, checks_of(table))


def metadata(con: DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Return row count and a preview of a table."""
    rows = con.execute(f"select count(*) from {table}").fetchall()[0][0]
    preview = _markdown(con, f"from {table} limit {PREVIEW_ROWS}")
    return {"dagster/row_count": rows, "preview": dg.MetadataValue.md(preview)}


def run_checks(con: DuckDBPyConnection, found: Iterable[Check]) -> Iterator[dg.AssetCheckResult]:
    """Run checks, skipping those that passed on the very same data before."""
    for check in found:
        name = f"check {check.table} {check.name}"
        if store.is_built(con, name, check.sql):
            yield _result(check, True, {"note": "Nothing changed since this check last passed."})
            continue
        failing = con.execute(f"select count(*) from ({check.sql})").fetchall()[0][0]
        if failing:
            rows = _markdown(con, f"from ({check.sql}) limit {FAILING_ROWS}")
            details = {"failing_rows": failing, "rows": dg.MetadataValue.md(rows), "remedy": check.remedy}
            store.mark_built(con, name, FAILED if check.blocking else WARNED)
            yield _result(check, False, details)
        else:
            store.mark_built(con, name, check.sql)
            yield _result(check, True, {"failing_rows": 0})


def _result(check: Check, passed: bool, details: Mapping[str, Any]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=key(check.table),
        check_name=check.name,
        passed=passed,
        severity=dg.AssetCheckSeverity.ERROR if check.blocking else dg.AssetCheckSeverity.WARN,
        description=check.description,
        metadata=dict(details),
    )


def model_checks(model: Model) -> list[Check]:
    """Return the checks of a model's header and the invariants on its table."""
    return [*checks.of_model(model), *checks_of(model.name)]


def _markdown(con: DuckDBPyConnection, sql: str) -> str:
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or []]
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    for row in cursor.fetchall():
        lines.append("| " + " | ".join(_cell(value) for value in row) + " |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    text = re.sub(r"\s+", " ", "" if value is None else str(value)).replace("|", "\\|")
    return text if len(text) <= 80 else text[:79] + "…"
