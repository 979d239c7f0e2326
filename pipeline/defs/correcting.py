"""Assets of the corrections: what a user's files change in the facts, after all extractors are done with them."""

import dagster as dg

from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import Results, check_specs, checks_of, finish, spec
from pipeline.stages import correcting

DEPS = ("corpus.articles", "corpus.paragraphs", *correcting.TABLES)


@dg.multi_asset(
    name="apply_corrections",
    specs=[spec(table, deps=DEPS) for table in correcting.LEDGERS],
    check_specs=check_specs(check for table in correcting.LEDGERS for check in checks_of(table)),
)
def apply_corrections(warehouse: Warehouse) -> Results:
    """Apply the corrections of the user's files to the facts as extracted, and undo those whose lines are gone."""
    con = warehouse.connect()
    correcting.refresh(con, warehouse.settings.corrections)
    yield from finish(con, correcting.LEDGERS)
