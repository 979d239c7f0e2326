"""Corpus to facts: runs the extractors over articles that they have not done in their present version.

Each batch is one transaction. What an extractor finds belongs to `facts`.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.facts import frames
from pipeline.facts.frames import Extracted
from pipeline.stages import correcting
from pipeline.stages.batches import Workers
from pipeline.stages.versions import stage_version
from warehouse import store

log = logging.getLogger("lumbung")

BATCH_ARTICLES = 100


@dataclass(frozen=True, slots=True)
class Stage:
    """An extractor over frames of articles and paragraphs, and the tables it fills."""

    name: str
    function: Callable[[pl.DataFrame, pl.DataFrame], Extracted]
    tables: tuple[str, ...]


NAMES = Stage(
    "names",
    frames.names,
    ("facts.article_actors", "facts.alias_evidence", "facts.mentions", "facts.roles", "facts.quotes"),
)
FIGURES = Stage("figures", frames.figures, ("facts.figures", "facts.figure_links"))
TOPICS = Stage("topics", frames.topics, ("facts.paragraph_topics",))


@dataclass(frozen=True, slots=True)
class Work:
    """A batch: articles and their paragraphs as frames, and the stage's function."""

    stage: Stage
    articles: pl.DataFrame
    paragraphs: pl.DataFrame

    @property
    def ids(self) -> list[str]:
        """Ids of the batch's articles."""
        return self.articles["article_id"].to_list()


def todo(con: DuckDBPyConnection, stage: str, version: str) -> list[str]:
    """Return the ids of articles that the stage has not done in this version, sorted."""
    rows = con.execute(
        "select article_id from corpus.articles a where not exists"
        " (from ops.done d where d.article_id = a.article_id and d.stage = $1 and d.version = $2) order by article_id",
        [stage, version],
    ).fetchall()
    return [row[0] for row in rows]


def batches(con: DuckDBPyConnection, stage: Stage, ids: list[str], size: int = BATCH_ARTICLES) -> Iterator[Work]:
    """Read the articles in batches of `size`."""
    for at in range(0, len(ids), size):
        part = [ids[at : at + size]]
        yield Work(
            stage,
            *(
                store.read(
                    con,
                    f"select * from {table} where article_id in (select unnest($1::varchar[])) order by {order}",
                    part,
                )
                for table, order in (("corpus.articles", "article_id"), ("corpus.paragraphs", "article_id, start_char"))
            ),
        )


def refresh(con: DuckDBPyConnection, stage: Stage, workers: Workers) -> int:
    """Run a stage over what it has not done yet; returns the number of articles worked on."""
    version = stage_version(stage.name)
    ids = todo(con, stage.name, version)
    done = 0
    for work, extracted in workers.map(run, batches(con, stage, ids), halves):
        if extracted is None:
            reason = "the process that worked on this article died, twice"
            extracted = Extracted({}, tuple((article_id, reason) for article_id in work.ids))
        _store(con, work, extracted, version)
        done += len(work.ids)
        log.info("%s: %d of %d articles", stage.name, done, len(ids))
    if not ids:
        log.info("%s: nothing new", stage.name)
    return done


def halves(work: Work) -> list[Work]:
    """Cut a batch in two."""
    middle = len(work.ids) // 2
    if not middle:
        return [work]
    parts = (work.articles[:middle], work.articles[middle:])
    return [
        Work(work.stage, part, work.paragraphs.filter(pl.col("article_id").is_in(part["article_id"].to_list())))
        for part in parts
    ]


def run(work: Work) -> Extracted:
    """Extract one batch (in a worker process)."""
    return work.stage.function(work.articles, work.paragraphs)


def _store(con: DuckDBPyConnection, work: Work, extracted: Extracted, version: str) -> None:
    stage = work.stage.name
    with store.transaction(con):
        correcting.forget(con, work.stage.tables, work.ids)
        for table in work.stage.tables:
            store.delete(con, table, "article_id", work.ids)
            if table in extracted.frames:
                store.insert(con, table, extracted.frames[table])
        mark_done(con, stage, work.ids, version)
        reject(con, stage, work.articles, dict(extracted.failures))
        store.bump(con)


def mark_done(con: DuckDBPyConnection, stage: str, ids: list[str], version: str) -> None:
    """Note in ops.done that the stage has done these articles in this version."""
    con.execute("delete from ops.done where stage = $1 and article_id in (select unnest($2::varchar[]))", [stage, ids])
    con.execute("insert into ops.done select unnest($2::varchar[]), $1, $3", [stage, ids, version])


def reject(con: DuckDBPyConnection, stage: str, articles: pl.DataFrame, failures: dict[str, str]) -> None:
    """Replace the stage's rows of ops.rejected for these articles by those that failed now (article_id to detail)."""
    own = "stage = $1 and (source_id, source_uri) in (select unnest($2::varchar[]), unnest($3::varchar[]))"
    key = [stage, articles["source_id"].to_list(), articles["source_uri"].to_list()]
    before = con.execute(
        f"delete from ops.rejected where {own} returning source_id, source_uri, first_attempt, attempts", key
    ).fetchall()
    tried = {(source_id, uri): rest for source_id, uri, *rest in before}
    now = datetime.now(UTC)
    rows = []
    for article_id, source_id, source_uri in articles.select("article_id", "source_id", "source_uri").iter_rows():
        if article_id in failures:
            first, attempts = tried.get((source_id, source_uri), (now, 0))
            rows.append(
                (source_id, source_uri, stage, "extractor_error", failures[article_id], first, now, attempts + 1)
            )
            log.warning("%s: %s: %s", stage, source_uri, failures[article_id])
    columns = ("source_id", "source_uri", "stage", "reason", "detail", "first_attempt", "last_attempt", "attempts")
    if rows:
        store.insert(con, "ops.rejected", pl.DataFrame(rows, schema=columns, orient="row"))


def refresh_taxonomy(con: DuckDBPyConnection) -> int:
    """Bring facts.topics up to the taxonomy file; returns its number of topics."""
    return store.replace(con, "facts.topics", frames.taxonomy_frame())


def refresh_references(con: DuckDBPyConnection) -> int:
    """Bring the tables that are loaded from reference files up to them; returns their number of rows."""
    loaded = {
        "facts.successors": frames.successors_frame(),
        "facts.units": frames.units_frame(),
        "ops.exchange_rates": frames.exchange_rates_frame(),
    }
    return sum(store.replace(con, table, frame) for table, frame in loaded.items())
