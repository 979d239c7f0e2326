"""Frames of facts and articles have the columns and types of the tables they go into."""

import polars as pl
import pytest

from pipeline.facts.frames import SCHEMAS, exchange_rates_frame, successors_frame, taxonomy_frame, units_frame
from pipeline.text import frames as text_frames
from warehouse.schema import tables

TYPES = {
    pl.String(): "VARCHAR",
    pl.Int32(): "INTEGER",
    pl.Float64(): "DOUBLE",
    pl.Date(): "DATE",
    pl.Datetime("us", "UTC"): "TIMESTAMPTZ",
    pl.List(pl.String()): "VARCHAR[]",
    pl.Boolean(): "BOOLEAN",
}
ALL = SCHEMAS | {
    "corpus.articles": text_frames.ARTICLES,
    "corpus.paragraphs": text_frames.PARAGRAPHS,
    "corpus.removed_text": text_frames.REMOVED,
    "corpus.article_origins": text_frames.ORIGINS,
    "corpus.edge_lines": text_frames.EDGES,
    "facts.topics": taxonomy_frame().schema,
    "facts.successors": successors_frame().schema,
    "facts.units": units_frame().schema,
    "ops.exchange_rates": exchange_rates_frame().schema,
}
# Filled by the stories stage, when the copies are known.
LATER = {"story_id", "is_original"}


@pytest.mark.parametrize("table", sorted(ALL))
def test_columns_and_types_are_those_of_the_table(table: str) -> None:
    declared = {c.name: c.type for c in tables()[table].columns if c.name not in LATER}
    assert {name: TYPES[kind] for name, kind in ALL[table].items()} == declared
