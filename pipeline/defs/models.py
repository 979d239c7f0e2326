"""Assets made by SQL: one per file under `sql/`, with dependencies read from its query and checks from its header."""

import dagster as dg

from pipeline.defs import shown
from pipeline.defs.groups import group
from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import (
    OWNERS,
    Results,
    check_specs,
    columns,
    described,
    freshness,
    key,
    model_checks,
    run_checks,
)
from pipeline.stages import correcting
from warehouse import models
from warehouse.models import Model

MODELS = models.load()


def _deps(model: Model) -> list[dg.AssetKey]:
    # Articles get their story from the copies, after they are read: whoever reads articles waits for that.
    later = {"corpus.copies"} if "corpus.articles" in model.needs else set()
    # Facts are corrected after they are extracted: whoever reads them waits for that.
    if set(correcting.TABLES) & set(model.needs):
        later.add("facts.overruled")
    # Every stage writes ops.done, which is no asset: who reads it waits for the stages by the facts that it reads.
    return [key(table) for table in sorted({*model.needs, *later} - {"ops.done"})]


def _asset(model: Model) -> dg.AssetsDefinition:
    @dg.asset(
        key=key(model.name),
        deps=_deps(model),
        description=model.description,
        group_name=group(model.name),
        kinds={"duckdb", "sql", "view" if model.is_view else "table"},
        owners=OWNERS,
        freshness_policy=freshness(model.name),
        code_version=model.version,
        check_specs=check_specs(model_checks(model)),
        metadata={
            "dagster/column_schema": columns({column: ("", text) for column, text in model.columns.items()}),
            "dagster/table_name": model.name,
            **described(model.name),
            "sql": dg.MetadataValue.md(f"```sql\n{model.sql}\n```"),
        },
    )
    def build(warehouse: Warehouse) -> Results:
        con = warehouse.connect()
        models.build(con, model)
        types = con.execute(f"select column_name, column_type from (describe {model.name})").fetchall()
        documented = columns({column: (kind, model.columns[column]) for column, kind in types})
        yield dg.MaterializeResult(
            asset_key=key(model.name), metadata=shown.of_table(con, model.name) | {"dagster/column_schema": documented}
        )
        yield from run_checks(con, model_checks(model))

    return build


@dg.definitions
def defs() -> dg.Definitions:
    """Define an asset for each model file."""
    return dg.Definitions(assets=[_asset(model) for model in MODELS])
