"""The last assets: the checked working file becomes the version that readers open, and the page that people look at."""

from datetime import UTC, datetime
from typing import Any

import dagster as dg

from pipeline.defs.corpus import CORPUS, STORIES
from pipeline.defs.groups import GROUPS, group
from pipeline.defs.models import MODELS
from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import OWNERS, failed, key
from pipeline.stages import correcting, reporting, runs
from pipeline.stages.extracting import FIGURES, NAMES, TOPICS

EVERYTHING = (*CORPUS, *STORIES, *NAMES.tables, *FIGURES.tables, *TOPICS.tables, "facts.successors", "facts.topics",
              "facts.units", "ops.exchange_rates", "ops.accuracy", *correcting.LEDGERS,
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
    moment = datetime.now(UTC).replace(microsecond=0)  # as the version's name says it
    state = runs.finish(con, context.run.run_id, moment, warehouse.settings)
    warehouse.close()
    path = runs.publish(state, moment, warehouse.settings)
    return dg.MaterializeResult(
        metadata={"file": dg.MetadataValue.path(str(path)), "changed": state is not None},
    )


@dg.asset(
    key=["ops", "report"],
    deps=[published],
    group_name=group("ops.report"),
    kinds={"html"},
    owners=OWNERS,
    metadata={"group": GROUPS[group("ops.report")]},
)
def report(warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """Write the page that people look at, from the published file: charts, actors, figures, quotes, gaps, accuracy.

    Left alone when neither the file nor the page's code changed.
    """
    path, changed = reporting.write(warehouse.settings)
    return dg.MaterializeResult(
        metadata={
            "file": dg.MetadataValue.path(str(path)),
            "changed": changed,
            "bytes": path.stat().st_size,
        },
    )
