"""Assets of the corpus: documents read and cleaned, and the stories that their copies make."""

import dagster as dg

from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import Results, check_specs, checks_of, finish, spec
from pipeline.sources.config import load_sources
from pipeline.stages import reading, runs, stories

CORPUS = ("corpus.articles", "corpus.paragraphs", "corpus.removed_text", "ops.documents", "ops.files", "ops.coverage",
          "ops.rejected", "ops.runs", "ops.article_versions", "ops.version_facts")  # fmt: skip
STORIES = ("corpus.signatures", "corpus.copies")


@dg.multi_asset(
    name="read_sources",
    specs=[spec(table) for table in CORPUS],
    check_specs=check_specs(check for table in CORPUS for check in checks_of(table)),
)
def read_sources(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Results:
    """Read what is new in the sources, clean it, and keep the ledgers."""
    sources = load_sources(warehouse.settings.sources)
    con = warehouse.connect()
    warehouse.pool.isolated = runs.start(con, context.run.run_id)
    runs.end_dead_runs(context.instance, context.run.run_id)
    enabled = [source for source in sources if source.enabled]
    reading.refresh(con, enabled, warehouse.pool, context.run.run_id)
    yield from finish(con, CORPUS)


@dg.multi_asset(
    name="find_copies",
    specs=[spec(table, deps=["corpus.articles", "corpus.paragraphs"]) for table in STORIES],
    check_specs=check_specs(check for table in STORIES for check in checks_of(table)),
)
def find_copies(warehouse: Warehouse) -> Results:
    """Find near-identical copies and give each article its story."""
    con = warehouse.connect()
    stories.refresh(con, warehouse.pool)
    yield from finish(con, STORIES)
