"""Versions of articles: what an article and its facts were before its document changed, kept for good.

Reading calls it before it deletes what was replaced, in the same transaction. What the change did to the facts is
derived in SQL (`ops.article_changes`); when an article counts as replaced is decided here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse import models, store

# Columns of corpus.articles that say what an article is; the others say where it comes from and who read it.
SAME = (
    *("url", "outlet", "title", "byline", "editor", "agency", "dateline", "published_on", "published_at", "language"),
    "text",
)
# They outlive the article they describe, and go only with its source.
TABLES = ("ops.article_versions", "ops.version_facts")
_AS_IT_WAS = (
    *("article_id", "source_id", "source_uri", "url", "outlet", "title", "byline", "published_on", "published_at"),
    *("language", "text", "word_count", "content_sha256", "fetched_at", "extractor_version"),
)


def keep(con: DuckDBPyConnection, ledger: Iterable[Mapping[str, str | None]], now: datetime) -> list[tuple[str, int]]:
    """Keep the articles that new content replaces, with their facts; to be called before they are deleted.

    `ledger` has the coming rows of ops.documents (source_id, source_uri, article_id), while the table still has the
    present ones. An article's id hashes its content: the same content read by newer code is the same article and no new
    version, and a document without an article, before or after, replaces none. Returns article_id and version_number of
    what was kept.
    """
    coming = [(row["source_id"], row["source_uri"], row["article_id"]) for row in ledger]
    columns = [list(column) for column in zip(*coming, strict=True)] or [[], [], []]
    replaced = con.execute(
        """select d.article_id, new.article_id from ops.documents d
           join (select unnest($1::varchar[]) as source_id, unnest($2::varchar[]) as source_uri,
                        unnest($3::varchar[]) as article_id) as new
               on new.source_id = d.source_id and new.source_uri = d.source_uri and new.article_id <> d.article_id
           order by all""",
        columns,
    ).fetchall()
    if not replaced:
        return []
    old = [row[0] for row in replaced]
    kept = con.execute(
        f"""insert into ops.article_versions by name
            select {", ".join("a." + name for name in _AS_IT_WAS)}, old.replaced_by, $3 as replaced_at,
                1 + (select count(*) from ops.article_versions v
                     where v.source_id = a.source_id and v.source_uri = a.source_uri)::integer as version_number,
                {_version("names")} as names_version, {_version("figures")} as figures_version
            from (select unnest($1::varchar[]) as article_id, unnest($2::varchar[]) as replaced_by) as old
            join corpus.articles a on a.article_id = old.article_id
            returning article_id, version_number""",
        [old, [row[1] for row in replaced], now],
    ).fetchall()
    con.execute(
        f"""insert into ops.version_facts by name
            select f.*, v.version_number, v.source_id
            from (select unnest($1::varchar[]) as article_id, unnest($2::integer[]) as version_number) as kept
            join ops.article_versions v on v.article_id = kept.article_id and v.version_number = kept.version_number
            join ({_facts()}) f on f.article_id = v.article_id""",
        [[row[0] for row in kept], [row[1] for row in kept]],
    )
    return sorted(kept)


def same(con: DuckDBPyConnection, articles: pl.DataFrame, present: Mapping[str, str]) -> set[str]:
    """Ids of those of the new `articles` (corpus.articles) that read as the present ones do.

    `present` gives the present article's id by source_uri, for the documents to be compared.
    """
    before = store.read(
        con,
        f"select source_uri, {', '.join(SAME)} from corpus.articles where article_id in (select unnest($1::varchar[]))",
        [list(present.values())],
    )
    rows = {row[0]: row[1:] for row in before.iter_rows()}
    now = articles.select("article_id", "source_uri", *SAME)
    return {row[0] for row in now.iter_rows() if row[1] in present and rows.get(row[1]) == row[2:]}


def _version(stage: str) -> str:
    """SQL for the version in which a stage did article `a`; null when it did not, or failed on it."""
    return f"""(select d.version from ops.done d where d.article_id = a.article_id and d.stage = '{stage}'
                and not exists (from ops.rejected r where r.source_id = a.source_id and r.source_uri = a.source_uri
                                and r.stage = '{stage}'))"""


@cache
def _facts() -> str:
    """Query of the facts of present articles. The view itself may not be there yet: it is made after reading."""
    return models.read(models.FOLDER / "facts" / "article_facts.sql").sql
