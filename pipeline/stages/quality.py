"""Loading `ops.accuracy` from the scores that the extraction gate published (`pipeline/accuracy.json`)."""

import json
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse import store

PUBLISHED = Path(__file__).parents[1] / "accuracy.json"
COLUMNS = ("test_set", "language", "task", "measure", "value", "items", "articles")


def refresh_accuracy(con: DuckDBPyConnection) -> int:
    """Bring ops.accuracy up to the published scores; returns the number of rows."""
    rows = json.loads(PUBLISHED.read_text(encoding="utf-8"))["scores"]
    text, count = pl.String(), pl.Int64()
    kinds = (text, text, text, text, pl.Float64(), count, count)
    frame = pl.DataFrame(rows, schema=dict(zip(COLUMNS, kinds, strict=True)), orient="row")
    return store.replace(con, "ops.accuracy", frame)
