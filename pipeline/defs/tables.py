"""What every table has in common as an asset: its spec, its checks, and the metadata of a materialisation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import dagster as dg
from duckdb import DuckDBPyConnection

from pipeline.defs import shown
from pipeline.defs.groups import GROUPS, group
from warehouse import checks, models, schema, store
from warehouse.checks import Check
from warehouse.models import Model

# Generators of an asset with its checks.
Results = Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]

KINDS = {"duckdb", "python"}
OWNERS = ["team:lumbung"]
# Version under which ops.builds remembers a check that failed.
FAILED = "failed"
# The same for one that only warns: it is looked at again each time, and does not keep from publishing.
WARNED = "warned"
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
        group_name=group(table),
        kinds=KINDS,
        owners=OWNERS,
        freshness_policy=freshness(table),
        metadata={
            "dagster/column_schema": columns({c.name: (c.type, c.description) for c in declared.columns}),
            "dagster/table_name": table,
            **described(table),
        },
    )


def described(table: str) -> dict[str, str]:
    """What a page of an asset says beside its description: what its group holds, and how to look at all its rows."""
    return {"group": GROUPS[group(table)], "to look at it": f'lumbung sql "from {table} limit 20"'}


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
        found = shown.of_table(con, table) | dict((more or {}).get(table, {}))
        yield dg.MaterializeResult(asset_key=key(table), metadata=found)
        yield from run_checks(con, checks_of(table))


def run_checks(con: DuckDBPyConnection, found: Iterable[Check]) -> Iterator[dg.AssetCheckResult]:
    """Run checks, skipping those that passed on the very same data before."""
    for check in found:
        name = _remembered(check)
        if store.is_built(con, name, check.sql):
            yield _result(check, 0, note="Nothing changed since this check last passed.")
            continue
        failing = con.execute(f"select count(*) from ({check.sql})").fetchall()[0][0]
        if failing:
            rows = shown.failing(con, check.sql)
            store.mark_built(con, name, FAILED if check.blocking else WARNED)
            yield _result(check, failing, remedy=check.remedy, **rows)
        else:
            store.mark_built(con, name, check.sql)
            yield _result(check, 0)


def failed(con: DuckDBPyConnection) -> list[str]:
    """Table and name of each blocking check that did not hold when it was last looked at."""
    marked = con.execute("select name from ops.builds where version = $1", [FAILED]).fetchall()
    known = {_remembered(check) for check in [*INVARIANTS, *(c for m in models.load() for c in checks.of_model(m))]}
    return sorted(name.removeprefix("check ") for (name,) in marked if name in known)


def _remembered(check: Check) -> str:
    return f"check {check.table} {check.name}"


def _result(check: Check, failing: int, **details: Any) -> dg.AssetCheckResult:
    outcome = f" Failing rows: {failing}. {check.remedy}" if failing else ""
    return dg.AssetCheckResult(
        asset_key=key(check.table),
        check_name=check.name,
        passed=not failing,
        severity=dg.AssetCheckSeverity.ERROR if check.blocking else dg.AssetCheckSeverity.WARN,
        description=check.description + outcome,
        metadata={"failing_rows": failing, **details},
    )


def model_checks(model: Model) -> list[Check]:
    """Return the checks of a model's header and the invariants on its table."""
    return [*checks.of_model(model), *checks_of(model.name)]
