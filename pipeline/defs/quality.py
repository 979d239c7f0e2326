"""The asset of the measured accuracy; corrections have their own module."""

import dagster as dg

from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import Results, check_specs, checks_of, finish, spec
from pipeline.stages import quality

TABLES = ("ops.accuracy",)


@dg.multi_asset(
    name="load_quality",
    specs=[spec(table) for table in TABLES],
    check_specs=check_specs(check for table in TABLES for check in checks_of(table)),
)
def load_quality(warehouse: Warehouse) -> Results:
    """Load the accuracy that the extraction gate measured."""
    con = warehouse.connect()
    quality.refresh_accuracy(con)
    yield from finish(con, TABLES)
