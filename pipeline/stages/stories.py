"""Corpus to stories: signatures of new articles, verified pairs of copies, and the story of each article.

Only new articles are compared, with those that share a band, and only stories that a change can have touched are made
anew. What makes a copy belongs to `text/stories.py`.
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
from pipeline.text.stories import Body, StoryMember
from warehouse import store

log = logging.getLogger("lumbung")

BATCH_ARTICLES = 500
SIGNATURES = pl.Schema(
    {
        "article_id": pl.String(),
        "body_id": pl.String(),
        "signature": pl.List(pl.UInt64()),
        "bands": pl.List(pl.Int64()),
        "words": pl.Int32(),
    }
)
BODIES = (
    "select a.article_id, a.language, coalesce(string_agg(p.text, chr(10) order by p.start_char)"
    " filter (p.kind <> 'headline'), '') from corpus.articles a join corpus.paragraphs p using (article_id)"
    " where article_id in (select unnest($1::varchar[])) group by all order by all"
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
            _replace(con, part, SIGNATURES.to_frame() if signed is None else signed)
            # Until the stories are made, an article without one is what says that there is something to do.
            _unplace(con, part)
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
        signed = stories.sign(body, language)
        # A body too short for a signature is like no other.
        body_id = signed.text_id if signed.signature else short_id("body", article_id)
        rows.append((article_id, body_id, list(signed.signature), list(signed.bands), signed.words))
    return pl.DataFrame(rows, schema=SIGNATURES, orient="row")


def _bodies(con: DuckDBPyConnection, ids: list[str]) -> Iterator[Bodies]:
    for at in range(0, len(ids), BATCH_ARTICLES):
        yield Bodies(tuple(con.execute(BODIES, [ids[at : at + BATCH_ARTICLES]]).fetchall()))


def _replace(con: DuckDBPyConnection, ids: list[str], signed: pl.DataFrame) -> None:
    """Write the signatures and bands of these articles, and the pairs of copies that their bodies are in."""
    store.delete(con, "corpus.signatures", "article_id", ids)
    store.delete(con, "corpus.bands", "article_id", ids)
    store.insert(con, "corpus.signatures", signed)
    bands = signed.select("article_id", "body_id", band="bands").explode("band").drop_nulls("band")
    store.insert(con, "corpus.bands", bands.drop("body_id"))
    fresh = signed["body_id"].unique().sort().to_list()
    con.execute(
        "delete from corpus.copies where body_id in (select unnest($1::varchar[]))"
        " or copy_id in (select unnest($1::varchar[]))",
        [fresh],
    )
    store.insert(con, "corpus.copies", _copies(con, bands.select("body_id", "band").unique()))


def _copies(con: DuckDBPyConnection, fresh: pl.DataFrame) -> pl.DataFrame:
    """Compare bodies, given by their bands, with all that share one; returns the verified pairs."""
    con.execute("create or replace temporary table fresh_bands (body_id varchar, band bigint)")
    store.insert(con, "fresh_bands", fresh)
    pairs = con.execute(
        """select distinct least(f.body_id, s.body_id) as body_id, greatest(f.body_id, s.body_id) as copy_id
           from fresh_bands f join corpus.bands b on b.band = f.band
           join corpus.signatures s on s.article_id = b.article_id and s.body_id <> f.body_id
           order by all"""
    ).fetchall()
    bodies = _prepared(con, {body_id for pair in pairs for body_id in pair})
    found = [pair for pair in pairs if stories.is_copy(bodies[pair[0]], bodies[pair[1]])]
    return pl.DataFrame(found, schema=dict.fromkeys(("body_id", "copy_id"), pl.String()), orient="row")


def _prepared(con: DuckDBPyConnection, body_ids: Iterable[str]) -> dict[str, Body]:
    """Read these bodies, each from one of the articles that have it, ready to be compared."""
    articles = dict(
        con.execute(
            "select min(article_id), body_id from corpus.signatures"
            " where body_id in (select unnest($1::varchar[])) group by body_id",
            [sorted(body_ids)],
        ).fetchall()
    )
    if not articles:
        return {}
    rows = con.execute(BODIES, [sorted(articles)]).fetchall()
    return {articles[article_id]: stories.body(text, language) for article_id, language, text in rows}


def _unplace(con: DuckDBPyConnection, ids: list[str]) -> None:
    con.execute(
        "update corpus.articles set story_id = null"
        " where story_id is not null and article_id in (select unnest($1::varchar[]))",
        [ids],
    )


def _drop_stale_copies(con: DuckDBPyConnection) -> None:
    """Delete pairs of bodies that no article has any more; the articles of the other body lose their story."""
    stale = """from corpus.copies c where not exists (from corpus.signatures s where s.body_id = c.body_id)
               or not exists (from corpus.signatures s where s.body_id = c.copy_id)"""
    pairs = con.execute(f"select body_id, copy_id {stale}").fetchall()
    if pairs:
        left = con.execute(
            "select article_id from corpus.signatures where body_id in (select unnest($1::varchar[]))",
            [sorted({body_id for pair in pairs for body_id in pair})],
        ).fetchall()
        with store.transaction(con):
            con.execute(f"delete {stale}")
            _unplace(con, [row[0] for row in left])
            store.bump(con)


def _touched(con: DuckDBPyConnection) -> int:
    """Fill the temporary table `touched` with the articles whose story may have changed; returns their number.

    These are the articles without a story, those of stories whose first copy is gone, and all that are in one story or
    joined by copies with one of them.
    """
    con.execute(
        """create or replace temporary table touched as
           select article_id from corpus.articles where story_id is null or story_id in (
               select story_id from corpus.articles group by story_id having count(*) filter (is_original) <> 1)"""
    )
    count = -1
    while count != (count := con.execute("select count(*) from touched").fetchall()[0][0]) and count:
        con.execute(
            """create or replace temporary table touched as
               with bodies as (select distinct body_id from corpus.signatures semi join touched using (article_id)),
                    joined as (from bodies
                               union select copy_id from corpus.copies semi join bodies using (body_id)
                               union select c.body_id from corpus.copies c
                                     semi join bodies b on b.body_id = c.copy_id)
               from touched
               union select article_id from corpus.signatures semi join joined using (body_id)
               union select article_id from corpus.articles where story_id in (
                   select story_id from corpus.articles semi join touched using (article_id))"""
        )
    return int(count)


def _pairs(con: DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return pairs of touched articles that connect each story: equal bodies with their first, firsts of copies."""
    return con.execute(
        """with signed as (select article_id, body_id from corpus.signatures semi join touched using (article_id)),
                firsts as (select body_id, min(article_id) as first from signed group by body_id)
           select f.first, s.article_id from signed s join firsts f using (body_id)
           where f.first <> s.article_id
           union all
           select a.first, b.first from corpus.copies c
           join firsts a on a.body_id = c.body_id join firsts b on b.body_id = c.copy_id
           order by all"""
    ).fetchall()


def _assign(con: DuckDBPyConnection) -> int:
    """Write story_id and is_original where they differ from what the pairs say; returns the number of such articles."""
    if not _touched(con):
        return 0
    rows = con.execute(
        "select article_id, published_on, published_at::varchar from corpus.articles"
        " semi join touched using (article_id) order by article_id"
    ).fetchall()
    grouped = stories.group(_pairs(con), [StoryMember(*row) for row in rows])
    placed = pl.DataFrame(
        [(article_id, s.story_id, s.first_article_id == article_id) for article_id, s in grouped.items()],
        schema={"article_id": pl.String(), "story_id": pl.String(), "is_original": pl.Boolean()},
        orient="row",
    )
    present = store.read(
        con, "select article_id, story_id, is_original from corpus.articles semi join touched using (article_id)"
    )
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
