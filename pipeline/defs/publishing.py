"""The last asset: the checked working file becomes the version that readers open."""

from datetime import UTC, datetime
from typing import Any

import dagster as dg

from pipeline.defs.corpus import CORPUS, STORIES
from pipeline.defs.groups import GROUPS, group
from pipeline.defs.models import MODELS
from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import OWNERS, failed, key
from pipeline.stages import runs
from pipeline.stages.extracting import FIGURES, NAMES, TOPICS

EVERYTHING = (*CORPUS, *STORIES, *NAMES.tables, *FIGURES.tables, *TOPICS.tables, "facts.topics", "facts.units",
              "ops.exchange_rates", "ops.accuracy", "ops.corrections_applied",
              *(model.name for model in MODELS))  # fmt: skip


@dg.asset(
    key=["ops", "published"],
    deps=[key(table) for table in EVERYTHING],
    group_name=group("ops.published"),
    kinds={"duckdb", "file"},
    owners=OWNERS,
    metadata={"group": GROUPS[group("ops.published")]},
)
def published(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """Publish what analysts open: a checked, read-only copy, swapped in whole; left alone when nothing changed."""
    con = warehouse.connect()
    if broken := failed(con):
        raise dg.Failure(
            f"Not published, as these did not hold when last looked at: {', '.join(broken)}. Run the job `refresh`."
        )
    moment = datetime.now(UTC)
    state = runs.finish(con, context.run.run_id, moment, warehouse.settings)
    warehouse.close()
    path = runs.publish(state, moment, warehouse.settings)
    return dg.MaterializeResult(
        metadata={"file": dg.MetadataValue.path(str(path)), "changed": state is not None},
    )
