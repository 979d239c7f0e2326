"""Everything Dagster loads: the definitions found under `defs/`, and the resource and executor they share."""

from pathlib import Path

import dagster as dg

from pipeline.defs.resources import Warehouse


@dg.definitions
def defs() -> dg.Definitions:
    """Load `defs/`; one process does all steps, as DuckDB allows one writer and a step process costs seconds."""
    return dg.Definitions.merge(
        dg.load_from_defs_folder(path_within_project=Path(__file__).parent),
        dg.Definitions(resources={"warehouse": Warehouse()}, executor=dg.in_process_executor),
    )
