"""Corpus to stories: signatures of new articles, verified pairs of copies, and the story of each article.

Only new articles are compared, with those that share a band of their signature. What makes a copy belongs to
`text/stories.py`.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.ids import short_id
from pipeline.stages.batches import Workers
from pipeline.stages.extracting import mark_done, todo
from pipeline.stages.versions import stage_version
from pipeline.text import stories
from pipeline.text.stories import Signed, StoryMember
from warehouse import store

log = logging.getLogger("lumbung")

BATCH_ARTICLES = 500
OF_BATCH = "select body_id from corpus.signatures where article_id in (select unnest($1::varchar[]))"
SIGNATURES = pl.Schema(
    {
        "article_id": pl.String(),
        "body_id": pl.String(),
        "signature": pl.List(pl.UInt64()),
        "bands": pl.List(pl.Int64()),
        "words": pl.Int32(),
    }
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """A batch: article ids with the language and the text of their body paragraphs."""

    rows: tuple[tuple[str, str | None, str], ...]


def refresh(con: DuckDBPyConnection, workers: Workers) -> int:
    """Sign new articles, find their copies and bring the stories up to date; returns the number of new articles."""
    version = stage_version("stories")
    ids = todo(con, "stories", version)
    for bodies, signed in workers.map(sign, _bodies(con, ids), halves):
        part = [row[0] for row in bodies.rows]
        with store.transaction(con):
            store.delete(con, "corpus.signatures", "article_id", part)
            store.insert(con, "corpus.signatures", SIGNATURES.to_frame() if signed is None else signed)
            con.execute(f"delete from corpus.copies where body_id in ({OF_BATCH}) or copy_id in ({OF_BATCH})", [part])
            store.insert(con, "corpus.copies", _copies(con, part))
            mark_done(con, "stories", part, version)
            store.bump(con)
    _drop_stale_copies(con)
    changed = _assign(con)
    log.info("stories: %d new articles, %d placed", len(ids), changed)
    return len(ids)


def halves(bodies: Bodies) -> list[Bodies]:
    """Cut a batch in two."""
    middle = len(bodies.rows) // 2
    return [Bodies(bodies.rows[:middle]), Bodies(bodies.rows[middle:])] if middle else [bodies]


def sign(bodies: Bodies) -> pl.DataFrame:
    """Sign a batch (in a worker process): a frame with the columns of corpus.signatures."""
    rows = []
    for article_id, language, body in bodies.rows:
        signed = stories.sign(article_id, body, language)
        # A body too short for a signature is like no other.
        identity = (*signed.signature, signed.words) if signed.signature else (article_id,)
        body_id = short_id("body", *identity)
        rows.append((article_id, body_id, list(signed.signature), list(signed.bands), signed.words))
    return pl.DataFrame(rows, schema=SIGNATURES, orient="row")


def _bodies(con: DuckDBPyConnection, ids: list[str]) -> Iterator[Bodies]:
    for at in range(0, len(ids), BATCH_ARTICLES):
        rows = con.execute(
            "select a.article_id, a.language, coalesce(string_agg(p.text, chr(10) order by p.start_char)"
            " filter (p.kind <> 'headline'), '') from corpus.articles a join corpus.paragraphs p using (article_id)"
            " where article_id in (select unnest($1::varchar[])) group by all order by all",
            [ids[at : at + BATCH_ARTICLES]],
        ).fetchall()
        yield Bodies(tuple(rows))


def _copies(con: DuckDBPyConnection, ids: list[str]) -> pl.DataFrame:
    """Compare these articles' bodies with all that share a band; returns the verified pairs."""
    pairs = con.execute(
        """with bodies as (select body_id, any_value(bands) as bands from corpus.signatures group by body_id),
                banded as (select body_id, unnest(bands) as band from bodies),
                fresh as (select distinct body_id from corpus.signatures
                          where article_id in (select unnest($1::varchar[])))
           select distinct least(f.body_id, b.body_id) as body_id, greatest(f.body_id, b.body_id) as copy_id
           from banded f semi join fresh on fresh.body_id = f.body_id
           join banded b on b.band = f.band and b.body_id <> f.body_id
           order by all""",
        [ids],
    ).fetchall()
    signed = _signed(con, {body_id for pair in pairs for body_id in pair})
    found = [pair for pair in pairs if stories.is_copy(signed[pair[0]], signed[pair[1]])]
    return pl.DataFrame(found, schema=dict.fromkeys(("body_id", "copy_id"), pl.String()), orient="row")


def _signed(con: DuckDBPyConnection, body_ids: Iterable[str]) -> dict[str, Signed]:
    rows = con.execute(
        "select body_id, any_value(signature), any_value(bands), any_value(words) from corpus.signatures"
        " where body_id in (select unnest($1::varchar[])) group by body_id",
        [sorted(body_ids)],
    ).fetchall()
    return {row[0]: Signed(row[0], tuple(row[1]), tuple(row[2]), row[3]) for row in rows}


def _drop_stale_copies(con: DuckDBPyConnection) -> None:
    """Delete pairs of bodies that no article has any more."""
    stale = """body_id not in (select body_id from corpus.signatures)
               or copy_id not in (select body_id from corpus.signatures)"""
    if con.execute(f"select 1 from corpus.copies where {stale} limit 1").fetchall():
        with store.transaction(con):
            con.execute(f"delete from corpus.copies where {stale}")
            store.bump(con)


def _pairs(con: DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return pairs of articles that connect each story: equal bodies with their first, and the firsts of copies."""
    return con.execute(
        """with firsts as (select body_id, min(article_id) as first from corpus.signatures group by body_id)
           select f.first, s.article_id from corpus.signatures s join firsts f using (body_id)
           where f.first <> s.article_id
           union all
           select a.first, b.first from corpus.copies c
           join firsts a on a.body_id = c.body_id join firsts b on b.body_id = c.copy_id
           order by all"""
    ).fetchall()


def _assign(con: DuckDBPyConnection) -> int:
    """Write story_id and is_original where they differ from what the pairs say; returns the number of such articles."""
    rows = con.execute(
        "select article_id, published_on, published_at::varchar from corpus.articles order by article_id"
    ).fetchall()
    grouped = stories.group(_pairs(con), [StoryMember(*row) for row in rows])
    placed = pl.DataFrame(
        [(article_id, s.story_id, s.first_article_id == article_id) for article_id, s in grouped.items()],
        schema={"article_id": pl.String(), "story_id": pl.String(), "is_original": pl.Boolean()},
        orient="row",
    )
    present = store.read(con, "select article_id, story_id, is_original from corpus.articles")
    changed = placed.join(present, on=["article_id", "story_id", "is_original"], how="anti", nulls_equal=True)
    if changed.height:
        with store.transaction(con):
            con.execute("create temporary table placed (article_id varchar, story_id varchar, is_original boolean)")
            store.insert(con, "placed", changed)
            con.execute(
                "update corpus.articles a set story_id = p.story_id, is_original = p.is_original"
                " from placed p where p.article_id = a.article_id"
            )
            con.execute("drop table placed")
            store.bump(con)
    return changed.height
