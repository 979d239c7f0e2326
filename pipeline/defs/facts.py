"""Assets of the facts: one operation per extractor, over the articles that it has not done yet."""

import dagster as dg

from pipeline.defs.resources import Warehouse
from pipeline.defs.tables import Results, check_specs, checks_of, finish, spec
from pipeline.stages import extracting
from pipeline.stages.extracting import FIGURES, NAMES, TOPICS, Stage

CORPUS = ("corpus.articles", "corpus.paragraphs")


def _asset(name: str, description: str, stage: Stage) -> dg.AssetsDefinition:
    @dg.multi_asset(
        name=name,
        description=description,
        specs=[spec(table, deps=CORPUS) for table in stage.tables],
        check_specs=check_specs(check for table in stage.tables for check in checks_of(table)),
    )
    def extract(warehouse: Warehouse) -> Results:
        con = warehouse.connect()
        extracting.refresh(con, stage, warehouse.pool)
        yield from finish(con, stage.tables)

    return extract


extract_names = _asset("extract_names", "Names, the actors they stand for, roles, and quotes with speakers.", NAMES)
extract_figures = _asset("extract_figures", "Figures with value, unit, thing counted and period.", FIGURES)
extract_topics = _asset("extract_topics", "Topics of paragraphs.", TOPICS)


@dg.multi_asset(name="load_taxonomy", specs=[spec("facts.topics")], check_specs=check_specs(checks_of("facts.topics")))
def load_taxonomy(warehouse: Warehouse) -> Results:
    """Load the taxonomy of topics from its file."""
    con = warehouse.connect()
    extracting.refresh_taxonomy(con)
    yield from finish(con, ["facts.topics"])


REFERENCES = ("facts.successors", "facts.units", "ops.exchange_rates")


@dg.multi_asset(
    name="load_references",
    specs=[spec(table) for table in REFERENCES],
    check_specs=check_specs(check for table in REFERENCES for check in checks_of(table)),
)
def load_references(warehouse: Warehouse) -> Results:
    """Load successors of bodies, units that can be converted and ranges of exchange rates from their files."""
    con = warehouse.connect()
    extracting.refresh_references(con)
    yield from finish(con, REFERENCES)
