"""The plan of the corrections as temporary tables, for the SQL of `correcting_names` and `correcting_figures`."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.corrections.resolve import Plan
from warehouse import store

_PLACE = "place varchar"
_MENTION = (
    "mention_id varchar, article_id varchar, paragraph_id varchar, start_char integer, end_char integer,"
    " surface varchar, entity_type varchar, actor_id varchar, sentence_start integer, sentence_end integer"
)


def load_plan(con: DuckDBPyConnection, plan: Plan, said: Mapping[str, str]) -> None:
    """Make the tables `fix_*`; `said` tells what the correction at each place says."""
    tables: dict[str, tuple[str, Sequence[tuple[Any, ...]]]] = {
        "fix_merges": ("actor_id varchar, into_id varchar, places varchar[]", plan.merges),
        "fix_splits": (
            "level integer, actor_id varchar, to_id varchar, mention_id varchar, article varchar, start_char integer,"
            f" outlet varchar, name varchar, {_PLACE}",
            plan.splits,
        ),
        "fix_removed_aliases": (f"actor_id varchar, alias varchar, {_PLACE}", plan.removed_aliases),
        "fix_added_aliases": (f"actor_id varchar, alias varchar, folded varchar, {_PLACE}", plan.added_aliases),
        "fix_hidden_mentions": (f"mention_id varchar, {_PLACE}", plan.hidden_mentions),
        "fix_hidden_names": (f"name varchar, {_PLACE}", plan.hidden_names),
        "fix_hidden_actors": (f"actor_id varchar, {_PLACE}", plan.hidden_actors),
        "fix_names": (f"actor_id varchar, name varchar, {_PLACE}", plan.names),
        "fix_types": (f"actor_id varchar, entity_type varchar, {_PLACE}", plan.types),
        "fix_speakers": (f"quote_id varchar, actor_id varchar, {_PLACE}", plan.speakers),
        "fix_figures": (
            "figure_id varchar, value_low double, value_high double, unit varchar, is_plain boolean, kind varchar,"
            f" date_low date, date_high date, is_hidden boolean, {_PLACE}",
            plan.figures,
        ),
        "fix_targets": (
            "actor_id varchar, name varchar, entity_type varchar, country varchar",
            [(a.actor_id, a.name, a.entity_type, a.country) for a in plan.targets.values()],
        ),
        "fix_said": ("place varchar, said varchar", list(said.items())),
        "fix_found": (f"{_MENTION}, {_PLACE}", ()),
        "fix_swallowed": (f"mention_id varchar, actor_id varchar, {_PLACE}", ()),
    }
    for table, (columns, rows) in tables.items():
        con.execute(f"create or replace temp table {table} ({columns})")
        if rows:
            names = [column.strip().split(" ")[0] for column in columns.split(",")]
            store.insert(con, table, pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None))
