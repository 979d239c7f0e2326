"""What a person sees of a table on its page in Dagster: first rows, rows that break a check, plots, the accuracy card.

All of it is made on every refresh, so each look reads at most one or two columns of a table, once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import dagster as dg
from duckdb import DuckDBPyConnection

from pipeline import plots

PREVIEW_ROWS = 5
LONGEST = 80
DAYS = 30
REASONS = 6
# Where the first rows that happen to be stored say little: those that a reader would ask for first.
FIRST = {
    "corpus.articles": "published_on desc nulls last",
    "marts.actor_pairs": "stories desc",
    "marts.actors": "stories desc",
    "marts.topics": "stories desc",
    "ops.runs": "started_at desc",
}
# Scores whose course over refreshes Dagster plots, one of each task.
HEADLINES = ("actors b-cubed", "figures exact value", "mentions strict", "quotes all @0.8", "roles")

Shown = dict[str, Any]


def of_table(con: DuckDBPyConnection, table: str) -> Shown:
    """Row count, first rows, and the plots or cards of the table, where it has any."""
    order = f" order by {FIRST[table]}" if table in FIRST else ""
    counted = con.execute(f"select count(*) from {table}").fetchall()[0][0]
    preview = rows(con, f"from {table}{order} limit {PREVIEW_ROWS}")
    more = LOOKS[table](con) if table in LOOKS else {}
    return {"dagster/row_count": counted, **more, "first rows": preview}


def rows(con: DuckDBPyConnection, sql: str) -> dg.TableMetadataValue:
    """The rows of a query as a table, long texts cut."""
    cursor = con.execute(sql)
    described = [(column[0], str(column[1]).lower()) for column in cursor.description or []]
    return _table(described, cursor.fetchall())


def _table(described: Sequence[tuple[str, str]], found: Sequence[Sequence[object]]) -> dg.TableMetadataValue:
    records = [
        dg.TableRecord({name: _cell(value) for (name, _), value in zip(described, row, strict=True)}) for row in found
    ]
    schema = dg.TableSchema([dg.TableColumn(name, kind) for name, kind in described])
    return dg.MetadataValue.table(records, schema)


def _cell(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    text = re.sub(r"\s+", " ", str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


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
        cells: dict[tuple[str, str], dict[str, str]] = {}
        for language, task, measure, value, items, _ in scores:
            cells.setdefault((task, measure), {})[language] = f"{value:.3f} of {items:,}"
            if test_set == "articles" and language == "all" and task in HEADLINES:
                shown[f"{task} ({measure})"] = value
        described = [(name, "varchar") for name in ("task", "measure", *(f"{n} ({sizes[n]})" for n in languages))]
        lines = [[*names, *(values.get(n) for n in languages)] for names, values in cells.items()]
        shown[f"accuracy on {test_set}"] = _table(described, lines)
    return shown


LOOKS: Mapping[str, Callable[[DuckDBPyConnection], Shown]] = {
    "corpus.articles": _articles,
    "ops.accuracy": _accuracy,
    "ops.rejected": _rejected,
}
