"""Assets of the corpus: documents read and cleaned, and the stories that their copies make."""

import dagster as dg

from pipeline.defs.fetching import FetchConfig
from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import Results, check_specs, checks_of, finish, spec
from pipeline.sources.config import load_fetch_settings, load_sources
from pipeline.stages import reading, runs, stories
from pipeline.stages.fetching import Web

CORPUS = ("corpus.articles", "corpus.paragraphs", "corpus.removed_text", "corpus.article_origins",
          "corpus.edge_lines", "corpus.recurring_lines",
          "ops.documents", "ops.files",
          "ops.coverage", "ops.rejected", "ops.runs", "ops.article_versions", "ops.version_facts",
          "ops.pages", "ops.requests", "ops.robots", "ops.listings")  # fmt: skip
STORIES = ("corpus.signatures", "corpus.bands", "corpus.copies")


@dg.multi_asset(
    name="read_sources",
    specs=[spec(table) for table in CORPUS],
    check_specs=check_specs(check for table in CORPUS for check in checks_of(table)),
)
def read_sources(context: dg.AssetExecutionContext, warehouse: Warehouse, config: FetchConfig) -> Results:
    """Read what is new in the sources, clean it, and keep the ledgers."""
    settings = warehouse.settings
    sources = load_sources(settings.sources)
    options = config.options(sources)
    con = warehouse.connect()
    warehouse.pool.isolated = runs.start(con, context.run.run_id)
    runs.end_dead_runs(context.instance, context.run.run_id)
    enabled = [source for source in sources if source.enabled]
    web = Web(settings.raw, load_fetch_settings(settings.sources), options)
    counts = reading.refresh(con, enabled, warehouse.pool, context.run.run_id, web)
    yield from finish(con, CORPUS, {"ops.coverage": {source_id: dict(found) for source_id, found in counts.items()}})


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
