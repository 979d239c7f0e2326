"""What a person sees of a table on its page in Dagster: first rows, rows that break a check, plots, the accuracy card.

All of it is made on every refresh, so each look reads at most one or two columns of a table, once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import dagster as dg
from duckdb import DuckDBPyConnection

from pipeline import plots

PREVIEW_ROWS = 5
# As many as Dagster's page has room for, and room for texts.
PREVIEW_COLUMNS = 5
PREVIEW_TEXT = 60
FAILING_ROWS = 20
FAILING_COLUMNS = 6
WHOLE_TEXT = 500
# What tells a person nothing at a first look: keys, hashes, offsets.
SILENT = re.compile(r".*(_id|_ids|_uri|_number|_sha256|_char|_start|_end|_version)|revision|lineage")
DAYS = 30
REASONS = 6
# Where the rows that happen to be stored first say little: the columns and the order that a reader would ask for.
FIRST = {
    "corpus.articles": "select published_on, outlet, language, title, word_count order by published_on desc nulls last",
    "corpus.paragraphs": "select text",
    "marts.actor_pairs": "select name_a, name_b, stories, articles, paragraphs order by stories desc",
    "marts.actor_profile": "select name, aliases, stories, quotes, roles order by stories desc",
    "marts.actors": "select name, entity_type, stories, mentions, quotes order by stories desc",
    "marts.quote_book": "select published_on, outlet, speaker, role, text order by published_on desc nulls last",
    "marts.role_history": "select name, role, standing, organisation, last_seen order by last_seen desc nulls last",
    "marts.topics": "select label, stories, articles, actors, figures order by stories desc",
    "ops.rejected": "select source_uri, stage, reason, detail order by last_attempt desc, source_uri",
    "ops.runs": "select started_at, status, read, accepted, rejected order by started_at desc",
}
# Scores whose course over refreshes Dagster plots, one of each task.
HEADLINES = ("actors b-cubed", "figures exact value", "mentions strict", "quotes all @0.8", "roles")

Shown = dict[str, Any]
Row = Sequence[object]


def of_table(con: DuckDBPyConnection, table: str) -> Shown:
    """Row count, first rows, and the plots or cards of the table, where it has any."""
    counted = con.execute(f"select count(*) from {table}").fetchall()[0][0]
    more = LOOKS[table](con) if table in LOOKS else {}
    return {"dagster/row_count": counted, **more, "first rows": _preview(con, table)}


def _preview(con: DuckDBPyConnection, table: str) -> dg.TableMetadataValue:
    """A few rows in the columns that say most: those asked for, or the first that are no keys and not empty."""
    described, found = _run(con, f"from {table} {FIRST.get(table, '')} limit {PREVIEW_ROWS}")
    filled = _filled(described, found)
    if table not in FIRST:
        filled = [n for n in filled if not SILENT.fullmatch(described[n][0])] or filled
    chosen = filled[:PREVIEW_COLUMNS]
    lines = [[_cell(row[n]) for n in chosen] for row in found]
    return _table([described[n] for n in chosen], lines)


def failing(con: DuckDBPyConnection, sql: str) -> Shown:
    """Rows that break a check: their first columns as a table that fits the page, and whole behind a link."""
    described, found = _run(con, f"from ({sql}) limit {FAILING_ROWS}")
    chosen = _filled(described, found)[:FAILING_COLUMNS]
    table = _table([described[n] for n in chosen], [[_cell(row[n]) for n in chosen] for row in found])
    whole = [{name: _cell(value, WHOLE_TEXT) for (name, _), value in zip(described, row, strict=True)} for row in found]
    return {"rows": table, "whole rows": dg.MetadataValue.json(whole)}


def _run(con: DuckDBPyConnection, sql: str) -> tuple[list[tuple[str, str]], Sequence[Row]]:
    """Name and type of each column of a query, and its rows."""
    cursor = con.execute(sql)
    return [(column[0], str(column[1]).lower()) for column in cursor.description or []], cursor.fetchall()


def _filled(described: Sequence[tuple[str, str]], found: Sequence[Row]) -> list[int]:
    """Places of the columns that have a value in some row; of all columns when there is no row."""
    return [n for n, _ in enumerate(described) if not found or any(row[n] is not None for row in found)]


def _table(described: Sequence[tuple[str, str]], found: Sequence[Row]) -> dg.TableMetadataValue:
    records = [
        dg.TableRecord({name: _cell(value) for (name, _), value in zip(described, row, strict=True)}) for row in found
    ]
    schema = dg.TableSchema([dg.TableColumn(name, kind) for name, kind in described])
    return dg.MetadataValue.table(records, schema)


def _cell(value: object, longest: int = PREVIEW_TEXT) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = re.sub(r"\s+", " ", str(value))
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _articles(con: DuckDBPyConnection) -> Shown:
    """Articles per day up to the newest day, and how many have none. A day in the future is a misread one."""
    found = con.execute(
        """select published_on, count(*) from corpus.articles
           where published_on is null or published_on <= current_date + 1 group by published_on order by published_on"""
    ).fetchall()
    counts = {day.toordinal(): (day, number) for day, number in found if day is not None}
    shown: Shown = {"articles without a day": sum(number for day, number in found if day is None)}
    if counts:
        last = max(counts)
        newest = counts[last][0]
        days = range(last - DAYS + 1, last + 1)
        bars = [(str(newest.fromordinal(day)), counts[day][1] if day in counts else 0) for day in days]
        text = f"Articles per day, {bars[0][0]} to {bars[-1][0]}: {', '.join(str(number) for _, number in bars)}"
        shown["articles per day"] = dg.MetadataValue.md(plots.markdown(plots.columns(bars), text))
    return shown


def _rejected(con: DuckDBPyConnection) -> Shown:
    """Rejected documents by reason, most frequent first."""
    found = con.execute(
        "select stage || ': ' || reason, count(*) from ops.rejected group by all order by 2 desc, 1"
    ).fetchall()
    if not found:
        return {}
    bars = [(reason[:40], number) for reason, number in found[:REASONS]]
    if found[REASONS:]:
        bars.append(("all others", sum(number for _, number in found[REASONS:])))
    text = f"Rejected documents by reason: {', '.join(f'{reason} {number}' for reason, number in bars)}"
    return {"rejects by reason": dg.MetadataValue.md(plots.markdown(plots.rows(bars), text))}


def _accuracy(con: DuckDBPyConnection) -> Shown:
    """The accuracy card: for each annotated set a row a task and a column a language, each with the items scored."""
    found = con.execute(
        """select test_set, language, task, measure, value, items, articles from ops.accuracy
           order by test_set, task, measure, language"""
    ).fetchall()
    shown: Shown = {}
    for test_set in sorted({row[0] for row in found}):
        scores = [row[1:] for row in found if row[0] == test_set]
        sizes = {language: articles for language, *_, articles in scores}
        languages = sorted(sizes, key=lambda language: (language != "all", -sizes[language], language))
        cells: dict[str, dict[str, str]] = {}
        for language, task, measure, value, items, _ in scores:
            cells.setdefault(f"{task} ({measure})", {})[language] = f"{value:.3f} of {items:,}"
            if test_set == "articles" and language == "all" and task in HEADLINES:
                shown[f"{task} ({measure})"] = value
        described = [(name, "varchar") for name in ("task", *(f"{n} ({sizes[n]})" for n in languages))]
        lines = [[task, *(values.get(n) for n in languages)] for task, values in cells.items()]
        shown[f"set {test_set}"] = _table(described, lines)
    card = (
        "For each set of annotated articles, by language (articles in brackets): the score, of so many annotated items."
    )
    return {"how to read it": card, **shown} if shown else {}


LOOKS: Mapping[str, Callable[[DuckDBPyConnection], Shown]] = {
    "corpus.articles": _articles,
    "ops.accuracy": _accuracy,
    "ops.rejected": _rejected,
}
